"""Options that several commands take, and the settings they lead to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from summarizer.config import Config

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Settings (YAML). Default: $SUMMARIZER_CONFIG, ./summarizer.yaml, the user's, the conflict desk.",
)


def load_settings(path: Path | None, max_words: int | None = None, model: str | None = None) -> Config:
    """The settings in ``path``, or in the first place where they are looked for; options win over them."""
    from summarizer.config import find_config, load_config

    settings = load_config(path or find_config(os.environ))
    if max_words is not None:
        settings = settings.model_copy(
            update={"merge": settings.merge.model_copy(update={"max_words": max_words})}
        )
    return settings if model is None else settings.model_copy(update={"model": model})
