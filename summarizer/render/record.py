"""What every form of a brief tells: numbered sources, citations, what was left out, in words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from summarizer.denial import find_denial
from summarizer.outlets import is_opinion, source_name
from summarizer.types import (
    Brief,
    Claim,
    Document,
    Duplicate,
    DuplicateKind,
    Figure,
    FigureKind,
    FigureValue,
    Passage,
)

EMPTY = "Nothing reported."
FIGURES = "Where sources differ"
KINDS: dict[FigureKind, str] = {
    "revision": "revised",
    "dispute": "sources differ",
    "scope": "different counts",
}
MOST_ELSEWHERE = 3  # other values that a bullet names; the table has all
_KINDS: dict[DuplicateKind, tuple[str, str]] = {
    "document": ("reprint", "reprints"),
    "version": ("earlier version of a story", "earlier versions of stories"),
    "paragraph": ("repeated paragraph", "repeated paragraphs"),
    "sentence": ("repeated sentence", "repeated sentences"),
    "headline": ("headline repeated in the text", "headlines repeated in the text"),
    "furniture": ("line of page furniture", "lines of page furniture"),
    "row": ("row of a table", "rows of tables"),
    "past": ("paragraph on days long past", "paragraphs on days long past"),
}
# escape codes of a terminal begin with a control; bidirectional controls make text read in another order
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

# not strftime: a page is the same in every locale
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage as a bullet cites it: the number of its source, counted from 1, and its paragraph."""

    number: int
    passage: Passage

    @property
    def label(self) -> str:
        """As in ``2 ¶5``."""
        return f"{self.number} ¶{self.passage.number}"


def cited_documents(brief: Brief) -> list[Document]:
    """The documents that bullets and figures cite, in the order they are first cited."""
    claims = [c for s in brief.sections for c in s.claims]
    cited = [p for c in claims for p in (*c.evidence, *c.denials)]
    cited += [v.passages[0] for f in brief.figures for v in f.values]
    return list({p.document.id: p.document for p in cited}.values())


def citations(passages: Sequence[Passage], cited: Sequence[Document]) -> list[Citation]:
    """Passages as citations."""
    numbers = {document.id: n for n, document in enumerate(cited, 1)}
    return [Citation(numbers[p.document.id], p) for p in passages]


def labels(passages: Sequence[Passage], cited: Sequence[Document]) -> str:
    """Citations as in ``1 ¶3, 4 ¶1``, each once."""
    return ", ".join(dict.fromkeys(c.label for c in citations(passages, cited)))


def independent(claim: Claim, brief: Brief) -> int:
    """How many independent sources a bullet has: reprints of one story, or quotations of one, count once."""
    origins = {s.document.id: s.origin for s in brief.sources}
    return len(claim.origins) or len({origins.get(p.document.id, p.document.id) for p in claim.evidence})


def standing(claim: Claim, brief: Brief, cited: Sequence[Document]) -> str:
    """How far to trust a bullet, in few words: ``one side, 1 source; elsewhere: at least 31 people``."""
    number = independent(claim, brief)
    counted = count(number, "source", "independent sources")
    status: str = "" if claim.status in ("independent", "one source") else claim.status
    if claim.denials:
        status = f"denied in {labels(claim.denials, cited)}"
    other = elsewhere(claim, brief)
    told = f"{status}, {counted}" if status else counted
    if other:
        return f"{told}; elsewhere: {', '.join(other)}"
    if not claim.denials and _is_answered(claim, brief):
        return f"{told}; the other side below"
    return f"{told}; other counts below" if _counted_otherwise(claim, brief) else told


def elsewhere(claim: Claim, brief: Brief) -> list[str]:
    """Other values of a figure that a bullet gives, as written, where they are of the same quantity."""
    for figure in brief.figures:
        mine = [v for v in _given(claim, figure) if figure.kind_of(v) != "scope"]
        same = [v for v in figure.values if v.group in {m.group for m in mine}]
        if len({(v.low, v.high) for v in same}) > 1:
            others = [v.written for v in same if v.written not in claim.text]
            told = list(dict.fromkeys(others))[:MOST_ELSEWHERE]
            bare = told and not any(char.isalpha() for char in "".join(told))
            return [*told[:-1], f"{told[-1]} ({figure.what})"] if bare else told
    return []


def _given(claim: Claim, figure: Figure) -> list[FigureValue]:
    """The values of a figure that a bullet gives."""
    here = {(p.document.id, p.start) for p in claim.evidence}
    cited = [v for v in figure.values if any((p.document.id, p.start) in here for p in v.passages)]
    return [v for v in cited if v.low is not None and v.written in claim.text]


def _is_answered(claim: Claim, brief: Brief) -> bool:
    """Whether the table sets what another side says against a bullet: one of the two denies it."""
    here = {(p.document.id, p.start) for p in claim.evidence}
    for figure in brief.figures:
        statements = [v for v in figure.values if v.low is None]
        mine = {v.group for v in statements if any((p.document.id, p.start) in here for p in v.passages)}
        has_other = bool(mine and {v.group for v in statements} - mine)
        if has_other and any(find_denial(v.text) for v in statements):
            return True
    return False


def _counted_otherwise(claim: Claim, brief: Brief) -> bool:
    """Whether the table holds other counts of what a bullet counts, which may be of something else."""
    for figure in brief.figures:
        groups = {v.group for v in _given(claim, figure) if figure.kind_of(v) == "scope"}
        if any(v.group in groups and v.written not in claim.text for v in figure.values):
            return True
    return False


def by_event(figure: Figure) -> list[tuple[str, list[FigureValue]]]:
    """The values of a figure that shows different counts, those of one quantity together, in words how they
    differ where it says more than the figure's own kind, else ""; of any other figure one list."""
    if figure.kind != "scope":
        return [("", list(figure.values))]
    events = [list(values) for _, values in groupby(figure.values, key=lambda v: v.group)]
    kinds = [figure.kind_of(values[0]) for values in events]
    return [
        ("" if k == "scope" else f"{KINDS[k]}: ", values) for k, values in zip(kinds, events, strict=True)
    ]


def giver(value: FigureValue) -> str:
    """Who gives a value and on what day: the speaker named, else the outlet."""
    document = value.passages[0].document
    outlet = f"{source_name(document)}, opinion" if is_opinion(document) else source_name(document)
    return f"{value.speaker or outlet}, {source_day(document)}"


def one_line(text: str) -> str:
    """Text on one line without control characters, fit for a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def day_in_words(day: date) -> str:
    """As in ``6 May 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def anchor(text: str) -> str:
    """Where a statement stands on its page, for links to it: the same for the same words."""
    return "s" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def source_day(document: Document) -> str:
    """The day it was published, or a plain word that it is not known."""
    return document.published.date().isoformat() if document.published else "undated"


def footer(brief: Brief) -> list[str]:
    """What was read, dropped and skipped, and how many bullets rest on one source, a sentence each."""
    claims = [c for s in brief.sections for c in s.claims]
    single = sum(independent(c, brief) == 1 for c in claims)
    origins = len({s.origin for s in brief.sources})
    lines = [
        f"{count(len(brief.sources), 'document', 'documents')} read, "
        f"{count(origins, 'independent source', 'independent sources')}.",
        f"{single} of {count(len(claims), 'bullet rests', 'bullets rest')} on one source.",
    ]
    dropped = dropped_by_kind(brief)
    if dropped:
        lines.append(f"Left out: {', '.join(told for told, _ in dropped)}.")
    if brief.unsupported:
        told = count(len(brief.unsupported), "sentence of the model", "sentences of the model")
        lines.append(f"Refused: {told} that the sources do not carry; the sources' own words stand instead.")
    lines += _news(brief)
    lines += [f"Not read: {item.where}: {item.why}." for item in brief.skipped]
    return lines + list(brief.gaps)


def change(claim: Claim) -> str:
    """What an earlier brief told that has changed since, as in ``Revised. 2026-05-05: Four were killed.``"""
    if not claim.earlier or claim.novelty not in ("revised", "withdrawn"):
        return ""
    return f"{claim.novelty.title()}. {claim.earlier.date.isoformat()}: {claim.earlier.text}"


def _news(brief: Brief) -> list[str]:
    """How many bullets are new and how many changed; how many were told before and are not told again."""
    number = Counter(c.novelty for s in brief.sections for c in s.claims if c.novelty)
    if not number and not brief.repeated:
        return []
    parts = [f"{number[novelty]} {novelty}" for novelty in ("new", "revised", "withdrawn") if number[novelty]]
    told = count(len(brief.repeated), "statement", "statements")
    again = [f"{told} of earlier briefs not told again"] if brief.repeated else []
    return [f"Against earlier briefs: {', '.join(parts + again)}."]


def dropped_by_kind(brief: Brief) -> list[tuple[str, list[Duplicate]]]:
    """What was left out, kind by kind, each with its number in words (``3 reprints``)."""
    number = Counter(d.kind for d in brief.duplicates)
    return [
        (count(number[kind], *names), [d for d in brief.duplicates if d.kind == kind])
        for kind, names in _KINDS.items()
        if number[kind]
    ]


def count(number: int, one: str, many: str) -> str:
    """A number with the word for what is counted."""
    return f"{number} {one if number == 1 else many}"
