"""What a small network is taught to tell of a passage rests on one sentence of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import VerifySettings
from summarizer.text import sentences
from summarizer.training.oracle import oracle
from summarizer.verify import check_sentence

CROSSED = "Norvian troops, who had waited for weeks, crossed the Tamer river at dawn and seized the bridge at Oskel."
TOLL = (
    "Seven people were killed and 19 wounded when shells hit the market of Oskel, governor Ilse Maran said."
)
WEATHER = "It was a cold and foggy morning along the whole of the front, and the roads were wet."
PASSAGE = f"{WEATHER} {CROSSED} {TOLL}"


def test_a_written_sentence_that_one_sentence_carries_is_told_as_it_is() -> None:
    written = "Norvian troops crossed the Tamer river at dawn and seized the bridge at Oskel."
    assert oracle(PASSAGE, [written]) == [(written, 1)]


def test_of_two_sentences_joined_the_likest_is_told_in_the_form_that_is_likest() -> None:
    joined = (
        "Norvian troops crossed the Tamer river and seized the bridge at Oskel, where shells killed seven."
    )
    assert oracle(PASSAGE, [joined]) == [
        ("Norvian troops crossed the Tamer river at dawn and seized the bridge at Oskel.", 1)
    ]


def test_no_sentence_is_told_twice_and_what_no_sentence_holds_is_not_told() -> None:
    assert oracle(PASSAGE, [TOLL, TOLL.replace("Seven people", "Seven")]) == [(TOLL, 2)]
    assert oracle(PASSAGE, ["Sarland recalled its ambassador from Port Velden."]) == []
    assert oracle("", ["Sarland recalled its ambassador."]) == []


def test_half_a_quotation_is_not_taught() -> None:
    half = "Ilse Maran, who governs Oskel, said of the shelling of the market,” and left for Port Velden."
    wanted = "Ilse Maran, who governs Oskel, spoke of the shelling of the market and left for Sarland."
    assert oracle(half, [wanted]) == []
    assert oracle(half.replace("”", ""), [wanted]) == [(half.replace("”", ""), 0)]


@given(st.lists(st.sampled_from([CROSSED, TOLL, WEATHER]), max_size=3, unique=True))
def test_all_that_is_told_is_carried_by_the_sentence_it_is_told_of(told: list[str]) -> None:
    source = " ".join(told)
    own = [source[a:b] for a, b in sentences(source)]
    wanted = [CROSSED, TOLL.replace("market of Oskel", "market"), "Seven were killed."]
    for text, place in oracle(source, wanted):
        assert check_sentence(text, [own[place]], VerifySettings()).reason is None
