"""``kill -9`` at 200 random moments of a daily run: nothing corrupt, nothing lost, nothing twice."""

from __future__ import annotations

import email
import email.policy
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from inbox import Inbox

from summarizer.archive import Archive
from summarizer.config import load_config

ROUNDS, SEED = 200, 20261127


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forks of a warm process")
def test_kill_at_random_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles").mkdir()
    path = tmp_path / "summarizer.yaml"
    with Inbox() as inbox:
        value = {
            "title": "Brief",
            "sections": load_config().model_dump(mode="json")["sections"],
            "sources": [{"kind": "folder", "at": "articles"}],
            "daily": {"archive": "archive.db"},
            "deliver": [{"to": "file", "path": str(tmp_path / "briefs" / "{date}.md")}, inbox.target()],
        }
        path.write_text(json.dumps(value), encoding="utf-8")
        script = Path(__file__).with_name("kill_runs.py")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(script.parent.parent), *sys.path])}
        done = subprocess.run(
            [sys.executable, str(script), str(path), str(ROUNDS), str(SEED)],
            capture_output=True,
            timeout=1800,
            env=environment,
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        messages = [email.message_from_bytes(m, policy=email.policy.default) for m in inbox.messages]
    counts = json.loads(done.stdout)
    arrived = Counter(m["Subject"].removeprefix("Brief, ") for m in messages)
    with Archive.open(tmp_path / "archive.db") as archive:
        deliveries = archive.deliveries()
        briefs = {b.date: b for b in archive.briefs()}
        assert archive.check() == []
    mailed = {d.date.isoformat(): d.state for d in deliveries if d.target.startswith("email")}
    counts |= {
        "mails": len(messages),
        "mails twice": sum(n > 1 for n in arrived.values()),
        "mails recorded and not arrived": sum(
            s == "delivered" and not arrived[day] for day, s in mailed.items()
        ),
        "mails unknown": sum(s == "unknown" for s in mailed.values()),
        "of these arrived": sum(s == "unknown" and arrived[day] for day, s in mailed.items()),
        "files missing": sum(not (tmp_path / "briefs" / f"{day}.md").exists() for day in briefs),
    }
    with capsys.disabled():
        print(f"\nkill -9 at {ROUNDS} moments: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    assert len(briefs) == len(mailed) == counts["next run completes"] == ROUNDS
    assert set(mailed.values()) <= {"delivered", "unknown"}
    assert counts["mails unknown"] < ROUNDS / 10
    for nothing in (
        "corrupt",
        "brief lost or changed",
        "mails twice",
        "mails recorded and not arrived",
        "files missing",
    ):
        assert counts[nothing] == 0, nothing
    for day, brief in briefs.items():
        assert (tmp_path / "briefs" / f"{day}.md").read_text(encoding="utf-8") == brief.markdown
    # the moments were spread over the whole of a run
    assert counts["killed at work"] > ROUNDS / 2
    assert sum(name.startswith("killed: ") for name in counts) >= 4
    assert counts["killed: brief stored"] >= 4  # on purpose, whatever chance hits
