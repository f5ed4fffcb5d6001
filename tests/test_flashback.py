"""A sentence that goes on from a day long past is no news by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.config import DeduplicateSettings, MergeSettings, load_config
from summarizer.deduplicate import deduplicate_documents
from summarizer.flashback import tells_past
from summarizer.merge import merge_claims
from summarizer.text import sentences
from summarizer.types import Document, Passage, Verified


def document(*lines: str, day: str | None = "2026-05-06") -> Document:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Document("a", "\n".join(lines), "Two years of war", "The Meridian", published=published)


def tells(*lines: str, day: str | None = "2026-05-06") -> bool:
    """Whether the last sentence tells of a day long past."""
    doc = document(*lines, day=day)
    return tells_past(Passage(doc, *sentences(doc.text)[-1]))


@pytest.mark.parametrize(
    "lines",
    [
        ["On 2 April he was in the room. Sato spoke of an assault."],
        ["On April 15, 2023, war broke out after a quarrel. Fighting spread and killed thousands."],
        ["Then in 2019 they signed. The treaty ended a war."],
        ["In 2019 they signed. The treaty ended a war."],
        ["Hale noted that they attacked on the night of 2 April.", "The envoys spoke the next morning.",
         "Later that afternoon, the general called to ask for a truce."],
        ["By the end of May 2025 the truce had failed. Sarland took up arms."],
        ["“It was on the night of April 29,” Hale said.", "Then, in the afternoon, the general called to ask for a truce."],
        ["Shells fell on the port on 2 May.", "Sarland closed its bridges.", "In response, Norvia shelled the bank."],
    ],
)  # fmt: skip
def test_what_goes_on_from_a_day_long_past(lines: list[str]) -> None:
    assert tells(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["On 2 May he was in the room. Sato spoke of an assault."],  # news
        ["On 2 April he was in the room.", "Sato spoke of an assault."],  # a paragraph of its own
        ["On 2 April he was in the room. On Tuesday Sato spoke of an assault."],
        ["On 2 April he was in the room. Sato has spoken of an assault."],
        ["On 2 April and on Tuesday he was in the room. Sato spoke of an assault."],
        ["Norvia blames Sarland for a 2 April attack. Sato spoke of an assault."],  # the date is of the attack
        ["Since 2 April the bridge is closed. Sato spoke of an assault."],
        ["On 2 April they met.", "Talks were held on Monday.", "Later that day, Sato spoke of an assault."],
        ["On 2 April they met. Rain fell. Sato spoke of an assault."],
        ["Sato spoke of an assault."],
        ["On 28 February the war began. At least 3,000 people were killed in the war, Hale said."],
        ["On 28 February a ferry sank. Divers found nine bodies, bringing the toll to 40."],
        ["The trial over the attack in March 2024 began. That day nine people died in Oskel."],
        ["Hale, who was elected on 2 April 2021, signed it. Protesters gathered at the palace."],
        ["It was the deadliest raid since January 2024. Twelve people were killed at the market."],
        ["Sarland invaded in February 2022. Shelling killed 12 people, the governor said."],
        ["In 1998 the bridge was built. A blast this morning destroyed it."],
        ["In 2024 Oskel was bombed. Last night drones hit its power station."],
        ["In 2018 Norvia left the pact. It plans to enrich uranium."],
        ["In 2018 Norvia left the pact. It won't return, Hale told reporters."],
        ["In 2019 Norvia left the pact.", "Shells hit Oskel at dawn.", "That night Hale ordered a retreat."],
        ["In 2019 Norvia left the pact.", "Shells hit Oskel and killed 12.", "That night Hale ordered a retreat."],
        ["On 31 June he was in the room. Sato spoke of an assault."],  # no day
    ],
)  # fmt: skip
def test_what_may_be_of_today(lines: list[str]) -> None:
    assert not tells(*lines)


@pytest.mark.parametrize("day", ["5 May", "4 May"])
def test_what_follows_the_news_is_news(day: str) -> None:
    assert not tells(f"Shells fell on the port on {day}.", "Later, Norvia shelled the eastern bank.")
    assert tells("Shells fell on the port on 3 May.", "Later, Norvia shelled the eastern bank.")
    assert not tells("Shells fell on the port.", "Later, Norvia shelled the eastern bank.")
    assert not tells("Shells fell on the port on 3 May.", "Norvia shelled the eastern bank later.")


def test_without_a_date_of_its_own_no_sentence_is_past() -> None:
    assert not tells("On 2 April he was in the room. Sato spoke of an assault.", day=None)


def test_what_is_past_by_its_paragraph_is_no_statement_of_the_brief() -> None:
    old = "On 2 April shells hit Velden. Nine people were killed and the bridge at Oskel burned down."
    new = "On 5 May shells hit Velden. Nine people were killed and the bridge at Oskel burned down."

    def told(text: str) -> str:
        kept = deduplicate_documents([document(text)], DeduplicateSettings())
        sections = merge_claims(
            Verified((), ()), kept, MergeSettings(), load_config().sections, date=date(2026, 5, 6)
        )
        return " ".join(claim.text for section in sections for claim in section.claims)

    assert "burned" in told(new)
    assert "burned" not in told(old)


@pytest.mark.parametrize(
    ("before", "after", "is_past"),
    [
        (
            "In 2019 they signed, one on 2 May 2026.",
            "The treaty ended a war.",
            True,
        ),  # the date that opens it
        ("Hale said they signed “on 2 April”.", "The treaty ended a war.", False),
        ("On 2 April they signed “today”.", "Hale called it “this week’s war”.", True),
        ("Hale noted that they fled on 2 April.", "The same day the army came.", True),
        ("Hale noted that they fled on 2 April and on 5 May.", "The same day the army came.", False),
    ],
)
def test_which_date_frames_what_follows(before: str, after: str, is_past: bool) -> None:
    assert tells(f"{before} {after}") is is_past
