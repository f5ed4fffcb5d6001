"""Stretches of a passage put together where they do not belong together.

A small network copies a stretch, comes to a word that stands twice, and goes on from the other place: every
name and every pair of words is the passage's, the statement is not. A text that is made of the passage's
words must therefore be the passage with parts left out: the stretches in their order, each beginning and
ending where a clause can, and no word of content but theirs.

What ``models.compression`` decodes is no splice, but may leave out too much. Without it (``faithful: false``,
or ``compression: true`` for a model of another kind) nothing else holds a network to this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.facts import SPEECH
from summarizer.lexical import stem
from summarizer.text import STOP_WORDS, normalize

_WORD = re.compile(r"[^\W_]")
_TOKEN = re.compile(r"[^\W_]+(?:['\-.,][^\W_]+)*|[,;:()\-\"!?.]")
# words before which a clause can end, and before or after which a part can begin
JOINTS = frozenset(
    "and or but as after before while when where who which that because since until although though if amid "
    "following during with without despite saying said says adding in on at for from by into over under "
    "against near according about".split()
)


def splice_fault(text: str, evidence: str) -> str | None:
    """What is wrong with how ``text`` is put together from stretches of ``evidence``, or None."""
    told = _TOKEN.findall(normalize(evidence))
    written = _TOKEN.findall(normalize(text))
    if _doubled(written) and not _doubled(told):
        return "a word stands twice in a row"
    known = {stem(t.lower()) for t in told}
    own = [t for t in written if _is_content(t) and stem(t.lower()) not in known]
    places = _stretches([t.lower() for t in written], [t.lower() for t in told])
    if own or not places:
        return "it is not made of the passage's words"
    if _leaves_out_what_was_said(written, told):
        return "what was said is left out"
    if not _begins(told, places[0][0]) or not _closes(told, places[-1][1]):
        return "it begins or ends in the middle of what the passage says"
    for (_, stop), (start, _) in pairwise(places):
        if start < stop or not (_closes(told, stop) and _opens(told, start)):
            return "it joins parts of the passage that do not belong together"
    return None


def _doubled(tokens: Sequence[str]) -> bool:
    return any(a.lower() == b.lower() and _WORD.match(a) for a, b in pairwise(tokens))


def _stretches(written: Sequence[str], told: Sequence[str]) -> list[tuple[int, int]]:
    """The places (start, stop) of the longest runs of the evidence that the text is made of, those of
    function words alone left out."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(written):
        start, length = _longest(written[at:], told)
        if length:
            found.append((start, start + length))
        at += max(1, length)
    return [(a, b) for a, b in found if any(map(_is_content, told[a:b]))]


def _longest(written: Sequence[str], told: Sequence[str]) -> tuple[int, int]:
    """Where the longest run of the evidence begins that the text begins with, and its length."""
    best = (0, 0)
    for start in range(len(told)):
        length = 0
        limit = min(len(written), len(told) - start)
        while length < limit and written[length] == told[start + length]:
            length += 1
        best = (start, length) if length > best[1] else best
    return best


def _is_content(token: str) -> bool:
    return bool(_WORD.match(token)) and token.lower() not in STOP_WORDS


def _begins(told: Sequence[str], start: int) -> bool:
    """Whether a sentence of the passage begins at a token."""
    return start == 0 or told[start - 1] in (".", "!", "?", '"')


def _leaves_out_what_was_said(written: Sequence[str], told: Sequence[str]) -> bool:
    """Whether a word of saying is told without the words that follow it in the passage."""
    following = {a.lower(): b.lower() for a, b in pairwise(told) if SPEECH.fullmatch(a)}
    mine = [(a.lower(), b.lower()) for a, b in pairwise([*written, "."]) if SPEECH.fullmatch(a)]
    return any(following.get(a, b) != b for a, b in mine)


def _opens(told: Sequence[str], start: int) -> bool:
    """Whether a part can begin at a token: after a mark or a joint, or itself one."""
    around = (told[start].lower(), told[start - 1].lower() if start else ".")
    return any(not _WORD.match(t) or t in JOINTS for t in around)


def _closes(told: Sequence[str], stop: int) -> bool:
    """Whether a part can end before a token: at the end, before a mark or a joint, or behind a mark."""
    if stop >= len(told) or not _WORD.match(told[stop - 1]):
        return True
    return not _WORD.match(told[stop]) or told[stop].lower() in JOINTS
