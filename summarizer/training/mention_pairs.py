"""Make ``assets/mention_pairs.json``: the weights by which two quantities are taken for one.

    python -m summarizer.training.mention_pairs DATA_DIR [OUT.json]

DATA_DIR holds the folders ``clusters_open`` and ``clusters_gold``: clusters whose conflicts are marked,
each value with a pattern and the documents that give it. A pair of quantities is right where it gives two
values of one marked conflict; all others count as wrong, though some are right and only not marked. Needs
scikit-learn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from summarizer import mention_pairs
from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.lexical import Array
from summarizer.mentions import Mention, find_mentions
from summarizer.passages import sentence_passages
from summarizer.training.command import require, run_command
from summarizer.training.ranker import cluster_documents

SHIPPED = Path(mention_pairs.__file__).parent / "assets" / "mention_pairs.json"
STRENGTH = 0.03  # inverse strength of regularization of scaled features
LEAST_SCALE = 0.05  # of a feature that hardly varies
BIAS_SCALE = 0.3
FEWEST = 8  # pairs from which a cluster weighs less for each pair
DIGITS = 3  # of a stored weight
_DAY = re.compile(r"-\d{4}-.*")  # in the id of a cluster, behind the name of its war


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The candidate pairs of a cluster: features (pairs, features) and whether each is right (pairs,)."""

    war: str  # clusters of one war share sentences: they are judged by models made without any of it
    names: tuple[str, ...]
    features: Array
    is_right: np.ndarray[Any, np.dtype[np.bool_]]


def main(arguments: Sequence[str]) -> None:
    """DATA_DIR [OUT.json]"""
    fit_weights(Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else SHIPPED)


def fit_weights(data: Path, out: Path) -> None:
    """Fit the weights, print what they are worth on wars they have not seen, and store them in ``out``."""
    require(data, "clusters_open", "clusters_gold")
    found = list(_read(data))
    precision = [_precision(fit([p for p in found if p.war != pairs.war]), pairs) for pairs in found]
    print(f"pairs of wars not seen: average precision {np.mean(precision):.3f}", end=" ")
    print(f"(at random {np.mean([pairs.is_right.mean() for pairs in found]):.3f})")
    weights = dict(zip(found[0].names, fit(found).round(DIGITS).tolist(), strict=True))
    out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _read(data: Path) -> Iterator[_Pairs]:
    """The clusters in which a pair is right."""
    for path in sorted((data / "clusters_open").glob("*.json")):
        cluster = json.loads(path.read_text(encoding="utf-8"))
        gold = json.loads((data / "clusters_gold" / path.name).read_text(encoding="utf-8"))
        pairs = cluster_pairs(cluster, gold["conflicts"])
        if pairs and pairs.is_right.any():
            yield pairs


def cluster_pairs(cluster: dict[str, Any], conflicts: Sequence[dict[str, Any]]) -> _Pairs | None:
    """The candidate pairs of a cluster, or None where it has none."""
    kept = deduplicate_documents(cluster_documents(cluster), DeduplicateSettings())
    mentions = find_mentions(sentence_passages(kept))
    if not mentions:
        return None
    compared, candidates = mention_pairs.candidate_pairs(mentions)
    right = {pair for conflict in conflicts for pair in _conflicting(compared, conflict)}
    if not candidates:
        return None
    features = np.array([list(values.values()) for _, values in candidates], dtype=np.float64)
    is_right = np.array([pair in right for pair, _ in candidates])
    return _Pairs(_DAY.sub("", cluster["id"]), tuple(candidates[0][1]), features, is_right)


def _conflicting(mentions: Sequence[Mention], conflict: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The pairs of places of mentions that give different values of a marked conflict."""
    places = [
        {n for n, mention in enumerate(mentions) if _gives(mention, value)} for value in conflict["values"]
    ]
    for one, other in combinations(places, 2):
        yield from ((min(a, b), max(a, b)) for a in one for b in other if a != b)


def _gives(mention: Mention, value: dict[str, Any]) -> bool:
    """Whether a mention stands where a document gives a marked value."""
    if mention.passage.document.id not in value["documents"]:
        return False
    found = re.finditer(value["pattern"], mention.passage.text, re.I)
    return any(m.start() < mention.quantity.end and m.end() > mention.quantity.start for m in found)


def fit(found: Sequence[_Pairs]) -> Array:
    """A weight for each feature, of which the first is the bias. (features,)"""
    from sklearn.linear_model import LogisticRegression

    x = np.vstack([pairs.features for pairs in found])
    scale = np.maximum(x.std(axis=0), LEAST_SCALE)
    scale[0] = BIAS_SCALE
    weight = np.concatenate([_cluster_weight(len(pairs.is_right)) for pairs in found])
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(x / scale, np.concatenate([pairs.is_right for pairs in found]), weight / weight.mean())
    return np.asarray(model.coef_[0] / scale)


def _cluster_weight(count: int) -> Array:
    """So that a cluster of many pairs weighs more than one of few, but not by their number."""
    return np.full(count, max(FEWEST, count) ** -0.5)


def _precision(weights: Array, pairs: _Pairs) -> float:
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(pairs.is_right, pairs.features @ weights))


if __name__ == "__main__":
    run_command(main, 1, 2)
