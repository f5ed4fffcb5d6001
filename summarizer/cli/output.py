"""Where a command's text goes: standard output, or a file at once or not at all."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from summarizer.errors import SummarizerError


def write_output(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to the file ``output``.

    Raises:
        SummarizerError: the file cannot be written; what stood there before still does. Or standard
            output is closed.
    """
    if output is None:
        if sys.stdout is None:
            raise SummarizerError("output: cannot be written: standard output is closed")
        # the brief may hold any character, whatever the terminal's encoding
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise SummarizerError(f"output: {output}: cannot be written: {error.strerror or error}") from error
