"""Sentences as statements of somebody, and disputes between them. Knows no documents but through passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from summarizer.attribution import attribution, speaker_names
from summarizer.countries import find_countries, with_one_name
from summarizer.denial import find_denial, find_doubt, find_unconfirmed
from summarizer.lexical import content_stems, stem
from summarizer.text import WORD, normalize
from summarizer.types import Passage

HELD = 0.6  # share of the words of what is denied that a sentence must hold to be what is denied
TOLD = 3  # content words behind a denying verb from which a denial says itself what it denies
TOLD_SIDES = 2  # the same where another country says it of the one that denies it
ONE_MATTER = 2  # content words that two sentences share of which one has a word and the other its opposite
LONGEST = 50  # words of a sentence that can stand in a row
SHORTEST = 6

# a plain "not" by which one side tells the opposite of what another tells
_NEGATION = re.compile(
    r"\b(?:(?:did|has|have|had|was|were) not|(?:did|has|have|had|was|were)n['’]t|never)(?: been)? (?!only\b)"
    # "has not struck that deep since the war": what is told did happen now
    r"(?![^.;]{0,80}\b(?:since|in (?:\w+ )?(?:years|decades|months))\b)"
)
REPORTED = re.compile(r", (?:according to [^,]+|[^,]{3,60} (?:reported|reports|said|says))[.”\"]*$")


# what one side says was fired or launched another calls a strike
STRIKES = frozenset(
    content_stems("fire launch strike struck attack shell bomb target hit engage raid strikes attacks raids")
)
# words by which nothing is told of what is disputed
EMPTY = frozenset(
    content_stems(
        "claim claims accusation accusations allegation allegations report reports charge denied "
        "said says it its any accuse accused blame blamed deny denies rejected"
    )
)
# of whom it is denied that they had a part in it
INVOLVED = frozenset(
    content_stems(
        "involvement involved connection connections link links role part hand responsibility wrongdoing"
    )
)


@dataclass(frozen=True)
class Statement:
    """A sentence and what its form tells: who speaks, whether it denies something, its words."""

    passage: Passage
    text: str

    @cached_property
    def speaker(self) -> str:
        """Who says it, as the sentence names them; "" where it names nobody."""
        said = attribution(self.text)
        return said.who if said else ""

    @cached_property
    def denier(self) -> str:
        """Who denies, not who reports it: "Norvia denied it, the agency reported"."""
        said = attribution(REPORTED.sub("", self.text))
        return (said.who if said else "") or self.speaker

    @cached_property
    def denial(self) -> re.Match[str] | None:
        """The first words that deny something or leave it open, or else a plain "not"."""
        return find_doubt(self.text) or _NEGATION.search(self.text)

    @property
    def answer(self) -> str:
        """What it does to what another side says: "denied" or "not confirmed"."""
        return "not confirmed" if find_unconfirmed(self.text) and not find_denial(self.text) else "denied"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, by which one sentence in two documents is known."""
        return tuple(WORD.findall(normalize(self.text).replace("-", " ").lower()))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of all its words, in order."""
        return tuple(stem(word) for word in self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """Its content stems, with countries by one name."""
        return content(self.text)

    @property
    def fits(self) -> bool:
        """Whether it can stand in a row."""
        return SHORTEST <= len(self.text.split()) <= LONGEST


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is in dispute, in words; the numbers of the sentences that hold it, and of those against it."""

    what: str
    held: tuple[int, ...]
    against: tuple[int, ...]
    tells_both: bool = False  # ``against`` is a sentence that gives both sides, each with its speaker
    is_denied: bool = True  # not only set against each other by their writer
    is_open: bool = False  # what is told is not denied, only not confirmed
    sides: tuple[str, str] = ("", "")  # who says it and who denies it, where that is known


def content(text: str) -> frozenset[str]:
    """The content stems of a text, with countries by one name."""
    return frozenset(content_stems(with_one_name(text)))


def known_apart(one: str, other: str) -> bool:
    """Whether two speakers are not known to be one side: no name in common, not both of one country."""
    if speaker_names(one) & speaker_names(other):
        return False
    return not set(find_countries(one)[:1]) & set(find_countries(other)[:1])


def of_others(a: Statement, b: Statement) -> bool:
    """Whether two sentences are not known to be of one side."""
    return known_apart(a.speaker, b.speaker)


def of_one_matter(a: Statement, b: Statement) -> bool:
    """Whether two sentences share enough content to be of one matter."""
    return len(a.content & b.content) >= ONE_MATTER
