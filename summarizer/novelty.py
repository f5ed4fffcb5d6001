"""What is new: each statement of today against what earlier briefs told.

    new         not told before
    revised     told before, but a figure or the state of things has changed since
    repeated    told before; not told again as today's news
    withdrawn   what was told before is taken back

Two statements are about the same if their words are alike (cosine of TF-IDF over stems, as everywhere
in this package; names and numbers weigh most, being rare). Alike is not the same: a strike on
Tuesday is not Monday's, whatever the words, and a figure that differs is news. So a statement is
``repeated`` only if it is much alike, of the same day as far as the two say, and adds no figure and
hardly a name and nothing grave; what is doubtful is new, since to tell a thing twice costs a line and to lose one
costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from summarizer import facts
from summarizer.lexical import DECIMALS, Array, content_stems, tfidf
from summarizer.text import REMEMBERED, normalize
from summarizer.types import Claim, EarlierClaim, Novelty

SUBJECT = 0.35  # cosine from which on two statements are about the same thing
SAME = 0.4  # and from which on they tell the same
SAME_FIGURE = 0.28  # where both give one figure of ten or more for the same thing: that is hardly chance
NEW_NAMES = 0.25  # share of a statement's names that may be new where it repeats another: who said it, mostly
BATCH = 1000  # claims compared at once
COUNTED = 3  # content words behind a number that say what is counted

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.I)
_MONTH = "|".join(m.title() for m in _MONTHS)
_MONTH_DAY = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?P<a>{_MONTH})|(?P<b>{_MONTH}) (?P<after>\d{{1,2}}))\b"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?(?!,?\d)"
)
_TODAY = re.compile(r"\b(?:today|tonight|overnight|this (?:morning|afternoon|evening))\b", re.I)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.I)
# the day on which something was said is not the day on which it happened
_SAID_ON = re.compile(
    rf"{facts.SPEECH.pattern}(?: (?!that\b)[\w'-]+){{0,4}}? (?:on |late |early )*(?:{'|'.join(_WEEKDAYS)})\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|set to|due to|expected to|plans? to|scheduled (?:to|for)|"
    r"prepar(?:e|es|ing) (?:for|to)|head(?:s|ed|ing)? into|would|to be)\b"
)
_ON_DAY = re.compile(r"\b(?:on|(?:night|morning|evening|hours) of) @", re.I)  # @ stands for a day
# what is news though all its names are known; not strikes and attacks, which have too many names
_GRAVE = frozenset(
    content_stems(
        "killed shot executed drowned wounded poisoned raped tortured kidnapped abducted arrested jailed resigned dismissed "
        "collapsed sabotage mutinied defected surrendered deserted exploded crashed sank coup mutiny massacre"
    )
)
# tells of now or of what is to come, or names a day only beside its news
_CURRENT = re.compile(
    rf"{_FUTURE.pattern}|\b(?:is|are|has|have|may|might|must|can|could|should|shall|since|until|till|now|still|"
    r"deadline|expires?|ends?|resumes?|begins?|starts?|takes?|meets?|opens?|leaves?|returns?|rose|risen|rises?|climbed|"
    r"reached|raised|updated|admit\w*|acknowledg\w*|confirm\w*|reveal\w*|found|emerged|lifted|overturned)\b|"
    r"\b(?:it|he|she|they|that|which|who|what) (?:had )?\w+ [^,;.]{0,60}?\bon @|\bby @|@, (?:was|were|had)\b",
    re.I,
)
_ENDS_COUNT = re.compile(
    r"[,;.]| (?:when|as|after|by|in|on|at|over|with|from|and|were|was|had|have|that|who)\b"
)
_OF_EACH_DAY = re.compile(r"\b(?:drones?|missiles?|rockets?|shells|UAVs?)\b", re.I)
_SUMMED = re.compile(
    r"\b(?:totals?|in all|altogether|so far|overall|since|toll|rais(?:ed|es|ing)|ris(?:en|ing)|rose|revis\w+|updat\w+|"
    r"correct\w+|now (?:says?|puts?)|earlier (?:figure|count|statement)|up from|down from)\b",
    re.I,
)
_AHEAD = 5  # content words behind a word of the future that say what is to come
_RETRACTED = re.compile(
    r"\b(?:retract\w*|disown\w*|walk(?:s|ed|ing)? back|took back|takes back|taken back|corrected|correction|"
    r"(?:withdr[ae]w|withdrawn|withdrew|apologi[sz]ed for) (?:its|the|his|her|their|an?) (?:\w+ ){0,2}"
    r"(?:report|claim|statement|figure|toll|count|announcement|remark|accusation)s?|"
    r"(?:was|were|had been|been) (?:wrong|false|mistaken|in error|incorrect|untrue|inaccurate|issued in error)|"
    r"not true|did not (?:happen|take place|occur)|never (?:happened|took place)|counted twice|erroneous\w*|mistakenly)\b",
    re.I,
)  # fmt: skip
_RISEN = re.compile(
    r"\b(?:(?:rose|risen|climbed|grown?|grew|increased|raised|fell|fallen|dropped|up) to|reached|at) $"
)
# states that exclude each other: what was told in one and is told in the other has changed
_STATES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I))
    for one, other in (
        (r"clos(?:e|es|ed|ing)|shut|sealed", r"re-?open(?:s|ed|ing)?|open(?:s|ed)? again"),
        (
            r"agree(?:s|d)?|accept(?:s|ed)?|approv(?:e|es|ed)|sign(?:s|ed)?|backed",
            r"reject(?:s|ed)?|refus(?:e|es|ed)|declin(?:e|es|ed)|turn(?:s|ed) down|pull(?:s|ed) out|vetoed",
        ),
        (
            r"captur(?:e|ed)|seiz(?:e|es|ed)|took control|taken control|occup(?:y|ied)|overran",
            r"re-?captured|retook|retaken|lost|withdrew|withdrawn|pulled (?:out|back)|pushed out|driven out|abandoned",
        ),
        (r"missing|unaccounted", r"found|rescued|recovered"),
        (r"ha(?:s|ve) begun|began|begin|started|under way|underway|ongoing", r"ended|concluded|broke (?:up|off)|finished"),
        (r"hold(?:s|ing)|held|in force|took effect|in effect", r"collapsed|broken|violated|expired|broke down"),
        (r"postpone[sd]?|delay(?:s|ed)|cancel(?:s|l?ed)|called off|suspend(?:s|ed)", r"resum(?:e|es|ed)|went ahead|held|restarted"),
        (r"detain(?:s|ed)|arrest(?:s|ed)|held hostage|imprisoned|jailed", r"releas(?:e|es|ed)|freed|set free"),
        (r"den(?:y|ies|ied)", r"confirm(?:s|ed)|admit(?:s|ted)|acknowledged"),
        (r"impos(?:e|es|ed)|introduced", r"lift(?:s|ed)|eas(?:es|ed)|scrapped|dropped"),
        (r"halt(?:s|ed)|stopp?(?:s|ed)|cut off", r"resum(?:e|es|ed)|restarted|restored"),
        (r"recall(?:s|ed)", r"return(?:s|ed)|sent back|reinstated"),
    )
)  # fmt: skip


def mark_claims(claims: Sequence[Claim], earlier: Sequence[EarlierClaim], *, date: date) -> list[Claim]:
    """The claims, each with its ``novelty`` and, unless it is new, the earlier claim it stands to.

    ``date`` is the day of today's brief. Without earlier claims nothing is marked.
    """
    if not earlier:
        return list(claims)
    rows = _likeness(claims, earlier)
    return [_mark(claim, earlier, row, date) for claim, row in zip(claims, rows, strict=True)]


def told_before(claims: Sequence[Claim], earlier: Sequence[EarlierClaim], *, date: date) -> Array:
    """How much each claim resembles what was told, 0 to 1: the cosine with the likest earlier claim but those
    that tell of other days, that lack a figure or something grave that the claim has, or from which a state has
    changed since. (n,)"""
    if not earlier:
        return np.zeros(len(claims))
    days = [event_days(e.text, e.date) for e in earlier]
    rows = zip(claims, _likeness(claims, earlier), strict=True)
    return np.array([_most_alike(claim, earlier, days, row, date) for claim, row in rows])


def _most_alike(
    claim: Claim, earlier: Sequence[EarlierClaim], days: Sequence[frozenset[date]], row: Array, date: date
) -> float:
    mine = _days(claim, date)
    if mine and min(mine) >= date:  # what happened today has not been told
        days = [told or frozenset({e.date}) for told, e in zip(days, earlier, strict=True)]
    for i in np.argsort(-row, kind="stable"):
        if row[i] == 0:
            break
        is_other_day = mine and days[i] and not mine & days[i]
        is_other_night = _published(claim, date) > earlier[i].date and _both_of_the_day(claim, earlier[i])
        if not (is_other_day or is_other_night or _is_news(claim.text, earlier[i])):
            return float(row[i])
    return 0.0


def _both_of_the_day(claim: Claim, earlier: EarlierClaim) -> bool:
    """Whether both tell of "today" or "overnight", which is another night in a text of another day."""
    return bool(_TODAY.search(claim.text) and _TODAY.search(earlier.text))


def _is_news(text: str, earlier: EarlierClaim) -> bool:
    """Whether a text tells more than an earlier claim, or something else of what it tells."""
    told = " ".join((earlier.text, *earlier.quotes))
    return _tells_more(text, told) or _has_changed(text, earlier)


def _has_changed(text: str, earlier: EarlierClaim) -> bool:
    """Whether a text gives another figure for what an earlier claim counts, or a state that was another then."""
    told = " ".join((earlier.text, *earlier.quotes))
    return figure_changed(text, earlier.text, told) or _state_changed(text, earlier.text)


def _likeness(claims: Sequence[Claim], earlier: Sequence[EarlierClaim]) -> Iterator[Array]:
    """Of each claim, its cosine with each earlier one: with its text, or the likest of its quotes."""
    told = [(at, text) for at, e in enumerate(earlier) for text in dict.fromkeys((e.text, *e.quotes))]
    matrix = tfidf([content_stems(t) for t in (*(c.text for c in claims), *(text for _, text in told))])
    of = np.array([at for at, _ in told])
    for start in range(0, len(claims), BATCH):
        cosines = (matrix[start : min(start + BATCH, len(claims))] @ matrix[len(claims) :].T).toarray()
        likeness = np.zeros((len(earlier), len(cosines)))
        np.maximum.at(likeness, of, cosines.T)
        yield from likeness.T.round(DECIMALS)


def told_again(claims: Sequence[Claim], earlier: Sequence[EarlierClaim], *, date: date) -> tuple[Claim, ...]:
    """The claims that repeat earlier ones: one for each earlier claim that is told again, in their order."""
    found: dict[EarlierClaim, Claim] = {}
    for claim in mark_claims(claims, earlier, date=date):
        if claim.novelty == "repeated" and claim.earlier:
            found.setdefault(claim.earlier, claim)
    return tuple(found[e] for e in earlier if e in found)


def _mark(claim: Claim, earlier: Sequence[EarlierClaim], likeness: Array, date: date) -> Claim:
    """The claim as the latest earlier statement of the same thing has it; a figure told on any day is told."""
    about = [int(i) for i in np.flatnonzero(likeness >= SAME_FIGURE)]
    about.sort(key=lambda i: (earlier[i].date, likeness[i]), reverse=True)
    judged = [(compare(claim, earlier[i], float(likeness[i]), date=date), earlier[i]) for i in about]
    judged = [(novelty, e) for novelty, e in judged if novelty != "new"]
    if not judged:
        return replace(claim, novelty="new")
    novelty, found = judged[0]
    if novelty == "revised" and not _state_changed(claim.text, found.text):
        told = next((e for n, e in judged if n == "repeated"), None)  # an old figure, come back
        novelty, found = ("repeated", told) if told else (novelty, found)
    return replace(claim, novelty=novelty, earlier=found)


def compare(claim: Claim, earlier: EarlierClaim, likeness: float, *, date: date) -> Novelty:
    """How a claim of ``date`` stands to one earlier claim that it is as alike to as ``likeness``, 0 to 1."""
    text, told = claim.text, " ".join((earlier.text, *earlier.quotes))
    if likeness < SAME_FIGURE:
        return "new"
    if likeness >= SUBJECT and _RETRACTED.search(text) and not _RETRACTED.search(told):
        return "withdrawn"
    days, days_before = _days(claim, date), event_days(earlier.text, earlier.date)
    is_subject = likeness >= SUBJECT
    if days and days_before and not days & days_before:  # "closed on Monday", "reopened on Thursday"
        return "revised" if is_subject and _state_changed(text, earlier.text) else "new"
    if _has_changed(text, earlier):
        is_another = _is_of_another_day(claim, earlier, date) and not _state_changed(text, earlier.text)
        return "revised" if is_subject and not is_another else "new"
    bar = SAME_FIGURE if _same_figure(text, told) else SAME
    adds = _tells_more(text, told) or _new_names(text, told) > NEW_NAMES
    return "repeated" if likeness >= bar and not adds else "new"


def is_stale(claim: Claim, earlier: Sequence[EarlierClaim], *, date: date) -> bool:
    """Whether a claim of ``date`` plainly tells what happened before the day of the last earlier brief: that was
    to be told then. What is to come, goes on, has risen or only comes to light now is not stale."""
    text = _WEEKDAY.sub("@", _MONTH_DAY.sub("@", _SAID_ON.sub(" ", normalize(claim.text))))
    if not earlier or not _ON_DAY.search(text) or _CURRENT.search(text):
        return False
    days = _days(claim, date)
    return bool(days) and max(days) < max(e.date for e in earlier)


def _days(claim: Claim, date: date) -> frozenset[date]:
    return event_days(claim.text, _published(claim, date))


def _published(claim: Claim, date: date) -> date:
    """The day of the document that a claim is of, or else that of the brief."""
    published = claim.evidence[0].document.published if claim.evidence else None
    return published.date() if published else date


def event_days(text: str, day: date, *, ahead: bool | None = None) -> frozenset[date]:
    """The days that a statement of ``day`` says things happened on, or will; empty where it names none.
    ``ahead`` says which of the two, where the form of the statement is not to tell.

    A weekday is the last one of its name, or the next where the statement is about what is to come.
    The day on which something was said does not count. "Overnight" may be the day or the one before.
    """
    text = _SAID_ON.sub(" ", normalize(text))
    is_ahead = bool(_FUTURE.search(text)) if ahead is None else ahead
    days: set[date] = set()
    for match in _WEEKDAY.finditer(text):
        coming = (_WEEKDAYS.index(match.group().lower()) - day.weekday()) % 7
        past = day - timedelta(-coming % 7)
        if past == day and text[: match.start()].lower().endswith("last "):
            past -= timedelta(7)
        days.add(day + timedelta(coming) if is_ahead else past)
    for match in _MONTH_DAY.finditer(text):
        years = [int(match["year"])] if match["year"] else [day.year - 1, day.year, day.year + 1]
        found = _nearest(match["a"] or match["b"], int(match["before"] or match["after"]), day, years)
        days |= {found} if found else set()
    if _TODAY.search(text):
        days |= {day} if ahead else {day, day - timedelta(1)}
    if _YESTERDAY.search(text):
        days |= {day - timedelta(1), day - timedelta(2)}
    return frozenset(days)


def _nearest(month: str, number: int, day: date, years: Iterable[int]) -> date | None:
    """The day of that month and number, in one of ``years``, that is nearest to ``day``."""
    found = []
    for year in years:
        try:
            found.append(date(year, _MONTHS.index(month.lower()) + 1, number))
        except ValueError:
            continue  # 30 February, and 29 in most years
    return min(found, key=lambda d: abs(d - day), default=None)


def _is_of_another_day(claim: Claim, earlier: EarlierClaim, date: date) -> bool:
    """Whether a claim of a later day counts what comes anew each day, drones or strikes, and sums up nothing."""
    return bool(
        _published(claim, date) > earlier.date
        and any(_OF_EACH_DAY.search(part) for part in _changed_counts(claim.text, earlier.text))
        and not (_SUMMED.search(claim.text) or facts.former_counts(claim.text))
    )


def _changed_counts(text: str, earlier: str) -> list[str]:
    """What the numbers of a text count that the earlier one lacks: the words right behind each."""
    text, known = normalize(text), _values(earlier)
    new = [number for number in facts.numbers(text) if number.value > 1 and number.value not in known]
    return [_ENDS_COUNT.split(text.partition(number.written)[2])[0] for number in new]


def figure_changed(text: str, earlier: str, told: str) -> bool:
    """Whether a quantity that the earlier statement gives has another value now.

    It is the same quantity if the unit is the same and what happened to those counted, or else what
    is counted. ``told`` is all that is known of the earlier statement: a value found there is no change.
    """
    known, mine = _values(told), _values(text) - facts.former_counts(text)  # "raising the toll from 16"
    new = [(unit, counted) for value, unit, counted in _quantities(text) if value not in known]
    old = [(unit, counted) for value, unit, counted in _quantities(earlier) if value not in mine]
    return any(unit == before and counted & then for unit, counted in new for before, then in old)


def _same_figure(text: str, told: str) -> bool:
    """Whether both count the same number, of ten or more, of the same thing."""
    known = _quantities(told)
    return any(
        value >= 10 and value == other and unit == before and counted & then
        for value, unit, counted in _quantities(text)
        for other, before, then in known
    )


def _values(text: str) -> set[float]:
    return {value for value, _, _ in _quantities(text)}


@lru_cache(maxsize=REMEMBERED)
def _quantities(text: str) -> tuple[tuple[float, str, frozenset[str]], ...]:
    """The numbers of a text that count something: value, unit, and stems that say what is counted."""
    text = _MONTH_DAY.sub(" ", normalize(text))
    found, at = [], 0
    for number in facts.numbers(text):
        start = text.find(number.written, at)
        at = start + len(number.written)
        is_year = number.written.isdigit() and 1900 <= number.value <= 2100 and not number.unit
        if is_year or (number.value == 1 and not number.written.isdigit()):
            continue  # "one" is a pronoun as often as a number
        counted = " ".join(number.kinds) or re.split(r"[,;:.](?= |$)", text[at : at + 60])[0]
        risen = not number.kinds and _RISEN.search(text[:start])  # "the death toll in Oskel rose to seven"
        stems = content_stems(text[:start]) if risen else content_stems(counted)[:COUNTED]
        found.append((number.value, number.unit, frozenset(stems)))
    return tuple(found)


def _new_names(text: str, told: str) -> float:
    """The share of a statement's names that the earlier one lacks; forms of one name are one."""
    mine, known = _names(text), {_root(stem) for stem in content_stems(told)}
    return len([name for name in mine if name not in known]) / max(1, len(mine))


def _tells_more(text: str, told: str) -> bool:
    """Whether a statement gives a figure or tells something grave of which the earlier one said nothing."""
    return bool(_values(text) - _values(told)) or _is_graver(text, told)


def _is_graver(text: str, told: str) -> bool:
    """Whether a statement tells of something grave of which the earlier one said nothing."""
    return bool(_GRAVE & set(content_stems(text)) - set(content_stems(told)))


def _names(text: str) -> set[str]:
    names = [n for n in facts.names(text) if not facts.is_day_or_month(n)]
    return {_root(stem) for name in names for stem in content_stems(name)}


def _root(stem: str) -> str:
    return stem[:5]  # Ukraine, Ukrainian


def _state_changed(text: str, earlier: str) -> bool:
    """Whether what was to come has come, or a state has given way to one that excludes it."""
    if not _FUTURE.search(text) and not facts.MODAL.search(text) and _come(text, earlier):
        return True
    return any(_turned(text, earlier, *pair) or _turned(text, earlier, *pair[::-1]) for pair in _STATES)


def _come(text: str, earlier: str) -> bool:
    """Whether the text holds most of what the earlier one says is to come."""
    mine = set(content_stems(text))
    announced = [set(content_stems(earlier[m.end() :])[:_AHEAD]) for m in _FUTURE.finditer(earlier)]
    return any(some and len(some & mine) >= len(some) / 2 for some in announced)


def _turned(text: str, earlier: str, before: re.Pattern[str], now: re.Pattern[str]) -> bool:
    was, is_now = before.search(earlier), now.search(text)
    return bool(was and is_now and not now.search(earlier) and not before.search(text))
