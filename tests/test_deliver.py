"""A brief to a file and to an inbox: whole, once, over a checked connection, and without telling secrets."""

from __future__ import annotations

import asyncio
import email
import json
import logging
import os
import socket
import ssl
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from hypothesis import given, settings
from hypothesis import strategies as st
from test_render import brief

from summarizer.archive import StoredBrief
from summarizer.config import EmailDelivery, FileDelivery
from summarizer.deliver import deliver_brief
from summarizer.deliver.mail import mail_message
from summarizer.errors import DeliveryError
from summarizer.render import render

DAY = date(2026, 5, 6)
PASSWORD = "correct-horse-battery"
LOGIN = {"SMTP_USER": "desk", "SMTP_PASSWORD": PASSWORD}


def stored(hostile: str = "", url: str = "https://post.example.org/1?a=1&b=2", day: date = DAY) -> StoredBrief:
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
        what or stored(), target, earlier=(), environment=environment or {}, sending=lambda: calls.append(None)
    )
    return len(calls)


# files


@pytest.mark.parametrize("form", ["markdown", "html", "json", "text"])
def test_file_is_what_digest_prints(tmp_path: Path, form: str) -> None:
    suffix = {"markdown": "md", "html": "html", "json": "json", "text": "txt"}[form]
    target = FileDelivery(to="file", path=str(tmp_path / "a" / f"brief-{{date}}.{suffix}"))
    assert deliver(target) == 0
    assert (tmp_path / "a" / f"brief-2026-05-06.{suffix}").read_text(encoding="utf-8") == render(brief(), form)


def test_file_again_is_left_alone(tmp_path: Path) -> None:
    target = FileDelivery(to="file", path=str(tmp_path / "{date}.md"))
    path = tmp_path / "2026-05-06.md"
    deliver(target)
    os.utime(path, (1, 1))
    deliver(target)
    assert path.stat().st_mtime == 1
    deliver(target, what=stored("another"))
    assert path.stat().st_mtime > 1


def test_file_that_cannot_be_written_leaves_what_was(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("kept")
    with pytest.raises(DeliveryError, match="blocked.*cannot be written") as caught:
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
    return AuthResult(success=good)


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
        with pytest.raises(DeliveryError, match="no answer in time") as caught:
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


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "\r\nBcc: x@evil.example", "\n\n<script>"]))
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
    with mail_server(_Inbox(), **_tls("starttls", authority, "127.0.0.1")) as port:
        with _trusted(authority, tmp_path, monkeypatch):
            for environment in ({}, LOGIN | {"SMTP_USER": "nobody"}):
                try:
                    deliver(plain(port, **login), environment)
                except DeliveryError as error:
                    told += [str(error), "".join(traceback.format_exception(error))]
    assert len(told) == 4
    ours = "\n".join([*told, *(r.getMessage() for r in caplog.records if not r.name.startswith("mail."))])
    assert PASSWORD not in ours
    assert "SMTP_PASSWORD" in ours
