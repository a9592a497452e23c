"""The judge of a build, before builds that are not to be trusted."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_app.cli.selftest.report import CHECKS

_ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

Judge = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Puts a stand-in before the judge: a script that is given the report's path as $3."""

    def judge(script: str, patience: float = 20) -> "subprocess.CompletedProcess[str]":
        program = tmp_path / "pos-app"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return subprocess.run(
            [
                sys.executable,
                "packaging/smoke.py",
                str(program),
                "--patience",
                str(patience),
            ],
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return judge


def report(tmp_path: Path, **changes: Any) -> str:
    """A script that leaves a good report, but for these changes."""
    good = {
        "program": str((tmp_path / "pos-app").resolve()),
        "checks": [{"name": name, "ok": True, "detail": ""} for name in CHECKS],
        "ok": True,
    }
    text = json.dumps({**good, **changes})
    # Only the self-test leaves a report; opened as a window, the stand-in is gone at once.
    return f'[ "$1" = self-test ] && cat >"$3" <<\'END\'\n{text}\nEND\ntrue'


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("exit 0", "there is no report"),
        ("exit 3", "exit code 3"),
        ("echo hello", "hello"),
        ("echo trouble >&2", "trouble"),
        ('echo >"$3" "{"', "cannot be read"),
        ('echo >"$3" "[]"', "cannot be read"),
        ("kill -9 $$", "exit code -9"),
    ],
)
def test_what_is_silent_noisy_or_cut_short_is_broken(
    judge: Judge, script: str, complaint: str
) -> None:
    done = judge(script)
    assert done.returncode == 1
    assert "BROKEN" in done.stderr
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_what_hangs_is_broken(judge: Judge) -> None:
    done = judge("exec sleep 50", patience=0.5)
    assert done.returncode == 1
    assert "did not end" in done.stderr


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"checks": []}, "not complete"),
        ({"checks": [{"name": "fonts", "ok": True, "detail": ""}]}, "not complete"),
        ({"checks": [{"name": "fonts", "ok": False, "detail": "none"}]}, "fonts: none"),
        ({"checks": [{"name": "fonts"}]}, "cannot be read"),
        ({"ok": False}, "ok=False"),
        ({"program": "/usr/bin/python3"}, "/usr/bin/python3"),
    ],
)
def test_a_report_that_is_not_good_throughout_is_broken(
    judge: Judge, tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    done = judge(report(tmp_path, **changes))
    assert done.returncode == 1
    assert complaint in done.stderr


def test_a_good_report_is_not_enough_if_the_window_does_not_come_up(
    judge: Judge, tmp_path: Path
) -> None:
    done = judge(report(tmp_path))
    assert f"self-test: {len(CHECKS)} checks passed" in done.stdout
    assert done.returncode == 1
    assert "no till was opened" in done.stderr


def test_a_program_that_is_not_there_is_broken() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/smoke.py", "/nowhere/pos-app"],
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "does not start" in done.stderr
