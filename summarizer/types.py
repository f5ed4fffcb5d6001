"""The values that flow through the pipeline. Imports nothing of ours.

    Document -> Passage -> Chunk -> Summary -> Claim -> Brief

A value holds the value it came from, and text is a span of the document, so that a
citation needs no look-up table and cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

DuplicateKind = Literal[
    "document", "version", "paragraph", "sentence", "headline", "furniture", "row", "past"
]
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"  # a line of these and white space alone is no paragraph
Writer = Literal["model", "source"]
# how far to trust a claim: one side says it, both do, somebody denies it, nobody has confirmed it, several
# origins report it, or one does; "" where it was not judged
Status = Literal["", "one side", "both sides", "denied", "unconfirmed", "independent", "one source"]
FigureKind = Literal["revision", "dispute", "scope"]
Novelty = Literal["", "new", "revised", "repeated", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Document:
    """One news document as it was received.

    ``text`` holds paragraphs divided by line breaks and is never edited: every offset in
    the package counts its characters. ``published`` is in UTC, or None where unknown. ``notes`` are
    sentences on how it was read that a reader of the brief should know; they are no part of what it says.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: datetime | None = None
    language: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)


def notes_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """The notes of documents, each once: those of one file may share one."""
    return tuple(dict.fromkeys(note for document in documents for note in document.notes))


@dataclass(frozen=True, slots=True)
class Passage:
    """The characters ``start`` to ``end`` (exclusive) of a document's text."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the passage exactly as they stand in the document."""
        return self.document.text[self.start : self.end]

    @property
    def number(self) -> int:
        """The paragraph that the passage starts in, counted from 1; blank lines do not count."""
        before = self.document.text[: self.start].split("\n")
        return sum(1 for line in before[:-1] if _is_visible(line)) + 1


def _is_visible(line: str) -> bool:
    return any(not char.isspace() and char not in _NO_WIDTH for char in line)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A passage that was left out, and why.

    ``kind`` says what it is: a whole ``document`` (a reprint) or an earlier ``version`` of
    one, a ``paragraph`` or ``sentence`` told before, the ``headline`` standing in the text,
    page ``furniture``, a ``row`` of a table, or the entry of a chronology for a day long ``past``
    (then ``of`` is None). ``similarity`` is 0 to 1.
    """

    passage: Passage
    of: Passage | None
    similarity: float
    kind: DuplicateKind


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """What is left to read, and what was left out.

    ``passages`` are the kept paragraphs in reading order, document by document.
    ``origins`` maps a document's id to the id of the document its story is told by: reprints
    and versions of one story share one origin, so they count as one source.
    """

    passages: tuple[Passage, ...]
    duplicates: tuple[Duplicate, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole sentences of one document, as many as the model takes; passages are consecutive."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """What the model reads: the passages' text, a line for each paragraph."""
        lines: list[str] = []
        last: Passage | None = None
        for passage in self.passages:
            # asked of the gap alone: ``number`` reads the document from its start
            if last is None or "\n" in passage.document.text[last.start : passage.start]:
                lines.append(passage.text)
            else:
                lines[-1] += " " + passage.text
            last = passage
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the model wrote of a chunk."""

    text: str
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and the passages that carry it.

    ``evidence`` holds the passage it was taken from first, then others that say the same.
    ``support`` is the share of its content that the evidence carries, 0 to 1.
    ``written_by`` is ``source`` where the words are the source's own (shortened at most).
    ``status`` says how far to trust it (see ``Status``), ``origins`` who it can be traced to, each
    once: a speaker, an agency or an outlet. ``denials`` are passages that deny it.
    ``novelty`` says how it stands to earlier briefs (empty where there are none), and
    ``earlier`` what they told, unless it is new.
    """

    text: str
    evidence: tuple[Passage, ...]
    support: float
    written_by: Writer
    status: Status = ""
    origins: tuple[str, ...] = ()
    denials: tuple[Passage, ...] = ()
    novelty: Novelty = ""
    earlier: EarlierClaim | None = None


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """A statement of an earlier brief: its day, its words, the words of the passages it rested on."""

    date: date
    text: str
    quotes: tuple[str, ...] = ()
    novelty: Novelty = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence the model wrote that its passages do not carry, and the reason."""

    text: str
    reason: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Verified:
    """Sentences that their passages carry, and those refused."""

    supported: tuple[Claim, ...]
    unsupported: tuple[Unsupported, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a brief; ``claims`` may be empty, and then the brief says so."""

    name: str
    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read, as the brief lists it.

    ``origin`` is the id of the document whose story it tells; it is its own id unless it is
    a reprint or an earlier version.
    """

    document: Document
    origin: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be used: where it was and why, one line."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value of a quantity as sources give it.

    ``written`` is the number with what it counts, ``text`` the clause of the first passage that
    holds it, cut where it is long; both are the source's own words. ``low`` and ``high`` differ
    for a range; ``unit`` is "" for a count. ``speaker`` is who gives it, in the source's words, or
    "" where the document tells it in its own voice. A statement that is denied, or that denies, has no
    ``low`` and no ``high``, and ``written`` and ``text`` are the whole sentence. Values of one ``group`` are
    taken to be of one quantity; another group of the same figure counts what only looks like it.
    """

    written: str
    text: str
    low: float | None
    high: float | None
    unit: str
    speaker: str
    passages: tuple[Passage, ...]
    group: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """What the documents disagree on, none of it chosen: a quantity, or statements that contradict.

    ``kind`` says how they differ: ``revision`` (a later count), ``dispute`` (sources disagree) or
    ``scope`` (different things are counted that look alike). Where values of several groups stand side by
    side, it is ``scope``, and ``kinds`` says for each group by its number where two sides dispute its values.
    """

    what: str
    kind: FigureKind
    values: tuple[FigureValue, ...]
    kinds: tuple[FigureKind, ...] = ()

    def kind_of(self, value: FigureValue) -> FigureKind:
        """How the values of the group of one of them differ."""
        return self.kinds[value.group] if self.kinds else self.kind


@dataclass(frozen=True, slots=True)
class Brief:
    """The finished brief, ready to be rendered.

    ``repeated`` are statements of today's documents that an earlier brief told: one for each it told.
    """

    date: date
    title: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    repeated: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[str, ...] = ()
    manifest: dict[str, Any] = field(default_factory=dict)
