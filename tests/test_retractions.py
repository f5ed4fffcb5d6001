"""Which counts a sentence says hold no longer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.facts import former_counts
from summarizer.retractions import is_former_count, is_raised_count
from summarizer.types import Document, Passage


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("Nineteen people were killed, the mayor said, raising the toll from 16.", {16}),
        ("Seven people were killed, raising an earlier toll of four.", {4}),
        ("The death toll has risen to 17 from 14, doctors said.", {14}),
        ("The count was revised down from about 1,200.", {1200}),
        ("The previous official death toll had been 33, doctors said.", {33}),
        ("The UN lowered its estimate of those who fled Oskel to 26,000 from 40,000.", {40000}),
        ("Norvia wrongly said that two tanks were lost, not five.", set()),  # five is right
        ("Smoke rose from 14 houses in Oskel, where 30 people died.", set()),
        ("The toll in Oskel rose from 12 to 17.", {12}),
        ("Officials revised the plan for 40 trucks from 12 towns.", set()),
        ("The mayor later said that four people had been killed, not six.", {6}),
        ("The spokesman corrected an earlier statement: two jets were shot down, not three.", {3}),
        ("Sarland said that four people had been killed, not six.", set()),  # another's count
        ("The death toll has risen to 17, doctors said.", set()),
        ("Shells were fired from 16 guns, and 4 people died.", set()),
        ("People from 16 villages fled.", set()),
    ],
)
def test_counts_that_hold_no_longer(text: str, former: set[float]) -> None:
    assert former_counts(text) == former


@pytest.mark.parametrize(
    ("text", "is_former"),
    [
        ("Norvia said on Monday that it had shot down three Sarland jets.", True),
        ("Norvia lost three men in Oskel.", False),
        ("The talks took three days.", False),
        ("Three people were killed in Oskel.", False),
    ],
)
def test_what_is_counted_otherwise_now(text: str, is_former: bool) -> None:
    corrected = "Norvia's spokesman corrected an earlier statement: two jets were shot down, not three."
    old, new = (Document("a", text), Document("b", corrected))
    assert is_former_count(text, old, Passage(new, 0, len(corrected))) is is_former


@pytest.mark.parametrize(
    ("other", "day", "is_raised"),
    [
        ("Norvia said 51 civilians were killed and 78 injured.", 6, True),
        ("Norvia said 51 civilians were killed.", 6, False),  # of one day, and of whom, nothing else tells
        ("Norvia said 51 civilians were killed.", 7, True),
        ("Norvia said 51 civilians were killed and 40 injured.", 6, False),
        ("Norvia said 51 civilians were killed and 78 injured.", 5, False),
        ("Sarland said 51 civilians were killed and 78 injured.", 6, False),
    ],
)
def test_a_count_that_its_speaker_has_raised(other: str, day: int, is_raised: bool) -> None:
    def document(text: str, day: int) -> Document:
        return Document(text[:9], text, published=datetime(2026, 5, day, tzinfo=UTC))

    text = "Norvia said at least 26 civilians were killed and 46 injured."
    later = document(other, day)
    assert is_raised_count(text, document(text, 6), Passage(later, 0, len(other))) is is_raised
