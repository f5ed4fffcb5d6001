"""Traps: sentences that a passage carries, and sentences that it almost carries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import VerifySettings
from summarizer.facts import numbers
from summarizer.text import sentences
from summarizer.types import Chunk, Document, Passage, Summary
from summarizer.verify import check_sentence, verify_summaries

CASUALTIES = (
    "Three people were killed and 35 others were injured in the strike on Oskel, Governor Ilse Maran said."
)

CARRIED = [
    (CASUALTIES, "Three people were killed and 35 injured in the strike on Oskel, Governor Ilse Maran said."),
    (CASUALTIES, "Governor Ilse Maran said 3 people were killed and 35 others injured in Oskel."),
    ("Sarland struck Norvia's port on Monday.", "Norvia's port was struck by Sarland on Monday."),
    (
        "United States officials met envoys of Norvia in Lindhaven.",
        "U.S. officials met Norvian envoys in Lindhaven.",
    ),
    ("The army said on Monday it had taken Oskel.", "The army said it had taken Oskel."),
    (
        "The credit is worth 1.5 million crowns, the bank said.",
        "The credit is worth 1,500,000 crowns, the bank said.",
    ),
    ("The army did not fire on Oskel, it said.", "The army said it did not fire on Oskel."),
    ("President Zelenskiy met the envoys on Friday.", "President Zelenskyy met the envoys on Friday."),
    (
        "Hale told reporters: “We have agreed to meet again.”",
        'Hale told reporters: "We have agreed to meet again."',
    ),
    (
        "The Security Council (SC) met on Friday in Lindhaven to discuss the truce.",
        "The Security Council met on Friday in Lindhaven.",
    ),
    ("Twenty-five trucks crossed at noon.", "25 trucks crossed at noon."),
    ("Troops hold a strip 1.5 kilometres deep on the bank.", "Troops hold a strip 1.5 km deep on the bank."),
    ("The credit is worth £1,400 at most.", "The credit is worth £ 1,400 at most."),
    ("The bridge will cost £50million and open in May.", "The bridge will cost £50 million and open in May."),
    ("The bridge will cost $5m and open in May.", "The bridge will cost $5 million and open in May."),
    ("The trench at Oskel is 5 m deep and a mile long.", "The trench at Oskel is 5 metres deep."),
    ("The officer lost 30 pounds in the cells of Velden.", "The officer lost 30lbs in the cells of Velden."),
    (
        "Brandt is in intensive care in Velden after a fall.",
        "Mr Brandt is in intensive care in Velden after a fall.",
    ),
    (
        "The rail bridge at Oskel is among the oldest on the Tamer.",
        "One of the oldest on the Tamer is the rail bridge at Oskel.",
    ),
    (
        "The council removed the officer from the register after hearing the charges and describing them as grave.",
        "The council removed the officer from the register after hearing the charges.",
    ),
    (
        "The former prime minister of Norvia, Tomas Hale, said he would stay until Friday.",
        "Former prime minister Tomas Hale said he would stay until Friday.",
    ),
    (
        "On May 4, bakers in Velden staged protests against power cuts.",
        "Bakers in Velden staged protests against power cuts.",
    ),
    (
        "The plant is halting a turbine due to the state of the engine.",
        "The plant is halting a turbine over the state of the engine.",
    ),
    (
        "Across several states the front of the rebels is shrinking.",
        "The front of the rebels is shrinking across several states.",
    ),
    ("The announcement came as Sarland shelled the port of Velden.", "Sarland shelled the port of Velden."),
    (
        "The agency said containers of chemicals set off the blast, but did not identify the chemicals.",
        "The agency said containers of chemicals set off the blast.",
    ),
    (
        "The victory not only persuaded Hale to stay but won him new allies.",
        "The victory persuaded Hale to stay.",
    ),
    ("Hale explained that the missile reaches 1,800 miles.", "The missile reaches 1,800 miles, Hale said."),
    (
        "Hale's closest allies say agents pushed Norvia into the war.",
        "Some of Hale's closest allies said agents pushed Norvia into the war.",
    ),
    (
        "US envoys and a UN team met in Lindhaven.",
        "United States envoys and a United Nations team met in Lindhaven.",
    ),
    (
        "The White House says Hale and Maran have agreed to back the truce.",
        "Hale and Maran agreed by letter to back the truce, the White House said.",
    ),
    (
        "Norvia's ministry said the campaign began as early as March, after Sarland's invasion.",
        "Sarland's campaign began as early as March, Norvia's ministry said.",
    ),
    (
        "Norvia opposes any deal, even one that opens the port.",
        "Norvia opposes any deal, even one opening the port.",
    ),
    ("A soldier was killed at the bridge in Oskel.", "One soldier was killed at the bridge in Oskel."),
    (
        "Troops took the rail bridge at Oskel, and the army said it would go on to Velden.",
        "Troops took the rail bridge at Oskel.",
    ),
    (
        "The army said it had taken Oskel, which lies five miles from the river.",
        "Oskel lies five miles from the river.",
    ),
]
REFUSED = [
    (CASUALTIES, "Thirty-five people were killed in the strike on Oskel, Governor Ilse Maran said.", "counts something else"),
    (CASUALTIES, "Three people were killed and 53 injured in Oskel, Governor Ilse Maran said.", "the number 53"),
    (CASUALTIES, "Three people were killed and 35 others were injured in the strike on Velden, Maran said.", "the name Velden"),
    (CASUALTIES, "Three people were killed and 35 others were injured in the strike on Oskel.", "claim"),
    (CASUALTIES, "Governor Tomas Hale said three people were killed and 35 others injured.", "the name"),
    ("The army said it had taken Oskel.", "The army has taken Oskel.", "claim"),
    ("Three people were killed, and 35 others were injured, Governor Ilse Maran said.", "Three people were killed.", "claim"),
    ("The army said it had taken Oskel, and that troops held the rail bridge.", "Troops held the rail bridge.", "claim"),
    ("Troops held the rail bridge, after a night of shelling, according to the army.", "Troops held the rail bridge.", "claim"),
    ("The army reportedly took Oskel.", "The army took Oskel.", "claim"),
    ("Sarland struck Norvia on Monday.", "Norvia struck Sarland on Monday.", "turned round"),
    ("Hale said the round had ended early, while Maran left for Velden.", "Maran said the round had ended early.", "said by Maran"),
    ("The town is 5 km from the river.", "The town is 5 miles from the river.", "unit"),
    ("The army did not fire on Oskel.", "The army did fire on Oskel.", "negation"),
    ("The army fired on the town of Oskel.", "The army never fired on the town of Oskel.", "negation"),
    ("Brandt denied that troops had crossed the river.", "Brandt said that troops had crossed the river.", "negation"),
    ("The delegation failed to sign the agreement.", "The delegation signed the agreement.", "negation"),
    ("The ministry may send envoys to Lindhaven.", "The ministry sends envoys to Lindhaven.", "may or will"),
    ("Norvia plans to withdraw its guns from the bridge.", "Norvia withdraws its guns from the bridge.", "may or will"),
    ("Hale said: “We have not agreed on a ceasefire.”", "Hale said: “We have agreed on a ceasefire.”", "word for word"),
    ("Hale said: “We agreed to meet again.”", "Hale said: “We agreed to talk again.”", "word for word"),
    ("The round was held on Monday in Lindhaven.", "The round was held on Tuesday in Lindhaven.", "date"),
    ("The credit is worth 40 million crowns.", "The credit is worth 40 billion crowns.", "the number 40 billion"),
    ("The credit is worth 40 percent of the budget.", "The credit is worth 40 dollars of the budget.", "unit"),
    ("Two soldiers were killed at the bridge in Oskel.", "One soldier was killed at the bridge in Oskel.", "the number One"),
    ("Brandt was arrested by Sarland in Velden, Norvia said.", "Brandt arrested Sarland in Velden, Norvia said.", "turned round"),
    ("One soldier was killed at the bridge in Oskel.", "Two soldiers were killed at the bridge in Oskel.", "the number Two"),
    ("The trench at Oskel is 5 m deep.", "The trench at Oskel is 5 million deep.", "the number 5 million"),
    ("Sarland struck the port of Velden on Monday.", "Mr Hale struck the port of Velden on Monday.", "the name Hale"),
    ("The crops in the valley had a good year.", "The mine in the mountains lost its last workers.", "words"),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "sentence"), CARRIED)
def test_carried(passage: str, sentence: str) -> None:
    assert check_sentence(sentence, [passage]).reason is None


@pytest.mark.parametrize(("passage", "sentence", "reason"), REFUSED)
def test_refused(passage: str, sentence: str, reason: str) -> None:
    told = check_sentence(sentence, [passage]).reason
    assert told is not None
    assert reason in told


@pytest.mark.parametrize("passage", [p for p, _ in CARRIED] + [p for p, *_ in REFUSED])
def test_a_passage_carries_itself(passage: str) -> None:
    check = check_sentence(passage, [passage])
    assert check.reason is None
    assert check.support == 1.0


@pytest.mark.parametrize(
    ("passage", "told", "carried"),
    [
        ("Hale warned of a new wave of strikes on Oskel.", "Hale warned of a new wave strikes on Oskel.", False),
        ("The plan is to take control of and destroy the mines.", "The plan is to take control and destroy the mines.", False),
        ("Maran warned of a wave of attacks.", "Maran warned of a wave of attacks.", True),
        ("All of the bridges at Oskel were shut.", "All the bridges at Oskel were shut.", True),
        ("He blamed the killing of Brandt in Velden.", "He blamed killing Brandt in Velden.", True),
        ("Envoys of Norvia met in the port of Oskel.", "Norvia envoys met in Oskel.", True),
        ("A meeting of foreign ministers took place in Oskel.", "A meeting foreign ministers took place in Oskel.", False),
        ("The head of the army of Sarland resigned.", "The head army of Sarland resigned.", False),
        ("The bridge fell in November of last year.", "The bridge fell in November last year.", True),
        ("The bridge fell in summer of 1993.", "The bridge fell in summer 1993.", True),
        ("Half of the bridges at Oskel were shut.", "Half the bridges at Oskel were shut.", True),
        ("Wave strikes hit Oskel; a wave of strikes hit Velden.", "Wave strikes hit Oskel.", True),
        ("Hale met the leaders of Norvia and Sarland, Norvia said.", "Hale met the leaders, Norvia said.", True),
    ],
)  # fmt: skip
def test_a_noun_does_not_lose_what_joins_it_to_the_next(passage: str, told: str, carried: bool) -> None:
    reason = check_sentence(told, [passage]).reason
    assert (reason is None) is carried, reason
    assert carried or "“of” between" in str(reason)


def test_a_number_ends_before_the_comma_behind_it() -> None:
    assert [n.written for n in numbers("Maran, 27, counted 1,400 and 2.5, not 30.")] == [
        "27",
        "1,400",
        "2.5",
        "30",
    ]


TEXT = " ".join(p for p, *_ in REFUSED)
DOCUMENT = Document("d", TEXT)
CHUNK = Chunk(tuple(Passage(DOCUMENT, s, e) for s, e in sentences(TEXT)))


def verify(text: str) -> tuple[list[str], list[str]]:
    result = verify_summaries([Summary(text, CHUNK)], VerifySettings())
    for claim in result.supported:
        for passage in claim.evidence:
            assert passage.text in TEXT
    return [c.text for c in result.supported], [u.reason for u in result.unsupported]


def test_what_is_refused_is_replaced_by_the_sentence_of_the_source() -> None:
    told, reasons = verify("Norvia struck Sarland on Monday.")
    assert told == ["Sarland struck Norvia on Monday."]
    assert len(reasons) == 1


def test_a_number_from_elsewhere_in_the_text_is_refused() -> None:
    told, reasons = verify("The credit is worth 35 million crowns.")
    assert told == ["The credit is worth 40 million crowns."]
    assert "number" in reasons[0]


def test_a_full_name_may_come_from_where_the_text_gives_it() -> None:
    text = "Governor Ilse Maran, 52, arrived in Oskel. Tomas Hale left. She saw the port. Maran closed three roads to Velden."
    document = Document("d", text)
    chunk = Chunk(tuple(Passage(document, s, e) for s, e in sentences(text)))
    for told, carried in (
        ("Ilse Maran closed three roads to Velden.", True),
        ("Tomas Maran closed three roads to Velden.", False),
        ("Ilse Hale closed three roads to Velden.", False),
        ("Tomas Hale closed three roads to Velden.", False),
    ):
        result = verify_summaries([Summary(told, chunk)], VerifySettings())
        assert (not result.unsupported) == carried, told
        if carried:
            assert [p.text for p in result.supported[0].evidence] == [
                "Maran closed three roads to Velden.", "Governor Ilse Maran, 52, arrived in Oskel.",
            ]  # fmt: skip


def checked(told: str, text: str) -> list[str]:
    document = Document("d", text)
    chunk = Chunk(tuple(Passage(document, s, e) for s, e in sentences(text)))
    result = verify_summaries([Summary(told, chunk)], VerifySettings())
    return [u.reason for u in result.unsupported]


TWO_SIDES = (
    "Norvia's army said at least 15 civilians were killed by shelling on its side of the border. "
    "Sarland's army said at least 31 people were killed in the strikes."
)


def test_one_sides_count_is_not_told_as_the_others() -> None:
    assert checked(
        "Sarland's army said at least 15 civilians were killed by shelling on its side of the border.",
        TWO_SIDES,
    )


def test_two_neighbours_are_not_joined() -> None:
    told = "Troops crossed the Tamer at Oskel on Monday and the mayor closed the bridge to Velden."
    assert checked(
        told, "Troops crossed the Tamer at Oskel on Monday. The mayor closed the bridge to Velden."
    )


@pytest.mark.parametrize(
    ("told", "carried"),
    [
        ("Sarland's president Tomas Hale sent a letter to Sarland's president Tomas Hale in March.", False),
        ("In March a letter was sent to Sarland's president Tomas Hale.", True),
    ],
)
def test_a_name_does_not_stand_in_anothers_place(told: str, carried: bool) -> None:
    assert (not checked(told, "In March he sent a letter to Sarland's president Tomas Hale.")) == carried


@pytest.mark.parametrize(
    ("told", "carried"),
    [
        ("The Norvian army took Oskel and said the strike was aimed at deterring attacks.", False),
        ("The defence ministry confirmed the Norvian army took Oskel, and said the strike was aimed at deterring attacks.", True),
        ("The Norvian army took Oskel, the defence ministry confirmed.", True),
    ],
)  # fmt: skip
def test_who_says_it_is_not_lost_though_another_word_of_saying_is_left(told: str, carried: bool) -> None:
    text = (
        "The defence ministry confirmed late Thursday that the Norvian army had taken Oskel, "
        "and said the strike was aimed at deterring attacks."
    )
    assert (not checked(told, text)) == carried


def test_one_sentence_of_the_source_replaces_only_once() -> None:
    told, reasons = verify("Norvia struck Sarland on Monday. Norvia struck Sarland.")
    assert told == ["Sarland struck Norvia on Monday."]
    assert len(reasons) == 2


@pytest.mark.parametrize("sentence", ["There are no prisoners.", "We have been here before."])
def test_a_sentence_of_few_words_is_found_where_it_stands(sentence: str) -> None:
    document = Document("d", f"Our enemies spread lies about prisoners. {sentence}")
    chunk = Chunk(tuple(Passage(document, s, e) for s, e in sentences(document.text)))
    result = verify_summaries([Summary(sentence, chunk)], VerifySettings())
    assert [c.text for c in result.supported] == [sentence]
    assert not result.unsupported


def test_an_empty_summary_says_nothing() -> None:
    assert verify("") == ([], [])


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, len(CHUNK.passages) - 1), min_size=1, max_size=4))
def test_sentences_of_the_source_are_never_refused(numbers: set[int]) -> None:
    chosen = [CHUNK.passages[i].text for i in sorted(numbers)]
    told, reasons = verify(" ".join(chosen))
    assert reasons == []
    assert told == chosen


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_a_verdict(sentence: str, passage: str) -> None:
    check = check_sentence(sentence, [passage])
    assert 0.0 <= check.support <= 1.0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shells hit the port, killing 14 people and wounding 31.", ["killed", "injured"]),
        ("The strike killed at least four people and injured eleven others.", ["killed", "injured"]),
        ("The strike wounded 31 people and killed about 14.", ["injured", "killed"]),
        ("The strike killed 14 soldiers and 31 civilians.", ["killed", "killed"]),
        ("Fourteen people were killed and 31 wounded.", ["killed", "injured"]),
        ("It left 14 people dead and 31 injured.", ["killed", "injured"]),
    ],
)
def test_what_happened_to_those_counted(text: str, kinds: list[str]) -> None:
    assert [n.kinds for n in numbers(text)] == [frozenset({kind}) for kind in kinds]
