"""Many claims into one short brief: same claim once, the most telling first, every one cited.

Candidates are the sentences that the model wrote and its passages carry, and the sources' own
sentences. Each is worth what the ranker says of the sentence it rests on. They are chosen one
by one, as Maximal Marginal Relevance does (Carbonell and Goldstein 1998) under a budget of
words (a knapsack, so worth is weighed against length; Lin and Bilmes 2010): what resembles a
chosen one is worth less, what says the same is left out and becomes evidence of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from scipy import sparse

from summarizer import facts
from summarizer.attribution import without_speaker
from summarizer.config import MergeSettings, SectionSettings
from summarizer.dialogue import in_dashes
from summarizer.elsewhere import Elsewhere
from summarizer.evidence import saying_the_same
from summarizer.flashback import tells_past
from summarizer.introductions import added_words
from summarizer.lexical import DECIMALS, Array, content_stems, tfidf
from summarizer.meetings import reports_of, tells_end
from summarizer.novelty import is_stale, mark_claims, told_before
from summarizer.origins import count_reports
from summarizer.outlets import is_opinion, is_party, party_of
from summarizer.passages import split_passages
from summarizer.placement import place_claims
from summarizer.rank import Ranking, rank_sentences
from summarizer.retractions import find_retractions, is_outgrown_toll, tells_toll
from summarizer.shorten import attribution, shorten, shorter_forms
from summarizer.standalone import (
    in_own_voice,
    is_invective,
    is_quotable,
    stands_alone,
    tells_only_a_meeting,
    tells_speaker,
)
from summarizer.supersession import is_superseded
from summarizer.text import QUOTED
from summarizer.types import Claim, Deduplicated, Document, EarlierClaim, Passage, Section, Verified
from summarizer.versions import find_earlier_versions

POOL = 600  # candidates that are compared with each other; a brief takes about fifteen
SHORTEST, LONGEST = 8, 60  # words of a statement
LENGTH_POWER = 0.5  # worth is divided by words to this power: 0 takes long sentences, 1 takes crumbs
REDUNDANCY = 1.7  # how fast likeness to a chosen statement takes worth away
TOO_ALIKE = 0.55  # cosine of two statements over which the second is never taken
UNNAMED = 0.5  # worth of a statement that names nobody and no place: which attack, which town?
MEETING = 0.5  # worth of a state's word that its head met somebody, where no more is told of it
INVECTIVE = 0.5  # worth of what a party's own publication says in words of abuse
ELSEWHERE = 0.5  # worth of what another story tells that stands on a document's page
CORROBORATION = 0.3  # worth of each doubling of those who report it
SURELY_SAME = 0.6  # cosine from which a sentence that says the same makes a claim worth more
OWN_WORDS = 0.9  # support from which a sentence of the model is near enough to its source's words to be told
LEAST_NEW = 0.4  # of its worth at least, what resembles a statement of an earlier brief and may be news
WITHDRAWN = 3.0  # factor of the worth of what takes back a statement of an earlier brief
STALE = 0.5  # of its worth, what happened on days that the briefs before this one were to tell of
RETRACTED = 1.5  # and of what takes back a statement that no brief has told
OTHER_TODAY = 0.5  # worth of what a document of another day tells of "today" or "tomorrow"
EARLIER_VERSION = 0.5  # worth of what the last version of a story has left out
TRANSLATED = 0.5  # worth of a sentence that a machine has translated
EXCHANGES = 30  # candidates that are offered a place taken by a lighter one
GAIN = 0.8  # an exchange is made for a quarter more of worth at least
FEWEST_KEYS = 3  # names, numbers and outcomes that must all be told already for a repeat in other words
NOTHING = (0.0, 0.0)  # worth and vital of a passage that no ranked sentence starts with

_ADDRESS = re.compile(r"\b(?:address|speech|remarks|statement|message|letter) (?:by|of|from|to)\b", re.I)
_BEHIND_HEADLINE = re.compile(r".*(?: [-–—|]|[:.]) ")  # "We shall win - address by the President"
_NAMES_AUTHOR = re.compile(
    r"(?i:(?:the|an?|full|text|transcript|of|opening|closing) )*(?i:address|speech|remarks|statement|message|letter) "
    r"(?:by|(?:of|from)(?= (?:the )?(?:\w+ )?(?:President|Prime|Minister|Ministry|King|Pope|Head)\b)) (?:the )?[A-Z]"
)
_TRANSLATED = re.compile(r"\b(?:machine|auto\w*)[ -]translat|\btranslated (?:automatically|by machine)", re.I)
_TODAY = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening))\b", re.I)
_OPENING_QUOTATION = re.compile(r"^[“\"]([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: Claim
    worth: float
    vital: float
    words: int
    added: Mapping[str, int] = field(
        default_factory=dict
    )  # words that a person's full name adds, by that name

    @property
    def most_words(self) -> int:
        """How many words it takes where nobody it names has been named before."""
        return self.words + sum(self.added.values())


def merge_claims(
    checked: Verified,
    kept: Deduplicated,
    settings: MergeSettings,
    sections: Sequence[SectionSettings],
    *,
    date: date,
    earlier: Sequence[EarlierClaim] = (),
) -> tuple[Section, ...]:
    """The sections of the brief, in the order of ``sections``, within ``settings.max_words`` words.

    What repeats one of the ``earlier`` claims is left out, what resembles one gives way, and what changes one is
    marked.
    """
    found = split_passages(kept.passages)
    ranking = rank_sentences(found, date=date, origins=kept.origins)
    candidates = _candidates(found, ranking, checked, Elsewhere(kept.documents), date)
    texts = [s.text for s in found]
    matrix = tfidf([content_stems(t) for t in (*texts, *(c.claim.text for c in candidates))])
    told, written = matrix[: len(found)], matrix[len(found) :]
    outdated = _outdated(kept)
    likeness = (written @ told.T).tocsr()  # (candidates, sentences)
    likeness.sort_indices()
    likeness.data = np.round(likeness.data, DECIMALS)
    candidates = [
        _with_evidence(c, likeness[i], found, kept.origins, outdated, settings)
        for i, c in enumerate(candidates)
    ]
    candidates = _with_outcomes(candidates, likeness, found, kept.origins)
    candidates = _with_last_tolls(candidates)
    candidates = _news(_without_retracted(candidates, found), earlier, date)
    chosen = _choose(candidates, written, settings.max_words)
    told = [candidates[i] for i in chosen]
    worth, vital = [c.worth for c in told], [c.vital for c in told]
    return place_claims([c.claim for c in told], worth, vital, sections, settings.max_words)


def _candidates(
    found: Sequence[Passage], ranking: Ranking, checked: Verified, elsewhere: Elsewhere, date: date
) -> list[_Candidate]:
    """Statements that can stand alone, the best POOL of them by worth for their length."""
    rows = zip(found, ranking.worth, ranking.vital, strict=True)
    judged = {
        (p.document.id, p.start): (float(w) * (ELSEWHERE if elsewhere.holds(p) else 1.0), float(v))
        for p, w, v in rows
        if not tells_past(p)
    }
    voices = _own_voices(found)
    holders = _holders(found)
    pool = [
        _Candidate(
            claim, judged_worth * kept_share * _telling_share(claim, date), vital, len(claim.text.split())
        )
        for claim, kept_share in [
            *_rewritten_claims(checked, holders),
            *_source_claims(found, voices, holders),
        ]
        for judged_worth, vital in [
            max(judged.get((p.document.id, p.start), NOTHING) for p in claim.evidence)
        ]
    ]
    pool = [
        c for c in pool if c.worth > 0 and SHORTEST <= c.words <= LONGEST and _is_tellable(c.claim, voices)
    ]
    pool.sort(key=lambda c: -_density(c.worth, c.words))
    return [
        replace(c, added=added_words(c.claim.text, c.claim.evidence[0].document.text)) for c in pool[:POOL]
    ]


def _telling_share(claim: Claim, date: date) -> float:
    """The share of its worth that a claim keeps: less where it names nobody, or speaks of "today" on another
    day, and of a party's own words where they tell of no more than a meeting, or abuse."""
    names = (name for name in facts.written_names(_told_part(claim.text)) if not facts.is_day_or_month(name))
    share = 1.0 if any(names) else UNNAMED
    published = claim.evidence[0].document.published
    if published and published.date() < date and _TODAY.search(QUOTED.sub("", claim.text)):
        share *= OTHER_TODAY
    if not is_party(claim.evidence[0].document):
        return share
    share *= MEETING if tells_only_a_meeting(claim.text) else 1.0
    return share * (INVECTIVE if is_invective(claim.text) else 1.0)


def _told_part(text: str) -> str:
    """What a statement tells: of one that is mostly a quotation, the quotation, not who speaks."""
    quotation = _OPENING_QUOTATION.match(text)
    is_most = quotation and 2 * len(quotation[1].split()) >= len(text.split())
    return quotation[1] if quotation and is_most else text


def _is_tellable(claim: Claim, voices: set[str]) -> bool:
    """Whether a claim stands alone, and is not somebody's own word without the name."""
    document = claim.evidence[0].document
    is_own_word = document.id in voices and not tells_speaker(claim.text)
    return stands_alone(claim.text) and (not is_own_word or f"({_speaker(document)})" in claim.text)


def _holders(found: Sequence[Passage]) -> Counter[str]:
    """How many documents hold each word."""
    return Counter(
        word for _, word in {(p.document.id, word) for p in found for word in content_stems(p.text)}
    )


def _kept_share(text: str, whole: str, holders: Counter[str]) -> float:
    """The share of the content of ``whole`` that ``text`` keeps, at most 1.

    A word weighs as many documents as hold it, so what a shorter form loses is little where it
    is of no concern to the others.
    """
    kept, weight = (sum(holders[word] for word in set(content_stems(t))) for t in (text, whole))
    return min(1.0, kept / max(1, weight))


def _rewritten_claims(checked: Verified, holders: Counter[str]) -> list[tuple[Claim, float]]:
    """What the model wrote near its source's words: a shorter form like any other, with the share that it keeps
    of the sentence it rests on."""
    return [
        (c, _kept_share(c.text, c.evidence[0].text, holders))
        for c in checked.supported
        if c.written_by == "model" and c.support >= OWN_WORDS
    ]


def _source_claims(
    found: Sequence[Passage], voices: set[str], holders: Counter[str]
) -> list[tuple[Claim, float]]:
    """The sources' sentences, whole and in shorter forms, each with the share of its content it keeps."""
    claims = []
    for passage, following in zip(found, [*found[1:], None], strict=False):
        passage, whole = _with_attribution(passage, following, voices)
        for text in filter(None, (whole, *shorter_forms(whole))):
            claims.append((Claim(text, (passage,), 1.0, "source"), _kept_share(text, whole, holders)))
    return claims


def _with_attribution(passage: Passage, following: Passage | None, voices: set[str]) -> tuple[Passage, str]:
    """A sentence's passage and text, with whose word it is where the next sentence or the title says so."""
    document, text = passage.document, shorten(passage.text)
    spoken = in_dashes(passage)
    if spoken:
        return spoken
    if not text.endswith("."):
        return passage, text
    if following and following.document is document and following.start - passage.end <= 1:
        speaker = attribution(following.text)
        if speaker:
            return Passage(document, passage.start, following.end), f"{text[:-1]} ({speaker})."
    if document.id in voices and _speaker(document):
        if is_quotable(text):
            return passage, f"“{text}” ({_speaker(document)})."
        if not tells_speaker(text):
            return passage, f"{text[:-1]} ({_speaker(document)})."
    return passage, text


def _speaker(document: Document) -> str:
    """Whose word a document is, as its title or source says, or ""; an opinion is nobody's news."""
    if is_opinion(document):
        return ""
    address = _ADDRESS.search(document.title)
    if not address:
        return party_of(document)
    own = _BEHIND_HEADLINE.match(document.title, 0, address.start())
    rest = document.title[own.end() if own else 0 :]
    return rest if _NAMES_AUTHOR.match(rest) else document.title


def _own_voices(found: Sequence[Passage]) -> set[str]:
    """Ids of the documents that are somebody's speech, letter or opinion, or a party's own publication."""
    official = {p.document.id for p in found if is_party(p.document) or is_opinion(p.document)}
    told: defaultdict[str, list[str]] = defaultdict(list)
    for passage in found:
        told[passage.document.id].append(passage.text)
    return official | {key for key, texts in told.items() if in_own_voice(texts)}


def _density(worth: float, words: int) -> float:
    return round(float(worth / max(words, 8) ** LENGTH_POWER), DECIMALS)


def _with_evidence(
    candidate: _Candidate,
    likeness: sparse.csr_matrix,
    found: Sequence[Passage],
    origins: dict[str, str],
    outdated: set[str],
    settings: MergeSettings,
) -> _Candidate:
    """The candidate with the other documents that say the same, and worth more for each origin."""
    claim = candidate.claim
    if is_superseded(claim, likeness, found, origins, outdated):
        return replace(candidate, worth=0.0)
    candidate = replace(candidate, worth=candidate.worth * _trust(claim.evidence[0].document, outdated))
    others = saying_the_same(claim, likeness, found, settings.same_claim)
    sure = (*claim.evidence, *(p for value, p in others if value >= SURELY_SAME))
    reports = count_reports(sure, origins)
    worth = round(candidate.worth * (1 + CORROBORATION * float(np.log2(reports))), DECIMALS)
    evidence = (*claim.evidence, *(p for _, p in others))
    return replace(candidate, claim=replace(claim, evidence=evidence), worth=worth)


def _with_outcomes(
    candidates: Sequence[_Candidate],
    likeness: sparse.csr_matrix,
    found: Sequence[Passage],
    origins: Mapping[str, str],
) -> list[_Candidate]:
    """The candidates; what announces a meeting that another one tells as held is worth nothing, and the best
    that tells it as much as the announcement was, and more for each origin that announced it."""
    worth = [c.worth for c in candidates]
    density = [_density(c.worth, c.words) for c in candidates]
    for heralds, told in _meetings(candidates, likeness, found):
        best = max(told, key=lambda j: (tells_end(candidates[j].claim.text), density[j], -j))
        most = max(density[i] for i in heralds) * candidates[best].words ** LENGTH_POWER
        reports = count_reports([candidates[i].claim.evidence[0] for i in heralds], origins)
        worth[best] = max(worth[best], most) * (1 + CORROBORATION * float(np.log2(1 + reports)))
        for i in heralds - {best}:
            worth[i] = 0.0
    return [replace(c, worth=round(value, DECIMALS)) for c, value in zip(candidates, worth, strict=True)]


def _with_last_tolls(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates; a toll that its own side has summed up higher since is worth nothing, and the best that
    tells the higher one as much as it was."""
    worth = [c.worth for c in candidates]
    tolls = [i for i, c in enumerate(candidates) if worth[i] > 0 and tells_toll(c.claim.text)]
    for i in sorted(tolls, key=lambda i: _moment(candidates[i])):
        text, document = candidates[i].claim.text, candidates[i].claim.evidence[0].document
        last = [j for j in tolls if is_outgrown_toll(text, document, candidates[j].claim.evidence[0])]
        if last:
            best = max(last, key=lambda j: (_density(worth[j], candidates[j].words), -j))
            worth[best] = max(worth[best], worth[i])
            worth[i] = 0.0
    return [replace(c, worth=value) for c, value in zip(candidates, worth, strict=True)]


def _moment(candidate: _Candidate) -> float:
    published = candidate.claim.evidence[0].document.published
    return published.timestamp() if published else 0.0


def _meetings(
    candidates: Sequence[_Candidate], likeness: sparse.csr_matrix, found: Sequence[Passage]
) -> list[tuple[set[int], set[int]]]:
    """Of each meeting, the numbers of the candidates that announce it and of those that tell that it was held."""
    of_sentence = defaultdict(set)
    for i, c in enumerate(candidates):
        for p in c.claim.evidence if c.worth > 0 else ():
            of_sentence[p.document.id, p.start].add(i)
    meetings: list[tuple[set[int], set[int]]] = []
    for i, c in enumerate(candidates):
        reports = reports_of(c.claim, (found[at] for at in likeness[i].indices))
        heralds, told = {i}, {j for p in reports for j in of_sentence[p.document.id, p.start]} - {i}
        if not told:
            continue
        for same in [m for m in meetings if m[1] & told]:
            meetings.remove(same)
            heralds, told = heralds | same[0], told | same[1]
        meetings.append((heralds, told))
    return meetings


def _outdated(kept: Deduplicated) -> set[str]:
    """Ids of the documents whose story a document of a later moment tells, or a later one of their outlet."""
    published = {d.id: d.published for d in kept.documents}
    dated = [(i, published[i], published.get(kept.origins[i])) for i in published]
    retold = find_earlier_versions(kept.documents).keys()
    return {i for i, mine, last in dated if mine and last and mine < last} | retold


def _trust(document: Document, outdated: set[str]) -> float:
    """The share of worth that a document's sentences keep: less in an earlier version or bad English."""
    share = EARLIER_VERSION if document.id in outdated else 1.0
    return share * (TRANSLATED if _TRANSLATED.search(f"{document.title} {document.source}") else 1.0)


def _without_retracted(candidates: Sequence[_Candidate], found: Sequence[Passage]) -> list[_Candidate]:
    """The candidates; what its own speaker or source takes back is worth nothing, what takes it back much."""
    worth = {id(c): c.worth for c in candidates}
    for retraction in find_retractions(found):
        for c in candidates:
            first = c.claim.evidence[0]
            is_error = any(_starts(error, first) for error in retraction.errors)
            if is_error or retraction.covers(c.claim.text, first.document):
                worth[id(c)] = 0.0
            elif _starts(retraction.told, first):
                worth[id(c)] *= RETRACTED
    return [replace(c, worth=worth[id(c)]) for c in candidates]


def _starts(sentence: Passage, evidence: Passage) -> bool:
    return sentence.document is evidence.document and sentence.start <= evidence.start < sentence.end


def _news(candidates: Sequence[_Candidate], earlier: Sequence[EarlierClaim], date: date) -> list[_Candidate]:
    """The candidates marked; what was told before is worth nothing, what resembles it less, as if it had been
    chosen already, what happened before the last brief little, what takes back what was told much."""
    claims = [c.claim for c in candidates]
    marked = mark_claims(claims, earlier, date=date)
    alike = told_before(claims, earlier, date=date)
    weights = [_weight(c, told, earlier, date) for c, told in zip(marked, alike, strict=True)]
    return [
        replace(c, claim=claim, worth=round(c.worth * weight, DECIMALS))
        for c, claim, weight in zip(candidates, marked, weights, strict=True)
    ]


def _weight(claim: Claim, alike: float, earlier: Sequence[EarlierClaim], date: date) -> float:
    """The factor of a claim's worth by how it stands to the earlier ones, which it is ``alike`` to."""
    if claim.novelty == "new":
        share = STALE if is_stale(claim, earlier, date=date) else 1.0
        return share * max(LEAST_NEW, 1 - REDUNDANCY * alike)
    return {"repeated": 0.0, "withdrawn": WITHDRAWN}.get(claim.novelty, 1.0)


def _choose(candidates: Sequence[_Candidate], matrix: sparse.csr_matrix, max_words: int) -> list[int]:
    """Numbers of the candidates taken: greedily first, then the better of each two that fit in one's place."""
    if not candidates:
        return []
    density = np.array([_density(c.worth, c.words) for c in candidates])
    length = np.array([c.most_words for c in candidates])
    keys = [_Keys.of(c.claim.text) for c in candidates]
    alike = np.zeros(len(candidates))
    chosen: list[int] = []
    named: set[str] = set()
    left = max_words
    while True:
        gain = np.round(density * np.maximum(1 - REDUNDANCY * alike, 0), DECIMALS)
        gain[(length > left) | (alike > TOO_ALIKE)] = 0
        best = int(gain.argmax())
        if gain[best] <= 0:
            return _exchange(chosen, candidates, matrix, keys, left)
        chosen.append(best)
        left -= int(length[best])
        length -= _told_already(candidates[best].added.keys() - named, candidates)
        named |= candidates[best].added.keys()
        alike = np.maximum(alike, _likeness(best, candidates, matrix, keys))


def _told_already(names: Set[str], candidates: Sequence[_Candidate]) -> Array:
    """The words that each candidate saves where these persons are told in full before it."""
    return np.array(
        [sum(c.added[name] for name in names & c.added.keys()) for c in candidates], dtype=np.int64
    )


def _likeness(
    one: int, candidates: Sequence[_Candidate], matrix: sparse.csr_matrix, keys: Sequence[_Keys]
) -> Array:
    """How much each candidate repeats one of them, 0 to 1."""
    alike = np.round((matrix @ matrix[one].T).toarray().ravel(), DECIMALS)
    told = [_tells_event(k.all) and k.all <= keys[one].all and k.told <= keys[one].told for k in keys]
    return np.asarray(np.where(told, 1.0, alike))


def _exchange(
    chosen: list[int],
    candidates: Sequence[_Candidate],
    matrix: sparse.csr_matrix,
    keys: Sequence[_Keys],
    left: int,
) -> list[int]:
    """A weightier candidate that was too long for what was left takes the place of a lighter one."""
    if not chosen:
        return chosen
    repeats = np.array([_likeness(i, candidates, matrix, keys) for i in chosen])
    for new in sorted(range(len(candidates)), key=lambda i: -candidates[i].worth)[:EXCHANGES]:
        if new in chosen or (repeats[:, new] > 1 / (2 * REDUNDANCY)).any():
            continue
        room = [
            at for at, old in enumerate(chosen) if candidates[new].most_words <= left + candidates[old].words
        ]
        lightest = min(room, key=lambda at: candidates[chosen[at]].worth, default=None)
        if lightest is not None and candidates[chosen[lightest]].worth < candidates[new].worth * GAIN:
            left += candidates[chosen[lightest]].words - candidates[new].most_words
            chosen[lightest] = new
            repeats[lightest] = _likeness(new, candidates, matrix, keys)
    return chosen


@dataclass(frozen=True, slots=True)
class _Keys:
    """What tells the event of a statement from another: by all its words, and by what it tells alone, without
    the words for who says it."""

    all: set[str]
    told: set[str]

    @classmethod
    def of(cls, text: str) -> _Keys:
        """The keys of a statement."""
        return cls(_keys(text), _keys(without_speaker(text)))


def _keys(text: str) -> set[str]:
    """What tells one event from another: stems of names, numbers, and what happened to people."""
    written = {stem for name in facts.written_names(text) for stem in content_stems(name)}
    named = {
        s[:5] for s in content_stems(text) if not s[0].isdigit() and (s in written or s in ("kill", "injur"))
    }
    return named | {f"{number.value:g}" for number in facts.numbers(text) if number.value > 1}


def _tells_event(keys: set[str]) -> bool:
    """Whether keys are enough to know an event by: three, or a name and a number of two digits or more."""
    return len(keys) >= FEWEST_KEYS or (
        len(keys) == 2 and any(k.isdigit() and 10 <= int(k) < 1900 for k in keys)
    )
