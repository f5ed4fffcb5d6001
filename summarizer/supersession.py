"""What a later report has overtaken: a toll since raised, a denial left out, a meeting since held.

A claim gives way where another document, or a later version of its own story, tells that what it announces
is done, that what it says has begun is over, or that its count has been corrected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.countries import find_countries, without_countries
from summarizer.meetings import ENDED
from summarizer.novelty import event_days, figure_changed
from summarizer.retractions import is_former_count, is_raised_count
from summarizer.shorten import holds_verb
from summarizer.standalone import stands_alone
from summarizer.text import REMEMBERED
from summarizer.types import Claim, Document, Passage

SAME_EVENT = 0.4  # cosine of an announcement and the report that it happened
BOTH = 2  # names of those who will meet that a report of their meeting holds
SAME_TALKS = 0.2  # cosine of a beginning and an end that one document tells

_FUTURE = re.compile(r"\b(?:will|to meet|set to|due to|expected to|plans? to|scheduled to)\b")
_BE_BEFORE = re.compile(r"\b(?:is|are|was|were) $")  # "are set to"
# what is to come in other words
_MEANT = re.compile(
    r"\b(?:would|(?:is|are) (?:to|\w+ing)|intends?|vow(?:s|ed)|pledg(?:es|ed)|promis(?:es|ed)|votes?)\b"
)
_WILL_MEET = re.compile(
    r"\b(?:will|to|(?:is|are) (?:set|due|expected|scheduled) to) "
    r"(?:meet|hold (?:\w+ ){0,3}?(?:talks|summit|meeting))\b"
)
_MET = re.compile(
    r"\b(?:met|received|hosted|shook hands)\b|"
    r"\b(?:held|ended|after|of|in|at) (?:[\w-]+ ){0,4}?(?:talks|summit|meeting)\b"
)
_NOT_MET = re.compile(r"\b(?:not|never|before|ahead of|cancel\w*|postpon\w+|call\w* off|put off)\b|n't\b")
_OFFICES = frozenset(("President", "Prime", "Minister", "Foreign", "King", "Chancellor", "Secretary"))
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
    if any(is_former_count(claim.text, mine, o) or is_raised_count(claim.text, mine, o) for o in of_event):
        return True
    if not _FUTURE.search(claim.text) and not _BEGUN.search(claim.text):
        return False
    if any(_tells_their_meeting(claim.text, mine, other) for other in found):
        return True
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


def _tells_their_meeting(text: str, mine: Document, other: Passage) -> bool:
    """Whether ``other``, later, tells, and by itself, of the meeting of two who ``text`` says will meet."""
    will, theirs = _WILL_MEET.search(text), other.document.published
    if not will or not mine.published or not theirs or theirs <= mine.published:
        return False
    if not _MET.search(other.text) or _FUTURE.search(other.text) or _NOT_MET.search(other.text):
        return False
    days = event_days(text, mine.published.date(), ahead=True)
    both = _named(text[: will.start()]) & _named(other.text)
    is_that = len(both) >= BOTH and days & event_days(other.text, theirs.date(), ahead=False)
    return bool(is_that) and stands_alone(other.text)


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> frozenset[str]:
    """The countries and other names of a text; an adjective or a capital names its country."""
    plain = without_countries(text)
    others = (name for name in facts.written_names(plain) if not facts.is_day_or_month(name))
    return frozenset((*find_countries(text), *others)) - _OFFICES


def _is_provisional(text: str) -> bool:
    return bool(_PROVISIONAL.search(text) or _FUTURE.search(text)) or any(
        n.kinds for n in facts.numbers(text)
    )
