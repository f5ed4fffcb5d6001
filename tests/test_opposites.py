"""What two say that cannot both be."""

from __future__ import annotations

import pytest
from dispute_rows import DIRECT, DIRECTLY, INDIRECT, MEDIATED, disputes


def test_a_word_and_its_opposite_said_of_one_thing_by_two_speakers() -> None:
    (figure,) = disputes(DIRECT, INDIRECT)
    assert figure.what == "direct or indirect"
    assert {v.text for v in figure.values} == {DIRECT, INDIRECT}


def test_a_sentence_that_sets_a_word_against_its_opposite_is_enough() -> None:
    both = "President Edda Falk said the talks would be “direct” but Teodor Brandt insisted they would be indirect."
    figures = disputes(both, DIRECT, INDIRECT, "Sarland was instrumental in the truce, Karel Voss insisted.")
    assert [f.what for f in figures] == ["direct or indirect"]
    assert [(v.text, v.speaker) for v in figures[0].values] == [(both, "")]  # two speak


def test_a_word_and_its_opposite_make_one_row_named_by_them() -> None:
    insisted = (
        "Envoy Karel Voss insisted that the talks in Lindhaven would be indirect, through two mediators."
    )
    assert [f.what for f in disputes(DIRECT, INDIRECT, insisted)] == ["direct or indirect"]


def test_whether_direct_or_indirect_is_no_dispute() -> None:
    assert not disputes("The form of the talks in Lindhaven, direct or indirect, is open, Karel Voss said.")


@pytest.mark.parametrize("joined", ["direct or indirect", "“indirect and direct”", "directly or indirectly"])
def test_a_word_and_its_opposite_said_of_one_thing_at_once_are_no_dispute(joined: str) -> None:
    assert not disputes(f"Brandt said the talks would be held {joined}, but the place is not yet known.")
    apart = f"Brandt said the talks would be indirect, but Falk told reporters that they were {joined}."
    assert [f.what for f in disputes(apart)] == ["direct or indirect"]


def test_who_brought_an_agreement_about() -> None:
    (figure,) = disputes(MEDIATED, DIRECTLY)
    assert figure.what == "mediated or direct"
    assert [v.text for v in figure.values] == [MEDIATED, DIRECTLY]
    flat = "The two armies reached a ceasefire on Sunday that was brokered by Destria."
    assert [v.speaker for v in disputes(flat, DIRECTLY)[0].values] == ["", "Sarland's ministry"]
    assert disputes(flat, MEDIATED, DIRECTLY)[0].values[0].text == MEDIATED  # rather who has a speaker
    for told in (
        "President Edda Falk has not directly commented on the ceasefire with the army.",
        "President Edda Falk would not say whether the ceasefire was mediated by anybody.",
    ):
        assert not disputes(flat, told)
    assert not disputes(flat.replace("brokered", "not brokered"), DIRECTLY)
    assert not disputes(flat, DIRECTLY.replace("was negotiated", "would have to be negotiated"))
    assert not disputes(flat.replace("ceasefire", "bridge"), DIRECTLY)
    assert not disputes(
        flat, "Hale said the two armies had reached Destria for direct talks on a ceasefire deal."
    )


def test_what_is_not_ruled_out_stands_beside_what_will_not_be() -> None:
    never = "The defence ministry insisted there would be no boots on the ground in Sarland."
    assert not disputes(
        "Witnesses said there were no police at the market of Oskel when the fire began.",
        "Police have not ruled out arson in the fire at the market of Oskel.",
    )
    assert not disputes(
        "The mayor said that there will be no school in Oskel on Monday.",
        "The union has not ruled out school strikes in Oskel on Monday.",
    )
    assert not disputes(
        "Falk will never send boots to the ground in Sarland, her aide said.",
        "Falk has not ruled out sending boots to the ground in Sarland.",
    )
    assert not disputes(
        "Norvian officials said they would never give up boots on the ground in Sarland.",
        "Brandt has not ruled out boots on the ground in Sarland.",
    )
    perhaps = "President Edda Falk said she had not ruled out sending boots to the ground in Sarland."
    (figure,) = disputes(never, perhaps)
    assert figure.what == "ruled out or not"
    assert [(v.text, v.group) for v in figure.values] == [(never, 0), (perhaps, 1)]
    assert not disputes(never.replace("no boots", "many boots"), perhaps)
    assert not disputes(never.replace("The defence ministry", "Falk"), perhaps)
    assert not disputes(never.replace("boots on the ground", "toll on the bridges"), perhaps)
