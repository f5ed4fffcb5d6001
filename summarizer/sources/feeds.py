"""The items of a feed (RSS, Atom) and the feeds of an OPML list. Runs in the child process."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.parsers import expat

import feedparser

from summarizer.errors import SourceError
from summarizer.sources.clean import one_line, without_tags
from summarizer.sources.published import parse_date

MAX_ITEMS = 1_000  # of a feed, the first ones; a busy agency's holds a hundred
MAX_FEEDS = 1_000  # of an OPML list
FULL_WORDS = 150  # from here on an item's own text is taken for the whole article ...
_CUT_SHORT = re.compile(  # ... unless it says that it is not
    r"(?:…|\.\.\.|\b(?:read|see) (?:more|the (?:full|rest)\b.{0,40})|continue reading.{0,80}|»|>>)\W*$",
    re.I | re.S,
)


def feed_fields(data: bytes) -> dict[str, Any]:
    """A feed's ``title`` and its ``items``, each with id, title, url, date (ISO, UTC), text, full.

    The text is plain; ``full`` is "yes" where it is the whole article, else "". An address may be
    relative, or of any scheme.

    Raises:
        SourceError: it is no feed.
    """
    # bytes in a file, never a string: feedparser opens what a string names
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        is_page = re.search(rb"<html\b", data[:5_000], re.I)
        raise SourceError("feed", "a web page, not a feed (kind: page reads it)" if is_page else "not a feed")
    items = [_item(entry) for entry in parsed.entries[:MAX_ITEMS]]
    return {"title": one_line(_text(parsed.feed, "title")), "items": items}


def _item(entry: Any) -> dict[str, str]:
    contents = [_text(part, "value") for part in entry.get("content") or ()]
    text = max((without_tags(part) for part in (*contents, _text(entry, "summary"))), key=len)
    title, url = one_line(_text(entry, "title")), _text(entry, "link").strip()
    return {
        "id": _text(entry, "id") or url or title,
        "title": title,
        "url": url,
        "date": _date(entry),
        "text": text,
        "full": "yes" if len(text.split()) >= FULL_WORDS and not _CUT_SHORT.search(text[-200:]) else "",
    }


def _text(values: Any, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _date(entry: Any) -> str:
    """When the item's text, as it stands, was published: the later of its two dates, or ""."""
    return max((_moment(entry, "published"), _moment(entry, "updated")))


def _moment(entry: Any, key: str) -> str:
    parsed = entry.get(f"{key}_parsed")
    try:
        found = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        found = None
    found = found or parse_date(_text(entry, key))
    return found.isoformat() if found and found.year >= 1900 else ""


def opml_fields(data: bytes) -> dict[str, Any]:
    """The ``feeds`` of an OPML list, each with title and url, in its order, each address once.

    Raises:
        SourceError: it is no OPML, declares entities, or lists no feed.
    """
    feeds: dict[str, str] = {}
    for attributes in _outlines(data):
        url = next((value for key, value in attributes.items() if key.lower() == "xmlurl"), "").strip()
        if url and len(feeds) < MAX_FEEDS:
            feeds.setdefault(url, one_line(attributes.get("title") or attributes.get("text") or ""))
    if not feeds:
        raise SourceError("opml", "lists no feed (no outline with an xmlUrl)")
    return {"feeds": [{"url": url, "title": title} for url, title in feeds.items()]}


def _outlines(data: bytes) -> Iterator[dict[str, str]]:
    """The attributes of every outline; a file that declares entities is refused: OPML needs none."""
    found: list[dict[str, str]] = []
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name.lower())
        if names[-1] == "outline":
            found.append(attributes)

    def entity(*_: object) -> None:
        raise SourceError("opml", "declares entities, which OPML needs not")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceError("opml", f"not OPML: {error}") from error
    if not names or names[0] != "opml":
        raise SourceError("opml", "not OPML")
    return iter(found)
