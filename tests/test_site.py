"""The folder of pages: the same bytes for the same briefs, driven in a browser as a reader would."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from browser import Browser, needs_chromium
from test_deliver import stored

from summarizer.archive import StoredBrief
from summarizer.config import SiteDelivery
from summarizer.deliver import deliver_brief
from summarizer.deliver.site import site_files
from summarizer.errors import DeliveryError

DAY = date(2026, 5, 6)
ATOM = "{http://www.w3.org/2005/Atom}"


def briefs(number: int = 3, hostile: str = "") -> list[StoredBrief]:
    """A brief a day until ``DAY``: one that is made, told of each day."""
    made = stored(hostile)
    return [_of_day(made, DAY - timedelta(days=days)) for days in reversed(range(number))]


def _of_day(made: StoredBrief, day: date) -> StoredBrief:
    page = made.html.replace(made.date.isoformat(), day.isoformat())
    return replace(made, date=day, made=made.made + (day - made.date), html=page)


def write(folder: Path, number: int = 3, url: str = "", hostile: str = "") -> None:
    *earlier, latest = briefs(number, hostile)
    target = SiteDelivery(to="site", folder=str(folder), url=url)
    deliver_brief(
        latest, target, earlier=earlier, environment={}, sending=lambda: pytest.fail("nothing is sent")
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_again_or_in_another_order_is_the_same_and_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path)
    before = bytes_of(tmp_path)
    assert list(before) == ["2026-05-04.html", "2026-05-05.html", "2026-05-06.html", "feed.xml", "index.html",
                            "search-index.js", "search.js"]  # fmt: skip
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    write(tmp_path)
    assert bytes_of(tmp_path) == before
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1}
    assert site_files(reversed(briefs())) == site_files(briefs())


def test_a_new_day_changes_only_the_page_before_it_and_the_lists(tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    os.rename(tmp_path / "a", tmp_path / "b")
    for path in (tmp_path / "b").iterdir():
        os.utime(path, (1, 1))
    *earlier, latest = [*briefs(2), stored(day=DAY + timedelta(days=1))]
    target = SiteDelivery(to="site", folder=str(tmp_path / "b"))
    deliver_brief(latest, target, earlier=earlier, environment={}, sending=lambda: None)
    written = sorted(path.name for path in (tmp_path / "b").iterdir() if path.stat().st_mtime > 1)
    assert written == ["2026-05-06.html", "2026-05-07.html", "feed.xml", "index.html", "search-index.js"]


def test_a_day_made_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    again = stored("made again", day=DAY)
    found = site_files([*briefs(), again])
    assert "made again" in found["2026-05-06.html"]
    assert len([name for name in found if name.startswith("2026")]) == 3


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>My home page</h1>")
    with pytest.raises(DeliveryError, match="something else; name another folder"):
        write(tmp_path)
    assert bytes_of(tmp_path) == {"index.html": b"<h1>My home page</h1>"}


class _Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]
        self.ids |= {value for name, value in attrs if name == "id" and value}


def test_every_link_inside_leads_somewhere() -> None:
    found = site_files(briefs())
    pages = {name: _Links(text) for name, text in found.items() if name.endswith(".html")}
    links = [link for page in pages.values() for link in page.found if not link.startswith("https://")]
    assert len(links) > 12
    for link in links:
        name, _, anchor = link.partition("#")
        assert name in found
        assert not anchor or anchor in pages[name].ids
    entries = json.loads(found["search-index.js"].split("STATEMENTS = ")[1].rstrip(";\n"))
    assert len(entries) == 6
    assert all(anchor in pages[f"{day}.html"].ids for day, anchor, *_ in entries)
    assert [entry[0] for entry in entries] == sorted((entry[0] for entry in entries), reverse=True)


def test_feed() -> None:
    text = site_files(briefs(40), "https://briefs.example.org/")["feed.xml"]
    feed = ET.fromstring(text)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 30
    identifiers = {e.findtext(f"{ATOM}id") for e in entries} | {feed.findtext(f"{ATOM}id")}
    assert len(identifiers) == 31
    assert feed.findtext(f"{ATOM}updated") == "2026-05-06T03:00:05+00:00"
    read = feedparser.parse(text.encode())
    assert not read.bozo
    assert read.entries[0].link == "https://briefs.example.org/2026-05-06.html"
    assert "<li>Norvian troops seized the bridge" in read.entries[0].content[0].value


def test_feed_holds_what_xml_cannot() -> None:
    text = site_files([stored("\x00\x0b\ufffe\uffff]]> & <")])["feed.xml"]
    assert ET.fromstring(text).find(f"{ATOM}entry") is not None


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_goes_through_the_pages(tmp_path: Path, width: int) -> None:
    site = tmp_path / "site"
    write(site, 40, hostile="Verylongword" * 30 + "<img src=x onerror=alert(1)>")
    *earlier, latest = [*briefs(40), stored("Überraschung in Żółć", day=DAY - timedelta(days=36))]
    deliver_brief(
        latest,
        SiteDelivery(to="site", folder=str(site)),
        earlier=earlier,
        environment={},
        sending=lambda: None,
    )
    with Browser(tmp_path, width) as browser:
        browser.open((site / "index.html").as_uri())
        assert browser.ask("document.title") == "Tamer brief"
        assert fits(browser)
        # open the latest day, open its evidence
        browser.follow(".days a")
        assert browser.ask("location.pathname").endswith("/2026-05-06.html")
        assert fits(browser)
        seen = "document.querySelector('mark').checkVisibility()"
        assert not browser.ask(seen)
        browser.click(".bullets summary")
        assert browser.ask(seen)
        assert (
            browser.ask("document.querySelector('mark').innerText")
            == "Norvian troops seized the bridge at Oskel on Monday."
        )
        # the day before, and back by the link to the next day
        browser.follow("[rel=prev]")
        assert browser.ask("location.pathname").endswith("/2026-05-05.html")
        browser.follow("[rel=next]")
        assert browser.ask("location.pathname").endswith("/2026-05-06.html")
        # search, from the day's page; accents and case make no difference
        browser.follow("a[href='index.html#words']")
        assert browser.ask("document.activeElement.id") == "words"
        browser.type("zołc UBERRASCHUNG")
        assert browser.ask("told.textContent") == "2 statements"
        assert (
            browser.ask(
                "[...document.querySelectorAll('#found li:first-child mark')].map(m => m.textContent).join('|')"
            )
            == "Überraschung|Żółć"
        )
        assert fits(browser)
        browser.follow("#found a")
        assert browser.ask("location.pathname").endswith("/2026-03-31.html")
        assert browser.ask("document.querySelector(':target p').innerText").endswith("Überraschung in Żółć")
        # what was looked for is still there on the way back
        browser.ask("void setTimeout(() => history.back())")  # the answer comes before the page is gone
        browser.wait_for("location.pathname.endsWith('index.html') && told.textContent == '2 statements'")
        # the calendar, and paper
        assert "Search all" not in browser.printed()
        browser.follow("td a[aria-label='1 April 2026']")
        assert browser.ask("location.pathname").endswith("/2026-04-01.html")
        printed = browser.printed()
        assert "All days" not in printed
        assert "seized the bridge" in " ".join(printed.split())
        assert {url.partition(":")[0] for url in browser.requests} == {"file"}


@needs_chromium
def test_hostile_text_runs_nothing_in_search(tmp_path: Path) -> None:
    hostile = (
        "<img src=x onerror=\"document.title='active'\"><script>document.title='active'</script></script>"
    )
    write(tmp_path / "site", 3, hostile=hostile)
    with Browser(tmp_path, 1280) as browser:
        browser.open((tmp_path / "site" / "index.html").as_uri() + "#q=" + "%3Cscript%3E")
        assert browser.ask("told.textContent") == "6 statements"  # section titles too
        assert browser.ask("document.querySelectorAll('#found img, #found script').length") == 0
        assert browser.ask("document.title").startswith("<img src=x")


def fits(browser: Browser) -> bool:
    return not browser.ask("document.documentElement.scrollWidth > innerWidth")
