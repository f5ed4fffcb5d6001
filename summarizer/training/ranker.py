"""Make ``assets/ranker.npz``: lexical salience, section labels, and the weights of the ranker.

    python -m summarizer.training.ranker DATA_DIR [OUT.npz]

DATA_DIR holds ``passages.jsonl.xz`` (passages with summaries and salience 0 to 3),
``sections.jsonl.xz`` (sentences labelled battlefield, diplomacy, other) and the folders
``clusters_open`` and ``clusters_gold`` (clusters with marked facts); the context of labelled
sentences is also looked for in ``../clusters``. Needs scikit-learn.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from summarizer import lexical, rank
from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.lexical import Array, content_stems, hash_contexts, hash_sentences
from summarizer.passages import split_passages, surroundings
from summarizer.text import sentences
from summarizer.training.command import require, run_command
from summarizer.training.prepare import read_rows
from summarizer.types import Document, Passage

SHIPPED = Path(lexical.__file__).parent / "assets" / "ranker.npz"
OWN = ("passages", "fusion", "gold")  # origins of section labels made for this very task
# (the other origins label whole events by heading; adding them lowered accuracy on all three dev sets)
SALIENCE_RIDGE = 3.0
SECTION_C = 5.0  # inverse strength of regularization
RANK_C, FIRST_C = 0.003, 0.015  # inverse strength of regularization of standardized features
TOLD_POWER = 2.5  # how much more a sentence teaches its place that is likelier to be told
FOLD = 3  # clusters that are judged by models made without them


def main(arguments: Sequence[str]) -> None:
    """DATA_DIR [OUT.npz]"""
    train_models(Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else SHIPPED)


def train_models(data: Path, out: Path) -> None:
    """Train the models, print what they are worth on what they have not seen, and store them in ``out``."""
    require(data, "passages.jsonl.xz", "sections.jsonl.xz", "clusters_open", "clusters_gold")
    passages = read_rows(data / "passages.jsonl.xz")
    told = _salience_rows([p for p in passages if p["split"] == "train"])
    labelled = section_rows(read_rows(data / "sections.jsonl.xz"), passages, data)
    sections = _section_model([r for r in labelled if r["split"] == "train"])
    _measure_sections([r for r in labelled if r["split"] == "dev"], sections)
    stored = {
        **_quantized("salience", *_ridge(told.hashed, told.targets, SALIENCE_RIDGE)),
        **_quantized("sections", sections.words, sections.offset),
        **_quantized("contexts", sections.contexts),
        **_rank_models(_clusters(data, told, labelled)),
    }
    np.savez_compressed(out, **stored)
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")


@dataclass(frozen=True, slots=True)
class _Told:
    """Sentences of passages: hashed words, how newsworthy each is, the title of its article."""

    hashed: sparse.csr_matrix
    targets: Array
    titles: np.ndarray[Any, np.dtype[np.str_]]


def _salience_rows(passages: list[dict[str, Any]]) -> _Told:
    """How newsworthy a sentence is: how much of a summary sentence it holds times the passage's salience."""
    texts, targets, titles = [], [], []
    for passage in passages:
        wanted = [_terms(s["text"]) for s in passage["summary"]]
        for start, end in sentences(passage["text"]):
            text = passage["text"][start:end]
            terms = _terms(text)
            if len(terms) < 5:
                continue
            overlap = max([len(terms & w) / max(1, len(w)) for w in wanted] or [0.0])
            texts.append(text)
            targets.append(overlap * passage["salience"] / 3)
            titles.append(passage["title"] or "")
    return _Told(hash_sentences(texts), np.array(targets), np.array(titles))


def _terms(text: str) -> set[str]:
    stems = content_stems(text)
    return set(stems) | {f"{a} {b}" for a, b in itertools.pairwise(stems)}


def _ridge(x: sparse.csr_matrix, y: Array, alpha: float) -> tuple[Array, Array]:
    from sklearn.linear_model import Ridge

    model = Ridge(alpha=alpha, solver="sparse_cg", random_state=0).fit(x, y)
    return model.coef_, np.array(model.intercept_)


def section_rows(
    rows: list[dict[str, Any]], passages: list[dict[str, Any]], data: Path
) -> list[dict[str, Any]]:
    """The labelled sentences made for this task, each with the title of its article where that is known, and
    its context: the passage it sums up, or what stands around it in the article of a cluster."""
    told = {s["text"]: p for p in passages for s in p["summary"]}
    articles = _articles(data / "clusters_open") + _articles(data.parent / "clusters")
    return [
        {
            **row,
            "title": told[row["text"]]["title"] if row["text"] in told else None,
            "context": told[row["text"]]["text"] if row["text"] in told else _context(row["text"], articles),
        }
        for row in rows
        if row["origin"] in OWN
    ]


def _articles(folder: Path) -> list[Document]:
    """The documents of a folder of clusters, white space made single blanks."""
    clusters = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))
    return [
        Document(d["id"], " ".join(d["text"].split())) for cluster in clusters for d in cluster["documents"]
    ]


def _context(sentence: str, articles: list[Document]) -> str:
    """What stands around a sentence in the first article that holds it, or ""."""
    wanted = " ".join(sentence.split())
    for article in articles:
        start = article.text.find(wanted)
        if start >= 0:
            return surroundings(Passage(article, start, start + len(wanted)))
    return ""


@dataclass(frozen=True, slots=True)
class _Sections:
    """A model of LABELS: weights of a sentence's words and of those around it, (3, DIMENSIONS), and (3,)."""

    words: Array
    contexts: Array
    offset: Array

    def logits(self, texts: Sequence[str], contexts: Sequence[str]) -> Array:
        """(n, 3)"""
        told, around = hash_sentences(texts) @ self.words.T, hash_contexts(contexts) @ self.contexts.T
        return np.asarray(told + around + self.offset)


def _section_model(rows: list[dict[str, Any]]) -> _Sections:
    """Every row teaches twice, with its context and without, so that the words alone tell a label too."""
    from sklearn.linear_model import LogisticRegression

    words = hash_sentences([r["text"] for r in rows])
    contexts = hash_contexts([r["context"] for r in rows])
    x = sparse.vstack([sparse.hstack([words, contexts]), sparse.hstack([words, 0 * contexts])]).tocsr()
    model = LogisticRegression(C=SECTION_C, max_iter=300).fit(x, 2 * [r["label"] for r in rows])
    assert tuple(model.classes_) == lexical.LABELS
    of_words, of_contexts = np.split(model.coef_, [lexical.DIMENSIONS], axis=1)
    return _Sections(of_words, of_contexts, model.intercept_)


def _measure_sections(rows: list[dict[str, Any]], model: _Sections) -> None:
    texts, contexts = [r["text"] for r in rows], [r["context"] for r in rows]
    print_confusion(rows, model.logits(texts, contexts))
    print("without context:")
    print_confusion(rows, model.logits(texts, [""] * len(rows)))


def print_confusion(rows: Sequence[dict[str, Any]], scores: Array) -> None:
    """Print how often the likeliest of LABELS is right by the (n, 3) ``scores`` of labelled rows: by origin,
    of the three labels and of the two sections where one of them is right, and the table of all."""
    labels = np.array([lexical.LABELS.index(r["label"]) for r in rows])
    origins = np.array([r["origin"] for r in rows])
    for origin in OWN:
        here, own = origins == origin, labels[origins == origin]
        three = (scores[here].argmax(axis=1) == own).mean()
        two = (scores[here][own < 2, :2].argmax(axis=1) == own[own < 2]).mean()
        print(f"sections, {origin} dev: accuracy {three:.3f}; battlefield or diplomacy {two:.3f}")
    print(f"sections, all dev: accuracy {(scores.argmax(axis=1) == labels).mean():.3f}")
    for number, label in enumerate(lexical.LABELS):
        row = np.bincount(scores[labels == number].argmax(axis=1), minlength=len(lexical.LABELS))
        print(f"  {label:12s}", *(f"{n:5d}" for n in row))


def _quantized(name: str, weights: Array, offset: Array | None = None) -> dict[str, Any]:
    """Weights as whole numbers from -127 to 127 with one scale: a quarter of the size."""
    scale = np.abs(weights).max() / 127
    stored = {name: np.round(weights / scale).astype(np.int8), f"{name}_scale": np.float32(scale)}
    return stored if offset is None else {**stored, f"{name}_offset": np.float32(offset)}


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Sentences of a cluster as numbers, by models that have not seen the cluster; (n, ...) arrays."""

    features: Array
    labels: Array
    carried: list[list[dict[str, Any]]]  # marked facts by sentence

    @property
    def any_fact(self) -> Array:
        return np.array([bool(facts) for facts in self.carried], dtype=np.float64)

    @property
    def vital(self) -> Array:
        found = [any(f["importance"] == 1 for f in facts) for facts in self.carried]
        return np.array(found, dtype=np.float64)

    @property
    def first(self) -> Array:
        """How many more of a sentence's facts are in place among the first facts than in its section."""
        return np.array([_first(f, s) for f, s in zip(self.carried, self.subjects, strict=True)])

    @property
    def subjects(self) -> list[str]:
        return [lexical.LABELS[i] for i in self.labels[:, :2].argmax(axis=1)]


def _first(facts: list[dict[str, Any]], subject: str) -> int:
    first = sum(f["importance"] == 1 or f["section"] == "key_facts" for f in facts)
    own = sum(f["section"] == subject for f in facts)
    return int(first - own)


def _clusters(data: Path, told: _Told, labelled: list[dict[str, Any]]) -> list[_Cluster]:
    """The marked clusters, FOLD at a time by models made without their articles."""
    paths = sorted((data / "clusters_open").glob("*.json"))
    made = []
    for begin in range(0, len(paths), FOLD):
        fold = [json.loads(path.read_text(encoding="utf-8")) for path in paths[begin : begin + FOLD]]
        marked = [
            json.loads((data / "clusters_gold" / path.name).read_text(encoding="utf-8"))["facts"]
            for path in paths[begin : begin + FOLD]
        ]
        own = {d["title"] for cluster in fold for d in cluster["documents"]}
        text = " ".join(" ".join(d["text"].split()) for cluster in fold for d in cluster["documents"])
        others = np.array([title not in own for title in told.titles])
        salience = _ridge(told.hashed[others], told.targets[others], SALIENCE_RIDGE)
        foreign = [r for r in labelled if r["title"] not in own and " ".join(r["text"].split()) not in text]
        sections = _section_model([r for r in foreign if r["split"] == "train"])
        made += [_as_numbers(c, facts, salience, sections) for c, facts in zip(fold, marked, strict=True)]
    return made


def _as_numbers(
    cluster: dict[str, Any],
    facts: list[dict[str, Any]],
    salience: tuple[Array, Array],
    sections: _Sections,
) -> _Cluster:
    found, origins = cluster_sentences(cluster)
    words = hash_sentences([s.text for s in found])
    labels = lexical.probabilities(words @ sections.words.T + sections.offset)
    features = rank.sentence_features(
        found,
        date=cluster_date(cluster),
        origins=origins,
        saliences=words @ salience[0] + salience[1],
        labels=labels,
    )
    return _Cluster(features, labels, [carried_facts(s, facts) for s in found])


def _rank_models(clusters: list[_Cluster]) -> dict[str, Any]:
    """The weights that tell whether a sentence carries a fact, and whether it belongs to the first facts."""
    mean, scale, coefficients, offset = _carries_model(clusters)
    carries = []  # of each fold by the others
    for begin in range(0, len(clusters), FOLD):
        own = clusters[begin : begin + FOLD]
        m, s, c, o = _carries_model(clusters[:begin] + clusters[begin + FOLD :])
        carries += [(cluster.features - m) / s @ c + o for cluster in own]
    _print_weights(coefficients)
    _print_precision(clusters, carries)
    return {
        "rank": coefficients, "rank_offset": offset, "rank_mean": mean, "rank_scale": scale,
        **_first_model(clusters, carries),
    }  # fmt: skip


def _carries_model(clusters: list[_Cluster]) -> tuple[Array, Array, Array, Array]:
    """Mean and scale of the features, coefficients and offset; every cluster weighs the same."""
    from sklearn.linear_model import LogisticRegression

    x = np.vstack([c.features for c in clusters])
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    weight = np.concatenate([np.full(len(c.features), 1 / len(c.features)) for c in clusters])
    model = LogisticRegression(C=RANK_C, max_iter=1000)
    model.fit((x - mean) / scale, np.concatenate([c.any_fact for c in clusters]), weight / weight.mean())
    return mean, scale, model.coef_[0], model.intercept_[0]


def _print_weights(coefficients: Array) -> None:
    for name, weight in sorted(zip(rank.FEATURES, coefficients, strict=True), key=lambda row: -abs(row[1])):
        print(f"  {name:32s}{weight:8.3f}")


def _print_precision(clusters: list[_Cluster], carries: list[Array]) -> None:
    from sklearn.metrics import average_precision_score

    pairs = list(zip(clusters, carries, strict=True))
    vital = np.mean([average_precision_score(c.vital, odds) for c, odds in pairs])
    marked = np.mean([average_precision_score(c.any_fact, odds) for c, odds in pairs])
    print(f"ranker, clusters not seen: average precision {vital:.3f} of vital facts, {marked:.3f} of all")


def _first_model(clusters: list[_Cluster], carries: list[Array]) -> dict[str, Any]:
    """First fact or not, learned where it makes a difference, from sentences as likely to be told.

    Words are no features here: a few hundred sentences of 24 clusters teach the names of their days.
    """
    x = np.vstack(
        [rank.place_features(c.features, odds, c.labels) for c, odds in zip(clusters, carries, strict=True)]
    )
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    standard = (x - mean) / scale
    first = np.concatenate([c.first for c in clusters])
    weight = np.abs(first) * rank.logistic(np.concatenate(carries)) ** TOLD_POWER
    _print_placed(clusters, standard, first, weight)
    coefficients, offset = _logistic(standard, first, weight)
    return {"vital": coefficients, "vital_offset": offset, "vital_mean": mean, "vital_scale": scale}


def _logistic(x: Array, first: Array, weight: Array) -> tuple[Array, Array]:
    from sklearn.linear_model import LogisticRegression

    told = first != 0
    model = LogisticRegression(C=FIRST_C, max_iter=1000)
    model.fit(x[told], first[told] > 0, weight[told] / weight[told].mean())
    return model.coef_[0], model.intercept_[0]


def _print_placed(clusters: list[_Cluster], x: Array, first: Array, weight: Array) -> None:
    fold = np.concatenate([np.full(len(c.first), n // FOLD) for n, c in enumerate(clusters)])
    right = np.zeros(len(first))
    for number in np.unique(fold):
        coefficients, offset = _logistic(x[fold != number], first[fold != number], weight[fold != number])
        right[fold == number] = (x[fold == number] @ coefficients + offset > 0) == (first[fold == number] > 0)
    print(f"first facts, clusters not seen: {np.average(right, weights=weight):.3f} in place")


def cluster_sentences(cluster: dict[str, Any]) -> tuple[list[Passage], dict[str, str]]:
    """The sentences of a cluster that are left after deduplication, in reading order, and whose story each
    document tells."""
    kept = deduplicate_documents(cluster_documents(cluster), DeduplicateSettings())
    return split_passages(kept.passages), dict(kept.origins)


def cluster_documents(cluster: dict[str, Any]) -> list[Document]:
    """The documents of a cluster, as they were received."""
    return [
        Document(d["id"], d["text"], d["title"] or "", d["source"] or "", published=_published(d["date"]))
        for d in cluster["documents"]
    ]


def cluster_date(cluster: dict[str, Any]) -> date:
    """The day of a cluster; the first of the month where only that is known."""
    return date.fromisoformat(f"{cluster['date']}-01"[:10])


def _published(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=UTC)
    except ValueError:
        return None


def carried_facts(sentence: Passage, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marked facts that a sentence states."""
    return [
        fact
        for fact in facts
        if all(any(re.search(p, sentence.text, re.I) for p in group) for group in fact["match"])
    ]


if __name__ == "__main__":
    run_command(main, 1, 2)
