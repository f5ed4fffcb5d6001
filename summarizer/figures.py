"""Figures that differ between sources, side by side: a revision, a dispute, or different things counted.

Every quantity of every sentence is compared with those that may count the same: same unit, like words.
How likely two are one quantity is judged by a logistic model of some signs (``WEIGHTS``), fitted on
24 clusters of real news: pairs that the gold marks as conflicting, and pairs that a language model
judged by reading (none of it ships). Pairs are joined into groups by average linkage; groups that count
one thing ("people killed") stand in one row. Nothing is merged and nothing chosen: each value keeps the
words, the speaker, the day and the paragraph of its source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log

import numpy as np

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.config import FigureSettings
from summarizer.lexical import Array, content_stems, content_vectors, stem
from summarizer.passages import sentence_passages
from summarizer.quantities import MILITARY, Quantity, quantities
from summarizer.types import Deduplicated, Figure, FigureKind, FigureValue, Passage

MOST_MENTIONS = 500  # quantities that are compared with each other, those nearest to the day's subject
LIKELY = 0.04  # probability from which two quantities are set side by side: rather a doubtful pair
SURE_ALONE = 0.35  # the same where only the noun says what is counted
SURE, SURE_EVENT = 0.2, 0.05  # probability of its best pair from which a group is shown
EVENT_WEIGHT = 2.0  # by which groups of people and things to whom something happened come first
MOST_WORDS = 5  # of these in the name of a row
LINK = 0.15  # mean probability by which a quantity joins a group
FAR = 0.05  # cosine of the words of two clauses under which their numbers are of different matters
OTHER_NOUN = 0.15  # the same where the nouns differ: firms, individuals
FARTHEST = 4.0  # logarithm of the ratio over which two values are of different things
FARTHEST_COUNT = 7.0  # the same where one event is counted: a raid's dead, a war's dead
CLOSE = 0.35
_SAYS_LITTLE = frozenset("year years including below people number report reports reported".split())
ALIKE = 0.25  # share of words that the clauses of one event have in common
BEFORE, AFTER = 40, 45  # characters on each side of a number that most likely say what it counts
CONTEXT = 8  # words on each side of a number that are shown with it
EVENTS = frozenset("killed injured missing captured displaced fled hungry downed launched struck".split())

PERSONAL = frozenset("killed injured missing displaced fled hungry".split())  # what happens to people alone

_KIND = {
    "km": "length", "mile": "length", "metre": "length", "feet": "length",
    "usd": "money", "eur": "money", "gbp": "money",
    "year": "time", "month": "time", "week": "time", "day": "time", "hour": "time", "minute": "time",
}  # fmt: skip
_METRES = {"km": 1000.0, "mile": 1609.0, "feet": 0.3048}
SAME_LENGTH = 0.25  # logarithm of the ratio of two lengths in different units that are one: 3 km (2 miles)
_REVISED = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|at first|ris(?:es|en|ing)|rose|rais(?:ed|ing)|"
    r"revis\w+|updat\w+|climb\w+|up from|increas\w+|correct\w+|no longer)\b",
    re.I,
)
_FLOOR = re.compile(r"\b(?:at least|more than|over|no (?:fewer|less) than)\b", re.I)
_ABOUT = re.compile(
    r"\b(?:nearly|almost|about|around|some|roughly|up to|as many as|close to|approximately|"
    r"approaching|estimated)\b",
    re.I,
)
_PLURAL = {n: f"{n}s" for n in "drone missile site vessel platform tank attack war round warhead".split()} | {
    "country": "countries",
    "tank": "vehicles",
}
# nouns of which a bare number tells too little to be compared
_VAGUE = frozenset("power country group attack part side way issue question point step time".split())
_UNIT_WORDS = {"usd": "dollars", "eur": "euros", "gbp": "pounds"}
_EVENT_WORDS = {e: e for e in EVENTS} | {"hungry": "in need", "downed": "downed or destroyed"}
MILITARY_STEMS = frozenset(stem(w) for w in MILITARY)
CIVILIAN_STEMS = frozenset(
    stem(w) for w in "civilians civilian children women child tourists workers staff journalists".split()
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
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|\b(?:and|while|which)\b")

# the signs of a pair, as ``_signs`` tells them, and their weights
WEIGHTS = {
    "bias": -1.95, "clause": 1.39, "around": 0.59, "sentence": -0.34, "names": -1.23, "near names": 0.37,
    "other names": 0.04, "noun": 0.62, "no noun": 0.32, "written": 0.13, "people": -0.56, "event": -0.03,
    "other event": -0.75, "one is news": -1.41, "both are news": -0.24, "one sentence": -0.48,
    "one document": -0.65, "one speaker": -0.75, "two speakers": 0.39, "ratio": -0.32, "close": 0.79,
    "small": -0.92, "percent": 1.48, "money": 1.29, "time": -0.63, "other unit": 0.31, "revised": 0.01,
    "central": 0.35, "one value": -0.51, "one day": 0.46, "other day": -0.62, "both totals": -1.29,
    "one total": 0.33, "fighters, civilians": -0.87, "clause, event": 0.08, "around, noun": 2.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mention:
    """A quantity where it stands: its sentence, its clause, who says it and the names around it."""

    passage: Passage
    quantity: Quantity
    clause: str
    bound: str  # "+" at least, "~" about, "" as it is
    speaker: str
    side: frozenset[str]
    names: frozenset[str]
    near_names: frozenset[str]  # of the clause alone
    days: frozenset[str]
    total: bool  # counts a whole war or so, not one event
    who: int  # 1 fighters, -1 civilians, 0 unsaid
    beside: frozenset[tuple[float, float]]  # every value in the sentence

    @property
    def value(self) -> tuple[float, float]:
        return self.quantity.low, self.quantity.high


def compare_figures(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """The quantities for which the documents give different values, ``settings.max_rows`` likeliest first."""
    mentions = _mentions(sentence_passages(kept))
    mentions, like = _compared(mentions)
    pairs = _pairs(mentions, like)
    groups = [_of_one_thing(group, mentions, pairs) for group in _groups(mentions, pairs)]
    groups = [group for group in groups if len(group) > 1]
    sure = [_sureness(group, pairs) for group in groups]
    told = [(g, p) for g, p in zip(groups, sure, strict=True) if _matters([mentions[i] for i in g], p)]
    rows = _rows([g for g, _ in told], [p for _, p in told], mentions)
    figures = [_figure([[mentions[i] for i in group] for group in row], settings.max_values) for row in rows]
    return tuple(_told_once(f for f in figures if f is not None))[: settings.max_rows]


def _told_once(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The rows but those that show the same values as one before."""
    seen: set[frozenset[tuple[float | None, float | None]]] = set()
    for figure in figures:
        shown = frozenset((value.low, value.high) for value in figure.values)
        if shown not in seen:
            seen.add(shown)
            yield figure


def _mentions(found: Iterable[Passage]) -> list[_Mention]:
    mentions = []
    for passage in found:
        text = passage.text
        told = [q for q in quantities(text) if not _OF_SPEAKER.search(text[: q.start])]
        for quantity in told:
            clause = _clause(text, quantity)
            said = attribution(clause) or attribution(text)  # "more than the seven reported by the governor"
            speaker = said.who if said else ""
            written = text[quantity.start : quantity.end]
            bound = "+" if _FLOOR.search(written) else "~" if _ABOUT.search(written) else ""
            side = speaker_names(speaker) if speaker else frozenset()
            days = frozenset(map(str.lower, _DAY.findall(clause) or _DAY.findall(text)))
            mentions.append(
                _Mention(
                    passage,
                    quantity,
                    clause,
                    bound,
                    speaker,
                    side,
                    frozenset(root(n) for n in facts.names(text)),
                    frozenset(root(n) for n in facts.names(clause)),
                    days,
                    bool(_TOTAL.search(clause)),
                    (quantity.written in MILITARY_STEMS) - (quantity.written in CIVILIAN_STEMS),
                    frozenset((q.low, q.high) for q in told),
                )
            )
    return mentions


def _around(mention: _Mention) -> str:
    """The words on both sides of a number that most likely say what it counts."""
    text, quantity = mention.passage.text, mention.quantity
    return text[max(0, quantity.start - BEFORE) : quantity.end + AFTER]


def _clause(text: str, quantity: Quantity) -> str:
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, quantity.start)), default=0)
    after = _CLAUSE.search(text, quantity.end)
    return text[start : after.start() if after else len(text)]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Cosines of every two mentions' sentences, clauses and words around the number. (mentions, mentions)"""

    sentence: Array
    clause: Array
    around: Array


def _compared(mentions: list[_Mention]) -> tuple[list[_Mention], _Likeness]:
    """The mentions nearest to the day's subject, and how alike they are."""
    if not mentions:
        return [], _Likeness(*[np.zeros((0, 0))] * 3)
    told = content_vectors([m.passage.text for m in mentions])
    central = np.asarray(told @ told.sum(axis=0).T).ravel()
    keep = np.sort(np.argsort(-central, kind="stable")[:MOST_MENTIONS])
    mentions = [mentions[i] for i in keep]
    told, clause = told[keep], content_vectors([m.clause for m in mentions])
    around = content_vectors([_around(m) for m in mentions])
    return mentions, _Likeness(*((v @ v.T).toarray() for v in (told, clause, around)))


def _pairs(mentions: Sequence[_Mention], like: _Likeness) -> dict[tuple[int, int], float]:
    """The probability that two mentions give different values of one quantity, for those that may."""
    found = {}
    for (j, i), signs in _candidates(mentions, like):
        found[j, i] = 1 / (1 + exp(-sum(WEIGHTS[name] * sign for name, sign in signs.items())))
    return found


def _candidates(
    mentions: Sequence[_Mention], like: _Likeness
) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """Pairs of mentions that may be of one quantity, and their signs."""
    central = _centrality(mentions, like.sentence)
    for i, a in enumerate(mentions):
        for j in range(i):
            b = mentions[j]
            if _comparable(a, b) and _near(a, b, max(like.clause[i, j], like.around[i, j])):
                cosines = (like.clause[i, j], like.around[i, j], like.sentence[i, j])
                yield (j, i), _signs(a, b, cosines, central[i] + central[j])


def _centrality(mentions: Sequence[_Mention], told: Array) -> Array:
    """How much each sentence shares with the best sentence of every other document, 0 to 1."""
    documents = {m.passage.document.id: n for n, m in enumerate(mentions)}
    of = np.array([documents[m.passage.document.id] for m in mentions])
    best = (
        np.stack([told[:, of == d].max(axis=1) for d in documents.values()], axis=1)
        if len(mentions)
        else told
    )
    own = told.max(axis=1) if len(mentions) else of
    return (best.sum(axis=1) - own) / max(1, len(documents) - 1) if len(mentions) else np.zeros(0)


def _comparable(a: _Mention, b: _Mention) -> bool:
    """Whether two mentions can be of one quantity, or look alike, and say something different."""
    q, r = a.quantity, b.quantity
    if a.clause == b.clause and a.passage == b.passage:  # "two of their three wars", "3 kilometers (2 miles)"
        return False
    if a.passage != b.passage and a.value != b.value and a.value in b.beside and b.value in a.beside:
        return False  # both sentences give both values: they agree
    if q.unit != r.unit and abs(log(_metres(q) / _metres(r))) < SAME_LENGTH:
        return False
    one_event = q.event in EVENTS and q.event == r.event
    if _ratio(q, r) > (FARTHEST_COUNT if one_event else FARTHEST):
        return False
    if _KIND.get(q.unit, q.unit) != _KIND.get(r.unit, r.unit):
        return False
    if a.value != b.value:
        return True
    if q.unit:  # over 2,500 acres, nearly 2,500 acres
        bounds = a.bound != b.bound and bool(a.bound and b.bound)
    else:  # one number, other things: 14,000 soldiers, 14,000 civilians
        bounds = a.bound != b.bound or (q.written != r.written and min(q.low, r.low) >= 10)
    return a.passage.document.id != b.passage.document.id and bounds


def _near(a: _Mention, b: _Mention, cosine: float) -> bool:
    """Whether two mentions are about one matter, by the likeness of their words."""
    q, r = a.quantity, b.quantity
    if q.noun and r.noun and q.noun != r.noun:
        return cosine >= OTHER_NOUN
    one_event = q.event in EVENTS and q.event == r.event
    return cosine >= FAR or one_event or (q.written == r.written != "" and q.noun != "people")


def _metres(quantity: Quantity) -> float:
    return max(quantity.low, 0.1) * _METRES.get(quantity.unit, 1.0)


def _ratio(q: Quantity, r: Quantity) -> float:
    return abs(log((q.low + 0.1) / (r.low + 0.1)))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))


def _signs(a: _Mention, b: _Mention, cosines: tuple[float, float, float], central: float) -> dict[str, float]:
    """What speaks for or against two mentions giving different values of one quantity, mostly 0 to 1."""
    q, r = a.quantity, b.quantity
    clause, around, sentence = cosines
    one_document = a.passage.document.id == b.passage.document.id
    news = (q.event in EVENTS) + (r.event in EVENTS)
    event, noun = q.event == r.event != "", q.noun == r.noun != ""
    return {
        "bias": 1.0,
        "clause": clause,
        "around": around,
        "sentence": sentence,
        "names": _shared(a.names, b.names),
        "near names": _shared(a.near_names, b.near_names),
        "other names": bool(a.near_names and b.near_names and not a.near_names & b.near_names),
        "noun": noun,
        "no noun": not q.noun or not r.noun,
        "written": q.written == r.written != "",
        "people": q.noun == r.noun == "people",
        "event": event,
        "other event": q.event != r.event and bool(q.event and r.event),
        "one is news": news == 1,
        "both are news": news == 2,
        "one sentence": one_document and a.passage.start == b.passage.start,
        "one document": one_document,
        "one speaker": bool(a.side & b.side),
        "two speakers": bool(a.side and b.side and not a.side & b.side),
        "ratio": min(3.0, _ratio(q, r)),
        "close": _ratio(q, r) < CLOSE,
        "small": min(q.low, r.low) <= 2,
        "percent": q.unit == r.unit == "percent",
        "money": _KIND.get(q.unit) == "money",
        "time": _KIND.get(q.unit) == "time",
        "other unit": q.unit != r.unit,
        "revised": bool(_REVISED.search(a.passage.text) or _REVISED.search(b.passage.text)),
        "central": 10 * central,
        "one value": a.value == b.value,
        "one day": bool(a.days & b.days),
        "other day": bool(a.days and b.days and not a.days & b.days),
        "both totals": a.total and b.total,
        "one total": a.total != b.total,
        "fighters, civilians": abs(a.who - b.who) / 2,
        "clause, event": clause * event,
        "around, noun": around * noun,
    }


def _groups(mentions: Sequence[_Mention], pairs: dict[tuple[int, int], float]) -> list[list[int]]:
    """Mentions of one quantity, joined by average linkage from the likeliest pair on."""
    home: dict[int, list[int]] = {}
    groups = []
    for (i, j), probability in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if probability < LIKELY:
            break
        if i not in home and j not in home:
            home[i] = home[j] = [i, j]
            groups.append(home[i])
        elif (i in home) != (j in home):
            group, new = (home[i], j) if i in home else (home[j], i)
            links = [pairs[key] for other in group if (key := (min(other, new), max(other, new))) in pairs]
            fighters = {mentions[other].who > 0 for other in (*group, new)}
            if len(fighters) == 1 and links and sum(links) / len(links) >= LINK:
                group.append(new)
                home[new] = group
    return groups


def _of_one_thing(
    group: list[int], mentions: Sequence[_Mention], pairs: dict[tuple[int, int], float]
) -> list[int]:
    """Those of a group to whom the same thing happened; where nothing did, those whose clauses hold what the
    clauses of its surest pair share."""
    _, event, unit = _counted([mentions[i] for i in group])
    if event and not unit:
        told = [mentions[i].quantity for i in group if mentions[i].quantity.event == event]
        written = {q.written for q in told if q.noun != "people"}
        same = [i for i in group if _happened(mentions[i].quantity, event, written)]
        return same if len(same) >= len(group) / 2 else group
    first, second = max(_pairs_of(group), key=lambda pair: pairs.get(pair, 0.0))
    shared = set(content_stems(" ".join(_shared_words([mentions[first], mentions[second]]))))
    rest = [i for i in group if 2 * len(shared & set(content_stems(mentions[i].clause))) > len(shared)]
    return [first, second, *(i for i in rest if i not in (first, second))]


def _happened(quantity: Quantity, event: str, written: set[str]) -> bool:
    """Whether an event is told of a quantity; of a thing, nothing may be told, or a loss in other words."""
    lost = {quantity.event, event} == {"struck", "downed"}
    return quantity.event == event or ((lost or not quantity.event) and quantity.written in written - {""})


def _pairs_of(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((min(i, j), max(i, j)) for i, j in combinations(group, 2))


def _sureness(group: Sequence[int], pairs: dict[tuple[int, int], float]) -> float:
    """How likely a group is of one quantity: the probability of its best pair."""
    return max(pairs.get(pair, 0.0) for pair in _pairs_of(group))


def _matters(group: Sequence[_Mention], sure: float) -> bool:
    """Whether a reader wants to see that values differ: of people and things to whom something happened, or
    of a number whose clauses share what it is of. The surer it is, the less needs to be known."""
    noun, event, unit = _counted(group)
    if event and not unit:
        most = sum(m.quantity.event == event for m in group) >= len(group) / 2
        return (
            most
            and sure >= SURE_EVENT
            and noun not in _VAGUE
            and (event not in PERSONAL or noun in ("", "people"))
        )
    if _KIND.get(unit) == "time" or (not unit and noun in _VAGUE):
        return False
    documents = {m.passage.document.id for m in group}
    told = [w for w in _shared_words(group) if w[0].islower() and w not in _SAYS_LITTLE]
    special = not unit and noun not in ("", "people") and len({m.quantity.written for m in group}) == 1
    bar = SURE if told else SURE_ALONE if special else 1.0
    return sure >= bar and (unit != "percent" or len(documents) > 1)


def _rows(
    groups: Sequence[list[int]], sure: Sequence[float], mentions: Sequence[_Mention]
) -> list[list[list[int]]]:
    """Groups that count one thing to which one thing happened share a row; others have one of their own.

    The surest rows come first, and of these those of people and things to whom something happened."""
    rows: defaultdict[tuple[object, ...], list[list[int]]] = defaultdict(list)
    worth: defaultdict[tuple[object, ...], float] = defaultdict(float)
    for number, group in enumerate(groups):
        noun, event, unit = _counted([mentions[i] for i in group])
        key = (noun, event) if noun and event and not unit else (number,)
        rows[key].append(group)
        worth[key] = max(worth[key], sure[number] * (EVENT_WEIGHT if event and not unit else 1.0))
    return [rows[key] for key in sorted(rows, key=lambda k: -worth[k])]


def _counted(group: Sequence[_Mention]) -> tuple[str, str, str]:
    """Noun, event and unit that most of a group share."""
    quantity = [m.quantity for m in group]
    event = Counter(q.event for q in quantity if q.event in EVENTS).most_common(1)
    noun = Counter(q.noun for q in quantity if q.noun).most_common(1)
    unit = Counter(q.unit for q in quantity).most_common(1)[0][0]
    person = bool(event) and event[0][0] in PERSONAL
    return (noun[0][0] if noun else "people" if person else "", event[0][0] if event else "", unit)


def _figure(groups: Sequence[Sequence[_Mention]], max_values: int) -> Figure | None:
    """A row of the table, or None where only one value is left."""
    told = [group for group in map(_collapsed, _joined(groups)) if len(group) > 1]
    shown: list[list[FigureValue]] = []
    left = max_values
    for group in told[: max(1, max_values // 2)]:
        shown.append([_shown(same, len(shown)) for same in group[:left]])
        left -= len(shown[-1])
        if left < 2:
            break
    if not shown:
        return None
    mentions = [m for group in groups for m in group]
    kind = _kind(_joined(groups)[0]) if len(shown) == 1 else "scope"
    values = tuple(v for group in shown for v in group)
    return Figure(_what(mentions), kind, values) if len({v.text for v in values}) > 1 else None


def _joined(groups: Sequence[Sequence[_Mention]]) -> list[list[_Mention]]:
    """Groups in which one side gives one value are of one quantity."""
    joined: list[list[_Mention]] = []
    for group in groups:
        same = [g for g in joined if any(a.value == b.value and a.side & b.side for a in g for b in group)]
        if same:
            same[0].extend(group)
        else:
            joined.append(list(group))
    return joined


def _collapsed(group: Sequence[_Mention]) -> list[list[_Mention]]:
    """Mentions of one value by one side together; the latest first."""
    same: defaultdict[tuple[object, ...], list[_Mention]] = defaultdict(list)
    for mention in group:
        soldiers = mention.quantity.written in MILITARY_STEMS
        same[mention.value, mention.bound, soldiers].append(mention)
    return sorted(same.values(), key=lambda ms: max(map(_published, ms)), reverse=True)


def _published(mention: _Mention) -> float:
    published = mention.passage.document.published
    return published.timestamp() if published else 0.0


def _shown(same: Sequence[_Mention], group: int) -> FigureValue:
    first = next((m for m in same if m.speaker), same[0])
    passages = {m.passage.document.id: m.passage for m in (*reversed(same), first)}
    q = first.quantity
    written = " ".join(first.passage.text[q.start : q.end].split())
    return FigureValue(
        written,
        _excerpt(first),
        q.low,
        q.high,
        q.unit,
        first.speaker,
        (first.passage, *(p for p in reversed(passages.values()) if p != first.passage)),
        group,
    )


def _excerpt(mention: _Mention) -> str:
    """The clause of a number in the source's own words, cut to ``CONTEXT`` words on each side."""
    text, quantity = mention.passage.text, mention.quantity
    at = text.index(mention.clause)
    before = text[at : quantity.start].split()
    after = text[quantity.end : at + len(mention.clause)].split()
    words = [*before[-CONTEXT:], *text[quantity.start : quantity.end].split(), *after[:CONTEXT]]
    cut = ("… " if len(before) > CONTEXT else "", " …" if len(after) > CONTEXT else "")
    told = re.sub(r" (?=[.,;:?!)”])", "", " ".join(words)).strip(" ,;:.")
    return cut[0] + told + cut[1]


def _kind(group: Sequence[_Mention]) -> FigureKind:
    """Why the values of one group differ, as far as the sentences tell."""
    who = {m.who > 0 for m in group if m.quantity.noun == "people"}
    one_text = len({(m.passage.document.id, m.passage.start) for m in group}) == 1
    revised = any(_REVISED.search(m.passage.text) for m in group)
    if not _alike(group) or (
        not revised and (one_text or len(who) > 1 or len({m.value for m in group}) == 1)
    ):
        return "scope"
    sides = [m.side for m in group if m.side]
    if not revised and any(not a & b for a in sides for b in sides):
        return "dispute"
    return "revision" if revised or _rises(group) else "dispute"


def _alike(group: Sequence[_Mention]) -> bool:
    """Whether every clause says enough of what another one says to be of the same event, or corrects it."""
    stems = [frozenset(w for w in content_stems(m.clause) if not w[0].isdigit()) for m in group]
    corrects = [bool(_REVISED.search(m.passage.text)) for m in group]
    return all(
        any(
            _shared(stems[i], stems[j]) >= ALIKE or (corrects[i] and a.passage == b.passage)
            for j, b in enumerate(group)
            if i != j
        )
        for i, a in enumerate(group)
    )


def _rises(group: Sequence[_Mention]) -> bool:
    """Whether a count of what can only grow is higher in every later document."""
    counted = [m for m in group if m.quantity.event in EVENTS and m.passage.document.published]
    days = sorted({(_published(m) // 86400, m.quantity.low) for m in counted})
    return len({day for day, _ in days}) > 1 and [v for _, v in days] == sorted(v for _, v in days)


def _what(mentions: Sequence[_Mention]) -> str:
    """What is counted, in words: noun and event, or else the unit and the words that the clauses share."""
    noun, event, unit = _counted(mentions)
    if noun == "attack" and event == "struck":
        event = ""
    if noun and event and not unit:
        return f"{_PLURAL.get(noun, noun)} {_EVENT_WORDS[event]}"
    words = _shared_words(mentions)[:MOST_WORDS]
    return (_UNIT_WORDS.get(unit, unit) or _PLURAL.get(noun, noun) or "number") + (
        f": {' '.join(words)}" if words else ""
    )


def _shared_words(mentions: Sequence[_Mention]) -> list[str]:
    """Words of the first clause that the second has too, but those of the number itself."""
    first, second = mentions[0], next((m for m in mentions if m.value != mentions[0].value), mentions[1])
    own = set(content_stems(first.passage.text[first.quantity.start : first.quantity.end]))
    shared = set(content_stems(first.clause)) & set(content_stems(second.clause)) - own
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]+", first.clause) if shared & set(content_stems(w))]
    return [*dict.fromkeys(words)]
