"""The two sides that one sentence tells: who says something, and who denies it. Knows no documents.

By form: "Norvia blamed Sarland for the raid, which denied any role", "an allegation Sarland denies",
"Sarland dismissed Norvia's claim that ...", "Norvia said ..., while Sarland was not aware of any raid".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.attribution import attribution, speaker_names
from summarizer.denial import find_denial, find_unconfirmed

_NAME = r"[A-Z][\w.&'’-]*"
_NAMES = rf"{_NAME}(?: (?:of |the |for )*{_NAME})*"
_SAYING = r"(?:claims?|accusations?|allegations?|reports?|charges?|assertions?|suggestions?|statements?)"
_BODY = (
    r"(?:government|army|military|opposition|rebels?|officials|police|counterpart|ministry|media|"
    r"administration)"
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
    rf"\b{_SAYING} (?:made )?(?:by|from) (?P<who>(?:the )?(?:[a-z]+ )?(?:{_NAMES}|{_BODY}))"
)
# "India's claim of a raid was false", "said the Norvian statement was baseless"
_OWN_SAYING_IS = re.compile(
    rf"(?P<who>{_NAMES}(?: {_BODY})?)(?:['’]s?)? (?:recent |latest )?{_SAYING} "
    r"(?:(?:that|of|on|about|from) [^,;]+ )?(?:is|was|are|were|as) \W?(?:(?:totally|completely|entirely) )?"
    r"(?:false|untrue|fake|baseless|fabricated)"
)
# where a sentence sets one side's words against the other's
_SET_AGAINST = re.compile(
    r"(?:[,;]|\s?[–—]| -+)? (?:but|while|although|though|whereas|yet) |\s?(?:[;–—]| -+) ?"
)
_OF_AN_EVENT = re.compile(r"an? [a-z]+ [A-Z]")  # "an attack Sarland denies any role in"
_TURNED_DOWN = re.compile(r"\b(?:reject|dismiss|rebuff|declin)\w*")  # a call, and no claim
_FIRST_OF_TWO = re.compile(r"^(?:While|Although|Though|Whereas) ")
_PASSIVE = re.compile(rf"^\w*(?: \w+ly)? by (?P<who>(?:the )?{_NAMES}(?: {_BODY})?|the {_BODY})")
_NAMED = re.compile(rf"(?<!^)\b[A-Z]|^(?!One\b|The |An? |It\b)[A-Z]|\b{_BODY}\b")
_TITLE = re.compile(
    r"^(?:The|On|But|While|And|In|At|Although|However|Yet|Meanwhile|Among|With|For|From|Since|After|Before)$"
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
        """The name of what they disagree on: "claim by Norvia, denied by Sarland"."""
        return f"{self.claim}, {self.answer} by {self.denies}"


def told_sides(text: str) -> Sides | None:
    """Who says and who denies what one sentence tells, or None where it names but one of the two."""
    denial = find_denial(text)
    answer = denial or find_unconfirmed(text)
    if not answer:
        return None
    before = text[: answer.start()]
    back = _POINTS_BACK.search(before)
    sides = _back(before[: back.start()], back["denier"]) if back else _forward(text, answer)
    sides = sides or _against(text)
    if not sides or speaker_names(sides.says) & speaker_names(sides.denies):
        return None
    return sides if denial else replace(sides, answer="not confirmed")


def _against(text: str) -> Sides | None:
    """The sides where the sentence sets the words of one against what the other denies."""
    plain = _FIRST_OF_TWO.sub("", text)
    marks = re.compile(r", ") if plain != text else _SET_AGAINST
    for mark in marks.finditer(plain):
        parts = plain[: mark.start()], plain[mark.end() :]
        denying = [bool(find_denial(part) or find_unconfirmed(part)) for part in parts]
        if denying not in ([True, False], [False, True]):
            continue
        told, denied = parts[denying.index(False)], parts[denying.index(True)]
        says, denies = "" if _TURNED_DOWN.search(told) else _who_says(told), _who_denies(denied)
        if says and denies:
            return Sides(says, denies, f"claim by {says}")
    return None


def _who_denies(clause: str) -> str:
    """The speaker at the beginning of a clause; two that speak as one, both."""
    said = attribution(clause)
    who = re.escape(said.who) if said else ""
    both = re.match(rf"\W*(?P<who>(?:{_NAMES} and (?:the )?)?{who})\b", clause) if who else None
    return both["who"] if both and _NAMED.search(both["who"]) and not _OF_AN_EVENT.match(both["who"]) else ""


def _back(told: str, denier: str) -> Sides | None:
    """The sides where the denial stands behind what is said; "which" is who was named last."""
    names = [n for n in re.findall(_NAMES, told) if not _TITLE.match(n)]
    if _ACCUSED.search(told):
        return Sides("", names[0], "accusation") if names else None
    says = _who_says(told)
    denies = (re.findall(_NAMES, denier) or names[-1:] or [""])[0]
    return Sides(says, denies, f"claim by {says}") if says and denies and denies not in says else None


def _who_says(told: str) -> str:
    accuses = _ACCUSES.search(told)
    if accuses and not _TITLE.match(accuses["who"]):
        return accuses["who"]
    said = attribution(told)
    return said.who if said and _NAMED.search(said.who) else ""


def _forward(text: str, denial: re.Match[str]) -> Sides | None:
    """The sides where what is said stands behind the denial, or is denied "by" somebody."""
    passive = _PASSIVE.match(text[denial.end() - 1 :])
    said = attribution(text)
    denies = passive["who"] if passive else said.who if said else ""
    place = text[: denial.start()] if passive else text[denial.start() :]
    says = _OWN_SAYING.search(place) or _SAYING_OF.search(place) or _OWN_SAYING_IS.search(text)
    if not says or not denies:
        return None
    claim = re.sub(r" \w+$", "", says.group())
    who = re.sub(r"['’]s?$", "", says["who"])
    return Sides(who, denies, claim if says.re is _OWN_SAYING else f"claim by {who}")
