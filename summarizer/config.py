"""Every setting and its default, frozen. YAML files name only what differs.

A desk (conflict, markets, elections) is one YAML file: see ``configs/conflict.yaml``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from summarizer.errors import ConfigError


class Settings(BaseModel):
    """Base of every settings section: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeduplicateSettings(Settings):
    """How alike two texts are before one of them is left out (Jaccard of word shingles, 0 to 1)."""

    paragraph: float = Field(0.6, ge=0, le=1)
    # share of a document that stands in others: from here on it tells their story (one origin) ...
    document: float = Field(0.5, ge=0, le=1)
    # ... and from here on it is left out whole, since what it adds is a dateline or a tail
    whole_document: float = Field(0.9, ge=0, le=1)


class ChunkSettings(Settings):
    """How much the model reads at once."""

    max_tokens: int | None = Field(None, gt=0)  # None: as many as the model takes


class SummarizeSettings(Settings):
    """What is asked of the model."""

    max_words: int = Field(60, gt=0)  # of one chunk
    min_words: int = Field(0, ge=0)  # 0: a chunk without news may be told in no words
    batch_size: int = Field(8, gt=0)
    num_beams: int = Field(1, gt=0)
    length_penalty: float = 1.0  # over 0 draws beams to longer summaries, under 0 to shorter ones
    # of the summary alone: 0 forbids nothing; a small number forbids a name to be told twice
    no_repeat_ngram_size: int = Field(0, ge=0)
    device: str = "auto"  # "cuda" where there is one, else "cpu"


class VerifySettings(Settings):
    """When a sentence counts as carried by its passage."""

    min_support: float = Field(0.6, ge=0, le=1)  # share of content bigrams found in the evidence


class MergeSettings(Settings):
    """What goes into the brief."""

    max_words: int = Field(300, gt=0)
    same_claim: float = Field(0.6, ge=0, le=1)  # TF-IDF cosine over which two claims are one


class SectionSettings(Settings):
    """One section of the brief.

    ``labels``: classifier labels that belong here. ``keywords``: words and phrases that draw a
    claim here, for desks without training data. ``lead``: True for the section that takes the
    most important claims whatever their topic, up to ``share`` of the word budget.
    """

    name: str
    title: str
    lead: bool = False
    share: float = Field(0.0, ge=0, le=1)
    labels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class DailySettings(Settings):
    """The daily brief: when a day begins, what is news of it, where the days before are kept."""

    time_zone: str = "UTC"  # a day is from local midnight to the next
    archive: str = ""  # file; "": summarizer/archive.db in the user's folder of data. One desk, one archive
    stale_after: int = Field(1, ge=0)  # whole days before the brief's own of which an unread document is news
    undated: Literal["first_seen", "leave_out"] = "first_seen"  # the day that is taken for a document without
    remember: int = Field(14, ge=0)  # days of earlier briefs that statements are compared with

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {name!r}; give a name such as Europe/Kyiv") from error
        return name


class Config(Settings):
    """All settings of a digest and of the daily brief."""

    title: str = "News brief"
    model: str = "lead"
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    chunk: ChunkSettings = ChunkSettings()
    summarize: SummarizeSettings = SummarizeSettings()
    verify: VerifySettings = VerifySettings()
    merge: MergeSettings = MergeSettings()
    sections: tuple[SectionSettings, ...] = ()
    daily: DailySettings = DailySettings()

    @property
    def sha256(self) -> str:
        """A hash of every setting, for the manifest."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def default_config_path() -> Path:
    """The desk that is used when none is named: ``configs/conflict.yaml``."""
    package = Path(__file__).parent
    installed = package / "configs" / "conflict.yaml"  # put there when the wheel is built
    return installed if installed.exists() else package.parent / "configs" / "conflict.yaml"


def find_config(environment: Mapping[str, str]) -> Path | None:
    """The settings file that is used when none is named: ``$SUMMARIZER_CONFIG``, ``./summarizer.yaml``, or
    ``summarizer/config.yaml`` in the user's folder of settings (XDG); None where there is none."""
    if environment.get("SUMMARIZER_CONFIG"):
        return Path(environment["SUMMARIZER_CONFIG"])
    home = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    candidates = (Path("summarizer.yaml"), Path(home) / "summarizer" / "config.yaml")
    return next((path for path in candidates if path.is_file()), None)


def load_config(path: Path | None = None) -> Config:
    """Read a desk's YAML file, or the default desk.

    Raises:
        ConfigError: the file is missing, is not YAML, or holds a key or value that is not known;
            every fault is named with its path.
    """
    path = path or default_config_path()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"config: {path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"config: {path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ConfigError(f"config: {path}: expected settings (key: value), found {type(data).__name__}")
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"config: {path}: {_faults(error)}") from error


def _faults(error: ValidationError) -> str:
    """All faults in one line, each with its path and, for an unknown key, the keys that exist."""
    return "; ".join(_fault(tuple(item["loc"]), item["type"], item["msg"]) for item in error.errors())


def _fault(location: tuple[int | str, ...], kind: str, message: str) -> str:
    path = ".".join(str(part) for part in location)
    if kind != "extra_forbidden":
        return f"{path}: {message}"
    return f"{path}: unknown key (known: {', '.join(sorted(_known_keys(location)))})"


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Config
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        model = SectionSettings if part == "sections" else annotation  # type: ignore[assignment]
    return list(model.model_fields)
