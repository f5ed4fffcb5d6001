"""Labelled sentences, written for this test, and a desk that has words instead of training data."""

from __future__ import annotations

from summarizer.config import SectionSettings, load_config
from summarizer.sections import route_claims

BATTLEFIELD = [
    "Shells killed seven people in the market district of Oskel on Tuesday.",
    "Sarland's troops crossed the Tamer overnight and captured two villages on the western bank.",
    "Air defence shot down 14 drones over Port Velden, the Norvian army said.",
    "Rebels fired rockets at the airport, wounding three soldiers.",
    "The army said that its forces had retaken the bridge after heavy fighting.",
    "A missile strike on a fuel depot set off a large fire, the governor said.",
    "Snipers and artillery kept residents of Oskel in their cellars for a third day.",
    "Both armies moved tanks and troops towards the border.",
]
DIPLOMACY = [
    "Talks between Norvia and Sarland in Lindhaven ended without an agreement.",
    "Sarland recalled its ambassador from Port Velden in protest.",
    "The Council of River States will hold an emergency session on Wednesday.",
    "Foreign minister Teodor Brandt met the mediator for three hours.",
    "The union imposed sanctions on eleven Sarland officials.",
    "The president urged both sides to return to negotiations.",
    "Norvia's foreign ministry rejected the proposal as unacceptable.",
    "The two leaders signed a treaty on the use of the river.",
]
MARKETS = (
    SectionSettings(name="key_facts", title="Key facts", lead=True, share=0.5),
    SectionSettings(name="rates", title="Rates", keywords=("central bank", "interest rate*", "inflation", "bond*")),
    SectionSettings(name="shares", title="Shares", keywords=("share*", "index", "profit*", "investor*")),
)  # fmt: skip


LEAST_RIGHT = 0.9  # share of the labelled sentences; an ambassador recalled in protest goes wrong


def test_labelled_sentences() -> None:
    sections = load_config().sections
    labelled = [*((s, "battlefield") for s in BATTLEFIELD), *((s, "diplomacy") for s in DIPLOMACY)]
    fits = route_claims([sentence for sentence, _ in labelled], [""] * len(labelled), sections)
    routed = [sections[int(row.argmax())].name for row in fits]
    right = sum(name == wanted for name, (_, wanted) in zip(routed, labelled, strict=True))
    assert right / len(labelled) >= LEAST_RIGHT


def test_what_stands_around_a_claim_tells_its_subject() -> None:
    claim = "The governor confirmed the report on Tuesday."
    contexts = [
        "Shells hit the market and killed seven soldiers. Troops stormed the bridge under artillery fire.",
        "Envoys met for talks in Lindhaven. The foreign minister proposed a treaty and sanctions relief.",
    ]
    fits = route_claims([claim, claim], contexts, load_config().sections)
    names = [s.name for s in load_config().sections]
    assert [names[int(row.argmax())] for row in fits] == ["battlefield", "diplomacy"]


def test_who_speaks_of_fighting_and_to_what_end_tells_the_subject() -> None:
    said = [
        "Envoy Tomas Hale emphasized that Norvia cannot buy time while it attacks towns in Sarland.",
        "An official of the River Council said the killing of the Norvian general was illegal.",
    ]
    sections = load_config().sections
    fits = route_claims(said, [""] * len(said), sections)
    assert [sections[int(row.argmax())].name for row in fits] == ["diplomacy"] * len(said)


def test_keywords_in_the_context_alone_do_not_count() -> None:
    fits = route_claims(["He left at noon."], ["Shares of the bank rose."], MARKETS)
    assert not fits.any()


def test_a_desk_without_training_data_goes_by_its_words() -> None:
    texts = [
        "The central bank left its interest rate at four per cent.",
        "Shares of the bank rose after its profits doubled.",
        "BONDS fell as inflation slowed.",
        "The shareholder meeting is on Monday.",
    ]
    fits = route_claims(texts, [""] * len(texts), MARKETS)
    assert [MARKETS[int(row.argmax())].name for row in fits] == ["rates", "shares", "rates", "shares"]
    assert not fits[:, 0].any()


def test_keywords_are_whole_words() -> None:
    fits = route_claims(["The indexer met the vagabonds."], [""], MARKETS)
    assert not fits.any()


def test_nothing_to_route() -> None:
    assert route_claims([], [], MARKETS).shape == (0, 3)
