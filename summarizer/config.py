"""Every setting and its default, frozen. YAML files name only what differs.

A desk (conflict, markets, elections) is one YAML file: see ``configs/conflict.yaml``.
"""

from __future__ import annotations

import hashlib
import re
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, ValidationError, model_validator

from summarizer import __version__
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
    # names and numbers only as the text has them (see models/faithful.py); None: if the model was made for it
    faithful: bool | None = None
    copy_bonus: float = Field(0.0, ge=0)  # with it, nats for going on as the text goes on
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


class SourceSettings(Settings):
    """One place where documents come from every day.

    ``at`` is the address of a ``feed`` (RSS, Atom) or a ``page``, the path of a ``folder`` or a
    ``jsonl`` file, or the address or path of an ``opml`` list of feeds. ``name`` is what the brief
    calls it; without one, what it calls itself.
    """

    kind: Literal["feed", "page", "folder", "jsonl", "opml"]
    at: str = Field(min_length=1)
    name: str = ""
    max_items: int = Field(50, gt=0)  # of one feed, the newest
    max_age_days: int = Field(
        14, gt=0
    )  # items of a feed that are older are not read; two weeks can be caught up

    @model_validator(mode="after")
    def _has_an_address(self) -> Self:
        if self.kind in ("feed", "page") and not is_address(self.at):
            raise ValueError(f"a {self.kind} is at an address that begins with https:// or http://")
        if self.kind in ("folder", "jsonl") and is_address(self.at):
            raise ValueError(f"a {self.kind} is at a path; an address is a feed or a page")
        return self


class FetchSettings(Settings):
    """How pages and feeds are asked for."""

    seconds: float = Field(30.0, gt=0)  # for one address, with its redirects, retries and waits
    connect_seconds: float = Field(10.0, gt=0)  # of these, for one connection
    source_seconds: float = Field(300.0, gt=0)  # for one source with all its pages
    max_bytes: int = Field(10_000_000, gt=0)  # of one page or feed, unpacked
    max_redirects: int = Field(5, ge=0)
    retries: int = Field(2, ge=0)
    backoff: float = Field(1.0, ge=0)  # seconds before the first retry, doubled before each later one
    user_agent: str = f"summarizer/{__version__}"
    concurrency: int = Field(16, gt=0)  # requests at one time
    per_host: int = Field(2, gt=0)  # of these, to one host
    pause: float = Field(0.5, ge=0)  # seconds between two requests to one host
    robots: bool = True  # obey robots.txt
    # addresses that are not public (this machine, the local network) are refused, but for these networks
    allow_private: bool | tuple[IPvAnyNetwork, ...] = ()


def is_address(at: str) -> bool:
    """Whether a source is at a web address, not at a path."""
    return re.match(r"https?://[^/\s]", at, re.I) is not None


class Config(Settings):
    """All settings of a digest."""

    title: str = "News brief"
    model: str = "lead"
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    chunk: ChunkSettings = ChunkSettings()
    summarize: SummarizeSettings = SummarizeSettings()
    verify: VerifySettings = VerifySettings()
    merge: MergeSettings = MergeSettings()
    sections: tuple[SectionSettings, ...] = ()
    sources: tuple[SourceSettings, ...] = ()
    fetch: FetchSettings = FetchSettings()

    @property
    def sha256(self) -> str:
        """A hash of every setting that shapes the brief of given documents, for the manifest."""
        shaping = self.model_dump_json(exclude={"sources", "fetch"})
        return hashlib.sha256(shaping.encode()).hexdigest()


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
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            f"config: {path}: {_faults(error)}"
        ) from None  # the cause quotes addresses, with passwords
    sources = tuple(_located(source, path.parent) for source in config.sources)
    return config.model_copy(update={"sources": sources})


def _located(source: SourceSettings, folder: Path) -> SourceSettings:
    """A source whose path counts from the folder of the settings file: cron starts elsewhere."""
    if is_address(source.at):
        return source
    return source.model_copy(update={"at": str((folder / Path(source.at).expanduser()).absolute())})


def _faults(error: ValidationError) -> str:
    """All faults in one line, each with its path and, for an unknown key, the keys that exist."""
    return "; ".join(_fault(tuple(item["loc"]), item["type"], item["msg"]) for item in error.errors())


def _fault(location: tuple[int | str, ...], kind: str, message: str) -> str:
    path = ".".join(str(part) for part in location)
    if kind != "extra_forbidden":
        return f"{path}: {message.removeprefix('Value error, ')}"
    return f"{path}: unknown key (known: {', '.join(sorted(_known_keys(location)))})"


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Config
    for part in location[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _settings_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _settings_in(annotation: object) -> type[Settings] | None:
    """The settings that a field holds, be it one or a tuple of them."""
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return annotation
    return next(filter(None, map(_settings_in, typing.get_args(annotation))), None)
