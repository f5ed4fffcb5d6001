"""Exact and near copies: documents, paragraphs, headlines; what was left out, and why.

Near copies are found by MinHash with locality-sensitive hashing (Broder 1997; Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) over word shingles, and every
candidate is then compared exactly, so that a hash collision removes nothing. An excerpt of a
longer text is measured by containment, since the Jaccard similarity of the two is low.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from rensa import RMinHash, RMinHashLSH

from summarizer.chronology import past_entries
from summarizer.config import DeduplicateSettings
from summarizer.furniture import finished_share, is_furniture, is_table_row
from summarizer.text import Span, normalize, paragraphs, words
from summarizer.types import Deduplicated, Document, Duplicate, DuplicateKind, Passage
from summarizer.versions import find_earlier_versions

Shingles = frozenset[int]

SHINGLE = 3  # words; of a paragraph of 20 words one edited word leaves 0.7 of the shingles of 3 and 0.6 of 4
PERMUTATIONS = 144
BANDS = 48  # three rows a band: a pair at Jaccard 0.5 is a candidate with probability 0.998, at 0.05 0.006
CUT_HEADLINE = 4  # words; a shorter title that opens a paragraph is too weak a sign

_ITEM_MARK = re.compile(r"[-•*][ \t]+(?=\w)")
_NUMBER = re.compile(
    r"\d[\d,.]*\d|\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?)\b"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    passage: Passage
    text: str  # normalized, lower case
    shingles: Shingles


def deduplicate_documents(documents: Iterable[Document], settings: DeduplicateSettings) -> Deduplicated:
    """Leave out what is told twice and what is no news; keep a record of all of it.

    Documents are read latest and fullest first, so that of several versions of one story the
    last stays and what stands in an earlier one alone is kept too. A document nine tenths of
    which stand in others is left out whole. What was reprinted on a later day is read last, so that
    the story stays with its own day.
    """
    given = tuple(documents)
    kept: dict[str, list[_Paragraph]] = {}
    dropped: list[Duplicate] = []
    for document in given:
        kept[document.id], removed = _clean(document)
        dropped += removed
    reprints = _late_reprints(given, kept, settings)
    order = sorted(_reading_order(given, kept), key=lambda document: document.id in reprints)
    first_seen = _ParagraphIndex(settings.paragraph)
    origins: dict[str, str] = {}
    for document in order:
        mine, removed, origin = _against_earlier(document, kept[document.id], first_seen, origins, settings)
        kept[document.id] = mine
        dropped += removed
        origins[document.id] = origin
    _join_versions(origins, find_earlier_versions(given))
    position = {document.id: i for i, document in enumerate(given)}
    dropped.sort(key=lambda d: (position[d.passage.document.id], d.passage.start, d.passage.end))
    return Deduplicated(
        passages=tuple(p.passage for document in given for p in kept[document.id]),
        duplicates=tuple(dropped),
        origins={document.id: origins[document.id] for document in given},
        documents=given,
    )


def _join_versions(origins: dict[str, str], versions: Mapping[str, str]) -> None:
    """Give each earlier version that seemed a story of its own, and its reprints, the last one's origin."""
    for earlier, last in versions.items():
        if origins[earlier] == earlier != origins[last]:
            origins[earlier] = origins[last]
    for document, origin in origins.items():
        origins[document] = origins[origin]


def _clean(document: Document) -> tuple[list[_Paragraph], list[Duplicate]]:
    """A document without furniture, headlines in the text, paragraphs that it repeats, and days long past."""
    past = past_entries(document)
    passages = [Passage(document, start, end) for start, end in paragraphs(document.text)]
    share = finished_share([p.text for p in passages])
    counts = Counter(normalize(p.text).lower() for p in passages)
    headline = _bare_headline(document.title)
    seen: dict[str, Passage] = {}
    kept: list[_Paragraph] = []
    removed: list[Duplicate] = []
    for number, passage in enumerate(passages, 1):
        text = normalize(passage.text).lower()
        furniture = is_furniture(passage.text, number, share)
        if _is_headline(
            text, headline, 1 if furniture and len(text.split()) < CUT_HEADLINE else counts[text]
        ):
            removed.append(Duplicate(passage, seen.get(text), 1.0, "headline"))
        elif is_table_row(passage.text):
            removed.append(Duplicate(passage, None, 1.0, "row"))
        elif furniture:
            removed.append(Duplicate(passage, None, 1.0, "furniture"))
        elif _covered(passage, past) > 0.5:
            removed.append(Duplicate(passage, None, 1.0, "past"))
        elif text in seen:
            removed.append(Duplicate(passage, seen[text], 1.0, "paragraph"))
        else:
            kept.append(_Paragraph(_without_dash(passage), text, _shingles(text)))
        seen.setdefault(text, passage)
    kept, repeats = _drop_cut_repeats(kept)
    return kept, removed + repeats


def _without_dash(passage: Passage) -> Passage:
    """A passage without the mark of an item of a list that it opens with."""
    mark = _ITEM_MARK.match(passage.text)
    return Passage(passage.document, passage.start + mark.end(), passage.end) if mark else passage


def _covered(passage: Passage, spans: Iterable[Span]) -> float:
    """The share of a passage that lies in spans which do not overlap."""
    inside = (min(end, passage.end) - max(start, passage.start) for start, end in spans)
    return sum(max(0, length) for length in inside) / (passage.end - passage.start)


def _bare_headline(title: str) -> str:
    """A title without the site's name behind it, for comparing."""
    bare = re.split(r"\s+[|»]\s+|\s+[-–—]\s+(?=[^-–—]{1,40}$)", title.strip())[0]
    return normalize(bare).lower().rstrip(".… ")


def _is_headline(text: str, headline: str, count: int) -> bool:
    """Whether a paragraph is the headline: the title again, or a line of title's form standing twice."""
    if headline and len(headline.split()) >= CUT_HEADLINE:
        bare = _bare_headline(text)
        if bare == headline or (text.startswith(headline) and len(text.split()) <= len(headline.split()) + 4):
            return True
    elif headline and text.rstrip(".… ") == headline:
        return True
    return count > 1 and len(text.split()) <= 20 and text[-1] not in ".!?:;\"'"


def _drop_cut_repeats(kept: list[_Paragraph]) -> tuple[list[_Paragraph], list[Duplicate]]:
    """Leave out a paragraph that is a cut copy of an earlier one of the same document, or the other way."""
    result: list[_Paragraph] = []
    removed: list[Duplicate] = []
    owners: dict[int, int] = {}
    for paragraph in kept:
        at = _most_shared(paragraph.shingles, owners)
        other = result[at] if at is not None else None
        if other is not None and _contained(paragraph.shingles, other.shingles) >= 0.9:
            similarity = _contained(paragraph.shingles, other.shingles)
            removed.append(Duplicate(paragraph.passage, other.passage, similarity, "paragraph"))
            continue
        for shingle in paragraph.shingles:
            owners.setdefault(shingle, len(result))
        result.append(paragraph)
    return result, removed


def _most_shared(shingles: Shingles, owners: dict[int, int]) -> int | None:
    counts = Counter(owners[s] for s in shingles if s in owners)
    return counts.most_common(1)[0][0] if counts else None


def _shingles(text: str) -> Shingles:
    tokens = words(text)
    last = max(1, len(tokens) - SHINGLE + 1)
    return frozenset(_hash(tokens[i : i + SHINGLE]) for i in range(last)) if tokens else frozenset()


def _hash(tokens: Sequence[str]) -> int:
    """A hash of words that is the same in every process (Python's own is not)."""
    return int.from_bytes(blake2b(" ".join(tokens).encode(), digest_size=8).digest(), "big")


def _contained(part: Shingles, whole: Shingles) -> float:
    """The share of ``part`` that stands in ``whole``."""
    return len(part & whole) / len(part) if part else 0.0


def _jaccard(a: Shingles, b: Shingles) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _reading_order(documents: Sequence[Document], kept: dict[str, list[_Paragraph]]) -> list[Document]:
    """Latest first, then fullest, then by id: which of several versions is read first, and so stays."""

    def key(document: Document) -> tuple[float, int, str]:
        published = document.published.timestamp() if document.published else 0.0
        size = sum(len(p.shingles) for p in kept[document.id])
        return (-published // 86400, -size, document.id)

    return sorted(documents, key=key)


def _late_reprints(
    documents: Sequence[Document], kept: Mapping[str, list[_Paragraph]], settings: DeduplicateSettings
) -> set[str]:
    """Ids of the documents of which nearly all stands in one of an earlier day: it adds nothing to that."""
    shingles = {d.id: frozenset[int]().union(*(p.shingles for p in kept[d.id])) for d in documents}
    holders: defaultdict[int, list[Document]] = defaultdict(list)
    for document in documents:
        for shingle in shingles[document.id] if document.published else ():
            holders[shingle].append(document)
    reprints: set[str] = set()
    for document in documents:
        shared = Counter(other.id for s in shingles[document.id] for other in holders.get(s, ()))
        least = settings.whole_document * len(shingles[document.id])
        earlier = [
            other for other in documents if shared[other.id] >= least and _is_of_later_day(document, other)
        ]
        if any(_adds_nothing(kept[document.id], kept[o.id], shingles[o.id], settings) for o in earlier):
            reprints.add(document.id)
    return reprints


def _is_of_later_day(one: Document, other: Document) -> bool:
    return bool(one.published and other.published and one.published.date() > other.published.date())


def _adds_nothing(
    mine: Sequence[_Paragraph], theirs: Sequence[_Paragraph], whole: Shingles, settings: DeduplicateSettings
) -> bool:
    """Whether a document has no number and no paragraph that another one lacks."""
    known = {number for paragraph in theirs for number in _numbers(paragraph)}
    return bool(mine) and all(
        set(_numbers(p)) <= known and _contained(p.shingles, whole) >= settings.paragraph
        for p in mine
        if p.shingles
    )


class _ParagraphIndex:
    """Paragraphs read so far: exact ones by text, near ones by MinHash."""

    def __init__(self, threshold: float) -> None:
        self._exact: dict[str, int] = {}
        self._all: list[_Paragraph] = []
        self._lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS)

    def find(
        self, paragraph: _Paragraph, signature: RMinHash, threshold: float
    ) -> tuple[_Paragraph, float] | None:
        """The most similar paragraph read so far, if it is at least as similar as ``threshold``."""
        exact = self._exact.get(paragraph.text)
        if exact is not None:
            return self._all[exact], 1.0
        if not paragraph.shingles:
            return None
        candidates = sorted(set(self._lsh.query(signature)))
        scored = [(_similarity(paragraph.shingles, self._all[i].shingles), -i) for i in candidates]
        best = max(scored, default=(0.0, 0))
        return (self._all[-best[1]], best[0]) if best[0] >= threshold else None

    def add(self, paragraph: _Paragraph, signature: RMinHash) -> None:
        number = len(self._all)
        self._exact.setdefault(paragraph.text, number)
        self._all.append(paragraph)
        if paragraph.shingles:
            self._lsh.insert(number, signature)


def _similarity(part: Shingles, whole: Shingles) -> float:
    """Jaccard similarity, or containment where nearly all of ``part`` stands in ``whole``."""
    contained = _contained(part, whole)
    return contained if contained >= 0.9 else _jaccard(part, whole)


def _minhash(shingles: Shingles) -> RMinHash:
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update([format(s, "x") for s in sorted(shingles)])
    return minhash


def _against_earlier(
    document: Document,
    mine: list[_Paragraph],
    index: _ParagraphIndex,
    origins: dict[str, str],
    settings: DeduplicateSettings,
) -> tuple[list[_Paragraph], list[Duplicate], str]:
    """What a document adds to those read before it, what it repeats, and whose story it tells."""
    signatures = {id(paragraph): _minhash(paragraph.shingles) for paragraph in mine}
    found = [(p, index.find(p, signatures[id(p)], settings.paragraph)) for p in mine]
    repeats = [(paragraph, *match) for paragraph, match in found if match]
    origin, share = _origin(document, mine, repeats)
    if share < settings.document:
        # another story that shares words: a copy with another figure is news, in a version it is stale
        repeats = [r for r in repeats if _numbers(r[0]) == _numbers(r[1])]
    repeated = {id(r[0]) for r in repeats}
    new = [paragraph for paragraph in mine if id(paragraph) not in repeated]
    kind: DuplicateKind = "paragraph"
    if repeats and share >= settings.whole_document:
        kind = "version" if new or any(s < 1 for *_, s in repeats) else "document"
        repeats += [(p, repeats[0][1], share) for p in new]
        new = []
    for paragraph in new:
        index.add(paragraph, signatures[id(paragraph)])
    removed = [Duplicate(p.passage, of.passage, round(s, 3), kind) for p, of, s in repeats]
    if kind != "paragraph":
        whole = Passage(document, mine[0].passage.start, mine[-1].passage.end)
        removed = [Duplicate(whole, repeats[0][1].passage, round(share, 3), kind)]
    told_by = origins.get(origin, origin) if share >= settings.document else document.id
    return new, removed, told_by


def _numbers(paragraph: _Paragraph) -> list[str]:
    return sorted(_NUMBER.findall(paragraph.text))


def _origin(
    document: Document, mine: Sequence[_Paragraph], repeats: Sequence[tuple[_Paragraph, _Paragraph, float]]
) -> tuple[str, float]:
    """The document that most of the repeats come from, and the share of this one that is repeated."""
    shares: defaultdict[str, float] = defaultdict(float)
    total = sum(len(p.shingles) for p in mine)
    for paragraph, of, _ in repeats:
        shares[of.passage.document.id] += len(paragraph.shingles) / max(1, total)
    if not shares:
        return document.id, 0.0
    best = max(shares, key=lambda key: (shares[key], key))
    return best, sum(shares.values())
