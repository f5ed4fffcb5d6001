"""summarize_chunks: batches by length, the chunks' order, the same result each time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer.config import SummarizeSettings
from summarizer.models.lead import LeadModel
from summarizer.summarize import summarize_chunks
from summarizer.types import Chunk, Document, Passage


class RecordingLead(LeadModel):
    """The lead model, with a list of what it was asked."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        self.batches.append(list(texts))
        return super().summarize(texts, max_words)


def chunk_of(text: str) -> Chunk:
    return Chunk((Passage(Document(text[:5], text), 0, len(text)),))


CHUNKS = [chunk_of(f"Chunk {i} tells {'very ' * (i * 7 % 5)}much. It ends.") for i in range(7)]


def test_each_summary_stands_with_its_chunk() -> None:
    summaries = summarize_chunks(CHUNKS, LeadModel(), SummarizeSettings(max_words=3, batch_size=3))
    assert [s.chunk for s in summaries] == CHUNKS
    assert [s.text for s in summaries] == [c.text.split(" It")[0] for c in CHUNKS]


def test_batches_hold_texts_of_like_length_the_longest_first() -> None:
    model = RecordingLead()
    summarize_chunks(CHUNKS, model, SummarizeSettings(batch_size=3))
    assert [len(batch) for batch in model.batches] == [3, 3, 1]
    asked = [len(text) for batch in model.batches for text in batch]
    assert asked == sorted(asked, reverse=True)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 50])
def test_the_batch_size_changes_nothing(batch_size: int) -> None:
    expected = summarize_chunks(CHUNKS, LeadModel(), SummarizeSettings())
    assert summarize_chunks(CHUNKS, LeadModel(), SummarizeSettings(batch_size=batch_size)) == expected


def test_progress_is_told_after_each_batch() -> None:
    told: list[tuple[int, int]] = []
    settings = SummarizeSettings(batch_size=3)
    summarize_chunks(CHUNKS, LeadModel(), settings, progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 7), (6, 7), (7, 7)]


def test_no_chunks_are_no_summaries() -> None:
    assert summarize_chunks([], LeadModel(), SummarizeSettings()) == ()
