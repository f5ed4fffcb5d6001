"""The article of a web page: its text, title, date and source.

Extraction runs in a child process that can be killed, because one tag with two hundred
thousand attributes keeps every lxml parser busy for minutes.
"""

from __future__ import annotations

import atexit
import json
import multiprocessing
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from summarizer.errors import SourceError

DEADLINE = 20.0  # seconds for one page; a usual one takes a fiftieth of a second


def page_fields(where: str, page: str) -> dict[str, str]:
    """The article that an HTML page holds: text, title, date, source, url, each "" where not found.

    Raises:
        SourceError: it holds none, or reading it takes longer than DEADLINE.
    """
    found = _Child.shared().extract(where, page)
    if not found.get("text"):
        raise SourceError(where, "no article found in the page")
    source = found.get("source-hostname") or found.get("hostname")
    fields = {key: found.get(key) or "" for key in ("text", "title", "date")}
    return fields | {"url": found.get("source") or "", "source": source or ""}


class _Child:
    """One extracting process, started at the first page and again after a page that killed it."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        atexit.register(self.stop)

    @staticmethod
    @cache
    def shared() -> _Child:
        """The process that all pages of this run share."""
        return _Child()

    def extract(self, where: str, page: str) -> dict[str, Any]:
        """What trafilatura finds in a page, by field."""
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        try:
            self._pipe.send(page)
            if not self._pipe.poll(DEADLINE):
                self.stop()
                raise SourceError(where, f"the page took longer than {DEADLINE:.0f} seconds to read")
            fields = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise SourceError(where, "the page could not be read (its parser died)") from error
        return dict(fields)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    while True:
        try:
            pipe.send(_extract(pipe.recv()))
        except (EOFError, KeyboardInterrupt):
            return


def _extract(page: str) -> dict[str, Any]:
    """Fields of the article; empty where the page holds none or the library fails on it."""
    from trafilatura import extract

    try:
        found = extract(
            page, favor_precision=True, with_metadata=True, include_comments=False, output_format="json"
        )
        return dict(json.loads(found)) if found else {}
    except Exception:  # whatever a hostile page does to the parser costs that page alone
        return {}
