"""What one side says and another denies or says otherwise, as two statements in the sources' own words.

A dispute is found by form: a sentence that denies ("denied", "rejected the claim") or leaves open ("not
aware of") what it tells of another side, or stands beside the sentence that holds most of it; a plain "did
not" beside the sentence that says somebody did; what a writer sets against the sentence before (``answers``);
what cannot both be (``opposites``). Nothing is settled: who speaks stays beside each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from summarizer.answers import find_answers
from summarizer.attribution import speaker_names, written_roots
from summarizer.config import FigureSettings
from summarizer.countries import find_countries, without_countries
from summarizer.lexical import Array, content_stems, content_vectors
from summarizer.opposites import find_opposites
from summarizer.passages import sentence_passages
from summarizer.statements import EMPTY, INVOLVED, Dispute, Statement
from summarizer.text import WORD
from summarizer.types import Deduplicated, Figure, FigureValue

MOST_SENTENCES = 2_000  # that are compared with each other, those nearest to the day's subject
ONE_DISPUTE = 0.2  # cosine of two sentences that are of one dispute
ONE_CHARGE = 0.12  # the same where one side rejects what the other accuses it of
OF_TWO = 0.02  # the same where the same two disagree
SAME_CHARGE = 0.5  # share of the words of a charge that the same charge in other words holds
MOST_DENIALS = 2  # sentences of one dispute that are shown: who denies, each with what it denies

_ACCUSES = re.compile(
    r"\b(?:accus|blam|alleg|link)\w*|\b(?:backed|supported) by\b|\bha[sd](?: \w+ly)? (?:backed|supported)\b",
    re.I,
)
# of what one side denies to have had a part in; where two such charges share a word, they are one
_DENIES_A_PART = re.compile(
    r"\bden(?:y|ies|ied)(?: \w+ing)? (?:any |all |its |direct )*"
    r"(?:involvement|connections?|links?|role|part|hand|responsibility)\b"
)
# kinds of charge: of two of one kind, by one country and denied by another, one is shown
_CHARGES = (
    re.compile(r"\b(?:drones?|missiles?|airstrikes?|launch(?:ed|ing)|fired|firing|shell(?:ed|ing))\b", re.I),
    re.compile(
        r"\b(?:arm(?:s|ed|ing)|weapons|financ\w+|fund(?:s|ed|ing)|back(?:s|ed|ing)|support(?:s|ed|ing))\b"
    ),
)


def find_disputes(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """Statements that contradict each other, ``settings.max_disputes`` nearest to the day's subject."""
    found = [Statement(p, " ".join(p.text.split())) for p in sentence_passages(kept)]
    vectors = content_vectors([_matter(s.text) for s in found])
    central = np.asarray(vectors @ vectors.sum(axis=0).T).ravel()
    most = np.sort(np.argsort(-central, kind="stable")[:MOST_SENTENCES])
    found, vectors, central = [found[i] for i in most], vectors[most], central[most]
    like = (vectors @ vectors.T).toarray()
    disputes = [*find_opposites(found, like), *find_answers(found)]
    rows: list[Dispute] = []
    in_turn = sorted(disputes, key=lambda d: (not d.is_denied, d.is_open, -central[d.against[0]], d.against))
    for dispute in in_turn:
        at = next((n for n, r in enumerate(rows) if _is_one(r, dispute, found, like)), len(rows))
        if at == len(rows):
            rows.append(dispute)
        elif _adds(rows[at], dispute, found, like):
            rows[at] = replace(rows[at], against=(*rows[at].against, *dispute.against))
    return tuple(_figure(dispute, found) for dispute in rows[: settings.max_disputes])


def _is_one(row: Dispute, other: Dispute, found: Sequence[Statement], like: Array) -> bool:
    """Whether two disputes are of one matter: like words, one claim, the same two, or the same charge."""
    near = like[np.ix_(other.held or other.against, row.held or row.against)].max()
    of_two = row.what == other.what and all(row.sides) and near >= OF_TWO
    is_held = bool(set(row.held) & set(other.held))
    return bool(near >= ONE_DISPUTE or of_two or is_held or _rejects_charge(row, other, found, near))


def _rejects_charge(row: Dispute, other: Dispute, found: Sequence[Statement], near: float) -> bool:
    """Whether in both one country rejects what the same accuser, or nobody named in either, accuses it of: a
    charge of one kind, or one that is for the most part in the other."""
    says, denies = ([set(find_countries(d.sides[n])[:1]) for d in (row, other)] for n in (0, 1))
    is_one_accuser = says[0] == says[1] and bool(says[0] or row.sides[0] == other.sides[0])
    if not (denies[0] & denies[1] and is_one_accuser):
        return False
    texts = [" ".join(found[i].text for i in (*d.held, *d.against)) for d in (row, other)]
    if _of_two_places(texts, row, other):
        return False
    if any(all(map(kind.search, texts)) for kind in _CHARGES):
        return True
    one, two = (
        set(content_stems(" ".join(filter(str.islower, t.split())))) - EMPTY - INVOLVED for t in texts
    )
    shared = len(one & two)
    if shared and all(map(_DENIES_A_PART.search, texts)):
        return True
    is_like = near >= ONE_CHARGE or shared >= SAME_CHARGE * min(len(one), len(two))
    return bool(shared and is_like and all(map(_ACCUSES.search, texts)))


def _of_two_places(texts: Sequence[str], row: Dispute, other: Dispute) -> bool:
    """Whether two charges name other places, or what else has a name, but their speakers and countries."""
    speakers = speaker_names(" ".join((*row.sides, *other.sides)))
    named = [written_roots(without_countries(t)) - speakers for t in texts]
    return bool(all(named) and not named[0] & named[1])


def _adds(row: Dispute, other: Dispute, found: Sequence[Statement], like: Array) -> bool:
    """Whether a row shows the denial of another one of its matter too: one sentence that tells both sides is
    enough, shown with every document that has it."""
    first, new = row.against[0], other.against[0]
    if row.tells_both or other.tells_both:
        return found[first].words == found[new].words
    return len(row.against) < MOST_DENIALS and bool(like[new, first] >= ONE_DISPUTE)


def _matter(text: str) -> str:
    """The words that tell what a sentence is about: not who accuses whom, nor that it is denied."""
    return " ".join(
        w
        for w in WORD.findall(without_countries(text))
        if not (EMPTY | INVOLVED).issuperset(content_stems(w))
    )


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
