"""A brief as a file, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from summarizer.archive import StoredBrief
from summarizer.config import SUFFIXES, FileDelivery
from summarizer.errors import DeliveryError


def write_file(stored: StoredBrief, target: FileDelivery) -> None:
    """Write the brief in the form that the end of the path names; folders are made.

    Raises:
        DeliveryError: the file cannot be written.
    """
    path = file_path(stored, target)
    write_bytes(path, form_of(stored, SUFFIXES[path.suffix]).encode("utf-8"))


def file_path(stored: StoredBrief, target: FileDelivery) -> Path:
    """Where the brief of a day stands."""
    return Path(target.path.replace("{date}", stored.date.isoformat()))


def form_of(stored: StoredBrief, form: str) -> str:
    """The brief in one of the forms markdown, text, html, json, as ``summarizer digest`` would print it."""
    if form == "json":
        return json.dumps(stored.json, ensure_ascii=False, indent=2) + "\n"
    return {"markdown": stored.markdown, "text": stored.text, "html": stored.html}[form]


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` where ``path`` says: at no moment is a part of it there, nor nothing in place of what was.

    A file that holds these bytes already is left alone, with its time of change; a link stays one, and
    what it leads to is written.

    Raises:
        DeliveryError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name with nothing in it
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise DeliveryError(
            str(path), f"cannot be written: {error.strerror or error}", retry=False
        ) from error
