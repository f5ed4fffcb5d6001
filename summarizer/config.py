"""Every setting and its default, frozen. YAML files name only what differs.

A desk (conflict, markets, elections) is one YAML file: see ``configs/conflict.yaml``.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    ValidationError,
    field_validator,
    model_validator,
)

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

    max_words: int = Field(60, gt=0)  # of a chunk, or of each sentence of it that is rewritten by itself
    min_words: int = Field(0, ge=0)  # 0: a chunk without news may be told in no words
    batch_size: int = Field(8, gt=0)
    # None: as many as the model's own settings say for this task, else 1
    num_beams: int | None = Field(None, gt=0)
    # over 0 draws beams to longer summaries, under 0 to shorter ones; None: likewise, else 1
    length_penalty: float | None = None
    # of the summary alone: 0 forbids nothing; a small number forbids a name to be told twice
    no_repeat_ngram_size: int = Field(0, ge=0)
    # names and numbers only as the text has them (see models/faithful.py); None: if the model was made for it
    faithful: bool | None = None
    device: str = "auto"  # "cuda" where there is one, else "cpu"


class VerifySettings(Settings):
    """When a sentence counts as carried by its passage."""

    min_support: float = Field(0.6, ge=0, le=1)  # share of content words and pairs found in the evidence
    # take only the passage's words with parts left out (splices.py); a model that can do no more asks for it
    compression: bool = False


class MergeSettings(Settings):
    """What goes into the brief."""

    max_words: int = Field(300, gt=0)
    same_claim: float = Field(0.5, ge=0, le=1)  # TF-IDF cosine over which two claims are one


class FigureSettings(Settings):
    """How much of what sources disagree on is shown."""

    max_rows: int = Field(15, ge=0)
    max_values: int = Field(12, ge=2)  # of one row
    max_disputes: int = Field(5, ge=0)  # rows of statements that contradict each other


class SectionSettings(Settings):
    """One section of the brief.

    ``labels``: classifier labels that belong here. ``keywords``: words and phrases that draw a
    claim here, for desks without training data. ``lead``: True for the section that takes the
    most important claims whatever their topic, up to ``share`` of the word budget
    and ``least`` of it even on a day when no claim is sure to be among them; three tenths of
    the claims of each other section stay there.
    """

    name: str
    title: str
    lead: bool = False
    share: float = Field(0.0, ge=0, le=1)
    least: float = Field(0.0, ge=0, le=1)
    labels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class DailySettings(Settings):
    """The daily brief: when a day begins, what is news of it, where the days before are kept."""

    time_zone: str = "UTC"  # a day is from local midnight to the next
    archive: str = ""  # file; "": summarizer/archive.db in the user's folder of data. One desk, one archive
    stale_after: int = Field(2, ge=0)  # whole days before the brief's own of which an unread document is news
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


# a form of the brief for each end of a file's name
SUFFIXES = {".md": "markdown", ".html": "html", ".json": "json", ".txt": "text"}


def _file_pattern(path: str) -> str:
    if re.search(r"[{}]", path.replace("{date}", "")):
        raise ValueError("the only place that can be filled in is {date}")
    if PurePath(path).suffix not in SUFFIXES:
        raise ValueError(f"must end with one of {', '.join(SUFFIXES)}")
    return path


def _mail_address(address: str) -> str:
    if not re.fullmatch(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f-\U0010ffff]+@[A-Za-z0-9.-]+", address):
        raise ValueError("must be one plain address, as in name@example.org")
    return address


def _variable(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        raise ValueError("must name an environment variable; the secret itself is never written here")
    return name


MailAddress = Annotated[str, AfterValidator(_mail_address)]
EnvironmentVariable = Annotated[str, AfterValidator(_variable)]


class FileDelivery(Settings):
    """The brief as a file; the end of the name (.md .html .json .txt) says in which form.

    ``{date}`` in the path is the brief's day, as in ``briefs/{date}.html``.
    """

    to: Literal["file"]
    path: Annotated[str, AfterValidator(_file_pattern)]

    @property
    def key(self) -> str:
        """What names this target among deliveries, the same as long as it is the same place."""
        return f"file:{self.path}"


class SiteDelivery(Settings):
    """A folder of static pages: a page a day, a calendar of days, search, an Atom feed."""

    to: Literal["site"]
    folder: str = Field(min_length=1)
    url: str = Field(
        "", pattern=r"^(https?://[!#-;=?-\[\]-~]+/)?$"
    )  # where the folder is published, for the feed

    @property
    def key(self) -> str:
        """What names this target among deliveries, the same as long as it is the same place."""
        return f"site:{self.folder}"


class EmailDelivery(Settings):
    """The brief as mail, a message for each recipient.

    ``user_env`` and ``password_env`` name the environment variables that hold what to log in with;
    without them no login is tried. The server's certificate is always checked.
    """

    to: Literal["email"]
    host: str = Field(min_length=1)
    port: int = Field(587, gt=0, lt=65536)
    security: Literal["starttls", "tls", "none"] = "starttls"  # "none": to this machine's own server alone
    sender: MailAddress
    recipients: tuple[MailAddress, ...] = Field(min_length=1)
    user_env: EnvironmentVariable | None = None
    password_env: EnvironmentVariable | None = None
    timeout: float = Field(30.0, gt=0)  # seconds of silence of the server

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        if self.security == "none" and not _is_loopback(self.host):
            raise ValueError("security: none is for a server on this machine (localhost) alone")
        if (self.user_env is None) != (self.password_env is None):
            raise ValueError("user_env and password_env go together")
        return self

    @property
    def key(self) -> str:
        """What names this target among deliveries, the same as long as it is the same inbox."""
        return f"email:{','.join(self.recipients)}"


class WebhookDelivery(Settings):
    """The brief as JSON ``{"text": ...}`` by HTTP POST, as Slack, Mattermost and Rocket.Chat take it.

    The address of a webhook is its password: ``url_env`` names the environment variable that holds it.
    ``token_env`` names one whose value is sent as ``Authorization: Bearer``. ``allow_private`` lets the
    address be one of this machine or its network, and then plain http too.
    """

    to: Literal["webhook"]
    url_env: EnvironmentVariable
    token_env: EnvironmentVariable | None = None
    allow_private: bool = False
    timeout: float = Field(30.0, gt=0)  # seconds for everything

    @property
    def key(self) -> str:
        """What names this target among deliveries, the same as long as it is the same variable."""
        return f"webhook:{self.url_env}"


DeliverySettings = Annotated[
    FileDelivery | SiteDelivery | EmailDelivery | WebhookDelivery, Field(discriminator="to")
]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _time_of_day(value: object) -> object:
    # YAML 1.1 reads 16:30 without quotes as a number of base 60
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60)
    if isinstance(value, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        hour, minute = value.split(":")
        return time(int(hour), int(minute))
    raise ValueError("must be a time of day, as in 06:30")


class ScheduleSettings(Settings):
    """When ``summarizer schedule`` makes the brief: a time of day in the time zone of ``daily``."""

    at: Annotated[time, BeforeValidator(_time_of_day)] = time(6)


class Config(Settings):
    """All settings of a digest and of the daily brief."""

    title: str = "News brief"
    model: str = "lead"
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    chunk: ChunkSettings = ChunkSettings()
    summarize: SummarizeSettings = SummarizeSettings()
    verify: VerifySettings = VerifySettings()
    merge: MergeSettings = MergeSettings()
    figures: FigureSettings = FigureSettings()
    sections: tuple[SectionSettings, ...] = ()
    daily: DailySettings = DailySettings()
    sources: tuple[SourceSettings, ...] = ()
    fetch: FetchSettings = FetchSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    deliver: tuple[DeliverySettings, ...] = ()  # where the daily brief goes

    @model_validator(mode="after")
    def _each_target_once(self) -> Self:
        keys = [target.key for target in self.targets]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"deliver: {', '.join(twice)}: named twice")
        return self

    @model_validator(mode="after")
    def _each_section_once(self) -> Self:
        names = [section.name for section in self.sections]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"sections: {', '.join(twice)}: named twice")
        return self

    @property
    def targets(self) -> tuple[DeliverySettings, ...]:
        """Where the brief goes, one by one: mail to three recipients is three deliveries."""
        return tuple(one for target in self.deliver for one in _one_by_one(target))

    @property
    def sha256(self) -> str:
        """A hash of every setting that shapes the brief of given documents, for the manifest."""
        shaping = self.model_dump_json(exclude={"sources", "fetch", "daily", "schedule", "deliver"})
        return hashlib.sha256(shaping.encode()).hexdigest()


def _one_by_one(target: DeliverySettings) -> Iterator[DeliverySettings]:
    if isinstance(target, EmailDelivery):
        for recipient in target.recipients:
            yield target.model_copy(update={"recipients": (recipient,)})
    else:
        yield target


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
    """Read a desk's YAML file, or the default desk, whose sections stand where a file names none.

    Raises:
        ConfigError: the file is missing, is not YAML, or holds a key or value that is not known;
            every fault is named with its path.
    """
    path = path or default_config_path()
    data = _read_settings(path)
    if data.get("sections") is None:
        data = data | {"sections": _read_settings(default_config_path())["sections"]}
    elif not data["sections"]:
        raise ConfigError(f"config: {path}: sections: name one at least, or leave the word out")
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            f"config: {path}: {faults(error)}"
        ) from None  # the cause quotes addresses, with passwords
    return _beside(path.parent, config)


def _read_settings(path: Path) -> dict[str, Any]:
    """What a YAML file holds. Raises ConfigError where it holds no settings."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"config: {path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"config: {path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ConfigError(f"config: {path}: expected settings (key: value), found {type(data).__name__}")
    return data


def _beside(folder: Path, config: Config) -> Config:
    """The settings with their paths counted from the folder that they stand in."""
    sources = tuple(_located(source, folder) for source in config.sources)
    archive = config.daily.archive and _absolute(config.daily.archive, folder)
    daily = config.daily.model_copy(update={"archive": archive})
    deliver = tuple(_located_target(target, folder) for target in config.deliver)
    return config.model_copy(update={"sources": sources, "daily": daily, "deliver": deliver})


def _located(source: SourceSettings, folder: Path) -> SourceSettings:
    if is_address(source.at):
        return source
    return source.model_copy(update={"at": _absolute(source.at, folder)})


def _located_target(target: DeliverySettings, folder: Path) -> DeliverySettings:
    if isinstance(target, FileDelivery):
        return target.model_copy(update={"path": _absolute(target.path, folder)})
    if isinstance(target, SiteDelivery):
        return target.model_copy(update={"folder": _absolute(target.folder, folder)})
    return target


def _absolute(path: str, folder: Path) -> str:
    """A path that counts from the folder of the settings file: cron starts elsewhere."""
    return str((folder / Path(path).expanduser()).absolute())


def faults(error: ValidationError) -> str:
    """All faults in one line, each with its path and, for an unknown key, the keys that exist."""
    return "; ".join(_fault(tuple(item["loc"]), item["type"], item["msg"]) for item in error.errors())


def _fault(location: tuple[int | str, ...], kind: str, message: str) -> str:
    path = ".".join(str(part) for part in location)
    message = _IN_YAML.get(kind, message)
    if kind != "extra_forbidden":
        return f"{path}: {message.removeprefix('Value error, ')}".removeprefix(": ")
    return f"{path}: unknown key (known: {', '.join(sorted(_known_keys(location)))})"


_IN_YAML = {
    "tuple_type": "should be a list, as in [one, two]",
    "model_type": "should be settings, as in {key: value}",
}


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    """The keys that exist where an unknown one was found; positions and tags in the path stand for no key."""
    models: list[type[BaseModel]] = [Config]
    for part in location[:-1]:
        fields = [model.model_fields[part] for model in models if part in model.model_fields]
        if fields:
            models = list(_models(fields[0].annotation))
        else:
            models = [model for model in models if _has_tag(model, part)] or models
    return sorted({name for model in models for name in model.model_fields})


def _has_tag(model: type[BaseModel], tag: object) -> bool:
    return "to" in model.model_fields and tag in get_args(model.model_fields["to"].annotation)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The settings sections that an annotation (``tuple[A, ...]``, ``A | B``) is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
