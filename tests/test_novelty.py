"""What is new against the days before, in other words, with other figures, on other days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.novelty import event_days, is_stale, mark_claims, told_again, told_before
from summarizer.types import Claim, Document, EarlierClaim, Passage

TUESDAY, WEDNESDAY = date(2026, 5, 5), date(2026, 5, 6)
TOLL = "Four people were killed and 11 wounded when shells hit the market district of Oskel on Monday, governor Ilse Maran said."
TALKS = "Mediator Tomas Hale will meet delegations of Norvia and Sarland in Lindhaven on Wednesday, his office said."
BRIDGE = "Norvian troops crossed the Tamer river at dawn on Monday and seized the rail bridge at Oskel."
BORDER = (
    "Destria closed its border crossings with Norvia after the shelling of Oskel, the interior ministry said."
)
PRISONERS = (
    "Sarland handed over 25 prisoners at the Velden crossing on Monday, the Red Lantern aid group said."
)
EARLIER = tuple(EarlierClaim(TUESDAY, text) for text in (TOLL, TALKS, BRIDGE, BORDER, PRISONERS))
# what else is told today, so that words are as rare as on any day
OTHERS = (
    "The central bank of Norvia raised its interest rate to 6 percent on Wednesday.",
    "Floods in the valley of Belisk drove 300 families from their homes, the fire service said.",
    "Farmers blocked the road to Port Velden with tractors to protest at fuel prices.",
    "The court in Halm sentenced a former mayor to four years for taking bribes.",
)


def claim(text: str, day: date = WEDNESDAY) -> Claim:
    published = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    document = Document("d", text, published=published)
    return Claim(text, (Passage(document, 0, len(text)),), 1.0, "source")


def mark(text: str, *earlier: EarlierClaim, day: date = WEDNESDAY) -> Claim:
    claims = [claim(t, day) for t in (text, *OTHERS)]
    return mark_claims(claims, earlier or EARLIER, date=day)[0]


@pytest.mark.parametrize(
    "text",
    [
        TOLL,
        "Shells that hit the market district of Oskel on Monday killed four people and wounded 11, said governor Ilse Maran.",
        "Four people died and 11 were hurt when the market district of Oskel was hit by shells, the governor said on Tuesday.",
        "At dawn on Monday troops of Norvia crossed the Tamer and seized the Oskel rail bridge.",
        "Destria has closed border crossings with Norvia after the shelling of Oskel.",
        "Red Lantern, an aid group, said Sarland had handed over 25 prisoners at the Velden crossing.",
    ],
)
def test_repeated_in_the_same_words_or_others(text: str) -> None:
    marked = mark(text)
    assert marked.novelty == "repeated"
    assert marked.earlier in EARLIER


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        (
            "Seven people were killed and 19 wounded when shells hit the market district of Oskel, governor Ilse Maran said.",
            TOLL,
        ),
        (
            "The death toll from the shells that hit the market district of Oskel rose to seven, governor Ilse Maran said.",
            TOLL,
        ),
        ("Mediator Tomas Hale met delegations of Norvia and Sarland in Lindhaven on Wednesday.", TALKS),
        ("Destria reopened its border crossings with Norvia, the interior ministry said.", BORDER),
        ("Norvian troops abandoned the rail bridge at Oskel and went back across the Tamer river.", BRIDGE),
        (
            "Sarland handed over 31 prisoners at the Velden crossing, the Red Lantern aid group said.",
            PRISONERS,
        ),
    ],
)
def test_revised_shows_what_was_told(text: str, earlier: str) -> None:
    marked = mark(text)
    assert marked.novelty == "revised"
    assert marked.earlier
    assert (marked.earlier.text, marked.earlier.date) == (earlier, TUESDAY)


@pytest.mark.parametrize(
    "text",
    [
        *OTHERS,
        "Norvian troops crossed the Tamer river on Wednesday and seized the rail bridge at Halm.",
        "Four people were killed and 11 wounded when shells hit the market district of Oskel on Wednesday.",
        "Two people were killed when shells hit a school in Belisk on Tuesday, the mayor said.",
        "Norvia's army said it had lost five armoured vehicles on the eastern bank of the Tamer.",
        "Governor Ilse Maran told residents of the market district of Oskel to leave by Friday.",
    ],
)
def test_new(text: str) -> None:
    marked = mark(text)
    assert (marked.novelty, marked.earlier) == ("new", None)


@pytest.mark.parametrize(
    "text",
    [
        "The Norvian army retracted its report that troops had seized the rail bridge at Oskel across the Tamer river.",
        "The report that Sarland handed over 25 prisoners at the Velden crossing was wrong, the Red Lantern aid group said.",
    ],
)
def test_withdrawn(text: str) -> None:
    marked = mark(text)
    assert marked.novelty == "withdrawn"
    assert marked.earlier


def test_a_toll_that_names_the_old_one_is_revised() -> None:
    told = EarlierClaim(
        TUESDAY,
        "Twelve people were killed when drones hit the power plant at Vessin, governor Ilse Maran said.",
    )
    raised = "Seventeen people were killed when drones hit the power plant at Vessin, Maran said, raising the toll from 12."
    assert mark(raised, told).novelty == "revised"


def test_a_state_that_changes_on_another_day_is_revised() -> None:
    told = EarlierClaim(
        TUESDAY, "Destria closed its border with Norvia on Monday, the interior ministry said."
    )
    assert (
        mark(
            "Destria reopened its border with Norvia on Wednesday, the interior ministry said.", told
        ).novelty
        == "revised"
    )
    assert (
        mark("Destria closed its border with Norvia on Wednesday, the interior ministry said.", told).novelty
        == "new"
    )


@pytest.mark.parametrize(
    ("text", "novelty"),
    [
        ("The Norvian army said that it had shot down 38 drones of Sarland over Oskel.", "new"),
        (
            "The Norvian army said that it had shot down a total of 58 drones of Sarland over Oskel.",
            "revised",
        ),
        (
            "The Norvian army said that it had shot down 38 drones of Sarland over Oskel, correcting an earlier count.",
            "revised",
        ),
    ],
)
def test_what_comes_anew_each_day_is_no_revision(text: str, novelty: str) -> None:
    told = EarlierClaim(
        TUESDAY, "The Norvian army said that it had shot down 44 drones of Sarland over Oskel."
    )
    assert mark(text, told).novelty == novelty


def test_a_toll_of_missiles_is_revised() -> None:
    told = EarlierClaim(TUESDAY, "Four people were killed when missiles fired at Oskel hit a block of flats.")
    raised = "Nineteen people were killed when missiles fired at Oskel hit a block of flats."
    assert mark(raised, told).novelty == "revised"


def test_an_old_figure_that_comes_back_is_no_revision() -> None:
    later = EarlierClaim(WEDNESDAY, TOLL.replace("Four", "Seven").replace("11", "19"))
    thursday = date(2026, 5, 7)
    marked = mark(TOLL, *EARLIER, later, day=thursday)
    assert (marked.novelty, marked.earlier) == ("repeated", EARLIER[0])
    newest = mark(TOLL.replace("Four", "Nine"), *EARLIER, later, day=thursday)
    assert (newest.novelty, newest.earlier) == ("revised", later)


def test_a_state_that_comes_back_is_told() -> None:
    reopened = EarlierClaim(
        WEDNESDAY, "Destria reopened its border crossings with Norvia, the ministry said."
    )
    closed = mark(
        "Destria closed its border crossings with Norvia.", *EARLIER, reopened, day=date(2026, 5, 8)
    )
    assert (closed.novelty, closed.earlier) == ("revised", reopened)


def test_the_passages_quoted_count_as_told() -> None:
    earlier = EarlierClaim(TUESDAY, "Oskel was shelled.", (TOLL,))
    assert mark(TOLL, earlier).novelty == "repeated"


def test_the_same_toll_in_quite_other_words_is_no_news() -> None:
    told = EarlierClaim(
        TUESDAY, "Norvia's military said at least 31 people were killed and 57 injured in the strikes."
    )
    again = "Norvia said the strikes and the shelling that followed killed 31 people, among them children."
    assert mark(again, told).novelty == "repeated"
    assert (
        mark(again.replace("31", "3"), EarlierClaim(TUESDAY, told.text.replace("31", "3"))).novelty == "new"
    )


def test_what_happened_before_the_last_brief_is_stale() -> None:
    def stale(text: str) -> bool:
        return is_stale(claim(text), EARLIER, date=WEDNESDAY)

    assert stale("Floods drove 300 families from their homes on Sunday.")
    assert stale("The war began on 7 May 2024.")
    assert stale("Seven people were killed by shells in Oskel on Sunday.")
    assert stale("Norvia shelled Halm in the early hours of May 3, a general said.")
    assert not stale("Floods drove 300 families from their homes on Tuesday.")
    assert not stale("A flood on Sunday drove out 300 families, and another did on Wednesday.")
    assert not stale("The fire service said on Sunday that floods had come.")
    assert not stale("Floods drove 300 families from their homes.")
    assert not is_stale(claim("Floods came on Sunday."), (), date=WEDNESDAY)


@pytest.mark.parametrize(
    "text",
    [
        "The truce expires on Friday.",
        "Sarland gave Norvia until Friday to withdraw.",
        "The parliament of Sarland must vote on Friday.",
        "Talks resume on Thursday in Lindhaven.",
        "Elections are on Sunday.",
        "Sarland asked Norvia on Sunday to leave Oskel by Friday.",
        "The two presidents meet in Lindhaven on Friday.",
        "The death toll from Sunday's ferry sinking off Belisk rose to 61, the coast guard said.",
        "Rescuers have pulled 40 bodies from the mine in Halm that collapsed on Sunday.",
        "The army admitted that it shelled the school in Belisk on Saturday.",
        "Power has been out in Oskel since Sunday, and hospitals are running out of fuel.",
        "Norvia's sanctions on Destria, imposed on 1 April, were lifted.",
        "A court in Halm convicted a general of the massacre of 12 June 2019.",
        "Norvia suspended the treaty it signed on 12 June 2019.",
    ],
)
def test_what_is_to_come_goes_on_or_comes_to_light_is_not_stale(text: str) -> None:
    assert not is_stale(claim(text), EARLIER, date=WEDNESDAY)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (BRIDGE, "Norvian troops shot prisoners at Oskel after they crossed the Tamer on Monday, witnesses said."),
        ("Protesters marched through Halm on Monday against the fuel tax that the government of Destria wants.",
         "Police shot dead a student in Halm on Monday during the march against the fuel tax."),
        ("President Anders Vik of Destria arrived in Lindhaven on Monday for talks with Norvia's envoy Lena Roth.",
         "Gunmen attacked the convoy of President Anders Vik in Lindhaven on Monday."),
        ("A train derailed near Halm on Monday on its way to Velden, officials said.",
         "Sabotage caused the train to derail near Halm on Monday on its way to Velden, officials said."),
    ],
)  # fmt: skip
def test_what_else_happened_on_the_day_is_new(told: str, text: str) -> None:
    assert mark(text, EarlierClaim(TUESDAY, told)).novelty == "new"


@pytest.mark.parametrize(
    ("text", "told", "resembles"),
    [
        (TOLL, TOLL, True),
        (TOLL, TOLL.replace("Four", "Seven"), False),
        (BRIDGE, "Norvian troops seized the rail bridge at Oskel.", True),
        (BRIDGE, BRIDGE.replace("Monday", "Sunday"), False),
        (BORDER.replace("closed", "reopened"), BORDER, False),
        (TALKS, BRIDGE, False),
        (
            "Governor Maran was killed when shells hit Oskel.",
            "Governor Maran was wounded when shells hit Oskel.",
            False,
        ),
        (
            "Sarland fired missiles at Oskel, killing 14 sailors.",
            "Sarland fired missiles at the port of Oskel.",
            False,
        ),
        ("Sarland's drones hit Oskel overnight.", "Sarland's drones hit Oskel overnight, Maran said.", False),
        ("Sarland's drones hit Oskel on Wednesday.", "Sarland's drones hit Oskel.", False),
        ("Sarland's drones hit Oskel on Monday.", "Sarland's drones hit Oskel.", True),
    ],
)
def test_what_was_told_is_resembled_but_not_another_day_figure_or_state(
    text: str, told: str, resembles: bool
) -> None:
    claims = [claim(t) for t in (text, *OTHERS)]
    alike = told_before(claims, (EarlierClaim(TUESDAY, told),), date=WEDNESDAY)
    assert alike.shape == (len(claims),)
    assert (alike[0] > 0.3) is np.bool_(resembles)


def test_without_earlier_briefs_nothing_resembles_them() -> None:
    assert not told_before([claim(TOLL)], (), date=WEDNESDAY).any()


def test_nothing_is_marked_without_earlier_briefs() -> None:
    assert mark_claims([claim(TOLL)], (), date=WEDNESDAY) == [claim(TOLL)]


def test_told_again_is_one_for_each_that_is_told_again() -> None:
    claims = [claim(t) for t in (BRIDGE, TOLL, TOLL + " ", *OTHERS)]
    assert [c.text for c in told_again(claims, EARLIER, date=WEDNESDAY)] == [TOLL, BRIDGE]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Shells fell on Monday.", {date(2026, 5, 4)}),
        ("Shells fell on Wednesday.", {date(2026, 5, 6)}),
        ("Shells fell last Wednesday.", {date(2026, 4, 29)}),
        ("Shells fell last Monday.", {date(2026, 5, 4)}),
        ("Hale will arrive on Friday.", {date(2026, 5, 8)}),
        ("He said on Tuesday that shells fell.", set()),
        ("He told reporters in Halm on Tuesday that shells fell on Monday.", {date(2026, 5, 4)}),
        ("Shells fell on May 3.", {date(2026, 5, 3)}),
        ("Shells fell on 31 December.", {date(2025, 12, 31)}),
        ("The war began on 7 May 2024.", {date(2024, 5, 7)}),
        ("The war began on May 7, 2024, in Oskel.", {date(2024, 5, 7)}),
        ("Shells fell on 30 February.", set()),
        ("Shells fell overnight.", {date(2026, 5, 5), date(2026, 5, 6)}),
        ("Shells fell.", set()),
    ],
)
def test_event_days(text: str, days: set[date]) -> None:
    assert event_days(text, WEDNESDAY) == days


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=60), max_size=5), earlier=st.lists(st.text(max_size=60), max_size=4))
def test_any_text_can_be_judged(texts: list[str], earlier: list[str]) -> None:
    told = tuple(EarlierClaim(TUESDAY, t) for t in earlier)
    marked = mark_claims([claim(t) for t in texts], told, date=WEDNESDAY)
    assert [c.text for c in marked] == texts
    assert all((c.earlier is None) == (c.novelty in ("", "new")) for c in marked)
