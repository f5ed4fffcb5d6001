"""Quantities are read as written: how many, of what unit, counting what, and what happened to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.quantities import quantities


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit", "noun", "event"),
    [
        ("More than 400 people are hostages!", "More than 400 people", 400, 400, "", "people", "captured"),
        ("They took hostage 400 people at the clinic.", "400 people", 400, 400, "", "people", "captured"),
        ("49 hostages have been killed in Oskel.", "49 hostages", 49, 49, "", "people", "killed"),
        ("They held captive 12 soldiers.", "12 soldiers", 12, 12, "", "people", "captured"),
        ("The tribes freed 33 hostages.", "33 hostages", 33, 33, "", "people", ""),
        ("The deal would free 33 hostages.", "33 hostages", 33, 33, "", "people", ""),
        ("Norvia released 22 detainees on Monday.", "22 detainees", 22, 22, "", "detaine", ""),
        ("Norvia holds 22 detainees.", "22 detainees", 22, 22, "", "detaine", "captured"),
        ("The tribes hold 59 hostages, and released no envoy.", "59 hostages", 59, 59, "", "people", "captured"),
        ("The EU put sanctions on six officials over the killing of protesters.", "six officials", 6, 6, "", "people", ""),
        ("Some 310,000 people are without shelter.", "Some 310,000 people", 310000, 310000, "", "people", ""),
        ("Three sailors were killed.", "Three sailors", 3, 3, "", "people", "killed"),
        ("Some 70,000 of the town's 310,000 people fled.", "Some 70,000 of the town's 310,000 people", 70000, 70000, "", "people", "fled"),
        ("The number of dead and wounded reached 300.", "300", 300, 300, "", "people", "injured"),
        ("59 hostages remain in Oskel.", "59 hostages", 59, 59, "", "people", "captured"),
        ("At least 26 people were killed.", "At least 26 people", 26, 26, "", "people", "killed"),
        ("Shelling killed seven civilians and wounded 43.", "seven civilians", 7, 7, "", "people", "killed"),
        ("The death toll rose to 31.", "31", 31, 31, "", "", "killed"),
        ("The army shot down 60 drones overnight.", "60 drones", 60, 60, "", "drone", "downed"),
        ("Tens of thousands of people fled.", "Tens of thousands of people", 2e4, 99_999, "", "people", "fled"),
        ("The number of Norvian victims - by the army's own report of Sunday - reached 4,300.", "4,300", 4300, 4300, "", "people", "lost"),
        ("Norvia lost three jets in a week.", "three jets", 3, 3, "", "aircraft", "downed"),
        ("The camp of Orlen is home to 400,000 people.", "400,000 people", 4e5, 4e5, "", "people", "sheltered"),
        ("As many as 190,000 troops are massed there.", "As many as 190,000 troops", 19e4, 19e4, "", "people", "massed"),
        ("The depot was destroyed and 300 people have been displaced.", "300 people", 300, 300, "", "people", "displaced"),
        ("Shelling killed troops and 12 civilians in Oskel.", "12 civilians", 12, 12, "", "people", "killed"),
        ("Some 12.7 million people are displaced.", "Some 12.7 million people", 12.7e6, 12.7e6, "", "people", "displaced"),
        ("The war displaced half a million people.", "half a million people", 5e5, 5e5, "", "people", "displaced"),
        ("Troops advanced 10-20 km.", "10-20 km", 10, 20, "km", "", ""),
        ("It pledged $4.5bn in aid.", "$4.5bn", 4.5e9, 4.5e9, "usd", "", "cost"),
        ("Between 60,000 and 80,000 households fled.", "60,000 and 80,000 households", 6e4, 8e4, "", "people", "fled"),
        ("Uranium is enriched to 60 per cent.", "60 per cent", 60, 60, "percent", "", ""),
        ("Russia lost 473 400 soldiers.", "473 400 soldiers", 473_400, 473_400, "", "people", "lost"),
        ("It hit nine “terrorist” sites.", "nine “terrorist” sites", 9, 9, "", "site", "struck"),
        ("Shells forced half a million people from their homes.", "half a million people", 5e5, 5e5, "", "people", "displaced"),
        ("The war is displacing 13 million amid famine.", "13 million", 13e6, 13e6, "", "", "displaced"),
        ("Twenty-one houses burned.", "Twenty-one houses", 21, 21, "", "hous", ""),
        ("Norvia faced 15 lakh cyber attacks.", "15 lakh cyber attacks", 15e5, 15e5, "", "attack", "struck"),
        ("It sold 2.5 crore litres.", "2.5 crore litres", 2.5e7, 2.5e7, "", "litr", ""),
        ("Some 1,50,000 people fled.", "Some 1,50,000 people", 15e4, 15e4, "", "people", "fled"),
        ("It set aside Rs 300 crore for roads.", "Rs 300 crore", 3e9, 3e9, "inr", "", ""),
        ("It set aside ₹2,000 for each.", "₹2,000", 2e3, 2e3, "inr", "", ""),
        ("Norvia fired 396 attack drones.", "396 attack drones", 396, 396, "", "drone", "launched"),
        ("It fired seven missile launchers.", "seven missile launchers", 7, 7, "", "launcher", "launched"),
        ("Two cruise missile strikes followed.", "Two cruise missile strikes", 2, 2, "", "attack", "struck"),
        ("One attack drone fell.", "One attack drone", 1, 1, "", "drone", ""),
        ("It took 4,800 square kilometers.", "4,800 square kilometers", 4800, 4800, "km2", "", ""),
        ("It took 12 sq. km of land.", "12 sq. km", 12, 12, "km2", "", ""),
        ("It took 5 square miles of land.", "5 square miles", 5, 5, "mile2", "", ""),
        ("The canal carries 40 cubic meters a second.", "40 cubic meters", 40, 40, "m3", "", ""),
        ("It put Norvian casualties at around 600,000.", "around 600,000", 6e5, 6e5, "", "people", "lost"),
        ("Casualties are estimated at 1.2 million.", "1.2 million", 1.2e6, 1.2e6, "", "people", "lost"),
        ("The army's losses stand at 9,000.", "9,000", 9000, 9000, "", "people", "lost"),
        ("The death toll stood at 35.", "35", 35, 35, "", "", "killed"),
        ("Almost 14,000 civilians, including children have been killed.", "Almost 14,000 civilians", 14e3, 14e3, "", "people", "killed"),
        ("Ten workers from Relief Norvia, who were killed, ran it.", "Ten workers", 10, 10, "", "people", "killed"),
        ("Three militants, who had killed a man, ran.", "Three militants", 3, 3, "", "people", ""),
        ("In all 26 people, mainly Orlen men, were killed.", "26 people", 26, 26, "", "people", "killed"),
        ("Some 60,000 households - or up to 400,000 people - have been displaced.", "Some 60,000 households", 6e4, 6e4, "", "people", "displaced"),
        ("More than 3 million fleeing the country need help.", "More than 3 million", 3e6, 3e6, "", "", "fled"),
        ("The raid claimed 26 civilian lives.", "26 civilian lives", 26, 26, "", "people", "killed"),
        ("Raids struck Oskel after half a century.", "half a century", 0.5, 0.5, "century", "", "struck"),
        ("Reports tell of two Rafale shootdowns over Oskel.", "two Rafale shootdowns", 2, 2, "", "shootdown", "downed"),
        ("It killed 11 armed forces members.", "11 armed forces members", 11, 11, "", "people", "killed"),
        ("It needs Rs 1.5 lakh crore for roads.", "Rs 1.5 lakh crore", 1.5e12, 1.5e12, "inr", "", ""),
        ("It owes Rs 20 crores.", "Rs 20 crores", 2e8, 2e8, "inr", "", ""),
        ("Some 5 lakhs people fled.", "Some 5 lakhs people", 5e5, 5e5, "", "people", "fled"),
        ("Lakhs of people fled.", "Lakhs of people", 2e5, 9_999_999, "", "people", "fled"),
        ("One soldier dies in Oskel.", "One soldier", 1, 1, "", "people", "killed"),
        ("One civilian remains missing.", "One civilian", 1, 1, "", "people", "missing"),
        ("Ten soldiers, including two who were injured on Monday, have died.", "Ten soldiers", 10, 10, "", "people", "killed"),
        ("The army neutralised five fighters.", "five fighters", 5, 5, "", "people", "downed"),
        ("One meeting with Sarland was held.", "One meeting", 1, 1, "", "round", ""),
        ("Up to 60 instructors were eliminated.", "Up to 60 instructors", 60, 60, "", "instructor", "lost"),
        ("The death toll of the attack on the port rose to 26.", "26", 26, 26, "", "", "killed"),
        ("The 13 hostages had crossed.", "13 hostages", 13, 13, "", "people", "captured"),
        ("Some 300 people crossed into Sarland.", "Some 300 people", 300, 300, "", "people", "fled"),
        ("Some 300 people have crossed the border.", "Some 300 people", 300, 300, "", "people", "fled"),
        ("Five fighters were shot down.", "Five fighters", 5, 5, "", "aircraft", "downed"),
    ],
)  # fmt: skip
def test_quantity(text: str, written: str, low: float, high: float, unit: str, noun: str, event: str) -> None:
    (q, *_) = quantities(text)
    assert text[q.start : q.end] == written
    assert (q.low, q.high, q.unit, q.noun, q.event) == (low, high, unit, noun, event)


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2014 and ended in 2022.",
        "The oilfields were attacked at 0700 local (0300 GMT) by jets.",
        "The attack of April 22 was condemned.",
        "On 7 May the F-16 flew.",
        "Resolution 2254 was adopted at 5:30.",
        "Mustafa, 34, said so.",
        "The 14th brigade moved.",
        "She is 12 years old.",
        "He rang at around 2.30am about the strikes.",
        "Half of the region's roughly 200 mills burned.",
        "There were eight of them who attacked the house.",
        "",
        "The Boeing 787-8 crashed.",
        "Almost half the 50-million population needs aid.",
        "People over 60 were injured.",
        "Most were refugees under 18 who fled.",
        "The council voted 51-49.",
        "The clinic served about 110,00 people.",  # nobody knows how many that should be
        "It flies at up to 40,000ft.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("An increase in civilians killed (352 to 739) was reported.", [(352, 352), (739, 739)]),
        ("The toll rose from 12 to 19 people.", [(12, 12), (19, 19)]),
        ("From 12 to 19 people were killed.", [(12, 19)]),
        (
            "The country's 50 million people starve; 60 percent of its 40 million need aid.",
            [(50e6, 50e6), (60, 60)],
        ),
    ],
)
def test_a_change_is_no_range_and_what_a_share_is_of_no_count(
    text: str, values: list[tuple[float, float]]
) -> None:
    assert [(q.low, q.high) for q in quantities(text)] == values


def test_each_of_two_counts_has_its_own_event() -> None:
    text = "The strikes killed 26 people and injured 46, and 12 others are missing."
    assert [(q.low, q.event) for q in quantities(text)] == [(26, "killed"), (46, "injured"), (12, "missing")]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 ,.-$%millonhuredtwk and", max_size=60))
def test_any_text_is_read_and_spans_are_in_it(text: str) -> None:
    for q in quantities(text):
        assert 0 <= q.start < q.end <= len(text)
        assert q.low <= q.high


@pytest.mark.parametrize(
    "text", ["A crowd of thousands chanted “death to Norvia”.", "Uranium for six atomic bombs is enough."]
)
def test_nothing_happened_to_what_is_only_spoken_of(text: str) -> None:
    assert [q.event for q in quantities(text) if q.event] == []


@pytest.mark.parametrize(
    "text",
    [
        "More than seven in 10 Sarlanders see no difference.",
        "A poll says 7 in 10 Norvians do not think so.",
        "One in three people in Norvia is hungry.",
        "One in every three people in Norvia is hungry.",
        "Seven in ten say such a strike would change nothing.",
        "About 6 in 10 adults disapprove.",
        "7 in 10 poll respondents were against it.",
        "Two out of three people need aid.",
        "Seven out of ten houses were destroyed.",
        "1 in 13 refugees is from Norvia.",
        "One in every 15 people is displaced.",
        "1 in 8 internally displaced persons is from Norvia.",
    ],
)
def test_a_share_in_two_numbers_counts_neither(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Raids wounded five in 3 villages.", [(5, "injured"), (3, "injured")]),
        ("Shells killed nine in two houses.", [(9, "killed"), (2, "killed")]),
        ("A siege killed five in 10 days.", [(5, "killed"), (10, "killed")]),
        ("Norvia fought three out of four wars.", [(4, "")]),
    ],
)
def test_a_place_or_time_is_no_share(text: str, counted: list[tuple[float, str]]) -> None:
    assert [(q.low, q.event) for q in quantities(text)] == counted


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Some 12 of the 20 drones were shot down.", ["downed"]),
        ("He was one of 12 people killed.", ["killed"]),
        ("Three of the 10 soldiers wounded later died.", ["injured", "injured"]),
        ("The 20 drones were shot down.", ["downed"]),
    ],
)
def test_what_happened_to_some_did_not_happen_to_all(text: str, events: list[str]) -> None:
    assert [q.event for q in quantities(text)] == events


@pytest.mark.parametrize(
    "text",
    [
        "The killing of 100 people at the displacement camps was condemned.",
        "The killing of 100 people at the displaced persons' camp was condemned.",
    ],
)
def test_a_camp_of_the_displaced_displaces_nobody(text: str) -> None:
    (found,) = quantities(text)
    assert found.event == "killed"


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The platform was attacked by four destroyers.", [""]),
        ("He ordered the strike on the first platform by at least four destroyers.", [""]),
        ("They were killed by three gunmen.", [""]),
        ("Two soldiers killed three civilians.", ["", "killed"]),
        ("Two jets attacked the bridge.", [""]),
        ("Four gunmen had shot dead a guard.", [""]),
        ("Two soldiers killed Anna Brandt.", [""]),
        ("Three drones hit a depot.", ["struck"]),
        ("Two soldiers killed on Monday were buried.", ["killed"]),
        ("Two soldiers killed Monday were buried.", ["killed"]),
        ("Two soldiers killed the day before were buried.", ["killed"]),
        ("Two soldiers killed a week ago were buried.", ["killed"]),
        ("Losses rose by 12 soldiers killed.", ["killed"]),
        ("The number killed increased by 12 people.", ["killed"]),
        ("By Monday, 12 people were killed.", ["killed"]),
        ("Some 770,000 children under five are hungry.", ["hungry"]),
    ],
)
def test_who_did_it_is_not_whom_it_befell(text: str, events: list[str]) -> None:
    assert [q.event for q in quantities(text)] == events


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Rumen Sato, 34, was killed with 3 others.", [3]),
        ("One of those who fled was Fatma*, 11, who lost a brother.", []),
        ("The dead are Rumen Sato, 34, and Ilse Maran, 30.", []),
        ("In Oskel, 34, mostly women, were killed.", [34]),
        ("On Monday in Oskel, 34 were killed.", [34]),
        ("In the Gaza Strip, 34, mostly women, were killed.", [34]),
        ("Across North Kordofan, 45, mostly women, fled.", [45]),
        ("On Tuesday, 34, mostly women, were killed.", [34]),
        ("Tuesday, 34, were killed.", [34]),
        ("In western Oskel, 34, mostly women, were killed.", [34]),
        ("Police shot at Rumen Sato, 34, who was killed.", []),
        ("Of those from Norvia, 34 who had fled came back.", [34]),
        ("Norvians, 340, were killed.", [340]),
    ],
)
def test_the_age_of_somebody_named_counts_nobody(text: str, counted: list[int]) -> None:
    assert [q.low for q in quantities(text)] == counted


def test_the_homeless_are_displaced_and_not_killed() -> None:
    text = "Some 20,000 civilians have died in the fighting and some 14 million have been made homeless."
    assert [(q.low, q.event) for q in quantities(text)] == [(20_000, "killed"), (14e6, "displaced")]
    for text in ("12 homeless people were killed when shells hit Oskel.", "12 homeless were killed."):
        assert [(q.low, q.event) for q in quantities(text)] == [(12, "killed")]


def test_one_of_many_is_no_count() -> None:
    assert quantities("Oskel is one of the towns that were hit.") == []
    assert [q.low for q in quantities("Shells killed one child.")] == [1]
    assert quantities("Shells killed one of the children.") == []
    assert [q.low for q in quantities("One million of the refugees have returned.")] == [1e6]
    assert [q.low for q in quantities("One hundred of the soldiers were killed.")] == [100]


def test_the_number_of_a_footnote_counts_nothing() -> None:
    text = "Some 6.5 million children were uprooted from their homes.[1] [2] Shells hit Oskel [3], it said."
    assert [q.low for q in quantities(text)] == [6.5e6]
    assert [q.low for q in quantities("Norvia asked for [12] more tanks.")] == [12]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Norvia freed 38 of 61 prisoners.", [(38, "people", "38 of 61 prisoners")]),
        ("It reached 260 of 420 households.", [(260, "people", "260 of 420 households")]),
        ("Some 70,000 of the town's 310,000 people left.", [(70_000, "people", "Some 70,000 of the town's 310,000 people")]),
        ("It shot down 38 of 51 missiles and 20 of 24 drones.", [(38, "missile", "38 of 51 missiles"), (20, "drone", "20 of 24 drones")]),
        ("Dozens of the 300 houses still burn.", [(24, "hous", "Dozens of the 300 houses")]),
        ("It took two of its seven camps.", [(2, "site", "two of its seven camps")]),
        ("Half a million of its 1.2 million people left.", [(5e5, "people", "Half a million of its 1.2 million people")]),
        ("It shot down 38 of 51 missiles at dawn and 20 of 24 at night.", [(38, "missile", "38 of 51 missiles")]),
        ("Thousands of people from 12 towns came.", [(2000, "people", "Thousands of people"), (12, "site", "12 towns")]),
        ("It freed 12 of the 58 people who were taken.", [(12, "people", "12 of the 58 people"), (58, "people", "58 people")]),
    ],
)  # fmt: skip
def test_some_of_so_many_are_counted_and_not_the_whole(
    text: str, counted: list[tuple[float, str, str]]
) -> None:
    assert [(q.low, q.noun, text[q.start : q.end]) for q in quantities(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Some 26 people died in the missile strikes and five from shelling.", [(26, "people", "killed"), (5, "people", "killed")]),
        ("It shot down nine drones at Oskel and two near Velden.", [(9, "drone", "downed"), (2, "drone", "downed")]),
        ("It shot down nine drones and killed two in Velden.", [(9, "drone", "downed"), (2, "", "killed")]),
    ],
)  # fmt: skip
def test_a_number_behind_an_and_counts_what_the_one_before_it_does(
    text: str, counted: list[tuple[float, str, str]]
) -> None:
    assert [(q.low, q.noun, q.event) for q in quantities(text)] == counted


def test_what_befell_the_second_number_is_told_behind_it() -> None:
    told = [
        (q.low, q.event) for q in quantities("Nine people died in Kiel and four near Oskel were injured.")
    ]
    assert (4, "killed") not in told
    told = [(q.low, q.event) for q in quantities("Nine people died in the raid and four in the shelling.")]
    assert (4, "killed") in told


@pytest.mark.parametrize("text", ["A quake of magnitude 7.1 struck Oskel.", "The storm is of category 4."])
def test_a_place_on_a_scale_counts_nothing(text: str) -> None:
    assert not [q for q in quantities(text) if q.low in (7.1, 4)]
