"""summarizer digest: a brief of files, folders and standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.options import config_option, load_settings
from summarizer.cli.output import write_output
from summarizer.cli.progress import Progress
from summarizer.errors import NoDocumentsError

if TYPE_CHECKING:
    from summarizer.types import Document

FORMATS = ("markdown", "html", "json", "text")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="[PATH | -]...")
@config_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="markdown", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to a file, at once or not at all."
)
@click.option("--max-words", type=click.IntRange(min=20), help="Length of the brief. Default: 300.")
@click.option("--model", help="lead, a folder of a seq2seq checkpoint, or its name. Default: lead.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the brief. Default: the latest document's.",
)
@click.option("--title", help="Headline of the brief.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes, only errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what each stage did and how long it took.")
def digest(
    paths: tuple[str, ...],
    config: Path | None,
    form: str,
    output: Path | None,
    max_words: int | None,
    model: str | None,
    day: datetime | None,
    title: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a brief of news documents.

    PATH is a file (.txt .md .html .json .jsonl .pdf .docx), a folder, or - for standard input.
    """
    from summarizer.pipeline import Pipeline
    from summarizer.render import render
    from summarizer.sources.files import read_documents
    from summarizer.types import notes_of

    settings = load_settings(config, max_words, model)
    with Progress(quiet, verbose) as progress:
        documents, skipped = read_documents(
            paths, sys.stdin.buffer, lambda done, total: progress("read", done, total)
        )
        if not quiet or not documents:  # where nothing is left, why is the error
            progress.clear()
            for item in skipped:
                click.echo(f"Skipped {item.where}: {item.why}", err=True)
        if not quiet:
            for note in notes_of(documents):
                click.echo(note, err=True)
        if not documents:
            raise NoDocumentsError("documents: none could be used; give files or folders of news articles")
        progress("load model", 0, 1)
        from summarizer.models import load_model

        pipeline = Pipeline(load_model(settings.model, settings.summarize), settings)
        day_of_brief = day.date() if day else _latest_day(documents)
        brief = pipeline.run(documents, date=day_of_brief, title=title, skipped=skipped, progress=progress)
    write_output(render(brief, form), output)


def _latest_day(documents: Sequence[Document]) -> date:
    """The day of the latest document that is not dated after today; today where none is dated."""
    today = datetime.now(UTC).date()
    days = [d.published.date() for d in documents if d.published and d.published.date() <= today]
    return max(days, default=today)
