"""Of which event a count is, as far as its sentence tells by form: place, attacker, days, those counted.

Two counts of killed can be of one strike, of two, or of a whole war. Nothing here says that two are one;
it says where the words show that they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer import facts
from summarizer.attribution import root
from summarizer.countries import find_countries
from summarizer.lexical import stem
from summarizer.mentions import PERSONAL, Mention
from summarizer.quantities import quantities
from summarizer.text import REMEMBERED
from summarizer.types import Passage

PlacePairs = frozenset[tuple[str, str]]  # places of which one lies in the other, both ways round

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NAME = (
    r"(?!(?:The|That|This|These|Those|An?|In|On|At|It|Of|Since|After|And|But|While|Operation|One|Two|Three|"
    r"Another|Both|Some|Many|He|She|They)\b)[A-Z][\w’'-]*"
)
_NAMES = rf"{_NAME}(?: (?:al |el |de )?{_NAME})*"
_OF_PLACE = "the several its their city town camp camps village capital region area areas state of in".split()
# "in Oskel", "near the town of Oskel", "strikes on several Norvian towns"
_PLACE = re.compile(
    r"\b(?:in|at|near|around|across|inside|outside|within|into|on|from|targeting|hit|struck|shelled) "
    rf"(?:(?:{'|'.join(_OF_PLACE)}|(?:north|south|east|west|centr)\w*) ){{0,4}}"
    rf"(?P<name>{_NAMES})(?:, (?P<more>{_NAMES})|,? and (?P<other>{_NAMES}))*"
)
_SIDE = r"(?:(?:[a-z]+ern|north|south|east|west|central|border|port|capital|city|state|province|region|of) )"
_OWNED = re.compile(rf"\b(?:in|near|around|across|on|into|of) {_NAME}['’]s? {_SIDE}{{0,3}}({_NAMES})")
_OF = re.compile(r"['’]s?$")
_RULED = re.compile(r"\b\w+-(?:administered|controlled|held|occupied|run|backed|based) ")
_KIND = (
    r"(?: (?:camp|city|town|village|district|region|area|province|state|port|market|hospital|refugee|"
    r"displacement))"
)
_IN = re.compile(
    rf"({_NAMES}){_KIND}{{0,2}},? in (?:the )?(?:[a-z]+ ){{0,3}}({_NAMES})|"
    rf"\b(?:in|at|near) ({_NAMES}), ({_NAMES})|({_NAME})['’]s {_SIDE}{{0,2}}({_NAMES})|"
    rf"\b({_NAME})(?:['’]s)? capital,? ({_NAMES})"
)
_BLOW = (
    r"(?:(?:air ?|drone |missile |military |ground )*"
    r"(?:strikes?|attacks?|shelling|raids?|airstrikes?|bombing|bombardment|offensive|missiles|fire))"
)
_BLOW_BEHIND = re.compile(rf" {_BLOW}\b")
_DID = (
    r"(?:has |have |had )?(?:struck|hit|targeted|attacked|shelled|bombed|launched|shot down|downed|destroyed|"
    r"killed)"
)
_LOSSES = re.compile(rf"\b({_NAME}) (?:[a-z]+ )?(?:casualties|losses|deaths|dead)\b")
_ATTACKER = re.compile(
    rf"\b({_NAME})(?:['’]s?)? {_BLOW}\b|"
    rf"\b({_NAME})(?:['’]s?)? (?:armed |air )?(?:forces |army |military |force |navy |jets )?{_DID}\b|"
    rf"\b(?:{_BLOW}|killed) by (?:the )?({_NAME})|"
    rf"\b({_NAME}) (?:responded|retaliated)\b[^,;.]{{0,40}}\b{_BLOW}|"
    rf"\b({_NAME}) (?:responded|retaliated) by (?:\w+ly )?(?:down|kill|hit|strik|launch)\w+|"
    rf"\baccus\w+ ({_NAME}) of (?:\w+ly )?(?:launch|strik|attack|kill|hitt)\w+"
)
# "the Oskel attack" is at a place; "the Norvian attack", "Sarland's attack" tell who attacked
_ATTACKED = re.compile(r"attacks?|massacre|killings?|shootings?|bombings?")
_PEOPLE = re.compile(r"(?:ans?|ese|ish|[aeiln]i|thi|[’']s?)$|^[A-Z][A-Z\d]+$")
# an office before a place: the name behind it is a person's
_OFFICE = re.compile(
    r"\b(?:coordinator|minister|director|spokes\w+|ambassador|representative|chief|head|envoy|correspondent|resident) $",
    re.I,
)
_OFFICE_OF = re.compile(
    rf"\b({_NAMES})(?:['’]s)? (?:city )?(?:mayor|governor)\b|\b(?:[Mm]ayor|[Gg]overnor) of (?:the )?({_NAMES})"
)
_ORGANISATION = re.compile(
    r"\b(?:International|Organi[sz]ation|Union|Nations|Ministry|Council|Society|Forces|Army|Front|Corps|Command|"
    r"Committee|Agency|Programme|Program|Institute|University|Without|Children|Watch)\b"
)
# "the April 22 attack in Oskel that killed 26": of that day
_OF_THAT_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}) (?:[a-z]+ )?(?:attacks?|massacre|strikes?|raid)\b"
    r"[^.;]{0,90}\b(?:that|which)\b[^.;,]{0,30}$",
    re.I,
)
# "the April 22 Oskel attack": where it was, if the document tells of a place of that name
_ATTACK_AT = re.compile(rf"\b({_NAME}) (?:terror(?:ist)? )?(?:attack|massacre|killings?|shooting)s?\b")
# "in answer to a raid on Oskel in which seven died": of what is told before, only the raid
_IN_WHICH = re.compile(
    rf"^.*\b(?P<event>(?:an?|the|this|that) (?:(?!\b(?:an?|the)\b).)*?\b(?:{_BLOW}|massacre|shooting)\b[^,;]*?,? "
    r"(?:(?:in )?which|that)(?: [\w-]+){0,3}? ?)$"
)
_SAID_BY = re.compile(rf"\baccording to (?:the )?{_NAMES}")
_MEN = r"(?:gunm[ae]n|militants?|terrorists?|insurgents?|jihadists?|extremists?)"
_GUNMEN = re.compile(
    rf"\b{_MEN}\b(?:(?!\b(?:says?|said|army|forces|military)\b)[^.;]){{0,120}}\b(?:kill|massacre|shot)\w*|\b{_MEN} (?:\w+ )?(?:attack|open)\w*|"
    r"\b(?:terror(?:ist)?|militant|gun|jihadist) (?:attack|massacre|assault)|"
    r"\b(?:terror\w*|militant) (?:group|organi[sz]ation)\b[^.;]{0,120}\bkill\w*|"
    r"\bmassacre\b[^.;]{0,30} of \d+ (?:civilians|tourists|people)|"
    rf"\b(?:attack|massacre|killing|killed|shot)\b[^,;.]{{0,40}} by [^,;.]{{0,20}}{_MEN}|"
    r"\b(?:attack|raid|shooting) (?:on|at|of) (?:\w+ ){0,3}(?:tourists?|worshippers|pilgrims|shoppers)\b",
    re.I,
)
_FIRE = re.compile(r"\b(?:(?:air ?)?strikes?|shelling|artillery|missiles?|bomb\w*|drones?)\b", re.I)
_CHANGE = re.compile(
    r"(?:\b(?:another|additional|further)|\b(?:increas|ris|rose|rais|gr[eo]w|f[ae]ll|drop|decreas|declin|reduc|cut|climb|jump|"
    r"surg|soar|expand|shr[aiu]nk|lower|widen|up|down)[a-z]*\b[^,;.]{0,60}\bby)"
    r"(?: (?:about|nearly|around|some|over))? ?$",
    re.I,
)
_BESIDE_DEAD = frozenset({"injured", "missing"})  # "another 43" of whom are beside the dead told before
_MORE = re.compile(r"(?<!than) (?:more|further|additional)\b(?! than)", re.I)
_YEARS = re.compile(r"\b(?:years?|decades?|months|since (?:19|20)\d\d)\b")
_SHORT_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$")
_DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})|({_MONTH}) (\d{{1,2}})(?!\d))", re.I)
_BEGAN = re.compile(
    r"\b(?:since|began|begin|begun|erupted|started|broke out|start of|beginning of|outbreak)\b"
    r"[^,;.]{0,40}?\b(?:19|20)\d\d\b",
    re.I,
)
_OTHER_DAY = re.compile(
    rf"\b(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}) (?:[a-z]+ )?(?:attacks?|massacre|strikes?|raid)\b", re.I
)
_NO_PLACE = frozenset(
    "north south east west northern southern eastern western central telegram facebook twitter whatsapp".split()
)
# a place in another one, which need not be named: "at the Saint Anna hospital"
_PART_OF_PLACE = re.compile(
    r" (?:district|neighbou?rhood|quarter|hospital|clinic|school|university|market|street|square|bridge|station)\b"
)
# who speaks, and where they are: "the ministry in Lindhaven said", "told reporters in Lindhaven that"
_ATTRIBUTED = re.compile(
    r"^[^,;.]{0,80}\b(?:said|told (?:\w+ ){1,2}|wrote|announced|reported)\b[^,;.]{0,30}?\bthat\b|"
    r",[^,;]{0,80}\b(?:said|says|wrote|told \w+|announced|reported)\b[^,;]{0,40}$"
)
_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|first|biggest|largest|heaviest|bloodiest|fiercest|highest)\b[^,;.]{0,40}?"
    r"\b(?:in|since|for|of)\b[^,;.]*"
)
_OF_NOW = re.compile(r"\b(?:now|since|so far|today)\b")
_IN_YEAR = re.compile(
    r"(?:^|,? )[Ii]n (?:(?:early|late|[A-Z][a-z]+) )?((?:19|20)\d\d)(?:, | when | a | an | the )"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEN = re.compile(
    r"\b(?:by then|at the time|at that time|back then|"
    r"had (?:already )?(?:exceeded|reached|passed|risen|fled))\b",
    re.I,
)
_SPAN = re.compile(
    r"\b(?:last (?:year|month|week)|this month|(?:every|each|a|per) (?:year|month|week|day)|"
    r"since (?:19|20)\d\d|"
    r"(?:over|in|for|during|within) (?:the )?(?:past|last|following|next)? ?[\w-]+ (?:years?|months?)|"
    r"\w+-(?:year|month|day)\b|(?:between|from) [A-Z]\w+ (?:and|to) [A-Z]\w+)",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:(?:the|this|its|civil|[a-z]+['’]s) (?:civil |\w+-(?:day|week|month|year)(?:-long)? )?(?:war|conflict|invasion|aggression|hostilities)|"
    r"since then|war (?:has|had)|in hostilities)\b",
    re.I,
)
_EVENT_NOUN = re.compile(
    rf"\b(?:{_BLOW}|assaults?|massacre|explosions?|crash\w*|floods?|earthquake|weekend|overnight|yesterday|today|"
    r"\w+day|market|camp)\b"
)
_UNREAL = re.compile(
    r"\b(?:(?:could|would|might|may|will) (?:\w+ )?(?:reach|be|result|die|exceed|rise|face|need)|"
    r"projected|forecast|expected to|predicts?)\b"
)
_INSIDE = re.compile(r"\b(?:internal\w*|inside|within|IDPs?)\b")
_ABROAD = re.compile(r"\b(?:abroad|outside|borders?|neighbou?ring|refugees?|escaped|other countries)\b")
_AWAY = frozenset("displaced fled sheltered".split())
_SUBSETS = {
    stem(word): group
    for group, words in {
        "children": "children child boys girls students pupils", "women": "women",
        "workers": "workers staff medics doctors journalists officials",
        "soldiers": "soldiers soldier troops troop servicemen personnel",
        "militants": "militants rebels terrorists",
    }.items()
    for word in words.split()
}  # fmt: skip
_POINTS_BACK = re.compile(
    r"[\"“]?(?:The|This|That|These|Those|It|They|He|She|A (?:day|week) (?:earlier|later|before)|"
    r"At least|More than|Another)\b"
)
TELLING = 10  # from which a number that two sentences give makes them of one event
BEFORE = 240  # characters before a sentence in which what it points back to stands
_ARMED = frozenset({"soldiers", "militants"})  # of whom others may count people
MOST_TIMES = 5.5  # over which one value is not of the event of another


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence tells of the event that a count is of; "" and empty sets where it tells nothing."""

    places: frozenset[str]
    attackers: frozenset[str]
    dates: frozenset[str]
    past: str  # a year or so that is over
    span: str  # of time: "last year", "since 2021"
    is_whole: bool  # of a war, not of one event
    is_event: bool
    is_fire: bool  # of strikes or shelling
    is_unreal: bool  # what could or will be
    where: str  # inside the country, abroad, or ""
    subset: str
    nation: frozenset[str]  # of those counted


@lru_cache(maxsize=REMEMBERED)
def frame(mention: Mention) -> Frame:
    """What the clause of a mention tells, or else its sentence."""
    text, clause = mention.passage.text, mention.clause
    written = mention.written
    own = mention.quantity.written
    of_people = mention.quantity.event in PERSONAL
    start = mention.quantity.start
    inner = _IN_WHICH.match(text[:start])
    lead = inner["event"] if inner else text[:start]
    before = lead if inner else text[mention.clause_start : start]
    pointed = _text_before(mention.passage)
    tellers = (before, clause, lead + text[start:], text)
    at = _attacked(text, mention.passage.document.text)
    return Frame(
        places=_roots(at) | (_places(_ATTRIBUTED.sub("", text)) or _of_office(text) or _places(pointed)),
        attackers=next(filter(None, (_attackers(t, of_people, at) for t in tellers)), frozenset()),
        dates=_dates(clause) or _dates(_day_of(text[:start])) or _dates(_OTHER_DAY.sub("", text)),
        past=_past(mention),
        span=" ".join(m.group().lower() for m in _SPAN.finditer(_SUPERLATIVE.sub("", clause))),
        is_whole=bool(_WHOLE.search(clause) or (_WHOLE.search(text) and not _EVENT_NOUN.search(clause))),
        is_event=bool(inner or _EVENT_NOUN.search(clause) or _GUNMEN.search(clause)),
        is_fire=bool(_FIRE.search(clause) or _FIRE.search(lead)),
        is_unreal=bool(_UNREAL.search(clause)),
        where=_where(clause) if mention.quantity.event in _AWAY else "",
        subset=_SUBSETS.get(own, ""),
        nation=_nation(written) or _whose(text[mention.clause_start : start]),
    )


def _day_of(before: str) -> str:
    """The day of the attack whose count a relative clause gives, in words, or ""."""
    match = _OF_THAT_DAY.search(before)
    return match["day"] if match else ""


def _roots(names: Iterable[str]) -> frozenset[str]:
    words = [w for name in names for w in name.split() if w[0].isupper()]
    plain = [w for w in (_OF.sub("", word) for word in words) if w.lower() not in _NO_PLACE]
    plain = [w for w in plain if not facts.is_day_or_month(w) and not _SHORT_MONTH.match(w)]
    return frozenset(root(w) for w in plain if len(w) > 2)


@lru_cache(maxsize=REMEMBERED)
def _places(text: str) -> frozenset[str]:
    plain = _RULED.sub("", text)
    found = (m for pattern in (_PLACE, _OWNED) for m in pattern.finditer(plain))
    named = (match.span(n) for match in found for n in _groups(match, plain))
    return _roots(plain[start:end] for start, end in named if _is_place(plain, start, end))


def _of_office(text: str) -> frozenset[str]:
    """The place of the mayor or governor who speaks: "Oskel mayor Ilse Maran", "the governor of Oskel"."""
    return _roots(name for match in _OFFICE_OF.finditer(text) for name in match.groups() if name)


def _groups(match: re.Match[str], text: str) -> Iterator[int]:
    """The groups of a match that name a place: not the person behind an office there."""
    for n in range(1, len(match.groups()) + 1):
        of_office = match.re is _PLACE and n == match.re.groupindex["more"]
        if match[n] and not (of_office and _OFFICE.search(text[: match.start()])):
            yield n


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a name behind "in" or the like is no hospital's, no body's, and not of who struck: "in Norvian
    air strikes"."""
    name = text[start:end]
    if _PART_OF_PLACE.match(text, end) or _ORGANISATION.search(name):
        return False
    is_blow = _BLOW_BEHIND.match(text, end)
    return not (is_blow and (_PEOPLE.search(name) or find_countries(name)))


def _attacked(text: str, whole: str) -> frozenset[str]:
    """The places by which a sentence names an attack, that the whole text names as places: "in Oskel"."""
    names = {n for n in _ATTACK_AT.findall(text) if not find_countries(n)}
    return frozenset(n for n in names if re.search(rf"\b(?:in|at|near) (?:the )?{re.escape(n)}\b", whole))


def _text_before(passage: Passage) -> str:
    """What stands before a sentence that points back ("The attack killed seven"), or ""."""
    if not _POINTS_BACK.match(passage.text):
        return ""
    return passage.document.text[max(0, passage.start - BEFORE) : passage.start]


def _nation(written: str) -> frozenset[str]:
    plain = re.sub(r"\b\w+-(?:made|built|supplied|designed)\b", "", written)
    return _roots(re.findall(_NAME, " ".join(plain.split()[1:])))


def _whose(before: str) -> frozenset[str]:
    """The country whose losses the words before a number tell: "Norvian casualties", "Norvia's losses"."""
    return _roots(
        n for n in _LOSSES.findall(before) if find_countries(n) or (n != "Civilian" and _PEOPLE.search(n))
    )


@lru_cache(maxsize=REMEMBERED)
def _attackers(text: str, of_people: bool, at: frozenset[str]) -> frozenset[str]:
    plain = _SAID_BY.sub("", _RULED.sub("", text))
    named = _roots(
        n
        for m in _ATTACKER.finditer(plain)
        for n in m.groups()
        if n and n not in at and not _is_attacked(m, n, plain)
    )
    return named or (frozenset({"gunmen"}) if of_people and _GUNMEN.search(text) else frozenset())


def _is_attacked(match: re.Match[str], name: str, text: str) -> bool:
    """Whether a name is of the place of "the Oskel attack": of no people, no country, no group ("a Lantern
    Front attack")."""
    is_attack = _ATTACKED.match(text[match.end(match.lastindex or 0) :].lstrip())
    is_known = text[: match.start()].lower().endswith("the ")
    return bool(is_attack and is_known and not _PEOPLE.search(name) and not find_countries(name))


def _dates(text: str) -> frozenset[str]:
    found = [(m[1] or m[4], (m[2] or m[3]).lower()[:3]) for m in _DATE.finditer(text)]
    return frozenset(f"{int(day)} {month}" for day, month in found)


def _past(mention: Mention) -> str:
    text = _BEGAN.sub("", mention.passage.text)
    published = mention.passage.document.published
    years = _YEAR.findall(text)
    if years and published and int(max(years)) < published.year:
        return str(max(years))
    return "then" if _THEN.search(mention.clause) or _THEN.search(text[: mention.clause_start]) else ""


def is_of_past_year(mention: Mention) -> bool:
    """Whether a count is of a year that is over, which its sentence tells before it: "In 2019 a crash killed
    six", "Its last coup was in 2009, when 230 died"."""
    published = mention.passage.document.published
    before = _BEGAN.sub("", mention.passage.text[: mention.quantity.start])
    told = list(_IN_YEAR.finditer(before))
    if not told or not published or int(told[-1][1]) >= published.year:
        return False
    return not _OF_NOW.search(f"{before[told[-1].end() :]} {mention.clause}")


def _where(clause: str) -> str:
    inside, abroad = bool(_INSIDE.search(clause)), bool(_ABROAD.search(clause))
    return "" if inside == abroad else "inside" if inside else "abroad"


def related_places(texts: Iterable[str]) -> PlacePairs:
    """Pairs of places of which one is said to lie in the other: "Oskel in Norvia", "Norvia's Oskel"."""
    pairs = set()
    for text in texts:
        for match in _IN.finditer(_RULED.sub("", text)):
            one, other = (_roots([n]) for n in [g for g in match.groups() if g])
            pairs |= {(a, b) for a in one for b in other} | {(b, a) for a in one for b in other}
    return frozenset(pairs)


def differ(a: Mention, b: Mention, related: PlacePairs) -> bool:
    """Whether the words show that two counts are not of one event."""
    if is_change(a) != is_change(b):
        return True
    f, g = frame(a), frame(b)
    of_event = not (a.quantity.unit or b.quantity.unit) and bool(a.quantity.event or b.quantity.event)
    if of_event and _elsewhere(f, g, related):
        return True
    if any(low >= TELLING for low, _ in a.beside & b.beside - {a.value, b.value}):
        return False  # both are told with one more number: seven and 14, nine and 14
    if _armed_otherwise(a, b):
        return True
    if not of_event:
        return _of_other_names(a, b)
    is_risen = a.is_revised or b.is_revised  # "300, up from 40"
    too_far = max(_times(a, b), _times(b, a)) > MOST_TIMES and not is_risen
    return _otherwise(f, g) or _is_part(a, b) or too_far


def _armed_otherwise(a: Mention, b: Mention) -> bool:
    """Whether one value counts fighters and the other one not; one number of both is worth a row."""
    return (a.combatants > 0) != (b.combatants > 0) and a.value != b.value


def is_change(mention: Mention) -> bool:
    """Whether a value tells by how much another one grew: "17 more bodies", but not "another 43" of the injured
    beside 15 dead."""
    before = mention.passage.text[: mention.quantity.start]
    change = _CHANGE.search(before)
    if change and not change.group().lower().startswith("another"):
        return True
    if not change and not _MORE.search(mention.written):
        return False
    told = {q.event for q in quantities(before)}
    return mention.quantity.event in told if told else mention.quantity.event not in _BESIDE_DEAD


def _of_other_names(a: Mention, b: Mention) -> bool:
    """Whether two sentences that tell of no event name nothing in common, or nothing before the numbers."""
    whole = [_named(m.passage.text) for m in (a, b)]
    before = [_named(m.passage.text[m.clause_start : m.quantity.start]) for m in (a, b)]
    return any(one and two and not one & two for one, two in (whole, before))


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> frozenset[str]:
    words = [w for name in re.findall(_NAMES, text) for w in name.split()]
    opening = re.match(rf"{_NAME} [a-z]", text)
    common = {words[0]} if opening and words and words[0] not in facts.names(f"x {words[0]}") else set()
    return frozenset(root(_OF.sub("", w)) for w in words if w not in common and not facts.is_day_or_month(w))


def _elsewhere(f: Frame, g: Frame, related: PlacePairs) -> bool:
    """Whether two counts are of other places, attackers or days, or of people of other countries."""
    apart = f.places and g.places and not f.places & g.places
    if apart and not any((p, q) in related for p in f.places for q in g.places):
        return True
    attackers = f.attackers and g.attackers and not f.attackers & g.attackers
    if attackers and not _abbreviates(f.attackers, g.attackers):
        return True
    if ("gunmen" in f.attackers) != ("gunmen" in g.attackers) and (f, g)["gunmen" in f.attackers].is_fire:
        return True
    if f.nation and g.nation and not f.nation & g.nation:
        return True
    return bool(f.dates and g.dates and not f.dates & g.dates)


def _otherwise(f: Frame, g: Frame) -> bool:
    """Whether one is of a whole war and one of an event, of another time, or of what may be."""
    if (f.past, f.is_unreal, f.where) != (g.past, g.is_unreal, g.where):
        return True
    if any(_YEARS.search(x.span) and not y.span and not y.is_whole for x, y in ((f, g), (g, f))):
        return True
    if f.span and g.span and f.span != g.span and not (f.is_whole and g.is_whole):
        return True
    return any(x.is_whole and not x.is_event and y.is_event and not y.is_whole for x, y in ((f, g), (g, f)))


def _is_part(a: Mention, b: Mention) -> bool:
    """Whether one counts a part of those whom the other counts (who are not fewer), or each another part."""
    f, g = frame(a).subset, frame(b).subset
    if f == g or (f and g):
        return f != g
    part, whole = (a, b) if f else (b, a)
    return not {f, g} & _ARMED and part.quantity.low < whole.quantity.low


def _times(a: Mention, b: Mention) -> float:
    return (a.quantity.low + 0.1) / (b.quantity.low + 0.1)


def _abbreviates(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one of two sets of names may be the other's initials."""
    return any(x[0] == y[0] for x in a for y in b) and (
        any(len(x) <= 4 for x in a) != any(len(y) <= 4 for y in b)
    )
