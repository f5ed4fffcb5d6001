"""Documents out of files, folders and standard input.

Text, Markdown, HTML, JSON, JSON Lines; PDF and DOCX with their extras. What cannot be used is
one ``Skipped`` with the reason, and the rest goes on. The text is cleaned once, here (encoding,
broken Unicode, invisible characters), and never edited afterwards: offsets count its characters.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.errors import SourceError
from summarizer.types import Document, Skipped

MAX_BYTES = 50_000_000  # of one file; a day of a big agency is a tenth of it
LANGUAGE_SAMPLE = 2_000  # characters
HEADLINE_WORDS = 20
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
SUFFIXES = (*TEXT_SUFFIXES, ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".pdf", ".docx")
FIELDS = ("id", "title", "date", "source", "url", "text")

Progress = Callable[[int, int], None]


def read_documents(
    paths: Sequence[str], stdin: BinaryIO | None = None, progress: Progress | None = None
) -> tuple[list[Document], list[Skipped]]:
    """Every document in files and folders (``-``: standard input), and what could not be used.

    Ids are made unique. ``progress`` is called with how many files are read and how many there are.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    names = [name for path in paths for name in _expand(path)]
    for done, name in enumerate(names, 1):
        try:
            data = _read(name, stdin)
            for result in _documents(name, data):
                (documents if isinstance(result, Document) else skipped).append(result)  # type: ignore[arg-type]
        except SourceError as error:
            skipped.append(Skipped(error.where, error.why))
        if progress:
            progress(done, len(names))
    return _unique_ids(documents), skipped


def _expand(path: str) -> list[str]:
    """The files of a folder, in order, hidden ones left out; any other path as it is."""
    if path == "-" or not Path(path).is_dir():
        return [path]
    inside = (p for p in sorted(Path(path).rglob("*")) if p.is_file())
    found = [str(p) for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    return found or [path]


def _read(name: str, stdin: BinaryIO | None) -> bytes:
    if name == "-":
        data = stdin.read(MAX_BYTES + 1) if stdin else b""
    else:
        path = Path(name)
        if path.is_dir():
            raise SourceError(name, "the folder holds no file")
        if path.suffix.lower() not in SUFFIXES:
            raise SourceError(name, f"unknown kind of file (known: {', '.join(SUFFIXES)})")
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise SourceError(name, f"cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"larger than {MAX_BYTES // 1_000_000} MB; split it")
    if not data.strip():
        raise SourceError(name, "empty")
    return data


def _documents(name: str, data: bytes) -> Iterator[Document | Skipped]:
    """What one file holds. Raises SourceError where nothing of it can be used."""
    suffix = Path(name).suffix.lower() if name != "-" else _guess_suffix(data)
    if suffix == ".pdf":
        yield _plain(name, _pdf_text(name, data))
    elif suffix == ".docx":
        yield _plain(name, _docx_text(name, data))
    else:
        text = _decode(name, data)
        if suffix == ".json":
            yield from _json_documents(name, text)
        elif suffix in (".jsonl", ".ndjson"):
            yield from _jsonl_documents(name, text)
        elif suffix in (".html", ".htm", ".xhtml"):
            yield _page(name, text)
        else:
            yield _plain(name, text, markdown=suffix in (".md", ".markdown"))


def _guess_suffix(data: bytes) -> str:
    """What standard input holds, by its first characters."""
    start = data.lstrip()[:2000]
    if start.startswith(b"%PDF"):
        return ".pdf"
    if start[:1] in (b"{", b"["):
        try:
            json.loads(data)
            return ".json"
        except (ValueError, RecursionError):
            return ".jsonl" if start[:1] == b"{" else ".json"
    if re.match(rb"<(?:!doctype|html|head|body|article|p|div|\?xml)\b", start, re.I):
        return ".html"
    return ".txt"


def _decode(name: str, data: bytes) -> str:
    """The text of bytes: UTF-8 (16 and 32 by their mark), else the encoding that fits best."""
    if data[:4].startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:8000]:
        raise SourceError(name, "binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        if best is None:
            raise SourceError(name, "binary, or an encoding that cannot be told; save it as UTF-8") from None
        return data.decode(best.encoding, errors="replace")


def _json_documents(name: str, text: str) -> Iterator[Document | Skipped]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(name, f"not JSON: {error}") from error
    if isinstance(value, dict) and isinstance(value.get("documents"), list):
        value = value["documents"]
    items = value if isinstance(value, list) else [value]
    if not items:
        raise SourceError(name, "an empty list")
    for number, item in enumerate(items, 1):
        yield from _json_item(f"{name}[{number}]" if isinstance(value, list) else name, item)


def _jsonl_documents(name: str, text: str) -> Iterator[Document | Skipped]:
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(name, "empty")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Skipped(where, f"not JSON: {error}")
            continue
        yield from _json_item(where, item)


def _json_item(where: str, item: Any) -> Iterator[Document | Skipped]:
    if not isinstance(item, dict):
        yield Skipped(where, f"expected an object with {', '.join(FIELDS)}, found {type(item).__name__}")
        return
    fields = {key: item.get(key) for key in FIELDS}
    wrong = [k for k, v in fields.items() if v is not None and not isinstance(v, (str, int, float))]
    if wrong or not isinstance(fields["text"], str):
        yield Skipped(where, f"“{(wrong or ['text'])[0]}” must be a text")
        return
    given = {key: _line(str(value)) for key, value in fields.items() if value is not None and key != "text"}
    document = Document(
        id=given.get("id", ""),
        text=_without_tags(fields["text"]),
        title=given.get("title", ""),
        source=given.get("source", ""),
        url=given.get("url", ""),
        published=parse_date(given.get("date", "")),
    )
    try:
        yield _finish(where, document)
    except SourceError as error:
        yield Skipped(error.where, error.why)


def _line(text: str) -> str:
    return " ".join(clean_text(_without_tags(text)).split())


def _without_tags(text: str) -> str:
    """Text that came with HTML tags in it, without them; paragraphs stay apart."""
    if not re.search(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|li|h\d|img|blockquote)\b[^<>]*>", text, re.I):
        return text
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.I | re.S)
    text = re.sub(r"(?i)<(?:br|/p|/div|/li|/h\d|/blockquote)\b[^<>]*>", "\n", text)
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))


def _page(name: str, page: str) -> Document:
    from summarizer.sources.web import page_fields

    fields = page_fields(name, page)
    published = parse_date(fields.pop("date"))
    return _finish(name, Document(id="", published=published, **fields))


def _plain(name: str, text: str, markdown: bool = False) -> Document:
    """A document of a text file: front matter, a heading or a headline give its title."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields, text = _front_matter(text)
    heading = ""
    if markdown:
        heading, text = _plain_markdown(text)
    title = fields.get("title") or heading or _headline(text)
    document = Document(
        id=fields.get("id", ""),
        text=text,
        title=title,
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        published=parse_date(fields.get("date", "")),
    )
    return _finish(name, document)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two lines of dashes that a file opens with, and the rest."""
    match = re.match(r"\s*---\n(.{0,4000}?)\n---\s*\n", text, re.S)
    if not match:
        return {}, text
    pairs = (line.partition(":") for line in match.group(1).split("\n"))
    fields = {key.strip().lower(): value.strip().strip("\"'") for key, colon, value in pairs if colon}
    return fields, text[match.end() :]


def _plain_markdown(text: str) -> tuple[str, str]:
    """The first heading, and the text without marks."""
    heading = ""
    lines: list[str] = []
    for line in text.split("\n"):
        found = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if found and not heading and not any(x.strip() for x in lines):
            heading = _unmarked(found.group(1))
            continue
        lines.append(_unmarked(found.group(1) if found else re.sub(r"^\s*(?:>+\s?|[-*+]\s+)", "", line)))
    # lines of one paragraph belong together: Markdown divides paragraphs by a blank line
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    return heading, "\n".join(" ".join(block.split()) for block in blocks if block.strip())


def _unmarked(text: str) -> str:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)


def _headline(text: str) -> str:
    """The line that reads as a headline, where there is one: the first line, or one that stands twice."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    twice = (x for i, x in enumerate(lines[:12]) if _like_headline(x) and x in lines[i + 1 : i + 12])
    first = lines[0] if lines and len(lines) > 1 and _like_headline(lines[0]) else ""
    return next(twice, first)


def _like_headline(line: str) -> bool:
    return 3 <= len(line.split()) <= HEADLINE_WORDS and line[-1] not in '.!?:;,"”'


def _pdf_text(name: str, data: bytes) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise SourceError(name, "PDF needs an extra: pip install 'summarizer[pdf]'") from error
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError, AttributeError) as error:
        raise SourceError(name, f"damaged PDF: {error}") from error
    # a line of a page is not a paragraph: join lines until one ends a sentence
    text = "\n".join(pages)
    return re.sub(r"(?<![.!?”\"])\n(?=\S)", " ", re.sub(r"-\n(?=[a-z])", "", text))


def _docx_text(name: str, data: bytes) -> str:
    try:
        from docx import Document as Docx
    except ImportError as error:
        raise SourceError(name, "DOCX needs an extra: pip install 'summarizer[docx]'") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_BYTES:
                raise SourceError(name, f"unpacks to more than {MAX_BYTES // 1_000_000} MB")
        return "\n".join(p.text for p in Docx(io.BytesIO(data)).paragraphs)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise SourceError(name, f"damaged DOCX: {error}") from error


def clean_text(text: str) -> str:
    """Text with broken Unicode mended, line breaks made one kind, invisible and control characters gone."""
    import ftfy

    text = ftfy.fix_text(text, uncurl_quotes=False, unescape_html=False, normalization="NFC", explain=False)
    text = re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", text)
    text = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Zs", "Zl", "Zp") else _blank(c)
        for c in text
    )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _blank(character: str) -> str:
    return "\n" if character in "\u2028\u2029" else " " if unicodedata.category(character) == "Zs" else ""


def _finish(where: str, document: Document) -> Document:
    """The document with clean text, an id, its language; raises SourceError where no text is left."""
    text = clean_text(document.text)
    if sum(map(str.isalpha, text)) < 20:
        raise SourceError(where, "no text")
    stem = Path(where).stem if where != "-" and not re.search(r"(?:\[\d+\]|:\d+)$", where) else ""
    identity = document.id or stem or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    return replace(
        document,
        id=identity,
        text=text,
        title=_line(document.title),
        language=document.language or _language(text),
    )


def _language(text: str) -> str:
    from py3langid.langid import classify

    return str(classify(text[:LANGUAGE_SAMPLE])[0])


def parse_date(text: str) -> datetime | None:
    """ISO 8601, or a mail date, or a day alone (its midnight), in UTC; None where it is none of them."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _unique_ids(documents: Iterable[Document]) -> list[Document]:
    seen: set[str] = set()
    result = []
    for document in documents:
        identity, number = document.id, 2
        while identity in seen:
            identity, number = f"{document.id}-{number}", number + 1
        seen.add(identity)
        result.append(document if identity == document.id else replace(document, id=identity))
    return result
