"""The one guarded fetch; nothing else in the package opens a socket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CachedPage:
    """What an address answered last time; ``etag`` and ``last_modified`` as it gave them, else ""."""

    etag: str
    last_modified: str
    body: bytes


class FetchCache(Protocol):
    """Pages kept from one day to the next, so that what did not change is not sent again.

    ``url`` is a name for the address without passwords or keys: an address may hold them.
    """

    def get(self, url: str) -> CachedPage | None: ...

    def put(self, url: str, page: CachedPage) -> None: ...


class MemoryCache:
    """Pages kept for one run only."""

    def __init__(self) -> None:
        self.pages: dict[str, CachedPage] = {}

    def get(self, url: str) -> CachedPage | None:
        return self.pages.get(url)

    def put(self, url: str, page: CachedPage) -> None:
        self.pages[url] = page
