"""A model that is asked about each text once, whatever happens: what it wrote is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from summarizer import __version__
from summarizer.config import SummarizeSettings
from summarizer.models.base import Model


class SummaryStore(Protocol):
    """Where summaries are kept by key; the archive is one."""

    def summary(self, key: str) -> str | None:
        """What is kept under a key, or None."""
        ...

    def add_summaries(self, summaries: Mapping[str, str]) -> None:
        """Keep summaries by key, at once or not at all."""
        ...


class CachedModel:
    """A model whose summaries are kept by the text and what they hang on: the model's name, the settings, and
    the package's version, since decoding may change from one to the next."""

    def __init__(self, model: Model, store: SummaryStore, settings: SummarizeSettings) -> None:
        self._model = model
        self._store = store
        # these change neither what is read nor what is written
        self._settings = settings.model_dump_json(exclude={"batch_size", "device", "max_words"})

    @property
    def name(self) -> str:
        """The model's own."""
        return self._model.name

    @property
    def only_compresses(self) -> bool:
        """The model's own."""
        return self._model.only_compresses

    @property
    def max_input_tokens(self) -> int:
        """The model's own."""
        return self._model.max_input_tokens

    def count_tokens(self, text: str) -> int:
        """The model's own."""
        return self._model.count_tokens(text)

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        """What is kept of each text, and what the model writes of the others, which is kept from now on."""
        keys = [self._key(text, max_words) for text in texts]
        kept = {key: self._store.summary(key) for key in keys}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if kept[key] is None}
        if missing:
            written = self._model.summarize(list(missing.values()), max_words)
            new = dict(zip(missing, written, strict=True))
            self._store.add_summaries(new)
            kept |= new
        return [kept[key] or "" for key in keys]

    def _key(self, text: str, max_words: int) -> str:
        parts = json.dumps([__version__, self._model.name, self._settings, max_words, text])
        return hashlib.sha256(parts.encode()).hexdigest()
