"""Scores of briefs: each column by a case of its own, the files that are read, and the command."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from summarizer.cli import main
from summarizer.errors import EvaluationError
from summarizer.evaluate import (
    COLUMNS,
    carries,
    evaluate,
    format_table,
    load_brief,
    load_cluster,
    load_gold,
    score_brief,
    unsupported,
)

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
DOCUMENTS = {
    "a": "Harbour Times\nToll rises\nSeven people were killed in Oskel, Governor Maran said. 2,300 left.",
    "b": "Channel Nine\nTalks\nThe talks in Lindhaven ended. Four were killed in Oskel, the army said.",
}
KILLED = {
    "id": "f1", "section": "battlefield", "importance": 1, "documents": ["a"],
    "match": [[r"\b(7|seven)\b"], ["killed", "dead"]],
}  # fmt: skip
TALKS = {"id": "f2", "section": "diplomacy", "importance": 2, "documents": ["b"], "match": [["talks.*ended"]]}
GOLD: Any = {
    "facts": [KILLED, TALKS],
    "conflicts": [{"values": [{"pattern": r"\bseven\b"}, {"pattern": r"\bfour\b"}, {"pattern": "nine"}]}],
}


def brief(*statements: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """(section, text, document cited or "")"""
    return {
        "sections": [
            {"name": name, "statements": [{"text": text, "evidence": [{"document": d}] if d else []}]}
            for name, text, d in statements
        ],
        **more,
    }


def scores(*statements: tuple[str, str, str], **more: Any) -> dict[str, float]:
    return score_brief(GOLD, DOCUMENTS, brief(*statements, **more))


def test_a_perfect_brief() -> None:
    told = scores(
        ("battlefield", "Seven people were killed in Oskel.", "a"),
        ("diplomacy", "The talks in Lindhaven ended.", "b"),
    )
    assert set(told) == set(COLUMNS)
    assert (told["bullets"], told["words"]) == (2, 11)
    assert [told[c] for c in ("vital", "facts", "useful", "section", "cited")] == [1, 1, 1, 1, 1]
    assert [told[c] for c in ("repeats", "unsupported", "conflicts", "of")] == [0, 0, 0, 1]


def test_each_group_of_patterns_must_be_found_in_one_statement() -> None:
    assert carries("SEVEN were left Dead.", KILLED)  # type: ignore[arg-type]
    assert not carries("Seventeen were killed.", KILLED)  # type: ignore[arg-type]
    assert (
        scores(("battlefield", "Seven people.", "a"), ("battlefield", "They were killed.", "a"))["facts"] == 0
    )


def test_key_facts_suit_what_is_vital_and_nothing_else() -> None:
    assert scores(("key_facts", "Seven people were killed.", "a"))["section"] == 1
    assert scores(("key_facts", "The talks in Lindhaven ended.", "b"))["section"] == 0
    assert scores(("diplomacy", "Seven people were killed.", "a"))["section"] == 0


def test_a_citation_must_name_a_document_that_states_the_fact() -> None:
    assert scores(("battlefield", "Seven people were killed.", "b"))["cited"] == 0
    assert math.isnan(scores(("battlefield", "Seven people were killed.", ""))["cited"])
    listed = {
        "sections": [{"name": "battlefield", "statements": [{"text": "Seven killed.", "documents": ["a"]}]}]
    }
    assert score_brief(GOLD, DOCUMENTS, listed)["cited"] == 1


def test_what_is_told_again_is_a_repeat() -> None:
    first = "Seven people were killed in Oskel on Monday, Governor Maran said."
    again = "Seven people were killed in Oskel on Monday."
    assert scores(("battlefield", first, "a"), ("key_facts", again, "a"))["repeats"] == 1
    assert (
        scores(("battlefield", first, "a"), ("diplomacy", "The talks in Lindhaven ended.", "b"))["repeats"]
        == 0
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Seven people were killed in Oskel.", []),
        ("The army said 7 were killed and 2300 left.", []),
        ("The army said 8 were killed.", ["8"]),
        ("The army said 23 left.", ["23"]),
        ("The talks in Velden ended.", ["Velden"]),
        ("The talks were Lindhaven's.", []),
        ("Ended: the talks.", []),
    ],
)
def test_unsupported_are_numbers_and_names_that_no_document_holds(text: str, missing: list[str]) -> None:
    assert unsupported(text, "\n".join(DOCUMENTS.values())) == missing


def test_a_conflict_is_shown_in_one_statement_or_figure() -> None:
    assert scores(("battlefield", "Seven were killed, not four.", "a"))["conflicts"] == 1
    apart = (("battlefield", "Seven were killed.", "a"), ("battlefield", "Four were killed.", "b"))
    assert scores(*apart)["conflicts"] == 0
    assert scores(*apart, figures=[{"values": ["seven", "four"]}])["conflicts"] == 1


def test_an_empty_brief_scores_nothing() -> None:
    told = score_brief(GOLD, DOCUMENTS, {"sections": []})
    assert told["bullets"] == told["facts"] == told["useful"] == 0


def write(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "JSON"),
        ({}, "facts: Field required"),
        (
            {"facts": [{**KILLED, "match": [["("]]}]},
            "facts.0.match.0.0: Value error, not a regular expression",
        ),
    ],
)
def test_gold_that_cannot_be_used_is_one_line_that_says_where(
    tmp_path: Path, content: Any, said: str
) -> None:
    with pytest.raises(EvaluationError) as error:
        load_gold(write(tmp_path / "g.json", content))
    assert said in str(error.value)
    assert str(tmp_path / "g.json") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_brief_without_sections_is_refused(tmp_path: Path) -> None:
    for content in ({"text": "Seven."}, {"sections": [{"name": "all"}]}, {"sections": 3}):
        with pytest.raises(EvaluationError, match="not a brief"):
            load_brief(write(tmp_path / "b.json", content))


def test_a_cluster_is_of_the_day_it_names_else_of_its_latest_document(tmp_path: Path) -> None:
    text = "Seven people were killed in Oskel on Monday, the governor said."
    documents = [
        {"id": "a", "date": "2026-05-05", "text": text},
        {"id": "b", "date": "2026-05-06", "text": text},
    ]
    assert load_cluster(write(tmp_path / "c.json", {"documents": documents})).date.isoformat() == "2026-05-06"
    named = write(tmp_path / "c.json", {"date": "2026-05-04", "documents": documents})
    assert load_cluster(named).date.isoformat() == "2026-05-04"
    undated = write(tmp_path / "c.json", {"documents": [{"id": "a", "text": text}]})
    with pytest.raises(EvaluationError, match='give the cluster a "date"'):
        load_cluster(undated)


def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Gold of two clusters, one of which is there, with a brief."""
    gold, clusters, briefs = (tmp_path / name for name in ("gold", "clusters", "briefs"))
    for folder in (gold, clusters, briefs):
        folder.mkdir()
    write(gold / "oskel.json", GOLD)
    write(gold / "velden.json", GOLD)
    documents = [
        {"id": key, "title": t.split("\n")[1], "text": t.split("\n")[2], "date": "2026-05-06"}
        for key, t in DOCUMENTS.items()
    ]
    write(clusters / "oskel.json", {"documents": documents})
    write(briefs / "oskel.json", brief(("battlefield", "Seven people were killed in Oskel.", "a")))
    return gold, clusters, briefs


def test_what_is_missing_is_skipped_and_the_rest_is_scored(tmp_path: Path) -> None:
    gold, clusters, briefs = folders(tmp_path)
    scored = evaluate(gold, clusters, lambda cluster: load_brief(briefs / f"{cluster.name}.json"))
    assert list(scored.rows) == ["oskel"]
    assert scored.mean["facts"] == scored.rows["oskel"]["facts"] == 0.5
    assert [s.where for s in scored.skipped] == ["velden"]
    with pytest.raises(EvaluationError, match="holds no"):
        evaluate(briefs.parent, clusters, lambda _: {})


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def test_the_command_scores_briefs_that_are_there(tmp_path: Path) -> None:
    gold, clusters, briefs = folders(tmp_path)
    done = run(str(gold), str(clusters), "--briefs", str(briefs), "--format", "json")
    assert done.exit_code == 1
    assert "Skipped velden: " in done.stderr
    told = json.loads(done.stdout)
    assert told["clusters"]["oskel"]["vital"] == told["mean"]["vital"] == 1.0
    (gold / "velden.json").unlink()
    done = run(str(gold), str(clusters), "--briefs", str(briefs))
    assert done.exit_code == 0
    assert done.stdout.split("\n")[1].split()[:2] == ["oskel", "1"]


def test_the_command_makes_briefs(tmp_path: Path) -> None:
    gold, clusters, _ = folders(tmp_path)
    done = run(
        str(gold / "oskel.json"), str(clusters / "oskel.json"), "--max-words", "40", "--format", "json"
    )
    assert done.exit_code == 0
    assert 0 < json.loads(done.stdout)["clusters"]["oskel"]["words"] <= 40


def test_briefs_are_either_there_or_made(tmp_path: Path) -> None:
    gold, clusters, briefs = folders(tmp_path)
    done = run(str(gold), str(clusters), "--briefs", str(briefs), "--max-words", "100")
    assert done.exit_code == 2
    assert "--briefs scores what is there" in done.stderr


def test_a_table_shows_counts_shares_and_gaps() -> None:
    table = format_table({"a": {"n": 2, "share": 0.5}, "mean": {"n": 2.0, "share": math.nan}}, ("n", "share"))
    assert [line.split() for line in table.splitlines()] == [
        ["n", "share"],
        ["a", "2", "0.500"],
        ["mean", "2.000", "-"],
    ]


def benchmark(name: str) -> ModuleType:
    """A script of benchmarks/; what it needs beyond the package may be missing."""
    for needed in {"quality": ("sumy", "rouge_score"), "factuality": ("sklearn",), "speed": ()}[name]:
        pytest.importorskip(needed)
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


def test_quality_runs_on_one_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    cluster = "kareth.json"
    benchmark("quality").main(
        [str(DATA / "gold" / cluster), str(DATA / "clusters" / cluster), "--max-words", "100"]
    )
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[1:]}
    assert set(rows) == {"summarizer", "lead", "LexRank", "TextRank", "Luhn", "LSA", "SumBasic"}
    assert all(float(row[-1]) > 0 for row in rows.values())  # ROUGE-L: each of them wrote something


def test_speed_runs_on_a_few_documents(capsys: pytest.CaptureFixture[str]) -> None:
    speed = benchmark("speed")
    assert speed.make_documents(6) == speed.make_documents(6)
    speed.main(["--documents", "5"])
    head, row = (line.split() for line in capsys.readouterr().out.splitlines())
    assert head[:2] == ["documents", "words"]
    assert row[0] == "5"
    assert all(float(value) >= 0 for value in row[2:-1])


def test_factuality_tells_judged_sentences_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    factuality = benchmark("factuality")
    document = "Seven people were killed in Oskel on Monday. Talks in Lindhaven ended without an agreement."
    right, wrong = "Seven people were killed in Oskel.", "Eight people were killed in Oskel."
    rows = [
        {"set": "QAGS", "document": document, "summary": [right, wrong], "supported": [True, False]},
        {"set": "QAGS", "document": document, "summary": [wrong, right], "supported": [False, True]},
        {"source": document, "claim": right, "label": 1},
    ]
    path = write(tmp_path / "judged.jsonl", "\n".join(map(json.dumps, rows)))
    cluster = {
        "date": "2026-05-06",
        "documents": [{"id": "a", "text": f"{document} The 12 envoys left Velden on 3 May."}],
    }
    write(tmp_path / "one.json", cluster)
    factuality.main([str(path), "--clusters", str(tmp_path)])
    shown = capsys.readouterr().out
    line = next(line.split() for line in shown.splitlines() if line.startswith("QAGS"))
    assert line[1:] == ["4", "2", "1.000", "0.000", "0.000", "1.000", "1.000", "1.000"]
    assert "SummEdits" in shown
    assert "Published" in shown


def test_what_a_tokenizer_put_apart_is_put_together() -> None:
    assert (
        benchmark("factuality")._plain("15, 000 anti - semitic words , 3, 4")
        == "15,000 anti-semitic words, 3, 4"
    )
