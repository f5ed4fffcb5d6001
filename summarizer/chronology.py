"""Which parts of a document are entries of a chronology that tell of days long past.

"Two years of war, month by month": each entry is written in the present tense under its own date, and
nothing in its sentences says that they are old. Or the years are told in order, each paragraph opening with
its date, and "On 18 February" is of the year that the dates around it leave. Judged by form, one document at
a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from summarizer.dates import DATE, MONTH, OF_NOW, OWN_DAY, PRESENT, YEAR, last_days, nearest_day, year_of
from summarizer.text import QUOTED, Span
from summarizer.types import Document

FEWEST = 4  # dated headings that make a chronology
FEWEST_TOLD = 6  # paragraphs that open with a date: news opens so too, but not in the order of years
YEARS_TOLD = timedelta(days=366)  # from the first of those dates to the last, at least
IN_ORDER = 0.8  # share of them that follow the one before in time, or all the other way round
RECENT = timedelta(days=7)  # before the document: an entry of these days may be news

# where an entry begins: on a line of its own or before its text, or run into the line before it
_HEADING = re.compile(
    rf"(?:^[-–—•* \t]*|(?<=[A-Za-z.!?)”\"])){DATE}(?=(?: ?[:–—-])? *(?:[A-Z“\"]|$))"
    rf"|(?:^[-–—•* \t]*|(?<=[a-z.!?)”\"]))(?P<year4>{YEAR})(?=:?$)",
    re.M,
)
# "In early May 2024, ...", "The June 2024 summit ..."; "The 9 May attack ..." may be told of today
_OPENING = re.compile(
    rf"^(?:(?:In|On|By)(?: (?:early|late|the night of))? {DATE}|"
    rf"The (?P<month5>{MONTH}) (?P<year5>{YEAR}))\b",
    re.M,
)
_TOLD = re.compile(r"[^\W_]")
# what the writer tells of now, or has been told
_TOLD_NOW = re.compile(rf"{OF_NOW.pattern}|\b(?:said|told reporters)\.\s*$", re.I)


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int  # of its heading
    text: int  # where the heading ends
    last_day: date  # that the heading may mean


def past_entries(document: Document) -> list[Span]:
    """Spans of the entries that tell of more than RECENT before the document, in order.

    There are none where it is no chronology or has no date. The last entry ends with its paragraph; any
    other with the next heading, or before a paragraph that tells of days of its own; where years are told,
    before one that tells of now in any words.
    """
    if not document.published:
        return []
    published = document.published.date()
    entries, news = _entries(document.text, published), OWN_DAY
    if not _is_chronology(entries):
        entries, news = _told_years(document.text, published), _TOLD_NOW
    if not entries:
        return []
    ends = [_end(document.text, one, two.start, news) for one, two in pairwise(entries)]
    told = zip(entries, [*ends, _paragraph_end(document.text, entries[-1].text)], strict=True)
    return [(entry.start, end) for entry, end in told if published - entry.last_day > RECENT]


def _entries(text: str, near: date) -> list[_Entry]:
    """What stands under dated headings; a date without a year is of the year nearest to ``near``."""
    found = []
    for match in _HEADING.finditer(text):
        day = nearest_day(match, near)
        if day:
            found.append(_Entry(match.start(), match.end(), day))
    return found


def _told_years(text: str, published: date) -> list[_Entry]:
    """What stands under paragraphs that open with a date, where they tell more than a year in its order.

    The first of them says its year. A later one that does not is the last such day between two that do, and
    behind the last of these the one nearest to ``published``.
    """
    matches = list(_OPENING.finditer(text))
    said = [next(iter(last_days(m, ())), None) if year_of(m) else None for m in matches]
    found: list[_Entry] = []
    before: date | None = None
    for number, match in enumerate(matches):
        after = next(filter(None, said[number:]), None)
        before = said[number] or before
        day = said[number] or (before and _day_between(match, before, after, published))
        if day:
            found.append(_Entry(match.start(), match.end(), day))
    days = {entry.last_day for entry in found}
    in_order = _is_chronology(found) and len(days) >= FEWEST_TOLD
    if not in_order or max(days) - min(days) < YEARS_TOLD:
        return []
    return [e for e in found if not _tells_now(text[e.text : _paragraph_end(text, e.text)])]


def _day_between(match: re.Match[str], before: date, after: date | None, published: date) -> date | None:
    """What a date without a year means between two days of which the second may be missing."""
    if after:
        days = [d for d in last_days(match, range(before.year, after.year + 1)) if before <= d <= after]
        if days:
            return max(days)
    return nearest_day(match, published)


def _is_chronology(entries: list[_Entry]) -> bool:
    """Whether there are enough headings, of several days, and in the order of time, forwards or backwards."""
    days = [entry.last_day for entry in entries]
    if len(set(days)) < FEWEST:
        return False
    forwards = sum(a <= b for a, b in pairwise(days))
    backwards = sum(a >= b for a, b in pairwise(days))
    return max(forwards, backwards) >= IN_ORDER * (len(days) - 1)


def _tells_now(text: str) -> bool:
    """Whether a paragraph that opens with a date tells of now: "The July 2024 law is void, a court ruled"."""
    own = QUOTED.sub("", text)
    return bool(OWN_DAY.search(own) or PRESENT.search(own))


def _end(text: str, entry: _Entry, following: int, news: re.Pattern[str]) -> int:
    """Where an entry ends that another follows: at its heading, or before a paragraph that holds ``news``
    outside quotations, as the entries of long ago do not."""
    end = _paragraph_end(text, entry.text)
    while end < following:
        paragraph = text[end : min(following, _paragraph_end(text, end))]
        if news.search(QUOTED.sub("", paragraph)):
            return end
        end += len(paragraph)
    return following


def _paragraph_end(text: str, start: int) -> int:
    """Where the first paragraph ends that has a letter or a digit from ``start`` on."""
    begins = _TOLD.search(text, start)
    end = text.find("\n", begins.start()) if begins else -1
    return end if end >= 0 else len(text)
