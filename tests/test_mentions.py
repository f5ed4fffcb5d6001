"""Quantities where they stand: the clause, who gives them, what is around them."""

from __future__ import annotations

import pytest

from summarizer.mentions import Mention, find_mentions, shared_words
from summarizer.types import Document, Passage


def mentions(text: str) -> list[Mention]:
    return find_mentions([Passage(Document("a", text), 0, len(text))])


def test_a_mention_keeps_its_clause_its_speaker_and_its_days() -> None:
    (mention,) = mentions("Shells fell on Monday, and at least 12 soldiers were killed, Ilse Maran said.")
    assert mention.clause == " at least 12 soldiers were killed"
    assert (mention.written, mention.bound, mention.value) == ("at least 12 soldiers", "+", (12, 12))
    assert mention.speaker == "Ilse Maran"
    assert mention.days == {"monday"}
    assert mention.combatants == 1


def test_a_clause_that_stands_twice_is_the_one_of_its_number() -> None:
    first, second = mentions("He saw that two people died in Oskel, said so, two people died, and left.")
    assert (first.clause, second.clause) == ("He saw that two people died in Oskel", "two people died")
    for mention in (first, second):
        assert mention.passage.text[mention.clause_start :].startswith(mention.clause)
        assert mention.clause_start <= mention.quantity.start


def test_who_speaks_is_not_counted_and_a_sum_in_other_money_is_not_told_twice() -> None:
    assert mentions("The bridge fell, according to three residents.") == []
    doctors = "Two doctors at the hospital said they had counted nine bodies."
    assert [m.value for m in mentions(doctors)] == [(9, 9)]
    for told in (
        "12 people reported missing in Oskel.",
        "Some 12 people said to be killed in Oskel.",
        "Shells killed 12 people in what the army said was a mistake.",
        "Shells killed 12 people on Monday said Hale.",
        "12 people in Oskel told to leave by the army were killed.",
    ):
        assert [m.value for m in mentions(told)] == [(12, 12)]
    assert [m.quantity.unit for m in mentions("It costs €5m [$5.9m], or 3 km (2 miles) of road.")] == [
        "eur",
        "km",
    ]


def test_a_mention_knows_the_values_beside_it_and_that_a_value_changed() -> None:
    (seven, four) = mentions("Seven people were killed, up from four killed on Monday.")
    assert seven.beside == four.beside == {(7, 7), (4, 4)}
    assert seven.is_revised
    assert not mentions("Seven people were killed.")[0].is_revised


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Some 12 million people, or a quarter of all, are at risk, he said.", "Some 12 million people, or a quarter of all, are at risk"),
        ("About 12 million women and girls are at risk.", "About 12 million women and girls are at risk."),
        ("Some 60,000 homes - or half the town - were burnt -- he said.", "Some 60,000 homes - or half the town - were burnt"),
        ("They saw 500 houses burnt -- among them schools.", "They saw 500 houses burnt"),
        ("Twelve people, he said, and more will die.", "Twelve people"),
    ],
)  # fmt: skip
def test_an_aside_does_not_end_the_clause(text: str, clause: str) -> None:
    assert mentions(text)[0].clause == clause


def test_what_kind_of_thing_is_counted_is_shared_and_the_number_is_not() -> None:
    held = [
        *mentions("Norvia holds some 180 nuclear warheads."),
        *mentions("About 172 nuclear weapons belong to it."),
    ]
    assert shared_words(held) == ["nuclear"]
    few = [
        *mentions("Nearly 12 million litres leaked."),
        *mentions("Nearly 10 million litres were lost on Monday."),
    ]
    assert shared_words(few) == []


def test_who_speaks_only_behind_a_number_does_not_give_it() -> None:
    told = "Some 500,000 people fled to Oskel, but Hale said 900 people had come back."
    assert [m.speaker for m in mentions(told)] == ["", "Hale"]
    said = "Some 500,000 people fled to Oskel, Hale said, but 900 people had come back."
    assert [m.speaker for m in mentions(said)] == ["Hale", "Hale"]
    both = "According to Norvia, 12 people were killed, but Norvia lost 3 jets."
    assert next(m.speaker for m in mentions(both)) == "Norvia"


def test_who_accuses_counts_the_dead_and_not_the_accused() -> None:
    text = "“I did not,” said Tomas Hale, who has been accused by the Norvian Court of killing 400 farmers."
    (mention,) = find_mentions([Passage(Document("a", text), 0, len(text))])
    assert mention.speaker == "the Norvian Court"


def test_the_numbers_of_a_whole_are_no_shared_words() -> None:
    told = ("The sides fought two of four wars there.", "The two sides fought three of four wars there.")
    one, two = (mentions(text)[-1] for text in told)
    assert shared_words([one, two]) == ["sides", "fought"]


@pytest.mark.parametrize(
    ("told", "are_exchanged"),
    [
        ("Norvia will exchange 34 hostages for 610 prisoners.", True),
        ("Twelve hostages were freed in exchange for 90 prisoners.", True),
        ("It frees 18 prisoners for two hostages.", True),
        ("It held 12 people for 20 days.", False),
        ("It freed 12 hostages and asked for 90 prisoners.", False),
        ("It has beds for 12 patients and 30 refugees.", False),
    ],
)
def test_who_is_exchanged_for_others(told: str, are_exchanged: bool) -> None:
    assert {m.is_exchanged for m in mentions(told)} == {are_exchanged}


def test_how_many_for_each_is_no_count() -> None:
    assert mentions("Norvia frees about 18 prisoners for one hostage.") == []
    assert mentions("Norvia frees 18 prisoners for each hostage.") == []
    assert [m.value for m in mentions("It has 18 beds for one hospital.")] == [(18, 18)]


def test_who_claims_the_number_that_is_denied_does_not_give_the_other() -> None:
    told = "Images show at least four destroyed jets, not nine as the Sarland army claimed."
    assert [m.speaker for m in mentions(told)][:1] == [""]
