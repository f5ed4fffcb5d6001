"""text.sentences and text.paragraphs: on cases as news writes them, and on any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text import paragraphs, sentences

# "|" stands where a sentence must end; nowhere else may one end. All text is invented.
CASES = [
    # ranks, titles, initials
    "Lt. Col. James Hark said the town had fallen.| His unit left at dawn.",
    "Sgt. 1st Class Ann Lee and Staff Sgt. Tom Orr were killed.| Both were 30.",
    "Maj. Gen. Ivo Petrak spoke to Brig. Gen. Lise Roth.| She agreed.",
    "Rear Adm. J. R. Tolk took command.| The fleet sailed.",
    "Sens. Ana Gray and Bob Reed met Amb. Carl Lund.| Rep. Dale Moss stayed away.",
    "Lt.-Col. Hark and Cpl. Venn held the bridge.| Pfc. Orr drove.",
    "Spc. Dana Fox was hurt.| Tech. Sgt. Lou Marr was not.",
    "Atty. Gen. Paul Grant sued.| Asst. Sec. Mary Holt replied.",
    "Ret. Gen. Oskar Venn doubts it.| “We will see,” he said.",
    "Prof. Dr. Hanna Weil of St. Olaf University wrote it.| Mr. Lund read it.",
    "Col. Yu. V. Ardov led the raid.| It failed.",
    "President A. B. Tarkov arrived.| He met J. Smith.",
    # acronyms with stops
    "The U.S. Army left the base.| It was empty.",
    "He was born in the U.S.| The army said he had died.",
    "Talks were held at the U.N. Security Council.| At the U.N. it was hard to say.",
    "The envoy went back to the U.K.| He said nothing.",
    "Aid comes from the E.U. and the U.S. Congress.| More will follow.",
    "He flew to Washington, D.C.| The talks start on Monday.",
    "U.S. President Ned Hale met U.N. chief Ola Berg.| They talked.",
    "A U.S.-backed force took Harn.| A U.S.-led raid failed.",
    "Iran and the U.S. In Talks On Deal With Five Powers",
    "Weapons came from the U.S.| In March, the shipments stopped.",
    # times, dates, numbers
    "The raid began at 5 a.m. Monday and ended at 7 p.m. Kyiv time.| Two men died.",
    "The strike came at 5 p.m.| The town was quiet.",
    "It began at 3:30 a.m.| Residents fled.",
    "Sirens sounded at 6 p.m. local time.| Nobody was hurt.",
    "They left at 9 p.m. EST on Friday.| At 10 p.m. they were back.",
    "Prices rose 5.5 percent.| Exports fell by 3.2 percent.",
    "He is No. 5 on the list.| No. 6 was killed on Jan. 5.| The rest fled.",
    "He asked for help, and they said no.| The army came.",
    "The deal was signed on Feb. 3.| Then Gen. Hark left.",
    "It fired 3.5-inch shells.| 14 people died.",
    "On Sept. 12 the bridge fell.| By Oct. 1 it was open.",
    "The tanks cost $4.5 million.| They are T-72s.",
    # companies and places
    "The drones were made by Halden Inc. and Tarn Corp. for the navy.| Both deny it.",
    "He sued Halden Inc.| The case was dropped.",
    "He lives at 5 Mill St. near Ft. Hale.| Mt. Orn is close.",
    "Ivan Tal Jr. and Dr. K. Voss signed.| The others did not.",
    # quotations
    "“We will hold the town. We will not leave,” Hark said.| Then he left.",
    "“We will win.”| The army said nothing more.",
    "He said: “We go. We stay.”| Then he left.",
    '"We hold the town. We will not leave," he said.| "We go at dawn."| Nobody went.',
    "“Is it over?” he asked.| “No!” said Hark.",
    "“We will not leave!” President Tal said.| The crowd cheered.",
    "Who fired first?| Nobody knows.| It hardly matters!",
    "“They came at night,” said Ola Berg, 54.| “We ran.”| Her house burned.",
    "He called it “a war crime.”| Tarn denied it.",
    "The soldiers’ base fell.| The men's trucks burned.",
    "‘We are ready,’ he said.| ‘They are not.’| The talks go on.",
    # brackets
    "The ship (IMO No. 12345) sank.| Its crew (all of them) lived.",
    "He resigned.| (He had said that he would.)| A new minister came.",
    "The army [of the north] won.| It lost 12 men.",
    "He said (the town fell. It burned.) so.| They left.",
    # ellipses, dashes, closers that stand apart
    "“We waited ... and then we ran,” she said.| It was dark.",
    "He thought about it…| Then he said no.",
    "“We go. ” he said.| They went.",
    "He left. ”| The door closed.",
    "The town fell — again.| It had held for 10 days.",
    # abbreviations in running text
    "Govt. forces took approx. 500 men.| The rest, i.e. the wounded, stayed.",
    "It was North vs. South.| South won.",
    "See Fig. 2 and Vol. 5.| They show it.",
    "North Tarn's Gen. (ret.) Otto Lund flew in.| He left the next day.",
    "“Why now?” he wrote on X.| “Because they can.”| J. “Jack” Tolk agreed.",
    "The report (see p. 14) says so.| The annex, vol. 2, does not.",
    "1. Tarn will withdraw.| 2. Venn will pay.",
    "It was up to me.| Nobody else would do it.| The rest is known.",
    # dirt: fused sentences, no-break and zero-width spaces, careless lower case
    "The town fell.|The army left.",
    "The town fell.\u00a0| The army left.\u200b| It was over.",
    "\u00a0J. Tolk spoke.| By\u00a0K. Voss.",
    "the town fell.| the army said nothing.| nobody came",
    "He went to Delo.ua and wrote to a.lund@example.org.| Nobody answered.",
    "A broken \ud83d sign.| The rest is whole.",
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    expected = [part.strip(" \u00a0\u200b") for part in case.split("|")]
    assert cut(case.replace("|", "")) == expected


def test_a_long_quotation_is_divided_and_a_short_one_is_not() -> None:
    sentence = "We hold the bridge and nobody has come across it since the spring. "
    short = f"“{sentence * 2}We stay,” Hark said."
    assert cut(short) == [short]
    long = f"“{sentence * 9}We stay,” Hark said."
    assert len(cut(long)) == 10
    assert cut(long)[-1] == "We stay,” Hark said."


def test_an_unclosed_quotation_does_not_swallow_the_paragraph() -> None:
    assert len(cut("“We hold the town. We will not leave. The army came at noon. It left.")) == 4
    assert len(cut('He said "we stay. They left at noon. It was dark. Nobody came back.')) == 4


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("The town fell\nThe army left\r\n\n  It rained. \n") == [
        "The town fell",
        "The army left",
        "It rained.",
    ]


def test_paragraphs_are_the_lines_that_show_something() -> None:
    text = "\n\u00a0One. \r\n\u200b\u2060\n\tTwo\u2028Three\ufeff\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.", "Two\u2028Three"]


MARKS = "“”\"'()[].!?,…؟ é\u00a0\u200b\ufeff\u2028\x85\x1c\r\n\t\ud83d\U0001f600\u0301\x00语。"
WORDS = ["Lt.", "U.S.", "p.m.", "No.", "5.5", "J.", "The", "army", "said", "...", "  "]
TOKENS = st.sampled_from([*WORDS, *MARKS])


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u200c\u200d\u2060\ufeff")


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(TOKENS, max_size=40).map("".join)))
def test_spans_are_ordered_apart_and_cover_all_that_shows(text: str) -> None:
    for spans in (sentences(text), paragraphs(text)):
        at = 0
        for start, end in spans:
            assert at <= start < end
            assert visible(text[start])
            assert visible(text[end - 1])
            assert not visible(text[at:start])
            at = end
        assert not visible(text[at:])


UNITS = [
    "The army said on Monday that “five men — café” died in the U.S. base. ",
    "“We hold the town. ",
    "' ",
    "“ ",
    "( ",
    "Mr. ",
    "word ",
    "\u00a0",
    "... ",
    "a",
    "He said. ” ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    small = min(seconds(250_000) for _ in range(3))
    large = min(seconds(500_000) for _ in range(3))
    assert large < 3 * small + 0.05


def test_what_never_ends_is_broken_at_a_space() -> None:
    text = "the army said seven " * 1_000
    spans = sentences(text)
    assert max(end - start for start, end in spans) <= 2_000
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
    assert max(end - start for start, end in sentences("x" * 9_000)) <= 2_000


def test_a_line_of_five_megabytes_is_read_in_seconds() -> None:
    text = UNITS[0] * (5_000_000 // len(UNITS[0]))
    start = time.process_time()
    found = sentences(text)
    assert len(found) == 5_000_000 // len(UNITS[0])
    assert time.process_time() - start < 20
