"""Which counts a sentence says hold no longer."""

from __future__ import annotations

import pytest

from summarizer.retractions import former_counts


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("Nineteen people were killed, the mayor said, raising the toll from 16.", {16}),
        ("Seven people were killed, raising an earlier toll of four.", {4}),
        ("The death toll has risen to 17 from 14, doctors said.", {14}),
        ("The count was revised down from about 1,200.", {1200}),
        ("The death toll has risen to 17, doctors said.", set()),
        ("Shells were fired from 16 guns, and 4 people died.", set()),
        ("People from 16 villages fled.", set()),
    ],
)
def test_counts_that_hold_no_longer(text: str, former: set[float]) -> None:
    assert former_counts(text) == former
