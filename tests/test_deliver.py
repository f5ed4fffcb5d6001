"""A brief to a file and to an inbox: whole, once, over a checked connection, and without telling secrets."""

from __future__ import annotations

import asyncio
import contextlib
import email
import json
import logging
import os
import re
import socket
import ssl
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from hypothesis import given, settings
from hypothesis import strategies as st
from test_render import brief

from summarizer.archive import StoredBrief
from summarizer.config import EmailDelivery, FileDelivery, WebhookDelivery
from summarizer.deliver import deliver_brief
from summarizer.deliver.file import write_bytes
from summarizer.deliver.mail import mail_message
from summarizer.deliver.markup import chat_text
from summarizer.deliver.webhook import message
from summarizer.errors import DeliveryError
from summarizer.render import render

DAY = date(2026, 5, 6)
PASSWORD = "correct-horse-battery"
LOGIN = {"SMTP_USER": "desk", "SMTP_PASSWORD": PASSWORD}


def stored(
    hostile: str = "", url: str = "https://post.example.org/1?a=1&b=2", day: date = DAY
) -> StoredBrief:
    made = replace(brief(hostile, url), date=day)
    return StoredBrief(
        date=day,
        title=made.title,
        made=datetime(day.year, day.month, day.day, 3, 0, 5, tzinfo=UTC),
        json=json.loads(render(made, "json")),
        html=render(made, "html"),
        markdown=render(made, "markdown"),
        text=render(made, "text"),
    )


def deliver(target: Any, environment: dict[str, str] | None = None, what: StoredBrief | None = None) -> int:
    """Deliver, and how often ``sending`` was called."""
    calls: list[None] = []
    deliver_brief(
        what or stored(),
        target,
        earlier=(),
        environment=environment or {},
        sending=lambda: calls.append(None),
    )
    return len(calls)


# files


@pytest.mark.parametrize("form", ["markdown", "html", "json", "text"])
def test_file_is_what_digest_prints(tmp_path: Path, form: str) -> None:
    suffix = {"markdown": "md", "html": "html", "json": "json", "text": "txt"}[form]
    target = FileDelivery(to="file", path=str(tmp_path / "a" / f"brief-{{date}}.{suffix}"))
    assert deliver(target) == 0
    assert (tmp_path / "a" / f"brief-2026-05-06.{suffix}").read_text(encoding="utf-8") == render(
        brief(), form
    )


def test_file_again_is_left_alone(tmp_path: Path) -> None:
    target = FileDelivery(to="file", path=str(tmp_path / "{date}.md"))
    path = tmp_path / "2026-05-06.md"
    deliver(target)
    os.utime(path, (1, 1))
    deliver(target)
    assert path.stat().st_mtime == 1
    deliver(target, what=stored("another"))
    assert path.stat().st_mtime > 1


def test_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link, target = tmp_path / "today.md", tmp_path / "kept" / "brief.md"
    link.symlink_to(target)
    for text in ("one", "two"):  # before the target is there, and after
        write_bytes(link, text.encode())
        assert link.is_symlink()
        assert target.read_text() == text
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["brief.md", "kept", "today.md"]


def test_file_that_cannot_be_written_leaves_what_was(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("kept")
    with pytest.raises(DeliveryError, match=r"blocked.*cannot be written") as caught:
        deliver(FileDelivery(to="file", path=str(blocked / "{date}.md")))
    assert not caught.value.retry
    assert blocked.read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["blocked"]


# mail


class _Inbox:
    """A real SMTP server's memory: what it was given, and how it answers."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.refuse_recipient = ""
        self.answer = "250 accepted"
        self.hang_up_after_data = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hang_up_after_data:
            server.transport.abort()
            await asyncio.sleep(0.2)
        elif self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer

    def message(self) -> EmailMessage:
        (envelope,) = self.envelopes
        assert isinstance(envelope.content, bytes)
        found = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        return found


def _authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    good = (data.login, data.password) == (b"desk", PASSWORD.encode())
    return AuthResult(success=good, handled=False)  # then the server itself answers 535


@contextmanager
def mail_server(inbox: _Inbox, *, context: ssl.SSLContext | None = None, **options: Any) -> Iterator[int]:
    """aiosmtpd on a free port of 127.0.0.1; ``context``: TLS from the first byte on."""
    loop = asyncio.new_event_loop()
    coroutine = loop.create_server(lambda: SMTP(inbox, loop=loop, **options), "127.0.0.1", 0, ssl=context)
    server = loop.run_until_complete(coroutine)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def plain(port: int, **changes: Any) -> EmailDelivery:
    fields = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "desk@example.org",
              "recipients": ["analyst@example.org"], "timeout": 5} | changes  # fmt: skip
    return EmailDelivery(to="email", **fields)


def test_mail_arrives_whole() -> None:
    inbox = _Inbox()
    with mail_server(inbox) as port:
        assert deliver(plain(port)) == 1
    message = inbox.message()
    assert inbox.envelopes[0].rcpt_tos == ["analyst@example.org"]
    assert message["Subject"] == "Tamer brief, 2026-05-06"
    assert message["From"] == "Tamer brief <desk@example.org>"
    assert message["Date"].datetime == datetime(2026, 5, 6, 3, 0, 5, tzinfo=UTC)
    text, page = message.get_body(["plain"]), message.get_body(["html"])
    assert text
    assert page
    assert text.get_content().replace("\r\n", "\n") == stored().text
    assert "Norvian troops seized the bridge at Oskel on Monday. [1 ¶1]" in page.get_content()
    assert '<li style="' in page.get_content()  # mail readers know no style sheets
    assert "<style" not in page.get_content()


def test_mail_is_the_same_at_every_try_and_another_for_another_revision_or_inbox() -> None:
    target = plain(25)
    first = mail_message(stored(), target)
    assert first.as_bytes() == mail_message(stored(), target).as_bytes()
    other = mail_message(stored(), plain(25, recipients=["editor@example.org"]))
    later = mail_message(replace(stored(), made=datetime(2026, 5, 6, 9, tzinfo=UTC)), target)
    assert len({first["Message-ID"], other["Message-ID"], later["Message-ID"]}) == 3
    assert all(len(line) <= 998 for line in first.as_bytes().split(b"\r\n"))
    first.as_bytes().decode("ascii")


@pytest.mark.parametrize(
    ("refuse", "answer", "retry", "sent"),
    [
        ("450 busy", "", True, 0),
        ("550 no such inbox", "", False, 0),
        ("", "451 later", True, 1),
        ("", "554 looks like spam", False, 1),
    ],
)
def test_refusals(refuse: str, answer: str, retry: bool, sent: int) -> None:
    inbox = _Inbox()
    inbox.refuse_recipient, inbox.answer = refuse, answer
    calls: list[None] = []
    with mail_server(inbox) as port, pytest.raises(DeliveryError, match=(refuse or answer)) as caught:
        deliver_brief(stored(), plain(port), earlier=(), environment={}, sending=lambda: calls.append(None))
    assert (caught.value.retry, caught.value.unknown, len(calls)) == (retry, False, sent)
    assert not inbox.envelopes


def test_a_connection_that_breaks_before_the_answer_is_unknown_and_not_tried_again() -> None:
    inbox = _Inbox()
    inbox.hang_up_after_data = True
    with mail_server(inbox) as port, pytest.raises(DeliveryError, match="may have arrived") as caught:
        deliver(plain(port))
    assert caught.value.unknown
    assert not caught.value.retry


def test_a_server_that_is_down_is_tried_again() -> None:
    with mail_server(_Inbox()) as port:
        pass
    with pytest.raises(DeliveryError, match="refused") as caught:
        deliver(plain(port))
    assert caught.value.retry


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(DeliveryError, match="timed out") as caught:
            deliver(plain(silent.getsockname()[1], timeout=0.3))
        assert caught.value.retry


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def _trusted(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    yield


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_with_tls_and_login(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    inbox = _Inbox()
    login = {"security": security, "user_env": "SMTP_USER", "password_env": "SMTP_PASSWORD"}
    with mail_server(inbox, **_tls(security, authority, "127.0.0.1")) as port:
        # a certificate that nobody vouches for: nothing is sent, not even the login
        with pytest.raises(DeliveryError, match="certificate is not valid") as caught:
            deliver(plain(port, **login), LOGIN)
        assert not caught.value.retry
        with _trusted(authority, tmp_path, monkeypatch):
            assert deliver(plain(port, **login), LOGIN) == 1
            with pytest.raises(DeliveryError, match=r"refuses the login \(535\)") as caught:
                deliver(plain(port, **login), LOGIN | {"SMTP_PASSWORD": "wrong"})
            assert not caught.value.retry
    assert len(inbox.envelopes) == 1


def _tls(security: str, authority: trustme.CA, name: str) -> dict[str, Any]:
    context = _context(authority, name)
    login = {"authenticator": _authenticator, "auth_required": True}
    if security == "starttls":
        return login | {"tls_context": context}
    return login | {"context": context, "auth_require_tls": False}  # it does not see the TLS around it


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_name_is_refused(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    inbox = _Inbox()
    with (
        _trusted(authority, tmp_path, monkeypatch),
        mail_server(inbox, **_tls(security, authority, "mail.example.org")) as port,
        pytest.raises(DeliveryError, match="certificate is not valid"),
    ):
        deliver(plain(port, security=security), LOGIN)
    assert not inbox.envelopes


def test_a_server_without_tls_gets_neither_login_nor_brief() -> None:
    inbox = _Inbox()
    with mail_server(inbox) as port, pytest.raises(DeliveryError, match="STARTTLS"):
        deliver(plain(port, security="starttls", user_env="SMTP_USER", password_env="SMTP_PASSWORD"), LOGIN)
    assert not inbox.envelopes


@settings(max_examples=20, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["", "\r\nBcc: x@evil.example", "\n\n<script>"]),
)
def test_no_text_adds_a_header_or_a_recipient(title: str, attack: str) -> None:
    made = replace(stored(), title=title + attack)
    parsed = email.message_from_bytes(mail_message(made, plain(25)).as_bytes(), policy=default)
    assert sorted(parsed.keys()) == sorted(
        ["Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    )
    assert [a.addr_spec for a in parsed["To"].addresses] == ["analyst@example.org"]
    assert [a.addr_spec for a in parsed["From"].addresses] == ["desk@example.org"]


# secrets


def test_secrets_are_in_no_log_message_or_traceback(
    authority: trustme.CA, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    login = {"user_env": "SMTP_USER", "password_env": "SMTP_PASSWORD", "security": "starttls"}
    server = mail_server(_Inbox(), **_tls("starttls", authority, "127.0.0.1"))
    with server as port, _trusted(authority, tmp_path, monkeypatch):
        for environment in ({"SMTP_USER": "desk"}, LOGIN | {"SMTP_USER": "nobody"}):
            try:
                deliver(plain(port, **login), environment)
            except DeliveryError as error:
                told += [str(error), "".join(traceback.format_exception(error))]
    assert len(told) == 4
    ours = "\n".join([*told, *(r.getMessage() for r in caplog.records if not r.name.startswith("mail."))])
    assert PASSWORD not in ours
    assert "SMTP_PASSWORD" in ours


# webhooks


class _Hook:
    """A real HTTP server on 127.0.0.1: what it was posted, and how it answers."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, dict[str, str], Any]] = []
        self.status, self.answer, self.headers = 200, b"ok", {}
        self.raw: bytes | None = None
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.posted.append((self.path, dict(self.headers), json.loads(body)))
                if hook.raw is not None:
                    self.wfile.write(hook.raw)
                    return
                self.send_response(hook.status)
                for name, value in hook.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(hook.answer)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.environment = {"HOOK": f"http://127.0.0.1:{self.port}/services/T0/B0/s3cr3t", "TOKEN": "t0k3n"}

    def __enter__(self) -> _Hook:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def hook_target(**changes: Any) -> WebhookDelivery:
    return WebhookDelivery(
        to="webhook", **({"url_env": "HOOK", "allow_private": True, "timeout": 5} | changes)
    )


def test_webhook_gets_the_brief() -> None:
    with _Hook() as hook:
        assert deliver(hook_target(token_env="TOKEN"), hook.environment) == 1
        assert deliver(hook_target(token_env="TOKEN"), hook.environment) == 1
    (path, headers, body), again = hook.posted
    assert path == "/services/T0/B0/s3cr3t"
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Bearer t0k3n"
    assert headers["Idempotency-Key"] == again[1]["Idempotency-Key"]
    assert body["text"].startswith(
        "*Tamer brief*\n2026-05-06\n\n*Key facts*\n• Norvian troops seized the bridge"
    )
    assert "1. Post, undated: <https://post.example.org/1?a=1&amp;b=2|Bridge falls>" in body["text"]


@pytest.mark.parametrize(
    ("status", "retry", "unknown"),
    [(400, False, False), (404, False, False), (302, False, False), (408, True, False), (429, True, False),
     (500, True, False), (503, True, False), (502, False, True), (504, False, True)],
)  # fmt: skip
def test_webhook_that_says_no(status: int, retry: bool, unknown: bool) -> None:
    with _Hook() as hook:
        hook.status, hook.answer = status, b"invalid /services/T0/B0/s3cr3t\x1b[31m " + b"x" * 9000
        hook.headers = {"Location": "/elsewhere"}
        with pytest.raises(DeliveryError, match=f"answers {status} invalid ") as caught:
            deliver(hook_target(), hook.environment)
    assert (caught.value.retry, caught.value.unknown) == (retry, unknown)
    assert "s3cr3t" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 500
    assert len(hook.posted) == 1


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 2", b"nonsense\r\n\r\n"])
def test_webhook_that_breaks_off_is_unknown(raw: bytes) -> None:
    with _Hook() as hook:
        hook.raw = raw
        with pytest.raises(DeliveryError, match="may have arrived") as caught:
            deliver(hook_target(), hook.environment)
    assert caught.value.unknown
    assert len(hook.posted) == 1


def test_webhook_that_drips_ends_at_its_deadline() -> None:
    def drip(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                connection.sendall(bytes([letter]))
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: drip(server.accept()[0]), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="no answer in time") as caught:
            deliver(hook_target(timeout=0.5), {"HOOK": url})
    assert time.monotonic() - began < 5
    assert caught.value.unknown


def test_webhook_that_is_down_is_tried_again_and_nothing_was_sent() -> None:
    with _Hook() as hook:
        pass
    calls: list[None] = []
    with pytest.raises(DeliveryError) as caught:
        deliver_brief(stored(), hook_target(), earlier=(), environment=hook.environment,
                      sending=lambda: calls.append(None))  # fmt: skip
    assert caught.value.retry
    assert not calls


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:1/",
        "https://[::1]:1/",
        "https://localhost:1/",
        "https://[::ffff:127.0.0.1]:1/",
        "https://2130706433:1/",
    ],
)
def test_webhook_of_a_private_address_is_not_called(url: str) -> None:
    with pytest.raises(DeliveryError, match="not a public address") as caught:
        deliver(hook_target(allow_private=False), {"HOOK": url})
    assert not caught.value.retry


@pytest.mark.parametrize(
    "url", ["http://a.example.org/x", "file:///etc/passwd", "//a", "https:///x", "https://a:b/", "x\r\ny"]
)
def test_webhook_address_that_is_none_is_not_told(url: str) -> None:
    with pytest.raises(DeliveryError, match="HOOK holds no address") as caught:
        deliver(hook_target(allow_private=False), {"HOOK": url})
    assert url not in str(caught.value)


def test_chat_text_calls_nobody_and_links_only_what_the_brief_links() -> None:
    hostile = "<!channel> <@U1> @here [x](javascript:alert(1)) <http://evil.example|bank>"
    text = message(stored(hostile))["text"]
    assert not re.findall(r"<!|<@|@here|\]\(|<http://evil", text)
    assert set(re.findall(r"<(\w+:[^|>]*)", text)) == {
        "https://post.example.org/1?a=1&amp;b=2",
        "https://herald.example.org/",
    }


def test_long_chat_text_ends_with_a_whole_line_and_says_so() -> None:
    long = "\n".join(f"- statement {n}\n" for n in range(300))
    text = chat_text(long, 1000)
    assert len(text) <= 1000
    assert re.fullmatch(r"(• statement \d+\n)+… \(the rest is left out here\)", text)


def test_webhook_secrets_are_in_no_log_message_or_traceback(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    with _Hook() as hook:
        for status in (200, 403):
            hook.status, hook.answer = status, json.dumps(hook.environment).encode()
            try:
                deliver(hook_target(token_env="TOKEN"), hook.environment)
            except DeliveryError as error:
                told += [str(error), "".join(traceback.format_exception(error))]
    for environment in ({"HOOK": "ftp://x/s3cr3t"}, {"HOOK": hook.environment["HOOK"]}, hook.environment):
        with pytest.raises(DeliveryError) as caught:
            deliver(hook_target(token_env="TOKEN"), environment)
        told += [str(caught.value), "".join(traceback.format_exception(caught.value))]
    ours = "\n".join([*told, *(f"{r.getMessage()} {r.args}" for r in caplog.records)])
    assert len(told) == 8
    assert "httpcore" in " ".join(r.name for r in caplog.records)  # its records were seen
    for value in ("s3cr3t", "t0k3n"):
        assert value not in ours
