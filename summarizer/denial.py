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
    r"(?:false|untrue|fake|baseless|fabricated|not true|absurd|groundless|unfounded|(?:(?:an?|pure|complete|"
    r"outright|total) )*(?:lies?|hoax|fabrication|invention|nonsense|disinformation))|"
    r"did not happen|never happened(?! before))\b",
    re.I,
)
# what the sentence before told: "denied the allegation", "disputed the figures", "denies any involvement"
_WHAT_WAS_TOLD = re.compile(
    rf"\b{_INDEED}(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed)|refut(?:es|ed)) "
    rf"(?:(?P<saying>(?:the|these|those|such|this|that|all|both|any) (?:\w+ )?"
    rf"(?:{_SAID}|figures?|numbers?|tolls?)\b)"
    r"(?! (?:of|that|about|from|by|against|over|in|on(?! \w+day)|for)\b)|"
    r"(?P<it>it|them|this|that|doing so|having done so)"
    r"(?=[,.;]|$|\s(?:on \w+day|and|but|in an?|through|at an?)\b)|"
    r"(?:(?:any|all|having any) )?"
    r"(?:responsibility|involvement|role|links?|connections?|contacts?|part|wrongdoing)\b)",
    re.I,
)
# what somebody calls a claim that they deny
FALSE = (
    r"(?:\w+ly )?[\"“‘']?(?:(?:an?|pure|complete|outright|utter|total|sheer|simply|just|all) )*"
    r"(?:lies?|false\w*|untrue|not true|wrong|incorrect|baseless|groundless|unfounded|fabricat\w+|"
    r"invent(?:ed|ions?)|propaganda|nonsense|absurd|ridiculous|dis-?information|misinformation|slander|fake|"
    r"a hoax)\b"
)
# of a plan one may say that it is absurd, of a claim alone that it is a lie
_UNTRUE = (
    r"(?:\w+ly )?[\"“‘']?(?:(?:an?|pure|complete|outright|utter|total|simply|just|all) )*"
    r"(?:lies?|false\w*|untrue|not true|fabricat\w+|invent(?:ed|ions?)|propaganda|"
    r"dis-?information|fake|a hoax)\b"
)
# the same by what somebody calls it: "called the claim a lie", "The report was false", "there was no such
# order"
_CALLS_FALSE = re.compile(
    rf"\b(?:call(?:s|ed|ing)?|describ(?:es|ed|ing)|brand(?:s|ed|ing)|label(?:s|led|ed|ling|ing)) "
    rf"(?:(?P<saying>(?:the|these|those|such|this|that|[\w.-]+['’]s) (?:\w+ )?{_SAID})|"
    rf"(?P<it>it|this|that|them)) (?:as )?{_UNTRUE}|"
    rf"(?:^|\bsa(?:id|ys)(?: that)? |\binsist(?:s|ed)(?: that)? )(?:The|That|This|These|Those|Such) "
    rf"(?P<was>(?:\w+ )?{_SAID}) (?:is|are|was|were|had been) {FALSE}|"
    r"\b(?P<such>there (?:is|was|has been|had been|were|are) no such) (?!thing\b)\w+",
    re.I,
)
_COUNTED = r"(?:figures?|tolls?|numbers?)"
# of what stands before it: "The claim could not be verified", "There was no independent confirmation"
_CLAIMED = rf"(?:{_SAID}|{_COUNTED}|footage|videos?|images?)"
_POINTS = r"(?:the|this|that|these|those|either|any of|his|her|its|their|both)"
_UNVERIFIED = re.compile(
    rf"^(?:The|This|That|These|Those|Such|His|Her|Its|Their|[A-Z][\w-]+['’]s?) (?:\w+ ){{0,2}}{_CLAIMED} "
    r"(?:could|can) ?not (?:immediately )?be (?:immediately |independently )*(?:verified|confirmed)\b|"
    rf"^(?:Neither|None of) (?:\w+ ){{0,3}}{_CLAIMED} (?:could|can) be (?:immediately |independently )*"
    r"(?:verified|confirmed)\b|"
    r"^(?:There|[A-Z]\w+ said there) (?:is|was|has been|had been) no (?:independent |immediate |official )*"
    r"(?:confirmation|verification)(?=[.,;]|$| (?:from|by)\b| of (?:it|this|that|the (?:claim|report)s?)\b)|"
    r"^It (?:(?:has|was|is)(?: not|n['’]t) (?:been |yet |immediately )*possible|(?:has been|was|is) "
    r"impossible) to (?:independently )?(?:verify|establish|confirm|determine|check)\b|"
    # not "could not confirm the date of the report"
    r"^(?:(?!\b(?:but|and|which|who)\b)[^,;]){2,70} "
    r"(?:(?:could|can) ?not|ha(?:s|ve|d)(?: not|n['’]t)(?: yet)?(?: been able to)?|"
    r"(?:was|were|is|are|has been|have been)(?:(?: not|n['’]t) (?:yet )?able| unable) to) "
    r"(?:immediately |independently )*(?:verif(?:y|ied)|confirm(?:ed)?) "
    rf"(?:it|this|them|{_POINTS} (?:of (?:the|these|those) )?(?:\w+ )?(?:{_SAID}|{_COUNTED}))"
    r"(?=[.,;]|$| (?:and|but|so|on \w+day|independently)\b)",
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
_CLAUSE_END = re.compile(
    r"[;,]|\.$|\s(?=despite\b)|"
    # "denied that it had hit the camp and accused Sarland of it"
    r"\s(?=(?:and|but) (?:(?:it|he|she|they|also|instead|later|again|has|have|had) ){0,2}"
    r"(?:said|says|told|accus(?:es|ed)|blam(?:es|ed)|call(?:s|ed)|claim(?:s|ed)|insist(?:s|ed)|add(?:s|ed)|"
    r"warn(?:s|ed)|describ(?:es|ed)|urg(?:es|ed)|demand(?:s|ed)|vow(?:s|ed))\b)"
)


def find_denial(text: str) -> re.Match[str] | None:
    """The first words of a sentence that deny something, or None where it denies nothing."""
    return _DENIES.search(text) or _CALLS_FALSE.search(text)


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
    """The words by which a sentence denies what stands before it, without saying what that is."""
    return _WHAT_WAS_TOLD.search(text) or _CALLS_FALSE.search(text)


def what_is_denied(answer: re.Match[str]) -> str:
    """What an answer calls that which it denies: "the charge", "it"; "" where it denies a part in it."""
    part = answer.groupdict()
    return next(filter(None, (part.get(name) for name in ("saying", "was", "it", "such"))), "")


def is_unverified(text: str) -> bool:
    """Whether a sentence tells of what stands before it that nobody has confirmed it."""
    return bool(_UNVERIFIED.search(text))
