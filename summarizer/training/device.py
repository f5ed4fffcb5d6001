"""The device that a run computes on, and in which arithmetic."""

from __future__ import annotations

from typing import Any

import torch
from numpy.typing import NDArray


def find_device() -> torch.device:
    """The GPU where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def prefers_bf16(device: torch.device) -> bool:
    """Whether bf16 is the faster of the two on this device: GPUs since Ampere are made for it, most CPUs only
    emulate it. A CPU is asked (an old PyTorch cannot be: float32), not timed: what is as close as the two
    are on some would be answered now so and now so, and a resumed run would go on in another arithmetic."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(has for name, has in capabilities.items() if name.endswith("_bf16"))


def to_device(ids: NDArray[Any], device: torch.device) -> torch.Tensor:
    """Ids as a tensor there; on a GPU without waiting for what it still has to do."""
    tensor = torch.from_numpy(ids)
    if device.type == "cuda":
        # from memory that can be paged out, CUDA copies only once all work queued before is done
        tensor = tensor.pin_memory()
    return tensor.to(device, non_blocking=True).long()


def wait(device: torch.device) -> None:
    """Until all that was queued is done."""
    if device.type == "cuda":
        torch.cuda.synchronize()


def peak_gigabytes(device: torch.device) -> float | None:
    """The most memory that was taken on a GPU so far, in 10^9 bytes; None on a CPU."""
    return torch.cuda.max_memory_reserved() / 1e9 if device.type == "cuda" else None
