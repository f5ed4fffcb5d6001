"""Imports run upward only, and no module takes part in a circle."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
STAGES = {"deduplicate", "chunk", "summarize", "verify", "merge", "status", "figures", "disputes", "gaps"}
# a module may import those of lower rank
RANK = {
    "__init__": 0, "errors": 0, "types": 0, "text": 1, "models.base": 0,
    "denial": 2, "dialogue": 2, "facts": 2, "people": 2.5, "introductions": 3, "countries": 1, "outlets": 2, "passages": 2, "versions": 2.5, "elsewhere": 2.5, "config": 2, "furniture": 2, "dates": 1, "chronology": 2, "flashback": 2.5, "lexical": 2, "shorten": 2.5, "quantities": 3, "attribution": 3,
    "standalone": 3.5, "splices": 3, "centrality": 3, "encoder": 4, "sections": 4.5, "placement": 4.8, "pronouns": 3.2, "speakers": 3.5, "origins": 4, "rank": 4, "novelty": 4, "retractions": 4.5, "supersession": 4.7, "evidence": 4.8, "meetings": 4.5,
    "mentions": 4, "sides": 4.2, "events": 5, "mention_pairs": 5,
    "models.checkpoint": 3, "models.cached": 4, "models.int8": 4, "models.lead": 4, "models.tokens": 4, "models.selection": 4,
    "models.faithful": 5, "models.compression": 6, "models.seq2seq": 7, "models": 8,
    "sources": 4, "sources.addresses": 4, "sources.child": 4, "sources.clean": 4, "sources.published": 4, "sources.feeds": 5,
    "sources.fetch": 5, "sources.office": 5, "sources.web": 5, "sources.files": 6, "sources.collect": 7,
    "deduplicate": 5, "chunk": 5, "summarize": 5, "verify": 5, "merge": 5, "status": 5, "excerpts": 5, "figure_kinds": 5.5, "figures": 6,
    "statements": 4, "opposites": 4.5, "replies": 4.6, "answers": 4.8, "disputes": 5, "gaps": 5,
    "render.record": 5, "render.html": 6, "render.json": 6, "render.markdown": 6, "render.text": 6,
    "render": 7,
    "pipeline": 8, "evaluate": 8,
    "first_config": 3, "archive": 8, "schedule": 8, "timer": 8, "daily": 13, "deliver.file": 9,
    "deliver.markup": 9, "deliver.secret": 9, "deliver.feed": 10, "deliver.mail": 10, "deliver.site": 11,
    "deliver.webhook": 11, "deliver": 12,
    "cli.options": 9, "cli.output": 9, "cli.progress": 9, "cli.digest": 10, "cli.evaluate": 10,
    "cli.init": 10, "cli.model": 10, "cli.schedule": 10, "cli.sources": 10, "cli.archive": 14,
    "cli.daily": 14, "cli": 15, "__main__": 16,
    # what builds models stands above all of that, and nothing of that imports it
    "training.tokens": 0, "training.command": 1, "training.muon": 0, "training.device": 0, "training.settings": 1,
    "training.prepared": 2, "training.stages": 2, "training.network": 4.5, "training.optimizers": 2,
    "training.objectives": 3, "training.batches": 4, "training.curves": 5, "training.train": 6,
    "training.speed": 7, "training.export": 5, "training.oracle": 7, "training.prepare": 8, "training.tokenizer": 9, "training.pretrained": 10,
    "training.evaluate": 9, "training.ranker": 9, "training.section_encoder": 10, "training.mention_pairs": 10,
}  # fmt: skip


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found[name] = path
    return found


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("summarizer"):
            module = (node.module or "").removeprefix("summarizer").removeprefix(".") or "__init__"
            for alias in node.names:
                inner = alias.name if module == "__init__" else f"{module}.{alias.name}"
                found.add(inner if inner in modules() else module)
    return found


@pytest.mark.parametrize("name", modules())
def test_imports_run_upward(name: str) -> None:
    assert name in RANK, f"say in RANK where {name} belongs"
    for imported in imports(modules()[name]) - {"__init__"}:
        builds = imported.startswith("training") and not name.startswith("training")
        assert not builds, f"{name} imports {imported}, which builds models"
        assert RANK[imported] < RANK[name], f"{name} imports {imported}"


def test_stages_do_not_import_each_other() -> None:
    for stage in STAGES:
        assert not imports(modules()[stage]) & STAGES


def test_only_the_model_loads_torch() -> None:
    for name, path in modules().items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        names = {a.name.split(".")[0] for n in top if isinstance(n, ast.Import) for a in n.names}
        names |= {(n.module or "").split(".")[0] for n in top if isinstance(n, ast.ImportFrom)}
        if names & {"torch", "transformers"}:
            assert name.startswith(("models.", "training.")), f"{name} loads torch when it is imported"
