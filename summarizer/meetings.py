"""Meetings that one sentence announces and another tells as held: "will meet Friday", "ended on Friday".

One meeting is known by its day or the number of its round, told as to come by one and as past by the other,
and by who and where: two names at least that both sentences share. By form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from summarizer import facts
from summarizer.attribution import root
from summarizer.countries import find_countries, without_countries
from summarizer.novelty import event_days
from summarizer.text import REMEMBERED
from summarizer.types import Claim, Passage

AHEAD = 120  # characters behind "will" in which what is to come is told
BOTH = 2  # names that an announcement and a report of one meeting share
A_WEEK_AGO = 6  # days from which "on Saturday", of a text dated on a Friday, is rather the day after

_ANNOUNCED = re.compile(
    r"\b(?:will|would|to meet|to resume|set to|due to|expected to|plans? to|scheduled (?:to|for)|"
    r"prepar(?:e|es|ing) (?:for|to)|(?:is|are) to (?:hold|begin|attend|take part)|"
    r"head(?:s|ed|ing)? (?:in)?to)\b"
)
# behind it nothing is told as past: "met Brandt on Saturday ahead of the talks"
_TO_COME = re.compile(rf"{_ANNOUNCED.pattern}|\b(?P<before>ahead of|before|prior to)\b")
_BEGUN = re.compile(
    r"\b(?:ha(?:s|ve) begun|began|ha(?:s|ve) started|under way|underway|ongoing|resumed|reconvened)\b"
)
_ROUND = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:round|meeting|session)\b"
    r"(?! of (?:its |the |an? )?(?:election|vot))",
    re.I,
)
_TALKS = re.compile(r"\b(?:talks|negotiations|negotiate|rounds?|meetings?|summit|conference)\b", re.I)
_MEETING = re.compile(rf"{_TALKS.pattern}|\bmee?t\b", re.I)
_ENDED = re.compile(r"\b(?:ended|concluded|finished|broke (?:up|off)|wrapped up)\b")
_HELD = re.compile(
    rf"{_ENDED.pattern}|\b(?:completed|held|met|took place|lasted|led|resumed|opened|began|launched)\b"
)
_NOT = re.compile(r"\b(?:no|not|never|neither|without|would)\b|n[’']t\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def reports_of(claim: Claim, others: Iterable[Passage]) -> list[Passage]:
    """The passages that tell that the meeting was held that a claim announces, or has ended that it says to
    have begun; none where it does neither."""
    text, published = claim.text, claim.evidence[0].document.published
    announced = _ANNOUNCED.search(text)
    coming = announced or _BEGUN.search(text)
    if not published or not coming or _ENDED.search(text):
        return []
    if not _MEETING.search(text[coming.start() :][:AHEAD]):
        return []
    over = _HELD if announced else _ENDED
    held = (p for p in others if (told := _told_as_past(p.text)) and over.search(told))
    return [p for p in held if _is_one_meeting(text, published, p)]


@lru_cache(maxsize=REMEMBERED)
def _told_as_past(text: str) -> str:
    """What a text tells of a meeting as past, or ""."""
    coming = _TO_COME.search(text)
    told = text[: coming.start()] if coming else text
    held = _HELD.search(told)
    if not held or _NOT.search(told[: held.end()]) or _YEAR.search(told):
        return ""
    is_another = coming and coming["before"] and not _TALKS.search(told)
    return told if _MEETING.search(told) and not is_another else ""


def _is_one_meeting(text: str, published: datetime, report: Passage) -> bool:
    """Whether a report is of the day or the round that a text of a day tells of, and of the same parties."""
    told, day = _told_as_past(report.text), report.document.published
    if not day:
        return False
    is_one = bool(event_days(text, published.date()) & _days_of(told, day.date()))
    if not is_one and day.date() >= published.date():
        is_one = bool(_rounds(text) & _rounds(told))
    return is_one and len(_named(text) & _named(told)) >= BOTH


def tells_end(text: str) -> bool:
    """Whether a text tells that something has ended, not only that it was held."""
    return bool(_ENDED.search(text))


def _rounds(text: str) -> set[str]:
    """The numbers of the rounds that a text names."""
    return {number.lower() for number in _ROUND.findall(text)}


def _days_of(told: str, published: date) -> frozenset[date]:
    """The days of what a text tells as past; that of tomorrow where the text may be dated a day too early."""
    days = event_days(told, published)
    return days | {d + timedelta(7) for d in days if (published - d).days == A_WEEK_AGO}


def _named(text: str) -> set[str]:
    """The names of a text, a country's by the country: Tehran and Iran are one."""
    others = (
        name for name in facts.written_names(without_countries(text)) if not facts.is_day_or_month(name)
    )
    return {*find_countries(text), *map(root, others)}
