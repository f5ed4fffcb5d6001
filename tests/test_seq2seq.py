"""The transformers model, on tiny networks with random weights that the tests make themselves.

A random network writes nonsense, but the same nonsense for the same ids: that shows what it was
given, in what order and with what padding.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
import torch
import transformers
from tokenizers import ByteLevelBPETokenizer, Tokenizer, models, pre_tokenizers, processors

from summarizer.chunk import chunk_passages
from summarizer.config import ChunkSettings, SummarizeSettings
from summarizer.errors import ModelError
from summarizer.models import load_model
from summarizer.models.base import Model
from summarizer.models.checkpoint import SUMS, find_checkpoint
from summarizer.models.selection import most_salient
from summarizer.models.seq2seq import Seq2SeqModel
from summarizer.summarize import summarize_chunks
from summarizer.text import paragraphs, sentences
from summarizer.types import Document, Passage

TOWNS = ("Harn", "Velt", "Ostra", "Dunmore", "Kesh")
CORPUS = [
    f"Gen. {name} of Tarn said on day {n} that {n * 7} soldiers left {town}, near the river <>/_."
    for n in range(60)
    for name, town in zip(("Hark", "Venn", "Roth", "Lund", "Orr"), TOWNS, strict=True)
]
TEXTS = [
    "Gen. Hark said that 7 soldiers left Harn.",
    "The river near Velt rose. Gen. Venn of Tarn left Ostra on day 5, and 21 soldiers said that he had.",
    "Kesh.",
    "Soldiers of Tarn left Dunmore on day 9. " * 5,
]
CONTROL = "</s> <pad> <unk> <s> <mask> <mask_1> <extra_id_0> <doc-sep> <n>"
FAMILIES = ("t5", "mt5", "bart", "pegasus", "led", "primera", "t5-tokenizer-json")


def train_sentencepiece(folder: Path, **options: Any) -> int:
    corpus = folder / "corpus.tmp"
    corpus.write_text("\n".join(CORPUS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "spiece"),
        vocab_size=500,
        hard_vocab_limit=False,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        minloglevel=2,
        **options,
    )
    corpus.unlink()
    (folder / "spiece.vocab").unlink()
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model")).vocab_size()


def train_bpe(folder: Path, *extra: str) -> int:
    bpe = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    bpe.train_from_iterator(CORPUS, vocab_size=400, special_tokens=special, show_progress=False)
    bpe.save_model(str(folder))
    tokenizer = transformers.BartTokenizerFast.from_pretrained(str(folder))
    tokenizer.add_special_tokens({"additional_special_tokens": list(extra)})
    tokenizer.save_pretrained(str(folder))
    return len(tokenizer)


def make_unigram_json(folder: Path) -> int:
    """Words and characters of the corpus as pieces: a trained vocabulary differs from run to run."""
    words = sorted({f"▁{word}" for line in CORPUS for word in line.split()})[:100]
    letters = sorted({letter for line in CORPUS for letter in line if letter != " "} | {"▁"})
    special = ["<pad>", "</s>", "<unk>", "<extra_id_0>"]
    vocabulary = [
        *((piece, 0.0) for piece in special),
        *((w, -5.0) for w in words),
        *((x, -9.0) for x in letters),
    ]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=2))
    tokenizer.add_special_tokens(special)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    ).save_pretrained(str(folder))
    return tokenizer.get_vocab_size()


T5_SIZES = {
    "d_model": 32,
    "d_kv": 8,
    "d_ff": 64,
    "num_layers": 2,
    "num_heads": 4,
    "decoder_start_token_id": 0,
}
BART_SIZES = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
}
LED_SIZES = {
    "max_encoder_position_embeddings": 256,
    "max_decoder_position_embeddings": 128,
    "attention_window": 8,
}


def make_t5(folder: Path) -> Any:
    return transformers.T5Config(
        vocab_size=train_sentencepiece(folder) + 20, tie_word_embeddings=False, **T5_SIZES
    )


def make_mt5(folder: Path) -> Any:
    return transformers.MT5Config(vocab_size=train_sentencepiece(folder, byte_fallback=True), **T5_SIZES)


def make_t5_tokenizer_json(folder: Path) -> Any:
    return transformers.T5Config(vocab_size=make_unigram_json(folder), tie_word_embeddings=False, **T5_SIZES)


def make_bart(folder: Path) -> Any:
    return transformers.BartConfig(vocab_size=train_bpe(folder), max_position_embeddings=128, **BART_SIZES)


def make_pegasus(folder: Path) -> Any:
    size = train_sentencepiece(folder, user_defined_symbols=["<n>"]) + 103
    return transformers.PegasusConfig(vocab_size=size, max_position_embeddings=96, **BART_SIZES)


def make_led(folder: Path) -> Any:
    return transformers.LEDConfig(vocab_size=train_bpe(folder), **BART_SIZES, **LED_SIZES)


def make_primera(folder: Path) -> Any:
    return transformers.LEDConfig(vocab_size=train_bpe(folder, "<doc-sep>"), **BART_SIZES, **LED_SIZES)


MAKERS: dict[str, Callable[[Path], Any]] = {
    "t5": make_t5,
    "mt5": make_mt5,
    "bart": make_bart,
    "pegasus": make_pegasus,
    "led": make_led,
    "primera": make_primera,
    "t5-tokenizer-json": make_t5_tokenizer_json,
}


def save_network(config: Any, folder: Path) -> None:
    """A network with random weights wide enough apart that what it writes depends on what it reads."""
    torch.manual_seed(7)
    network = transformers.AutoModelForSeq2SeqLM.from_config(config)
    with torch.no_grad():
        for weights in network.parameters():
            if weights.dim() > 1:
                weights.normal_(std=0.35)
    network.save_pretrained(str(folder))


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {}
    for family, make in MAKERS.items():
        folder = tmp_path_factory.mktemp("checkpoint") / f"tiny-{family}"
        folder.mkdir()
        save_network(make(folder), folder)
        folders[family] = folder
    return folders


@pytest.fixture
def copy_of(checkpoints: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """A checkpoint's folder that the test may spoil."""

    def copy(family: str) -> Path:
        return Path(shutil.copytree(checkpoints[family], tmp_path / f"copy-{family}"))

    return copy


def load(folder: Path, **settings: Any) -> Seq2SeqModel:
    model = load_model(str(folder), SummarizeSettings(device="cpu", **settings))
    assert isinstance(model, Seq2SeqModel)
    return model


def set_config(folder: Path, name: str = "config.json", **values: Any) -> None:
    path = folder / name
    data = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(data | values))


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_summarizes(checkpoints: dict[str, Path], family: str) -> None:
    model = load(checkpoints[family])
    assert isinstance(model, Model)
    written = model.summarize(TEXTS, 20)
    assert len(set(written)) == len(TEXTS)  # each text was read
    assert written == model.summarize(TEXTS, 20)
    assert written == load(checkpoints[family]).summarize(TEXTS, 20)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("num_beams", [1, 3])
def test_padding_changes_nothing(checkpoints: dict[str, Path], family: str, num_beams: int) -> None:
    model = load(checkpoints[family], num_beams=num_beams)
    together = model.summarize(TEXTS, 15)
    assert together == [model.summarize([text], 15)[0] for text in TEXTS]
    assert together == model.summarize(TEXTS[::-1], 15)[::-1]


@pytest.mark.parametrize("family", FAMILIES)
def test_text_like_control_tokens_is_text(checkpoints: dict[str, Path], family: str) -> None:
    model = load(checkpoints[family])
    network = json.loads((checkpoints[family] / "config.json").read_text())
    control = {network["pad_token_id"], network["eos_token_id"]}
    for token in CONTROL.split():
        ids = model._tokens.encode(f"Harn {token} Velt")
        assert not control & set(ids)
        found = model._tokens.find(token)
        assert found is None or found not in ids
        assert len(ids) > model.count_tokens("Harn") + model.count_tokens("Velt") + 1
    assert model.summarize([f"Harn {CONTROL} Velt."], 10) != model.summarize(["Harn Velt."], 10)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_network_reads_what_transformers_would_give_it(checkpoints: dict[str, Path], family: str) -> None:
    """Ids, global attention and search against the libraries' own, on text without control tokens."""
    folder = checkpoints[family]
    model = load(folder)
    network = transformers.AutoModelForSeq2SeqLM.from_pretrained(str(folder)).eval()
    text = ("summarize: " if family.startswith("t5") else "") + TEXTS[1]
    arguments: dict[str, Any] = {}
    if (folder / "spiece.model").exists():
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
        offset = 103 if family == "pegasus" else 0
        ids = [i + offset for i in pieces.encode(text)] + [1]
    else:
        ids = transformers.AutoTokenizer.from_pretrained(str(folder))(text)["input_ids"]
    if family == "primera":
        ids = [*ids[:-1], model._tokens.find("<doc-sep>"), ids[-1]]
    if family in ("led", "primera"):
        seen = [int(i == 0 or (family == "primera" and i == len(ids) - 2)) for i in range(len(ids))]
        arguments["global_attention_mask"] = torch.tensor([seen])
    written = network.generate(
        torch.tensor([ids]), do_sample=False, num_beams=1, max_new_tokens=20, min_length=0, **arguments
    )
    assert model._wrap(model._tokens.encode(TEXTS[1])) == ids
    expected = [i for i in written[0, 1:].tolist() if i != network.config.pad_token_id]
    assert model._generate([ids], 20)[0][:19] == expected[:19]  # the 20th may be the checkpoint's forced end


@pytest.mark.parametrize("family", FAMILIES)
def test_a_text_over_the_limit_is_read_up_to_there(checkpoints: dict[str, Path], family: str) -> None:
    model = load(checkpoints[family])
    long = TEXTS[1] * 200
    assert model.count_tokens(long) > model.max_input_tokens
    assert model.summarize([long], 5) == model.summarize([long + " More."], 5)


@pytest.mark.parametrize(
    ("family", "config", "tokenizer_config", "expected"),
    [
        ("mt5", {}, {}, 1024 - 1),
        ("mt5", {}, {"model_max_length": 10**30}, 1024 - 1),
        ("mt5", {}, {"model_max_length": 256}, 256 - 1),
        ("mt5", {"n_positions": 300}, {"model_max_length": 256}, 300 - 1),
        ("bart", {}, {}, 128 - 2),
        ("bart", {}, {"model_max_length": 64}, 64 - 2),
        ("pegasus", {}, {}, 96 - 1),
        ("led", {}, {}, 256 - 2),
        ("primera", {}, {}, 256 - 3),
    ],
)
def test_the_longest_input_is_the_networks_less_its_special_tokens(
    copy_of: Callable[[str], Path],
    family: str,
    config: dict[str, Any],
    tokenizer_config: dict[str, Any],
    expected: int,
) -> None:
    folder = copy_of(family)
    set_config(folder, **config)
    set_config(folder, "tokenizer_config.json", **tokenizer_config)
    assert load(folder).max_input_tokens == expected


def test_the_task_prefix_is_the_configs_own(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    default = load(folder)
    set_config(folder, task_specific_params={"summarization": {"prefix": ""}})
    without = load(folder)
    assert default.max_input_tokens + len(default._task) == without.max_input_tokens == 511
    assert default.summarize([TEXTS[0]], 10) == without.summarize(["summarize: " + TEXTS[0]], 10)
    assert default.count_tokens(TEXTS[0]) == without.count_tokens(TEXTS[0])


def test_a_checkpoint_cannot_forbid_copying_or_ask_for_length(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("bart")
    plain = load(folder).summarize(TEXTS, 20)
    set_config(
        folder,
        "generation_config.json",
        encoder_no_repeat_ngram_size=2,
        no_repeat_ngram_size=1,
        min_length=30,
        num_beams=4,
        do_sample=True,
        temperature=5.0,
        repetition_penalty=9.0,
    )
    model = load(folder)
    assert model._network.generation_config.encoder_no_repeat_ngram_size == 0
    assert model.summarize(TEXTS, 20) == plain


def test_settings_reach_the_search(checkpoints: dict[str, Path]) -> None:
    folder = checkpoints["bart"]
    ids = load(folder, no_repeat_ngram_size=1)._generate([[0, 9, 10, 2]], 20)[0]
    assert len(ids) == len(set(ids))
    assert len(load(folder, min_words=30)._generate([[0, 9, 10, 2]], 60)[0]) >= 30
    written = load(folder, num_beams=4).summarize(TEXTS, 20)
    assert written != load(folder, num_beams=1).summarize(TEXTS, 20)


@pytest.mark.parametrize(
    ("written", "ended", "max_words", "expected"),
    [
        (
            "Gen. Hark left Harn. Gen. Venn left Velt. Orr",
            False,
            60,
            "Gen. Hark left Harn. Gen. Venn left Velt.",
        ),
        ("Gen. Hark left Harn. Gen. Venn left", True, 60, "Gen. Hark left Harn. Gen. Venn left"),
        ("Gen. Hark left Harn. Gen. Venn left Velt.", True, 5, "Gen. Hark left Harn."),
        ("Gen. Hark left", False, 60, "Gen. Hark left"),
        ("Gen. Hark left Harn.", True, 1, "Gen. Hark left Harn."),
        ("", True, 5, ""),
    ],
)
def test_a_summary_is_whole_sentences(
    checkpoints: dict[str, Path], written: str, ended: bool, max_words: int, expected: str
) -> None:
    model = load(checkpoints["t5"])
    ids = model._tokens.encode(written) + [1] * ended
    assert model._read(ids, max_words) == expected


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud83d", "語" * 50, "\u200b", "\U0001f600 \u0301"])
@pytest.mark.parametrize("family", ["t5", "mt5", "bart"])
def test_any_text_can_be_read(checkpoints: dict[str, Path], family: str, text: str) -> None:
    model = load(checkpoints[family])
    assert len(model.summarize([text, TEXTS[0]], 5)) == 2
    assert model.count_tokens(text) >= 0


@pytest.mark.parametrize("family", FAMILIES)
def test_chunks_of_a_long_document_are_read_whole(checkpoints: dict[str, Path], family: str) -> None:
    model = load(checkpoints[family])
    document = Document("a", "\n".join(" ".join(TEXTS) for _ in range(12)))
    passages = [Passage(document, start, end) for start, end in paragraphs(document.text)]
    settings = SummarizeSettings(max_words=5, batch_size=4)
    chunks = chunk_passages(passages, model, ChunkSettings())
    assert len(chunks) > 1
    assert all(model.count_tokens(chunk.text) <= model.max_input_tokens for chunk in chunks)
    summaries = summarize_chunks(chunks, model, settings)
    assert [s.text for s in summaries] == [model.summarize([c.text], 5)[0] for c in chunks]


@pytest.mark.parametrize("count", [1, 2])
def test_a_checkpoint_may_be_given_the_most_salient_sentences_one_at_a_time(
    copy_of: Callable[[str], Path], count: int
) -> None:
    folder = copy_of("t5")
    plain = load(folder)
    set_config(folder, salient_sentences=count)
    text = " ".join([*TEXTS[:2], "Soldiers killed 19 people in Harn on Monday, Gen. Orr of Tarn said."])
    alone = [plain.summarize([sentence], 30)[0] for sentence in most_salient(text, count)]
    assert len(alone) == count
    assert load(folder).summarize([text, "", TEXTS[0]], 30) == [
        "\n".join(alone),
        *plain.summarize(["", TEXTS[0]], 30),
    ]


def test_no_texts_are_no_summaries(checkpoints: dict[str, Path]) -> None:
    assert load(checkpoints["t5"]).summarize([], 5) == []


def test_the_name_tells_the_weights_and_the_settings(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    before = find_checkpoint(str(folder)).name
    assert before.startswith("copy-t5@")
    assert load(folder).name == before
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    changed = find_checkpoint(str(folder)).name
    assert changed != before
    set_config(folder, salient_sentences=2)
    assert find_checkpoint(str(folder)).name not in (before, changed)


@pytest.mark.parametrize("value", [-1, None, "two", True, 1.5])
def test_a_number_of_sentences_that_is_none(copy_of: Callable[[str], Path], value: Any) -> None:
    folder = copy_of("t5")
    set_config(folder, salient_sentences=value)
    fails(folder, "salient_sentences")


def test_a_folder_needs_no_network(checkpoints: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for family in FAMILIES:
        load(checkpoints[family])


def test_a_bare_name_is_a_shipped_model(
    checkpoints: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("summarizer.models.checkpoint.SHIPPED", checkpoints["bart"].parent)
    monkeypatch.chdir(tmp_path)
    assert load(Path("tiny-bart")).name.startswith("tiny-bart@")
    with pytest.raises(ModelError, match=r"ships with the package \(lead, tiny-bart\)"):
        load(Path("tiny-bert"))


def test_lead_and_a_name_that_is_missing_load_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from summarizer.config import SummarizeSettings\n"
        "from summarizer.errors import ModelError\n"
        "from summarizer.models import load_model\n"
        "assert load_model('lead', SummarizeSettings()).name == 'lead'\n"
        "try:\n    load_model('no-such-model', SummarizeSettings())\n"
        "except ModelError as error:\n    assert 'no such folder' in str(error)\n"
        "else:\n    raise SystemExit('no error')\n"
        "assert not {'torch', 'transformers', 'huggingface_hub'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_hugging_face_name_that_is_not_to_be_had_says_so(tmp_path: Path) -> None:
    code = (
        "from summarizer.errors import ModelError\n"
        "from summarizer.models.checkpoint import find_checkpoint\n"
        "try:\n    find_checkpoint('nobody/no-such-model')\n"
        "except ModelError as error:\n    print(error)\n"
    )
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert run.stdout.startswith("model: nobody/no-such-model: no such folder, and not to be had")
    assert run.stdout.count("\n") == 1


def fails(folder: Path, *clauses: str) -> None:
    with pytest.raises(ModelError) as caught:
        load(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder) in message
    for clause in clauses:
        assert clause in message


def test_a_folder_without_config(tmp_path: Path) -> None:
    fails(tmp_path, "no config.json")


def test_a_misspelt_folder_is_not_asked_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="no such folder; give"):
        load(Path("models/tiny"))


def test_pickled_weights_are_refused(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    fails(folder, "pickled", "save_pretrained")


def test_no_weights(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    (folder / "model.safetensors").unlink()
    fails(folder, "no *.safetensors")


@pytest.mark.parametrize("kind", ["gpt2", "bert", "no-such-type", ""])
def test_not_seq2seq(copy_of: Callable[[str], Path], kind: str) -> None:
    folder = copy_of("t5")
    (folder / "config.json").write_text(json.dumps({"model_type": kind} if kind else {}))
    fails(folder, kind, "not a seq2seq model")


@pytest.mark.parametrize("config", ["{", "[]", "\xff", '{"model_type": "t5", "d_model": "wide"}'])
def test_a_damaged_config(copy_of: Callable[[str], Path], config: str) -> None:
    folder = copy_of("t5")
    (folder / "config.json").write_bytes(config.encode("latin-1"))
    fails(folder, "config.json")


@pytest.mark.parametrize("keep", [0, 7, 100, 5000, -1])
def test_weights_cut_off(copy_of: Callable[[str], Path], keep: int) -> None:
    folder = copy_of("t5")
    weights = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(weights[:keep])
    fails(folder, "damaged", "again")


def test_weights_that_do_not_fit_the_config(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    set_config(folder, num_layers=3)
    fails(folder, "are not there", "encoder.block.2")
    set_config(folder, num_layers=2, d_ff=48)
    fails(folder, "damaged")


def test_weights_that_are_no_numbers(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-4:] = b"\xff\xff\xff\xff"
    (folder / "model.safetensors").write_bytes(weights)
    fails(folder, "no numbers")


@pytest.mark.parametrize(
    ("family", "file"),
    [("t5", "spiece.model"), ("bart", "tokenizer.json"), ("t5-tokenizer-json", "tokenizer.json")],
)
def test_a_tokenizer_that_is_damaged_or_missing(
    copy_of: Callable[[str], Path], family: str, file: str
) -> None:
    folder = copy_of(family)
    (folder / file).write_bytes(b"not a model")
    fails(folder, "tokenizer")
    (folder / file).unlink()
    (folder / "vocab.json").unlink(missing_ok=True)
    fails(folder, "tokenizer")


def test_a_tokenizer_larger_than_the_network(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("pegasus")
    set_config(folder, "tokenizer_config.json", offset=500)
    fails(folder, "tokenizer has", "fewer")


def write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines))


def test_sums_are_checked(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    write_sums(folder)
    load(folder)
    for name in ("model.safetensors", "spiece.model", "generation_config.json"):
        data = (folder / name).read_bytes()
        spoilt = bytearray(data)
        spoilt[len(data) // 2] ^= 1
        (folder / name).write_bytes(spoilt)
        fails(folder, name, "damaged")
        (folder / name).write_bytes(data)
    (folder / "spiece.model").unlink()
    fails(folder, "spiece.model", "missing")


@pytest.mark.parametrize("line", ["nonsense", "0" * 64 + "  ../config.json", "0" * 63 + "  config.json"])
def test_sums_that_are_none(copy_of: Callable[[str], Path], line: str) -> None:
    folder = copy_of("t5")
    (folder / SUMS).write_text(line)
    fails(folder, "not a list of SHA-256")


def test_sums_must_list_the_weights(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("t5")
    (folder / SUMS).write_text("\n")
    fails(folder, "does not list model.safetensors")


def test_an_unknown_device(checkpoints: dict[str, Path]) -> None:
    with pytest.raises(ModelError, match=r"summarize\.device"):
        load_model(str(checkpoints["t5"]), SummarizeSettings(device="warp"))
    assert load_model(str(checkpoints["t5"]), SummarizeSettings()).name  # auto


def test_summaries_hold_sentences(checkpoints: dict[str, Path]) -> None:
    for text in load(checkpoints["bart"]).summarize(TEXTS, 30):
        assert len(text.split()) <= 30 or len(sentences(text)) == 1
