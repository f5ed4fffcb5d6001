"""Where a command's text goes: standard output, or a file at once or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from summarizer.errors import SummarizerError

STANDARD_OUTPUT = Path("/dev/stdout")  # a link to the file that the shell may be appending to


def write_output(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to the file ``output``: where that is a link, to what it leads to.

    What is no regular file (a pipe, a device) is written to as it is, not replaced.

    Raises:
        SummarizerError: the file cannot be written; what stood there before still does. Or standard
            output is closed.
    """
    if output is None or output == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise SummarizerError("output: cannot be written: standard output is closed")
        # the brief may hold any character, whatever the terminal's encoding
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(output))
    part = target.with_name(f".{target.name}.part")
    try:
        if output.exists() and not output.is_file():
            output.write_text(text, encoding="utf-8")
            return
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise SummarizerError(f"output: {output}: cannot be written: {error.strerror or error}") from error
