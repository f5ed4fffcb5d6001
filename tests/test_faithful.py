"""Whatever the network prefers, the words it writes are the source's."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import sentencepiece
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.models.checkpoint import Checkpoint
from summarizer.models.faithful import FaithfulDecoding, SourceWords, Vocabulary
from summarizer.models.tokens import SentencePieceTokens

TOWNS = ("Harn", "Velt", "Ostra", "Dunmore", "Kesh", "Oskel", "Belisk")
CORPUS = [
    f'Gen. {name} of Tarn said on {n} May that {n * 37:,} soldiers attacked {town}-on-Ruhn, "near" the river.'
    for n in range(1, 60)
    for name, town in zip(("Hark", "Venn", "Roth", "Lund", "Orr", "Maran", "Voss"), TOWNS, strict=True)
]
SOURCE = 'Gen. Hark said 1,200 soldiers of Tarn attacked Oskel-on-Ruhn on 3 May, and "7" were wounded (2 of them badly).'
FOREIGN = ("Velt", "Venn", "1,20", "12", "73", "Harn", "Belisk", "Kesh")
EOS = 1


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> SentencePieceTokens:
    folder = tmp_path_factory.mktemp("spiece")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS), model_prefix=str(folder / "spiece"), vocab_size=400, hard_vocab_limit=False,
        split_digits=True, byte_fallback=True, pad_id=0, eos_id=EOS, unk_id=2, bos_id=-1, minloglevel=2,
    )  # fmt: skip
    return SentencePieceTokens(Path(folder / "spiece.model"), 0, EOS)


def write(tokens: SentencePieceTokens, source: SourceWords, seed: int, length: int = 40) -> str:
    """What comes of taking any allowed token at random."""
    rng, written = random.Random(seed), []
    for _ in range(length):
        choice = rng.choice(sorted(source.allowed(written)))
        if choice == EOS:
            break
        written.append(choice)
    # the last word may be broken off by the length
    while written and not tokens.written(written[-1]).startswith("▁"):
        written.pop()
    return tokens.decode(written[:-1])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_random_choices_write_no_name_and_no_number_that_the_source_lacks(
    tokens: SentencePieceTokens, seed: int
) -> None:
    source = SourceWords(tokens.encode(SOURCE), Vocabulary(tokens), EOS)
    text = write(tokens, source, seed)
    held = {w.strip(".,;:!?\"()'") for w in SOURCE.split()}
    for word in re.findall(r"\S*\d\S*", text):
        assert word.strip(".,;:!?\"()'") in held, text
    for name in FOREIGN:
        assert not re.search(rf"(?<![\w,-]){name}(?![\w,-])", text), text


def test_every_sentence_of_the_source_can_be_written(tokens: SentencePieceTokens) -> None:
    ids = tokens.encode(SOURCE)
    source = SourceWords(ids, Vocabulary(tokens), EOS)
    for at, token in enumerate(ids):
        assert token in source.allowed(ids[:at]), tokens.decode(ids[: at + 1])
    assert EOS in source.allowed(ids)


@pytest.mark.parametrize("word", ["the", "Soldiers", "soldier", "attacks", "attacking", "after", "According"])
def test_function_words_and_inflections_can_be_written(tokens: SentencePieceTokens, word: str) -> None:
    source = SourceWords(tokens.encode(SOURCE), Vocabulary(tokens), EOS)
    ids = tokens.encode(word)
    for at, token in enumerate(ids):
        assert token in source.allowed(ids[:at])


def test_scores_are_kept_for_allowed_tokens_alone(tokens: SentencePieceTokens) -> None:
    source = SourceWords(tokens.encode(SOURCE), Vocabulary(tokens), EOS)
    ids = torch.tensor([[0, *tokens.encode("soldiers of")]] * 2)
    scores = torch.zeros(2, tokens.size)
    kept = FaithfulDecoding([source], beams=2)(ids, scores)
    assert set(torch.isfinite(kept[0]).nonzero().ravel().tolist()) == source.allowed(ids[0, 1:].tolist())


def test_a_checkpoint_without_sentencepiece_cannot_be_asked_for_it() -> None:
    from summarizer.config import SummarizeSettings
    from summarizer.errors import ModelError
    from summarizer.models.seq2seq import _faithful_vocabulary

    bart = Checkpoint(Path("bart"), "bart", {"model_type": "bart"}, {})
    with pytest.raises(ModelError, match="SentencePiece"):
        _faithful_vocabulary(bart, object(), SummarizeSettings(faithful=True))  # type: ignore[arg-type]
