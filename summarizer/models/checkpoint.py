"""Finds a checkpoint's files and checks them, without the libraries that read weights."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError

SHIPPED = Path(__file__).parent.parent / "assets"
SUMS = "sha256sums.txt"
SCALE = ".int8_scale"  # ends the name of the scales of weights that are stored as whole numbers
# what a checkpoint is read from: no pickled weights, no code
FILES = ["*.json", "*.model", "*.txt", "*.safetensors"]
_HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder with config.json, safetensors weights and a tokenizer's files.

    ``name`` is what the manifest calls it: its own name and the start of its weights' SHA-256.
    """

    folder: Path
    name: str
    config: Mapping[str, Any] = field(repr=False)
    tokenizer_config: Mapping[str, Any] = field(repr=False)

    @property
    def has_sums(self) -> bool:
        """Whether its files were compared with sums that were stored beside them."""
        return (self.folder / SUMS).exists()

    @property
    def family(self) -> str:
        """The architecture as config.json names it: t5, mt5, bart, pegasus, led."""
        return str(self.config.get("model_type", ""))


def find_checkpoint(name: str) -> Checkpoint:
    """The checkpoint that is meant by a folder, a shipped model's name or a Hugging Face name.

    Only a Hugging Face name (``owner/name``, no such folder) is looked up on the network, and
    only if its files are not in the Hugging Face cache.

    Raises:
        ModelError: no such model, no config.json, no safetensors weights, or a file that does
            not have the SHA-256 that ``sha256sums.txt`` beside it tells.
    """
    folder = _locate(name)
    config = _read_json(folder / "config.json")
    sums = _weight_sums(folder)
    check_sums(folder, sums)
    digest = _sha256_text(json.dumps([config, *sums.values()], sort_keys=True))
    optional = folder / "tokenizer_config.json"
    return Checkpoint(
        folder=folder,
        name=f"{_title(name, folder)}@{digest[:12]}",
        config=config,
        tokenizer_config=_read_json(optional) if optional.exists() else {},
    )


def _locate(name: str) -> Path:
    for folder in (Path(name).expanduser(), SHIPPED / name):
        if folder.is_dir():
            return folder
    if _HUB_NAME.fullmatch(name) and not Path(name).parent.is_dir():
        return _download(name)
    known = ", ".join(["lead", *shipped_models()])
    raise ModelError(
        f"model: {name}: no such folder; give a checkpoint's folder, a Hugging Face name (owner/name), "
        f"or a model that ships with the package ({known})"
    )


def shipped_models() -> list[str]:
    """The names of the models that ship with the package."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/config.json"))


def _download(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=FILES))
    except Exception as error:  # the network and its library fail in dozens of ways, all foreign
        raise ModelError(
            f"model: {name}: no such folder, and not to be had from Hugging Face: {one_line(error)}; "
            "download it while online, then give its folder"
        ) from error


def _title(name: str, folder: Path) -> str:
    """A Hugging Face name as it is; a folder by its last part."""
    return name if _HUB_NAME.fullmatch(name) and not Path(name).is_dir() else folder.resolve().name


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"model: {path.parent}: no {path.name} in it; give the folder of a Hugging Face checkpoint"
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"model: {path}: cannot be read: {one_line(error)}; get the file again") from error
    if not isinstance(data, dict):
        raise ModelError(f"model: {path}: expected a JSON object; get the file again")
    return data


def _weight_sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each weights file, by file name."""
    found = sorted(folder.glob("*.safetensors"))
    if found:
        return {path.name: _sha256(path) for path in found}
    pickled = sorted(path.name for path in folder.glob("*.bin"))
    if pickled:
        raise ModelError(
            f"model: {folder}: its weights are pickled ({pickled[0]}), and unpickling can run code; "
            "convert them where you trust them, with "
            "AutoModelForSeq2SeqLM.from_pretrained(FOLDER).save_pretrained(FOLDER)"
        )
    raise ModelError(f"model: {folder}: no *.safetensors weights in it; download the checkpoint again")


def check_sums(folder: Path, sums: Mapping[str, str] | None = None) -> None:
    """Compare a folder's files with the SHA-256 sums that were stored beside them, if any were.

    ``sums`` are those already taken, by file name.

    Raises:
        ModelError: a file is missing, not listed or not as it was.
    """
    path, sums = folder / SUMS, sums or {}
    if not path.exists():
        return
    listed = dict(
        _parse_sum(path, line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    )
    unlisted = sorted(set(sums) - set(listed))
    if unlisted:
        raise ModelError(f"model: {path}: does not list {unlisted[0]}; get the folder again")
    for name, expected in listed.items():
        file = folder / name
        if not file.is_file():
            raise ModelError(f"model: {file}: missing, though {SUMS} lists it; get the folder again")
        if (sums.get(name) or _sha256(file)) != expected:
            raise ModelError(f"model: {file}: damaged (its SHA-256 is not the one in {SUMS}); get it again")


def _parse_sum(path: Path, line: str) -> tuple[str, str]:
    """A line of ``sha256sum``: the sum, white space, the name of a file in the same folder."""
    digest, _, name = line.strip().partition(" ")
    name = name.strip().removeprefix("*").removeprefix("./")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digest) or Path(name).name != name:
        raise ModelError(f"model: {path}: not a list of SHA-256 sums and file names; get the folder again")
    return name, digest.lower()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def one_line(error: BaseException) -> str:
    """An error's message as one clause of a line."""
    first = str(error).strip().split("\n")[0].rstrip(".")
    return first or type(error).__name__
