"""Measure a model on the passages and fusion sets held out from training.

    python -m summarizer.training.evaluate MODEL DATA_DIR [--write] [KEY=VALUE ...]

KEY=VALUE are settings of ``summarize`` (``num_beams=4``, ``faithful=false``). Printed for the model and
for extractive peers: ROUGE-1/2/L (F1, Lin 2004, with stemming), the share of names and of numbers that the
source holds before any check, the share of sentences that ``verify`` accepts, words out for words in,
seconds a text. ``--write`` puts the table into the model card beside the weights. Needs rouge-score.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from summarizer import facts
from summarizer.config import SummarizeSettings, VerifySettings
from summarizer.errors import ConfigError
from summarizer.models import load_model
from summarizer.models.checkpoint import find_checkpoint
from summarizer.models.selection import most_salient
from summarizer.text import paragraphs, sentences
from summarizer.training.command import require, run_command
from summarizer.training.prepare import read_rows
from summarizer.training.settings import setting_faults
from summarizer.types import Chunk, Document, Passage
from summarizer.verify import check_against, chunk_sentences

COLUMNS = ("rouge1", "rouge2", "rougeL", "names", "numbers", "accepted", "compression", "seconds")
BATCH, MAX_WORDS = 8, 60
Summarize = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True)
class DevSet:
    """Sources with the summaries that were written for them."""

    name: str
    sources: tuple[str, ...]
    wanted: tuple[str, ...]


def dev_sets(data: Path) -> tuple[DevSet, DevSet]:
    """The passages with something to report, and the largest groups of statements of several outlets."""
    passages = [r for r in read_rows(data / "passages.jsonl.xz") if r["split"] == "dev" and r["summary"]]
    fusions = [r for r in read_rows(data / "fusion.jsonl.xz") if r["split"] == "dev"]
    groups = [[r["sentences"][i]["text"] for i in max(r["groups"], key=len)] for r in fusions]
    return (
        DevSet(
            "passages",
            tuple(r["text"] for r in passages),
            tuple(" ".join(s["text"] for s in r["summary"]) for r in passages),
        ),
        DevSet("fusion", tuple(" ".join(g) for g in groups), tuple(r["fused"] for r in fusions)),
    )


def measure(summarize: Summarize, dev: DevSet) -> dict[str, float]:
    """COLUMNS of the summaries that ``summarize`` makes of a dev set: means."""
    started = time.perf_counter()
    written = [
        text for at in range(0, len(dev.sources), BATCH) for text in summarize(dev.sources[at : at + BATCH])
    ]
    seconds = (time.perf_counter() - started) / len(dev.sources)
    told = [(t[a:b], source) for t, source in zip(written, dev.sources, strict=True) for a, b in sentences(t)]
    words_in = sum(len(source.split()) for source in dev.sources)
    return {
        **_rouge(written, dev.wanted),
        "names": _share([_holds_name(name, source) for t, source in told for name in facts.names(t)]),
        "numbers": _share([_holds_number(n, source) for t, source in told for n in facts.numbers(t)]),
        "accepted": _share([_accepted(t, source) for t, source in told]),
        "compression": sum(len(t.split()) for t in written) / words_in,
        "seconds": seconds,
    }


def _rouge(written: Sequence[str], wanted: Sequence[str]) -> dict[str, float]:
    from rouge_score.rouge_scorer import RougeScorer

    names = ["rouge1", "rouge2", "rougeL"]
    scorer = RougeScorer(names, use_stemmer=True)
    scores = [scorer.score(gold, text) for gold, text in zip(wanted, written, strict=True)]
    return {name: sum(s[name].fmeasure for s in scores) / len(scores) for name in names}


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def _holds_name(name: str, source: str) -> bool:
    return name.lower().removesuffix("'s") in source.lower().replace("’", "'")


def _holds_number(number: facts.Number, source: str) -> bool:
    return any(number.value == other.value for other in facts.numbers(source))


def _accepted(text: str, source: str) -> bool:
    """Whether ``verify`` takes the sentence."""
    document = Document("source", source)
    whole = Chunk(tuple(Passage(document, a, b) for a, b in paragraphs(source)))
    return check_against(text, chunk_sentences(whole), VerifySettings())[0].reason is None


def lead_2(texts: Sequence[str]) -> list[str]:
    """The first two sentences of each text."""
    return [text[: spans[min(1, len(spans) - 1)][1]] for text in texts if (spans := sentences(text))]


def salient_2(texts: Sequence[str]) -> list[str]:
    """The two sentences of each text that sound most like what editors report."""
    return [" ".join(most_salient(text, 2)) for text in texts]


def table(rows: Sequence[tuple[str, dict[str, float]]]) -> str:
    """A Markdown table, a row a model and dev set."""
    lines = [f"| | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    lines += [f"| {name} | {' | '.join(f'{row[c]:.3f}' for c in COLUMNS)} |" for name, row in rows]
    return "\n".join(lines)


def write_card(card: Path, text: str) -> None:
    """Put the table between the marks ``<!-- figures -->`` and ``<!-- /figures -->`` of a model card."""
    old = card.read_text(encoding="utf-8")
    new = re.sub(
        r"(<!-- figures -->\n).*?(<!-- /figures -->)", lambda m: f"{m[1]}{text}\n{m[2]}", old, flags=re.S
    )
    card.write_text(new, encoding="utf-8")


def _settings(changed: Mapping[str, Any]) -> SummarizeSettings:
    try:
        return SummarizeSettings.model_validate(changed)
    except ValidationError as error:
        raise ConfigError(
            f"training: {setting_faults(error)}; give settings of summarize, as num_beams=4"
        ) from error


def main(arguments: Sequence[str]) -> None:
    """MODEL DATA_DIR [--write] [KEY=VALUE ...]"""
    model_name, data, *options = arguments
    require(Path(data), "passages.jsonl.xz", "fusion.jsonl.xz")
    given = [option.partition("=") for option in options if option != "--write"]
    changed = {key: yaml.safe_load(value) for key, _, value in given}
    model = load_model(model_name, _settings(changed))
    rows = []
    for dev in dev_sets(Path(data)):
        peers: list[tuple[str, Summarize]] = [("lead-2", lead_2), ("salient-2", salient_2)]
        for name, summarize in [*peers, (model.name, lambda texts: model.summarize(texts, MAX_WORDS))]:
            rows.append((f"{dev.name} ({len(dev.sources)}): {name}", measure(summarize, dev)))
    print(table(rows))
    if "--write" in options:
        write_card(find_checkpoint(model_name).folder / "README.md", table(rows))


if __name__ == "__main__":
    run_command(main, 2)
