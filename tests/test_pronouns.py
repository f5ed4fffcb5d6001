"""A speaker told as "he" or "she" is the person of whom the text before leaves no doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.mentions import find_mentions
from summarizer.pronouns import with_name
from summarizer.speakers import find_speaker
from summarizer.text import sentences
from summarizer.types import Document, Passage

HALE = "Foreign Minister Tomas Hale said talks would go on."
MARAN = "Governor Ilse Maran visited the market."


def last(*lines: str) -> Passage:
    text = "\n".join(lines)
    document = Document("a", text, "A day in Oskel", "The Meridian")
    return Passage(document, *sentences(text)[-1])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([HALE, "He added that nine had died."], "Tomas Hale added that nine had died."),
        ([f"{HALE} He added that nine had died."], "Tomas Hale added that nine had died."),
        ([MARAN, '"Nine have died," she said.'], '"Nine have died," Ilse Maran said.'),
        ([MARAN, "In France, she said, nine had died."], "In France, Ilse Maran said, nine had died."),
        ([HALE, "He left.", "“We wait.”", "He said so."], "Tomas Hale said so."),
        ([HALE, "Hale’s answer came late.", "Hale left.", "He said so."], "Hale said so."),
        (["Rumen Sato, who bakes in Oskel, saw it.", "He ran."], "Rumen Sato ran."),
        (["Rumen Sato, a 46-year-old baker, saw it.", "But he ran."], "But Rumen Sato ran."),
        (["Rumen Sato, adviser to the army chief, spoke.", "He left."], "Rumen Sato left."),
        (["The camp was hit, which army spokesman Hale said was empty.", "He named no place."],
         "army spokesman Hale named no place."),
        (["Trade is free, Rumen Sato, an analyst told the paper.", "He sells bread."], "Rumen Sato sells bread."),
        (["The war goes on, according to Governor Ilse Maran.", "She fled."], "Ilse Maran fled."),
    ],
)  # fmt: skip
def test_who_is_meant(lines: list[str], told: str) -> None:
    assert with_name(last(*lines)) == told


@pytest.mark.parametrize(
    "lines",
    [
        ["He added that nine had died."],
        [HALE, "They added that nine had died."],
        [HALE, "The talks began in May.", "He said so."],  # about something else in between
        ["Foreign Minister Tomas Hale met Governor Ilse Maran.", "He said so."],  # a choice
        ["Talks went on, and Foreign Minister Tomas Hale, as was his habit, left.", "He said so."],  # no subject
        ["Foreign Minister Tomas Hale's brother left.", "He said so."],
        ["Ms. Ilse Maran said talks would go on.", "He said so."],
        [HALE, "She left.", "He said so."],
        [HALE, "Rudik said nine had died, and he left."],
        [HALE, "When Sato came, he left."],
        [HALE, "“He is late.”"],  # whom a speaker means
        ["India Norvia Council said talks would go on.", "He said so."],
        [HALE, "He left.", "He slept.", "He ate.", "He sang.", "He said so."],  # too far
        ["On Tuesday Norvia Day was kept.", "He said so."],
        # another whom the sentence does not name
        ["Mayor Tomas Hale said a suspect had been arrested.", "He told police that seven had died."],
        ["The pilot survived, army spokesman Tomas Hale said.", "He told doctors that three had died."],
        ["Mayor Tomas Hale met his counterpart.", "He said so."],
        [HALE, "The driver fled before he was caught.", "He said nine were in the bus."],
        [HALE, "The army chief said he would hold Oskel.", "He said so."],
        ["The camp was hit, which army spokesman Hale said the governor had feared.", "He said so."],
        ["Foreign Minister Ilse Maran left, her office said.", "He said so."],
        ["Mr. Tomas Hale said talks would go on.", "She said so."],
        ["Prosecutor Rumen Sato said a 19-year-old was held.", "He admitted that he shot nine people."],
        ["Prosecutor Rumen Sato charged the defendant.", "He denied killing nine people."],
        ["President Tomas Hale received Sarland’s foreign minister.", "He said so."],
        ["President Tomas Hale met the rebels’ leader.", "He said so."],
        ["President Tomas Hale spoke with Sato on Monday.", "He said so."],
        ["Foreign Minister Tomas Hale said talks with Sarland’s Sato would go on.", "He said so."],
        # no person
        ["Khan Younis, the largest city in the south, was shelled.", "He said so."],
        ["Human Rights Watch said the war went on.", "He said so."],
        ["Doctors Without Borders, a charity, said the war went on.", "He said so."],
    ],
)  # fmt: skip
def test_nobody_is_named_where_there_is_doubt(lines: list[str]) -> None:
    assert with_name(last(*lines)) == ""


def test_a_count_that_he_gives_is_his() -> None:
    passage = last(HALE, "He said nine people had been killed.")
    said = find_speaker(passage)
    assert said is not None
    assert said.who == "Tomas Hale"
    assert [m.speaker for m in find_mentions([passage])] == ["Tomas Hale"]


def test_a_sentence_that_is_cut_off_tells_nobody() -> None:
    """It may name somebody else in the part that is not read."""
    far = f"Ilse Maran {'very ' * 300}slowly said that Foreign Minister Tomas Hale said so."
    assert with_name(last(far, "He left.")) == ""


@given(
    st.lists(
        st.sampled_from([HALE, MARAN, "He left.", "“We wait.”", "She said so.", "Rain fell."]), max_size=6
    )
)
def test_what_is_not_the_pronoun_stays(lines: list[str]) -> None:
    text = with_name(last(*lines, "He said nine had died."))
    assert text == "" or text.endswith(" said nine had died.")
