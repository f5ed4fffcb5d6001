"""What a sentence tells of the event that a count is of, and when two counts are not of one event."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.events import differ, frame, is_change, is_of_past_year, related_places
from summarizer.mentions import Mention, find_mentions
from summarizer.types import Document, Passage


def mention(text: str, name: str = "a") -> Mention:
    document = Document(name, text)
    return find_mentions([Passage(document, 0, len(text))])[-1]


RAID = "A raid by Sarland killed 31 people in Oskel, the mayor said."


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (RAID, "A raid by Sarland killed 12 people in Velden, the mayor said."),
        (RAID, "Gunmen killed 26 people in Oskel."),
        ("Shelling killed 31 people.", "Militants opened fire and killed 26 people."),
        ("On 7 May a raid killed 31 people.", "On 9 May a raid killed 12 people."),
        ("A raid killed 40 Norvian soldiers.", "A raid killed 35 Sarland soldiers."),
        ("The war has killed 41,000 people.", "The attack on Monday killed 20,000 people."),
        ("A raid on the camp killed 12 people.", "Raids have killed 30 people since 2021."),
        ("The war displaced 9 million people inside Norvia.", "The war displaced 12 million people."),
        ("The war displaced 9 million people.", "The war displaced 7 million children."),
        ("Some 80,000 people fled Oskel.", "The number of people who fled Oskel could reach 200,000."),
        ("The stock grew by 92 kg.", "The stock reached 275 kg."),
        ("Brent crude fell to 64 dollars.", "Lindhaven crude fell to 61 dollars."),
        ("A raid killed nine people.", "A raid killed seven fighters."),
        ("The raid killed nine people.", "The war killed 9,000 people."),
        ("A crash killed 15 people in Halm.", "A crash killed 12 students in Halm."),
        (
            "Sarland launched raids in answer to an April terrorist attack in Orlen in which 26 people died.",
            "The raids by Sarland and shelling killed 31 people.",
        ),
        ("The April 22 Velden attack left 26 dead in Velden.", "A raid on Oskel left 12 people dead."),
        ("They left after the Velden attack, which left 26 dead.", "In the four-day conflict some 70 died."),
        ("The Velden attack killed 26 people.", "In the four-day conflict some 70 people were killed."),
        ("A shooting at a popular tourist site killed 26.", "Missiles and drones killed 70 people."),
    ],
)
def test_what_is_not_of_one_event(one: str, two: str) -> None:
    assert differ(mention(one), mention(two, "b"), frozenset())
    assert differ(mention(two, "b"), mention(one), frozenset())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (RAID, "At least 36 people were killed in Oskel by the Sarland strikes."),
        (RAID, "So far 36 people died, the mayor said."),
        ("The war has killed 150,000 people.", "Since the war began, 40,000 people have been killed."),
        ("A raid killed nine people and injured 14 others.", "The raid killed seven people and injured 14 others."),
        ("The war displaced 9 million people inside Norvia.", "Of these, 11 million are displaced inside Norvia."),
        ("Shells killed seven people in Oskel on Tuesday, the mayor said.",
         "Shells killed nine people on Tuesday, the health ministry in Lindhaven said."),
        ("Shells killed seven people in Oskel.", "The governor told reporters in Lindhaven that shells killed nine people."),
        ("Shells killed seven people in Oskel.", "Shells killed nine people, governor Maran wrote on Telegram."),
        ("The earthquake killed 40 people.", "The earthquake killed 300 people, up from 40."),
        ("Shells killed seven people in Oskel.", "Shells killed nine people in Oskel in the deadliest attack in two years."),
        ("A crash killed 12 people in Halm.", "A crash killed 15 students in Halm."),
        ("Shells killed seven people in Oskel.", "Shells killed nine people at the Saint Anna hospital."),
        ("A Norvian strike killed nine people in Oskel.", "Monday's strike killed seven people in Oskel."),
        ("The Velden attack killed nine people in Velden.", "The attack by Norvia in Velden killed seven people."),
        ("An RLF attack killed nine people.", "The RLF killed seven people in Oskel."),
        ("Shells killed 12 people and thousands could face hunger.", "Shells killed 14 people."),
        ("Norvia downed 25 Orlen-made Sarland drones.", "Norvia downed 27 Sarland drones."),
        ("Norvia enriches ore to 60 percent.", "Norvia agreed to enrich ore to 4 percent."),
    ],
)  # fmt: skip
def test_what_may_be_of_one_event(one: str, two: str) -> None:
    pairs = [(a, b) for a in every(one, "a") for b in every(two, "b") if a.value != b.value]
    assert any(not differ(a, b, frozenset()) for a, b in pairs)


def every(text: str, name: str) -> list[Mention]:
    document = Document(name, text)
    return find_mentions([Passage(document, 0, len(text))])


def test_a_town_and_its_region_are_one_place() -> None:
    town, region = (
        mention("A raid killed 15 people in Oskel."),
        mention("A raid killed 19 people in Tamer.", "b"),
    )
    assert differ(town, region, frozenset())
    for told in (
        "The army left Oskel in Tamer.",
        "He lives near Oskel, Tamer.",
        "Tamer's capital Oskel burned.",
    ):
        assert not differ(town, region, related_places([told]))
    assert differ(town, region, related_places(["Talks between Oskel and Tamer ended."]))


def test_a_sentence_that_points_back_is_of_the_place_before_it() -> None:
    text = "A drone hit a camp in Velden on Sunday. The attack killed seven people."
    at = text.index("The attack")
    (found,) = find_mentions([Passage(Document("a", text), at, len(text))])
    assert frame(found).places == frame(mention("A raid killed nine people in Velden.")).places != frozenset()


@given(
    st.lists(
        st.sampled_from([RAID, "12 people were hurt on 7 May.", "40 tons burned in Velden."]),
        min_size=2,
        max_size=2,
    )
)
def test_it_is_the_same_in_both_directions(texts: list[str]) -> None:
    a, b = (mention(text, name) for text, name in zip(texts, "ab", strict=True))
    assert differ(a, b, frozenset()) == differ(b, a, frozenset())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("At least 31 people were killed in Norvian air strikes.", frozenset()),
        ("At least 31 people were killed in Oskel by air strikes.", frozenset({"oskel"})),
        ("The coordinator in Norvia, Clementine Hale, said 31 people were killed.", frozenset({"norvi"})),
        ("Nine workers from Relief International were killed.", frozenset()),
    ],
)
def test_where_it_was_and_not_who_did_it_or_who_says_so(text: str, places: frozenset[str]) -> None:
    assert frame(mention(text)).places == places


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("The Velden attack killed 26 people.", frozenset()),
        ("The Norvian attack killed 26 people.", frozenset({"norvi"})),
        ("Sarland's attack killed 26 people.", frozenset({"sarla"})),
        ("The RSF attack killed 26 people.", frozenset({"rsf"})),
        ("One hit a mosque and killed 13 people.", frozenset()),
        ("A Lantern Front attack killed 26 people.", frozenset({"front"})),
        ("The M23 attack killed 26 people.", frozenset({"m23"})),
        ("Insurgents say that the army of Norvia has now killed 40 people.", frozenset()),
    ],
)
def test_an_attack_is_named_by_its_place_or_by_who_attacks(text: str, attackers: frozenset[str]) -> None:
    assert frame(mention(text)).attackers == attackers


def test_a_relative_clause_has_the_day_of_its_attack() -> None:
    told = mention(
        "Norvia was blamed for the April 22 attack in Oskel, the worst in years, that killed 26 people."
    )
    assert frame(told).dates == {"22 apr"}
    assert not frame(mention("Norvia answered the April 22 attack in Oskel and killed 31 people.")).dates


def test_whose_losses_a_count_is_of() -> None:
    assert frame(mention("Norvian casualties have reached 140,000 dead.")).nation == {"norvi"}
    assert not frame(mention("Total casualties have reached 140,000 dead.")).nation
    assert not frame(mention("Civilian deaths have reached 140,000.")).nation


def test_another_count_of_something_else_is_no_increase() -> None:
    beside = mention("The shelling killed 15 civilians and injured another 43.")
    assert not differ(beside, mention("Some 46 people were injured in the shelling.", "b"), frozenset())
    more = mention("The shelling injured 15 civilians on Monday and injured another 43.")
    assert differ(more, mention("Some 46 people were injured in the shelling.", "b"), frozenset())
    assert is_change(mention("The number of dead rose on Monday by 12."))
    assert not is_change(mention("The council approved it by 12 votes."))
    bodies = mention("Rescuers found 17 more bodies in Oskel.")
    assert is_change(bodies)
    assert not is_change(mention("In Oskel more than 17 bodies were found."))
    assert not is_change(mention("Officials said another 57 people were injured."))
    assert is_change(mention("Officials said another 57 people were killed."))


@pytest.mark.parametrize(
    ("told", "is_past"),
    [
        ("In 2019, a raid killed six people.", True),
        ("Norvia had its last coup in 2009, when 230 people were killed.", True),
        ("In late 2019 a raid killed six people.", True),
        ("The war broke out in Oskel, in 2019, and has now killed 600 people.", False),
        ("Since the war began in 2019, 600 people have been killed.", False),
        ("Since 2019, 600 people have been killed.", False),
        ("In 2026, a raid killed six people.", False),
        ("A raid killed six people in the camp that it built in 2019.", False),
    ],
)
def test_a_count_of_a_year_that_is_over(told: str, is_past: bool) -> None:
    document = Document("a", told, published=datetime(2026, 5, 6, tzinfo=UTC))
    (count,) = (m for m in find_mentions([Passage(document, 0, len(told))]) if m.quantity.event)
    assert is_of_past_year(count) == is_past


def test_a_mayor_counts_those_of_the_place_and_a_capital_lies_in_its_country() -> None:
    mayor = mention("Oskel mayor Ilse Maran said nine people were killed.")
    assert frame(mayor).places == {"oskel"}
    assert frame(mention("The governor of Velden, Tomas Hale, said nine people were killed.")).places == {
        "velde"
    }
    assert differ(mayor, mention("Four people were killed in Velden, the army said.", "b"), frozenset())
    assert ("norvi", "oskel") in related_places(["A raid hit the Norvian capital Oskel."])
    assert ("norvi", "oskel") in related_places(["A raid hit Norvia's capital, Oskel."])
