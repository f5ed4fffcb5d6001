"""Decoding by leaving words out: what is written of a text are its sentences, some of their parts left out.

A small network knows better what may be left out than how to go on: it copies a stretch, comes to a word that
stands twice, and goes on from the other place. Here it cannot. A hypothesis is a place in the source; from
there it goes on with the next word, or leaves out what comes before a later place where a clause can begin
(``splices.JOINTS`` and punctuation), or ends the sentence where a clause can end. What says who claims it,
denies it or makes it depend on something is never left out (``shorten.is_binding``), nor is the order changed.
So whatever the network prefers, the text is the source's own, as in sentence compression by deletion (Knight
and Marcu 2000; Filippova et al. 2015, Sentence Compression by Deletion with LSTMs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.models.faithful import Vocabulary
from summarizer.shorten import is_binding, without_opening
from summarizer.splices import JOINTS
from summarizer.text import sentences

_MARKS = ",;:()—–-\"“”"  # where a clause can begin or end
_FINISHED = -1  # the place after the last token of a sentence

Place = tuple[int, int, int]  # sentence, form of it, token


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence as tokens: where a part may end and begin, and the binding words up to each token."""

    ids: tuple[int, ...]
    ends: tuple[bool, ...]
    begins: tuple[bool, ...]
    bound: tuple[int, ...]  # binding words in ids[:i]


class SourceParts:
    """The tokens that may follow each other when a source is only shortened.

    ``text`` is the source; ``eos`` ends a summary.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, eos: int) -> None:
        self._vocabulary = vocabulary
        self._eos = eos
        told = [text[start:end] for start, end in sentences(text)]
        self._sentences = [
            [_form(form, vocabulary) for form in (sentence, without_opening(sentence)) if form]
            for sentence in told
        ]
        self._reached: dict[tuple[int, ...], dict[int, set[Place]]] = {(): self._openings(-1)}

    def allowed(self, written: Sequence[int]) -> set[int]:
        """The tokens that may come after those written; the end alone after what no part of the source is."""
        return set(self._following(tuple(written))) or {self._eos}

    def _following(self, written: tuple[int, ...]) -> dict[int, set[Place]]:
        """For each token that may be next, the places of the source that are then reached."""
        if written not in self._reached:
            places = self._following(written[:-1]).get(written[-1], set())
            self._reached[written] = self._after(places, len(written))
        return self._reached[written]

    def _after(self, places: set[Place], length: int) -> dict[int, set[Place]]:
        following: dict[int, set[Place]] = {}
        for place in sorted(places):
            for token, reached in self._next(place):
                following.setdefault(token, set()).add(reached)
        return following

    def _next(self, place: Place) -> list[tuple[int, Place]]:
        number, which, at = place
        if at == _FINISHED:
            return [(t, p) for t, ps in self._openings(number).items() for p in ps] + [(self._eos, place)]
        form = self._sentences[number][which]
        if at + 1 == len(form.ids):
            return self._next((number, which, _FINISHED))
        steps = [(form.ids[at + 1], (number, which, at + 1))]
        if not form.ends[at]:
            return steps
        for to in range(at + 2, len(form.ids)):
            if form.begins[to] and form.bound[to] == form.bound[at + 1]:
                steps.append((form.ids[to], (number, which, to)))
        nothing_bound_left = form.bound[-1] == form.bound[at + 1]
        if nothing_bound_left and self._can_stop_behind(form.ids[at]):
            steps.append((self._vocabulary.stop, (number, which, _FINISHED)))
        return steps

    def _can_stop_behind(self, token: int) -> bool:
        return token not in self._vocabulary.marks and self._vocabulary.stop >= 0

    def _openings(self, number: int) -> dict[int, set[Place]]:
        """The first tokens of the sentences after a sentence, or the end where there is none."""
        found: dict[int, set[Place]] = {}
        for later in range(number + 1, len(self._sentences)):
            for which, form in enumerate(self._sentences[later]):
                if form.ids:
                    found.setdefault(form.ids[0], set()).add((later, which, 0))
        return found


def _form(sentence: str, vocabulary: Vocabulary) -> _Form:
    words = sentence.split()
    tokens = vocabulary.encode(words)
    ids = tuple(i for word in tokens for i in word)
    ends, begins, bound = [], [], [0]
    for n, (word, spelt) in enumerate(zip(words, tokens, strict=True)):
        bare = len(vocabulary.bare(spelt))
        closes = n + 1 == len(words) or _opens(words[n + 1]) or word[-1] in _MARKS
        opens = n > 0 and (_opens(word) or words[n - 1][-1] in _MARKS)
        for at in range(len(spelt)):
            ends.append(closes and at + 1 >= bare)
            begins.append(opens and at == 0)
            bound.append(bound[-1] + (at == 0 and is_binding(word)))
    return _Form(ids, tuple(ends), tuple(begins), tuple(bound))


def _opens(word: str) -> bool:
    """Whether a clause can begin with a word."""
    return word[0] in _MARKS or word.strip("".join(_MARKS) + ".").lower() in JOINTS
