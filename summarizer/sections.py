"""Which section a claim belongs to.

A section's ``labels`` name what the shipped classifier knows (``lexical.LABELS``); its
``keywords`` work for any desk, with no training data. Both may stand in the desk's YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from summarizer.config import SectionSettings
from summarizer.encoder import section_encoder
from summarizer.lexical import LABELS, Array, hash_sentences, label_scores

ENCODER_SHARE = 0.6  # of a label's probability; the rest is the linear model's, which reads the context too
KEYWORD_WEIGHT = 0.5  # of one keyword found, beside a probability of 0 to 1


def route_claims(texts: Sequence[str], contexts: Sequence[str], sections: Sequence[SectionSettings]) -> Array:
    """How well each text fits each section, in the order given; the lead section fits none. (n, sections)

    ``contexts`` is what stands around each in its source; keywords are looked for in the text alone.
    """
    fits = np.zeros((len(texts), len(sections)))
    if not texts:
        return fits
    labelled = _labelled(texts, contexts) if any(s.labels for s in sections) else None
    for column, section in enumerate(sections):
        if section.lead:
            continue
        for label in section.labels:
            assert labelled is not None
            fits[:, column] += labelled[:, LABELS.index(label)]
        if section.keywords:
            pattern = _keyword_pattern(section.keywords)
            fits[:, column] += [KEYWORD_WEIGHT * len(set(pattern.findall(text.lower()))) for text in texts]
    return fits


def _labelled(texts: Sequence[str], contexts: Sequence[str]) -> Array:
    """How likely each of LABELS is for each text. (n, 3)"""
    linear = label_scores(hash_sentences(texts), contexts)
    return ENCODER_SHARE * section_encoder().probabilities(texts) + (1 - ENCODER_SHARE) * linear


def _keyword_pattern(keywords: Sequence[str]) -> re.Pattern[str]:
    """Whole words; a trailing ``*`` stands for any ending."""
    parts = [re.escape(k.lower()).replace(r"\*", r"\w*") for k in keywords]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
