"""Briefs as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from summarizer.archive import StoredBrief
from summarizer.deliver.markup import markdown_html
from summarizer.render.record import one_line

_LATEST = 30  # entries: a reader that was away for a month misses nothing
_ATOM = "http://www.w3.org/2005/Atom"
# what XML 1.0 cannot hold, however it is written
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(briefs: Sequence[StoredBrief], url: str = "") -> str:
    """The latest briefs, the newest first; ``briefs`` are ordered by day.

    ``url`` is where the folder is published; without it links are relative to the feed.
    """
    title = one_line(briefs[-1].title)
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", _identifier(url or title))
    _add(feed, "title", title)
    _add(feed, "updated", max(_time(brief) for brief in briefs))
    _add(_add(feed, "author"), "name", "summarizer")
    if url:
        _add(feed, "link", rel="self", href=f"{url}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{url}index.html")
    for brief in reversed(briefs[-_LATEST:]):
        _add_entry(feed, brief, url, title)
    ET.indent(feed, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: ET.Element, brief: StoredBrief, url: str, feed_title: str) -> None:
    day = brief.date.isoformat()
    entry = _add(feed, "entry")
    _add(entry, "id", _identifier(f"{url or feed_title} {day}"))
    _add(entry, "title", f"{one_line(brief.title)}, {day}")
    _add(entry, "updated", _time(brief))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{url}{day}.html")
    _add(entry, "content", markdown_html(brief.markdown), type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    if text is not None:
        element.text = _NOT_XML.sub("", text)
    return element


def _identifier(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'summarizer:{name}')}"


def _time(brief: StoredBrief) -> str:
    return brief.made.replace(microsecond=0).isoformat()
