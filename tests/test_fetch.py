"""The one fetch: polite to good hosts, unharmed by bad ones. All servers are on this machine."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_on_loopback import Answer, Site

from summarizer.config import FetchSettings
from summarizer.errors import SourceError
from summarizer.sources.addresses import cache_key, may_reach, public_url, shown
from summarizer.sources.fetch import Fetcher, MemoryCache, Page, Resolve


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def quick(**changes: Any) -> FetchSettings:
    """Settings that reach this machine and wait for nothing."""
    return FetchSettings(**{"allow_private": True, "pause": 0, "backoff": 0, "robots": False, **changes})


def get(
    *urls: str, cache: MemoryCache | None = None, resolve: Resolve | None = None, **changes: Any
) -> list[Page | str]:
    """What each address gives, asked side by side: a page, or the reason why not."""

    async def one(fetcher: Fetcher, url: str) -> Page | str:
        try:
            return await fetcher.fetch(url)
        except SourceError as error:
            return error.why

    async def all_of_them() -> list[Page | str]:
        async with Fetcher(quick(**changes), cache or MemoryCache(), resolve) as fetcher:
            return await asyncio.gather(*(one(fetcher, url) for url in urls))

    return asyncio.run(all_of_them())


def body(result: Page | str) -> bytes:
    assert isinstance(result, Page), result
    return result.body


def why(result: Page | str) -> str:
    assert isinstance(result, str), result
    return result


# --- what may be reached

SPELLINGS = """
127.0.0.1 localhost 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.000.000.001 0 0.0.0.0
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2001:0:7f00:1::80ff:fffe] [fc00::1] [fd00::1] [fe80::1] [fec0::1] [ff02::1] 10.0.0.1 172.16.0.1
192.168.0.1 169.254.169.254 0xa9fea9fe 100.64.0.1 192.0.0.1 198.18.0.1 203.0.113.1 224.0.0.1 255.255.255.255
[2001:db8::1] １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 localhost. 127.0.0.1. user@127.0.0.1
""".split()  # fmt: skip


@pytest.fixture
def both(site: Site) -> Iterator[tuple[Site, Site]]:
    """The same port on 127.0.0.1 and on ::1, so that each spelling of this machine would be answered."""
    site.pages["/"] = Answer(b"secret")
    with Site("::1", site.port) as six:
        six.pages["/"] = Answer(b"secret")
        yield site, six


def test_no_spelling_of_a_private_address_is_reached(both: tuple[Site, Site]) -> None:
    assert len(SPELLINGS) >= 35
    results = get(*(f"http://{host}:{both[0].port}/" for host in SPELLINGS), allow_private=(), seconds=10)
    reached = [host for host, result in zip(SPELLINGS, results, strict=True) if isinstance(result, Page)]
    assert (reached, both[0].asked, both[1].asked) == ([], [], [])
    refused = sum("not a public address" in why(result) for result in results)
    print(f"{len(SPELLINGS)} spellings, 0 reached, {refused} refused by their address")
    assert refused >= 35
    # the servers do answer who may come
    assert body(get(f"http://2130706433:{both[0].port}/", f"http://[::1]:{both[0].port}/")[0]) == b"secret"


def test_no_redirect_leads_to_a_private_address(site: Site) -> None:
    """The first address is let in by the configuration, those it leads to are not."""
    with Site("::1") as secret:
        for number, host in enumerate(SPELLINGS):
            target = f"http://{'[::1]' if host == '127.0.0.1' else host}:{secret.port}/"
            site.pages[f"/{number}"] = Answer(status=302, headers={"Location": target})
        urls = [f"{site.url}/{number}" for number in range(len(SPELLINGS))]
        results = get(*urls, allow_private=("127.0.0.1/32",), seconds=10)
        assert secret.asked == []
        assert not any(isinstance(result, Page) for result in results)


def test_a_name_that_resolves_anew_leads_nowhere_else() -> None:
    """The name leads to ::1, which is let in, when it is checked, and to 127.0.0.1 ever after."""
    with Site("::1") as allowed, Site("127.0.0.1", allowed.port) as secret:
        allowed.pages["/"] = Answer(b"public")
        secret.pages["/"] = Answer(b"secret")
        answers = [["::1"]]

        async def resolve(host: str, port: int) -> list[str]:
            return answers.pop() if answers else ["127.0.0.1"]

        results = [
            get(f"http://news.example.org:{allowed.port}/", resolve=resolve, allow_private=("::1/128",))[0]
            for _ in range(4)
        ]
        assert body(results[0]) == b"public"
        assert all("127.0.0.1, not a public address" in why(result) for result in results[1:])
        assert secret.asked == []


def test_of_several_addresses_only_checked_ones_are_tried() -> None:
    with Site("::1") as allowed, Site("127.0.0.1", allowed.port) as secret:
        allowed.pages["/"] = Answer(b"public")

        async def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.1", "::1"]

        url = f"http://news.example.org:{allowed.port}/"
        assert body(get(url, resolve=resolve, allow_private=("::1/128",))[0]) == b"public"
        assert secret.asked == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "/etc/passwd", "http://", "http://[", "javascript:alert(1)", "data:text/html,x", "http://127.0.0.1:99999/", "http:///x", "http://a b/", "", "http://\ud800/"])  # fmt: skip
def test_only_web_addresses_are_asked(url: str) -> None:
    assert isinstance(get(url)[0], str)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "unix:/run/docker.sock"])  # fmt: skip
def test_no_redirect_leads_out_of_the_web(site: Site, target: str) -> None:
    site.pages["/"] = Answer(status=301, headers={"Location": target})
    assert "leads to" in why(get(f"{site.url}/")[0])


def test_addresses_that_may_be_reached() -> None:
    for public in ("8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"):
        assert may_reach(public, ())
    assert may_reach("anything", True)
    assert not may_reach("anything", ())
    assert not may_reach("fe80::1%eth0", ())


@given(st.ip_addresses(v=4))
def test_no_form_that_carries_an_ipv4_address_is_public(inner: Any) -> None:
    high, low = int(inner) >> 16, int(inner) & 0xFFFF
    teredo = f"2001:0:{high:x}:{low:x}:0:0:{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}"
    forms = (
        f"::ffff:{inner}",
        f"::{inner}",
        f"64:ff9b::{inner}",
        f"64:ff9b:1::{inner}",
        f"2002:{high:x}:{low:x}::",
    )
    assert not any(may_reach(form, ()) for form in (*forms, teredo))


# --- bodies


def memory_growth(site: Site, path: str) -> tuple[str, float]:
    """Why the body at ``path`` was refused, and the most megabytes that were held meanwhile."""
    tracemalloc.start()
    result = get(f"{site.url}{path}")[0]
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return why(result), peak


def gigabyte(coding: str) -> bytes:
    """What unpacks to 1 GiB of zeros: one packed megabyte again and again; its end is never reached."""
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    first, again = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * 1023


def gigabyte_of_brotli() -> bytes:
    packer = brotli.Compressor(quality=5)
    first, again = (packer.process(bytes(1 << 20)) + packer.flush() for _ in range(2))
    return bytes(first + again * 1023)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, gzip"])
def test_a_bomb_is_refused_before_it_unpacks(site: Site, coding: str) -> None:
    bomb = gigabyte_of_brotli() if coding == "br" else gigabyte(coding.partition(",")[0])
    bomb = gzip.compress(bomb) if coding == "gzip, gzip" else bomb
    site.pages["/"] = Answer(bomb, headers={"Content-Encoding": coding})
    before = resident()
    reason, peak = memory_growth(site, "/")
    grown = resident() - before
    print(
        f"{coding}: {len(bomb) / 1e3:.1f} kB of 1 GiB: {peak:.0f} MB held, the process {grown:.0f} MB larger"
    )
    assert "larger than 10 MB" in reason
    assert max(peak, grown) < 50


def resident() -> float:
    """Megabytes of memory that this process has ever held (its peak)."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def test_a_body_without_end_is_refused(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)

    site.pages["/"] = endless
    reason, peak = memory_growth(site, "/")
    assert "larger than 10 MB" in reason
    assert peak < 50


def test_headers_without_end_are_refused(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-More: " + b"x" * 4096 + b"\r\n")

    site.pages["/"] = endless
    assert "broken answer" in why(get(f"{site.url}/", retries=0)[0])


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n") and time.sleep(1)  # fmt: skip
    assert "larger than" in why(get(f"{site.url}/")[0])


def test_packed_bodies_are_unpacked(site: Site) -> None:
    text = b"Norvian troops crossed the Tamer river. " * 50
    packed = {"gzip": gzip.compress(text), "br": brotli.compress(text), "deflate": zlib.compress(text)}
    for coding, data in packed.items():
        site.pages[f"/{coding}"] = Answer(data, headers={"Content-Encoding": coding})
    assert [body(result) for result in get(*(f"{site.url}/{coding}" for coding in packed))] == [text] * 3
    site.pages["/"] = Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    assert "broken answer" in why(get(f"{site.url}/")[0])


def test_an_encoding_that_only_the_header_tells_is_kept(site: Site) -> None:
    text = "Президент Норвии"
    site.pages["/"] = Answer(
        text.encode("cp1251"), headers={"Content-Type": "text/html; charset=windows-1251"}
    )
    assert body(get(f"{site.url}/")[0]).decode() == text


# --- hosts that are slow, broken, or down


@pytest.mark.parametrize("part", ["headers", "body", "status"])
def test_a_byte_at_a_time_ends_at_the_deadline_and_delays_no_other(site: Site, part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        start = {"headers": b"HTTP/1.1 200 OK\r\nX: ", "body": b"HTTP/1.1 200 OK\r\n\r\n", "status": b""}[
            part
        ]
        handler.wfile.write(start)
        while True:
            handler.wfile.write(b"1" if part != "status" else b"HTTP/1.1 200 OK"[:1])
            time.sleep(0.05)

    others: list[Site] = []
    try:
        site.pages["/"] = drip
        for _ in range(3):
            others.append(Site().__enter__())
            others[-1].pages["/"] = Answer(b"quick")
        ended: dict[str, float] = {}
        start = time.monotonic()

        async def timed(fetcher: Fetcher, url: str) -> str | bytes:
            try:
                return (await fetcher.fetch(url)).body
            except SourceError as error:
                return error.why
            finally:
                ended[url] = time.monotonic() - start

        async def race() -> list[str | bytes]:
            async with Fetcher(quick(seconds=1.5), MemoryCache()) as fetcher:
                return await asyncio.gather(*(timed(fetcher, f"{s.url}/") for s in (site, *others)))

        results = asyncio.run(race())
    finally:
        for other in others:
            other.__exit__(None, None, None)
    assert results == ["took longer than 1.5 seconds", b"quick", b"quick", b"quick"]
    quickest = max(ended[f"{other.url}/"] for other in others)
    print(f"{part}: given up after {ended[f'{site.url}/']:.2f} s, the others took {quickest:.2f} s")
    assert 1.4 < ended[f"{site.url}/"] < 3
    assert quickest < 1.4  # before the slow one was given up


def test_a_server_that_says_nothing_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and that is all
        start = time.monotonic()
        result = get(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.5)[0]
    assert "took longer than 0.5 seconds" in why(result)
    assert time.monotonic() - start < 2


def test_a_resolver_that_hangs_ends_at_the_deadline() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    start = time.monotonic()
    assert "in time" in why(get("http://news.example.org/", resolve=resolve, seconds=30, connect_seconds=0.3, retries=1)[0])  # fmt: skip
    assert time.monotonic() - start < 5


def test_a_name_that_is_not_known_is_said() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert "its name leads nowhere: Name or service not known" in why(get("http://news.example.org/", resolve=resolve)[0])  # fmt: skip


def test_a_host_that_is_down_costs_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert why(get(f"http://127.0.0.1:{port}/")[0]).startswith("no connection")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1\r\n\r\n", b"\x00\xff" * 100, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 999 What\r\n\r\n"])  # fmt: skip
def test_a_broken_answer_costs_one_line(site: Site, answer: bytes) -> None:
    site.pages["/"] = lambda handler: handler.wfile.write(answer) and None
    assert "\n" not in why(get(f"{site.url}/")[0])


def test_failures_that_pass_are_tried_again(site: Site) -> None:
    site.pages["/"] = [Answer(status=503), Answer(status=500), Answer(b"here")]
    assert body(get(f"{site.url}/")[0]) == b"here"
    assert len(site.paths()) == 3
    site.pages["/gone"] = Answer(status=410)
    assert why(get(f"{site.url}/gone")[0]) == "answers 410 Gone"
    assert site.paths().count("/gone") == 1
    site.pages["/down"] = Answer(status=502)
    assert why(get(f"{site.url}/down", retries=3)[0]) == "answers 502 Bad Gateway"
    assert site.paths().count("/down") == 4


def test_retries_back_off_and_heed_retry_after(site: Site) -> None:
    site.pages["/"] = [Answer(status=429, headers={"Retry-After": "1"}), Answer(b"here")]
    start = time.monotonic()
    assert body(get(f"{site.url}/")[0]) == b"here"
    assert time.monotonic() - start >= 1
    site.pages["/later"] = Answer(status=429, headers={"Retry-After": "3600"})
    start = time.monotonic()
    assert (
        why(get(f"{site.url}/later")[0]) == "answers 429 Too Many Requests; asks to come back in 3600 seconds"
    )
    assert time.monotonic() - start < 1
    date = {"Date": "Wed, 06 May 2026 08:00:00 GMT", "Retry-After": "Wed, 06 May 2026 09:00:00 GMT"}
    site.pages["/date"] = lambda handler: handler.wfile.write(
        b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in date.items()).encode() + b"\r\n"
    ) and None  # fmt: skip
    assert "come back in 3600 seconds" in why(get(f"{site.url}/date")[0])
    site.pages["/slow"] = [Answer(status=503), Answer(status=503), Answer(b"here")]
    start = time.monotonic()
    assert body(get(f"{site.url}/slow", backoff=0.2)[0]) == b"here"
    assert time.monotonic() - start >= 0.6


# --- manners


def test_redirects_are_followed_so_far(site: Site) -> None:
    for number in range(9):
        site.pages[f"/{number}"] = Answer(
            status=302 if number % 2 else 308, headers={"Location": f"/{number + 1}"}
        )
    site.pages["/9"] = Answer(b"arrived")
    found = get(f"{site.url}/4")[0]
    assert body(found) == b"arrived"
    assert isinstance(found, Page)
    assert found.url == f"{site.url}/9"
    assert why(get(f"{site.url}/3")[0]) == "more than 5 redirects"
    site.pages["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    assert why(get(f"{site.url}/loop")[0]) == "more than 5 redirects"


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    cache = MemoryCache()
    site.pages["/etag"] = Answer(b"one", headers={"ETag": '"1"'})
    site.pages["/date"] = Answer(b"two", headers={"Last-Modified": "Wed, 06 May 2026 08:00:00 GMT"})
    site.pages["/none"] = Answer(b"three")
    site.pages["/moved"] = Answer(status=301, headers={"Location": "/etag"})
    urls = [f"{site.url}/{name}" for name in ("etag", "date", "none", "moved")]
    first, second = get(*urls, cache=cache), get(*urls, cache=cache)
    assert (
        [body(page) for page in first]
        == [body(page) for page in second]
        == [b"one", b"two", b"three", b"one"]
    )
    assert [page.unchanged for page in second if isinstance(page, Page)] == [True, True, False, True]
    assert site.asked[-1][1].get("if-none-match") or site.asked[-2][1].get("if-none-match")
    site.pages["/etag"] = Answer(b"changed", headers={"ETag": '"2"'})
    assert body(get(urls[0], cache=cache)[0]) == b"changed"


def test_robots_are_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /private\n\nUser-agent: summarizer\nDisallow: /ours\n"
    )
    site.pages |= {path: Answer(b"here") for path in ("/private", "/ours", "/open")}
    site.pages["/moved"] = Answer(status=302, headers={"Location": "/ours"})
    urls = [f"{site.url}{path}" for path in ("/open", "/ours", "/moved", "/private")]
    results = get(*urls, robots=True)
    assert body(results[0]) == b"here"
    assert all("robots.txt forbids it" in why(result) for result in results[1:3])
    assert body(results[3]) == b"here"  # the rules for us stand instead of those for all
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "/ours" not in site.paths()
    assert body(get(f"{site.url}/ours", robots=False)[0]) == b"here"


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False)])
def test_robots_that_cannot_be_had(site: Site, status: int, allowed: bool) -> None:
    site.pages |= {"/robots.txt": Answer(status=status), "/": Answer(b"here")}
    result = get(f"{site.url}/", robots=True)[0]
    assert body(result) == b"here" if allowed else "its robots.txt answers 503" in why(result)


def test_a_host_that_is_down_is_said_so_once(site: Site) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    result = get(f"http://127.0.0.1:{port}/", robots=True)[0]
    assert why(result).startswith("no connection: ")


def test_one_host_is_not_asked_all_at_once(site: Site) -> None:
    busy, most, lock = 0, 0, threading.Lock()

    def count(handler: BaseHTTPRequestHandler) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.05)
        with lock:
            busy -= 1
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    site.pages |= {f"/{number}": count for number in range(8)}
    start = time.monotonic()
    results = get(*(f"{site.url}/{number}" for number in range(8)), pause=0.1)
    assert [body(result) for result in results] == [b"ok"] * 8
    assert most <= 2
    assert time.monotonic() - start >= 0.7


def test_what_it_says_of_itself(site: Site) -> None:
    site.pages["/"] = Answer(b"here")
    get(f"{site.url}/", user_agent="desk/1.0")
    headers = site.asked[0][1]
    assert headers["user-agent"] == "desk/1.0"
    assert "cookie" not in headers


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = Answer(b"here")
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:1")
    assert body(get(f"{site.url}/")[0]) == b"here"


# --- secrets


def test_passwords_go_to_their_host_alone_and_are_never_shown(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    with Site() as other:
        other.pages["/"] = Answer(status=404)
        site.pages["/"] = Answer(status=302, headers={"Location": f"{other.url}/"})
        url = f"http://user:hunter2@127.0.0.1:{site.port}/?key=hunter2"
        cache = MemoryCache()

        async def ask() -> str:
            async with Fetcher(quick(), cache) as fetcher:
                with pytest.raises(SourceError) as caught:
                    await fetcher.fetch(url)
            return str(caught.value)

        site.pages["/?key=hunter2"] = site.pages["/"]
        message = asyncio.run(ask())
        site.pages["/?key=hunter2"] = Answer(b"here", headers={"ETag": '"1"'})
        get(url, cache=cache)
        assert site.asked[0][1]["authorization"].startswith("Basic ")
        assert "authorization" not in other.asked[0][1]
    assert message == f"http://127.0.0.1:{site.port}/?...: answers 404 Not Found"
    assert list(cache.pages)
    assert "hunter2" not in message + "".join(cache.pages) + caplog.text


def test_how_addresses_are_shown() -> None:
    secret = "https://user:hunter2@news.example.org:8443/feed?key=hunter2#hunter2"
    assert shown(secret) == "https://news.example.org:8443/feed?..."
    assert "hunter2" not in cache_key(secret)
    assert cache_key(secret) != cache_key(secret.replace("2", "3"))
    assert public_url("https://user:hunter2@news.example.org/a?id=1") == "https://news.example.org/a?id=1"
    for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//x.org/", "", "http://", "http://[", " jav\tascript:alert(1)"):  # fmt: skip
        assert public_url(url) == ""


@given(st.text())
def test_any_address_can_be_shown(url: str) -> None:
    assert "\n" not in shown(url) or "\n" in url
    cache_key(url)
    assert public_url(url) == "" or public_url(url).startswith(("http://", "https://"))
