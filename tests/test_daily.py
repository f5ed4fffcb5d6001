"""One brief a day: what it reads, what it tells again, what it delivers, and what a run leaves behind."""

from __future__ import annotations

import json
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inbox import Inbox

from summarizer.archive import Archive, SeenDocument, StoredBrief
from summarizer.config import Config, DailySettings, load_config
from summarizer.daily import Outcome, day_bounds, plan_day, run_daily, select_documents
from summarizer.errors import ArchiveError, ConfigError
from summarizer.models.base import Model
from summarizer.models.lead import LeadModel
from summarizer.types import Document

KYIV = DailySettings(time_zone="Europe/Kyiv")
NOW = datetime(2026, 5, 6, 3, 0, tzinfo=UTC)  # 06:00 in Kyiv
CROSSING = "Norvian troops crossed the Tamer river at dawn on Monday and seized the rail bridge at Oskel, the army said."
TOLL = "Four people were killed and 11 wounded when shells hit the market district of Oskel on Monday, governor Ilse Maran said."
TALKS = "Mediator Tomas Hale will meet delegations of Norvia and Sarland in Lindhaven on Wednesday, his office said."
REVISED = "Seven people were killed and 19 wounded when shells hit the market district of Oskel, governor Ilse Maran said."
COUNCIL = (
    "The Council of River States called an emergency session on the fighting at Oskel, its secretariat said."
)


# -- days -------------------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(
    zone=st.sampled_from(sorted(zoneinfo.available_timezones())),
    moment=st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_every_moment_is_in_one_day_and_days_join(zone: str, moment: datetime) -> None:
    plan = plan_day(moment, DailySettings(time_zone=zone, stale_after=0))
    start, end = day_bounds(plan.day, ZoneInfo(zone))
    assert plan.since == start <= moment < end
    assert end == day_bounds(plan.day + timedelta(1), ZoneInfo(zone))[0]


def test_days_in_which_the_clock_changes() -> None:
    hours = [
        (end - start) / timedelta(hours=1)
        for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25))
        for start, end in [day_bounds(day, ZoneInfo("Europe/Kyiv"))]
    ]
    assert hours == [24, 23, 25]
    assert day_bounds(date(2026, 3, 29), ZoneInfo("Europe/Kyiv"))[0] == datetime(2026, 3, 28, 22, tzinfo=UTC)


def test_the_day_is_that_of_the_time_zone() -> None:
    late = datetime(2026, 5, 5, 21, 30, tzinfo=UTC)
    assert plan_day(late, KYIV).day == date(2026, 5, 6)
    assert plan_day(late, DailySettings()).day == date(2026, 5, 5)


def test_since_the_last_brief() -> None:
    assert plan_day(NOW, KYIV).since == datetime(2026, 5, 3, 21, tzinfo=UTC)
    assert plan_day(NOW, KYIV, last=date(2026, 4, 29)).since == datetime(2026, 4, 28, 21, tzinfo=UTC)
    assert plan_day(NOW, KYIV, last=date(2026, 5, 5)).since == datetime(2026, 5, 3, 21, tzinfo=UTC)


# -- what is read -----------------------------------------------------------------------------------


def seen(
    name: str, published: datetime | None = NOW, *, url: str = "", first_seen: datetime = NOW, text: str = ""
) -> SeenDocument:
    return SeenDocument(Document(name, text or f"Text of {name}.", url=url, published=published), first_seen)


def ids(documents: tuple[Document, ...]) -> list[str]:
    return [d.id for d in documents]


def test_stale_and_undated_documents() -> None:
    documents = [
        seen("today"),
        seen("yesterday", NOW - timedelta(days=1)),
        seen("old", NOW - timedelta(days=5)),
        seen("undated", None),
        seen("tomorrow", NOW + timedelta(days=1)),
        seen("clock", NOW + timedelta(minutes=20)),
    ]
    chosen = select_documents(documents, plan_day(NOW, KYIV), KYIV)
    assert sorted(ids(chosen.documents)) == ["clock", "today", "tomorrow", "undated", "yesterday"]
    assert chosen.notes == (
        "1 document left out because published before 2026-05-04.",
        "2 documents without a believable date, taken as of when first seen.",
    )
    strict = KYIV.model_copy(update={"undated": "leave_out"})
    chosen = select_documents(documents, plan_day(NOW, KYIV), strict)
    assert ids(chosen.documents) == ["yesterday", "today", "clock"]
    assert "2 documents left out for want of a date." in chosen.notes


def test_of_several_versions_of_a_page_the_last_is_read() -> None:
    early = seen("a", url="https://x/a", first_seen=NOW - timedelta(hours=3), text="Four killed.")
    late = seen("a", url="https://x/a", text="Seven killed.")
    chosen = select_documents([early, late, seen("a"), seen("b")], plan_day(NOW, KYIV), KYIV)
    assert "Seven killed." in [d.text for d in chosen.documents]
    assert [d.text for d in chosen.outdated] == ["Four killed."]
    assert sorted(ids(chosen.documents)) == ["a", "a (2)", "b"]


def test_a_page_that_changed_after_it_was_read_is_news() -> None:
    page = seen("live", NOW - timedelta(days=9), url="https://x/live")
    assert not select_documents([page], plan_day(NOW, KYIV), KYIV).documents
    changed = select_documents([page], plan_day(NOW, KYIV), KYIV, frozenset({"https://x/live"}))
    assert ids(changed.documents) == ["live"]


# -- runs -------------------------------------------------------------------------------------------


def folder_config(tmp_path: Path, **parts: Any) -> Config:
    """Settings that read the folder ``articles``; ``parts`` are sections of the file."""
    (tmp_path / "articles").mkdir(exist_ok=True)
    path = tmp_path / "summarizer.yaml"
    sections = load_config().model_dump(mode="json")["sections"]
    value = {
        "title": "Brief", "sections": sections, "sources": [{"kind": "folder", "at": "articles"}],
        "daily": {"time_zone": "Europe/Kyiv", "archive": "archive.db"}, **parts,
    }  # fmt: skip
    path.write_text(json.dumps(value), encoding="utf-8")  # JSON is YAML
    return load_config(path)


def article(tmp_path: Path, name: str, *lines: str, day: datetime = NOW) -> None:
    value = {"id": name, "date": day.isoformat(), "source": f"{name} Post", "text": "\n".join(lines)}
    (tmp_path / "articles" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")


def run(config: Config, now: datetime = NOW, **options: Any) -> Outcome:
    load: Callable[[], Model] = options.pop("load_model", LeadModel)
    environment = options.pop("environment", {})
    with Archive.open(Path(config.daily.archive)) as archive:
        return run_daily(
            config, archive, now=now, environment=environment, load_model=load, wait=lambda _: None, **options
        )


def statements(brief: StoredBrief | None) -> dict[str, str]:
    """Each statement's text and novelty."""
    assert brief
    return {s["text"]: s["novelty"] for section in brief.json["sections"] for s in section["statements"]}


def no_model() -> Model:
    raise AssertionError("nothing is to be summarized")


def test_once_a_day(tmp_path: Path) -> None:
    config = folder_config(tmp_path, deliver=[{"to": "file", "path": "briefs/{date}.md"}])
    article(tmp_path, "a", CROSSING, TOLL, TALKS)
    first = run(config)
    assert first.exit_code == 0
    assert first.lines[0] == "Brief of 2026-05-06: 3 statements from 1 document."
    assert first.brief
    assert first.brief.date == date(2026, 5, 6)
    target = next(tmp_path.rglob("2026-05-06.md"))
    assert target.read_text(encoding="utf-8") == first.brief.markdown
    article(tmp_path, "b", COUNCIL)
    target.write_text("with a note of the desk's own", encoding="utf-8")
    again = run(config, NOW + timedelta(hours=2), load_model=no_model)
    assert (again.exit_code, again.brief) == (4, first.brief)
    assert again.lines == ("Nothing new: the brief of 2026-05-06 is made and delivered.",)
    assert target.read_text(encoding="utf-8") == "with a note of the desk's own"


@pytest.mark.parametrize(
    "place", [{"to": "file", "path": "briefs/{date}.md"}, {"to": "site", "folder": "briefs"}], ids=lambda p: p["to"]
)  # fmt: skip
def test_a_file_that_is_gone_is_put_back(tmp_path: Path, place: dict[str, str]) -> None:
    config = folder_config(tmp_path, deliver=[place])
    article(tmp_path, "a", CROSSING, TOLL, TALKS)
    first = run(config)
    target = next((tmp_path / "briefs").rglob("2026-05-06.*"))
    text = target.read_bytes()
    target.unlink()
    again = run(config, NOW + timedelta(hours=2), load_model=no_model)
    assert (again.exit_code, again.brief) == (0, first.brief)
    assert again.lines[0].startswith("Delivered")
    assert target.read_bytes() == text
    assert run(config, NOW + timedelta(hours=3), load_model=no_model).exit_code == 4


def test_a_place_that_is_added_gets_the_brief_of_the_day(tmp_path: Path, inbox: Inbox) -> None:
    place = {"to": "file", "path": "briefs/{date}.md"}
    config = folder_config(tmp_path, deliver=[inbox.target()])
    article(tmp_path, "a", CROSSING, TOLL, TALKS)
    first = run(config)
    config = folder_config(tmp_path, deliver=[inbox.target("reader@example.org", "new@example.org"), place])
    again = run(config, NOW + timedelta(hours=2), load_model=no_model)
    assert (again.exit_code, again.brief) == (0, first.brief)
    assert first.brief
    written = (tmp_path / "briefs" / "2026-05-06.md").read_text(encoding="utf-8")
    assert written == first.brief.markdown
    assert len(inbox.messages) == 2  # the reader has it, and gets it once
    assert run(config, NOW + timedelta(hours=3), load_model=no_model).exit_code == 4


def test_a_date_that_is_not_understood_is_said_once(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    value = {"id": "a", "date": "11/06/2026", "text": f"{CROSSING}\n{TOLL}"}
    (tmp_path / "articles" / "a.json").write_text(json.dumps(value), encoding="utf-8")
    told = f"Date “11/06/2026” of {tmp_path / 'articles' / 'a.json'} not understood: treated as undated."
    first = run(config)
    assert first.exit_code == 0
    assert told in first.lines
    assert first.brief
    assert told in first.brief.json["gaps"]
    article(tmp_path, "b", COUNCIL, TALKS, day=NOW + timedelta(days=1))
    second = run(config, NOW + timedelta(days=1)).brief
    assert second
    assert told not in second.json["gaps"]  # a brief before has read it


def test_made_again_when_asked(tmp_path: Path) -> None:
    config = folder_config(tmp_path, deliver=[{"to": "file", "path": "briefs/{date}.md"}])
    article(tmp_path, "a", CROSSING, TOLL)
    run(config)
    article(tmp_path, "b", COUNCIL)
    again = run(config, NOW + timedelta(hours=2), force=True)
    assert again.exit_code == 0
    assert again.brief
    assert again.brief.revision == 2
    assert {CROSSING, COUNCIL} <= set(statements(again.brief))  # what the first revision read is read again
    assert next(tmp_path.rglob("2026-05-06.md")).read_text(encoding="utf-8") == again.brief.markdown


def test_the_next_day_tells_what_is_new(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    article(tmp_path, "a", CROSSING, TOLL, TALKS)
    assert set(statements(run(config).brief).values()) == {""}
    tomorrow = NOW + timedelta(days=1)
    article(tmp_path, "b", REVISED, CROSSING, COUNCIL, day=tomorrow)
    brief = run(config, tomorrow).brief
    assert statements(brief) == {REVISED: "revised", COUNCIL: "new"}
    assert brief
    assert [s["text"] for s in brief.json["repeated"]] == [CROSSING]
    assert f"*Revised. 2026-05-06: {TOLL}*" in brief.markdown
    assert (
        "Against earlier briefs: 1 new, 1 revised, 1 statement of earlier briefs not told again."
        in brief.markdown
    )
    assert "Told before and not told again (1)" in brief.html


def test_nothing_new_is_no_brief(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    article(tmp_path, "a", CROSSING, TOLL)
    run(config)
    tomorrow = NOW + timedelta(days=1)
    assert run(config, tomorrow).exit_code == 4
    article(tmp_path, "b", TOLL, CROSSING, day=tomorrow)
    outcome = run(config, tomorrow)
    assert (outcome.exit_code, outcome.brief) == (4, None)
    assert outcome.lines == ("No brief: all that is told was told before.",)


def test_documents_that_tell_nothing_are_no_brief(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    article(tmp_path, "a", "Norvia and Sarland talks", "Tamer river crossing at dawn")
    outcome = run(config)
    assert (outcome.exit_code, outcome.brief) == (4, None)
    assert outcome.lines == ("No brief: nothing could be told from 1 document.",)


def test_missed_days_are_caught_up_when_asked(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    article(tmp_path, "a", CROSSING)
    run(config)
    article(tmp_path, "b", COUNCIL, day=NOW + timedelta(days=1))
    week_later = NOW + timedelta(days=7)
    assert run(config, week_later).exit_code == 4
    assert set(statements(run(config, week_later, since_last=True).brief)) == {COUNCIL}


def test_missing_sources_are_named_and_told_by_the_exit_code(tmp_path: Path) -> None:
    sources = [{"kind": "folder", "at": "articles"}, {"kind": "folder", "at": "gone"}]
    config = folder_config(tmp_path, sources=sources)
    assert run(config).exit_code == 1
    article(tmp_path, "a", CROSSING)
    outcome = run(config)
    assert outcome.exit_code == 3
    assert any("gone" in line for line in outcome.lines)
    assert outcome.brief
    assert "gone" in outcome.brief.markdown


def test_an_empty_inbox_is_no_source_that_failed(tmp_path: Path) -> None:
    sources = [{"kind": "folder", "at": "articles"}, {"kind": "folder", "at": "inbox"}]
    config = folder_config(tmp_path, sources=sources)
    (tmp_path / "inbox").mkdir()
    outcome = run(config)
    empty = [f"{tmp_path / name}: the folder holds no file" for name in ("articles", "inbox")]
    assert outcome.exit_code == 4
    assert outcome.lines == (*empty, "No brief: no document that was not read before.")
    article(tmp_path, "a", CROSSING)
    outcome = run(config)
    assert outcome.exit_code == 0
    assert outcome.brief
    assert outcome.brief.json["skipped"] == []
    assert empty[1] in outcome.brief.json["gaps"]


def test_no_sources_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="sources: none are named"):
        run(folder_config(tmp_path, sources=[]))


def test_two_runs_at_once(tmp_path: Path) -> None:
    config = folder_config(tmp_path)
    article(tmp_path, "a", CROSSING)
    with (
        Archive.open(Path(config.daily.archive)) as archive,
        archive.lock(),
        pytest.raises(ArchiveError, match="another run"),
    ):
        run(config)


class Dying(LeadModel):
    """Writes two batches and then dies, as a run that is killed does."""

    def __init__(self) -> None:
        self.batches = 0

    def summarize(self, texts: Any, max_words: int) -> list[str]:
        self.batches += 1
        if self.batches > 2:
            raise KeyboardInterrupt
        return super().summarize(texts, max_words)


class Counting(LeadModel):
    """The baseline, and how many texts it was asked about."""

    asked = 0

    def summarize(self, texts: Any, max_words: int) -> list[str]:
        self.asked += len(texts)
        return super().summarize(texts, max_words)


def test_a_run_that_died_is_taken_up(tmp_path: Path) -> None:
    config = folder_config(tmp_path, summarize={"batch_size": 2})
    for number, text in enumerate((CROSSING, TOLL, TALKS, COUNCIL, REVISED)):
        article(tmp_path, f"a{number}", text)
    with pytest.raises(KeyboardInterrupt):
        run(config, load_model=Dying)
    counting = Counting()
    assert run(config, load_model=lambda: counting).exit_code == 0
    assert counting.asked == 1  # of five texts, four were summarized before
    uninterrupted = folder_config(tmp_path, daily={"time_zone": "Europe/Kyiv", "archive": "other.db"})
    with Archive.open(Path(config.daily.archive)) as archive:
        resumed = archive.brief(date(2026, 5, 6))
    other = run(uninterrupted).brief
    assert resumed
    assert other
    assert resumed.markdown == other.markdown


# -- deliveries -------------------------------------------------------------------------------------


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with Inbox() as running:
        yield running


def states(config: Config) -> list[str]:
    with Archive.open(Path(config.daily.archive)) as archive:
        return [d.state for d in archive.deliveries()]


def test_each_recipient_once(tmp_path: Path, inbox: Inbox) -> None:
    config = folder_config(tmp_path, deliver=[inbox.target("a@example.org", "b@example.org")])
    article(tmp_path, "a", CROSSING)
    assert run(config).exit_code == 0
    assert run(config).exit_code == 4
    assert len(inbox.messages) == 2
    assert states(config) == ["delivered", "delivered"]


def test_a_busy_server_is_asked_again_and_loses_nothing(tmp_path: Path, inbox: Inbox) -> None:
    config = folder_config(tmp_path, deliver=[inbox.target()])
    article(tmp_path, "a", CROSSING)
    inbox.answer = "451 busy"
    outcome = run(config)
    assert outcome.exit_code == 1
    assert outcome.lines[-1].startswith("Not delivered email:reader@example.org: brief of 2026-05-06")
    assert states(config) == ["pending"]
    inbox.answer = "250 OK"
    assert run(config, NOW + timedelta(days=1)).exit_code == 0
    assert len(inbox.messages) == 1
    assert states(config) == ["delivered"]


def test_what_may_have_arrived_is_not_sent_again_unless_asked(tmp_path: Path, inbox: Inbox) -> None:
    config = folder_config(tmp_path, deliver=[inbox.target()])
    article(tmp_path, "a", CROSSING)
    inbox.hang_up = True  # the message is taken, the answer is lost
    outcome = run(config)
    assert (outcome.exit_code, states(config)) == (1, ["unknown"])
    inbox.hang_up = False
    outcome = run(config)
    assert outcome.exit_code == 4
    assert "`summarizer daily --resend`" in outcome.lines[0]
    assert len(inbox.messages) == 1
    assert run(config, resend=True).exit_code == 0
    assert states(config) == ["delivered"]
    first, second = inbox.messages
    assert first == second  # the same Message-ID: a mailbox can tell


def test_a_run_that_died_while_it_sent_is_shown(tmp_path: Path, inbox: Inbox) -> None:
    config = folder_config(tmp_path, deliver=[inbox.target()])
    article(tmp_path, "a", CROSSING)
    run(config)
    with Archive.open(Path(config.daily.archive)) as archive:
        (delivery,) = archive.deliveries()
        archive.mark_delivery(replace(delivery, state="sending"), NOW)
    outcome = run(config)
    assert (outcome.exit_code, states(config)) == (1, ["unknown"])
    assert len(inbox.messages) == 1
    assert run(config).exit_code == 4


def test_a_site_has_every_day(tmp_path: Path) -> None:
    config = folder_config(tmp_path, deliver=[{"to": "site", "folder": "site"}])
    for number, text in enumerate((CROSSING, COUNCIL, REVISED)):
        article(tmp_path, f"a{number}", text, day=NOW + timedelta(days=number))
        assert run(config, NOW + timedelta(days=number)).exit_code == 0
    pages = {path.name for path in tmp_path.rglob("*.html")}
    assert {"2026-05-06.html", "2026-05-07.html", "2026-05-08.html"} <= pages


# -- settings ---------------------------------------------------------------------------------------

CONFIGS = sorted((Path(__file__).parent.parent / "configs").glob("*.yaml"))


@pytest.mark.parametrize("path", [p for p in CONFIGS if not p.name.startswith("train")], ids=lambda p: p.name)
def test_every_shipped_desk_loads(path: Path) -> None:
    assert load_config(path).sections


def test_the_commented_deliveries_are_settings_too(tmp_path: Path) -> None:
    text = next(p for p in CONFIGS if p.name == "daily.yaml").read_text(encoding="utf-8")
    (tmp_path / "all.yaml").write_text(
        text.replace("  # - ", "  - ").replace("  #   ", "    "), encoding="utf-8"
    )
    config = load_config(tmp_path / "all.yaml")
    assert [t.key.partition(":")[0] for t in config.targets] == ["file", "site", "email", "webhook"]
    assert config.daily.archive == str(tmp_path / "archive.db")


@pytest.mark.parametrize(
    ("daily", "said"),
    [
        ({"time_zone": "Mars/Olympus"}, "daily.time_zone: unknown time zone 'Mars/Olympus'"),
        ({"undated": "guess"}, "daily.undated"),
        (
            {"stale": 3},
            "daily.stale: unknown key (known: archive, remember, stale_after, time_zone, undated)",
        ),
    ],
)
def test_faults_in_the_daily_settings_are_named(tmp_path: Path, daily: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as error:
        folder_config(tmp_path, daily=daily)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ([{"name": "a", "title": "A"}, {"name": "a", "title": "B"}], "sections: a: named twice"),
        ([{"name": "a", "title": "A", "keywords": "war"}], "sections.0.keywords: should be a list, as in [one, two]"),
        (["a"], "sections.0: should be settings, as in {key: value}"),
    ],
)  # fmt: skip
def test_faults_in_sections_are_named(tmp_path: Path, sections: list[Any], said: str) -> None:
    with pytest.raises(ConfigError) as error:
        folder_config(tmp_path, sections=sections)
    assert str(error.value).endswith(f": {said}")
