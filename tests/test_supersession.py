"""What a later report has overtaken, and which sentences are of another time."""

from __future__ import annotations

import pytest

from summarizer.supersession import of_other_time

PLANNED = "The ministers will hold a third round of talks in Lindhaven."
HELD = "The ministers held a third round of talks in Lindhaven."
MAY = "The ministers are in Lindhaven for a third round of talks."


@pytest.mark.parametrize(
    ("text", "told", "is_other"),
    [
        (HELD, PLANNED, True),
        (PLANNED, HELD, True),
        (PLANNED, PLANNED, False),
        (HELD, HELD, False),
        (PLANNED, MAY, False),  # they may meet yet
        (MAY, PLANNED, True),
        (HELD, HELD.replace("ministers", "ministers, expected to stay two days,"), False),
        (PLANNED.replace("will", "would"), PLANNED, False),
        (PLANNED.replace("will hold", "are holding"), PLANNED, False),
        (HELD, PLANNED.replace("will hold", "are set to hold"), True),
        (PLANNED, PLANNED.replace("will hold", "are set to hold"), False),
        ("Hale said the ministers will hold a third round.", PLANNED, False),
        (
            HELD,
            "Hale said that the ministers will hold a fourth round.",
            False,
        ),  # it tells what was said first
        (PLANNED, "The ministers met and are set to hold a third round of talks.", False),
    ],
)
def test_of_other_time(text: str, told: str, is_other: bool) -> None:
    assert of_other_time(text, told) is is_other
