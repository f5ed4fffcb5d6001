r"""Scores of briefs against gold: the facts they carry, where, with what citation, and what is wrong.

Gold is one JSON file a cluster, of the cluster's name::

    {"facts": [{"id": "f1", "statement": "Seven people were killed in Oskel.", "section": "key_facts",
                "importance": 1, "documents": ["post-1", "wire-3"],
                "match": [["\\b(7|seven)\\b"], ["kill", "dead", "died"]]}],
     "conflicts": [{"what": "people killed in Oskel", "kind": "revision",
                    "values": [{"value": "7", "pattern": "\\b(7|seven)\\b"},
                               {"value": "4", "pattern": "\\b(4|four)\\b"}]}],
     "brief": {"key_facts": ["..."], "battlefield": ["..."], "diplomacy": ["..."]}}

A statement of a brief carries a fact if each group of ``match`` has a pattern (a regular expression,
case does not count) that is found in it. ``importance`` 1 is vital; ``documents`` are those that
state the fact. A conflict is shown where one statement, or one entry of the brief's figures,
holds its first two values. ``conflicts`` and ``brief`` (a reference for ROUGE) may be left out.

Nothing here is shared with ``verify``: what is judged is not its own judge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NotRequired

from pydantic import AfterValidator, TypeAdapter, ValidationError
from typing_extensions import TypedDict  # pydantic does not take typing's before Python 3.12

from summarizer.errors import EvaluationError, SummarizerError
from summarizer.sources.files import read_documents
from summarizer.types import Document, Skipped

SHINGLE = 4  # words
REPEAT = 0.5  # share of the shorter statement's shingles over which it tells an earlier one again
SHOWN_VALUES = 2  # values of a conflict that must stand side by side

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![.!?:“\"'‘] )(?<!^)\b[A-Z][\w’'-]+")  # a capital that does not open a sentence
_WORD = re.compile(r"[^\W_]+")
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()

Scores = dict[str, float]  # by column of COLUMNS
COLUMNS = {
    "bullets": "statements of the brief",
    "words": "their words",
    "vital": "share of the vital facts carried",
    "facts": "share of all facts carried",
    "useful": "share of the statements that carry any",
    "section": "share of the carried facts that stand in their section; the key facts suit a vital one too",
    "cited": "share of the carried facts whose citation names a document that states them",
    "repeats": "statements that tell an earlier one again",
    "unsupported": "statements with a number or name that no document holds",
    "conflicts": "conflicts shown ...",
    "of": "... of those in the gold",
}


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern, re.I)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class Fact(TypedDict):
    """A fact that a brief may carry."""

    id: str
    section: str
    importance: int
    documents: list[str]
    match: list[list[Pattern]]


class Value(TypedDict):
    """One of the values that sources disagree on."""

    pattern: Pattern


class Conflict(TypedDict):
    """A quantity with the values that sources give for it."""

    values: list[Value]


class Gold(TypedDict):
    """What a brief of one cluster is measured by."""

    facts: list[Fact]
    conflicts: NotRequired[list[Conflict]]
    brief: NotRequired[dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The documents of one brief and the day it is of."""

    name: str
    documents: tuple[Document, ...]
    date: date


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by cluster, and the clusters that could not be scored."""

    rows: dict[str, Scores]
    skipped: tuple[Skipped, ...] = ()

    @property
    def mean(self) -> Scores:
        """The mean of each column over the clusters that have a value for it."""
        return {column: _mean(row[column] for row in self.rows.values()) for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class _Statement:
    section: str
    text: str
    documents: frozenset[str]


Writer = Callable[[Cluster], Mapping[str, Any]]  # a cluster's brief, as ``render.json`` writes it
Progress = Callable[[int, int], None]


def evaluate(gold: Path, clusters: Path, write: Writer, progress: Progress | None = None) -> Evaluation:
    """Scores of the brief that ``write`` gives for each cluster that has gold.

    ``gold`` and ``clusters`` are folders of ``NAME.json``, or one file each. A cluster without gold
    is passed over; gold without a usable cluster or brief is skipped, and the rest goes on.

    Raises:
        EvaluationError: there is no gold at all.
    """
    rows: dict[str, Scores] = {}
    skipped: list[Skipped] = []
    names = _names(gold)
    for done, name in enumerate(names, 1):
        try:
            expected = load_gold(_file(gold, name))
            cluster = load_cluster(_file(clusters, name))
            rows[name] = score_brief(expected, _texts(cluster), write(cluster))
        except SummarizerError as error:
            skipped.append(Skipped(name, str(error)))
        if progress:
            progress(done, len(names))
    return Evaluation(rows, tuple(skipped))


def _names(gold: Path) -> list[str]:
    names = sorted(p.stem for p in gold.glob("*.json")) if gold.is_dir() else [gold.stem]
    if not names:
        raise EvaluationError(f"gold: {gold}: the folder holds no .json file")
    return names


def _file(path: Path, name: str) -> Path:
    return path / f"{name}.json" if path.is_dir() else path


def _texts(cluster: Cluster) -> dict[str, str]:
    return {d.id: f"{d.source}\n{d.title}\n{d.text}" for d in cluster.documents}


def load_gold(path: Path) -> Gold:
    """The gold of one cluster.

    Raises:
        EvaluationError: the file cannot be read or is not as the module describes.
    """
    return _checked(path, TypeAdapter(Gold))


def load_brief(path: Path) -> Mapping[str, Any]:
    """A brief written before: the JSON of ``summarizer digest``, or any other brief of that form.

    A statement may name its ``documents`` by id in place of ``evidence``.

    Raises:
        EvaluationError: the file cannot be read or holds no sections with statements.
    """
    brief = _checked(path, TypeAdapter(dict[str, Any]))
    try:
        _statements(brief)
    except (KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{path}: not a brief; give the JSON that `summarizer digest --format json` writes"
        ) from error
    return brief


def load_cluster(path: Path) -> Cluster:
    """The documents of a file, for the day it names, else the day of the latest document.

    Raises:
        EvaluationError: the file cannot be read, holds no document, or no day is known.
    """
    documents, skipped = read_documents([str(path)])
    if not documents:
        raise EvaluationError(f"{path}: {skipped[0].why if skipped else 'holds no document'}")
    days = [d.published.date() for d in documents if d.published]
    day = _named_day(path) or max(days, default=None)
    if day is None:
        raise EvaluationError(f'{path}: no day is known; give the cluster a "date" such as "2026-05-06"')
    return Cluster(path.stem, tuple(documents), day)


def _named_day(path: Path) -> date | None:
    """The day that stands beside the documents in a file, if one does."""
    try:
        return date.fromisoformat(json.loads(path.read_bytes())["date"])
    except (KeyError, TypeError, ValueError):
        return None


def _checked(path: Path, form: TypeAdapter[Any]) -> Any:
    try:
        return form.validate_json(path.read_bytes())
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}".lstrip(": ") for e in error.errors())
        raise EvaluationError(f"{path}: {'; '.join(faults)}") from error


def score_brief(gold: Gold, documents: Mapping[str, str], brief: Mapping[str, Any]) -> Scores:
    """The COLUMNS of one brief; ``documents`` maps the cluster's ids to source, title and text.

    Shares are 0 to 1; ``cited`` is NaN where no carried fact has a citation.
    """
    told = _statements(brief)
    carried = [(f, [s for s in told if carries(s.text, f)]) for f in gold["facts"]]
    found = [(f, by) for f, by in carried if by]
    cited = [(f, [s for s in by if s.documents]) for f, by in found]
    everything = "\n".join(documents.values())
    texts = [s.text for s in told]
    return {
        "bullets": len(told),
        "words": sum(len(text.split()) for text in texts),
        "vital": _share(bool(by) for f, by in carried if f["importance"] == 1),
        "facts": _share(bool(by) for _, by in carried),
        "useful": _share(any(carries(text, f) for f in gold["facts"]) for text in texts),
        "section": _share(any(_in_place(s.section, f) for s in by) for f, by in found),
        "cited": _mean(any(s.documents & set(f["documents"]) for s in by) for f, by in cited if by),
        "repeats": sum(_repeats(text, texts[:i]) for i, text in enumerate(texts)),
        "unsupported": sum(bool(unsupported(text, everything)) for text in texts),
        "conflicts": sum(_shown(c, [*texts, *_figures(brief)]) for c in gold.get("conflicts", [])),
        "of": len(gold.get("conflicts", [])),
    }


def _statements(brief: Mapping[str, Any]) -> list[_Statement]:
    return [
        _Statement(section["name"], statement["text"], _cited(statement))
        for section in brief["sections"]
        for statement in section["statements"]
    ]


def _cited(statement: Mapping[str, Any]) -> frozenset[str]:
    evidence = statement.get("evidence", [])
    return frozenset([*statement.get("documents", []), *(e["document"] for e in evidence)])


def _figures(brief: Mapping[str, Any]) -> Iterator[str]:
    for figure in brief.get("figures", []):
        yield json.dumps(figure, ensure_ascii=False)


def carries(text: str, fact: Fact) -> bool:
    """Whether each group of the fact's patterns has one that is found in the text."""
    return all(any(re.search(p, text, re.I) for p in group) for group in fact["match"])


def _in_place(section: str, fact: Fact) -> bool:
    return section == fact["section"] or (section == "key_facts" and fact["importance"] == 1)


def _repeats(text: str, earlier: Sequence[str]) -> bool:
    mine = _shingles(text)
    return any(len(mine & _shingles(t)) > REPEAT * min(len(mine), len(_shingles(t))) for t in earlier)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def unsupported(text: str, source: str) -> list[str]:
    """Numbers and names (capitals that do not open a sentence) of a text that the source nowhere holds."""
    held = set(_WORD.findall(source.lower()))
    numbers = {_plain(n) for n in _NUMBER.findall(source)}
    numbers |= {str(value) for value, word in enumerate(_NUMBER_WORDS) if word in held}
    missing = [n for n in _NUMBER.findall(text) if _plain(n) not in numbers]
    return missing + [n for n in _NAME.findall(text) if not set(_WORD.findall(_bare(n))) <= held]


def _plain(number: str) -> str:
    return number.replace(",", "")


def _bare(name: str) -> str:
    return re.sub(r"[’']s$", "", name.lower())


def _shown(conflict: Conflict, texts: Iterable[str]) -> bool:
    patterns = [value["pattern"] for value in conflict["values"][:SHOWN_VALUES]]
    return any(all(re.search(p, text, re.I) for p in patterns) for text in texts)


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values) if values else 0.0


def _mean(values: Iterable[float]) -> float:
    known = [v for v in values if v == v]
    return sum(known) / len(known) if known else float("nan")


def format_evaluation(scored: Evaluation, form: str) -> str:
    """The scores by cluster and their mean: a table (``text``) or one object (``json``, unknown: null)."""
    if form == "text":
        return format_table({**scored.rows, "mean": scored.mean}, tuple(COLUMNS))
    rows = {name: _known(row) for name, row in scored.rows.items()}
    return json.dumps({"mean": _known(scored.mean), "clusters": rows}, ensure_ascii=False, indent=2) + "\n"


def _known(row: Scores) -> dict[str, float | None]:
    return {column: None if value != value else round(value, 4) for column, value in row.items()}


def format_table(rows: Mapping[str, Mapping[str, float]], columns: Sequence[str]) -> str:
    """Rows by name under a line of column names; counts whole, all else with three decimals, NaN as "-"."""
    width = max(len(name) for name in rows)
    lines = [" " * width + "".join(f"{c:>12}" for c in columns)]
    for name, row in rows.items():
        lines.append(name.ljust(width) + "".join(f"{_cell(row[c]):>12}" for c in columns))
    return "\n".join(lines) + "\n"


def _cell(value: float) -> str:
    if value != value:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
