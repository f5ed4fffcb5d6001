"""The baseline without weights: a text's first sentences."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text import sentences


class LeadModel:
    """News tells the most important first, so the first sentences are a summary. Its tokens are words."""

    name = "lead"
    only_compresses = False
    max_input_tokens = 256  # words: about a screen of an article, so that later parts are told too

    def count_tokens(self, text: str) -> int:
        """The words of ``text``, divided at white space."""
        return len(text.split())

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        """The first sentences of each text: one at least, then while they stay within ``max_words``."""
        return [_lead(text, max_words) for text in texts]


def _lead(text: str, max_words: int) -> str:
    kept = ""
    room, last = max_words, 0
    for start, end in sentences(text):
        sentence = text[start:end]
        room -= len(sentence.split())
        if kept and room < 0:
            break
        # a line without a full stop, such as a heading, is not to run into the next
        kept += ("\n" if "\n" in text[last:start] else " ") * bool(kept) + sentence
        last = end
    return kept
