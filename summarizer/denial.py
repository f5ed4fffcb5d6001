"""Words by which a sentence denies something. Knows no documents and no models."""

from __future__ import annotations

import re

_SAID = (
    r"(?:claims?|accusations?|allegations?|reports?|charges?|suggestions?|assertions?|statements?|accounts?|"
    r"notion|idea)"
)
# who is not given something is denied it, and nothing is said to be false
_PERSON = r"(?:(?:it|them|him|her|me|you|(?-i:us)|people|civilians|prisoners|detainees|residents)\s)?"
_WITHHELD = (
    rf"(?:\s{_PERSON}(?:(?:an?|any|all|the|their|his|its|medical|humanitarian|consular|proper)\s)*"
    r"(?:entry|access|visas?|permission|bail|parole|care|treatment|service|protection|power|water|food|aid|"
    r"assistance|counsel|rights?|chance|opportunity|ability|freedom)\b)|"
    r"\s(?:the|their|his|her|its) \w+ rights?\b"
)
# not "to deny", "no denying", "neither confirmed nor denied", "has not denied", "no one denied"
_INDEED = (
    r"(?<!to )(?<!no )(?<!nor )(?<!or )(?<!not )(?<!n't )(?<!n’t )(?<!never )(?<!stop )(?<!not yet )"
    r"(?<!no one )(?<!nobody )"
)
_DENIES = re.compile(
    rf"\b(?:{_INDEED}"  # and not "they are denied care"
    rf"den(?:y|ies|ied|ying)(?!{_WITHHELD})|refut(?:e|es|ed|ing)|"
    rf"(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|debunk(?:s|ed|ing)?|"
    rf"contradict(?:s|ed|ing)) (?:[\w'’]+ ){{0,4}}{_SAID}|"
    r"(?:reject|dismiss)(?:s|es|ed|ing)? \w+ as (?:false|fake|baseless)|"
    r"contrary to (?:the |\w+ )?(?:claim|report)s?|no (?:evidence(?! of\b)|truth)|"
    r"(?:call\w*|is|was|are|were|as) (?:it |them |that |this )?[\"“‘']?"
    r"(?:false|untrue|fake|baseless|fabricated|not true)|did not happen|never happened(?! before))\b",
    re.I,
)
# what the sentence before told: "denied the allegation", "disputed the figures", "denies any involvement"
_WHAT_WAS_TOLD = re.compile(
    rf"\b{_INDEED}(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed)|refut(?:es|ed)) "
    rf"(?:(?P<saying>(?:the|these|those|such|this|that|all|both|any) (?:\w+ )?"
    rf"(?:{_SAID}|figures|numbers|tolls?)\b)"
    r"(?! (?:of|that|about|from|by|against|over|in|on(?! \w+day)|for)\b)|"
    r"(?:it|them)(?=[,.;]|$)|"
    r"(?:(?:any|all|having any) )?(?:responsibility|involvement|role|links?|connections?|part|wrongdoing)\b)",
    re.I,
)
# what is neither confirmed nor said to be false: "not aware of any attack", "has not commented on it"
_UNCONFIRMED = re.compile(
    r"\b(?:(?:is|was|are|were|am)(?: not|n['’]t) aware|(?:is|was|are|were) unaware|"
    r"(?:has|have|had) no (?:knowledge|information|record)) (?:of|about)\b|"
    r"\b(?:has|have|had) not (?:yet |immediately |publicly )?(?:commented on|responded to|confirmed)"
    rf"(?=[.,;”\"]|$| (?:it|this|them|that)\b| (?:[\w.'’-]+ ){{0,3}}"
    rf"(?:{_SAID}|tolls?|numbers?|figures?|strikes?|attacks?|raids?|loss(?:es)?|deaths?)\b)|"
    r"\bneither confirmed nor denied\b|\bdid not (?:immediately )?(?:confirm|comment on(?=[.,;]|$))\b",
    re.I,
)
_CLAUSE_END = re.compile(r"[;,]|\.$|\s(?=despite\b)")


def find_denial(text: str) -> re.Match[str] | None:
    """The first words of a sentence that deny something, or None where it denies nothing."""
    return _DENIES.search(text)


def find_unconfirmed(text: str) -> re.Match[str] | None:
    """The words by which a sentence leaves open what another side says, or None where none does."""
    return _UNCONFIRMED.search(text)


def find_doubt(text: str) -> re.Match[str] | None:
    """The words by which a sentence denies something or else leaves it open, or None."""
    return find_denial(text) or find_unconfirmed(text)


def words_behind(text: str, denial: re.Match[str]) -> str:
    """The words behind a denial, to the end of their clause: what is denied, if it is told there."""
    return _CLAUSE_END.split(text[denial.end() :])[0]


def find_answer(text: str) -> re.Match[str] | None:
    """The words by which a sentence denies what stands before it, without saying what that is; ``saying`` is
    what it calls it ("the charge"), or None where it denies involvement."""
    return _WHAT_WAS_TOLD.search(text)
