"""The self-test of this checkout, as its command."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pos_app.cli.selftest.report import CHECKS

_PATIENCE = 120  # seconds


def self_test(*arguments: str, home: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "pos_app", "self-test", *arguments],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_everything_works_in_silence_and_no_profile_is_touched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    file = tmp_path / "report.json"
    done = self_test("--report", str(file), home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = read(file.read_text(encoding="utf-8"))
    assert report["ok"] is True
    assert report["built"] is False
    assert tuple(check["name"] for check in report["checks"]) == CHECKS
    assert not (home / ".local" / "share" / "pos-app").exists()
