"""Which sentence denies or answers which: what one side says, beside the sentence of another that denies it.

A sentence that tells both sides stands alone; one that denies stands beside those of others that hold most of
what is denied, or behind the one that it answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from summarizer.countries import find_countries
from summarizer.denial import find_denial, words_behind
from summarizer.lexical import content_stems
from summarizer.quantities import quantities
from summarizer.replies import find_replies, is_next
from summarizer.sides import told_sides, two_speakers, who_says, within
from summarizer.statements import (
    EMPTY,
    HELD,
    STRIKES,
    TOLD,
    TOLD_SIDES,
    Dispute,
    Statement,
    content,
    known_apart,
    of_one_matter,
    of_others,
)

TOLD_LONG = 5  # words of what is denied that a sentence holds, from which a smaller share is enough
HELD_LONG = 0.4  # this share of it
MOST_HELD = 2  # sentences of others that are shown beside a denial

# by which a writer sets a sentence against the one before
_BUT = re.compile(
    r"^[\"“]?(?:But(?! for\b)|Yet(?! (?:an?other|more)\b)|By contrast|In contrast)\b|^However, |"
    r"^[^,]{3,50}, (?:however|by contrast|for (?:his|her|its|their) part),"
)
# who speaks for no side, and is set against one only where both count
_WATCHES = re.compile(r"\b(?:analysts?|experts?|critics?|observers?|estimates?|researchers?)\b", re.I)
# of what nobody is named for: "claims that a drone had entered", "what it said was a drone"
_CLAIMED = re.compile(
    r"\b(?:claims? that|claiming|alleg(?:es|ed|ations?|ing|edly)(?: that)?|"
    r"(?<!the )(?<!an )(?<!a )accus(?:es|ed|ing)|"
    r"accusations?|blam(?:es|ed|ing)|what (?:\w+ ){1,3}(?:said|says|called|calls|described as)|"
    r"reports (?:(?:had|have) )?(?:suggest(?:ed)?|claim(?:ed)?|said|say))\b"
)
_TAKEN_BACK = re.compile(r"\b(?:withdr[ae]w\w*|retract\w*|cleared|dropped|no)\b")
# "Hale slammed the answer after it denied the raid": not Hale denies
_BY_ANOTHER = re.compile(r"\b(?:after|as|when|because|since) (?:it|he|she|they) (?:had |has |have )?$")
_GERUND = re.compile(r" (?:\w+ly )?\w+ing\b")
# verbs behind which a noun tells what was done: "did not issue a warning"
_LIGHT = frozenset(content_stems("issue issued make made take took taken carry carried have give given"))
_GUNS = frozenset(
    content_stems(
        "drone drones missile missiles rocket rockets shells mortar mortars gun guns artillery jets bomb "
        "bombs warplanes weapon weapons fire strike strikes attack raid"
    )
)
_FIRED = frozenset(content_stems("fire launch"))  # what is launched without a weapon is no strike
# who is one person in the story; a body is not: there are two armies, and groups and ministries
_PERSON = frozenset("president premier chancellor king queen pope emperor".split())


def find_answers(found: Sequence[Statement]) -> Iterator[Dispute]:
    """The disputes in which one of some sentences, in their documents' order, denies or answers another."""
    yield from _denied(found)
    yield from _answered(found)


def _denied(found: Sequence[Statement]) -> Iterator[Dispute]:
    """Sentences that tell both sides themselves, and sentences that deny, each with those of others that hold
    what is denied. A denial alone says nothing of who holds the opposite."""
    count = Counter(s for statement in found for s in statement.content)
    rarity = {s: log((len(found) + 1) / n) for s, n in count.items()}
    for i, denial in enumerate(found):
        if not denial.fits:
            continue
        if sides := told_sides(denial.text):
            is_open = sides.answer != "denied"
            both = (sides.says, sides.denies)
            yield Dispute(sides.dispute, (), (i,), tells_both=True, is_open=is_open, sides=both)
        elif not denial.denial:
            if who := two_speakers(denial.text):
                what = f"statements by {within(who[0])} and by {within(who[1])}"
                yield Dispute(what, (), (i,), tells_both=True, is_denied=False)
        elif denial.speaker and (held := _holding(denial, found, rarity)):
            yield _denial(found, held, i)


def _done(denial: Statement, behind: str) -> str:
    """The stem of what is said not to have been done, or "" where a claim is denied: "did not shell" stands
    against "shelled", "denied attacking" against "attacked"."""
    first = next((s for s in content_stems(behind) if s not in _LIGHT), "")
    return first if not find_denial(denial.text) or _GERUND.match(behind) else ""


def _tells(statement: Statement, done: str) -> bool:
    """Whether a sentence tells that something was done, in this or in a like word, and not that it was not:
    'has "not accepted" the offer'."""
    if not done:
        return True
    stems = statement.stems
    if any(done in stems[i + 1 : i + 3] for i, word in enumerate(stems) if word == "not"):
        return False
    struck = statement.content & STRIKES
    is_struck = bool(struck - _FIRED or (struck and statement.content & _GUNS))
    return done in statement.content or (done in STRIKES and is_struck)


def _denial(found: Sequence[Statement], held: tuple[int, ...], against: int) -> Dispute:
    """The dispute of the sentences that hold a claim and the one that denies it."""
    says, denies = found[held[0]].speaker or who_says(found[held[0]].text), found[against].denier
    if says and not known_apart(says, denies):  # "Sarland has been accused of it. Sarland denied it."
        says = ""
    claim = f"claim by {within(says)}" if says else "claim"
    what = f"{claim}, {found[against].answer} by {within(denies)}"
    title, first = denies.lower().removeprefix("the "), says.lower().split()[:1]
    if title in _PERSON and first == [title]:  # "the president" is President Falk: her own words
        what = f"statements by {within(says)}"
    return Dispute(what, held, (against,), is_open=found[against].answer != "denied", sides=(says, denies))


def _answered(found: Sequence[Statement]) -> Iterator[Dispute]:
    """Sentences that one behind them denies, or that their writer sets against the one before, which another
    speaker says."""
    for i, k in find_replies(found):
        yield _denial(found, (i,), k)
    for i, (told, answer) in enumerate(pairwise(found)):
        if not (is_next(told.passage, answer.passage) and told.fits and answer.fits):
            continue
        if find_denial(told.text) or find_denial(answer.text) or told_sides(answer.text):
            continue
        is_set_against = _BUT.search(answer.text) and of_one_matter(told, answer)
        if is_set_against and _of_two_sides(told, answer) and _both_count(told, answer):
            what = f"statements by {within(told.speaker)} and by {within(answer.speaker)}"
            yield Dispute(what, (i,), (i + 1,), is_denied=False)


def _of_two_sides(told: Statement, answer: Statement) -> bool:
    """Whether two sentences are of two known speakers who are not of one side."""
    return bool(told.speaker and answer.speaker and of_others(told, answer))


def _both_count(told: Statement, answer: Statement) -> bool:
    """Whether two sentences both give a number where one is of somebody who speaks for no side."""
    watches = any(_WATCHES.search(s.speaker) for s in (told, answer))
    return not watches or bool(quantities(told.text) and quantities(answer.text))


def _holding(denial: Statement, found: Sequence[Statement], rarity: Mapping[str, float]) -> tuple[int, ...]:
    """The sentences of others that hold what a sentence denies, where it does not give both sides itself."""
    assert denial.denial
    behind = words_behind(denial.text, denial.denial)
    part, done = content(behind) - EMPTY, _done(denial, behind)
    if len(part) < TOLD_SIDES or _BY_ANOTHER.search(denial.text[: denial.denial.start()]):
        return ()
    shares = []
    for j, statement in enumerate(found):
        if not _tells(statement, done):
            continue
        told = part if done in statement.content else part - {done}  # "strike" stands for "fire"
        share, number = _share(told, statement.content, rarity)
        least = HELD if number < TOLD_LONG else HELD_LONG
        is_held = share >= least and _asserts(statement, denial, told)
        if is_held and number >= (TOLD_SIDES if _of_the_denier(statement, denial) else TOLD):
            shares.append((share, -j))
    return tuple(-j for _, j in sorted(shares, reverse=True)[:MOST_HELD])


def _of_the_denier(statement: Statement, denial: Statement) -> bool:
    """Whether one country's speaker says it of the country that denies it."""
    says, denies = statement.speaker, denial.denier
    named = set(find_countries(denies)[:1])
    return bool(
        find_countries(says) and known_apart(says, denies) and named & set(find_countries(statement.text))
    )


def _asserts(statement: Statement, denial: Statement, part: frozenset[str]) -> bool:
    """Whether a sentence of somebody else may hold what is denied: somebody says it, or it is told behind the
    words that call it a claim."""
    if statement is denial or not statement.fits or statement.text.endswith("?") or statement.denial:
        return False
    if statement.speaker:
        return known_apart(statement.speaker, denial.denier)
    claimed = _CLAIMED.search(statement.text)
    if not claimed or _TAKEN_BACK.search(statement.text[: claimed.start()]):
        return False
    behind = content(words_behind(statement.text, claimed))
    return part & statement.content <= behind


def _share(part: frozenset[str], whole: frozenset[str], rarity: Mapping[str, float]) -> tuple[float, int]:
    """The share of a part's content that the whole holds, by rarity, and the number of its words."""
    shared = part & whole
    if not shared:
        return 0.0, 0
    return sum(rarity.get(s, 1.0) for s in shared) / sum(rarity.get(s, 1.0) for s in part), len(shared)
