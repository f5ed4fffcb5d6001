"""Make a folder to ship of a training run: int8 weights, tokenizer, settings, sums, model card.

    python -m summarizer.training.export CONFIG PREPARED RUN OUT

OUT is ``summarizer/assets/NAME``. The model card (README.md) that stands there is kept; its figures are
written by ``summarizer.training.evaluate``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from summarizer.errors import ConfigError
from summarizer.models.checkpoint import SUMS
from summarizer.models.int8 import quantize
from summarizer.training.command import run_command
from summarizer.training.network import TIED, build_network
from summarizer.training.prepared import Prepared
from summarizer.training.settings import TrainConfig, load_train_config
from summarizer.training.tokens import SUMMARIZE

_SUMMED = (
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "spiece.model",
    "tokenizer_config.json",
)


def export(config: TrainConfig, prepared: Path, run: Path, out: Path, *, int8: bool = True) -> None:
    """Write the folder. ``int8`` False stores float32, to measure what the whole numbers cost.

    Raises:
        ConfigError: ``run`` holds no checkpoint.
    """
    if not (run / "checkpoint.pt").exists():
        raise ConfigError(f"training: {run}: holds no checkpoint.pt; run summarizer.training.train first")
    network = build_network(config.network, Prepared.load(prepared).pieces, config.reads)
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)["network"]
    network.load_state_dict(state)
    out.mkdir(parents=True, exist_ok=True)
    network.config.save_pretrained(out)
    network.generation_config.save_pretrained(out)
    made_for = {
        "weights": "int8" if int8 else "float32",
        "faithful_decoding": True,
        "only_compresses": config.only_compresses,
        "salient_sentences": config.salient_sentences,
        "task_specific_params": {
            "summarization": {
                "prefix": SUMMARIZE,
                "num_beams": config.num_beams,
                "length_penalty": config.length_penalty,
            }
        },
    }
    _add(
        out / "config.json", made_for | ({"chunk_tokens": config.chunk_tokens} if config.chunk_tokens else {})
    )
    tied = (*TIED, *(["lm_head.weight"] if config.network.tied else []))
    untied = {name: weights for name, weights in state.items() if name not in tied}
    save_file(quantize(untied) if int8 else untied, out / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(prepared / "spiece.model", out / "spiece.model")
    tokenizer = {"tokenizer_class": "T5Tokenizer", "model_max_length": config.reads, "extra_ids": 0}
    (out / "tokenizer_config.json").write_text(json.dumps(tokenizer, indent=2) + "\n", encoding="utf-8")
    write_sums(out)


def write_sums(folder: Path, names: Sequence[str] = _SUMMED) -> None:
    """Write ``sha256sums.txt``, which is checked whenever the model is loaded."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / SUMS).write_text("".join(f"{sums[name]}  {name}\n" for name in names), encoding="utf-8")


def _add(path: Path, settings: dict[str, Any]) -> None:
    stored = json.loads(path.read_text(encoding="utf-8")) | settings
    path.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """CONFIG PREPARED RUN OUT"""
    config, prepared, run, out = arguments
    export(load_train_config(Path(config)), Path(prepared), Path(run), Path(out))
    size = sum(path.stat().st_size for path in Path(out).iterdir())
    print(f"{out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    run_command(main, 4, 4)
