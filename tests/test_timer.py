"""The machine's own scheduler: units that systemd takes, lines that a crontab takes, and the foreground."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from summarizer.cli import main
from summarizer.config import load_config
from summarizer.errors import ConfigError
from summarizer.timer import check_cron_zone, cron_line, systemd_units, timer_name, with_cron_line

CONFIG = Path("/home/me/my desks/100% war.yaml")
COMMAND = ["/usr/bin/python3", "-m", "summarizer", "daily", "--config", str(CONFIG)]


def test_units() -> None:
    units = systemd_units(COMMAND, CONFIG, time_of_day(6, 30), "Europe/Kyiv")
    service, timer = units["summarizer-100--war.service"], units["summarizer-100--war.timer"]
    assert "OnCalendar=*-*-* 06:30:00 Europe/Kyiv\nPersistent=true\n" in timer
    assert (
        'ExecStart=/usr/bin/python3 -m summarizer daily --config "/home/me/my desks/100%% war.yaml"\n'
        in service
    )
    assert "WorkingDirectory=/home/me/my desks\n" in service


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault_in_them(tmp_path: Path) -> None:
    config = tmp_path / "100% war $x.yaml"
    command = [sys.executable, "-m", "summarizer", "daily", "--config", str(config)]
    for name, text in systemd_units(command, config, time_of_day(6, 30), "Europe/Kyiv").items():
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.glob("summarizer-*"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not [line for line in done.stderr.splitlines() if "summarizer-" in line]
    shown = subprocess.run(
        ["systemd-analyze", "calendar", "*-*-* 06:30:00 Europe/Kyiv"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr


def test_cron_line_runs_what_it_says(tmp_path: Path) -> None:
    home = tmp_path / "it's 100% home"
    (home / ".config" / "summarizer").mkdir(parents=True)
    (home / ".config" / "summarizer" / "environment").write_text("SMTP_PASSWORD='a b'\n")
    script = "import os, sys; print(os.getcwd(), os.environ.get('SMTP_PASSWORD'), sys.argv[1:])"
    line = cron_line([sys.executable, "-c", script, "100%"], home / "daily.yaml", time_of_day(6, 5))
    minute, hours, *stars, command = line.split(" ", 5)
    assert (minute, hours, stars) == ("5", "6-23", ["*", "*", "*"])
    # cron takes the backslash of an escaped % away, and hands the rest to sh
    for variables, secret in (({"HOME": str(home)}, "a b"), ({"HOME": "/nowhere"}, "None")):
        done = subprocess.run(
            ["sh", "-c", command.replace("\\%", "%")],
            env=variables,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{home} {secret} ['100%']\n"


def test_cron_line_at_the_end_of_a_day() -> None:
    assert cron_line(COMMAND, CONFIG, time_of_day(23, 59)).startswith("59 23 * * * ")


def test_crontab_of_others_is_kept() -> None:
    before = "# mine\n0 1 * * * backup # summarizer-other\n"
    line = cron_line(COMMAND, CONFIG, time_of_day(6))
    added = with_cron_line(before, line, timer_name(CONFIG))
    assert added == f"{before}{line}\n"
    assert with_cron_line(added, line, timer_name(CONFIG)) == added
    assert with_cron_line(added, "", timer_name(CONFIG)) == before


def test_cron_goes_by_the_machines_clock() -> None:
    now = datetime(2026, 5, 6, tzinfo=UTC)
    check_cron_zone(ZoneInfo("Europe/Kyiv"), now, ZoneInfo("Europe/Sofia"))  # the same all year
    with pytest.raises(ConfigError, match="not that of Europe/Kyiv"):
        check_cron_zone(ZoneInfo("Europe/Kyiv"), now, ZoneInfo("Africa/Cairo"))
    with pytest.raises(ConfigError, match="--systemd"):  # the same in summer alone
        check_cron_zone(ZoneInfo("Africa/Lagos"), now, ZoneInfo("Europe/London"))


# the commands, with a systemctl and a crontab that keep what they are given


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    tools = tmp_path / "bin"
    tools.mkdir()
    scripts = {
        "systemctl": f'echo "$@" >> {tmp_path}/systemctl.log',
        "crontab": f'case "$1" in -l) cat {tmp_path}/crontab 2>/dev/null || {{ echo "no crontab for me" >&2; exit 1; }};;'
        f" -) cat > {tmp_path}/crontab;; esac",
    }
    for name, text in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / "daily.yaml").write_text("schedule: {at: 16:30}\n")  # YAML reads a number of base 60
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def schedule(*words: str) -> Result:
    return CliRunner().invoke(main, ["schedule", *words])


def test_install_and_uninstall_a_user_timer(machine: Path) -> None:
    config = str(machine / "daily.yaml")
    printed = schedule("install", "--systemd", "--print", "--config", config)
    assert "OnCalendar=*-*-* 16:30:00 UTC" in printed.stdout
    assert not (machine / "xdg").exists()
    assert schedule("--config", config, "install", "--systemd").exit_code == 0
    folder = machine / "xdg" / "systemd" / "user"
    assert sorted(path.name for path in folder.iterdir()) == [
        "summarizer-daily.service",
        "summarizer-daily.timer",
    ]
    assert f"daily --since-last --config {config}" in (folder / "summarizer-daily.service").read_text()
    assert schedule("uninstall", "--config", config).exit_code == 0
    assert not list(folder.iterdir())
    assert (machine / "systemctl.log").read_text().splitlines() == [
        "--user daemon-reload", "--user enable --now summarizer-daily.timer",
        "--user disable --now summarizer-daily.timer", "--user daemon-reload",
    ]  # fmt: skip


def test_install_and_uninstall_a_line_of_the_crontab(machine: Path) -> None:
    config = str(machine / "daily.yaml")
    printed = schedule("install", "--cron", "--print", "--config", config)
    assert printed.stdout.startswith("30 16-23 * * * ")
    assert not (machine / "crontab").exists()
    for _ in range(2):
        assert schedule("install", "--cron", "--config", config).exit_code == 0
    assert (machine / "crontab").read_text() == printed.stdout
    assert schedule("uninstall", "--config", config).exit_code == 0
    assert (machine / "crontab").read_text() == ""


def test_a_tool_that_fails_is_one_line(machine: Path) -> None:
    (machine / "bin" / "systemctl").write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2; exit 1\n")
    done = schedule("install", "--systemd", "--config", str(machine / "daily.yaml"))
    assert done.exit_code == 1
    assert done.stderr == "Error: schedule: systemctl --user daemon-reload: Failed to connect to bus\n"


def test_without_settings(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(machine / "bin")
    monkeypatch.delenv("SUMMARIZER_CONFIG", raising=False)
    done = schedule()
    assert done.exit_code == 2
    assert "summarizer init" in done.stderr


# the first settings


def init(*words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["init", *words], input=answers)


def test_init_by_options_and_by_answers_is_the_same_and_loads(tmp_path: Path) -> None:
    flags, asked = tmp_path / "desk.yaml", tmp_path / "asked" / "desk.yaml"
    asked.parent.mkdir()
    done = init(
        "-o", str(flags), "--source", "https://a.example.org/feed", "--source", "articles", "--at", "16:30",
        "--time-zone", "Europe/Kyiv", "--deliver", "briefs", "--deliver", "out/{date}.md", "--deliver", "me@example.org",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    answers = "https://a.example.org/feed articles\n16:30 Europe/Kyiv\nbriefs out/{date}.md me@example.org\n"
    assert init("-o", str(asked), answers=answers).exit_code == 0
    assert asked.read_text() == flags.read_text()
    config = load_config(flags)
    assert [source.kind for source in config.sources] == ["feed", "folder"]
    assert (config.schedule.at, config.daily.time_zone) == (time_of_day(16, 30), "Europe/Kyiv")
    assert [target.key for target in config.targets] == [
        f"site:{tmp_path}/briefs", f"file:{tmp_path}/out/{{date}}.md", "email:me@example.org"
    ]  # fmt: skip
    assert [section.name for section in config.sections] == [s.name for s in load_config().sections]


def test_init_says_which_folder_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    words = ["--at", "06:00", "--time-zone", "UTC", "--deliver", "b"]
    sources = ["--source", "articles", "--source", "https://a.example.org/feed", "--source", "../nofolder"]
    done = init("-o", str(tmp_path / "daily.yaml"), *sources, *words)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[1:] == ["Warning: ../nofolder: there is no such file or folder yet"]


def test_each_desk_that_init_makes_has_its_own_archive(tmp_path: Path) -> None:
    words = ["--source", "a", "--at", "06:00", "--time-zone", "UTC", "--deliver", "b"]
    for name in ("war.yaml", "markets.yaml"):
        assert init("-o", str(tmp_path / name), *words).exit_code == 0
    archives = [load_config(tmp_path / name).daily.archive for name in ("war.yaml", "markets.yaml")]
    assert archives == [str(tmp_path / "war.db"), str(tmp_path / "markets.db")]


def test_init_writes_over_nothing(tmp_path: Path) -> None:
    target = tmp_path / "daily.yaml"
    target.write_text("title: Mine\n")
    words = ["-o", str(target), "--source", "a", "--at", "06:00", "--time-zone", "UTC", "--deliver", "b"]
    done = init(*words)
    assert (done.exit_code, target.read_text()) == (2, "title: Mine\n")
    assert "--force" in done.stderr
    assert init(*words, "--force").exit_code == 0
    assert load_config(target).sources[0].kind == "folder"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--at", "26:00", "schedule.at: must be a time of day"), ("--time-zone", "Mars/Base", "unknown time zone"),
     ("--deliver", "x@y z.md@", "plain address"), ("--deliver", "{day}.md", "only place that can be filled in")],
)  # fmt: skip
def test_init_with_a_wrong_answer_writes_nothing(tmp_path: Path, option: str, value: str, told: str) -> None:
    options = {"--source": "a", "--at": "06:00", "--time-zone": "UTC", "--deliver": "b"} | {option: value}
    done = init("-o", str(tmp_path / "x.yaml"), *(word for item in options.items() for word in item))
    assert done.exit_code == 2
    assert told in done.stderr
    assert not list(tmp_path.iterdir())


# the foreground


def test_in_the_foreground_it_makes_the_brief_that_is_due_and_stops_when_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    today = datetime.now(UTC).date().isoformat()
    text = "Norvian troops seized the bridge at Oskel on Monday, the army said. The town was quiet by noon."
    article = {"title": "Bridge falls", "source": "Post", "date": today, "text": text}
    (tmp_path / "articles" / "a.json").write_text(json.dumps(article))
    (tmp_path / "daily.yaml").write_text(
        "sources: [{kind: folder, at: articles}]\ndaily: {archive: archive.db}\nschedule: {at: '00:00'}\n"
        "deliver: [{to: file, path: 'briefs/{date}.md'}, {to: site, folder: pages}]\n"
        "sections: [{name: key_facts, title: Key facts, lead: true, share: 1.0}]\n"
    )
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "schedule", "--config", str(tmp_path / "daily.yaml")],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    assert process.stderr
    lines = []
    try:
        for line in process.stderr:  # the brief is made at once, and then it waits for midnight
            lines.append(line)
            if line.startswith("Next brief: "):
                break
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, lines
    finally:
        process.kill()
    (made,) = (tmp_path / "briefs").iterdir()
    assert "Norvian troops seized the bridge at Oskel on Monday" in made.read_text()
    assert (tmp_path / "pages" / "index.html").exists()
    assert lines[-1].endswith(" 00:00 UTC\n")
