"""Speech that a dash opens is somebody's word, in every sentence of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dialogue import in_dashes
from summarizer.passages import split_passages
from summarizer.types import Document, Passage

TALK = "- There will be no war. But we know that others want one - said Hale. The talks go on."


def told(text: str) -> list[str | None]:
    document = Document("d", text)
    spoken = [in_dashes(p) for p in split_passages([Passage(document, 0, len(text))])]
    return [found and found[1] for found in spoken]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALK, ["“There will be no war.” (Hale).", "“But we know that others want one,” said Hale.", None]),
        (
            "Hale spoke. – The bridge is ours – announced Hale.",
            [None, "“The bridge is ours,” announced Hale."],
        ),
        ("- We want no war - he said.", [""]),
        ("- We want no war. It is terrible - said the envoy.", ["", "“It is terrible,” said the envoy."]),
        ("- Shells hit the market in Oskel.", [None]),
        ("- The army said shells hit Oskel.", [None]),
        ("The bridge - said to be mined - is closed.", [None]),
        (
            "The U.S.-Iran talks ended. The plan - announced by Maran in May - is dead, Hale said.",
            [None, None],
        ),
        ("- The self-declared Velden Republic fired on Oskel, Hale said.", [None]),
        ("- Hale - said to be ill - left.", [None]),
        ("- A deal was signed. The deal - announced in May - is worth $5bn.", [None, None]),
        (
            "- Will you go? - asked the reporter. - Yes, we will go - said Hale.",
            [None, None, "“Yes, we will go,” said Hale."],
        ),
        ("- We met. He left - said Gen. Maran.", ["“We met.” (Gen. Maran).", "“He left,” said Gen. Maran."]),
        ("- We met - said envoy Mira Tolk, stating that it rained.", ["“We met,” said envoy Mira Tolk."]),
        ("Hale said the bridge - the last one - is closed.", [None]),
    ],
)
def test_whose_word_it_is(text: str, expected: list[str | None]) -> None:
    assert told(text) == expected


def test_the_evidence_holds_the_speaker() -> None:
    document = Document("d", TALK)
    spoken = in_dashes(Passage(document, 0, TALK.index(".") + 1))
    assert spoken
    assert spoken[0].text.endswith("said Hale")


@given(
    st.lists(st.sampled_from(["- ", "War is over", ". ", " - said ", "Hale", "he", "\n", "–"]), max_size=14)
)
def test_any_text_is_read_and_the_words_are_the_sources(parts: list[str]) -> None:
    text = "".join(parts)
    document = Document("d", text)
    for passage in split_passages([Passage(document, 0, len(text))]) if text.strip() else []:
        spoken = in_dashes(passage)
        if spoken:
            where, words = spoken
            assert where.start == passage.start
            assert where.end <= len(text)
            assert all(w in text for w in words.strip("“”().").split("”")[0].split(",”")[0].split())
