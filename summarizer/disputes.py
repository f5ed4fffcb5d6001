"""What one side says and another denies or says otherwise, as two statements in the sources' own words.

A dispute is found by form: a sentence that denies ("denied", "rejected the claim"), beside the sentence
of another speaker that holds most of what is denied; a plain "did not" beside the sentence that says
somebody did; a word and its opposite ("direct", "indirect"), set against each other in one sentence or said
of one thing by two speakers; or what the writer sets against the sentence before: "Norvia denied the
charge", "But Norvia said". Nothing is settled: who speaks stays beside each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import log

import numpy as np

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.config import FigureSettings
from summarizer.countries import find_countries
from summarizer.denial import find_answer, find_denial, words_behind
from summarizer.lexical import Array, content_stems, content_vectors
from summarizer.passages import sentence_passages
from summarizer.sides import told_sides
from summarizer.text import WORD, normalize
from summarizer.types import Deduplicated, Figure, FigureValue, Passage

MOST_SENTENCES = 2_000  # that are compared with each other, those nearest to the day's subject
HELD = 0.6  # share of what is denied, weighed by rarity, that a sentence must hold to be what is denied
ONE_DISPUTE = 0.2  # cosine of two sentences that are of one dispute
ONE_CHARGE = 0.12  # the same where one side rejects what the other accuses it of
ONE_MATTER = 2  # content words that two sentences share of which one has a word and the other its opposite
MOST_DENIALS = 2  # sentences of one dispute that are shown: who denies, each with what it denies
MOST_HELD = 2  # sentences of others that are shown beside them
TOLD = 3  # content words behind a denying verb from which a denial says itself what it denies
BESIDE = 5  # words on each side of a word in which it and its opposite are said of the same thing
LONGEST = 50  # words of a sentence that can stand in a row
SHORTEST = 6

_OPPOSITE = re.compile(r"(?:in|un|im|il(?=l)|ir(?=r))(?!official|formal)(?=[a-z]{5})")
_CONTRAST = re.compile(r"\b(?:but|while|although|though|whereas|contradict\w*|instead of)\b", re.I)
# a plain "not" by which one side tells the opposite of what another tells
_NEGATION = re.compile(
    r"\b(?:(?:did|has|have|had|was|were) not|(?:did|has|have|had|was|were)n['’]t|never)(?: been)? (?!only\b)"
    # "has not struck that deep since the war": what is told did happen now
    r"(?![^.;]{0,80}\b(?:since|in (?:\w+ )?(?:years|decades|months))\b)"
)
# by which a writer sets a sentence against the one before
_BUT = re.compile(
    r"^[\"“]?(?:But(?! for\b)|Yet(?! (?:an?other|more)\b)|By contrast|In contrast)\b|^However, |"
    r"^[^,]{3,50}, (?:however|by contrast|for (?:his|her|its|their) part),"
)
_ACCUSES = re.compile(r"\b(?:accus|blam)\w*|\b(?:backed|supported) by\b", re.I)
NEXT = 4  # characters between a sentence and the one it answers
_NOT = frozenset("not no never cannot".split())
_NOUNS = (
    "ity",
    "ion",
    "ence",
    "ance",
    "ment",
    "ice",
)  # food insecurity is not the opposite of a security threat
# words by which nothing is told of what is disputed
_EMPTY = frozenset(
    content_stems(
        "claim claims accusation accusations allegation allegations report reports charge denied "
        "said says it its any accuse accused blame blamed deny denies rejected"
    )
)


@dataclass(frozen=True)
class _Statement:
    passage: Passage
    text: str

    @cached_property
    def speaker(self) -> str:
        said = attribution(self.text)
        return said.who if said else ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(WORD.findall(normalize(self.text).replace("-", " ").lower()))

    @property
    def fits(self) -> bool:
        return SHORTEST <= len(self.text.split()) <= LONGEST


@dataclass(frozen=True, slots=True)
class _Dispute:
    """What is in dispute, in words; the numbers of the sentences that hold it, and of those against it."""

    what: str
    held: tuple[int, ...]
    against: tuple[int, ...]
    tells_both: bool = False  # ``against`` is a sentence that gives both sides, each with its speaker
    is_denied: bool = True  # not only set against each other by their writer
    sides: tuple[str, str] = ("", "")  # who says it and who denies it, where that is known


def find_disputes(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """Statements that contradict each other, ``settings.max_disputes`` nearest to the day's subject."""
    found = [_Statement(p, " ".join(p.text.split())) for p in sentence_passages(kept)]
    vectors = content_vectors([s.text for s in found])
    central = np.asarray(vectors @ vectors.sum(axis=0).T).ravel()
    most = np.sort(np.argsort(-central, kind="stable")[:MOST_SENTENCES])
    found, vectors, central = [found[i] for i in most], vectors[most], central[most]
    like = (vectors @ vectors.T).toarray()
    disputes = [*_opposed(found, like), *_denied(found), *_answered(found)]
    rows: list[_Dispute] = []
    for dispute in sorted(disputes, key=lambda d: (not d.is_denied, -central[d.against[0]], d.against)):
        at = next((n for n, r in enumerate(rows) if _is_one(r, dispute, found, like)), len(rows))
        if at == len(rows):
            rows.append(dispute)
        elif _adds(rows[at], dispute, found, like):
            rows[at] = replace(rows[at], against=(*rows[at].against, *dispute.against))
    return tuple(_figure(dispute, found) for dispute in rows[: settings.max_disputes])


def _is_one(row: _Dispute, other: _Dispute, found: Sequence[_Statement], like: Array) -> bool:
    """Whether two disputes are of one matter: like words, the same two who disagree, or the same charge."""
    near = like[other.against[0], [*row.against, *row.held]].max()
    is_charge = near >= ONE_CHARGE and _rejects_charge(row, other, found)
    return bool(near >= ONE_DISPUTE or row.what == other.what or is_charge)


def _rejects_charge(row: _Dispute, other: _Dispute, found: Sequence[_Statement]) -> bool:
    """Whether in both one country rejects what the same accuser, or nobody named in either, accuses it of, in
    a word at least that is no name."""
    texts = [" ".join(found[i].text for i in (*d.held, *d.against)) for d in (row, other)]
    says, denies = ([set(find_countries(d.sides[n])[:1]) for d in (row, other)] for n in (0, 1))
    is_one_accuser = says[0] == says[1] and bool(says[0] or row.sides[0] == other.sides[0])
    one, other_words = (set(content_stems(" ".join(filter(str.islower, t.split())))) - _EMPTY for t in texts)
    is_one = bool(denies[0] & denies[1] and one & other_words) and is_one_accuser
    return is_one and all(map(_ACCUSES.search, texts))


def _adds(row: _Dispute, other: _Dispute, found: Sequence[_Statement], like: Array) -> bool:
    """Whether a row shows the denial of another one of its matter too: one sentence that tells both sides is
    enough, shown with every document that has it."""
    first, new = row.against[0], other.against[0]
    if row.tells_both or other.tells_both:
        return found[first].words == found[new].words
    return len(row.against) < MOST_DENIALS and bool(like[new, first] >= ONE_DISPUTE)


def _denied(found: Sequence[_Statement]) -> Iterator[_Dispute]:
    """Sentences that tell who says something and who denies it, and sentences that deny, each with those of
    other speakers that hold what is denied. A denial alone says nothing of who holds the opposite."""
    stems = [frozenset(content_stems(s.text)) for s in found]
    count = Counter(s for held in stems for s in held)
    rarity = {s: log((len(found) + 1) / n) for s, n in count.items()}
    for i, denial in enumerate(found):
        match = find_denial(denial.text) or _NEGATION.search(denial.text)
        if not denial.fits or not match:
            continue
        if sides := told_sides(denial.text):
            what, who = f"{sides.claim}, denied by {sides.denies}", (sides.says, sides.denies)
            yield _Dispute(what, (), (i,), tells_both=True, sides=who)
        elif denial.speaker:
            behind = words_behind(denial.text, match)
            done = set() if find_denial(denial.text) else set(content_stems(behind)[:1])
            # the verb: "did not shell" stands against "shelled"
            held = tuple(j for j in _holding(denial, behind, found, stems, rarity) if done <= stems[j])
            if held:
                yield _denial(found, held, i)


def _denial(found: Sequence[_Statement], held: tuple[int, ...], against: int) -> _Dispute:
    """The dispute of the sentences that hold a claim and the one that denies it."""
    sides = found[held[0]].speaker, found[against].speaker
    return _Dispute(f"claim by {sides[0]}, denied by {sides[1]}", held, (against,), sides=sides)


def _answered(found: Sequence[_Statement]) -> Iterator[_Dispute]:
    """Sentences that a writer sets against the one before, which another speaker says."""
    for i, (told, answer) in enumerate(pairwise(found)):
        if not (_is_next(told.passage, answer.passage) and told.fits and answer.fits):
            continue
        if not _of_two_sides(told, answer) or find_denial(told.text):
            continue
        if _denies(answer, told):
            yield _denial(found, (i,), i + 1)
        elif _BUT.search(answer.text) and not find_denial(answer.text) and _of_one_matter(told, answer):
            what = f"statements by {told.speaker} and by {answer.speaker}"
            yield _Dispute(what, (i,), (i + 1,), is_denied=False)


def _of_two_sides(told: _Statement, answer: _Statement) -> bool:
    """Whether two sentences are of two known speakers, not of one country: Norvia's army is Norvia."""
    if not (told.speaker and answer.speaker and _another(told, answer)):
        return False
    return not set(find_countries(told.speaker)[:1]) & set(find_countries(answer.speaker)[:1])


def _denies(answer: _Statement, told: _Statement) -> bool:
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


def _holding(
    denial: _Statement,
    behind: str,
    found: Sequence[_Statement],
    stems: Sequence[frozenset[str]],
    rarity: Mapping[str, float],
) -> tuple[int, ...]:
    """The sentences of others that hold what a sentence denies, where it does not give both sides itself."""
    part = frozenset(content_stems(behind)) - _EMPTY
    if len(part) < TOLD:
        return ()
    shares = [(_share(part, stems[j], rarity), -j) for j, s in enumerate(found) if _asserts(s, denial)]
    return tuple(-j for share, j in sorted(shares, reverse=True)[:MOST_HELD] if share >= HELD)


def _asserts(statement: _Statement, denial: _Statement) -> bool:
    """Whether a sentence of somebody else may hold what is denied."""
    if statement is denial or not statement.fits or statement.text.endswith("?"):
        return False
    if not statement.speaker or find_denial(statement.text) or _NEGATION.search(statement.text):
        return False
    return _another(statement, denial)


def _share(part: frozenset[str], whole: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The share of a part's content that the whole holds; at least three words of it."""
    shared = part & whole
    if len(shared) < TOLD:
        return 0.0
    return sum(rarity.get(s, 1.0) for s in shared) / sum(rarity.get(s, 1.0) for s in part)


def _another(a: _Statement, b: _Statement) -> bool:
    """Whether two sentences are not known to be of one speaker."""
    return not speaker_names(a.speaker) & speaker_names(b.speaker)


def _opposed(found: Sequence[_Statement], like: Array) -> Iterator[_Dispute]:
    """Of each word and its opposite, one dispute: the sentence that sets them against each other, or else the
    two likest sentences in which two speakers say them of the same thing."""
    said = _words_said(found)
    for word in sorted(said):
        match = _OPPOSITE.match(word)
        plain = word[match.end() :] if match else ""
        if plain not in said:
            continue
        what = f"{plain} or {word}"
        both = sorted(said[word].keys() & said[plain].keys())
        contrasts = [i for i in both if _sets_against(found[i].text, word, plain)]
        if contrasts:
            yield _Dispute(what, (), (max(contrasts, key=lambda i: (like[i].sum(), -i)),), tells_both=True)
            continue
        pairs = [
            (like[i, j], -i, -j)
            for i, near in said[word].items()
            for j, close in said[plain].items()
            if not {i, j} & set(both) and _beside(*near) & _beside(*close) and _differ(found[i], found[j])
        ]
        if pairs:
            _, i, j = max(pairs)
            yield _Dispute(what, (-j,), (-i,))


def _sets_against(text: str, word: str, opposite: str) -> bool:
    """Whether a sentence says a word of one and its opposite of another, not both of one ("direct or
    indirect")."""
    either = rf"(?:{re.escape(word)}|{re.escape(opposite)})(?:ly)?"
    apart = re.sub(rf"\b{either}\W+(?:or|and)(?: an?| in an?)?\W+{either}\b", "", text, flags=re.I)
    return bool(_CONTRAST.search(text) and re.search(rf"\b{either}\b", apart, re.I))


def _words_said(found: Sequence[_Statement]) -> dict[str, dict[int, tuple[list[str], int]]]:
    """By word that meets its opposite ("directly" is direct), sentences with it: their words, its place."""
    said: defaultdict[str, dict[int, tuple[list[str], int]]] = defaultdict(dict)
    told = {
        i: WORD.findall(normalize(s.text)) for i, s in enumerate(found) if s.fits and not find_denial(s.text)
    }
    opposed = _with_opposites({_plain(word) for words in told.values() for word in words})
    for i, words in told.items():
        for at, word in enumerate(words):
            if _plain(word) not in opposed:
                continue
            before = words[max(0, at - 2 * BESIDE) : at]
            if any(w.lower() in _NOT or w.endswith("n't") for w in before) or word.endswith(_NOUNS):
                continue
            said[_plain(word)].setdefault(i, (words, at))
    return said


def _plain(word: str) -> str:
    return word.lower().removesuffix("ly")


def _with_opposites(words: set[str]) -> set[str]:
    """The words of which the opposite is among them too, and these."""
    pairs = [(word, word[match.end() :]) for word in words if (match := _OPPOSITE.match(word))]
    return {word for pair in pairs if pair[1] in words for word in pair}


def _differ(a: _Statement, b: _Statement) -> bool:
    """Whether two sentences are of one matter and known to be of two speakers."""
    return _of_one_matter(a, b) and bool(a.speaker and b.speaker) and _another(a, b)


def _of_one_matter(a: _Statement, b: _Statement) -> bool:
    return len(set(content_stems(a.text)) & set(content_stems(b.text))) >= ONE_MATTER


def _beside(words: list[str], at: int) -> frozenset[str]:
    """What a word is said of: the words around it but names, which those who speak of other things share."""
    near = words[max(0, at - BESIDE) : at] + words[at + 1 : at + 1 + BESIDE]
    return frozenset(content_stems(" ".join(word for word in near if word.islower())))


def _figure(dispute: _Dispute, found: Sequence[_Statement]) -> Figure:
    held, against = ([found[i] for i in side] for side in (dispute.held, dispute.against))
    values = (*_values(held, 0), *_values(against, 1))
    if dispute.tells_both:
        values = tuple(replace(value, speaker="") for value in values)
    return Figure(dispute.what, "dispute", values)


def _values(statements: Sequence[_Statement], side: int) -> Iterator[FigureValue]:
    """The statements of one side; one that several documents have in the same words is told once."""
    told: defaultdict[tuple[str, ...], list[_Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.words].append(statement)
    for same in told.values():
        passages = tuple(statement.passage for statement in same)
        yield FigureValue(same[0].text, same[0].text, None, None, "", same[0].speaker, passages, side)
