"""What was read, told and delivered, day by day: one SQLite file.

    documents   every document ever seen, and the day of the brief that read it
    briefs      each brief in every form, as it was made
    claims      its statements, for the search and to tell what is new
    deliveries  what was sent where, and how that stands
    summaries   what a model wrote of a text, so that no text is summarized twice
    pages       the last copy of each feed and page, so that what did not change is not sent again

Every change is one transaction (``BEGIN IMMEDIATE``; write-ahead log; synchronous), so a run that is
killed leaves the file as it was before or after a change, never between. One run at a time holds
``lock``; the operating system gives it back when the run ends, however it ends.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from summarizer.errors import ArchiveError
from summarizer.sources.fetch import CachedPage
from summarizer.text import WORD
from summarizer.types import Document, EarlierClaim

DeliveryState = Literal["pending", "sending", "delivered", "failed", "unknown", "superseded"]
_BETWEEN = "\x1f"  # quotes of one claim in their column; no clean text holds it
BUSY_SECONDS = 30.0  # that one transaction waits for another; each takes milliseconds

# one tuple of statements a version: those from n on bring a file of version n (``user_version``) up to date
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE documents (
            sha256 TEXT PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
            source TEXT NOT NULL, language TEXT NOT NULL, published TEXT, text TEXT NOT NULL,
            first_seen TEXT NOT NULL, read_in TEXT)""",
        "CREATE INDEX documents_read_in ON documents (read_in)",
        "CREATE INDEX documents_url ON documents (url)",
        """CREATE TABLE briefs (
            date TEXT NOT NULL, revision INTEGER NOT NULL, title TEXT NOT NULL, made TEXT NOT NULL,
            json TEXT NOT NULL, html TEXT NOT NULL, markdown TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (date, revision))""",
        """CREATE TABLE claims (
            id INTEGER PRIMARY KEY, date TEXT NOT NULL, revision INTEGER NOT NULL, section TEXT NOT NULL,
            text TEXT NOT NULL, quotes TEXT NOT NULL, novelty TEXT NOT NULL,
            FOREIGN KEY (date, revision) REFERENCES briefs (date, revision))""",
        "CREATE INDEX claims_date ON claims (date, revision)",
        """CREATE VIRTUAL TABLE claims_index USING fts5(
            text, quotes, content='claims', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER claims_indexed AFTER INSERT ON claims BEGIN
            INSERT INTO claims_index (rowid, text, quotes) VALUES (new.id, new.text, new.quotes); END""",
        """CREATE TABLE deliveries (
            date TEXT NOT NULL, revision INTEGER NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL,
            PRIMARY KEY (date, revision, target),
            FOREIGN KEY (date, revision) REFERENCES briefs (date, revision))""",
        "CREATE TABLE summaries (key TEXT PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE pages (
            url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, body BLOB NOT NULL)""",
    ),
)


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """A brief as it was made, in every form; nothing needs to be made again to show or send it.

    ``made`` is in UTC. ``revision`` counts from 1; a brief made again with ``--force`` is the next one.
    """

    date: date
    title: str
    made: datetime
    json: dict[str, Any]
    html: str
    markdown: str
    text: str
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document, when it was first seen (UTC), and the day of the brief that read it, if one has."""

    document: Document
    first_seen: datetime
    read_in: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that a search found: its day, its section, its text and the passages it quotes."""

    date: date
    section: str
    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the delivery of one brief to one target stands.

    ``pending``: not tried, or tried and to be tried again (``error`` says why it failed). ``sending``: a
    run is at it. ``unknown``: a run died between sending and recording it. ``failed``: refused for good.
    ``superseded``: a later revision of the day's brief goes instead.
    """

    date: date
    revision: int
    target: str
    state: DeliveryState
    attempts: int = 0
    error: str = ""


def archive_path(setting: str, environment: Mapping[str, str]) -> Path:
    """The archive's file: as set, else ``summarizer/archive.db`` in the user's folder of data (XDG)."""
    if setting:
        return Path(setting).expanduser()
    if environment.get("XDG_DATA_HOME"):
        return Path(environment["XDG_DATA_HOME"]) / "summarizer" / "archive.db"
    from platformdirs import user_data_path

    return user_data_path("summarizer", appauthor=False) / "archive.db"


class Archive:
    """The archive of one desk, open. A context manager; one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Open the archive, made where there is none, and bring it up to date.

        Raises:
            ArchiveError: the file cannot be opened or made, is no archive, or was made by a later version.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(f"archive: {path}: cannot be opened: {error}") from error
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            archive = cls(connection, path)
            archive._migrate()
        except sqlite3.Error as error:
            connection.close()
            raise ArchiveError(
                f"archive: {path}: cannot be used: {error}; move it away or name another"
            ) from error
        except ArchiveError:
            connection.close()
            raise
        return archive

    def close(self) -> None:
        """Close the file; the archive cannot be used any more."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the archive for one run; others that only read go on.

        Raises:
            ArchiveError: another run holds it.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.path.with_name(self.path.name + ".lock"), blocking=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise ArchiveError(
                f"archive: {self.path}: another run is using it; wait for it to end"
            ) from error
        try:
            yield
        finally:
            lock.release()

    # -- documents ---------------------------------------------------------------------------------

    def add_documents(self, documents: Iterable[Document], seen: datetime) -> int:
        """Record documents as seen at ``seen``; how many were not known. A changed text is a new document."""
        with self._transaction() as execute:
            return sum(
                execute(
                    "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
                    (
                        document_sha256(d), d.id, d.url, d.title, d.source, d.language,
                        _written(d.published) if d.published else None, d.text, _written(seen),
                    ),
                ).rowcount
                for d in documents
            )  # fmt: skip

    def documents(self, *, unread_since: datetime, read_in: date | None = None) -> tuple[SeenDocument, ...]:
        """Documents first seen since a moment that no brief has read, and those that one day's has."""
        rows = self._connection.execute(
            "SELECT id, text, title, source, url, published, language, first_seen, read_in FROM documents "
            "WHERE (read_in IS NULL AND first_seen >= ?) OR read_in = ? ORDER BY first_seen, rowid",
            (_written(unread_since), read_in.isoformat() if read_in else None),
        )
        return tuple(_seen_document(row) for row in rows)

    def read_urls(self) -> frozenset[str]:
        """Addresses of the documents that some brief has read."""
        rows = self._connection.execute("SELECT url FROM documents WHERE read_in IS NOT NULL AND url != ''")
        return frozenset(url for (url,) in rows)

    # -- briefs ------------------------------------------------------------------------------------

    def add_brief(
        self,
        brief: StoredBrief,
        claims: Sequence[tuple[str, EarlierClaim]],
        documents: Iterable[Document],
        targets: Iterable[str],
    ) -> StoredBrief:
        """Store a brief as the next revision of its day, in one transaction with all that hangs on it.

        ``claims`` are its statements, each with its section's name. ``documents`` are marked as read by
        it. Each of ``targets`` gets a pending delivery; those of earlier revisions are superseded.
        Gives the brief with its revision.
        """
        day = brief.date.isoformat()
        with self._transaction() as execute:
            (last,) = execute("SELECT max(revision) FROM briefs WHERE date = ?", (day,)).fetchone()
            stored = replace(brief, revision=(last or 0) + 1)
            execute("INSERT INTO briefs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _brief_row(stored))
            for section, claim in claims:
                execute(
                    "INSERT INTO claims (date, revision, section, text, quotes, novelty) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (day, stored.revision, section, claim.text, _BETWEEN.join(claim.quotes), claim.novelty),
                )
            for document in documents:
                execute(
                    "UPDATE documents SET read_in = ? WHERE sha256 = ? AND read_in IS NULL",
                    (day, document_sha256(document)),
                )
            execute(
                "UPDATE deliveries SET state = 'superseded' "
                "WHERE date = ? AND state IN ('pending', 'failed')",
                (day,),
            )
            _insert_deliveries(execute, stored, targets, brief.made)
        return stored

    def briefs(self) -> tuple[StoredBrief, ...]:
        """The newest revision of each day's brief, the earliest day first."""
        rows = self._connection.execute(
            "SELECT * FROM briefs b WHERE revision = (SELECT max(revision) FROM briefs WHERE date = b.date) "
            "ORDER BY date"
        )
        return tuple(_stored_brief(row) for row in rows)

    def brief(self, day: date, revision: int | None = None) -> StoredBrief | None:
        """The brief of a day, in its newest or the named revision; None where there is none."""
        row = self._connection.execute(
            "SELECT * FROM briefs WHERE date = ? AND revision = coalesce(?, revision) "
            "ORDER BY revision DESC LIMIT 1",
            (day.isoformat(), revision),
        ).fetchone()
        return _stored_brief(row) if row else None

    def last_day(self) -> date | None:
        """The day of the latest brief."""
        (day,) = self._connection.execute("SELECT max(date) FROM briefs").fetchone()
        return date.fromisoformat(day) if day else None

    def claims(self, since: date, before: date) -> tuple[EarlierClaim, ...]:
        """The statements of the briefs from ``since`` to the day before ``before``, the earliest first."""
        rows = self._connection.execute(
            "SELECT date, text, quotes, novelty FROM claims c WHERE date >= ? AND date < ? AND revision = "
            "(SELECT max(revision) FROM briefs WHERE date = c.date) ORDER BY date, id",
            (since.isoformat(), before.isoformat()),
        )
        return tuple(
            EarlierClaim(date.fromisoformat(day), text, tuple(quotes.split(_BETWEEN)), novelty)
            for day, text, quotes, novelty in rows
        )

    def search(self, words: str, limit: int = 50) -> tuple[Found, ...]:
        """Statements that hold all of ``words``, in their text or in the passages quoted, the best first.

        Words meet other forms of themselves ("strike", "strikes"); marks of a query language mean nothing.
        """
        query = " ".join(f'"{word}"' for word in WORD.findall(words))
        if not query:
            return ()
        rows = self._connection.execute(
            "SELECT c.date, c.section, c.text, c.quotes "
            "FROM claims_index JOIN claims c ON c.id = claims_index.rowid WHERE claims_index MATCH ? "
            "AND c.revision = (SELECT max(revision) FROM briefs WHERE date = c.date) "
            "ORDER BY bm25(claims_index, 4.0, 1.0), c.date DESC, c.id LIMIT ?",
            (query, limit),
        )
        return tuple(
            Found(date.fromisoformat(day), section, text, tuple(quotes.split(_BETWEEN)))
            for day, section, text, quotes in rows
        )

    # -- deliveries --------------------------------------------------------------------------------

    def deliveries(self, day: date | None = None) -> tuple[Delivery, ...]:
        """How the deliveries of a day's brief stand, or of all; the earliest day first."""
        rows = self._connection.execute(
            "SELECT date, revision, target, state, attempts, error FROM deliveries "
            "WHERE date = coalesce(?, date) ORDER BY date, revision, rowid",
            (day.isoformat() if day else None,),
        )
        return tuple(Delivery(date.fromisoformat(day), *rest) for day, *rest in rows)

    def add_deliveries(self, brief: StoredBrief, targets: Iterable[str], now: datetime) -> None:
        """A pending delivery of a stored brief to each of ``targets`` that it has none to."""
        with self._transaction() as execute:
            _insert_deliveries(execute, brief, targets, now)

    def mark_delivery(self, delivery: Delivery, now: datetime) -> None:
        """Record how a delivery stands now."""
        with self._transaction() as execute:
            execute(
                "UPDATE deliveries SET state = ?, attempts = ?, error = ?, changed = ? "
                "WHERE date = ? AND revision = ? AND target = ?",
                (
                    delivery.state, delivery.attempts, delivery.error, _written(now),
                    delivery.date.isoformat(), delivery.revision, delivery.target,
                ),
            )  # fmt: skip

    # -- summaries ---------------------------------------------------------------------------------

    def summary(self, key: str) -> str | None:
        """What was written of the text that ``key`` stands for; None where nothing was."""
        row = self._connection.execute("SELECT summary FROM summaries WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def add_summaries(self, summaries: Mapping[str, str]) -> None:
        """Keep what was written, by key."""
        with self._transaction() as execute:
            for item in summaries.items():
                execute("INSERT INTO summaries VALUES (?, ?) ON CONFLICT DO NOTHING", item)

    # -- pages -------------------------------------------------------------------------------------

    def get(self, url: str) -> CachedPage | None:
        """The last copy of a page, as ``FetchCache`` asks for it."""
        row = self._connection.execute(
            "SELECT etag, last_modified, body FROM pages WHERE url = ?", (url,)
        ).fetchone()
        return CachedPage(*row) if row else None

    def put(self, url: str, page: CachedPage) -> None:
        """Keep a copy of a page in place of the one before."""
        with self._transaction() as execute:
            execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)",
                (url, page.etag, page.last_modified, page.body),
            )

    # -- the file ----------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file, by SQLite's own check; empty where it is whole."""
        faults = [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [
            f"no such parent: {tuple(row)}" for row in self._connection.execute("PRAGMA foreign_key_check")
        ]
        return faults

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """All of what is executed within, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection.execute
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _migrate(self) -> None:
        with self._transaction() as execute:
            (version,) = execute("PRAGMA user_version").fetchone()
            if version > len(_MIGRATIONS):
                raise ArchiveError(
                    f"archive: {self.path}: made by a later version (format {version}, "
                    f"known {len(_MIGRATIONS)}); update summarizer"
                )
            for statement in (s for statements in _MIGRATIONS[version:] for s in statements):
                execute(statement)
            execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def document_sha256(document: Document) -> str:
    """A hash of what a document says and where it comes from; ``id`` is a name only and left out."""
    published = document.published.isoformat() if document.published else ""
    fields = (document.url, document.source, document.title, published, document.text)
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()


def _insert_deliveries(execute: Any, brief: StoredBrief, targets: Iterable[str], now: datetime) -> None:
    for target in targets:
        execute(
            "INSERT INTO deliveries (date, revision, target, state, changed) VALUES (?, ?, ?, 'pending', ?) "
            "ON CONFLICT DO NOTHING",
            (brief.date.isoformat(), brief.revision, target, _written(now)),
        )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _seen_document(row: Sequence[Any]) -> SeenDocument:
    identity, text, title, source, url, published, language, first_seen, read_in = row
    when = datetime.fromisoformat(published) if published else None
    document = Document(identity, text, title, source, url, when, language)
    return SeenDocument(
        document, datetime.fromisoformat(first_seen), date.fromisoformat(read_in) if read_in else None
    )


def _brief_row(brief: StoredBrief) -> tuple[Any, ...]:
    return (
        brief.date.isoformat(), brief.revision, brief.title, _written(brief.made),
        json.dumps(brief.json, ensure_ascii=False), brief.html, brief.markdown, brief.text,
    )  # fmt: skip


def _stored_brief(row: Sequence[Any]) -> StoredBrief:
    day, revision, title, made, value, html, markdown, text = row
    return StoredBrief(
        date.fromisoformat(day),
        title,
        datetime.fromisoformat(made),
        json.loads(value),
        html,
        markdown,
        text,
        revision,
    )
