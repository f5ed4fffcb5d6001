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
    r"Cabinet (?:Office|of Ministers))\b"
)


def is_party(document: Document) -> bool:
    """Whether who published a document is a state or an army."""
    return bool(_PARTY.search(document.source))


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
