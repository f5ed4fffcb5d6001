"""Whom a claim can be traced to: ten reprints, rewrites or quotations of one origin are one.

Two passages have one origin if their documents tell one story (near copies, which
``deduplicate`` finds), if both credit one news agency, if both give what they tell as said by
one speaker or one side, or if one tells in words that the other puts in quotation marks. An
outlet that tells something in its own voice is an origin of its own, in however many articles.
A speaker told by a pronoun alone is no second one beside a speaker who is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.attribution import attribution, speaker_names
from summarizer.text import normalize, words
from summarizer.types import Document, Passage

AGENCIES = {
    name: re.compile(pattern)
    for name, pattern in {
        "Reuters": r"Reuters|REUTERS", "AP": r"Associated Press|(?<![A-Z.])AP(?![A-Z.])", "AFP": r"AFP|Agence France[- ]Presse",
        "TASS": r"TASS|Tass", "Interfax": r"Interfax", "RIA Novosti": r"RIA(?: Novosti)?(?![A-Z])", "Xinhua": r"Xinhua",
        "dpa": r"(?<!\w)[dD][pP][aA](?!\w)", "UPI": r"(?<![A-Z])UPI(?![A-Z])", "PTI": r"(?<![A-Z])PTI(?![A-Z])",
        "ANI": r"(?<![A-Z])ANI(?![A-Z])", "IRNA": r"IRNA", "Anadolu": r"Anadolu", "Ukrinform": r"Ukrinform", "SANA": r"(?<![A-Z])SANA(?![A-Z])",
    }.items()
}  # fmt: skip
_CREDIT = re.compile(
    r"^[^\n]{0,60}\([^)\n]{2,30}\)\s*[-–—]|^\W*(?:by|source|via)\W+[^\n]{2,60}$", re.I | re.M
)
_QUOTED_AGENCY = r"(?:according to|(?:told|tells|reported by|reports?|cited by|citing|quoted by|by)) (?:the )?(?:news agency |state news agency )?(?:%s)|(?:%s)(?: news agency)? (?:reported|reports|said|says|quoted)"
HEAD, TAIL = 300, 200  # characters of a document in which an agency is credited
QUOTED_WORDS = 5  # in a row that two passages share, and one quotes: they tell one person's words
_QUOTED = re.compile(r'"([^"]+)(?:"|$)')


def trace_origins(evidence: Sequence[Passage], stories: Mapping[str, str]) -> tuple[str, ...]:
    """The independent origins of passages that say the same, in order, each by name.

    ``stories`` maps a document's id to the id of the document whose story it tells.
    """
    quoted = {run for p in evidence for part in _QUOTED.findall(normalize(p.text)) for run in _runs(part)}
    said = [attribution(p.text) for p in evidence]
    named = next((_speaker_keys(a.who) for a in said if a and a.who), set())
    keys = []
    for passage, speaker in zip(evidence, said, strict=True):
        found = _keys(passage, stories) | (quoted & _runs(passage.text))
        outlet = {f"outlet {passage.document.source}"} if passage.document.source else set()
        found |= outlet if speaker is None else named if not speaker.who else set()
        keys.append(found)
    return tuple(_name(evidence[group[0]]) for group in _grouped(keys))


def count_reports(evidence: Sequence[Passage], stories: Mapping[str, str]) -> int:
    """How many tell it, whoever they have it from: stories, agencies and speakers, each once.

    It says how widely a thing is told and so how much it weighs; ``trace_origins`` says how well it is founded.
    """
    return len(_grouped([_keys(p, stories) for p in evidence]))


def _grouped(keys: Sequence[set[str]]) -> list[list[int]]:
    """The numbers of the sets that share a key, directly or through others, together; in order."""
    groups: list[tuple[set[str], list[int]]] = []
    for number, found in enumerate(keys):
        same = [g for g in groups if g[0] & found]
        first = same[0] if same else (set(), [])
        if not same:
            groups.append(first)
        for group in same[1:]:
            first[0].update(group[0])
            first[1].extend(group[1])
            groups.remove(group)
        first[0].update(found)
        first[1].append(number)
    return [numbers for _, numbers in groups]


def _runs(text: str) -> set[str]:
    """Every ``QUOTED_WORDS`` words in a row of a text."""
    told = words(text)
    return {" ".join(told[i : i + QUOTED_WORDS]) for i in range(len(told) - QUOTED_WORDS + 1)}


def _keys(passage: Passage, stories: Mapping[str, str]) -> set[str]:
    """What ties a passage to others that have it from the same story, agency or speaker."""
    document = passage.document
    keys = {f"story {stories.get(document.id, document.id)}"}
    credited = credited_agency(document) or quoted_agency(passage.text)
    if credited:
        keys.add(f"agency {credited}")
    said = attribution(passage.text)
    return keys | _speaker_keys(said.who if said else "")


def _speaker_keys(speaker: str) -> set[str]:
    return {f"speaker {name}" for name in speaker_names(speaker)}


def _name(passage: Passage) -> str:
    """The name of a passage's origin: the speaker, else the agency, else the outlet."""
    said, document = attribution(passage.text), passage.document
    credited = credited_agency(document) or quoted_agency(passage.text)
    return (said.who if said else "") or credited or document.source or document.id


def credited_agency(document: Document) -> str:
    """The news agency that a document names as its own source (source, dateline, credit line), or ""."""
    text = document.text
    credits = [document.source, *(m.group() for m in _CREDIT.finditer(text, 0, HEAD))]
    credits += [m.group() for m in _CREDIT.finditer(text[-TAIL:])]
    return next((name for name, p in AGENCIES.items() if any(p.search(c) for c in credits)), "")


def quoted_agency(text: str) -> str:
    """The news agency that a sentence takes its news from, or ""."""
    for name, pattern in AGENCIES.items():
        if re.search(_QUOTED_AGENCY % (pattern.pattern, pattern.pattern), text):
            return name
    return ""
