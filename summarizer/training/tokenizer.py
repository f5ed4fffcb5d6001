"""Learn the tokenizer: SentencePiece, cased, byte fallback, every digit a piece of its own.

    python -m summarizer.training.tokenizer CONFIG DATA_DIR OUT

OUT/spiece.model is what T5 checkpoints call it. Typographic quotes become straight, compatibility
characters their plain form (NFKC) and zero-width characters nothing inside the tokenizer itself,
so that whoever loads it reads the same text.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.text import sentences
from summarizer.training.command import run_command
from summarizer.training.prepare import read_rows, read_texts
from summarizer.training.settings import TrainConfig, load_train_config
from summarizer.training.tokens import EOS, PAD, SENTINELS, UNKNOWN

_STRAIGHT = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'"}
_SPACES = " \t\n\r\f\v\u00a0\u2009\u202f\u3000"
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def train_tokenizer(config: TrainConfig, data: Path, out: Path) -> Path:
    """Learn the pieces from the text and the purpose-written files; the path of the model."""
    from sentencepiece import SentencePieceTrainer

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.tsv"
        rules.write_text("".join(_rules()), encoding="utf-8")
        SentencePieceTrainer.train(
            sentence_iterator=text_lines(config, data),
            model_prefix=str(out / "spiece"),
            vocab_size=config.tokenizer.pieces,
            input_sentence_size=config.tokenizer.sentences,
            shuffle_input_sentence=True,
            hard_vocab_limit=False,  # few texts have few pieces
            normalization_rule_tsv=str(rules),
            split_digits=True,
            byte_fallback=True,
            character_coverage=0.9998,
            control_symbols=[f"<extra_id_{i}>" for i in range(SENTINELS)],
            pad_id=PAD,
            eos_id=EOS,
            unk_id=UNKNOWN,
            bos_id=-1,
            num_threads=2,
            minloglevel=2,
        )
    return out / "spiece.model"


def text_lines(config: TrainConfig, data: Path) -> Iterator[str]:
    """Sentences to learn from: plain text, and the passages and fusions with what was written of them."""
    for row in read_texts(config.text, data):
        yield from (row["text"][start:end] for start, end in sentences(row["text"]))
    for row in read_rows(data / "passages.jsonl.xz"):
        if row["split"] == "train":
            yield from row["text"].split("\n")
            yield from (sentence["text"] for sentence in row["summary"])


def plain_text(text: str) -> str:
    """A text as the tokenizer reads it."""
    return "".join(map(_plain, text))


def _rules() -> Iterator[str]:
    """SentencePiece's table: code points in, code points out (none: left out), hexadecimal."""
    for code in range(1, 0x110000):
        char = chr(code)
        if 0xD800 <= code < 0xE000:
            continue
        plain = _plain(char)
        if plain != char:
            yield f"{code:X}\t{' '.join(f'{ord(c):X}' for c in plain)}\n"


def _plain(char: str) -> str:
    if char in _NOTHING:
        return ""
    if char in _SPACES:
        return " "
    return _STRAIGHT.get(char) or unicodedata.normalize("NFKC", char)


def main(arguments: Sequence[str]) -> None:
    """CONFIG DATA_DIR OUT"""
    config, data, out = arguments
    print(train_tokenizer(load_train_config(Path(config)), Path(data), Path(out)))


if __name__ == "__main__":
    run_command(main, 3, 3)
