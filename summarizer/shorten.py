"""A sentence of the source made shorter by leaving words out, never by writing any.

Only what stands apart from the statement goes: a dateline, a connecting word at the start.
"""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’\-]+(?:[ ,/]+[A-Z][A-Z.'’\-]+)*(?:, [A-Z][\w.]+)*(?:, \w+\.? \d{1,2})?(?: \([^)]{2,30}\))?\s*[—–-]+\s+|"
    r"[A-Z][\w.'’ ]{2,30}(?:, \w+\.? \d{1,2})? \((?:AP|AFP|Reuters|CNN|BBC|UPI|TASS|dpa|Xinhua)\)\s*[—–-]+\s+)"
)
_OPENING = re.compile(
    r"^(?:(?:meanwhile|however|moreover|furthermore|additionally|in addition|also|still|separately|earlier|later|"
    r"nevertheless|nonetheless|besides|in turn|in a broader context|for (?:his|her|its|their) part),\s+|"
    r"(?:but|and|yet|so)\s+(?=[A-Z“\"\w])|[-•*–➡️\s]+\s*)",
    re.I,
)


def shorten(sentence: str) -> str:
    """The sentence without dateline and opening connective; its words and their order stay."""
    text = " ".join(sentence.split())
    for pattern in (_DATELINE, _OPENING):
        rest = pattern.sub("", text, count=1)
        if rest and rest != text:
            text = rest[0].upper() + rest[1:]
    return text
