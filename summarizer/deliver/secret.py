"""Secrets: looked up in the environment when they are needed, and taken out of whatever is told."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping

from pydantic import SecretStr

from summarizer.errors import DeliveryError


def secret(name: str, environment: Mapping[str, str], target: str) -> SecretStr:
    """The value of an environment variable, wrapped so that printing it shows nothing.

    Raises:
        DeliveryError: the variable is not set, or is empty.
    """
    value = environment.get(name, "").strip()
    if not value:
        raise DeliveryError(target, f"the environment variable {name} is not set", retry=False)
    return SecretStr(value)


def hidden(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets, as they are and as mail servers are sent them (Base64)."""
    for value in secrets:
        for form in (value, b64encode(value.encode()).decode()):
            text = text.replace(form, "***")
    return text
