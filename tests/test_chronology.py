"""Entries of a chronology on days long past are no news."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.chronology import past_entries
from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.types import Document

STORY = "The war between Norvia and Sarland enters its third year on Wednesday."


def document(*lines: str, day: str | None = "2026-05-06") -> Document:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Document("a", "\n".join(lines), "Two years of war", "The Meridian", published=published)


def past(doc: Document) -> list[str]:
    return [doc.text[start:end].strip() for start, end in past_entries(doc)]


ENTRIES = [
    "6 May 2024 Fighting breaks out in Oskel.",
    "August 2024 The toll passes 300, the health ministry says.",
    "January 2025 The army takes Velden.",
    "2 May 2026 Sarland calls for talks.",
]


def test_entries_of_the_last_days_may_be_news() -> None:
    assert past(document(STORY, *ENTRIES)) == ENTRIES[:3]
    assert past(document(STORY, *reversed(ENTRIES))) == ENTRIES[2::-1]


def test_an_entry_holds_what_stands_before_the_next_heading() -> None:
    lines = [ENTRIES[0], "The bridge burns.", ENTRIES[1], ENTRIES[2], "1 March 2025: A truce fails.", STORY]
    assert past(document(*lines)) == [f"{ENTRIES[0]}\nThe bridge burns.", *lines[2:5]]


def test_a_heading_may_stand_alone_or_be_run_into_the_line_before() -> None:
    alone = document(STORY, "1965", "The first war.", "It ends in March.1971", "Another war.", "1989", "A coup.", "1999", "A truce.", STORY)  # fmt: skip
    assert past(alone) == ["1965\nThe first war.\nIt ends in March.", "1971\nAnother war.", "1989\nA coup.", "1999\nA truce."]  # fmt: skip
    run_in = document(
        f"{ENTRIES[0]} Photograph: AgencyAugust 2024 The toll rises.", *ENTRIES[2:], "3 May 2026 A raid."
    )
    assert past(run_in) == [f"{ENTRIES[0]} Photograph: Agency", "August 2024 The toll rises.", ENTRIES[2]]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Nov. 25 – Talks open.", "Jan. 20 – They fail.", "March 3 – A raid.", "May 4 – A truce."], 3),
        (["May 7: Talks in Oskel.", "May 9: A vote.", "May 20: A summit.", "Dec. 1: A census."], 0),
    ],
)
def test_a_date_without_a_year_is_of_the_nearest(lines: list[str], found: int) -> None:
    assert past(document(STORY, *lines)) == lines[:found]


@pytest.mark.parametrize(
    "lines",
    [
        ENTRIES[:3],  # too few
        [ENTRIES[0], ENTRIES[2], ENTRIES[1], "7 May 2024 Oskel falls.", "March 2025 Talks."],  # in no order
        ["In May 2024 fighting broke out.", "In August 2024 the toll passed 300.", "On 3 January 2025 Velden fell.",
         "Since 1 March 2025 a truce has held."],
        ["May 2024 was hot.", "August 2024 was wet.", "January 2025 was cold.", "March 2025 was mild."],
    ],
)  # fmt: skip
def test_what_is_no_chronology(lines: list[str]) -> None:
    assert past(document(STORY, *lines)) == []


YEARS = [
    "On March 10, the ministers met for the first time.",
    "Nothing came of it.",
    "In July 2024, a grain deal was signed.",
    "The June 2025 summit brought ninety nations together.",
    "On February 18, delegations met in Harbin.",
    "On February 28, a quarrel broke out.",
    "In early March 2026, a plan was leaked.",
    "On April 20, a raid killed three.",
]


def test_years_told_in_order_are_a_chronology() -> None:
    years = [line.replace("2026", "2027").replace("2025", "2026").replace("2024", "2025") for line in YEARS]
    told = past(document(STORY, *years, STORY, day="2027-05-06"))
    assert "\n".join(told) == "\n".join(years[2:])  # the first of them says its year
    last = "On May 5, Sarland called for talks."
    assert past(document(STORY, *YEARS, last, STORY)) == YEARS[2:]


def test_the_news_around_years_told_in_order_is_kept() -> None:
    lead = "On May 5, Sarland shelled the market of Oskel again, killing 12 people."
    attack = "The May 5 attack on the market of Oskel killed 12 people."
    today = ["Hale said that 40 people had been killed in the new shelling.", "Hospitals asked for blood."]
    ahead = ["In September 2026, elections will be held.", "On May 9, a referendum will be held."]
    for line in (lead, attack):
        assert past(document(line, *YEARS[2:], *ahead)) == YEARS[2:]
    assert past(document(STORY, *YEARS[2:5], *today, *YEARS[5:])) == YEARS[2:]
    for line in ("The governor says nine have died.", "Nine people were killed in Oskel, Hale said."):
        assert past(document(STORY, *YEARS[2:5], line, *YEARS[5:])) == YEARS[2:]
    law = "The May 2025 law is void, the court ruled on Monday."
    assert past(document(STORY, *YEARS[2:3], law, *YEARS[3:])) == YEARS[2:]


@pytest.mark.parametrize(
    "lines",
    [
        YEARS[:6],  # too few
        [*YEARS[3:], *YEARS[:3]],  # in no order
        [line.replace(", 2025", "").replace("2025", "2026").replace("2024", "2026") for line in YEARS],
        [*YEARS[:2], *YEARS[3:4], *YEARS[6:]],
    ],
)
def test_years_that_are_no_chronology(lines: list[str]) -> None:
    assert past(document(STORY, *lines)) == []


def test_without_a_date_of_its_own_nothing_is_past() -> None:
    assert past(document(STORY, *ENTRIES, day=None)) == []


def test_an_entry_ends_where_the_story_goes_on() -> None:
    today = [
        "On Tuesday shells killed nine people in Oskel, the mayor said.",
        "The hospital asked for blood.",
    ]
    lines = [*ENTRIES[:3], "1 March 2025: A truce fails.", "The bridge burns.", *today, "6 May 2026"]
    assert past(document(STORY, *lines)) == [*ENTRIES[:3], "1 March 2025: A truce fails.\nThe bridge burns."]


@pytest.mark.parametrize(
    "lines",
    [
        ["7 May 2026 Talks.", "9 June 2026 A vote.", "20 July 2026 A summit.", "1 December 2026 A census."],
        [
            "2022: Total 40 billion dollars",
            "2023: Total 42",
            "2024: Total 44",
            "2025: Total 50",
            "2026: Total 61",
        ],
        ["0 May 2024 A raid.", "31 June 2024 A raid.", "30 February 2025 A raid.", "32 March 2025 A raid."],
    ],
)
def test_what_is_to_come_a_table_and_no_dates(lines: list[str]) -> None:
    assert past(document(STORY, *lines)) == []


@pytest.mark.parametrize("day", ["9999-12-30", "0001-01-03"])
def test_the_ends_of_the_calendar(day: str) -> None:
    past_entries(document("May 7: One.", "May 9: Two.", "May 20: Three.", "Dec. 1: Four.", day=day))


@pytest.mark.parametrize("mark", ["\n", "-\n", "-", " ", "–\t"])
def test_blank_lines_take_no_time(mark: str) -> None:
    text = mark * 100_000 + "x"
    began = time.process_time()
    past_entries(Document("a", text, published=datetime(2026, 5, 6, tzinfo=UTC)))
    assert time.process_time() - began < 5  # 4,000 took 2.4 s when blanks ran over lines


def test_a_past_entry_is_left_out_and_on_record() -> None:
    doc = document(STORY, *ENTRIES)
    result = deduplicate_documents([doc], DeduplicateSettings())
    assert [p.text for p in result.passages] == [STORY, ENTRIES[3]]
    assert [(d.kind, d.passage.text) for d in result.duplicates] == [("past", text) for text in ENTRIES[:3]]


@given(st.lists(st.sampled_from([*ENTRIES, STORY, "1965", "31 June 2024 A raid.", "", " "]), max_size=12))
def test_entries_are_in_order_and_inside_the_text(lines: list[str]) -> None:
    doc = document(*lines)
    spans = past_entries(doc)
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


TOLD_YEARS = [
    "In March 2024, talks were held.", "By early May 2024, they had failed.", "In July 2024, a deal was signed.",
    "The January 2025 summit was held.", "On the night of 3 March 2025, a raid failed.", "On June 5, 2025, it was told again.",
]  # fmt: skip


def test_six_dates_in_order_over_more_than_a_year() -> None:
    assert past(document(STORY, *TOLD_YEARS)) == TOLD_YEARS
    assert past(document(STORY, *TOLD_YEARS[1:])) == []  # five
    assert past(document(STORY, *TOLD_YEARS[1:], TOLD_YEARS[5])) == []  # six, of five days
    assert past(document(STORY, *(TOLD_YEARS[i] for i in (0, 3, 1, 4, 2, 5)))) == []  # in no order
    within = [
        line.replace("2024", "2025").replace("January 2025", "September 2025") for line in TOLD_YEARS[:4]
    ]
    within += ["On the night of 3 November 2025, a raid failed.", "On January 5, 2026, it was told again."]
    assert past(document(STORY, *within)) == []  # ten months


def test_a_day_without_a_year_lies_between_the_two_that_say_theirs() -> None:
    lines = [*TOLD_YEARS[:4], "On May 2, talks were held again.", "On 6 May, they failed.", *TOLD_YEARS[5:]]
    assert past(document(STORY, *lines)) == lines
    assert past(document(STORY, *lines[:4], *lines[-1:], *lines[4:6])) == [*lines[:4], *lines[-1:]]
