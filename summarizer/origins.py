"""Whom a claim can be traced to: ten reprints, rewrites or quotations of one origin are one.

Two passages have one origin if their documents tell one story (near copies, which
``deduplicate`` finds), if both credit one news agency, if both give what they tell as said by
one speaker or one side, if one tells in words that the other puts in quotation marks, or if they,
or their documents outside quotations, share a run of words too long for chance: one wire. An
outlet that tells something in its own voice is an origin of its own, in however many articles.
A speaker told by a pronoun alone is no second one beside a speaker who is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from summarizer.attribution import attribution, speaker_names
from summarizer.outlets import source_name
from summarizer.speakers import NO_PARTIES, Parties, find_speaker
from summarizer.text import REMEMBERED, WORD, normalize, words
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
_QUOTED_AGENCY = {
    name: re.compile(
        r"(?:according to|(?:told|tells|reported by|reports?|cited by|citing|quoted by|by)) (?:the )?(?:news agency |state news agency )?"
        rf"(?:{agency.pattern})|(?:{agency.pattern})(?: news agency)? (?:reported|reports|said|says|quoted)"
    )
    for name, agency in AGENCIES.items()
}
HEAD, TAIL = 300, 200  # characters of a document in which an agency is credited
QUOTED_WORDS = 5  # in a row that two passages share, and one quotes: they tell one person's words
COPIED_WORDS = 10  # in a row that two passages share: one was made of the other
PLAIN_WORDS = 4  # of them in lower case: names and titles are the same for all
WIRE_WORDS = 15  # in a row, outside quotations, that two documents share: they have it from one wire
_QUOTED = re.compile(r'"([^"]+)(?:"|$)')


def trace_origins(
    evidence: Sequence[Passage],
    stories: Mapping[str, str],
    parties: Parties = NO_PARTIES,
    wires: Mapping[str, frozenset[str]] | None = None,
) -> tuple[str, ...]:
    """The independent origins of passages that say the same, in order, each by name.

    ``stories`` maps a document's id to the id of the document whose story it tells; ``parties`` tells the side
    that a speaker is of; ``wires`` are those that a document's id shares with others (see ``find_wires``).
    """
    quoted = {run for p in evidence for part in _QUOTED.findall(normalize(p.text)) for run in _runs(part)}
    said = [find_speaker(p) for p in evidence]
    speakers = [_side_keys(a.who, parties) if a else set() for a in said]
    named = next((keys for keys in speakers if keys), set())
    keys = []
    for passage, speaker, of_speaker in zip(evidence, said, speakers, strict=True):
        document = passage.document
        found = (
            _story_keys(passage, stories)
            | of_speaker
            | (quoted & _runs(passage.text))
            | _copied(passage.text)
        )
        outlet = {f"outlet {document.source}"} if document.source else set()
        found |= set() if of_speaker else outlet if speaker is None else named or outlet
        keys.append(found | (wires or {}).get(document.id, frozenset()))
    return tuple(_name(evidence[group[0]]) for group in _grouped(keys))


def find_wires(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """What each document, by id, shares with others word for word over WIRE_WORDS words, outside quotations."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for line in document.text.splitlines():  # where a quotation is not closed, it ends with its paragraph
            for part in _QUOTED.split(normalize(line))[::2]:
                for run in _runs(part, WIRE_WORDS):
                    holders[run].add(document.id)
    wires: defaultdict[str, set[str]] = defaultdict(set)
    for pair in {pair for ids in holders.values() for pair in combinations(sorted(ids), 2)}:
        for key in pair:
            wires[key].add("wire {} {}".format(*pair))
    return {key: frozenset(found) for key, found in wires.items()}


def count_reports(evidence: Sequence[Passage], stories: Mapping[str, str]) -> int:
    """How many tell it, whoever they have it from: stories, agencies and speakers, each once.

    It says how widely a thing is told and so how much it weighs; ``trace_origins`` says how well it is founded.
    """
    said = [attribution(p.text) for p in evidence]
    keys = [
        _story_keys(p, stories) | _speaker_keys(a.who if a else "")
        for p, a in zip(evidence, said, strict=True)
    ]
    return len(_grouped(keys))


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


def _runs(text: str, length: int = QUOTED_WORDS) -> set[str]:
    """Every ``length`` words in a row of a text."""
    told = words(text)
    return {" ".join(told[i : i + length]) for i in range(len(told) - length + 1)}


def _copied(text: str) -> set[str]:
    """The runs of words that no two writers hit on alone."""
    told = WORD.findall(normalize(text))
    runs = (told[i : i + COPIED_WORDS] for i in range(len(told) - COPIED_WORDS + 1))
    return {" ".join(run).lower() for run in runs if sum(word.islower() for word in run) >= PLAIN_WORDS}


def _story_keys(passage: Passage, stories: Mapping[str, str]) -> set[str]:
    """What ties a passage to others that have it from the same story or agency."""
    document = passage.document
    keys = {f"story {stories.get(document.id, document.id)}"}
    credited = credited_agency(document) or quoted_agency(passage.text)
    return keys | {f"agency {credited}"} if credited else keys


def _side_keys(speaker: str, parties: Parties) -> set[str]:
    return _speaker_keys(speaker) | {f"side {side}" for side in parties.sides(speaker)} if speaker else set()


def _speaker_keys(speaker: str) -> set[str]:
    return {f"speaker {name}" for name in speaker_names(speaker)}


def _name(passage: Passage) -> str:
    """The name of a passage's origin: the speaker, else the agency, else the outlet."""
    said, document = find_speaker(passage), passage.document
    credited = credited_agency(document) or quoted_agency(passage.text)
    return (said.who if said else "") or credited or source_name(document)


def credited_agency(document: Document) -> str:
    """The news agency that a document names as its own source (source, dateline, credit line), or ""."""
    return _credited(document.source, document.text[:HEAD], document.text[-TAIL:])


@lru_cache(maxsize=REMEMBERED)
def _credited(source: str, head: str, tail: str) -> str:
    credits = [
        source,
        *(m.group() for m in _CREDIT.finditer(head)),
        *(m.group() for m in _CREDIT.finditer(tail)),
    ]
    return next((name for name, p in AGENCIES.items() if any(p.search(c) for c in credits)), "")


@lru_cache(maxsize=REMEMBERED)
def quoted_agency(text: str) -> str:
    """The news agency that a sentence takes its news from, or ""."""
    return next((name for name, pattern in _QUOTED_AGENCY.items() if pattern.search(text)), "")
