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
# "In early May 2024, ...", "The June 2024 summit ..."; "The 9 May attack ..." may be told of today
_OPENING = re.compile(
    rf"^(?:(?:In|On|By)(?: (?:early|late|the night of))? {_DATE}|"
    rf"The (?P<month5>{_MONTH}) (?P<year5>{_YEAR}))\b",
    re.M,
)
_TOLD = re.compile(r"[^\W_]")
_OWN_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Tt]onight|[Oo]vernight|[Yy]esterday)\b"
)
# a time by the day on which it is told
_RELATIVE = re.compile(
    rf"{_OWN_DAY.pattern}|\b(?:this|last|next) (?:morning|afternoon|evening|night|week|weekend|month|year)\b|"
    r"\bat (?:dawn|noon|midnight|dusk)\b|\b(?:recent(?:ly)?|latest|(?-i:new)|now|currently)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|will|shall|can|(?-i:may)|must|does|do|says?|wants?|remains?|continues?|now|currently|"
    r"(?:plans?|expects?|hopes?|seeks?|needs?) to)\b|\b(?:wo|is|are|has|have|do|does|ca)n[’']t\b",
    re.I,
)
# a date at the beginning of a sentence is of what follows too, until another is given (Charolles 1997,
# L'encadrement du discours: framing adverbials); within a sentence it is of a clause
_FRAME = re.compile(
    rf"(?:Then,? |But )?(?:[Ii]n|[Oo]n|[Bb]y|(?:On|By|In) the (?:night|morning|evening|afternoon|end) of)"
    rf"(?: (?:early|late|the night of|the end of))? (?:{_DATE}|(?P<year4>{_YEAR}))\b"
)
_PLACED = re.compile(rf"\b(?:on|in|(?:night|morning|evening|afternoon) of) {_DATE}\b", re.I)
_DATED = re.compile(rf"\b{_YEAR}\b|\b{_MONTH} \d|\d (?:of )?{_MONTH}\b")
_LINK = re.compile(
    r"(?:(?:Later|Earlier|On) )?(?:that|the same|the next|the following) "
    r"(?:day|morning|afternoon|evening|night|week|month)\b",
    re.I,
)
_OF_NOW = re.compile(rf"{_RELATIVE.pattern}|{_PRESENT.pattern}", re.I)
# counts of a whole war or so are of now, whenever it began
_TOTAL = re.compile(
    r"\b(?:since|so far|overall|to date|in (?:all|total)|toll|more bodies|"
    r"(?:in|during|of) the (?:\w+ )?(?:war|conflict|fighting))\b",
    re.I,
)
_DAY_LINK = re.compile(
    r"(?:(?:Later|Earlier|On) )?(?:that|the same|the next|the following) (?!week|month)", re.I
)
# what the writer tells of now, or has been told
_TOLD_NOW = re.compile(rf"{_OF_NOW.pattern}|\b(?:said|told reporters)\.\s*$", re.I)
_QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")


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
    entries, news = _entries(document.text, published), _OWN_DAY
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
        days = _last_days(match, range(near.year - 1, near.year + 2))
        if days:
            day = min(days, key=lambda d: abs(d - near))
            found.append(_Entry(match.start(), match.end(), day))
    return found


def _told_years(text: str, published: date) -> list[_Entry]:
    """What stands under paragraphs that open with a date, where they tell more than a year in its order.

    The first of them says its year. A later one that does not is the last such day between two that do, and
    behind the last of these the one nearest to ``published``.
    """
    matches = list(_OPENING.finditer(text))
    said = [next(iter(_last_days(m, ())), None) if _year(m) else None for m in matches]
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
        days = [d for d in _last_days(match, range(before.year, after.year + 1)) if before <= d <= after]
        if days:
            return max(days)
    days = _last_days(match, range(published.year - 1, published.year + 2))
    return min(days, key=lambda d: abs(d - published), default=None)


def _year(match: re.Match[str]) -> int:
    part = match.groupdict()
    names = ("year", "year2", "year3", "year4", "year5")
    return int(next(filter(None, (part.get(name) for name in names)), 0))


def _last_days(match: re.Match[str], years: Iterable[int]) -> list[date]:
    """The last days that a date may mean: of the year that it says, or of each of ``years``."""
    part = match.groupdict()
    day = int(part["day"] or part["day2"] or -1)  # -1: the whole month
    name = part["month"] or part["month2"] or part["month3"] or part.get("month5")
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


def _tells_now(text: str) -> bool:
    """Whether a paragraph that opens with a date tells of now: "The July 2024 law is void, a court ruled"."""
    own = _QUOTED.sub("", text)
    return bool(_OWN_DAY.search(own) or _PRESENT.search(own))


def _end(text: str, entry: _Entry, following: int, news: re.Pattern[str]) -> int:
    """Where an entry ends that another follows: at its heading, or before a paragraph that holds ``news``
    outside quotations, as the entries of long ago do not."""
    end = _paragraph_end(text, entry.text)
    while end < following:
        paragraph = text[end : min(following, _paragraph_end(text, end))]
        if news.search(_QUOTED.sub("", paragraph)):
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

    "On 9 May he was in the room. Sato spoke of an assault.": by itself the second would be news. It has no
    word of the present and no time of its own; the one before it in its paragraph opens with a date of more
    than RECENT before the document. Where a sentence takes the time up in words ("Later that afternoon"),
    the one before may stand in another paragraph, take it up itself, and have its date anywhere.
    """
    document = passage.document
    if not document.published or not _is_of_then(passage.text):
        return False
    begin = max(0, passage.start - BEFORE)
    before = sentences(document.text[begin : passage.start])
    link = bool(_LINK.match(passage.text))
    for start, end in before[: -1 - LINKED if link else -2 : -1]:
        told = document.text[begin + start : begin + end]
        if not link and "\n" in document.text[begin + end : passage.start]:
            return False
        of_day = bool(_DAY_LINK.match(passage.text))
        days = _told_days(told, document.published.date(), anywhere=link, of_day=of_day)
        if days or not (link and _LINK.search(told)):
            return bool(days) and document.published.date() - max(days) > RECENT
    return False


def _is_of_then(text: str) -> bool:
    """Whether a sentence has no word of the present and no time of its own."""
    own = _QUOTED.sub("", text)
    return not (_PRESENT.search(own) or _RELATIVE.search(own) or _DATED.search(own) or _TOTAL.search(own))


def _told_days(text: str, published: date, *, anywhere: bool, of_day: bool) -> list[date]:
    """The last days that the date with which a sentence opens may mean, or any date in it, ``of_day`` one
    that tells a day; none where it tells of now too. Without a year it is of the year nearest to
    ``published``."""
    own = _QUOTED.sub("", text)
    if _OF_NOW.search(own):
        return []
    matches = [m for m in (_FRAME.match(text), *(_PLACED.finditer(text) if anywhere else ())) if m]
    if of_day:  # "in March 2024": no day that "that day" could be
        matches = [m for m in matches if m["day"] or m["day2"]]
    found = []
    for match in matches:
        days = _last_days(match, range(published.year - 1, published.year + 2))
        found += [min(days, key=lambda d: abs(d - published))] if days else []
    return found
