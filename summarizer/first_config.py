"""The text of a first settings file, made of three answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import yaml
from pydantic import ValidationError

from summarizer.config import SUFFIXES, Config, default_config_path, faults, is_address
from summarizer.errors import ConfigError

_SECRETS = (
    "# (what to log in with stands in the environment variables that are named here, never in this file)\n"
)


def first_config(
    sources: Sequence[str], at: str, time_zone: str, targets: Sequence[str], archive: str
) -> str:
    """Settings for a daily brief of the conflict desk, with comments.

    Args:
        sources: addresses of feeds, OPML files, JSON Lines files, folders.
        at: time of day, as in ``06:30``.
        time_zone: as in ``Europe/Kyiv``.
        targets: mail addresses, files (by their endings) and folders for pages.
        archive: file of the desk's archive, counted from the settings.

    Raises:
        ConfigError: an answer that settings cannot hold.
    """
    parts: dict[str, Any] = {
        "sources": [{"kind": _source_kind(source), "at": source} for source in sources],
        "daily": {"time_zone": time_zone, "archive": archive},
        "schedule": {"at": at},
        "deliver": [_target(place) for place in targets],
    }
    try:
        Config.model_validate(parts)
    except ValidationError as error:
        raise ConfigError(f"init: {faults(error)}") from None
    desk = default_config_path().read_text(encoding="utf-8")
    desk = "".join(line for line in desk.splitlines(keepends=True) if not line.startswith("#"))
    told = {
        key: yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False) for key, value in parts.items()
    }
    secrets = _SECRETS if "password_env" in told["deliver"] else ""
    return (
        "# A daily brief: summarizer daily. Every setting and its default: summarizer/config.py.\n"
        f"{desk}\n"
        "# where the news comes from; `summarizer sources check` tries each one\n"
        f"{told['sources']}\n"
        "# a day is from midnight to midnight in this time zone; the archive keeps what this desk has told\n"
        f"{told['daily']}\n"
        "# `summarizer schedule` keeps to this time; `summarizer schedule install` has the machine do it\n"
        f"{told['schedule']}\n"
        f"# where the brief goes\n{secrets}"
        f"{told['deliver']}"
    )


def missing_sources(sources: Sequence[str], folder: Path) -> list[str]:
    """Those that are files or folders, counted from ``folder``, and not there."""
    places = [source for source in sources if not is_address(source)]
    return [place for place in places if not (folder / Path(place).expanduser()).exists()]


def _source_kind(at: str) -> str:
    suffix = PurePath(at).suffix.lower()
    if suffix == ".opml":
        return "opml"
    if is_address(at):
        return "feed"
    return "jsonl" if suffix == ".jsonl" else "folder"


def _target(place: str) -> dict[str, Any]:
    if PurePath(place).suffix in SUFFIXES:
        return {"to": "file", "path": place}
    if "@" in place:
        host = place.rpartition("@")[2]
        return {"to": "email", "host": f"smtp.{host}", "sender": place, "recipients": [place],
                "user_env": "SMTP_USER", "password_env": "SMTP_PASSWORD"}  # fmt: skip
    return {"to": "site", "folder": place}
