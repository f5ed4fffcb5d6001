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
    groups: list[tuple[set[str], str]] = []
    texts = [p.text for p in evidence]
    quoted = {run for t in texts for part in _QUOTED.findall(normalize(t)) for run in _runs(part)}
    named = next((said.who for said in map(attribution, texts) if said and said.who), "")
    for passage in evidence:
        keys, name = _keys(passage, stories, named)
        keys |= quoted & _runs(passage.text)
        same = [g for g in groups if g[0] & keys]
        for group in same[1:]:
            same[0][0].update(group[0])
            groups.remove(group)
        if same:
            same[0][0].update(keys)
        else:
            groups.append((keys, name))
    return tuple(name for _, name in groups)


def _runs(text: str) -> set[str]:
    """Every ``QUOTED_WORDS`` words in a row of a text."""
    told = words(text)
    return {" ".join(told[i : i + QUOTED_WORDS]) for i in range(len(told) - QUOTED_WORDS + 1)}


def _keys(passage: Passage, stories: Mapping[str, str], named: str) -> tuple[set[str], str]:
    """What ties a passage to others of its origin, and the origin's name.

    ``named`` is the speaker that a pronoun is taken for, or "".
    """
    document = passage.document
    keys = {f"story {stories.get(document.id, document.id)}"}
    credited = credited_agency(document) or quoted_agency(passage.text)
    if credited:
        keys.add(f"agency {credited}")
    said = attribution(passage.text)
    speaker = said.who if said else ""
    if said and (speaker or named):
        keys |= {f"speaker {name}" for name in speaker_names(speaker or named)}
    elif document.source:
        keys.add(f"outlet {document.source}")
    return keys, speaker or credited or document.source or document.id


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
