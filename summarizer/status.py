"""How far to trust each claim: who says it, who denies it, and how many origins it has.

A claim is denied where another sentence denies the same thing, or where the other side still
holds what one side says it has taken. It is never settled here: both stay in the brief, cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.denial import find_denial, words_behind
from summarizer.lexical import content_stems
from summarizer.origins import trace_origins
from summarizer.passages import split_passages
from summarizer.types import Claim, Deduplicated, Passage, Section, Status

NEAR = 60  # characters between a word of taking or holding and the place it is said of
SAME_MATTER = 0.5  # share of a denial's content, weighed by rarity, that the denied claim holds
MOST_DENIALS = 2

_UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|unverified|reportedly|allegedly|(?:could|can) ?not (?:be |immediately be )?(?:independently |immediately )?(?:be )?(?:verif\w+|confirm\w+)|"
    r"(?:no|without|not) (?:\w+ )?(?:independent(?:ly)? )?(?:confirmation|confirmed|verified|verification))\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?:captur\w+|seiz\w+|took(?! (?:out|part|place|to|over as))|taken(?! (?:out|part|place|to))|taking control|(?:full|complete) control|liberat\w+|overran|fell to|has fallen|occupied)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:still hold\w*|holds(?! (?:\w+ )?(?:talks|sway|power|office|elections?))|holding (?:on|out)|"
    r"remain\w* (?:in|under) (?:[\w'’]+ )?(?:control|hands)|under (?:our|its|full|the) control|repell\w+|repuls\w+|"
    r"not (?:fallen|been (?:captured|taken|seized))|fighting (?:continues|goes on|is still))\b",
    re.I,
)
# a speaker who stands for a side: a body of state or arms, or one who holds an office
_OFFICIAL = re.compile(
    r"\b(?:army|military|forces|troops|navy|ministry|minister|government|officials?|president|governor|mayor|spokes\w+|police|command\w*|"
    r"general|gen|authorit\w+|state|kremlin|pentagon|foreign|secretary|chief|staff|rebels?|militants?)\b",
    re.I,
)
# a name of a country or force beside the body: which side speaks is in the words themselves
_PARTY = re.compile(
    r"\b[A-Z][\w.]+(?:['’]s)? (?:\w+ )?(?:army|military|forces|troops|navy|ministry|government|officials?|president|command|foreign|"
    r"defen[cs]e|interior)\b"
)
_SELF_DENIED = re.compile(
    r"\b(?:which|but|though|although|while)\b[^.]*\b(?:den(?:y|ies|ied)|refuted)\b", re.I
)


_POINTS_BACK = re.compile(
    r"^ (?:it|this|that|them|these|those|the (?:claims?|allegations?|charges?|reports?))(?:[,.;]|$| (?:and|but)\b)"
)


def judge_claims(sections: Sequence[Section], kept: Deduplicated) -> tuple[Section, ...]:
    """The sections with each claim's status, origins and denials."""
    found = split_passages(kept.passages)
    rarity = _rarity(found)
    against = [p for p in found if find_denial(p.text) or _HELD.search(p.text)]
    return tuple(
        replace(s, claims=tuple(_judged(c, against, rarity, kept.origins) for c in s.claims))
        for s in sections
    )


def _judged(
    claim: Claim, against: Sequence[Passage], rarity: Mapping[str, float], stories: Mapping[str, str]
) -> Claim:
    denials = tuple(p for p in against if _denies(p, claim, rarity))[:MOST_DENIALS]
    origins = trace_origins(claim.evidence, stories)
    return replace(claim, status=_status(claim, denials, origins), origins=origins, denials=denials)


def _status(claim: Claim, denials: Sequence[Passage], origins: Sequence[str]) -> Status:
    if denials or _SELF_DENIED.search(claim.text):
        return "denied"
    if _UNCONFIRMED.search(claim.text):
        return "unconfirmed"
    said = [attribution(p.text) for p in claim.evidence]
    speakers = [a.who for a in said if a and a.who and _OFFICIAL.search(a.who)]
    if speakers and len(speakers) == len(said):
        sides = _sides(speakers)
        if len(sides) < 2:
            return "one side"
        if all(map(_PARTY.search, speakers)):
            return "both sides"
    return "independent" if len(origins) > 1 else "one source"


def _sides(speakers: Sequence[str]) -> list[set[str]]:
    """The names of speakers, those that share a name together."""
    sides: list[set[str]] = []
    for who in speakers:
        names = set(speaker_names(who))
        same = [side for side in sides if side & names]
        sides = [side for side in sides if side not in same] + [names.union(*same)]
    return sides


def _rarity(found: Sequence[Passage]) -> dict[str, float]:
    count = Counter(stem for p in found for stem in set(content_stems(p.text)))
    return {stem: log((len(found) + 1) / n) for stem, n in count.items()}


def _denies(passage: Passage, claim: Claim, rarity: Mapping[str, float]) -> bool:
    """Whether a sentence denies what a claim tells, or tells that the other side holds what was taken."""
    if any(passage.document.id == p.document.id and passage.start == p.start for p in claim.evidence):
        return False
    text = passage.text
    if text.rstrip("\"”’'").endswith("?"):
        return False
    if find_denial(text):
        return (
            not find_denial(claim.text) and _share(_denied_part(text), claim.text, rarity) >= SAME_MATTER
        )
    return bool(_TAKEN.search(claim.text) and not _HELD.search(claim.text)) and _other_side(text, claim)


def _denied_part(text: str) -> str:
    """What a sentence denies: the words behind the denying verb, or those before it in the passive."""
    match = find_denial(text)
    assert match
    after = text[match.end() :]
    is_told = len(content_stems(after)) >= 2 and not _POINTS_BACK.match(after)
    return after if is_told else text[: match.start()]


def _share(part: str, whole: str, rarity: Mapping[str, float]) -> float:
    """The share of a part's content that the whole holds; at least two words of it."""
    wanted, held = set(content_stems(part)), set(content_stems(whole))
    wanted -= {"report", "claim", "alleg", "allegation", "accusation"}
    if len(wanted & held) < 2:
        return 0.0
    return sum(rarity.get(s, 1.0) for s in wanted & held) / sum(rarity.get(s, 1.0) for s in wanted)


def _other_side(text: str, claim: Claim) -> bool:
    """Whether another speaker than the claim's speaks of a place that the claim says was taken."""
    mine, theirs = attribution(claim.text), attribution(text)
    if mine and theirs and speaker_names(mine.who) & speaker_names(theirs.who):
        return False
    taken, held = _TAKEN.search(claim.text), _HELD.search(text)
    if not taken or not held or "%" in claim.text[taken.end() : taken.end() + NEAR]:
        return False
    place = {root(n) for n in facts.names(claim.text[taken.start() : taken.end() + NEAR])}
    sides = speaker_names(mine.who if mine else "") | speaker_names(theirs.who if theirs else "")
    days = {root(n) for n in facts.names(text) if facts.is_day_or_month(n)}
    near = text[max(0, held.start() - NEAR) : held.end() + NEAR]
    named = {root(n) for n in facts.names(near) | facts.opening_names(near)}
    return bool((place & named) - sides - days)
