"""How well ``verify`` tells a sentence that its source carries from one that it does not.

    python benchmarks/factuality.py                  errors planted in the invented clusters of tests/data
    python benchmarks/factuality.py FILE.jsonl...    and sentences that people judged (.jsonl or .jsonl.xz)

A line of a file is ``{"set", "document", "summary": [sentences], "supported": [votes]}`` (QAGS, Wang et
al. 2020; CLIFF, Cao and Wang 2021) or ``{"source", "claim", "label"}`` (SummEdits, Laban et al. 2023).

- caught: share of the unsupported that are refused; refused: share of the supported that are
- balanced: the mean of caught and of supported ones let through, for the verdict as it stands
- tuned: the same for ``support`` over the document, cut where it does best on the other half of
  the set, which is how published figures choose their threshold
- AUC: how often ``support`` over the document is higher for a supported than for an unsupported one
- attribution: share of the supported that are refused only because a claim lost its speaker or
  its "may": people let that pass, a brief for analysts does not

Planted errors: in a sentence of a document one number or name is changed for another of the same
document. Needs ``pip install '.[benchmark]'``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from summarizer import facts
from summarizer.config import VerifySettings
from summarizer.evaluate import format_table, load_cluster
from summarizer.text import paragraphs, sentences
from summarizer.types import Chunk, Document, Passage
from summarizer.verify import check_against, check_sentence, chunk_sentences

CLUSTERS = Path(__file__).resolve().parent.parent / "tests" / "data" / "clusters"
SETTINGS = VerifySettings()
ATTRIBUTION = ("a claim is told as a fact", "what may or will be is told as done")
JUDGED = ("judged", "unsupported", "caught", "refused", "attribution", "balanced", "tuned", "AUC")
KINDS = (
    "quotation", "number", "date", "name", "unit", "counts", "negation", "claim", "may", "said by", "turned",
)  # fmt: skip
PLANTED = ("sentences", "refused")
PUBLISHED = """\
Published, by large trained models and each on its own benchmark, so beside these rather than against them:
balanced accuracy of SummaC-Conv .744 (SummaC, six sets; Laban et al. 2022), GPT-4 .824 and people .909
(SummEdits, ten domains; Laban et al. 2023); AUC of SummaC-Conv .787, QAFactEval .794 and AlignScore-large
.838 (TRUE, eleven sets; Zha et al. 2023). verify is rules, with no trained weights.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A summary that people judged, and the verdict on it."""

    supported: bool
    reason: str | None
    support: float  # by the whole document


def read_judged(path: Path) -> Iterator[tuple[str, str, str, bool]]:
    """(set, document, sentences, whether people found them supported)"""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "claim" in row:
                yield "SummEdits", row["source"], row["claim"], bool(row["label"])
                continue
            for text, supported in zip(row["summary"], row["supported"], strict=True):
                yield row["set"], _plain(row["document"]), _plain(text), bool(supported)


def _plain(text: str) -> str:
    """The text without the blanks that an old tokenizer put around marks: "15, 000", "anti - semitic"."""
    text = re.sub(r"(\d), (\d{3})\b", r"\1,\2", text)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    return re.sub(r"\s+([.,;:!?])", r"\1", text)


@lru_cache(maxsize=4)
def _told(document: str) -> tuple[Passage, ...]:
    whole = Document("document", document)
    return tuple(chunk_sentences(Chunk(tuple(Passage(whole, a, b) for a, b in paragraphs(document)))))


def judge(document: str, text: str, supported: bool) -> Judged:
    """The verdict on a text of one or more sentences: one that is refused refuses all."""
    reason, support, words = None, 0.0, 0
    for start, end in sentences(text):
        sentence = text[start:end]
        reason = reason or check_against(sentence, _told(document), SETTINGS)[0].reason
        length = len(sentence.split())
        support += length * check_sentence(sentence, [document], SETTINGS).support
        words += length
    return Judged(supported, reason, support / max(1, words))


def scores(rows: Sequence[Judged]) -> dict[str, float]:
    """The columns of JUDGED."""
    good, bad = [r for r in rows if r.supported], [r for r in rows if not r.supported]
    caught, refused = _refused(bad), _refused(good)
    return {
        "judged": len(rows),
        "unsupported": len(bad),
        "caught": caught,
        "refused": refused,
        "attribution": sum(r.reason in ATTRIBUTION for r in good) / len(good) if good else float("nan"),
        "balanced": (caught + 1 - refused) / 2,
        "tuned": _tuned(rows) if good and bad else float("nan"),
        "AUC": float(roc_auc_score([r.supported for r in rows], [r.support for r in rows]))
        if good and bad
        else float("nan"),
    }


def _refused(rows: Sequence[Judged]) -> float:
    return sum(r.reason is not None for r in rows) / len(rows) if rows else float("nan")


def _tuned(rows: Sequence[Judged]) -> float:
    """Balanced accuracy over each half, cut where the other half is told apart best."""
    halves = (rows[::2], rows[1::2])
    found = [_balanced(test, _best_cut(train)) for train, test in (halves, halves[::-1])]
    return sum(found) / 2


def _best_cut(rows: Sequence[Judged]) -> float:
    return max((r.support for r in rows), key=lambda cut: _balanced(rows, cut))


def _balanced(rows: Sequence[Judged], cut: float) -> float:
    sides = [[(r.support >= cut) == side for r in rows if r.supported == side] for side in (True, False)]
    return sum(float(np.mean(side)) if side else 0.5 for side in sides) / 2


def planted(documents: Sequence[str]) -> dict[str, dict[str, float]]:
    """How many sentences are refused: as they stand, with one number changed, with one name changed."""
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for document in documents:
        for kind, text in _variants(document):
            tried[kind] += 1
            refused[kind] += check_against(text, _told(document), SETTINGS)[0].reason is not None
    return {k: {"sentences": tried[k], "refused": refused[k] / tried[k]} for k in sorted(tried)}


def _variants(document: str) -> Iterator[tuple[str, str]]:
    told = [p.text for p in _told(document)]
    names = sorted({n for text in told for n in facts.names(text) if not facts.is_day_or_month(n)})
    numbers = sorted({n.written for text in told for n in facts.numbers(text) if n.written[0].isdigit()})
    for at, text in enumerate(told):
        yield "verbatim", text
        for kind, pool in (("number", numbers), ("name", names)):
            mine = [x for x in pool if re.search(rf"(?<![\w.,-]){re.escape(x)}(?![\w,-])", text)]
            others = [x for x in pool if x.lower() not in text.lower()]
            if mine and others:
                old, new = mine[at % len(mine)], others[at * 7 % len(others)]
                yield kind, re.sub(rf"(?<![\w.,-]){re.escape(old)}(?![\w,-])", new, text, count=1)


def _reasons(rows: Sequence[Judged]) -> str:
    """Why supported and unsupported ones were refused, commonest first."""
    lines = []
    for supported in (False, True):
        some = [r for r in rows if r.supported == supported]
        kinds = Counter(_kind(r.reason) for r in some)
        told = ", ".join(f"{kind} {count / len(some):.0%}" for kind, count in kinds.most_common(8))
        lines.append(f"{'supported' if supported else 'unsupported':<12} {told}")
    return "\n".join(lines) + "\n"


def _kind(reason: str | None) -> str:
    if reason is None:
        return "let through"
    return next((word for word in KINDS if word in reason), "too far from its words")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How well verify tells what a source carries.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--clusters", type=Path, default=CLUSTERS, help="where errors are planted")
    a = parser.parse_args(arguments)
    clusters = [load_cluster(path) for path in sorted(a.clusters.glob("*.json"))]
    documents = [d.text for c in clusters for d in c.documents]
    print("Planted errors\n" + format_table(planted(documents), PLANTED))
    by_set: defaultdict[str, list[Judged]] = defaultdict(list)
    for path in a.files:
        for name, document, text, supported in read_judged(path):
            by_set[name].append(judge(document, text, supported))
    if by_set:
        print("Judged by people\n" + format_table({k: scores(v) for k, v in by_set.items()}, JUDGED))
        for name, rows in by_set.items():
            print(f"{name}\n{_reasons(rows)}")
        print(PUBLISHED, end="")


if __name__ == "__main__":
    main()
