"""A text made of a passage's words is that passage with parts left out, or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import VerifySettings
from summarizer.splices import splice_fault
from summarizer.verify import check_sentence

COMPRESSION = VerifySettings(compression=True)
TALKS = (
    "Norvia is discussing a river deal structured in three parts and expects to sign it before July, when the "
    "Norvian minister Karel Voss leaves office, according to officials in Oskel familiar with the matter."
)
ATTACK = (
    "Foreign minister Karel Voss backed Tarn's attack on the Harn platform on Monday and said it was lawful."
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norvia is discussing a river deal structured in three parts.", TALKS),
        (
            "Norvia is discussing a river deal structured in three parts, according to officials in Oskel familiar with the matter.",
            TALKS,
        ),
        ("Foreign minister Karel Voss backed Tarn's attack and said it was lawful.", ATTACK),
    ],
)
def test_parts_left_out_at_joints_are_allowed(text: str, source: str) -> None:
    assert splice_fault(text, source) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norvia is discussing a Norvian minister Karel Voss leaves office.", TALKS),
        ("Officials in Oskel familiar with the river deal structured in three parts.", TALKS),
        ("Karel Voss leaves office before July, when the Norvian minister.", TALKS),
        ("Foreign minister Karel of further attacks, and said it was lawful.", ATTACK),
        ("Minister Karel Voss said said it was lawful.", ATTACK),
        ("Foreign minister Karel Voss backed Tarn's.", ATTACK),
        (
            "A plane landed in Oskel on Monday, Karel Voss said.",
            "Karel Voss said that a plane landed in Oskel.",
        ),
        ("Karel Voss, speaking in Oskel, said.", "Karel Voss, speaking in Oskel, said the truce holds."),
        ("During the talks in Oskel.", "Karel Voss left during the talks in Oskel."),
        ("Foreign minister Karel Voss called Tarn's attack lawful.", ATTACK),
        ("It was lawful and Foreign minister Karel Voss backed Tarn's attack.", ATTACK),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(text: str, source: str) -> None:
    assert splice_fault(text, source)
    assert check_sentence(text, [source], COMPRESSION).reason


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([TALKS, ATTACK]), st.integers(1, 40))
def test_whatever_follows_a_joint_can_be_left_out(source: str, length: int) -> None:
    words = source.split()
    following = words[length : length + 1]
    if following and following[0] in ("and", "according", "when", "on", "in"):
        assert splice_fault(" ".join(words[:length]), source) is None
