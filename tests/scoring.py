"""Scores of a brief against gold: the facts it carries, where, with what citation, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

SCORES = ("vital", "facts", "useful", "section", "cited", "repeats", "unsupported")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![.!?:“\"'‘] )(?<!^)\b[A-Z][\w’'-]+")


def score(gold: dict[str, Any], documents: dict[str, str], brief: dict[str, Any]) -> dict[str, float]:
    """SCORES of a brief (as JSON) by gold facts; ``documents`` maps ids to titles and texts.

    ``vital`` and ``facts`` are shares of the gold facts carried, ``useful`` the share of bullets
    that carry any, ``section`` and ``cited`` the shares of carried facts that stand in the right
    section (key facts suit every vital one) and cite a document that states them. ``repeats``
    and ``unsupported`` count bullets.
    """
    bullets = [
        (s["name"], c["text"], {e["document"] for e in c["evidence"]})
        for s in brief["sections"]
        for c in s["statements"]
    ]
    carried = {f["id"]: [b for b in bullets if carries(b[1], f)] for f in gold["facts"]}
    found = [f for f in gold["facts"] if carried[f["id"]]]
    vital = [f for f in gold["facts"] if f["importance"] == 1]
    everything = " ".join(documents.values())
    return {
        "vital": _share(f in found for f in vital),
        "facts": _share(f in found for f in gold["facts"]),
        "useful": _share(any(carries(text, f) for f in gold["facts"]) for _, text, _ in bullets),
        "section": _share(any(_in_place(b[0], f) for b in carried[f["id"]]) for f in found),
        "cited": _share(any(b[2] & set(f["documents"]) for b in carried[f["id"]]) for f in found),
        "repeats": sum(_repeats(bullets[i][1], [b[1] for b in bullets[:i]]) for i in range(len(bullets))),
        "unsupported": sum(bool(_foreign(text, everything)) for _, text, _ in bullets),
    }


def carries(text: str, fact: dict[str, Any]) -> bool:
    """Whether each group of the fact's patterns has one that is found in the text."""
    return all(any(re.search(p, text, re.I) for p in group) for group in fact["match"])


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values) if values else 0.0


def _in_place(section: str, fact: dict[str, Any]) -> bool:
    return bool(section == fact["section"] or (section == "key_facts" and fact["importance"] == 1))


def _repeats(text: str, earlier: list[str]) -> bool:
    mine = _shingles(text)
    return any(len(mine & _shingles(t)) > 0.5 * min(len(mine), len(_shingles(t))) for t in earlier)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))}


def _foreign(text: str, source: str) -> list[str]:
    """Numbers and names of a bullet that no document holds."""
    held = set(re.findall(r"[^\W_]+", source.lower()))
    numbers = [n for n in _NUMBER.findall(text) if n.rstrip(".,") not in source]
    names = [n for n in _NAME.findall(text) if not set(re.findall(r"[^\W_]+", n.lower())) <= held]
    return numbers + names
