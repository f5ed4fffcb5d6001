"""Figures that differ between sources, side by side: a revision, a dispute, or different things counted.

Every quantity of every sentence is compared with those that may count the same: same unit, same
noun, no other event. How likely two are one quantity is judged by a logistic model of some signs
(``WEIGHTS``), fitted on pairs that readers marked as conflicting in 24 clusters of real news
(none of it ships). Pairs are joined into groups by average linkage; groups that count one thing
("people killed") stand in one row. Nothing is merged and nothing chosen: each value keeps the
words, the speaker, the day and the paragraph of its source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.attribution import attribution, root, speaker_names
from summarizer.config import FigureSettings
from summarizer.lexical import Array, content_stems, stem
from summarizer.quantities import MILITARY, Quantity, quantities
from summarizer.text import normalize, sentences
from summarizer.types import Deduplicated, Figure, FigureKind, FigureValue, Passage

MOST_MENTIONS = 500  # quantities that are compared with each other, those nearest to the day's subject
LIKELY = 0.04  # probability from which two quantities are set side by side: rather a doubtful pair
BARE = 0.3  # cosine of two clauses from which numbers without an event (years, miles, prices) are compared
LINK = 0.3  # mean probability by which a quantity joins a group
FAR = 0.08  # cosine under which two sentences are about different matters
FARTHEST = 4.0  # logarithm of the ratio over which two values are of different things
CONTEXT = 8  # words on each side of a number that are shown with it
EVENTS = frozenset("killed injured missing captured displaced fled hungry downed launched struck".split())

_KIND = {
    "km": "length", "mile": "length", "metre": "length", "feet": "length",
    "usd": "money", "eur": "money", "gbp": "money",
    "year": "time", "month": "time", "week": "time", "day": "time", "hour": "time", "minute": "time",
}  # fmt: skip
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
    "country": "countries"
}
_EVENT_WORDS = {e: e for e in EVENTS} | {"hungry": "in need", "downed": "downed or destroyed"}
MILITARY_STEMS = frozenset(stem(w) for w in MILITARY)
_OF_SPEAKER = re.compile(
    r"\b(?:according to|told by|citing) $"
)  # "according to three residents" counts speakers
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|\b(?:and|while|which)\b")

# the signs of a pair, as ``_signs`` tells them, and their weights
WEIGHTS = {
    "bias": -0.52, "clause": 0.97, "names": -0.9, "noun": -0.21, "written": 0.26, "event": 0.85,
    "other event": 0.09, "news": -1.02, "one sentence": -0.4, "one document": -0.21,
    "one speaker": -0.56,
    "two speakers": -0.1, "ratio": -0.82, "small": -0.61,
    "other unit": -0.01, "revised": -0.61, "central": 0.53, "one value": -0.9,
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
    beside: frozenset[tuple[float, float]]  # every value in the sentence

    @property
    def value(self) -> tuple[float, float]:
        return self.quantity.low, self.quantity.high


def compare_figures(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """The quantities for which the documents give different values, ``settings.max_rows`` likeliest first."""
    mentions = _mentions(_sentence_passages(kept))
    mentions, told, near = _compared(mentions)
    pairs = _pairs(mentions, told, near)
    groups = [g for g in _groups(mentions, pairs) if _matters([mentions[i] for i in g])]
    rows = _rows(groups, mentions)
    figures = [_figure([[mentions[i] for i in group] for group in row], settings.max_values) for row in rows]
    return tuple(f for f in figures if f is not None)[: settings.max_rows]


def _sentence_passages(kept: Deduplicated) -> list[Passage]:
    """Sentences of what was kept, then those that only an earlier version of a story has."""
    versions = ((d.passage, "") for d in kept.duplicates if d.kind == "version")
    found: dict[tuple[str, str], Passage] = {}
    for passage, owner in (*((p, p.document.id) for p in kept.passages), *versions):
        for start, end in sentences(passage.text):
            sentence = Passage(passage.document, passage.start + start, passage.start + end)
            found.setdefault((owner, normalize(sentence.text)), sentence)
    return list(found.values())


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
            names = frozenset(root(n) for n in facts.names(text))
            beside = frozenset((q.low, q.high) for q in told)
            mentions.append(_Mention(passage, quantity, clause, bound, speaker, side, names, beside))
    return mentions


def _clause(text: str, quantity: Quantity) -> str:
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, quantity.start)), default=0)
    after = _CLAUSE.search(text, quantity.end)
    return text[start : after.start() if after else len(text)]


def _compared(mentions: list[_Mention]) -> tuple[list[_Mention], Array, Array]:
    """The mentions nearest to the day's subject, and the cosines of their sentences and of their clauses."""
    if not mentions:
        return [], np.zeros((0, 0)), np.zeros((0, 0))
    told = _vectors([m.passage.text for m in mentions])
    central = np.asarray(told @ told.sum(axis=0).T).ravel()
    keep = np.sort(np.argsort(-central, kind="stable")[:MOST_MENTIONS])
    mentions = [mentions[i] for i in keep]
    told, near = told[keep], _vectors([m.clause for m in mentions])
    return mentions, (told @ told.T).toarray(), (near @ near.T).toarray()


def _vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """Rows of unit length, one a text: its content words but numbers, weighed by rarity. (n, words)"""
    stems = [sorted({s for s in content_stems(t) if not s[0].isdigit()}) for t in texts]
    count = Counter(s for row in stems for s in row)
    column = {s: i for i, s in enumerate(count)}
    weight = {s: log((len(texts) + 1) / n) for s, n in count.items()}
    norm = [sum(weight[s] ** 2 for s in row) ** 0.5 or 1.0 for row in stems]
    cells = [(r, column[s], weight[s] / norm[r]) for r, row in enumerate(stems) for s in row]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_matrix(
        (values, (rows, columns)), shape=(len(texts), max(1, len(column))), dtype=np.float64
    )


def _pairs(mentions: Sequence[_Mention], told: Array, near: Array) -> dict[tuple[int, int], float]:
    """The probability that two mentions give different values of one quantity, for those that may."""
    central = _centrality(mentions, told)
    found = {}
    for i, a in enumerate(mentions):
        for j in range(i):
            b = mentions[j]
            if _comparable(a, b) and _near(a, b, float(told[i, j]), float(near[i, j])):
                signs = _signs(a, b, float(near[i, j]), float(central[i] + central[j]))
                found[j, i] = 1 / (1 + exp(-sum(WEIGHTS[name] * sign for name, sign in signs.items())))
    return found


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
    if not (q.event in EVENTS and q.event == r.event) and abs(log((q.low + 0.1) / (r.low + 0.1))) > FARTHEST:
        return False
    if _KIND.get(q.unit, q.unit) != _KIND.get(r.unit, r.unit) or (q.noun and r.noun and q.noun != r.noun):
        return False
    if not (q.unit or q.noun or r.noun) and q.event != r.event:
        return False
    if a.value != b.value:
        return True
    alike = (
        q.written != r.written and min(q.low, r.low) >= 10
    )  # one number, other things: 14,000 soldiers, 14,000 civilians
    return a.passage.document.id != b.passage.document.id and (alike or a.bound != b.bound)


def _near(a: _Mention, b: _Mention, sentence: float, clause: float) -> bool:
    """Whether two mentions are about one matter, by the cosines of their sentences and clauses."""
    if a.quantity.event in EVENTS and b.quantity.event in EVENTS:
        return a.quantity.event == b.quantity.event or max(sentence, clause) >= FAR
    special = a.quantity.written == b.quantity.written != "" and a.quantity.noun not in ("people", "country")
    timed = _KIND.get(a.quantity.unit) == "time"
    return clause >= (BARE if timed else FAR if special else BARE / 2)


def _signs(a: _Mention, b: _Mention, clause: float, central: float) -> dict[str, float]:
    """What speaks for or against two mentions giving different values of one quantity, mostly 0 to 1."""
    q, r = a.quantity, b.quantity
    one_document = a.passage.document.id == b.passage.document.id
    return {
        "bias": 1.0,
        "clause": clause,
        "names": len(a.names & b.names) / max(1, len(a.names | b.names)),
        "noun": q.noun == r.noun != "",
        "written": q.written == r.written != "",
        "event": q.event == r.event != "",
        "other event": q.event != r.event and bool(q.event and r.event),
        "news": (q.event in EVENTS) + (r.event in EVENTS),
        "one sentence": one_document and a.passage.start == b.passage.start,
        "one document": one_document,
        "one speaker": bool(a.side & b.side),
        "two speakers": bool(a.side and b.side and not a.side & b.side),
        "ratio": min(3.0, abs(log((q.low + 0.1) / (r.low + 0.1)))),
        "small": min(q.low, r.low) <= 2,
        "other unit": q.unit != r.unit,
        "revised": bool(_REVISED.search(a.passage.text) or _REVISED.search(b.passage.text)),
        "central": 10 * central,
        "one value": a.value == b.value,
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
            if links and sum(links) / len(links) >= LINK:
                group.append(new)
                home[new] = group
    return groups


def _matters(group: Sequence[_Mention]) -> bool:
    """Whether a reader wants to see that values differ: of what happened to people and things, or of a
    measure (money, distance, share) that two documents give; not of years, and not of a bare count."""
    noun, event, unit = _counted(group)
    if event:
        return not unit and sum(m.quantity.event == event for m in group) >= len(group) / 2
    documents = {m.passage.document.id for m in group}
    measured = unit and _KIND.get(unit) != "time" and len({m.value for m in group}) > 1
    return bool(measured and noun and len(documents) > 1)


def _rows(groups: Sequence[list[int]], mentions: Sequence[_Mention]) -> list[list[list[int]]]:
    """Groups that count one thing to which one thing happened share a row; others have one of their own."""
    rows: defaultdict[tuple[object, ...], list[list[int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        noun, event, unit = _counted([mentions[i] for i in group])
        rows[(noun, event) if noun and event and not unit else (number,)].append(group)
    return list(rows.values())


def _counted(group: Sequence[_Mention]) -> tuple[str, str, str]:
    """Noun, event and unit that most of a group share."""
    quantity = [m.quantity for m in group]
    event = Counter(q.event for q in quantity if q.event in EVENTS).most_common(1)
    noun = Counter(q.noun for q in quantity if q.noun).most_common(1)
    unit = Counter(q.unit for q in quantity).most_common(1)[0][0]
    person = bool(event) and event[0][0] in ("killed", "injured", "missing", "displaced", "fled", "hungry")
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
    military = {bool(m.quantity.written in MILITARY_STEMS) for m in group if m.quantity.noun == "people"}
    one_text = len({(m.passage.document.id, m.passage.start) for m in group}) == 1
    revised = any(_REVISED.search(m.passage.text) for m in group)
    if not revised and (one_text or len(military) > 1 or len({m.value for m in group}) == 1):
        return "scope"
    sides = [m.side for m in group if m.side]
    if not revised and any(not a & b for a in sides for b in sides):
        return "dispute"
    return "revision" if revised or _rises(group) else "dispute"


def _rises(group: Sequence[_Mention]) -> bool:
    """Whether a count of what can only grow is higher in every later document."""
    counted = [m for m in group if m.quantity.event in EVENTS and m.passage.document.published]
    days = sorted({(_published(m) // 86400, m.quantity.low) for m in counted})
    return len({day for day, _ in days}) > 1 and [v for _, v in days] == sorted(v for _, v in days)


def _what(mentions: Sequence[_Mention]) -> str:
    """What is counted, in words: noun and event, or else the unit and the words that the clauses share."""
    noun, event, unit = _counted(mentions)
    if noun and event and not unit:
        return f"{_PLURAL.get(noun, noun)} {_EVENT_WORDS[event]}"
    first = mentions[0]
    own = set(content_stems(first.passage.text[first.quantity.start : first.quantity.end]))
    shared = set.intersection(*(set(content_stems(m.clause)) for m in mentions[:2])) - own
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]+", first.clause) if shared & set(content_stems(w))]
    return (unit or _PLURAL.get(noun, noun) or "number") + (
        ": " + " ".join([*dict.fromkeys(words)][:5]) if words else ""
    )
