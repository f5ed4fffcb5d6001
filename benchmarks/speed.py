"""Time by stage and peak memory, on documents that it makes itself.

    python benchmarks/speed.py                  one cluster: 20 documents, 18,000 words
    python benchmarks/speed.py --growth         100, 1,000 and 10,000 documents of 200 words beside it

All stages but the model's own: the model is ``lead``, which costs next to nothing. ``cpu`` is
processor time, which other work on the machine does not change. Memory is the most that the
process held, less what it held when the libraries were loaded. The documents are
reports of invented events in invented places; a fifth are reprints, another fifth are versions
with a sentence changed, so that deduplication has its work to do. Half of the words are invented
ones drawn by Zipf's law, as those of a language are: with a few phrases only, ten thousand reports
would be near copies of each other. The same seed, the same text.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

from summarizer.config import Config, load_config
from summarizer.models.lead import LeadModel
from summarizer.pipeline import Pipeline
from summarizer.types import Document

DAY = date(2026, 5, 6)
WORDS, FEWER_WORDS = 900, 200  # of a document, and of one where growth is looked at
STAGES = ("deduplicate", "chunk", "summarize", "verify", "merge", "figures")
GROWTH = (100, 1_000, 10_000)

_PLACES = ("Oskel", "Velden", "Lindhaven", "Tamer", "Karst", "Brennick", "Halm", "Dorr", "Sarn", "Ilmen")
_SIDES = ("Norvia", "Sarland", "Destria", "the Council of River States", "the Red Lantern aid group")
_PEOPLE = ("Ilse Maran", "Tomas Hale", "Karel Voss", "Anna Brandt", "Jonas Steen", "Mira Kolb", "Pavel Orth")
_ROLES = ("governor", "army spokesman", "foreign minister", "aid worker", "hospital director", "border guard")
_DEEDS = (
    "shelled the {thing} of {place} for {n} hours", "moved {n} vehicles towards {place}",
    "took in {n} people from {place}", "closed the {thing} at {place} to traffic",
    "rejected a plan for {place} put forward in {place2}",
    "agreed to hold talks in {place} about the {thing}",
    "counted {n} wounded after the attack on the {thing} in {place}", "cut power to {n} homes near {place}",
    "demanded that the guns be withdrawn {n} km from {place}",
    "sent {n} tonnes of food to {place2} by way of {place}",
    "arrested {n} people over the fire in the {thing} of {place}",
    "repaired the {thing} between {place} and {place2}",
)  # fmt: skip
_THINGS = ("rail bridge", "market", "grain port", "power station", "hospital", "border post", "airfield")
_TIMES = ("on Monday", "on Tuesday", "overnight", "early on Wednesday", "at about 3 a.m.", "after fog")
_SYLLABLES = [
    a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for b in "aeiou"
]
_LEXICON = 60_000  # words; a year of an agency has more
_TAILS = (
    "and residents said the noise could be heard across the river",
    "which had been quiet since the truce of March",
    "while engineers looked at the damage", "but gave no details", "although no other source confirmed it",
    "as the second round of talks drew near", "and promised to publish a full list of names",
)  # fmt: skip


def make_documents(count: int, words: int = WORDS, seed: int = 1) -> list[Document]:
    """``count`` reports of about ``words`` words; of five, one is a reprint and one a changed version."""
    draw = random.Random(seed)
    documents: list[Document] = []
    for number in range(count):
        original = draw.choice(documents) if documents and number % 5 in (3, 4) else None
        document = _report(draw, number, words) if original is None else _copy(draw, original, number)
        documents.append(document)
    return documents


def _report(draw: random.Random, number: int, length: int) -> Document:
    lines: list[str] = []
    words = 0
    while words < length:
        lines.append(" ".join(_sentence(draw) for _ in range(draw.randint(1, 3))))
        words += len(lines[-1].split())
    published = datetime(2026, 5, 6, draw.randint(0, 23), tzinfo=UTC)
    title = _sentence(draw).split(",")[0].rstrip(".")
    return Document(f"d{number}", "\n".join(lines), title, f"Outlet {number % 40}", published=published)


def _sentence(draw: random.Random) -> str:
    place, place2 = draw.sample(_PLACES, 2)
    deed = draw.choice(_DEEDS).format(
        place=f"{place} {draw.choice('ABCDEFGHIJ')}{draw.randint(1, 99)}",  # news has many names
        place2=place2, thing=draw.choice(_THINGS), n=draw.randint(2, 4_000),
    )  # fmt: skip
    scene = " ".join(_word(draw) for _ in range(draw.randint(8, 16)))
    told = f"{draw.choice(_SIDES)} {deed} {draw.choice(_TIMES)}, {draw.choice(_TAILS)} at the {scene}"
    if draw.random() < 0.5:
        told += f", {draw.choice(_ROLES)} {draw.choice(_PEOPLE)} said"
    return told[0].upper() + told[1:] + "."


def _word(draw: random.Random) -> str:
    """A word of the lexicon, each as often as its rank is low (Zipf's law with exponent 1)."""
    rank = int(_LEXICON ** draw.random())
    spelt = ""
    while rank or not spelt:
        rank, syllable = divmod(rank, len(_SYLLABLES))
        spelt += _SYLLABLES[syllable]
    return spelt


def _copy(draw: random.Random, original: Document, number: int) -> Document:
    """The same text under another name, or with a paragraph written anew."""
    lines = original.text.split("\n")
    if number % 5 == 4:
        lines[draw.randrange(len(lines))] = _sentence(draw)
    return replace(original, id=f"d{number}", text="\n".join(lines), source=f"Outlet {number % 40}")


def measure(documents: Sequence[Document], config: Config) -> dict[str, float]:
    """Seconds of each stage over ``documents``, in all, and of the processor."""
    began, processor = time.perf_counter(), time.process_time()
    begins: dict[str, float] = {}
    pipeline = Pipeline(LeadModel(), config)
    pipeline.run(
        documents, date=DAY, progress=lambda stage, *_: begins.setdefault(stage, time.perf_counter())
    )
    ended = time.perf_counter()
    bounds = [*(begins[stage] for stage in STAGES), ended]
    seconds = {stage: end - start for stage, (start, end) in zip(STAGES, pairwise(bounds), strict=True)}
    return seconds | {"total": ended - began, "cpu": time.process_time() - processor}


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each number of documents."""
    parser = argparse.ArgumentParser(description="Time by stage and peak memory.")
    parser.add_argument("--growth", action="store_true", help="also 100, 1,000 and 10,000 shorter documents")
    parser.add_argument("--documents", type=int, default=20)
    a = parser.parse_args(arguments)
    config = load_config()
    measure(make_documents(2), config)  # loads what is loaded once
    libraries = peak_megabytes()
    columns = (*STAGES, "total", "cpu", "cpu/1,000", "MB")
    print(f"{'documents':>9} {'words':>10}" + "".join(f"{c:>12}" for c in columns))
    for count, length in [(a.documents, WORDS), *((n, FEWER_WORDS) for n in GROWTH if a.growth)]:
        documents = make_documents(count, length)
        row = measure(documents, config)
        row |= {"cpu/1,000": row["cpu"] / count * 1000, "MB": peak_megabytes() - libraries}
        words = sum(len(d.text.split()) for d in documents)
        print(f"{count:>9,} {words:>10,}" + "".join(f"{row[c]:>12.2f}" for c in columns), flush=True)


if __name__ == "__main__":
    main()
