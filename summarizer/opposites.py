"""What two speakers say that cannot both be.

By form, whatever the subject: "direct" against "indirect"; an agreement that was mediated against one that
was reached directly; what is not ruled out against what is, or will never be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from summarizer.attribution import speaker_names, written_roots
from summarizer.countries import without_countries
from summarizer.denial import find_denial, words_behind
from summarizer.lexical import Array, content_stems
from summarizer.statements import HELD, TOLD_SIDES, Dispute, Statement, content, of_one_matter, of_others
from summarizer.text import WORD, normalize

BESIDE = 5  # words on each side of a word in which it and its opposite are said of the same thing

_OPPOSITE = re.compile(r"(?:in|un|im|il(?=l)|ir(?=r))(?!official|formal)(?=[a-z]{5})")
_CONTRAST = re.compile(r"\b(?:but|while|although|though|whereas|contradict\w*|instead of)\b", re.I)
_NOT = frozenset("not no never cannot".split())
_NOUNS = (
    "ity",
    "ion",
    "ence",
    "ance",
    "ment",
    "ice",
)  # food insecurity is not the opposite of a security threat
# who brought an agreement about: others, or those who made it
_AGREED = re.compile(
    r"\b(?:cease-?fire|truce|cessation|armistice|agreement|accord|understanding|deal)\b", re.I
)
_MEDIATED = re.compile(r"\b(?:mediat(?:ed|ing|ion|ors?)|broker(?:ed|ing)|third[- ]part(?:y|ies))\b", re.I)
_DIRECTLY = re.compile(
    r"\b(?:reached|made|agreed|negotiated|worked|settled|came|brought|result)\b[^.;]{0,40}?"
    r"\b(?:bilateral(?:ly)?|direct(?:ly)?(?! talks?\b| negotiations?\b))\b|"
    r"\b(?:bilaterally|directly) (?:reached|made|agreed|negotiated|settled)\b",
    re.I,
)
# of an agreement that is still to come
_WOULD = re.compile(r"\b(?:would|will|could|should|must|may|might|can|offer\w*)\b")
# a sentence that does not say that others did
_OPEN = re.compile(
    r"\balleged\b|\bas to whether\b|\b(?:did|has|have|had|was|were|is|are) not\b|\bno\b|"
    r"\bden(?:y|ies|ied)\b|n['’]t\b",
    re.I,
)
_NOT_RULED_OUT = re.compile(
    r"\b(?:(?:refus|declin)\w+ to rule out|"
    r"(?:not|never|nobody|no one|n['’]t)(?: (?:had|has|have|\w+ly))* rul(?:e|ed|es|ing) out)\b",
    re.I,
)
_RULED_OUT = re.compile(
    r"\b(?:rul(?:e|ed|es|ing) out|there (?:will|would|can) be no|(?:will|would|shall) never)\b"
    r"(?! (?:giv|stop|abandon|ceas|halt|surrender|relinquish|back)\w*)",  # who will never give up goes on
    re.I,
)
# "Falk has not ruled out": nobody says it, and she is who leaves it open
_LEAVES_OPEN = re.compile(
    r"(?P<who>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}?) "
    r"(?:has|have|had|did|does|do|was|were|is|are|refus\w+|declin\w+)\b"
)


def find_opposites(found: Sequence[Statement], like: Array) -> Iterator[Dispute]:
    """The disputes between sentences that cannot both be true; ``like`` their cosines. (n, n)"""
    yield from _opposed(found, like)
    yield from _mediated(found, like)
    yield from _left_open(found)


def _opposed(found: Sequence[Statement], like: Array) -> Iterator[Dispute]:
    """Of each word and its opposite, one dispute: the sentence that sets them against each other, or else the
    two likest sentences in which two speakers say them of the same thing."""
    said = _words_said(found)
    for word in sorted(said):
        match = _OPPOSITE.match(word)
        plain = word[match.end() :] if match else ""
        if plain not in said:
            continue
        what = f"{plain} or {word}"
        both = sorted(said[word].keys() & said[plain].keys())
        contrasts = [i for i in both if _sets_against(found[i].text, word, plain)]
        if contrasts:
            yield Dispute(what, (), (max(contrasts, key=lambda i: (like[i].sum(), -i)),), tells_both=True)
            continue
        pairs = [
            (like[i, j], -i, -j)
            for i, near in said[word].items()
            for j, close in said[plain].items()
            if not {i, j} & set(both) and _beside(*near) & _beside(*close) and _differ(found[i], found[j])
        ]
        if pairs:
            _, i, j = max(pairs)
            yield Dispute(what, (-j,), (-i,))


def _sets_against(text: str, word: str, opposite: str) -> bool:
    """Whether a sentence says a word of one and its opposite of another, not both of one ("direct or
    indirect")."""
    either = rf"(?:{re.escape(word)}|{re.escape(opposite)})(?:ly)?"
    apart = re.sub(rf"\b{either}\W+(?:or|and)(?: an?| in an?)?\W+{either}\b", "", text, flags=re.I)
    return bool(_CONTRAST.search(text) and re.search(rf"\b{either}\b", apart, re.I))


def _words_said(found: Sequence[Statement]) -> dict[str, dict[int, tuple[list[str], int]]]:
    """By word that meets its opposite ("directly" is direct), sentences with it: their words, its place."""
    said: defaultdict[str, dict[int, tuple[list[str], int]]] = defaultdict(dict)
    told = {
        i: WORD.findall(normalize(s.text)) for i, s in enumerate(found) if s.fits and not find_denial(s.text)
    }
    opposed = _with_opposites({_plain(word) for words in told.values() for word in words})
    for i, words in told.items():
        for at, word in enumerate(words):
            if _plain(word) not in opposed:
                continue
            before = words[max(0, at - 2 * BESIDE) : at]
            if any(w.lower() in _NOT or w.endswith("n't") for w in before) or word.endswith(_NOUNS):
                continue
            said[_plain(word)].setdefault(i, (words, at))
    return said


def _plain(word: str) -> str:
    return word.lower().removesuffix("ly")


def _with_opposites(words: set[str]) -> set[str]:
    """The words of which the opposite is among them too, and these."""
    pairs = [(word, word[match.end() :]) for word in words if (match := _OPPOSITE.match(word))]
    return {word for pair in pairs if pair[1] in words for word in pair}


def _differ(a: Statement, b: Statement) -> bool:
    """Whether two sentences are of one matter and known to be of two speakers."""
    return of_one_matter(a, b) and bool(a.speaker and b.speaker) and of_others(a, b)


def _beside(words: list[str], at: int) -> frozenset[str]:
    """What a word is said of: the words around it but names, which those who speak of other things share."""
    near = words[max(0, at - BESIDE) : at] + words[at + 1 : at + 1 + BESIDE]
    return frozenset(content_stems(" ".join(word for word in near if word.islower())))


def _mediated(found: Sequence[Statement], like: Array) -> Iterator[Dispute]:
    """Whether others brought an agreement about: the likest two sentences of two speakers of which one says
    it was mediated and the other that it was made directly."""
    agreed = [
        i for i, s in enumerate(found) if s.fits and _AGREED.search(s.text) and not _WOULD.search(s.text)
    ]
    mediated = [i for i in agreed if _MEDIATED.search(found[i].text) and not _OPEN.search(found[i].text)]
    direct = [
        i
        for i in agreed
        if i not in mediated
        and found[i].speaker
        and _DIRECTLY.search(found[i].text)
        and not _WOULD.search(found[i].text)
    ]
    pairs = [
        (bool(found[i].speaker), like[i, j], -i, -j)
        for i in mediated
        for j in direct
        if of_others(found[i], found[j]) and of_one_matter(found[i], found[j])
    ]
    if pairs:
        _, _, i, j = max(pairs)
        yield Dispute("mediated or direct", (-i,), (-j,))


def _left_open(found: Sequence[Statement]) -> Iterator[Dispute]:
    """Sentences that tell what somebody does not rule out, each with those of others that say it will not
    be."""
    left = [(i, m) for i, s in enumerate(found) if s.fits and (m := _NOT_RULED_OUT.search(s.text))]
    ruled_out = [
        (i, m)
        for i, s in enumerate(found if left else ())
        if s.fits and not _NOT_RULED_OUT.search(s.text) and (m := _RULED_OUT.search(s.text))
    ]
    for i, open_words in left:
        part = _plain_content(words_behind(found[i].text, open_words))
        for j, closed in ruled_out:
            other = _plain_content(words_behind(found[j].text, closed))
            is_one = len(part & other) >= max(TOLD_SIDES, HELD * min(len(part), len(other)))
            if is_one and of_others(found[i], found[j]) and not _names_speaker(found[i], found[j].text):
                yield Dispute("ruled out or not", (j,), (i,), is_denied=False)


def _plain_content(text: str) -> frozenset[str]:
    """The content of a text but its names."""
    return content(" ".join(word for word in text.split() if word.islower()))


def _names_speaker(statement: Statement, text: str) -> bool:
    """Whether a text names the person who speaks in a sentence or leaves something open there, and who may be
    its speaker too."""
    subject = _LEAVES_OPEN.search(statement.text)
    who = without_countries(statement.speaker or (subject["who"] if subject else ""))
    return bool(speaker_names(who) & written_roots(text))
