"""Stage 1: targets made afresh from plain text each time that a stretch of it is drawn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from summarizer.training.prepared import Ids, Prepared
from summarizer.training.settings import TrainConfig
from summarizer.training.tokens import EOS, SENTINELS

_CORRUPTED, _SPAN = 0.15, 3  # share of tokens taken out, and how many in a row on average (T5, section 3.1.4)


def draw_gap(prepared: Prepared, config: TrainConfig, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Whole sentences of a document; the target are the most central, most often left in the source.

    PEGASUS (Zhang et al. 2020, section 3.1), which leaves a share in place so that copying is learnt.
    """
    source_limit, target_limit = config.shapes[int(rng.integers(len(config.shapes)))]
    first, last = _window(prepared, source_limit - len(prepared.summarize) - 1, rng)
    starts, ids = prepared.text["sentences"], prepared.text["ids"]
    told = [ids[starts[i] : starts[i + 1]].astype(np.int64) for i in range(first, last)]
    scores = prepared.text["centrality"][first:last] + rng.normal(0, 0.05, last - first)
    wanted = sorted(np.argsort(-scores)[: max(1, len(told) // 4)])
    target: list[Ids] = []
    for i in wanted:
        if sum(map(len, target)) + len(told[i]) < target_limit or not target:
            target.append(told[i])
            if len(told) > 1 and rng.random() > config.kept:
                told[i] = np.array([prepared.first_sentinel])
    end = np.array([EOS])
    return np.concatenate([prepared.summarize, *told, end]), np.concatenate([*target, end])


def draw_span(prepared: Prepared, config: TrainConfig, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Spans taken out, a sentinel in place of each; the target lists sentinels and what they stand for."""
    limit = config.shapes[int(rng.integers(len(config.shapes)))][0]
    first, last = _window(prepared, limit - 1, rng)
    starts = prepared.text["sentences"]
    ids = prepared.text["ids"][starts[first] : starts[last]].astype(np.int64)[: limit - 1]
    spans = int(np.clip(round(len(ids) * _CORRUPTED / _SPAN), 1, SENTINELS))
    inner = np.sort(
        rng.choice(max(1, len(ids) - 1), size=min(2 * spans, max(1, len(ids) - 1)), replace=False) + 1
    )
    cuts = [0, *_short_spans(inner, rng), len(ids)]
    source: list[Ids] = []
    target: list[Ids] = []
    for i, (start, stop) in enumerate(pairwise(cuts)):
        if i % 2 == 0:
            source.append(ids[start:stop])
        else:
            sentinel = np.array([prepared.first_sentinel + i // 2])
            source.append(sentinel)
            target += [sentinel, ids[start:stop]]
    end = np.array([EOS])
    return np.concatenate([*source, end]), np.concatenate([*target, end])


def _short_spans(inner: Ids, rng: np.random.Generator) -> list[int]:
    """From random cuts, pairs (start, stop) of spans of 1 to 5 tokens, none touching the next."""
    cuts: list[int] = []
    for start, following in zip(inner[::2], [*inner[2::2], inner[-1] + 1], strict=False):
        stop = min(start + int(rng.integers(1, 2 * _SPAN)), following - 1)
        if stop > start:
            cuts += [int(start), int(stop)]
    return cuts


def _window(prepared: Prepared, limit: int, rng: np.random.Generator) -> tuple[int, int]:
    """First and last (exclusive) sentence of a stretch of one document of at most ``limit`` tokens."""
    documents, starts = prepared.text["documents"], prepared.text["sentences"]
    while True:
        document = int(rng.integers(len(documents) - 1))
        begin, end = int(documents[document]), int(documents[document + 1])
        if end == begin:
            continue
        first = begin if rng.random() < 0.3 else int(rng.integers(begin, end))
        last = int(np.searchsorted(starts[: end + 1], starts[first] + limit, side="right")) - 1
        if last > first:
            return first, last
