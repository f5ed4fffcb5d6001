"""Which of the sentences behind another one denies it, or says that nobody has confirmed it.

A writer sets the denial behind what is denied: "..., the minister said. Sarland denied it." By form alone:
what the reply calls a claim or a charge, or "it", is what was told; a part in it is denied by whom the
sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarizer.attribution import attribution, root, speaker_names, written_roots
from summarizer.countries import find_countries
from summarizer.denial import find_answer, find_denial, is_unverified, what_is_denied, words_behind
from summarizer.lexical import content_stems, stem
from summarizer.quantities import quantities
from summarizer.sides import told_sides
from summarizer.statements import EMPTY, LONGEST, REPORTED, STRIKES, Statement, of_others
from summarizer.text import WORD
from summarizer.types import Passage

REACH = 2  # sentences behind a charge among which its denial stands
FEWEST = 3  # words of a sentence that can be denied
SHARED = 2  # content words that what is denied and what was told have in common
OPENING = 8  # letters by which a sentence is seen to begin with its speaker
NEAR_VERB = 4  # words behind a name among which the word for what it did stands
NEXT = 4  # characters between a sentence and the next one

_ACCUSES = re.compile(r"\b(?:accus|blam|alleg)\w*", re.I)
_CHARGE = re.compile(r"\b(?:accusations?|charges?|allegations?)\b", re.I)
# past forms of verbs that no stem joins to the others
_STRONG = {
    stem(past): stem(verb)
    for verb, forms in {
        "shoot": "shot", "take": "took taken", "break": "broke broken", "sink": "sank sunk", "send": "sent",
        "hold": "held", "steal": "stole stolen", "build": "built", "buy": "bought", "sell": "sold",
        "keep": "kept", "leave": "left", "meet": "met", "give": "gave given", "lay": "laid", "lose": "lost",
        "pay": "paid", "fly": "flew flown", "fight": "fought", "bring": "brought", "begin": "began begun",
        "seek": "sought", "hide": "hid hidden", "win": "won", "make": "made", "tell": "told",
    }.items()
    for past in forms.split()
}  # fmt: skip
_DOING_IT = re.compile(r" (?:having )?\w+(?:ing|ed) (?:it|them)\b")
_CARRIED = frozenset(content_stems("carried carrying out launched conducted air aerial such"))
# between a claim and its denial: "He gave no details."
_TELLS_NOTHING = re.compile(
    r"\b(?:(?:g[ai]ve|offered|provided|presented|showed) no|"
    r"(?:did|does|would) not (?:give|offer|provide|present|show)(?: any)?) "
    r"(?:further |more |other )?(?:details?|evidence|proof|source)\b|\b(?:did|would) not elaborate\b"
)
# a denial of something that the sentence tells of in passing: "a raid in which Sarland denies any role"
_IN_PASSING = re.compile(
    r"\b(?:(?:in|to|for|of|with) which|where|(?:an?|the) [a-z]+)(?: [A-Z][\w-]+){1,3} (?:has |have |had )?$"
)
_FINITE = re.compile(
    r"(?:had|has|have|was|were|is|are|will|would)\b|[a-z]+ed\b|hit\b|struck|sent|shot|broke|took|began|built"
)
_OWNS = re.compile(r"['’]s?$")
_DENYING = re.compile(r"den|reject|dismiss|disput|refut", re.I)
_FIGURES = re.compile(r"\b(?:figures?|numbers?|tolls?|counts?)\b")
# what is said of one whom another denies to have had a part in it
_HOLDS_AGAINST = re.compile(
    r"\b(?:accus|blam|behind|link|tied|back(?:ed|ing|s)\b|support|sponsor|nationals?\b|agents?\b|based\b|"
    r"trained|orchestrat|responsib|involve|evidence|supply|supplied|supplies|arm(?:ed|ing|s)\b)",
    re.I,
)


def find_replies(found: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """The numbers of each sentence that is denied by one right behind it, and of that one.

    ``found`` are sentences in their documents' order.
    """
    for k, reply in enumerate(found):
        answer = find_answer(reply.text)
        denial = answer or find_denial(reply.text)
        if not denial or told_sides(reply.text) or not _is_main(denial, reply):
            continue
        near = _before(found, k)
        if answer:
            what = what_is_denied(answer)
            reach = REACH if not what or _CHARGE.search(what) else 1  # "it" is of the one before
            told = next((i for i in near[:reach] if _denies(reply, found[i], what)), None)
        else:
            told = next((i for i in near[:1] if _denies_a_part(reply, found[i], denial)), None)
        if told is not None:
            yield told, k


def find_unverified(found: Sequence[Statement]) -> Iterator[int]:
    """The number of each sentence of which the one right behind it says that nobody has confirmed it."""
    for k, reply in enumerate(found):
        if is_unverified(reply.text):
            told = next((i for i in _before(found, k) if _is_claim(found[i])), None)
            if told is not None and not find_denial(found[told].text):
                yield told


def _is_claim(told: Statement) -> bool:
    """Whether somebody says what a sentence tells, or it gives a number of people or things."""
    return attribution(told.text) is not None or bool(quantities(told.text))


def _is_main(answer: re.Match[str], reply: Statement) -> bool:
    """Whether who speaks is who denies: not "Norvia says it answered a raid Sarland denies any role in"."""
    if _IN_PASSING.search(reply.text[: answer.start()]):
        return False
    verb = _DENYING.match(answer[0])
    said = attribution(REPORTED.sub("", reply.text)) or attribution(reply.text)
    return not verb or bool(said and said.verb.lower().startswith(verb[0].lower()))


def _before(found: Sequence[Statement], k: int) -> list[int]:
    """The numbers of the sentences that stand right before one in its document, nearest first."""
    near: list[int] = []
    for i in range(k - 1, max(-1, k - 1 - REACH), -1):
        if not is_next(found[i].passage, found[i + 1].passage):
            break
        if not (_TELLS_NOTHING.search(found[i].text) or _goes_on(found[i].text)):
            near.append(i)
    return near


def _goes_on(text: str) -> bool:
    """Whether a sentence is more of what the one before it reports: “They are close,” he said."""
    said = attribution(text)
    return text[0] in '“"' and said is not None and not said.who


def is_next(told: Passage, reply: Passage) -> bool:
    """Whether one sentence stands right behind another in their document."""
    return told.document.id == reply.document.id and 0 <= reply.start - told.end <= NEXT


def _denies(reply: Statement, told: Statement, what: str) -> bool:
    """Whether a sentence denies another one: ``what`` it calls a claim or "it", a charge against its speaker,
    or, where ``what`` is "", that they had a part in it."""
    if not _may_answer(reply, told):
        return False
    who = _named(reply.speaker)
    is_named = bool(who & _names_in(told.text))
    is_said = attribution(told.text) is not None
    if _FIGURES.search(what):
        return bool(quantities(told.text))
    if _CHARGE.search(what):
        accuses = bool(_ACCUSES.search(told.text))
        return (is_said and accuses) or (is_named and (accuses or _is_of(told, who) or _acts(told, who)))
    if what:
        return is_said or (is_named and bool(_ACCUSES.search(told.text)))
    return is_named and _is_of(told, who)


def _may_answer(reply: Statement, told: Statement) -> bool:
    """Whether a sentence has a speaker, and the other one another or none, and denies nothing itself."""
    is_short = not FEWEST <= len(told.text.split()) <= LONGEST
    if not reply.speaker or is_short or find_denial(told.text):
        return False
    return not told.speaker or of_others(told, reply)


def _denies_a_part(reply: Statement, told: Statement, denial: re.Match[str]) -> bool:
    """Whether a sentence that begins with who denies says itself what, and the one before it told that, or
    strikes of which nothing more is denied: "two jets bombed the town. The army denied any air strikes"."""
    opens = reply.text.lstrip('“"').startswith(reply.speaker[:OPENING])
    if not (opens and _DENYING.match(denial[0]) and _may_answer(reply, told)):
        return False
    part = _plain(words_behind(reply.text, denial))
    shared = part & _plain(told.text) - _plain(told.speaker)
    is_blamed = bool(_ACCUSES.search(told.text)) and "strike" in part
    is_struck = "strike" in shared and part <= {"strike", *_CARRIED}
    does_it = bool(shared) and bool(_DOING_IT.match(reply.text[denial.end() :]))
    is_claim = attribution(told.text) is not None or "strike" in shared
    return is_blamed or is_struck or (is_claim and (len(shared) >= SHARED or does_it))


def _plain(text: str) -> set[str]:
    """The content of words in lower case, each verb in one form, all words for striking as one."""
    stems = set(content_stems(" ".join(filter(str.islower, text.split())))) - EMPTY
    verbs = {_STRONG.get(stem, stem) for stem in stems}
    return verbs - STRIKES | {"strike"} if verbs & STRIKES else verbs


def _is_of(told: Statement, who: frozenset[str]) -> bool:
    """Whether a sentence tells what somebody may deny to have had a part in."""
    struck = any(STRIKES.intersection(content_stems(behind)) for behind in _behind_names(told, who))
    return struck or bool(_HOLDS_AGAINST.search(told.text))


def _acts(told: Statement, who: frozenset[str]) -> bool:
    """Whether a sentence tells that somebody did something: a name of theirs, right before the verb."""
    return any(_FINITE.match(behind) for behind in _behind_names(told, who))


def _behind_names(told: Statement, who: frozenset[str]) -> Iterator[str]:
    """The few words in lower case behind each name of somebody in a sentence."""
    words = [_OWNS.sub("", w) for w in WORD.findall(told.text)]
    for at, word in enumerate(words):
        if word[0].isupper() and root(word) in who:
            yield " ".join(takewhile(str.islower, words[at + 1 : at + 1 + NEAR_VERB]))


def _named(speaker: str) -> frozenset[str]:
    return speaker_names(speaker) | frozenset(find_countries(speaker))


def _names_in(text: str) -> frozenset[str]:
    return written_roots(text) | frozenset(find_countries(text))
