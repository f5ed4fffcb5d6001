"""A model's tokenizer, where an article's text is always text.

A tokenizer library reads ``</s>`` or ``<extra_id_0>`` in an article as its own control tokens.
Here such a string is spelt with a space after its first character, so that it is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from summarizer.errors import ModelError
from summarizer.models.checkpoint import Checkpoint, one_line

# families whose token ids are SentencePiece's own, plus how many ids stand before them
_OFFSETS = {"t5": 0, "mt5": 0, "umt5": 0, "longt5": 0, "switch_transformers": 0}
_PEGASUS = {"pegasus", "pegasus_x", "bigbird_pegasus"}
_PEGASUS_OFFSET = 103  # <pad>, </s>, two masks and 99 tokens that only pretraining used
_SAMPLE = "Talks on the border went on."
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tokens(Protocol):
    """Text to ids and back."""

    size: int  # ids are below it
    prefix: list[int]  # what the model expects before a text ...
    suffix: list[int]  # ... and after it

    def encode(self, text: str) -> list[int]:
        """The ids of a text, without prefix and suffix."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids, control and unknown tokens left out."""
        ...

    def find(self, token: str) -> int | None:
        """The id of a control token, or None if there is no such token."""
        ...


def load_tokens(checkpoint: Checkpoint) -> Tokens:
    """The checkpoint's tokenizer.

    Raises:
        ModelError: there is none, or its files cannot be read.
    """
    model = checkpoint.folder / "spiece.model"
    offset = _OFFSETS.get(checkpoint.family)
    if checkpoint.family in _PEGASUS:
        offset = int(checkpoint.tokenizer_config.get("offset", _PEGASUS_OFFSET))
    try:
        if offset is not None and model.exists():
            tokens: Tokens = SentencePieceTokens(
                model, offset, eos=int(checkpoint.config.get("eos_token_id", 1))
            )
        else:
            tokens = LibraryTokens(checkpoint.folder)
        if not tokens.decode(tokens.encode(_SAMPLE)).strip():
            raise ValueError("it knows no word of English")  # what transformers makes of missing files
    except Exception as error:  # files of a foreign checkpoint, read by foreign code
        raise ModelError(
            f"model: {checkpoint.folder}: no tokenizer that can be read "
            f"(spiece.model or tokenizer.json): {one_line(error)}; download the checkpoint again"
        ) from error
    return tokens


class SentencePieceTokens:
    """T5, mT5, PEGASUS: read by sentencepiece itself, which makes no control token of any text."""

    def __init__(self, model: Path, offset: int, eos: int) -> None:
        from sentencepiece import SentencePieceProcessor

        self._pieces: Any = SentencePieceProcessor(model_file=str(model))
        self._offset = offset
        pieces = [self._pieces.id_to_piece(i) for i in range(self._pieces.vocab_size())]
        # pieces like <mask_1> or <n> were put into the vocabulary by hand, and text would match them
        made = (p for i, p in enumerate(pieces) if re.fullmatch("<.+>", p) and not self._pieces.is_byte(i))
        self._escape = Escape(made)
        self.size = len(pieces) + offset
        self.prefix: list[int] = []
        self.suffix = [eos]

    def encode(self, text: str) -> list[int]:
        """The ids of a text, without prefix and suffix."""
        return [i + self._offset for i in self._pieces.encode(self._escape(text))]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids, control and unknown tokens left out."""
        inner = [i - self._offset for i in ids if 0 <= i - self._offset < self._pieces.vocab_size()]
        text: str = self._pieces.decode([i for i in inner if not self._is_control(i)])
        return text.replace("<n>", " ")  # PEGASUS's line break

    def written(self, i: int) -> str:
        """A token as the vocabulary writes it, a space as \u2581; empty for one that is no text."""
        piece = i - self._offset
        inside = 0 <= piece < self._pieces.vocab_size() and not self._is_control(piece)
        return str(self._pieces.id_to_piece(piece)) if inside else ""

    def find(self, token: str) -> int | None:
        """The id of a control token, or None if there is no such token."""
        found = self._pieces.piece_to_id(token)
        return None if found == self._pieces.unk_id() else int(found) + self._offset

    def _is_control(self, piece: int) -> bool:
        return bool(self._pieces.is_control(piece) or self._pieces.is_unknown(piece))


class LibraryTokens:
    """BART, LED and any other: read by transformers from tokenizer.json or vocab.json and merges.txt."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoTokenizer

        self._tokenizer: Any = AutoTokenizer.from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False
        )
        added = self._tokenizer.get_added_vocab()
        self._control = {*self._tokenizer.all_special_ids, *added.values()} - {self._tokenizer.unk_token_id}
        self._escape = Escape({*self._tokenizer.all_special_tokens, *added})
        self.size = len(self._tokenizer)
        self.prefix, self.suffix = self._surroundings()

    def encode(self, text: str) -> list[int]:
        """The ids of a text, without prefix and suffix."""
        ids = self._tokenizer(self._escape(text), add_special_tokens=False, verbose=False)["input_ids"]
        return [i for i in ids if i not in self._control]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids, control and unknown tokens left out."""
        text: str = self._tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return text

    def find(self, token: str) -> int | None:
        """The id of a control token, or None if there is no such token."""
        found = self._tokenizer.get_added_vocab().get(token)
        return None if found is None else int(found)

    def _surroundings(self) -> tuple[list[int], list[int]]:
        """What the tokenizer puts before and after a text."""
        alone = self._tokenizer("a", add_special_tokens=False)["input_ids"]
        whole = self._tokenizer("a")["input_ids"]
        at = next(i for i in range(len(whole)) if whole[i : i + len(alone)] == alone)
        return whole[:at], whole[at + len(alone) :]


class Escape:
    """Spells control tokens so that they are read as text; makes any string fit for UTF-8."""

    def __init__(self, tokens: Iterable[str]) -> None:
        spelt = sorted((re.escape(t) for t in tokens if len(t) > 1), key=len, reverse=True)
        self._tokens = re.compile("|".join(spelt) or r"(?!)")

    def __call__(self, text: str) -> str:
        text = _SURROGATES.sub("\ufffd", text)
        return self._tokens.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)
