"""A brief as JSON to a webhook, through the same guard as everything that is fetched."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

import httpcore2

from summarizer.archive import StoredBrief
from summarizer.config import FetchSettings, WebhookDelivery
from summarizer.deliver.mail import delivery_id
from summarizer.deliver.markup import chat_text
from summarizer.deliver.secret import hidden, secret
from summarizer.errors import DeliveryError, SourceError
from summarizer.render.record import one_line
from summarizer.sources.fetch import CheckedBackend, look_up, ssl_context

LIMIT = 39_000  # characters; Slack cuts a message at 40,000
# a definite no that need not be the last word; after 502 and 504 the call may have gone through
RETRIED = frozenset({408, 425, 429, 500, 503})
_UNKNOWN = frozenset({502, 504})
_ANSWER = 300  # bytes of an answer that are told


def post_webhook(
    stored: StoredBrief, target: WebhookDelivery, environment: Mapping[str, str], sending: Callable[[], None]
) -> None:
    """Post the brief. No redirect is followed: it would take the brief and the token elsewhere.

    ``sending`` is called right before the request goes out on a connection that stands.

    Raises:
        DeliveryError: a variable is missing or holds no address that may be called, or the call did not
            end with success in time.
    """
    url = secret(target.url_env, environment, target.key).get_secret_value()
    _check(url, target)
    token = secret(target.token_env, environment, target.key).get_secret_value() if target.token_env else ""
    call = _Call(url, _headers(stored, target, token), json.dumps(message(stored)).encode(), sending)
    secrets = [url, urlsplit(url).path, *([token] if token else [])]
    try:
        status, answer = asyncio.run(_within_deadline(call, target))
    except (
        SourceError,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.TimeoutException,
        OSError,
    ) as error:
        # without its context: what a library raises may quote the address
        raise _fault(error, target, secrets, call.sent) from None
    if not 200 <= status < 300:
        why = f"the server answers {status} {hidden(one_line(answer), secrets)}".strip()
        raise DeliveryError(target.key, why, retry=status in RETRIED, unknown=status in _UNKNOWN)


def message(stored: StoredBrief) -> dict[str, str]:
    """What is posted: ``{"text": ...}``, as Slack, Mattermost and Rocket.Chat take it."""
    return {"text": chat_text(stored.markdown, LIMIT)}


class _Call:
    """One request, and whether any of it went out."""

    def __init__(self, url: str, headers: dict[str, str], body: bytes, sending: Callable[[], None]) -> None:
        self.url = url
        self.headers = headers
        self.body = body
        self.sent = False
        self._sending = sending

    async def trace(self, event: str, _: object) -> None:
        """Called by httpcore2 with each step that it takes."""
        if event.endswith("send_request_headers.started") and not self.sent:
            self._sending()
            self.sent = True


def _headers(stored: StoredBrief, target: WebhookDelivery, token: str) -> dict[str, str]:
    found = {
        "Content-Type": "application/json",
        "User-Agent": FetchSettings().user_agent,
        "Idempotency-Key": delivery_id(stored, target.key),
    }
    return found | ({"Authorization": f"Bearer {token}"} if token else {})


def _check(url: str, target: WebhookDelivery) -> None:
    """The address is https, or http where private addresses are allowed; it is not told if it is not."""
    allowed = ("https", "http") if target.allow_private else ("https",)
    try:
        parts = urlsplit(url)
        plain = parts.scheme in allowed and bool(parts.hostname) and url.isascii() and url.isprintable()
        _ = parts.port
    except ValueError:
        plain = False
    if not plain:
        why = f"the environment variable {target.url_env} holds no address that begins with {allowed[0]}://"
        raise DeliveryError(target.key, why, retry=False)


async def _within_deadline(call: _Call, target: WebhookDelivery) -> tuple[int, str]:
    """The status and the beginning of the answer."""
    backend = CheckedBackend(FetchSettings(allow_private=target.allow_private), _resolve)
    async with (
        asyncio.timeout(target.timeout),
        httpcore2.AsyncConnectionPool(ssl_context=ssl_context(), network_backend=backend) as pool,
        pool.stream(
            "POST", call.url, headers=_fields(call), content=call.body, extensions={"trace": call.trace}
        ) as response,
    ):
        if 200 <= response.status < 300:
            return response.status, ""  # it has it, whatever else it says
        return response.status, await _beginning(response)


def _fields(call: _Call) -> dict[bytes | str, bytes | str]:
    fields: dict[bytes | str, bytes | str] = {
        "Host": urlsplit(call.url).netloc.rpartition("@")[2],
        "Content-Length": str(len(call.body)),
    }
    fields.update(call.headers)
    return fields


async def _beginning(response: httpcore2.Response) -> str:
    found = b""
    async for part in response.aiter_stream():
        found += part
        if len(found) >= _ANSWER:
            break
    return found[:_ANSWER].decode("utf-8", "replace")


async def _resolve(host: str, port: int) -> list[str]:
    return await asyncio.to_thread(look_up, host, port)


def _fault(error: Exception, target: WebhookDelivery, secrets: Iterable[str], sent: bool) -> DeliveryError:
    told = (
        "no answer in time"
        if isinstance(error, TimeoutError)
        else one_line(str(error)) or type(error).__name__
    )
    why = hidden(told, secrets)
    if isinstance(error, SourceError):  # the address is not one that may be called
        return DeliveryError(
            target.key, f"{why.replace('fetch.allow_private', 'allow_private')}", retry=False
        )
    if sent:
        return DeliveryError(target.key, f"{why}; the call may have arrived", retry=False, unknown=True)
    return DeliveryError(target.key, why, retry=True)
