"""Kill runs of the daily brief at random moments, many times, and check what each leaves behind.

``python kill_runs.py SETTINGS ROUNDS SEED`` prints one JSON object of counts. The process is warm: each
run is a fork of it, so that it is killed in its work and not in its imports. Each round is a day of its
own with new articles; the killed run is followed by one that is let alone.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from summarizer.archive import Archive, StoredBrief
from summarizer.config import Config, load_config
from summarizer.daily import Outcome, run_daily
from summarizer.models.lead import LeadModel

STORED_EVERY = 40  # of so many rounds one is killed when its brief has been stored
FIRST = datetime(2026, 1, 1, 5, tzinfo=UTC)
PLACES = "Oskel Halm Velden Belisk Kareth Lindhaven Tamer Destria Sarland Norvia".split()


class Fatal(Archive):
    """An archive whose process is killed as soon as a brief is stored: chance seldom hits this moment."""

    def add_brief(self, *arguments: Any) -> StoredBrief:
        """Store it and be killed."""
        super().add_brief(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("not killed")


def run(config: Config, now: datetime, archives: type[Archive] = Archive) -> Outcome:
    """A whole run, in this process."""
    with archives.open(Path(config.daily.archive)) as archive:
        return run_daily(config, archive, now=now, environment={}, load_model=LeadModel, wait=lambda _: None)


def write_articles(folder: Path, day: int, rng: random.Random) -> None:
    """Two articles of the day in place of those of the day before."""
    for number in range(2):
        place, other = rng.sample(PLACES, 2)
        text = (
            f"Shells hit the market of {place} and killed {rng.randrange(3, 90)} people, the governor of {other} said.\n"
            f"Troops took {rng.randrange(100, 999)} prisoners near {other} in battle number {day}, the army said."
        )
        value = {"id": f"a{number}", "date": (FIRST + timedelta(day)).isoformat(), "text": text}
        (folder / f"a{number}.json").write_text(json.dumps(value), encoding="utf-8")


def killed_after(config: Config, now: datetime, seconds: float, archives: type[Archive]) -> bool:
    """Start a run and kill it after so many seconds; whether it was still at work then."""
    child = os.fork()
    if child == 0:
        run(config, now, archives)
        os._exit(0)
    if archives is Fatal:  # it kills itself
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    time.sleep(seconds)
    ended, _ = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return not ended


def stage(archive: Archive, now: datetime) -> str:
    """How far a killed run had come."""
    deliveries = archive.deliveries(now.date())
    if not deliveries:
        seen = [s for s in archive.documents(unread_since=now) if s.first_seen == now]
        return "documents stored" if seen else "nothing stored"
    if any(d.state == "sending" for d in deliveries):
        return "sending"
    return "delivered" if all(d.state == "delivered" for d in deliveries) else "brief stored"


def main() -> None:
    """Do the rounds and print the counts."""
    config, rounds, rng = load_config(Path(sys.argv[1])), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    folder = Path(config.sources[0].at)
    counts: Counter[str] = Counter()
    longest = 0.0
    for day in range(rounds):
        now = FIRST + timedelta(day)
        write_articles(folder, day, rng)
        if day < 3:  # how long a run takes here
            start = time.perf_counter()
            run(config, now)
            longest = max(longest if day > 1 else 0.0, time.perf_counter() - start)
            write_articles(folder, day, rng)
        archives = Fatal if day % STORED_EVERY == STORED_EVERY - 1 else Archive
        counts["killed at work"] += killed_after(config, now, rng.uniform(0, 1.1 * longest), archives)
        with Archive.open(Path(config.daily.archive)) as archive:
            counts["corrupt"] += bool(archive.check())
            counts[f"killed: {stage(archive, now)}"] += 1
            before = archive.brief(now.date())
        outcome = run(config, now)
        counts["next run completes"] += outcome.brief is not None and run(config, now).exit_code == 4
        counts["brief lost or changed"] += before is not None and outcome.brief != before
    counts["milliseconds of a run"] = round(1000 * longest)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
