"""The README tells what the commands tell."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from summarizer.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_is_as_pasted() -> None:
    pasted = dict(re.findall(r"<!-- help: (\w+) -->\n```\n(.*?)\n```", README, re.S))
    assert set(pasted) == set(main.commands)
    for name, text in pasted.items():
        shown = CliRunner().invoke(main, [name, "--help"], prog_name="summarizer", terminal_width=100)
        assert shown.output.rstrip() == text


def test_the_brief_shown_is_the_brief_made() -> None:
    shown = re.search(r"<!-- brief -->\n````markdown\n(.*?)\n````", README, re.S)
    assert shown
    arguments = shlex.split("digest tests/data/clusters/tamer.json --max-words 150")
    made = CliRunner().invoke(main, [arguments[0], str(ROOT / arguments[1]), *arguments[2:]])
    assert made.exit_code == 0
    assert made.output.rstrip() == shown.group(1)


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(
        r"\]\((?!http)([^)#<]+)\)", README.split("<!-- brief -->")[0] + README.split("<!-- /brief -->")[1]
    ):
        assert (ROOT / target).exists(), target


def test_every_module_it_names_is_there() -> None:
    for name in re.findall(r"`(\w+\.py)`", README):
        assert (ROOT / "summarizer" / name).exists(), name
