"""Earlier versions of a story that one outlet tells twice on one day, where few of the words come again.

An agency writes its story anew within hours: another figure, another verb, and the opening sentence is mostly
the same. By that it is known; stories that share half of their words are found by ``deduplicate.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from summarizer.outlets import is_party
from summarizer.text import normalize, paragraphs, sentences, words
from summarizer.types import Document

RUN = 4  # words in a row that come again
SAME = 0.45  # share of the shorter opening sentence that stands in such runs
FEWEST = 10  # words of them; "Hale had a telephone conversation with the President" opens many notes
FULLER = 2  # times the length of the other, and a version without a time is surely the later one
SHORTEST, LONGEST = 10, 60  # words of an opening sentence; what is longer is a list of links

_DATELINE = re.compile(r"^[A-Z][^.\n]{2,60}?\s+[-–—]+\s+")
_REVISES = re.compile(
    r"\b(?:(?:said|reported) earlier|(?:had|has) (?:earlier|initially) (?:said|reported)|"
    r"earlier (?:toll|count|figure|number|estimate)|revis(?:ed|ing)|up from)\b"
)


def find_earlier_versions(documents: Iterable[Document]) -> dict[str, str]:
    """The id of each document that a later one of its outlet and day tells anew, and that of the last one.

    Where neither a time nor a revision nor the length tells which of two is the later, neither is.
    """
    groups: defaultdict[tuple[str, date], list[Document]] = defaultdict(list)
    for document in documents:
        if document.source and document.published and not is_party(document):
            groups[document.source, document.published.date()].append(document)
    found: dict[str, str] = {}
    for group in groups.values():
        found |= _versions(sorted(group, key=_lateness))
    return found


def _versions(group: Sequence[Document]) -> dict[str, str]:
    """The last version of each document of a group, earliest first, that has a later one."""
    openings = [_opening(document) for document in group]
    last: dict[str, str] = {}
    for at in reversed(range(len(group))):
        for later in reversed(range(at + 1, len(group))):
            if _same(openings[at], openings[later]) and _is_surely_later(group[later], group[at]):
                last[group[at].id] = last.get(group[later].id, group[later].id)
                break
    return last


def _lateness(document: Document) -> tuple[float, bool, int, str]:
    """What orders versions: the time, or else whether one says that it revises, and how full it is."""
    return *_stamp(document), len(document.text), document.id


def _stamp(document: Document) -> tuple[float, bool]:
    published = document.published.timestamp() if document.published else 0.0
    return published, bool(_REVISES.search(document.text))


def _is_surely_later(one: Document, other: Document) -> bool:
    return _stamp(one) != _stamp(other) or len(one.text) >= FULLER * len(other.text)


def _opening(document: Document) -> list[str]:
    """The words of the first sentence of a document that is not a mere line, without its dateline."""
    for start, end in paragraphs(document.text):
        text = _DATELINE.sub("", normalize(document.text[start:end]))
        told = [words(text[a:b]) for a, b in sentences(text)[:1]]
        if told and len(told[0]) >= SHORTEST:
            return told[0] if len(told[0]) <= LONGEST else []
    return []


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether most of the shorter of two sentences stands in the other one, in runs of words."""
    short, long = sorted((one, other), key=len)
    runs = {tuple(long[i : i + RUN]) for i in range(len(long) - RUN + 1)}
    again = {
        i + n for i in range(len(short) - RUN + 1) if tuple(short[i : i + RUN]) in runs for n in range(RUN)
    }
    return len(again) >= max(FEWEST, SAME * len(short))
