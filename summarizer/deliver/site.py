"""Briefs as a folder of static pages that opens from disk: days, a calendar, search, an Atom feed.

    2026-05-06.html    the brief of a day, with links to the days before and after
    index.html         the latest day, a calendar of all days, search
    search.js          the search; search-index.js holds what is searched
    feed.xml           the latest briefs (Atom)

No page asks anything of the network. The same briefs give the same bytes, and only files that
differ are written.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment

from summarizer.archive import StoredBrief
from summarizer.config import SiteDelivery
from summarizer.deliver.feed import atom_feed
from summarizer.deliver.file import write_bytes
from summarizer.errors import DeliveryError
from summarizer.render.record import anchor, day_in_words, one_line

_OURS = '<meta name="generator" content="summarizer">'
_RECENT = 7  # days told by their first statement on the first page


@dataclass(frozen=True, slots=True)
class _Month:
    """One month of the calendar: weeks from Monday of (day, has a brief), None outside the month."""

    name: str
    weeks: tuple[tuple[tuple[date, bool] | None, ...], ...]


def write_site(briefs: Iterable[StoredBrief], target: SiteDelivery) -> None:
    """Bring the folder up to date. Of several briefs of one day the last one counts.

    The first page is written last, so that it never leads to a page that is not there yet.

    Raises:
        DeliveryError: the folder holds a first page of something else, or cannot be written.
    """
    folder = Path(target.folder)
    first = folder / "index.html"
    try:
        foreign = first.exists() and _OURS not in first.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise DeliveryError(target.key, f"{first}: {error.strerror or error}", retry=False) from error
    if foreign:
        raise DeliveryError(target.key, f"{first} is of something else; name another folder", retry=False)
    for name, text in site_files(briefs, target.url).items():
        write_bytes(folder / name, text.encode("utf-8"))


def site_files(briefs: Iterable[StoredBrief], url: str = "") -> dict[str, str]:
    """The text of every file, by name, the first page last. ``url``: where the folder is published."""
    by_day = {brief.date: brief for brief in briefs}
    ordered = [by_day[day] for day in sorted(by_day)]
    days = [brief.date for brief in ordered]
    found = {}
    for at, brief in enumerate(ordered):
        before = days[at - 1] if at else None
        after = days[at + 1] if at + 1 < len(days) else None
        found[page_name(brief.date)] = day_page(brief, before, after)
    found["search.js"] = _asset("search.js")
    found["search-index.js"] = search_index(ordered)
    found["feed.xml"] = atom_feed(ordered, url)
    found["index.html"] = first_page(ordered)
    return found


def page_name(day: date) -> str:
    """The file of a day's page."""
    return f"{day.isoformat()}.html"


def day_page(brief: StoredBrief, before: date | None, after: date | None) -> str:
    """The brief's own page with a bar of links: the day before, all days, search, the day after."""
    bar = _environment().from_string(_asset("bar.html.jinja"))
    style, links = bar.render(before=before, after=after).split("<!-- body -->\n")
    # the first of each is the page's own: in what documents say, every < is escaped
    page = brief.html.replace("</head>", f"{style}</head>", 1)
    return page.replace("<body>\n", f"<body>\n{links}", 1)


def first_page(briefs: Sequence[StoredBrief]) -> str:
    """The latest days, a calendar of all days, and the search."""
    latest = briefs[-1]
    page = _environment().from_string(_asset("index.html.jinja"))
    return (
        page.render(
            ours=_OURS,
            title=one_line(latest.title),
            recent=[(brief.date, _first_statement(brief)) for brief in reversed(briefs[-_RECENT:])],
            years=_years([brief.date for brief in briefs]),
        ).rstrip()
        + "\n"
    )


def search_index(briefs: Sequence[StoredBrief]) -> str:
    """What is searched, as a script, since a page on disk may not read other files: for each statement
    its day, anchor, section, text and the names of its sources; the latest day first."""
    entries = [
        [
            brief.date.isoformat(),
            anchor(statement["text"]),
            section["title"],
            one_line(statement["text"]),
            ", ".join(dict.fromkeys(e["source"] for e in statement["evidence"] if e["source"])),
        ]
        for brief in reversed(briefs)
        for section in brief.json["sections"]
        for statement in section["statements"]
    ]
    lines = ",\n".join(json.dumps(entry).replace("<", "\\u003c") for entry in entries)
    return f'"use strict";\nconst STATEMENTS = [\n{lines}\n];\n'


def _first_statement(brief: StoredBrief) -> tuple[str, str]:
    """The anchor and text of the brief's first statement; both empty where nothing is reported."""
    statements: list[dict[str, Any]] = [
        s for section in brief.json["sections"] for s in section["statements"]
    ]
    return (anchor(statements[0]["text"]), one_line(statements[0]["text"])) if statements else ("", "")


def _years(days: Sequence[date]) -> list[tuple[int, list[_Month]]]:
    """The months that have a brief, year by year, the latest first."""
    months = [
        (year, _month(year, month, set(inside)))
        for (year, month), inside in groupby(reversed(days), key=lambda day: (day.year, day.month))
    ]
    return [(year, [m for _, m in inside]) for year, inside in groupby(months, key=lambda item: item[0])]


def _month(year: int, month: int, days: set[date]) -> _Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return _Month(
        name=day_in_words(date(year, month, 1)).removeprefix("1 "),
        weeks=tuple(
            tuple((day, day in days) if day.month == month else None for day in week) for week in weeks
        ),
    )


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"page": page_name, "words": day_in_words}
    return environment


@cache
def _asset(name: str) -> str:
    return (files("summarizer.deliver") / name).read_text(encoding="utf-8")
