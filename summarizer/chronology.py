"""Which parts of a document are entries of a chronology that tell of days long past.

"Two years of war, month by month": each entry is written in the present tense under its own date, and
nothing in its sentences says that they are old. Or the years are told in order, each paragraph opening with
its date, and "On 18 February" is of the year that the dates around it leave. Judged by form, one document at
a time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import pairwise

from summarizer.text import Span, sentences
from summarizer.types import Document, Passage

FEWEST = 4  # dated headings that make a chronology
FEWEST_TOLD = 6  # paragraphs that open with a date: news opens so too, but not in the order of years
YEARS_TOLD = timedelta(days=366)  # from the first of those dates to the last, at least
IN_ORDER = 0.8  # share of them that follow the one before in time, or all the other way round
BEFORE = 1_000  # characters before a sentence in which the one stands that it goes on from
LINKED = 3  # sentences back in which what is taken up in words has its date
RECENT = timedelta(days=7)  # before the document: an entry of these days may be news

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?(?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>{_YEAR}))"
)
# where an entry begins: on a line of its own or before its text, or run into the line before it
_HEADING = re.compile(
    rf"(?:^[-–—•* \t]*|(?<=[A-Za-z.!?)”\"])){_DATE}(?=(?: ?[:–—-])? *(?:[A-Z“\"]|$))"
    rf"|(?:^[-–—•* \t]*|(?<=[a-z.!?)”\"]))(?P<year4>{_YEAR})(?=:?$)",
    re.M,
)
_OPENING = re.compile(rf"^(?:(?:In|On|By|The)(?: (?:early|mid-?|late|the night of))? ?){_DATE}\b", re.M)
_TOLD = re.compile(r"[^\W_]")
_OWN_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Tt]onight|[Oo]vernight|[Yy]esterday)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|will|shall|can|(?-i:may)|must|does|do|says?|wants?|remains?|continues?|faces?|needs?|now|"
    r"currently)\b",
    re.I,
)
# when something happened, not which: "a 9 May attack" may be told of today
_PLACED = re.compile(
    rf"\b(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|(?:night|morning|evening|afternoon|end|hours) of)"
    rf"(?: (?:early|late|mid-?|the night of))? ?(?:{_DATE}|(?P<year4>{_YEAR}))\b"
)
# a time of its own
_OWN_TIME = re.compile(
    rf"{_OWN_DAY.pattern}|\b{_YEAR}\b|\b{_MONTH} \d|\d (?:of )?{_MONTH}\b|"
    r"\b(?:this|last|next) (?:week|weekend|month|year)\b|\b(?:recent(?:ly)?|latest|ago)\b"
)
_LINK = re.compile(
    r"(?:Later|Earlier|Hours later|Then|Soon after(?:wards)?|Shortly after(?:wards)?)"
    r"(?: (?:that|the same|in the) \w+)?, |"
    r"(?:(?:Later|Earlier|On) )?(?:that|the same|the next|the following) "
    r"(?:day|morning|afternoon|evening|night|week|month)\b",
    re.I,
)
_QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int  # of its heading
    text: int  # where the heading ends
    last_day: date  # that the heading may mean


def past_entries(document: Document) -> list[Span]:
    """Spans of the entries that tell of more than RECENT before the document, in order.

    There are none where it is no chronology or has no date. The last entry ends with its paragraph; any other
    with the next heading, or before a paragraph that tells of days of its own.
    """
    if not document.published:
        return []
    published = document.published.date()
    entries = _entries(document.text, published)
    if not _is_chronology(entries):
        entries = _told_years(document.text, published)
    if not entries:
        return []
    ends = [_end(document.text, one, two.start) for one, two in pairwise(entries)]
    told = zip(entries, [*ends, _paragraph_end(document.text, entries[-1].text)], strict=True)
    return [(entry.start, end) for entry, end in told if published - entry.last_day > RECENT]


def _entries(text: str, near: date) -> list[_Entry]:
    """What stands under dated headings; a date without a year is of the year nearest to ``near``."""
    found = []
    for match in _HEADING.finditer(text):
        days = _last_days(match, range(near.year - 1, near.year + 2))
        if days:
            day = min(days, key=lambda d: abs(d - near))
            found.append(_Entry(match.start(), match.end(), day))
    return found


def _told_years(text: str, published: date) -> list[_Entry]:
    """What stands under paragraphs that open with a date, where they tell more than a year in its order.

    A date without a year is the last such day before the next date that says its year.
    """
    found: list[_Entry] = []
    before = published
    for match in reversed(list(_OPENING.finditer(text))):
        days = [day for day in _last_days(match, range(before.year - 1, before.year + 1)) if day <= before]
        if days:
            found.insert(0, _Entry(match.start(), match.end(), max(days)))
        if days and _year(match):
            before = max(days)
    days_told = {entry.last_day for entry in found}
    in_order = _is_chronology(found) and len(days_told) >= FEWEST_TOLD
    return found if in_order and max(days_told) - min(days_told) >= YEARS_TOLD else []


def _year(match: re.Match[str]) -> int:
    part = match.groupdict()
    return int(part["year"] or part["year2"] or part["year3"] or part.get("year4") or 0)


def _last_days(match: re.Match[str], years: Iterable[int]) -> list[date]:
    """The last days that a date may mean: of the year that it says, or of each of ``years``."""
    part = match.groupdict()
    day = int(part["day"] or part["day2"] or -1)  # -1: the whole month
    name = part["month"] or part["month2"] or part["month3"]
    year = _year(match)
    if not name:
        return [date(year, 12, 31)]
    month = _MONTHS.index(name[:3]) + 1
    ends = {y: monthrange(y, month)[1] for y in ([year] if year else years) if MINYEAR <= y <= MAXYEAR}
    days = {y: end if day == -1 else day for y, end in ends.items()}
    return [date(y, month, day) for y, day in days.items() if 1 <= day <= ends[y]]


def _is_chronology(entries: list[_Entry]) -> bool:
    """Whether there are enough headings, of several days, and in the order of time, forwards or backwards."""
    days = [entry.last_day for entry in entries]
    if len(set(days)) < FEWEST:
        return False
    forwards = sum(a <= b for a, b in pairwise(days))
    backwards = sum(a >= b for a, b in pairwise(days))
    return max(forwards, backwards) >= IN_ORDER * (len(days) - 1)


def _end(text: str, entry: _Entry, following: int) -> int:
    """Where an entry ends that another follows: at its heading, or before a paragraph that names a weekday or
    today, as the entries of long ago do not."""
    end = _paragraph_end(text, entry.text)
    while end < following:
        paragraph = text[end : min(following, _paragraph_end(text, end))]
        if _OWN_DAY.search(paragraph):
            return end
        end += len(paragraph)
    return following


def _paragraph_end(text: str, start: int) -> int:
    """Where the first paragraph ends that has a letter or a digit from ``start`` on."""
    begins = _TOLD.search(text, start)
    end = text.find("\n", begins.start()) if begins else -1
    return end if end >= 0 else len(text)


def tells_past(passage: Passage) -> bool:
    """Whether a sentence goes on telling what the one before it has placed on a day long past.

    "On 9 May he was in the room. Sato spoke of an assault.": by itself the second would be news. It is told
    in the past tense and names no time of its own; the one before it, in the same paragraph or wherever it is
    taken up ("Later that afternoon, ..."), tells of a day more than RECENT before the document.
    """
    document = passage.document
    if not document.published or not _is_past_tense(passage.text) or _OWN_TIME.search(passage.text):
        return False
    begin = max(0, passage.start - BEFORE)
    before = sentences(document.text[begin : passage.start])
    link = _LINK.match(passage.text)
    for start, end in before[: -1 - LINKED if link else -2 : -1]:
        told = document.text[begin + start : begin + end]
        if not link and "\n" in document.text[begin + end : passage.start]:
            return False
        days = _told_days(told, document.published.date())
        if days or _OWN_TIME.search(told) or not link:
            return bool(days) and document.published.date() - max(days) > RECENT and _is_past_tense(told)
    return False


def _is_past_tense(text: str) -> bool:
    return not _PRESENT.search(_QUOTED.sub("", text))


def _told_days(text: str, published: date) -> list[date]:
    """The last days that a sentence may place what it tells on ("on 9 May", "in 2019"), none where it names a
    weekday or today; without a year, that of the year nearest to ``published``."""
    if _OWN_DAY.search(text):
        return []
    found = []
    for match in _PLACED.finditer(text):
        days = _last_days(match, range(published.year - 1, published.year + 2))
        found += [min(days, key=lambda d: abs(d - published))] if days else []
    return found
