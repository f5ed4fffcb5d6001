"""The text of PDF and DOCX files, each with its extra. Runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from summarizer.errors import SourceError
from summarizer.sources.clean import table_lines
from summarizer.sources.published import date_of_line

MAX_UNPACKED = 200_000_000  # bytes of a DOCX, pictures and all
OTHER_SIZE = 1.12  # letters of a page that are so much larger than others are a title's, not the text's
GAP = 1.4  # times the usual distance of two lines: an empty line stands between them


def pdf_fields(data: bytes) -> dict[str, str]:
    """The text of a PDF, a line a paragraph.

    Raises:
        SourceError: it is damaged or locked, holds no text, or the extra is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise SourceError("pdf", "PDF needs an extra: pip install 'summarizer[pdf]'") from error
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [_page_text(page) for page in reader.pages]
    except Exception as error:  # a damaged file makes the parser raise almost anything
        raise SourceError("pdf", f"damaged PDF: {' '.join(str(error).split())[:200]}") from error
    if locked:
        raise SourceError("pdf", "PDF locked with a password; save it without one")
    if not "".join(pages).strip():
        raise SourceError("pdf", "PDF without text (scanned pages?); run OCR on it")
    return {"text": _joined("\n".join(pages))}


def _joined(text: str) -> str:
    """Lines of a page joined to paragraphs: a line that does not end a sentence goes on in the next, if
    no empty line stands between them."""
    text = re.sub(r"(?<=\w)-\n(?=[a-z])", "", re.sub(r"[ \t]+\n", "\n", text))
    return re.sub(r"\n+", "\n", re.sub(r"(?<![.!?”\"\n])\n(?=\S)", " ", text))


@dataclass(slots=True)
class _Line:
    """A line of a page, how high it stands and in letters of what size; 0 where that is not known."""

    text: str = ""
    y: float = 0.0
    size: float = 0.0

    def add(self, text: str, y: float, size: float) -> None:
        """A piece of the line; the largest letters tell its place, a note's number does not."""
        self.text += text
        if text.strip() and size > self.size:
            self.y, self.size = y, size


def _page_text(page: Any) -> str:
    """The text of a page, line by line, with an empty line where the page shows that a part ends."""
    lines = [_Line()]

    def add(text: str, page_at: list[float], line_at: list[float], _font: object, size: float) -> None:
        y = line_at[4] * page_at[1] + line_at[5] * page_at[3] + page_at[5]
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append(_Line())
            lines[-1].add(part, y, abs(size * line_at[3] * page_at[3]))

    text = str(page.extract_text(visitor_text=add))
    lines = [line for line in lines if line.text.strip()]
    if text.split() != " ".join(line.text for line in lines).split():
        return text
    usual = _usual_distance(lines)
    parts = [
        ("\n\n" if _is_break(above, below, usual) else "\n") + below.text for above, below in pairwise(lines)
    ]
    return "".join([*(line.text for line in lines[:1]), *parts])


def _usual_distance(lines: Sequence[_Line]) -> float:
    """From one line to the next within a paragraph, in heights of their letters."""
    found = sorted(_distance(above, below) for above, below in pairwise(lines))
    down = [distance for distance in found if distance > 0]
    return down[len(down) // 4] if down else 0.0


def _distance(above: _Line, below: _Line) -> float:
    return (above.y - below.y) / below.size if above.size and below.size else 0.0


def _is_break(above: _Line, below: _Line, usual: float) -> bool:
    """Whether another part begins below: in letters of another size, after a gap, or at a date's own line."""
    if below.text.lstrip()[0].islower():
        return False
    if date_of_line(above.text) or date_of_line(below.text):
        return True
    sizes = sorted((above.size, below.size))
    return sizes[1] > OTHER_SIZE * sizes[0] > 0 or _distance(above, below) > GAP * usual > 0


def docx_fields(data: bytes) -> dict[str, str]:
    """The text of a DOCX file, a line a paragraph or a row of a table.

    Raises:
        SourceError: it is damaged, unpacks to too much, or the extra is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise SourceError("docx", "DOCX needs an extra: pip install 'summarizer[docx]'") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > MAX_UNPACKED:
            raise SourceError("docx", f"DOCX unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
        document = Document(io.BytesIO(data))
        return {"text": "\n".join(_lines(document)), "title": document.core_properties.title or ""}
    except SourceError:
        raise
    except Exception as error:  # a damaged file makes the parser raise almost anything
        raise SourceError("docx", f"damaged DOCX: {' '.join(str(error).split())[:200]}") from error


def _lines(document: Any) -> Iterator[str]:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                # a cell that spans columns is listed for each of them
                yield from table_lines(
                    [cell.text for cell in {cell._tc: cell for cell in row.cells}.values()]
                )
        else:
            yield item.text
