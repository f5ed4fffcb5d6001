"""Who says it and whom it can be traced to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.attribution import attribution, speaker_names
from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.gaps import find_gaps
from summarizer.origins import credited_agency, find_wires, trace_origins
from summarizer.status import judge_claims
from summarizer.types import Claim, Document, Passage, Section


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Seven people were killed, provincial governor Ilse Maran said on Tuesday.",
            "provincial governor Ilse Maran",
        ),
        ("The Sarland army said it had destroyed five vehicles.", "The Sarland army"),
        ("On Tuesday, the Norvian army announced a ceasefire.", "the Norvian army"),
        ("According to the Red Lantern aid group, 2,300 people left.", "the Red Lantern aid group"),
        ("“We will stay,” said Tomas Hale.", "Tomas Hale"),
        ("US officials have told Reuters that a jet was lost.", "US officials"),
        ("The toll is far above the seven dead reported by the governor.", "the governor"),
        ("He said the town would be held.", ""),
        ("The town is held, Tomas Hale, the foreign minister, said.", "Tomas Hale, the foreign minister"),
        ("In Port Velden, the foreign minister said the town is held.", "the foreign minister"),
        (
            "The losses are 899 soldiers a day – estimates the Norvian Ministry of Defence.",
            "the Norvian Ministry of Defence",
        ),
        ("Foreign Minister T Hale on Monday called the raid an “act of war”.", "Foreign Minister T Hale"),
        (
            "On Wednesday, the agency chief Tomas Hale reiterated that Norvia seeks no war.",
            "the agency chief Tomas Hale",
        ),
        ("Falk stressed that the town would be held.", "Falk"),
        ("On Friday, Norvia said that 300 drones came - claims Sarland denied.", "Norvia"),
        ("A raid which according to Norvia killed 31 people was answered.", "Norvia"),
        ("The Red Lantern Front (RLF) warned of hunger.", "The Red Lantern Front (RLF)"),
        ("The Lantern, known by its initials RL, reported a raid.", "The Lantern"),
        ("Residents in Melt, south of Port Velden, confirmed the raid.", "Residents in Melt"),
        (
            "An advisor to Norvia's supreme leader Tomas Hale said he wants peace.",
            "An advisor to Norvia's supreme leader Tomas Hale",
        ),
        ("May 6, 2026An aide to Tomas Hale said he wants peace.", "An aide to Tomas Hale"),
        (
            "The army's spokesman, Tomas Hale, told Reuters that the raid failed.",
            "The army's spokesman, Tomas Hale",
        ),
        (
            "Sarland's minister, Ilse Falk, on Thursday suggested that talks begin.",
            "Sarland's minister, Ilse Falk",
        ),
        (
            "Ilse Falk, an expert on rivers at Velden University, said Norvia's army left.",
            "Ilse Falk, an expert",
        ),
        ("Sarland, a close ally of Norvia, called the raid “an error”.", "Sarland, a close ally of Norvia"),
        ("President Falk - who came last - told reporters that he hoped for peace.", "President Falk"),
        ("Norvia's envoy hailed the show as a “brilliant idea”.", "Norvia's envoy"),
        ("Sarland's minister slammed Norvia's “farcical” answer.", "Sarland's minister"),
        ("President Falk has railed against the penalties.", "President Falk"),
        ("Minister Falk has made it clear that there will be no talks.", "Minister Falk"),
        ("Norvia has condemned the raid and warned of war.", "Norvia"),
        (
            "“The council met,” a statement from Norvia's ruling council read on Monday.",
            "Norvia's ruling council",
        ),
        (
            "At least 15 people died in Oskel, local resistance committees report.",
            "local resistance committees",
        ),
        ("The Post cited a Norvian official as saying that talks had failed.", "a Norvian official"),
        (
            "Norvia's ministry blamed Sarland for the raid and said it was committed to talks.",
            "Norvia's ministry",
        ),
        ("In January the Norvian army declared the war over.", "the Norvian army"),
        ("The attack went on, he said, adding that it was cold.", ""),
        ("The insistence on a truce has left Norvia uncertain, the report said.", ""),
        ("The report documents 36 raids.", ""),
        (
            "“Many people fled,” said Ilse Maran-Voss of the River Aid Agency in an interview with a paper.",
            "Ilse Maran-Voss of the River Aid Agency",
        ),
        ("Sarland claimed three lives were lost.", "Sarland"),
        ("The ministry claimed the lives of nine people were lost through neglect.", "The ministry"),
        ("In the raid 26 people were killed by militants Norvia says were backed by Sarland.", "Norvia"),
        ("The Sarland raids were in response to what Norvia says were attempts to take Oskel.", "Norvia"),
        ("A raid Norvia says has killed seven people began at dawn.", "Norvia"),
        ("Norvia's navy sank a ship they said had been caught laying mines.", ""),
        ("Former president Edda Falk says was not asked.", "Former president Edda Falk"),
        ("Spokesman Karel Voss disputed those figures on Tuesday.", "Spokesman Karel Voss"),
        (
            "Five died, the port authority said, one more than the governor had reported.",
            "the port authority",
        ),
        ("Governor Petra Holm now says 15 people died.", "Governor Petra Holm"),
        ("The police say 1,012 people were held.", "The police"),
        ("A nurse at Levy Hospital, who gave no name, said 27 bodies had come.", "A nurse"),
        ("Seven died, as the army confirmed.", "the army"),
        ("Rather than surrender Norvia said it would fight.", "Norvia"),
        ("The police deny that 40 were held.", "The police"),
        ("The Norvian army shot down 44 drones overnight, it said.", "The Norvian army"),
        ("The Norvian army called the claim false.", "The Norvian army"),
        ("The officials claim that the bridge fell.", "The officials"),
        ("Falk, who has the last say on it, has rejected the demands as a trick.", "Falk"),
        ("More than a dozen officials said the bridge fell.", "a dozen officials"),
        ("Since then Norvia said it had left.", "Norvia"),
        ("Falk has once again claimed credit for the truce.", "Falk"),
    ],
)
def test_speaker(text: str, who: str) -> None:
    said = attribution(text)
    assert said is not None
    assert said.who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Though Norvia's military said that two jets were downed.", "Norvia's military"),
        ("While U.S. officials denied that it was discussed, a deal could wait.", "U.S. officials"),
        ("Maran also denied any plans to leave.", "Maran"),
        (
            "The adviser to the head of the council also denied the report.",
            "The adviser to the head of the council",
        ),
        ("Sarland blames Norvia for it, an allegation Norvia has consistently denied.", "Norvia"),
        ("A Western industry source dismissed claims that the bridge fell.", "A Western industry source"),
        ("In a chat, the minister dismissed President Falk's claim of victory.", "the minister"),
        ("The Norvian minister rejected reports of a truce.", "The Norvian minister"),
        ("Hale, for his part, denied a Harbour Times report that he had left.", "Hale"),
        (
            "Falk's claims on the ceasefire have been denied by the Norvian government.",
            "the Norvian government",
        ),
        (
            "Falk's claims have been denied by the Norvian government indirectly in a statement.",
            "the Norvian government",
        ),
        ("Norvia meanwhile denies any role.", "Norvia"),
        ("Steen, in an interview with Channel Nine television, denied there was any evidence.", "Steen"),
        (
            "When asked about Steen's claim that Norvia lies, President Falk said there was no way.",
            "President Falk",
        ),
    ],
)
def test_the_speaker_is_who_denies(text: str, who: str) -> None:
    said = attribution(text)
    assert said is not None
    assert said.who == who


@pytest.mark.parametrize(
    "text", ["He denied reports that the army left.", "They've already claimed to have hit nine sites."]
)
def test_a_pronoun_names_no_speaker(text: str) -> None:
    said = attribution(text)
    assert said is None or said.who == ""


@pytest.mark.parametrize(
    "text",
    [
        "With an estimated 12 million displaced, aid is short.",
        "The Sarland war has killed an estimated 150,000 people.",
        "Troops crossed the river on Monday.",
        "The rate shows the spread of incidents across Sudan's 18 states.",
        "Two of its ships sank.",
        "Falk went to war with Norvia to be rid of what he called a threat and “to free” it.",
        "Falk backed Sarland's call for an inquiry into the raid - a call that Norvia has rejected.",
        "In the afternoon, the general called his Norvian counterpart to ask for a truce.",
        "Sarland was accused of arming rebels.",
        "Norvia imposed sanctions on a dozen Sarland entities accused of helping rebels.",
        "Tomas Hale was told to leave.",
        "Norvia has not said anything about the raid.",
        "Some will say that 22 or 40 dead change nothing.",
        "Norvia would later say that nine people died.",
        "The strike was a success, which Norvia has neither confirmed nor denied.",
        "The lawmakers' stated terms are hard.",
        "",
        "The raid on the camp reportedly claimed the lives of 400 civilians.",
        "The flood in Oskel claimed 26 lives.",
        "The base lies 3,800 kilometers from Norvia—beyond the estimated 2,000-kilometer range of its missiles.",
        "Floods in Oskel claimed as many as 40 lives.",
        # who says something that another clause tells of
        "The Lantern Front freed 21 men on Saturday after Norvia said it would stop the raids.",
        "The toll rose to nine, more than officials had announced.",
        "Images show 11 aircraft on the runway, not the four that the ministry claimed.",
        "Norvia closed its border when Sarland announced the drill.",
        "Both stake their claim to the hills.",
        "The toll rose above 1,000 on Friday, as rebels accused the army of bombing Oskel.",
        "The party gets to have its say.",
        "Hale contributed to this report.",
    ],
)
def test_no_speaker(text: str) -> None:
    assert attribution(text) is None


def test_titles_tell_no_speaker_from_another() -> None:
    assert speaker_names("the provincial governor, Ilse Maran") & speaker_names("Maran")
    assert speaker_names("Norvia's army") & speaker_names("Norvian officials")
    assert not speaker_names("President Falk") & speaker_names("President Brandt")
    assert speaker_names("U.S. officials") == speaker_names("the US military")


def passages(*texts: str, sources: tuple[str, ...] = ()) -> list[Passage]:
    return [
        Passage(Document(f"d{i}", text, source=sources[i] if sources else f"Outlet {i}"), 0, len(text))
        for i, text in enumerate(texts)
    ]


def stories(evidence: list[Passage]) -> dict[str, str]:
    return {p.document.id: p.document.id for p in evidence}


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("Shells hit Oskel.", "Oskel was hit by shells."), 2),
        (("Shells hit Oskel, Maran said.", "Shells hit Oskel, governor Ilse Maran said.", "Shells hit Oskel."), 2),
        (("Maran wrote on Telegram that shells hit Oskel.", "Shells hit Oskel, according to Maran."), 1),
        (("OSKEL (Reuters) - Shells hit Oskel.", "OSKEL, May 6 (Reuters) — Shells hit the town of Oskel."), 1),
        (("OSKEL (Reuters) - Shells hit Oskel.", "OSKEL (AP) — Shells hit the town of Oskel."), 2),
        (("Shells hit Oskel, Interfax reported.", "Shells hit Oskel, Maran told Interfax.", "Shells hit it, Maran said."), 1),
        # one quotation is one speaker's, whoever prints it, and however little of it is in quotation marks
        (("“The bridge will be open by the spring,” Falk said.", "Hale's guest: “... will be open by the spring.”"), 1),
        (("Falk said “the bridge will be open by the spring”.", "The bridge will be open by the spring, it seems."), 1),
        (("Falk spoke of “the bridge”.", "The bridge will be open by the spring."), 2),
        # whoever "he" is, he is no second source beside one who is named
        (("He said shells hit Oskel.", "Shells hit Oskel, Maran said."), 1),
        (("He said shells hit Oskel.", "Oskel was hit by shells."), 2),
        (("The UN Red Lantern Fund (RLF) said funds fail.", "Funds fail, the RLF warned on Monday."), 1),
        (("Falk hailed the show as a “bright idea”.", "A bright idea - so was the show commented by spokesman Falk."), 1),
        (("Tehran said shells hit Oskel.", "Shells hit Oskel, Iranian officials said."), 1),
        # a run too long for chance, of words and not of names alone
        (
            (
                "The truce appears to be holding on Sunday despite charges of breaches by both sides.",
                "The truce appears to be holding on Sunday despite charges, media reported from Oskel.",
            ),
            1,
        ),
        (
            (
                "Norvian Foreign Minister Tomas Hale and Sarland Special Envoy Ilse Falk of Melt met.",
                "In Oskel, Norvian Foreign Minister Tomas Hale and Sarland Special Envoy Ilse Falk of Melt will meet.",
            ),
            2,
        ),
    ],
)  # fmt: skip
def test_origins(texts: tuple[str, ...], number: int) -> None:
    evidence = passages(*texts)
    assert len(trace_origins(evidence, stories(evidence))) == number


def test_reprints_have_one_origin_and_the_origin_has_a_name() -> None:
    evidence = passages("Shells hit Oskel.", "Oskel was hit.")
    assert trace_origins(evidence, {"d0": "d0", "d1": "d0"}) == ("Outlet 0",)
    assert trace_origins([], {}) == ()


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    texts = ("Shells hit Oskel.", "Oskel was hit by shells.", "Shells hit Oskel, Maran said.")
    evidence = passages(*texts, sources=("Harbour Times", "Harbour Times", "Harbour Times"))
    assert trace_origins(evidence, stories(evidence)) == ("Harbour Times", "Maran")
    evidence = passages(*texts[:2], sources=("", ""))
    assert len(trace_origins(evidence, stories(evidence))) == 2


def test_one_outlet_is_one_origin_whether_it_names_its_source_or_not() -> None:
    texts = (
        "It said that the talks had left Norvia unsure.",
        "The talks have left Norvia unsure, the report said.",
    )
    evidence = passages(*texts, sources=("Harbour Times", "Harbour Times"))
    assert trace_origins(evidence, stories(evidence)) == ("Harbour Times",)


WIRE = (
    "The river rose by two metres overnight and the old bridge at Melt was closed to all but rescue workers."
)


@pytest.mark.parametrize(("second", "number"), [(WIRE, 1), (f"“{WIRE}”", 2), ("The river rose.", 2)])
def test_documents_that_share_a_wire_are_one_origin(second: str, number: int) -> None:
    """A quotation that two documents print is no sign that they have all they tell from one wire."""
    documents = [
        Document("a", f"Shells hit Oskel.\n{WIRE}", source="A"),
        Document("b", f"Oskel was hit by shells.\n{second}", source="B"),
    ]
    evidence = [Passage(d, 0, d.text.index("\n")) for d in documents]
    wires = find_wires(documents)
    assert len(trace_origins(evidence, stories(evidence), wires=wires)) == number


def test_the_origin_of_a_quotation_alone_is_who_spoke_before_it() -> None:
    text = "Falk was cross, he told reporters.\nFalk said on Monday that all were late.\n“Nobody waits for the permission of Norvia.”"
    start = text.index("“")
    other = "Falk called the wait a “mistake”, saying that Sarland won't wait for permission."
    evidence = [Passage(Document("a", text, source="A"), start, len(text)), *passages(other)]
    assert trace_origins(evidence, {"a": "a", "d0": "d0"}) == ("Falk",)


def test_agency_credit() -> None:
    assert credited_agency(Document("a", "Text.", source="Reuters")) == "Reuters"
    assert credited_agency(Document("a", "OSKEL (AP) — Shells hit Oskel.")) == "AP"
    assert credited_agency(Document("a", "Shells hit Oskel.\nSource: AFP")) == "AFP"
    assert credited_agency(Document("a", "The AP photographer left Oskel (see map) on foot.")) == ""


TALKS = "Talks in Lindhaven ended after three hours."


def status(told: str, other: str) -> str:
    """The status of a claim that one document tells, beside a sentence of another."""
    documents = [Document("a", told, source="A"), Document("b", other, source="B")]
    kept = deduplicate_documents(documents, DeduplicateSettings())
    claim = Claim(told, (kept.passages[0],), 1.0, "source")
    (section,) = judge_claims((Section("battlefield", "Battlefield", (claim,)),), kept)
    return section.claims[0].status


def behind(told: str, reply: str) -> Claim:
    """A claim of the first of two sentences of one document, judged."""
    document = Document("a", f"{told} {reply}", source="A")
    kept = deduplicate_documents([document, Document("b", TALKS, source="B")], DeduplicateSettings())
    claim = Claim(told, (Passage(kept.documents[0], 0, len(told)),), 1.0, "source")
    (section,) = judge_claims((Section("battlefield", "Battlefield", (claim,)),), kept)
    return section.claims[0]


STRUCK = "Norvia hit the hospital in Oskel, killing six, Sarland's health minister Ona Pell said."


@pytest.mark.parametrize(
    ("told", "reply", "expected"),
    [
        (STRUCK, "Norvia denied it.", "denied"),
        (STRUCK, "Norvia denied responsibility for the strike.", "denied"),
        (STRUCK, "The claim could not be verified.", "unconfirmed"),
        (STRUCK, "There was no independent confirmation.", "unconfirmed"),
        (STRUCK, "Norvia denied the figures of the census.", "one side"),
        (STRUCK, "The minister visited Melt, the ministry said.", "one side"),
        ("A Norvian paper reported that Sarland had lost 5,000 men.", "The report was false, Hale said.", "denied"),
    ],
)  # fmt: skip
def test_what_the_next_sentence_denies_or_leaves_open(told: str, reply: str, expected: str) -> None:
    claim = behind(told, reply)
    assert claim.status == expected
    assert [p.text for p in claim.denials] == ([reply] if expected == "denied" else [])


def test_a_denial_of_something_else_denies_nothing() -> None:
    text = "Norvian troops seized the rail bridge at Oskel on Monday."
    other = "Sarland's minister denied that the talks in Lindhaven had been cut short."
    kept = deduplicate_documents([Document("a", text), Document("b", other)], DeduplicateSettings())
    claim = Claim(text, (Passage(kept.documents[0], 0, len(text)),), 1.0, "source")
    (section,) = judge_claims([Section("a", "A", (claim,))], kept)
    assert section.claims[0].status == "one source"
    assert section.claims[0].denials == ()


def gaps(*texts: str, claim: Claim | None = None) -> tuple[str, ...]:
    published = datetime(2026, 5, 6, tzinfo=UTC)
    documents = [Document(f"d{i}", t, source=f"Outlet {i}", published=published) for i, t in enumerate(texts)]
    section = Section("a", "A", (claim,) if claim else ())
    return find_gaps(
        [section], deduplicate_documents(documents, DeduplicateSettings()), date=date(2026, 5, 6)
    )


def test_a_party_that_nobody_quotes() -> None:
    one = "Sarland's army shelled Oskel on Monday, the Norvian army said.\nSarland's troops then withdrew."
    two = "The Norvian army said that Sarland's forces had lost five vehicles."
    assert gaps(one, two) == ("Not heard: no document quotes the Sarland side.",)
    assert gaps(one, two + "\nSarland's defence ministry said it had lost none.") == ()


@pytest.mark.parametrize(
    "heard",
    [
        "Washington said it would wait.",
        "US envoy Tomas Hale was late.\nHale said he would wait.",
        "An aide to US President Ilse Falk said so.",
    ],
)
def test_a_country_is_heard_by_whatever_name(heard: str) -> None:
    one = "American forces shelled Oskel on Monday, the Norvian army said.\nAmerican troops then left, the Norvian army said."
    two = "The Norvian army said that American forces had lost five vehicles."
    assert gaps(one, two) == ("Not heard: no document quotes the American side.",)
    assert gaps(one, two, heard) == ()


def test_the_government_of_a_person_is_no_party_of_its_own() -> None:
    one = "President Ilse Falk met her cabinet.\nThe Falk government met twice, the Norvian army said."
    two = "The Falk government met on Monday. The Falk government then rested, the Norvian army said."
    assert gaps(one, two) == ()


def test_a_document_that_tells_of_days_after_its_date() -> None:
    text = "Norvian troops crossed the river on 9 May 2026, the army said."
    assert gaps(text) == ("Wrong date: Outlet 0 is dated 2026-05-06 and tells of 2026-05-09.",)
    assert gaps("The delegations will meet on 9 May 2026, the army said.") == ()
    assert gaps("Norvian troops crossed the river on 5 May 2026, the army said.") == ()
    assert gaps("Norvian troops crossed the river on 39 May 2026, the army said.") == ()


@pytest.mark.parametrize(("day", "is_wrong"), [(5, True), (6, True), (7, False), (8, False), (9, False)])
def test_a_document_dated_after_the_brief(day: int, is_wrong: bool) -> None:
    document = Document(
        "a", "The bridge was closed on Monday.", source="Outlet", published=datetime(2026, 5, 8, tzinfo=UTC)
    )
    kept = deduplicate_documents([document], DeduplicateSettings())
    line = "Wrong date: Outlet is dated 2026-05-08, after this brief."
    assert find_gaps([], kept, date=date(2026, 5, day)) == ((line,) if is_wrong else ())


def test_a_toll_that_rests_on_one_speaker() -> None:
    text = "Seven people were killed in Oskel, governor Ilse Maran said."
    (passage,) = passages(text)
    claim = Claim(text, (passage,), 1.0, "source", origins=("governor Ilse Maran",))
    assert gaps(text, claim=claim) == (
        "Not corroborated: “Seven people” rests on governor Ilse Maran alone.",
    )
    assert gaps(text, claim=Claim(text, (passage,), 1.0, "source", origins=("Maran", "Post"))) == ()
    text = "Three Norvian officials told reporters that the strikes also killed Teodor Brandt."
    (passage,) = passages(text)
    assert gaps(text, claim=Claim(text, (passage,), 1.0, "source", origins=("officials",))) == ()


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("Norvian troops captured the town of Oskel.", "Tomas Hale remains in captivity in Oskel."),
        ("The strike took out a depot near Oskel.", "Sarland still holds Oskel."),
        ("Norvian troops captured just 0.8% of Oskel.", "Sarland holds a fifth of Oskel."),
        ("Norvian troops captured the town of Oskel.", "Oskel's council, where Sarland holds sway, met."),
        ("The court declared a genocide in Oskel.", "When will Sarland stop denying the genocide in Oskel?"),
        (
            "Norvia launched missiles at Sarland on Wednesday after a terrorist attack in Oskel killed 26 people.",
            "Norvia claimed the attacks were on terrorist depots, but Sarland denied this.",
        ),
        (
            "Falk said the offer followed his threat to strike Norvia for using chemical weapons in Oskel in May.",
            "Steen says that there is no evidence he mounted a chemical weapons attack.",
        ),
        ("Norvia launched a series of strikes on depots.", "Norvia rejected assertions that Sarland launched strikes."),
        ("Norvia will not hold direct talks with Sarland.", "Norvia denied that it would hold direct talks with Sarland."),
        ("In Norvian-held Oskel, shells killed 16 people.", "Sarland denied any attacks on Norvia or Norvian-held Oskel."),
        ("Norvian troops captured the Sarland town of Melt.", "Sarland forces repelled a Norvian attack near Brod in Sarland."),
        ("Norvian rebels seized most of Darn.", "The army has the capital, and Norvian rebels still hold parts of Darn."),
        ("Norvian troops seized Oskel.", "The truce in Oskel holds despite mutual accusations."),
        ("Two men died in Oskel, the Norvian army said.", "The Norvian army called the claim false."),
        ("The Lantern Front said it had seized Melt.", "The Lantern Front said it had taken Melt but denied reports of looting."),
        ("Norvia took Sarland hostage.", "Norvia holds the pen for resolutions on Sarland."),
        (
            "While Norvia blamed Sarland, the army's spokesman said that Norvia fired missiles at its own towns.",
            "Norvia blames the massacre on Sarland, while Sarland denies any involvement.",
        ),
    ],
)  # fmt: skip
def test_what_speaks_of_something_else_is_no_denial(told: str, other: str) -> None:
    assert status(told, other) != "denied"


@pytest.mark.parametrize(
    ("told", "other"),
    [
        (
            "Sarland blamed Norvia for the attack on the bridge and launched a raid at dawn.",
            "Sarland blamed the attack on Norvia, which denied any involvement.",
        ),
        (
            "Sarland has been accused of fuelling the war by arming the rebels in Oskel.",
            "Among them is Sarland, which is accused of arming the rebels, something it denies.",
        ),
        (
            "Falk has once again claimed credit for brokering the ceasefire.",
            "Falk's claims on brokering the ceasefire have been denied by the government of Norvia.",
        ),
        ("There will be direct talks in May, Falk says.", "Norvia rejected Falk's assertion of direct talks."),
        ("Norvian troops captured the town of Oskel.", "Sarland still holds Oskel."),
        ("Norvian troops had taken the northern bridge, the army said.", "Sarland's army denied that the bridge had fallen."),
        ("Norvian troops captured the town of Oskel.", "Oskel remains under the control of Sarland."),
        ("Sarland blamed Norvia for backing the attack, a charge that it denies.", TALKS),
        ("Sarland blamed Norvia for the attack, but Norvia denied this, and called for a probe.", TALKS),
        ("On Friday, Norvia said that 300 drones were used to attack its towns on Thursday - claims Sarland denied.", TALKS),
        ("Sarland accused Norvia of arming rebels, something it denied despite evidence to the contrary.", TALKS),
    ],
)  # fmt: skip
def test_what_another_denies_is_denied(told: str, other: str) -> None:
    assert status(told, other) == "denied"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Norvia said it had downed two dozen drones.", "one side"),
        ("The NLF claimed it had seized the camp at Melt.", "one side"),
        ("Harrad said it had seized the camp at Melt.", "one side"),
        ("The Front denied that it had seized the camp at Melt.", "one side"),
        ("National said it had rained in Melt.", "one source"),
        ("Sarland has accused Norvia of ignoring its requests.", "one side"),
        ("Harbour Times reported that two dozen drones fell.", "one source"),
        ("Brandt said it had rained in Melt.", "one source"),
        ("Tehran has rejected talks about the bridge in Melt.", "one side"),
        ("China has condemned the raid on Melt.", "one side"),
        ("Hale added that it had rained in Melt.", "one side"),
        ("Special envoy Ilse Brandt said it had rained in Melt.", "one side"),
        ("Norvia said it had rained in Melt, but Sarland insisted that it had snowed.", "both sides"),
        ("Norvia said it had rained in Melt; Sarland said that it had snowed.", "both sides"),
        ("Norvia said a raid had hit Melt, while Sarland said it was not aware of any raid.", "unconfirmed"),
        ("Norvia said that a raid had hit Melt, but Sarland denied that any raid had hit it.", "denied"),
        ("Norvia said it had rained in Melt, but Norvian officials said that it had snowed.", "one side"),
        ("The Secretary-General said it had rained in Melt.", "one source"),
    ],
)
def test_a_country_or_force_speaks_as_one_side(told: str, expected: str) -> None:
    other = "Norvia's army is on the move.\nSarland's forces are not.\nThe NLF fighters left Melt.\nThe Harrad Movement and the Darn Liberation Front stayed, and the National Front.\nPresident Tomas Hale left too."
    assert status(told, other) == expected


def test_what_the_evidence_tells_and_denies_is_denied() -> None:
    told, other = (
        "Norvia accused Sarland of backing the raiders.",
        "Norvia accused Sarland of backing the raiders, a claim Sarland denies.",
    )
    documents = [Document("a", told, source="A"), Document("b", other, source="B")]
    claim = Claim(told, tuple(Passage(d, 0, len(d.text)) for d in documents), 1.0, "source")
    (section,) = judge_claims(
        [Section("a", "A", (claim,))], deduplicate_documents(documents, DeduplicateSettings())
    )
    assert section.claims[0].status == "denied"
    assert [p.document.id for p in section.claims[0].denials] == ["b"]


@pytest.mark.parametrize(
    "told",
    [
        "Norvia, which has denied any role in that attack, described the raid as unprovoked.",
        "While officials denied that a plan was discussed, an interim deal could delay a raid.",
        "The strike destroyed two jets, but Norvia has neither confirmed nor denied the loss.",
    ],
)
def test_a_denial_in_passing_makes_nothing_denied(told: str) -> None:
    assert status(told, TALKS) != "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Deaths in Oskel rose to the most in almost five years, the Norvian army said.",
        "Nine people were killed in Oskel, according to a statement by the group.",
        "Nine people were killed in Oskel, a minister said.",
    ],
)
def test_what_is_no_toll_or_has_no_name_behind_it_gets_no_line(text: str) -> None:
    (passage,) = passages(text)
    assert gaps(text, claim=Claim(text, (passage,), 1.0, "source", origins=("it",))) == ()
