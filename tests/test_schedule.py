"""Once a day at the time set, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.schedule import is_due, next_run_after, next_try, run_schedule

KYIV = ZoneInfo("Europe/Kyiv")
ZONES = [
    "UTC", "Europe/Kyiv", "America/New_York", "America/Santiago", "America/St_Johns", "Africa/Cairo", "Asia/Beirut",
    "Asia/Kathmandu", "Asia/Gaza", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll",
]  # fmt: skip


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "at", "expected"),
    [
        ("2026-05-06 02:59", time(6), "2026-05-06 03:00"),  # 06:00 in Kyiv is 03:00 UTC in summer
        ("2026-05-06 03:00", time(6), "2026-05-07 03:00"),  # strictly after
        ("2026-12-06 03:30", time(6), "2026-12-06 04:00"),
        ("2026-03-28 12:00", time(3, 30), "2026-03-29 01:30"),  # 03:30 is left out: it is 04:30 then
        ("2026-03-29 01:30", time(3, 30), "2026-03-30 00:30"),
        ("2026-10-24 12:00", time(3, 30), "2026-10-25 00:30"),  # 03:30 comes twice: the first
        ("2026-10-25 00:30", time(3, 30), "2026-10-26 01:30"),  # ... and not the second
        ("2026-05-05 22:30", time(0), "2026-05-06 21:00"),  # local midnight
    ],
)
def test_next_run_in_kyiv(now: str, at: time, expected: str) -> None:
    assert next_run_after(utc(now), at, KYIV) == utc(expected)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_one_run_a_day_at_that_time(name: str, at: time, now: datetime) -> None:
    zone = ZoneInfo(name)
    first = next_run_after(now, at, zone)
    assert now < first <= now + timedelta(hours=49)
    moment = first
    for _ in range(3):
        assert next_run_after(moment - timedelta(microseconds=1), at, zone) == moment
        following = next_run_after(moment, at, zone)
        # the next day but for days that are not in the calendar (Apia had no 30 December 2011)
        gap = following.astimezone(zone).date() - moment.astimezone(zone).date()
        assert gap == timedelta(days=1) or (name == "Pacific/Apia" and moment.year == 2011)
        local = following.astimezone(zone)
        left_out = (
            datetime.combine(local.date(), at, tzinfo=zone).astimezone(UTC).astimezone(zone).time() != at
        )
        assert local.time() == at or left_out
        moment = following


def test_failures_are_tried_again_ever_less_often_and_never_past_the_next_day() -> None:
    now = utc("2026-05-06 03:00")
    minutes = [(next_try(now, n, time(6), KYIV) - now) / timedelta(minutes=1) for n in range(1, 8)]
    assert minutes == [5, 10, 20, 40, 60, 60, 60]
    assert next_try(now, 0, time(6), KYIV) == utc("2026-05-07 03:00")
    assert next_try(utc("2026-05-07 02:58"), 3, time(6), KYIV) == utc("2026-05-07 03:00")


def test_due() -> None:
    assert not is_due(utc("2026-05-06 02:59"), time(6), KYIV)
    assert is_due(utc("2026-05-06 03:00"), time(6), KYIV)


class _World:
    """A clock that stands still but for waiting, a brief that is made or not, and when it was asked for."""

    def __init__(self, now: str, until: str, results: list[bool] | None = None) -> None:
        self.now, self.until = utc(now), utc(until)
        self.results = results or []
        self.runs: list[str] = []
        self.lines: list[str] = []
        self.asleep: tuple[datetime, timedelta] | None = None

    def wait(self, seconds: float) -> bool:
        assert 0 <= seconds <= 60
        self.now += timedelta(seconds=seconds)
        if self.asleep and self.now >= self.asleep[0]:
            self.now += self.asleep[1]
            self.asleep = None
        return self.now >= self.until

    def run(self) -> bool:
        self.runs.append(f"{self.now:%m-%d %H:%M}")
        return self.results.pop(0) if self.results else True

    def go(self) -> list[str]:
        run_schedule(
            time(6), KYIV, run=self.run, clock=lambda: self.now, wait=self.wait, tell=self.lines.append
        )
        return self.runs


def test_a_brief_a_day_across_the_change_of_clocks() -> None:
    world = _World("2026-03-27 12:00", "2026-03-31 12:00")
    # at once, since today's time has passed; then at 06:00, which is 04:00 and later 03:00 UTC
    assert world.go() == ["03-27 12:00", "03-28 04:00", "03-29 03:00", "03-30 03:00", "03-31 03:00"]
    assert world.lines[0] == "Next brief: 2026-03-28 06:00 Europe/Kyiv"


def test_before_the_time_it_waits() -> None:
    assert _World("2026-05-06 01:00", "2026-05-06 02:00").go() == []


def test_a_failure_is_tried_again() -> None:
    world = _World("2026-05-06 02:00", "2026-05-06 12:00", [False, False, True])
    assert world.go() == ["05-06 03:00", "05-06 03:05", "05-06 03:15"]


def test_a_machine_that_slept_makes_up_for_it_once() -> None:
    world = _World("2026-05-06 02:00", "2026-05-11 02:00")
    world.asleep = (utc("2026-05-06 20:00"), timedelta(days=3, hours=1))  # until 9 May, 21:00 UTC
    assert world.go() == ["05-06 03:00", "05-09 21:00", "05-10 03:00"]


def test_no_day_of_a_year_is_left_out_or_doubled() -> None:
    zone = ZoneInfo("America/New_York")
    moment, days = utc("2026-01-01 12:00"), []
    for _ in range(364):
        moment = next_run_after(moment, time(2, 30), zone)
        days.append(moment.astimezone(zone).date())
    assert days == [date(2026, 1, 2) + timedelta(days=n) for n in range(364)]
