"""Quantities in a sentence: how many, of what unit, counting what. Knows no documents and no models.

A quantity is a number with the words that belong to it: "at least 26 people", "$4.5bn", "10 to 20
km", "dozens of houses". Years, clock times, ordinals, page and model numbers (F-16) are none. What
is counted is told by the noun behind the number; what happened to it by the nearest verb or noun
of the clause (killed, injured, shot down, ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer import facts
from summarizer.lexical import stem

_ONES = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        1,
    )
}
_TENS = {
    w: v
    for v, w in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "lakh crore": 1e12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
}
_VAGUE = {  # lowest and highest value meant
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2e3, 9999), "tens of thousands": (2e4, 99_999),
    "hundreds of thousands": (2e5, 999_999), "millions": (2e6, 9_999_999), "tens of millions": (2e7, 99_999_999),
    "lakhs": (2e5, 9_999_999), "crores": (2e7, 999_999_999),
}  # fmt: skip
_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_ONES)[:9])}))?|{'|'.join(_ONES)}|half an?|an?(?= (?:dozen|hundred|thousand|million|billion|lakh|crore)))"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d+)?|\d{1,3}(?:[ \u00a0]\d{3})+(?![\d.,]\d)|\d+(?:\.\d+)?"
_SCALE = rf"(?:[ -]?(?!k[gm]\b)(?P<scale>(?:{'|'.join(_SCALES)}|dozen)))?"
_QUALIFIER = (
    r"(?:(?:at least|at most|no fewer than|no less than|more than|over|nearly|almost|about|around|some|roughly|up to|as many as|"
    r"as much as|close to|approximately|approaching|an estimated|estimated|fewer than|less than|under|a total of|only|just over|just under) )*"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,$€£/:-])(?P<qualifier>{_QUALIFIER})(?:(?P<vague>(?<!\d )(?:{'|'.join(sorted(_VAGUE, key=len, reverse=True))}))(?! of thousands)|"
    rf"(?P<sign>(?:US|A|C)?[$€£]|₹|\bRs\.?)? ?(?P<low>{_DIGITS}|\b{_WORDS})(?P<lowscale>[ -]?(?!k[gm]\b)(?:{'|'.join(_SCALES)}))?"
    rf"(?:(?: ?[-–] ?| to | and | or )[$€£]?(?P<high>{_DIGITS}|{_WORDS}))?{_SCALE})(?![\d:/]|[.,]\d|(?!k[gm]\b)\w)",
    re.I,
)
_UNITS = {
    word: unit
    for unit, words in {
        "km": "km kms kilometre kilometres kilometer kilometers", "mile": "mile miles", "metre": "metre metres meter meters",
        "feet": "feet foot", "percent": "% percent pc", "usd": "$ dollar dollars usd", "eur": "€ euro euros eur",
        "gbp": "£ pound pounds gbp", "inr": "₹ rs rs. rupee rupees inr", "year": "year years", "century": "century centuries", "decade": "decade decades", "month": "month months", "week": "week weeks", "day": "day days",
        "hour": "hour hours", "minute": "minute minutes", "tonne": "tonne tonnes ton tons", "kg": "kg kilogram kilograms",
    }.items()
    for word in words.split()
}  # fmt: skip
# "square kilometres", "cubic metres", by unit of length
_POWER = re.compile(r"[ -]?(?P<power>square|sq\.?|cubic)[ -](?P<length>[a-z]+)", re.I)
_POWERS = {
    ("s", "km"): "km2",
    ("s", "mile"): "mile2",
    ("s", "metre"): "m2",
    ("s", "feet"): "ft2",
    ("c", "metre"): "m3",
}
_DIMENSIONS = {
    "km": "length", "mile": "length", "metre": "length", "feet": "length",
    "km2": "area", "mile2": "area", "m2": "area", "ft2": "area",
    "usd": "money", "eur": "money", "gbp": "money", "inr": "money",
    "century": "time", "decade": "time", "year": "time", "month": "time", "week": "time", "day": "time", "hour": "time", "minute": "time",
}  # fmt: skip
# what tells how many in the words of a quantity
_NUMBER_WORDS = frozenset(
    (
        *_ONES,
        *_TENS,
        *_SCALES,
        *_UNITS,
        *re.findall("[a-z]+", f"{_QUALIFIER} {' '.join(_VAGUE)} dozen half per cent to"),
    )
)
# nouns that outlets use for one another when they count
_NOUNS = {
    word: noun
    for noun, words in {
        "people": "people person persons civilians civilian men women children child girls boys residents victims tourists workers staff "
        "medics doctors nurses journalists passengers crew sailors seamen crewmen airmen marines peacekeepers farmers miners fishermen others more members families citizens nationals lives deaths fatalities bodies dead "
        "displaced refugees migrants casualties losses wounded injured lawmakers legislators officials persons households ground soldiers soldier troops troop servicemen personnel fighters militants officers "
        "policemen gunmen terrorists rebels guards hostages prisoners protesters demonstrators pilgrims students households sudanese ukrainians "
        "russians iranians indians pakistanis palestinians israelis syrians iraqis americans",
        "aircraft": "aircraft plane planes jet jets warplane warplanes fighter-jets helicopter helicopters rafale rafales f-16s",
        "drone": "drone drones uavs uav shaheds unmanned",
        "missile": "missile missiles rocket rockets projectiles bomb bombs shells",
        "site": "site sites location locations place places target targets area areas towns villages settlements camps cities",
        "vessel": "ship ships vessel vessels boats tankers frigates destroyers warships",
        "platform": "platform platforms rig rigs oilfields",
        "tank": "tank tanks vehicle vehicles",
        "attack": "attack attacks strike strikes raids airstrikes sorties shellings",
        "war": "war wars", "round": "round rounds meetings meeting", "warhead": "warhead warheads weapon weapons nukes", "country": "country countries nations states",
    }.items()
    for word in words.split()
}  # fmt: skip
MILITARY = frozenset(
    "soldiers soldier troops troop servicemen personnel fighters militants officers terrorists rebels guards".split()
)
CIVILIAN = frozenset("civilians civilian children women child tourists workers staff journalists".split())
_EVENTS = {
    "killed": r"kill\w*|dead|deaths?(?! (?:to|threats?|penalt\w+|sentences?|row|camps?)\b)|died|dies|dying|fatalit\w+|death toll|toll|lost (?:their|its) lives|slain|martyr\w*|massacr\w+|claimed (?:the )?(?:lives)|bodies",
    "injured": r"injur\w+|wound\w*|hurt|maimed",
    "missing": r"missing|unaccounted",
    "captured": r"captur\w+|detain\w+|arrest\w+|(?:are|were|as) hostages?|hostage-taking|jailed|rounded up|"
    r"(?:took|taken?|taking|held|hold(?:s|ing)?) (?:\w+ )?(?:prisoner|hostage|captive)",
    "displaced": r"displac(?!(?:ed (?:persons?|people)['’s]*|ement) (?:camp|site)s?\b)\w+|evacuat\w+|uprooted|driven (?:from|out)|homeless(?! (?:were|was|died|have|had|are|people|persons|m[ae]n|wom[ae]n|children|famil\w+)\b)|(?:lost|left|fled|from) their homes",
    "sheltered": r"home to|hosts?|hosting|(?<!without )(?<!no )(?<!need )(?<!needs )(?<!needing )shelter\w*|sought refuge|took refuge|temporary homes",
    "massed": r"mass(?:ed|ing)|amass\w*|gathered|concentrated|stationed|garrisoned|built up",
    "lost": r"casualt(?:y|ies)|victims|losses|lost|eliminated",
    "fled": r"fled|flee\w*|refugees?|crossed(?= (?:over |out |back )?(?:in)?to\b| from [^,;.]{2,30} to\b| the (?:\w+ )?(?:Channel|Sea|Strait|river|River)\b| over\b| out\b| (?:[\w-]+ ){0,2}(?:borders?|frontiers?)\b)|escap\w+|abroad|neighbou?ring",
    "hungry": r"hung\w+|famine|starv\w+|food|malnu\w+|humanitarian (?:aid|assistance|needs?|help|crisis)|in need",
    "downed": r"(?:shot|shoot\w*|brought) down|shoot-?downs?|down(?:ed|ing)|intercept\w+|neutrali[sz]ed|crashed",
    "launched": r"launch\w*|fired?|firing",
    "struck": r"hit|str(?:uck|ikes?|iking)|target\w*|attack\w*|bomb(?:ed|ing\w*|ard\w*)|destroy\w*",
    "cost": r"cost\w*|worth|aid|pledg\w+|fund\w*|spend\w*|budget",
}  # fmt: skip
_EVENT = {kind: re.compile(rf"\b(?:{pattern})\b", re.I) for kind, pattern in _EVENTS.items()}
_STOP = frozenset(
    """in on at of from by with for to and or but who which that were was are is be been had have has as after before during since
    while when where between within into over under against according said would will could may might did do than across through
    inside near around per a an the each every this these those it they he she more-than killed injured wounded died displaced fled
    took taken shot fired launched hit struck ago apart away""".split()
)
# nouns that another noun behind them makes part of a compound: attack drones, missile launchers
_MODIFIERS = frozenset(
    "attack strike missile rocket bomb drone plane jet helicopter rafale tank vehicle ship vessel boat tanker "
    "destroyer forces site target area war weapon warhead soldier troop civilian child fighter".split()
)
_MODIFIER = re.compile(rf"\b(?:{'|'.join(sorted(_MODIFIERS))})\b(?= [a-z])", re.I)
_NO_PART = frozenset(
    "dead killed wounded injured missing displaced more others ground remains hits dies".split()
)  # "one soldier dead"
_TOKEN = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*|[%$€£]|[,;:.()]")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DATE_BEFORE = re.compile(
    rf"(?:\b{_MONTH}|\b(?:article|resolution|no|number|chapter|page|section|route|group|security council|aged|age|channel|unit|phase|flight|version))[ .]+$",
    re.I,
)
_DATE_AFTER = re.compile(
    rf"^(?: {_MONTH}\b|(?:st|nd|rd|th)\b| ?[ap]\.?m\b|-year-old| years? old| years?,? (?:ago|later)| o'clock| GMT| EDT|-\w+-old)",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|from|until|by|before|after|the|late|early|mid|during|year|and|to|for)[ -]$", re.I
)
# "60 percent of the country's 50 million people": a number of which only a share is told
_SHARE_OF = re.compile(
    r"(?:%|\bper ?cent|\bhalf|\b(?:third|quarter|fifth)s?|\bmost) of (?:[\w.]+(?:['’]s?)? ){0,5}$|"
    r"\bhalf (?:the|its|their) (?:[\w.]+(?:['’]s?)? )?$",
    re.I,
)
# "children under five", "people over 60": how old they are
_AGED = re.compile(
    r"\b(?:children|boys|girls|men|women|people|persons|those|adults|refugees|seekers|patients) (?:under|over|below|above) $",
    re.I,
)
_KIND = re.compile(r"^ [a-z]+ly [a-z]+ed(?= )")  # "1 in 8 internally displaced persons"
_FOOTNOTE = re.compile(r"\](?=\s*(?:$|[.,;:\[]|[A-Z]))")
# "Rumen Sato, 34, ..."
_NAMED_BEFORE, _AGE_BEHIND = re.compile(r"\b(?P<name>[A-Z][\w’'-]+)\*?, $"), re.compile(r",|\.?$| who\b")
# "In North Kordofan, 34, mostly women, ...", "Of those from Norvia, 34 ..."
_PLACE_BEFORE = re.compile(
    r"(?:^|[,;:.] |\b(?:and|but|while) )(?:[Oo]f (?:those|the \w+) )?"
    r"(?i:in|at|near|on|from|across|of|around|outside|inside|throughout|over|according to)"
    r"(?: (?:the|[a-z]+|[A-Z][\w’'-]+)){1,6}, $"
)
OLDEST = 120  # years
# "attacked by four destroyers": it did not happen to these
_BY_THEM = re.compile(
    r"\b(?:(?:[a-z]{2,}ed|shot|struck|hit|sunk) |(?:attack|strike|raid|assault|bombing|shelling|ambush)(?:e?s)?"
    r"(?: (?:on|against|at|in|of) (?:[\w.'’-]+ ){1,5}?| ))by "
    rf"{_QUALIFIER}$",
    re.I,
)
# "two soldiers killed three civilians", "four jets attacked the bridge": these did it
_DID = re.compile(
    r"(?: (?:have|had|has|also|then|later|[a-z]+ly))* (?:killed|wounded|injured|attacked|shelled|struck|hit|bombed|destroyed|"
    r"downed|shot)(?: and [a-z]+ed| down| dead)? (?!(?:\w+ ){1,2}(?:day|week|month|year|night|hour|morning|evening)s?\b)"
    rf"(?!(?:[A-Z][a-z]+day|{_MONTH})\b)(?:the|an?|at least|more than|its|their|his|her|(?:{_DIGITS}|{_WORDS})(?= [a-z])|"
    r"(?-i:[A-Z])[a-z]+)\b",
    re.I,
)
_WEAPONS = frozenset("drone missile rocket shell bomb".split())  # three drones that hit a depot are counted
# "seven in 10 Americans", "one out of every 13": a share, and no count of seven or ten
_IN_WHOLE = re.compile(rf" (?P<how>in|out of)(?: every)? (?P<whole>{_DIGITS}|{_WORDS})\b(?![.,]\d)", re.I)
_PART_IN = re.compile(rf"(?<![\w.,])(?P<part>{_DIGITS}|{_WORDS}) (?P<how>in|out of)(?: every)? $", re.I)
_ROUND = (*range(2, 11), 20, 100, 1000)
_SAY_OR_ARE = re.compile(
    r" (?:[A-Z][a-z]+(?:s|ese)\b|"  # Norvians
    r"(?:say|said|think|believe|are|were|have|had|need|live|face|do|don['’]t|would|support|oppose)\b)"
)
_ASKED = frozenset("respondent voter household adult".split())
_ON_A_SCALE = re.compile(r"\b(?:magnitude|category|level|grade|phase|stage)(?: of)?(?: about)? $", re.I)
# "sanctions on six officials over the killing of protesters": of what befell others
_OVER_WHAT = re.compile(
    r"\b(?:over|for|after|about|following|amid|against) (?:the |their |its |his )?"
    r"(?:killings?|deaths?|shootings?|wounding|murders?|abductions?) of\b(?! (?:them|these|those)\b).*"
)
# "12 of 20 drones were shot down", "40 of the town's 900 houses": the number behind "of" is of the whole
_OF_WHOLE = (
    r" of (?:(?:the|its|their|his|her|our|all|those|these|about|around|some|roughly|nearly|almost|estimated|"
    r"original|total|[\w-]+(?:['’]s|s['’])) ){0,3}?"
)
_SO_MANY = rf"(?:{_DIGITS}|{_WORDS})(?:[ -](?:{'|'.join(_SCALES)}|dozen))?"
_SOME_OF = re.compile(rf"(?<![\w.,-])(?P<some>{_SO_MANY}|{'|'.join(_VAGUE)}){_OF_WHOLE}$", re.I)
_OF_SO_MANY = re.compile(rf"{_OF_WHOLE}{_SO_MANY}(?!\w|[.,]\d)", re.I)
# something is told of the whole itself: "three of the 10 soldiers wounded", "two of the 58 who were taken"
_TOLD_OF_ALL = re.compile(
    r"(?: [a-z]{4,})? (?:(?:[a-z]+(?:ed|wn)|hit|shot|struck|taken|held)(?! (?:in|at|on|near|when|after|as)\b)(?= [a-z])|"
    r"who\b|that\b|which\b)"
)
# "rose from 12 to 19", "an increase (12 to 19)": two values, no range
_RISE = re.compile(
    r"\b(?:increas\w+|ris(?:e|es|en|ing)|rose|rais\w+|grew|grown|growing|growth|jump\w*|climb\w*|surg\w+|soar\w*|doubl\w+|"
    r"f[ae]ll(?:en|ing)?|drop\w*|decreas\w+|declin\w+|reduc\w+|cut|went|go(?:es|ing)?)\b[^.;:]{0,60}$",
    re.I,
)
_RATHER = r"(?: (?:at least|more than|over|about|around|nearly|an? (?:minimum|maximum|total)(?: of)?))? ?$"
_REACHES = r"(?:exceed\w*|reach\w*|surpass\w*|(?:rose|risen|rising|climb\w+|grew|grown|increased) to|stands? at|stood at)"
_NUMBER_OF = re.compile(
    r"\b(?:number|total|toll) of (?P<counted>\w+(?: \w+){0,3})[^.;:]{0,100}? " + _REACHES + _RATHER, re.I
)
# "the death toll of the attack on the port rose to 26"
_DEATH_TOLL = re.compile(
    r"(?:\bdeath toll|(?<!injury )(?<!casualty )(?<!economic )(?<!human )\btoll|\bnumber of (?:the )?dead)\b"
    r"(?! (?:and|or|of|in) (?:[a-z]+ )?(?:injur|wound|miss))[^.;:]{0,100}? "
    rf"(?:{_REACHES}|puts? at|at){_RATHER}",
    re.I,
)
# "put Norvian casualties at", "losses are estimated at", "the death toll stood at"
_TOLL_AT = re.compile(
    rf"\b(?P<counted>casualties|fatalities|deaths|(?:(?-i:[A-Z]\w+)|military|combat|army['’]s|troop) losses)"
    rf"(?: (?:to date|so far|alone))?(?: (?:(?:is|are|was|were|have been|had been) )?(?:(?:now )?(?:estimated|put) )?at|"
    rf" {_REACHES}){_RATHER}",
    re.I,
)
# "3 million fleeing the country": what they do, not what is counted
_DOING = re.compile(
    r"[a-z]+ing (?:the|their|its|his|her|an?|in|to|from|into|across|at|on|with|under)\b", re.I
)
_FIGHTER, _LIVES = stem("fighter"), stem("lives")
_HELD = frozenset({stem("hostages"), stem("detainees")})
_SHOT_DOWN = re.compile(r"\b(?:(?:shot|shoot\w*|brought) down|down(?:ed|ing)|crash\w*)\b", re.I)
_FREED = re.compile(
    r"\b(?:fre(?:e|ed|es|eing)|releas\w+|rescu\w+|return\w*|swap\w*|exchang\w+|remains of)\b", re.I
)
_TAKEN = re.compile(r"\b(?:claim|tak|took|cost|lost|los)\w*(?: the)? $", re.I)
_OF_THEM = re.compile(r" of (?:them|us|you|(?:these|those)(?! [a-z]))\b")
_MACHINES = frozenset("aircraft drone missile vessel tank platform warhead".split())
_OF_THINGS = frozenset("downed launched struck cost".split())
# "26 people died in the raid | and | five | in the shelling"
_GOES_ON = re.compile(r"[^,;.]{0,60}\b(?:was|were|is|are|had|has|have|[a-z]{3,}ed)\b")
_AND_GOES_ON, _PLACE_BEHIND = re.compile(r"[^,;:.]* and "), re.compile(r" (?:from|in|by|at|on|near|during)\b")
AFTER, BEFORE = 70, 60  # characters on each side of a number in which its event is looked for
NEAR = 40  # characters before a number in which the other one of a share is looked for
NEARER = 12  # characters by which an event before the number must be nearer than one behind it


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what belongs to it; ``start`` to ``end`` is the span of its words in the text.

    ``low`` and ``high`` differ for a range and for "dozens". ``unit`` is "" for a count.
    ``noun`` is what is counted, common synonyms made one (people, aircraft, site), and
    ``written`` the noun's own stem. ``event`` is what happened to those counted, or "".
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    noun: str
    written: str
    event: str


def tells_number(word: str) -> bool:
    """Whether a word of a quantity tells how many or in what unit, not what is counted: "2", "dozen", "km"."""
    word = word.lower().strip("-–$€£₹%")
    return not word.isalpha() or word in _NUMBER_WORDS


def dimension(unit: str) -> str:
    """What a unit measures: length, money or time; of another unit, the unit itself."""
    return _DIMENSIONS.get(unit, unit)


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a sentence, in order."""
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(text):
        found += [_like_before(text, q, found[-1]) if found else q for q in _quantity(text, match)]
    return found


def _like_before(text: str, quantity: Quantity, before: Quantity) -> Quantity:
    """A quantity, with the noun and event of the one before it where only a number stands behind the "and":
    "26 people died in the raid and five in the shelling"."""
    is_bare = not (quantity.noun or quantity.unit or before.unit)
    joins = is_bare and _AND_GOES_ON.fullmatch(text[before.end : quantity.start])
    place = _PLACE_BEHIND.match(text, quantity.end) if joins else None
    if not place or _GOES_ON.match(text, place.end()):  # "and four near Oskel were injured"
        return quantity
    return replace(quantity, noun=before.noun, written=before.written, event=before.event)


def _quantity(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    before, after = text[: match.start("low") if match["low"] else match.start()], text[match.end() :]
    if match["low"] and (_is_no_quantity(match, before, after) or _is_whole(before, after)):
        return
    if _OF_THEM.match(after) or _is_share(match):  # of whom, another sentence tells
        return
    is_one = (match["low"] or "").lower() in ("1", "one") and not match["high"] and not match["scale"]
    whole = _OF_SO_MANY.match(after)  # "12 of 20 drones": 12 drones
    skipped = whole.end() if whole else 0
    unit, noun, written, length = _counted(after[skipped:], is_one)
    if whole and not (unit or noun):
        return
    length += skipped
    unit = _unit_of_money(match["sign"]) or unit
    behind = ""
    of_toll = not (unit or noun) and bool(_DEATH_TOLL.search(before))
    if not (unit or noun or of_toll):
        noun, written, behind = _counted_before(before)
    if not (unit or noun) or (
        match["low"] and match["low"].lower() == "one" and not match["qualifier"] and not (unit or noun)
    ):
        event = _event(text, match.start(), match.end())
        if not event or (match["low"] and match["low"].lower() == "one"):
            return
    end = match.end() + (0 if match["sign"] else length)
    of_people = noun == "people"
    kinds = _MODIFIER.sub(lambda kind: " " * len(kind.group()), text[match.end() : end])
    plain = text[: match.end()] + kinds + text[match.end() + len(kinds) :]
    event = _event(plain, match.start(), match.end(), of_people) or _event(behind, len(behind), len(behind))
    if of_toll or (written == _LIVES and _TAKEN.search(text[: match.start()])):
        event = "killed"
    if event == "lost" and noun in _MACHINES:  # three jets lost are three jets downed
        event = "downed"
    if event == "downed" and written == _FIGHTER and _SHOT_DOWN.search(text):  # who is shot down flies
        noun = "aircraft"
    if written in _HELD and event in ("", "captured"):
        is_freed = _FREED.search(re.split(r"[,;]", before)[-1] + re.split(r"[,;]", after)[0])
        event = "" if is_freed else "captured"
    if event and _befell_others(before, after, noun, length):
        event = ""
    for start, stop, low, high in _values(match, before, end):
        yield Quantity(start, stop, low, high, unit, noun, written, event)


def _befell_others(before: str, after: str, noun: str, length: int) -> bool:
    """Whether what happened befell others, and those counted did it; ``length`` characters of ``after`` name
    them."""
    if _BY_THEM.search(before) and not _RISE.search(before):
        return True
    return noun not in _WEAPONS and bool(_DID.match(after[length:]))


def _is_whole(before: str, after: str) -> bool:
    """Whether a number is that of the whole in "12 of 20 drones", and nothing is told of the whole itself."""
    some = _SOME_OF.search(before)
    return bool(some and some["some"].lower() not in ("1", "one") and not _TOLD_OF_ALL.match(after))


def _is_share(match: re.Match[str]) -> bool:
    """Whether a number is one of the two of "seven in 10 Americans"."""
    text = match.string
    if not match["low"]:
        return False
    if found := _IN_WHOLE.match(text, match.end()):
        part, whole, after = match["low"], found["whole"], text[found.end() :]
    elif found := _PART_IN.search(text[max(0, match.start("low") - NEAR) : match.start("low")]):
        part, whole, after = found["part"], match["low"], text[match.end() :]
    else:
        return False
    return _shares(_value(part), _value(whole), found["how"].lower(), after)


def _shares(part: float, whole: float, how: str, after: str) -> bool:
    """Whether "part in whole" and what stands after it tell a share of people, or of ten or more things."""
    if part >= whole or (part != 1 and whole not in _ROUND):
        return False
    noun, written = _counted(_KIND.sub("", after), False)[1:3]
    is_of_people = noun == "people" or written in _ASKED or bool(_SAY_OR_ARE.match(after))
    return is_of_people or (how == "out of" and whole >= 10)


def _unit_of_money(sign: str | None) -> str:
    """The unit of "$", "US$", "Rs." and the like, or ""."""
    sign = (sign or "").lower()
    return _UNITS.get(sign, _UNITS.get(sign[-1:], ""))


def _values(match: re.Match[str], before: str, end: int) -> Iterator[tuple[int, int, float, float]]:
    """Where each value stands and its bounds: one, but two where a number rises or falls to another."""
    low, high = _bounds(match)
    changes = match["high"] and re.search(
        r" to [$€£]?$", match.string[match.end("low") : match.start("high")]
    )
    if not changes or not _RISE.search(before):
        yield match.start(), end, low, high
        return
    own = _value(match["low"]) * _scale((match["lowscale"] or "").strip(" -") or match["scale"])
    last = _value(match["high"]) * _scale(match["scale"])
    yield match.start(), match.end("lowscale") if match["lowscale"] else match.end("low"), own, own
    yield match.start("high"), end, last, last


def _is_no_quantity(match: re.Match[str], before: str, after: str) -> bool:
    """Dates, years, clock times ("0300 GMT"), ages, ordinals, models and numbers of articles."""
    low = match["low"]
    if _DATE_BEFORE.search(before) or _DATE_AFTER.match(after):
        return True
    if re.match(r"0\d", low) or _ON_A_SCALE.search(before):  # 0700 local time; magnitude 7.1
        return True
    if match.group().isdigit() and before.endswith("[") and _FOOTNOTE.match(after):
        return True
    is_age = match.group().isdigit() and int(low) <= OLDEST and _is_age(before, after)
    is_one = match.group().lower() == "one" and not (match["scale"] or match["lowscale"])
    one_of = is_one and re.match(r" of\b", after)
    if one_of or _SHARE_OF.search(before) or _AGED.search(before) or is_age or _falls(match):
        return True
    plain_year = re.fullmatch(r"(?:1[89]|20)\d\d", low) and not match["scale"] and not match["sign"]
    return bool(
        plain_year
        and not match["qualifier"]
        and (_YEAR_BEFORE.search(before) or not re.match(r" [a-z]+s\b", after))
    )


def _is_age(before: str, after: str) -> bool:
    """Whether a number stands behind somebody's name, between commas: "Rumen Sato, 34, ..."."""
    name = _NAMED_BEFORE.search(before)
    if not name or not _AGE_BEHIND.match(after) or _PLACE_BEFORE.search(before):
        return False
    return not facts.is_day_or_month(name["name"])


def _falls(match: re.Match[str]) -> bool:
    """Whether it would be a range that falls: a "Boeing 787-8", a vote of 51-49."""
    dash = match["high"] and re.fullmatch("[-–]", match.string[match.end("low") : match.start("high")])
    return bool(dash) and not match["scale"] and _value(match["high"]) < _value(match["low"])


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    if match["vague"]:
        fewest, most = _VAGUE[match["vague"].lower()]
        return float(fewest), float(most)
    scale = float(_scale(match["scale"]))
    own = _scale((match["lowscale"] or "").strip(" -")) if match["lowscale"] else scale
    low = _value(match["low"]) * own
    high = _value(match["high"]) * scale if match["high"] else low
    return (low, high) if high > low else (low, low)


def _scale(written: str | None) -> float:
    written = (written or "").lower()
    return 12.0 if written == "dozen" else _SCALES.get(written, 1.0)


def _value(written: str) -> float:
    written = written.lower()
    if written[0].isdigit():
        return float(re.sub(r"[, \u00a0]", "", written))
    if written.startswith("half"):
        return 0.5
    tens, _, ones = written.partition("-")
    return float(_TENS.get(tens, _ONES.get(tens, 1)) + _ONES.get(ones, 0))


def _counted(after: str, is_one: bool) -> tuple[str, str, str, int]:
    """Unit, noun, the noun's stem as written, and how many characters of ``after`` belong to the quantity."""
    unit = noun = written = ""
    length = 0
    power = _POWER.match(after)
    if power and (found := _POWERS.get((power["power"][0].lower(), _UNITS.get(power["length"].lower(), "")))):
        return found, "", "", power.end()
    for number, match in enumerate(_TOKEN.finditer(after)):
        word = match.group().lower()
        if number == 0 and word in _UNITS and after[: match.start()].strip(" -") == "":
            return _UNITS[word], "", "", match.end()
        if number == 0 and word == "per" and after.lower().startswith(" per cent"):
            return "percent", "", "", len(" per cent")
        if number == 0 and word == "of":  # thousands of people
            continue
        if (
            number > 5
            or (word in _STOP and not (word in ("the", "its", "their") and number < 3))
            or not word[0].isalnum()
            or word[0].isdigit()
            or (word not in _NOUNS and _DOING.match(after, match.start()))
        ):
            break
        if word in _MODIFIERS and (number or word != "forces") and _is_part(after, match.end(), is_one):
            continue
        if word in _NOUNS and not (word in ("others", "more") and noun):
            noun, written, length = _NOUNS[word], stem(word), match.end()
            if noun != "people" or word not in ("sudanese", "more", "others"):
                break
        elif not noun and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s")):
            return unit, stem(word), stem(word), match.end()
    return unit, noun, written, length


def _is_part(after: str, at: int, is_one: bool) -> bool:
    """Whether the word behind a noun is what is counted, of which the noun tells the kind: "attack drones"; of
    one, no word that may be a verb ("one soldier dies")."""
    match = re.match(r" ([a-z]+)\b", after[at:])
    word = match[1] if match else ""
    is_plural = not is_one and len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word not in _STOP | _NO_PART and (is_plural or word in _NOUNS)


def _counted_before(before: str) -> tuple[str, str, str]:
    """Noun, its stem and all that is counted in "the number of Norvian victims has exceeded", "losses at"."""
    if toll := _TOLL_AT.search(before):
        return "people", stem(toll["counted"].split()[-1].lower()), toll["counted"]
    match = _NUMBER_OF.search(before)
    counted = match["counted"] if match else ""
    noun = next((w for w in counted.lower().split() if w in _NOUNS), "")
    return (_NOUNS[noun], stem(noun), counted) if noun else ("", "", "")


def _event(text: str, start: int, end: int, of_people: bool = False) -> str:
    """What happened to those counted: the nearest word for it in the clause, of people one that tells of them
    where there is one: "killed 100 men with its strikes and 30 soldiers"."""
    after = re.sub(
        r"^([^,]{0,40}), (?:including|among them|(?:most|many|some|all) of them|mostly|mainly|almost all|nearly all)\b"
        r".*?(?:,(?= )|(?<!who)(?<!that)(?<!which)(?= (?:were|was|have been|has been|had been)\b))",
        r"\1",
        text[end : end + 2 * AFTER],
    )
    after = re.split(
        r"[;:.](?= |$)|, (?!(?:who )?(?:were|was|(?:have|has|had) been)\b|(?:have|has|had)\b)| and | but | while ",
        after,
    )[0][:AFTER]
    after = _OVER_WHAT.sub("", after)
    before = re.split(r"[;:.,](?= )", text[max(0, start - BEFORE) : start])[-1]
    own = re.split(r" and | but | while ", before)[-1]  # "the town was destroyed and 300 people displaced"
    found = [(m.start(), kind) for kind, p in _EVENT.items() for m in [p.search(after)] if m]
    for part in (own, before):
        if not found or part is own:
            found += [
                (_before(len(part) - m.end()), kind) for kind, p in _EVENT.items() for m in p.finditer(part)
            ]
    own_kind = [(at, kind) for at, kind in found if kind not in _OF_THINGS] if of_people else []
    return min(own_kind or found)[1] if found else ""


def _before(distance: int) -> int:
    """How near a word before the number is: "displacing 13 million amid famine" is of displaced."""
    return -1 if distance <= 1 else distance + NEARER
