"""What a reader would expect and no source gives, one short line each.

A party that is written about and never heard; a count that rests on one speaker; a document
whose text tells of days after the date it bears, or that is dated after the brief.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from summarizer.attribution import attribution, root, speaker_names
from summarizer.countries import find_countries
from summarizer.outlets import party_of, source_name
from summarizer.quantities import quantities
from summarizer.speakers import find_parties
from summarizer.text import sentences
from summarizer.types import Deduplicated, Document, Section

MOST_GAPS = 4
FEWEST_MENTIONS = 3  # of a party, in FEWEST_DOCUMENTS documents, before its silence is worth a line
FEWEST_DOCUMENTS = 2
_PARTY = re.compile(
    r"\b(?P<name>[A-Z][a-z]{3,})(?:['’]s)? (?:armed )?(?:forces|troops|army|military|government|ministry|fighters|soldiers|navy|air force|officials)\b"
)
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})),? (?P<year>(?:19|20)\d\d)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|until|till|by|before|due|set|plan\w*|schedul\w*|expect\w*|expir\w*|deadline|from|upcoming|next|to be)\b",
    re.I,
)
# a speaker whom a reader of one line can tell: not "the group", "a minister"
_NAMED = re.compile(r"(?<!^)\b[A-Z]|^(?!(?:The|An?|Some|Several|One|Local|Two|Three)\b)[A-Z]")
_SILENT = frozenset(
    (
        "unite",
        "weste",
        "inter",
        "natio",
        "local",
        "feder",
        "armed",
        "joint",
        "regio",
        "speci",
        "natio",
        "centr",
        "genera",
        "offic",
    )
)


def find_gaps(sections: Sequence[Section], kept: Deduplicated, *, date: date) -> tuple[str, ...]:
    """At most ``MOST_GAPS`` lines about a brief of the day ``date``, what matters most first."""
    lines = [
        *_unheard(kept),
        *_ahead(kept.documents, date),
        *_misdated(kept.documents),
        *_uncorroborated(sections),
    ]
    return tuple(lines[:MOST_GAPS])


def _unheard(kept: Deduplicated) -> list[str]:
    """Parties that the documents write about and that none of them quotes; a country by whatever name."""
    parties = find_parties(kept)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    where: defaultdict[str, set[str]] = defaultdict(set)
    heard: set[str] = set()
    for document in kept.documents:
        heard |= parties.sides(party) if (party := party_of(document)) else frozenset()
    for passage in kept.passages:
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            said = attribution(text)
            if said and said.who:
                heard |= speaker_names(said.who) | parties.sides(said.who)
            for match in _PARTY.finditer(text):
                key = next(iter(find_countries(match["name"])), root(match["name"]))
                written[key][match["name"]] += 1
                where[key].add(passage.document.id)
    silent = [
        (-sum(names.values()), names.most_common(1)[0][0])
        for key, names in written.items()
        if key not in heard | _SILENT
        and not parties.offices.keys()
        & names.keys()  # "the Hale government" is a country's, which may be heard
        and sum(names.values()) >= FEWEST_MENTIONS
        and len(where[key]) >= FEWEST_DOCUMENTS
    ]
    return [f"Not heard: no document quotes the {name} side." for _, name in sorted(silent)[:2]]


def _ahead(documents: Iterable[Document], day: date) -> list[str]:
    """Documents dated after the brief; a day more is a matter of time zones."""
    last = day + timedelta(days=1)
    dated = [(source_name(d), d.published.date()) for d in documents if d.published]
    return [f"Wrong date: {name} is dated {own}, after this brief." for name, own in dated if own > last][:2]


def _misdated(documents: Iterable[Document]) -> list[str]:
    """Documents that tell, as past, of a day after the one they are dated."""
    lines = []
    for document in documents:
        for start, end in sentences(document.text) if document.published else ():
            text = document.text[start:end]
            days = [d for m in _DATE.finditer(text) if (d := _day(m)) is not None]
            assert document.published
            if (
                days
                and max(days).toordinal() > document.published.date().toordinal() + 1
                and not _AHEAD.search(text)
            ):
                name = source_name(document)
                lines.append(
                    f"Wrong date: {name} is dated {document.published.date()} and tells of {max(days)}."
                )
                break
    return lines[:2]


def _day(match: re.Match[str]) -> date | None:
    try:
        month = _MONTHS.index(match["month"] or match["month2"]) + 1
        return date(int(match["year"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def _uncorroborated(sections: Sequence[Section]) -> list[str]:
    """Counts of dead and injured for which one speaker stands alone."""
    speakers: dict[str, str] = {}
    for claim in (c for s in sections for c in s.claims if len(c.origins) == 1):
        said = attribution(claim.text)
        counts = [q for q in quantities(claim.text) if q.event in ("killed", "injured") and not q.unit]
        told = [claim.text[q.start : q.end] for q in counts]
        told = [
            text for text in told if not said or text not in said.who
        ]  # "Three officials said": who speaks
        if said and _NAMED.search(said.who) and told:
            speakers.setdefault(said.who, told[0])
    return [f"Not corroborated: “{told}” rests on {who} alone." for who, told in list(speakers.items())[:2]]
