"""What is denied stands beside what denies it, in the sources' words."""

from __future__ import annotations

import pytest
from dispute_rows import BLAMED, CLAIMED, DENIED, DIRECT, DIRECTLY, FILLER, INDIRECT, MEDIATED, disputes
from hypothesis import given, settings
from hypothesis import strategies as st

UNION = "Norvia dismissed the report of the U.S. envoy and U.N. staff on the depot at Oskel."


def test_a_denial_stands_beside_what_it_denies() -> None:
    (figure,) = disputes(CLAIMED, DENIED)
    assert figure.kind == "dispute"
    assert figure.what == "claim by the Norvian army, denied by Sarland's ministry"
    assert [(v.text, v.speaker) for v in figure.values] == [
        (CLAIMED, "the Norvian army"),
        (DENIED, "Sarland's ministry"),
    ]


def test_a_sentence_that_tells_both_sides_stands_alone() -> None:
    (figure,) = disputes(BLAMED)
    assert [v.text for v in figure.values] == [BLAMED]


def test_one_charge_in_two_papers_is_one_dispute() -> None:
    one = "India blamed Pakistan for backing the raid on the depot at Oskel, an allegation Pakistan denies."
    two = "New Delhi has long accused Islamabad of backing the raid on the depot, which Islamabad denies."
    other = "New Delhi accused Islamabad of hiding a submarine near Port Velden, a charge Islamabad denied."
    assert len(disputes(one, two)) == 1
    assert len(disputes(one, other)) == 2
    plant = "Ukraine accused Russia of shelling the nuclear plant at Enerhodar, a charge Russia denied."
    prisoners = "Kyiv accused Moscow of executing prisoners of war at Enerhodar, which Moscow denied."
    assert len(disputes(plant, prisoners)) == 2


def test_a_denial_beside_what_nobody_is_said_to_claim_makes_no_row() -> None:
    assert not disputes(CLAIMED.replace(", the Norvian army said", ""), DENIED)


def test_one_claim_and_its_denial_in_two_wordings_is_one_row() -> None:
    again = (
        "Norvia blamed the raid on Sarland, which denied it had taken any part in what was done at the depot."
    )
    assert len(disputes(BLAMED, again)) == 1


CHARGED = "The Norvian army accused Sarland of shelling the grain port of Velden on Monday."


@pytest.mark.parametrize(
    "answer",
    [
        "Sarland's ministry rejected the accusation and called for an inquiry.",
        "Sarland's ministry has denied any involvement in it.",
    ],
)
def test_who_denies_what_the_sentence_before_told(answer: str) -> None:
    (figure,) = disputes(f"{CHARGED} {answer}")
    assert figure.what.startswith("claim by the Norvian army, denied by Sarland")
    assert [(v.text, v.group) for v in figure.values] == [(CHARGED, 0), (answer, 1)]
    assert not disputes(CHARGED, answer)  # in another document, of who knows what
    assert disputes(f"{CHARGED} The raid began at dawn. {answer}")
    assert not disputes(f"{CHARGED} The raid began at dawn. {FILLER} {answer}")


def test_who_disputes_the_figures_before() -> None:
    disputed = "Sarland's spokesman Karel Voss disputed those figures on Tuesday."
    assert disputes(f"The Norvian army said 40 of its lorries were hit in Velden. {disputed}")
    assert not disputes(f"{CHARGED} {disputed}")  # it gives none


@pytest.mark.parametrize(
    "answer",
    [
        "Sarland didn't deny the charge, Karel Voss said on Tuesday.",
        "Sarland neither confirmed nor denied the report, the Meridian said.",
        "No one denied responsibility for it, the mayor of Velden said.",
        "A court in Destria rejected the charges against the smugglers, its spokesman said.",
        "Destria's minister denied any wrongdoing in the grain affair on Tuesday.",
        "Norvia rejected the accusation that it had fired first.",
    ],
)
def test_what_is_no_denial_of_the_sentence_before(answer: str) -> None:
    assert not disputes(f"{CHARGED} {answer}")


@pytest.mark.parametrize(
    "answer",
    [
        "Yet another lorry burned on the road from Oskel to Velden, Norvian officials said.",
        "However long it takes, lorries will use the road from Oskel, Norvian officials said.",
        "But for the lorries, the road from Oskel is empty, Norvian officials said.",
    ],
)
def test_what_only_opens_like_a_contrast(answer: str) -> None:
    assert not disputes(
        f"Governor Ilse Maran said the road from Oskel to Velden was open to lorries again. {answer}"
    )


def test_what_a_writer_sets_against_the_sentence_before() -> None:
    open_road = "Governor Ilse Maran said the road from Oskel to Velden was open to lorries again."
    closed = "But Norvian officials said the road was closed to lorries until Friday."
    (figure,) = disputes(f"{open_road} {closed}")
    assert figure.what == "statements by Governor Ilse Maran and by Norvian officials"
    assert [(v.text, v.speaker, v.group) for v in figure.values] == [
        (open_road, "Governor Ilse Maran", 0),
        (closed, "Norvian officials", 1),
    ]
    assert not disputes(f"{open_road} {closed.removeprefix('But ')}")
    assert not disputes(f"{open_road} But Maran said the road was closed to lorries at night.")
    assert not disputes(f"{open_road} But Norvian officials said wheat had grown dearer.")


def test_what_is_denied_comes_before_what_is_only_set_against() -> None:
    said = "Governor Ilse Maran said the grain port of Velden was open. But Norvian officials said that the "
    said += "grain port of Velden was shelled by Sarland."
    assert [f.what[:6] for f in disputes(said, CLAIMED, DENIED)] == ["claim ", "statem"]


def test_a_plain_not_stands_beside_what_it_contradicts() -> None:
    shelled = "Sarland's artillery shelled the grain port of Velden on Monday, mayor Ilse Maran said."
    not_so = "Sarland's defence ministry said its artillery did not shell the grain port of Velden."
    (figure,) = disputes(shelled, not_so)
    assert figure.what == "claim by mayor Ilse Maran, denied by Sarland's defence ministry"
    assert [(v.text, v.group) for v in figure.values] == [(shelled, 0), (not_so, 1)]
    assert not disputes(not_so, CLAIMED)
    assert not disputes(not_so, shelled.replace("shelled", "has not shelled"))


def test_what_nobody_is_named_for_is_a_claim_too() -> None:
    claims = "The raids answered claims that a Norvian drone had entered the airspace of Sarland at night."
    denied = (
        "The Norvian army and its allies denied that the drone entered Sarland's airspace, the Meridian said."
    )
    (figure,) = disputes(claims, denied)
    assert figure.what == "claim, denied by the Norvian army"
    assert [(v.speaker, v.group) for v in figure.values] == [("", 0), ("The Norvian army", 1)]
    assert not disputes(claims.replace("claims that", "how"), denied)


def test_two_words_are_enough_where_one_country_tells_them_of_another() -> None:
    said = "India said that Pakistani drones and missiles attempted to strike fifteen towns."
    denied = "But Pakistan insists it did not fire any missiles or drones."
    (figure,) = disputes(said, denied)
    assert (figure.what, [v.text for v in figure.values]) == (
        "claim by India, denied by Pakistan",
        [said, denied],
    )
    assert not disputes(said.replace("India", "Brandt"), denied)
    assert not disputes(said.replace("Pakistani", "Afghan"), denied)
    assert not disputes(said.replace("attempted to strike", "were sold in"), denied)


def test_a_country_has_one_name() -> None:
    said = "Rescuers said Israeli jets had entered Syrian airspace near the coast on Sunday."
    denied = "The army denied that jets of Israel had entered the airspace of Syria."
    assert len(disputes(said, denied)) == 1


def test_a_long_denial_may_tell_more_than_it_denies() -> None:
    said = "Falk accused the Velden garrison of an attack with mortars on the market of Oskel."
    denied = (
        "The commander denied that the Velden garrison was behind the attack with mortars on the Oskel market that "
        "left forty maimed."
    )
    assert len(disputes(said, denied)) == 1
    assert not disputes(said, denied.replace("attack with mortars", "race with carts"))


def test_who_is_told_to_deny_is_not_who_speaks() -> None:
    said = "Brandt said that waves of drones and missiles were launched at the towns on the border."
    slammed = (
        "Karel Voss, the minister, said the answer was a farce after it denied launching waves of drones and "
    )
    slammed += "missiles at the towns on the border."
    assert not disputes(said, slammed)


def test_a_denial_of_something_else_leaves_the_claim_to_another_sentence() -> None:
    both = "Russia denied that it had shelled the ferry at Velden, but Falk said he would fly to Lindhaven."
    navy = "Ukraine's navy said Russia had shelled the ferry at Velden on Monday."
    (figure,) = disputes(both, navy)
    assert figure.what == "claim by Ukraine's navy, denied by Russia"


def test_a_report_of_a_denial_does_not_deny() -> None:
    said = "Rescuers said a Norvian drone had crossed the river into the valley of Oskel at night."
    denied = "Norvia denied that its drone crossed the river into the valley, according to a report by the Meridian."
    (figure,) = disputes(said, denied)
    assert figure.what == "claim by Rescuers, denied by Norvia"


def test_a_body_of_another_name_is_not_taken_for_one() -> None:
    said = "The rights group Lantern said dozens of villagers were shot by fighters in the valley of Oskel."
    denied = "The group denied that its fighters shot villagers in the valley of Oskel."
    (figure,) = disputes(said, denied)
    assert figure.what == "claim by the rights group Lantern, denied by the group"


@pytest.mark.parametrize(
    "told",
    [
        "The ministry withdrew its allegation that Norvian troops had poisoned the wells of Velden.",
        "The accused had poisoned the wells of Velden, where Norvian troops drank, in the film of May.",
        "Hale was blamed for the loss of the port, whose wells Norvian troops had poisoned at Velden.",
    ],
)
def test_what_nobody_claims_is_no_claim(told: str) -> None:
    denied = "The Norvian army denied that its troops had poisoned the wells of Velden."
    assert not disputes(told, denied)
    assert disputes("It was alleged that Norvian troops had poisoned the wells of Velden.", denied)


def test_what_is_launched_without_a_weapon_is_no_strike() -> None:
    denied = "The army said it did not strike the Oskel hospital after the flood."
    assert not disputes(
        "The charity launched an appeal for the Oskel hospital after the flood, Hale said.", denied
    )
    assert disputes("The army launched drones at the Oskel hospital after the flood, Hale said.", denied)


def test_what_is_counted_is_disputed_by_who_is_not_named_before() -> None:
    counted = "Total losses are put at a minimum of 12,000 since the spring."
    disputed = "Norvian spokesman Karel Voss disputed the figures and spoke of a fable."
    (figure,) = disputes(f"{counted} {disputed}")
    assert figure.what == "claim, denied by Norvian spokesman Karel Voss"
    assert not disputes(f"{counted.replace('a minimum of 12,000', 'a high number')} {disputed}")


def test_who_is_accused_in_passing_answers() -> None:
    accused = "On Tuesday the cabinet severed ties with Destria, accusing it of arming the hill tribes."
    (figure,) = disputes(f"{accused} Destria denied the allegation and recalled its envoy.")
    assert figure.values[0].text == accused
    assert not disputes(f"{accused} Norvia denied the allegation and recalled its envoy.")


def test_unlike_matters_of_one_name_have_rows_of_their_own() -> None:
    drone = "There were claims that a Sarlandic drone had entered the airspace of the island at night."
    wells = "It was alleged that Sarlandic agents had put poison into the wells of Velden."
    denials = [
        "Sarland denied that its drone had entered the airspace of the island.",
        "Sarland denied that its agents had put poison into the wells of Velden.",
    ]
    assert len(disputes(drone, wells, *denials)) == 2
    captive = "Israel accused Hamas of executing a captive in a tunnel near Rafah. Hamas denied any responsibility for it on Friday."
    bus = "Israel accused Hamas of planting a bomb on a crowded bus in Holon. Hamas denied any part in it on Friday."
    assert len(disputes(captive, bus)) == 2


def test_charges_of_one_kind_have_one_row_unless_they_name_other_places() -> None:
    drones = "India said Pakistan launched drones at its bases in Oskel, which Pakistan denied."
    missiles = "New Delhi accused Islamabad of firing missiles at Oskel, a charge Islamabad denied."
    assert len(disputes(drones, missiles)) == 1
    assert len(disputes(drones, missiles.replace("Oskel", "Velden"))) == 2


def test_two_attacks_in_which_no_part_was_had_are_two() -> None:
    market = "Ukraine accused Russia of an attack on a market in Kherson, but Russia denied any part in it."
    bank = "Kyiv accused Moscow of a cyber attack on a bank in Lviv, but Moscow denied any role in it."
    assert len(disputes(market, bank)) == 2


def test_what_arms_whom_is_one_charge() -> None:
    backed = "India accused Pakistan of backing the gunmen in the hills, a charge Pakistan denied."
    armed = "Delhi accused Islamabad of supporting militants at the border, a charge Islamabad denied."
    assert len(disputes(backed, armed)) == 1


def test_who_answers_the_sentence_before() -> None:
    police = "Sarland's police said two of the gunmen were Norvian nationals."
    assert disputes(f"{police} Norvia denied any connection with the raid.")
    assert disputes(f"{police} Norvia denied any connection.")
    assert not disputes("The group has its camps in Sarland. Sarland denied any involvement in it.")
    assert not disputes(
        "Inflation rose to 40 percent in May. Tomas Hale disputed the figures on unemployment."
    )


def test_what_reports_suggest_is_a_claim() -> None:
    denied = "Brandt denied any raid on the plant at Velden."
    assert disputes("Reports had suggested that a raid hit the plant at Velden.", denied)
    unaware = "Israel said it was not aware of a hit on a refinery in Abadan."
    assert disputes("Iran said that Israel had hit a refinery in Abadan.", unaware)


def test_the_president_of_one_country_is_not_that_of_another() -> None:
    said = "Vice President Edda Falk said Norvian envoys had met the rebels in Oskel at night."
    denied = "The president denied that Norvian envoys had met the rebels in Oskel."
    (figure,) = disputes(said, denied)
    assert figure.what == "claim by Vice President Edda Falk, denied by the president"


def test_experts_are_set_against_a_side_only_where_both_count() -> None:
    said = "Officials said poverty touched 30 percent of the people of Norvia last year."
    but = "But experts said poverty touched {} of the people of Norvia."
    assert disputes(f"{said} {but.format('80 percent')}")
    assert not disputes(f"{said} {but.format('most')}")


def test_what_two_say_was_not_done_is_no_dispute() -> None:
    one = "Citing officials, the Meridian reported that Sarland has “not accepted” an invitation to talks in Lindhaven."
    two = "A Sarlandic official said Sarland has not accepted an invitation to a round of talks in Lindhaven."
    assert not disputes(one, two)


def test_a_warning_that_was_not_issued_stands_beside_the_warning() -> None:
    said = "President Edda Falk confirmed reports that she warned the garrison of Velden in a call on Sunday."
    denied = "The president said she did not issue a warning to the garrison of Velden in the call."
    (figure,) = disputes(said, denied)
    assert figure.what == "statements by President Edda Falk"  # the president is she


def test_denials_of_one_charge_are_one_row() -> None:
    rows = disputes(
        "The fighting follows a raid on tourists that India blames Pakistan for — Islamabad denies any connection.",
        "India has long accused Pakistan of harbouring its enemies and said it had proof of who sent the raid. "
        "Pakistan, which denies any involvement, has shut its airspace and recalled an envoy.",
        "India claimed that Pakistan had supported the raid, but Pakistan denies this.",
    )
    assert len(rows) == 1


def test_one_statement_in_two_documents_is_told_once_with_both() -> None:
    one = f"The mayor of Oskel spoke for an hour about the harvest in the valley and its prices. {BLAMED}"
    two = f"{BLAMED.replace(' which', '—which')} Schools in Port Velden stay closed until the end of June."
    (figure,) = disputes(one, two)
    (value,) = figure.values
    assert {p.document.id for p in value.passages} == {"d0", "d1"}


def test_who_denies_a_word_is_not_among_those_who_say_it() -> None:
    denied = "Sarland's ministry denied that direct talks would be held in Lindhaven on Saturday."
    sides = {v.text: v.group for f in disputes(INDIRECT, denied, DIRECT) for v in f.values}
    assert sides[DIRECT] == 0
    assert sides.get(denied, 1) == 1


@pytest.mark.parametrize(
    "lines",
    [
        (DIRECT, "Foreign minister Teodor Brandt said the talks in Lindhaven would not be direct."),
        (DIRECT, "President Edda Falk said the talks in Lindhaven would be indirect."),
        ("Sarland denied them entry at the border on Tuesday, the mayor said.",),
        ("The army moved to deny Norvia what it called a foothold on the eastern bank.",),
        ("Sarland denied it.", CLAIMED),
        (
            "“I don’t think a raid would be appropriate right now,” Edda Falk told reporters in Lindhaven.",
            "Teodor Brandt says that a raid on the depot would be inappropriate right now.",
        ),
        (
            "Officials flagged extreme security threats and high levels of conflict, Karel Voss said.",
            "Families face extreme food insecurity and high levels of conflict, Shaun Hale said.",
        ),
        (CLAIMED, DIRECT),
        (
            "Sarland's guns struck deep inside the valley of Oskel, deeper than ever, the Norvian army said.",
            "Sarland has not struck so deep inside the valley of Oskel since 1971, said Karel Voss.",
        ),
        ("",),
    ],
)
def test_what_is_no_dispute(lines: tuple[str, ...]) -> None:
    assert disputes(*lines) == ()


def test_one_dispute_has_one_row() -> None:
    again = "Sarland has denied claims that Norvian troops captured the railway bridge at Oskel on Tuesday."
    (figure,) = disputes(CLAIMED, DENIED, again)
    assert [v.group for v in figure.values] == [0, 1, 1]


def test_limits() -> None:
    assert disputes(CLAIMED, DENIED, max_disputes=0) == ()
    assert len(disputes(CLAIMED, DENIED, BLAMED, DIRECT, INDIRECT, max_disputes=2)) == 2


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [BLAMED, CLAIMED, DENIED, DIRECT, INDIRECT, "", "denied", UNION, "Ü in", MEDIATED, DIRECTLY]
        ),
        max_size=6,
    )
)
def test_every_statement_is_a_sentence_of_its_document(lines: list[str]) -> None:
    made = disputes(*lines)
    assert made == disputes(*lines)
    for figure in made:
        assert figure.what
        for value in figure.values:
            assert value.text == " ".join(value.passages[0].text.split())


def test_a_dispute_is_found_among_more_sentences_than_are_compared() -> None:
    letters = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "bdfgklmnprstvz" for c in "bdfgklmnprstvz"]
    crowd = [f"Town{x} moved crate{x} and grain{x} by way of road{x} and hill{x}." for x in letters[:2_200]]
    assert disputes("\n".join(crowd), DIRECT, INDIRECT)
