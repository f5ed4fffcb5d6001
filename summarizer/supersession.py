"""What a later report has overtaken: a toll since raised, a denial left out, a meeting since held.

A claim gives way where another document, or a later version of its own story, tells that what it announces
is done, that what it says has begun is over, or that its count has been corrected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.meetings import ENDED
from summarizer.novelty import figure_changed
from summarizer.retractions import is_former_count, is_outgrown_toll, is_raised_count
from summarizer.shorten import holds_verb
from summarizer.types import Claim, Document, Passage

SAME_EVENT = 0.4  # cosine of an announcement and the report that it happened
SAME_TALKS = 0.2  # cosine of a beginning and an end that one document tells

_FUTURE = re.compile(r"\b(?:will|to meet|set to|due to|expected to|plans? to|scheduled to)\b")
_BE_BEFORE = re.compile(r"\b(?:is|are|was|were) $")  # "are set to"
# what is to come in other words
_MEANT = re.compile(
    r"\b(?:would|(?:is|are) (?:to|\w+ing)|intends?|vow(?:s|ed)|pledg(?:es|ed)|promis(?:es|ed)|votes?)\b"
)
_ASIDE = re.compile(r", (?:which|who|expected|due|set|scheduled)\b[^,]*,")
_BEGUN = re.compile(r"\b(?:ha(?:s|ve) begun|began|ha(?:s|ve) started|under way|underway|ongoing)\b")
# what an agency revises from one version of a story to the next
_PROVISIONAL = re.compile(
    r"\b(?:at least|so far|den(?:y|ies|ied)|expected to|(?:is|are|was|were) (?:\w+ )?\w+ing|no immediate|"
    r"not immediately|(?:is|are|was|were|has|have|had) not (?:yet )?(?:been )?\w+(?:ed|n))\b",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DONE = re.compile(
    r"\b(?:held|met|ended|concluded|began|took place|spoke|lasted|opened|signed|voted|arrived|visited)\b"
)


def is_superseded(
    claim: Claim,
    likeness: sparse.csr_matrix,
    found: Sequence[Passage],
    origins: Mapping[str, str],
    outdated: set[str],
) -> bool:
    """Whether a toll, a denial or another thing that changes by the hour was left out by a later version of
    its story or raised by another, or what is announced here is told as done, or what has begun as ended."""
    mine = claim.evidence[0].document
    if mine.id in outdated and _is_provisional(claim.text):
        return True
    alike = np.flatnonzero(likeness.data >= SAME_TALKS)
    near = [(float(likeness.data[at]), found[likeness.indices[at]]) for at in alike]
    of_event = [other for value, other in near if value >= SAME_EVENT]
    if mine.id in outdated and any(
        _gives_other_figure(claim.text, mine, o, origins, outdated) for o in of_event
    ):
        return True
    if any(is_outgrown_toll(claim.text, mine, other) for other in found):
        return True
    if any(is_former_count(claim.text, mine, o) or is_raised_count(claim.text, mine, o) for o in of_event):
        return True
    if not _FUTURE.search(claim.text) and not _BEGUN.search(claim.text):
        return False
    return any(_is_past(claim.text, mine, other, value, origins) for value, other in near)


def _gives_other_figure(
    text: str, mine: Document, other: Passage, origins: Mapping[str, str], outdated: set[str]
) -> bool:
    """Whether the last version of the story of ``mine`` has another figure for what ``text`` gives one of."""
    is_version = origins.get(other.document.id) == origins[mine.id] and other.document.id not in outdated
    return is_version and figure_changed(other.text, text, text)


def of_other_time(text: str, told: str) -> bool:
    """Whether one of two sentences announces first what the other tells without a word of the future.

    What ``text`` announces is of another time than what ``told`` tells as done, not than what goes on now.
    """
    if _announces(told):
        return not (_FUTURE.search(text) or _MEANT.search(text))
    return _announces(text) and bool(_DONE.search(told)) and not _FUTURE.search(told)


def _announces(text: str) -> bool:
    """Whether what a sentence tells first is to come."""
    text = _ASIDE.sub("", text)
    future = _FUTURE.search(text)
    return bool(future and not holds_verb(_BE_BEFORE.sub("", text[: future.start()])))


def _is_past(text: str, mine: Document, other: Passage, value: float, origins: Mapping[str, str]) -> bool:
    """Whether ``other``, as like as ``value``, tells that what ``text`` announces or has begun is over."""
    if value >= SAME_TALKS and _BEGUN.search(text) and ENDED.search(other.text):
        return other.document is mine or value >= SAME_EVENT
    if not _FUTURE.search(text) or _FUTURE.search(other.text):
        return False
    if value < SAME_EVENT:
        return False
    is_later = other.document.published and mine.published and other.document.published > mine.published
    is_version = other.document.id == origins[mine.id] != mine.id
    same_day = set(_WEEKDAY.findall(text)) & set(_WEEKDAY.findall(other.text)) and _DONE.search(other.text)
    return bool(is_later or is_version or same_day)


def _is_provisional(text: str) -> bool:
    return bool(_PROVISIONAL.search(text) or _FUTURE.search(text)) or any(
        n.kinds for n in facts.numbers(text)
    )
