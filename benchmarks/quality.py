"""Briefs side by side with those of its peers, scored against gold at the same length.

    python benchmarks/quality.py                             the invented clusters in tests/data
    python benchmarks/quality.py GOLD CLUSTERS [--max-words 300] [--model MODEL] [--config FILE]

The peers choose whole sentences of all documents until the words are spent: ``lead`` takes the
first sentences of each document in turn; LexRank, TextRank, Luhn, LSA and SumBasic are sumy's.
They read our sentence tokenizer's sentences (nltk's has to be downloaded) and know no sections,
so ``section`` and ``cited`` tell nothing of them and are left out. ROUGE is F1 with stemming
against the gold's brief, where it has one. Needs ``pip install '.[benchmark]'``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from summarizer.config import load_config
from summarizer.evaluate import COLUMNS, Cluster, Writer, evaluate, format_table, load_gold
from summarizer.models import load_model
from summarizer.pipeline import Pipeline
from summarizer.render import render
from summarizer.text import STOP_WORDS, WORD, paragraphs, sentences

ROOT = Path(__file__).resolve().parent.parent
PEERS = {
    "LexRank": LexRankSummarizer,
    "TextRank": TextRankSummarizer,
    "Luhn": LuhnSummarizer,
    "LSA": LsaSummarizer,
    "SumBasic": SumBasicSummarizer,
}
ROUGE = ("rouge1", "rouge2", "rougeLsum")
OF_SECTIONS = ("section", "cited")  # columns that tell nothing of a brief without sections or citations
FEWEST_WORDS = 5  # of a sentence that a peer may take


class OurTokenizer:
    """What sumy asks of a tokenizer, by this package's own sentences and words."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a paragraph."""
        return tuple(text[start:end] for start, end in sentences(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence."""
        return tuple(WORD.findall(text))


def ours(model: str | None, config: Path | None, max_words: int) -> Writer:
    """Makes the brief that ``summarizer digest`` makes."""
    settings = load_config(config)
    settings = settings.model_copy(
        update={
            "model": model or settings.model,
            "merge": settings.merge.model_copy(update={"max_words": max_words}),
        }
    )
    pipeline = Pipeline(load_model(settings.model, settings.summarize), settings)

    def write(cluster: Cluster) -> Mapping[str, Any]:
        brief: dict[str, Any] = json.loads(render(pipeline.run(cluster.documents, date=cluster.date), "json"))
        return brief

    return write


def lead(max_words: int) -> Writer:
    """The first sentence of each document, then the second of each, and so on."""
    return lambda cluster: _brief(
        (s for s in chain(*zip_longest(*(_sentences(d.text) for d in cluster.documents))) if s), max_words
    )


def peer(summarizer: type, max_words: int) -> Writer:
    """A summarizer of sumy over all documents; its sentences are taken best first, as long as they fit."""

    def write(cluster: Cluster) -> dict[str, Any]:
        tokenizer = OurTokenizer()
        document = ObjectDocumentModel(
            [
                Paragraph([Sentence(s, tokenizer) for s in _sentences(d.text[start:end])])
                for d in cluster.documents
                for start, end in paragraphs(d.text)
            ]
        )
        made = summarizer(Stemmer("english"))
        made.stop_words = STOP_WORDS
        # where a count is expected, sumy also takes what chooses among all sentences, best first
        return _brief(map(str, made(document, lambda ranked: _fitting(ranked, max_words))), max_words)

    return write


def _fitting(ranked: Iterable[Any], max_words: int) -> list[Any]:
    """The sentences of a ranking that fit into ``max_words`` one after the other, none twice."""
    taken: dict[str, Any] = {}
    left = max_words
    for item in ranked:
        words = len(str(item.sentence).split())
        if words <= left and str(item.sentence) not in taken:
            taken[str(item.sentence)] = item
            left -= words
    return list(taken.values())


def _sentences(text: str) -> list[str]:
    found = [text[start:end] for start, end in sentences(text)]
    return [s for s in found if len(s.split()) >= FEWEST_WORDS]


def _brief(ranked: Iterable[str], max_words: int) -> dict[str, Any]:
    """Sentences in the order given as long as they fit, as a brief of one section."""
    taken: list[str] = []
    left = max_words
    for sentence in ranked:
        words = len(sentence.split())
        if words <= left:
            taken.append(sentence)
            left -= words
    return {"sections": [{"name": "all", "statements": [{"text": s, "evidence": []} for s in taken]}]}


def compare(gold: Path, clusters: Path, writers: Mapping[str, Writer]) -> dict[str, dict[str, float]]:
    """The mean scores of each writer over the clusters, ROUGE with them."""
    rows: dict[str, dict[str, float]] = {}
    for name, write in writers.items():
        briefs: dict[str, Mapping[str, Any]] = {}
        scored = evaluate(gold, clusters, _remembering(write, briefs))
        for item in scored.skipped:
            print(f"Skipped {item.where}: {item.why}")
        rows[name] = scored.mean | _rouge(gold, briefs)
        if name != "summarizer":
            rows[name] |= dict.fromkeys(OF_SECTIONS, float("nan"))
    return rows


def _remembering(write: Writer, briefs: dict[str, Mapping[str, Any]]) -> Writer:
    def remember(cluster: Cluster) -> Mapping[str, Any]:
        briefs[cluster.name] = write(cluster)
        return briefs[cluster.name]

    return remember


def _rouge(gold: Path, briefs: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    scorer = RougeScorer(list(ROUGE), use_stemmer=True)
    found = []
    for name, brief in briefs.items():
        reference = load_gold(gold / f"{name}.json" if gold.is_dir() else gold).get("brief")
        if reference:
            told = [c["text"] for section in brief["sections"] for c in section["statements"]]
            expected = "\n".join(chain(*reference.values()))
            found.append(scorer.score(expected, "\n".join(told)))
    return {r: sum(f[r].fmeasure for f in found) / len(found) if found else float("nan") for r in ROUGE}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Briefs side by side with those of peers.")
    parser.add_argument("gold", nargs="?", type=Path, default=ROOT / "tests" / "data" / "gold")
    parser.add_argument("clusters", nargs="?", type=Path, default=ROOT / "tests" / "data" / "clusters")
    parser.add_argument("--max-words", type=int, default=300)
    parser.add_argument("--model")
    parser.add_argument("--config", type=Path)
    a = parser.parse_args(arguments)
    writers = {"summarizer": ours(a.model, a.config, a.max_words), "lead": lead(a.max_words)}
    writers |= {name: peer(summarizer, a.max_words) for name, summarizer in PEERS.items()}
    columns = [c for c in COLUMNS if c != "words"] + list(ROUGE)
    print(format_table(compare(a.gold, a.clusters, writers), columns), end="")


if __name__ == "__main__":
    main()
