"""Quantities are read as written, and values that differ stand side by side."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import DeduplicateSettings, FigureSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.figures import compare_figures
from summarizer.quantities import quantities
from summarizer.types import Document, Figure

FOUR = "Four people were killed when shells hit the market in Oskel, governor Ilse Maran said."
SEVEN = "Seven people were killed when shells hit the market in Oskel, governor Ilse Maran said, raising an earlier toll of four."
NINE = "Nine people were killed when shells hit the market in Oskel, the Sarland army said."
FILLER = "Talks between Norvia and Sarland in Lindhaven ended without an agreement."


def document(name: str, *lines: str, day: int = 6) -> Document:
    return Document(name, "\n".join(lines), source=name.title(), published=datetime(2026, 5, day, tzinfo=UTC))


def compare(*documents: Document, **limits: int) -> tuple[Figure, ...]:
    return compare_figures(deduplicate_documents(documents, DeduplicateSettings()), FigureSettings(**limits))


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit", "noun", "event"),
    [
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


def test_different_things_counted_are_told_apart() -> None:
    weekend = "Sarland launched 537 drones at Norvia over the weekend, the Norvian air force said."
    night = "The Norvian air force said it shot down 60 drones launched by Sarland overnight."
    figures = compare(document("a", weekend), document("b", night))
    for figure in figures:
        assert figure.kind != "revision"
        assert {v.low for v in figure.values} == {537, 60}


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


@pytest.mark.parametrize(
    "text", ["A crowd of thousands chanted “death to Norvia”.", "Uranium for six atomic bombs is enough."]
)
def test_nothing_happened_to_what_is_only_spoken_of(text: str) -> None:
    assert [q.event for q in quantities(text) if q.event] == []


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
