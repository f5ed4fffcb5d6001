"""How far to trust each claim: who says it, who denies it, and how many origins it has.

A claim is denied where another sentence denies the same thing, or where the other side still
holds what one side says it has taken. It is never settled here: both stay in the brief, cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.denial import find_denial, words_behind
from summarizer.lexical import content_stems
from summarizer.origins import find_wires, trace_origins
from summarizer.passages import split_passages
from summarizer.replies import find_replies, find_unverified
from summarizer.sides import told_sides
from summarizer.speakers import Parties, find_parties, find_speaker
from summarizer.statements import Statement
from summarizer.types import Claim, Deduplicated, Passage, Section, Status

NEAR = 60  # characters between a word of taking or holding and the place it is said of
SAME_MATTER = 0.5  # share of what is denied, weighed by rarity, that a clause of the denied claim holds
OF_CLAUSE = 0.4  # share of that clause, weighed likewise, that is denied
OF_CAPTURE = 0.25  # the same where both tell that a place was taken: who took it stands in one alone
TOLD = 3  # content words from which a clause tells something that can be denied
MOST_DENIALS = 2

_UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|unverified|reportedly|allegedly|(?:could|can) ?not (?:be |immediately be )?(?:independently |immediately )?(?:be )?(?:verif\w+|confirm\w+)|"
    r"(?:no|without|not) (?:\w+ )?(?:independent(?:ly)? )?(?:confirmation|confirmed|verified|verification))\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?<!to )(?:captur\w+|seiz\w+|took(?! (?:out|part|place|to|over as))|taken(?! (?:out|part|place|to|(?:\w+ )?hostage))|taking control|(?:full|complete) control|liberat\w+|overran|fell to|has fallen|occupied)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:still (?:hold\w*|control\w*)|holding out|remain\w* (?:in|under) (?:[\w'’]+ )?(?:control|hands)|"
    r"under our control|repell\w+|repuls\w+|not (?:fallen|been (?:captured|taken|seized))|"
    r"fighting (?:continues|goes on|is still))\b",
    re.I,
)
# who acts: the name beside a force or what a force does
_ACTOR = re.compile(
    r"\b([A-Z][\w.]+?)(?:['’]s)? (?:[a-z]\w* )?(?:army|military|forces|troops|navy|rebels?|militants?|soldiers|side|"
    r"attacks?|assaults?|strikes?|offensives?|advances?)\b"
)
_PART_OF = re.compile(
    r"%|\b(?:percent|per cent|half|most|much|parts?|portions?|areas?|swathes|\w*-?fifths?|thirds?|quarters?)\b"
)
# where the writer turns from what is claimed to who denies it
_TURN = re.compile(
    r"\b(?:which|but|though|although|while|something|an? (?:claim|charge|allegation|accusation|assertion))\b|"
    r"(?:,|\s[–—-]+)\s"
)
_AGAINST = re.compile(r",? (?:but|while|whereas|although)\b|;")
_BOUND = re.compile(
    r"[,;:]\s|\s[–—-]+\s|\b(?:and|but|while|which|that|who|where|as|after|says?|said)\b"
)  # of clauses
_NOT = re.compile(r"\b(?:not|no|never|without)\b|n['’]t\b", re.I)
_OF_SAYING = frozenset(
    content_stems(
        "said says report claim alleged allegation accusation charge assertion any involvement role "
        "responsibility connection links blame blamed"
    )
)
# "denied reports of looting": it is told what is denied
_SAYS_WHAT = re.compile(
    r" (?:[\w'’-]+ ){0,2}(?:claims?|accusations?|allegations?|reports?|charges?|suggestions?|rumou?rs?) (?:of|that|about)\b"
)
_TAKEN_STEM = "take"
_TAKES = frozenset(
    content_stems(
        "take took taken captured capture seized seize fell fallen fall retaken recaptured overran "
        "liberated occupied"
    )
)
_POINTS_BACK = re.compile(
    r"^ (?:by\b|(?:it|this|that|them|these|those|the (?:claims?|allegations?|charges?|reports?))"
    r"(?:[,.;]|$| (?:and|but)\b))"
)


def judge_claims(sections: Sequence[Section], kept: Deduplicated) -> tuple[Section, ...]:
    """The sections with each claim's status, origins and denials."""
    found = split_passages(kept.passages)
    rarity = _rarity(found)
    against = [p for p in found if find_denial(p.text) or _HELD.search(p.text)]
    told = [Statement(p, " ".join(p.text.split())) for p in found]
    replies = [(_place(found[i]), found[k]) for i, k in find_replies(told)]
    unverified = {_place(found[i]) for i in find_unverified(told)}
    parties = find_parties(kept)
    cited = {p.document.id: p.document for s in sections for c in s.claims for p in c.evidence}
    wires = find_wires(cited.values())

    def judged(claim: Claim) -> Claim:
        own = [p for p in claim.evidence[1:] if _tells_and_denies(p, claim, rarity)]
        behind = [reply for place, reply in replies if _holds(claim.evidence, place)]
        others = [p for p in against if p not in behind and _denies(p, claim, rarity)]
        denials = (*own, *behind, *others)[:MOST_DENIALS]
        origins = trace_origins(claim.evidence, kept.origins, parties, wires)
        is_open = any(_holds(claim.evidence, place) for place in unverified)
        status = _status(claim, denials, origins, parties, is_open=is_open)
        return replace(claim, status=status, origins=origins, denials=denials)

    return tuple(replace(s, claims=tuple(map(judged, s.claims))) for s in sections)


def _place(passage: Passage) -> tuple[str, int]:
    return passage.document.id, passage.start


def _holds(evidence: Sequence[Passage], place: tuple[str, int]) -> bool:
    """Whether a sentence at a place is of the evidence of a claim."""
    document, start = place
    return any(p.document.id == document and p.start <= start < p.end for p in evidence)


def _status(
    claim: Claim, denials: Sequence[Passage], origins: Sequence[str], parties: Parties, *, is_open: bool
) -> Status:
    if denials or _denies_itself(claim.text):
        return "denied"
    if is_open or _UNCONFIRMED.search(claim.text):
        return "unconfirmed"
    if _gives_both_sides(claim.evidence[0], parties):
        told = told_sides(claim.evidence[0].text)
        answers: dict[str, Status] = {"denied": "denied", "not confirmed": "unconfirmed"}
        return answers[told.answer] if told else "both sides"
    said = [(find_speaker(p), p.document) for p in claim.evidence]
    speakers = [a.who for a, _ in said if a and a.who]
    official = [bool(a and (not a.who or parties.speaks_for_one(a.who, d))) for a, d in said]
    first = said[0][0]
    is_ones = len(origins) == 1 and official[0] and bool(first and first.who)
    if speakers and (all(official) or is_ones):
        sides = [parties.sides(who) for who in speakers]
        names = [side | speaker_names(who) for who, side in zip(speakers, sides, strict=True)]
        # where the side of one is not known, nothing tells that it is another
        if len(origins) < 2 or len(_apart(names)) < 2 or (any(sides) and not all(sides)):
            return "one side"
        if all(sides):
            return "both sides"
    return "independent" if len(origins) > 1 else "one source"


def _gives_both_sides(passage: Passage, parties: Parties) -> bool:
    """Whether a sentence sets what one side says against what another does."""
    said = [attribution(clause) for clause in _AGAINST.split(passage.text)]
    speakers = [a.who for a in said if a and a.who and parties.speaks_for_one(a.who, passage.document)]
    sides = [side for who in speakers if (side := parties.sides(who))]
    return len(_apart(sides)) > 1


def _apart(speakers: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The names of speakers, those that share a name together."""
    groups: list[frozenset[str]] = []
    for names in speakers:
        same = [group for group in groups if group & names]
        groups = [group for group in groups if group not in same] + [names.union(*same)]
    return groups


def _rarity(found: Sequence[Passage]) -> dict[str, float]:
    count = Counter(stem for p in found for stem in set(content_stems(p.text)))
    return {stem: log(1 + len(found) / n) for stem, n in count.items()}


def _denies(passage: Passage, claim: Claim, rarity: Mapping[str, float]) -> bool:
    """Whether a sentence denies what a claim tells, or tells that the other side holds what was taken."""
    if any(passage.document.id == p.document.id and passage.start == p.start for p in claim.evidence):
        return False
    text = passage.text
    if text.rstrip("\"”’'").endswith("?"):
        return False
    if find_denial(text):
        return not find_denial(claim.text) and _tells(claim.text, _denied_part(text), rarity)
    return bool(_TAKEN.search(claim.text) and not _HELD.search(claim.text)) and _other_side(text, claim)


def _tells_and_denies(passage: Passage, claim: Claim, rarity: Mapping[str, float]) -> bool:
    """Whether a sentence tells what a claim tells and goes on that it is denied."""
    if not _denies_itself(passage.text):
        return False
    denied = _content(_denied_part(passage.text))
    return _weight(denied & _content(claim.text), rarity) >= SAME_MATTER * _weight(denied, rarity)


def _denies_itself(text: str) -> bool:
    """Whether a sentence tells something and then that it is denied: "X blames Y, which Y denies"."""
    denial = find_denial(text)
    if not denial or not _points_back(text, denial):
        return False
    turns = _TURN.finditer(text, 0, denial.start())
    return any(len(_content(text[: turn.start()])) >= TOLD for turn in turns)


def _points_back(text: str, denial: re.Match[str]) -> bool:
    """Whether what is denied stands before the denial."""
    behind = words_behind(text, denial)
    if _SAYS_WHAT.match(text[denial.end() :]):
        return False
    return len(_content(behind)) < 2 or bool(_POINTS_BACK.match(text[denial.end() :]))


def _denied_part(text: str) -> str:
    """What a sentence denies: the words behind the denying verb, or the clauses before the verb's own."""
    denial = find_denial(text)
    assert denial
    if not _points_back(text, denial):
        return words_behind(text, denial)
    before = text[: denial.start()]
    turns = [turn.start() for turn in _TURN.finditer(before) if len(_content(before[: turn.start()])) >= 2]
    if turns:
        return before[: turns[-1]]
    said = attribution(text)
    return before.replace(said.who, " ") if said and said.who else before  # who denies is not what is denied


def _tells(text: str, part: str, rarity: Mapping[str, float]) -> bool:
    """Whether a clause of a text tells what is denied: most of it, little else, and not by names alone."""
    denied = _content(part)
    for clause in _BOUND.split(text):
        told = _content(clause)
        shared = denied & told
        plain = _content(" ".join(re.findall(r"\b[^\W\dA-Z][\w'’-]*", f"{clause} {part}")))
        if len(shared) < 2 or not shared & plain or _NOT.search(clause):
            continue
        weight = _weight(shared, rarity)
        least = OF_CAPTURE if _TAKEN_STEM in shared else OF_CLAUSE
        if weight >= SAME_MATTER * _weight(denied, rarity) and weight >= least * _weight(told, rarity):
            return True
    return False


def _content(text: str) -> frozenset[str]:
    """The content of a text but words for saying it; that a place fell is what it is that it was taken."""
    stems = frozenset(content_stems(text)) - _OF_SAYING
    return stems - _TAKES | {_TAKEN_STEM} if stems & _TAKES else stems


def _weight(stems: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(stem, 1.0) for stem in sorted(stems))


def _other_side(text: str, claim: Claim) -> bool:
    """Whether a sentence tells that another side than the taker holds a place that the claim says was taken."""
    mine, theirs = attribution(claim.text), attribution(text)
    if mine and theirs and speaker_names(mine.who) & speaker_names(theirs.who):
        return False
    taken, held = _TAKEN.search(claim.text), _HELD.search(text)
    if not taken or not held:
        return False
    behind = _BOUND.split(claim.text[taken.end() :])[0][:NEAR]
    near = text[max(0, held.start() - NEAR) : held.end() + NEAR]
    takers, holders = _roots(claim.text[: taken.start()]), _roots(text[: held.start()])
    place = _roots(behind)
    if _PART_OF.search(behind) or _PART_OF.search(near) or takers & holders - place:
        return False
    sides = speaker_names(mine.who if mine else "") | speaker_names(theirs.who if theirs else "")
    actors = {root(name) for name in _ACTOR.findall(f"{claim.text} {text}")}
    days = {root(n) for n in facts.names(text) if facts.is_day_or_month(n)}
    return bool((place & _roots(near)) - sides - actors - days - takers)


def _roots(text: str) -> set[str]:
    """The roots of the names in a part of a sentence."""
    return {root(name) for name in facts.names(text) | facts.opening_names(text)}
