"""A headless Chromium that is driven as a reader would: pages opened, things clicked, words typed.

It is spoken to over a pipe in the DevTools protocol, so that no driver needs to be installed.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="chromium is not installed"
)


class Browser:
    """One tab ``width`` pixels wide; ``requests`` are the addresses it asked for."""

    def __init__(self, folder: Path, width: int) -> None:
        assert CHROMIUM, "chromium must be installed where CI is set"
        it_reads, we_write = os.pipe()
        we_read, it_writes = os.pipe()
        # the protocol wants the pipes as descriptors 3 and 4 of the browser
        command = f'exec 3<&{it_reads} 4>&{it_writes}; exec "$0" "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", command, CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}"],
            pass_fds=(it_reads, it_writes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(it_reads)
        os.close(it_writes)
        self._out = os.fdopen(we_write, "wb", buffering=0)
        self._in = os.fdopen(we_read, "rb")
        self._number = 0
        self._session: str | None = None
        self._events: list[dict[str, Any]] = []
        self.requests: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self._call(f"{domain}.enable")
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1,
                   mobile=width < 600)  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._out.close()
        self._in.close()

    def open(self, url: str) -> None:
        """Go to an address, and wait until it is loaded."""
        self._events.clear()
        self._call("Page.navigate", url=url)
        self.wait_for_page()

    def wait_for_page(self) -> None:
        """Wait until the page that is being loaded is there."""
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._read()

    def ask(self, expression: str) -> Any:
        """The value of a script expression in the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Press the mouse on the first element of that kind, where it is seen."""
        found = self.ask(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getClientRects()[0];"
            f" return [r.x + r.width / 2, r.y + r.height / 2] }})(document.querySelector({selector!r}))"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._call(
                "Input.dispatchMouseEvent", type=kind, x=found[0], y=found[1], button="left", clickCount=1
            )

    def follow(self, selector: str) -> None:
        """Click on a link, and wait until the page it leads to is loaded."""
        self._events.clear()
        self.click(selector)
        self.wait_for_page()

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._call("Input.insertText", text=text)

    def wait_for(self, expression: str) -> None:
        """Wait until a page is loaded in which a script expression is true."""
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(AssertionError):  # between two pages there is none to ask
                if self.ask(f"document.readyState === 'complete' && {expression}"):
                    return
            assert time.monotonic() < until, expression
            time.sleep(0.05)

    def printed(self) -> str:
        """The text of the page as it is printed."""
        from pypdf import PdfReader

        data = base64.b64decode(self._call("Page.printToPDF")["data"])
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)

    def screenshot(self, path: Path) -> None:
        """What is seen, as a PNG file."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _read(self) -> dict[str, Any]:
        found = bytearray()
        while not found.endswith(b"\0"):
            byte = self._in.read(1)
            assert byte, "chromium ended"
            found += byte
        message: dict[str, Any] = json.loads(found[:-1])
        if "method" in message:
            self._events.append(message)
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return message
