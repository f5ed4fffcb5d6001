"""The daily brief by the machine's own scheduler: a systemd user timer, or a line of a crontab.

What is written is made here, as text; ``summarizer.cli.schedule`` puts it in its place.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from summarizer.errors import ConfigError

# where a timer, which starts in an empty environment, finds the variables that hold secrets
_ENVIRONMENT = "summarizer/environment"


def timer_name(config: Path) -> str:
    """What the timer of a settings file is called: ``summarizer-`` and the file's name."""
    return "summarizer-" + re.sub(r"[^A-Za-z0-9_-]", "-", config.stem)


def systemd_units(command: Sequence[str], config: Path, at: time, zone: str) -> dict[str, str]:
    """The service and the timer, by file name.

    A time at which the machine was off is made up for (``Persistent``), and a run that failed is tried
    again every ten minutes, ten times at most, but not where the settings are at fault (exit code 2).
    """
    name = timer_name(config)
    service = f"""\
[Unit]
Description=The daily brief of {_unit(str(config))}
StartLimitIntervalSec=12h
StartLimitBurst=10

[Service]
Type=oneshot
WorkingDirectory={_unit(str(config.parent))}
EnvironmentFile=-%E/{_ENVIRONMENT}
ExecStart={" ".join(_unit_argument(part) for part in command)}
SuccessExitStatus=3 4
Restart=on-failure
RestartSec=10min
RestartPreventExitStatus=2
"""
    timer = f"""\
[Unit]
Description=The daily brief of {_unit(str(config))}, every day

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00 {zone}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{name}.service": service, f"{name}.timer": timer}


def cron_line(command: Sequence[str], config: Path, at: time) -> str:
    """The line of a crontab, from the time set on every hour: a run that finds the brief made does nothing,
    and one that finds it missing, because the machine was off or the last run failed, makes it."""
    hours = f"{at.hour}-23" if at.hour < 23 else "23"
    secrets = f'"${{XDG_CONFIG_HOME:-$HOME/.config}}/{_ENVIRONMENT}"'
    here = shlex.quote(str(config.parent))
    run = f"cd {here} && set -a; test -r {secrets} && . {secrets}; {shlex.join(command)}"
    told = run.replace("%", "\\%")  # cron ends a command at a bare %
    return f"{at.minute} {hours} * * * {told} # {timer_name(config)}"


def with_cron_line(crontab: str, line: str, name: str) -> str:
    """The crontab with ``line`` (none where it is empty) in place of an earlier one of that name."""
    kept = [each for each in crontab.splitlines() if not each.endswith(f"# {name}")]
    return "".join(f"{each}\n" for each in [*kept, *([line] if line else [])])


def check_cron_zone(zone: ZoneInfo, now: datetime, local: ZoneInfo | None = None) -> None:
    """Cron goes by the machine's clock, so the brief's time zone must show the same time all year.

    Raises:
        ConfigError: it does not.
    """
    for days in range(366):
        moment = now + timedelta(days=days)
        if moment.astimezone(zone).utcoffset() != moment.astimezone(local).utcoffset():
            raise ConfigError(
                f"schedule: cron goes by this machine's clock, which is not that of {zone.key}; "
                "use --systemd, or `summarizer schedule` in the foreground"
            )


def _unit(text: str) -> str:
    """Text in which systemd finds nothing to fill in, on one line."""
    return " ".join(text.split("\n")).replace("%", "%%")


def _unit_argument(text: str) -> str:
    quoted = _unit(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{quoted}"' if re.search(r"[^\w@%+=:,./-]", text) else quoted
