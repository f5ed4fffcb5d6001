"""Which documents of one outlet and day are earlier versions of one story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.types import Document
from summarizer.versions import find_earlier_versions

EARLY = (
    "OSKEL, May 6 (NA) - At least nine people were killed when shells hit the only bakery in the besieged town "
    "of Oskel on Tuesday, a doctor there said.\nThe army has not yet said who fired."
)
LATE = (
    "OSKEL, May 6 (NA) - At least 14 people were killed when shells hit the only bakery in the besieged town "
    "of Oskel on Tuesday, its owner said, and both sides agreed to a truce.\n"
    "Ilse Maran, the owner, said three of the dead were children.\nThe army blamed the rebels.\n"
    "The truce is to begin on Wednesday at noon and to last for three days, the mediator, Tomas Hale, said.\n"
    "About 300 people left the town on Tuesday evening in buses of the rescue service."
)
OTHER = (
    "OSKEL, May 6 (NA) - The governor of Oskel resigned on Tuesday after shells hit the only bakery in the town, "
    "and the council will choose another one.\nHe did not say why.\nThe council meets again on Friday."
)


def document(
    name: str, text: str, *, source: str = "Norvian Agency", day: int = 6, hour: int = 0
) -> Document:
    return Document(name, text, source=source, published=datetime(2031, 5, day, hour, tzinfo=UTC))


def test_of_two_versions_without_times_the_fuller_one_is_the_last() -> None:
    versions = find_earlier_versions([document("late", LATE), document("early", EARLY)])
    assert versions == {"early": "late"}


def test_the_time_says_which_version_is_the_last() -> None:
    versions = find_earlier_versions([document("a", LATE, hour=6), document("b", EARLY, hour=9)])
    assert versions == {"a": "b"}


def test_without_a_time_two_of_one_length_tell_no_order() -> None:
    other = LATE.replace("both sides agreed to a truce", "shelling went on into the night")
    assert find_earlier_versions([document("a", LATE), document("b", other)]) == {}


def test_without_times_what_says_that_it_revises_is_the_last() -> None:
    short = EARLY.replace("a doctor there said", "a doctor there said, revising an earlier figure of 14")
    assert find_earlier_versions([document("a", LATE), document("b", short)]) == {"a": "b"}


def test_of_three_versions_two_are_earlier() -> None:
    middle = LATE.replace("14", "12", 1).rpartition("\n")[0]
    told = [document("1", EARLY, hour=1), document("2", middle, hour=2), document("3", LATE, hour=3)]
    assert find_earlier_versions(told) == {"1": "3", "2": "3"}


@pytest.mark.parametrize(
    "other",
    [
        document("b", OTHER),
        document("b", LATE, source="Velden Post"),
        document("b", LATE, source=""),
        document("b", LATE, day=7),
    ],
)
def test_another_story_outlet_or_day_is_no_version(other: Document) -> None:
    assert find_earlier_versions([document("a", EARLY), other]) == {}


def test_notes_of_a_ministry_that_open_alike_are_not_versions() -> None:
    note = (
        "The President of Norvia had a telephone conversation on Tuesday with the Prime Minister of {}, {}."
    )
    told = [
        document(name, note.format(name, who), source="Ministry of Foreign Affairs of Norvia")
        for name, who in (("Sarland", "Jan Osten"), ("Destria", "Mira Tolk"))
    ]
    assert find_earlier_versions(told) == {}


def test_versions_are_one_origin_and_what_the_earlier_alone_has_is_kept() -> None:
    kept = deduplicate_documents([document("early", EARLY), document("late", LATE)], DeduplicateSettings())
    assert kept.origins == {"early": "late", "late": "late"}
    assert {p.document.id for p in kept.passages} == {"early", "late"}
