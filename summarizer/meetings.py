"""Meetings that one sentence announces and another tells as held: "will meet Friday", "ended on Friday".

One meeting is known by its day or the number of its round, told as to come by one and as past by the other,
and by its parties: two at least that both sentences name; that of a board or a parliament by its day and
one name. By form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from summarizer import facts
from summarizer.attribution import root
from summarizer.countries import find_countries
from summarizer.novelty import event_days
from summarizer.text import REMEMBERED
from summarizer.types import Claim, Passage

AHEAD = 120  # characters behind "will" in which what is to come is told
BOTH = 2  # parties that an announcement and a report of one meeting share
A_WEEK_AGO = 6  # days from which "on Saturday", of a text dated on a Friday, is rather the day after

_TALKS = r"(?:talks|negotiations|negotiate|rounds?|meetings?|summit|conference)"
_ANNOUNCED = re.compile(
    r"\b(?:will|would|to meet|to resume|set to|due to|expected to|plans? to|scheduled (?:to|for)|"
    r"prepar(?:e|es|ing) (?:for|to)|(?:is|are) to (?:hold|begin|attend|take part)|"
    r"head(?:s|ed|ing)? (?:in)?to)\b"
)
_BEGUN = re.compile(
    r"\b(?:ha(?:s|ve|d) begun|began|ha(?:s|ve|d) started|under way|underway|ongoing|resumed|reconvened)\b"
)
# behind it nothing is told as past: "met Brandt on Saturday ahead of the talks"
_TO_COME = re.compile(rf"{_ANNOUNCED.pattern}|\b(?P<before>ahead of|before|prior to)\b")
_MEETING = re.compile(rf"\b(?:{_TALKS}|mee?t)\b", re.I)
_END = r"(?:ended|concluded|finished|broke (?:up|off)|wrapped up)"
_WORDS = r"(?:[\w'’-]+ ){0,6}?"
ENDED = re.compile(rf"\b{_END}\b")
_OVER = rf"\b{_END} {_WORDS}{_TALKS}\b|\b{_TALKS}\b[^.;]{{0,90}}?\b{_END}\b"
_HAS_ENDED = re.compile(_OVER, re.I)
_THE_TALKS = re.compile(rf"\bthe (?:[a-z]+ )?{_TALKS}\b")
_TALKS_WERE = (
    rf"{_OVER}|\b(?:held|led|completed|opened|began|launched|resumed|attended) {_WORDS}{_TALKS}\b|"
    rf"\b{_TALKS}\b[^.;]{{0,90}}?\b(?:(?:was|were) held|took place|lasted|opened|began|resumed)\b"
)
_TALKS_HELD = re.compile(_TALKS_WERE, re.I)
_HELD = re.compile(rf"{_TALKS_WERE}|\bmet\b", re.I)
_BODY = r"\b(?P<body>board|council|parliament|assembly|cabinet|committee|senate|congress|commission)\b"
_BODY_WILL = re.compile(
    rf"{_BODY}[^.;]{{0,60}}\b(?:will|would|is to|is set to|is due to|is expected to) "
    r"(?:meet|vote|convene|decide)\b",
    re.I,
)
_BODY_DID = re.compile(
    rf"{_BODY}[^.;]{{0,80}}?"
    r"\b(?:voted|adopted|passed|approved|rejected|backed|found|decided|declared|condemned)\b",
    re.I,
)
# of a meeting named before it: "The talks in Oskel will turn on", "At the meeting Norvia will be"
_SUBJECT = re.compile(
    rf"\b{_TALKS}\b[^,;.]{{0,60}}$|^(?:At|In|During) (?:the|their) (?:\w+ )?{_TALKS}\b[^;.]{{0,90}}$", re.I
)
_AGAIN = re.compile(
    r"\b(?:meet|meets|meeting|hold|holding|resume|talks)\b(?: \w+){0,6} again\b"
    r"(?=[.,;]|$| (?:in|on|next|this|for)\b)|"
    r"\bagain (?:to )?(?:meet|hold|resume)\b",
    re.I,
)
_IN = re.compile(rf"\b(?i:{_TALKS})\b(?: \w+){{0,5}} in ([A-Z]\w+)")
_NOT = re.compile(r"\b(?:no|not|never|neither|without|would)\b|n[’']t\b")
_OFF = re.compile(r"\b(?:cancel\w*|call\w* off|postpon\w+|collaps\w+|suspend\w*|put off)\b", re.I)
_LONG_AGO = re.compile(r"\b(?:19|20)\d\d\b|\bago\b|\blast (?:year|month|week)\b")
_ROUND = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:round|meeting|session)\b"
    r"(?! of (?:its |the |an? )?(?:election|vot))",
    re.I,
)
# who says it and where it is are no parties
_SAID = r"(?:said|says|told|announced|reported|confirmed|according)"
_SAYS = re.compile(
    rf"^[^,]{{0,80}}? {_SAID} (?:on \w+day )?(?:that )?(?=\S)|,[^“\"]{{0,120}}\b{_SAID}\b(?! that\b)[^,]*$"
)
_NAME = r"[A-Z][\w.’'-]*"
_PLACE = re.compile(rf"\b(?:in|at|near) (?:the )?(?:{_NAME}(?: {_NAME})*)")
_PARTY = re.compile(rf"{_NAME}(?: {_NAME})*")


def reports_of(claim: Claim, others: Iterable[Passage]) -> list[Passage]:
    """The passages that tell that the meeting was held that a claim announces, or has ended that it says to
    have begun; none where it does neither."""
    text, published = claim.text, claim.evidence[0].document.published
    announced = _ANNOUNCED.search(text)
    coming = announced or _BEGUN.search(text)
    if not published or not coming or ENDED.search(text) or (announced and _told_as_past(text)):
        return []
    until = text[: coming.end() + len(" not")].replace("would", "")
    is_told = _MEETING.search(text[coming.start() :][:AHEAD])
    is_subject = _SUBJECT.search(text[: coming.start()])  # "The talks in Oskel will turn on"
    if not (is_told or is_subject or _BODY_WILL.search(text)) or _NOT.search(until):
        return []
    over = _HELD if announced else _HAS_ENDED
    days = event_days(text, published.date(), ahead=bool(announced))
    return [
        p
        for p in others
        if (over.search(_told_as_past(p.text)) and _is_one(text, days, published.date(), p))
        or _tells_decision(text, days, p)
        or (not announced and _ends_the_talks(text, days, published.date(), p))
    ]


def tells_end(text: str) -> bool:
    """Whether a text tells that something has ended, not only that it was held."""
    return bool(ENDED.search(text))


@lru_cache(maxsize=REMEMBERED)
def _told_as_past(text: str) -> str:
    """What a text tells of a meeting as past, or ""."""
    coming = _TO_COME.search(text)
    told = text[: coming.start()] if coming else text
    held = _HELD.search(told)
    if not held or _NOT.search(told[: held.end()]) or _LONG_AGO.search(told) or _OFF.search(told):
        return ""
    is_another = coming and coming["before"] and held.group().lower() == "met"
    return "" if is_another else told


def _is_one(text: str, days: frozenset[date], published: date, report: Passage) -> bool:
    """Whether a report is of one of the days or of the round that a text of a day tells of, and of the same
    parties."""
    told, day = _told_as_past(report.text), report.document.published
    if not day or len(_parties(text) & _parties(told)) < BOTH:
        return False
    mine, theirs = _rounds(text), _rounds(told)
    if mine and theirs and not mine & theirs:
        return False
    is_again = bool(_AGAIN.search(text))
    same_round = day.date() >= published and mine & theirs
    theirs_days = _days_of(told, day.date())
    same_day = bool(days & theirs_days)
    same_place = not (days and theirs_days) and (
        abs((day.date() - published).days) <= 1
        and _TALKS_HELD.search(told)
        and _talks_in(text) & _talks_in(told)
    )
    return bool(same_round) or (not is_again and (same_day or bool(same_place)))


def _ends_the_talks(text: str, days: frozenset[date], published: date, report: Passage) -> bool:
    """Whether a report of the same or the next day tells the end of "the talks" that a text of no day and no
    party of its own says to have begun."""
    day = report.document.published
    if days or _parties(text) or not _THE_TALKS.search(text) or not day:
        return False
    return 0 <= (day.date() - published).days <= 1 and bool(_HAS_ENDED.search(_told_as_past(report.text)))


def _tells_decision(text: str, days: frozenset[date], report: Passage) -> bool:
    """Whether a report tells what a body decided on the day on which a text says that it will meet or vote: a
    board, a parliament, known by its kind and one name."""
    will, day = _BODY_WILL.search(text), report.document.published
    did = _BODY_DID.search(report.text) if will and day else None
    if not (will and did and day) or will["body"].lower() != did["body"].lower():
        return False
    is_of_day = days & event_days(report.text, day.date(), ahead=False)
    return bool(is_of_day and _parties(text) & _parties(report.text)) and not _NOT.search(did[0])


def _talks_in(text: str) -> set[str]:
    """The places by which a text names talks: "talks in Oskel"."""
    return {root(name) for name in _IN.findall(text)}


@lru_cache(maxsize=REMEMBERED)
def _days_of(told: str, published: date) -> frozenset[date]:
    """The days of what a text tells as past; that of tomorrow where the text may be dated a day too early."""
    days = event_days(told, published, ahead=False)
    return days | {d + timedelta(7) for d in days if (published - d).days == A_WEEK_AGO}


def _rounds(text: str) -> set[str]:
    """The numbers of the rounds that a text names."""
    return {number.lower() for number in _ROUND.findall(text)}


@lru_cache(maxsize=REMEMBERED)
def _parties(text: str) -> frozenset[str]:
    """Who meets, as far as names tell; a country by its name, others by their last word."""
    plain = _PLACE.sub(" ", _SAYS.sub(" ", text))
    found = set(find_countries(plain))
    for run in _PARTY.findall(plain):
        words = [w for w in run.split() if not facts.is_day_or_month(re.sub(r"(?:[’']s)?\.?$", "", w))]
        if words and words[-1].lower() not in facts.OPENING_WORDS and not find_countries(run):
            found.add(root(words[-1]))
    return frozenset(found)
