"""What denies and what only sounds so."""

from __future__ import annotations

import pytest

from summarizer.denial import find_denial, find_unconfirmed, words_behind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norvia denies any role.", "denies"),
        ("Sarland has denied it fired on the market.", "denied"),
        ("Maran denies US mediation in Oskel.", "denies"),
        ("The reports were denied by the army.", "denied"),
        ("Sarland refuted accusations of stalling.", "refuted"),
        ("The minister dismissed President Falk’s claims of a truce.", "dismissed President Falk’s claims"),
        ("He rejected reports that the bridge fell.", "rejected reports"),
        ("Norvia rejects Sarland's claim at the court.", "rejects Sarland's claim"),
        ("It acted contrary to the reports.", "contrary to the reports"),
        ("Voss said the statement was “baseless and misleading”.", "was “baseless"),
        ("The claim was false, Voss said.", "was false"),
        ("There is no evidence that shells fell.", "no evidence"),
        ("Such an attack never happened.", "never happened"),
    ],
)
def test_what_denies(text: str, words: str) -> None:
    found = find_denial(text)
    assert found is not None
    assert found.group() == words


@pytest.mark.parametrize(
    "text",
    [
        "Norvia has neither confirmed nor denied the strike.",
        "Norvia would not confirm or deny the strike.",
        "Norvia has not denied the strike.",
        "Norvia hasn't denied the strike.",
        "There is no denying that the bridge fell.",
        "When will Norvia stop denying the strike?",
        "Refugees may be denied consular assistance.",
        "They are denied medical care and their inalienable right to a lawyer.",
        "The shells denied civilians power and water.",
        "The law denies them protection.",
        "The treaty forbids it, denying it the ability to make weapons.",
        "Denied Treatment: prisoners in Oskel",
        "It seized the port to deny Norvia a way to the sea.",
        "Officials gave contradictory statements.",
        "Such a thing has never happened before.",
        "Fact-checkers debunk posts every day.",
        "He claims the truce is near.",
        "The agency oversees it, with no evidence of deviation from its purpose.",
        "Such a war would contradict statements that Falk made in May.",
    ],
)
def test_what_only_sounds_like_a_denial(text: str) -> None:
    assert find_denial(text) is None


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("Norvia denied that shells fell, Voss said.", "that shells fell"),
        ("Norvia denied that shells fell.", "that shells fell"),
        ("Norvia is accused of it, which it denies.", ""),
        ("Norvia is accused of it, something it has denied despite evidence to the contrary.", ""),
    ],
)
def test_words_behind(text: str, behind: str) -> None:
    found = find_denial(text)
    assert found is not None
    assert words_behind(text, found).strip() == behind


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Norvia said it was not aware of any raid.", True),
        ("Norvia was unaware of a raid, the ministry said.", True),
        ("The ministry had no information about the raid.", True),
        ("Norvia has not yet commented on Sarland's claims.", True),
        ("Norvia has neither confirmed nor denied the strike.", True),
        ("Norvia did not immediately confirm the losses.", True),
        ("Norvia is aware of the raid.", False),
        ("Norvia has confirmed its losses.", False),
        ("Norvia denied the strike.", False),
        ("Norvia has not struck the depot.", False),
        ("Norvia has not responded to the truce plan of the envoy.", False),
        ("The Senate has not confirmed the banker as a judge.", False),
        ("It shot down nine jets, which Norvia has not confirmed.", True),
        ("It shot down nine jets, which Norvia did not comment on.", True),
        ("Norvia did not comment on the weather.", False),
    ],
)
def test_what_leaves_open_what_another_says(text: str, is_open: bool) -> None:
    assert bool(find_unconfirmed(text)) is is_open
