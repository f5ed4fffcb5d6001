"""What one side says and another denies or says otherwise, as two statements in the sources' own words.

A dispute is found by form: a sentence that denies ("denied", "rejected the claim") or leaves open ("not
aware of") what it tells of another side, or stands beside the sentence that holds most of it; a plain "did
not" beside the sentence that says somebody did; what cannot both be (``opposites``); or what the writer sets
against the sentence before: "Norvia denied the charge", "But Norvia said". Nothing is settled: who speaks
stays beside each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np

from summarizer import facts
from summarizer.attribution import root, speaker_names
from summarizer.config import FigureSettings
from summarizer.countries import find_countries, without_countries
from summarizer.denial import find_answer, find_denial, words_behind
from summarizer.lexical import Array, content_stems, content_vectors, stem
from summarizer.opposites import find_opposites
from summarizer.passages import sentence_passages
from summarizer.sides import told_sides
from summarizer.statements import (
    HELD,
    TOLD,
    TOLD_SIDES,
    Dispute,
    Statement,
    content,
    of_one_matter,
    of_others,
)
from summarizer.text import WORD
from summarizer.types import Deduplicated, Figure, FigureValue, Passage

MOST_SENTENCES = 2_000  # that are compared with each other, those nearest to the day's subject
TOLD_LONG = 5  # words of what is denied from which less of it must be held: a denial may tell more than that
HELD_LONG = 0.4  # this share of it
ONE_DISPUTE = 0.2  # cosine of two sentences that are of one dispute
ONE_CHARGE = 0.12  # the same where one side rejects what the other accuses it of
SAME_CHARGE = 0.5  # share of the words of a charge that the same charge in other words holds
MOST_DENIALS = 2  # sentences of one dispute that are shown: who denies, each with what it denies
MOST_HELD = 2  # sentences of others that are shown beside them

# by which a writer sets a sentence against the one before
_BUT = re.compile(
    r"^[\"“]?(?:But(?! for\b)|Yet(?! (?:an?other|more)\b)|By contrast|In contrast)\b|^However, |"
    r"^[^,]{3,50}, (?:however|by contrast|for (?:his|her|its|their) part),"
)
_ACCUSES = re.compile(
    r"\b(?:accus|blam)\w*|\b(?:backed|supported) by\b|\bha[sd](?: \w+ly)? (?:backed|supported)\b", re.I
)
# what one side denies of what another holds against it: two such denials are of one attack
_INVOLVED = re.compile(
    r"\bden(?:y|ies|ied)(?: \w+ing)? (?:any |all |its |direct )*"
    r"(?:involvement|connections?|links?|role|part|hand|responsibility)\b"
)
NEXT = 4  # characters between a sentence and the one it answers
# of what nobody is named for: "claims that a drone had entered", "what it said was a drone"
_CLAIMED = re.compile(
    r"\b(?:claims? that|claiming|alleg(?:es|ed|ations?|ing|edly)|accus(?:es|ed|ing|ations?)|"
    r"blam(?:es|ed|ing)|what (?:\w+ ){1,3}(?:said|says|called|calls|described as)|"
    r"reports (?:(?:had|have) )?(?:suggest(?:ed)?|claim(?:ed)?|said|say))\b"
)
# "Hale slammed the answer after it denied the raid": not Hale denies
_BY_ANOTHER = re.compile(r"\b(?:after|as|when|because|since) (?:it|he|she|they) (?:had |has |have )?$")
_GERUND = re.compile(r" (?:\w+ly )?\w+ing\b")
# verbs behind which a noun tells what was done: "did not issue a warning"
_LIGHT = frozenset(content_stems("issue issued make made take took taken carry carried have give given"))
# what one says was fired or launched another calls a strike
_STRIKES = frozenset(
    content_stems("fire launch strike struck attack shell bomb target hit engage strikes attacks")
)
# words by which nothing is told of what is disputed
_EMPTY = frozenset(
    content_stems(
        "claim claims accusation accusations allegation allegations report reports charge denied "
        "said says it its any accuse accused blame blamed deny denies rejected"
    )
)


def find_disputes(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """Statements that contradict each other, ``settings.max_disputes`` nearest to the day's subject."""
    found = [Statement(p, " ".join(p.text.split())) for p in sentence_passages(kept)]
    vectors = content_vectors([_matter(s.text) for s in found])
    central = np.asarray(vectors @ vectors.sum(axis=0).T).ravel()
    most = np.sort(np.argsort(-central, kind="stable")[:MOST_SENTENCES])
    found, vectors, central = [found[i] for i in most], vectors[most], central[most]
    like = (vectors @ vectors.T).toarray()
    disputes = [*find_opposites(found, like), *_denied(found), *_answered(found)]
    rows: list[Dispute] = []
    for dispute in sorted(disputes, key=lambda d: (not d.is_denied, -central[d.against[0]], d.against)):
        at = next((n for n, r in enumerate(rows) if _is_one(r, dispute, found, like)), len(rows))
        if at == len(rows):
            rows.append(dispute)
        elif _adds(rows[at], dispute, found, like):
            rows[at] = replace(rows[at], against=(*rows[at].against, *dispute.against))
    return tuple(_figure(dispute, found) for dispute in rows[: settings.max_disputes])


def _is_one(row: Dispute, other: Dispute, found: Sequence[Statement], like: Array) -> bool:
    """Whether two disputes are of one matter: like words, the same two who disagree, or the same charge."""
    near = like[other.against[0], [*row.against, *row.held]].max()
    return bool(near >= ONE_DISPUTE or row.what == other.what or _rejects_charge(row, other, found, near))


def _rejects_charge(row: Dispute, other: Dispute, found: Sequence[Statement], near: float) -> bool:
    """Whether in both one country rejects what the same accuser, or nobody named in either, accuses it of:
    the sentences are somewhat alike, or the shorter charge is for the most part in the other."""
    texts = [" ".join(found[i].text for i in (*d.held, *d.against)) for d in (row, other)]
    says, denies = ([set(find_countries(d.sides[n])[:1]) for d in (row, other)] for n in (0, 1))
    is_one_accuser = says[0] == says[1] and bool(says[0] or row.sides[0] == other.sides[0])
    one, other_words = (set(content_stems(" ".join(filter(str.islower, t.split())))) - _EMPTY for t in texts)
    shared = len(one & other_words)
    if not (denies[0] & denies[1] and is_one_accuser):
        return False
    if all(map(_INVOLVED.search, texts)):
        return True
    return bool(shared and all(map(_ACCUSES.search, texts))) and (
        near >= ONE_CHARGE or shared >= SAME_CHARGE * min(len(one), len(other_words))
    )


def _adds(row: Dispute, other: Dispute, found: Sequence[Statement], like: Array) -> bool:
    """Whether a row shows the denial of another one of its matter too: one sentence that tells both sides is
    enough, shown with every document that has it."""
    first, new = row.against[0], other.against[0]
    if row.tells_both or other.tells_both:
        return found[first].words == found[new].words
    return len(row.against) < MOST_DENIALS and bool(like[new, first] >= ONE_DISPUTE)


def _denied(found: Sequence[Statement]) -> Iterator[Dispute]:
    """Sentences that tell who says something and who denies it, and sentences that deny, each with those of
    other speakers that hold what is denied. A denial alone says nothing of who holds the opposite."""
    count = Counter(s for statement in found for s in statement.content)
    rarity = {s: log((len(found) + 1) / n) for s, n in count.items()}
    for i, denial in enumerate(found):
        if not denial.fits or not denial.denial:
            continue
        if sides := told_sides(denial.text):
            yield Dispute(sides.dispute, (), (i,), tells_both=True, sides=(sides.says, sides.denies))
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
    stems = statement.content
    if not done:
        return True
    words = [stem(word) for word in statement.words]
    is_not = any(done in words[i + 1 : i + 3] for i, word in enumerate(words) if word == "not")
    return not is_not and (done in stems or (done in _STRIKES and bool(_STRIKES & stems)))


def _denial(found: Sequence[Statement], held: tuple[int, ...], against: int) -> Dispute:
    """The dispute of the sentences that hold a claim and the one that denies it."""
    sides = found[held[0]].speaker, found[against].denier
    claim = f"claim by {sides[0]}" if sides[0] else "claim"
    what = f"{claim}, {found[against].answer} by {sides[1]}"
    title = sides[1].lower().removeprefix("the ")
    if title in sides[0].lower().split():  # "the president" is President Falk: reports of one man's words
        what = f"statements by {sides[0]}"
    return Dispute(what, held, (against,), sides=sides)


def _answered(found: Sequence[Statement]) -> Iterator[Dispute]:
    """Sentences that a writer sets against the one before, which another speaker says."""
    for i, (told, answer) in enumerate(pairwise(found)):
        if not (_is_next(told.passage, answer.passage) and told.fits and answer.fits):
            continue
        if not _of_two_sides(told, answer) or find_denial(told.text):
            continue
        if _denies(answer, told):
            yield _denial(found, (i,), i + 1)
        elif _BUT.search(answer.text) and not find_denial(answer.text) and of_one_matter(told, answer):
            what = f"statements by {told.speaker} and by {answer.speaker}"
            yield Dispute(what, (i,), (i + 1,), is_denied=False)


def _of_two_sides(told: Statement, answer: Statement) -> bool:
    """Whether two sentences are of two known speakers, not of one country: Norvia's army is Norvia."""
    if not (told.speaker and answer.speaker and of_others(told, answer)):
        return False
    return not set(find_countries(told.speaker)[:1]) & set(find_countries(answer.speaker)[:1])


def _denies(answer: Statement, told: Statement) -> bool:
    """Whether a sentence denies the one before it: what it calls a claim, or a part of whom it names."""
    denial = find_answer(answer.text)
    if not denial:
        return False
    named = speaker_names(answer.speaker) | set(find_countries(answer.speaker))
    return bool(
        denial["saying"] or named & {*map(root, facts.written_names(told.text)), *find_countries(told.text)}
    )


def _is_next(told: Passage, answer: Passage) -> bool:
    return told.document.id == answer.document.id and 0 <= answer.start - told.end <= NEXT


def _holding(denial: Statement, found: Sequence[Statement], rarity: Mapping[str, float]) -> tuple[int, ...]:
    """The sentences of others that hold what a sentence denies, where it does not give both sides itself."""
    assert denial.denial
    behind = words_behind(denial.text, denial.denial)
    part, done = content(behind) - _EMPTY, _done(denial, behind)
    if len(part) < TOLD_SIDES or _BY_ANOTHER.search(denial.text[: denial.denial.start()]):
        return ()
    shares = []
    for j, statement in enumerate(found):
        if not _tells(statement, done):
            continue
        told = part if done in statement.content else part - {done}  # "strike" stands for "fire"
        share, number = _share(told, statement.content, rarity)
        least = HELD if number < TOLD_LONG else HELD_LONG
        is_held = share >= least and _asserts(statement, denial)
        if is_held and number >= (TOLD_SIDES if _of_the_denier(statement, denial) else TOLD):
            shares.append((share, -j))
    return tuple(-j for _, j in sorted(shares, reverse=True)[:MOST_HELD])


def _of_the_denier(statement: Statement, denial: Statement) -> bool:
    """Whether one country's speaker says it of the country that denies it."""
    says, denies = set(find_countries(statement.speaker)[:1]), set(find_countries(denial.denier)[:1])
    return bool(says and denies and not says & denies and denies & set(find_countries(statement.text)))


def _asserts(statement: Statement, denial: Statement) -> bool:
    """Whether a sentence of somebody else may hold what is denied."""
    if statement is denial or not statement.fits or statement.text.endswith("?"):
        return False
    if not (statement.speaker or _CLAIMED.search(statement.text)) or statement.denial:
        return False
    return of_others(statement, denial)


def _matter(text: str) -> str:
    """The words that tell what a sentence is about: not who accuses whom, nor that it is denied."""
    return " ".join(
        w for w in WORD.findall(without_countries(text)) if not _EMPTY.issuperset(content_stems(w))
    )


def _share(part: frozenset[str], whole: frozenset[str], rarity: Mapping[str, float]) -> tuple[float, int]:
    """The share of a part's content that the whole holds, by rarity, and the number of its words."""
    shared = part & whole
    if not shared:
        return 0.0, 0
    return sum(rarity.get(s, 1.0) for s in shared) / sum(rarity.get(s, 1.0) for s in part), len(shared)


def _figure(dispute: Dispute, found: Sequence[Statement]) -> Figure:
    held, against = ([found[i] for i in side] for side in (dispute.held, dispute.against))
    values = (
        *_values(((s, s.speaker) for s in held), 0),
        *_values(((s, s.denier if dispute.is_denied else s.speaker) for s in against), 1),
    )
    if dispute.tells_both:
        values = tuple(replace(value, speaker="") for value in values)
    return Figure(dispute.what, "dispute", values)


def _values(statements: Iterable[tuple[Statement, str]], side: int) -> Iterator[FigureValue]:
    """The statements of one side, each with who says it; one that several documents have in the same words is
    told once."""
    told: defaultdict[tuple[str, ...], list[tuple[Statement, str]]] = defaultdict(list)
    for statement, who in statements:
        told[statement.words].append((statement, who))
    for same in told.values():
        first, who = same[0]
        passages = tuple(statement.passage for statement, _ in same)
        yield FigureValue(first.text, first.text, None, None, "", who, passages, side)
