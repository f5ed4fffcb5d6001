"""Which sentences of other documents say what a claim says, and so are evidence of it.

Likeness of words alone does not tell: "will meet" is like "met", a denial like what it denies, and what one
country did like what another one did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.attribution import without_speaker
from summarizer.countries import find_countries
from summarizer.denial import find_denial
from summarizer.lexical import content_stems
from summarizer.supersession import of_other_time
from summarizer.text import REMEMBERED
from summarizer.types import Claim, Passage

SHARED = 0.5  # of a claim's content words that a sentence must hold to be evidence of it
FIRST = 2  # words of a sentence in which a country is its subject
MOST_EVIDENCE = 6

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
# what struck: one word for each kind, since some have several
_INSTRUMENTS = {
    kind: re.compile(rf"\b(?:{words})\b", re.I)
    for kind, words in {
        "missile": r"(?:cruise |ballistic )?missiles?",
        "drone": r"drones?|UAVs?|unmanned aerial|quadcopters?",
        "boat": r"(?:explosive|unmanned|drone) (?:speed)?(?:boats?|surface)",
        "mine": r"(?:land|sea )?mines|(?:land|sea|limpet) ?mine",
        "torpedo": r"torpedo(?:es)?",
        "rocket": r"rockets?",
        "shell": r"shell(?:s|ed|ing|fire)|artillery|howitzers?|mortars?",
        "bomb": r"bomb(?:s|ed|ing|ings)?|air ?-?strikes?|air raids?",
        "gun": r"gun(?:fire|shots?|men|man)|bullets?|snipers?|machine-?guns?",
    }.items()
}
_TIMES = frozenset(("hour", "day"))
# told as what was said before something else was: "had said earlier that"
_SAID_BEFORE = re.compile(
    r"\bhad (?:said|reported|put)\b|\b(?:said|reported) earlier\b|"
    r"\b(?:earlier|initially|originally|at first|previously) (?:said|reported)\b",
    re.I,
)


def saying_the_same(
    claim: Claim, likeness: sparse.csr_matrix, found: Sequence[Passage], least: float
) -> list[tuple[float, Passage]]:
    """The likest sentence of each other document that holds the numbers and most words of a claim and is of
    nothing else, and its cosine, likest first; with the claim's own evidence at most MOST_EVIDENCE."""
    numbers, stems = set(_NUMBER.findall(claim.text)), _told(claim.text)
    counts = {n.value for n in facts.numbers(claim.text) if n.kinds} - facts.former_counts(claim.text)
    best: dict[str, tuple[float, Passage]] = {}
    own = {p.document.id for p in claim.evidence}
    for at in np.argsort(-likeness.data, kind="stable"):
        value, passage = float(likeness.data[at]), found[likeness.indices[at]]
        if value < least:
            break
        if passage.document.id in own | best.keys() or not numbers <= set(_NUMBER.findall(passage.text)):
            continue
        past = facts.former_counts(passage.text)
        if past & {n.value for n in facts.numbers(claim.text)} - facts.former_counts(claim.text):
            continue
        holds = {n.value for n in facts.numbers(passage.text)} - past
        says_it = len(stems & _told(passage.text)) >= SHARED * len(stems)
        if counts <= holds and says_it and not _is_of_else(passage.text, claim.text):
            best[passage.document.id] = (value, passage)
    return list(best.values())[: max(0, MOST_EVIDENCE - len(claim.evidence))]


def _told(text: str) -> set[str]:
    """The content stems of what a sentence tells: not of who says it."""
    return set(content_stems(without_speaker(text)))


def _is_of_else(told: str, claim: str) -> bool:
    """Whether a sentence like a claim begins with another country, denies nothing where the claim does or the
    other way round, announces what the claim tells as done, or tells what was said before, of another
    instrument or not of the same hours."""
    subject = _first_country(claim)
    is_of_another = subject and _first_country(told) not in ("", subject)
    denial = find_denial(told)
    if find_denial(claim):
        is_opposite = denial is None
    else:  # what is told first and denied behind ("..., which Norvia denies") is told
        is_opposite = denial is not None and denial.start() < len(told) / 2
    is_of_before = bool(_SAID_BEFORE.search(told)) and not _SAID_BEFORE.search(claim)
    is_other = bool(is_of_another) or is_opposite or is_of_before or _names_another(told, claim)
    return is_other or of_other_time(claim, told)


def _names_another(told: str, claim: str) -> bool:
    """Whether a sentence tells of another instrument than a claim does, or not of its hours or days."""
    instruments, mine = _instruments(told), _instruments(claim)
    if instruments and mine and not instruments & mine:
        return True
    return not _times(claim) <= _times(told)


@lru_cache(maxsize=REMEMBERED)
def _instruments(text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _INSTRUMENTS.items() if pattern.search(text))


@lru_cache(maxsize=REMEMBERED)
def _times(text: str) -> frozenset[tuple[float, str]]:
    """The numbers of hours and of days that a text gives."""
    return frozenset((n.value, n.unit) for n in facts.numbers(text) if n.unit in _TIMES)


def _first_country(text: str) -> str:
    """The country that a sentence begins with, or ""."""
    return next(iter(find_countries(" ".join(text.split()[:FIRST]))), "")
