"""Decoding by leaving words out: what is written of a text are its sentences, some of their parts left out.

A small network knows better what may be left out than how to go on: it copies a stretch, comes to a word that
stands twice, and goes on from the other place. Here it cannot. A hypothesis is a place in the source; from
there it goes on with the next word, or leaves out an aside between marks or a circumstance ("on Monday"), or
ends the sentence where such a part begins. What says who claims it, denies it or makes it depend on something
is never left out (``shorten.is_binding``), nor is the order changed. So the text is the source's own whatever
the network prefers, as in sentence compression by deletion (Knight and Marcu 2000; Filippova et al. 2015,
Sentence Compression by Deletion with LSTMs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.facts import SPEECH, is_day_or_month
from summarizer.models.faithful import Vocabulary
from summarizer.shorten import holds_verb, is_binding, without_opening
from summarizer.splices import JOINTS
from summarizer.text import sentences

_MARKS = ',;:()—–-"“”'  # where a clause can begin or end
_FINISHED = -1  # the place after the last token of a sentence
# what may be left out in the middle without a mark around it begins with one of these; "on" a day at that
_CIRCUMSTANCES = frozenset("in at during after before following amid since while when despite near".split())
_RELATIVES = frozenset("who which whose whom where as with including".split())
_CONDITIONS = frozenset("if unless until whether".split())  # what follows them cannot go alone

Place = tuple[int, int, int]  # sentence, form of it, token


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence as words and tokens: of which word each token is, and whether it ends it but for marks."""

    words: tuple[str, ...]
    ids: tuple[int, ...]
    word: tuple[int, ...]
    ends: tuple[bool, ...]
    bound: tuple[int, ...]  # binding words in words[:i]
    inside: tuple[bool, ...]  # whether words[:i] leave a bracket or quotation mark open

    def can_skip(self, at: int, to: int) -> bool:
        """Whether what stands between two tokens can be left out: it binds nothing, and it is an aside with
        a mark before and behind it, or a circumstance with no mark in it."""
        before, after = self.word[at], self.word[to]
        if not self.ends[at] or self.word[to - 1] == after or self._binds(before, after):
            return False
        between = self.words[before + 1 : after]
        if self._mark_follows(at) or self._ends_with_mark(at):
            last = between[-1] if between else self.words[before]
            return last[-1] in _MARKS and _is_aside(between)
        return bool(between) and _is_circumstance(between) and _opens(self.words[after])

    def can_stop(self, at: int) -> bool:
        """Whether the sentence can end behind a token: what follows binds nothing and is a part by itself."""
        before = self.word[at]
        rest = self.words[before + 1 :]
        if not self.ends[at] or self._ends_with_mark(at) or self._binds(before, len(self.words)):
            return False
        kept = self.words[: before + 1]
        if _CONDITIONS.intersection(word.lower() for word in kept) or not _is_statement(kept):
            return False
        if self._mark_follows(at):
            return _is_tail(rest)
        return bool(rest) and rest[0].lower() in _CIRCUMSTANCES

    def _binds(self, before: int, after: int) -> bool:
        """Whether the words between two must stay: one of them binds, or they are part of a quotation."""
        return self.bound[after] != self.bound[before + 1] or self.inside[before + 1] or self.inside[after]

    def _ends_with_mark(self, at: int) -> bool:
        is_last = at + 1 == len(self.ids) or self.word[at + 1] != self.word[at]
        return is_last and self.words[self.word[at]][-1] in _MARKS

    def _mark_follows(self, at: int) -> bool:
        following = self.words[self.word[at] + 1 : self.word[at] + 2]
        is_last = at + 1 == len(self.ids) or self.word[at + 1] != self.word[at]
        return (not is_last and self.words[self.word[at]][-1] in _MARKS) or any(
            w[0] in _MARKS for w in following
        )


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
        self._steps: dict[Place, list[tuple[int, Place]]] = {}
        self._reached: dict[tuple[int, ...], dict[int, set[Place]]] = {(): self._openings(-1)}

    def allowed(self, written: Sequence[int]) -> set[int]:
        """The tokens that may come after those written; the end alone after what no part of the source is."""
        return set(self._following(tuple(written))) or {self._eos}

    def _following(self, written: tuple[int, ...]) -> dict[int, set[Place]]:
        """For each token that may be next, the places of the source that are then reached."""
        if written not in self._reached:
            places = self._following(written[:-1]).get(written[-1], set())
            self._reached[written] = self._after(places)
        return self._reached[written]

    def _after(self, places: set[Place]) -> dict[int, set[Place]]:
        following: dict[int, set[Place]] = {}
        for place in sorted(places):  # in one order, whatever the set's
            if place not in self._steps:
                self._steps[place] = self._next(place)
            for token, reached in self._steps[place]:
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
        for to in range(at + 2, len(form.ids)):
            if form.can_skip(at, to):
                steps.append((form.ids[to], (number, which, to)))
        if form.can_stop(at) and self._vocabulary.stop >= 0:
            steps.append((self._vocabulary.stop, (number, which, _FINISHED)))
        return steps

    def _openings(self, number: int) -> dict[int, set[Place]]:
        """The first tokens of the sentences after a sentence, or the end where there is none."""
        found: dict[int, set[Place]] = {}
        for later in range(number + 1, len(self._sentences)):
            for which, form in enumerate(self._sentences[later]):
                if form.ids:
                    found.setdefault(form.ids[0], set()).add((later, which, 0))
        return found


def _form(sentence: str, vocabulary: Vocabulary) -> _Form:
    words = tuple(sentence.split())
    spelt = vocabulary.encode(words)
    bound = [0]
    for word in words:
        bound.append(bound[-1] + is_binding(word))
    return _Form(
        words,
        tuple(i for tokens in spelt for i in tokens),
        tuple(n for n, tokens in enumerate(spelt) for _ in tokens),
        tuple(at + 1 >= len(vocabulary.bare(tokens)) for tokens in spelt for at in range(len(tokens))),
        tuple(bound),
        tuple(_leaves_open(" ".join(words[:n])) for n in range(len(words) + 1)),
    )


def _leaves_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("(") > text.count(")") or text.count('"') % 2 == 1


def _is_aside(words: Sequence[str]) -> bool:
    """Whether words between two marks are no main clause: in brackets, relative, a circumstance, no verb."""
    if not words or words[0][0] in "(—–-" or words[0].lower() in _RELATIVES | _CIRCUMSTANCES:
        return True
    return not holds_verb(" ".join(words))


def _is_tail(words: Sequence[str]) -> bool:
    """Whether a sentence can end before words that a mark sets apart."""
    first = words[0].lower() if words else ""
    return (
        first[:1] in tuple("(—–-") or first in _RELATIVES | _CIRCUMSTANCES | {"and"} or first.endswith("ing")
    )


def _is_statement(words: Sequence[str]) -> bool:
    """Whether words up to a place hold a verb, and what is said where they end with a word of saying."""
    says = SPEECH.fullmatch(words[-1].strip(_MARKS))
    return holds_verb(" ".join(words)) and (not says or any(word[-1] in _MARKS for word in words[:-1]))


def _is_circumstance(words: Sequence[str]) -> bool:
    """Whether words are a circumstance: "in the night", "on Monday"; with no mark in them."""
    first = words[0].lower()
    on_day = first == "on" and len(words) > 1 and (words[1][0].isdigit() or is_day_or_month(words[1]))
    return (first in _CIRCUMSTANCES or on_day) and not any(c in _MARKS for w in words for c in (w[0], w[-1]))


def _opens(word: str) -> bool:
    """Whether a clause can begin with a word."""
    return word[0] in _MARKS or word.strip("".join(_MARKS) + ".").lower() in JOINTS
