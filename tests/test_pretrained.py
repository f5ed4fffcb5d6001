"""A pretrained network taken over: a tiny T5 written as ONNX graphs in whole numbers, as the real one is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from sentencepiece import SentencePieceProcessor
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from training_data import write_training_data

from summarizer.config import SummarizeSettings
from summarizer.errors import ConfigError
from summarizer.models import load_model
from summarizer.training.export import export
from summarizer.training.network import begin_with, build_network
from summarizer.training.prepare import prepare
from summarizer.training.prepared import Prepared
from summarizer.training.pretrained import begin_with_pretrained, read_graphs
from summarizer.training.settings import NetworkSettings, PretrainedSettings, TrainConfig, load_train_config
from summarizer.training.train import Run

CONFIGS = Path(__file__).parent.parent / "configs"
WORDS = [
    "▁Troops", "▁troops", "▁of", "▁the", "▁to", "▁a", "▁and", "▁in", "▁said", "▁on", "▁that", "ing", "es", "ed", "er",
    "▁talks", "▁town", "▁army", "▁m", "inister", "il", "it", "ary", "▁for", "▁from", "▁with", "▁by", "▁Monday", ".", ",",
]  # fmt: skip
UNUSED = ["▁Häuser", "▁maison"]
LETTERS = "▁ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\"'-:()%$"
NETWORK = NetworkSettings(
    d_model=24, d_ff=40, d_kv=8, num_heads=2, num_layers=2, num_decoder_layers=3, copy_heads=0, tied=False
)
LAYERS = (0, 2)


def vocabulary() -> list[tuple[str, float]]:
    texts = ["<pad>", "</s>", "<unk>", *WORDS, *UNUSED, *LETTERS.replace("▁", ""), "▁", "<extra_id_0>"]
    return [(text, -float(i) if len(text) > 1 else -40.0) for i, text in enumerate(texts)]


@pytest.fixture(scope="module")
def whole() -> Any:
    torch.manual_seed(3)
    network = build_network(NETWORK, len(vocabulary()), 512).eval()
    torch.nn.init.normal_(network.lm_head.weight)  # of its own, as the real one
    return network


@pytest.fixture(scope="module")
def graphs(whole: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs")
    tokenizer = Tokenizer(models.Unigram(vocabulary(), unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.save(str(folder / "tokenizer.json"))
    state = {name: weights.numpy() for name, weights in whole.state_dict().items()}
    for side, prefix in (("encoder", "enc."), ("decoder", "m.decoder.")):
        save_graph(folder / f"{side}.onnx", initializers(state, side, prefix))
    return folder


def initializers(state: dict[str, np.ndarray[Any, Any]], side: str, prefix: str) -> list[onnx.TensorProto]:
    """Norms by their names; matrices transposed, in whole numbers and numbered, as an exporter leaves them."""
    embedding = "enc.embed_tokens.weight" if side == "encoder" else "m.shared.weight"
    stored = whole_numbers(embedding, state["shared.weight"])
    number = 1000
    for name, weights in state.items():
        if not name.startswith(f"{side}.") or "embed_tokens" in name:
            continue
        kept = prefix + name.removeprefix(f"{side}.")
        if "layer_norm" in name:
            stored.append(onnx.numpy_helper.from_array(weights, kept))
        elif "relative_attention_bias" in name:
            stored += whole_numbers(kept, weights)
        else:
            number += 7
            stored += whole_numbers(f"onnx::MatMul_{number}", weights.T)
    if side == "decoder":
        stored += whole_numbers(f"onnx::MatMul_{number + 7}", state["lm_head.weight"].T)
    return stored


def whole_numbers(name: str, weights: np.ndarray[Any, Any]) -> list[onnx.TensorProto]:
    scale = np.float32((weights.max() - weights.min()) / 255)
    zero = np.uint8(np.clip(round(float(-weights.min() / scale)), 0, 255))
    values = np.clip(np.round(weights / scale) + zero, 0, 255).astype(np.uint8)
    parts = {"_quantized": values, "_scale": np.array(scale), "_zero_point": np.array(zero)}
    return [onnx.numpy_helper.from_array(part, name + ending) for ending, part in parts.items()]


def save_graph(path: Path, stored: list[onnx.TensorProto]) -> None:
    onnx.save(onnx.helper.make_model(onnx.helper.make_graph([], "g", [], [], initializer=stored)), str(path))


def config(**changed: Any) -> TrainConfig:
    base = load_train_config(CONFIGS / "train-test.yaml")
    wanted = {
        "network": NETWORK.model_copy(update={"num_decoder_layers": len(LAYERS)}),
        "pretrained": PretrainedSettings(decoder_layers=LAYERS, pieces=359, sentences=200),
        "optimizer": "adafactor",
        "compile": False,
        "stages": base.stages[1:],  # its pieces hold no sentinels
    }
    return base.model_copy(update=wanted | changed)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_training_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def begun(graphs: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("begun")
    begin_with_pretrained(config(), data, graphs, out)
    prepare(config(), data, out)
    return out


def test_every_weight_of_the_graphs_is_found(whole: Any, graphs: Path) -> None:
    read = read_graphs(graphs)
    for name, weights in whole.state_dict().items():
        if "embed_tokens" in name:
            continue
        step = float(weights.max() - weights.min()) / 255
        assert np.abs(read[name] - weights.numpy()).max() <= step, name


def test_a_network_begun_with_all_layers_scores_as_the_whole_one(whole: Any, graphs: Path) -> None:
    network = build_network(NETWORK, len(vocabulary()), 512).eval()
    begin_with(network, {name: torch.from_numpy(w.copy()) for name, w in read_graphs(graphs).items()})
    source, written = torch.tensor([[5, 9, 12, 3, 1]]), torch.tensor([[0, 7, 4]])
    with torch.no_grad():
        wanted, found = (n(input_ids=source, decoder_input_ids=written).logits for n in (whole, network))
    assert float((wanted - found).abs().max()) < 0.1 * float(wanted.std())


def test_pieces_that_our_text_never_uses_are_left_out(begun: Path) -> None:
    pieces = SentencePieceProcessor(model_file=str(begun / "spiece.model"))
    kept = {pieces.id_to_piece(i) for i in range(pieces.vocab_size())}
    assert {"▁the", "▁said", "ing", "x"} <= kept
    assert not kept & {*UNUSED, "<extra_id_0>"}
    assert [pieces.id_to_piece(i) for i in range(3)] == ["<pad>", "</s>", "<unk>"]


@pytest.mark.parametrize("text", ["The troops of Erdoğan said “no”.", "Ж 2,500", "a\u200bb\u00a0c"])
def test_any_text_comes_back_as_the_tokenizer_reads_it(begun: Path, text: str) -> None:
    pieces = SentencePieceProcessor(model_file=str(begun / "spiece.model"))
    plain = text.replace("“", '"').replace("”", '"').replace("\u200b", "").replace("\u00a0", " ")
    assert pieces.decode(pieces.encode(text)) == plain


def test_each_piece_keeps_its_row(whole: Any, begun: Path) -> None:
    pieces = SentencePieceProcessor(model_file=str(begun / "spiece.model"))
    start = Prepared.load(begun).start
    old = [text for text, _ in vocabulary()].index("▁army")
    for name in ("shared.weight", "lm_head.weight"):
        row, wanted = start[name][pieces.piece_to_id("▁army")], whole.state_dict()[name][old]
        assert torch.allclose(row, wanted, atol=float(whole.state_dict()[name].abs().max()) / 60), name


def test_the_chosen_layers_are_taken(whole: Any, begun: Path) -> None:
    start = Prepared.load(begun).start
    name = "layer.1.EncDecAttention.q.weight"
    wanted = whole.state_dict()[f"decoder.block.{LAYERS[1]}.{name}"]
    assert torch.allclose(start[f"decoder.block.1.{name}"], wanted, atol=float(wanted.abs().max()) / 60)
    assert not any(key.startswith("decoder.block.2.") for key in start)


def test_it_is_trained_on_exported_and_summarizes(begun: Path, tmp_path: Path) -> None:
    run, out = tmp_path / "run", tmp_path / "model"
    trained = Run(config(), Prepared.load(begun), run)
    first = trained.dev_loss()
    trained.train()
    last = trained.dev_loss()
    assert first is not None
    assert last is not None
    assert last < first
    export(config(), begun, run, out)
    model = load_model(str(out), SummarizeSettings(faithful=True))
    head = trained.network.state_dict()["lm_head.weight"]
    assert torch.allclose(model._network.lm_head.weight, head, atol=float(head.abs().max()) / 100)
    assert not torch.allclose(model._network.lm_head.weight, model._network.shared.weight)
    assert model.summarize(["Troops of the army entered the town on Monday."], 20) != [""]


def test_weights_of_another_shape_are_refused(begun: Path, tmp_path: Path) -> None:
    larger = config(network=NETWORK.model_copy(update={"num_decoder_layers": 2, "d_ff": 48}))
    with pytest.raises(ConfigError, match="of another shape"):
        Run(larger, Prepared.load(begun), tmp_path)


def test_a_run_without_the_weights_is_refused(tmp_path: Path) -> None:
    network = build_network(NETWORK, 400, 512)
    with pytest.raises(ConfigError, match=r"run training\.pretrained first"):
        begin_with(network, {})


def test_tasks_that_need_sentinels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "train.yaml"
    stage = "{name: a, steps: 1, learning_rate: 0.1, final_learning_rate: 0, tasks: {span: 1.0}}"
    path.write_text(f"pretrained: {{}}\nstages: [{stage}]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="leave gap and span out"):
        load_train_config(path)


def test_settings_without_a_pretrained_network_are_refused(data: Path, graphs: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not in the settings"):
        begin_with_pretrained(config(pretrained=None), data, graphs, tmp_path)
