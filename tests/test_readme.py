"""The README tells what the commands tell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from summarizer.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that does something, as its words: ("digest",), ("sources", "check")."""
    if not isinstance(command, click.Group):
        yield path
        return
    if command.invoke_without_command:
        yield path
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner
        yield from commands(inner, (*path, name))


def test_help_is_as_pasted() -> None:
    pasted = dict(re.findall(r"<!-- help: ([\w ]+) -->\n```\n(.*?)\n```", README, re.S))
    assert set(pasted) == {" ".join(words) for words in commands(main)}
    for name, text in pasted.items():
        shown = CliRunner().invoke(
            main, [*name.split(), "--help"], prog_name="summarizer", terminal_width=100
        )
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
