"""Quantities are read as written, and values that differ stand side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import DeduplicateSettings, FigureSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.figures import compare_figures
from summarizer.types import Document, Figure

FOUR = "Four people were killed when shells hit the market in Oskel, governor Ilse Maran said."
SEVEN = "Seven people were killed when shells hit the market in Oskel, governor Ilse Maran said, raising an earlier toll of four."
NINE = "Nine people were killed when shells hit the market in Oskel, the Sarland army said."
FILLER = "Talks between Norvia and Sarland in Lindhaven ended without an agreement."


def document(name: str, *lines: str, day: int = 6) -> Document:
    return Document(name, "\n".join(lines), source=name.title(), published=datetime(2026, 5, day, tzinfo=UTC))


def compare(*documents: Document, **limits: int) -> tuple[Figure, ...]:
    return compare_figures(deduplicate_documents(documents, DeduplicateSettings()), FigureSettings(**limits))


def test_a_revision_shows_the_latest_and_the_earlier() -> None:
    (figure,) = compare(document("early", FOUR, day=5), document("late", SEVEN, FILLER))
    assert figure.what == "people killed"
    assert figure.kind == "revision"
    assert next((v.low, v.passages[0].document.id) for v in figure.values) == (7, "late")
    assert {v.low for v in figure.values} == {4, 7}
    assert all("Maran" in v.speaker for v in figure.values)


def test_a_dispute_names_both_speakers() -> None:
    (figure,) = compare(document("a", FOUR), document("b", NINE, FILLER))
    assert figure.kind == "dispute"
    assert {(v.low, v.speaker) for v in figure.values} == {
        (4, "governor Ilse Maran"),
        (9, "the Sarland army"),
    }


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (("Pakistan said six sites were hit.", "India said nine sites were hit."), "dispute"),
        # of what each says that it did itself the other does not speak
        (("Pakistan said it had hit six sites.", "India said it had hit nine sites."), "scope"),
        (("Pakistan said one site was hit.", "India said two sites were hit."), "scope"),  # a part
        (("Pakistan said six people were killed.", "India said nine people were killed."), "scope"),
        (("Pakistan said six sites were hit.", "Pakistan said nine sites were hit."), "scope"),
    ],
)
def test_counts_of_one_thing_by_two_countries_are_marked_in_a_row_of_several_events(
    told: tuple[str, ...], kind: str
) -> None:
    other = "By then, 40 people were killed." if "people" in told[0] else "By then, 40 sites were hit."
    pages = [document(f"d{i}", text, f"{FILLER} {i}") for i, text in enumerate((*told, other))]
    (figure,) = compare(*pages)
    assert figure.kind == "scope"
    assert figure.kind_of(figure.values[0]) == kind


def test_different_things_counted_are_told_apart() -> None:
    weekend = "Sarland launched 537 drones at Norvia over the weekend, the Norvian air force said."
    night = "The Norvian air force said it shot down 60 drones launched by Sarland overnight."
    figures = compare(document("a", weekend), document("b", night))
    for figure in figures:
        assert figure.kind != "revision"
        assert {v.low for v in figure.values} == {537, 60}


def values(*told: str) -> list[set[float | None]]:
    """The values of each row, each sentence told by a document of its own."""
    pages = [document(f"d{i}", text, f"{FILLER} {i}") for i, text in enumerate(told)]
    return [{v.low for v in figure.values} for figure in compare(*pages)]


def test_counts_of_different_things_make_a_row_where_they_look_alike() -> None:
    near = [
        "Norvia is believed to hold about 170 nuclear warheads, the institute said.",
        "Sarland holds about 180 nuclear warheads, an analyst said.",
    ]
    assert values(*near) == [{170, 180}]
    assert values(near[0], near[1].replace("180", "900")) == []
    assert values(near[0], near[1].replace("180", "170")) == []


def test_one_value_with_another_bound_is_no_difference() -> None:
    one = "Norvia holds about 170 nuclear warheads in silos, the institute said."
    two = "Norvia is thought to hold at least 170 nuclear warheads in silos, an analyst said."
    assert values(one, two) == []
    assert values(one, two.replace("170", "175")) == [{170, 175}]


def test_what_two_sides_say_in_the_same_words_makes_a_row() -> None:
    one = "The truce deal frees 90 ships in the strait, Norvia said."
    two = "The truce deal frees 20 ships in the strait, Sarland said."
    assert values(one, two) == [{90, 20}]


def test_two_sums_of_different_things_make_no_row() -> None:
    one = "Norvia pledged 120 million euros in aid for the hospital at Oskel."
    two = "Sarland pledged 130 million euros in aid for the school at Velden."
    assert values(one, two) == []


def test_one_number_for_soldiers_and_for_civilians_is_two_things() -> None:
    soldiers = "Norvia has killed 14,000 soldiers of Sarland since March, the Norvian army said."
    civilians = "Nearly 14,000 civilians were killed in Sarland since March, the Sarland ministry said."
    (figure,) = compare(document("a", soldiers), document("b", civilians))
    assert figure.kind == "scope"
    assert {v.written for v in figure.values} == {"14,000 soldiers", "Nearly 14,000 civilians"}


def test_a_loss_in_other_words_is_the_same_loss() -> None:
    destroyed = "The Sarland army said it had destroyed five armoured vehicles on the eastern bank."
    lost = "Norvia lost eight armoured vehicles on the eastern bank, the Sarland ministry said."
    (figure,) = compare(document("a", destroyed), document("b", lost))
    assert {v.low for v in figure.values} == {5, 8}


def test_fighters_and_civilians_killed_are_not_of_one_group() -> None:
    soldiers = "Three soldiers were killed when shells hit the market in Oskel, the Norvian army said."
    for figure in compare(document("a", FOUR), document("b", NINE, FILLER), document("c", soldiers)):
        groups = {v.group for v in figure.values if "soldiers" not in v.written}
        assert all(v.group not in groups for v in figure.values if "soldiers" in v.written)


def test_sources_that_agree_make_no_row() -> None:
    other = "Shells killed four people at the market in Oskel, the mayor said."
    assert compare(document("a", FOUR), document("b", other)) == ()


def test_part_and_whole_in_both_sentences_make_no_row() -> None:
    one = "Destria closed two of its five border crossings with Norvia on Tuesday, the minister said."
    two = "On Tuesday Destria closed two of its five crossings with Norvia."
    assert compare(document("a", one), document("b", two)) == ()


def test_a_value_of_several_documents_is_one_value_with_every_passage() -> None:
    other = "Shells that hit the market in Oskel killed four people, the mayor said."
    (figure,) = compare(document("a", FOUR), document("b", other), document("c", NINE, FILLER))
    four = next(v for v in figure.values if v.low == 4)
    assert {p.document.id for p in four.passages} == {"a", "b"}


def test_limits() -> None:
    documents = (
        document("a", FOUR),
        document("b", NINE, FILLER),
        document("c", SEVEN.replace("Seven", "Eight")),
    )
    assert compare(*documents, max_rows=0) == ()
    assert all(len(f.values) <= 2 for f in compare(*documents, max_values=2))


def test_nothing_to_compare() -> None:
    assert compare() == ()
    assert compare(document("a", FILLER)) == ()


SENTENCES = [
    FOUR,
    SEVEN,
    NINE,
    FILLER,
    "Prices rose 3.5% to $64 a barrel.",
    "60 drones were shot down.",
    "",
    "7",
    "Ü 5 ß",
]


def test_a_clause_without_a_subject_is_shown_with_what_it_hangs_on() -> None:
    one = "Sarland's army shelled the market in Oskel, killing at least 31 people, governor Ilse Maran said."
    two = "Sarland's army shelled the market in Oskel, killing 24 people, the Norvian army said."
    (figure,) = compare(document("a", one), document("b", two))
    shown = {v.written: v.text for v in figure.values}
    assert (
        shown["at least 31 people"]
        == "Sarland's army shelled the market in Oskel, killing at least 31 people"
    )
    assert shown["24 people"] == "Sarland's army shelled the market in Oskel, killing 24 people"


def test_a_number_that_says_little_is_shown_with_what_stands_before_it() -> None:
    one = "The enemy lost 60 soldiers and eight armoured vehicles."
    two = "The Norvian army said the enemy had lost five armoured vehicles on the eastern bank."
    shown = {v.written: v.text for f in compare(document("a", one), document("b", two)) for v in f.values}
    assert shown["eight armoured vehicles"] == "The enemy lost 60 soldiers and eight armoured vehicles"


def test_a_price_and_its_fall_in_percent_are_one_row() -> None:
    one = "The price of a barrel of crude fell over 3% to $64 a barrel on Thursday."
    two = "The price of a barrel of crude fell more than 2% to $66 a barrel on Thursday."
    (figure,) = compare(document("a", one), document("b", two))
    assert len(figure.values) == 2


def test_a_size_that_holds_the_other_value_is_no_difference() -> None:
    fled = "{} people fled Norvia as shells fell on Oskel, {} said."
    one, two = fled.format("Some 5.9 million", "the council"), fled.format("Millions of", "the army")
    three = fled.format("Hundreds of thousands of", "the army")
    assert not compare(document("a", one), document("b", two))
    assert compare(document("a", one), document("c", three))


def test_what_might_happen_to_people_is_no_count() -> None:
    seven = "Seven people were killed when shells hit the market in Oskel, governor Ilse Maran said."
    more = "Shells on the market in Oskel could kill 60 people, governor Ilse Maran said."
    assert not compare(document("a", seven), document("b", more))
    assert compare(document("a", seven), document("b", more.replace("could kill", "killed")))


def test_a_mine_that_could_kill_is_no_count_that_might_be() -> None:
    one = "Seven people were killed in Oskel by a mine that could kill a whole family."
    (figure,) = compare(document("a", one), document("b", "Nine people were killed in Oskel by a mine."))
    assert {v.written for v in figure.values} == {"Seven people", "Nine people"}


def test_a_quotation_of_two_sentences_is_cut_between_them() -> None:
    one = '"Shells killed nine people in the market of Oskel. We will answer that," governor Ilse Maran said.'
    two = "Shells killed seven people in the market of Oskel, the army said."
    (figure,) = compare(document("a", one), document("b", two))
    assert '"Shells killed nine people in the market of Oskel' in {v.text for v in figure.values}


def test_a_number_within_another_one_is_not_shown_with_it() -> None:
    text = "Troops advanced {} km north of the rail bridge at Oskel, and Norvian guns stand {} km from the rail bridge at Oskel."
    figures = compare(document("a", text.format(25, 5)), document("b", text.format(21, 1)))
    assert [{v.low for v in f.values} for f in figures] == [{25, 21}, {5, 1}]


def test_a_size_of_another_event_stays() -> None:
    text = "{} people were killed in Oskel when shells hit the market on Monday. {} people were killed in Velden when a train burned on Sunday."
    (figure,) = compare(
        document("a", text.format("31", "Dozens of")), document("b", text.format("26", "Seven"))
    )
    assert "Dozens of people" in {v.written for v in figure.values}


def test_what_is_denied_is_not_shown_without_the_denial() -> None:
    one = "Norvia rejects as untrue the report that its army had shelled the crowded market of the old town of Oskel on Monday, killing 31 people."
    two = "Shells on the market of the old town of Oskel killed 24 people, the governor said."
    (figure,) = compare(document("a", one), document("b", two))
    assert one.rstrip(".") in {v.text for v in figure.values}


def test_who_speaks_and_who_shells_is_not_whose_dead_they_are() -> None:
    one = "Ukrainian officials said 12 people were killed when shells hit the market in Kharkiv."
    two = "14 people were killed when Russian shells hit the market in Kharkiv, witnesses said."
    (figure,) = compare(document("a", one), document("b", two))
    assert figure.kind == "dispute"


def test_the_latter_is_not_who_speaks_first() -> None:
    one = "Norvia said it struck nine sites at Oskel, while the latter claimed to have shot down five jets."
    two = "Sarland's army said it had shot down three jets at Oskel."
    (figure,) = compare(document("a", one), document("b", two))
    assert {v.written: v.speaker for v in figure.values} == {"five jets": "", "three jets": "Sarland's army"}


def test_losses_of_two_countries_are_different_counts() -> None:
    one = "Russia has lost roughly 24,000 military vehicles in the war."
    two = "Ukraine’s losses, by comparison, have totaled roughly 11,300 military vehicles in the war."
    (figure,) = compare(document("a", one), document("b", two))
    assert figure.kind == "scope"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=5), max_size=5))
def test_every_value_stands_in_its_passage(pages: list[list[str]]) -> None:
    documents = [document(f"d{i}", *lines, day=1 + i) for i, lines in enumerate(pages)]
    figures = compare(*documents)
    assert figures == compare(*documents)
    for figure in figures:
        assert len(figure.values) > 1
        for value in figure.values:
            assert all(p.text == p.document.text[p.start : p.end] for p in value.passages)
            assert value.written in " ".join(value.passages[0].text.split())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The council announced 120 million pounds ($158 million) in aid for Oskel in the coming year.",
            "On Monday the council announced £120 million (€141 million) in aid for Oskel in the coming year.",
        ),
        (
            "The council announced 120 million pounds ($158 million) in aid for Oskel in the coming year.",
            "On Monday the council announced $158 million in aid for Oskel in the coming year.",
        ),
        (
            "The states pledged to spend 5 billion euros ($5.8bn) on weapons for Norvia this year.",
            "The states pledged to spend 5 billion euros [$5.9bn] on weapons for Norvia this year, they said.",
        ),
    ],
)
def test_one_sum_in_other_money_makes_no_row(one: str, two: str) -> None:
    assert compare(document("a", one), document("b", two)) == ()


def test_the_people_of_two_towns_make_no_row() -> None:
    one = "The town of Oskel has a population of 1.2 million people and lies on the river."
    two = "The town of Harn has a population of 500,000 people and lies in the hills."
    assert compare(document("a", one), document("b", two)) == ()


def test_what_nobody_is_said_to_dispute_is_no_dispute() -> None:
    one = "Norvia enriches uranium to levels of 60 per cent, near weapons-grade levels."
    two = "It is a short step from there to weapons-grade levels of 90 per cent of uranium."
    for figure in compare(document("a", one), document("b", two)):
        assert figure.kind == "scope"


def test_one_document_does_not_differ_from_itself_on_what_is_no_event() -> None:
    one = "The map shows all routes of airlines from 15 airports in Norvia."
    two = "The map now shows all routes of airlines from 10 airports in Sarland."
    assert compare(document("a", one, two)) == ()


def test_what_has_no_room_in_a_row_gets_a_row_behind_the_others() -> None:
    documents = [
        document("one", "The war has killed about 12,000 people since March, the union said."),
        document("two", "The war has killed more than 15,000 people since March, a monitor said."),
        document("three", FOUR),
        document("four", NINE),
        document("five", "A raid on Velden wounded six people, governor Ilse Maran said."),
        document("six", "A raid on Velden wounded eight people, the Sarland army said."),
    ]
    whole = [f.what for f in compare(*documents)]
    rows = compare(*documents, max_values=2)
    killed = [{v.low for v in f.values} for f in rows if f.what == "people killed"]
    assert sorted(whole) == ["people injured", "people killed"]
    assert sorted(map(sorted, killed)) == [[4, 9], [12_000, 15_000]]
    assert rows[-1].what == "people killed"


def test_thousands_say_little_beside_two_counts() -> None:
    thousands = document("three", "The war has killed thousands of people since March, envoys said.")
    count = document("one", "The war has killed about 12,000 people since March, the union said.")
    other = document("two", "The war has killed more than 15,000 people since March, a monitor said.")
    (figure,) = compare(count, other, thousands)
    assert {v.low for v in figure.values} == {12_000, 15_000}
    (figure,) = compare(count, thousands)
    assert {v.low for v in figure.values} == {12_000, 2_000}


WAR = "The war has killed about 12,000 people since March, the union said."
OTHER_WAR = "The war has killed more than 15,000 people since March, a monitor said."


def test_the_counts_of_one_event_stand_together_in_a_row() -> None:
    texts = (WAR, FOUR, OTHER_WAR, NINE)
    rows = compare(*(document(f"d{n}", text) for n, text in enumerate(texts)))
    (row,) = [f for f in rows if f.what == "people killed"]
    lows = [(v.group, v.low) for v in row.values]
    assert row.kind == "scope"
    assert [group for group, _ in lows] == sorted(group for group, _ in lows)
    by_group = [{low for g, low in lows if g == number} for number, _ in lows]
    assert {12_000, 15_000} in by_group
    assert {4, 9} in by_group


def test_what_the_words_show_to_be_another_event_is_apart() -> None:
    raid = "A raid on Oskel killed 31 people on Tuesday, the mayor said."
    other = "A raid on Oskel killed 36 people on Tuesday, a hospital said."
    elsewhere = "A raid on Velden killed 33 people on Tuesday, the mayor of Velden said."
    rows = compare(document("a", raid), document("b", other), document("c", elsewhere))
    (row,) = [f for f in rows if f.what == "people killed"]
    groups = {v.low: v.group for v in row.values}
    assert groups[31] == groups[36] == 0
    assert groups[33] == 1


def test_a_fate_of_people_is_none_of_the_places_counted() -> None:
    eight = document("union", "Famine has been found in eight areas of Norvia.")
    five = document("herald", "Five areas of Norvia are already in famine, an aid group said.")
    (row,) = compare(eight, five)
    assert (row.what, [v.low for v in row.values]) == ("areas: Famine Norvia", [8, 5])


def test_what_happened_to_one_of_those_counted_is_no_fate_of_all() -> None:
    lines = [
        "Norvia and Sarland have fought four wars over the bay, the union said.",
        "Norvia and Sarland have fought three wars over the bay since 1950.",
        "The strikes were the widest ever outside the four wars over the bay that they fought.",
    ]
    (row,) = compare(*(document(f"d{n}", line) for n, line in enumerate(lines)))
    assert {v.low for v in row.values} == {3, 4}
    assert row.what.startswith("wars:")


def test_a_distance_from_a_place_is_told_by_its_name() -> None:
    (row,) = compare(
        document("herald", "A raid hit Orlen, 18 miles from Oskel."),
        document("courier", "Orlen was hit, some 30 miles from Oskel."),
    )
    assert (row.what, [v.low for v in row.values]) == ("miles: Oskel", [18, 30])


def test_a_share_in_two_numbers_stands_in_no_row() -> None:
    """ "Seven in 10 say such a strike ..." once stood beside the 22 senators that a strike had behind it."""
    assert not compare(
        document("one", "More than seven in 10 Norvians say such a strike on Oskel would change nothing."),
        document(
            "two", "A poll says 7 in 10 Norvians do not think that a strike on Oskel would end the war."
        ),
        document("three", "A strike on Oskel has 22 members of the Council of Sarland behind it."),
    )


def test_a_count_that_its_paragraph_places_long_ago_is_not_compared() -> None:
    now = "Some 12 million people have been displaced by the war in Norvia, the agency said."
    old = "By the end of August 2023 famine had come to Oskel. Some 3 million people were displaced by the war in Norvia, the agency said."
    assert values(now, old) == []
    assert values(now, old.replace("By the end of August 2023 famine", "Famine")) == [{12e6, 3e6}]


def test_every_event_of_a_row_is_shown_though_it_takes_two_rows() -> None:
    strikes = [
        f"{n} people were killed when shells hit the market in Oskel on Monday, {who} said."
        for n, who in ((40, "governor Ilse Maran"), (41, "the Sarland army"), (44, "doctors"))
    ]
    raid = [
        f"{n} people were killed when gunmen raided the ferry at Velden on 3 May, {who} said."
        for n, who in ((40, "governor Ilse Maran"), (52, "port officials"), (55, "sailors"))
    ]
    pages = [document(f"d{i}", text, f"{FILLER} {i}") for i, text in enumerate([*strikes, *raid])]
    for most in (2, 3, 12):
        shown = [v.low for figure in compare(*pages, max_values=most) for v in figure.values]
        assert set(shown) >= {40, 41, 52} if most == 2 else set(shown) == {40, 41, 44, 52, 55}


def test_counts_of_one_kind_share_a_row_though_their_words_differ() -> None:
    told = values(
        "Norvia and Sarland have fought three full-scale wars since they gained independence from Destria.",
        "Three of the four earlier Norvian wars with Sarland were fought for the valley of Oskel.",
        "The two neighbours have fought two of their three wars over the Oskel valley.",
    )
    assert told == [{2, 3}]  # of four wars in all nothing is told


def test_women_and_girls_are_who_is_counted_not_what_of() -> None:
    assert (
        values(
            "Aid groups say that about 12 million women and girls are in danger of assault.",
            "Girls are among more than 17 million children who are out of school.",
        )
        == []
    )


def test_who_remains_of_those_taken_is_another_count() -> None:
    taken = document("a", "The raiders took some 240 hostages into the hills above Oskel.")
    remain = document("b", "59 hostages remain in the hills above Oskel.", FILLER)
    (figure,) = compare(taken, remain)
    assert (figure.what, figure.kind) == ("people captured or held", "scope")
    (figure,) = compare(taken, document("b", "The raiders took 251 hostages into the hills.", FILLER))
    assert figure.kind == "dispute"


def test_things_counted_for_other_ends_have_rows_of_their_own() -> None:
    told = values(
        "Three schools in Oskel have been closed since Monday, teachers said.",
        "Fifteen schools in Oskel have been closed since Monday, the mayor said.",
        "The loan will build three schools on the northern bank by spring, Destria said.",
        "The loan will build 45 schools on the northern bank by spring, the bank said.",
    )
    assert {3, 15, 45} not in told


def test_who_ships_and_who_shells_are_not_counted_with_what_was_hit() -> None:
    told = values(
        "Four Norvian frigates shelled and destroyed the two platforms of Velden on Monday.",
        "Norvian forces destroyed three gunboats and sank a ship near Velden this month.",
    )
    assert {3, 4} not in told


def test_who_vows_after_a_strike_does_not_count_its_dead() -> None:
    vowed = document("a", "The Norvian army vowed revenge after the raid on Oskel left 31 people dead.")
    other = document("b", "The raid on Oskel killed 36 people, doctors said.", FILLER)
    (figure,) = compare(vowed, other)
    assert {v.low: v.speaker for v in figure.values}[31] == ""
    urged = document("a", "The mayor urged calm after saying that the raid on Oskel killed 31 people.")
    (figure,) = compare(urged, other)
    assert {v.low: v.speaker for v in figure.values}[31] == "The mayor"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "The war between Norvia and the Lantern Front has killed at least 900 people.",
            "The war between Norvia and the Lantern Front has killed at least 900 people",
        ),
        (
            "A crash of a Norvian and a Sarland ferry killed 31 people.",
            "A crash of a Norvian and a Sarland ferry killed 31 people",
        ),
        (
            "The army and the Lantern Front killed 31 people.",
            "The army and the Lantern Front killed 31 people",
        ),
        (
            "Ilse Maran said shelling and two raids killed 31 people.",
            "Ilse Maran said shelling and two raids killed 31 people",
        ),
        (
            "A raid ordered by the Lantern Front and its allies in Oskel killed 31 people.",
            "A raid ordered by the Lantern Front and its allies in Oskel killed 31 people",
        ),
        ("The bridge fell and a raid killed 31 people.", "a raid killed 31 people"),
        ("Norvia closed the port, and a raid killed 31 people.", "a raid killed 31 people"),
        ("OSKEL and VELDEN -- A raid killed 31 people.", "A raid killed 31 people"),
        (
            "OSKEL (AP) — Norvia was hit, killing at least 31 people.",
            "Norvia was hit, killing at least 31 people",
        ),
        ("20:30 Governor Maran says a raid killed 31 people.", "Governor Maran says a raid killed 31 people"),
        ("9:05 a.m. GMT: A raid killed 31 people.", "A raid killed 31 people"),
    ],
)
def test_an_excerpt_begins_with_who_did_it_and_not_behind_an_and(told: str, shown: str) -> None:
    figures = compare(document("a", told), document("b", "A raid killed 17 people, Hale said.", FILLER))
    assert shown in {v.text for f in figures for v in f.values}


def test_by_how_much_a_count_grew_and_the_same_count_again_are_no_values() -> None:
    told = values(
        "A raid on Oskel killed at least nine people on Monday, officials said.",
        "The governor said the raid on Oskel killed nine people on Monday.",
        "A raid on Oskel killed 26 people on Monday, Ilse Maran said.",
        "After the raid on Oskel 17 more bodies were found on Monday, the army said.",
    )
    assert told == [{9, 26}]
    both = [
        document("a", "A raid on Oskel killed at least nine people on Monday, officials said."),
        document("b", "Governor Maran said the raid on Oskel killed nine people.", FILLER),
    ]
    assert not compare(*both)
    both[1] = document("b", "Governor Maran said the raid on Oskel killed an estimated nine people.", FILLER)
    assert not compare(*both)


def test_a_count_of_a_year_that_is_over_stands_in_no_row() -> None:
    told = values(
        "A crash of two ferries near Oskel killed seven people.",
        "A crash of two ferries near Oskel killed nine people, the army said.",
        "In 2019, a crash of two ferries near Oskel killed six people.",
    )
    assert told == [{7, 9}]


def test_a_count_of_a_past_year_goes_from_among_those_of_today() -> None:
    today = ("A raid on Oskel killed seven people.", "A raid on Oskel killed nine people, the army said.")
    assert values(*today, "In November 2021, a raid on Oskel killed 13 people.") == [{7, 9}]
    then = (
        "In 2021, a raid on Oskel killed 13 people.",
        "The raid on Oskel of 2021 killed 14 people, the army said.",
    )
    assert values(*then) == [{13, 14}]


def test_those_who_are_exchanged_are_compared_with_their_like_alone() -> None:
    told = values(
        "Norvia broke the Oskel agreement by keeping back 40 prisoners, the Lantern Front said.",
        "The Lantern Front will exchange 34 hostages for 61 prisoners under the Oskel agreement, Norvia said.",
    )
    assert not any(34 in row for row in told)


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (
            "Norvia will send 200 observers to the Oskel valley, {} said.",
            "Norvia is to send 120 observers to the Oskel valley on Friday, {} said.",
        ),
        (
            "Some 45,000 people have fled Oskel since Monday, {} said.",
            "Now 61,000 people have fled Oskel, {} said.",
        ),
    ],
)
def test_another_value_by_one_speaker_on_a_later_day_is_a_revision(early: str, late: str) -> None:
    def kind(who: str, later: str, day: int) -> str:
        pages = document("a", early.format(who), day=5), document("b", late.format(later), FILLER, day=day)
        (figure,) = compare(*pages)
        return figure.kind

    assert kind("minister Ilse Maran", "minister Ilse Maran", 6) == "revision"
    assert kind("minister Ilse Maran", "the Relief Union", 6) != "revision"


def test_a_revision_is_marked_in_a_row_of_several_events() -> None:
    pages = [
        document("a", "A raid killed nine people in Oskel, governor Ilse Maran said.", day=5),
        document("b", "A raid killed 19 people in Oskel, governor Ilse Maran said.", FILLER, day=6),
        document("c", "A raid killed 12 people in Velden, the army said.", f"{FILLER} 2", day=6),
    ]
    (figure,) = compare(*pages)
    assert (figure.kind, set(figure.kinds)) == ("scope", {"revision", "scope"})
    assert {v.low for v in figure.values if figure.kind_of(v) == "revision"} == {9, 19}
    other = document("d", "A raid killed 14 people in Oskel, the Relief Union said.", f"{FILLER} 3", day=6)
    (figure,) = compare(*pages, other)
    assert set(figure.kinds) == {"scope"}


@pytest.mark.parametrize(
    ("who", "day", "kinds"),
    [
        ("Norvian minister Ilse Maran", 5, {"revision", "scope"}),
        ("Norvian minister Olav Steen", 5, {"scope"}),  # of her country, and another speaker
        ("Norvian minister Ilse Maran", 1, {"scope"}),  # long before
    ],
)
def test_only_their_own_count_of_days_before_is_revised(who: str, day: int, kinds: set[str]) -> None:
    pages = [
        document("a", f"A raid killed nine people in Oskel, {who} said.", day=day),
        document("b", "A raid killed 19 people in Oskel, Norvian minister Ilse Maran said.", FILLER, day=6),
        document("c", "A raid killed 12 people in Velden, the army said.", f"{FILLER} 2", day=6),
    ]
    if day == 1:
        pages[0] = replace(pages[0], published=datetime(2026, 3, 6, tzinfo=UTC))
    (figure,) = compare(*pages)
    assert set(figure.kinds) == kinds


@pytest.mark.parametrize(
    ("source", "told", "kind"),
    [
        (
            "Lantern Liberation Front",
            "Both armies will withdraw ten kilometres from the Oskel dam.",
            "dispute",
        ),
        ("Lantern Post", "Both armies will withdraw ten kilometres from the Oskel dam.", "scope"),
        (
            "Lantern Liberation Front",
            "Both armies will withdraw ten kilometres from the Velden dam.",
            "scope",
        ),
    ],
)
def test_what_two_forces_say_of_one_place_is_a_dispute(source: str, told: str, kind: str) -> None:
    one = "Sandmar says the rebels will withdraw 15 kilometres from the Oskel dam."
    forces = "The Sandmar army met Lantern rebels in Lindhaven."
    pages = [document("a", one, forces), replace(document("b", told, FILLER), source=source)]
    assert [figure.kind for figure in compare(*pages)] in ([kind], [] if kind == "scope" else [kind])


def test_rows_of_other_things_are_shown_though_their_values_are_the_same() -> None:
    told = values(
        "A raid on Oskel killed seven people, governor Ilse Maran said.",
        "A raid on Oskel killed nine people, the army said.",
        "In Velden seven bridges were destroyed by the flood, Tomas Hale said.",
        "In Velden nine bridges were destroyed by the flood, the Relief Union said.",
    )
    assert told == [{7, 9}, {7, 9}]
