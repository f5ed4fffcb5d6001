"""Who published a document, as a reader is told it, and the address it may be found at."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from summarizer.countries import is_country_name
from summarizer.types import Document

# a publisher that is itself a party: what it writes is its own word
_PARTY = re.compile(
    r"\b(?:Ministry|Embassy|Government of|Armed Forces|General Staff|Kremlin|White House|Permanent Mission|Foreign Office|"
    r"Department of (?:Defen[cs]e|State)|(?:Office|Administration) of the|"
    r"(?<!Former )(?<!Ex-)(?:President|Prime Minister) of|Prime Minister[’']s Office|Presidency|Presidential (?:Office|Administration)|"
    r"Secretariat of (?:State|the)|(?:State|Government|Public) (?:Information|Press|Media) (?:Office|Service|Bureau|Cent(?:er|re))|"
    r"(?:Press|Information) (?:Office|Service|Department) of|"
    r"Cabinet (?:Office|of Ministers))\b"
)

# a title that is no more than a name
_PARTY_TITLE = re.compile(
    r"(?=\S+ \S)(?:[Tt]he )?(?:[A-Z][\w-]+(?:n|i|ese|ish|['’]s) )?"
    rf"(?:(?:Foreign|Defen[cs]e|Interior|Health|Information|Presidential|State) )?{_PARTY.pattern}"
    r"(?: of(?: (?:the|[A-Z][\w’'-]*|of|and|for))+)?"
)
_OPINION = (
    r"(?:opinions?|op-?eds?|editorials?|letters? to the editor|letters? from [\w ]{3,30}|satire|comment(?:ary)?|"
    r"columns?|(?:guest )?essay|viewpoint)"
)
_OPINION_TITLE = re.compile(rf"^\W*{_OPINION}\s*(?:[:|–—-]|$)|\s[|–—-]\s*{_OPINION}\W*$", re.I)
_OPINION_SECTION = re.compile(
    r"(?:^|[|:–—-] ?|(?<=\w) )(?:Opinions?|Op-?Eds?|Editorials?|Satire)(?: (?:Page|Section|Desk))?$"
)
# a whole part of the path, and not the last one, which is the headline
_OPINION_PATH = re.compile(
    r"/(?:\w+-)?(?:opinions?|op-?eds?|editorials?|commentisfree|columnists?|columns?|commentary|comment|"
    r"essays?|viewpoints?|letters-to-the-editor|satire)/.|/op-ed-[^/]+$|(?<!-public)(?<!-advisory)(?<!-court)-opinion-\d+/?$"
)


def party_of(document: Document) -> str:
    """The state or army that published a document, as its source says, or else its title ("Ministry of Defence
    of Norvia"); "" where another one did."""
    if document.source:
        return document.source if _PARTY.search(document.source) else ""
    return document.title if _PARTY_TITLE.fullmatch(document.title) else ""


def is_party(document: Document) -> bool:
    """Whether who published a document is a state or an army."""
    return bool(party_of(document))


def is_opinion(document: Document) -> bool:
    """Whether a document is a column, an editorial, a reader's letter or satire, as its title, its outlet's
    section or its address says."""
    path = urlsplit(safe_url(document.url)).path
    return bool(
        _OPINION_TITLE.search(document.title)
        or _OPINION_SECTION.search(document.source)
        or _OPINION_PATH.search(path)
    )


def source_name(document: Document) -> str:
    """Who published it: the outlet, else the address's host, else the id.

    An outlet by a country's bare name is told by its host, or as "Norvia (outlet)": it is no government.
    """
    host = urlsplit(safe_url(document.url)).hostname
    if is_country_name(document.source):
        return host or f"{document.source} (outlet)"
    return document.source or host or document.id


def safe_url(url: str) -> str:
    """The address if it is a web address, else nothing: no other scheme becomes a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = (
        parts.scheme in ("http", "https")
        and parts.netloc
        and not any(not c.isprintable() or c in " <>\"'`\\" for c in url)
    )
    return url if plain else ""
