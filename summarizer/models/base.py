"""The seam between the pipeline and whatever writes summaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


@runtime_checkable
class Model(Protocol):
    """Text in, summaries out. Tokens stay inside."""

    @property
    def name(self) -> str:
        """What the manifest calls this model: a name, and a hash of its weights if it has any."""
        ...

    @property
    def only_compresses(self) -> bool:
        """Whether it is so small that only the text's words, with parts left out, are taken of it."""
        ...

    @property
    def max_input_tokens(self) -> int:
        """The longest text that ``summarize`` reads whole, in the model's own tokens."""
        ...

    def count_tokens(self, text: str) -> int:
        """The length of ``text`` in the model's own tokens, special tokens left out."""
        ...

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        """A summary for each text, in the same order.

        It has at most about ``max_words`` words of what the model reads at once: the text or a sentence.
        """
        ...
