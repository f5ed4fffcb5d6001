"""What holds no longer by the word of who said it: a count that was raised or lowered, a statement that
its own speaker withdrew, a report that its own source corrected. By form alone; who denies what another
says takes nothing back (``disputes.py``), and what earlier briefs told is compared elsewhere
(``novelty.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from summarizer import facts
from summarizer.attribution import attribution, is_one_speaker, speaker_names
from summarizer.lexical import content_stems
from summarizer.novelty import event_days
from summarizer.text import REMEMBERED, normalize
from summarizer.types import Document, Passage

HELD = 0.6  # share of what is taken back that a statement must hold to be what is taken back
FEWEST = 2  # content words of it at least
ENTRY = 4  # sentences before a correction among which it corrects one
PAGE = 12  # and behind it, where it is an entry of its own and the latest stand first
BEHIND = 3  # words behind a number among which stands what it counts

_STATEMENT = r"(?:reports?|claims?|statements?|announcements?|accusations?|allegations?|assertions?)"
_WITHDREW = re.compile(
    rf"\b(?:withdrew|withdrawn|retracted|took back|walked back|disowned) (?:its|his|her|their|an?|the) "
    rf"(?:\w+ ){{0,2}}?{_STATEMENT} (?:that|of|about|on)\b"
)
_CORRECTION = re.compile(
    r"^(?:\d\d?[:.]\d\d )?(?:CORRECTION|Correction|CORRECTED|Corrected)\b[^\w]*(?P<what>.*)"
)
_OF_WHAT = re.compile(r"\bthe (?:figure|number|count|amount|percentage|date) (?:is|was|should)\b", re.I)
_NOT = re.compile(r"\bnot (?:about |around |nearly |the )?$")


@dataclass(frozen=True, slots=True)
class Retraction:
    """Stems of what is taken back; by whom (roots of names), or else by which source; where it is said.

    ``told`` is the sentence to tell: the withdrawal, or what a correction says instead. ``errors`` are the
    sentences of the same document that only repeat the error, or that it corrects.
    """

    stems: frozenset[str]
    speaker: frozenset[str]
    said_in: Document
    told: Passage
    errors: tuple[Passage, ...] = ()

    def covers(self, text: str, document: Document) -> bool:
        """Whether it takes back what ``text`` of ``document`` states."""
        if _WITHDREW.search(text) or _is_later(document, self.said_in) or document is self.said_in:
            return False
        shared = self.stems & set(content_stems(text))
        if len(shared) < max(FEWEST, HELD * len(self.stems)):
            return False
        if not self.speaker:
            return bool(document.source) and document.source == self.said_in.source
        said = attribution(text)
        return bool(said and is_one_speaker(speaker_names(said.who), self.speaker))


def find_retractions(found: Sequence[Passage]) -> tuple[Retraction, ...]:
    """What the sentences take back, in their order."""
    return tuple(r for at in range(len(found)) for r in _retraction(found, at))


def _retraction(found: Sequence[Passage], at: int) -> Iterator[Retraction]:
    passage, after = found[at], found[at + 1] if at + 1 < len(found) else None
    text = " ".join(normalize(passage.text).split())
    if match := _WITHDREW.search(text):
        speaker = speaker_names(text[: match.start()])
        if speaker:
            stems = frozenset(content_stems(text[match.end() :]))
            yield Retraction(stems, speaker, passage.document, passage)
    elif match := _CORRECTION.match(text):
        stems = frozenset(content_stems(match["what"]))
        denied = _denied_values(text)
        if denied:
            yield Retraction(stems, frozenset(), passage.document, passage, _corrected(found, at, denied))
        elif after and after.document is passage.document:
            yield Retraction(stems, frozenset(), passage.document, after, (passage,))


def _denied_values(text: str) -> frozenset[tuple[float, str]]:
    """The values, with their units, that a text says something is not: 15% in "it is 12%, not 15%"."""
    denied, at = set(), 0
    for number in facts.numbers(text):
        at = text.find(number.written, at)
        if _NOT.search(text[:at]):
            denied.add((number.value, number.unit))
        at += len(number.written)
    return frozenset(denied)


def _corrected(
    found: Sequence[Passage], at: int, denied: frozenset[tuple[float, str]]
) -> tuple[Passage, ...]:
    """The sentences that a correction corrects: of the few before it in its document those of the denied
    value, or else the first behind it, since the latest entry of a live page may stand first; and the
    correction where it does not say of what its figure is."""
    document = found[at].document
    before = [p for p in found[max(0, at - ENTRY) : at] if p.document is document and _gives(p, denied)]
    behind = [p for p in found[at + 1 : at + 1 + PAGE] if p.document is document and _gives(p, denied)]
    unclear = [found[at]] if _OF_WHAT.search(found[at].text) else []
    return (*(before or behind[:1]), *unclear)


def _gives(passage: Passage, values: frozenset[tuple[float, str]]) -> bool:
    return any((n.value, n.unit) in values for n in facts.numbers(passage.text))


def is_former_count(text: str, document: Document, other: Passage) -> bool:
    """Whether ``text`` counts by a value of which ``other``, not older, says that it is past: people, or what
    the other counts too."""
    former = facts.former_counts(other.text)
    if not former or _is_later(document, other.document) or facts.former_counts(text):
        return False
    return any(
        n.value in former and (n.kinds or _counts_in(text, n, other.text)) for n in facts.numbers(text)
    )


def _counts_in(text: str, number: facts.Number, other: str) -> bool:
    """Whether what stands right behind a number, in lower case, is in another text too: what it counts."""
    behind = normalize(text).partition(number.written)[2].split()[:BEHIND]
    counted = content_stems(" ".join(filter(str.islower, behind)))
    return bool(set(counted) & set(content_stems(other)))


def is_raised_count(text: str, document: Document, other: Passage) -> bool:
    """Whether the speaker of ``text`` counts more of the same in ``other``, of a later document."""
    pairs = [(m, n) for m in _counts(text) for n in _counts(other.text) if m.kinds & n.kinds]
    fewer = {frozenset(m.kinds & n.kinds) for m, n in pairs if m.value < n.value}
    if _is_later(document, other.document) or not fewer:
        return False
    all_fewer = len(fewer) > 1 and not any(m.value > n.value for m, n in pairs)
    if not _is_later(other.document, document) and not all_fewer:  # of one day: the dead and the wounded
        return False
    mine, theirs = attribution(text), attribution(other.text)
    if not mine or not theirs or not is_one_speaker(speaker_names(mine.who), speaker_names(theirs.who)):
        return False
    days, later = _days(text, document), _days(other.text, other.document)
    return bool(not days or not later or days & later)


@lru_cache(maxsize=REMEMBERED)
def _counts(text: str) -> tuple[facts.Number, ...]:
    return tuple(n for n in facts.numbers(text) if n.kinds)


def _days(text: str, document: Document) -> frozenset[date]:
    return event_days(text, document.published.date()) if document.published else frozenset()


def _is_later(one: Document, other: Document) -> bool:
    return bool(one.published and other.published and one.published > other.published)
