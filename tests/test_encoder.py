"""The NumPy encoder beside the network it was exported from, and how one is taught."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, BertTokenizerFast

from summarizer import encoder, lexical
from summarizer.encoder import Encoder, section_encoder
from summarizer.errors import ModelError
from summarizer.models.int8 import quantize, restore
from summarizer.training import section_encoder as training

WORDS = (
    "the guns of norvia fired at oskel talks in lindhaven ended envoys met and harvest was good today".split()
)
LABELLED = {
    "battlefield": "the guns fired at oskel",
    "diplomacy": "envoys met and talks ended in lindhaven",
    "other": "the harvest was good",
}


def tiny_folder(folder: Path) -> Path:
    """A BERT of two layers with random weights and a vocabulary of a few words, as a package would bring it."""
    folder.mkdir(parents=True)
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(WORDS)])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    BertTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=128, initializer_range=0.3,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_folder(tmp_path_factory.mktemp("bert") / "model")


def random_classifier(source: Path) -> training.SectionClassifier:
    model = training.SectionClassifier(BertModel.from_pretrained(source)).eval()
    torch.nn.init.normal_(model.head.weight)
    return model


@pytest.fixture(scope="module")
def exported(
    source: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[training.SectionClassifier, Path]:
    model, out = random_classifier(source), tmp_path_factory.mktemp("encoder")
    training.export(model, source, out)
    state: dict[str, Any] = {n: w for n, w in model.state_dict().items() if w.is_floating_point()}
    model.load_state_dict(restore(quantize(state)), strict=False)  # what the whole numbers are worth
    return model, out


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=150).map(" ".join))
def test_it_computes_what_the_network_computes(
    exported: tuple[training.SectionClassifier, Path], source: Path, text: str
) -> None:
    model, out = exported
    tokens = BertTokenizerFast.from_pretrained(source)(
        [text], truncation=True, max_length=encoder.MOST_TOKENS, return_tensors="pt"
    )
    with torch.inference_mode():
        expected = torch.softmax(model(dict(tokens)), dim=1).numpy()
    np.testing.assert_allclose(Encoder(out).probabilities([text]), expected, atol=1e-4)


def test_a_sentence_is_judged_alike_in_any_company(exported: tuple[training.SectionClassifier, Path]) -> None:
    taught = Encoder(exported[1])
    texts = [*LABELLED.values(), "", "words it has never seen"]
    together = taught.probabilities(texts)
    np.testing.assert_array_equal(together, np.vstack([taught.probabilities([t]) for t in texts]))
    assert taught.probabilities([]).shape == (0, 3)


def test_a_file_that_was_changed_is_refused(source: Path, tmp_path: Path) -> None:
    training.export(random_classifier(source), source, tmp_path)
    weights = tmp_path / encoder.WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelError, match=encoder.WEIGHTS):
        Encoder(tmp_path)


def test_it_learns_what_it_is_taught(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "EPOCHS", 20)
    monkeypatch.setattr(training, "RATE", 3e-3)  # the tiny network begins with random weights
    rows = [{"text": text, "label": label} for label, text in LABELLED.items()] * 40
    training.export(training.teach(rows, source), source, tmp_path)
    likeliest = Encoder(tmp_path).probabilities(list(LABELLED.values())).argmax(axis=1)
    assert [lexical.LABELS[i] for i in likeliest] == list(LABELLED)


def test_the_shipped_encoder_knows_the_labels_and_is_whole() -> None:
    shipped = section_encoder()
    assert shipped.labels == lexical.LABELS
    text = "The foreign minister of Sarland met the envoy in Lindhaven for talks on a truce."
    assert lexical.LABELS[int(shipped.probabilities([text])[0].argmax())] == "diplomacy"
