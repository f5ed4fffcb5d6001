"""chunk_passages: whole sentences within the model's limit, nothing lost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.chunk import chunk_passages
from summarizer.config import ChunkSettings
from summarizer.models.lead import LeadModel
from summarizer.text import paragraphs, sentences
from summarizer.types import Chunk, Document, Passage


class LetterModel(LeadModel):
    """Counts letters, and one more for each line, as byte-level tokenizers may."""

    def __init__(self, limit: int) -> None:
        self.max_input_tokens = limit

    def count_tokens(self, text: str) -> int:
        return len(text) + text.count("\n")


def passages_of(*documents: Document) -> list[Passage]:
    return [Passage(d, start, end) for d in documents for start, end in paragraphs(d.text)]


def limit(tokens: int) -> ChunkSettings:
    return ChunkSettings(max_tokens=tokens)


def lengths(chunks: Sequence[Chunk]) -> list[int]:
    return [len(chunk.text.split()) for chunk in chunks]


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u200c\u200d\u2060\ufeff")


def test_a_short_document_is_one_chunk_of_its_sentences() -> None:
    document = Document("a", "The town fell. Lt. Col. Hark left.\n\nIt rained.")
    (chunk,) = chunk_passages(passages_of(document), LeadModel(), ChunkSettings())
    assert [p.text for p in chunk.passages] == ["The town fell.", "Lt. Col. Hark left.", "It rained."]
    assert chunk.text == "The town fell. Lt. Col. Hark left.\nIt rained."


def test_no_passages_are_no_chunks() -> None:
    assert chunk_passages([], LeadModel(), ChunkSettings()) == ()
    empty = Document("a", "\u200b")
    assert chunk_passages([Passage(empty, 0, 1)], LeadModel(), ChunkSettings()) == ()


def test_chunks_do_not_cross_documents() -> None:
    first, second = Document("a", "One two three."), Document("b", "Four five six.")
    chunks = chunk_passages(passages_of(first, second), LeadModel(), ChunkSettings())
    assert [c.text for c in chunks] == ["One two three.", "Four five six."]


def test_the_models_own_limit_holds_where_none_is_set() -> None:
    document = Document("a", "One two three four five. " * 100)
    chunks = chunk_passages(passages_of(document), LeadModel(), ChunkSettings())
    assert max(lengths(chunks)) <= LeadModel.max_input_tokens
    assert len(chunks) == 2  # 500 words, 256 at a time


def test_the_last_chunk_is_no_stub() -> None:
    document = Document("a", "One two three four five. " * 11)
    chunks = chunk_passages(passages_of(document), LeadModel(), limit(50))
    assert sorted(lengths(chunks)) == [25, 30]


def test_a_sentence_over_the_limit_is_divided_at_a_clause() -> None:
    text = "The army said the town had fallen in the night, and the mayor said that it had not been so."
    chunks = chunk_passages(passages_of(Document("a", text)), LeadModel(), limit(12))
    assert [c.text for c in chunks] == [
        "The army said the town had fallen in the night,",
        "and the mayor said that it had not been so.",
    ]


def test_a_word_over_the_limit_is_divided_too() -> None:
    document = Document("a", "See " + "x" * 95 + " now.")
    chunks = chunk_passages(passages_of(document), LetterModel(20), ChunkSettings())
    assert all(len(c.text) <= 20 for c in chunks)
    assert visible("".join(c.text for c in chunks)) == visible(document.text)


def test_a_chunk_that_joining_takes_over_the_limit_is_divided() -> None:
    # ten sentences of 4 letters count 40 alone, but 58 with the line ends between them
    document = Document("a", "\n".join(["One."] * 10))
    chunks = chunk_passages(passages_of(document), LetterModel(40), ChunkSettings())
    assert all(LetterModel(40).count_tokens(c.text) <= 40 for c in chunks)
    assert sum(len(c.passages) for c in chunks) == 10


TOKENS = [
    "The",
    "army",
    "said,",
    "“No.",
    "We stay.”",
    "Lt.",
    "U.S.",
    "5.5",
    "ended.",
    "Why?",
    "x" * 30,
    "é—",
    "\u00a0",
]
TEXTS = st.lists(st.sampled_from([*TOKENS, "\n", "\u200b", "fell.The"]), max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    texts=st.lists(st.one_of(TEXTS, st.text(max_size=80)), max_size=3),
    tokens=st.integers(1, 60),
    letters=st.booleans(),
    dropped=st.integers(2, 5),
)
def test_chunks_cover_exactly_what_was_kept(
    texts: list[str], tokens: int, letters: bool, dropped: int
) -> None:
    documents = [Document(str(i), text) for i, text in enumerate(texts)]
    kept = [p for i, p in enumerate(passages_of(*documents)) if i % dropped]
    model = LetterModel(tokens) if letters else LeadModel()
    chunks = chunk_passages(kept, model, limit(tokens))
    found = [p for chunk in chunks for p in chunk.passages]
    for document in documents:
        spans = [(p.start, p.end) for p in found if p.document is document]
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        mine = [p for p in kept if p.document is document]
        assert visible("".join(p.text for p in found if p.document is document)) == visible(
            "".join(p.text for p in mine)
        )
        assert all(any(k.start <= start < end <= k.end for k in mine) for start, end in spans)
    for chunk in chunks:
        assert len({id(p.document) for p in chunk.passages}) == 1
        assert model.count_tokens(chunk.text) <= tokens


@settings(max_examples=100, deadline=None)
@given(texts=TEXTS, tokens=st.integers(3, 60))
def test_sentences_within_the_limit_stay_whole(texts: str, tokens: int) -> None:
    document = Document("a", texts)
    chunks = chunk_passages(passages_of(document), LeadModel(), limit(tokens))
    spans = {(p.start, p.end) for chunk in chunks for p in chunk.passages}
    for start, end in sentences(texts):
        # longer ones are cut uncounted: no tokenizer has words of 16 characters as one token on average
        if len(texts[start:end].split()) <= tokens and end - start <= 16 * tokens:
            assert (start, end) in spans


def test_a_document_of_megabytes_is_chunked_in_seconds() -> None:
    for unit in ("The army said that the town had fallen.\n", "The army said no. ", "word ", "x"):
        document = Document("a", unit * (2_000_000 // len(unit)))
        start = time.process_time()
        chunks = chunk_passages(passages_of(document), LeadModel(), ChunkSettings())
        assert time.process_time() - start < 15
        assert visible("".join(c.text for c in chunks)) == visible(document.text)
