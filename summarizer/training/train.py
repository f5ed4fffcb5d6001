"""Train the network: stage after stage, resumable at any step, on a CPU or a GPU.

    python -m summarizer.training.train CONFIG PREPARED OUT [MINUTES]

PREPARED is what ``prepare`` wrote. OUT takes ``checkpoint.pt`` (read again when the run is started again),
``log.jsonl`` and ``curves.png``. With MINUTES the run stops cleanly by then, to be resumed later.

 draw examples (seed, stage, group) -> batches of few shapes -> bf16 forward, backward -> Muon and AdamW

A batch is a function of the seed, the stage and its number, so a resumed run sees what an unbroken one would.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, Dataset
from transformers import T5Config, T5ForConditionalGeneration

from summarizer.training.muon import Muon
from summarizer.training.prepare import EOS, SUMMARIZE
from summarizer.training.settings import (
    SELF_SUPERVISED,
    NetworkSettings,
    TrainConfig,
    load_train_config,
)
from summarizer.training.tokenizer import SENTINELS

Ids = NDArray[np.int64]
Batch = dict[str, torch.Tensor]
PAD, IGNORED = 0, -100
GROUP = 16  # batches drawn at once, so that each shape fills
_CORRUPTED, _SPAN = 0.15, 3  # share of tokens taken out, and how many in a row on average (T5, section 3.1.4)
_DEV_BATCHES = 8


# --- the network ---------------------------------------------------------------------------------


def build_network(settings: NetworkSettings, pieces: int, reads: int) -> Any:
    """A T5 with random weights; ``reads`` is the longest input that its users are told of."""
    make_config: Any = T5Config  # its signature names few of the settings it takes
    config = make_config(
        vocab_size=-(-pieces // 64) * 64,  # whole tiles of a GPU's matrix units
        n_positions=reads,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=True,
        pad_token_id=PAD,
        eos_token_id=EOS,
        decoder_start_token_id=PAD,
        task_specific_params={"summarization": {"prefix": SUMMARIZE}},
        d_model=settings.d_model,
        d_ff=settings.d_ff,
        d_kv=settings.d_kv,
        num_heads=settings.num_heads,
        num_layers=settings.num_layers,
        num_decoder_layers=settings.num_decoder_layers,
        dropout_rate=settings.dropout,
    )
    network = T5ForConditionalGeneration(config)
    if settings.copy_heads:
        _begin_as_pointer(network, settings.copy_heads)
    return network


_DAMPED, _SHARP, _BEFORE, _COPIED = 0.3, 0.6, 1.5, 2.0  # gains, found with runs of a hundred steps
_PREVIOUS = 1  # the bucket of T5's relative positions that means one token back


@torch.no_grad()
def _begin_as_pointer(network: Any, heads: int) -> None:
    """Weights with which the network copies before it is trained: after a token that stands in the source it
    writes the token that follows it there.

    Two heads in a row do it (the induction heads of Olsson et al. 2022): some of the encoder's first layer
    look one token back and write what they see into directions of their own; as many of the decoder's look
    where that equals the token just written, and write what stands there. That random weights need thousands
    of steps to find this is what makes a small training run fail (compare Trockman and Kolter 2023, Mimetic
    Initialization of Self-Attention Layers). All of it is trained on like any other weight.
    """
    config = network.config
    width = heads * config.d_kv
    for name, weights in network.named_parameters():
        if name.endswith((".o.weight", ".wo.weight")):
            weights.mul_(_DAMPED)  # so that the sum of many layers does not bury the token itself
    of_token, of_previous, of_copy = (_orthonormal_rows(width, config.d_model) for _ in range(3))
    look_back = network.encoder.block[0].layer[0].SelfAttention
    look_back.relative_attention_bias.weight[_PREVIOUS, :heads] += 10.0
    look_back.q.weight[:width] *= 0.1
    look_back.v.weight[:width] = of_token
    look_back.o.weight[:, :width] = _BEFORE * of_previous.T
    point = network.decoder.block[0].layer[1].EncDecAttention
    point.q.weight[:width] = _SHARP * of_token
    point.k.weight[:width] = _SHARP * of_previous
    point.v.weight[:width] = of_copy
    point.o.weight[:, :width] = _COPIED * of_copy.T


def _orthonormal_rows(rows: int, columns: int) -> torch.Tensor:
    rows_of_unit_length: torch.Tensor = torch.linalg.qr(torch.randn(columns, rows))[0].T
    return rows_of_unit_length


def batch_flops(config: Any, rows: int, source: int, target: int) -> float:
    """Floating-point operations of a training step: 6 per weight and token, 12 per attended pair and width.

    Kaplan et al. 2020, section 2.1; the backward pass counts twice the forward pass.
    """
    attention = 4 * config.d_model * config.d_kv * config.num_heads
    feed_forward = 3 * config.d_model * config.d_ff
    width = config.d_kv * config.num_heads
    encoder = config.num_layers * (6 * (attention + feed_forward) * source + 12 * width * source**2)
    decoder = config.num_decoder_layers * (
        6 * (1.5 * attention + feed_forward) * target
        + 6 * 0.5 * attention * source  # keys and values of the source
        + 12 * width * (target**2 + target * source)
    )
    return float(rows * (encoder + decoder + 6 * config.d_model * config.vocab_size * target))


# --- batches -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """What ``prepare`` wrote, in memory."""

    text: dict[str, NDArray[Any]]
    examples: dict[str, NDArray[Any]]
    pieces: int
    first_sentinel: int
    summarize: Ids

    @classmethod
    def load(cls, folder: Path) -> Prepared:
        """Read text.npz, examples.npz and spiece.model."""
        from sentencepiece import SentencePieceProcessor

        pieces: Any = SentencePieceProcessor(model_file=str(folder / "spiece.model"))
        return cls(
            text=dict(np.load(folder / "text.npz")),
            examples=dict(np.load(folder / "examples.npz")),
            pieces=pieces.vocab_size(),
            first_sentinel=pieces.piece_to_id("<extra_id_0>"),
            summarize=np.array(pieces.encode(SUMMARIZE.strip()), np.int64),
        )

    def example(self, task: str, number: int) -> tuple[Ids, Ids]:
        """A prepared example: ids of source and target, each ended."""
        sides = []
        for side in ("source", "target"):
            starts = self.examples[f"{task}_{side}_starts"]
            sides.append(
                self.examples[f"{task}_{side}"][starts[number] : starts[number + 1]].astype(np.int64)
            )
        return sides[0], sides[1]

    def count(self, task: str) -> int:
        """How many examples a task has."""
        return len(self.examples[f"{task}_source_starts"]) - 1


class Groups(Dataset[list[Batch]]):
    """Item n is a list of batches, the same for the same seed, stage and n."""

    def __init__(
        self, prepared: Prepared, config: TrainConfig, stage: int, tasks: Mapping[str, float] | None = None
    ) -> None:
        self._prepared = prepared
        self._config = config
        self._stage = stage
        tasks = tasks or {str(task): weight for task, weight in config.stages[stage].tasks.items()}
        self._tasks = [t for t in tasks if t in SELF_SUPERVISED or prepared.count(t)]
        weights = np.array([tasks[t] for t in self._tasks])
        self._weights = weights / weights.sum()

    def __getitem__(self, number: int) -> list[Batch]:
        rng = np.random.default_rng([self._config.seed, self._stage, number])
        filled: dict[tuple[int, int], list[tuple[Ids, Ids]]] = {shape: [] for shape in self._config.shapes}
        tokens = 0
        while tokens < GROUP * self._config.tokens_per_batch:
            source, target = self._draw(rng)
            shape = self._shape(source, target)
            filled[shape].append((_cut(source, shape[0]), _cut(target, shape[1])))
            tokens += sum(shape)
        batches = self._batches(filled)
        return [batches[i] for i in rng.permutation(len(batches))]

    def _draw(self, rng: np.random.Generator) -> tuple[Ids, Ids]:
        task = self._tasks[rng.choice(len(self._tasks), p=self._weights)]
        if task == "gap":
            return draw_gap(self._prepared, self._config, rng)
        if task == "span":
            return draw_span(self._prepared, self._config, rng)
        return self._prepared.example(task, int(rng.integers(self._prepared.count(task))))

    def _shape(self, source: Ids, target: Ids) -> tuple[int, int]:
        """The first shape that takes the example whole, else the last."""
        fits = (s for s in self._config.shapes if len(source) <= s[0] and len(target) <= s[1])
        return next(fits, self._config.shapes[-1])

    def _batches(self, filled: dict[tuple[int, int], list[tuple[Ids, Ids]]]) -> list[Batch]:
        """Full batches of each shape; what is left over moves up to the next larger shape."""
        batches: list[Batch] = []
        left: list[tuple[Ids, Ids]] = []
        for shape, examples in filled.items():
            examples = left + examples
            rows = max(1, self._config.tokens_per_batch // sum(shape))
            whole = len(examples) // rows * rows
            batches += [_collate(examples[i : i + rows], rows, shape) for i in range(0, whole, rows)]
            left = examples[whole:]
        return batches if batches else [_collate(left, rows, shape)]


def _cut(ids: Ids, length: int) -> Ids:
    return ids if len(ids) <= length else np.append(ids[: length - 1], EOS)


def _collate(examples: list[tuple[Ids, Ids]], rows: int, shape: tuple[int, int]) -> Batch:
    sources = np.full((rows, shape[0]), PAD)
    targets = np.full((rows, shape[1]), IGNORED)
    for row, (source, target) in enumerate(examples):
        sources[row, : len(source)] = source
        targets[row, : len(target)] = target
    return {"source": torch.from_numpy(sources), "target": torch.from_numpy(targets)}


def draw_gap(prepared: Prepared, config: TrainConfig, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Whole sentences of a document; the target are the most central, most often left in the source.

    PEGASUS (Zhang et al. 2020, section 3.1), which leaves a share in place so that copying is learnt.
    """
    source_limit, target_limit = config.shapes[int(rng.integers(len(config.shapes)))]
    first, last = _window(prepared, source_limit - len(prepared.summarize) - 1, rng)
    starts, ids = prepared.text["sentences"], prepared.text["ids"]
    told = [ids[starts[i] : starts[i + 1]].astype(np.int64) for i in range(first, last)]
    scores = prepared.text["centrality"][first:last] + rng.normal(0, 0.05, last - first)
    wanted = sorted(np.argsort(-scores)[: max(1, len(told) // 4)])
    target: list[Ids] = []
    for i in wanted:
        if sum(map(len, target)) + len(told[i]) < target_limit or not target:
            target.append(told[i])
            if len(told) > 1 and rng.random() > config.kept:
                told[i] = np.array([prepared.first_sentinel])
    end = np.array([EOS])
    return np.concatenate([prepared.summarize, *told, end]), np.concatenate([*target, end])


def draw_span(prepared: Prepared, config: TrainConfig, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Spans taken out, a sentinel in place of each; the target lists sentinels and what they stand for."""
    limit = config.shapes[int(rng.integers(len(config.shapes)))][0]
    first, last = _window(prepared, limit - 1, rng)
    starts = prepared.text["sentences"]
    ids = prepared.text["ids"][starts[first] : starts[last]].astype(np.int64)[: limit - 1]
    spans = int(np.clip(round(len(ids) * _CORRUPTED / _SPAN), 1, SENTINELS))
    inner = np.sort(
        rng.choice(max(1, len(ids) - 1), size=min(2 * spans, max(1, len(ids) - 1)), replace=False) + 1
    )
    cuts = [0, *_short_spans(inner, rng), len(ids)]
    source: list[Ids] = []
    target: list[Ids] = []
    for i, (start, stop) in enumerate(pairwise(cuts)):
        if i % 2 == 0:
            source.append(ids[start:stop])
        else:
            sentinel = np.array([prepared.first_sentinel + i // 2])
            source.append(sentinel)
            target += [sentinel, ids[start:stop]]
    end = np.array([EOS])
    return np.concatenate([*source, end]), np.concatenate([*target, end])


def _short_spans(inner: Ids, rng: np.random.Generator) -> list[int]:
    """From random cuts, pairs (start, stop) of spans of 1 to 5 tokens, none touching the next."""
    cuts: list[int] = []
    for start, following in zip(inner[::2], [*inner[2::2], inner[-1] + 1], strict=False):
        stop = min(start + int(rng.integers(1, 2 * _SPAN)), following - 1)
        if stop > start:
            cuts += [int(start), int(stop)]
    return cuts


def _window(prepared: Prepared, limit: int, rng: np.random.Generator) -> tuple[int, int]:
    """First and last (exclusive) sentence of a stretch of one document of at most ``limit`` tokens."""
    documents, starts = prepared.text["documents"], prepared.text["sentences"]
    while True:
        document = int(rng.integers(len(documents) - 1))
        begin, end = int(documents[document]), int(documents[document + 1])
        if end == begin:
            continue
        first = begin if rng.random() < 0.3 else int(rng.integers(begin, end))
        last = int(np.searchsorted(starts[: end + 1], starts[first] + limit, side="right")) - 1
        if last > first:
            return first, last


# --- training ------------------------------------------------------------------------------------


class Run:
    """One training run in a folder: the network, its optimizers and where it stands."""

    def __init__(self, config: TrainConfig, prepared: Prepared, out: Path) -> None:
        torch.manual_seed(config.seed)
        self.config, self.prepared, self.out = config, prepared, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.bf16 = _prefers_bf16(self.device)
        self.network = build_network(config.network, prepared.pieces, config.reads).to(self.device)
        self.forward = torch.compile(self.network) if config.compile else self.network
        self.optimizers = _optimizers(self.network, config.weight_decay, self.bf16)
        self.step = self.group = self.within = 0
        out.mkdir(parents=True, exist_ok=True)
        if (out / "checkpoint.pt").exists():
            self._load()

    def train(self, minutes: float | None = None) -> None:
        """Train to the last step, or until the time is up; a checkpoint is written either way."""
        self.network.train()
        started = saved = time.monotonic()
        window = _Window(self)
        for batch in self._batches():
            self._set_rates()
            window.add(self.train_step(batch), batch)
            now = time.monotonic()
            if self.step % self.config.log_steps == 0 or self.step == self.config.steps:
                self._log(window.close())
            if now - saved > 60 * self.config.checkpoint_minutes:
                self.save()
                saved = time.monotonic()
            if minutes is not None and now - started > 60 * minutes:
                break
        self.save()

    def train_step(self, batch: Batch) -> torch.Tensor:
        """One step down the gradient of the mean cross-entropy of the target's tokens."""
        loss = self._loss(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return loss.detach()

    def dev_loss(self) -> float | None:
        """The mean loss on the dev examples of the style wanted; None if there are none."""
        if not self.prepared.count("dev"):
            return None
        batches = Groups(self.prepared, self.config, 0, {"dev": 1.0})[0][:_DEV_BATCHES]
        self.network.eval()
        with torch.no_grad():
            losses = [float(self._loss(batch)) for batch in batches]
        self.network.train()
        return sum(losses) / len(losses)

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "position": [self.step, self.group, self.within],
        }
        torch.save(state, self.out / "checkpoint.tmp")
        os.replace(self.out / "checkpoint.tmp", self.out / "checkpoint.pt")

    def _load(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimizer, stored in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(stored)
        self.step, self.group, self.within = state["position"]

    def _loss(self, batch: Batch) -> torch.Tensor:
        source = batch["source"].to(self.device, non_blocking=True)
        target = batch["target"].to(self.device, non_blocking=True)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            loss: torch.Tensor = self.forward(
                input_ids=source, attention_mask=(source != PAD).long(), labels=target
            ).loss
        return loss

    def _stage(self) -> tuple[int, int]:
        """The stage that the next step belongs to and the step at which it began."""
        begun = 0
        for number, stage in enumerate(self.config.stages):
            if self.step < begun + stage.steps:
                return number, begun
            begun += stage.steps
        return len(self.config.stages), begun

    def _batches(self) -> Iterator[Batch]:
        """The batches still to come, stage after stage, made by other processes where there are some."""
        while self.step < self.config.steps:
            number, begun = self._stage()
            end = begun + self.config.stages[number].steps
            for batch in self._stage_batches(number):
                yield batch
                if self.step == end:
                    break
            self.group = self.within = 0

    def _stage_batches(self, stage: int) -> Iterator[Batch]:
        groups = Groups(self.prepared, self.config, stage)
        loader = DataLoader(
            groups,
            batch_size=None,
            sampler=range(self.group, 1 << 30),
            num_workers=self.config.workers,
            prefetch_factor=2 if self.config.workers else None,
            pin_memory=self.device.type == "cuda",
        )
        for batches in loader:
            while self.within < len(batches):
                self.within += 1
                yield batches[self.within - 1]
            self.group, self.within = self.group + 1, 0

    def _set_rates(self) -> None:
        number, begun = self._stage()
        stage = self.config.stages[number]
        done = (self.step - begun) / stage.steps
        rate = stage.learning_rate + done * (stage.final_learning_rate - stage.learning_rate)
        rate *= min(1.0, (self.step + 1) / max(1, self.config.warmup_steps))
        for optimizer, share in zip(self.optimizers, (1.0, self.config.embedding_rate), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * share

    def _log(self, row: dict[str, Any]) -> None:
        if self.step % (10 * self.config.log_steps) == 0 or self.step == self.config.steps:
            row["dev_loss"] = self.dev_loss()
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


class _Window:
    """Loss and speed since the last line of the log."""

    def __init__(self, run: Run) -> None:
        self._run = run
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
        self._flops += batch_flops(self._run.network.config, rows, source, target)

    def close(self) -> dict[str, Any]:
        """What is logged: mean loss, tokens per second with padding, share of the machine's peak."""
        run = self._run
        loss = float(torch.stack(self._losses).mean())
        seconds = time.monotonic() - self._started
        stage, _ = run._stage()
        row = {
            "step": run.step,
            "stage": run.config.stages[min(stage, len(run.config.stages) - 1)].name,
            "loss": round(loss, 4),
            "tokens_per_second": round(self._tokens / seconds),
            "utilisation": round(self._flops / seconds / (run.config.peak_tflops * 1e12), 4),
            "learning_rate": run.optimizers[0].param_groups[0]["lr"],
        }
        self._clear()
        return row


def _optimizers(network: Any, weight_decay: float, bf16: bool) -> list[torch.optim.Optimizer]:
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


def _prefers_bf16(device: torch.device) -> bool:
    """Whether bf16 is the faster of the two on this device: most CPUs only emulate it."""
    seconds = []
    for dtype in (torch.bfloat16, torch.float32):
        a = torch.ones(1024, 1024, device=device, dtype=dtype)
        for repeat in range(4):
            if repeat == 1:
                _wait(device)
                started = time.perf_counter()
            a @ a
        _wait(device)
        seconds.append(time.perf_counter() - started)
    return seconds[0] < seconds[1]


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize()


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


def main() -> None:
    """CONFIG PREPARED OUT [MINUTES]"""
    config, prepared, out = sys.argv[1:4]
    minutes = float(sys.argv[4]) if len(sys.argv) > 4 else None
    torch.set_float32_matmul_precision("high")
    run = Run(load_train_config(Path(config)), Prepared.load(Path(prepared)), Path(out))
    count = sum(weights.numel() for weights in run.network.parameters())
    print(f"{count / 1e6:.1f}M parameters on {run.device}, bf16 {run.bf16}, from step {run.step}", flush=True)
    run.train(minutes)
    draw_curves(Path(out) / "log.jsonl", Path(out) / "curves.png")


if __name__ == "__main__":
    main()
