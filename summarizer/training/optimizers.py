"""Which optimizer has which weights."""

from __future__ import annotations

from typing import Any

import torch

from summarizer.training.muon import Muon


def make_optimizers(network: Any, weight_decay: float, *, bf16: bool) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers, AdamW for embeddings, norms and position biases."""
    hidden: list[Any] = []
    other: list[Any] = []
    for name, weights in network.named_parameters():
        is_matrix = weights.ndim == 2 and "shared" not in name and "relative_attention_bias" not in name
        (hidden if is_matrix else other).append(weights)
    fused = weights.device.type == "cuda"
    return [
        Muon(hidden, weight_decay=weight_decay, dtype=torch.bfloat16 if bf16 else torch.float32),
        torch.optim.AdamW(other, betas=(0.9, 0.98), weight_decay=0.0, fused=fused),
    ]
