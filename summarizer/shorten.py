"""A sentence of the source made shorter by leaving words out, never by writing any.

Only what stands apart from the statement goes: a dateline, a connecting word at the start, an
aside in brackets, a relative clause between commas (the kind that does not restrict what it
follows), an opening or closing clause that tells a circumstance. What says who claims it, what
denies it and what it depends on stays: a clause with such a word is never left out.

The cuts are those of Jing (2000), Sentence Reduction for Automatic Text Summarization, and Dunlavy
et al. (2003), made on punctuation and function words.
"""

from __future__ import annotations

import re

from summarizer.text import STOP_WORDS

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’\-]+(?:[ ,/]+[A-Z][A-Z.'’\-]+)*(?:, [A-Z][\w.]+)*(?:, \w+\.? \d{1,2})?(?: \([^)]{2,30}\))?\s*[—–-]+\s+|"
    r"[A-Z][\w.'’ ]{2,30}(?:, \w+\.? \d{1,2})? \((?:AP|AFP|Reuters|CNN|BBC|UPI|TASS|dpa|Xinhua)\)\s*[—–-]+\s+)"
)
_OPENING = re.compile(
    r"^(?:(?:meanwhile|however|moreover|furthermore|additionally|in addition|also|still|separately|earlier|later|"
    r"nevertheless|nonetheless|besides|in turn|in a broader context|on the battlefront|on the battlefield|in response|then|"
    r"for (?:his|her|its|their) part),\s+|"
    r"(?:but|and|yet|so)\s+(?=[A-Z“\"\w])|[-•*–➡️\s]+\s*)",
    re.I,
)
# who says it, whether it is so, what it depends on, how many and how dead: never cut
_BINDING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells?|according|claim\w*|alleg\w*|report(?:ed|edly|s)|den(?:y|ies|ied|ying)|accus\w*|"
    r"announc\w*|warn\w*|add(?:ed|ing|s)|stat(?:ed|es|ing)|not?|n[’']t|never|without|if|unless|until|only|except|fail\w*|"
    r"kill\w*|injur\w*|wound\w*|toll|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|"
    r"refus\w*|reject\w*|may|might|could|would|should|unconfirmed|unclear|but|although|though|however)\b",
    re.I,
)
_BRACKETS = re.compile(r"\s*\([^()]{1,80}\)")
# it ends where the statement goes on with a verb: not at a comma of a list within it
_RELATIVE = re.compile(r",\s+(?:which|who|whose|whom|where)\b[^,;:\"“”]{3,160}(?:,(?=\s+(?!(?:and|or|the|an?)\b)[a-z])|(?=[.!?]$))")
_CLOSING = re.compile(
    r",\s+(?:as|after|amid|while|with|following|despite|part of|the latest|a move that|including|such as|\w+ing)\b[^;:\"“”]{8,200}(?=[.!?]$)"
)
_SUBORDINATE = re.compile(
    r"^(?:As|After|Amid|Although|Before|Because|By|Despite|Even|Following|For|From|If|In|Given|On|Since|Though|Through|Under|Unlike|"
    r"When|While|With|Without|\w+ing)\b[^,]*(?:,[^,]*)?$"
)
FEWEST_WORDS = 6  # of a shorter form


def shorten(sentence: str) -> str:
    """The sentence without dateline and opening connective; its other words and their order stay."""
    text = " ".join(sentence.split())
    for pattern in (_DATELINE, _OPENING):
        text = _capitalized(pattern.sub("", text, count=1)) or text
    return text


def shorter_forms(sentence: str) -> list[str]:
    """Forms of a sentence with one kind of aside after another left out, longest first; may be empty."""
    forms: list[str] = []
    text = sentence
    for pattern in (_BRACKETS, _RELATIVE, _CLOSING):
        cut = pattern.sub("" if pattern is _BRACKETS else _unless_binding, text).replace(" ,", ",")
        if cut != text and (pattern is _BRACKETS or _is_whole(cut)):
            text = cut
            forms.append(text)
    return forms


def _is_whole(text: str) -> bool:
    """Whether a cut left a sentence: a main clause, and no function word dangling at its end."""
    words = text.rstrip(".!?\"”'’").split()
    return (
        len(words) >= FEWEST_WORDS and words[-1].lower() not in STOP_WORDS and not _SUBORDINATE.search(text)
    )


def _unless_binding(match: re.Match[str]) -> str:
    return match.group() if _BINDING.search(match.group()) else ""


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
