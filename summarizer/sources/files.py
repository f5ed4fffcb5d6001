"""Documents out of files, folders and standard input.

Text, Markdown, HTML, JSON, JSON Lines; PDF and DOCX with their extras. What cannot be used is
one ``Skipped`` with the reason, and the rest goes on. The text is cleaned once, as it comes in
(encoding, broken Unicode, invisible characters), and never edited afterwards: offsets count its
characters.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.errors import SourceError
from summarizer.sources.child import parse
from summarizer.sources.clean import clean_text, decode, finish_items, one_line, plain_markdown, without_tags
from summarizer.sources.published import date_line, parse_date
from summarizer.types import Document, Skipped

MAX_BYTES = 50_000_000  # of one file; a day of a big agency is a tenth of it
DEADLINES = {"page": 20.0, "pdf": 60.0, "docx": 30.0}  # seconds; a usual page takes a fiftieth of one
MIN_LETTERS = 20  # a text with fewer tells nothing
LANGUAGE_SAMPLE = 2_000  # characters
HEADLINE_WORDS = 20
EMPTY_FOLDER = "the folder holds no file"
FIELDS = ("id", "title", "date", "source", "url", "text")
KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
PARSERS = {
    "page": "summarizer.sources.web:page_fields",
    "pdf": "summarizer.sources.office:pdf_fields",
    "docx": "summarizer.sources.office:docx_fields",
}

Progress = Callable[[int, int], None]


def read_documents(
    paths: Sequence[str], stdin: BinaryIO | None = None, progress: Progress | None = None
) -> tuple[list[Document], list[Skipped]]:
    """Every document in files and folders (``-``: standard input), and what could not be used.

    A file that is named twice is read once. Ids are made unique. ``progress`` is called with how
    many files are read and how many there are.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    names = _expand(paths, skipped)
    for done, name in enumerate(names, 1):
        try:
            for result in _documents(name, *_read(name, stdin)):
                if isinstance(result, Document):
                    documents.append(result)
                else:
                    skipped.append(result)
        except SourceError as error:
            skipped.append(Skipped(error.where, error.why))
        if progress:
            progress(done, len(names))
    return unique_ids(documents), [Skipped(_shown(s.where), _shown(s.why)) for s in skipped]


def _expand(paths: Sequence[str], skipped: list[Skipped]) -> list[str]:
    """The files that are meant, each once; folders that hold none or cannot be read are skipped."""
    names: dict[str, str] = {}
    for path in paths:
        found = list(_inside(path, skipped)) if path != "-" and os.path.isdir(path) else [path]
        if not found:
            skipped.append(Skipped(path, EMPTY_FOLDER))
        for name in found:
            # a pipe such as /dev/fd/63 has no name but its own
            names.setdefault(os.path.realpath(name) if os.path.isfile(name) else name, name)
    return list(names.values())


def _inside(folder: str, skipped: list[Skipped]) -> Iterator[str]:
    """The files of a folder and of those within, in order, hidden ones left out."""

    def unreadable(error: OSError) -> None:
        skipped.append(Skipped(str(error.filename), f"cannot be read: {error.strerror}"))

    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(where, name) for name in sorted(files) if not name.startswith("."))


def _read(name: str, stdin: BinaryIO | None) -> tuple[str, bytes]:
    """The kind of a file and its bytes."""
    if name == "-":
        if stdin is None:
            raise SourceError("-", "standard input is closed")
        data = stdin.read(MAX_BYTES + 1)
        kind = _guess_kind(data)
    else:
        kind, data = _read_file(name)
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"larger than {MAX_BYTES // 1_000_000} MB; split it")
    if not data.strip():
        raise SourceError(name, "empty")
    return kind, data


def _read_file(name: str) -> tuple[str, bytes]:
    suffix = Path(name).suffix.lower()
    try:
        mode = os.stat(name).st_mode
        is_pipe = stat.S_ISFIFO(mode) and not suffix  # as in: summarizer digest <(command)
        if not stat.S_ISREG(mode) and not is_pipe:
            raise SourceError(name, "not a file")
        if suffix not in KINDS and not is_pipe:
            raise SourceError(name, f"unknown kind of file (known: {' '.join(KINDS)})")
        with open(name, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return (_guess_kind(data) if is_pipe else KINDS[suffix]), data


def _guess_kind(data: bytes) -> str:
    """What bytes without a name hold, by the first of them."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if start[:1] in (b"{", b"["):
        return "json" if start[:1] == b"{" or re.match(rb'\[\s*[\[{"\]\d]', start) else "text"
    if re.match(rb"<(?:!doctype|!--|html|head|body|article|p|div|\?xml)\b", start, re.I):
        return "page"
    return "text"


def _documents(name: str, kind: str, data: bytes) -> Iterator[Document | Skipped]:
    """What one file holds. Raises SourceError where nothing of it can be used."""
    if kind in PARSERS:
        fields = parse(name, PARSERS[kind], data, DEADLINES[kind])
        fields["title"] = fields.get("title") or _headline(fields["text"])
        fields["date"] = fields.get("date") or date_line(fields["text"])
        yield _noted(name, to_document(name, fields), fields.get("encoding", ""))
        return
    decoded = decode(data)
    if decoded is None:
        raise SourceError(name, "binary, not text (or in an encoding that cannot be told: save it as UTF-8)")
    text, guessed = decoded
    if not text.strip():
        raise SourceError(name, "empty")
    if kind in ("json", "jsonl"):
        yield from (_noted(name, found, guessed) for found in _json_documents(name, kind, text))
    else:
        document = to_document(name, _text_fields(text, is_markdown=kind == "markdown"))
        yield _noted(name, document, guessed)


def _noted(name: str, found: Document | Skipped, guessed: str) -> Document | Skipped:
    """A document with a note on the encoding of its file, where it was guessed."""
    if not guessed or isinstance(found, Skipped):
        return found
    note = f"Encoding of {_shown(name)} guessed: {guessed}; save it as UTF-8 where letters are wrong."
    return replace(found, notes=(*found.notes, note))


def _json_documents(name: str, kind: str, text: str) -> Iterator[Document | Skipped]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        # one value and then another: JSON Lines, whatever the file is called
        if kind != "jsonl" and "Extra data" not in str(error):
            raise SourceError(name, _json_fault(error)) from error
        yield from _jsonl_documents(name, text)
        return
    if isinstance(value, dict) and isinstance(value.get("documents"), list):
        value = value["documents"]
    if value == []:
        raise SourceError(name, "an empty list")
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _json_document(f"{name}[{number}]", item)
    else:
        yield _json_document(name, value)


def _jsonl_documents(name: str, text: str) -> Iterator[Document | Skipped]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Skipped(where, _json_fault(error))
            continue
        yield _json_document(where, item)


def _json_fault(error: Exception) -> str:
    return "not JSON: nested too deeply" if isinstance(error, RecursionError) else f"not JSON: {error}"


def _json_document(where: str, item: Any) -> Document | Skipped:
    if not isinstance(item, dict):
        return Skipped(where, f"expected an object with {', '.join(FIELDS)}, found {type(item).__name__}")
    if not isinstance(item.get("text"), str):
        return Skipped(where, "“text” is missing or not a text")
    fields = {key: _json_field(item.get(key)) for key in FIELDS}
    wrong = [key for key, value in fields.items() if value is None]
    if wrong:
        return Skipped(where, f"“{wrong[0]}” is not a text")
    try:
        return to_document(
            where, {k: v or "" for k, v in fields.items()} | {"text": without_tags(item["text"])}
        )
    except SourceError as error:
        return Skipped(error.where, error.why)


def _json_field(value: Any) -> str | None:
    """A field as text, or None where it is neither text nor a number."""
    if value is None:
        return ""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else None


def _text_fields(text: str, is_markdown: bool) -> dict[str, str]:
    """The fields of a text file: front matter, a heading or a headline give its title, a line its date."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields, text = _front_matter(text)
    heading, text = plain_markdown(text) if is_markdown else ("", finish_items(text))
    title = fields.get("title") or heading or _headline(text)
    return {**fields, "text": text, "title": title, "date": fields.get("date") or date_line(text)}


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two lines of dashes that a file opens with, and the rest.

    Lines of dashes about anything else are text.
    """
    match = re.match(r"\s*---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|$)", text, re.S)
    lines = [line for line in match.group(1).split("\n") if line.strip()] if match else []
    pairs = [
        re.fullmatch(r"([A-Za-z][\w-]*)[ \t]*:(.*)", line)
        for line in lines
        if not line.startswith((" ", "-", "#"))
    ]
    fields = {pair[1].lower(): pair[2].strip().strip("\"'") for pair in pairs if pair}
    if not match or not all(pairs) or not fields.keys() & set(FIELDS):
        return {}, text
    return {key: fields[key] for key in FIELDS if key in fields and key != "text"}, text[match.end() :]


def _headline(text: str) -> str:
    """The line that reads as a headline, where there is one: the first line, or one that stands twice."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    twice = (x for i, x in enumerate(lines[:12]) if _like_headline(x) and x in lines[i + 1 : i + 12])
    first = lines[0] if len(lines) > 1 and _like_headline(lines[0]) else ""
    return next(twice, first)


def _like_headline(line: str) -> bool:
    is_byline = line.lower().startswith(("by ", "from "))
    return 3 <= len(line.split()) <= HEADLINE_WORDS and line[-1] not in '.!?:;,"”—–-|' and not is_byline


def to_document(where: str, fields: dict[str, str]) -> Document:
    """A document with clean text, an id, its language.

    Raises:
        SourceError: no text is left.
    """
    text = clean_text(fields["text"])
    if sum(map(str.isalpha, text[:10_000])) < MIN_LETTERS:
        raise SourceError(where, "no text")
    line = {key: one_line(fields.get(key, "")) for key in FIELDS if key != "text"}
    # an element of a list or a line has no name of its own
    stem = one_line(Path(where).stem) if os.path.isfile(where) else ""
    published = parse_date(line["date"])
    is_odd = line["date"] and not published
    undated = f"Date “{line['date'][:60]}” of {_shown(where)} not understood: treated as undated."
    return Document(
        id=line["id"] or stem or hashlib.sha256(text.encode()).hexdigest()[:12],
        text=text,
        title=line["title"],
        source=line["source"],
        url=line["url"],
        published=published,
        language=_language(text),
        notes=(undated,) if is_odd else (),
    )


def _language(text: str) -> str:
    from py3langid.langid import classify

    return str(classify(text[:LANGUAGE_SAMPLE])[0])


def unique_ids(documents: Iterable[Document]) -> list[Document]:
    """The same documents; one whose id an earlier one has gets a number behind it."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    result = []
    for document in documents:
        identity = document.id
        while identity in seen:
            counts[document.id] = counts.get(document.id, 1) + 1
            identity = f"{document.id}-{counts[document.id]}"
        seen.add(identity)
        result.append(document if identity == document.id else replace(document, id=identity))
    return result


def _shown(text: str) -> str:
    """Text that a terminal and a page can show on one line: file names hold any bytes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
