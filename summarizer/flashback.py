"""Sentences that go on telling of a day long past, which the one before them names.

Told by itself such a sentence would be news. Judged by form: a date at the beginning of a sentence is of what
follows too, until another is given (Charolles 1997, L'encadrement du discours: framing adverbials); within a
sentence it is of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.chronology import RECENT
from summarizer.dates import DATE, MONTH, OF_NOW, YEAR, nearest_day
from summarizer.text import QUOTED, sentences
from summarizer.types import Passage

BEFORE = 1_000  # characters before a sentence in which the one stands that it goes on from
NEWS = timedelta(2)  # after a day in which what follows it is told as news
LINKED = 3  # sentences back in which what is taken up in words has its date

_FRAME = re.compile(
    rf"(?:Then,? |But )?(?:[Ii]n|[Oo]n|[Bb]y|(?:On|By|In) the (?:night|morning|evening|afternoon|end) of)"
    rf"(?: (?:early|late|the night of|the end of))? (?:{DATE}|(?P<year4>{YEAR}))\b"
)
_DAYS = re.compile(DATE)
_PLACED = re.compile(rf"\b(?:on|in|(?:night|morning|evening|afternoon) of) {DATE}\b", re.I)
_DATED = re.compile(rf"\b{YEAR}\b|\b{MONTH} \d|\d (?:of )?{MONTH}\b")
# "Later that afternoon, ..."
_LINK = re.compile(
    r"(?:(?:Later|Earlier|On) )?(?:that|the same|the next|the following) "
    r"(?P<unit>day|morning|afternoon|evening|night|week|month)\b",
    re.I,
)
# what happens next or in answer, whose day stands before: "Then, in the afternoon, ...", "In response, ..."
_NEXT = re.compile(
    r"(?:Then|Later|Earlier|Soon (?:after|afterwards?)|Shortly (?:after|afterwards?|thereafter)|The next day|"
    r"(?:Hours|Minutes|Days) later|After that|In (?:response|reaction)|As a result)\b,?",
)
# counts of a whole war or so are of now, whenever it began
_TOTAL = re.compile(
    r"\b(?:since|so far|overall|to date|in (?:all|total)|toll|more bodies|"
    r"(?:in|during|of) the (?:\w+ )?(?:war|conflict|fighting))\b",
    re.I,
)


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
    link = _LINK.match(passage.text)
    if not link and _NEXT.match(passage.text):
        return _follows_past(
            [document.text[begin + s : begin + e] for s, e in before], document.published.date()
        )
    for start, end in before[: -1 - LINKED if link else -2 : -1]:
        told = document.text[begin + start : begin + end]
        if not link and "\n" in document.text[begin + end : passage.start]:
            return False
        days = _told_days(told, document.published.date(), link)
        if days or not (link and _LINK.search(told)):
            return bool(days) and document.published.date() - max(days) > RECENT
    return False


def _follows_past(before: Sequence[str], published: date) -> bool:
    """Whether the last day that the ``LINKED`` sentences before tell is over when what follows is news."""
    for told in reversed(before[-LINKED:]):
        days = [
            d for m in _DAYS.finditer(told) if (m["day"] or m["day2"]) and (d := nearest_day(m, published))
        ]
        if days:
            return published - days[-1] > NEWS
    return False


def _is_of_then(text: str) -> bool:
    """Whether a sentence has no word of the present and no time of its own."""
    own = QUOTED.sub("", text)
    return not (OF_NOW.search(own) or _DATED.search(own) or _TOTAL.search(own))


def _told_days(text: str, published: date, link: re.Match[str] | None) -> list[date]:
    """The last days that the date with which a sentence opens may mean, and any date in it that a ``link``
    may take up; none where the sentence tells of now too."""
    if OF_NOW.search(QUOTED.sub("", text)):
        return []
    matches = [m for m in (_FRAME.match(text), *(_PLACED.finditer(text) if link else ())) if m]
    if link and link["unit"] not in ("week", "month"):  # "in March 2024": no day that "that day" could be
        matches = [m for m in matches if m["day"] or m["day2"]]
    days = (nearest_day(match, published) for match in matches)
    return [day for day in days if day]
