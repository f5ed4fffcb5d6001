"""Documents in, brief out: the stages in the order they run.

deduplicate -> chunk -> summarize -> verify -> merge -> status, figures, disputes, gaps
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarizer import __version__
from summarizer.chunk import chunk_passages
from summarizer.config import Config, VerifySettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.disputes import find_disputes
from summarizer.errors import NoDocumentsError
from summarizer.figures import compare_figures
from summarizer.gaps import find_gaps
from summarizer.merge import merge_claims
from summarizer.models.base import Model
from summarizer.novelty import told_again
from summarizer.status import judge_claims
from summarizer.summarize import summarize_chunks
from summarizer.types import Brief, Document, EarlierClaim, Skipped, Source, notes_of
from summarizer.verify import verify_summaries

Progress = Callable[[str, int, int], None]  # stage, done, total
LIBRARIES = ("numpy", "rensa", "scipy", "sentencex", "sentencepiece", "torch", "transformers")


@dataclass(frozen=True)
class Pipeline:
    """Documents in, brief out."""

    model: Model
    config: Config

    def run(
        self,
        documents: Iterable[Document],
        *,
        date: Date,
        title: str | None = None,
        skipped: Sequence[Skipped] = (),
        earlier: Sequence[EarlierClaim] = (),
        progress: Progress | None = None,
    ) -> Brief:
        """The brief of ``documents`` for the day ``date``; the same input gives the same brief.

        ``skipped`` are inputs that could not be read: the brief lists them. ``earlier`` are the
        statements of the briefs before: what repeats them is not told again. ``progress`` is
        called with a stage's name, how much of it is done, and how much there is to do.

        Raises:
            NoDocumentsError: no document holds any text that is news.
        """
        tell = progress or _silent
        tell("deduplicate", 0, 1)
        kept = deduplicate_documents(documents, self.config.deduplicate)
        if not kept.passages:
            raise NoDocumentsError("documents: none holds a paragraph to summarize; give news articles")
        tell("chunk", 0, 1)
        chunks = chunk_passages(kept.passages, self.model, self.config.chunk)
        tell("summarize", 0, len(chunks))
        summaries = summarize_chunks(
            chunks,
            self.model,
            self.config.summarize,
            progress=lambda done, total: tell("summarize", done, total),
        )
        tell("verify", 0, 1)
        checked = verify_summaries(summaries, self._verify())
        tell("merge", 0, 1)
        sections = merge_claims(
            checked, kept, self.config.merge, self.config.sections, date=date, earlier=earlier
        )
        sections = judge_claims(sections, kept)
        tell("figures", 0, 1)
        return Brief(
            date=date,
            title=title or self.config.title,
            sections=sections,
            sources=tuple(Source(d, kept.origins[d.id]) for d in kept.documents),
            duplicates=kept.duplicates,
            unsupported=checked.unsupported,
            skipped=tuple(skipped),
            repeated=told_again(checked.supported, earlier, date=date),
            figures=compare_figures(kept, self.config.figures) + find_disputes(kept, self.config.figures),
            gaps=(*notes_of(kept.documents), *find_gaps(sections, kept, date=date)),
            manifest=_manifest(self.model, self.config, kept.documents),
        )

    def _verify(self) -> VerifySettings:
        """The settings, and what the model asks for itself."""
        asked = self.config.verify.compression or self.model.only_compresses
        return self.config.verify.model_copy(update={"compression": asked})


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _manifest(model: Model, config: Config, documents: Iterable[Document]) -> dict[str, Any]:
    """What is needed to make the same brief again."""
    return {
        "summarizer": __version__,
        "libraries": {name: _installed(name) for name in LIBRARIES},
        "model": model.name,
        "config": config.sha256,
        "documents": {d.id: _document_hash(d) for d in documents},
    }


def _document_hash(document: Document) -> str:
    published = document.published.isoformat() if document.published else ""
    fields = (document.title, document.source, document.url, published, document.text)
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
