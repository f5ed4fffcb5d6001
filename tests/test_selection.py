"""Which sentences of a text are written anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.selection import most_salient
from summarizer.text import sentences

TOLL = "Shells killed seven people in the market of Oskel on Monday, governor Ilse Maran said."
WEATHER = "It was a fine morning, and the cats of the old town slept on the warm stones."
TALKS = "Norvia and Sarland agreed in Lindhaven to hold a second round of talks on Friday."


def test_what_an_editor_reports_goes_before_the_weather() -> None:
    assert most_salient(f"{WEATHER} {TOLL} {TALKS}", 2) == [TOLL, TALKS]
    assert most_salient(f"{TALKS} {WEATHER} {TOLL}", 2) == [TALKS, TOLL]


@given(
    st.lists(st.sampled_from([TOLL, WEATHER, TALKS, "Why?", "No. 7 fell."]), max_size=8), st.integers(1, 9)
)
def test_so_many_sentences_of_the_text_in_their_order(lines: list[str], count: int) -> None:
    text = " ".join(lines)
    told = list(dict.fromkeys(text[start:end] for start, end in sentences(text)))
    chosen = most_salient(text, count)
    assert len(chosen) == min(count, len(told))
    left = iter(told)
    assert all(sentence in left for sentence in chosen)  # a subsequence: each is found behind the one before
