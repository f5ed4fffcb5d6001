"""A small BERT encoder in NumPy: what a sentence is about, read without PyTorch.

The network is that of Devlin et al. 2019, BERT; its size and first weights are those of MiniLM (Wang et
al. 2020; as sentence encoder: Reimers and Gurevych 2019). ``training/section_encoder.py`` teaches it the
labels and writes the folder that is read here. One sentence is read at a time, so that no sentence's
result hangs on its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import erf

from summarizer.lexical import DECIMALS, Array, probabilities
from summarizer.models.checkpoint import SCALE, SHIPPED, check_sums

FOLDER = "section-encoder"
SETTINGS, WEIGHTS, TOKENIZER = "encoder.json", "weights.safetensors", "tokenizer.json"
MOST_TOKENS = 96  # of a sentence; what is longer is cut


class Encoder:
    """A classifier of sentences from the folder of one.

    Raises:
        ModelError: a file does not have the SHA-256 that ``sha256sums.txt`` beside it tells.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        check_sums(folder)
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(settings["labels"])
        self._heads: int = settings["heads"]
        self._layers: int = settings["layers"]
        self._epsilon: float = settings["epsilon"]
        self._stored = load_file(folder / WEIGHTS)
        self._restored: dict[str, Array] = {}
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def probabilities(self, texts: Sequence[str]) -> Array:
        """How likely each of ``labels`` is for each text. (n, labels)"""
        if not texts:
            return np.zeros((0, len(self.labels)))
        logits = np.stack([self._linear("head", self.vector(text)) for text in texts])
        return probabilities(logits.astype(np.float64)).round(DECIMALS)

    def vector(self, text: str) -> Array:
        """The mean of the text's token vectors. (width,)"""
        ids = self._tokenizer.encode(text).ids
        state = self._rows("embeddings.word_embeddings", ids)
        state = state + self._rows("embeddings.position_embeddings", range(len(ids)))
        state = self._norm(
            "embeddings.LayerNorm", state + self._rows("embeddings.token_type_embeddings", [0])
        )
        for number in range(self._layers):
            state = self._layer(f"encoder.layer.{number}", state)
        return np.asarray(state.mean(axis=0))

    def _layer(self, name: str, state: Array) -> Array:
        attended = self._linear(f"{name}.attention.output.dense", self._attention(name, state))
        state = self._norm(f"{name}.attention.output.LayerNorm", state + attended)
        inner = self._linear(f"{name}.intermediate.dense", state)
        inner = inner * (1 + erf(inner / np.sqrt(np.float32(2)))) / 2  # GELU (Hendrycks and Gimpel 2016)
        return self._norm(f"{name}.output.LayerNorm", state + self._linear(f"{name}.output.dense", inner))

    def _attention(self, name: str, state: Array) -> Array:
        """Every token's view of the others, head by head, side by side. (tokens, width)"""
        tokens, width = state.shape

        def heads(part: str) -> Array:
            projected = self._linear(f"{name}.attention.self.{part}", state)
            return np.asarray(projected.reshape(tokens, self._heads, -1).transpose(1, 0, 2))

        queries, keys, values = heads("query"), heads("key"), heads("value")
        scores = queries @ keys.transpose(0, 2, 1) / np.sqrt(np.float32(width // self._heads))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        return np.asarray((weights @ values).transpose(1, 0, 2).reshape(tokens, width))

    def _linear(self, name: str, x: Array) -> Array:
        if name not in self._restored:
            weights = f"{name}.weight"
            self._restored[name] = self._stored[weights].astype(np.float32) * self._stored[weights + SCALE]
        return np.asarray(x @ self._restored[name].T + self._stored[f"{name}.bias"])

    def _norm(self, name: str, x: Array) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(self._epsilon))
        return np.asarray(centred / spread * self._stored[f"{name}.weight"] + self._stored[f"{name}.bias"])

    def _rows(self, name: str, ids: Sequence[int]) -> Array:
        """Rows of an embedding, restored from whole numbers. (len(ids), width)"""
        weights = f"{name}.weight"
        rows, scale = self._stored[weights][list(ids)], self._stored[weights + SCALE][list(ids)]
        return np.asarray(rows.astype(np.float32) * scale)


@cache
def section_encoder() -> Encoder:
    """The shipped encoder; its labels are ``lexical.LABELS``."""
    return Encoder(SHIPPED / FOLDER)
