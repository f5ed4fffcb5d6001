"""A mail server on 127.0.0.1 for tests: it keeps what it takes, and refuses or hangs up when told to."""

from __future__ import annotations

import socket
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller


class Inbox:
    """Keeps the ``messages`` it takes; ``answer`` is what it says to each, and with ``hang_up`` it says nothing."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.answer = "250 OK"
        self.hang_up = False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """What aiosmtpd calls for each message."""
        if self.answer.startswith("250"):
            self.messages.append(envelope.content)
        if self.hang_up:
            server.transport.abort()
        return self.answer

    def target(self, *recipients: str) -> dict[str, Any]:
        """The settings of a delivery to this server."""
        return {
            "to": "email", "host": "127.0.0.1", "port": self.port, "security": "none",
            "sender": "desk@example.org", "recipients": list(recipients or ("reader@example.org",)),
        }  # fmt: skip

    def __enter__(self) -> Inbox:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()
