"""Batches of a few fixed shapes, each a function of the seed, the stage and its number."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from torch.utils.data import Dataset

from summarizer.training.objectives import draw_gap, draw_span
from summarizer.training.prepared import Ids, Prepared
from summarizer.training.settings import SELF_SUPERVISED, TrainConfig
from summarizer.training.tokens import EOS, PAD

# NumPy, not tensors: those go from process to process through /dev/shm, which some machines keep small
Batch = dict[str, NDArray[np.int32]]
IGNORED = -100
GROUP = 16  # batches drawn at once, so that each shape fills


class Groups(Dataset[list[Batch]]):
    """Item n is a list of batches, the same for the same seed, stage and n."""

    def __init__(
        self, prepared: Prepared, config: TrainConfig, stage: int, tasks: Mapping[str, float] | None = None
    ) -> None:
        self._prepared = prepared
        self._config = config
        self._stage = stage
        tasks = tasks or {str(task): weight for task, weight in config.stages[stage].tasks.items()}
        self._tasks = [t for t in tasks if t in SELF_SUPERVISED or prepared.count(t)]
        weights = np.array([tasks[t] for t in self._tasks])
        self._weights = weights / weights.sum()

    def __getitem__(self, number: int) -> list[Batch]:
        rng = np.random.default_rng([self._config.seed, self._stage, number])
        filled: dict[tuple[int, int], list[tuple[Ids, Ids]]] = {shape: [] for shape in self._config.shapes}
        tokens = 0
        while tokens < GROUP * self._config.tokens_per_batch:
            source, target = self._draw(rng)
            shape = self._shape(source, target)
            filled[shape].append((_cut(source, shape[0]), _cut(target, shape[1])))
            tokens += sum(shape)
        batches = self._batches(filled)
        return [batches[i] for i in rng.permutation(len(batches))]

    def _draw(self, rng: np.random.Generator) -> tuple[Ids, Ids]:
        task = self._tasks[rng.choice(len(self._tasks), p=self._weights)]
        if task == "gap":
            return draw_gap(self._prepared, self._config, rng)
        if task == "span":
            return draw_span(self._prepared, self._config, rng)
        return self._prepared.example(task, int(rng.integers(self._prepared.count(task))))

    def _shape(self, source: Ids, target: Ids) -> tuple[int, int]:
        """The first shape that takes the example whole, else the last."""
        fits = (s for s in self._config.shapes if len(source) <= s[0] and len(target) <= s[1])
        return next(fits, self._config.shapes[-1])

    def _batches(self, filled: dict[tuple[int, int], list[tuple[Ids, Ids]]]) -> list[Batch]:
        """Full batches of each shape; what is left over moves up to the next larger shape."""
        batches: list[Batch] = []
        left: list[tuple[Ids, Ids]] = []
        for shape, examples in filled.items():
            examples = left + examples
            rows = rows_of(self._config, shape)
            whole = len(examples) // rows * rows
            batches += [_collate(examples[i : i + rows], rows, shape) for i in range(0, whole, rows)]
            left = examples[whole:]
        return batches if batches else [_collate(left, rows, shape)]


def rows_of(config: TrainConfig, shape: tuple[int, int]) -> int:
    """How many examples of a shape make a batch."""
    return max(1, config.tokens_per_batch // sum(shape))


def full_batch(config: TrainConfig, shape: tuple[int, int]) -> Batch:
    """A batch of a shape that says nothing at all, to compile with."""
    rows = rows_of(config, shape)
    return {
        "source": np.full((rows, shape[0]), EOS, np.int32),
        "target": np.full((rows, shape[1]), EOS, np.int32),
    }


def _cut(ids: Ids, length: int) -> Ids:
    return ids if len(ids) <= length else np.append(ids[: length - 1], EOS)


def _collate(examples: list[tuple[Ids, Ids]], rows: int, shape: tuple[int, int]) -> Batch:
    sources = np.full((rows, shape[0]), PAD, np.int32)
    targets = np.full((rows, shape[1]), IGNORED, np.int32)
    for row, (source, target) in enumerate(examples):
        sources[row, : len(source)] = source
        targets[row, : len(target)] = target
    return {"source": sources, "target": targets}
