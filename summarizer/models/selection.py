"""Select, then rewrite: which sentences of a text a small model is to write anew, each by itself.

What is worth telling the ranker's salience knows better than a network of few weights, and out of two
sentences such a network puts one's words to the other's name (extract, then rewrite: Chen and Bansal 2018).
"""

from __future__ import annotations

from summarizer.lexical import DECIMALS, hash_sentences, salience
from summarizer.text import sentences


def most_salient(text: str, count: int) -> list[str]:
    """The ``count`` sentences of a text that sound most like what editors report (``lexical.salience``), in
    their order, one that stands twice once; all where there are no more."""
    told = list(dict.fromkeys(text[start:end] for start, end in sentences(text)))
    if len(told) <= count:
        return told
    worth = salience(hash_sentences(told)).round(DECIMALS)
    best = sorted(range(len(told)), key=lambda i: (-worth[i], i))[:count]
    return [told[i] for i in sorted(best)]
