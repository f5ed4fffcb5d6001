"""The two sides that one sentence tells: who says something, and who denies it. Knows no documents.

By form: "Norvia blamed Sarland for the raid, which denied any role", "an allegation Sarland denies",
"Sarland dismissed Norvia's claim that ...", "Norvia said ..., while Sarland was not aware of any raid".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer import facts
from summarizer.attribution import attribution, speaker_names, written_roots
from summarizer.countries import find_countries
from summarizer.denial import find_answer, find_denial, find_doubt, words_behind
from summarizer.statements import EMPTY, INVOLVED, REPORTED, STRIKES, content, known_apart
from summarizer.text import REMEMBERED

_NAME = r"[A-Z][\w.&'’-]*"
_NAMES = rf"{_NAME}(?: (?:of |the |for )*{_NAME})*"
_SAYING = r"(?:claims?|accusations?|allegations?|reports?|charges?|assertions?|suggestions?|statements?)"
_BODY = (
    r"(?:government|army|military|opposition|rebels?|officials|police|counterpart|ministry|media|"
    r"administration|groups?|militias?|paramilitar(?:y|ies))"
)
# what the writer calls the words before, where somebody denies them
_POINTS_BACK = re.compile(
    rf"(?:,|\s?[–—]+|\s-+)\s?(?:(?:an?|the) )?(?:which|something|{_SAYING})(?: (?:that|which))? ?"
    r"(?P<denier>[^,;]{0,60})$"
)
_ACCUSES = re.compile(rf"(?P<who>{_NAMES})(?: [a-z]+){{0,3}}? (?:accus|blam)(?:es|ed|e|ing)\b")
_ACCUSED = re.compile(r"\b(?:been|was|were|is|are|stands?)(?: \w+ly)? (?:accused|blamed)\b")
_OWN_SAYING = re.compile(
    rf"(?P<who>{_NAMES}(?: {_BODY})?|{_BODY})(?:['’]s?)? (?:recent |latest )?{_SAYING} "
    r"(?:that|of|on|about|from|it|he|she|they)\b"
)
_SAYING_OF = re.compile(
    rf"\b{_SAYING} (?:made )?(?:by|from) (?P<who>(?:the )?(?:[a-z]+ )?(?:{_NAMES}|{_BODY}\b))"
)
# "India's claim of a raid was false", "said the Norvian statement was baseless"
_OWN_SAYING_IS = re.compile(
    rf"(?P<who>{_NAMES}(?: {_BODY})?(?:['’]s?)?) (?:recent |latest )?{_SAYING} "
    r"(?:(?:that|of|on|about|from) [^,;]+ )?(?:is|was|are|were|as) \W?"
    r"(?:false|untrue|fake|baseless|fabricated)\b(?! as\b)"
)
# before it: nobody says that it is false
_OPEN = re.compile(r"\b(?:if|whether|not clear|nobody|no one)\b", re.I)
# where a sentence sets one side's words against the other's
_SET_AGAINST = re.compile(
    r"(?:[,;]|\s?[–—]| -+)? (?:but|while|although|though|whereas|yet) |\s?(?:[;–—]| -+) ?"
)
_FIRST_OF_TWO = re.compile(r"^(?:While|Although|Though|Whereas) ")
_COMMA = re.compile(r", ")
_SAID_ALONE = re.compile(rf".*?\b{_SAYING}\b")
# "Sarland said it did not ask for a truce, as claimed by Norvia"
_AS_CLAIMED = re.compile(
    r"\bnot\b[^.;]*?, as (?:claimed|alleged|asserted) by "
    rf"(?P<who>(?:the )?{_NAMES}(?<![’']s)(?: {_BODY})?)(?![’'\w])"
)
_OF_AN_EVENT = re.compile(r"an? [a-z]+ [A-Z]")  # "an attack Sarland denies any role in"
_INSISTS = re.compile(r"claim|insist|maintain|assert|contend|describ|call")
_HOLDS = re.compile(r"sa(?:id|ys?)|claim|insist|maintain|assert|argu|contend|describ|call|told|tells")
# between who denies and the denial: no other name, and hardly another word
_DENIES_IT = re.compile(r"[^A-Z,;]{0,40}$")
_IT = re.compile(
    r" (?:(?:it|this|that|them|so)(?=[,.;]|$| (?:on|in|at|too|also|later|and)\b)|the (?:same|opposite)\b)"
)
_PASSIVE = re.compile(rf"^\w*(?: \w+ly)? by (?P<who>(?:the )?{_NAMES}(?: {_BODY})?|the {_BODY})")
_OPENING_NAME = re.compile(rf"\W*(?P<who>(?:the )?{_NAMES}(?: {_BODY})?)\b")
_NAMED = re.compile(rf"(?<!^)\b[A-Z]|^(?!One\b|The |An? |It\b)[A-Z]|\b{_BODY}\b")
_TITLE = re.compile(
    r"^(?:It|He|She|They|The|On|But|While|And|In|At|Although|However|Yet|Meanwhile|Among|With|For|From|Since|After|Before)$"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who says and who denies, as the sentence names them; ``says`` is "" where only "is accused" stands.

    ``claim`` names what is said by who says it: "claim by Norvia", "Norvian accusations".
    """

    says: str
    denies: str
    claim: str
    answer: str = "denied"  # or "not confirmed"

    @property
    def dispute(self) -> str:
        """The name of what they disagree on: "claim by the army, denied by Sarland"."""
        return f"{self.claim}, {self.answer} by {within(self.denies)}"


def within(who: str) -> str:
    """A speaker's phrase as it stands within a line: "the Norvian army" for "The Norvian army"."""
    return re.sub(r"^(?:The|An?) ", lambda match: match.group().lower(), who)


@lru_cache(maxsize=REMEMBERED)
def told_sides(text: str) -> Sides | None:
    """Who says and who denies what one sentence tells, or None where it names but one of the two."""
    answer = find_doubt(text)
    if not answer:
        return _as_claimed(text)
    before = text[: answer.start()]
    back = _POINTS_BACK.search(before)
    sides = _back(before[: back.start()], back["denier"]) if back else _forward(text, answer)
    sides = sides or _against(text)
    if not sides or not known_apart(sides.says, sides.denies):
        return None
    return sides if find_denial(text) else replace(sides, answer="not confirmed")


def two_speakers(text: str) -> tuple[str, str] | None:
    """The speakers of two countries whose words one sentence sets against each other, or None."""
    for parts in _parts(text):
        said = [attribution(part) for part in parts]
        who = [s.who for s in said if s and _HOLDS.match(s.verb)]
        holds = any(s and _INSISTS.match(s.verb) for s in said)
        if holds and len(who) == 2 and all(map(find_countries, who)) and known_apart(*who):
            return who[0], who[1]
    return None


def _as_claimed(text: str) -> Sides | None:
    says = _AS_CLAIMED.search(text) if ", as " in text else None
    said = attribution(text) if says else None
    if not says or not said or not said.who or not known_apart(says["who"], said.who):
        return None
    who = re.sub(r"(?<!\.[A-Z])\.$", "", says["who"])
    return Sides(who, said.who, f"claim by {who}")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The two parts of a sentence that sets one against the other, for each place where it may."""
    plain = _FIRST_OF_TWO.sub("", text)
    for mark in (_COMMA if plain != text else _SET_AGAINST).finditer(plain):
        yield plain[: mark.start()], plain[mark.end() :]


def _against(text: str) -> Sides | None:
    """The sides where the sentence sets the words of one against what the other denies of them."""
    for parts in _parts(text):
        denying = [bool(find_doubt(part)) for part in parts]
        if denying not in ([True, False], [False, True]):
            continue
        told, denied = parts[denying.index(False)], parts[denying.index(True)]
        says, denies = who_says(told), _who_denies(denied)
        if says and denies and _answers(denied, denies, told):
            return Sides(says, denies, f"claim by {within(says)}")
    return None


def _who_denies(clause: str) -> str:
    """The speaker at the beginning of a clause, right before its one denial; two that speak as one, both."""
    said, denial, named = attribution(clause), find_doubt(clause), _OPENING_NAME.match(clause)
    speaker = said.who if said else named["who"] if named else ""  # "Sarland has not commented" is no saying
    if not speaker or not denial or find_denial(clause[denial.end() :]):
        return ""
    who = rf"\W*(?P<who>(?:{_NAMES} and (?:the )?)?{re.escape(speaker)})\b"
    subject = re.match(who, clause[: denial.start()])
    if not subject or not _DENIES_IT.match(clause[subject.end() : denial.start()]):
        return ""
    is_speaker = _NAMED.search(subject["who"]) and not _OF_AN_EVENT.match(subject["who"])
    return subject["who"] if is_speaker else ""


def _answers(denied: str, denier: str, told: str) -> bool:
    """Whether a clause denies what another one tells: it points back, says nothing of what it denies, shares
    a word of it with that, or is by one whom that names."""
    denial = find_doubt(denied)
    assert denial
    if re.search(r"\b[A-Z]", denial.group()):  # "rejected Norvia's claim": of another's words
        return False
    behind = words_behind(denied, denial)
    is_named = set(find_countries(denier)[:1]) & set(find_countries(told))
    if find_answer(denied) or _IT.match(behind) or is_named:
        return True
    part, whole = content(behind) - EMPTY, content(told)
    if not part - INVOLVED or len(part & whole) >= min(2, len(part)):
        return True
    if not find_denial(denied) and part & STRIKES and whole & STRIKES:  # not aware of a raid that is a strike
        return True
    return bool(speaker_names(denier) & written_roots(told))


def _back(told: str, denier: str) -> Sides | None:
    """The sides where the denial stands behind what is said; "which" is who was named last."""
    names = [n for n in re.findall(_NAMES, told) if not _TITLE.match(n)]
    if _ACCUSED.search(told):
        return Sides("", names[0], "accusation") if names else None
    says = who_says(told)
    denies = (re.findall(_NAMES, denier) or names[-1:] or [""])[0]
    claim = f"claim by {within(says)}"
    return Sides(says, denies, claim) if says and denies and denies not in says else None


def who_says(told: str) -> str:
    """Who accuses somebody or says what a clause tells, where it names them; else ""."""
    accuses = _ACCUSES.search(told)
    if accuses and not (_TITLE.match(accuses["who"]) or facts.is_day_or_month(accuses["who"])):
        return accuses["who"]
    said = attribution(told)
    return said.who if said and _NAMED.search(said.who) else ""


def _forward(text: str, denial: re.Match[str]) -> Sides | None:
    """The sides where what is said stands behind the denial, or is denied "by" somebody."""
    passive = _PASSIVE.match(text[denial.end() - 1 :])
    text = REPORTED.sub("", text)
    said = attribution(text)
    denies = passive["who"] if passive else said.who if said else ""
    place = text[: denial.start()] if passive else text[denial.start() :]
    says = _OWN_SAYING.search(place) or _SAYING_OF.search(place) or _said_to_be_false(text)
    who = _no_article(re.sub(r"['’]s?$", "", says["who"])) if says else ""
    if not says or not denies or not who or facts.is_day_or_month(who.split()[-1]):
        return None
    is_adjective = says.re is _OWN_SAYING_IS and not re.search(r"['’]s?$", says["who"])
    named = _SAID_ALONE.match(says.group()) if says.re is _OWN_SAYING or is_adjective else None
    return Sides(who, denies, _no_article(named[0]) if named else f"claim by {within(who)}")


def _said_to_be_false(text: str) -> re.Match[str] | None:
    found = _OWN_SAYING_IS.search(text)
    return found if found and not _OPEN.search(text[: found.end()]) else None


def _no_article(phrase: str) -> str:
    return re.sub(r"^(?:The|An?) ", "", phrase)
