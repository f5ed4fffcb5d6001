"""``summarizer init``: a first file of settings for the daily brief."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer.cli.output import write_output
from summarizer.errors import ConfigError


@click.command()
@click.option("--source", "sources", multiple=True, metavar="FEED|FOLDER", help="Again for each one.")
@click.option("--at", help="Time of day, as in 06:30.")
@click.option("--time-zone", help="As in Europe/Kyiv.")
@click.option(
    "--deliver", "targets", multiple=True, metavar="PLACE",
    help="A folder of pages, a file with {date} in its name, or a mail address. Again for each one.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), default="summarizer.yaml", show_default=True)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def init(
    sources: tuple[str, ...],
    at: str | None,
    time_zone: str | None,
    targets: tuple[str, ...],
    output: Path,
    force: bool,
) -> None:
    """Write the first settings of a daily brief.

    Asks where the news comes from, when the brief is made and where it goes; options answer instead.
    """
    from summarizer.first_config import first_config, missing_sources

    if output.exists() and not force:
        raise ConfigError(f"init: {output}: is there already; --force writes over it, -o names another")
    asked = sources or _asked("Feeds (addresses) or folders of articles, with spaces between", "articles")
    if at is None and time_zone is None:
        words = _asked("Every day at, and time zone", f"06:00 {_local_zone()}")
        at, time_zone = words[0], " ".join(words[1:])
    goes_to = targets or _asked("Folder of pages, file with {date} in its name, or mail address", "briefs")
    archive = f"{output.stem}.db"
    text = first_config(asked, at or "06:00", time_zone or _local_zone(), goes_to, archive)
    write_output(text, output)
    click.echo(f"Wrote {output}", err=True)
    for source in missing_sources(asked, output.parent):
        click.echo(f"Warning: {source}: there is no such file or folder yet", err=True)


def _asked(question: str, default: str) -> tuple[str, ...]:
    return tuple(str(click.prompt(question, default=default, err=True)).split())


def _local_zone() -> str:
    """The time zone of this machine, or UTC where it does not say."""
    import os
    from zoneinfo import ZoneInfo

    linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    for name in (os.environ.get("TZ", ""), linked):
        try:
            return ZoneInfo(name).key
        except (ValueError, OSError, LookupError):
            continue
    return "UTC"
