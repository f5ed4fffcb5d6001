"""A person told by the last name alone is told in full where the brief first names them.

An article says "Foreign Minister Tomas Hale" once and "Hale" after that; a sentence taken from further down
knows only "Hale". The full name is that by which the same article introduces the person (``people``); where
it introduces two of one last name, or nobody, the sentence stays as it is. No word is put into a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from summarizer import facts
from summarizer.people import find_people, is_office
from summarizer.shorten import VERB
from summarizer.text import STOP_WORDS
from summarizer.types import Section

_QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")
_BEFORE = re.compile(r"([\w.’'-]+) $")
# behind a name that stands for the person, and not before a noun: "the Hale plan", "Hale officials"
_BEHIND = re.compile(
    rf"[’']s?\b|[.,;:)]|$| (?:and|or|in|on|at|to|for|from|with|by|of|as|after|before|during|over|against|"
    rf"about|himself|herself|who|while|when|that|{VERB})\b"
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?"


def introduce(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections, each person told in full where the first of their statements names them."""
    known: frozenset[str] = frozenset()
    for section in sections:
        claims = []
        for claim in section.claims:
            article = claim.evidence[0].document.text
            claims.append(replace(claim, text=in_full(claim.text, article, known)))
            known |= full_names(claims[-1].text, article)
        yield replace(section, claims=tuple(claims))


def in_full(text: str, article: str, known: frozenset[str] = frozenset()) -> str:
    """The text with the persons in full whom it tells by last name alone, as ``article`` introduces them, but
    those whose full names are ``known`` to the reader already."""
    for full, start, end in sorted(_bare_names(text, article), key=lambda found: -found[1]):
        if full not in known:
            text = text[:start] + full + text[end:]
    return text


def added_words(text: str, article: str) -> dict[str, int]:
    """How many words each person adds that ``in_full`` tells in full, by full name."""
    return {
        full: len(full.split()) - len(text[start:end].split())
        for full, start, end in _bare_names(text, article)
    }


def full_names(text: str, article: str) -> frozenset[str]:
    """The persons whom a text tells in full, of those whom ``article`` introduces."""
    return frozenset(name for name in find_people(article).full.values() if " " in name and name in text)


def _bare_names(text: str, article: str) -> Iterator[tuple[str, int, int]]:
    """Full names of those told by last name alone, and where each first stands so."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for last, full in find_people(article).full.items():
        if " " not in full or last not in text or full in text:
            continue
        for match in re.finditer(rf"(?<![\w’'.-]){_TITLE}{re.escape(last)}(?![\w-])", text):
            inside = any(start <= match.start() < end for start, end in quoted)
            if not inside and _stands_alone(text, match.start(), match.end()):
                yield full, match.start(), match.end()
                break


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a last name stands for the person: behind no first name and no article, before no noun."""
    before = _BEFORE.search(text[:start])
    word = before[1] if before else ""
    is_name = word[:1].isupper() and not (
        is_office(word) or facts.is_day_or_month(word) or word.lower() in STOP_WORDS
    )
    return not is_name and word.lower() not in ("the", "a", "an") and bool(_BEHIND.match(text, end))
