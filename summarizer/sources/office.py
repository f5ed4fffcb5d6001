"""The text of PDF and DOCX files, each with its extra. Runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from summarizer.errors import SourceError

MAX_UNPACKED = 200_000_000  # bytes of a DOCX, pictures and all


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
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    except Exception as error:  # a damaged file makes the parser raise almost anything
        raise SourceError("pdf", f"damaged PDF: {' '.join(str(error).split())[:200]}") from error
    if locked:
        raise SourceError("pdf", "PDF locked with a password; save it without one")
    if not "".join(pages).strip():
        raise SourceError("pdf", "PDF without text (scanned pages?); run OCR on it")
    return {"text": _joined("\n".join(pages))}


def _joined(text: str) -> str:
    """Lines of a page joined to paragraphs: a line that does not end a sentence goes on in the next."""
    text = re.sub(r"(?<=\w)-\n(?=[a-z])", "", re.sub(r"[ \t]+\n", "\n", text))
    return re.sub(r"(?<![.!?”\"\n])\n(?=\S)", " ", text)


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
                yield " ".join(cell.text.replace("\n", " ") for cell in row.cells)
        else:
            yield item.text
