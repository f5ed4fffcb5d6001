"""What announces a meeting, and which sentences tell that it was held."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.meetings import reports_of, tells_end
from summarizer.types import Claim, Document, Passage

# 6 May 2026 is a Wednesday
AHEAD = "Norvia and Sarland will resume talks in Lindhaven on Wednesday over the grain ports."
ENDED = "Talks between Norvia and Sarland ended in Lindhaven on Wednesday without an agreement."

BREACH = "The board of the Atomic Authority found Norvia in breach of its obligations on Wednesday."


def passage(text: str, day: int | None) -> Passage:
    published = datetime(2026, 5, day, tzinfo=UTC) if day else None
    return Passage(Document(text[:9], text, published=published), 0, len(text))


def is_over(ahead: str, told: str, *, said: int | None = 5, reported: int | None = 6) -> bool:
    announced = passage(ahead, said)
    return bool(reports_of(Claim(ahead, (announced,), 1.0, "source"), [passage(told, reported)]))


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (AHEAD, ENDED),
        (AHEAD, "Envoys of Norvia and Sarland met on Wednesday and will meet again next week."),
        ("Norvia and Sarland prepare for talks on Wednesday.", ENDED),
        ("Norvia is headed into talks with Sarland on Wednesday.", ENDED),
        ("Edda Falk said envoys of Norvia and Sarland would hold talks on Wednesday.", ENDED),
        ("Tehran and Washington will hold talks on Wednesday.", "Talks of Iran and the United States ended on Wednesday."),
        ("Earlier this week, Falk said that envoys of Norvia would be meeting with diplomats of Sarland on Wednesday.", ENDED),
        ("The talks in Lindhaven will again turn on the ports of Norvia and Sarland.", ENDED.replace("ended in Lindhaven", "in Lindhaven ended")),
        ("At the meeting on Wednesday in Lindhaven, Norvia will be led by Falk and Sarland by Hale.", ENDED),
        ("Norvia will see Sarland for a fifth round of talks.", "A fifth round of talks of Norvia and Sarland has ended."),
        ("The Atomic Authority's 35-nation board will meet in Lindhaven on Wednesday.", BREACH),
        ("The board of the Atomic Authority is expected to vote on Norvia on Wednesday.", BREACH),
    ],
)  # fmt: skip
def test_a_meeting_that_was_held(ahead: str, told: str) -> None:
    assert is_over(ahead, told)


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (AHEAD, ENDED.replace("Wednesday", "Monday")),
        ("The Atomic Authority's board will meet in Lindhaven on Thursday.", BREACH),
        ("The Atomic Authority's council will meet in Lindhaven on Wednesday.", BREACH),
        ("The Harbour board will meet in Lindhaven on Wednesday.", BREACH),
        ("The Atomic Authority's board will meet in Lindhaven on Wednesday.", BREACH.replace("found", "has not found")),
        (AHEAD, ENDED.replace("Sarland", "Destria").replace("Lindhaven", "Orlen")),
        (AHEAD, "Norvia's envoy met Brandt of Sarland on Wednesday ahead of the talks in Lindhaven."),
        (AHEAD, "Norvia and Sarland have not held the talks in Lindhaven on Wednesday."),
        (AHEAD, "Norvia and Sarland shelled Lindhaven on Wednesday after dawn."),
        (AHEAD, AHEAD.replace("resume", "hold")),
        ("Norvia and Sarland shelled each other on Wednesday.", ENDED),
        ("Norvia will arm its border with Sarland on Wednesday.", ENDED),
        ("Norvia and Sarland held talks on Wednesday.", ENDED),
        ("Norvia and Sarland will hold talks on Wednesday, mediator Tomas Hale said in a statement carried by the state news agency.", "Mediator Tomas Hale met envoys of Norvia on Wednesday in Lindhaven."),
        ("Falk will meet Brandt on Wednesday, Ilse Maran of the ministry said.", "Voss met Hale on Wednesday, Ilse Maran of the ministry said."),
        ("Edda Falk will meet Brandt in New Orlen on Wednesday.", "Karel Voss led a meeting of bankers in New Orlen on Wednesday."),
        (AHEAD, "Norvia opened fire on Sarland on Wednesday, hours after talks in Lindhaven."),
        (AHEAD, "Norvia launched 40 drones at Sarland on Wednesday, the day of the meeting."),
        (AHEAD, "Sarland cancelled the talks with Norvia on Wednesday after talks ended in Orlen."),
        (AHEAD.replace("will", "will not"), ENDED),
        (AHEAD.replace("resume talks", "meet again"), ENDED),
        ("Norvia will hold a second round of talks with Sarland on Wednesday.", "Norvia held a first round of talks with Sarland on Wednesday."),
        ("Norvia will see Sarland for a second round of talks.", "A second round of talks of Norvia and Sarland ended a decade ago."),
        ("Norvia and Sarland met on Wednesday and agreed they would hold talks on Wednesday.", ENDED),
        (
            "The third round of talks of Norvia and Sarland will be held next month.",
            "A second round of talks of Norvia and Sarland ended on Wednesday.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_report_of_the_meeting(ahead: str, told: str) -> None:
    assert not is_over(ahead, told)


def test_what_has_begun_gives_way_to_its_end_alone() -> None:
    begun = "Norvia and Sarland resumed talks in Lindhaven on Wednesday."
    assert is_over(begun, ENDED, said=6)
    assert not is_over(begun, "Norvia and Sarland held talks in Lindhaven on Wednesday.", said=6)


def test_the_talks_that_have_begun_give_way_to_the_end_of_talks() -> None:
    begun = "Norvian state television announced the talks had begun."
    assert is_over(begun, ENDED, said=6)
    assert not is_over(begun, ENDED, said=1)
    assert not is_over(begun, ENDED, said=None)
    assert not is_over(begun, "Talks between Norvia and Sarland were held in Lindhaven.", said=6)
    assert not is_over("Talks between Destria and Belisk have begun.", ENDED, said=6)
    assert not is_over("The talks between Destria and Belisk have begun.", ENDED, said=6)


def test_tonight_is_not_yesterday() -> None:
    assert not is_over("Norvia will meet Sarland tonight.", "Norvia met Sarland yesterday.", said=6)


def test_without_dates_no_day_is_known() -> None:
    assert not is_over(AHEAD, ENDED, said=None)
    assert not is_over(AHEAD, ENDED, reported=None)


def test_a_report_that_is_dated_a_day_too_early_is_of_tomorrow() -> None:
    assert is_over(AHEAD, ENDED, said=5, reported=5)
    assert not is_over(AHEAD, ENDED, said=5, reported=4)


def test_a_round_held_before_it_was_announced_is_another_one() -> None:
    ahead = "Norvia will see Sarland for a first round of talks."
    held = "A first round of talks of Norvia and Sarland has ended."
    assert is_over(ahead, held, said=6, reported=6)
    assert not is_over(ahead, held, said=6, reported=4)


def test_an_end_is_more_than_that_it_was_held() -> None:
    assert tells_end(ENDED)
    assert not tells_end("Norvia and Sarland held talks in Lindhaven on Wednesday.")


def test_talks_of_one_place_are_one_only_from_one_day_to_the_next() -> None:
    ahead = "The talks in Lindhaven will turn on the ports of Norvia and Sarland."
    told = "Talks of Norvia and Sarland in Lindhaven ended without an agreement."
    assert is_over(ahead, told)
    assert not is_over(ahead, told, reported=8)
    assert not is_over(ahead, told.replace("Lindhaven", "Orlen"))
    assert not is_over(ahead, "Falk of Norvia met Hale of Sarland before talks in Lindhaven.")
    assert not is_over("Norvia and Sarland will meet again in talks in Lindhaven.", told)
