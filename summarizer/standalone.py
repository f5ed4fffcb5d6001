"""Which sentences can be told by themselves, to a reader who has not seen the one before.

By form alone: a whole sentence, in nobody's own voice unless somebody is named for it, whose
pronouns and "the two", "that warning", "the official" stand for what is named before them in it.
Words within quotation marks are the speaker's, and judged only where nothing else tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import facts
from summarizer.attribution import opening_body
from summarizer.furniture import is_teaser
from summarizer.shorten import holds_verb

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_QUOTE_MARK = re.compile(r"[\"“”]")
_ENDS = re.compile(r"[.!…][\"”’')\]]*$")
# an opening or a label without a verb of its own, another's line in a transcript, an aside
_FRAGMENT = re.compile(r"^(?:From|Like|Just (?:like|as)|Because|Than|Which|Who|Whose)\b[^,]*$")
_LABEL = re.compile(r"^(?:[A-Z]{3,}(?: [A-Z.]{2,})*|Q|A):\s|^[(\[]")
# how a speaker opens a meeting or turns to those who listen
_ADDRESSES = re.compile(
    r"^[\"“]?(?:Taking part in (?:our|the|this|today[’']s) |Let (?:us|me) |I (?:would|[’']d) like to (?:thank|begin|start|say|stress|note)\b|"
    r"Thank you|I (?:want to )?thank |Good (?:morning|afternoon|evening|day)\b|Please\b|(?:Dear|Ladies and|My fellow) |Colleagues,|Friends,)"
)
_CUT = re.compile(r"[,;:][\"”’']$")

_TIME = r"(?:year|month|week|day|morning|afternoon|evening|night|weekend|spring|summer|autumn|fall|winter)s?"
_ONE = (
    "region|area|incident|move|decision|statement|attack|strike|agreement|deal|proposal|meeting|view|claim|report|"
    "operation|group|country|one|warning|threat|demand|offer|plan|visit|town|village|city|figure|number|point|case"
)
_LOOSE = re.compile(
    r"^[\"“‘']?(?:The (?:next|following|same) (?:day|morning|afternoon|evening|night|contact|week|month)|[Tt]his|[Tt]hese|[Tt]hose|[Tt]hat|[Ss]uch|[Yy]ou|[Bb]oth|There it|Since then(?!-)|[Aa]nother|[Oo]thers?|"
    r"The (?:latter|former|move|decision|statement|announcement|comments?|remarks))\b|"
    r"^The (?:parties|sides|interlocutors) (?!(?:to|of|in|on|that|who|represented)\b|[A-Z])|"
    r"^(?:Above ground|Underground|Inside|Outside|Nearby|Upstairs|Downstairs), |"  # where?
    r"^The (?:sources?|officials?|diplomats?|spokes\w+), [^A-Z]+,|"
    r"\bden(?:y|ies|ied) (?:having )?\w+(?:ing|ed) (?:it|them|him|her)\b|"  # "denied shooting it down": what?
    r"^(?:Dozens|Hundreds|Thousands|Scores|Many|Some|Several|Most|Two|Three|Four|Five|Six|Seven|\d[\d,]*) "
    r"(?:others |more |people )?(?:(?:were|was|have|had|are) also\b|"
    r"(?:were|have been) (?:injured|wounded|killed|hurt)(?:, [^,]*\b(?:said|says|according)\b[^,]*)?\.$)|"  # where?
    rf"\b[Tt]h(?:is|ese)\b(?! (?:{_TIME}\b|[A-Z]|\w+, \w+ing that\b))|"  # ... this view, adding that: it is told
    r"\bthose (?!who|of|in|on|at|from|with|under|near|behind|killed|responsible|already|still|\w+ed\b|\w+ing\b)[a-z]+|"
    rf"\b(?:in|on|at|by|for|from|with|to|after|before|during|over|under|of) that (?!{_TIME}\b|the\b|they\b)[a-z]{{3,}}|"
    rf"\b(?:that|such an?|such) (?:{_ONE})\b|\bhere\b|"
    r"\baccording (?:to )?the (?:official|source|spokes\w+|statement|report)s?[.,]"
)
# what a sentence before named: "The targeted facility is ...", not "The camp of Orlen"; "the allegation", "echoed"
_TAKES_UP = re.compile(
    r"^(?:The|Such an?|One such|An?other) (?:[a-z][\w-]+ ){0,2}?"
    r"(?:condemnation|allegations?|accusations?|claims?|criticism|warnings?|threats?|requests?|appeal|response|visit|incidents?|"
    r"discovery|sentiment|rhetoric|escalation|violence|facility|camps?|suspects?|victims?|man|woman|gunm[ae]n|strikes?|attacks?|"
    r"blasts?|explosions?|raids?|shelling|clash(?:es)?|bombings?|killings?|assault)(?:[’']s?)?"
    r"(?= (?:was|were|is|are|has|have|had|came|comes?|follow\w*|coincid\w+|will|would|did|does|said|says|[a-z]+ed)\b)|"
    rf"\b(?:such|echoed|th(?:is|ese)(?! {_TIME}\b))\b|"
    r"\b[Tt]he (?:allegation|accusation|charge|claim|assertion|proposal|offer|demand|request)s?\b"
)
# a person told by office alone, as the second sentence about one does
_UNNAMED = re.compile(
    r"^The (?:[A-Z][\w-]+ ){1,2}(?:leader|president|premier|prime minister|chancellor|foreign minister|envoy)"
    r"(?:(?![’']s)|(?=[’']s (?!office|administration|press|spokes|party|palace|website|account)))\b(?! [A-Z])"
)
_QUOTE_POINTS = re.compile(
    r"^[\"“](?:That|This|These|Those|He|She|They|His|Her|Their)(?:[’']\w+)?\b[^\"“”]{0,60}[\"”] "
)
# somebody of whom a sentence before told: "allowed the man to enter"
_TOLD_BEFORE = re.compile(
    r"(?<!, )\bthe (?:man|woman|boy|girl|couple|suspect|victim|gunm[ae]n)\b(?![’']s)(?!, [A-Z])"
    r"(?! (?:who|whose|which|that|in|on|of|at|from|with|near|behind|as|he|she|it|they|responsible|known|"
    r"\w+(?:ed|ing)|[A-Z]\w*)\b)"
)
# what it answers stands in the sentence before
_IN_RESPONSE = re.compile(r"\bin (?:response|retaliation)[.”\"]*$")
_TWO = re.compile(r"\b[Tt]he two (?!of\b)[a-z]+")
# "Tomas Hale, 34, ...", "a gunman ...": whom it may be
_WHOM = re.compile(r"\b(?:[A-Z][\w-]+ [A-Z][\w-]+, \d|[Aa]n? \w+)")
_ROLES = (
    r"(?:official|spokes(?:man|woman|person)|president|prime minister|minister|ministry|leader|group|agency|source|general|envoy|"
    r"diplomat|statement|report|company|organi[sz]ation|paper|pair|delegation|politician|lawmaker|senator|commander|witness(?:e(?=s))?)s?"
)
_SAYS = r"(?:said|says|added|adds|told|tells|noted|stated|warned|explained|stressed|announced|confirmed|claimed|thanked|called)"
_ROLE_SPEAKS = re.compile(
    rf"\bthe (?:\w+ )?{_ROLES} (?:also )?{_SAYS}\b|\b{_SAYS} the (?:\w+ )?{_ROLES}(?=[.,] ?[^A-Z]|\.?$)", re.I
)
# which report, whatever else is named: "..., the report said"
_PAPER_SPEAKS = re.compile(
    rf"\b[Tt]he (?P<what>report|statement|sources?|study|document)s? (?:also )?{_SAYS}\b|"
    rf"\b{_SAYS} the (?P<paper>report|statement|sources?|study|document)(?=[.,] ?[^A-Z]|\.?$)"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Hh]is|[Hh]er|[Tt]heir|[Tt]hem|[Hh]im|[Ii]ts)\b")
# "it" that stands for nothing: the clause behind it is what is meant
_EXPLETIVE = re.compile(
    r"\b[Ii]t (?:is|was|has been|remains|seems|appears) (?:not |still |also |yet |now )?"
    r"(?:the (?:first|second|third|last) time (?!since\b|in\b|this\b)\w+ \w+|"
    r"(?:clear|unclear|likely|unlikely|possible|expected|reported|known|believed|said|feared|hoped|unknown|uncertain|important|vital)"
    r" (?:that|whether|if|when|how|why|what)\b|too early to\b)"
)
# a pronoun of an opening phrase, whose name follows as the subject: "In his speech, Hale said"
_NAMED_NEXT = re.compile(
    r"^(?:(?:On|Late|Early) [^,]{3,30}, )?"
    r"(?:(?:In|in|During|during|On|on|At|at) (?:an? [\w ]{2,20} (?:to|with|on) )?(?:his|her|its)\b"
    r"(?! (?:orders?|behalf|absence|place|wake|hono[u]?r|case|view|opinion|words|favou?r|name|country|part|trial|arrest|death|killing)\b)"
    r"[^,]{2,80}|Asked (?:about|if|whether|by|on|how|why|what)\b[^“”\"]{5,140}?),\s(?=[A-Z])"
)
_NOT_NAMES = (
    r"In|On|At|The|A|An|As|For|But|And|After|Before|During|While|Since|When|If|Speaking|Asked|Earlier|Later|Last|Talks|According|"
    r"Despite|Following|Under|With|From|By|To|Some|Many|Most|Several|Both|Now|Then|So|Yet|However|Meanwhile|Although|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_NAME = re.compile(rf"\b(?!(?:{_NOT_NAMES})\b)[A-Z][\w’'-]*")
_ANTECEDENT = re.compile(
    rf"{_NAME.pattern}|\b(?:officials?|police|army|military|forces|troops|government|ministry|soldiers|civilians|"
    r"residents|people|men|spokesman|spokeswoman|spokesperson|minister|president|leaders?|sides|talks|country|war|group)\b"
)
_SUBJECT = re.compile(r"(?:The|An?|Some|Several|Many|Most|Two|Three|\d+) \w+")
_PRONOUN_SPEAKER = re.compile(
    r"[”\"’,]\s+(?P<who>he|she|they|it)\s+(?:said|says|added|told|wrote|noted|stated|explained|continued|warned)\b"
)
_REPORTS = re.compile(
    r"\b(?:said|says|told|noted|stated|stressed|emphasi[sz]ed|according to|added|explained|wrote|warned|insisted|"
    r"(?:announced|reported|declared|confirmed) by)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"(?<!War )\bI\b(?!\.)|\b(?:[Ww]e|[Oo]urs?|us|[Mm]y|[Mm]e)\b")
# the voice of one side, which nobody else would use: as a statement of the brief it needs a speaker
_ENEMY = re.compile(
    r"\b(?:the enemy|enemy (?:forces|troops|losses)|the aggressors?|occupiers?|invaders)\b", re.I
)
_PARTISAN = re.compile(
    rf"{_ENEMY.pattern}|\b(?:glorious|heroic|treacherous\w*|"
    r"terrorist regime|puppet|criminal (?:regime|aggression|shelling|attacks?)|martyr\w*|so-called \w+ (?:press|media|world))\b|"
    r"\bpeaceful citizens\b",
    re.I,
)


# that persons met or telephoned, as a state's release opens
_MEETING = re.compile(
    r"\b(?:had|held) an? (?:[\w-]+ )?(?:telephone |phone |video )?(?:conversation|call|meeting|conference)\b|"
    r"\bspoke (?:by|over|on) (?:the )?(?:tele)?phone\b|\bmet(?= (?:(?:at|in|on|with)\b|[A-Z]))|\b(?:held|had) (?:[\w-]+ )?talks\b"
)
_INVECTIVE = re.compile(
    r"\b(?:so-called (?!Islamic State)|puppet (?:regime|government|state)s?\b|(?:henchm[ae]n|lackeys?|thugs?|scum|"
    r"vermin|hordes?|barbari\w+|vile|cowardly)\b)",
    re.I,
)
_ON_VISIT = re.compile(r", (?:who|which) (?:is|are|was|were) [^,]*\bvisit\b[^,]*")
# what it was about, besides what a verb tells
_OF_MEETING = re.compile(
    r"\b(?:that|about (?!an? )|over (?!the )|whether|to (?!the\b)[a-z]+|after|as|amid|devoted|"
    r"on (?!an? (?:[\w-]+ ){0,2}visit\b|the (?:sidelines|margins|evening|morning|afternoon|phone)\b)[a-z]+)"
)
OWN_VOICE = 0.15  # share of sentences in the first person from which on a document is somebody's speech

FEWEST_SPOKEN = 2  # such sentences, so that one slip makes no speech


def in_own_voice(sentences: Sequence[str]) -> bool:
    """Whether a document is a speech, a letter or a column: what it tells is its author's word."""
    spoken = sum(bool(_FIRST_PERSON.search(_QUOTED.sub("", s))) for s in sentences)
    return spoken >= FEWEST_SPOKEN and spoken >= OWN_VOICE * len(sentences)


def tells_only_a_meeting(text: str) -> bool:
    """Whether a sentence tells that persons met or telephoned, and nothing of what came of it."""
    meeting = _MEETING.search(text)
    if not meeting:
        return False
    rest = _ON_VISIT.sub("", text[: meeting.start()] + text[meeting.end() :])
    return not (holds_verb(rest) or _OF_MEETING.search(rest))


def is_invective(text: str) -> bool:
    """Whether a sentence abuses those it speaks of ("the so-called world press", "lackeys")."""
    return bool(_INVECTIVE.search(text))


def is_quotable(text: str) -> bool:
    """Whether somebody's own words ("I urge you to lay down your arms.") are clear once it is said whose: in the
    first person, or with one side's name for the other ("the invaders"); praise and abuse are no news."""
    names_enemy = _ENEMY.search(text) and not _PARTISAN.search(_ENEMY.sub("", text))
    is_voice = _FIRST_PERSON.search(text) or (names_enemy and not facts.SPEECH.search(text))
    is_own = is_voice and not (_QUOTE_MARK.search(text) or _ADDRESSES.search(text))
    return (
        bool(is_own)
        and _is_whole(text)
        and not (_LOOSE.search(text) or _UNNAMED.search(text) or _points_back(text))
    )


def tells_speaker(text: str) -> bool:
    """Whether a sentence reports what somebody said, as its writer tells it."""
    return bool(_REPORTS.search(_QUOTED.sub("", text)))


def stands_alone(text: str) -> bool:
    """Whether a reader who has not seen the sentence before it knows who and what is meant."""
    own = _QUOTED.sub("“”", text)  # within quotation marks the speaker's "we" and "he" are clear
    return _is_whole(text) and not (
        _LOOSE.search(own)
        or _UNNAMED.search(own)
        or _QUOTE_POINTS.search(text)
        or _speaks_for_itself(own)
        or _points_back(own)
        or is_teaser(text)
    )


def takes_up(text: str) -> bool:
    """Whether a statement takes up what another one tells ("The attack followed ...", "denied the allegation"):
    it is clear behind that one."""
    return bool(_TAKES_UP.search(_QUOTED.sub("“”", text)))


def _is_whole(text: str) -> bool:
    """Whether the text is one whole sentence: begun, ended, its quotation marks and brackets in pairs."""
    if not _ENDS.search(text) or text[0].islower() or _CUT.search(text):
        return False
    is_open = text.count("“") != text.count("”") and "„" not in text
    if is_open or text.count('"') % 2:
        return False
    return text.count("(") == text.count(")") and not (_LABEL.search(text) or _FRAGMENT.search(text))


def _speaks_for_itself(own: str) -> bool:
    """Whether somebody's own voice is told as if it were the brief's."""
    return bool(_FIRST_PERSON.search(own) or (_PARTISAN.search(own) and not facts.SPEECH.search(own)))


def _points_back(own: str) -> bool:
    """Whether words of the sentence stand for somebody or something that it does not name before them."""
    if own[0] == "“" and not _ANTECEDENT.search(own):
        return True
    told = _TOLD_BEFORE.search(own)
    if told and not _WHOM.search(own[: told.start()]):
        return True
    if _IN_RESPONSE.search(own):
        return True
    two, role = _TWO.search(own), _ROLE_SPEAKS.search(own)
    if two and len(_NAME.findall(own[: two.start()])) < 2:
        return True
    if role and not _NAME.search(own[: role.start()]):
        return True
    paper = _PAPER_SPEAKS.search(own)
    if paper and not re.search(rf"\b{paper['what'] or paper['paper']}", own[: paper.start()], re.I):
        return True
    return _is_pronouns(own) or _loose_pronoun(own)


def _is_pronouns(own: str) -> bool:
    """Whether "he said" or the like tells who speaks, and it is not the body that the sentence is about."""
    said = _PRONOUN_SPEAKER.search(own)
    return said is not None and not (said["who"] == "it" and opening_body(own))


def _loose_pronoun(own: str) -> bool:
    """Whether a pronoun comes before anybody or anything that it could stand for."""
    own = _EXPLETIVE.sub("", own)
    opening = _NAMED_NEXT.match(own)
    if opening and _NAME.match(own, opening.end()):
        own = own[opening.end() :]
    pronoun = _PRONOUN.search(own)
    if not pronoun:
        return False
    before = own[: pronoun.start()]
    of_thing = pronoun.group().lower() in ("it", "its", "they", "their", "them")
    return not (_ANTECEDENT.search(before) or (of_thing and _SUBJECT.match(before)))
