"""Measure how fast a run would be, before a long one: steps of each shape, memory, and making batches.

    python -m summarizer.training.speed CONFIG PREPARED [KERNELS]

Prints a line of JSON for each: seconds of the first step (with what is compiled), tokens a second after it,
the share of the machine's peak, memory, and losses, which are about the same whatever is compiled. KERNELS
takes the profiler's table of a step of the last shape. Nothing of the run is kept.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch._dynamo.utils import counters

from summarizer.training.batches import Batch, Groups
from summarizer.training.command import run_command
from summarizer.training.device import peak_gigabytes, wait
from summarizer.training.network import batch_flops
from summarizer.training.prepared import Prepared
from summarizer.training.settings import load_train_config
from summarizer.training.train import Run

_STEPS = 8


def measure_steps(run: Run, batches: list[Batch]) -> dict[str, Any]:
    """Steps over batches of one shape; the network is trained by them."""
    began = time.perf_counter()
    first_loss = loss = run.train_step(batches[0])
    wait(run.device)
    first = time.perf_counter() - began
    began = time.perf_counter()
    for number in range(_STEPS):
        loss = run.train_step(batches[number % len(batches)])
    queued = time.perf_counter() - began
    wait(run.device)
    seconds = (time.perf_counter() - began) / _STEPS
    rows, source = batches[0]["source"].shape
    target = batches[0]["target"].shape[1]
    flops = batch_flops(run.network.config, rows, source, target)
    return {
        "shape": [rows, source, target],
        "first_step_seconds": round(first, 2),
        "step_seconds": round(seconds, 4),
        "queued_seconds": round(queued / _STEPS, 4),  # as long as step_seconds: Python holds the device up
        "tokens_per_second": round(rows * (source + target) / seconds),
        "utilisation": round(flops / seconds / (run.config.peak_tflops * 1e12), 4),
        "filled": round(float((batches[0]["source"] > 0).mean()), 3),
        "memory_gb": peak_gigabytes(run.device),
        "programs": counters["stats"]["unique_graphs"],
        "losses": [round(float(first_loss), 4), round(float(loss), 4)],  # of the first step and the last
    }


def by_shape(batches: list[Batch]) -> dict[tuple[int, ...], list[Batch]]:
    """Batches that have the same shapes of source and target, smallest first."""
    sorted_by_size = sorted(batches, key=lambda batch: batch["source"].shape[1])
    found: dict[tuple[int, ...], list[Batch]] = {}
    for batch in sorted_by_size:
        found.setdefault(batch["source"].shape + batch["target"].shape, []).append(batch)
    return found


def draw_group(groups: Groups) -> tuple[list[Batch], dict[str, Any]]:
    """A group of batches, and how many tokens a second one process makes."""
    began = time.perf_counter()
    batches = groups[0]
    seconds = time.perf_counter() - began
    tokens = sum(batch[side].size for batch in batches for side in ("source", "target"))
    return batches, {"made_tokens_per_second_and_process": round(tokens / seconds)}


def main(arguments: Sequence[str]) -> None:
    """CONFIG PREPARED [KERNELS]"""
    config, prepared = load_train_config(Path(arguments[0])), Prepared.load(Path(arguments[1]))
    torch.set_float32_matmul_precision("high")
    with tempfile.TemporaryDirectory() as folder:
        run = Run(config, prepared, Path(folder))
        run.network.train()
        print(
            json.dumps({"device": str(run.device), "bf16": run.bf16, "compile": config.compile}), flush=True
        )
        batches, row = draw_group(Groups(prepared, config, 0))
        print(json.dumps(row), flush=True)
        for some in by_shape(batches).values():
            print(json.dumps(measure_steps(run, some)), flush=True)
        if len(arguments) > 2:
            Path(arguments[2]).write_text(_kernels(run, some[0]), encoding="utf-8")


def _kernels(run: Run, batch: Batch) -> str:
    """What takes the time of a step, longest first."""
    on_gpu = run.device.type == "cuda"
    with torch.profiler.profile(acc_events=True) as profile:
        run.train_step(batch)
        wait(run.device)
    by = "self_device_time_total" if on_gpu else "self_cpu_time_total"
    return str(profile.key_averages().table(sort_by=by, row_limit=40, max_name_column_width=60))


if __name__ == "__main__":
    run_command(main, 2, 3)
