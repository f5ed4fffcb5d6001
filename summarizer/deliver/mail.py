"""A brief as mail: plain text and HTML, over a connection whose certificate is checked."""

from __future__ import annotations

import contextlib
import hashlib
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from summarizer.archive import StoredBrief
from summarizer.config import EmailDelivery
from summarizer.deliver.markup import markdown_html
from summarizer.deliver.secret import hidden, secret
from summarizer.errors import DeliveryError
from summarizer.render.record import one_line


def send_mail(
    stored: StoredBrief, target: EmailDelivery, environment: Mapping[str, str], sending: Callable[[], None]
) -> None:
    """Send the brief to the recipients: all of them get it, or nobody does.

    ``sending`` is called right before the message itself goes out.

    Raises:
        DeliveryError: a variable is missing, or the server cannot be reached, has no valid certificate, or
            refuses the login, a recipient or the message.
    """
    login = _login(target, environment)
    message = mail_message(stored, target).as_bytes()
    sent = False

    def handing_over() -> None:
        nonlocal sent
        sending()
        sent = True

    try:
        _transfer(message, target, login, handing_over)
    except (smtplib.SMTPException, OSError) as error:
        # without its context: what a library raises may quote what was sent
        raise _fault(error, target, login, sent) from None


def mail_message(stored: StoredBrief, target: EmailDelivery) -> EmailMessage:
    """The message; the same brief and target give the same bytes."""
    name = one_line(stored.title)
    identifier = delivery_id(stored, target.key)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{name}, {stored.date.isoformat()}"
    message["From"] = Address(display_name=name, addr_spec=target.sender)
    message["To"] = [Address(addr_spec=recipient) for recipient in target.recipients]
    message["Date"] = format_datetime(stored.made)
    message["Message-ID"] = f"<{identifier}@{target.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no answer from someone's holiday notice
    # quoted-printable: seven bits and short lines, whatever the server
    message.set_content(stored.text, cte="quoted-printable")
    message.add_alternative(mail_html(stored), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{identifier}")  # quoted-printable text never holds "=_"
    return message


def mail_html(stored: StoredBrief) -> str:
    """The HTML part: the brief's Markdown with its style on each element, as mail readers need it."""
    import css_inline

    page = _template().render(title=one_line(stored.title), body=Markup(markdown_html(stored.markdown)))
    return str(css_inline.inline(page, load_remote_stylesheets=False))


def delivery_id(stored: StoredBrief, key: str) -> str:
    """An identifier that is the same at every try to bring this brief to this target."""
    told = f"{stored.date.isoformat()}\n{stored.made.isoformat()}\n{key}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


@cache
def _template() -> Template:
    source = files("summarizer.deliver") / "mail.html.jinja"
    return Environment(autoescape=True).from_string(source.read_text(encoding="utf-8"))


def _login(target: EmailDelivery, environment: Mapping[str, str]) -> tuple[str, str] | None:
    if target.user_env is None or target.password_env is None:
        return None
    user, password = (
        secret(name, environment, target.key) for name in (target.user_env, target.password_env)
    )
    return user.get_secret_value(), password.get_secret_value()


def _transfer(
    message: bytes, target: EmailDelivery, login: tuple[str, str] | None, handing_over: Callable[[], None]
) -> None:
    server = _connected(target)
    try:
        server.ehlo_or_helo_if_needed()
        if target.security == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if login:
            server.login(*login)
        _answered(server.mail(target.sender))
        for recipient in target.recipients:
            _answered(server.rcpt(recipient), recipient)
        handing_over()
        _answered(server.data(message))
    finally:
        # once the message is accepted nothing that happens here may make it look refused
        with contextlib.suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _connected(target: EmailDelivery) -> smtplib.SMTP:
    if target.security == "tls":
        return smtplib.SMTP_SSL(
            target.host, target.port, timeout=target.timeout, context=ssl.create_default_context()
        )
    return smtplib.SMTP(target.host, target.port, timeout=target.timeout)


def _answered(reply: tuple[int, bytes], recipient: str = "") -> None:
    code, told = reply
    if not 200 <= code < 300:
        about = f" ({recipient})" if recipient else ""
        raise smtplib.SMTPResponseException(code, told.decode("utf-8", "replace") + about)


def _fault(
    error: Exception, target: EmailDelivery, login: tuple[str, str] | None, sent: bool
) -> DeliveryError:
    """What went wrong, in one line without the login, and whether waiting can help."""
    why = f"{target.host}:{target.port}: {hidden(one_line(_why(error, target)), login or ())}"
    if isinstance(error, smtplib.SMTPResponseException):
        return DeliveryError(target.key, why, retry=400 <= error.smtp_code < 500)
    if isinstance(error, (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError)):
        return DeliveryError(target.key, why, retry=False)
    if sent:
        return DeliveryError(target.key, f"{why}; the message may have arrived", retry=False, unknown=True)
    return DeliveryError(target.key, why, retry=True)


def _why(error: Exception, target: EmailDelivery) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"refuses the login ({error.smtp_code}); see ${target.user_env} and ${target.password_env}"
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return f"{error.smtp_code} {told if isinstance(told, str) else told.decode('utf-8', 'replace')}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__
