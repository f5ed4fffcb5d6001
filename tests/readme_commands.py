"""Print the README's two commands, one a line: the brief, then the tests."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def commands() -> list[str]:
    """The first two blocks of shell in the README, their lines joined."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    return [" && ".join(line for line in block.strip().split("\n") if line) for block in blocks[:2]]


if __name__ == "__main__":
    print("\n".join(commands()))
