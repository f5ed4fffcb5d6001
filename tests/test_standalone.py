"""Which sentences a brief may tell by themselves."""

from __future__ import annotations

import pytest

from summarizer.standalone import (
    is_invective,
    is_quotable,
    stands_alone,
    takes_up,
    tells_only_a_meeting,
    tells_speaker,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the bridge would be held.",
        "The Norvian leader remains wary of Sarland's plans.",
        "The Norvian foreign minister's plane landed in Lindhaven on Monday.",
        "They have not agreed on a ceasefire.",
        "Nine men were shot by the army, it said.",
        "Norvia denied shooting it down and said it had struck a power line.",
        "The Norvian army shot down 44 drones, he said.",
        "“We have agreed to meet again,” he told reporters.",
        "In March, he sent a letter to the governor.",
        "In his view, Norvia should leave the bridge.",
        "On his orders, Norvian troops left the bridge.",
        "After his arrest, Norvia closed the crossing.",
        "It is expected to last two days.",
        "It is the first such crossing.",
        "This was the second such crossing.",
        "and then left the town by road.",
        "Both were killed at the bridge on Monday.",
    ],
)
def test_a_pronoun_for_somebody_named_before_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A village in that region fell on Monday.",
        "The next contact with Norvia was on the morning of May 10.",
        "The following night, Norvia shelled Oskel.",
        "Norvia yielded on Tuesday and allowed the man to enter the country.",
        "Police in Oskel have arrested the suspect, the mayor said.",
        "Officials repeated that warning on Wednesday morning.",
        "Nearly 4,000 civilians were killed in Oskel over this period.",
        "More than 200 people, including guards, were killed in the two attacks combined.",
        "The council halted aid flights to and from Oskel in response.",
        "The meeting comes a week after the two sides held talks in Lindhaven.",
        "Talks will go on next week, the official said in a statement.",
        "Norvian shops have opened, but many in Oskel are still wary, the report said.",
        "The jet was one of eight that raided Oskel, said the report.",
        "With talks failing, Norvia may turn to Destria, the sources said, but with little hope.",
        "The witnesses also said that drones hit the college in Oskel.",
        "The president said his army would engage in talks with Norvia.",
        "The President noted that the talks dealt with the guns of Norvia.",
        "“The guns of Norvia are silent,” said the deputy minister.",
        "According to her, the towns of Sarland are without bread.",
        "Sarland shot down two Norvian jets, according to the official.",
        "Dozens were also injured, a Sarland army officer said.",
        "Dozens were injured, a Sarland army officer said.",
        "Seven people were killed.",
        "“That’s a big compromise,” Steen told The Meridian last year.",
        "Foreign minister Teodor Brandt, here on a two-day visit, met the governor.",
    ],
)
def test_what_points_back_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norvian guns shelled Sarland's towns, our towns, all night.",
        "Norvia has taken the bridge from us.",
        "The enemy lost 60 soldiers and eight armoured vehicles.",
        "TOLK: The army of Norvia has taken the bridge at Oskel.",
        "(The council of Oskel is set to vote on Wednesday).",
    ],
)
def test_somebody_s_own_voice_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Steen said on Monday that the crossing came after “further shots on a patrol.",
        'The power lines of Oskel are working again," said Ilse Maran.',
        "Spokesman Karel Voss told reporters that “the goals have not been reached,”",
        'Brandt said the plan of Norvia was a "good sign"',
        "Norvian troops took the bridge (the only one at Oskel on Monday.",
        "From a town that is under fire by Norvian troops.",
        "Just like those of everyone in Norvia.",
        "Why did Norvia take the bridge?",
        "Norvian troops take bridge at Oskel",
    ],
)
def test_half_a_sentence_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Channel Nine's Mira Tolk has more from Oskel.",
        "Channel Nine's Mira Tolk reports from Oskel.",
        "Follow our live blog for the latest from Oskel.",
        "Mira Tolk speaks with Jan Osten, an expert at the Lindhaven Institute.",
        "The minister Olav Steen is pictured in Port Velden on Feb.14 2026.",
        "Click here to read what Ilse Maran said.",
        "Read: Seven killed in OskelThe hospital in Oskel says that it has no power.",
    ],
)
def test_a_line_of_the_page_is_no_statement(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norvian troops crossed the Tamer river at dawn on Monday and seized the rail bridge at Oskel.",
        "Maran said he would not leave the town.",
        "The factory is known for its trucks.",
        "“We have agreed to meet again,” Hale told reporters.",
        "Sarland said the enemy had lost 60 soldiers.",
        "Sarland and Norvia agreed that the two sides would meet again on Friday.",
        "Hale said that the guns had been silent since Monday.",
        "The crossing is the first that Norvia has ordered in two years.",
        "Voss, the minister, said this week that Destria would not send troops.",
        "The minister of defence, Olav Steen, said the troops would remain.",
        "The U.S. army said 40 of its soldiers had left Oskel (the only town on the Tamer).",
        'Brandt called the crossing "a plain breach of the March agreement."',
        "Brandt called the crossing “a plain breach of the March agreement”.",
        "The men of World War I lie on the hill above Oskel.",
        "Dozens were injured in Oskel, according to the Red Lantern aid group.",
        "Seven people were killed, and 19 wounded in the strike on Oskel, Maran said.",
        "From Monday, trains will no longer cross the Tamer.",
        "Norvia said the soldiers' families had been told.",
        "In his first public remarks on the crossing, Governor Ilse Maran said the bridge would be held.",
        "In its response, Sarland's Ministry of Trade said that it welcomed the offer.",
        "On Monday, in a letter to his ministers, Hale called the crossing a breach.",
        "Asked if he would send troops to Oskel, Hale said that no order had been given.",
        "It is the first time Sarland has opened the crossing since 2021.",
        "It has been reported that at least ten guards were killed at the bridge in Oskel.",
        "The next round of talks will be held in Lindhaven on Friday.",
        "While it is too early to tell whether the truce will hold, Norvia has left the bridge.",
        "Police in Oskel seized the man who shelled the bridge.",
        "Piet Brandt, 34, was held in Oskel, and the man will be tried in May.",
        "A gunman shot at the market in Oskel before police killed the man.",
        "Police identified the suspect as Piet Brandt, 34, of Oskel.",
        "Police said the gunman, Piet Brandt, was shot dead in Oskel.",
        "Norvia jailed the man convicted of the raid on Oskel for 20 years.",
        "Brandt, the man leading Norvia's talks, left Oskel.",
        "The Norvian army shot down 44 drones overnight, it said.",
        "The Norvian president's office said that 15 people had been killed in Oskel.",
    ],
)  # fmt: skip
def test_what_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The targeted facility is known for making drones of the Sarland army.", True),
        ("The attacks were condemned by Norvia and Sarland.", True),
        ("The escalating rhetoric coincides with talks of Norvia and Sarland.", True),
        ("The condemnation followed the killing of 100 people in Oskel.", True),
        ("Sarland's president Anna Voss echoed this sentiment, stating that Norvia must leave.", True),
        ("A plant in Oskel was hit in one such assault.", True),
        ("Norvia denied the allegation.", True),
        ("The envoy said this week that the bridge would be closed.", False),
        ("The attacks on Oskel were condemned by Norvia.", False),
        ("The army of Sarland said the attack was over.", False),
        ("The camp of Orlen was shelled.", False),
        ("“The attack was a crime,” Maran said.", False),
    ],
)
def test_what_takes_up_what_was_said(sentence: str, points: bool) -> None:
    assert takes_up(sentence) == points


@pytest.mark.parametrize(
    ("words", "quotable"),
    [
        ("We will take the bridge at Oskel back from Norvia.", True),
        ("Taking part in our meeting are the governors of Norvia.", False),
        ("I would like to thank the people of Oskel.", False),
        ("Let us begin with our harvest in Norvia.", False),
    ],
)
def test_how_a_speaker_opens_a_meeting_is_not_worth_quoting(words: str, quotable: bool) -> None:
    assert is_quotable(words) == quotable


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("President Karel Voss had a telephone conversation with Prime Minister of Sarland Una Lind.", True),
        (
            "Karel Voss met at the palace with the envoy of Sarland, who is in Norvia on a working visit.",
            True,
        ),
        ("The President held talks with Governor Ilse Maran in Oskel.", True),
        ("Voss spoke by phone with Lind on the evening of May 5.", True),
        ("Voss met Prime Minister Lind on the sidelines of the summit.", True),
        ("Voss held urgent talks with Lind, who is in Oskel on a two-day visit.", True),
        ("Voss had a telephone conversation with Lind and agreed to open the bridge.", False),
        ("Envoys held talks in Lindhaven and reached a ceasefire.", False),
        ("Voss held an emergency meeting after drones struck Oskel.", False),
        ("Assault groups were met with artillery fire near Oskel, losing 12 men.", False),
        ("The conditions were met on Friday.", False),
        ("The President held a meeting on the repair of the bridges.", False),
        ("Voss met with Lind to discuss the truce.", False),
        ("Norvian troops crossed the Tamer on Monday.", False),
    ],
)
def test_whether_more_is_told_than_that_they_met(sentence: str, only: bool) -> None:
    assert tells_only_a_meeting(sentence) is only


@pytest.mark.parametrize(
    ("sentence", "abuses"),
    [
        ("The so-called world press is silent about the shelling of Oskel.", True),
        ("Norvia's lackeys fled from Oskel.", True),
        ("Norvia said its army had left Oskel.", False),
        ("The pressure on Oskel grows.", False),
        ("The ministry rejected the reports as fabrications.", False),
        ("The so-called Islamic State attacked a post at Oskel.", False),
    ],
)
def test_words_of_abuse_are_known(sentence: str, abuses: bool) -> None:
    assert is_invective(sentence) is abuses


def test_a_partisan_voice_is_told_in_quotation_marks() -> None:
    """Without them the brief would speak of "invaders" itself."""
    text = "The invaders seized a hospital in Oskel and took 400 people hostage."
    assert is_quotable(text)
    assert not stands_alone(text)
    assert not is_quotable(text.replace("The invaders", "Hale said that the invaders"))
    assert not is_quotable(text.replace("The invaders", "Sarland's troops"))
    assert not is_quotable(text.replace("a hospital", "our heroic hospital").replace("our ", "a "))


def test_who_announced_it_is_told() -> None:
    assert tells_speaker("Nobody has left Oskel (announced by Deputy Prime Minister Ilse Maran).")
    assert not tells_speaker("A truce has been announced at Oskel.")


def test_which_parties_must_be_told() -> None:
    assert not stands_alone("The parties agreed to stay in contact over the summer.")
    assert not stands_alone("The sides agreed to meet again in Lindhaven in May.")
    assert stands_alone("The parties of the Norvian coalition agreed to meet again in May.")
    assert stands_alone("The parties that won seats in Norvia's parliament agreed to meet again in May.")
    assert stands_alone("Norvia said the sides agreed to meet again in Lindhaven in May.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Above ground, Norvian missiles struck targets across the capital.", False),
        ("Nearby, two trucks of the Norvian army were on fire on Monday.", False),
        ("Inside Norvia, two trucks of the army were on fire on Monday.", True),
        ("The sources, close to the negotiating team, said that Norvia would sign.", False),
        ("The officials, Tomas Hale and Ilse Maran, said that Norvia would sign.", True),
    ],
)
def test_where_and_who_must_be_told(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


def test_a_report_that_the_sentence_names_is_known() -> None:
    assert stands_alone("A report of the Norvian bank was late, and the report said little of Oskel.")
    assert stands_alone("The report of the Norvian bank said that wheat had grown dearer in Oskel.")
