"""``summarizer archive``: the briefs of the days before."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.options import config_option, load_settings
from summarizer.cli.output import write_output
from summarizer.errors import ArchiveError

if TYPE_CHECKING:
    from summarizer.archive import Archive

FORMATS = ("markdown", "html", "json", "text")


@click.group()
def archive() -> None:
    """Show, search and export the briefs that were made."""


@archive.command("list")
@config_option
def list_briefs(config: Path | None) -> None:
    """List the briefs, a line each: day, statements, title, and where they went."""
    with _opened(config) as opened:
        for brief in opened.briefs():
            states = [
                f"{d.target} {d.state}" for d in opened.deliveries(brief.date) if d.revision == brief.revision
            ]
            statements = sum(len(section["statements"]) for section in brief.json["sections"])
            click.echo("\t".join([str(brief.date), str(statements), brief.title, "; ".join(states)]))


@archive.command()
@click.argument("day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]))
@config_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="markdown", show_default=True)
def show(day: datetime, config: Path | None, form: str) -> None:
    """Print the brief of a day as it was made."""
    with _opened(config) as opened:
        brief = opened.brief(day.date())
    if brief is None:
        raise ArchiveError(
            f"archive: {day.date()}: no brief of that day; `summarizer archive list` names those there are"
        )
    forms = {"markdown": brief.markdown, "html": brief.html, "text": brief.text, "json": _json(brief.json)}
    write_output(forms[form], None)


@archive.command()
@click.argument("words", nargs=-1, required=True)
@config_option
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
def search(words: tuple[str, ...], config: Path | None, limit: int) -> None:
    """Find statements that hold all of WORDS, in their text or in the passages they cite."""
    with _opened(config) as opened:
        for found in opened.search(" ".join(words), limit):
            click.echo(f"{found.date}\t{found.section}\t{found.text}")


@archive.command()
@config_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to a file, at once or not at all."
)
def export(config: Path | None, output: Path | None) -> None:
    """Print all briefs as JSON Lines, a day a line, each as `digest --format json` has it."""
    with _opened(config) as opened:
        lines = [json.dumps(brief.json, ensure_ascii=False) + "\n" for brief in opened.briefs()]
    write_output("".join(lines), output)


def _opened(config: Path | None) -> Archive:
    """The archive of the settings.

    Raises:
        ArchiveError: there is none yet.
    """
    from summarizer.archive import Archive, archive_path

    path = archive_path(load_settings(config).daily.archive, os.environ)
    if not path.exists():
        raise ArchiveError(f"archive: {path}: not there yet; `summarizer daily` makes it")
    return Archive.open(path)


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
