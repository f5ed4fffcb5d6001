"""The optimizer of the network's matrices, in the arithmetic that the machine is fast at."""

from __future__ import annotations

from typing import Any

import torch

_MOMENTUM = 0.95


class Muon(torch.optim.Optimizer):
    """Momentum made orthogonal, for matrices (Jordan et al. 2024); about half the tokens of AdamW do.

    The step size is that of Liu et al. 2025 (Muon is Scalable for LLM Training, section 2.2), so that AdamW's
    learning rates suit it. ``torch.optim.Muon`` computes in bf16, which most CPUs only emulate, and one
    matrix at a time; here ``dtype`` is given and matrices of one shape go together.
    """

    def __init__(self, matrices: list[Any], weight_decay: float, dtype: torch.dtype) -> None:
        by_shape: dict[tuple[int, ...], list[Any]] = {}
        for weights in matrices:
            by_shape.setdefault(tuple(weights.shape), []).append(weights)
        super().__init__(
            [{"params": some} for some in by_shape.values()], {"lr": 0.0, "weight_decay": weight_decay}
        )
        self._dtype = dtype

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        """One step along the orthogonal factor of the momentum."""
        for group in self.param_groups:
            matrices = [weights for weights in group["params"] if weights.grad is not None]
            if not matrices:
                continue
            updates = torch.stack([self._momentum(weights) for weights in matrices])  # (N, m, n)
            rate = group["lr"] * 0.2 * max(updates.shape[1:]) ** 0.5
            for weights, update in zip(matrices, orthogonal(updates.to(self._dtype)), strict=True):
                weights.mul_(1 - group["lr"] * group["weight_decay"])
                weights.add_(update.to(weights.dtype), alpha=-rate)

    def _momentum(self, weights: Any) -> torch.Tensor:
        state = self.state[weights]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(weights)
        momentum = state["momentum"]
        momentum.lerp_(weights.grad, 1 - _MOMENTUM)
        return torch.lerp(weights.grad, momentum, _MOMENTUM)  # Nesterov's look ahead


def orthogonal(matrices: torch.Tensor) -> torch.Tensor:
    """About the nearest orthogonal matrix of each (N, m, n): five steps of Newton and Schulz's iteration with
    the coefficients of Jordan et al. 2024, which bring singular values to 0.7 to 1.2."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    made: torch.Tensor = x.mT if tall else x
    return made
