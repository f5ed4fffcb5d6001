"""``summarizer schedule``: the daily brief at its time, in the foreground or by the machine's scheduler."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from summarizer.cli.options import config_option
from summarizer.errors import ConfigError, SummarizerError

DONE = (0, 3, 4)  # a brief was made, made with sources missing, or nothing was new
_WRONG_SETTINGS = 2  # trying again cannot help
_PATIENCE = 30.0  # seconds that a run has to end when it is told to


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def schedule(context: click.Context, config: Path | None) -> None:
    """Make the brief every day at schedule.at, here in the foreground.

    A time that was missed is made up for, a run that failed is tried again. Stop it with Ctrl-C.
    """
    context.obj = config  # also where it stands before the word install
    if context.invoked_subcommand is None:
        _run_in_foreground(_settings_path(config))


@schedule.command()
@config_option
@click.option("--systemd", "kind", flag_value="systemd", help="A user timer. Default where systemd is there.")
@click.option("--cron", "kind", flag_value="cron", help="A line of your crontab.")
@click.option("--print", "only_print", is_flag=True, help="Show what would be written, and write nothing.")
@click.pass_obj
def install(before: Path | None, config: Path | None, kind: str | None, only_print: bool) -> None:
    """Let this machine's scheduler run `summarizer daily` every day.

    Variables that hold secrets are read from ~/.config/summarizer/environment (NAME=value).
    """
    from summarizer.config import load_config
    from summarizer.timer import check_cron_zone, cron_line, systemd_units

    path = _settings_path(config or before)
    settings = load_config(path)
    at, zone = settings.schedule.at, settings.daily.time_zone
    if _kind(kind) == "systemd":
        units = systemd_units(_command(path), path, at, zone)
        if only_print:
            click.echo(
                "\n".join(f"# {_unit_folder() / name}\n{text}" for name, text in units.items()), nl=False
            )
        else:
            _install_units(units)
        return
    check_cron_zone(ZoneInfo(zone), datetime.now(UTC))
    line = cron_line(_command(path), path, at)
    if only_print:
        click.echo(line)
    else:
        _edit_crontab(line, path)


@schedule.command()
@config_option
@click.pass_obj
def uninstall(before: Path | None, config: Path | None) -> None:
    """Take the timer and the line of the crontab away again."""
    from summarizer.timer import timer_name

    path = _settings_path(config or before)
    files = [_unit_folder() / f"{timer_name(path)}.{end}" for end in ("timer", "service")]
    if any(file.exists() for file in files):
        _run_tool("systemctl", "--user", "disable", "--now", files[0].name)
        for file in files:
            file.unlink(missing_ok=True)
        _run_tool("systemctl", "--user", "daemon-reload")
        click.echo(f"Removed {files[0]}", err=True)
    if shutil.which("crontab"):
        _edit_crontab("", path)


def _settings_path(config: Path | None) -> Path:
    from summarizer.config import find_config

    path = config or find_config(os.environ)
    if path is None:
        raise ConfigError("schedule: there are no settings yet; `summarizer init` writes them")
    return path.absolute()


def _command(config: Path) -> list[str]:
    return [sys.executable, "-m", "summarizer", "daily", "--since-last", "--config", str(config)]


def _kind(asked: str | None) -> str:
    if asked is None:
        asked = "systemd" if shutil.which("systemctl") else "cron"
    tool = "systemctl" if asked == "systemd" else "crontab"
    if shutil.which(tool) is None:
        raise SummarizerError(f"schedule: {tool}: not on this machine; `summarizer schedule` does without")
    return asked


def _unit_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "systemd" / "user"


def _install_units(units: dict[str, str]) -> None:
    folder = _unit_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in units.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise SummarizerError(f"schedule: {folder}: cannot be written: {error.strerror}") from error
    timer = next(name for name in units if name.endswith(".timer"))
    _run_tool("systemctl", "--user", "daemon-reload")
    _run_tool("systemctl", "--user", "enable", "--now", timer)
    click.echo(f"Installed {folder / timer}", err=True)
    click.echo("It runs while you are logged in; for always: loginctl enable-linger", err=True)


def _edit_crontab(line: str, config: Path) -> None:
    from summarizer.timer import timer_name, with_cron_line

    listed = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    if listed.returncode and "no crontab" not in listed.stderr:
        raise SummarizerError(f"schedule: crontab -l: {' '.join(listed.stderr.split()) or 'failed'}")
    before = listed.stdout if listed.returncode == 0 else ""
    after = with_cron_line(before, line, timer_name(config))
    if after != before:
        _run_tool("crontab", "-", text=after)
        click.echo("Changed your crontab; `crontab -l` shows it", err=True)


def _run_tool(*command: str, text: str | None = None) -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        why = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise SummarizerError(f"schedule: {' '.join(command)}: {why}")


def _run_in_foreground(path: Path) -> None:
    from summarizer.config import load_config
    from summarizer.schedule import run_schedule

    settings = load_config(path)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_schedule(
        settings.schedule.at,
        ZoneInfo(settings.daily.time_zone),
        run=lambda: _run_once(_command(path), stop.wait),
        clock=lambda: datetime.now(UTC),
        wait=stop.wait,
        tell=lambda line: click.echo(line, err=True),
    )
    click.echo("Stopped", err=True)


def _run_once(command: Sequence[str], wait: Callable[[float], bool]) -> bool:
    """Run ``summarizer daily`` as a child; False if it is to be tried again soon."""
    process = subprocess.Popen(command)
    while process.poll() is None:
        if wait(0.2):
            _end(process)
            return True
    if process.returncode not in (*DONE, _WRONG_SETTINGS):
        click.echo(f"No brief: summarizer daily ended with exit code {process.returncode}", err=True)
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """A run can be ended at any moment, and the next one goes on from there."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
