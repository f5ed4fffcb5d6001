"""Any Hugging Face sequence-to-sequence checkpoint: T5, mT5, BART, PEGASUS, LED and PRIMERA.

text -> ids -> batch of equal length -> generate -> ids -> text -> whole sentences
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from transformers import (
    AutoConfig,
    AutoModelForSeq2SeqLM,
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
)
from transformers.models.auto.modeling_auto import MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES
from transformers.utils import logging

from summarizer.config import SummarizeSettings
from summarizer.errors import ModelError
from summarizer.models.checkpoint import Checkpoint, one_line
from summarizer.models.compression import SourceParts
from summarizer.models.faithful import FaithfulDecoding, Source, SourceWords, Vocabulary
from summarizer.models.int8 import restore, untie_head
from summarizer.models.selection import most_salient
from summarizer.models.tokens import SentencePieceTokens, Tokens, load_tokens
from summarizer.text import sentences

# Relative positions have no end, so these families read what they were trained on. Tokenizers
# of these families that name no limit say 1e30.
_TRAINED_ON = {"t5": 512, "mt5": 1024, "umt5": 1024, "switch_transformers": 512, "longt5": 4096}
_POSITIONS = ("max_encoder_position_embeddings", "max_position_embeddings")
_NO_LIMIT = 1_000_000
_TOKENS_PER_WORD = 2  # of a summary; English has about 1.4, names and other languages more
_KEPT = ("decoder_start_token_id", "bos_token_id", "eos_token_id", "pad_token_id", "forced_bos_token_id")
_DOCUMENT_END = "<doc-sep>"  # PRIMERA's, after each document


def load_seq2seq(checkpoint: Checkpoint, settings: SummarizeSettings) -> Seq2SeqModel:
    """The checkpoint, ready to summarize.

    Raises:
        ModelError: it is damaged or not seq2seq, or the device is not there.
    """
    if checkpoint.family not in MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES:
        raise ModelError(
            f"model: {checkpoint.folder}: {checkpoint.family or 'of no named type'} is not a seq2seq model; "
            "give a T5, mT5, BART, PEGASUS or LED checkpoint"
        )
    network = _load_network(checkpoint, _device(settings.device))
    tokens = load_tokens(checkpoint)
    if tokens.size > network.get_input_embeddings().num_embeddings:
        raise ModelError(
            f"model: {checkpoint.folder}: its tokenizer has {tokens.size} tokens and its network fewer; "
            "download the checkpoint again"
        )
    return Seq2SeqModel(checkpoint, network, tokens, settings)


class Seq2SeqModel:
    """Implements ``Model`` with a transformers network; deterministic, no sampling."""

    def __init__(
        self, checkpoint: Checkpoint, network: Any, tokens: Tokens, settings: SummarizeSettings
    ) -> None:
        self.name = checkpoint.name
        self.only_compresses = bool(checkpoint.config.get("only_compresses"))
        self._network = network
        self._tokens = tokens
        self._settings = settings
        self._selects = _salient_sentences(checkpoint)
        self._task = tokens.encode(_task_prefix(checkpoint).strip())
        self._document_end = tokens.find(_DOCUMENT_END) if checkpoint.family == "led" else None
        self._has_global_attention = checkpoint.family == "led"
        self._vocabulary = _faithful_vocabulary(checkpoint, tokens, settings)
        self.max_input_tokens = _longest_input(checkpoint) - len(self._wrap([]))
        network.generation_config = _search(network, settings, _task(checkpoint))

    def count_tokens(self, text: str) -> int:
        """The length of ``text`` in the model's own tokens, special tokens left out."""
        return len(self._tokens.encode(text))

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        """A summary for each text, in the same order.

        It has at most about ``max_words`` words of what is read at once. That is the text, up to
        ``max_input_tokens``; but a checkpoint that asks for ``salient_sentences`` is given that many
        of each text, one at a time, and writes a line of each. A sentence that the length broke off
        is left out, unless it is the only one.
        """
        parts = [self._parts(text) for text in texts]
        written = iter(self._write([part for some in parts for part in some], max_words))
        return ["\n".join(filter(None, [next(written) for _ in some])) for some in parts]

    def _parts(self, text: str) -> list[str]:
        """What the network reads of a text, each by itself."""
        return (most_salient(text, self._selects) if self._selects else []) or [text]

    def _write(self, texts: Sequence[str], max_words: int) -> list[str]:
        if not texts:
            return []
        told = [self._tokens.encode(text)[: self.max_input_tokens] for text in texts]
        written = self._generate(
            [self._wrap(ids) for ids in told], self._new_tokens(max_words), self._only(texts, told)
        )
        return [self._read(ids, max_words) for ids in written]

    def _only(self, texts: Sequence[str], told: Sequence[list[int]]) -> list[LogitsProcessor]:
        """What keeps the summaries to the words of their texts, or to parts of them, if that is asked for."""
        if self._vocabulary is None:
            return []
        eos = self._tokens.suffix[-1]
        sources: list[Source] = (
            [SourceParts(text, self._vocabulary, eos) for text in texts]
            if self.only_compresses
            else [SourceWords(ids, self._vocabulary, eos) for ids in told]
        )
        return [FaithfulDecoding(sources, self._network.generation_config.num_beams)]

    def _wrap(self, ids: list[int]) -> list[int]:
        """A text's ids as the model expects its input."""
        end = [] if self._document_end is None else [self._document_end]
        return [*self._tokens.prefix, *self._task, *ids, *end, *self._tokens.suffix]

    def _new_tokens(self, max_words: int) -> int:
        positions = getattr(self._network.config, "max_decoder_position_embeddings", None)
        positions = positions or getattr(self._network.config, "max_position_embeddings", None) or _NO_LIMIT
        return min(max_words * _TOKENS_PER_WORD, int(positions) - 2)

    def _generate(
        self, inputs: Sequence[list[int]], limit: int, processors: Sequence[LogitsProcessor] = ()
    ) -> list[list[int]]:
        """The ids written for each input, without the start token and padding."""
        pad = self._network.generation_config.pad_token_id
        longest = max(len(ids) for ids in inputs)
        device = self._network.device
        ids = torch.tensor([i + [pad] * (longest - len(i)) for i in inputs], device=device)  # (B, T)
        lengths = torch.tensor([[len(i)] for i in inputs], device=device)
        arguments = {
            "input_ids": ids,
            "attention_mask": (torch.arange(longest, device=device) < lengths).long(),
            "max_new_tokens": limit,
            "min_new_tokens": min(self._settings.min_words, limit) or None,
            "logits_processor": LogitsProcessorList(list(processors)),
        }
        if self._has_global_attention:
            arguments["global_attention_mask"] = self._global_attention(ids)
        with torch.inference_mode():
            written = self._network.generate(**arguments)  # (B, at most limit + 1)
        return [[i for i in row[1:] if i != pad] for row in written.tolist()]

    def _global_attention(self, ids: torch.Tensor) -> torch.Tensor:
        """1 where a token sees all others: the first, and the ends of documents (PRIMERA, section 3.1)."""
        mask = torch.zeros_like(ids)
        mask[:, 0] = 1
        if self._document_end is not None:
            mask[ids == self._document_end] = 1
        return mask

    def _read(self, ids: list[int], max_words: int) -> str:
        """The whole sentences of what was written, at most about ``max_words`` words."""
        text = self._tokens.decode(ids).strip()
        spans = sentences(text)
        if self._tokens.suffix[-1] not in ids and len(spans) > 1:
            spans = spans[:-1]
        while len(spans) > 1 and len(text[: spans[-1][1]].split()) > max_words:
            spans = spans[:-1]
        return text[: spans[-1][1]] if spans else ""


def _salient_sentences(checkpoint: Checkpoint) -> int:
    """How many sentences of a text the network is given, one at a time; 0: the text.

    Raises:
        ModelError: config.json says something else than a whole number from 0.
    """
    count = checkpoint.config.get("salient_sentences", 0)
    if type(count) is not int or count < 0:
        raise ModelError(
            f"model: {checkpoint.folder}: config.json: salient_sentences is {count!r}; "
            "give a whole number from 0"
        )
    return count


def _faithful_vocabulary(
    checkpoint: Checkpoint, tokens: Tokens, settings: SummarizeSettings
) -> Vocabulary | None:
    """The vocabulary that faithful decoding needs; None if it is not asked for.

    Raises:
        ModelError: it is asked for, and the checkpoint's tokenizer is not SentencePiece.
    """
    asked = settings.faithful
    if not (bool(checkpoint.config.get("faithful_decoding")) if asked is None else asked):
        return None
    if not isinstance(tokens, SentencePieceTokens):
        raise ModelError(
            f"model: {checkpoint.folder}: faithful decoding needs a SentencePiece tokenizer (spiece.model); "
            "leave summarize.faithful out of the settings"
        )
    return Vocabulary(tokens)


def _device(name: str) -> torch.device:
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise ModelError(
            f"model: device {name}: not to be had here: {one_line(error)}; "
            "set summarize.device to auto or cpu"
        ) from error
    return device


def _load_network(checkpoint: Checkpoint, device: torch.device) -> Any:
    """The network with every one of its weights read from the checkpoint."""
    try:
        with _quiet():
            network, missing = (_read_int8 if checkpoint.config.get("weights") == "int8" else _read_floats)(
                checkpoint.folder
            )
    except Exception as error:  # files of a foreign checkpoint, read by foreign code
        raise ModelError(
            f"model: {checkpoint.folder}: config.json or the weights are damaged: {one_line(error)}; "
            "download the checkpoint again"
        ) from error
    if missing:
        raise ModelError(
            f"model: {checkpoint.folder}: {len(missing)} of the weights that config.json asks for "
            f"are not there ({missing[0]}); download the checkpoint again"
        )
    if not all(bool(torch.isfinite(weights).all()) for weights in network.parameters()):
        raise ModelError(
            f"model: {checkpoint.folder}: damaged (weights that are no numbers); download it again"
        )
    return network.eval().to(device)


def _read_floats(folder: Path) -> tuple[Any, list[str]]:
    """The network, and the names of weights that are missing."""
    network, report = AutoModelForSeq2SeqLM.from_pretrained(
        str(folder),
        use_safetensors=True,
        trust_remote_code=False,
        local_files_only=True,
        dtype=torch.float32,  # half precision overflows in T5, and differs between batches
        output_loading_info=True,
    )
    return network, sorted(report["missing_keys"])


def _read_int8(folder: Path) -> tuple[Any, list[str]]:
    """Likewise, of weights that ``int8.quantize`` stored."""
    config = AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    network = AutoModelForSeq2SeqLM.from_config(config, trust_remote_code=False)
    state = restore(load_file(str(folder / "model.safetensors")))
    own_head = state.pop("lm_head.weight", None)
    report = network.load_state_dict(state, strict=False)
    network.tie_weights()
    if own_head is not None:
        untie_head(network, own_head)
    tied = set(network.all_tied_weights_keys)
    return network, sorted(set(report.missing_keys) - tied)


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars and load reports: what matters in them is said by a ModelError."""
    verbosity = logging.get_verbosity()
    had_bar = logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if had_bar:
            logging.enable_progress_bar()


def _task(checkpoint: Checkpoint) -> dict[str, Any]:
    """What the checkpoint's config says of summarizing: prefix, beams."""
    tasks = checkpoint.config.get("task_specific_params") or {}
    return dict(tasks.get("summarization") or {})


def _task_prefix(checkpoint: Checkpoint) -> str:
    """What the model was told in training that its task is: the config's own words, else T5's."""
    return str(_task(checkpoint).get("prefix", "summarize: " if checkpoint.family == "t5" else ""))


def _longest_input(checkpoint: Checkpoint) -> int:
    """The tokens that the network was made or trained to read, special tokens included."""
    config = checkpoint.config
    if config.get("chunk_tokens"):
        return int(config["chunk_tokens"])  # of a model that reads more, but was made for a few sentences
    told = checkpoint.tokenizer_config.get("model_max_length") or _NO_LIMIT
    told = told if told < _NO_LIMIT else None
    if checkpoint.family in _TRAINED_ON:
        return int(config.get("n_positions") or told or _TRAINED_ON[checkpoint.family])
    positions = next((config[key] for key in _POSITIONS if config.get(key)), None)
    return int(min(positions or told or 512, told or positions or 512))


def _search(network: Any, settings: SummarizeSettings, task: dict[str, Any]) -> GenerationConfig:
    """How summaries are searched for: the settings', with nothing of the checkpoint's but its token ids, and
    where they leave it open its beams.

    A checkpoint's own minimum length would make it invent, and ``encoder_no_repeat_ngram_size``
    would forbid it to copy a name.
    """
    ids = {key: getattr(network.generation_config, key, None) for key in _KEPT}
    beams = settings.num_beams or int(task.get("num_beams") or 1)
    penalty = settings.length_penalty
    penalty = float(task.get("length_penalty", 1.0)) if penalty is None else penalty
    return GenerationConfig(
        **ids,
        do_sample=False,
        num_beams=beams,
        length_penalty=penalty if beams > 1 else None,
        no_repeat_ngram_size=settings.no_repeat_ngram_size,
        encoder_no_repeat_ngram_size=0,
    )
