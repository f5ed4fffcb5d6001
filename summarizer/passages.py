"""Sentences as passages of their documents, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text import normalize, sentences
from summarizer.types import Deduplicated, Passage

CONTEXT = 400  # characters on each side of a passage that tell what it is about


def surroundings(passage: Passage) -> str:
    """What stands before and after a passage in its document, CONTEXT characters on each side."""
    text = passage.document.text
    before, after = text[: passage.start][-CONTEXT:], text[passage.end :][:CONTEXT]
    return f"{before} {after}"


def split_passages(passages: Sequence[Passage]) -> list[Passage]:
    """The sentences of paragraphs, each as a passage of its document, in reading order."""
    return [
        Passage(p.document, p.start + start, p.start + end)
        for p in passages
        for start, end in sentences(p.text)
    ]


def sentence_passages(kept: Deduplicated) -> list[Passage]:
    """Sentences of what was kept, each once, then those that only an earlier version of a story has."""
    versions = ((d.passage, "") for d in kept.duplicates if d.kind == "version")
    found: dict[tuple[str, str], Passage] = {}
    for passage, owner in (*((p, p.document.id) for p in kept.passages), *versions):
        for sentence in split_passages([passage]):
            found.setdefault((owner, normalize(sentence.text)), sentence)
    return list(found.values())
