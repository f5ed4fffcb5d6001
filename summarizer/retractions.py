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
from summarizer.attribution import attribution, is_one_speaker, speaker_names, without_speaker
from summarizer.countries import find_countries, is_country
from summarizer.lexical import content_stems
from summarizer.novelty import event_days
from summarizer.text import REMEMBERED, normalize
from summarizer.types import Document, Passage

HELD = 0.6  # share of what is taken back that a statement must hold to be what is taken back
FEWEST = 2  # content words of it at least
ENTRY = 4  # sentences before a correction among which it corrects one
PAGE = 12  # and behind it, where it is an entry of its own and the latest stand first
MOST_GROWN = 10  # times the lower toll; a greater one is of a whole war
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
_FATES = {
    "killed": ("killed", "died", "dead"),
    "injured": ("injured", "wounded"),
    "held": ("arrested", "detained"),
    "displaced": ("displaced", "fled"),
}
_FATE_WORD = re.compile(rf"\b(?:{'|'.join(word for words in _FATES.values() for word in words)})\b")
# behind a number: "of its soldiers had been killed", "people, including a policeman, have died"
_FATE = re.compile(
    r" (?P<whom>(?:of (?:its|their) )?(?:(?!and\b|or\b)[\w'-]+ ?){1,3}?)(?:, including [^,]{2,40},)? ?"
    r"\b(?P<had>(?:had|have|has)(?: been)? )?(?:(?:were|was|are) )?"
    rf"(?P<fate>{_FATE_WORD.pattern})"
)
_SINCE = re.compile(r"\bsince\b")
_AS_OF = re.compile(r"\b(?:since|as of|so far|now)\b")
_OFFICIAL = re.compile(
    r"\b(?:minist\w+|government|army|military|(?:armed )?forces|police|authorit\w+|officials?|president|"
    r"spokes\w+|general staff|command)\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|near|at|outside|around|of|from) (?:the )?(?:[a-z-]+ ){0,3}([A-Z][\w'-]+)")
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
    """Whether ``text`` counts by a value of which ``other``, not older, says that it is past: people to whom
    the same happened, or what the other counts too."""
    former = facts.former_counts(other.text)
    if not former or _is_later(document, other.document) or facts.former_counts(text):
        return False
    kinds = frozenset().union(*(n.kinds for n in facts.numbers(other.text)))
    return any(
        n.value in former and (n.kinds & kinds if n.kinds else _counts_in(text, n, other.text))
        for n in facts.numbers(text)
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


def tells_toll(text: str) -> bool:
    """Whether a text says whose toll it gives."""
    return bool(_tolls(text))


def is_outgrown_toll(text: str, document: Document, other: Passage) -> bool:
    """Whether ``other``, later, sums up to a higher toll of one fate by the same speaker or one country's
    officials: of the same place, since the day of the one, or neither of a place."""
    mine = _tolls(text)
    if not mine or not _is_later(other.document, document):
        return False
    theirs = [t for t in _tolls(other.text) if t.sums_up]
    grown = any(m.is_of(t) and m.value < t.value <= MOST_GROWN * m.value for m in mine for t in theirs)
    if not grown or not document.published or not other.document.published:
        return False
    days, later = _days(text, document), _days(other.text, other.document)
    since = _SINCE.search(other.text)
    if since and not days & later:  # "since the war began" is of another count than "on Monday"
        return False
    if days and later and not days & later and not _AS_OF.search(other.text):
        return False
    places, others = _places(text), _places(other.text)
    is_of_all = not others and (since or not places)
    return bool(places & others or is_of_all)


@dataclass(frozen=True, slots=True)
class _Toll:
    """How many of whom met which fate, as who says; whether it sums up: "had died", not "were killed"."""

    value: float
    whom: str
    fate: str
    sums_up: bool
    who: str

    def is_of(self, other: _Toll) -> bool:
        """Whether another toll is of the same people and fate, told by the same side."""
        if self.whom != other.whom or self.fate != other.fate:
            return False
        countries, theirs = set(find_countries(self.who)), set(find_countries(other.who))
        if countries or theirs:
            return bool(countries & theirs) and _is_official(self.who) and _is_official(other.who)
        return is_one_speaker(speaker_names(self.who), speaker_names(other.who))


def _is_official(who: str) -> bool:
    return bool(_OFFICIAL.search(who)) or is_country(who)


@lru_cache(maxsize=REMEMBERED)
def _tolls(text: str) -> tuple[_Toll, ...]:
    """The tolls of a sentence that says whose they are."""
    said = attribution(text) if _FATE_WORD.search(text) else None
    if not said or not said.who:
        return ()
    plain, at, found = normalize(text), 0, []
    for number in facts.numbers(plain):
        at = plain.find(number.written, at) + len(number.written)
        if fate := _FATE.match(plain, at):
            sums_up = bool(fate["had"] or fate["fate"] == "dead" or _AS_OF.search(plain))
            whom = content_stems(fate["whom"])[-1:] or [""]
            kind = next(kind for kind, words in _FATES.items() if fate["fate"] in words)
            found.append(_Toll(number.value, whom[0], kind, sums_up, said.who))
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _places(text: str) -> frozenset[str]:
    """The names that a text gives as places, without countries, days and who speaks."""
    plain = without_speaker(text)
    named = (name for name in _PLACE.findall(plain) if not facts.is_day_or_month(name))
    return frozenset(name for name in named if not find_countries(name))


@lru_cache(maxsize=REMEMBERED)
def _counts(text: str) -> tuple[facts.Number, ...]:
    return tuple(n for n in facts.numbers(text) if n.kinds)


def _days(text: str, document: Document) -> frozenset[date]:
    return event_days(text, document.published.date()) if document.published else frozenset()


def _is_later(one: Document, other: Document) -> bool:
    return bool(one.published and other.published and one.published > other.published)
