"""What a command says while it works: on stderr, and only to one who waits."""

from __future__ import annotations

import sys
import time

import click

PATIENCE = 1.0  # seconds of silence before progress is shown


class Progress:
    """One line on stderr, from the first second of waiting on; a line a stage with ``verbose``."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._tty = sys.stderr.isatty()
        self._began = self._shown = self._stage_began = time.monotonic()
        self._stage = ""
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        self._tell_stage()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._tell_stage()
            self._stage, self._stage_began = stage, now
        if self._quiet or now - self._began < PATIENCE:
            return
        if self._tty:
            line = f"{stage} {done}/{total}" if total > 1 else f"{stage} ..."
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._width = len(line)
        elif not self._verbose and now - self._shown >= 10 * PATIENCE:
            click.echo(f"{stage} {done}/{total}", err=True)
            self._shown = now

    def clear(self) -> None:
        """Take the line away, so that what is printed next stands alone."""
        if self._tty and self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0

    def _tell_stage(self) -> None:
        if self._verbose and not self._quiet and self._stage:
            self.clear()
            click.echo(f"{self._stage}: {time.monotonic() - self._stage_began:.2f} s", err=True)
        self._stage = ""
