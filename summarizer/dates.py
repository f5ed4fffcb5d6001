"""Dates as sentences tell them, and words for the time at which they are told. Knows no documents."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
YEAR = r"(?:19|20)\d\d"
# a pattern may add a year alone as ``year4``, and a month and its year as ``month5`` and ``year5``
DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?"
    rf"|(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?(?P<year2>{YEAR}))?"
    rf"|(?P<month3>{MONTH}),? (?P<year3>{YEAR}))"
)
OWN_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Tt]onight|[Oo]vernight|[Yy]esterday)\b"
)
# a time by the day on which it is told
RELATIVE = re.compile(
    rf"{OWN_DAY.pattern}|\b(?:this|last|next) (?:morning|afternoon|evening|night|week|weekend|month|year)\b|"
    r"\bat (?:dawn|noon|midnight|dusk)\b|\b(?:recent(?:ly)?|latest|(?-i:new))\b",
    re.I,
)
PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|will|shall|can|(?-i:may)|must|does|do|says?|wants?|remains?|continues?|now|currently|"
    r"(?:plans?|expects?|hopes?|seeks?|needs?) to)\b|\b(?:wo|is|are|has|have|do|does|ca)n[’']t\b",
    re.I,
)
OF_NOW = re.compile(rf"{RELATIVE.pattern}|{PRESENT.pattern}", re.I)


def year_of(match: re.Match[str]) -> int:
    """The year that a date says, or 0."""
    part = match.groupdict()
    names = ("year", "year2", "year3", "year4", "year5")
    return int(next(filter(None, (part.get(name) for name in names)), 0))


def last_days(match: re.Match[str], years: Iterable[int]) -> list[date]:
    """The last days that a date may mean: of the year that it says, or of each of ``years``."""
    part = match.groupdict()
    day = int(part["day"] or part["day2"] or -1)  # -1: the whole month
    name = part["month"] or part["month2"] or part["month3"] or part.get("month5")
    year = year_of(match)
    if not name:
        return [date(year, 12, 31)]
    month = _MONTHS.index(name[:3]) + 1
    ends = {y: monthrange(y, month)[1] for y in ([year] if year else years) if MINYEAR <= y <= MAXYEAR}
    days = {y: end if day == -1 else day for y, end in ends.items()}
    return [date(y, month, day) for y, day in days.items() if 1 <= day <= ends[y]]


def nearest_day(match: re.Match[str], near: date) -> date | None:
    """The last day that a date may mean, without a year that nearest to ``near``; None where it is
    no day of the calendar."""
    days = last_days(match, range(near.year - 1, near.year + 2))
    return min(days, key=lambda d: abs(d - near), default=None)
