"""Speech that a dash opens, as Polish, Russian and French print it, and machines leave it in English.

"- There will be no war. But others want one - said Hale." is Hale's word in both of its sentences, though
neither stands in quotation marks: as they stand, the first would be the brief's own claim.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.types import Passage

FARTHEST = 1000  # characters of a speech that are looked at on either side of a sentence
_DASH = r"[-–—]"
_SAID = (
    r"(?:said|says|added|adds|told|stressed|emphasi[sz]ed|announced|noted|explained|argued|warned|stated|wrote|"
    r"replied|concluded|declared|assured|admitted|recalled|pointed out)"
)
_OPENED = re.compile(rf"^{_DASH}\s?(?=[A-Z])")
# behind the second dash, who says it: a name, not "he"
_TELLS = rf"{_DASH}\s?(?P<said>{_SAID} (?P<who>(?!(?:that|he|she|they)\b)[^\W\d_][^.\n]*))"
_TOLD = re.compile(rf"^{_DASH}?\s*(?P<words>\S.*?)[.,]?\s?{_TELLS}\.?$")
_TOLD_LATER = re.compile(rf"^[^\n]*?\w[,.!?]?\s?{_TELLS}")
_SPEAKS = re.compile(rf"\w[,.!?]?\s?{_DASH}\s?(?:(?:he|she|they) )?{_SAID}\b")


def in_dashes(passage: Passage) -> tuple[Passage, str] | None:
    """The sentence in quotation marks with its speaker, and where both stand; its text is "" where no name
    tells whose word it is. None where it is no such speech."""
    text = passage.document.text
    line = max(text.rfind("\n", 0, passage.start) + 1, passage.start - FARTHEST)
    opened = _last_opening(text[line : passage.end])
    if opened is None or _SPEAKS.search(text, line + opened, passage.start):
        return None  # no speech, or it ended before the sentence
    end = text.find("\n", passage.end)
    rest = text[passage.end : end if end >= 0 else len(text)][:FARTHEST]
    ends = _SPEAKS.search(passage.text)
    if not ends and not _SPEAKS.search(rest):
        return None
    told = _TOLD.match(passage.text)
    if told:
        return passage, f"“{told['words']},” {told['said']}."
    later = None if ends else _TOLD_LATER.match(rest)
    if not later or not re.search(r"[A-Z]", later["who"]):
        return passage, ""
    words = passage.text.lstrip("-–— ")
    return replace(passage, end=passage.end + later.end()), f"“{words}” ({later['who'].strip()})."


def _last_opening(before: str) -> int | None:
    """Where the last dash stands that opens a speech: at the start of a line or behind a sentence's end."""
    found = [m.start() for m in re.finditer(rf"(?:(?<=[.?!])\s*|^\s*)(?={_DASH}\s?[A-Z])", before)]
    return found[-1] if found else None
