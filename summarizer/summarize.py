"""Ask the model, in batches of texts of like length."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.config import SummarizeSettings
from summarizer.models.base import Model
from summarizer.types import Chunk, Summary


def summarize_chunks(
    chunks: Sequence[Chunk],
    model: Model,
    settings: SummarizeSettings,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Summary, ...]:
    """What the model writes of each chunk, in the chunks' order.

    The longest texts go first, so that memory runs out at once or not at all. ``progress`` is
    called with how many chunks are done and how many there are.
    """
    texts = [chunk.text for chunk in chunks]
    order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
    written = [""] * len(texts)
    for start in range(0, len(order), settings.batch_size):
        batch = order[start : start + settings.batch_size]
        for i, text in zip(
            batch, model.summarize([texts[i] for i in batch], settings.max_words), strict=True
        ):
            written[i] = text
        if progress:
            progress(start + len(batch), len(order))
    return tuple(Summary(text, chunk) for text, chunk in zip(written, chunks, strict=True))
