"""What every form of a brief tells: numbered sources, citations, what was left out, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from summarizer.types import Brief, Claim, Document, DuplicateKind, Passage

EMPTY = "Nothing reported."
_KINDS: dict[DuplicateKind, tuple[str, str]] = {
    "document": ("reprint", "reprints"),
    "version": ("earlier version of a story", "earlier versions of stories"),
    "paragraph": ("repeated paragraph", "repeated paragraphs"),
    "sentence": ("repeated sentence", "repeated sentences"),
    "headline": ("headline repeated in the text", "headlines repeated in the text"),
    "furniture": ("line of page furniture", "lines of page furniture"),
}


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
    """The documents that bullets cite, in the order they are first cited."""
    found = {p.document.id: p.document for s in brief.sections for c in s.claims for p in c.evidence}
    return list(found.values())


def citations(claim: Claim, cited: Sequence[Document]) -> list[Citation]:
    """The citations of one bullet."""
    numbers = {document.id: n for n, document in enumerate(cited, 1)}
    return [Citation(numbers[p.document.id], p) for p in claim.evidence]


def independent(claim: Claim, brief: Brief) -> int:
    """How many independent sources a bullet has: reprints of one story count once."""
    origins = {s.document.id: s.origin for s in brief.sources}
    return len({origins.get(p.document.id, p.document.id) for p in claim.evidence})


def source_name(document: Document) -> str:
    """Who published it: the outlet, else the address's host, else the id."""
    return document.source or urlsplit(safe_url(document.url)).hostname or document.id


def source_day(document: Document) -> str:
    """The day it was published, or a plain word that it is not known."""
    return document.published.date().isoformat() if document.published else "undated"


def safe_url(url: str) -> str:
    """The address if it is a web address, else nothing: no other scheme becomes a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = (
        parts.scheme in ("http", "https")
        and parts.netloc
        and not any(c.isspace() or c in "<>\"'`" for c in url)
    )
    return url if plain else ""


def footer(brief: Brief) -> list[str]:
    """What was read, dropped and skipped, and how many bullets rest on one source, a sentence each."""
    claims = [c for s in brief.sections for c in s.claims]
    single = sum(independent(c, brief) == 1 for c in claims)
    origins = len({s.origin for s in brief.sources})
    lines = [
        f"{_count(len(brief.sources), 'document', 'documents')} read, "
        f"{_count(origins, 'independent source', 'independent sources')}.",
        f"{single} of {_count(len(claims), 'bullet rests', 'bullets rest')} on one source.",
    ]
    dropped = Counter(d.kind for d in brief.duplicates)
    if dropped:
        told = ", ".join(_count(dropped[k], *names) for k, names in _KINDS.items() if dropped[k])
        lines.append(f"Left out: {told}.")
    if brief.unsupported:
        told = _count(len(brief.unsupported), "sentence of the model", "sentences of the model")
        lines.append(f"Refused: {told} that the sources do not carry; the sources' own words stand instead.")
    lines += [f"Not read: {item.where}: {item.why}." for item in brief.skipped]
    return lines + list(brief.gaps)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
