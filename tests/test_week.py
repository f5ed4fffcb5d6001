"""A week of mornings across a change of the clock, against a real web server and a real mail server."""

from __future__ import annotations

import email
import email.policy
import json
from collections import Counter
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inbox import Inbox
from site_on_loopback import Answer, Site

from summarizer.archive import Archive
from summarizer.config import Config, load_config
from summarizer.daily import Outcome, run_daily
from summarizer.models.lead import LeadModel

KYIV = ZoneInfo("Europe/Kyiv")
FRIDAY = date(2026, 10, 23)  # the clock goes back on Sunday the 25th

CROSSING = "Norvian troops crossed the Tamer river at dawn on Thursday and seized the rail bridge at Oskel, the army said."
TOLL = "Four people were killed and 11 wounded when shells hit the market district of Oskel, governor Ilse Maran said."
TOLL_RISEN = "Seven people were killed and 19 wounded when shells hit the market district of Oskel, governor Ilse Maran said."
TOLL_REWORDED = "Governor Ilse Maran said that shells which hit the market district of Oskel killed seven people and wounded 19."
BORDER = (
    "Destria closed its border crossings with Norvia after the shelling, interior minister Karel Voss said."
)
BORDER_OPEN = "Destria reopened its border crossings with Norvia, interior minister Karel Voss said."
COUNCIL = (
    "The Council of River States called an emergency session on the fighting at Oskel, its secretariat said."
)
NIGHT_ONE = (
    "Drones struck the fuel depot of Halm during the night and set two tanks on fire, the fire service said."
)
NIGHT_TWO = (
    "A missile hit the barracks of Velden and killed three soldiers of Sarland, the defence ministry said."
)
MISSED = (
    "Sarland and Norvia exchanged 25 prisoners of war at the Belisk crossing, the Red Lantern aid group said."
)
TALKS = "Mediator Tomas Hale will meet delegations of Norvia and Sarland in Lindhaven on Wednesday, his office said."
TALKS_HELD = (
    "Mediator Tomas Hale met delegations of Norvia and Sarland in Lindhaven on Wednesday, his office said."
)
BRIDGE_LOST = "Sarland's army blew up the road bridge at Kareth to stop the advance of Norvian tanks, its spokesman said."
SANCTIONS = "The parliament of Destria voted for sanctions against three Norvian banks by a wide majority."
RETRACTED = "The Norvian army retracted its report that Sarland's army blew up the road bridge at Kareth."


def at(day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    """A local time on the day so many days after Friday."""
    where = FRIDAY + timedelta(day)
    return datetime(where.year, where.month, where.day, hour, minute, tzinfo=KYIV, fold=fold)


def feed(title: str, *items: tuple[str, datetime | None, str]) -> Answer:
    """A feed whose items are (name, when, text), the newest first as feeds have them."""
    entries = [
        f"<item><guid>{name}</guid><title>{name}</title>"
        + (f"<pubDate>{format_datetime(when)}</pubDate>" if when else "")
        + f"<description>{text}</description></item>"
        for name, when, text in reversed(items)
    ]
    text = f'<rss version="2.0"><channel><title>{title}</title>{"".join(entries)}</channel></rss>'
    return Answer(text.encode(), headers={"ETag": f'"{hash(text)}"'})


def settings(folder: Path, site: Site, inbox: Inbox) -> Config:
    value = {
        "title": "Morning brief",
        "sections": load_config().model_dump(mode="json")["sections"],
        "sources": [{"kind": "feed", "at": f"{site.url}/{name}"} for name in ("post", "herald")],
        "fetch": {"allow_private": True, "pause": 0, "backoff": 0, "retries": 1},
        "daily": {"time_zone": "Europe/Kyiv", "archive": "archive.db"},
        "deliver": [{"to": "file", "path": "briefs/{date}.md"}, inbox.target()],
    }
    path = folder / "summarizer.yaml"
    path.write_text(json.dumps(value), encoding="utf-8")
    return load_config(path)


def test_a_week(tmp_path: Path) -> None:
    post: list[tuple[str, datetime | None, str]] = []
    herald: list[tuple[str, datetime | None, str]] = []
    outcomes: list[Outcome] = []
    with Site() as site, Inbox() as inbox:
        config = settings(tmp_path, site, inbox)

        def morning(day: int) -> dict[str, str]:
            """Run at 6, local time, and again at 8, when nothing may happen; the statements of the day."""
            for hour in (6, 8):
                with Archive.open(Path(config.daily.archive)) as archive:
                    outcome = run_daily(
                        config,
                        archive,
                        now=at(day, hour),
                        environment={},
                        load_model=LeadModel,
                        wait=lambda _: None,
                    )
                    assert archive.check() == []
                if hour == 6:
                    outcomes.append(outcome)
            assert outcome.exit_code in (4, outcomes[-1].exit_code if inbox.answer != "250 OK" else 4)
            brief = outcomes[-1].brief
            assert brief
            assert brief.date == FRIDAY + timedelta(day)
            assert outcome.brief == brief
            return {
                s["text"]: s["novelty"] for section in brief.json["sections"] for s in section["statements"]
            }

        def serve() -> None:
            site.pages |= {"/post": feed("Tamer Post", *post), "/herald": feed("Harbour Herald", *herald)}

        # Friday: the first brief
        post += [("p1", at(-1, 20), f"{CROSSING} {TOLL}")]
        herald += [("h1", at(-1, 22), f"{TOLL} {BORDER}")]
        serve()
        assert morning(0) == {CROSSING: "", TOLL: "", BORDER: ""}
        assert outcomes[-1].exit_code == 0

        # Saturday: a figure is revised, one story is told again, one is new
        post += [("p2", at(0, 15), f"{TOLL_RISEN} {CROSSING}"), ("p3", at(1, 1), COUNCIL)]
        serve()
        assert morning(1) == {TOLL_RISEN: "revised", COUNCIL: "new"}

        # Sunday: the hour from 3 to 4 comes twice, and one source is down
        post += [("p4", at(2, 1), MISSED)]
        herald += [("h2", at(2, 3, 30), NIGHT_ONE), ("h3", at(2, 3, 30, fold=1), NIGHT_TWO)]
        serve()
        site.pages["/post"] = Answer(b"", status=503)
        assert morning(2) == {NIGHT_ONE: "new", NIGHT_TWO: "new"}
        assert outcomes[-1].exit_code == 3

        # Monday: it is back with what it had; yesterday's news in other words is not told again
        herald += [("h4", at(2, 12), TOLL_REWORDED)]
        serve()
        assert morning(3) == {MISSED: "new"}

        # Tuesday: the mail server refuses for now; an item has no date
        post += [("p5", None, TALKS)]
        herald += [("h5", at(3, 23, 59), BRIDGE_LOST)]
        serve()
        inbox.answer = "451 try later"
        assert morning(4) == {TALKS: "new", BRIDGE_LOST: "new"}
        assert outcomes[-1].exit_code == 1
        inbox.answer = "250 OK"

        # Wednesday: it takes both days' mail; a state has changed
        herald += [("h6", at(4, 18), BORDER_OPEN)]
        serve()
        assert morning(5) == {BORDER_OPEN: "revised"}

        # Thursday: what was announced has happened, what was told is taken back
        post += [("p6", at(5, 19), TALKS_HELD), ("p7", at(5, 20), RETRACTED)]
        herald += [("h7", at(5, 21), SANCTIONS)]
        serve()
        assert morning(6) == {TALKS_HELD: "revised", RETRACTED: "withdrawn", SANCTIONS: "new"}

        check_nothing_twice_and_nothing_lost(config, tmp_path, inbox)
        assert sum("if-none-match" in {name.lower() for name in headers} for _, headers in site.asked) >= 10


def check_nothing_twice_and_nothing_lost(config: Config, folder: Path, inbox: Inbox) -> None:
    days = [FRIDAY + timedelta(day) for day in range(7)]
    with Archive.open(Path(config.daily.archive)) as archive:
        briefs = archive.briefs()
        assert [b.date for b in briefs] == days
        assert [b.revision for b in briefs] == [1] * 7
        assert {d.state for d in archive.deliveries()} == {"delivered"}
        assert len(archive.deliveries()) == 14
        assert [f.date for f in archive.search("prisoners")] == [FRIDAY + timedelta(3)]
    told = Counter(s["text"] for b in briefs for section in b.json["sections"] for s in section["statements"])
    everything = {
        CROSSING, TOLL, TOLL_RISEN, BORDER, BORDER_OPEN, COUNCIL, NIGHT_ONE, NIGHT_TWO, MISSED, TALKS, TALKS_HELD,
        BRIDGE_LOST, SANCTIONS, RETRACTED,
    }  # fmt: skip
    assert told == dict.fromkeys(everything, 1)
    messages = [email.message_from_bytes(m, policy=email.policy.default) for m in inbox.messages]
    assert Counter(m["Subject"] for m in messages) == {f"Morning brief, {day}": 1 for day in days}
    assert len({m["Message-ID"] for m in messages}) == 7
    for brief in briefs:
        written = next(folder.rglob(f"{brief.date}.md")).read_text(encoding="utf-8")
        assert written == brief.markdown
