"""Whom "he" or "she" stands for, where the sentence before leaves no choice.

"He added that seven had died" has a speaker, and the article names him a sentence before: a count without
its speaker is taken for the outlet's own. The person is the subject or the speaker of that sentence, as the
writer tells it (words within quotation marks are the speaker's), and the only one named there; sentences
about the same "he" in between are passed over. In any other case nobody is named. A restricted form of the
centering of Grosz, Joshi and Weinstein (1995): the subject of one sentence is what the next takes up.
"""

from __future__ import annotations

import re

from summarizer import facts
from summarizer.attribution import attribution
from summarizer.countries import is_country
from summarizer.people import find_people, is_office
from summarizer.text import sentences
from summarizer.types import Passage

BEFORE = 1_200  # characters before a sentence in which the one that names the person stands
MOST_BETWEEN = 3  # sentences about the same person in between

_QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")
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
_APPOSED = re.compile(r", (?:an?|the|who|aged|\d\d)\b")
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
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _person_of(told: str, article: str, *, is_he: bool) -> str | None:
    """Whom a sentence is about; "" where it goes on about the same person, None where it may be another."""
    own = _without_quotations(told)
    persons = _persons(own, article)
    speaker = attribution(told)
    who = speaker.who if speaker else ""
    if not persons:
        return (who if _is_officer(who) else "") or ("" if _goes_on(own, is_he=is_he) else None)
    if len(persons) > 1:
        return None
    ((name, at),) = persons.items()
    behind = own[at + len(name) :]
    is_speaker = _last(name) in who.split() or (who != "" and behind.startswith(f", {who}"))
    is_known = _last(name) in find_people(article).full or bool(_APPOSED.match(behind))
    if _OWNS.match(behind) or not (is_speaker or (is_known and _is_subject(own[:at]))):
        return None
    other = _FEMALE if is_he else _MALE
    return None if other.search(own[:at]) else name


def _is_officer(who: str) -> bool:
    """Whether a speaker is told by office and last name: "army spokesman Hale"."""
    *rest, last = who.split() or [""]
    return bool(rest) and is_office(rest[-1]) and last[:1].isupper() and not is_country(last)


def _goes_on(own: str, *, is_he: bool) -> bool:
    """Whether a sentence that names no person is about the same "he", or is no more than a quotation."""
    if not own.strip(" .,"):
        return True
    found = _PRONOUN.search(own)
    return bool(found and (found[0].lower() == "he") is is_he and _ENDS.search(own.rstrip()))


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
    is_title = all(w[0].isupper() or is_office(w) or w in _OF_TITLES for w in words)
    return is_title and "," not in before.rstrip(", ") and not _CIRCUMSTANCE.match(before)
