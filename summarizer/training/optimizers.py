"""Which optimizer has which weights."""

from __future__ import annotations

from typing import Any, Literal

import torch

from summarizer.training.muon import Muon

_NOT_OF_LAYERS = ("shared", "lm_head", "relative_attention_bias")


def make_optimizers(
    network: Any, weight_decay: float, *, bf16: bool, name: Literal["muon", "adafactor"] = "muon"
) -> list[torch.optim.Optimizer]:
    """One for the matrices of the layers, one for embeddings, norms and position biases.

    "muon": Muon and AdamW, for a network that begins with random weights. "adafactor": Adafactor for both,
    whose steps are as large as the weights they change (Shazeer and Stern 2018), for one that was trained
    with it: weights of a pretrained T5 are of very different sizes.
    """
    hidden: list[Any] = []
    other: list[Any] = []
    for key, weights in network.named_parameters():
        is_matrix = weights.ndim == 2 and not any(part in key for part in _NOT_OF_LAYERS)
        (hidden if is_matrix else other).append(weights)
    if name == "adafactor":
        return [
            torch.optim.Adafactor(hidden, weight_decay=weight_decay),
            torch.optim.Adafactor(other, weight_decay=0.0),
        ]
    return [
        Muon(hidden, weight_decay=weight_decay, dtype=torch.bfloat16 if bf16 else torch.float32),
        torch.optim.AdamW(other, betas=(0.9, 0.98), weight_decay=0.0, fused=weights.device.type == "cuda"),
    ]
