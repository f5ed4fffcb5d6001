"""How much of what the others tell a sentence holds: titles, leads, names, figures, like sentences.

What several independent documents tell, and tell first, is what the day is about (Radev et al.
2004, centroid; Erkan and Radev 2004, LexRank; Gillick and Favre 2009, bigrams by documents). An
origin is a story and its reprints: they count once. A sentence is compared with a bounded
number of others, evenly drawn, so that the cost is linear in their number.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.lexical import Array, content_stems, tfidf, unit_rows
from summarizer.types import Passage

LEAD = 3  # sentences
MOST_SENTENCES, MOST_TITLES = 3000, 300  # that each sentence is compared with
ROWS = 256  # compared at once
ALIKE = (0.25, 0.35, 0.5)  # cosines over which another origin tells something like it
TITLE_ALIKE = 0.3
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")

T = TypeVar("T", bound=Hashable)
Numbers = np.ndarray[Any, np.dtype[np.intp]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

FEATURES = (
    "own_title", "titles", "leads", "document_frequency", "centroid", "document_centroid",
    "alike_25", "alike_35", "alike_50", "alike_mean", "alike_max", "alike_top",
    "lead_alike_mean", "lead_alike_max",
    "title_max", "title_mean", "title_count", "title_own", "title_other",
    "bigrams_mean", "bigrams_shared", "names_mean", "names_sum", "numbers_shared", "origins",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Set:
    """The sentences of a cluster as numbers. Arrays of shape (n,) or a row for each sentence."""

    sentences: Sequence[Passage]
    stems: Sequence[Sequence[str]]
    document: Numbers
    origin: Numbers
    lead: Flags
    titles: Sequence[Sequence[str]]  # stems, by document


def centrality(sentences: Sequence[Passage], origins: Mapping[str, str]) -> dict[str, Array]:
    """FEATURES of each sentence, arrays of shape (n,). ``origins`` maps a document's id to the one whose
    story it tells; a document that is not named there tells its own."""
    documents = list({s.document.id: s.document for s in sentences}.values())
    number = {d.id: n for n, d in enumerate(documents)}
    of_origin = {o: n for n, o in enumerate(dict.fromkeys(origins.get(d.id, d.id) for d in documents))}
    some = _Set(
        sentences,
        [content_stems(s.text) for s in sentences],
        np.array([number[s.document.id] for s in sentences], dtype=np.intp),
        np.array([of_origin[origins.get(s.document.id, s.document.id)] for s in sentences], dtype=np.intp),
        _leads(sentences),
        [content_stems(d.title) for d in documents],
    )
    matrix = tfidf([*some.stems, *some.titles])
    told, titles = matrix[: len(sentences)], matrix[len(sentences) :]
    columns = [*_shares(some), *_centroid(some), *_alike(some, told), *_like_titles(some, told, titles)]
    columns += [*_shared_terms(some), np.full(len(sentences), math.log(len(of_origin)))]
    return dict(zip(FEATURES, columns, strict=True))


def _leads(sentences: Sequence[Passage]) -> Flags:
    seen: Counter[str] = Counter()
    leads = []
    for sentence in sentences:
        leads.append(seen[sentence.document.id] < LEAD)
        seen[sentence.document.id] += 1
    return np.array(leads, dtype=np.bool_)


def _shares(some: _Set) -> list[Array]:
    """How much of its own title, of all titles, of the leads and of the documents a sentence's words hold."""
    count = len(some.titles)
    in_titles = Counter(stem for title in some.titles for stem in set(title))
    in_leads = Counter(
        s for found, lead in zip(some.stems, some.lead, strict=True) if lead for s in set(found)
    )
    pairs = {(i, s) for i, found in zip(some.document, some.stems, strict=True) for s in found}
    in_documents = Counter(stem for _, stem in pairs)
    own = []
    for i, found in zip(some.document, some.stems, strict=True):
        title = set(some.titles[i])
        own.append(len(title & set(found)) / max(1, len(title)))

    def share(counts: Counter[str]) -> Array:
        sets = map(set, some.stems)
        return np.array([sum(counts[s] for s in f) / max(1, len(f)) / count for f in sets])

    return [np.array(own), share(in_titles), share(in_leads), share(in_documents)]


def _centroid(some: _Set) -> tuple[Array, Array]:
    """Cosine of each sentence, and of its document, with the centroid of all sentences."""
    matrix = tfidf(some.stems)
    total = np.asarray(matrix.sum(axis=0)).ravel()
    total /= np.linalg.norm(total) + 1e-9
    rows = np.arange(len(some.stems))
    member = sparse.csr_matrix((np.ones(len(rows)), (some.document, rows)), (len(some.titles), len(rows)))
    documents = unit_rows(sparse.csr_matrix(member @ matrix))
    return np.asarray(matrix @ total), np.asarray(documents @ total)[some.document]


def _alike(some: _Set, told: sparse.csr_matrix) -> list[Array]:
    """How many other origins tell something like it (logarithm), and how like: mean, best, best three; then
    the mean and best likeness to the others' leads."""
    everything = _best_by_origin(some, told, _evenly(np.arange(len(some.stems)), MOST_SENTENCES))
    leads = _best_by_origin(some, told, _evenly(np.flatnonzero(some.lead), MOST_SENTENCES))
    return [*everything.T, *leads[:, [3, 4]].T]


def _best_by_origin(some: _Set, told: sparse.csr_matrix, against: Numbers) -> Array:
    """Of the likeness of each sentence to the nearest sentence of each other origin: the counts over ALIKE,
    the mean, the best, the mean of the best three. (n, 6)"""
    against = against[np.argsort(some.origin[against], kind="stable")]
    owners, starts = np.unique(some.origin[against], return_index=True)
    other = told[against].T.tocsc()
    found = []
    for begin in range(0, told.shape[0], ROWS):
        cosine = np.maximum.reduceat((told[begin : begin + ROWS] @ other).toarray(), starts, axis=1)
        cosine[owners == some.origin[begin : begin + ROWS, None]] = 0
        best = -np.sort(-cosine, axis=1)[:, :3]
        counts = [np.log1p((cosine >= least).sum(axis=1)) for least in ALIKE]
        found.append(np.column_stack([*counts, cosine.mean(axis=1), best[:, 0], best.mean(axis=1)]))
    return np.vstack(found)


def _evenly(numbers: Numbers, most: int) -> Numbers:
    """At most ``most`` of the numbers, at even distances."""
    return numbers if len(numbers) <= most else numbers[np.arange(most) * len(numbers) // most]


def _like_titles(some: _Set, told: sparse.csr_matrix, titles: sparse.csr_matrix) -> list[Array]:
    """Likeness of a sentence to titles: best, mean, how many are like it (logarithm), its own, best other."""
    against = _evenly(np.arange(titles.shape[0]), MOST_TITLES)
    own = np.asarray(told.multiply(titles[some.document]).sum(axis=1)).ravel()
    found = []
    for begin in range(0, told.shape[0], ROWS):
        cosine = (told[begin : begin + ROWS] @ titles[against].T).toarray()
        mine = against == some.document[begin : begin + ROWS, None]
        other = np.where(mine, 0, cosine).max(axis=1)
        count = np.log1p((cosine >= TITLE_ALIKE).sum(axis=1))
        found.append(np.column_stack([cosine.max(axis=1), cosine.mean(axis=1), count, other]))
    best, mean, many, other = np.vstack(found).T
    return [best, mean, many, own, other]


def _shared_terms(some: _Set) -> list[Array]:
    """How many origins hold the bigrams, the names and the numbers of a sentence."""
    bigrams = [set(itertools.pairwise(found)) for found in some.stems]
    names = [{t for name in facts.names(s.text) for t in content_stems(name)} for s in some.sentences]
    numbers = [set(_NUMBER.findall(s.text)) for s in some.sentences]
    of_bigram, of_name, of_number = (_holders(some.origin, terms) for terms in (bigrams, names, numbers))
    count = max(1, len(set(some.origin)))
    return [
        np.array([_mean(math.log(of_bigram[b]) for b in found) for found in bigrams]),
        np.array([math.sqrt(sum(of_bigram[b] > 1 for b in found)) for found in bigrams]),
        np.array([_mean(of_name[t] / count for t in found) for found in names]),
        np.array([math.log1p(sum(of_name[t] for t in found) / count) for found in names]),
        np.array([math.log1p(max((of_number[t] - 1 for t in found), default=0)) for found in numbers]),
    ]


def _holders(origin: Iterable[int], terms: Iterable[Collection[T]]) -> dict[T, int]:
    """How many origins hold each term."""
    holders: defaultdict[T, set[int]] = defaultdict(set)
    for i, found in zip(origin, terms, strict=True):
        for term in found:
            holders[term].add(int(i))
    return {term: len(some) for term, some in holders.items()}


def _mean(values: Iterable[float]) -> float:
    some = sorted(values)  # sets have no order, and the sum of floats depends on it
    return sum(some) / len(some) if some else 0.0
