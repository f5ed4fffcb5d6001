"""Who says it: the speaker that a sentence names, by form alone. Knows no documents and no models.

A speaker is the noun phrase beside a verb of saying or after "according to". Whether two
speakers may be one is judged by the names in them, not by their titles: "the provincial
governor, Ilse Maran" and "Maran" are one, "Norvia's army" and "Norvian officials" are one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer import facts
from summarizer.text import normalize

_SAYING = (
    r"(?:said|says|say|told|tells|(?<!'s )claim(?:ed|s(?! of))?|alleg(?:es|ed)|report(?:s|ed)|announc(?:es|ed)|stated|states(?= that)|"
    r"assert(?:s|ed)|insist(?:s|ed)|(?<!an )estimat(?:es|ed)|warn(?:s|ed)|wrote|writes|posted|tweeted|add(?:s|ed)|confirm(?:s|ed)|"
    r"den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)(?= (?:[\w'’]+ ){0,4}(?:claim|report|allegation|accusation|charge)s?\b)|acknowledg(?:es|ed)|accus(?:es|ed)|declar(?:es|ed)|boast(?:s|ed)|put(?:s)?(?= the (?:toll|number))|"
    r"argu(?:es|ed)|vow(?:s|ed)|pledg(?:es|ed)|noted|explained|reiterat(?:es|ed)|stress(?:es|ed)|emphasi[sz](?:es|ed)|"
    r"(?:underlin|underscor)(?:es|ed)(?= that\b)|(?<!he )(?<!they )(?<!it )call(?:s|ed)(?= [^,.\"]{2,80} \"))"
)
_WORD = r"(?:[^\W_][\w'.-]*|&)"
_BEFORE = re.compile(
    rf"(?P<who>{_WORD}(?: {_WORD}){{0,9}}),?(?: (?:who|which|for (?:his|her|its|their) part|in an?|at an?) ?[^,]*,)?"
    rf"(?: (?:has|have|had|also|later|earlier|later also|first))* (?P<verb>{_SAYING})\b(?! by\b)"
)
_AFTER = re.compile(
    rf"(?:[\",'] ?| - (?!claims?\b|reports?\b))(?P<verb>(?!den|reject|dismiss|accus){_SAYING}) (?P<who>(?!that\b|it\b|they\b|on\b|in\b|the (?:two|number)\b){_WORD}(?: {_WORD}){{0,7}})"
)
_ACCORDING = re.compile(rf"\baccording to (?P<who>{_WORD}(?: {_WORD}){{0,9}})", re.I)
_BY = re.compile(
    rf"\b(?:(?:reported|claimed|cited|quoted|denied|rejected|dismissed|stated|announced|confirmed) by|citing|cites) (?P<who>{_WORD}(?: {_WORD}){{0,9}})",
    re.I,
)
# where the noun phrase of a speaker begins and ends
_OPENS = re.compile(
    r".*(?:[,;:\"()]|(?<!\w)(?i:that|and|but|while|as|after|when|where|because|since|although|though|if|which|who|so|than)(?!\w)) ?"
)
_CLOSES = re.compile(
    r" (?:that|who|which|on|in an?|in a|after|before|as|when|while|but|and (?:the|has|have|was|were|that|said)|during|at|via|has|have|had|is|are|"
    r"was|were|late|early|earlier|later|this|last|there|it|they|he|she|telling|saying|adding|to reporters|sa(?:id|ys))\b.*| (?=\d).*"
)
_APPOSED = re.compile(
    r"^(?:an? )?(?:allegation|charge|claim|accusation|assertion|something)s? (?:that )?(?=\w)"
)
# "a call that Norvia has rejected": nobody says the sentence with that
_TURNED_DOWN = re.compile(
    r"\b(?:calls?|demands?|offers?|proposals?|plans?|requests?|bids?|conditions?|terms) (?:that |which )?(?:the )?(?:[\w'.-]+ ){1,3}"
    r"(?:ha(?:s|ve|d) )?(?:reject|dismiss)"
)
# "Tomas Hale, the foreign minister, said": the name before the office
_NAME_BEFORE = re.compile(
    r"(?:^|[,;:\"] |\b(?:that|and|but|while|as) )([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}), $"
)
_ADVERBS = re.compile(
    r"(?: (?:also|already|once|again|later|earlier|still|then|meanwhile|(?!ally|family|assembly)[a-z]+ly))+$"
)
_VERB = re.compile(rf"\b{_SAYING}\b")
# a speaker holds a name, or a word for a person or body that speaks
_SPEAKER = re.compile(
    r"(?<![\w'])(?!(?:August|January|February|March|April|May|June|July|September|October|November|December|Nearly|At|An?|The|In|On|"
    r"It|But|And|While|After|As|This|That|These|Those|More|Most|Many|Up|Over|Since|For|Earlier|Meanwhile|\w+day)\b)[A-Z][\w.'-]*|"
    r"\b(?:officials?|army|military|police|government|ministry|minister|ministers|president|spokes\w+|governor|mayor|authorities|rescuers?|"
    r"doctors?|medics?|witnesses|residents|villagers|sources?|analysts?|experts?|leaders?|rebels?|militants?|agency|agencies|group|groups|"
    r"commander|general|diplomats?|activists?|investigators|media|network|committees?|organi[sz]ations?|forces|source|survivors|estimates|guards?|council|secretariat|union|service|office|command|parliament|hospital|envoy|mediator|delegation)\b"
)
_LEADS = frozenset(
    (
        "the a an two three several some local senior top state state-run one both government provincial regional national federal "
        "deputy vice foreign defence defense interior prime former acting chief military presidential"
    ).split()
)
_VERBAL = re.compile(
    r"\b(?:killed|injured|wounded|struck|hit|is|are|was|were|refused|including|known|reportedly)\b"
)
_PRONOUNS = frozenset(
    "he she they it we i you who which this that these those there what both others some".split()
)
_OF_PRONOUN = re.compile(r" what (?:it|he|she|they|we)$")
# words of titles and bodies: they tell no speaker from another
_TITLES = frozenset(
    """president prime minister ministry foreign defence defense military army air force forces official officials spokesman
    spokeswoman spokesperson general gen col lt maj chief commander state department government local health authorities
    authority governor mayor regional provincial senior secretary agency news media report reports source sources police
    police's group council office service team director head adviser advisor member staff armed security intelligence
    interior leader data statement the a an of for and mr mrs ms dr new one two us's united nations""".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the text names them, and the verb; ``who`` is "" where only a pronoun stands."""

    who: str
    verb: str


@lru_cache(maxsize=1 << 14)  # several stages ask about the same sentences
def attribution(text: str) -> Attribution | None:
    """Who says what the sentence tells, or None where it is told in the writer's own voice."""
    plain = normalize(text)
    told = re.sub(r'"[^"]*"', '""', plain)
    for pattern in (_ACCORDING, _AFTER, _BEFORE, _BY):
        for match in pattern.finditer(told):
            who, verb = match["who"], match.groupdict().get("verb") or "according to"
            first = _VERB.search(told, match.start("who"), match.end()) if pattern is _BEFORE else None
            if first:  # "he denied reports": the first verb is the speaker's
                who, verb = told[match.start("who") : min(first.start(), match.end("who"))], first.group()
            if pattern is _BEFORE and _OF_PRONOUN.search(who):  # "strikes on what it said were camps"
                return Attribution("", verb)
            if _TURNED_DOWN.search(told[: match.end()]) and verb.startswith(("reject", "dismiss")):
                continue
            who = _phrase(who, opens=pattern is _BEFORE)
            who = _named(told[: match.start("who")], who, told[match.start("who") :])
            if who and who.split()[-1].lower().partition("'")[0] in _PRONOUNS:
                return Attribution("", verb)
            if _SPEAKER.search(who) and not who[0].isdigit():
                return Attribution(who, verb)
    return None


def _named(before: str, who: str, rest: str) -> str:
    """The name that an office stands beside ("Tomas Hale, the foreign minister, said"), else ``who``."""
    name = _NAME_BEFORE.search(before)
    return f"{name[1]}, {who}" if name and who and rest.startswith(f"{who},") and who == who.lower() else who


def _phrase(who: str, *, opens: bool) -> str:
    if opens:
        who = _OPENS.sub("", who, count=1)
    who = _CLOSES.sub("", _ADVERBS.sub("", _APPOSED.sub("", who.strip())))
    words = _ADVERBS.sub("", who).strip(" ,.'\"-").split()
    while words and not (words[0][0].isupper() or words[0] in _LEADS or _SPEAKER.fullmatch(words[0])):
        words.pop(0)
    return " ".join(words) if not _VERBAL.search(" ".join(words)) else ""


def speaker_names(who: str) -> frozenset[str]:
    """What tells a speaker from others: roots of the names in the phrase; of its words where it has no name."""
    words = [w.removesuffix("'s") for w in re.findall(r"[^\W_][\w'.-]*", who)]
    named = {w for w in words if w[0].isupper() and w.lower() not in _TITLES and not facts.is_day_or_month(w)}
    chosen = named or {w for w in words if w.lower() not in ("the", "a", "an", "of")}
    return frozenset(root(w) for w in chosen)


def root(name: str) -> str:
    """The part of a name that its forms share: Ukraine, Ukrainian; U.S., US."""
    return name.lower().replace(".", "").removesuffix("'s")[:5]
