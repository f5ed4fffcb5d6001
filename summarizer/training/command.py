"""What the commands that build models share: how they are called, and one line for what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.errors import ConfigError, SummarizerError

Main = Callable[[Sequence[str]], None]


def run_command(main: Main, least: int, most: int | None = None) -> None:
    """Call ``main`` with the command line's arguments and end the process where that fails.

    The docstring of ``main`` names its arguments, of which there are ``least`` to ``most`` (None: as many).
    Asked for help, it prints the docstring of the command's module. A wrong number of arguments ends with
    exit code 2 and the usage; an error of this package with its line and its exit code; bugs keep their
    traceback.
    """
    arguments = sys.argv[1:]
    name = getattr(sys.modules["__main__"].__spec__, "name", sys.argv[0])
    usage = f"usage: python -m {name} {main.__doc__}"
    if {"-h", "--help"} & {*arguments}:
        print((sys.modules["__main__"].__doc__ or usage).strip())
        return
    if not least <= len(arguments) <= (most or len(arguments)):
        sys.exit(_ended(usage, 2))
    try:
        main(arguments)
    except SummarizerError as error:
        sys.exit(_ended(f"Error: {error}", error.exit_code))


def require(data: Path, *names: str) -> None:
    """Raise a ConfigError where a folder of training data lacks a file or folder that is needed."""
    for name in names:
        if not (data / name).exists():
            raise ConfigError(f"training: {data}: holds no {name}; give the folder of the training data")


def _ended(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code
