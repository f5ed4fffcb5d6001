"""Whole sentences, as many as the model takes; nothing lost.

passages -> sentences of one document -> chunks of about equal length
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from summarizer.config import ChunkSettings
from summarizer.models.base import Model
from summarizer.text import sentences
from summarizer.types import Chunk, Passage

_CLAUSE = re.compile(r"[,;:.!?…—–]\s+|\s+(?=[—–(])")
_SPACE = re.compile(r"\s+")
_CHARACTERS_PER_TOKEN = 16  # no tokenizer has longer tokens on average: longer text is cut uncounted

Counted = tuple[Passage, int]  # a sentence and its tokens


def chunk_passages(passages: Sequence[Passage], model: Model, settings: ChunkSettings) -> tuple[Chunk, ...]:
    """The passages as texts that ``model`` reads whole, in order.

    A chunk holds sentences of one document, and no chunk's text has more tokens than the model
    takes or ``settings.max_tokens`` allows. The chunks of a document are about equally long. A
    sentence over the limit is divided at a clause, else between words, else inside a word.
    """
    limit = min(model.max_input_tokens, settings.max_tokens or model.max_input_tokens)
    chunks: list[Chunk] = []
    for _, group in groupby(passages, key=lambda passage: id(passage.document)):
        counted = [piece for passage in group for piece in _sentences(passage, model, limit)]
        for run in _balance(counted, limit):
            chunks.extend(_fit(run, model, limit))
    return tuple(chunks)


def _sentences(passage: Passage, model: Model, limit: int) -> Iterator[Counted]:
    for start, end in sentences(passage.text):
        sentence = Passage(passage.document, passage.start + start, passage.start + end)
        yield from _shorten(sentence, model, limit)


def _shorten(passage: Passage, model: Model, limit: int) -> Iterator[Counted]:
    """The passage whole if it is within the limit, else in parts that are."""
    text = passage.text
    if len(text) <= limit * _CHARACTERS_PER_TOKEN:
        count = model.count_tokens(text)
        if count <= limit or len(text) == 1:
            yield passage, count
            return
    end, start = _middle(text)
    yield from _shorten(Passage(passage.document, passage.start, passage.start + end), model, limit)
    yield from _shorten(Passage(passage.document, passage.start + start, passage.end), model, limit)


def _middle(text: str) -> tuple[int, int]:
    """Where the first half of a text ends and the second begins, white space between them left out."""
    half = len(text) // 2
    for bound, reach in ((_CLAUSE, len(text) // 4), (_SPACE, half)):
        found = bound.finditer(text, half - reach, half + reach)
        match = min(found, key=lambda match: abs(match.end() - half), default=None)
        if match and match.end() < len(text):
            return len(text[: match.end()].rstrip()), match.end()
    return half, half


def _balance(counted: Sequence[Counted], limit: int) -> list[list[Counted]]:
    """Runs of sentences within the limit: as few as can be, and the longest as short as can be."""
    fewest = len(_pack(counted, limit))
    low, high = max((count for _, count in counted), default=0), limit
    while low < high:
        middle = (low + high) // 2
        if len(_pack(counted, middle)) <= fewest:
            high = middle
        else:
            low = middle + 1
    return _pack(counted, high)


def _pack(counted: Iterable[Counted], limit: int) -> list[list[Counted]]:
    """Runs filled one after the other up to the limit; a sentence over it stands alone."""
    runs: list[list[Counted]] = []
    room = 0
    for passage, count in counted:
        if not runs or count > room:
            runs.append([])
            room = limit
        runs[-1].append((passage, count))
        room -= count
    return runs


def _fit(run: Sequence[Counted], model: Model, limit: int) -> Iterator[Chunk]:
    """The run as one chunk; as two if joining its sentences took it over the limit."""
    chunk = Chunk(tuple(passage for passage, _ in run))
    if len(run) == 1 or model.count_tokens(chunk.text) <= limit:
        yield chunk
        return
    half = len(run) // 2
    yield from _fit(run[:half], model, limit)
    yield from _fit(run[half:], model, limit)
