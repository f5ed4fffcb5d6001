"""The command line: parse, call, print. One command a file; heavy imports wait until a command needs them."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import Any

import click

from summarizer import __version__
from summarizer.errors import SummarizerError

# each command, and the module that holds a click command of that name; loaded when it is asked for
COMMANDS = {
    "digest": "summarizer.cli.digest",
    "evaluate": "summarizer.cli.evaluate",
    "model": "summarizer.cli.model",
    "daily": "summarizer.cli.daily",
    "archive": "summarizer.cli.archive",
    "init": "summarizer.cli.init",
    "schedule": "summarizer.cli.schedule",
    "sources": "summarizer.cli.sources",
}
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # standard output takes no more


class _Group(click.Group):
    """Loads a command when it is asked for, and turns this package's own errors into one line and an
    exit code; bugs keep their traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.filename or error.errno not in FULL:
                raise
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # what it still holds cannot be written
            click.echo(f"Error: output: cannot be written: {error.strerror}", err=True)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SummarizerError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # the reader went away (as `head` does): nobody is left to tell
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="summarizer")
def main() -> None:
    """Many news documents in, one short cited brief out."""
