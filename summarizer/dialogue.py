"""Speech that a dash opens, as Polish, Russian and French print it, and machines leave it in English.

"- There will be no war. But others want one - said Hale." is Hale's word in both of its sentences, though
neither stands in quotation marks: as they stand, the first would be the brief's own claim.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from summarizer.types import Passage

FARTHEST = 1000  # characters of a speech that are looked at on either side of a sentence
_DASH = r"[-–—]"
_SAID = (
    r"(?:said|says|added|adds|told|asked|stressed|emphasi[sz]ed|announced|noted|explained|argued|warned|stated|wrote|"
    r"replied|concluded|declared|assured|admitted|recalled|pointed out)"
)
_OPENING = re.compile(rf"(?:(?<=[.?!])\s+|^\s*)(?={_DASH}\s?[A-Z])|(?<=[.?!])(?={_DASH} [A-Z])")
_SECOND = rf"[,.!?]?(?:\s{_DASH}\s?|{_DASH}\s)"
# behind the second dash, who says it: a name, not "he"; the points of "Gen." and "J. D." are part of it
_NOBODY = r"(?!(?:that|by|in|to|of|on|at|for|with|as|from|it|this|what|he|she|they|\w+day)\b)"
_WHO = (
    r"(?P<who>(?:\b(?:Gen|Col|Maj|Lt|Capt|Mr|Mrs|Ms|Dr|Sen|Rep|[A-Z])\.|[^.,;\n–—])+?)"
    r"(?=[.,;\n]|\s[-–—]|[–—]|$)"
)
_TELLS = rf"{_SECOND}(?P<said>{_SAID} {_NOBODY}{_WHO})"
_TOLD = re.compile(rf"^{_DASH}?\s*(?P<words>\S.*?){_TELLS}[.,]?")
_TOLD_LATER = re.compile(rf"^[^\n]*?\w{_TELLS}")
# "- he said." ends a speech too; "- he said - " stands within one
_SPEAKS = re.compile(
    rf"\w{_SECOND}(?:(?:he|she|they) {_SAID}|{_SAID} {_NOBODY}\w)"
    rf"[^.,\n–—]{{0,200}}?(?:[.,\n]|\s{_DASH}\s[A-Z]|$)"
)


def in_dashes(passage: Passage) -> tuple[Passage, str] | None:
    """The sentence in quotation marks with its speaker, and where both stand; its text is "" where no name
    tells whose word it is. None where it is no such speech."""
    text = passage.document.text
    if not _holds_speech(text):
        return None
    line = max(text.rfind("\n", 0, passage.start) + 1, passage.start - FARTHEST)
    opened = _last_opening(text[line : passage.end])
    if opened is None or _SPEAKS.search(text, line + opened, passage.start):
        return None  # no speech, or it ended before the sentence
    end = text.find("\n", passage.end)
    rest = text[passage.end : end if end >= 0 else len(text)][:FARTHEST]
    rest = _OPENING.split(f".{rest}", maxsplit=1)[0][1:]  # another opening is another speaker's
    ends = _SPEAKS.search(passage.text)
    if not ends and not _SPEAKS.search(rest):
        return None
    told = _TOLD.match(passage.text)
    if told:
        return passage, f"“{told['words']},” {told['said'].strip()}."
    later = None if ends else _TOLD_LATER.match(rest)
    if not later or not re.search(r"[A-Z]", later["who"]):
        return passage, ""
    words = passage.text.lstrip("-–— ")
    return replace(passage, end=passage.end + later.end()), f"“{words}” ({later['who'].strip()})."


@lru_cache(maxsize=256)  # the sentences of a document come one after the other
def _holds_speech(text: str) -> bool:
    return bool(_SPEAKS.search(text))


def _last_opening(before: str) -> int | None:
    """Where the last dash stands that opens a speech: at the start of a line or behind a sentence's end."""
    found = [match.end() for match in _OPENING.finditer(before)]
    return found[-1] if found else None
