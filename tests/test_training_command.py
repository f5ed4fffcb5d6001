"""The commands that build models say in one line what is wrong, and end with 1 or 2."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from training_data import write_training_data

CONFIG = Path(__file__).parent.parent / "configs" / "train-test.yaml"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command as ``python -m`` does, without a process of its own: exit code, stdout and stderr."""

    def run(module: str, *arguments: object) -> tuple[Any, str, str]:
        monkeypatch.setattr(sys, "argv", [module, *map(str, arguments)])
        monkeypatch.delitem(sys.modules, f"summarizer.training.{module}", raising=False)
        code: Any = 0
        try:
            runpy.run_module(f"summarizer.training.{module}", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            code = end.code
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


@pytest.mark.parametrize("module", ["tokenizer", "prepare", "mention_pairs", "train"])
def test_a_wrong_number_of_arguments_ends_with_the_usage(module: str, call: Any) -> None:
    code, _, line = call(module)
    assert code == 2
    assert line.startswith(f"usage: python -m summarizer.training.{module} ")
    assert len(line.splitlines()) == 1


def test_help_is_no_fault(call: Any) -> None:
    for module, words in (
        ("prepare", "CONFIG DATA_DIR OUT"),
        ("train", "With --stop-after the run stops cleanly"),
    ):
        code, told, faults = call(module, "--help")
        assert (code, faults) == (0, "")
        assert f"python -m summarizer.training.{module}" in told
        assert words in told


def test_what_is_not_there_is_named(tmp_path: Path, call: Any) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for module, arguments, words in (
        ("tokenizer", (tmp_path / "none.yaml", empty, tmp_path), "none.yaml: cannot be read"),
        ("tokenizer", (CONFIG, empty, tmp_path), "no file is named text_*.jsonl.xz"),
        ("prepare", (CONFIG, write_training_data(tmp_path / "data"), empty), "holds no spiece.model"),
        ("train", (CONFIG, empty, tmp_path / "run"), "holds no spiece.model"),
        ("export", (CONFIG, empty, empty, tmp_path / "model"), "holds no checkpoint.pt"),
        ("evaluate", (empty, empty), "passages.jsonl.xz"),
        ("evaluate", (empty, tmp_path / "data"), "config.json"),
        ("evaluate", (empty, tmp_path / "data", "beams=4"), "beams: Extra inputs are not permitted"),
        ("ranker", (empty, tmp_path / "ranker.npz"), "passages.jsonl.xz"),
        ("mention_pairs", (empty, tmp_path / "pairs.json"), "clusters_open"),
        ("section_encoder", (empty, tmp_path / "encoder"), "passages.jsonl.xz"),
    ):
        code, _, line = call(module, *arguments)
        assert code in (1, 2), (module, line)
        assert line.startswith("Error: "), (module, line)
        assert len(line.splitlines()) == 1
        assert words in line
