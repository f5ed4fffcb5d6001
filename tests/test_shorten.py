"""Words are left out of a sentence, none written, and what is said stays said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.shorten import shorten, shorter_forms
from summarizer.standalone import stands_alone


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT VELDEN (NA) — ",
        "LINDHAVEN, May 6 (Reuters) - ",
        "May 6 (Reuters) - ",
        "(CNN) — ",
        "CNN — ",
        "OSKEL, Sarland, and PORT VELDEN, Norvia (AP) — ",
        "LINDHAVEN and OSKEL — ",
        "PORT VELDEN, (May 6, 2026) – ",
        "Port Velden, Norvia – ",
        "Tamer Valley (Norvia) (AFP) - ",
        "PORT VELDEN/OSKEL, May 12 (Reuters) - ",
        "20:30 ",
        "09:15 GMT - ",
        "7:05 pm: ",
        "UPDATE: ",
        "BREAKING NEWS - ",
        "UPDATE 2: LINDHAVEN — ",
    ],
)
def test_datelines_go(dateline: str) -> None:
    assert shorten(f"{dateline}The talks ended on Tuesday.") == "The talks ended on Tuesday."


@pytest.mark.parametrize(
    "whole",
    [
        "20:30 was the hour of the raid.",
        "12.50 Norvian crowns buy a loaf.",
        "12:00 Monday is the deadline.",
        "7:30 Lindhaven time is when it began.",
    ],
)
def test_a_number_that_is_no_clock_stays(whole: str) -> None:
    assert shorten(whole) == whole


def test_a_name_behind_the_hour_stays() -> None:
    assert shorten("16:45 US President Tomas Hale left.") == "US President Tomas Hale left."
    assert shorten("16:45 PM Hale said the talks ended.") in (
        "PM Hale said the talks ended.",
        "Hale said the talks ended.",
    )


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Nine people died in Oskel, the ministry said today.",
            "Nine people died in Oskel, the ministry said.",
        ),
        ("Hale said earlier today that nine had died.", "Hale said that nine had died."),
        ("Hale said today was a good day.", "Hale said today was a good day."),
    ],
)
def test_the_day_of_who_speaks_goes(sentence: str, short: str) -> None:
    assert shorten(sentence) == short


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("However, the talks ended on Tuesday.", "The talks ended on Tuesday."),
        ("But Hale left the town.", "Hale left the town."),
        ("Meanwhile the aid group left the town.", "The aid group left the town."),
        ("First, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("At the same time, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Earlier in the day, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Then, in the afternoon, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Later that evening, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("The next day, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Hours later, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Just minutes after, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Shortly afterwards, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Two days later, Sarland recalled its envoy.", "Two days later, Sarland recalled its envoy."),
        ("May 5, 2026Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Sarland, meanwhile, recalled its envoy.", "Sarland recalled its envoy."),
        ("As you know, shells hit the market in Oskel.", "Shells hit the market in Oskel."),
        ("In a separate development, Sarland recalled its envoy.", "Sarland recalled its envoy."),
        ("Sarland also recalled its envoy.", "Sarland recalled its envoy."),
        ("The ban is also expected to cost Norvia.", "The ban is expected to cost Norvia."),
        ("Hale also said the talks went on.", "Hale said the talks went on."),
        ("Sarland, for its part, recalled its envoy.", "Sarland recalled its envoy."),
    ],
)
def test_connectives_go(sentence: str, short: str) -> None:
    assert shorten(sentence) == short


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("• Trading blame: Norvia said Sarland had shelled it.", "Norvia said Sarland had shelled it."),
        (
            "Overnight diplomacy: Falk said the talks went on all night.",
            "Falk said the talks went on all night.",
        ),
        (
            "• Vows to retaliate: Sarland vowed to retaliate for it.",
            "Sarland vowed to retaliate for it.",
        ),
    ],
)
def test_the_label_of_a_list_item_goes(sentence: str, short: str) -> None:
    assert shorten(sentence) == short


@pytest.mark.parametrize(
    "sentence",
    [
        "Defence ministry sources: Two soldiers were killed near Oskel.",
        "Tomas Hale: The army will not leave the town of Oskel.",
        "Falk on tariffs: They are good for the farmers of Norvia.",
        "Falk warns allies: Norvia is ready to cross the river again.",
        "The message was clear: Norvia must leave the town of Oskel.",
        "There are two notable exceptions: Norvia and Sarland.",
        "Truce talks: Norvia and Sarland.",
        "Norvian official: Raids killed nine Norvian officials in Oskel.",
        "Vows to retaliate: Sarland promised an answer within days.",
        "Sarland vows to retaliate: Velden will be shelled before dawn.",
        "In the afternoon of the first day, Sarland recalled its envoy.",
    ],
)
def test_what_may_name_a_speaker_or_be_the_statement_stays(sentence: str) -> None:
    assert shorten(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "So-called volunteers crossed.",
        "So far, 410 people have left Oskel.",
        "Not only the army but also said groups left Oskel.",
        "“We also struck Velden,” the army said.",
        "Norvia said it had not also struck Oskel.",
        "Sarland will withdraw if Norvia also withdraws.",
        "Norvia not only shelled Oskel; it also struck Velden.",
        "See also is a section of the page.",
        "The militia, also known as the Lanterns, left Oskel.",
        "A militia also called the Lanterns left Oskel.",
        "Envoys were also in Lindhaven.",
        "US-brokered talks ended on Tuesday.",
        "Norvia and Sarland – both members of the council – agreed.",
        "First aid was given to nine.",
    ],
)
def test_words_that_only_look_like_an_opening_stay(sentence: str) -> None:
    assert shorten(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        (
            "Steen said that “further shots were to be expected.",
            "Steen said that “further shots were to be expected.”",
        ),
        (
            'Steen said that "further shots were to be expected.',
            'Steen said that "further shots were to be expected."',
        ),
        ("“Go home,” said Voss. “Stay.”", "“Go home,” said Voss. “Stay.”"),
        ('The guns are silent," said Voss.', 'The guns are silent," said Voss.'),
        ('"The guns are silent,” said Voss.', '"The guns are silent," said Voss.'),
        ('“The guns are silent," said Voss.', "“The guns are silent,” said Voss."),
        ('Voss called it a "bad deal.”', 'Voss called it a "bad deal."'),
        ('“The "old guard" is gone,” said Voss.', '“The "old guard" is gone,” said Voss.'),
    ],
)
def test_a_quotation_that_goes_on_is_closed(sentence: str, whole: str) -> None:
    assert shorten(sentence) == whole


def test_asides_go() -> None:
    sentence = "The port (the largest in Norvia), which was built in the war, closed to all ships on Monday, leaving ships at sea."
    assert shorter_forms(sentence)[-1] == "The port closed to all ships on Monday."


@pytest.mark.parametrize(
    "sentence",
    [
        "The army took the bridge at Oskel on Monday, according to two residents.",
        "The army took the bridge at Oskel on Monday, which Sarland denied.",
        "The delegations will meet in Lindhaven on Friday, if the guns are silent.",
        "Shells hit the market district of Oskel on Monday, killing at least seven people.",
        "The army holds the bridge at Oskel on the Tamer, officials said.",
        "Tuesday marks four years of the war in Norvia, with Steen vowing that his country will stay united.",
        "Brandt denounced the crossing of the Tamer on Monday, the first in years, as ‘cowardly’.",
        "Hale paid a visit to Oskel, where he met with officers, including the governor.",
        "The army took the bridge at Oskel on Monday, citing a shooting there.",
    ],
)
def test_what_binds_a_statement_is_never_cut(sentence: str) -> None:
    assert shorter_forms(sentence) == [] or all(f.endswith("officers.") for f in shorter_forms(sentence))


WORDS = st.sampled_from(
    'The army (the larger) , which was who took Monday , after Oskel “ ” " meanwhile, — - But so said . 1,300 including'.split()
)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_no_word_is_written_and_their_order_stays(sentence: str) -> None:
    for form in (shorten(sentence), *shorter_forms(sentence)):
        left = iter(sentence.lower())
        assert all(letter in left for letter in form.lower().rstrip('”"') if letter.isalnum())


def test_what_counts_began_with_is_not_cut() -> None:
    """ "Since then" tells of which count it is; without it nobody knows what 150,000 died of."""
    text = "Since then, 150,000 people have been killed."
    assert shorten(text) == text
    assert not stands_alone(text)


def test_how_many_of_them_is_not_cut() -> None:
    text = "Guns in the harbour fired at the drones over the base at dawn, shooting down most of them."
    assert shorter_forms(text) == []
    assert shorter_forms(text.replace("most of them", "planes")) != []


@pytest.mark.parametrize(
    "told", ["Second, third and fourth rounds of the talks failed.", "First, second and third brigades left."]
)
def test_the_head_of_a_list_is_no_connective(told: str) -> None:
    assert shorten(f"But {told.lower()}") == shorten(told) == told


def test_two_connectives_go_as_one_does() -> None:
    told = "Norvia closed the bridge at Oskel on Monday."
    assert shorten(f"Meanwhile, in a separate development, {told}") == told
