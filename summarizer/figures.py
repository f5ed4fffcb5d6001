"""Figures that differ between sources, side by side: a revision, a dispute, or different things counted.

The documents' quantities are found (``mentions``) and those of one thing grouped (``mention_pairs``). Groups
that count one thing ("people killed") stand in one row, in it those of one event together (``events``).
Nothing is merged and nothing chosen: each value keeps the words, the speaker, the day and the paragraph of
its source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, zip_longest

from summarizer.config import FigureSettings
from summarizer.elsewhere import Elsewhere
from summarizer.events import PlacePairs, differ, is_change, is_of_past_year, related_places
from summarizer.excerpts import excerpt
from summarizer.figure_kinds import clause_stems, kind_by_speakers, kind_of_values
from summarizer.flashback import tells_past
from summarizer.lexical import content_stems, stem
from summarizer.mention_pairs import Group, group_mentions, jaccard
from summarizer.mentions import EVENTS, Mention, counted, find_mentions, shared_words
from summarizer.passages import sentence_passages
from summarizer.quantities import dimension
from summarizer.speakers import NO_PARTIES, Parties, find_parties
from summarizer.types import Deduplicated, Figure, FigureValue

# probability of its likeliest pair from which a group is shown: of things, of people (members of whatever it
# may be) and of those to whom something happened
SURE, SURE_PEOPLE, SURE_EVENT = 0.1, 0.2, 0.05
SURE_ALONE = 0.35  # the same where only the noun says what is counted
EVENT_WEIGHT = 2.0  # by which groups of people and things to whom something happened come first
KILLED_WEIGHT = 3.0  # and before these the dead
NEAR = 1.5  # times the other, up to which two counts are near
SAME_WORDS = 0.5  # share of words that two sides' clauses have in common where they speak of one thing
MOST_WORDS = 5  # of these in the name of a row

_SAYS_LITTLE = frozenset("year years including below people number report reports reported".split())
# who is counted, beside whom they stand: "12 million women and girls"
_KINDS_OF_PEOPLE = frozenset("women men girls boys children families civilians people persons".split())
_BACKGROUND = frozenset({"population"})  # of a place, whatever the day
# nouns of which a bare number tells too little to be compared
_VAGUE = frozenset("power country group attack part side way issue question point step time".split())
_PLURAL = {n: f"{n}s" for n in "drone missile site vessel platform tank attack war round warhead".split()} | {
    "country": "countries",
    "tank": "vehicles",
}
_UNIT_WORDS = {"usd": "dollars", "eur": "euros", "gbp": "pounds", "mile": "miles"}
_EVENT_WORDS = {e: e for e in EVENTS} | {
    "hungry": "in need",
    "captured": "captured or held",
    "downed": "downed or destroyed",
    "lost": "killed or wounded",
}
_FATES = EVENTS - {"hungry"}
_INCLUSIVE = re.compile(
    r"(?:at least|no (?:fewer|less) than|about|around|some|roughly|approximately|(?:an )?estimated)\b", re.I
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def compare_figures(kept: Deduplicated, settings: FigureSettings) -> tuple[Figure, ...]:
    """The quantities for which the documents give different values, ``settings.max_rows`` likeliest first."""
    elsewhere = Elsewhere(kept.documents)
    told = (p for p in sentence_passages(kept) if not (elsewhere.holds(p) or tells_past(p)))
    mentions = find_mentions(told)
    related = related_places(m.passage.text for m in mentions)
    groups = group_mentions(mentions, _matters)
    rows = [
        [
            events
            for part in _parts(row, settings.max_values)
            for events in _split(_events(part, related), settings.max_values)
        ]
        for row in _rows([g for g in groups if _matters(g)])
    ]
    in_turn = [events for parts in zip_longest(*rows) for events in parts if events]  # first parts first
    parties = find_parties(kept)
    figures = (_figure(events, settings.max_values, parties) for events in in_turn)
    return tuple(_told_once(f for f in figures if f is not None))[: settings.max_rows]


def _told_once(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The rows but those that show the same values as one before, and measures of which rows before show all
    sentences: a price and its fall in percent."""
    seen: list[Figure] = []
    told: list[FigureValue] = []
    for figure in figures:
        is_again = any(_show_the_same(figure, other) for other in seen)
        if not is_again and not all(value.unit and _is_shown(value, told) for value in figure.values):
            seen.append(figure)
            told += figure.values
            yield figure


def _show_the_same(one: Figure, other: Figure) -> bool:
    """Whether two rows have the same values, of sentences of which one is in both."""
    values, others = ({(v.low, v.high) for v in figure.values} for figure in (one, other))
    passages, told = ({(p.document.id, p.start) for v in f.values for p in v.passages} for f in (one, other))
    return values == others and bool(passages & told)


def _is_shown(value: FigureValue, told: Iterable[FigureValue]) -> bool:
    """Whether one of other values is shown with the words of this one."""
    written = re.compile(rf"(?<![\w.,]){re.escape(value.written)}(?!\w)")
    return any(value.passages[0] == v.passages[0] and written.search(v.text) for v in told)


def _matters(group: Group) -> bool:
    """Whether a reader wants to see that values differ: of people and things to whom something happened, or
    of a number whose clauses share what it is of. The surer it is, the less needs to be known."""
    mentions, sure = group.mentions, group.probability
    noun, event, unit = counted(mentions)
    if event:
        return sure >= SURE_EVENT and noun not in _VAGUE
    if dimension(unit) == "time" or (not unit and noun in _VAGUE):
        return False
    documents = {m.passage.document.id for m in mentions}
    shared = shared_words(mentions)
    if _BACKGROUND.intersection(shared):
        return False
    is_length = dimension(unit) == "length"
    told = [w for w in shared if (is_length or w[0].islower()) and w not in _SAYS_LITTLE | _KINDS_OF_PEOPLE]
    special = not unit and noun not in ("", "people") and len({m.quantity.written for m in mentions}) == 1
    bar = (SURE_PEOPLE if noun == "people" else SURE) if told else SURE_ALONE if special else 1.0
    return sure >= bar and len(documents) > 1


def _rows(groups: Sequence[Group]) -> list[list[Sequence[Mention]]]:
    """Groups that count one thing to which one thing happened share a row; others have one of their own.

    The surest rows come first, and of these those of people and things to whom something happened."""
    rows: defaultdict[tuple[object, ...], list[Sequence[Mention]]] = defaultdict(list)
    worth: defaultdict[tuple[object, ...], float] = defaultdict(float)
    for number, group in enumerate(groups):
        noun, event, _ = counted(group.mentions)
        key = (noun, event) if noun and event else _like_row(group, noun, rows) or (number,)
        rows[key].append(group.mentions)
        weight = KILLED_WEIGHT if event == "killed" else EVENT_WEIGHT if event else 1.0
        worth[key] = max(worth[key], group.probability * weight)
    return [rows[key] for key in sorted(rows, key=lambda k: -worth[k])]


def _like_row(
    group: Group, noun: str, rows: Mapping[tuple[object, ...], Sequence[Sequence[Mention]]]
) -> tuple[object, ...]:
    """The row of things to which nothing happened that are counted in like words ("wars fought"), or ()."""
    told = frozenset(word for m in group.mentions for word in _plain_stems(m))
    for key, groups in rows.items() if noun not in ("", "people") else ():
        mentions = [m for of_row in groups for m in of_row]
        is_of_noun = counted(mentions)[:2] == (noun, "")
        if is_of_noun and any(told & _plain_stems(m) for m in mentions):
            return key
    return ()


def _plain_stems(mention: Mention) -> frozenset[str]:
    """The content of a clause but names, numbers and what is counted."""
    plain = " ".join(word for word in mention.clause.split() if word.islower())
    return frozenset(content_stems(plain)) - set(content_stems(mention.written))


def _parts(groups: Sequence[Sequence[Mention]], most: int) -> list[list[Sequence[Mention]]]:
    """The groups of a row, in as many rows as it takes for ``most`` values in each."""
    parts: list[list[Sequence[Mention]]] = []
    left = 0
    for group in _joined(groups):
        values = len(_collapsed(group))
        if values > 1 and values > left:
            parts.append([])
            left = most
        if values > 1:
            parts[-1].append(group)
            left -= values
    return parts


def _split(events: Sequence[list[Mention]], most: int) -> Iterator[list[list[Mention]]]:
    """The events of a row, in as many rows as it takes for ``most`` values in each, no event in two."""
    row: list[list[Mention]] = []
    left = most
    for event in events:
        values = len(_collapsed(event))
        if row and values > left:
            yield row
            row, left = [], most
        row.append(event)
        left -= values
    yield row


def _figure(
    events: Sequence[Sequence[Mention]], max_values: int, parties: Parties = NO_PARTIES
) -> Figure | None:
    """A row of the table, a group of values for each event, or None where only one value is left."""
    values = [(same, number) for number, event in enumerate(events) for same in _collapsed(event)]
    exact: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for same, number in values:
        exact[number] += [] if _is_vague(same[0]) else [same[0].value]
    values = [(same, number) for same, number in values if not _leaves_open(same[0], exact[number])]
    shown = tuple(_shown(same, number) for same, number in values[:max_values])
    told = [m for event in events for m in event]
    counts = {(number, same[0].value) for same, number in values}
    differs = len({number for number, _ in counts}) < len(counts)  # two counts of one event
    if len({value.text for value in shown}) < 2 or not (differs or _look_alike(told)):
        return None
    if len(events) == 1:
        return Figure(_what(told), kind_of_values(events[0], parties), shown)
    kinds = [kind_by_speakers(event, parties) or "scope" for event in events]
    return Figure(_what(told), "scope", shown, tuple(kinds))


def _look_alike(mentions: Sequence[Mention]) -> bool:
    """Whether counts of different things are easily taken for one: of what happened to some here and to
    others there, near to one another and of no unit, or what two sides say in the same words."""
    if counted(mentions)[1] in _FATES:
        return True
    for a, b in combinations(mentions, 2):
        is_near = max(a.value[1], b.value[1]) <= NEAR * min(a.value[0], b.value[0])
        is_near = is_near and not (a.quantity.unit or b.quantity.unit)
        of_two_sides = bool(a.side and b.side) and not a.side & b.side
        if a.value != b.value and (
            is_near or (of_two_sides and jaccard(clause_stems(a), clause_stems(b)) >= SAME_WORDS)
        ):
            return True
    return False


def _events(groups: Iterable[Sequence[Mention]], related: PlacePairs) -> list[list[Mention]]:
    """The mentions of a row by event, as far as their words tell: those of several values first, then the
    latest; one of which no more than "thousands" is known, or by how much it grew, is left out."""
    events: list[list[Mention]] = []
    for group in groups:
        for mentions in _of_one_event(group, related):
            same = next((e for e in events if _share_a_value(e, mentions, related)), None)
            if same is None:
                events.append(mentions)
            else:
                same.extend(mentions)
    events = [left for event in events if (left := _without_past_years(event))]
    exact = [event for event in events if not all(map(_is_vague, event))]
    told = exact if sum(len(_collapsed(event)) for event in exact) > 1 else events
    return sorted(told, key=lambda event: (len(_collapsed(event)) < 2, -max(m.published for m in event)))


def _without_past_years(event: Sequence[Mention]) -> list[Mention]:
    """The mentions of an event but those of a year that is over which no other one names; none where all are,
    or tell only by how much a count grew."""
    if all(is_change(m) or is_of_past_year(m) for m in event):
        return []
    now = {year for m in event if not is_of_past_year(m) for year in _YEAR.findall(m.passage.text)}
    return [m for m in event if not is_of_past_year(m) or now.intersection(_YEAR.findall(m.passage.text))]


def _of_one_event(mentions: Iterable[Mention], related: PlacePairs) -> list[list[Mention]]:
    """The mentions of a group, those together whose words do not show that they are of different events."""
    events: list[list[Mention]] = []
    for mention in mentions:
        fits = (e for e in events if not any(differ(mention, other, related) for other in e))
        event = next(fits, None)
        if event is None:
            events.append([mention])
        else:
            event.append(mention)
    return events


def _share_a_value(event: Sequence[Mention], mentions: Sequence[Mention], related: PlacePairs) -> bool:
    """Whether two sets of mentions give one value, and no two of them are shown to be of different events."""
    shared = {m.value for m in event if not _is_vague(m)} & {m.value for m in mentions}
    return bool(shared) and not any(differ(a, b, related) for a in event for b in mentions)


def _joined(groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Groups in which one side gives one value are of one quantity."""
    joined: list[list[Mention]] = []
    for group in groups:
        same = [g for g in joined if any(a.value == b.value and a.side & b.side for a in g for b in group)]
        if same:
            same[0].extend(group)
        else:
            joined.append(list(group))
    return joined


def _collapsed(group: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one value together, those of fighters apart; the latest first. "Thousands" and the like are
    left out where two values say more."""
    same: defaultdict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in group:
        same[mention.value, _bound(mention), mention.combatants > 0].append(mention)
    exact = [mentions for mentions in same.values() if not _is_vague(mentions[0])]
    told = exact if len(exact) > 1 else same.values()
    return sorted(told, key=lambda ms: max(m.published for m in ms), reverse=True)


def _bound(mention: Mention) -> str:
    """On which side of its value a quantity lies; "" where it may be the value: "nine", "at least nine", but
    not "more than nine"."""
    return "" if _INCLUSIVE.match(mention.written) else mention.bound


def _is_vague(mention: Mention) -> bool:
    """Whether only the size is told: dozens, tens of thousands."""
    return mention.quantity.high >= 2 * mention.quantity.low and not re.search(r"\d", mention.written)


def _leaves_open(mention: Mention, exact: Sequence[tuple[float, float]]) -> bool:
    """Whether only the size is told, and one of the ``exact`` values is of that size: millions, 5 million."""
    low, high = mention.value
    return _is_vague(mention) and any(low <= value[0] and value[1] <= high for value in exact)


def _shown(same: Sequence[Mention], group: int) -> FigureValue:
    first = next((m for m in same if m.speaker), same[0])
    passages = {m.passage.document.id: m.passage for m in (*reversed(same), first)}
    q = first.quantity
    written = " ".join(first.written.split())
    return FigureValue(
        written,
        excerpt(first),
        q.low,
        q.high,
        q.unit,
        first.speaker,
        (first.passage, *(p for p in reversed(passages.values()) if p != first.passage)),
        group,
    )


def _what(mentions: Sequence[Mention]) -> str:
    """What is counted, in words: noun and event, or else the unit and the words that the clauses share."""
    noun, event, unit = counted(mentions)
    if noun == "attack" and event == "struck":
        event = ""
    noun = noun if noun == "people" else _as_written(mentions) or _PLURAL.get(noun, noun)
    if noun and event:
        return f"{noun} {_EVENT_WORDS[event]}"
    words = [w for w in shared_words(mentions) if w.lower() != noun][:MOST_WORDS]
    return (_UNIT_WORDS.get(unit, unit) or noun or "number") + (f": {' '.join(words)}" if words else "")


def _as_written(mentions: Sequence[Mention]) -> str:
    """The one word by which all sources name what is counted ("areas" of the sites), or ""."""
    stems = {m.quantity.written for m in mentions}
    words = {m.written.split()[-1].lower() for m in mentions}
    named = sorted(w for w in words if {stem(w)} == stems)
    return named[-1] if named else ""
