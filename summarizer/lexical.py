"""What the words of a sentence alone tell: how newsworthy it is and what it is about.

A sentence becomes a vector of its stemmed words and word pairs, hashed to a fixed number of
dimensions (Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning), and
linear models read it. Their weights ship in ``assets/ranker.npz``; ``training/ranker.py``
makes them.
"""

from __future__ import annotations

import itertools
import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from scipy import sparse

from summarizer.text import REMEMBERED, STOP_WORDS, WORD, normalize

DIMENSIONS = 1 << 16
LABELS = ("battlefield", "diplomacy", "other")  # rows of the section model's weights
DECIMALS = 6  # of what is compared: beyond them machines differ, and no order may hang on it
CONTEXT_WEIGHT = 0.7  # of the words around a sentence beside its own, by length of their vectors

_DIGITS = re.compile(r"\d+")
_ENDINGS = ("ing", "ed", "es", "s", "ly")

Array = np.ndarray[Any, np.dtype[np.float64]]


@lru_cache(maxsize=1 << 16)  # words come again and again
def stem(word: str) -> str:
    """A word without its commonest ending, so that "strike" and "strikes" meet."""
    if word.endswith(("'s", "s'")):
        word = word[:-2]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


# words that outlets use for one another when they tell the same event
_SAME = {
    word: words.split()[0]
    for words in (
        "kill killed killing dead died die death deaths fatality fatalities deadly",
        "injur injured injuries injury wounded wound wounds hurt",
        "ceasefire cease-fire truce",
        "zelensky zelenskyy zelenskiy zelenskyi",
        "kyiv kiev",
        "2 two", "3 three", "4 four", "5 five", "6 six", "7 seven", "8 eight", "9 nine", "10 ten",
    )
    for word in words.split()
}  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry content, in order; common synonyms and number words made one."""
    found = [w for w in WORD.findall(normalize(text).lower()) if w not in STOP_WORDS]
    return tuple(_SAME.get(w) or _SAME.get(w.removesuffix("'s")) or stem(w) for w in found)


@lru_cache(maxsize=4096)
def content_terms(text: str) -> frozenset[str]:
    """The content stems of a text, and each two that follow each other, with a space between."""
    stems = content_stems(text)
    return frozenset(stems) | {f"{a} {b}" for a, b in itertools.pairwise(stems)}


def hash_sentences(texts: Sequence[str]) -> sparse.csr_matrix:
    """Rows of unit length, one a text: counts of its stems and pairs of stems. (n, DIMENSIONS)"""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = WORD.findall(_DIGITS.sub("0", normalize(text).lower()))
        stems = [stem(word) for word in found]
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(stems)]
        counts = Counter(zlib.crc32(term.encode()) % DIMENSIONS for term in stems + pairs)
        length = sum(c * c for c in counts.values()) ** 0.5
        rows += [row] * len(counts)
        columns += list(counts)
        values += [c / length for c in counts.values()]
    shape = (len(texts), DIMENSIONS)
    return sparse.csr_matrix((np.array(values, dtype=np.float64), (rows, columns)), shape=shape)


def hash_contexts(texts: Sequence[str]) -> sparse.csr_matrix:
    """Rows of length ``CONTEXT_WEIGHT``, one a text: each of its content stems once. (n, DIMENSIONS)"""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = {zlib.crc32(s.encode()) % DIMENSIONS for s in content_stems(_DIGITS.sub("0", text))}
        rows += [row] * len(found)
        columns += sorted(found)
        values += [CONTEXT_WEIGHT / math.sqrt(max(1, len(found)))] * len(found)
    shape = (len(texts), DIMENSIONS)
    return sparse.csr_matrix((np.array(values, dtype=np.float64), (rows, columns)), shape=shape)


def tfidf(stems: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """TF-IDF rows of unit length; a sentence counts as a document. (n, vocabulary)"""
    vocabulary: dict[str, int] = {}
    frequency: Counter[str] = Counter()
    for found in stems:
        for stem in found:
            vocabulary.setdefault(stem, len(vocabulary))
        frequency.update(set(found))
    rows, columns, values = [], [], []
    for row, found in enumerate(stems):
        for stem, times in Counter(found).items():
            rows.append(row)
            columns.append(vocabulary[stem])
            values.append((1 + math.log(times)) * math.log(1 + len(stems) / frequency[stem]))
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(stems), max(1, len(vocabulary))))
    return unit_rows(matrix)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The rows of a matrix made unit length; a row of zeros stays. Same shape."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-9)) @ matrix)


@cache
def weights() -> dict[str, Array]:
    """The shipped weights by name, restored from whole numbers; ``training/ranker.py`` says what each is."""
    with np.load(str(files("summarizer") / "assets" / "ranker.npz")) as stored:
        loaded = {name: stored[name].astype(np.float64) for name in stored.files}
    for name in ("salience", "sections", "contexts"):
        loaded[name] = loaded[name] * loaded.pop(f"{name}_scale")
    return loaded


def salience(hashed: sparse.csr_matrix) -> Array:
    """How likely an editor would carry the sentence, about 0 to 1. (n,)"""
    w = weights()
    return np.asarray(hashed @ w["salience"] + w["salience_offset"])


def label_scores(hashed: sparse.csr_matrix, contexts: Sequence[str] | None = None) -> Array:
    """The probability of each of LABELS for each sentence. (n, 3)

    ``hashed`` holds the rows of ``hash_sentences``; ``contexts``, what stands around each sentence, makes
    the labels surer where it is known.
    """
    w = weights()
    logits = hashed @ w["sections"].T + w["sections_offset"]
    if contexts is not None:
        logits = logits + hash_contexts(contexts) @ w["contexts"].T
    return probabilities(logits)


def probabilities(logits: Array) -> Array:
    """Logits (n, labels) as probabilities that add up to one in each row. Same shape."""
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=1, keepdims=True))


def content_vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """Rows of unit length, one a text: its content words but numbers, weighed by rarity. (n, words)"""
    stems = [sorted({s for s in content_stems(t) if not s[0].isdigit()}) for t in texts]
    count = Counter(s for row in stems for s in row)
    column = {s: i for i, s in enumerate(count)}
    weight = {s: math.log((len(texts) + 1) / n) for s, n in count.items()}
    norm = [sum(weight[s] ** 2 for s in row) ** 0.5 or 1.0 for row in stems]
    cells = [(r, column[s], weight[s] / norm[r]) for r, row in enumerate(stems) for s in row]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    shape = (len(texts), max(1, len(column)))
    return sparse.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float64)
