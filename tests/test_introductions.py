"""A last name alone is told in full where the brief first names the person, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.introductions import in_full, introduce
from summarizer.types import Claim, Document, Passage, Section

ARTICLE = (
    "Norvia's foreign minister Tomas Hale arrived on Monday. Hale said the talks went on. "
    "Ilse Maran, the governor of the province, stayed. President Anna Voss and Prime Minister Piet Voss left."
)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Hale said the talks went on.", "Tomas Hale said the talks went on."),
        ("On Monday, Hale said so.", "On Monday, Tomas Hale said so."),
        ("The talks went on, Mr. Hale said.", "The talks went on, Tomas Hale said."),
        ("Mr Hale himself said so.", "Tomas Hale himself said so."),
        ("Foreign Minister Hale arrived.", "Foreign Minister Tomas Hale arrived."),
        ("Norvia rejected Hale's offer.", "Norvia rejected Tomas Hale's offer."),
        ("The envoy met Hale and Maran.", "The envoy met Tomas Hale and Ilse Maran."),
        ("Hale met the envoy; Hale said no more.", "Tomas Hale met the envoy; Hale said no more."),
    ],
)
def test_a_last_name_alone_is_told_in_full(text: str, full: str) -> None:
    assert in_full(text, ARTICLE) == full


def test_a_word_that_ends_a_sentence_before_is_no_first_name() -> None:
    for before in ("so he told Reuters. ", "it was named Operation Sindoor.\n"):
        article = f"Norvia's foreign minister Tomas Hale arrived, {before}Hale said the talks went on."
        assert in_full("Hale said no.", article) == "Tomas Hale said no."
    assert in_full("Hale said no.", f"{ARTICLE} Gov. Hale left.") == "Hale said no."


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Hale arrived, and Hale said so.",
        "Jonas Hale arrived.",  # somebody else
        "The Hale plan failed.",
        "Hale officials said no.",
        "Voss left.",  # which of the two?
        "“Hale said so,” the envoy said.",
        'The envoy said: "Hale left."',
        "Haleford fell.",
        "Anti-Hale crowds gathered.",
    ],
)
def test_where_it_is_another_or_not_clear_whose_it_stays(text: str) -> None:
    assert in_full(text, ARTICLE) == text


@pytest.mark.parametrize(
    ("article", "text"),
    [
        ("President Falk will fly. Dr. Jonna Falk read to children.", "President Falk will fly to Oskel."),
        ("Prime Minister Brandt left. Jan Brandt, a journalist, stayed.", "Prime Minister Brandt said no."),
        ("Bruno Ekman fled. Gen. Karel Ekman stayed.", "Ekman fled to Velden."),
        ("Foreign minister Tomas Hale left. Mrs. Hale was wounded.", "Mrs. Hale was wounded."),
        ("Minister Piet Voss left.", "Judge Voss said no."),
        ("Minister Piet Voss left.", "Mr. and Mrs. Voss left."),
        ("President Joe Falk left.", "Vice President Falk left."),
        ("President Joe Falk left.", "An ex-President Falk is no president."),
        ("President Joe Falk left.", "‘Falk said no,’ the envoy said."),
        ("President Joe Falk left.", "President “Joe” Falk left."),
        ("President Joe Falk left.", "Joe\u00a0Falk left."),
        ("President Joe B. Falk left.", "Joe Falk left."),
        ("The UN representative Port Sudan said nothing.", "Trucks went to Sudan on Monday."),
        ("President Joe Falk’s Iran was told of.", "A deal with Iran was signed."),
        ("Minister Osten Meets Tolk in Oskel.", "Tolk said no."),
    ],
)
def test_what_may_be_another_person_or_none_stays(article: str, text: str) -> None:
    assert in_full(text, article) == text


def claim(text: str, article: str = ARTICLE) -> Claim:
    return Claim(text, (Passage(Document("a", article), 0, len(article)),), 1.0, "source")


def test_the_brief_tells_the_full_name_once() -> None:
    first = Section("one", "One", (claim("Hale arrived."), claim("Hale said so.")))
    second = Section("two", "Two", (claim("Maran met Hale."),))
    told = [c.text for section in introduce([first, second]) for c in section.claims]
    assert told == ["Tomas Hale arrived.", "Hale said so.", "Ilse Maran met Hale."]


def test_whom_the_article_does_not_introduce_nobody_does() -> None:
    told = [
        c.text
        for s in introduce([Section("one", "One", (claim("Hale left.", "Hale left."),))])
        for c in s.claims
    ]
    assert told == ["Hale left."]


@given(
    st.lists(
        st.sampled_from(["Hale", "Tomas", "Maran", "said", "the", '"', "“", "”", "’s", "Voss", ",", "."]),
        max_size=12,
    )
)
def test_only_first_names_are_added(parts: list[str]) -> None:
    text = " ".join(parts)
    told = in_full(text, ARTICLE)
    assert [w for w in told.split() if w not in ("Tomas", "Ilse")] == [
        w for w in text.split() if w not in ("Tomas", "Ilse")
    ]
    assert len(told.split()) - len(text.split()) <= 2
    assert in_full(told, ARTICLE) == told
