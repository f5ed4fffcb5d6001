"""The command line: parse, call, print. Heavy imports wait until a command needs them."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer import __version__
from summarizer.errors import NoDocumentsError, SummarizerError

if TYPE_CHECKING:
    from summarizer.config import Config
    from summarizer.evaluate import Writer
    from summarizer.types import Document

FORMATS = ("markdown", "html", "json", "text")
PATIENCE = 1.0  # seconds of silence before progress is shown


class _Group(click.Group):
    """Turns this package's own errors into one line and an exit code; bugs keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SummarizerError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # the reader went away (as `head` does): nobody is left to tell
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="summarizer")
def main() -> None:
    """Many news documents in, one short cited brief out."""


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="[PATH | -]...")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Settings (YAML). Default: $SUMMARIZER_CONFIG, ./summarizer.yaml, the user's, the conflict desk.",
)
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

    settings = _settings(config, max_words, model)
    with _Progress(quiet, verbose) as progress:
        documents, skipped = read_documents(
            paths, sys.stdin.buffer, lambda done, total: progress("read", done, total)
        )
        if not quiet:
            progress.clear()
            for item in skipped:
                click.echo(f"Skipped {item.where}: {item.why}", err=True)
        if not documents:
            raise NoDocumentsError("documents: none could be used; give files or folders of news articles")
        progress("load model", 0, 1)
        from summarizer.models import load_model

        pipeline = Pipeline(load_model(settings.model, settings.summarize), settings)
        day_of_brief = day.date() if day else _latest_day(documents)
        brief = pipeline.run(documents, date=day_of_brief, title=title, skipped=skipped, progress=progress)
    _write(render(brief, form), output)


@main.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("clusters", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--briefs",
    type=click.Path(exists=True, path_type=Path),
    help="Score these briefs (NAME.json of `digest --format json`) and make none.",
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings (YAML), found as digest does.")
@click.option("--max-words", type=click.IntRange(min=20), help="Length of the briefs. Default: 300.")
@click.option("--model", help="lead, a folder of a seq2seq checkpoint, or its name.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def evaluate(
    gold: Path,
    clusters: Path,
    briefs: Path | None,
    config: Path | None,
    max_words: int | None,
    model: str | None,
    form: str,
) -> None:
    """Score briefs against gold: what they carry, where, with what citation, what is wrong.

    GOLD and CLUSTERS are folders of NAME.json (or one file each): the facts that a brief should
    carry, and the documents. Each cluster that has gold is made into a brief and scored.
    """
    from summarizer.evaluate import evaluate, format_evaluation

    if briefs and (config or max_words or model):
        raise click.UsageError("--briefs scores what is there; --config, --max-words and --model make briefs")
    with _Progress(quiet=False, verbose=False) as progress:
        write = _reader(briefs) if briefs else _writer(_settings(config, max_words, model))
        scored = evaluate(gold, clusters, write, lambda done, total: progress("evaluate", done, total))
    for item in scored.skipped:
        click.echo(f"Skipped {item.where}: {item.why}", err=True)
    if scored.rows:
        click.echo(format_evaluation(scored, form), nl=False)
    if scored.skipped or not scored.rows:
        raise click.exceptions.Exit(1)


def _reader(briefs: Path) -> Writer:
    from summarizer.evaluate import load_brief

    return lambda cluster: load_brief(briefs / f"{cluster.name}.json" if briefs.is_dir() else briefs)


def _writer(settings: Config) -> Writer:
    """Makes the brief of a cluster, as ``digest --format json`` prints it."""
    import json

    from summarizer.models import load_model
    from summarizer.pipeline import Pipeline
    from summarizer.render import render

    pipeline = Pipeline(load_model(settings.model, settings.summarize), settings)
    return lambda cluster: json.loads(
        render(pipeline.run(cluster.documents, date=cluster.date), "json")
    )


def _settings(path: Path | None, max_words: int | None, model: str | None) -> Config:
    from summarizer.config import find_config, load_config

    settings = load_config(path or find_config(os.environ))
    if max_words is not None:
        settings = settings.model_copy(
            update={"merge": settings.merge.model_copy(update={"max_words": max_words})}
        )
    return settings if model is None else settings.model_copy(update={"model": model})


def _latest_day(documents: Sequence[Document]) -> date:
    """The day of the latest document that is not dated after today; today where none is dated."""
    today = datetime.now(UTC).date()
    days = [d.published.date() for d in documents if d.published and d.published.date() <= today]
    return max(days, default=today)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        # the brief may hold any character, whatever the terminal's encoding
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise SummarizerError(f"output: {output}: cannot be written: {error.strerror or error}") from error


class _Progress:
    """One line on stderr, from the first second of waiting on; a line a stage with ``verbose``."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._tty = sys.stderr.isatty()
        self._began = self._shown = self._stage_began = time.monotonic()
        self._stage = ""
        self._width = 0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        self._tell_stage()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._tell_stage()
            self._stage, self._stage_began = stage, now
        if self._quiet or now - self._began < PATIENCE:
            return
        if self._tty:
            line = f"{stage} {done}/{total}" if total > 1 else f"{stage} ..."
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._width = len(line)
        elif not self._verbose and now - self._shown >= 10 * PATIENCE:
            click.echo(f"{stage} {done}/{total}", err=True)
            self._shown = now

    def clear(self) -> None:
        """Take the line away, so that what is printed next stands alone."""
        if self._tty and self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0

    def _tell_stage(self) -> None:
        if self._verbose and not self._quiet and self._stage:
            self.clear()
            click.echo(f"{self._stage}: {time.monotonic() - self._stage_began:.2f} s", err=True)
        self._stage = ""
