"""The persons whom a document introduces by an office, a title or a trade: full name and office.

By form alone ("Norvia's foreign minister Tomas Hale", "Ilse Maran, the governor of the province"), so that
a last name that stands by itself further down can be told in full. Knows no documents and no models.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer import facts

# of a body of state: "foreign ministry spokesman", "State Department spokesperson", "Defense Secretary"
_OF_BODY = (
    r"(?:(?:[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior|[Hh]ealth|[Ee]xternal [Aa]ffairs) [Mm]inistry|"
    r"(?:State|Defen[cs]e|Treasury|Justice) Department|White House|Pentagon|Kremlin|[Gg]overnment|[Aa]rmy|[Mm]ilitary|"
    r"[Pp]olice|[Dd]efen[cs]e|[Pp]ress|[Ff]oreign|[Hh]ome)"
)
_OFFICES = (
    rf"(?:{_OF_BODY} (?:[Ss]pokes(?:man|woman|person)|[Ss]ecretary)|"
    r"[Ss]ecretary of [A-Z]\w+|PM|FM|EAM|(?:Air |Field )?Marshal|House Speaker|Sens\.?|Reps\.?|[Pp]resident|(?:[Pp]rime |[A-Z][a-z]+ |[a-z]+ )?[Mm]inister|[Pp]remier|[Cc]hancellor|[Ss]ecretary(?:[- ][Gg]eneral)?|"
    r"[Ss]ecretary of [A-Z]\w+|[Ss]upreme [Ll]eader|[Ss]pokes(?:man|woman|person)|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|[Gg]eneral|Gen\.?|"
    r"Col\.?|[Cc]olonel|Maj\.?|[Mm]ajor|Lt\.?|[Ll]ieutenant|Capt\.?|[Cc]aptain|[Aa]dmiral|Adm\.?|Brig\.?|[Bb]rigadier|[Cc]ommander|"
    r"[Cc]hief|(?:special )?[Ee]nvoy|[Aa]mbassador|[Gg]overnor|[Mm]ayor|[Ss]enator|Sen\.?|Rep\.?|[Rr]epresentative|Pope|King|Queen|"
    r"Prince(?:ss)?|Sheikh|Ayatollah|[Ll]eader|[Dd]irector|[Aa]dvis[eo]r|[Aa]nalyst|[Ee]xpert|[Pp]rofessor|[Rr]esearcher|[Hh]ead|"
    r"[Cc]oordinator|[Cc]ommissioner|[Oo]fficial|[Jj]ournalist|[Ll]awmaker|[Nn]egotiator|[Dd]iplomat|[Cc]hair(?:man|woman)?|"
    r"[Pp]rosecutor|[Ll]awyer|[Jj]udge)"
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir)\.?")  # they tell no office
_OFFICE = re.compile(
    rf"{_OFFICES}|Rear|Vice|Deputy|Lt\.?-Gen\.?|Seyed|Prime|Foreign|Defen[cs]e|Assembly|Senators?"
)
_PART = r"(?:(?:al|el|bin|ibn|de|van|von|der|ben|abu|da|di)[ -])?[A-Z][a-zà-ÿ’'-]+(?:[A-Z][a-zà-ÿ-]+)?"
_INITIALS = r"(?:(?:[A-Z]\.? ?){1,2}(?<= )|[A-Z]{2} )"  # JD Vance, S. Jaishankar
_NAME = rf"{_INITIALS}?{_PART}(?: (?:[A-Z]\. )?{_PART}){{0,2}}"
_INTRODUCED = re.compile(rf"\b(?P<office>{_OFFICES}) (?=(?P<name>{_NAME}))")
_APPOSED = re.compile(
    rf"\b(?P<name>(?:{_INITIALS}|{_PART} ){_PART}(?: {_PART})?), (?:who is |an? |the )?(?:[\w’'.-]+ ){{0,5}}?(?P<office>{_OFFICES})\b"
)
# a word that no person's name holds or ends with
_NO_NAME = re.compile(
    r"^(?:The|In|On|At|A|An|As|And|But|For|Of|To|He|She|It|This|That|New|North|South|East|West|White|"
    r"United|Supreme|State|Security|General|National|Federal|Saudi)$"
)


@dataclass(frozen=True, slots=True)
class People:
    """Persons by last name: ``full`` name, and ``office`` beside it where one is told ("prime minister")."""

    full: Mapping[str, str]
    office: Mapping[str, str]


@lru_cache(maxsize=256)  # the sentences of a document come one after the other
def find_people(text: str) -> People:
    """The persons whom a text introduces; of two with one last name neither."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    offices: defaultdict[str, list[str]] = defaultdict(list)
    for match in (m for pattern in (_INTRODUCED, _APPOSED) for m in pattern.finditer(text)):
        name, office = _trimmed(match["name"]), match["office"]
        if not name or (" " not in name and office[0].islower()):  # "the chief Norvian negotiator"
            continue
        last = _bare(name.split()[-1])
        names[last].add(name)
        offices[last].append(office)
    full = {last: name for last, forms in names.items() if (name := _longest(forms))}
    told = {last: [o for o in offices[last] if not _TITLE.fullmatch(o)] for last in full}
    return People(full, {last: max(found, key=len) for last, found in told.items() if found})


def is_office(word: str) -> bool:
    """Whether a word is an office or a title, or part of one: "Minister", "Mr."."""
    return bool(_OFFICE.fullmatch(word))


def _trimmed(name: str) -> str:
    """The name without offices before it and a day, a month or a word that is no name behind it."""
    parts = name.split()
    offices = [at for at, part in enumerate(parts) if is_office(part)]
    parts = parts[offices[-1] + 1 :] if offices else parts
    while parts and (facts.is_day_or_month(parts[-1]) or _NO_NAME.search(parts[-1])):
        parts.pop()
    if not parts or any(_NO_NAME.search(part) for part in parts):
        return ""
    return " ".join([*parts[:-1], _bare(parts[-1])])


def _longest(forms: set[str]) -> str:
    """The longest form of a name, or "" where the forms are of two people."""
    first = {form.split()[0] for form in forms if " " in form}
    return max(sorted(forms), key=len) if len(first) < 2 else ""


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)
