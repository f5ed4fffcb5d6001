"""A run's log: loss and speed of each stretch of steps, and the curves drawn of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import torch

from summarizer.training.batches import Batch
from summarizer.training.network import batch_flops


class Stretch:
    """Loss and speed since the last line of the log; ``config`` is the network's."""

    def __init__(self, config: Any, peak_tflops: float) -> None:
        self._config = config
        self._peak = peak_tflops * 1e12
        self._clear()

    def _clear(self) -> None:
        self._losses: list[torch.Tensor] = []
        self._tokens = self._flops = 0.0
        self._started = time.monotonic()

    def add(self, loss: torch.Tensor, batch: Batch) -> None:
        """Count a step; the loss stays on the device until it is written down."""
        rows, source = batch["source"].shape
        target = batch["target"].shape[1]
        self._losses.append(loss)
        self._tokens += rows * (source + target)
        self._flops += batch_flops(self._config, rows, source, target)

    def close(self) -> dict[str, float]:
        """What is logged: mean loss, tokens per second with padding, share of the machine's peak."""
        loss = float(torch.stack(self._losses).mean())  # waits for what was queued
        seconds = time.monotonic() - self._started
        row = {
            "loss": round(loss, 4),
            "tokens_per_second": round(self._tokens / seconds),
            "utilisation": round(self._flops / seconds / self._peak, 4),
        }
        self._clear()
        return row


def draw_curves(log: Path, out: Path) -> None:
    """Loss, tokens per second and utilisation by step, as a PNG. Needs matplotlib (extra ``train``)."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    rows = list({row["step"]: row for row in rows}.values())  # a resumed run writes some steps again
    figure, (top, bottom) = pyplot.subplots(2, 1, sharex=True, figsize=(8, 6))
    top.plot([r["step"] for r in rows], [r["loss"] for r in rows], label="loss")
    dev = [r for r in rows if r.get("dev_loss") is not None]
    top.plot(
        [r["step"] for r in dev], [r["dev_loss"] for r in dev], "o-", label="dev loss (passages, fusion)"
    )
    top.set_ylabel("cross-entropy, nats per token")
    top.legend()
    bottom.plot([r["step"] for r in rows], [r["tokens_per_second"] for r in rows], label="tokens/s")
    bottom.set_ylabel("tokens/s")
    bottom.set_xlabel("step")
    share = bottom.twinx()
    share.plot([r["step"] for r in rows], [100 * r["utilisation"] for r in rows], "C1", label="utilisation")
    share.set_ylabel("model FLOP utilisation, %")
    figure.tight_layout()
    figure.savefig(out)
    pyplot.close(figure)
