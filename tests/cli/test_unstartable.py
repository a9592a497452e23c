"""A window that cannot open says why: to a terminal, on the desktop of whoever started it from an
icon, and in a report for support. The program itself, in a process of its own."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pos_app.installation.profile import Profile

PATIENCE = 60  # seconds
# Writes down what it was to show, as `zenity`, `kdialog` and the others would show it.
RECORDER = """#!{python}
import sys
from pathlib import Path
Path({where!r}).write_text("\\n".join(sys.argv))
"""
NOWHERE: Mapping[str, Mapping[str, str]] = {
    "no screen": {},
    "a screen that is gone": {"DISPLAY": ":9999"},
    "a platform that is none": {"QT_QPA_PLATFORM": "nonsense"},
    "a platform without its screen": {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":9999"},
}


def environment_of(tmp_path: Path, tool: str, more: Mapping[str, str]) -> dict[str, str]:
    """Of a desktop that has this one tool for messages, which writes to `shown`."""
    desktop = tmp_path / "desktop"
    desktop.mkdir(exist_ok=True)
    program = desktop / tool
    program.write_text(RECORDER.format(python=sys.executable, where=str(tmp_path / "shown")))
    program.chmod(0o755)
    without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY")
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return {**kept, "PATH": str(desktop), **more}


def start(profile: Profile, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pos_app", "--profile", str(profile.root)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "shop")
    made.prepare()
    made.settings.write_text('language = "pt"\n')
    return made


@pytest.mark.parametrize("kind", NOWHERE)
def test_a_window_that_cannot_open_says_why_in_the_shops_language(
    kind: str, profile: Profile, tmp_path: Path
) -> None:
    started = start(profile, environment_of(tmp_path, "zenity", NOWHERE[kind]))
    assert started.returncode == 1  # and no core dump
    shown = (tmp_path / "shown").read_text()
    (report,) = profile.log.glob("report-*.txt")
    for told in (shown, started.stderr):
        assert "ecrã" in told or "janela" in told
        assert str(report) in told
    assert "Traceback" not in started.stderr
    assert report.read_text()


@pytest.mark.parametrize("tool", ["zenity", "kdialog", "gxmessage", "xmessage", "notify-send"])
def test_whatever_the_desktop_has_for_messages_is_asked(
    tool: str, profile: Profile, tmp_path: Path
) -> None:
    start(profile, environment_of(tmp_path, tool, {"DISPLAY": ":9999"}))
    shown = (tmp_path / "shown").read_text()
    assert "janela" in shown
    assert ("não" in shown) != (tool == "xmessage")  # which would show something else


def test_a_tool_that_cannot_show_anything_is_followed_by_the_next(
    profile: Profile, tmp_path: Path
) -> None:
    environment = environment_of(tmp_path, "notify-send", {"DISPLAY": ":9999"})
    for tool, words in (("zenity", "#!/bin/sh\nexit 1\n"), ("kdialog", "this is no program")):
        broken = tmp_path / "desktop" / tool
        broken.write_text(words)
        broken.chmod(0o755)
    start(profile, environment)
    assert "janela" in (tmp_path / "shown").read_text()


def test_who_has_a_terminal_reads_it_there(profile: Profile, tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    with os.fdopen(terminal, "rb") as reading, os.fdopen(end, "wb") as writing:
        process = subprocess.Popen(
            [sys.executable, "-m", "pos_app", "--profile", str(profile.root)],
            env=environment_of(tmp_path, "zenity", {}),
            stderr=writing,
        )
        assert process.wait(PATIENCE) == 1
        assert "ecrã" in os.read(reading.fileno(), 65536).decode()
    assert not (tmp_path / "shown").exists()


BROKEN = """
import sys
from pos_app.app import startup
def run_window(*_, **__):
    raise RuntimeError("broken")
startup.run_window = run_window
from pos_app.cli import main
main(sys.argv[1:])
"""


def test_a_window_that_ends_by_a_mistake_of_ours_says_so_too(
    profile: Profile, tmp_path: Path
) -> None:
    environment = environment_of(tmp_path, "zenity", {"QT_QPA_PLATFORM": "offscreen"})
    ended = subprocess.run(
        [sys.executable, "-c", BROKEN, "--profile", str(profile.root)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 1
    assert "RuntimeError: broken" in ended.stderr
    (report,) = profile.log.glob("report-*.txt")
    shown = (tmp_path / "shown").read_text()
    assert str(report) in shown
    assert "RuntimeError: broken" in report.read_text()
