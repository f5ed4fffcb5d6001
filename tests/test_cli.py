"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
CLUSTER = DATA / "clusters" / "tamer.json"


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": "/nonexistent", **environment},
    )


def test_digest_prints_a_brief_and_nothing_else() -> None:
    done = run("digest", str(CLUSTER))
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().startswith("# Conflict brief\n\n2026-05-06\n\n## Key facts\n\n- ")


@pytest.mark.parametrize("form", ["markdown", "html", "json", "text"])
def test_same_input_same_bytes(form: str) -> None:
    first = run("digest", str(CLUSTER), "--format", form, PYTHONHASHSEED="1")
    second = run("digest", str(CLUSTER), "--format", form, PYTHONHASHSEED="2")
    assert first.returncode == 0
    assert first.stdout == second.stdout


def test_options() -> None:
    done = run(
        "digest",
        str(CLUSTER),
        "--max-words",
        "60",
        "--date",
        "2026-05-07",
        "--title",
        "Morning",
        "--format",
        "json",
    )
    brief = json.loads(done.stdout)
    assert brief["date"] == "2026-05-07"
    assert brief["title"] == "Morning"
    texts = [s["text"] for section in brief["sections"] for s in section["statements"]]
    assert 0 < sum(len(t.split()) for t in texts) <= 60


def test_output_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    done = run("digest", str(CLUSTER), "--format", "html", "-o", str(target))
    assert done.stdout == b""
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_output_that_is_no_regular_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert run("digest", str(CLUSTER), "-o", str(pipe)).returncode == 0
        out, _ = reader.communicate(timeout=60)
    assert out.startswith(b"# Conflict brief")
    assert pipe.is_fifo()
    assert run("digest", str(CLUSTER), "-o", "/dev/stdout").stdout == out
    command = f"{sys.executable} -m summarizer digest {CLUSTER} -o /dev/stdout >> {tmp_path / 'log'}"
    (tmp_path / "log").write_text("before\n")
    subprocess.run(command, shell=True, check=True, timeout=120)
    assert (tmp_path / "log").read_bytes() == b"before\n" + out
    (tmp_path / "log").unlink()
    assert run("digest", str(CLUSTER), "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]
    folder = run("digest", str(CLUSTER), "-o", str(tmp_path))
    assert (folder.returncode, len(folder.stderr.decode().splitlines())) == (1, 1)


def test_output_to_a_link_goes_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target, link = tmp_path / "kept" / "brief.md", tmp_path / "today.md"
    target.write_text("yesterday's")
    link.symlink_to(target)
    assert run("digest", str(CLUSTER), "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# Conflict brief")
    target.unlink()  # a link to what is not there yet
    assert run("digest", str(CLUSTER), "-o", str(link)).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("# Conflict brief")


def test_output_that_cannot_be_written() -> None:
    done = run("digest", str(CLUSTER), "-o", "/nonexistent/brief.md")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: output: /nonexistent/brief.md: cannot be written")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
@pytest.mark.parametrize(
    "arguments", [["digest", str(CLUSTER)], ["model", "info"], ["evaluate", str(DATA / "gold"), str(DATA / "clusters")],
                  ["--help"], ["digest", "--help"], ["--version"]],
)  # fmt: skip
def test_standard_output_that_is_full_is_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "summarizer", *arguments],
            stdout=full, stderr=subprocess.PIPE, timeout=240,
        )  # fmt: skip
    assert done.returncode == 1
    *progress, error = done.stderr.decode().splitlines()  # a slow machine has told how far it is
    assert error == "Error: output: cannot be written: No space left on device"
    assert not any("Traceback" in line for line in progress)


def test_standard_output_that_is_closed_is_one_line() -> None:
    command = f"{sys.executable} -m summarizer digest {CLUSTER} >&-"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.decode() == "Error: output: cannot be written: standard output is closed\n"


def test_bad_inputs_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(CLUSTER.read_bytes())
    (tmp_path / "b.json").write_text("{not json")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "d.txt").write_text("")
    (tmp_path / "e.xyz").write_text("what is this")
    done = run("digest", str(tmp_path), "--format", "json")
    assert done.returncode == 0
    skipped = {Path(s["where"]).name: s["why"] for s in json.loads(done.stdout)["skipped"]}
    assert set(skipped) == {"b.json", "c.txt", "d.txt", "e.xyz"}
    assert len(done.stderr.decode().strip().split("\n")) == 4
    assert run("digest", str(tmp_path), "--quiet").stderr == b""


def test_a_date_that_is_not_understood_is_on_stderr_and_in_the_record(tmp_path: Path) -> None:
    articles = json.loads(CLUSTER.read_text(encoding="utf-8"))["documents"]
    articles[0]["date"] = "11/06/2026"
    (tmp_path / "a.json").write_text(json.dumps(articles))
    done = run("digest", str(tmp_path / "a.json"), "--format", "json")
    told = f"Date “11/06/2026” of {tmp_path / 'a.json'}[1] not understood: treated as undated."
    assert done.stderr.decode() == f"{told}\n"
    assert json.loads(done.stdout)["gaps"].count(told) == 1
    assert run("digest", str(tmp_path / "a.json"), "--quiet").stderr == b""


def test_nothing_usable_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("digest", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().split("\n")[-2].startswith("Error: documents: none could be used")
    assert "Traceback" not in done.stderr.decode()
    quiet = run("digest", str(tmp_path), "--quiet").stderr.decode()
    assert "empty.txt" in quiet  # why nothing is left is no note but the error


def test_a_page_of_furniture_alone_is_no_brief(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Advertisement\nSign up for our newsletter\nRead more: nothing at all here\n"
    )
    done = run("digest", str(tmp_path / "a.txt"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["digest"],
        ["digest", "x", "--format", "pdf"],
        ["digest", "x", "--max-words", "many"],
        ["digest", "x", "--date", "yesterday"],
        ["no-such-command"],
        ["digest", str(CLUSTER), "--config", "/nonexistent.yaml"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_standard_input() -> None:
    done = run("digest", "-", "--format", "json", stdin=CLUSTER.read_bytes())
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["sources"]) == 13


def test_a_model_that_is_not_there_is_one_line() -> None:
    done = run("digest", str(CLUSTER), "--model", "/nonexistent/model")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("text", ["sources: [{kind: folder, at: inbox}]\n", "title: Mine\nmodel: lead\n", ""])
def test_settings_that_name_no_sections_have_those_of_the_conflict_desk(tmp_path: Path, text: str) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(text)
    done = run("digest", str(CLUSTER), "--format", "json", SUMMARIZER_CONFIG=str(desk))
    assert done.returncode == 0, done.stderr
    assert [s["name"] for s in json.loads(done.stdout)["sections"]] == [
        "key_facts",
        "battlefield",
        "diplomacy",
    ]


def test_settings_with_an_empty_list_of_sections(tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text("sections: []\n")
    done = run("digest", str(CLUSTER), SUMMARIZER_CONFIG=str(desk))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"sections: name one at least" in done.stderr


def test_another_desk(tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(
        "title: Relief\nsections:\n  - {name: people, title: People, keywords: [hospital*, residents, aid]}\n"
        "  - {name: rest, title: Everything else, keywords: [talks, army]}\n"
    )
    brief = json.loads(run("digest", str(CLUSTER), "--format", "json", SUMMARIZER_CONFIG=str(desk)).stdout)
    assert brief["title"] == "Relief"
    assert [s["name"] for s in brief["sections"]] == ["people", "rest"]
    assert any("Red Lantern aid group" in s["text"] for s in brief["sections"][0]["statements"])


def test_verbose_names_the_stages() -> None:
    told = run("digest", str(CLUSTER), "--verbose").stderr.decode()
    for stage in ("read", "deduplicate", "summarize", "verify", "merge"):
        assert f"{stage}: " in told


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m summarizer digest {CLUSTER} --format json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=120)
    assert done.stdout == b'{\n  "date"'
    assert b"Traceback" not in done.stderr


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'transformers', 'numpy', 'scipy', 'trafilatura', 'pydantic', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()

    def seconds(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], capture_output=True, timeout=60)
        return time.perf_counter() - start

    ours = min(seconds("-m", "summarizer", "--help") for _ in range(3))
    bare = min(seconds("-c", "import click") for _ in range(3))
    assert ours < 3 * bare + 0.2
