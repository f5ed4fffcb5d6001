"""Sentences, words, numbers, names. Knows no documents and no models.

Spans are (start, end) character offsets into the text given, end exclusive.
"""

from __future__ import annotations

import re
import unicodedata

import sentencex

Span = tuple[int, int]

# sentencex knows the common abbreviations; these ranks and titles it ends a sentence at.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Lt|Col|Gen|Maj|Capt|Cpl|Sgt|Brig|Adm|Cmdr|Cdr|Lieut|Pvt|Gov|Sen|Rep|Amb|"
    r"Pres|Hon|Rev|Fr|Mr|Mrs|Ms|Dr|Prof|St|Mt|Ft|No|Nos|vs|approx|Inc|Ltd|Co|Jan|Feb|Aug|Sept|Oct|"
    r"Nov|Dec|U\.S|U\.K|U\.N|E\.U|[A-Z])\.$"
)
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")


def normalize(text: str) -> str:
    """Text for comparing: NFKC, straight quotes, single spaces, no zero-width characters."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(_STRAIGHT)
    return _SPACE.sub(" ", text).strip()


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'", "–": "-", "—": "-"}
    | {c: None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, punctuation left out."""
    return WORD.findall(normalize(text).lower())


def paragraphs(text: str) -> list[Span]:
    """Spans of the lines that hold more than white space, outer white space left out."""
    spans = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip(" \t\r\f\v\u00a0\u200b\ufeff")
        if stripped:
            begin = start + line.index(stripped)
            spans.append((begin, begin + len(stripped)))
        start += len(line) + 1
    return spans


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of a text, in order, outer white space left out."""
    pieces: list[Span] = []
    for begin, end in paragraphs(text):
        pieces.extend((begin + s, begin + e) for s, e in _line_sentences(text[begin:end]))
    return pieces


def _line_sentences(line: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for piece in sentencex.segment("en", line):
        # sentencex gives pieces, not offsets that survive non-ASCII text: find each in turn
        found = line.find(piece, at)
        start = found if found >= 0 else at
        end = start + len(piece)
        at = end
        if spans and _continues(line[spans[-1][0] : start].rstrip(), line[start:end].lstrip()):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    trimmed = [_trim(line, start, end) for start, end in spans]
    return [span for span in trimmed if span[0] < span[1]]


def _continues(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` seems to end."""
    if _ABBREVIATION.search(before):
        return True
    return bool(after) and after[0].islower() and not before.endswith(("!", "?", "\n"))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


STOP_WORDS = frozenset(
    """a an the and or but if of in on at to for from by with as is are was were be been being it its this
    that these those he she they we you i his her their our your him them us me my not no nor so than then
    there here what which who whom whose when where why how all any both each few more most other some such
    only own same too very can will just would could should may might must has have had do does did done
    said say says also after before over under into out up down about between during while because until
    against again further once""".split()
)
