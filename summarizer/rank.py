"""How much a sentence matters: a learned weighted sum of what an editor looks at.

The signs are the usual ones of extractive summarization (Edmundson 1969; Kupiec, Pedersen
and Chen 1995: position, title, cue words, length), how central a sentence is in the whole
set (see ``centrality``), how much it sounds like what editors report (see ``lexical``), and
whether it is of today. The weights are learned from clusters whose vital
facts people marked; ``training/ranker.py`` makes them. All signs are linear in the number of
sentences, so that ten thousand documents are no harder than ten.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from summarizer import centrality
from summarizer.lexical import (
    DECIMALS,
    LABELS,
    Array,
    hash_sentences,
    label_scores,
    salience,
    weights,
)
from summarizer.text import words
from summarizer.types import Passage

SALIENCE_WEIGHT = 0.7  # of lexical salience beside the learned odds, whose training clusters are few
LEAST_SPREAD, FARTHEST = 1e-3, 4.0  # of a standardized feature: standard deviation, and how many of them
OFF_TOPIC_CENTROID, OFF_TOPIC_SALIENCE = 0.25, 0.15
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(m.title() for m in _MONTHS)})\b")
_MONTH_DAY = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?\b({'|'.join(m.title() for m in _MONTHS)})\b(?: (\d{{1,2}})\b(?!\d))?"
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d[\d,.]*")
_CAPITAL = re.compile(r"(?<!^)\b[A-Z][a-z]+")
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|confirmed|reported|stated|warned|accused|claimed|denied|"
    r"called|added|described|wrote|insisted|urged|condemned|vowed|pledged)\b",
    re.I,
)
_LOOSE = re.compile(
    r"^[\"“]?(?:he|she|they|it|this|these|those|that|his|her|their|its|such|but|and|so|yet|however|"
    r"meanwhile|also|still|then|there|here|i|we|you|our|my)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:kill|attack|str(?:ike|uck)|launch|shot|shell|fire|explo|wound|injur|seiz|captur|agree|meet|met|"
    r"talks|sign|propos|reject|demand|ceasefire|truce|sanction|deploy|evacuat|resign|vote|approve|announc|"
    r"threat|warn|condemn|arriv|begin|began|start|end)",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:should|must|need to|perhaps|arguably|of course|indeed|in fact|why|imagine|ought)\b", re.I
)
_FIRST_PERSON = re.compile(r"\b(?:i|we|our|my|you)\b", re.I)
_BACKGROUND = re.compile(r"\b(?:last|previous|earlier|ago|since|history|decade|century|former)\b", re.I)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Two judgements of each sentence. Arrays of shape (n,), rounded so that no machine's arithmetic
    decides between two that are equal.

    ``worth``: how much it matters, about 0 to 2. ``vital``: the log-odds that it belongs to the
    few facts of the day that come first, rather than to what is told of its subject.
    """

    worth: Array
    vital: Array


def rank_sentences(sentences: Sequence[Passage], *, date: date, origins: Mapping[str, str]) -> Ranking:
    """How much each sentence matters, and whether it is among the first facts of the day.

    ``sentences`` are whole sentences in reading order, document by document. ``origins`` maps a
    document's id to that of the document whose story it tells.
    """
    if not sentences:
        return Ranking(np.zeros(0), np.zeros(0))
    hashed = hash_sentences([s.text for s in sentences])
    labels = label_scores(hashed)
    lexical = salience(hashed)
    values = sentence_features(sentences, date=date, origins=origins, saliences=lexical, labels=labels)
    w = weights()
    standard = (values - w["rank_mean"]) / w["rank_scale"]
    carries = standard @ w["rank"] + w["rank_offset"]
    told = logistic(carries) + SALIENCE_WEIGHT * np.maximum(lexical, 0.0)
    worth = np.where(_off_topic(values), 0.0, told)
    placed = (place_features(values, carries, labels) - w["vital_mean"]) / w["vital_scale"]
    vital = np.asarray(placed @ w["vital"] + w["vital_offset"], dtype=np.float64)
    return Ranking(worth.round(DECIMALS), vital.round(DECIMALS))


def logistic(odds: Array) -> Array:
    """Probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def _off_topic(values: Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Sentences of documents that share little with the others and hold nothing an editor reports. (n,)"""
    centroid = values[:, FEATURES.index("document_centroid")]
    highest = values[:, FEATURES.index("document_salience_max")]
    return (centroid < OFF_TOPIC_CENTROID) & (highest < OFF_TOPIC_SALIENCE)


# features of which the place among the cluster's sentences tells more than the value
_RANKED = (
    "salience", "centroid", "titles", "leads", "document_frequency", "document_salience_mean",
    "document_centroid", "alike_mean", "alike_top", "title_mean", "title_max", "bigrams_mean",
    "lead_alike_mean",
)  # fmt: skip
_MEASURED = (
    "first", "lead", "log_index", "log_length", "finished", "question", "quotation", "opens_with_quotation",
    "first_person", "loose", "reported", "opinion", "events", "numbers", "names", "names_share",
    "salience", "document_salience_max", "document_salience_mean", "salience_before",
    *LABELS,
    *centrality.FEATURES,
    "today", "recent_day", "past_year", "other_month", "this_month", "background", "other_date",
    "document_speech", "document_background",
    "place", "document_length",
)  # fmt: skip
_PLACED = (*_MEASURED, *(f"{name}_ranked" for name in _RANKED))  # what tells the place among the first facts
FEATURES = (*_PLACED, *(f"{name}_standard" for name in _MEASURED))


def sentence_features(
    sentences: Sequence[Passage],
    *,
    date: date,
    origins: Mapping[str, str],
    saliences: Array,
    labels: Array,
) -> Array:
    """One row of FEATURES a sentence. (n, len(FEATURES))

    ``saliences`` (n,) and ``labels`` (n, len(LABELS)) are what ``lexical`` says of the sentences; the
    trainer gives those of models that have not seen them.
    """
    texts = [s.text for s in sentences]
    central = centrality.centrality(sentences, origins)
    columns = [
        *_position_and_form(sentences, texts),
        *_salience_columns(sentences, saliences),
        *labels.T,
        *central.values(),
        *_time(texts, date),
        *_document_kind(sentences, texts, date),
        *_document_place(sentences),
    ]
    measured = np.column_stack([np.asarray(c, dtype=np.float64) for c in columns])
    ranked = [_ranked(measured[:, _MEASURED.index(name)]) for name in _RANKED]
    return np.column_stack([measured, *ranked, _standard(measured)])


def _ranked(values: Array) -> Array:
    """The share of the sentences that have less than each. (n,)"""
    rounded = np.round(values, DECIMALS)
    return np.searchsorted(np.sort(rounded), rounded) / max(1, len(values))


def _standard(values: Array) -> Array:
    """How far each value lies from the mean of the sentences, in standard deviations. (n, columns)

    What is much in one set of documents is little in another: speeches among reports, or nothing else.
    """
    spread = np.maximum(values.std(axis=0), LEAST_SPREAD)
    return np.asarray(((values - values.mean(axis=0)) / spread).clip(-FARTHEST, FARTHEST))


def place_features(values: Array, carries: Array, labels: Array) -> Array:
    """What tells whether a sentence is among the first facts of the day. (n, columns)

    Its features but the standardized ones, the ranker's log-odds ``carries`` and its place by them, the
    log-odds of the labels, and what the whole set is about.
    """
    clipped = np.clip(labels, 1e-3, 1 - 1e-3)
    odds = np.log(clipped / (1 - clipped))
    about = np.broadcast_to(labels.mean(axis=0)[:2], (len(labels), 2))
    return np.column_stack([values[:, : len(_PLACED)], carries, _ranked(carries), odds, about])


def _position_and_form(sentences: Sequence[Passage], texts: Sequence[str]) -> list[list[float]]:
    rows = []
    seen: Counter[str] = Counter()
    for sentence, text in zip(sentences, texts, strict=True):
        index = seen[sentence.document.id]
        seen[sentence.document.id] += 1
        length = max(1, len(words(text)))
        capitals = len(_CAPITAL.findall(text))
        marks = sum(mark in '"“”' for mark in text)
        rows.append(
            [
                index == 0, index < 3, math.log1p(index), math.log1p(length), text[-1:] in tuple(".!?\"”'’"),
                "?" in text, marks > 0, marks > 1 and text[0] in '"“', bool(_FIRST_PERSON.search(text)),
                bool(_LOOSE.match(text)), bool(_REPORTED.search(text)), len(_OPINION.findall(text)),
                len(_EVENT.findall(text)), math.log1p(len(_NUMBER.findall(text))), math.log1p(capitals),
                capitals / length,
            ]
        )  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


def _salience_columns(sentences: Sequence[Passage], lexical: Array) -> list[Array]:
    """Salience of the sentence, the highest and mean of its document (an off-topic one has none), and that of
    the sentence before."""
    of_document: defaultdict[str, list[float]] = defaultdict(list)
    for sentence, value in zip(sentences, lexical, strict=True):
        of_document[sentence.document.id].append(float(value))
    highest = {key: max(values) for key, values in of_document.items()}
    mean = {key: sum(values) / len(values) for key, values in of_document.items()}
    ids = [s.document.id for s in sentences]
    same = np.array([False, *(a == b for a, b in itertools.pairwise(ids))])
    before = np.where(same, np.roll(lexical, 1), 0.0)
    return [lexical, np.array([highest[i] for i in ids]), np.array([mean[i] for i in ids]), before]


def _time(texts: Sequence[str], date: date) -> list[list[float]]:
    rows = []
    month = _MONTHS[date.month - 1].title()
    for text in texts:
        low = text.lower()
        ago = min([(date.weekday() - day) % 7 for day, name in enumerate(_DAYS) if name in low] or [9])
        months = set(_MONTH.findall(text))
        rows.append(
            [
                ago < 9 or "today" in low or "overnight" in low, ago <= 1,
                any(int(year) < date.year for year in _YEAR.findall(text)),
                bool(months - {month}), month in months, bool(_BACKGROUND.search(text)),
                _names_other_date(text, date),
            ]
        )  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


def _names_other_date(text: str, date: date) -> bool:
    """Whether a day and month stand in the text and none of them is near ``date``."""
    days = [
        (int(before or after), _MONTHS.index(month.lower()) + 1)
        for before, month, after in _MONTH_DAY.findall(text)
        if before or after
    ]
    near = [abs((month - date.month) * 30.4 + day - date.day) <= 7 for day, month in days]
    return bool(near) and not any(near)


def _document_kind(sentences: Sequence[Passage], texts: Sequence[str], date: date) -> list[Array]:
    """Two shares of the sentence's document: sentences in the first person, outside quotation marks (a
    speech, a letter, an opinion), and sentences about other dates and years (a timeline, an explainer)."""
    count: Counter[str] = Counter()
    speech: Counter[str] = Counter()
    background: Counter[str] = Counter()
    for sentence, text in zip(sentences, texts, strict=True):
        key = sentence.document.id
        count[key] += 1
        speech[key] += bool(_FIRST_PERSON.search(_QUOTED.sub("", text)))
        past = any(int(year) < date.year for year in _YEAR.findall(text))
        background[key] += past or _names_other_date(text, date)
    ids = [s.document.id for s in sentences]
    return [np.array([c[i] / count[i] for i in ids]) for c in (speech, background)]


def _document_place(sentences: Sequence[Passage]) -> list[Array]:
    """How far into its document a sentence stands (0 to 1), and the document's length (logarithm)."""
    count = Counter(s.document.id for s in sentences)
    seen: Counter[str] = Counter()
    rows = []
    for sentence in sentences:
        key = sentence.document.id
        rows.append((seen[key] / count[key], math.log(count[key])))
        seen[key] += 1
    return list(np.array(rows).T)
