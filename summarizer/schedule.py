"""When the daily brief is due, and waiting for it.

``next_run_after`` is the whole of the calendar, as one pure function: the time is given to it. That is
why no scheduling library is used: what is left is to wait, and waiting must go by the clock on the wall
(a laptop sleeps), which is six lines.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST_WAIT = timedelta(minutes=1)  # a clock that was set or a machine that slept is noticed this soon
_FIRST_RETRY = timedelta(minutes=5)
_LONGEST_RETRY = timedelta(hours=1)


def next_run_after(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first moment after ``now`` at which the clock in ``zone`` shows ``at``, in UTC: one a day.

    Where the clock is set forward over ``at``, it is as long after the change as ``at`` is after the
    beginning of the hour left out (02:30 becomes 03:30); where ``at`` comes twice it is the first time.
    """
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=n) for n in (-1, 0, 1, 2))
    # fold=0 is the first of two such times, and in a gap counts with the time before it (PEP 495)
    moments = (datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for day in days)
    return min(moment for moment in moments if moment > now)


def is_due(now: datetime, at: time, zone: ZoneInfo) -> bool:
    """Whether today's time, in ``zone``, has come already."""
    today = datetime.combine(now.astimezone(zone).date(), at, tzinfo=zone)
    return today.astimezone(UTC) <= now


def next_try(now: datetime, failures: int, at: time, zone: ZoneInfo) -> datetime:
    """When to run again after the ``failures``-th failure in a row: 5, 10, 20, 40, 60 minutes later and
    so on, or at the next day's time if that is sooner. No failure: at the next day's time."""
    regular = next_run_after(now, at, zone)
    if not failures:
        return regular
    return min(regular, now + min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LONGEST_RETRY))


def run_schedule(
    at: time,
    zone: ZoneInfo,
    *,
    run: Callable[[], bool],
    clock: Callable[[], datetime],
    wait: Callable[[float], bool],
    tell: Callable[[str], None],
) -> None:
    """Make the brief every day until ``wait`` says to stop.

    A time that was missed (the machine was off or asleep) is made up for at once: today's when this
    begins, and any later one as soon as the clock is seen to be past it.

    Args:
        run: makes today's brief, and does nothing where it is made already; False if it is to be tried again.
        clock: the time now, in UTC.
        wait: sleeps so many seconds, or less; True if the schedule is to stop.
        tell: takes a line for the log.
    """
    failures = 0
    due = clock() if is_due(clock(), at, zone) else next_run_after(clock(), at, zone)
    while True:
        if due > clock():
            tell(f"Next brief: {due.astimezone(zone):%Y-%m-%d %H:%M} {zone.key}")
        while (left := due - clock()) > timedelta(0):
            if wait(min(left, LONGEST_WAIT).total_seconds()):
                return
        failures = 0 if run() else failures + 1
        due = next_try(clock(), failures, at, zone)
        if wait(0):
            return
