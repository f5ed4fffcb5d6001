"""Make ``assets/ranker.npz``: lexical salience, section labels, and the weights of the ranker.

    python -m summarizer.training.ranker DATA_DIR [OUT.npz]

DATA_DIR holds ``passages.jsonl.xz`` (passages with summaries and salience 0 to 3),
``sections.jsonl.xz`` (sentences labelled battlefield, diplomacy, other) and the folders
``clusters_open`` and ``clusters_gold`` (clusters with marked facts). Needs scikit-learn.
"""

from __future__ import annotations

import itertools
import json
import lzma
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from summarizer import lexical, rank
from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.lexical import Array, content_stems, hash_sentences
from summarizer.text import sentences
from summarizer.types import Document, Passage

OWN = ("passages", "fusion", "gold")  # origins of section labels made for this very task
# (the other origins label whole events by heading; adding them lowered accuracy on all three dev sets)
SALIENCE_RIDGE, RANK_RIDGE = 3.0, 1000.0
FEATURES_WEIGHT = 0.2  # of standardized features beside hashed words of unit length
VITAL, OTHER = 1.0, 0.5  # what a marked fact is worth


def main(data: Path, out: Path) -> None:
    """Train the three models and store them in ``out``."""
    passages = _read(data / "passages.jsonl.xz")
    texts, targets, titles = _salience_rows([p for p in passages if p["split"] == "train"])
    hashed = hash_sentences(texts)
    stored = {**_quantized("salience", *_ridge(hashed, targets, SALIENCE_RIDGE))}
    stored |= _quantized("sections", *_section_model(_read(data / "sections.jsonl.xz")))
    np.savez_compressed(out, **stored)  # the ranker reads the two models above
    lexical.weights.cache_clear()
    stored |= _rank_model(data, hashed, targets, titles)
    np.savez_compressed(out, **stored)
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")


def _read(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _salience_rows(passages: list[dict[str, Any]]) -> tuple[list[str], Array, list[str]]:
    """Sentences, how much of a summary sentence each one holds times the passage's salience, titles."""
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
    return texts, np.array(targets), titles


def _terms(text: str) -> set[str]:
    stems = content_stems(text)
    return set(stems) | {f"{a} {b}" for a, b in itertools.pairwise(stems)}


def _ridge(x: sparse.csr_matrix, y: Array, alpha: float) -> tuple[Array, Array]:
    from sklearn.linear_model import Ridge

    model = Ridge(alpha=alpha, solver="sparse_cg", random_state=0).fit(x, y)
    return model.coef_, np.array(model.intercept_)


def _section_model(rows: list[dict[str, Any]]) -> tuple[Array, Array]:
    from sklearn.linear_model import LogisticRegression

    train = [r for r in rows if r["split"] == "train" and r["origin"] in OWN]
    x = hash_sentences([r["text"] for r in train])
    model = LogisticRegression(C=10.0, max_iter=300).fit(x, [r["label"] for r in train])
    assert tuple(model.classes_) == lexical.LABELS
    dev = [r for r in rows if r["split"] == "dev" and r["origin"] in OWN]
    predicted = model.predict(hash_sentences([r["text"] for r in dev]))
    _print_confusion([r["label"] for r in dev], list(predicted))
    return model.coef_, model.intercept_


def _print_confusion(labels: list[str], predicted: list[str]) -> None:
    pairs = list(zip(labels, predicted, strict=True))
    print(f"sections, dev: accuracy {sum(a == b for a, b in pairs) / len(pairs):.3f}")
    for label in lexical.LABELS:
        row = [sum(p == (label, other) for p in pairs) for other in lexical.LABELS]
        print(f"  {label:12s}", *(f"{n:5d}" for n in row))


def _quantized(name: str, weights: Array, offset: Array) -> dict[str, Any]:
    """Weights as whole numbers from -127 to 127 with one scale: a quarter of the size."""
    scale = np.abs(weights).max() / 127
    small = np.round(weights / scale).astype(np.int8)
    return {name: small, f"{name}_scale": np.float32(scale), f"{name}_offset": np.float32(offset)}


def _rank_model(data: Path, hashed: sparse.csr_matrix, targets: Array, titles: list[str]) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression, Ridge

    x, words, y, vital, w = _rank_rows(data, hashed, targets, titles)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    standard = (x - mean) / scale
    model = Ridge(alpha=RANK_RIDGE).fit(standard, np.sqrt(y), sample_weight=w / w.mean())
    marked = vital >= 0
    both = sparse.hstack([FEATURES_WEIGHT * standard, words]).tocsr()
    first = LogisticRegression(C=1.0, max_iter=1000).fit(both[marked], vital[marked])
    of_features, of_words = np.split(first.coef_[0], [len(rank.FEATURES)])
    of_features *= FEATURES_WEIGHT
    table = zip(rank.FEATURES, model.coef_, of_features, strict=True)
    for name, coefficient, of_vital in sorted(table, key=lambda row: -abs(row[1])):
        print(f"  {name:24s}{coefficient:8.3f}{of_vital:8.3f}")
    return {
        "rank": model.coef_, "rank_offset": model.intercept_, "rank_mean": mean, "rank_scale": scale,
        "vital": of_features, **_quantized("vital_words", of_words, first.intercept_[0]),
    }  # fmt: skip


def _rank_rows(
    data: Path, hashed: sparse.csr_matrix, targets: Array, titles: list[str]
) -> tuple[Array, sparse.csr_matrix, Array, Array, Array]:
    """Features and words of sentences, worth of the facts carried, where they belong, weights."""
    features, words, worth, vital, weight = [], [], [], [], []
    for path in sorted((data / "clusters_open").glob("*.json")):
        cluster = json.loads(path.read_text(encoding="utf-8"))
        facts = json.loads((data / "clusters_gold" / path.name).read_text(encoding="utf-8"))["facts"]
        found = cluster_sentences(cluster)
        own = {d["title"] for d in cluster["documents"]}
        others = np.array([title not in own for title in titles])
        # some passages come from these very articles: learn salience without them
        coefficients, offset = _ridge(hashed[others], targets[others], SALIENCE_RIDGE)
        words.append(hash_sentences([s.text for s in found]))
        saliences = words[-1] @ coefficients + offset
        features.append(rank.sentence_features(found, date=cluster_date(cluster), saliences=saliences))
        carried = [carried_facts(s, facts) for s in found]
        worth.append([sum(VITAL if f["importance"] == 1 else OTHER for f in some) for some in carried])
        subjects = lexical.label_scores(words[-1])[:, :2].argmax(axis=1)
        vital.append([_first(some, lexical.LABELS[i]) for some, i in zip(carried, subjects, strict=True)])
        weight.append(np.full(len(found), 1 / len(found)))
    rows = np.vstack(features), sparse.vstack(words).tocsr()
    return *rows, np.concatenate(worth), np.concatenate(vital), np.concatenate(weight)


def _first(facts: list[dict[str, Any]], subject: str) -> int:
    """1 where a sentence's facts belong to the first of the day and not to its subject, 0 where it is the
    other way round, -1 where they are neither or both and so teach nothing."""
    first = any(f["importance"] == 1 or f["section"] == "key_facts" for f in facts)
    own = any(f["section"] == subject for f in facts)
    return -1 if first == own else int(first)


def cluster_sentences(cluster: dict[str, Any]) -> list[Passage]:
    """The sentences of a cluster that are left after deduplication, in reading order."""
    documents = [
        Document(d["id"], d["text"], d["title"] or "", d["source"] or "", published=_published(d["date"]))
        for d in cluster["documents"]
    ]
    kept = deduplicate_documents(documents, DeduplicateSettings())
    return [
        Passage(p.document, p.start + start, p.start + end)
        for p in kept.passages
        for start, end in sentences(p.text)
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
    """The marked facts that a sentence states, among those marked for its document."""
    return [
        fact
        for fact in facts
        if sentence.document.id in fact["documents"]
        and all(any(re.search(p, sentence.text, re.I) for p in group) for group in fact["match"])
    ]


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    default = Path(lexical.__file__).parent / "assets" / "ranker.npz"
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else default)
