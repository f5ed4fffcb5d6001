"""Targets that the source carries by itself: of each sentence of a summary, the form of it that can be told.

A summary's sentence mostly joins two or three sentences of its source, and a small network that is taught
such targets learns to mix up who said and did what. So it is taught the best that can be told of one: what
was written, where it rests on one sentence and stays near its words, else that sentence's own words, whole or
with parts left out, whichever shares most with what was written. It is the oracle of extractive summarization
(Nallapati et al. 2017, SummaRuNNer), one sentence at a time and in short forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.config import VerifySettings
from summarizer.lexical import content_terms
from summarizer.shorten import shorten, shorter_forms
from summarizer.text import sentences
from summarizer.verify import check_sentence

NEAR = 0.9  # support from which a written sentence is near its source's words
LIKE = 0.3  # of the words and word pairs of two sentences, from which one is taken for the other


def oracle(source: str, summary: Sequence[str]) -> list[tuple[str, int]]:
    """For each sentence of ``summary`` of which ``source`` holds enough, what to tell and of which sentence.

    That is given by its place among the sentences of the source; none of them is told twice.
    """
    told = [source[a:b] for a, b in sentences(source)]
    found: dict[int, str] = {}
    for wanted in summary:
        likeness = [_likeness(one, wanted) for one in told]
        best = max(range(len(told)), key=lambda i: (likeness[i], -i), default=None)
        if best is None or best in found:
            continue
        text = _told_of(told[best], wanted)
        if _likeness(text, wanted) >= LIKE and not _is_torn(text):
            found[best] = text
    return [(text, place) for place, text in found.items()]


def _told_of(sentence: str, wanted: str) -> str:
    """What was written, where the sentence carries it, else the form of it that shares most with that."""
    check = check_sentence(wanted, [sentence], VerifySettings())
    if check.reason is None and check.support >= NEAR:
        return wanted
    whole = shorten(sentence)
    return max((whole, *shorter_forms(whole)), key=lambda form: _likeness(form, wanted))


def _is_torn(text: str) -> bool:
    """Whether a quotation is opened and not closed, or closed and not opened: half of a sentence."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _likeness(a: str, b: str) -> float:
    """The Dice coefficient of two texts' content words and pairs of them."""
    one, other = content_terms(a), content_terms(b)
    return 2 * len(one & other) / max(1, len(one) + len(other))
