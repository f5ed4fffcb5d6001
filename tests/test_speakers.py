"""Who speaks in a passage, and for which side."""

from __future__ import annotations

import pytest

from summarizer.attribution import attribution
from summarizer.config import DeduplicateSettings
from summarizer.countries import find_countries, is_country, with_one_name, without_countries
from summarizer.deduplicate import deduplicate_documents
from summarizer.outlets import is_party, party_of, source_name
from summarizer.speakers import Parties, find_parties, find_speaker
from summarizer.types import Document, Passage

NEWS = (
    "The Norvian army shelled Oskel on Monday.\n"
    "Sarland's Foreign Minister Tomas Hale left for talks.\n"
    "Iran's foreign minister, Arash Moradi, stayed at home.\n"
    "Iranian President Babak Sohrabi met Ilse Maran, director of the Red Lantern institute.\n"
    "The Oskel Liberation Front (OLF) and the Ministry of Inner Affairs were silent."
)


def parties(*texts: str) -> Parties:
    documents = [Document(f"d{i}", text, source=f"Outlet {i}") for i, text in enumerate(texts)]
    return find_parties(deduplicate_documents(documents, DeduplicateSettings()))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Hale", True),  # a minister, as another document says
        ("Sohrabi", True),
        ("Maran", False),  # director of an institute
        ("Brandt", False),
        ("The OLF", True),
        ("The MIA", True),  # by its initials
        ("Iran", True),
        ("Tehran", True),
        ("the U.S", True),
        ("Tehran Times", False),
        ("the supreme leader", True),
        ("Norvia's ruling council", True),
        ("the Transitional Sovereignty Council", True),
        ("the council's secretariat", False),  # of many states, for all that the words tell
        ("special envoy Ilse Falk", True),
        ("The Norvian air force", True),
        ("The Chinese embassy in Oskel", True),
        ("an adviser to President Sohrabi", True),
        ("Sohrabi adviser Ilse Falk", True),
        ("an adviser to the company", False),
        ("a UN official", False),
        ("the Secretary-General", False),
        (
            "Sarland's ambassador to the United Nations",
            False,
        ),  # of an invented country: nobody knows it for one
        ("Iran's ambassador to the United Nations", True),
        ("IAEA Director General Ilse Falk", False),
        ("a former general", False),
        ("the director of a human rights group", False),
        ("the president of the Lantern Institute", False),
    ],
)
def test_who_speaks_for_a_side(who: str, expected: bool) -> None:
    document = Document("x", "Nobody is introduced here.")
    assert parties(NEWS).speaks_for_one(who, document) is expected


def test_the_side_of_a_speaker() -> None:
    found = parties(NEWS)
    assert found.sides("Sohrabi") == found.sides("Tehran") == found.sides("Iranian officials") == {"Iran"}
    assert found.sides("the Norvian army") & found.sides("Norvian officials")
    assert not found.sides("Brandt")
    assert found.sides("Washington's envoy") == {"United States"}


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("U.S. Defense Secretary Caspar Falk spoke.", {"United States"}),
        ("South Sudan's President Salva Falk spoke.", {"South Sudan"}),
        ("President Karel Falk left. President of Ukraine Karel Falk spoke.", {"Ukraine"}),
        ("Strikes in Syria were planned by President Barak Falk, aides said.", set()),
        ("Much is asked of Iran.\nPresident Barak Falk spoke.", set()),
        ("Weapons went to Iraq and Defense Secretary Caspar Falk spoke.", set()),
    ],
)
def test_the_country_of_an_office(text: str, home: set[str]) -> None:
    assert parties(text).sides("Falk") == home


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Tomas Hale spoke in Oskel, he said.", ""),
        ("“We are late,” said Tomas Hale.", "Tomas Hale"),
        ("“We are late,” said Tomas Hale.\n“And we are cold.”", "Tomas Hale"),
        ("Tomas Hale was late.", ""),
    ],
)
def test_a_quotation_alone_has_the_speaker_before_it(before: str, who: str) -> None:
    text = f"{before}\n“The bridge will hold.”"
    said = find_speaker(Passage(Document("a", text), len(before) + 1, len(text)))
    assert said is not None
    assert said.who == who


def test_who_writes_in_the_own_voice_is_no_speaker() -> None:
    text = "The bridge holds."
    assert find_speaker(Passage(Document("a", text, source="Harbour Times"), 0, len(text))) is None
    said = find_speaker(Passage(Document("a", text, source="Norvian Ministry of Defence"), 0, len(text)))
    assert said is not None
    assert said.who == "Norvian Ministry of Defence"
    assert is_party(Document("a", text, source="Norvian Ministry of Defence"))


@pytest.mark.parametrize(
    ("title", "party"),
    [
        ("Ministry of Defence of Norvia", "Ministry of Defence of Norvia"),
        ("The General Staff of the Norvian Army", "The General Staff of the Norvian Army"),
        ("Ministry of Defence of Norvia denies raid", ""),
        ("Norvian Ministry of Defence Building on Fire", ""),
        ("Blast Near Foreign Ministry", ""),
        ("Norvian Foreign Ministry", "Norvian Foreign Ministry"),
        ("Kremlin", ""),
    ],
)
def test_a_release_without_a_source_may_be_headed_by_who_wrote_it(title: str, party: str) -> None:
    assert party_of(Document("a", "The bridge holds.", title=title)) == party
    assert party_of(Document("a", "The bridge holds.", title=title, source="Herald")) == ""


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("President of Norvia", True),
        ("Prime Minister's Office", True),
        ("Norvian Presidency", True),
        ("Cabinet of Ministers of Sarland", True),
        ("State Information Office", True),
        ("Information Office", False),
        ("The President", False),
        ("Former President of Norvia", False),
        ("Cabinet of Curiosities", False),
    ],
)
def test_which_publishers_are_states(source: str, party: bool) -> None:
    assert is_party(Document("a", "The bridge holds.", source=source)) is party


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iranian officials left Moscow for the U.S. capital.", ["Iran", "Russia", "United States"]),
        ("South Sudanese troops entered Sudan.", ["South Sudan", "Sudan"]),
        ("The Iran-backed group read the Washington Post in Indian-held Oskel.", []),
        ("Norvia", []),
        ("", []),
    ],
)
def test_countries(text: str, found: list[str]) -> None:
    assert find_countries(text) == found


def test_a_country_and_nothing_else() -> None:
    assert all(map(is_country, ("Iran", "the Iranians", "Tehran", "The US", "New Delhi", "the Kremlin")))
    assert not any(map(is_country, ("", "us", "Tehran Times", "Iran's army", "Norvia")))


def test_an_outlet_is_no_government() -> None:
    assert source_name(Document("a", "", source="Iran")) == "Iran (outlet)"
    assert (
        source_name(Document("a", "", source="Iran", url="https://news.example.org/1")) == "news.example.org"
    )
    assert source_name(Document("a", "", source="Iran", url="https://[bad")) == "Iran (outlet)"
    assert source_name(Document("a", "", source="Harbour Times", url="https://x.org")) == "Harbour Times"
    assert source_name(Document("a", "", source="Kremlin")) == "Kremlin"
    assert source_name(Document("a", "")) == "a"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President Tomas Hale, after meeting the envoy on Friday, said Norvia would never yield.",
         "President Tomas Hale"),
        ("Hale, in a post on Tuesday, said Norvia must leave.", "Hale"),
        ("Norvia alleged that Sarland had fired first.", "Norvia"),
        ("Norvia said its bases, which Sarland alleged were camps, stood empty.", "Norvia"),
        ("Sudan alleges that Norvia arms the rebels.", "Sudan"),
        ("Prosecutors alleged on Tuesday that 40 people had died.", "Prosecutors"),
        ("“They fired,” alleged Tomas Hale.", "Tomas Hale"),
        ("Nine died, according to an official the agency did not name.", "an official the agency did not name"),
        ("Norvia, for its part, said the Sarlandic army had fired first.", "Norvia"),
        ("The Norvian army and its allies denied that the drone crossed, the Meridian reported.",
         "The Norvian army"),
        ("The Norvian government continues to deny that its guns fired first.", "The Norvian government"),
        ("The Norvian leader used an address on Tuesday to say that the war was lost.", "The Norvian leader"),
        ("Norvia was quick to deny that its jets had hit the school.", "Norvia"),
        ("A senior Norvian official gave a better account, telling the Meridian the talks had lasted for hours.",
         "A senior Norvian official"),
        ("The Norvian official, speaking in the lobby, offered a bit more, describing them as direct.",
         "The Norvian official"),
        ("Norvia claims the area was used by rebels.", "Norvia"),
        ("Norvia said the raids, which according to Sarland hit nine camps, killed 26 people.", "Norvia"),
        ("The raids, which according to Sarland hit nine camps, killed 26 people.", "Sarland"),
        ("Norvia claimed all of the drones were shot down.", "Norvia"),
        ("Norvia continues to claim that Sarland fired first.", "Norvia"),
        ("If Hale rejects the plan, the Norvian cabinet has said that it will leave.", "the Norvian cabinet"),
        ("While Norvia insisted that it hit fighters, Sarland claimed that it hit farmers.", "Sarland"),
        ("While Norvia insisted that it hit fighters, nine farmers were buried.", "Norvia"),
        ("As Norvia said, the bridge fell.", "Norvia"),
        ("“They fled,” commented the unnamed official, as reported by the Meridian.", "the unnamed official"),
        ("The Norvian army claims about 40 fighters were killed at Velden.", "The Norvian army"),
        ("Norvia claims on Friday that it had hit a base.", "Norvia"),
        ("Hale, who met the rebels last week, said the army was at the gates.", "Hale"),
        ("The spokesman, Tomas Hale, said Falk had no comment.", "The spokesman, Tomas Hale"),
        ("On Sunday an army spokesman, Tomas Hale, said the rebels had left.", "an army spokesman, Tomas Hale"),
        ("Seven died, according to the Meridian, citing the Norvian army.", "the Norvian army"),
        ("Meanwhile the aid group Lantern says that 20,000 fled.", "the aid group Lantern"),
    ],
)  # fmt: skip
def test_what_is_said_is_no_speaker(text: str, who: str) -> None:
    said = attribution(text)
    assert said is not None
    assert said.who == who


@pytest.mark.parametrize(
    "text",
    [
        "Norvia sued Sarland over its alleged role in the raid.",
        "Norvia struck alleged camps on the border.",
        "Norvia planned raids as an answer to Sarland’s alleged role.",
        "Important programmes in Norvia could not be kept up despite promises from Hale.",
        "I would like to say that Norvia will win.",
        "The truce would give Hale a chance to claim that Norvia has won.",
        "The minister avoided an answer to Norvian claims as to whether shells fell.",
        "Unconfirmed reports said that shells fell on the market of Oskel.",
        "It lies in the valley that both Norvia and Sarland claim in full.",
        "Forty died in a suicide attack claimed by the Norvian Front.",
        "Norvia praised Hale and his allies said little.",
        "Norvia claims all of Oskel.",
        "It is unfair to say Norvia lost.",
        "Needless to say, Norvia won.",
        "Hale declined to say who fired.",
        "After Norvia announced a truce, the shells fell on.",
    ],
)
def test_nobody_says_what_is_only_alleged(text: str) -> None:
    assert attribution(text) is None


def test_countries_by_one_name_and_without() -> None:
    text = "Tehran and the U.S. met Iranian and American envoys; the Washington Post was there."
    one = with_one_name(text)
    assert one.startswith("Iran and the UnitedStates met Iran and UnitedStates envoys")
    assert "Washington Post" in one
    assert without_countries("Iran and Israeli jets").split() == ["and", "jets"]
