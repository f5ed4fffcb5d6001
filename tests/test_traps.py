"""Traps that news sets for whoever summarizes it; the whole pipeline must fall into none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.config import load_config
from summarizer.models import load_model
from summarizer.pipeline import Pipeline
from summarizer.render import render
from summarizer.types import Brief, Claim, Document
from summarizer.verify import check_sentence

CONFIG = load_config()
TALKS = "Talks between Norvia and Sarland in Lindhaven ended on Tuesday without an agreement, mediator Tomas Hale said."
TAKEN = "The Norvian army said on Tuesday that its troops had captured the town of Oskel on the Tamer river."
DENIED = "Sarland's defence ministry denied that Norvian troops had captured the town of Oskel."


def document(name: str, *lines: str, day: int = 6, source: str = "") -> Document:
    return Document(
        name, "\n".join(lines), source=source or name, published=datetime(2026, 5, day, tzinfo=UTC)
    )


def brief(*documents: Document) -> Brief:
    return Pipeline(load_model("lead", CONFIG.summarize), CONFIG).run(documents, date=date(2026, 5, 6))


def claims(made: Brief) -> list[Claim]:
    return [c for s in made.sections for c in s.claims]


def claim(made: Brief, words: str) -> Claim:
    return next(c for c in claims(made) if words in c.text)


def test_control_of_a_town_is_one_sides_claim() -> None:
    made = brief(document("a", TAKEN, TALKS))
    told = claim(made, "captured")
    assert "Norvian army said" in told.text
    assert told.status == "one side"
    assert "(one side, 1 source)" in render(made, "markdown")


@pytest.mark.parametrize(
    "against",
    [
        DENIED,
        "Sarland's troops still hold Oskel and fighting continues in its suburbs, mayor Vera Lund said.",
        "Oskel remains under the control of Sarland's army, mayor Vera Lund said on Tuesday.",
    ],
)
def test_control_of_a_town_that_the_other_side_disputes_is_denied(against: str) -> None:
    made = brief(document("a", TAKEN, TALKS), document("b", against))
    told = claim(made, "captured the town")
    if told.text != against:
        assert told.status == "denied"
        assert [p.text for p in told.denials] == [against]
        assert "denied in " in render(made, "text")


def test_another_town_that_is_held_denies_nothing() -> None:
    other = "Sarland's troops still hold Port Velden, mayor Vera Lund said on Tuesday."
    made = brief(document("a", TAKEN, TALKS), document("b", other))
    assert claim(made, "captured").status == "one side"


def test_a_denied_report_is_told_with_its_denial() -> None:
    report = "Norvia's president Edda Falk has resigned and left the capital, the Morning Post reported on Tuesday."
    denial = "Norvia's government denied that president Edda Falk had resigned."
    made = brief(document("a", report, TALKS), document("b", denial, TAKEN))
    for told in claims(made):
        if "resigned" in told.text and "denied" not in told.text:
            assert told.status == "denied"
            assert told.denials


def test_what_could_not_be_verified_is_unconfirmed() -> None:
    unverified = "Norvian troops reportedly crossed the Tamer river at dawn on Tuesday near Oskel."
    assert claim(brief(document("a", unverified, TALKS)), "crossed").status == "unconfirmed"


def test_both_sides_say_it() -> None:
    one = (
        "The Norvian army said on Tuesday that 40 prisoners were exchanged at the Oskel bridge with Sarland."
    )
    two = "At the Oskel bridge 40 prisoners were exchanged with Norvia on Tuesday, the Sarland army said."
    told = claim(brief(document("a", one, TALKS), document("b", two)), "prisoners")
    assert told.status == "both sides"
    assert len(told.origins) == 2


POISON = "Norvian soldiers poisoned the wells of Oskel and hundreds of people died, the Sarland ministry of information said"
OUTLETS = ["in a statement", "on Telegram", "on Tuesday", "late on Tuesday", "at a briefing", "in a post"]


def test_a_poisoned_story_reprinted_thirty_times_is_one_source() -> None:
    """Reworded enough that near-copy search alone does not see one story in them."""
    tails = [f"Outlet number {i} adds that {w} of the {p} were seen near the {q} at that hour." for i, (w, p, q) in enumerate(
        (w, p, q) for w in ("dozens", "scores", "few") for p in ("herds", "trucks", "boats", "carts", "birds") for q in ("mill", "quay")
    )]  # fmt: skip
    poisoned = [document(f"p{i}", f"{POISON} {OUTLETS[i % 6]}.", tail) for i, tail in enumerate(tails)]
    honest = [
        document(
            "x",
            "Engineers reopened the Oskel bridge to lorries on Tuesday after repairs that took nine days.",
            TALKS,
        ),
        document(
            "y",
            "After repairs that took nine days engineers on Tuesday reopened the Oskel bridge to lorries.",
        ),
    ]
    made = brief(*poisoned, *honest)
    assert len(poisoned) == 30
    for told in claims(made):
        if "poisoned" in told.text:
            assert "Sarland ministry of information said" in told.text
            assert len(told.origins) == 1
            assert told.status == "one side"
    bridge = claim(made, "lorries")
    assert bridge.status == "independent"
    assert len(bridge.origins) == 2


def test_an_agency_quoted_by_many_is_one_source() -> None:
    one = "A drone hit the oil depot at Port Velden on Monday night, according to TASS."
    two = "At Port Velden, according to TASS, the oil depot was hit on Monday night by a drone."
    told = claim(brief(document("a", one, TALKS), document("b", two)), "oil depot")
    assert len(told.evidence) == 2
    assert len(told.origins) == 1


def test_a_correction_that_names_the_old_figure_is_a_revision() -> None:
    old = "Four people were killed when shells hit the market in Oskel, governor Ilse Maran said."
    new = "Seven people were killed when shells hit the market in Oskel, governor Ilse Maran said, correcting an earlier toll of four."
    made = brief(document("a", old, day=5), document("b", new, TALKS))
    (figure,) = (f for f in made.figures if f.what == "people killed")
    assert figure.kind == "revision"
    assert [v.low for v in figure.values] == [7, 4]
    told = claim(made, "Seven people")
    assert "four" in told.text or "elsewhere: Four people" in render(made, "markdown")
    assert not any(c.text.startswith("Four people") for c in claims(made))


def test_the_same_number_for_different_things_is_told_apart() -> None:
    soldiers = "Norvia has killed 14,000 soldiers of Sarland since March, the Norvian army said."
    civilians = "Nearly 14,000 civilians were killed in Sarland since March, the Sarland ministry said."
    made = brief(document("a", soldiers, TALKS), document("b", civilians))
    for told in claims(made):
        if "14,000" in told.text:
            assert len(told.evidence) == 1
            assert ("soldiers" in told.text) != ("civilians" in told.text)
    (figure,) = (f for f in made.figures if f.what == "people killed")
    assert figure.kind == "scope"


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("“We will never leave Oskel,” Maran said.", "“We will not leave Oskel,” Maran said on Monday."),
        ("“We may leave Oskel,” Maran said.", "“We must leave Oskel,” Maran said on Monday."),
        (
            "Maran said the army would withdraw from Oskel.",
            "Maran said the army would not withdraw from Oskel.",
        ),
        ("The delegations agreed to meet again.", "The delegations never agreed to meet again."),
        (
            "Sarland has confirmed the loss of the bridge.",
            "Sarland has not confirmed the loss of the bridge.",
        ),
        (
            "Troops captured Oskel on Tuesday.",
            "The Norvian army claimed that troops captured Oskel on Tuesday.",
        ),
    ],
)
def test_a_quote_changed_by_one_word_and_a_negation_dropped_are_refused(written: str, source: str) -> None:
    assert check_sentence(written, [source]).reason is not None
    assert check_sentence(source, [source]).reason is None
