"""summarizer model: what is known of the models that ship with the package, or of a checkpoint."""

from __future__ import annotations

import json
from math import prod
from pathlib import Path

import click


@click.group()
def model() -> None:
    """Models that can write the summaries."""


@model.command()
@click.argument("name", required=False)
def info(name: str | None) -> None:
    """Print a model's size, sums and card.

    NAME is a shipped model, a checkpoint's folder, or its Hugging Face name. Default: the shipped model.
    """
    from summarizer.models.checkpoint import find_checkpoint, shipped_models

    checkpoint = find_checkpoint(name or shipped_models()[0])
    weights = sorted(checkpoint.folder.glob("*.safetensors"))
    size = sum(path.stat().st_size for path in weights) / 1e6
    click.echo(f"name: {checkpoint.name}")
    click.echo(f"folder: {checkpoint.folder}")
    click.echo(f"architecture: {checkpoint.family}")
    click.echo(f"weights: {size:.1f} MB, {sum(map(_parameters, weights)) / 1e6:.1f} million parameters")
    click.echo("sha256: checked" if checkpoint.has_sums else "sha256: no sums to check")
    card = checkpoint.folder / "README.md"
    if card.exists():
        click.echo(f"\n{card.read_text(encoding='utf-8').strip()}")


def _parameters(path: Path) -> int:
    """The weights that a safetensors file's header lists, scales of whole numbers left out."""
    from summarizer.models.checkpoint import SCALE

    with path.open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return sum(prod(t["shape"]) for n, t in header.items() if n != "__metadata__" and not n.endswith(SCALE))
