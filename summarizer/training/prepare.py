"""Turn the data into token ids: plain text for stage 1, examples with a source and a target for stage 2.

    python -m summarizer.training.prepare CONFIG DATA_DIR OUT

OUT holds ``spiece.model`` already (``summarizer.training.tokenizer``). Written there: ``text.npz`` (ids,
where sentences and documents start, how central each sentence is) and ``examples.npz`` (for each task
the ids of sources and targets). Only rows with ``split`` train are trained on; dev is measured with.

A target that holds a name, number or quotation that its source lacks would teach to invent, so its
sentence is left out, and an example with no sentence left is dropped (``summarizer.verify``).
"""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.config import VerifySettings
from summarizer.errors import ConfigError
from summarizer.lexical import content_stems
from summarizer.shorten import shorten, shorter_forms
from summarizer.text import sentences
from summarizer.training.command import run_command
from summarizer.training.oracle import oracle
from summarizer.training.settings import TextSettings, TrainConfig, load_train_config
from summarizer.training.tokens import EOS, FUSE, HEADLINE, SUMMARIZE
from summarizer.verify import check_sentence

Row = dict[str, Any]
Example = tuple[str, str]  # source with its prefix, target
_ANY_SUPPORT = VerifySettings(min_support=0.0)  # names, numbers, quotations; wording is free
_NEAR = VerifySettings(min_support=0.6)
_WINDOW = 4  # sentences that a small network is given at once
_LEAD_WORDS = 260  # of an article or cluster that is read for a pair; a chunk is no longer


def prepare(config: TrainConfig, data: Path, out: Path) -> None:
    """Write ``text.npz`` and ``examples.npz``; print how many of each task there are.

    Raises:
        ConfigError: ``out`` holds no ``spiece.model``, or ``data`` no text.
    """
    from sentencepiece import SentencePieceProcessor

    if not (out / "spiece.model").exists():
        raise ConfigError(
            f"training: {out}: holds no spiece.model; run summarizer.training.tokenizer or .pretrained first"
        )
    pieces: Any = SentencePieceProcessor(model_file=str(out / "spiece.model"))
    texts = list(read_texts(config.text, data))
    joined = [{"text": _joined(row)} for row in read_rows(data / "clusters.jsonl.xz")]
    _write_text(pieces, [*texts, *joined], out / "text.npz")
    stored: dict[str, NDArray[Any]] = {}
    for task, examples in _examples(config, data, texts).items():
        print(f"{task}: {len(examples)} examples", flush=True)
        stored |= _encoded(pieces, task, examples)
    np.savez_compressed(out / "examples.npz", **stored)  # type: ignore[arg-type]


def read_rows(path: Path) -> list[Row]:
    """The rows of a file of JSON lines packed with xz; none if there is no such file."""
    if not path.exists():
        return []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_texts(settings: TextSettings, data: Path) -> Iterator[Row]:
    """Documents of plain text, file by file in the order of the patterns.

    Raises:
        ConfigError: no file fits a pattern.
    """
    paths = [path for pattern in settings.files for path in sorted(data.glob(pattern))]
    if not paths:
        raise ConfigError(f"training: {data}: no file is named {' or '.join(settings.files)}; see DATA_DIR")
    given = 0
    for path in dict.fromkeys(paths):
        for row in read_rows(path):
            if given == settings.max_documents:
                return
            given += 1
            yield row


def _joined(cluster: Row) -> str:
    return "\n".join(document["text"] for document in cluster["documents"])


# --- stage 1: plain text -------------------------------------------------------------------------


def _write_text(pieces: Any, rows: Sequence[Row], path: Path) -> None:
    """All sentences one after another as ids, with offsets of sentences and documents."""
    ids: list[NDArray[np.uint16]] = []
    lengths: list[int] = []
    documents = [0]
    centrality: list[float] = []
    for row in rows:
        told = [row["text"][a:b] for a, b in sentences(row["text"])]
        encoded = pieces.encode(told) if told else []
        ids.extend(np.array(e, np.uint16) for e in encoded)
        lengths.extend(len(e) for e in encoded)
        centrality.extend(_centrality(told))
        documents.append(len(lengths))
    np.savez_compressed(
        path,
        ids=np.concatenate(ids),
        sentences=np.cumsum([0, *lengths]),
        documents=np.array(documents),
        centrality=np.array(centrality, np.float16),
    )
    print(f"text: {len(rows)} documents, {len(lengths)} sentences, {sum(lengths)} tokens", flush=True)


def _centrality(told: Sequence[str]) -> list[float]:
    """For each sentence, the share of its content words that stand elsewhere in the document too.

    The choice of gap sentences in PEGASUS (Zhang et al. 2020) by ROUGE-1 with the rest, made cheap.
    """
    stems = [set(content_stems(sentence)) for sentence in told]
    counts = Counter(stem for one in stems for stem in one)
    return [sum(counts[s] > 1 for s in one) / (len(one) + 3) for one in stems]


# --- stage 2: examples ---------------------------------------------------------------------------


def _examples(config: TrainConfig, data: Path, texts: Sequence[Row]) -> dict[str, list[Example]]:
    passages, dev_passages = _split(read_rows(data / "passages.jsonl.xz"))
    fusions, dev_fusions = _split(read_rows(data / "fusion.jsonl.xz"))
    rng = random.Random(config.seed)
    return {
        "shorten": _shorter(texts, config.text.shorter, rng),
        "headline": _headlines(texts, config.text.headlines),
        "sentence_fusion": _supported(read_rows(data / "sentence_fusion.jsonl.xz"), FUSE, _NEAR),
        "pairs": _supported(read_rows(data / "pairs.jsonl.xz"), SUMMARIZE, _ANY_SUPPORT),
        "clusters": [e for r in read_rows(data / "clusters.jsonl.xz") for e in _cluster(r)],
        "passages": [e for row in passages for e in _passage(row)],
        "aligned": [e for row in passages for e in _aligned(row, rng)],
        "fusion": [e for row in fusions for e in _fusion(row, rng)],
        "oracle": [e for row in passages for e in _oracle(row)],
        "oracle_aligned": [e for row in passages for e in _oracle_aligned(row, rng)],
        "oracle_pairs": [e for r in read_rows(data / "pairs.jsonl.xz") for e in _oracle_pair(r)],
        # never trained on: what the loss on the style wanted is measured with
        "dev": [e for row in dev_passages for e in _passage(row)]
        + [e for r in dev_fusions for e in _fusion(r, rng)],
    }


def _split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    return [r for r in rows if r["split"] == "train"], [r for r in rows if r["split"] == "dev"]


def _shorter(texts: Sequence[Row], count: int, rng: random.Random) -> list[Example]:
    """A few sentences of a document; the target is the longest of them with its asides left out by rule."""
    examples: list[Example] = []
    for row in rng.sample(list(texts), len(texts)):
        told = [row["text"][a:b] for a, b in sentences(row["text"])]
        for at in range(0, len(told), 6):
            window = told[at : at + rng.randint(1, 4)]
            chosen = max(window, key=len)
            forms = [*shorter_forms(chosen), *([shorten(chosen)] if shorten(chosen) != chosen else [])]
            if 8 <= len(chosen.split()) <= 60 and forms:
                examples.append((SUMMARIZE + " ".join(window), rng.choice(forms)))
            if len(examples) >= count:
                return examples
    return examples


def _headlines(texts: Sequence[Row], count: int) -> list[Example]:
    examples: list[Example] = []
    for row in texts:
        title, source = row.get("title") or "", _lead(row["text"], 120)
        if len(examples) >= count:
            break
        if 4 <= len(title.split()) <= 20 and not check_sentence(title, [source], _NEAR).reason:
            examples.append((HEADLINE + source, title))
    return examples


def _supported(rows: Sequence[Row], prefix: str, settings: VerifySettings) -> list[Example]:
    examples = []
    for row in rows:
        source = _lead(row["source"], _LEAD_WORDS)
        target = _mended(row["summary"], source, settings)
        if target:
            examples.append((prefix + source, target))
    return examples


def _cluster(row: Row) -> Iterator[Example]:
    """The roundup of several articles, of each of which the start is read."""
    if not row["supported"]:
        return
    each = _LEAD_WORDS // max(1, len(row["documents"]))
    source = "\n".join(_lead(document["text"], each) for document in row["documents"])
    target = _mended(row["summary"], source, _ANY_SUPPORT)
    if target:
        yield SUMMARIZE + source, target


def _mended(summary: str, source: str, settings: VerifySettings) -> str:
    """The sentences of a summary that its source carries; "" if none is."""
    told = [summary[a:b] for a, b in sentences(summary)]
    return " ".join(t for t in told if not check_sentence(t, [source], settings).reason)


def _lead(text: str, words: int) -> str:
    """Whole sentences from the start, at least one, up to so many words."""
    end = 0
    for start, stop in sentences(text):
        if end and len(text[:stop].split()) > words:
            break
        end = max(end, stop) if stop > start else end
    return text[:end]


def _passage(row: Row) -> Iterator[Example]:
    """A passage and its summary, which is empty where there is nothing to report."""
    summary = " ".join(s["text"] for s in row["summary"])
    target = _mended(summary, row["text"], _ANY_SUPPORT)
    if target or not summary:
        yield SUMMARIZE + row["text"], target


def _aligned(row: Row, rng: random.Random) -> Iterator[Example]:
    """Each sentence of a summary with the one or two sentences of the passage that it was made from; then
    with a neighbour of theirs too, and with all of the summary that was made from these."""
    told = [row["text"][a:b] for a, b in sentences(row["text"])]
    made = [(s["text"], frozenset(_evidence(s["text"], told))) for s in row["summary"]]
    made = [(t, e) for t, e in made if e and not check_sentence(t, [told[i] for i in e], _NEAR).reason]
    for _, evidence in made:
        first, last = min(evidence), max(evidence)
        wider = range(max(0, first - rng.randint(0, 1)), min(len(told), last + 1 + rng.randint(0, 1)))
        for window in (evidence, frozenset(wider) if len(wider) <= _WINDOW else evidence):
            target = " ".join(t for t, e in made if e <= window)
            yield SUMMARIZE + " ".join(told[i] for i in sorted(window)), target


def _oracle(row: Row) -> Iterator[Example]:
    """A passage and what it carries of its summary; nothing where there is nothing to report."""
    told = oracle(row["text"], [s["text"] for s in row["summary"]])
    if told or not row["summary"]:
        yield SUMMARIZE + row["text"], " ".join(text for text, _ in told)


def _oracle_aligned(row: Row, rng: random.Random) -> Iterator[Example]:
    """What is told of a sentence, with that sentence alone, and between up to two neighbours on each side."""
    told = [row["text"][a:b] for a, b in sentences(row["text"])]
    made = oracle(row["text"], [s["text"] for s in row["summary"]])
    for text, place in made:
        window = range(max(0, place - rng.randint(0, 2)), min(len(told), place + 1 + rng.randint(0, 2)))
        yield SUMMARIZE + told[place], text
        yield SUMMARIZE + " ".join(told[i] for i in window), " ".join(t for t, at in made if at in window)


def _oracle_pair(row: Row) -> Iterator[Example]:
    """The start of an article and what it carries of the article's summary."""
    source, summary = _lead(row["source"], _LEAD_WORDS), row["summary"]
    told = oracle(source, [summary[a:b] for a, b in sentences(summary)])
    if told:
        yield SUMMARIZE + source, " ".join(text for text, _ in told)


def _evidence(text: str, told: Sequence[str]) -> list[int]:
    """The sentence that holds most of the text's content words, then the one that holds most of the rest."""
    wanted = set(content_stems(text))
    chosen: list[int] = []
    for _ in range(2):
        shared = [len(wanted & set(content_stems(t))) for t in told]
        best = max(range(len(told)), key=lambda i: (shared[i], -i), default=None)
        if best is None or shared[best] < (2 if chosen else 1):
            break
        chosen.append(best)
        wanted -= set(content_stems(told[best]))
    return chosen


def _fusion(row: Row, rng: random.Random) -> Iterator[Example]:
    """Statements of the largest group in three orders, and one statement of them all."""
    group = max(row["groups"], key=len)
    told = [row["sentences"][i]["text"] for i in group]
    if check_sentence(row["fused"], told, _ANY_SUPPORT).reason:
        return
    for _ in range(3 if len(told) > 1 else 1):
        yield FUSE + " ".join(told), row["fused"]
        rng.shuffle(told)


def _encoded(pieces: Any, task: str, examples: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """Ids of all sources and targets of a task, each ended, one after another, and where each starts."""
    stored: dict[str, NDArray[Any]] = {}
    for side, texts in (("source", [e[0] for e in examples]), ("target", [e[1] for e in examples])):
        ids = [[*encoded, EOS] for encoded in pieces.encode(texts)] if texts else []
        stored[f"{task}_{side}"] = np.array([i for one in ids for i in one], np.uint16)
        stored[f"{task}_{side}_starts"] = np.cumsum([0, *(len(one) for one in ids)])
    return stored


def main(arguments: Sequence[str]) -> None:
    """CONFIG DATA_DIR OUT"""
    config, data, out = arguments
    prepare(load_train_config(Path(config)), Path(data), Path(out))


if __name__ == "__main__":
    run_command(main, 3, 3)
