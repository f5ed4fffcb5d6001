"""What ``prepare`` wrote, read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from summarizer.errors import ConfigError
from summarizer.training.tokens import START, SUMMARIZE

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What ``prepare`` wrote, in memory."""

    text: dict[str, NDArray[Any]]
    examples: dict[str, NDArray[Any]]
    pieces: int
    first_sentinel: int
    summarize: Ids
    start: dict[str, torch.Tensor] = field(default_factory=dict)  # weights to begin with, if there are any

    @classmethod
    def load(cls, folder: Path) -> Prepared:
        """Read text.npz, examples.npz, spiece.model, and start.safetensors if it is there.

        Raises:
            ConfigError: one of the first three is not.
        """
        from sentencepiece import SentencePieceProcessor

        for name in ("spiece.model", "text.npz", "examples.npz"):
            if not (folder / name).exists():
                raise ConfigError(
                    f"training: {folder}: holds no {name}; run summarizer.training.prepare first"
                )
        pieces: Any = SentencePieceProcessor(model_file=str(folder / "spiece.model"))
        return cls(
            text=dict(np.load(folder / "text.npz")),
            examples=dict(np.load(folder / "examples.npz")),
            pieces=pieces.vocab_size(),
            first_sentinel=pieces.piece_to_id("<extra_id_0>"),
            summarize=np.array(pieces.encode(SUMMARIZE.strip()), np.int64),
            start=load_file(folder / START) if (folder / START).exists() else {},
        )

    def example(self, task: str, number: int) -> tuple[Ids, Ids]:
        """A prepared example: ids of source and target, each ended."""
        sides = []
        for side in ("source", "target"):
            starts = self.examples[f"{task}_{side}_starts"]
            sides.append(
                self.examples[f"{task}_{side}"][starts[number] : starts[number + 1]].astype(np.int64)
            )
        return sides[0], sides[1]

    def count(self, task: str) -> int:
        """How many examples a task has."""
        return len(self.examples[f"{task}_source_starts"]) - 1
