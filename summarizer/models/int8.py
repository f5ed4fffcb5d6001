"""Weights in a quarter of the bytes: a whole number from -127 to 127 for each, and a scale for each row.

Symmetric absolute-maximum quantization by row (Dettmers et al. 2022, LLM.int8(), section 2.1). They are
restored to float32 when loaded, so the arithmetic stays that of the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from summarizer.models.checkpoint import SCALE

State = Mapping[str, torch.Tensor]


def quantize(state: State) -> dict[str, torch.Tensor]:
    """Matrices as int8 with their rows' scales beside them; vectors (norms) as they are."""
    stored: dict[str, torch.Tensor] = {}
    for name, weights in state.items():
        if weights.ndim != 2:
            stored[name] = weights.contiguous()
            continue
        scale = weights.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127  # (rows, 1)
        stored[name] = torch.round(weights / scale).to(torch.int8).contiguous()
        stored[name + SCALE] = scale.to(torch.float32).contiguous()
    return stored


def restore(stored: State) -> dict[str, torch.Tensor]:
    """What ``quantize`` stored, in float32; a state without int8 weights as it is."""
    return {
        name: weights.to(torch.float32) * stored[name + SCALE] if name + SCALE in stored else weights
        for name, weights in stored.items()
        if not name.endswith(SCALE)
    }


def untie_head(network: Any, weights: torch.Tensor) -> None:
    """Give the network scores of its own for what it writes, ``weights`` (pieces, d_model).

    transformers 5 ties a T5's head to its embeddings whatever its settings say, but for weights that it
    reads itself.
    """
    network.lm_head.weight = torch.nn.Parameter(weights)
