"""The article of a web page: its text, title, date, source and address. Runs in the child process."""

from __future__ import annotations

import json
import re
from typing import Any

from trafilatura import extract

from summarizer.errors import SourceError
from summarizer.sources.clean import decode, without_tags
from summarizer.sources.published import date_of_line, parse_date

# a publisher's own charset, looked for where browsers look
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")
_LABELLED = re.compile(r"\s*(?:First )?(?:Published|Posted)\b", re.I)
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}


def page_fields(data: bytes) -> dict[str, str]:
    """The article that an HTML page holds: text, title, date, source, url, each "" where not found;
    and the ``encoding`` where it was guessed.

    Raises:
        SourceError: it holds none.
    """
    charset = _CHARSET.search(data[:4096])
    decoded = decode(data, charset[1].decode() if charset else "")
    if decoded is None:
        raise SourceError("page", "binary, not text")
    page, guessed = decoded
    found = _article(page)
    if not found.get("text"):
        raise SourceError("page", "no article found in the page")
    saved = _SAVED.search(page[:4096])
    return {
        "text": found["text"],
        "title": found.get("title") or "",
        "date": _machine_date(found.get("date") or "", page) or _labelled_date(page),
        "source": found.get("source-hostname") or found.get("hostname") or "",
        "url": found.get("source") or (saved[1] if saved else ""),
        "encoding": guessed,
    }


def _article(page: str) -> dict[str, Any]:
    """What trafilatura finds: with few false paragraphs if it can, else with as many as it can."""
    if not re.search(r"<(?:html|body)\b", page[:100_000], re.I):
        page = f"<html><body><article>{page}</article></body></html>"
    for precise in (True, False):
        found = extract(
            page,
            favor_precision=precise,
            favor_recall=not precise,
            with_metadata=True,
            include_comments=False,
            output_format="json",
            date_extraction_params=_DATES,
        )
        if found:
            return dict(json.loads(found))
    return {}


def _machine_date(date: str, page: str) -> str:
    """A date that the page also gives in figures, else "": one out of running text ("founded 3 March
    2011") is not when the article appeared."""
    day = date[:10]
    return date if day and any(day.replace("-", mark) in page for mark in ("-", "/", "")) else ""


def _labelled_date(page: str) -> str:
    """The date that a line of the page gives as the one of its publication, where no other line gives
    another day: of two articles on one page either may be meant."""
    lines = (line for line in without_tags(page).split("\n") if _LABELLED.match(line))
    dates = [(parse_date(date), date) for date in map(date_of_line, lines)]
    days = {moment.date() for moment, _ in dates if moment}
    return next((date for moment, date in dates if moment), "") if len(days) == 1 else ""
