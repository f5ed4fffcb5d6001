"""The archive: whole after anything, found again, one run at a time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.archive import Archive, StoredBrief, archive_path
from summarizer.errors import ArchiveError
from summarizer.sources.fetch import CachedPage, FetchCache
from summarizer.types import Document, EarlierClaim

DAY = date(2026, 5, 6)
NOW = datetime(2026, 5, 6, 4, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=9)
BRIEF = StoredBrief(DAY, "Brief", NOW, {"title": "Brief"}, "<p>", "# Brief", "BRIEF")
TOLL = EarlierClaim(
    DAY, "Seven people were killed by shells in Oskel.", ("Shells killed seven, “café” owners said.",), "new"
)
DOCUMENT = Document("a", "Shells killed seven.", "Toll", "Post", "https://post.example/a", NOW, "en")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "folder" / "archive.db")


def test_a_brief_comes_back_as_it_was_stored(archive: Archive) -> None:
    stored = archive.add_brief(BRIEF, [("key_facts", TOLL)], [], [])
    assert stored == BRIEF
    assert archive.brief(DAY) == BRIEF
    assert archive.briefs() == (BRIEF,)
    assert archive.brief(DAY - timedelta(1)) is None
    assert archive.last_day() == DAY
    assert archive.claims(DAY, DAY + timedelta(1)) == (TOLL,)
    assert archive.claims(DAY - timedelta(9), DAY) == ()


def test_a_brief_made_again_is_the_next_revision_and_the_one_shown(archive: Archive) -> None:
    archive.add_brief(BRIEF, [("key_facts", TOLL)], [], ["file"])
    again = archive.add_brief(replace(BRIEF, title="Again"), [], [], ["file"])
    assert again.revision == 2
    assert archive.briefs() == (again,)
    assert archive.brief(DAY, 1) == BRIEF
    assert archive.claims(DAY, DAY + timedelta(1)) == ()
    assert archive.search("Oskel") == ()
    assert [(d.revision, d.state) for d in archive.deliveries()] == [(1, "superseded"), (2, "pending")]


def test_documents_are_seen_once_and_read_once(archive: Archive) -> None:
    changed = replace(DOCUMENT, text="Shells killed nine.")
    assert archive.add_documents([DOCUMENT, DOCUMENT], NOW) == 1
    assert archive.add_documents([DOCUMENT, changed], NOW + timedelta(hours=1)) == 1
    assert [s.document for s in archive.documents(unread_since=NOW)] == [DOCUMENT, changed]
    assert archive.documents(unread_since=NOW)[0].first_seen == NOW
    assert [s.document for s in archive.documents(unread_since=NOW + timedelta(minutes=1))] == [changed]
    archive.add_brief(BRIEF, [], [DOCUMENT], [])
    assert [s.document for s in archive.documents(unread_since=NOW)] == [changed]
    assert [s.document for s in archive.documents(unread_since=LATER, read_in=DAY)] == [DOCUMENT]
    assert archive.read_urls() == {"https://post.example/a"}


def test_a_brief_is_stored_with_all_that_hangs_on_it_or_not_at_all(archive: Archive) -> None:
    archive.add_documents([DOCUMENT], NOW)
    with pytest.raises(AttributeError):
        archive.add_brief(BRIEF, [("key_facts", TOLL), ("key_facts", None)], [DOCUMENT], [])  # type: ignore[list-item]
    assert archive.briefs() == ()
    assert archive.search("Oskel") == ()
    assert archive.documents(unread_since=LATER, read_in=DAY) == ()
    archive.add_brief(BRIEF, [("key_facts", TOLL)], [DOCUMENT], [])
    assert archive.check() == []


@pytest.mark.parametrize("words", ["Oskel", "shell", "OSKEL killed", "cafe", "café", "owners said"])
def test_search_finds(archive: Archive, words: str) -> None:
    archive.add_brief(BRIEF, [("key_facts", TOLL)], [], [])
    assert [(f.date, f.section, f.text, f.quotes) for f in archive.search(words)] == [
        (DAY, "key_facts", TOLL.text, TOLL.quotes)
    ]


@pytest.mark.parametrize("words", ["", "  ", "Oskel Lindhaven", '"', "*", "-", "killed NOT Lindhaven"])
def test_search_finds_nothing(archive: Archive, words: str) -> None:
    archive.add_brief(BRIEF, [("key_facts", TOLL)], [], [])
    assert archive.search(words) == ()


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=40))
def test_no_words_break_the_search(words: str) -> None:
    with Archive.open(Path(":memory:")) as archive:
        archive.add_brief(BRIEF, [("key_facts", TOLL)], [], [])
        assert len(archive.search(words)) <= 1


def test_every_query_mark_is_a_word(archive: Archive) -> None:
    archive.add_brief(BRIEF, [("key_facts", TOLL)], [], [])
    for mark in (
        '"Oskel"',
        "Oskel*",
        "text:Oskel",
        "(Oskel",
        "^Oskel",
        "-Oskel",
        "Oskel'; DROP TABLE claims; --",
    ):
        archive.search(mark)
    assert len(archive.search('"Oskel"')) == 1
    assert archive.check() == []


def test_deliveries_are_marked(archive: Archive) -> None:
    archive.add_brief(BRIEF, [], [], ["file", "email a@b", "file"])
    first, second = archive.deliveries(DAY)
    assert (first.target, first.state, second.target) == ("file", "pending", "email a@b")
    archive.mark_delivery(replace(second, state="delivered", attempts=2), NOW)
    assert [(d.state, d.attempts) for d in archive.deliveries()] == [("pending", 0), ("delivered", 2)]


def test_two_runs_do_not_hold_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    code = (
        "import sys; from pathlib import Path; from summarizer.archive import Archive\n"
        "with Archive.open(Path(sys.argv[1])) as a, a.lock():\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with Archive.open(path) as archive:
            with pytest.raises(ArchiveError, match="another run"), archive.lock():
                pass
            archive.add_documents([DOCUMENT], NOW)  # what does not need the lock goes on
            other.kill()  # and a run that dies gives it back
            other.wait(timeout=30)
            with archive.lock():
                assert len(archive.documents(unread_since=NOW)) == 1
    finally:
        other.kill()
        other.communicate()


def test_a_file_that_is_none_of_ours_is_one_clear_error(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database, and long enough to be looked at. " * 50)
    with pytest.raises(ArchiveError, match=r"notes\.txt: cannot be used"):
        Archive.open(text)
    assert text.read_text().startswith("Not a database")
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(Path("/proc/archive.db"))


def test_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="made by a later version"):
        Archive.open(path)


def test_where_it_is_kept(tmp_path: Path) -> None:
    assert archive_path("", {"XDG_DATA_HOME": "/data"}) == Path("/data/summarizer/archive.db")
    assert archive_path("~/a.db", {}) == Path.home() / "a.db"
    assert archive_path("", {}).parts[-2:] == ("summarizer", "archive.db")


def test_pages_are_kept_for_the_next_fetch(archive: Archive) -> None:
    cache: FetchCache = archive
    assert cache.get("https://post.example/feed") is None
    cache.put("https://post.example/feed", CachedPage("e1", "", b"<rss>"))
    cache.put("https://post.example/feed", CachedPage("e2", "Mon", b"\x00\xff"))
    assert cache.get("https://post.example/feed") == CachedPage("e2", "Mon", b"\x00\xff")
