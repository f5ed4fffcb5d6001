"""``summarizer daily``: today's brief, once."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from summarizer.cli.options import config_option, load_settings
from summarizer.cli.output import write_output
from summarizer.cli.progress import Progress


@click.command()
@config_option
@click.option("--force", is_flag=True, help="Make today's brief again, as its next revision.")
@click.option("--since-last", is_flag=True, help="Read all that was published since the last brief.")
@click.option("--resend", is_flag=True, help="Send again what may have arrived and may not.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes, only errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what each stage did and how long it took.")
@click.pass_context
def daily(
    context: click.Context,
    config: Path | None,
    force: bool,
    since_last: bool,
    resend: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make today's brief from the sources in the settings and deliver it, once.

    A second run on the same day makes no second brief; a run that died is taken up. Without a place to
    deliver to, the brief is printed. Exit codes: 0 complete, 1 failed, 2 usage, 3 made but sources
    missing, 4 nothing new.
    """
    from summarizer.archive import Archive, archive_path
    from summarizer.daily import COMPLETE, FAILED, SOURCES_MISSING, run_daily
    from summarizer.models import load_model

    settings = load_settings(config)
    path = archive_path(settings.daily.archive, os.environ)
    with Archive.open(path) as archive, Progress(quiet, verbose) as progress:
        outcome = run_daily(
            settings,
            archive,
            now=datetime.now(UTC),
            environment=os.environ,
            load_model=lambda: load_model(settings.model, settings.summarize),
            wait=time.sleep,
            force=force,
            since_last=since_last,
            resend=resend,
            progress=progress,
        )
        progress.clear()
        for line in outcome.lines if not quiet or outcome.exit_code == FAILED else ():
            click.echo(line, err=True)
    if outcome.brief and not settings.targets and outcome.exit_code in (COMPLETE, SOURCES_MISSING):
        write_output(outcome.brief.markdown, None)
    context.exit(outcome.exit_code)
