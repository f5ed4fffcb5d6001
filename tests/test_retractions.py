"""Which counts a sentence says hold no longer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.facts import former_counts
from summarizer.passages import split_passages
from summarizer.retractions import find_retractions, is_former_count, is_outgrown_toll, is_raised_count
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


ENTRY = "15:10 Minister Olav Steen says the toll on timber will be cut to 15%."
UNCLEAR = "CORRECTION 16:20: The ministry now says that the figure is 12%, not 15%."
OTHER = "17:05 Sarland will pay 15 million crowns to the town of Oskel, and its own toll stays at 9%."


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ((ENTRY, UNCLEAR, OTHER), [ENTRY, UNCLEAR]),
        ((OTHER, "16:20 Correction: the toll will be 12%, not 15%.", ENTRY), [ENTRY]),
        ((ENTRY, "16:20 The ministry says that the toll is no correction: it is 12%, not 15%."), []),
        ((OTHER, "CORRECTION: The toll on timber is 12%, not 15%."), []),
    ],
)
def test_a_correction_takes_back_the_entry_of_its_own_page(lines: tuple[str, ...], errors: list[str]) -> None:
    page = Document("a", "\n".join(lines))
    found = split_passages([Passage(page, 0, len(page.text))])
    assert [e.text for r in find_retractions(found) for e in r.errors] == errors


@pytest.mark.parametrize(
    ("text", "other", "is_outgrown"),
    [
        (
            "The Sarland army said three Sarland soldiers were killed on Monday near the village of Oskel.",
            "Sarland's army said nine of its soldiers had been killed since Monday.",
            True,
        ),
        (
            "The Chilean army said three Chilean soldiers were killed on Monday near the village of Oskel.",
            "Chile's defence ministry said nine of its soldiers had been killed since Monday.",
            True,
        ),
        (
            "Chile's defence ministry said nine of its soldiers had been killed since Monday.",
            "Chilean authorities reported 12 soldiers killed as of May 7.",
            True,
        ),
        (
            "The military government said 260 people were killed when the dam broke on Monday.",
            "The military government said 612 people had died.",
            True,
        ),
        (
            "The military government said 260 people were killed in Oskel on Monday.",
            "The military government said 612 people had died.",
            False,
        ),
        (
            "The military government said 26 people had died in Oskel.",
            "The military government said 61 people had died in Halm.",
            False,
        ),
        (
            "The military government said 26 people had died in Oskel.",
            "The military government said 61 people had died in Oskel.",
            True,
        ),
        (
            "The interior ministry said seven people, including a police officer, had been killed since Monday.",
            "The interior ministry says 11 people have been killed since Monday.",
            True,
        ),
        (
            "The interior ministry said 30 people were killed on Monday.",
            "The interior ministry said 45 people were killed on Wednesday.",
            False,
        ),
        (
            "The interior ministry said 30 people were killed on Monday.",
            "The interior ministry said 54,000 people had been killed since the war began.",
            False,
        ),
        (
            "The interior ministry said 30 people had been killed.",
            "The rebel alliance said 45 people had been killed.",
            False,
        ),
        (
            "The interior ministry said 30 people had been killed.",
            "The interior ministry said 25 people had been killed.",
            False,
        ),
        (
            "Chile's army said five of its soldiers had been killed.",
            "Chile's army claimed to have killed 24 soldiers.",
            False,
        ),
        (
            "Chile's army said five of its soldiers had been killed.",
            "The group Chile Watch said 24 soldiers had been killed.",
            False,
        ),
        (
            "Chile's army said five of its soldiers had been killed.",
            "Chile's army said 24 people had been killed.",
            False,
        ),
    ],
)
def test_a_toll_that_its_side_has_raised_on_a_later_day(text: str, other: str, is_outgrown: bool) -> None:
    first = Document("a", text, published=datetime(2031, 5, 6, tzinfo=UTC))
    later = Document("b", other, published=datetime(2031, 5, 7, tzinfo=UTC))
    assert is_outgrown_toll(text, first, Passage(later, 0, len(other))) is is_outgrown
    assert not is_outgrown_toll(other, later, Passage(first, 0, len(text)))
