"""A person told by the last name alone is told in full where the brief first names them.

An article says "Foreign Minister Tomas Hale" once and "Hale" after that; a sentence taken from further down
knows only "Hale". The full name is that by which the same article introduces the person (``people``); where
it introduces two of one last name, or nobody, the sentence stays as it is. No word is put into a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from summarizer import facts
from summarizer.countries import is_country
from summarizer.people import find_people, is_office
from summarizer.shorten import VERB
from summarizer.text import QUOTED, REMEMBERED, STOP_WORDS
from summarizer.types import Section

_OTHER_QUOTES = re.compile(r"[‘«„‹]")
_BEFORE = re.compile(r"(\S+)\s+$")
# the verb of a headline between two names: "Lavrov Meets Rubio"
_HEADLINE = re.compile(
    r"(?:Meets|Says|Warns|Visits?|Urges|Tells|Calls|Leaves|Arrives|Vows|Slams|Holds|Wins|Backs|Hits|Kills|Seeks|Faces|Rejects|"
    r"Accuses|Denies|Signs|Orders|Joins|Plans|Fears|Claims|Hails|Wants)"
)
# an office that is not the one it ends with
_OTHER_OFFICE = re.compile(r"\b(?:Vice|Deputy|Former|Acting|Assistant|Ex)[ -]\S+\s+$|\w-\S+\s+$", re.I)
_SHORT = (
    "Gov",
    "Pres",
    "Prof",
    "Insp",
    "Supt",
)  # of an office; another word before a full stop ends a sentence
_MR = ("Mr", "Mr.", "Dr", "Dr.")
NEAR = 60  # characters before a name in which what stands before it is looked for
# behind a name that stands for the person, and not before a noun: "the Hale plan", "Hale officials"
_BEHIND = re.compile(
    rf"[’']s?\b|[.,;:)]|$| (?:and|or|in|on|at|to|for|from|with|by|of|as|after|before|during|over|against|"
    rf"about|himself|herself|who|while|when|that|{VERB})\b"
)


def introduce(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections, each person told in full where the first of their statements names them."""
    known: frozenset[str] = frozenset()
    for section in sections:
        claims = []
        for claim in section.claims:
            article = claim.evidence[0].document.text
            claims.append(replace(claim, text=in_full(claim.text, article, known)))
            known |= _full_names(claims[-1].text, article)
        yield replace(section, claims=tuple(claims))


def in_full(text: str, article: str, known: frozenset[str] = frozenset()) -> str:
    """The text with the persons in full whom it tells by last name alone, as ``article`` introduces them, but
    those whose full names are ``known`` to the reader already."""
    for full, start, end in sorted(_bare_names(text, article), key=lambda found: -found[1]):
        if full not in known:
            text = text[:start] + full + text[end:]
    return text


def added_words(text: str, article: str) -> dict[str, int]:
    """How many words each person adds at most that ``in_full`` tells in full, by full name."""
    return {full: len(full.split()) - 1 for full, _, _ in _bare_names(text, article)}


def _full_names(text: str, article: str) -> frozenset[str]:
    """The persons whom a text tells in full, of those whom ``article`` introduces."""
    return frozenset(name for name in find_people(article).full.values() if " " in name and name in text)


def _bare_names(text: str, article: str) -> Iterator[tuple[str, int, int]]:
    """Full names of those told by last name alone, and where each first stands so."""
    if _OTHER_QUOTES.search(text):
        return
    quoted = [match.span() for match in QUOTED.finditer(text)]
    for last, full in find_people(article).full.items():
        if last not in text or full in " ".join(text.split()) or not _is_one_person(last, article):
            continue
        for match in re.finditer(rf"(?<![\w’'.-])(?:(?:Mr|Dr)\.? )?{re.escape(last)}(?![\w-])", text):
            inside = any(start <= match.start() < end for start, end in quoted)
            if not inside and _stands_alone(text, match.start(), match.end(), full, article):
                yield full, match.start(), match.end()
                break


@lru_cache(maxsize=REMEMBERED)
def _is_one_person(last: str, article: str) -> bool:
    """Whether an article tells one person by a last name: of none with another first name or office."""
    people = find_people(article)
    parts = people.full[last].split()
    is_name = len(parts) > 1 and not any(
        _HEADLINE.fullmatch(part) or is_office(part) or re.search("[’']s$", part) or part in people.full
        for part in parts[:-1]
    )
    if not is_name or is_country(last):
        return False
    places = re.finditer(rf"\b{re.escape(last)}(?![\w-])", article)
    before = {_word_before(article, place.start()) for place in places} - {""}
    return all(_belongs(word, parts, article) for word in before)


def _word_before(text: str, at: int) -> str:
    found = _BEFORE.search(text[max(0, at - NEAR) : at])
    if not found or "\n" in found.group():
        return ""
    ends = found[1][-1] == "." and len(found[1]) > len("St.") and not is_office(found[1])
    return "" if ends and found[1].rstrip(".") not in _SHORT else found[1]


def _belongs(word: str, parts: Sequence[str], article: str) -> bool:
    """Whether a word before a last name is of the person of that name, or belongs to no name."""
    plain = word.strip("“”\"‘’'(")
    if plain[:1].islower() or not plain[:1].isalpha() or re.search(r"(?:[,;:!?”\")]|[’']s?)$", word):
        return "-" not in plain or not is_office(plain.split("-")[-1])  # ex-President
    if plain in parts or plain in _MR:
        return True
    bare = plain.rstrip(".")
    is_plain = bare.lower() in STOP_WORDS or facts.is_day_or_month(bare)
    return is_plain or _holds(bare, " ".join(parts), article)


def _holds(office: str, full: str, article: str) -> bool:
    """Whether an article gives a person an office beside the full name."""
    title, name, last = map(re.escape, (office, full, full.split()[-1]))
    before = rf"\b{title}(?: (?!and\b|{last}\b)[\w-]+){{0,3}} {name}\b"
    return bool(re.search(rf"{before}|\b{name}, [^.,]{{0,60}}?\b{title}\b", article, re.I))


def _stands_alone(text: str, start: int, end: int, full: str, article: str) -> bool:
    """Whether a last name stands for the person: behind no first name, article or other office, before no
    noun."""
    word = _word_before(text, start)
    is_cut = word[-1:] in tuple('”")') or word in full.split()  # President "Joe" Biden, Joe Biden
    if is_cut or _OTHER_OFFICE.search(text[max(0, start - NEAR) : start]):
        return False
    holds = not word or word[-1] in ",;:" or _belongs(word, full.split(), article)
    return holds and word.lower() not in ("the", "a", "an") and bool(_BEHIND.match(text, end))
