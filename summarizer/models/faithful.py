"""Faithful decoding: the words that a model may write of a text are the words of that text.

A network that has seen few texts spells names it has seen for names it is given. So at every step only
those tokens stay that lead to a word of the source, a function word, or an inflection of a lower-case
word of the source: a name or a number that the source lacks cannot be written. (That a right name
stands in a wrong place can still happen; ``verify`` looks at that, and ``compression`` forbids it.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import torch
from transformers import LogitsProcessor

from summarizer.models.tokens import SentencePieceTokens
from summarizer.text import STOP_WORDS

WORD_START = "▁"  # how SentencePiece writes the space before a word
ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly")
MARKS = (",", ".", ";", ":", "!", "?", '"', "'", ")", '."', ',"')  # what may follow a finished word
_OTHER_WORDS = (
    "said says saying told according to after before amid over under between during against near about "
    "at least up more less than also its their his her them who which that where while when as by with "
    "without within into from for of on in and or but not no was were is are be been being has have had "
    "will would could can may might should did does do killed wounded injured people"
).split()
_NAMES_IF_CAPITAL = ("may", "us", "will")
_INFLECTED = re.compile(r"[a-z]{4,}")
_LETTER = re.compile(r"[^\W_]|<0x")  # or a byte of one

State = dict[tuple[int, ...], set[int]]  # the tokens that may follow the tokens of a word begun


class Vocabulary:
    """What of a SentencePiece vocabulary begins a word, is punctuation, and spells the function words."""

    def __init__(self, tokens: SentencePieceTokens) -> None:
        self._tokens = tokens
        written = [tokens.written(i) for i in range(tokens.size)]
        self.starts = frozenset(i for i, piece in enumerate(written) if piece.startswith(WORD_START))
        self.marks = frozenset(i for i, piece in enumerate(written) if piece in MARKS)
        self.stop = written.index(".") if "." in written else -1
        self._bare = frozenset(i for i, piece in enumerate(written) if not _LETTER.search(piece))

    @cached_property
    def function_words(self) -> list[tuple[int, ...]]:
        """The tokens of each function word, and of each with a capital, as it opens a sentence."""
        words = sorted({*STOP_WORDS, *_OTHER_WORDS})
        return self.encode([*words, *(word.capitalize() for word in words if word not in _NAMES_IF_CAPITAL)])

    def encode(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The tokens of each word, as it stands after a space."""
        return [tuple(self._tokens.encode(word)) for word in words]

    def words(self, ids: Sequence[int]) -> list[tuple[int, ...]]:
        """Tokens of a text, word by word."""
        found: list[list[int]] = []
        for i in ids:
            if i in self.starts or not found:
                found.append([])
            found[-1].append(i)
        return [tuple(word) for word in found]

    def bare(self, word: tuple[int, ...]) -> tuple[int, ...]:
        """A word without the punctuation after it."""
        end = len(word)
        while end > 1 and word[end - 1] in self._bare:
            end -= 1
        return word[:end]

    def text(self, word: tuple[int, ...]) -> str:
        """A word as it is written."""
        return self._tokens.decode(word)


class SourceWords:
    """The words that may be written of one source, as the tokens that may follow each other.

    ``ids`` are the source's tokens without the task's prefix and the end.
    """

    def __init__(self, ids: Sequence[int], vocabulary: Vocabulary, eos: int) -> None:
        self._vocabulary = vocabulary
        whole = vocabulary.words(ids)
        told = [vocabulary.bare(word) for word in whole]
        texts = {vocabulary.text(word) for word in told}
        allowed = {*told, *whole, *vocabulary.function_words, *vocabulary.encode(sorted(_forms(texts)))}
        self._after: State = {}
        for word in allowed:
            for end in range(len(word)):
                self._after.setdefault(word[:end], set()).add(word[end])
        between = {*self._after[()], eos}
        for word in allowed:
            self._after.setdefault(word, set()).update(between | vocabulary.marks)
        self._between = between | vocabulary.marks

    def allowed(self, written: Sequence[int]) -> set[int]:
        """The tokens that may come after those written."""
        # a word that is on no path is a finished one and punctuation after it
        return self._after.get(self._last_word(written), self._between)

    def _last_word(self, written: Sequence[int]) -> tuple[int, ...]:
        begin = max(len(written) - 1, 0)
        while begin > 0 and written[begin] not in self._vocabulary.starts:
            begin -= 1
        return tuple(written[begin:])


def _forms(words: Iterable[str]) -> set[str]:
    """Other inflections of lower-case words, and those words with a capital, as they open a sentence."""
    forms: set[str] = set()
    for word in words:
        if not _INFLECTED.fullmatch(word):
            continue
        roots = {word} | {
            word.removesuffix(e) for e in ENDINGS if e and word.endswith(e) and len(word) - len(e) > 3
        }
        roots |= (
            {root + "e" for root in roots if not root.endswith("e")}
            if word.endswith(("ed", "ing"))
            else set()
        )
        for root in roots:
            forms |= {
                root + ending for ending in ENDINGS if not (root.endswith("e") and ending[:1] in ("e", "i"))
            }
        forms.add(word.capitalize())
    return forms


class Source(Protocol):
    """What may be written of one source."""

    def allowed(self, written: Sequence[int]) -> set[int]:
        """The tokens that may come after those written."""
        ...


class FaithfulDecoding(LogitsProcessor):
    """Keeps the tokens that each text's source allows."""

    def __init__(self, sources: Sequence[Source], beams: int) -> None:
        self._sources = sources
        self._beams = beams

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """``input_ids`` (B * beams, T) as written so far with the start token, ``scores`` (B * beams, V)."""
        kept = torch.full_like(scores, -torch.inf)
        for row, written in enumerate(input_ids[:, 1:].tolist()):
            allowed = sorted(self._sources[row // self._beams].allowed(written))
            at = torch.tensor(allowed, device=scores.device)
            kept[row, at] = scores[row, at]
        return kept
