"""How much a sentence matters: a learned weighted sum of what an editor looks at.

The signs are the usual ones of extractive summarization (Edmundson 1969; Kupiec, Pedersen
and Chen 1995: position, title, cue words, length), how central a sentence is in the whole
set (Radev et al. 2004, centroid), how much it sounds like what editors report (see
``lexical``), and whether it is of today. The weights are learned from clusters whose vital
facts people marked; ``training/ranker.py`` makes them. All signs are linear in the number of
sentences, so that ten thousand documents are no harder than ten.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy import sparse

from summarizer.lexical import (
    Array,
    content_stems,
    hash_sentences,
    label_scores,
    salience,
    vital_score,
    weights,
)
from summarizer.text import words
from summarizer.types import Passage

SALIENCE_WEIGHT = 2.0  # of lexical salience beside the learned sum, whose training clusters are few
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
    """Two judgements of each sentence. Arrays of shape (n,).

    ``worth``: how much it matters, about 0 to 3. ``vital``: the log-odds that it belongs to the
    few facts of the day that come first, rather than to what is told of its subject.
    """

    worth: Array
    vital: Array


def rank_sentences(sentences: Sequence[Passage], *, date: date) -> Ranking:
    """How much each sentence matters, and whether it is among the first facts of the day.

    ``sentences`` are whole sentences in reading order, document by document.
    """
    if not sentences:
        return Ranking(np.zeros(0), np.zeros(0))
    values = sentence_features(sentences, date=date)
    w = weights()
    standard = (values - w["rank_mean"]) / w["rank_scale"]
    learned = np.maximum(standard @ w["rank"] + w["rank_offset"], 0.0)
    lexical = np.maximum(values[:, FEATURES.index("salience")], 0.0)
    words = vital_score(hash_sentences([s.text for s in sentences]))
    on_topic = ~_off_topic(values)
    return Ranking((learned + SALIENCE_WEIGHT * lexical) * on_topic, standard @ w["vital"] + words)


def _off_topic(values: Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Sentences of documents that share little with the others and hold nothing an editor reports. (n,)"""
    centroid = values[:, FEATURES.index("document_centroid")]
    highest = values[:, FEATURES.index("document_salience_max")]
    return (centroid < OFF_TOPIC_CENTROID) & (highest < OFF_TOPIC_SALIENCE)


FEATURES = (
    "first", "lead", "log_index", "log_length", "finished", "question", "quotation", "opens_with_quotation",
    "first_person", "loose", "reported", "opinion", "events", "numbers", "names", "names_share",
    "salience", "document_salience_max", "document_salience_mean", "battlefield", "diplomacy", "other",
    "own_title", "titles", "leads", "document_frequency", "centroid", "document_centroid",
    "today", "recent_day", "past_year", "other_month", "this_month", "background", "other_date",
    "document_speech", "document_background",
)  # fmt: skip


def sentence_features(sentences: Sequence[Passage], *, date: date, saliences: Array | None = None) -> Array:
    """One row of FEATURES a sentence. (n, len(FEATURES))

    ``saliences`` replaces the shipped model's, for training without leaking its own data.
    """
    texts = [s.text for s in sentences]
    hashed = hash_sentences(texts)
    lexical = salience(hashed) if saliences is None else saliences
    columns = [
        *_position_and_form(sentences, texts),
        *_salience_columns(sentences, lexical),
        *label_scores(hashed).T,
        *_centrality(sentences, [content_stems(t) for t in texts]),
        *_time(texts, date),
        *_document_kind(sentences, texts, date),
    ]
    return np.column_stack([np.asarray(c, dtype=np.float64) for c in columns])


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
    """Salience of the sentence, and the highest and mean of its document: an off-topic one has none."""
    of_document: defaultdict[str, list[float]] = defaultdict(list)
    for sentence, value in zip(sentences, lexical, strict=True):
        of_document[sentence.document.id].append(float(value))
    highest = {key: max(values) for key, values in of_document.items()}
    mean = {key: sum(values) / len(values) for key, values in of_document.items()}
    ids = [s.document.id for s in sentences]
    return [lexical, np.array([highest[i] for i in ids]), np.array([mean[i] for i in ids])]


def _centrality(sentences: Sequence[Passage], stems: Sequence[Sequence[str]]) -> list[Array]:
    """How much of the titles, the leads and the whole set a sentence holds."""
    ids = [s.document.id for s in sentences]
    titles = {s.document.id: set(content_stems(s.document.title)) for s in sentences}
    count = len(titles)
    in_titles = Counter(stem for title in titles.values() for stem in title)
    in_documents = Counter(
        stem for _, stem in {(i, s) for i, found in zip(ids, stems, strict=True) for s in found}
    )
    in_leads = Counter(stem for found in _leads(ids, stems) for stem in found)

    def share(found: set[str], counts: Counter[str]) -> float:
        return sum(counts[s] for s in found) / max(1, len(found)) / count

    own, by_title, by_lead, frequency = [], [], [], []
    for i, found in zip(ids, map(set, stems), strict=True):
        own.append(len(found & titles[i]) / max(1, len(titles[i])))
        by_title.append(share(found, in_titles))
        by_lead.append(share(found, in_leads))
        frequency.append(share(found, in_documents))
    centroid, of_document = _centroid(ids, tfidf(stems))
    return [np.array(own), np.array(by_title), np.array(by_lead), np.array(frequency), centroid, of_document]


def _leads(ids: Sequence[str], stems: Sequence[Sequence[str]]) -> list[set[str]]:
    seen: Counter[str] = Counter()
    leads = []
    for i, found in zip(ids, stems, strict=True):
        if seen[i] < 3:
            leads.append(set(found))
        seen[i] += 1
    return leads


def tfidf(stems: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """TF-IDF rows of unit length; a sentence counts as a document. (n, vocabulary)"""
    vocabulary: dict[str, int] = {}
    frequency: Counter[str] = Counter()
    for found in stems:
        for stem in found:
            vocabulary.setdefault(stem, len(vocabulary))
        frequency.update(set(found))
    rows, columns, values = [], [], []
    for row, found in enumerate(stems):
        for stem, times in Counter(found).items():
            rows.append(row)
            columns.append(vocabulary[stem])
            values.append((1 + math.log(times)) * math.log(1 + len(stems) / frequency[stem]))
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(stems), max(1, len(vocabulary))))
    return _unit_rows(matrix)


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-9)) @ matrix)


def _centroid(ids: Sequence[str], matrix: sparse.csr_matrix) -> tuple[Array, Array]:
    """Cosine of each sentence, and of its document, with the centroid of all sentences."""
    numbers = {i: n for n, i in enumerate(dict.fromkeys(ids))}
    of = np.array([numbers[i] for i in ids])
    total = np.asarray(matrix.sum(axis=0)).ravel()
    total /= np.linalg.norm(total) + 1e-9
    member = sparse.csr_matrix((np.ones(len(ids)), (of, np.arange(len(ids)))), shape=(len(numbers), len(ids)))
    documents = _unit_rows(sparse.csr_matrix(member @ matrix))
    return np.asarray(matrix @ total), np.asarray(documents @ total)[of]


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
