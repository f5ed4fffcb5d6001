"""What a later report has overtaken, and which sentences are of another time."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import sparse

from summarizer.supersession import is_superseded, of_other_time
from summarizer.types import Claim, Document, Passage

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


WILL_MEET = (
    "The presidents of Chile and Ghana will meet on Wednesday to discuss a dispute over copper and cocoa."
)


@pytest.mark.parametrize(
    ("text", "told", "is_past"),
    [
        (
            WILL_MEET,
            "Chile and Ghana agreed on Wednesday to cut duties, officials said after long talks.",
            True,
        ),
        (WILL_MEET, "Ghana's president received the Chilean delegation on Wednesday at the palace.", True),
        (WILL_MEET, "Ghana's president received the Norvian delegation on Wednesday at the palace.", False),
        (WILL_MEET, "Ghana's president received the Chilean delegation on Tuesday at the palace.", False),
        (
            WILL_MEET,
            "Chile and Ghana did not hold the talks on Wednesday, officials said after a day.",
            False,
        ),
        (
            WILL_MEET,
            "Chile and Ghana put their envoys to work in the talks that will begin on Wednesday.",
            False,
        ),
        (WILL_MEET, "Chile and Ghana signed a contract on Wednesday.", False),
        (WILL_MEET.replace("meet", "vote"), "Ghana received the Chilean delegation on Wednesday.", False),
        (
            "Olav Steen and Tomas Hale are due to hold talks in Oskel on Wednesday.",
            "Hale met Steen for four hours on Wednesday.",
            True,
        ),
    ],
)
def test_a_meeting_that_a_later_document_tells_of(text: str, told: str, is_past: bool) -> None:
    early = Document("a", text, published=datetime(2031, 5, 6, tzinfo=UTC))  # a Tuesday
    late = Document("b", told, published=datetime(2031, 5, 8, tzinfo=UTC))
    claim = Claim(text, (Passage(early, 0, len(text)),), 1.0, "source")
    found = [Passage(late, 0, len(told))]
    none_alike = sparse.csr_matrix(np.array([[0.1]]))
    assert is_superseded(claim, none_alike, found, {"a": "a", "b": "b"}, set()) is is_past
