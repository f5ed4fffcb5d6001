"""summarizer evaluate: scores of briefs against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.options import config_option, load_settings
from summarizer.cli.output import write_output
from summarizer.cli.progress import Progress

if TYPE_CHECKING:
    from summarizer.config import Config
    from summarizer.evaluate import Writer


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("clusters", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--briefs",
    type=click.Path(exists=True, path_type=Path),
    help="Score these briefs (NAME.json of `digest --format json`) and make none.",
)
@config_option
@click.option("--max-words", type=click.IntRange(min=20), help="Length of the briefs. Default: 300.")
@click.option("--model", help="lead, a folder of a seq2seq checkpoint, or its name. Default: the settings'.")
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
    """Score briefs against gold: what they carry, where, how cited, and what is wrong.

    GOLD and CLUSTERS are folders of NAME.json, or one file each: the facts that a brief should
    carry, and the documents. Each cluster that has gold is made into a brief and scored.
    """
    from summarizer.evaluate import evaluate, format_evaluation

    if briefs and (config or max_words or model):
        raise click.UsageError("--briefs scores what is there; --config, --max-words and --model make briefs")
    write = _reader(briefs) if briefs else _writer(load_settings(config, max_words, model))
    with Progress(quiet=False, verbose=False) as progress:
        scored = evaluate(gold, clusters, write, lambda done, total: progress("evaluate", done, total))
    for item in scored.skipped:
        click.echo(f"Skipped {item.where}: {item.why}", err=True)
    if scored.rows:
        write_output(format_evaluation(scored, form), None)
    if scored.skipped:
        raise click.exceptions.Exit(1)


def _reader(briefs: Path) -> Writer:
    from summarizer.evaluate import load_brief

    return lambda cluster: load_brief(briefs / f"{cluster.name}.json" if briefs.is_dir() else briefs)


def _writer(settings: Config) -> Writer:
    """Makes the brief of a cluster, as ``digest --format json`` prints it."""
    from summarizer.models import load_model
    from summarizer.pipeline import Pipeline
    from summarizer.render import render

    pipeline = Pipeline(load_model(settings.model, settings.summarize), settings)
    return lambda cluster: json.loads(render(pipeline.run(cluster.documents, date=cluster.date), "json"))
