"""A web site on 127.0.0.1 for tests: what each path answers is a dictionary, and what it was asked is kept."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass
class Answer:
    """A whole answer."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


# writes to the connection itself, for answers that no server should give
Raw = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Serves ``pages`` (path -> an answer, several to be given in turn, or a raw one); anything else is 404.

    An answer with an ``ETag`` or a ``Last-Modified`` is given as 304 to who has it.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.pages: dict[str, Answer | list[Answer] | Raw] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server = (_Server6 if ":" in host else _Server)((host, port), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        host = self._server.server_address[0]
        return f"http://{f'[{host!s}]' if ':' in str(host) else host!s}:{self.port}"

    def paths(self) -> list[str]:
        """What was asked, in order, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                page = site.pages.get(self.path, Answer(b"nothing here", 404))
                if isinstance(page, list):
                    page = page.pop(0) if len(page) > 1 else page[0]
                with contextlib.suppress(OSError):  # the other side may hang up
                    if isinstance(page, Answer):
                        _send(self, page)
                    else:
                        self.close_connection = True
                        page(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class _Server6(_Server):
    address_family = socket.AF_INET6


def _send(handler: BaseHTTPRequestHandler, page: Answer) -> None:
    known = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    same = any(
        page.headers.get(ours) and handler.headers.get(theirs) == page.headers[ours]
        for ours, theirs in known.items()
    )
    handler.send_response(304 if same else page.status)
    for name, value in page.headers.items():
        handler.send_header(name, value)
    if not same:
        handler.send_header("Content-Length", str(len(page.body)))
    handler.end_headers()
    handler.wfile.write(b"" if same else page.body)
