"""The whole way from text to a shipped model, in seconds: a tiny network, data made of invented clusters."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from training_data import write_training_data

from summarizer.config import SummarizeSettings
from summarizer.errors import ConfigError
from summarizer.models import load_model
from summarizer.models.seq2seq import Seq2SeqModel
from summarizer.training.batches import Groups
from summarizer.training.evaluate import COLUMNS, dev_sets, lead_2, measure, table
from summarizer.training.export import export
from summarizer.training.muon import orthogonal
from summarizer.training.network import build_network, compile_blocks, cross_entropy
from summarizer.training.prepare import prepare
from summarizer.training.prepared import Prepared
from summarizer.training.settings import load_train_config
from summarizer.training.stages import Place, learning_rate, place_by_share, place_by_steps
from summarizer.training.tokenizer import train_tokenizer
from summarizer.training.tokens import EOS
from summarizer.training.train import Run

CONFIGS = Path(__file__).parent.parent / "configs"
CONFIG = load_train_config(CONFIGS / "train-test.yaml")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_training_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def prepared(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("prepared")
    train_tokenizer(CONFIG, data, out)
    prepare(CONFIG, data, out)
    return out


@pytest.fixture(scope="module")
def run(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    Run(CONFIG, Prepared.load(prepared), out).train()
    return out


@pytest.fixture(scope="module")
def shipped(prepared: Path, run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("assets") / "tiny"
    export(CONFIG, prepared, run, out)
    return out


def log(run: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("train-*.yaml")), ids=lambda p: p.stem)
def test_shipped_configs_load(path: Path) -> None:
    config = load_train_config(path)
    assert config.steps > 0
    assert config.reads >= 512


def test_a_fault_in_a_config_is_named_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "train.yaml"
    path.write_text("network: {layers: 3}\nstages: []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"network\.layers.*stages"):
        load_train_config(path)


def test_an_untrained_network_goes_on_as_its_source_does() -> None:
    torch.manual_seed(1)
    settings = load_train_config(CONFIGS / "train-cpu.yaml").network
    source = torch.randperm(7000)[:60][None] + 100  # (1, 60), no token twice
    written = source[:, 20:40]
    hits = []
    for heads in (settings.copy_heads, 0):
        network = build_network(settings.model_copy(update={"copy_heads": heads}), 8000, 512).eval()
        with torch.no_grad():
            scores = network(input_ids=source, decoder_input_ids=written).logits  # (1, 20, V)
        # not to say the same word again is learnt at once, and not built in
        scores = scores.scatter(2, written[..., None], -torch.inf)
        hits.append(int((scores.argmax(-1) == source[:, 21:41]).sum()))
    assert hits[0] >= 15
    assert hits[1] <= 2


def test_the_loss_falls(run: Path) -> None:
    rows = log(run)
    assert rows[-1]["step"] == CONFIG.steps
    assert rows[-1]["loss"] < 0.8 * rows[0]["loss"]
    assert rows[-1]["dev_loss"] < rows[0]["loss"]
    assert all(row["tokens_per_second"] > 0 and 0 < row["utilisation"] < 1 for row in rows)


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(
    prepared: Path, run: Path, tmp_path: Path
) -> None:
    while (resumed := Run(CONFIG, Prepared.load(prepared), tmp_path)).step < CONFIG.steps:
        before = resumed.step
        for batch in resumed._batches():
            resumed.train_step(batch)
            if resumed.step == min(before + 9, CONFIG.steps):
                break
        resumed.save()
    whole = torch.load(run / "checkpoint.pt", weights_only=True)["network"]
    for name, weights in resumed.network.state_dict().items():
        assert torch.equal(weights, whole[name]), name


def test_each_stage_has_its_steps_or_its_share_of_the_time() -> None:
    steps = [place_by_steps(CONFIG, step) for step in range(CONFIG.steps + 1)]
    assert [(p.stage, p.done) for p in steps[11:14]] == [(0, 11 / 12), (1, 0.0), (1, 1 / 8)]
    assert steps[-1] == Place(len(CONFIG.stages), 0.0)
    shares = [place_by_share(CONFIG, (step + 0.5) / CONFIG.steps) for step in range(CONFIG.steps)]
    for exact, timed in zip(steps, shares, strict=False):
        assert timed.stage == exact.stage
        assert 0 < timed.done - exact.done < 1 / 12 + 1e-9
    assert place_by_share(CONFIG, 1.0) == steps[-1]


def test_the_learning_rate_goes_up_at_first_and_ends_where_its_stage_says() -> None:
    last = CONFIG.stages[-1]
    assert learning_rate(CONFIG, Place(0, 0.0), 0) == pytest.approx(CONFIG.stages[0].learning_rate / 4)
    assert learning_rate(CONFIG, Place(2, 0.0), 99) == pytest.approx(last.learning_rate)
    assert learning_rate(CONFIG, Place(2, 1.0), 99) == pytest.approx(last.final_learning_rate)


def test_a_run_fitted_into_a_time_goes_through_all_stages_in_it(prepared: Path, tmp_path: Path) -> None:
    config = CONFIG.model_copy(update={"log_steps": 1})
    seconds = itertools.count(step=0.1)  # so much passes from one look at the clock to the next
    fitted = Run(config, Prepared.load(prepared), tmp_path, lambda: next(seconds))
    fitted.train(stop_after=0.01, fit_into=0.05)  # left after a fifth
    assert 0.1 < fitted.share < 0.3
    resumed = Run(config, Prepared.load(prepared), tmp_path, lambda: next(seconds))
    assert (resumed.share, resumed.step) == (fitted.share, fitted.step)
    began = next(seconds)
    resumed.train(fit_into=0.05)
    assert 3 <= next(seconds) - began < 4
    assert resumed.finished
    assert resumed.share == 1.0
    rows = log(tmp_path)
    assert list(dict.fromkeys(row["stage"] for row in rows)) == [stage.name for stage in CONFIG.stages]
    assert rows[-1]["learning_rate"] < 0.5 * CONFIG.stages[-1].learning_rate
    assert rows[-1]["dev_loss"] > 0


def test_a_time_too_short_for_a_step_is_an_error(prepared: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="give more"):
        Run(CONFIG, Prepared.load(prepared), tmp_path).train(fit_into=0.0)


def test_batches_made_by_other_processes_are_the_same(prepared: Path, tmp_path: Path) -> None:
    firsts = []
    for workers in (0, 2):
        config = CONFIG.model_copy(update={"workers": workers})
        batches = Run(config, Prepared.load(prepared), tmp_path)._batches()
        firsts.append([next(batches) for _ in range(30)])
        batches.close()  # type: ignore[attr-defined]
    for here, there in zip(*firsts, strict=True):
        assert np.array_equal(here["source"], there["source"])
        assert np.array_equal(here["target"], there["target"])


def test_layers_of_a_kind_share_what_is_compiled_and_no_shape_is_compiled_twice() -> None:
    from torch._dynamo.utils import counters

    network = build_network(CONFIG.network.model_copy(update={"num_decoder_layers": 2}), 400, 512)
    batches = [(torch.randint(3, 400, (3, s)), torch.randint(3, 400, (3, t))) for s, t in CONFIG.shapes]
    wanted = [float(cross_entropy(network, *batch).detach()) for batch in batches]
    compile_blocks(network, len(batches), backend="eager")  # what is compiled, not how, so no C++ is built
    before = counters["stats"]["unique_graphs"]
    for _ in range(2):
        for batch, loss in zip(batches, wanted, strict=True):
            assert float(cross_entropy(network, *batch).detach()) == pytest.approx(loss, rel=1e-5)
    assert counters["stats"]["unique_graphs"] - before == 4 * len(batches)
    assert not counters["graph_break"]


def test_every_batch_has_one_of_the_shapes_and_ends(prepared: Path) -> None:
    loaded = Prepared.load(prepared)
    for stage in range(len(CONFIG.stages)):
        for batch in Groups(loaded, CONFIG, stage)[0]:
            shape = batch["source"].shape[1], batch["target"].shape[1]
            assert shape in CONFIG.shapes
            ends = (batch["source"] == EOS).sum(axis=1)
            assert (ends == 1).all()
            assert int(batch["source"].max()) < loaded.pieces


def test_nothing_of_the_dev_split_is_trained_on(prepared: Path) -> None:
    loaded = Prepared.load(prepared)
    told = [
        {tuple(loaded.example(t, i)[1]) for i in range(loaded.count(t))}
        for t in ("passages", "fusion", "dev")
    ]
    assert told[2]
    assert not (told[0] | told[1]) & told[2]


def test_text_that_looks_like_a_control_token_is_text(prepared: Path) -> None:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(prepared / "spiece.model"))
    for text in ("</s>", "<pad>", "<extra_id_0>"):
        ids = pieces.encode(f"He wrote {text} twice")
        assert not [i for i in ids if pieces.is_control(i)]
        assert text in pieces.decode(ids)


def test_digits_are_pieces_of_their_own_and_any_character_comes_back(prepared: Path) -> None:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(prepared / "spiece.model"))
    assert all(len(p.strip("▁")) <= 1 for p in pieces.encode("20251127", out_type=str))
    assert pieces.decode(pieces.encode("Zażółć 東京 ☃")) == "Zażółć 東京 ☃"


def test_orthogonal_brings_singular_values_near_one() -> None:
    torch.manual_seed(0)
    for shape in ((3, 16, 40), (2, 40, 16)):
        values = torch.linalg.svdvals(orthogonal(torch.randn(shape)))
        assert 0.6 < float(values.min()) <= float(values.max()) < 1.3


def test_the_shipped_folder_is_read_back(shipped: Path, prepared: Path, run: Path, tmp_path: Path) -> None:
    export(CONFIG, prepared, run, tmp_path, int8=False)
    small = (shipped / "model.safetensors").stat().st_size
    assert small < 0.4 * (tmp_path / "model.safetensors").stat().st_size
    settings = SummarizeSettings(faithful=False)
    exact, rounded = load_model(str(tmp_path), settings), load_model(str(shipped), settings)
    assert isinstance(exact, Seq2SeqModel)
    assert isinstance(rounded, Seq2SeqModel)
    for name, weights in exact._network.state_dict().items():
        other = rounded._network.state_dict()[name]
        assert torch.allclose(weights, other, atol=float(weights.abs().max()) / 100), name
    assert rounded.max_input_tokens >= 500


def test_measured_on_the_dev_sets(shipped: Path, data: Path) -> None:
    model = load_model(str(shipped), SummarizeSettings())
    passages, fusion = dev_sets(data)
    assert len(passages.sources) > 1
    assert len(fusion.sources) > 1
    row = measure(lambda texts: model.summarize(texts, 20), passages)
    assert row["names"] == row["numbers"] == 1.0  # of its source's words it can make no other
    lead = measure(lead_2, passages)
    assert lead["rougeL"] > row["rougeL"]
    assert lead["accepted"] == 1.0
    assert len(table([("lead-2", lead)]).splitlines()[-1].split("|")) == len(COLUMNS) + 3


def test_the_commands_of_the_readme_run_one_after_the_other(data: Path, tmp_path: Path) -> None:
    config = CONFIGS / "train-test.yaml"
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    for module, arguments in (
        ("tokenizer", [config, data, tmp_path / "prepared"]),
        ("prepare", [config, data, tmp_path / "prepared"]),
        ("speed", [config, tmp_path / "prepared"]),
        ("train", [config, tmp_path / "prepared", tmp_path / "run"]),
        ("export", [config, tmp_path / "prepared", tmp_path / "run", tmp_path / "tiny"]),
        ("evaluate", [tmp_path / "tiny", data]),
    ):
        command = [sys.executable, "-m", f"summarizer.training.{module}", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
    assert "passages" in done.stdout
    assert (tmp_path / "run" / "curves.png").read_bytes()[:4] == b"\x89PNG"
    assert np.isfinite(log(tmp_path / "run")[-1]["loss"])
