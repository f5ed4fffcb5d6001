"""Chosen claims into their sections: the first facts of the day, the others by subject, each in its turn."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from summarizer.config import SectionSettings
from summarizer.introductions import introduce
from summarizer.passages import surroundings
from summarizer.sections import route_claims
from summarizer.standalone import takes_up
from summarizer.types import Claim, Section

FIRST = 0.3  # log-odds over which a statement is told among the first facts rather than with its subject
KEPT = 0.3  # of a section's statements that stay there at least, however many belong to the first facts
NEXT = 2  # characters between a sentence and the next one at most
NEARBY = 300  # the same to what "the attack" may stand for


def place_claims(
    claims: Sequence[Claim],
    worth: Sequence[float],
    vital: Sequence[float],
    sections: Sequence[SectionSettings],
    max_words: int,
) -> tuple[Section, ...]:
    """The first facts of the day to the lead section up to its share, the others by subject; in each the most
    worth first. ``vital`` is the log-odds that a claim is among the first facts."""
    fits = route_claims([c.text for c in claims], [surroundings(c.evidence[0]) for c in claims], sections)
    home = [int(row.argmax()) for row in fits]
    lead = next((i for i, s in enumerate(sections) if s.lead), None)
    if lead is not None:
        words = [len(c.text.split()) for c in claims]
        least, most = sections[lead].least * max_words, sections[lead].share * max_words
        for i in _first_facts(vital, words, home, least, most):
            home[i] = lead
    by_worth = sorted(range(len(claims)), key=lambda i: -worth[i])
    ordered = (
        Section(s.name, s.title, tuple(_in_turn([claims[i] for i in by_worth if home[i] == n])))
        for n, s in enumerate(sections)
    )
    return tuple(introduce(ordered))


def _first_facts(
    vital: Sequence[float], words: Sequence[int], home: Sequence[int], least: float, most: float
) -> list[int]:
    """What belongs to the first facts rather than to its subject, likeliest first, up to ``most`` words: the
    likeliest, then ``least`` words whether likely or not, as far as each other section keeps its share."""
    left = Counter(home)
    least_left = {section: math.ceil(KEPT * count) for section, count in left.items()}
    taken: list[int] = []
    told = 0
    for i in sorted(range(len(home)), key=lambda i: -vital[i]):
        is_first = vital[i] > FIRST or told < least
        has_room = told + words[i] <= most and left[home[i]] > least_left[home[i]]
        if is_first and (has_room or not taken):
            taken.append(i)
            told += words[i]
            left[home[i]] -= 1
    return taken


def _in_turn(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in their order, but a sentence right behind the one that its source has before it, and one
    that takes up what was said ("echoed this", "The targeted facility") behind the nearest that its source
    has before; one that ranks before that only where it takes it up."""
    behind: defaultdict[int, list[int]] = defaultdict(list)
    is_first = [True] * len(claims)
    for j, claim in enumerate(claims):
        before, points = _source_before(claims, j), takes_up(claim.text)
        if before is None or not (before < j or points):
            continue
        if _gap(claims[before], claim) <= (NEARBY if points else NEXT):
            behind[before].append(j)
            is_first[j] = False
    turn: list[Claim] = []
    waiting = [i for i in reversed(range(len(claims))) if is_first[i]]
    while waiting:
        i = waiting.pop()
        turn.append(claims[i])
        waiting += reversed(behind[i])
    return turn


def _source_before(claims: Sequence[Claim], at: int) -> int | None:
    """The claim whose evidence stands nearest before that of the one ``at`` in the same document, or None."""
    gaps = [(_gap(other, claims[at]), i) for i, other in enumerate(claims) if i != at]
    return min(((gap, i) for gap, i in gaps if gap >= 0), default=(0, None))[1]


def _gap(claim: Claim, following: Claim) -> int:
    """Characters between the evidence of two claims of one document, or -1."""
    one, two = claim.evidence[0], following.evidence[0]
    return two.start - one.end if one.document is two.document and two.start >= one.end else -1
