"""Two sides in one sentence, and what only sounds so."""

from __future__ import annotations

import pytest
from dispute_rows import BLAMED, FILLER, disputes


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BLAMED, "claim by Norvia, denied by Sarland"),
        (
            "The Norvian army said its gunners hit two bridges at Oskel, a claim Sarland denied.",
            "claim by the Norvian army, denied by Sarland",
        ),
        (
            "Foreign minister Teodor Brandt dismissed President Edda Falk’s claims of a truce on the river.",
            "President Edda Falk’s claims, denied by Foreign minister Teodor Brandt",
        ),
        (
            "Sarland denies Norvian accusations that it arms the hill tribes of the eastern bank.",
            "Norvian accusations, denied by Sarland",
        ),
        (
            "Destria has been repeatedly accused of arming the hill tribes, something it has always denied.",
            "accusation, denied by Destria",
        ),
        (
            "Norvia claimed that the raid had hit a camp of rebels, but Sarland denied this on Tuesday.",
            "claim by Norvia, denied by Sarland",
        ),
        (
            "Norvia said a school in Oskel was hit, while Sarland and Destria said they were not aware of a raid.",
            "claim by Norvia, not confirmed by Sarland and Destria",
        ),
        (
            "While Sarland denies any part in the raid, Norvia said that two of its agents had been seen.",
            "claim by Norvia, denied by Sarland",
        ),
        (
            "Norvia blames the raid on the hill tribes — Sarland denies any connection to them.",
            "claim by Norvia, denied by Sarland",
        ),
        (
            "Foreign minister Teodor Brandt said that Norvia's claim of a raid on the depot was baseless.",
            "claim by Norvia, denied by Foreign minister Teodor Brandt",
        ),
        (
            "Sarland has not commented on Norvian claims that its drones hit the depot at Oskel.",
            "Norvian claims, not confirmed by Sarland",
        ),
        (
            "Norvia said it had shot down five Sarlandic jets, an assertion Sarland has neither confirmed nor denied.",
            "claim by Norvia, not confirmed by Sarland",
        ),
        (
            "The ministry in Lindhaven said that the Sarlandic report of a raid on the depot was false.",
            "Sarlandic report, denied by the ministry in Lindhaven",
        ),
        (
            "On Sunday, Norvia's army said it did not ask for a truce, as claimed by Sarland, but was asked.",
            "claim by Sarland, denied by Norvia's army",
        ),
        (
            "Karel Voss dismissed the claims from opposition groups about a hidden plant in the hills.",
            "claim by opposition groups, denied by Karel Voss",
        ),
        (
            "Norvia claimed it had downed five jets – but Sarland has not commented on this claim.",
            "claim by Norvia, not confirmed by Sarland",
        ),
        (
            "While India insisted that the raids only hit fighters, Pakistan claimed that many killed were civilians.",
            "statements by India and by Pakistan",
        ),
    ],
)
def test_who_says_and_who_denies_name_the_row(text: str, what: str) -> None:
    (figure,) = disputes(text)
    assert (figure.what, [(v.text, v.speaker) for v in figure.values]) == (what, [(text, "")])


@pytest.mark.parametrize(
    "text",
    [
        "Destria has consistently denied seeking to acquire long-range missiles for its navy.",
        "Karel Voss denied that the proposal for a joint bank was formally discussed in Lindhaven.",
        "Islet of Orlen has denied any cross-border attacks and instead accused Norvian forces of sending boats.",
        "One of the most alarming claims is that shells hit the dam, claims that Sarland has refuted.",
        "Sarland denied any part in the raid and called for an inquiry, a call Norvia rejected on Friday.",
        "Norvia says it answered a raid on the depot at Oskel - a raid Sarland denies any role in.",
        "Sarland denied that it armed the tribes, but a treaty could give Norvia a chance to claim the bank.",
        "Norvia denied the report, but said that its drones had been over Oskel on Tuesday.",
        # no answer to the other half
        "Norvia said its sales of grain rose in May, but Sarland denied reports of a frost in the valley.",
        "Norvia said the bid was fair; Destria denies bribery in the case of the new stadium.",
        "Norvia said it would hold the bank, while Sarland denied reports that its cabinet had split.",
        # not the one who speaks in it denies
        "Norvia said it lost no jets, while Sarland said it had shot five down, and Destria's Voss denied a loss.",
        "Falk said he would leave, but Sarlandic leaders said the Senate has not confirmed a successor to him.",
        "Norvia denied the charge and Sarland denied the other, but the union said that both had fired.",
        # nobody says that it is false
        "Norvia said that if Sarland's claim of a raid on the depot is false it will answer at once.",
        "It is not clear whether Sarland's claim of a raid on the depot was false, Norvia said on Friday.",
        "The minister said that Friday's report on jobs in the valley of Oskel was false.",
        "Sarland's report on the harvest was as false as its figures for the year, Norvia said.",
        # of another's words, of what is not tied, of an if, of who reports it
        "Beijing has not responded to Washington's claims about the balloon, the Meridian reported.",
        "Pakistan has rejected India's accusations, but Washington said it had seen proof of the group's role.",
        "Israel said the strike hit fighters, but Iran denied reports that fighters had left the base.",
        "If Iran's claim of a new missile is false, Israel said, it would ease its stance.",
        "Nobody in Norvia says that Sarland's claim of the raid is false, Hale said on Friday.",
        "Ukraine denied that it attacked, while the EU said that Russia had launched 200 drones.",
        "Japan said that exports rose in May, while China said that its own fell in the spring.",
        "India said that the talks had not failed, as reported by Pakistan's media on Friday.",
        # one side alone
        "Kyiv said a dam on the river was hit, but Ukrainian officials denied this on Tuesday.",
        "Sarlandic officials said the bridge was open, but Sarland denied this on Tuesday.",
    ],
)
def test_a_denial_alone_makes_no_row(text: str) -> None:
    assert not disputes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Hale was denied the right to choose a lawyer by the court in Lindhaven on Tuesday.",
        "There is no denying the fact that Norvia and Sarland are close to an agreement on the river.",
        "The shelling of Oskel has denied civilians water and power since the beginning of the month.",
    ],
)
def test_what_only_sounds_like_a_denial_is_none(text: str) -> None:
    assert not disputes(text, FILLER)
