"""Whom "he" or "she" stands for, where the sentence before leaves no choice.

"He added that seven had died" has a speaker, and the article names him a sentence before: a count without
its speaker is taken for the outlet's own. The person is the subject or the speaker of that sentence, as the
writer tells it (words within quotation marks are the speaker's), and the only one named or told by a role
there; sentences in between whose subject is "he" are passed over. In any other case nobody is named. A
restricted form of the centering of Grosz, Joshi and Weinstein (1995): the subject of one sentence is what
the next takes up.
"""

from __future__ import annotations

import re

from summarizer import facts
from summarizer.attribution import attribution
from summarizer.countries import is_country
from summarizer.people import find_people, is_office
from summarizer.text import QUOTED, sentences
from summarizer.types import Passage

BEFORE = 1_200  # characters before a sentence in which the one that names the person stands
MOST_BETWEEN = 3  # sentences about the same person in between

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?![’'])")
_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_CAPITALS = re.compile(
    r"(?<![\w’'-])[A-Z][\w.’'-]*(?: (?:(?:al|el|bin|ibn|de|van|von|der|ben|abu|da|di)[ -])?[A-Z][\w’'.-]*)+"
)
# words of two capitals or more that are no person's name
_BODY = re.compile(
    r"\b(?:House|Ministry|Department|Council|Union|Nations|States|Agency|Army|Forces?|Party|Minister|President|Secretary|Office|"
    r"Bank|Court|Congress|Senate|Parliament|Assembly|Committee|Commission|Group|Guards?|Corps|Command|Street|City|Province|"
    r"University|Institute|News|Times|Post|Agency|Network|East|West|North|South|Sea|Gulf|Strait|Valley|Mountains?|Base|"
    r"War|Day|Treaty|Agreement|Accord|Summit|Forum|Conference|Resolution|Act|Plan|Foreign|Defen[cs]e|Security|National|"
    r"International|Air|Navy|Prime|Front|Movement|State|Affairs|General)\b"
)
# no part of a name: a word that opens a sentence, a day, what something belongs to, initials of a body
_NO_NAME = re.compile(
    r"^(?:The|An?|In|On|At|As|And|But|For|Of|To|By|If|Or|So|With|From|After|Before|When|While|Since|Under|Against|During|Regarding|"
    r"Meanwhile|However|Earlier|Later|Last|Next|Both|Some|Many|All|It|This|That|These|Those|What|He|She|They|We|I|One|Two|"
    r"Three|Four|Five|Six|Seven|Eight|Nine|Ten|\w+day)$|"
    r"[’']s?$|^[A-Z]{2,}$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
_OF_TITLES = frozenset("the of for and former deputy senior top foreign prime".split())
_CIRCUMSTANCE = re.compile(
    r"(?:In|On|At|After|Before|When|While|As|For|With|From|To|By|If|But|Since|Under|Against|During)\b"
)
_OWNS = re.compile(r"[’']s?\b")
_AGED = re.compile(r", (?:who|aged|\d\d|an? \d\d-year-old)\b")
_BEGINS = re.compile(r"(?:But |And |However, )?(?:He|She|he|she)\b")
_HIS, _HERS = re.compile(r"\b(?:he|his|him)\b", re.I), re.compile(r"\b(?:she|hers?)\b", re.I)
# somebody told by a role, who may be meant as well: "a suspect", "the army chief"; not the office that stands
# before the name, or behind it between commas
_ROLE = re.compile(
    r"(?:\b(?:an?|the|its|their|his|her|one|another)|[’']s|s[’']) (?:[\w-]+ ){0,2}"
    r"(?:man|woman|suspect|driver|doctor|pilot|soldier|guard|chief|officer|"
    r"gunman|attacker|boy|girl|brother|sister|son|daughter|father|mother|husband|wife|counterpart|minister|president|"
    r"premier|spokes\w+|official|leader|commander|governor|mayor|envoy|general|judge|lawyer|student|worker|resident|"
    r"villager|witness|journalist|reporter|analyst|adviser|advisor|ambassador|king|pope|defendant|accused|"
    r"assailant|bomber|shooter|sniper|rebel|teenager|teacher|nurse|refugee|patient|farmer|imam|priest|bishop|patriarch|emir|prince|princess|director|national|citizen|"
    r"survivor|victim|prisoner|hostage|\d+-year-old)\b(?!(?-i: [A-Z]))",
    re.I,
)
# another told by the last name alone: "met with Hale", "said Hale would come"
_MET = re.compile(
    r"\b(?:met|meets?|meeting|with|told|telephoned|called|received|hosted|welcomed|said|says|accused|thanked|"
    r"praised|appointed|dismissed|urged|asked|after|to|by|and|reporter|correspondent) (?:[A-Z][\w-]+[’']s? )?"
    r"(?P<name>[A-Z][a-z][\w-]*)(?![\w’'-])"
)
_ASIDE = re.compile(r", [^,]{2,90},")
_MALE = re.compile(r"(?:^|\s)(?:Mr\.?|Sir|King|Prince|Pope|[Ss]pokesman|[Cc]hairman|[Bb]rother|[Ff]ather) $")
_FEMALE = re.compile(
    r"(?:^|\s)(?:Mrs\.?|Ms\.?|Miss|Queen|Princess|[Ss]pokeswoman|[Cc]hairwoman|[Ss]ister|[Mm]other) $"
)


def with_name(passage: Passage) -> str:
    """A sentence with a name for its first "he" or "she", as the text before it gives it.

    "" where it has no such pronoun, somebody is named before it, or the text leaves a choice.
    """
    text, document = passage.text, passage.document
    pronoun = _PRONOUN.search(_without_quotations(text))
    if not pronoun or _names_somebody(text[: pronoun.start()]):
        return ""
    is_he = pronoun[0].lower() == "he"
    begin = max(0, passage.start - BEFORE)
    before = [(begin + a, begin + b) for a, b in sentences(document.text[begin : passage.start])]
    for start, end in before[: -MOST_BETWEEN - 2 : -1]:
        name = _person_of(document.text[start:end], document.text, is_he=is_he)
        is_cut = begin > 0 and (start, end) == before[0]  # the part that is missing may name another
        if name is None or is_cut:
            return ""
        if name:
            return text[: pronoun.start()] + name + text[pronoun.end() :]
    return ""


def _names_somebody(text: str) -> bool:
    """Whether a text holds a name that may be a person's."""
    names = facts.written_names(_without_quotations(text))
    return any(not (is_country(name) or facts.is_day_or_month(name)) for name in names)


def _without_quotations(text: str) -> str:
    """The text with blanks for what stands within quotation marks: places stay."""
    return QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _person_of(told: str, article: str, *, is_he: bool) -> str | None:
    """Whom a sentence is about; "" where it goes on about the same person, None where it may be another."""
    own = _without_quotations(told)
    if (_HERS if is_he else _HIS).search(own):
        return None
    persons = _persons(own, article)
    speaker = attribution(told)
    who = speaker.who if speaker else ""
    if not persons and _is_officer(who):
        return who if not _ROLE.search(own.replace(who, "")) else None
    if len(persons) != 1:
        return "" if not persons and _goes_on(own) else None
    ((name, at),) = persons.items()
    behind = own[at + len(name) :]
    is_apposed = bool(who) and is_office(_last(who)) and behind.startswith(f", {who}")
    is_speaker = is_apposed or _last(name) in who.split()
    is_known = is_apposed or _last(name) in find_people(article).full or bool(_AGED.match(behind))
    aside = f", {who}" if is_apposed else _aside(behind)
    rest = own[: at - len(_title(own[:at]))] + behind[len(aside) :]
    if not is_known or _OWNS.match(behind) or _ROLE.search(rest) or _names_another(rest):
        return None
    other = _FEMALE if is_he else _MALE
    return name if (is_speaker or _is_subject(own[:at])) and not other.search(own[:at]) else None


def _names_another(rest: str) -> bool:
    """Whether the rest of a sentence has somebody who may be a person, told by one name."""
    found = (m["name"] for m in _MET.finditer(rest))
    return any(
        not (is_country(n) or facts.is_day_or_month(n) or _BODY.search(n) or _NO_NAME.search(n))
        for n in found
    )


def _is_officer(who: str) -> bool:
    """Whether a speaker is told by office and last name: "army spokesman Hale"."""
    *rest, last = who.split() or [""]
    return bool(rest) and is_office(rest[-1]) and last[:1].isupper() and not is_country(last)


def _aside(behind: str) -> str:
    """What stands between commas right behind a name."""
    found = _ASIDE.match(behind)
    return found[0] if found else ""


def _title(before: str) -> str:
    """The titles and offices that stand right before a name, to the end of ``before``."""
    start = len(before)
    for word in reversed(list(re.finditer(r"[\w’'.-]+", before))):
        if not (_is_of_title(word[0]) and before[word.end() : start].strip() in ("", ",")):
            break
        start = word.start()
    return before[start:]


def _is_of_title(word: str) -> bool:
    return word[0].isupper() or is_office(word) or word in _OF_TITLES


def _goes_on(own: str) -> bool:
    """Whether a sentence that names no person has "he" for its subject, or is no more than a quotation."""
    plain = own.strip(" ,.–-—")
    return not plain or bool(_BEGINS.match(plain) and _ENDS.search(own.rstrip()))


def _persons(own: str, article: str) -> dict[str, int]:
    """The persons that a text names, as written, and where each first stands."""
    found: dict[str, int] = {}
    for match in _CAPITALS.finditer(own):
        name = _person(match[0])
        if name and _last(name) not in {_last(n) for n in found}:
            found[name] = match.start() + match[0].rindex(name)
    for last in find_people(article).full:
        at = re.search(rf"(?<![\w’'-]){re.escape(last)}(?![\w-])", own) if last in own else None
        if at and last not in {_last(n) for n in found}:
            found[last] = at.start()
    return found


def _person(capitals: str) -> str:
    """The full name in words that begin with a capital, without office and country before it, or ""."""
    parts = capitals.rstrip(".").split()
    while parts and (is_office(parts[0]) or _NO_NAME.search(parts[0]) or is_country(parts[0])):
        parts.pop(0)
    name = " ".join(parts)
    is_none = (
        _BODY.search(name) or is_country(name) or any(_NO_NAME.search(p) or is_country(p) for p in parts)
    )
    return name if 2 <= len(parts) <= 4 and not is_none else ""


def _last(name: str) -> str:
    return name.split()[-1]


def _is_subject(before: str) -> bool:
    """Whether what stands before a name is its title or office and nothing else."""
    words = re.findall(r"[\w’'.-]+", before)
    is_title = all(map(_is_of_title, words)) and "," not in before.rstrip(", ")
    return is_title and not _CIRCUMSTANCE.match(before)
