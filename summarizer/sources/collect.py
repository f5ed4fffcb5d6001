"""Every document of every configured source, fetched side by side; a source that fails costs only itself.

    sources -> fetch -> items of feeds -> fetch their pages -> extract -> Document

Files are read first. Then each source takes its own turn at the network, one page after the other, while
the others take theirs; one thread passes what comes in to the child process that parses it.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from summarizer.config import FetchSettings, SourceSettings, is_address
from summarizer.errors import SourceError
from summarizer.sources.addresses import public_url, shown
from summarizer.sources.child import parse
from summarizer.sources.fetch import FetchCache, Fetcher, Page
from summarizer.sources.files import (
    DEADLINES,
    EMPTY_FOLDER,
    MAX_BYTES,
    PARSERS,
    read_documents,
    to_document,
    unique_ids,
)
from summarizer.sources.published import parse_date
from summarizer.types import Document, Skipped

FEED_PARSER = "summarizer.sources.feeds:feed_fields"
OPML_PARSER = "summarizer.sources.feeds:opml_fields"
FEED_DEADLINE = 30.0  # seconds; a large feed takes one
PARSE_SECONDS = 60.0  # of one source's pages together, before its others are left


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source did.

    ``items``: how many it lists, all ages. ``documents``: how many of them were read. ``newest``: the
    date of its latest item that has one. ``why``: what went wrong, "" where nothing did.
    """

    kind: str
    name: str
    items: int
    documents: int
    newest: datetime | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """Documents in the order of the sources; what could not be used; what else the reader should know."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()
    reports: tuple[SourceReport, ...] = ()


def collect(
    sources: Sequence[SourceSettings], settings: FetchSettings, *, cache: FetchCache, now: datetime
) -> Collected:
    """The documents of all sources. ``now`` (with its time zone) decides which items are too old.

    A source that fails is one ``Skipped`` with its name and the reason, and the rest go on.
    """
    results = asyncio.run(_collect(sources, settings, cache, now))
    return Collected(
        tuple(unique_ids(document for result in results for document in result.documents)),
        tuple(skipped for result in results for skipped in result.skipped),
        tuple(note for result in results for note in result.notes),
        tuple(result.report() for result in results),
    )


def read_opml(path: Path) -> list[SourceSettings]:
    """The feeds that an OPML file lists; those that are not at a web address are left out.

    Raises:
        SourceError: it cannot be read, is no OPML, or lists no feed at a web address.
    """
    fields = parse(str(path), OPML_PARSER, _file(str(path)), FEED_DEADLINE)
    return _feeds(SourceSettings(kind="opml", at=str(path)), fields)


@dataclass(slots=True)
class _Result:
    """What one source has given so far."""

    source: SourceSettings
    name: str
    documents: list[Document] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: int = 0
    newest: datetime | None = None
    lost: Counter[str] = field(default_factory=Counter)  # items that gave no document: the reason, how many
    partial: Counter[str] = field(default_factory=Counter)  # items whose page gave nothing: the same
    parse_seconds: float = 0.0

    def skip(self, why: str) -> None:
        self.skipped.append(Skipped(self.name, why))

    def report(self) -> SourceReport:
        whys = [skipped.why for skipped in self.skipped]
        why = "; ".join(whys[:3]) + (f"; and {len(whys) - 3} more" if len(whys) > 3 else "")
        dates = [d.published for d in self.documents if d.published]
        newest = self.newest or max(dates, default=None)
        return SourceReport(
            self.source.kind,
            self.name,
            max(self.items, len(self.documents)),
            len(self.documents),
            newest,
            why,
        )


async def _collect(
    sources: Sequence[SourceSettings], settings: FetchSettings, cache: FetchCache, now: datetime
) -> list[_Result]:
    files = {
        number: _files(source) for number, source in enumerate(sources) if source.kind in ("folder", "jsonl")
    }
    # one thread: the child process takes one input at a time
    with ThreadPoolExecutor(1, "parse") as parsing:
        async with Fetcher(settings, cache) as fetcher:
            reader = _Reader(fetcher, parsing, settings, now)
            turns = (reader.read(source) for number, source in enumerate(sources) if number not in files)
            others = iter(await asyncio.gather(*turns))
    results = ([files[number]] if number in files else next(others) for number in range(len(sources)))
    return [result for group in results for result in group]


def _files(source: SourceSettings) -> _Result:
    result = _Result(source, source.name or source.at)
    documents, skipped = read_documents([source.at])
    # an inbox into which nothing has come is no source that failed
    result.skipped = [s for s in skipped if s.why != EMPTY_FOLDER]
    result.notes = [f"{result.name}: {s.why}" for s in skipped if s.why == EMPTY_FOLDER]
    result.documents = [d if d.source else replace(d, source=source.name) for d in documents]
    return result


class _Reader:
    """Reads sources at web addresses; several at a time, each a page at a time."""

    def __init__(
        self, fetcher: Fetcher, parsing: ThreadPoolExecutor, settings: FetchSettings, now: datetime
    ) -> None:
        self._fetcher = fetcher
        self._parsing = parsing
        self._settings = settings
        self._now = now

    async def read(self, source: SourceSettings) -> list[_Result]:
        """What a source gives: one result, or one for each feed of an OPML list."""
        result = _Result(source, source.name or shown(source.at))
        try:
            async with asyncio.timeout(self._settings.source_seconds) as deadline:
                if source.kind != "opml":
                    await (self._feed if source.kind == "feed" else self._page)(result, deadline)
                    return [result]
                feeds = await self._opml(result, deadline)
        except SourceError as error:
            result.skip(error.why)
            return [result]
        except TimeoutError:
            result.skip(
                f"took longer than {self._settings.source_seconds:g} seconds; the rest of it was left"
            )
            return [result]
        groups = await asyncio.gather(*(self.read(feed) for feed in feeds))
        return [one for group in groups for one in group]

    async def _opml(self, result: _Result, deadline: asyncio.Timeout) -> list[SourceSettings]:
        at = result.source.at
        data = (await self._fetcher.fetch(at)).body if is_address(at) else _file(at)
        return _feeds(result.source, await self._parse(result, deadline, OPML_PARSER, data, FEED_DEADLINE))

    async def _page(self, result: _Result, deadline: asyncio.Timeout) -> None:
        page = await self._fetcher.fetch(result.source.at)
        fields = await self._parse(result, deadline, PARSERS["page"], page.body, DEADLINES["page"])
        fields |= {"url": public_url(result.source.at), "id": _identity(result.source.at, "")}
        fields["source"] = result.source.name or fields["source"] or urlsplit(result.source.at).hostname or ""
        result.documents.append(to_document(result.name, fields))

    async def _feed(self, result: _Result, deadline: asyncio.Timeout) -> None:
        page = await self._fetcher.fetch(result.source.at)
        feed = await self._parse(result, deadline, FEED_PARSER, page.body, FEED_DEADLINE)
        result.name = result.source.name or feed["title"] or result.name
        try:
            for item in _wanted(result, feed["items"], self._now):
                await self._item(result, deadline, page, item)
        finally:  # when its time is up, too, what was read is told
            for why, count in result.lost.items():
                result.skip(f"{count} of {result.items} items: {why}")
            for why, count in result.partial.items():
                result.notes.append(
                    f"{result.name}: of {count} items only the feed's own text was read: {why}"
                )

    async def _item(
        self, result: _Result, deadline: asyncio.Timeout, feed: Page, item: dict[str, str]
    ) -> None:
        """An item as a document: its own text where that is the whole, else its page, else its own text."""
        url = _link(feed.url, item["url"])
        fields = {**item, "url": url, "source": result.name, "id": _identity(result.source.at, item["id"])}
        why = ""
        if url and not item["full"]:
            try:
                fields |= await self._article(result, deadline, url, item)
            except SourceError as error:
                why = error.why
        try:
            result.documents.append(to_document(url, fields))
        except SourceError as error:
            result.lost[why or error.why] += 1
        else:
            result.partial.update([why] if why else [])

    async def _article(
        self, result: _Result, deadline: asyncio.Timeout, url: str, item: dict[str, str]
    ) -> dict[str, str]:
        """What the page of an item tells better than the item: the text; title and date if it has none."""
        if result.parse_seconds > PARSE_SECONDS:
            raise SourceError(url, f"its pages took longer than {PARSE_SECONDS:.0f} seconds to parse")
        page = await self._fetcher.fetch(url)
        found = await self._parse(result, deadline, PARSERS["page"], page.body, DEADLINES["page"])
        if len(found["text"]) < len(item["text"]):
            return {}
        return {key: item.get(key) or found[key] for key in ("title", "date")} | {"text": found["text"]}

    async def _parse(
        self, result: _Result, deadline: asyncio.Timeout, parser: str, data: bytes, seconds: float
    ) -> dict[str, Any]:
        """What the child process finds; the source's time stands still meanwhile, as others wait too."""
        loop = asyncio.get_running_loop()
        left = (deadline.when() or 0.0) - loop.time()
        deadline.reschedule(None)

        def timed() -> dict[str, Any]:
            began = time.monotonic()
            try:
                return parse(result.name, parser, data, seconds)
            finally:
                result.parse_seconds += time.monotonic() - began

        try:
            return await loop.run_in_executor(self._parsing, timed)
        finally:
            deadline.reschedule(loop.time() + left)


def _wanted(result: _Result, items: list[dict[str, str]], now: datetime) -> list[dict[str, str]]:
    """The newest items of a feed, undated ones last; none that is too old."""
    if not items:
        raise SourceError(result.name, "the feed lists no item")
    source, oldest = result.source, now - timedelta(days=result.source.max_age_days)
    dated = [(parse_date(item["date"]), item) for item in items]
    result.items = len(items)
    result.newest = max((date for date, _ in dated if date), default=None)
    fresh = [(date, item) for date, item in dated if date is None or date >= oldest]
    if len(fresh) < len(items):
        old = len(items) - len(fresh)
        result.notes.append(
            f"{result.name}: {old} of {len(items)} items are older than {source.max_age_days} days"
        )
    fresh.sort(key=lambda pair: -pair[0].timestamp() if pair[0] else 0.0)
    if len(fresh) > source.max_items:
        result.notes.append(f"{result.name}: the newest {source.max_items} of {len(fresh)} items were read")
    return [item for _, item in fresh[: source.max_items]]


def _feeds(source: SourceSettings, fields: dict[str, Any]) -> list[SourceSettings]:
    """The feeds of an OPML list, with the limits of ``source``; what is at no web address is left out."""
    found = [
        source.model_copy(update={"kind": "feed", "at": feed["url"], "name": feed["title"]})
        for feed in fields["feeds"]
        if is_address(feed["url"])
    ]
    if not found:
        raise SourceError(source.at, "lists no feed at a web address")
    return found


def _file(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(path, f"larger than {MAX_BYTES // 1_000_000} MB")
    return data


def _link(feed: str, link: str) -> str:
    """The address of an item's page, or "" where it has none of its own on the web."""
    try:
        joined = urljoin(feed, link).partition("#")[0] if link else ""
    except ValueError:
        return ""
    return "" if joined == feed else public_url(joined)


def _identity(at: str, item: str) -> str:
    """An id that stays the same when the text changes."""
    return hashlib.sha256(f"{at}\n{item}".encode("utf-8", "replace")).hexdigest()[:12]
