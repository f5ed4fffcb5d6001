"""A tiny folder of training data in the layout of the real one, made of the invented clusters."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

from summarizer.text import sentences

CLUSTERS = Path(__file__).parent / "data" / "clusters"
Row = dict[str, Any]


def write_training_data(folder: Path) -> Path:
    """Write every file that ``training.prepare`` reads; the first sentence of a text is its summary."""
    folder.mkdir(parents=True, exist_ok=True)
    clusters = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(CLUSTERS.glob("*.json"))]
    documents = [d for c in clusters for d in c["documents"] if len(sentences(d["text"])) > 3]
    documents = list({_sentence(d, 0): d for d in documents}.values())  # reprints would stand in both splits
    first = [_sentence(d, 0) for d in documents]
    pairs = list(zip(documents, first, strict=True))
    _write(
        folder / "text_invented.jsonl.xz", [{"title": d["title"] or "", "text": d["text"]} for d in documents]
    )
    _write(folder / "passages.jsonl.xz", [_passage(i, d, s) for i, (d, s) in enumerate(pairs)])
    _write(folder / "pairs.jsonl.xz", [{"source": d["text"], "summary": s} for d, s in pairs])
    _write(folder / "clusters.jsonl.xz", [_cluster(c) for c in clusters])
    _write(
        folder / "sentence_fusion.jsonl.xz",
        [{"source": f"{s} {_sentence(d, 1)}", "summary": s} for d, s in pairs],
    )
    _write(folder / "fusion.jsonl.xz", [_fusion(i, s) for i, s in enumerate(first)])
    return folder


def _sentence(document: Row, number: int) -> str:
    start, end = sentences(document["text"])[number]
    return str(document["text"][start:end])


def _split(number: int) -> str:
    return "dev" if number % 5 == 4 else "train"


def _passage(number: int, document: Row, summary: str) -> Row:
    told = [{"text": summary, "section": "battlefield"}]
    return {
        "split": _split(number),
        "title": document["title"],
        "text": document["text"],
        "summary": told,
        "salience": 2,
    }


def _cluster(cluster: Row) -> Row:
    some = [{"text": d["text"]} for d in cluster["documents"][:2]]
    return {"documents": some, "summary": _sentence(cluster["documents"][0], 0), "supported": 1}


def _fusion(number: int, text: str) -> Row:
    return {
        "split": _split(number),
        "sentences": [{"text": text}, {"text": text}],
        "groups": [[0, 1]],
        "fused": text,
    }


def _write(path: Path, rows: list[Row]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
