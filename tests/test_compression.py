"""Whatever the network prefers, what it writes are the source's sentences with parts left out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sentencepiece
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.models.compression import SourceParts
from summarizer.models.faithful import Vocabulary
from summarizer.models.tokens import SentencePieceTokens
from summarizer.shorten import is_binding
from summarizer.text import sentences

SENTENCES = (
    "On Monday, the army of Tarn, which lost Velt in May, attacked the port of Oskel with 40 drones, officials said.",
    "Gen. Hark did not confirm it, and the mayor left the town during the night after a long meeting in Harn.",
    "Talks in Belisk were held without Tarn (the host) while the river was closed.",
    "Hark warned that if drones came, the port would burn, the mayor of Velt said.",
)
EOS = 1


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> SentencePieceTokens:
    folder = tmp_path_factory.mktemp("spiece")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 20), model_prefix=str(folder / "spiece"), vocab_size=400,
        hard_vocab_limit=False, split_digits=True, byte_fallback=True, pad_id=0, eos_id=EOS, unk_id=2, bos_id=-1,
        minloglevel=2,
    )  # fmt: skip
    return SentencePieceTokens(Path(folder / "spiece.model"), 0, EOS)


def parts(tokens: SentencePieceTokens, text: str) -> SourceParts:
    return SourceParts(text, Vocabulary(tokens), EOS)


def write(tokens: SentencePieceTokens, source: SourceParts, seed: int) -> str:
    """What comes of taking any allowed token at random up to the end."""
    rng = random.Random(seed)
    written: list[int] = []
    while len(written) < 400:
        choice = rng.choice(sorted(source.allowed(written)))
        if choice == EOS:
            return tokens.decode(written)
        written.append(choice)
    raise AssertionError("it never ends")


def bare(text: str) -> list[str]:
    return [w for word in text.split() if (w := word.strip('.,;:()"').lower())]


def is_subsequence(some: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in some)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_random_choices_leave_words_out_and_do_nothing_else(tokens: SentencePieceTokens, seed: int) -> None:
    text = write(tokens, parts(tokens, " ".join(SENTENCES)), seed)
    assert is_subsequence(bare(text), bare(" ".join(SENTENCES))), text
    for _, end in sentences(text):
        assert text[end - 1] == ".", text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), number=st.integers(0, len(SENTENCES) - 1))
def test_what_binds_a_statement_is_never_left_out(
    tokens: SentencePieceTokens, seed: int, number: int
) -> None:
    text = write(tokens, parts(tokens, SENTENCES[number]), seed)
    wanted, told = ([w for w in t.split() if is_binding(w)] for t in (SENTENCES[number], text))
    assert [word.strip(".,") for word in told] == [word.strip(".,") for word in wanted] != [], text


@pytest.mark.parametrize("text", [*SENTENCES, " ".join(SENTENCES)])
def test_the_whole_source_can_be_written(tokens: SentencePieceTokens, text: str) -> None:
    source, ids = parts(tokens, text), tokens.encode(text)
    for at, token in enumerate(ids):
        assert token in source.allowed(ids[:at]), tokens.decode(ids[: at + 1])
    assert EOS in source.allowed(ids)


@pytest.mark.parametrize(
    "shorter",
    [
        "On Monday, the army of Tarn attacked the port of Oskel with 40 drones, officials said.",
        "The army of Tarn attacked the port of Oskel with 40 drones, officials said.",
        "Gen. Hark did not confirm it.",
        "Talks in Belisk were held without Tarn.",
        "Gen. Hark did not confirm it. Talks in Belisk were held without Tarn.",
    ],
)
def test_a_good_shorter_form_can_be_written(tokens: SentencePieceTokens, shorter: str) -> None:
    source, ids = parts(tokens, " ".join(SENTENCES)), tokens.encode(shorter)
    for at, token in enumerate(ids):
        assert token in source.allowed(ids[:at]), tokens.decode(ids[: at + 1])
    assert EOS in source.allowed(ids)


@pytest.mark.parametrize(
    "wrong",
    [
        "Gen. Hark attacked",  # a stretch of another sentence
        "Talks in Belisk. Gen. Hark",  # another order
        "Gen. Hark did confirm",  # a denial lost
        "Gen. Hark the mayor left",  # no end of a clause
        "On Monday, the army of Tarn attacked the port of Oskel with drones",  # a number lost
        "On Monday, officials said.",  # the main clause lost
        "Hark warned that if drones came.",  # what would follow lost
        "Hark warned that if drones came, the mayor",
    ],
)
def test_a_wrong_form_cannot_be_written(tokens: SentencePieceTokens, wrong: str) -> None:
    source, ids = parts(tokens, " ".join(SENTENCES)), tokens.encode(wrong)
    assert any(token not in source.allowed(ids[:at]) for at, token in enumerate(ids))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Karel Voss said in a statement that the port was open.", "Karel Voss said."),
        ("But, as in May, the port burned.", "But."),
        ("The mayor, who fled in May, left Velt.", "The mayor."),
    ],
)
def test_what_is_no_statement_cannot_end(tokens: SentencePieceTokens, text: str, wrong: str) -> None:
    source, ids = parts(tokens, text), tokens.encode(wrong)
    assert any(token not in source.allowed(ids[:at]) for at, token in enumerate(ids))


def test_who_said_it_can_end_what_was_said(tokens: SentencePieceTokens) -> None:
    source, ids = (
        parts(tokens, "The port was open, Karel Voss said in a statement."),
        tokens.encode("The port was open, Karel Voss said."),
    )
    for at, token in enumerate(ids):
        assert token in source.allowed(ids[:at]), tokens.decode(ids[: at + 1])


def test_an_empty_source_allows_only_the_end(tokens: SentencePieceTokens) -> None:
    assert parts(tokens, "").allowed([]) == {EOS}
