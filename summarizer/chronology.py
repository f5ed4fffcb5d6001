"""Which parts of a document are entries of a chronology that tell of days long past.

"Two years of war, month by month": each entry is written in the present tense under its own date, and
nothing in its sentences says that they are old. Judged by form, one document at a time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from summarizer.text import Span
from summarizer.types import Document

FEWEST = 4  # dated headings that make a chronology
IN_ORDER = 0.8  # share of them that follow the one before in time, or all the other way round
RECENT = timedelta(days=7)  # before the document: an entry of these days may be news

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
# where an entry begins: on a line of its own or before its text, or run into the line before it
_HEADING = re.compile(
    r"(?:^[-–—•*\s]*|(?<=[A-Za-z.!?)”\"]))"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?(?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>{_YEAR}))(?=(?: ?[:–—-])? *(?:[A-Z“\"]|$))"
    rf"|(?:^[-–—•*\s]*|(?<=[a-z.!?)”\"]))(?P<year4>{_YEAR})(?= ?[:–—] *[A-Z“\"]|:?$)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int  # of its heading
    text: int  # where the heading ends
    last_day: date  # that the heading may mean


def past_entries(document: Document) -> list[Span]:
    """Spans of the entries that tell of more than RECENT before the document, in order; none where it is no
    chronology. An entry goes as far as the next heading, the last one to the end of its paragraph."""
    published = document.published.date() if document.published else None
    entries = _entries(document.text, published)
    if not _is_chronology(entries):
        return []
    reference = published or max(entry.last_day for entry in entries)
    ends = [*(entry.start for entry in entries[1:]), _end(document.text, entries[-1])]
    told = zip(entries, ends, strict=True)
    return [(entry.start, end) for entry, end in told if entry.last_day < reference - RECENT]


def _entries(text: str, near: date | None) -> list[_Entry]:
    found = []
    for match in _HEADING.finditer(text):
        day = _last_day(match, near)
        if day is not None:
            found.append(_Entry(match.start(), match.end(), day))
    return found


def _last_day(match: re.Match[str], near: date | None) -> date | None:
    """The last day that a heading may mean; without a year, that day of the year nearest to ``near``."""
    part = match.groupdict()
    day = int(part["day"] or part["day2"] or 0)
    year = int(part["year"] or part["year2"] or part["year3"] or part["year4"] or 0)
    name = part["month"] or part["month2"] or part["month3"]
    if not name:
        return date(year, 12, 31)
    month = _MONTHS.index(name[:3]) + 1
    years = [year] if year else [near.year - 1, near.year, near.year + 1] if near else []
    days = [date(y, month, day or last) for y in years if day <= (last := monthrange(y, month)[1])]
    return min(days, key=lambda d: abs(d - near) if near else timedelta(0), default=None)


def _is_chronology(entries: list[_Entry]) -> bool:
    """Whether there are enough headings, of several days, and in the order of time, forwards or backwards."""
    days = [entry.last_day for entry in entries]
    if len(set(days)) < FEWEST:
        return False
    forwards = sum(a <= b for a, b in pairwise(days))
    backwards = sum(a >= b for a, b in pairwise(days))
    return max(forwards, backwards) >= IN_ORDER * (len(days) - 1)


def _end(text: str, entry: _Entry) -> int:
    """Where the paragraph of the last entry ends: the heading's own, or the next where it stands alone."""
    begins = next((m.start() for m in re.finditer(r"[^\s:–—-]", text[entry.text :])), 0) + entry.text
    end = text.find("\n", begins)
    return end if end >= 0 else len(text)
