"""What in a sentence can be true or false by itself: numbers, names, quotations, negations, who says it.

Found by form alone (digits, capitals, quotation marks, closed lists of words), so that nothing
has to be downloaded. Knows no documents and no models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.text import REMEMBERED, WORD, normalize

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,  # of money alone: a trench is 5 m deep
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_UNITS = {
    word: unit
    for unit, words in {
        "km": "km kms kilometre kilometres kilometer kilometers",
        "mile": "mile miles",
        "metre": "metre metres meter meters m",
        "percent": "percent % pc",
        "usd": "$ dollar dollars usd",
        "eur": "€ euro euros eur",
        "pound": "£ pound pounds gbp lb lbs",  # of money or weight: the word does not tell
        "year": "year years year-old",
        "month": "month months",
        "week": "week weeks",
        "day": "day days",
        "hour": "hour hours",
        "minute": "minute minutes",
        "tonne": "tonne tonnes ton tons",
        "kg": "kg kilogram kilograms",
    }.items()
    for word in words.split()
}
_NUMBER_WORD = rf"(?:{'|'.join((*_ONES, *_TENS))})"
_NUMBER = re.compile(
    rf"(?:(?P<sign>[$€£]) ?)?(?P<value>\d+(?:,\d+)*(?:\.\d+)?|\b{_NUMBER_WORD}(?:[- ]{_NUMBER_WORD})?\b)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|(?(sign)m|(?!)))\b)?",
    re.I,
)
_TOKEN = re.compile(r"%|[$€£]|[^\W_]+(?:['\-.][^\W_]+)*")
# what follows a number is said of it up to the end of its clause, or to the next number and its verb
_CLAUSE = re.compile(
    rf"[,;:.](?= |$)| and (?=\d|\w+ (?:others|more|people)|\w+(?:ing|ed) (?:\w+ ){{0,2}}(?:\d|{_NUMBER_WORD}\b))",
    re.I,
)
_KINDS = {
    "killed": re.compile(
        r"\b(?:kill\w*|dead|deaths?|died|dies|fatalit\w+|drown\w*|lost their lives|lives|bodies|slain)\b",
        re.I,
    ),
    "injured": re.compile(r"\b(?:injur\w+|wound\w*|hurt|hospital\w*)\b", re.I),
    "missing": re.compile(r"\b(?:missing|unaccounted)\b", re.I),
    "captured": re.compile(r"\b(?:captur\w+|detain\w+|arrest\w+|taken prisoner|hostages?)\b", re.I),
}
_NAME = re.compile(r"(?<![\w'])[A-Z][\w']*(?:[-.][\w']+)*\.?")
_LOOK = 20  # characters before a word in which a sentence ends, if it opens one
_OPENS = re.compile(r'(?:^|[.!?:]["\')\]]*\s+|^["\'(]+|[.!?:]\s+["\'(]+|\s["])$')  # what stands before it
_QUOTATION = re.compile(r'"([^"]+)"')
ABBREVIATIONS = {
    "us": "united states america american",
    "uk": "united kingdom britain british",
    "un": "united nations",
    "eu": "european union",
}
_DAYS_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_TITLES = frozenset("Mr Mrs Ms Dr Prof Sir Lord Lady".split())
NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|merely)\b)|no|never|none|nobody|nothing|nor|neither|without|cannot|unable|den(?:y|ies|ied|ying)|refus\w+|reject\w*|"
    r"fail(?:s|ed|ing|ure)?|unlikely|stop(?:s|ped)? short|rul(?:e|ed|es|ing) out|halt\w*|lack\w*)\b|n't\b",
    re.I,
)
CLAIM = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|according to|claim\w*|alleg\w*|reported(?:ly)?|reports?|accus(?:e[sd]?|ing)|announc(?:e[sd]?|ing)|stated|states that|"
    r"assert\w*|insist\w*|suggest\w*|believ\w+|estimat\w+|warn\w*|quot\w+|wrote|posted|tweeted|added|adding|confirm\w+|"
    r"describ\w+|call(?:ed|s|ing) it|appear\w*|seem\w*|apparently|purported\w*|unconfirmed|so-called|according|"
    r"den(?:y|ies|ied)|citing|cited|testif\w+|argu\w+|promis\w+|vow\w+|pledg\w+|threaten\w*|urg\w+|demand\w*|noted|explain\w+)\b",
    re.I,
)
MODAL = re.compile(
    r"\b(?:(?-i:may)|might|could|would|should|plan(?:s|ned|ning)? to|set to|expected to|due to (?=(?:be|begin|start|meet|hold|take|arrive|visit|open|end|expire|return|leave|travel|speak|attend|resume|vote|sign)\b)|likely|possibl[ey]|"
    r"propos\w+|considering|intend\w*|hop(?:e|es|ed|ing) to|prepar\w+ to|aim\w* to|if|unless|potential\w*|about to)\b",
    re.I,
)
SPEECH = re.compile(
    r"\b(?:said|says|told|claimed|claims|announced|stated|warned|insisted|denied|accused|added|wrote|confirmed|according to|"
    r"reported|argued|vowed|pledged|urged|demanded|promised|noted|called|calls|say|explain(?:s|ed)|wr(?:ites|ote)|posted|tweeted|"
    r"predict(?:s|ed)|recall(?:s|ed)|quoted|warns|insists|denies|accuses|adds|reports|confirms|describe[sd]|conceded|admitted)\b",
    re.I,
)
# words that open sentences without being names; a capitalized opening word that is none of
# them, and that the passage lacks, is taken for a name
OPENING_WORDS = frozenset(
    """a an the in on at to for from by with as after before during while when where since until amid among between
    despite following according about over under more most less fewer some many several all both each every no none not
    one two three four five six seven eight nine ten dozens hundreds thousands millions nearly almost about around at
    officials authorities police troops forces soldiers residents civilians people men women children talks negotiators
    diplomats ministers leaders rebels militants fighters president minister army military government parliament
    he she it they we i you his her its their this that these those there here what who how why if but and so yet or
    however meanwhile also still then later earlier now today another other others such new two-thirds half
    international local foreign separately overnight early late last next an aid oil gas russian-backed""".split()
)
_TO_NOW = re.compile(r"(?: [a-z]+)?,? to ")
FORMER_BEFORE = 200  # characters before a number that tell whether it holds no longer
# before a count that holds no longer: "raising the toll from 16"
_FORMER = re.compile(
    r"\b(?:(?:(?:rais|revis|lower|increas|reduc|correct)(?:es|ed|ing)|cuts?|cutting)"
    r"(?:(?: \w+){0,4}?| [^.;]{0,90}? to \d[\w,.]*(?: \w+)?) from|(?:up|down) from|"
    r"(?:rose|risen|climbed|grown|grew|fell|fallen) (?:to [\w,.]+ from|(?P<rose>from))|"
    r"(?:earlier|previous|initial|preliminary) (?:\w+ ){0,2}(?:toll|count|figure|number|tally|estimate) "
    r"(?:of|had been|was|stood at)|"
    # "later said that four had died, not six"
    r"(?:correct(?:ed|ing|s)|revis(?:ed|ing|es)|later (?:said|put|reported|announced))\b[^.;]{0,120}?, not) "
    r"(?:about |around |at least |nearly )?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value, its unit ("" where none stands by it) and what happened to those counted."""

    written: str
    value: float
    unit: str
    kinds: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def numbers(text: str) -> tuple[Number, ...]:
    """Every number of a text: "three" is 3, "1.5 million" 1500000, "$5" has the unit usd."""
    text = normalize(text)
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match["value"].lower()) * _SCALES.get((match["scale"] or "").lower(), 1)
        after = text[match.end() : match.end() + 24]
        unit = _UNITS.get(match["sign"] or "") or _unit(after)
        found.append(Number(match.group().strip(), value, unit, _kinds(text, match.start(), match.end())))
    return tuple(found)


def _value(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", "") or 0)
    parts = re.split(r"[- ]", written)
    return float(sum(_ONES.get(p, 0) + _TENS.get(p, 0) for p in parts))


def _unit(after: str) -> str:
    """The unit that follows a number: "km", "-mile", " per cent"; "" where another word does."""
    following = _TOKEN.findall(after.lower())[:2]
    if following == ["per", "cent"]:
        return "percent"
    return _UNITS.get(following[0], "") if following else ""


def _kinds(text: str, start: int, end: int) -> frozenset[str]:
    """What happened to those counted: the nearest words for it on either side, within the clause."""
    before = re.split(r"[,;:.](?= )", text[max(0, start - 40) : start])[-1]
    after = _CLAUSE.split(text[end : end + 60])[0]
    own = _NUMBER.split(before)[-1]  # "killing 14 people and wounding 31": behind the number before
    kinds = (frozenset(k for k, p in _KINDS.items() if p.search(part)) for part in (after, own, before))
    return next((found for found in kinds if found), frozenset())


@lru_cache(maxsize=REMEMBERED)
def names(text: str) -> frozenset[str]:
    """Words written with a capital that do not merely open a sentence; days and months count too."""
    text = normalize(text)
    found = set()
    for match in _NAME.finditer(text):
        word = match.group().rstrip(".").removesuffix("'s")
        opens = _OPENS.search(text, max(0, match.start() - _LOOK), match.start())
        if not opens and word not in ("I", "A") and word not in _TITLES:
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=REMEMBERED)
def opening_names(text: str) -> frozenset[str]:
    """Capitalized words that open a sentence: names or not, their form does not tell."""
    text = normalize(text)
    written = frozenset(m.group().rstrip(".").removesuffix("'s") for m in _NAME.finditer(text))
    return written - names(text) - _TITLES


def written_names(text: str) -> frozenset[str]:
    """The names of a text, with those that open a sentence and are no common word."""
    return names(text).union(name for name in opening_names(text) if name.lower() not in OPENING_WORDS)


def is_day_or_month(word: str) -> bool:
    """Whether a word names a day of the week or a month."""
    return word.lower() in _DAYS_MONTHS


def quotations(text: str) -> list[str]:
    """What stands between double quotation marks, as normalized words."""
    return [q.strip(" ,.!?") for q in _QUOTATION.findall(normalize(text)) if q.strip(" ,.!?")]


def tokens(text: str) -> list[str]:
    """Words of a text in lower case, as ``text.words``, without the possessive ending."""
    return [w.removesuffix("'s") for w in WORD.findall(normalize(text).lower())]


@lru_cache(maxsize=REMEMBERED)
def former_counts(text: str) -> frozenset[float]:
    """The values of which a text says that they hold no longer: 16 in "raising the toll from 16"."""
    text, at = normalize(text), 0
    former = set()
    for number in numbers(text):
        start = text.find(number.written, at)
        at = start + len(number.written)
        told = _FORMER.search(text[max(0, start - FORMER_BEFORE) : start])
        if told and (not told["rose"] or _TO_NOW.match(text[at:])):  # not "smoke rose from 14 houses"
            former.add(number.value)
    return frozenset(former)
