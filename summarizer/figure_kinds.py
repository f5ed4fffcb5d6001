"""Why values of one event differ, as far as the sentences tell: a revision, a dispute, or different counts.

A dispute needs two sides that speak of one thing; a revision one speaker who gives another value later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from summarizer.attribution import is_one_speaker, root
from summarizer.countries import find_countries
from summarizer.events import frame
from summarizer.excerpts import excerpt
from summarizer.lexical import content_stems
from summarizer.mention_pairs import jaccard
from summarizer.mentions import EVENTS, PERSONAL, Mention, counted
from summarizer.speakers import Parties
from summarizer.types import FigureKind

ALIKE = 0.25  # share of words that the clauses of one event have in common
FEWEST_OF_SIDES = 3  # of the higher of two counts; below it one is rather of a part: "one target was a dam"
MOST_DAYS = 30  # between two counts of which the later corrects the earlier

# of some who were more
_REMAIN = re.compile(r"\b(?:remain\w*|still|left(?= (?:in|with|at|there)\b))\b", re.I)
_OFFERED = ("cost", "massed")  # what each gives or has
# "said it had shot down", "claims to have hit"
_OWN_DEED = re.compile(
    r"\b(?:said|says|claim\w*|announced|reported)(?: that)? "
    r"(?:(?:it|they|we|(?:its|their|our) [a-z ]{3,30}?) |to have )"
    r"(?:ha[sdve]+ )?(?:[a-z]+ly )?[a-z]+(?: down)? [^,;.]{0,30}$"
)
_OWNED = ("lost", "downed")  # what happens to a country's own: its soldiers, its jets
_FORCE = re.compile(r" (?:Front|Movement|Army|Forces|Command|Militia)$")  # by its name it is a party itself


def kind_of_values(group: Sequence[Mention], parties: Parties) -> FigureKind:
    """Why the values of one group differ, as far as the sentences tell.

    It is a dispute where two sides speak, or where sources count the same event.
    """
    by_speakers = kind_by_speakers(group, parties)
    if by_speakers:
        return by_speakers
    who = {m.combatants > 0 for m in group if m.quantity.noun == "people"}
    one_text = len({(m.passage.document.id, m.passage.start) for m in group}) == 1
    revised = any(m.is_revised for m in group)
    if not _alike(group) or (
        not revised and (one_text or len(who) > 1 or len({m.value for m in group}) == 1)
    ):
        return "scope"
    if revised:
        return "revision"
    sides = [m.side for m in group if m.side]
    if any(not a & b for a in sides for b in sides):
        return "dispute"
    event = counted(group)[1]
    of_the_rest = {bool(_REMAIN.search(m.clause)) for m in group} if event == "captured" else set()
    if not event or _of_two_countries(group) or len(of_the_rest) > 1:
        return "scope"
    return "revision" if _rises(group) else "dispute"


def kind_by_speakers(group: Sequence[Mention], parties: Parties) -> FigureKind | None:
    """A dispute where two sides give different counts of one thing, a revision where one speaker does
    and no other is named."""
    if _of_two_sides(group):
        return "dispute"
    pairs = [(a, b) for a, b in combinations(group, 2) if _apart(a, b) and _in_like_words(a, b)]
    if any(_of_two_parties(a, b, parties) for a, b in pairs) and not _of_two_countries(group):
        return "dispute"
    by_one = any(_of_one_speaker(a, b) for a, b in pairs)
    sides = [m.side for m in group if m.side]
    return "revision" if by_one and all(a & b for a, b in combinations(sides, 2)) else None


def _in_like_words(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell of one noun and event, in clauses that share words."""
    q, r = a.quantity, b.quantity
    of_one = (q.unit, q.event, a.combatants > 0) == (r.unit, r.event, b.combatants > 0)
    is_alike = q.written == r.written or bool(q.event)
    return of_one and is_alike and jaccard(clause_stems(a), clause_stems(b)) >= ALIKE


def _of_one_speaker(a: Mention, b: Mention) -> bool:
    """Whether one speaker gives two values in two documents, of two days or of people harmed or displaced:
    the later corrects the earlier."""
    one, other = (m.passage.document for m in (a, b))
    if one.id == other.id or not (one.published and other.published and is_one_speaker(a.side, b.side)):
        return False
    days = abs((one.published.date() - other.published.date()).days)
    return 0 < days <= MOST_DAYS or (days == 0 and a.quantity.event in PERSONAL)


def _of_two_parties(a: Mention, b: Mention, parties: Parties) -> bool:
    """Whether two sides give different values of one thing at one place; of people each counts its own."""
    if a.quantity.event in PERSONAL or a.quantity.event in _OFFERED or (_is_own_deed(a) and _is_own_deed(b)):
        return False
    one, two = (_sides(m, parties) for m in (a, b))
    return bool(one and two and not one & two and _places(a) & _places(b))


def _places(mention: Mention) -> frozenset[str]:
    """The places that the sentence of a value names, but countries."""
    countries = {root(name) for name in mention.passage.text.split() if find_countries(name)}
    return frame(mention).places - countries


def _sides(mention: Mention, parties: Parties) -> frozenset[str]:
    """The sides for which who gives a value speaks, or a party that publishes it itself; empty for others."""
    document = mention.passage.document
    who = mention.speaker or document.source
    speaks = bool(who) and (parties.speaks_for_one(who, document) or bool(_FORCE.search(who)))
    return parties.sides(who) if speaks else frozenset()


def _of_two_sides(group: Sequence[Mention]) -> bool:
    """Whether two countries give different counts of one thing that happened: sites struck, aircraft downed.

    Of people each counts its own, and of what each says that it did itself the other does not speak.
    """
    event = counted(group)[1]
    if not event or event in PERSONAL or event in _OFFERED or _of_two_countries(group):
        return False
    told = [(m, set(find_countries(m.speaker))) for m in group]
    return any(
        one and two and not one & two and _apart(a, b) and not (_is_own_deed(a) and _is_own_deed(b))
        for (a, one), (b, two) in combinations(told, 2)
    )


def _apart(a: Mention, b: Mention) -> bool:
    """Whether no number is a value of both, and one is more than counts of a part mostly are."""
    most = max(a.value[1], b.value[1])
    return most >= FEWEST_OF_SIDES and (a.value[1] < b.value[0] or b.value[1] < a.value[0])


def _is_own_deed(mention: Mention) -> bool:
    """Whether a speaker tells what they did themselves: "said it shot down 25 drones"."""
    return bool(_OWN_DEED.search(mention.passage.text[: mention.quantity.start]))


def _alike(group: Sequence[Mention]) -> bool:
    """Whether every clause says enough of what another one says to be of the same event, or corrects it."""
    stems = [clause_stems(m) for m in group]
    return all(
        any(
            jaccard(stems[i], stems[j]) >= ALIKE or (a.is_revised and a.passage == b.passage)
            for j, b in enumerate(group)
            if i != j
        )
        for i, a in enumerate(group)
    )


def _of_two_countries(group: Sequence[Mention]) -> bool:
    """Whether two of the numbers are said of different countries: Norvia's losses and Sarland's."""
    if counted(group)[1] not in _OWNED:
        return False
    # not the country in the speaker's name: "Russia Matters" counts others' losses too
    named = [set(find_countries(excerpt(m).replace(m.speaker or " ", " "))) for m in group]
    return any(a and b and not a & b for a, b in combinations(named, 2))


def _rises(group: Sequence[Mention]) -> bool:
    """Whether a count of what can only grow is higher in every later document."""
    dated = [m for m in group if m.quantity.event in EVENTS and m.passage.document.published]
    days = sorted({(m.published // 86400, m.quantity.low) for m in dated})
    return len({day for day, _ in days}) > 1 and [v for _, v in days] == sorted(v for _, v in days)


def clause_stems(mention: Mention) -> frozenset[str]:
    """The content of a clause but its numbers."""
    return frozenset(word for word in content_stems(mention.clause) if not word[0].isdigit())
