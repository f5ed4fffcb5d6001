"""The words of a source by which a number is shown: its clause, from where what it says begins."""

from __future__ import annotations

import re

from summarizer.denial import find_denial
from summarizer.mentions import CLAUSE, Mention
from summarizer.shorten import VERB, holds_verb, opening_end

CONTEXT = 8  # words on each side of a number that are shown with it
LEAD = 14  # words before it where its clause has no subject of its own
FEWEST = 3  # words besides a number that a clause needs to tell what is counted

# a clause without a subject: "killing at least 31", "with 140,000 dead", "and injured another 43"; not "said
# that three had died", beside which the speaker stands
_HANGS = re.compile(
    r"\s*(?!said\b|says\b)(?:with|without|including|to|of|by|from|in|on|for|at(?! least| most)|when|where|"
    r"after|before|as|than|which|who|whom|whose|that|home|far|up to an?|[a-z]{3,}ing|"
    rf"(?:[a-z]+ly )?{VERB}(?! (?:men|forces|troops|soldiers|people|groups?)\b))\b"
)
_AND = re.compile(r"(?P<comma>,?) and\s*$")
# the first of two stands behind it: "the war between Norvia and Sarland", "both the army and ..."
_BETWEEN = re.compile(r"\b(?:[Bb]etween|[Bb]oth) (?:(?!\band\b)[^,;])*$")
_BEHIND_NOUN = re.compile(r"\b[a-z]+ed (?=(?:to|by|with|as)\b)")  # "a raid ordered by", no finite verb
_SAYS = re.compile(
    r"\b(?:said|says?|told [^,;]{1,30}|claim(?:s|ed)|report(?:s|ed)|added|confirmed)\b(?: that\b)?"
)


def excerpt(mention: Mention) -> str:
    """The clause of a number in the source's own words, cut to ``CONTEXT`` words on each side.

    One that hangs on what stands before it ("killing at least 31"), or is little more than the number, is
    shown with ``LEAD`` words of the sentence before it; one whose subject begins before an "and", from there.
    """
    text, quantity = mention.passage.text, mention.quantity
    end = mention.clause_start + len(mention.clause)
    is_bare = len(mention.clause.split()) < len(mention.written.split()) + FEWEST
    hangs = is_bare or bool(_HANGS.match(mention.clause))
    opening = opening_end(text)
    start = opening if hangs else max(opening, _subject_start(text, mention.clause_start, end))
    most = LEAD if hangs or start < mention.clause_start else CONTEXT
    before = text[start : quantity.start].split()
    after = text[quantity.end : end].split()
    if find_denial(" ".join(before[:-most])):  # "rejects the report that ...": no half of it
        most = len(before)
    words = [*before[-most:], *mention.written.split(), *after[:CONTEXT]]
    cut = ("… " if len(before) > most else "", " …" if len(after) > CONTEXT else "")
    told = re.sub(r" (?=[.,;:?!)”])", "", " ".join(words)).strip(" ,;:.")
    return cut[0] + told + cut[1]


def _subject_start(text: str, start: int, end: int) -> int:
    """Where what a clause says begins: before its ``start`` where the "and" there joins not two clauses but
    two names or things of one ("The war between Norvia and Sarland killed six")."""
    joined = _AND.search(text[:start])
    if not joined:
        return start
    bounds = (m.end() for m in CLAUSE.finditer(text, 0, joined.start()))
    before = max((at for at in bounds if at < joined.start()), default=0)
    if _joins_clauses(text[before : joined.start()], text[start:end], bool(joined["comma"])):
        return start
    return _subject_start(text, before, end)


def _joins_clauses(before: str, behind: str, is_after_comma: bool) -> bool:
    """Whether an "and" stands between two clauses, each with a verb, as far as their form tells."""
    told = _BEHIND_NOUN.sub("", _SAYS.split(before)[-1])
    if _BETWEEN.search(told) or not holds_verb(behind):
        return False
    is_name = bool(re.search(r"\b[A-Z][\w.’'-]*\)?$", told) and re.match(r"[A-Z]", behind.lstrip()))
    return is_after_comma or (holds_verb(told) and not is_name)
