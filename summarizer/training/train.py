"""Train the network: stage after stage, resumable at any step, on a CPU or a GPU.

    python -m summarizer.training.train CONFIG PREPARED OUT [--stop-after MINUTES | --fit-into MINUTES]

PREPARED is what ``prepare`` wrote. OUT takes ``checkpoint.pt`` (read again when the run is started again),
``log.jsonl`` and ``curves.png``. With --stop-after the run stops cleanly by then, to be resumed later. With
--fit-into the stages are not as many steps as CONFIG says but the same shares of that time, so that the run
is whole when the time is over, its learning rate at the end of its way, whatever the machine's speed.

 draw examples (seed, stage, group) -> batches of few shapes -> bf16 forward, backward -> Muon and AdamW

A batch is a function of the seed, the stage and its number, so a resumed run sees what an unbroken one would.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch.utils.data import DataLoader

from summarizer.errors import ConfigError
from summarizer.training.batches import Batch, Groups, full_batch
from summarizer.training.command import run_command
from summarizer.training.curves import Stretch, draw_curves
from summarizer.training.device import find_device, peak_gigabytes, prefers_bf16, to_device, wait
from summarizer.training.network import begin_with, build_network, compile_blocks, cross_entropy
from summarizer.training.optimizers import make_optimizers
from summarizer.training.prepared import Prepared
from summarizer.training.settings import TrainConfig, load_train_config
from summarizer.training.stages import learning_rate, place_by_share, place_by_steps

_DEV_BATCHES = 8


class Run:
    """One training run in a folder: the network, its optimizers and where it stands. ``now`` is its clock, in
    seconds."""

    def __init__(
        self, config: TrainConfig, prepared: Prepared, out: Path, now: Callable[[], float] = time.monotonic
    ) -> None:
        torch.manual_seed(config.seed)
        self.config, self.prepared, self.out = config, prepared, out
        self.device = find_device()
        self.bf16 = prefers_bf16(self.device)
        self.network = build_network(config.network, prepared.pieces, config.reads)
        if config.pretrained:
            begin_with(self.network, prepared.start)
        self.network.to(self.device)
        self.optimizers = make_optimizers(
            self.network, config.weight_decay, bf16=self.bf16, name=config.optimizer
        )
        self.network.set_attn_implementation(config.attention)
        if config.compile:
            compile_blocks(self.network, len(config.shapes))
        self._now = now
        self._dev_batches: list[Batch] | None = None
        self._clock: Callable[[], float] | None = None  # tells the share; None: the steps do
        self.step = self.group = self.within = 0
        self.share = 0.0  # of the whole run
        out.mkdir(parents=True, exist_ok=True)
        if (out / "checkpoint.pt").exists():
            self._load()
        self.place = place_by_steps(config, self.step)

    def train(self, stop_after: float | None = None, fit_into: float | None = None) -> None:
        """Train to the end of the last stage, or so many minutes; a checkpoint is written either way.

        Args:
            stop_after: minutes after which the run is left as it is, to be resumed.
            fit_into: minutes into which the rest of the stages is fitted, see ``fit``. The last dev loss, the
                checkpoint and the curves come after them, a few seconds.
        """
        self.network.train()
        started = saved = self._now()
        if fit_into is not None:
            self.fit(started + 60 * fit_into)
        stretch = Stretch(self.network.config, self.config.peak_tflops)
        for batch in self._batches():
            stretch.add(self.train_step(batch), batch)
            now = self._now()
            if self.step % self.config.log_steps == 0 or self.finished:
                self._log(stretch.close())
            if now - saved > 60 * self.config.checkpoint_minutes:
                self.save()
                saved = self._now()
            if stop_after is not None and now - started > 60 * stop_after:
                break
        self.save()

    def fit(self, end: float) -> None:
        """From here on, go through the rest of the stages by the clock, up to ``end`` of its clock.

        What is compiled is compiled first, so that no stage loses its time to that.

        Raises:
            ConfigError: that took all of the time.
        """
        self._warm_up()
        begun, share = self._now(), self.share
        seconds = end - begun
        if seconds <= 0:
            raise ConfigError("training: no time is left for the first step; give more, or compile: false")
        self._clock = lambda: min(1.0, share + (1 - share) * (self._now() - begun) / seconds)
        self._move()

    @property
    def finished(self) -> bool:
        """Whether the last stage is over."""
        return self.place.stage == len(self.config.stages)

    def train_step(self, batch: Batch) -> torch.Tensor:
        """One step down the gradient of the mean cross-entropy of the target's tokens."""
        self._set_rates()
        loss = self._loss(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self._move()
        return loss.detach()

    def dev_loss(self) -> float | None:
        """The mean loss on the dev examples of the style wanted; None if there are none."""
        if not self.prepared.count("dev"):
            return None
        if self._dev_batches is None:
            self._dev_batches = Groups(self.prepared, self.config, 0, {"dev": 1.0})[0][:_DEV_BATCHES]
        self.network.eval()
        # not compiled: programs without gradients would have to be made for a few batches
        with torch.no_grad(), torch.compiler.set_stance("force_eager"):
            losses = [float(self._loss(batch)) for batch in self._dev_batches]
        self.network.train()
        return sum(losses) / len(losses)

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "position": [self.step, self.group, self.within],
            "share": self.share,
        }
        torch.save(state, self.out / "checkpoint.tmp")
        os.replace(self.out / "checkpoint.tmp", self.out / "checkpoint.pt")

    def _load(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimizer, stored in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(stored)
        self.step, self.group, self.within = state["position"]
        self.share = state["share"]

    def _loss(self, batch: Batch) -> torch.Tensor:
        source, target = (to_device(batch[side], self.device) for side in ("source", "target"))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            return cross_entropy(self.network, source, target)

    def _warm_up(self) -> None:
        """Compile for each shape. The gradients are thrown away, so the run is none the wiser."""
        for shape in self.config.shapes:
            self._loss(full_batch(self.config, shape)).backward()  # type: ignore[no-untyped-call]
            self.network.zero_grad(set_to_none=True)
        wait(self.device)

    def _move(self) -> None:
        """To the place of the next step."""
        if self._clock is None:
            self.share = self.step / self.config.steps
            self.place = place_by_steps(self.config, self.step)
        else:
            self.share = self._clock()
            self.place = place_by_share(self.config, self.share)

    def _batches(self) -> Iterator[Batch]:
        """The batches still to come, stage after stage, made by other processes where there are some."""
        while not self.finished:
            stage = self.place.stage
            for batch in self._stage_batches(stage):
                yield batch
                if self.place.stage != stage:
                    break
            self.group = self.within = 0

    def _stage_batches(self, stage: int) -> Iterator[Batch]:
        loader = DataLoader(
            Groups(self.prepared, self.config, stage),
            batch_size=None,
            sampler=range(self.group, 1 << 30),
            num_workers=self.config.workers,
            prefetch_factor=2 if self.config.workers else None,
            collate_fn=_as_it_is,
        )
        for batches in loader:
            while self.within < len(batches):
                self.within += 1
                yield batches[self.within - 1]
            self.group, self.within = self.group + 1, 0

    def _set_rates(self) -> None:
        rate = learning_rate(self.config, self.place, self.step)
        for optimizer, share in zip(self.optimizers, (1.0, self.config.embedding_rate), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * share

    def _log(self, measured: dict[str, float]) -> None:
        stage = min(self.place.stage, len(self.config.stages) - 1)
        row = {
            "step": self.step,
            "stage": self.config.stages[stage].name,
            **measured,
            "learning_rate": self.optimizers[0].param_groups[0]["lr"],
        }
        if self.step % (10 * self.config.log_steps) == 0 or self.finished:
            row["dev_loss"] = self.dev_loss()
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


def _as_it_is(batches: list[Batch]) -> list[Batch]:
    """Batches are made whole; a loader would turn their arrays into tensors."""
    return batches


def main(arguments: Sequence[str]) -> None:
    """CONFIG PREPARED OUT [--stop-after MINUTES | --fit-into MINUTES]"""
    parser = argparse.ArgumentParser(add_help=False)  # run_command gives it
    for name in ("config", "prepared", "out"):
        parser.add_argument(name, type=Path, metavar=name.upper())
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--stop-after", type=float, metavar="MINUTES")
    limit.add_argument("--fit-into", type=float, metavar="MINUTES")
    asked = parser.parse_args(arguments)
    torch.set_float32_matmul_precision("high")
    run = Run(load_train_config(asked.config), Prepared.load(asked.prepared), asked.out)
    count = sum(weights.numel() for weights in run.network.parameters())
    print(f"{count / 1e6:.1f}M parameters on {run.device}, bf16 {run.bf16}, from step {run.step}", flush=True)
    run.train(asked.stop_after, asked.fit_into)
    if (peak := peak_gigabytes(run.device)) is not None:
        print(f"{peak:.1f} GB of the GPU's memory at most", flush=True)
    draw_curves(asked.out / "log.jsonl", asked.out / "curves.png")


if __name__ == "__main__":
    run_command(main, 3)
