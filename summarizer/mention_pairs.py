"""Which quantities of the documents are of one thing: a mention-pair model and the groups it makes.

Every quantity of every sentence is compared with those that may count the same: same unit, like words.
How likely two are one quantity is judged by a logistic model of some features; its weights ship in
``assets/mention_pairs.json``, and ``training/mention_pairs.py`` makes them. Pairs are joined into groups by
average linkage, as in mention-pair models of coreference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import exp, log

import numpy as np

from summarizer.lexical import Array, content_stems, content_vectors
from summarizer.mentions import EVENTS, Mention, counted, shared_words
from summarizer.quantities import Quantity, dimension

MOST_MENTIONS = 500  # quantities that are compared with each other, those nearest to the day's subject
LIKELY = 0.04  # probability from which two quantities are set side by side: rather a doubtful pair
LINK = 0.15  # mean probability by which a quantity joins a group
FAR = 0.05  # cosine of the words of two clauses under which their numbers are of different matters
OTHER_NOUN = 0.15  # the same where the nouns differ: firms, individuals
FARTHEST = 4.0  # logarithm of the ratio over which two values are of different things
FARTHEST_COUNT = 7.0  # the same where one event is counted: a raid's dead, a war's dead
CLOSE = 0.35  # logarithm of the ratio under which two values are close
SAME_LENGTH = 0.25  # logarithm of the ratio of two lengths in different units that are one: 3 km (2 miles)

# events that sources tell for one another; between the others nothing is compared
_FATES = {
    event: fate
    for fate, events in {
        "harmed": "killed injured lost missing", "away": "displaced fled sheltered",
        "hit": "downed struck launched", "captured": "captured", "hungry": "hungry", "massed": "massed",
    }.items()
    for event in events.split()
}  # fmt: skip
_METRES = {"km": 1000.0, "mile": 1609.0, "feet": 0.3048}


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one quantity, and the probability of each pair of them by their places in ``mentions``.

    A pair that cannot be of one quantity has none.
    """

    mentions: tuple[Mention, ...]
    probabilities: Mapping[tuple[int, int], float]

    @property
    def probability(self) -> float:
        """How likely the group is of one quantity: the probability of its likeliest pair."""
        return max(self.probabilities.values(), default=0.0)

    def only(self, places: Sequence[int]) -> Group:
        """The mentions at some places, in their order."""
        pairs = {(i, j): (places[i], places[j]) for i, j in combinations(range(len(places)), 2)}
        kept = {pair: self.probabilities[of] for pair, of in pairs.items() if of in self.probabilities}
        return Group(tuple(self.mentions[place] for place in places), kept)


def group_mentions(mentions: Sequence[Mention], matters: Callable[[Group], bool]) -> list[Group]:
    """The mentions that give values of one quantity together, two or more, the likeliest pair of all first.

    A group begins with a pair that ``matters`` by itself, so that no mention is lost to a pair that nobody
    is shown. Of very many mentions only the ``MOST_MENTIONS`` nearest to the day's subject are compared.
    """
    if not mentions:
        return []
    compared, candidates = candidate_pairs(mentions)
    pairs = {pair: _probability(features) for pair, features in candidates}

    def begins(pair: tuple[int, int]) -> bool:
        return matters(_group(pair, compared, pairs))

    groups = (_group(places, compared, pairs) for places in _linked(compared, pairs, begins))
    return [group for group in map(_paired, map(_of_one_thing, groups)) if len(group.mentions) > 1]


def candidate_pairs(
    mentions: Sequence[Mention],
) -> tuple[list[Mention], list[tuple[tuple[int, int], dict[str, float]]]]:
    """The mentions nearest to the day's subject, and the pairs of their places that may be of one quantity,
    each with its features by name."""
    compared, like = _compared(mentions)
    return compared, list(_candidates(compared, like))


@cache
def _weights() -> dict[str, float]:
    path = files("summarizer") / "assets" / "mention_pairs.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _probability(features: Mapping[str, float]) -> float:
    """The probability that the mentions of a pair give different values of one quantity."""
    weights = _weights()
    return 1 / (1 + exp(-sum(weights[name] * value for name, value in features.items())))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Cosines of every two mentions' sentences, clauses and words around the number. (mentions, mentions)"""

    sentence: Array
    clause: Array
    around: Array


def _compared(mentions: Sequence[Mention]) -> tuple[list[Mention], _Likeness]:
    """The mentions nearest to the day's subject, and how alike they are."""
    told = content_vectors([m.passage.text for m in mentions])
    central = np.asarray(told @ told.sum(axis=0).T).ravel()
    keep = np.sort(np.argsort(-central, kind="stable")[:MOST_MENTIONS])
    compared = [mentions[i] for i in keep]
    told, clause = told[keep], content_vectors([m.clause for m in compared])
    around = content_vectors([m.around for m in compared])
    return compared, _Likeness(*((v @ v.T).toarray() for v in (told, clause, around)))


def _candidates(
    mentions: Sequence[Mention], like: _Likeness
) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """Pairs of mentions that may be of one quantity, and their features."""
    central = _centrality(mentions, like.sentence)
    for i, a in enumerate(mentions):
        for j in range(i):
            b = mentions[j]
            if _comparable(a, b) and _near(a, b, max(like.clause[i, j], like.around[i, j])):
                cosines = (like.clause[i, j], like.around[i, j], like.sentence[i, j])
                yield (j, i), _features(a, b, cosines, central[i] + central[j])


def _centrality(mentions: Sequence[Mention], told: Array) -> Array:
    """How much each sentence shares with the best sentence of every other document, 0 to 1. (mentions,)"""
    documents = {m.passage.document.id: n for n, m in enumerate(mentions)}
    of = np.array([documents[m.passage.document.id] for m in mentions])
    best = np.stack([told[:, of == d].max(axis=1) for d in documents.values()], axis=1)
    return np.asarray((best.sum(axis=1) - told.max(axis=1)) / max(1, len(documents) - 1))


def _comparable(a: Mention, b: Mention) -> bool:
    """Whether two mentions can be of one quantity, or look alike, and say something different."""
    q, r = a.quantity, b.quantity
    if dimension(q.unit) != dimension(r.unit) or len({_fate(q), _fate(r)} - {""}) > 1:
        return False
    if a.clause == b.clause and a.passage == b.passage:  # "two of their three wars", "3 kilometers (2 miles)"
        return False
    if (a.is_exchanged or b.is_exchanged) and q.written != r.written:  # hostages for prisoners
        return False
    if a.passage != b.passage and a.value != b.value and a.value in b.beside and b.value in a.beside:
        return False  # both sentences give both values: they agree
    if q.unit != r.unit and (a.value in b.beside or b.value in a.beside):
        return False  # one gives the other's value beside its own: "120 million pounds ($158 million)"
    if q.unit != r.unit and abs(log(_metres(q) / _metres(r))) < SAME_LENGTH:
        return False
    one_event = q.event in EVENTS and q.event == r.event
    if _ratio(q, r) > (FARTHEST_COUNT if one_event else FARTHEST):
        return False
    if a.value != b.value:
        return True
    if q.unit:  # over 2,500 acres, nearly 2,500 acres
        bounds = a.bound != b.bound and bool(a.bound and b.bound)
    else:  # one number, other things: 14,000 soldiers, 14,000 civilians
        bounds = a.bound != b.bound or (q.written != r.written and min(q.low, r.low) >= 10)
    return a.passage.document.id != b.passage.document.id and bounds


def _fate(quantity: Quantity) -> str:
    """What happened to those counted; events that one source or another tells for the same are one."""
    return _FATES.get(quantity.event, "") if not quantity.unit else ""


def _near(a: Mention, b: Mention, cosine: float) -> bool:
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


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of two sets that both have (Jaccard 1901), 0 where both are empty."""
    return len(a & b) / max(1, len(a | b))


def _features(
    a: Mention, b: Mention, cosines: tuple[float, float, float], central: float
) -> dict[str, float]:
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
        "names": jaccard(a.names, b.names),
        "near names": jaccard(a.near_names, b.near_names),
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
        "money": dimension(q.unit) == "money",
        "time": dimension(q.unit) == "time",
        "other unit": q.unit != r.unit,
        "revised": a.is_revised or b.is_revised,
        "central": 10 * central,
        "one value": a.value == b.value,
        "one day": bool(a.days & b.days),
        "other day": bool(a.days and b.days and not a.days & b.days),
        "both totals": a.is_total and b.is_total,
        "one total": a.is_total != b.is_total,
        "fighters, civilians": abs(a.combatants - b.combatants) / 2,
        "clause, event": clause * event,
        "around, noun": around * noun,
    }


def _linked(
    mentions: Sequence[Mention],
    pairs: Mapping[tuple[int, int], float],
    begins: Callable[[tuple[int, int]], bool],
) -> list[list[int]]:
    """Places of the mentions of one quantity, joined by average linkage from the likeliest pair on that
    ``begins`` a group."""
    home: dict[int, list[int]] = {}
    groups = []
    for (i, j), probability in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if probability < LIKELY:
            break
        if i not in home and j not in home:
            if not begins((i, j)):
                continue
            home[i] = home[j] = [i, j]
            groups.append(home[i])
        elif (i in home) != (j in home):
            group, new = (home[i], j) if i in home else (home[j], i)
            links = [pairs[key] for other in group if (key := (min(other, new), max(other, new))) in pairs]
            fighters = {mentions[other].combatants > 0 for other in (*group, new)}
            if len(fighters) == 1 and links and sum(links) / len(links) >= LINK:
                group.append(new)
                home[new] = group
    return groups


def _group(
    places: Sequence[int], mentions: Sequence[Mention], pairs: Mapping[tuple[int, int], float]
) -> Group:
    found = {}
    for (i, a), (j, b) in combinations(enumerate(places), 2):
        if (pair := (min(a, b), max(a, b))) in pairs:
            found[i, j] = pairs[pair]
    return Group(tuple(mentions[place] for place in places), found)


def _of_one_thing(group: Group) -> Group:
    """Those of a group to whom the same thing happened; where nothing did, those whose clauses hold what the
    clauses of its likeliest pair share."""
    mentions = group.mentions
    noun, event, _ = counted(mentions)
    if event:
        written = {
            m.quantity.written for m in mentions if m.quantity.event == event and m.quantity.noun != "people"
        }
        # no gunboats among oil rigs
        of_noun = [i for i, m in enumerate(mentions) if m.quantity.noun in ("", noun)]
        same = [i for i in of_noun if _happened(mentions[i].quantity, event, written)]
        return group.only(same)
    shared = set(content_stems(" ".join(shared_words(mentions[:2]))))
    stems = [set(content_stems(m.clause)) for m in mentions]
    return group.only([i for i, held in enumerate(stems) if i < 2 or 2 * len(shared & held) > len(shared)])


def _paired(group: Group) -> Group:
    """Those of a group that can be of one quantity with another one left in it."""
    paired = {place for pair in group.probabilities for place in pair}
    return group if len(paired) == len(group.mentions) else group.only(sorted(paired))


def _happened(quantity: Quantity, event: str, written: set[str]) -> bool:
    """Whether an event is told of a quantity; of a thing, nothing may be told, or a loss in other words."""
    lost = {quantity.event, event} == {"struck", "downed"}
    return quantity.event == event or ((lost or not quantity.event) and quantity.written in written - {""})
