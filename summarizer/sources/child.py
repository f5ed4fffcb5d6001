"""A process for parsers that some input hangs or kills; it can be ended, and another started.

One tag with two hundred thousand attributes keeps every lxml parser busy for minutes, and a PDF
of a few kilobytes can unpack to gigabytes. It is started as a command, not by multiprocessing,
which would run the caller's own script once more.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import struct
import subprocess
import sys
import threading
import time
from functools import cache
from typing import IO, Any

from summarizer.errors import SourceError

START_DEADLINE = 120.0  # seconds to load a parser's libraries; a slow disk takes ten
MEMORY = 4 << 30  # bytes
_COMMAND = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from summarizer.sources.child import serve; serve()"
)

Fields = dict[str, Any]


def parse(where: str, parser: str, data: bytes, deadline: float) -> Fields:
    """What ``parser`` ("module:function", bytes in, fields out) finds in ``data``.

    Raises:
        SourceError: it takes longer than ``deadline`` seconds, dies, or raises; the message is the
            one it raised with, as it tells of ``where``.
    """
    return _shared().parse(where, parser, data, deadline)


@cache
def _shared() -> _Child:
    return _Child()


class _Child:
    """One process, started at the first input and again after one that killed it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    def parse(self, where: str, parser: str, data: bytes, deadline: float) -> Fields:
        self._ask(where, parser.encode(), START_DEADLINE)
        answer = json.loads(self._ask(where, data, deadline))
        if "error" in answer:
            raise SourceError(where, answer["error"])
        return dict(answer["fields"])

    def _ask(self, where: str, message: bytes, deadline: float) -> bytes:
        process = self._process = self._process or _start()
        assert process.stdin
        assert process.stdout
        began = time.monotonic()
        timer = threading.Timer(deadline, process.kill)
        timer.start()
        answer = None
        try:
            _send(process.stdin, message)
            answer = _receive(process.stdout)
        except (OSError, EOFError) as error:
            late = time.monotonic() - began >= deadline
            why = f"took longer than {deadline:.0f} seconds to read" if late else "its parser died on it"
            raise SourceError(where, why) from error
        finally:
            timer.cancel()
            timer.join()
            if answer is None or time.monotonic() - began >= deadline:
                self.stop()
        return answer

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                try:
                    if pipe:
                        pipe.close()
                except OSError:  # what was not sent when it died
                    pass


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers grumble about every second page
    )


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(struct.pack(">Q", len(message)) + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    header = pipe.read(8)
    if len(header) < 8:
        raise EOFError
    (size,) = struct.unpack(">Q", header)
    message = pipe.read(size)
    if len(message) < size:
        raise EOFError
    return message


def serve() -> None:
    """The child's side: a parser's name, then its data, then the same again, until the input ends."""
    _limit_memory()
    stdin = sys.stdin.buffer
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        while True:
            module, _, function = _receive(stdin).decode().partition(":")
            parser = getattr(importlib.import_module(module), function)
            _send(stdout, b"ready")
            _send(stdout, json.dumps(_answer(parser, _receive(stdin))).encode())
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _answer(parser: object, data: bytes) -> dict[str, object]:
    try:
        return {"fields": parser(data)}  # type: ignore[operator]
    except SourceError as error:
        return {"error": error.why}
    except Exception as error:  # whatever hostile input does to a parser costs that input alone
        return {"error": f"damaged: {' '.join(str(error).split())[:200] or type(error).__name__}"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
