"""What one side says and another denies or says otherwise, as two statements in the sources' own words.

A dispute is found by form: a sentence that denies ("denied", "rejected the claim"), beside the sentence
of another speaker that holds most of what is denied; or two sentences on one matter of which one has a
word and the other its opposite ("direct", "indirect"). Nothing is settled: who speaks stays beside each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from summarizer.attribution import attribution, speaker_names
from summarizer.config import FigureSettings
from summarizer.denial import find_denial, words_behind
from summarizer.lexical import Array, content_stems, content_vectors
from summarizer.passages import sentence_passages
from summarizer.text import WORD, normalize
from summarizer.types import Deduplicated, Figure, FigureValue, Passage

MOST_SENTENCES = 2_000  # that are compared with each other, those nearest to the day's subject
HELD = 0.6  # share of what is denied, weighed by rarity, that a sentence must hold to be what is denied
ONE_DISPUTE = 0.3  # cosine of two sentences that are of one dispute
MOST_DENIALS = 2  # sentences of one dispute that are shown: who denies, each with what it denies
MOST_HELD = 2  # sentences of others that are shown beside them
TOLD = 3  # content words behind a denying verb from which a denial says itself what it denies
BESIDE = 5  # words on each side of a word in which it and its opposite are said of the same thing
LONGEST = 50  # words of a sentence that can stand in a row
SHORTEST = 6
MOST_WORDS = 7  # in the name of a row

_OPPOSITE = re.compile(r"(?:in|un|im)(?!official|formal)(?=[a-z]{5})")
_CLAIMS = re.compile(
    r"\b(?:accus|blam|claim|alleg|assert|assertion|insist|saying|said that|account)\w*\b(?!'s)", re.I
)
_OPENS = re.compile(r"^[ ,]*(?:(?:that|of|for|on|any|the|a|an|it|reports|claims) )+", re.I)
_CLOSES = re.compile(r"(?:,| [–—-] | \(| and says | have been$| has been$).*$")
_NOT = frozenset("not no never n't isn't wasn't aren't won't cannot".split())
# words by which nothing is told of what is disputed
_EMPTY = frozenset(
    content_stems(
        "claim claims accusation accusations allegation allegations report reports charge denied "
        "said says it its any"
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

    @property
    def fits(self) -> bool:
        return SHORTEST <= len(self.text.split()) <= LONGEST


def find_disputes(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """Statements that contradict each other, ``settings.max_disputes`` nearest to the day's subject."""
    found = [_Statement(p, " ".join(p.text.split())) for p in sentence_passages(kept)]
    vectors = content_vectors([s.text for s in found])
    central = np.asarray(vectors @ vectors.sum(axis=0).T).ravel()
    near = np.sort(np.argsort(-central, kind="stable")[:MOST_SENTENCES])
    found, vectors, central = [found[i] for i in near], vectors[near], central[near]
    like = (vectors @ vectors.T).toarray()
    pairs = {**_opposed(found, like), **_denied(found)}
    rows: list[tuple[list[int], list[int]]] = []
    for i in sorted(pairs, key=lambda i: (-central[i], i)):
        same = [r for r in rows if max(like[i, j] for j in (*r[0], *r[1])) >= ONE_DISPUTE]
        if not same:
            rows.append(([i], pairs[i]))
        elif len(same[0][0]) < MOST_DENIALS and like[i, same[0][0][0]] >= ONE_DISPUTE:
            same[0][0].append(i)
    chosen = rows[: settings.max_disputes]
    return tuple(_dispute([found[i] for i in denials], [found[j] for j in held]) for denials, held in chosen)


def _denied(found: Sequence[_Statement]) -> dict[int, list[int]]:
    """Sentences that deny, and tell what, each with those of others that hold what is denied."""
    stems = [frozenset(content_stems(s.text)) for s in found]
    count = Counter(s for held in stems for s in held)
    rarity = {s: log((len(found) + 1) / n) for s, n in count.items()}
    denials = {}
    for i, denial in enumerate(found):
        if denial.fits and _tells(denial.text):
            denials[i] = _holding(denial, found, stems, rarity)
    return denials


def _holding(
    denial: _Statement,
    found: Sequence[_Statement],
    stems: Sequence[frozenset[str]],
    rarity: Mapping[str, float],
) -> list[int]:
    """The sentences of others that hold what a sentence denies, where it does not give both sides itself."""
    match = find_denial(denial.text)
    part = frozenset(content_stems(words_behind(denial.text, match) if match else "")) - _EMPTY
    if len(part) < TOLD:
        return []
    shares = [(_share(part, stems[j], rarity), -j) for j, s in enumerate(found) if _asserts(s, denial)]
    return [-j for share, j in sorted(shares, reverse=True)[:MOST_HELD] if share >= HELD]


def _tells(text: str) -> bool:
    """Whether a sentence denies something and says itself what."""
    match = find_denial(text)
    if not match:
        return False
    told = set(content_stems(words_behind(text, match))) - _EMPTY
    return len(told) >= TOLD or bool(_CLAIMS.search(text[: match.start()]))


def _asserts(statement: _Statement, denial: _Statement) -> bool:
    """Whether a sentence of somebody else may hold what is denied."""
    if statement is denial or not statement.fits or statement.text.endswith("?"):
        return False
    return not find_denial(statement.text) and _another(statement, denial)


def _share(part: frozenset[str], whole: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The share of a part's content that the whole holds; at least three words of it."""
    shared = part & whole
    if len(shared) < TOLD:
        return 0.0
    return sum(rarity.get(s, 1.0) for s in shared) / sum(rarity.get(s, 1.0) for s in part)


def _another(a: _Statement, b: _Statement) -> bool:
    """Whether two sentences are not known to be of one speaker."""
    return not speaker_names(a.speaker) & speaker_names(b.speaker)


def _opposed(found: Sequence[_Statement], like: Array) -> dict[int, list[int]]:
    """Sentences that have the opposite of a word that another speaker uses of the same thing."""
    around: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for i, statement in enumerate(found):
        if statement.fits and statement.speaker:
            words = WORD.findall(normalize(statement.text))
            for at, word in enumerate(words):
                if _NOT.intersection(words[max(0, at - BESIDE) : at]):
                    continue
                around[word.lower().removesuffix("ly")].append((i, _beside(words, at)))
    opposed: dict[int, list[int]] = {}
    for word in sorted(around):
        match = _OPPOSITE.match(word)
        others = around.get(word[match.end() :], []) if match else []
        for i, near in around[word] if others else ():
            told = {j for j, close in others if close & near and _another(found[i], found[j])}
            told -= {i, *(j for j, _ in around[word])}
            if told and i not in {j for j, _ in others}:
                opposed[i] = sorted(told, key=lambda j: (-like[i, j], j))[:MOST_HELD]
    return opposed


def _beside(words: list[str], at: int) -> frozenset[str]:
    """What a word is said of: the words around it but names, which those who speak of other things share."""
    near = words[max(0, at - BESIDE) : at] + words[at + 1 : at + 1 + BESIDE]
    return frozenset(content_stems(" ".join(word for word in near if word.islower())))


def _dispute(denials: Sequence[_Statement], held: Sequence[_Statement]) -> Figure:
    values = (*(_value(s, 0) for s in held), *(_value(s, 1) for s in denials))
    return Figure(_what(denials[0].text), "dispute", values)


def _value(statement: _Statement, side: int) -> FigureValue:
    text = statement.text
    return FigureValue(text, text, None, None, "", statement.speaker, (statement.passage,), side)


def _what(text: str) -> str:
    """What is in dispute, in the sentence's own words: what it denies, or what it says is claimed."""
    denies = find_denial(text)
    if not denies:
        word = next(w for w in WORD.findall(text.lower()) if _OPPOSITE.match(w))
        return f"{_OPPOSITE.sub('', word, count=1)} or {word}"
    behind = words_behind(text, denies)
    if len(set(content_stems(behind)) - _EMPTY) < TOLD:
        before = text[: denies.start()]
        claims = _CLAIMS.search(before)
        behind = before[claims.start() :] if claims else before
    words = _OPENS.sub("", _CLOSES.sub("", behind)).strip(" ,;:–—-\"“”'").split()
    if len(set(content_stems(" ".join(words)))) < TOLD:
        return "a claim and its denial"
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
