"""The one guarded fetch; nothing else in the package opens a socket.

    slot of the host -> robots.txt -> [deadline: try -> redirects -> body, counted as unpacked] -> Page

Only http and https. Every name is resolved here and only an address that was checked is connected to,
at every redirect too, so that a name which resolves anew cannot lead inside.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from base64 import b64encode
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Protocol
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import httpcore2
import httpx2

from summarizer.config import FetchSettings
from summarizer.errors import SourceError
from summarizer.sources.addresses import cache_key, may_reach, shown

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ROBOTS_BYTES = 500_000  # RFC 9309 asks for as much to be read
MAX_CRAWL_DELAY = 10.0  # seconds; who asks for more gets this
ADDRESSES_TRIED = 3

# the addresses of a host, as text
Resolve = Callable[[str, int], Awaitable[list[str]]]


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


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its bytes unpacked, the address it came from, whether it is as it was last time."""

    url: str
    body: bytes
    unchanged: bool = False


class _Again(Exception):
    """A try that failed but may not the next time; ``wait`` is how many seconds the host asks for."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Fetcher:
    """Asks for addresses, politely and guarded. Use it as ``async with Fetcher(...) as fetcher``."""

    def __init__(self, settings: FetchSettings, cache: FetchCache, resolve: Resolve | None = None) -> None:
        self._settings = settings
        self._cache = cache
        self._resolve = resolve
        self._all = asyncio.Semaphore(settings.concurrency)
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(settings))
        self._robots: dict[str, asyncio.Task[RobotFileParser]] = {}

    async def __aenter__(self) -> Fetcher:
        # threads of its own: a resolver that hangs must not hold up what other threads do
        self._threads = ThreadPoolExecutor(self._settings.concurrency, "resolve")
        transport = _Transport(self._settings, self._resolve or self._look_up)
        self._client = httpx2.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(self._settings.seconds, connect=self._settings.connect_seconds),
            headers={"User-Agent": self._settings.user_agent},
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._robots.values():
            task.cancel()
        await asyncio.gather(*self._robots.values(), return_exceptions=True)
        await self._client.aclose()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def fetch(self, url: str) -> Page:
        """What ``url`` answers.

        Raises:
            SourceError: it answers too late, too much, not with success, or must not be asked.
        """
        async with self._hosts[_origin(url)].slot(), self._all:
            cached = self._cache.get(cache_key(url))
            page, fresh = await self._within_deadline(url, cached, self._settings.robots)
            if fresh:
                self._cache.put(cache_key(url), fresh)
            return page

    async def _within_deadline(
        self, url: str, cached: CachedPage | None, robots: bool
    ) -> tuple[Page, CachedPage | None]:
        if robots:
            await self._ask_robots(url)  # it has a deadline of its own
        try:
            async with asyncio.timeout(self._settings.seconds) as deadline:
                return await self._with_retries(url, cached, robots, deadline)
        except TimeoutError as error:
            raise SourceError(shown(url), f"took longer than {self._settings.seconds:g} seconds") from error

    async def _with_retries(
        self, url: str, cached: CachedPage | None, robots: bool, deadline: asyncio.Timeout
    ) -> tuple[Page, CachedPage | None]:
        for attempt in range(self._settings.retries + 1):
            try:
                return await self._follow(url, cached, robots)
            except _Again as failure:
                wait = max(failure.wait, self._settings.backoff * 2**attempt)
                left = (deadline.when() or 0.0) - asyncio.get_running_loop().time()
                if attempt == self._settings.retries or wait > left:
                    later = (
                        f"; asks to come back in {failure.wait:.0f} seconds" if failure.wait > left else ""
                    )
                    raise SourceError(shown(url), failure.why + later) from failure
                await asyncio.sleep(wait)
        raise AssertionError("a try returns or raises")

    async def _follow(
        self, url: str, cached: CachedPage | None, robots: bool
    ) -> tuple[Page, CachedPage | None]:
        """One try: the answer at the end of the redirects."""
        at = _checked(url, url)
        for hop in range(self._settings.max_redirects + 1):
            if hop and robots:
                await self._ask_robots(str(at))
            async with self._stream(at, cached) as response:
                if response.status_code in REDIRECTS and response.headers.get("location"):
                    at = _checked(url, response.headers["location"], at)
                    continue
                return await self._read(url, response, cached)
        raise SourceError(shown(url), f"more than {self._settings.max_redirects} redirects")

    @asynccontextmanager
    async def _stream(self, at: httpx2.URL, cached: CachedPage | None) -> AsyncIterator[httpx2.Response]:
        headers = {}
        if at.userinfo:
            headers["Authorization"] = f"Basic {b64encode(unquote(at.userinfo.decode()).encode()).decode()}"
        if cached and cached.etag:
            headers["If-None-Match"] = cached.etag
        if cached and cached.last_modified:
            headers["If-Modified-Since"] = cached.last_modified
        try:
            async with self._client.stream("GET", at.copy_with(userinfo=b""), headers=headers) as response:
                yield response
        except (*_BROKEN, httpx2.HTTPError, httpx2.StreamError) as error:
            raise _Again(_reason(error)) from error

    async def _read(
        self, url: str, response: httpx2.Response, cached: CachedPage | None
    ) -> tuple[Page, CachedPage | None]:
        at = str(response.url)
        if response.status_code == 304 and cached:
            return Page(at, cached.body, unchanged=True), None
        if response.status_code in RETRIED:
            raise _Again(
                f"answers {response.status_code} {response.reason_phrase}".strip(), _patience(response)
            )
        if response.status_code != 200:
            raise SourceError(shown(url), f"answers {response.status_code} {response.reason_phrase}".strip())
        body = _declared(await _body(url, response, self._settings.max_bytes), response.charset_encoding)
        etag, modified = response.headers.get("etag", ""), response.headers.get("last-modified", "")
        return Page(at, body), CachedPage(etag, modified, body) if etag or modified else None

    async def _ask_robots(self, url: str) -> None:
        """Raises SourceError where robots.txt forbids ``url`` or its host's robots.txt cannot be had."""
        origin = _origin(url)
        task = self._robots.get(origin)
        if task is None:
            task = self._robots[origin] = asyncio.create_task(self._read_robots(origin))
        rules = await asyncio.shield(task)  # others wait for it too
        agent = self._settings.user_agent
        if not rules.can_fetch(agent, url):
            raise SourceError(shown(url), "robots.txt forbids it (fetch.robots: false reads it all the same)")
        delay = rules.crawl_delay(agent) or 0
        self._hosts[origin].pause = max(self._settings.pause, min(float(delay), MAX_CRAWL_DELAY))

    async def _read_robots(self, origin: str) -> RobotFileParser:
        """The rules of a host; one without robots.txt (4xx) has none (RFC 9309, 2.3.1.3)."""
        rules = RobotFileParser()
        lines: list[str] = []
        try:
            page, _ = await self._within_deadline(f"{origin}/robots.txt", None, robots=False)
            lines = page.body[:ROBOTS_BYTES].decode("utf-8", errors="replace").splitlines()
        except SourceError as error:
            if error.why.startswith("no connection"):
                raise  # that is the host's, and the page would say the same
            if not error.why.startswith("answers 4"):
                raise SourceError(error.where, f"its robots.txt {error.why}") from error
        rules.parse(lines)
        return rules

    async def _look_up(self, host: str, port: int) -> list[str]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, look_up, host, port)


class _Host:
    """Turns at one host: so many at a time, and a pause between them."""

    def __init__(self, settings: FetchSettings) -> None:
        self.pause = settings.pause
        self._places = asyncio.Semaphore(settings.per_host)
        self._next = 0.0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        async with self._places:
            now = asyncio.get_running_loop().time()
            wait = self._next - now
            self._next = max(now, self._next) + self.pause
            await asyncio.sleep(max(0.0, wait))
            yield


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to the addresses of a name that may be reached, and to none it did not check."""

    def __init__(self, settings: FetchSettings, resolve: Resolve) -> None:
        self._allowed = settings.allow_private
        self._resolve = resolve
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout("its name leads nowhere in time") from error
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise httpcore2.ConnectError(f"its name leads nowhere: {reason}") from error
        checked = [address for address in addresses if may_reach(address, self._allowed)][:ADDRESSES_TRIED]
        if not checked:
            why = f"leads to {addresses[0]}, not a public address" if addresses else "its name leads nowhere"
            raise SourceError(host, f"{why} (fetch.allow_private lets in what you trust)")
        share = timeout / len(checked) if timeout else None
        for address in checked[:-1]:
            try:
                return await self._network.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._network.connect_tcp(checked[-1], port, share, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Transport(httpx2.AsyncBaseTransport):
    """httpx2's way to the network, through the checked backend alone: no proxy, no Unix socket."""

    def __init__(self, settings: FetchSettings, resolve: Resolve) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl_context(),
            max_connections=None,  # the fetcher counts them itself
            keepalive_expiry=5.0,
            network_backend=CheckedBackend(settings, resolve),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = await self._pool.handle_async_request(
            httpcore2.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


@cache
def ssl_context() -> ssl.SSLContext:
    return httpx2.create_ssl_context()  # reads every root certificate: half a second


class _Body(httpx2.AsyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


_BROKEN = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException)


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore2.TimeoutException):
        return "no connection in time" if isinstance(error, httpcore2.ConnectTimeout) else "no answer in time"
    text = " ".join(str(error).split())[:200] or type(error).__name__
    return f"no connection: {text}" if isinstance(error, httpcore2.ConnectError) else f"broken answer: {text}"


def _checked(url: str, target: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """The address that ``target`` names, seen from ``base``: http or https, or it is refused."""
    try:
        found = base.join(target) if base else httpx2.URL(target)
    except (httpx2.InvalidURL, ValueError) as error:
        raise SourceError(
            shown(url), "leads to what is no web address" if base else "no web address"
        ) from error
    if found.scheme not in ("http", "https") or not found.host:
        raise SourceError(shown(url), f"leads to “{found.scheme}:”; only http and https are read")
    if found.port is not None and not 0 < found.port < 65536:
        raise SourceError(shown(url), f"leads to port {found.port}; there is none")
    if base and (found.scheme, found.host, found.port) != (base.scheme, base.host, base.port):
        found = found.copy_with(userinfo=b"")  # a password is for the host it was given for
    return found.copy_with(fragment=None)


def _origin(url: str) -> str:
    """Scheme, host and port of an address; "" where it has none (it is refused before it is asked)."""
    try:
        found = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        return ""
    return f"{found.scheme}://{found.netloc.decode()}"


async def _body(url: str, response: httpx2.Response, limit: int) -> bytes:
    """The body as unpacked; no more than ``limit`` bytes of it are ever held."""
    why = f"larger than {limit / 1e6:g} MB (fetch.max_bytes)"
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise SourceError(shown(url), why)
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > limit:
            raise SourceError(shown(url), why)
    return bytes(body)


def _declared(body: bytes, charset: str | None) -> bytes:
    """The body in UTF-8 where only its header tells its encoding; who reads it later has no header."""
    if not charset or b"charset" in body[:4096] or b"encoding=" in body[:200]:
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(charset).encode()
        except (LookupError, ValueError):  # declared wrongly: the reader guesses
            return body
    return body


def _patience(response: httpx2.Response) -> float:
    """The seconds that Retry-After asks for: a number, or a date, seen from the host's own clock."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until - parsedate_to_datetime(response.headers.get("date", ""))).total_seconds())
    except (ValueError, TypeError, IndexError):
        return 0.0


def look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
