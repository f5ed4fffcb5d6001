"""summarizer sources: which of the configured sources work, and feeds out of another reader's list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.options import config_option, load_settings
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.sources.collect import SourceReport

TRIED = 3  # items of a feed whose pages are read to see whether they can be
SOME_FAIL = 3  # exit code: there is something to read, but not everything


@click.group()
def sources() -> None:
    """Check the sources of the daily brief; import feeds."""


@sources.command()
@config_option
@click.pass_context
def check(ctx: click.Context, config: Path | None) -> None:
    """Ask every configured source, and say which work.

    Of each feed the three newest items are read. Exit code: 0 all work, 3 some do not, 1 none does.
    """
    from summarizer.sources.collect import collect
    from summarizer.sources.fetch import MemoryCache

    settings = load_settings(config)
    if not settings.sources:
        raise ConfigError(
            "config: no sources; list some under “sources:” (summarizer sources import prints feeds)"
        )
    tried = [source.model_copy(update={"max_items": TRIED}) for source in settings.sources]
    found = collect(tried, settings.fetch, cache=MemoryCache(), now=datetime.now(UTC))
    for report in found.reports:
        click.echo(_line(report))
    for note in found.notes:
        click.echo(note, err=True)
    ctx.exit(_exit_code(found.reports))


@sources.command("import")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE.opml")
def import_(path: Path) -> None:
    """Print the feeds of an OPML file as YAML, for the settings.

    Feed readers export OPML.
    """
    import yaml

    from summarizer.sources.collect import read_opml

    feeds = [{"kind": feed.kind, "name": feed.name, "at": feed.at} for feed in read_opml(path)]
    click.echo(yaml.safe_dump({"sources": feeds}, allow_unicode=True, sort_keys=False, width=1000), nl=False)


def _line(report: SourceReport) -> str:
    status = "ok" if not report.why else "partly" if report.documents else "failed"
    newest = f", newest {report.newest:%Y-%m-%d %H:%M} UTC" if report.newest else ""
    counted = f"{report.items} {'item' if report.items == 1 else 'items'}{newest}"
    items = "" if report.why and not report.items else counted
    return f"{status:<8}{report.name}: {'; '.join(filter(None, (items, report.why)))}"


def _exit_code(reports: Sequence[SourceReport]) -> int:
    if not any(report.why for report in reports):
        return 0
    return SOME_FAIL if any(report.documents or not report.why for report in reports) else 1
