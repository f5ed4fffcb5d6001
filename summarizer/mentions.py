"""Quantities where they stand in the documents: each with its clause, who gives it, and what is around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.lexical import content_stems, stem
from summarizer.quantities import CIVILIAN, MILITARY, Quantity, quantities, tells_number
from summarizer.speakers import find_speaker
from summarizer.types import Passage

BEFORE, AFTER = 40, 45  # characters on each side of a number that most likely say what it counts
EVENTS = frozenset(
    "killed injured lost missing captured displaced fled sheltered hungry massed downed launched "
    "struck".split()
)
# what happens to people alone
PERSONAL = frozenset("killed injured lost missing displaced fled sheltered hungry".split())

_MILITARY = frozenset(map(stem, MILITARY))
_CIVILIAN = frozenset(map(stem, CIVILIAN))
_REVISED = re.compile(
    r"\b(?:earlier(?! (?:this|that|in|on|today|attacks?|talks|rounds?)\b)|previously|"
    r"previous (?:tolls?|counts?|figures?|estimates?|reports?|numbers?|tall(?:y|ies))|"
    r"initial(?:ly)?|at first|ris(?:es|en|ing)|rose|rais(?:ed|ing)|"
    r"revis\w+|updat\w+|climb\w+|up from|increas\w+|correct\w+|no longer)\b",
    re.I,
)
_FLOOR = re.compile(r"\b(?:at least|more than|over|no (?:fewer|less) than)\b", re.I)
_ABOUT = re.compile(
    r"\b(?:nearly|almost|about|around|some|roughly|up to|as many as|close to|approximately|"
    r"approaching|estimated)\b",
    re.I,
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|"
    r"october|november|december|may(?= \d)|(?<=\d )may|yesterday|overnight|\d{4})\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:since|so far|in (?:all|total)|total|overall|"
    r"(?:the|this|its|civil) (?:civil )?(?:war|conflict|invasion|offensive)|as of|to date|cumulative)\b",
    re.I,
)
_OF_SPEAKER = re.compile(
    r"\b(?:according to|told by|citing) $"
)  # "according to three residents" counts speakers
# "Two doctors at the hospital said they had counted nine bodies"
_SPEAK = re.compile(
    r" (?:(?:at|of|from|in|with|for|near) (?:(?!what|which|it\b|that\b)[\w’'-]+ ){1,6}?)?"
    r"(?:sa(?:id|ys?)(?! to\b)|told (?:reporters|the|[A-Z])|(?:reported|confirmed|warned) that)\b"
)
_BEGINS = re.compile(r"(?:^|[,;:]\s|\b(?:and|but|while)\s)[\"“]?$")
# "12 million people, or a quarter of all, are at risk", "12 million women and girls are": the clause goes on
_ASIDE = re.compile(
    r"(?:, [^,;]{2,60},|\s(?:[–—-]|--)\s[^–—]{2,60}?\s(?:[–—-]|--))\s"
    r"(?=(?:are|were|is|was|have|has|had|will|would|could|face|faced)\b)"
)
_AND_OTHERS = re.compile(r" and (?=(?:girls|boys|women|men|children|civilians|soldiers|families|others)\b)")
CLAUSE = re.compile(r"[,;:]\s|\s(?:[–—-]|--)\s|\b(?:and|while|which)\b|(?<=[a-z]{4})\.[\"”]?\s+(?=[A-Z])")
_FOR = re.compile(r"(?: (?!and\b|or\b|but\b)[\w’'-]+){0,4},? (?:in (?:exchange|return) )?for (?:the |each )?")
_FOR_EACH = re.compile(r" (?:for|per|against) (?:one|each|every) [a-z]")
# somebody else than the speaker of the sentence: "while the latter claimed to have shot down five"
_OTHER = re.compile(
    r"\b[Tt]he (?:latter|former)(?: (?:has|have|had|also))* "
    r"(?:sa(?:id|ys)|claim|report(?!edly)|put|insist|told|acknowledg|deni)"
)
# "said Hale, who is accused by Norvia of killing 400": Norvia counts them
_ACCUSED_BY = re.compile(
    r"\b(?:accused|blamed|charged) by (?P<who>(?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*) "
    r"(?:of|for|with)\b[^,;.]*$"
)
# "vowed revenge after strikes that left 31 dead": the writer counts the dead
_VOWS = re.compile(r"(?:vow|pledg|promis|condemn|urg|demand|call|denounc|prais|hail|slam)")
_OCCASION = re.compile(
    r"\b(?:after|following|in response to)\b(?:(?!\b(?:said|says|saying|put|told)\b)[^.;])*$"
)
# no count of what happened: "a war could kill six billion people"
_MIGHT = r"\b(?:could|would|might) (?:be )?(?:kill|die|injur|wound|displac|starv)\w*"
_MIGHT_BEFORE, _MIGHT_BEHIND = re.compile(rf"{_MIGHT} $"), re.compile(rf" (?:\w+ )?{_MIGHT}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity where it stands: its sentence, its clause, who gives it and the names around it."""

    passage: Passage
    quantity: Quantity
    clause: str
    clause_start: int  # where the clause begins in the sentence
    bound: str  # "+" at least, "~" about, "" as it is
    speaker: str
    side: frozenset[str]  # what tells the speaker from others
    names: frozenset[str]
    near_names: frozenset[str]  # of the clause alone
    days: frozenset[str]
    is_total: bool  # counts a whole war or so, not one event
    is_revised: bool  # the sentence tells that a value changed
    combatants: int  # 1 fighters, -1 civilians, 0 unsaid
    beside: frozenset[tuple[float, float]]  # every value in the sentence
    is_exchanged: bool = False  # for another count of people: "34 hostages for 610 prisoners"

    @property
    def value(self) -> tuple[float, float]:
        """The lowest and the highest value meant."""
        return self.quantity.low, self.quantity.high

    @property
    def written(self) -> str:
        """The quantity in the source's own words."""
        return self.passage.text[self.quantity.start : self.quantity.end]

    @property
    def around(self) -> str:
        """The words on both sides of the number that most likely say what it counts."""
        start, end = self.quantity.start, self.quantity.end
        return self.passage.text[max(0, start - BEFORE) : end + AFTER]

    @property
    def published(self) -> float:
        """When its document was published, in seconds; 0 where that is not known."""
        published = self.passage.document.published
        return published.timestamp() if published else 0.0


def find_mentions(sentences: Iterable[Passage]) -> list[Mention]:
    """Every quantity of some sentences, in order, but those that count who speaks and sums in other money."""
    return [mention for sentence in sentences for mention in _mentions(sentence)]


def _mentions(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    told = [q for q in quantities(text) if not _counts_speakers(text, q)]
    beside = frozenset((q.low, q.high) for q in told)
    names = frozenset(root(n) for n in facts.names(text))
    is_revised = bool(_REVISED.search(text))
    spoken = find_speaker(passage) if told else None
    swaps = {id(q) for a, b in pairwise(told) if _is_exchange(text, a, b) for q in (a, b)}
    converted = {id(b) for a, b in pairwise(told) if _is_conversion(text, a, b)}
    for quantity in told:
        if id(quantity) in converted:
            continue
        start, clause = _clause(text, quantity)
        if (quantity.event in PERSONAL and _is_supposed(text, quantity)) or _is_rate(text, quantity):
            continue
        said = attribution(clause)  # "more than the seven reported by the governor"
        speaker = said.who if said and not _is_occasion(text, quantity, said.verb) else ""
        accuser = _ACCUSED_BY.search(text[: quantity.start])
        speaker = accuser["who"] if accuser else speaker
        is_other = spoken and _is_of_another(text, start, quantity, spoken.who)
        if not speaker and spoken and not is_other and not _is_occasion(text, quantity, spoken.verb):
            speaker = spoken.who
        written = text[quantity.start : quantity.end]
        yield Mention(
            passage,
            quantity,
            clause,
            start,
            bound="+" if _FLOOR.search(written) else "~" if _ABOUT.search(written) else "",
            speaker=speaker,
            side=speaker_names(speaker) if speaker else frozenset(),
            names=names,
            near_names=frozenset(root(n) for n in facts.names(clause)),
            days=frozenset(map(str.lower, _DAY.findall(clause) or _DAY.findall(text))),
            is_total=bool(_TOTAL.search(clause)),
            is_revised=is_revised,
            combatants=(quantity.written in _MILITARY) - (quantity.written in _CIVILIAN),
            beside=beside,
            is_exchanged=id(quantity) in swaps,
        )


def _is_of_another(text: str, start: int, quantity: Quantity, who: str) -> bool:
    """Whether a number of a clause that begins at ``start`` is not of whom the sentence has speak: somebody
    else claims it, or the speaker comes only behind it ("500,000 fled, but Hale said that more would")."""
    behind = rf"(?:[,;]|\s[–—-])\s(?:but|while|whereas|though|although|and)\s{re.escape(who)}\b"
    is_behind = who and who not in text[: quantity.start] and re.search(behind, text[quantity.end :])
    contrast = who and re.match(
        rf"[^.;]{{0,60}},? not [^,;.]{{1,40}},? as {re.escape(who)}\b", text[quantity.end :]
    )
    return bool(_OTHER.search(text[start : quantity.start]) or is_behind or contrast)


def _is_occasion(text: str, quantity: Quantity, verb: str) -> bool:
    """Whether a number is of what somebody vows or urges after, as the writer tells it: "vowed revenge after
    strikes that left 31 dead"."""
    occasion = _OCCASION.search(text[: quantity.start])
    return bool(occasion and _VOWS.match(verb))


def _is_supposed(text: str, quantity: Quantity) -> bool:
    """Whether a number is of what might happen: "could kill 60 people", "60 people could die"."""
    before = _MIGHT_BEFORE.search(text[: quantity.start])
    return bool(before or _MIGHT_BEHIND.match(text, quantity.end))


def _counts_speakers(text: str, quantity: Quantity) -> bool:
    """Whether a number counts those who speak: "according to three residents", "two doctors said"."""
    before = text[: quantity.start]
    if _OF_SPEAKER.search(before):
        return True
    is_person = quantity.noun != "" and not quantity.unit
    return is_person and bool(_BEGINS.search(before) and _SPEAK.match(text, quantity.end))


def _clause(text: str, quantity: Quantity) -> tuple[int, str]:
    """Where the clause of a quantity begins, and the clause."""
    start = max((m.end() for m in CLAUSE.finditer(text, 0, quantity.start)), default=0)
    aside = _ASIDE.match(text, quantity.end) or _AND_OTHERS.match(text, quantity.end)
    after = CLAUSE.search(text, aside.end() if aside else quantity.end)
    return start, text[start : after.start() if after else len(text)]


def _is_conversion(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether a quantity gives the one before it in another unit: "3 km (2 miles)", "€5m [$5.9m]"."""
    return bool(a.unit and b.unit and a.unit != b.unit) and text[a.end : b.start].strip() in ("(", "[")


def _is_rate(text: str, quantity: Quantity) -> bool:
    """Whether it tells how many people are given for one: "18 prisoners for each hostage"."""
    return quantity.noun == "people" and bool(_FOR_EACH.match(text, quantity.end))


def _is_exchange(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether people are exchanged for others: "34 hostages for 610 prisoners"."""
    of_people = a.noun == b.noun == "people" and not (a.unit or b.unit)
    return of_people and bool(_FOR.fullmatch(text, a.end, b.start))


def counted(mentions: Sequence[Mention]) -> tuple[str, str, str]:
    """Noun, event and unit that most of some mentions share; the event only where half of them tell it and it
    can happen to what is counted: famine in five areas is not a fate of areas."""
    quantity = [m.quantity for m in mentions]
    unit = Counter(q.unit for q in quantity).most_common(1)[0][0]
    nouns = Counter(q.noun for q in quantity if q.noun).most_common(1)
    noun = nouns[0][0] if nouns else ""
    events = Counter(q.event for q in quantity if q.event in EVENTS).most_common(1)
    event, told = events[0] if events else ("", 0)
    is_personal = event in PERSONAL
    if unit or 2 * told < len(mentions) or (is_personal and noun not in ("", "people")):
        return noun, "", unit
    return (noun or "people") if is_personal else noun, event, unit


def shared_words(mentions: Sequence[Mention]) -> list[str]:
    """Words that the clauses of the first mention and of the first with another value share, as the first has
    them, but those of the number itself."""
    first, second = mentions[0], next((m for m in mentions if m.value != mentions[0].value), mentions[1])
    own = {first.quantity.written, second.quantity.written} | _number_stems(first) | _number_stems(second)
    shared = set(content_stems(first.clause)) & set(content_stems(second.clause)) - own
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]+", first.clause) if shared & set(content_stems(w))]
    return [*dict.fromkeys(words)]


def _number_stems(mention: Mention) -> set[str]:
    """The words of a quantity that tell how many, and not what: of "two of three sites" no "sites"."""
    kinds = " ".join(word for word in mention.written.split() if not tells_number(word))
    return set(content_stems(mention.written)) - set(content_stems(kinds))
