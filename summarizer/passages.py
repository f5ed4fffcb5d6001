"""Every sentence that the documents hold, each once, as a passage."""

from __future__ import annotations

from summarizer.text import normalize, sentences
from summarizer.types import Deduplicated, Passage


def sentence_passages(kept: Deduplicated) -> list[Passage]:
    """Sentences of what was kept, then those that only an earlier version of a story has."""
    versions = ((d.passage, "") for d in kept.duplicates if d.kind == "version")
    found: dict[tuple[str, str], Passage] = {}
    for passage, owner in (*((p, p.document.id) for p in kept.passages), *versions):
        for start, end in sentences(passage.text):
            sentence = Passage(passage.document, passage.start + start, passage.start + end)
            found.setdefault((owner, normalize(sentence.text)), sentence)
    return list(found.values())
