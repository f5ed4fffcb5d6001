"""A denial behind a sentence is found, with the sentence that it is of."""

from __future__ import annotations

import pytest

from summarizer.replies import find_replies, find_unverified
from summarizer.statements import Statement
from summarizer.text import sentences
from summarizer.types import Document, Passage

STRUCK = "Belmoria hit a hospital in Lombar on Tuesday, Karland's health minister Ona Pell said."
CLAIMED = "Captain Ismen said the rebels had taken the railway bridge at Torva on Sunday."
CHARGED = "Karland accused Belmoria of moving eleven tanks to the border on Sunday."


def statements(text: str) -> list[Statement]:
    document = Document("d", text, source="Herald")
    return [Statement(Passage(document, a, b), text[a:b]) for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("told", "reply"),
    [
        (STRUCK, "Belmoria denied it."),
        (STRUCK, "Belmoria denied that."),
        (STRUCK, "Belmoria denied responsibility for the strike."),
        (STRUCK, "Mara Tulic, the Belmorian envoy, denied this in a statement."),
        (STRUCK, "Belmoria denied doing so."),
        (CLAIMED, "The Tarsu army called the claim false."),
        (CLAIMED, "Tarsu's defence ministry called it a complete lie."),
        (CLAIMED, "Tarsu's defence ministry described the report as pure propaganda."),
        (CLAIMED, "The report was false, the UN said."),
        (CLAIMED, "An army official said there was no such attack."),
        (CLAIMED, "The army rejected the claim and said that it held the town."),
        (CHARGED, "Belmoria rejected the accusation."),
        ("Karland blamed Belmoria.", "Belmoria rejected the accusation as baseless."),
        ("Two jets bombed the town of Torva, a nurse said.", "The army denied carrying out any air strikes."),
        ("The army blamed the Western Front for it.", "The rebel group denied shelling the hospital and said drones had hit it."),
        ("Karland's ministry said a missile had shot down the helicopter.", "Belmoria denied shooting it down."),
        ("Karland said Belmoria had moved guns to the river.", "Belmoria's army denied that it had guns at the river."),
        ("Cole said Belmoria had sunk a boat of Karland.", "Belmoria's president Milan Drago rejected the accusation."),
        (CHARGED, "Belmoria's president Milan Drago denies any contacts with smugglers."),
        ("A Belmorian paper reported that Karland had lost 5,000 men near Torva.", "The report was wrong, Karland said."),
        ("Some 40 of its men had died in Torva, the army said.", "The mayor of Torva disputed the figures."),
    ],
)  # fmt: skip
def test_a_sentence_is_denied_by_the_one_behind_it(told: str, reply: str) -> None:
    assert list(find_replies(statements(f"{told} {reply}"))) == [(0, 1)]
    assert list(find_replies(statements(f"{told}\n\n{reply}"))) == [(0, 1)]
    assert not list(
        find_replies(statements(f"{told}\n\nRain fell in Quill.\n\nSnow fell in Pell.\n\n{reply}"))
    )


@pytest.mark.parametrize(
    ("told", "reply"),
    [
        (STRUCK, "Aster denied responsibility for a fire in Quill."),  # nothing was told of Aster
        (STRUCK, "Karland's president denied it."),  # of one side
        (STRUCK, "Belmoria did not deny it."),
        (STRUCK, "Belmoria has denied it entry to the port."),
        (CHARGED, "Aster's court rejected the charges against the smugglers."),
        (CLAIMED, "Drago, the leader of the party, rejected the accusation."),  # nobody is accused
        (CLAIMED, "Belmoria's army denied the figures."),  # there are none
        (CLAIMED, "It was denied."),  # by whom?
        ("Was the bridge at Torva taken by Ismen's rebels?", "The army denied it."),
        ("Pell announced a tariff of 30 per cent on grain.", "Belmoria called it unfounded and unjust."),
        ("Pell said that Torva would be safe.", "A driver said there was no such thing as a safe town."),
        ("It is unclear how the joint venture would work.", "Aster denied that it had discussed a joint venture."),
        ("Karland's strikes killed 31 people in Sel.", "Belmoria denied carrying out a cyber attack on banks in Quill."),
        ("Karland's talks turn on nuclear weapons, Pell said.", "Belmoria denied seeking nuclear arms."),
        ("Karland imposed sanctions on 24 Belmorian officials, Cole announced.", "Belmoria's Drago rejected the accusation."),
        (CLAIMED, "The army denied that it had moved guns to the border."),  # of which nothing was told
        ("Karland struck two towns in Belmoria.", "Belmoria denied responsibility for the market attack."),
        (STRUCK, "Karland answered a raid in which Belmoria denies any role, Pell said."),
        ("Belmoria denied that it had hit Lombar.", "Karland's minister rejected the denial and called it false."),
    ],
)  # fmt: skip
def test_what_is_no_denial_of_the_sentence_before(told: str, reply: str) -> None:
    assert not list(find_replies(statements(f"{told} {reply}")))


def test_a_denial_is_of_its_own_document() -> None:
    told, reply = Document("a", STRUCK, source="A"), Document("b", "Belmoria denied it.", source="B")
    found = [Statement(Passage(d, 0, len(d.text)), d.text) for d in (told, reply)]
    assert not list(find_replies(found))
    far = Document("a", f"{STRUCK}{' ' * 40}Belmoria denied it.", source="A")
    parts = [(0, len(STRUCK)), (len(STRUCK) + 40, len(far.text))]
    assert not list(find_replies([Statement(Passage(far, a, b), far.text[a:b]) for a, b in parts]))


def test_a_charge_is_denied_behind_what_the_accuser_adds() -> None:
    more = "It named no witness."
    assert list(find_replies(statements(f"{CHARGED} {more} Belmoria rejected the accusation."))) == [(0, 2)]
    assert not list(find_replies(statements(f"{CHARGED} {more} Belmoria denied it.")))  # which of the two?
    more = "“They want to hold the dam by Friday,” he said."
    assert list(find_replies(statements(f"{CLAIMED} {more} The army called the claim false."))) == [(0, 2)]
    nothing = "He gave no further details."
    assert list(find_replies(statements(f"{CLAIMED} {nothing} The army called the claim false."))) == [(0, 2)]


@pytest.mark.parametrize(
    "behind",
    [
        "The claim could not be independently verified.",
        "There was no independent confirmation.",
        "There has been no confirmation from Belmoria.",
        "The Herald was unable to verify either of these claims.",
        "The Herald could not immediately confirm the report.",
        "Karland has not confirmed the figures.",
        "Neither claim could be verified.",
        "The UN has not been able to verify these reports.",
        "It has not been possible to establish which account is true.",
    ],
)
def test_a_sentence_that_nobody_has_confirmed(behind: str) -> None:
    assert list(find_unverified(statements(f"{CLAIMED} {behind}"))) == [0]
    assert list(find_unverified(statements(f"{CLAIMED} Rain fell in Quill. {behind}"))) == [0]
    assert not list(find_unverified(statements(f"Rain fell in Quill. {behind}")))  # it is no claim


@pytest.mark.parametrize(
    "behind",
    [
        "The Herald verified the video.",
        "The ministry confirmed the report.",
        "Both claims were confirmed by the UN.",
        "There was no independent candidate.",
        "The figures could rise.",
        "Both videos could be verified.",
        "The reports can be confirmed, the BBC said.",
        "Officials could not confirm the number of injured.",
        "There was no confirmation of reports that a tenth man had died.",
        "The Herald verified the footage but could not confirm the date of the report.",
    ],
)
def test_a_sentence_of_which_nothing_of_the_kind_is_said(behind: str) -> None:
    assert not list(find_unverified(statements(f"{CLAIMED} {behind}")))
