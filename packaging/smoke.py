"""Tries a build where nothing of this checkout is: an empty home, no screen, no environment.

    packaging/smoke.py [PROGRAM] [--patience SECONDS]

Silence proves nothing and noise is no joke: the report must be there and complete, the program
must end in time, with success, and without a word.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pos_app.cli.selftest.report import CHECKS, OFFSCREEN_NOISE

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "pos-app" / ("pos-app.exe" if sys.platform == "win32" else "pos-app")
PATIENCE = 120.0  # seconds; a slow machine with a virus scanner needs twenty
_GLANCE = 0.05  # seconds between two looks at what gives no sign
_SECOND_START = 10.0  # seconds that a second start may take to go away
_SCREEN = ("DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR")
# What Windows cannot start a program without.
_INDISPENSABLE = ("SYSTEMROOT", "WINDIR", "COMSPEC")

Trial = Callable[[Path, float], str]


class Broken(Exception):
    """What came out is not to be handed to a shop."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", type=Path, default=PROGRAM)
    parser.add_argument("--patience", type=float, default=PATIENCE)
    options = parser.parse_args(arguments)
    program = options.program.resolve()
    try:
        print(f"{program.parent}: {size(program.parent):.1f} MB")
        trials: list[Trial] = [try_self_test, *(partial(try_window, on) for on in screens())]
        for trial in trials:
            began = time.monotonic()
            told = trial(program, options.patience)
            print(f"{told}, {time.monotonic() - began:.1f} s")
    except Broken as broken:
        print(f"BROKEN: {broken}", file=sys.stderr)
        return 1
    return 0


def size(folder: Path) -> float:
    """Megabytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


# --- self-test ------------------------------------------------------------------------------------


def try_self_test(program: Path, patience: float) -> str:
    """Runs it and reads its report."""
    with stranger() as (home, environment):
        report = home / "report.json"
        command = [str(program), "self-test", "--report", str(report)]
        process = start(command, home, environment)
        end_of(process, patience)
        checks = judge(report, program)
    return f"self-test: {len(checks)} checks passed"


def judge(report: Path, program: Path) -> list[dict[str, Any]]:
    """The checks of a report that is complete, of this program, and good throughout."""
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        checks: list[dict[str, Any]] = found["checks"]
        names = tuple(check["name"] for check in checks)
        bad = [f"{check['name']}: {check['detail']}" for check in checks if check["ok"] is not True]
        maker, verdict = Path(found["program"]), found["ok"]
    except FileNotFoundError:
        raise Broken("there is no report") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"the report cannot be read: {error!r}") from error
    if bad:
        raise Broken("; ".join(bad))
    if names != CHECKS:
        raise Broken(f"the report is not complete: {', '.join(names)}")
    if verdict is not True or maker.resolve() != program:
        raise Broken(f"the report says ok={verdict} of {maker}")
    return checks


# --- the window -----------------------------------------------------------------------------------


def screens() -> list[Mapping[str, str]]:
    """The screen that is always there, and the one in front of whoever looks on."""
    real = {name: os.environ[name] for name in _SCREEN if name in os.environ}
    return [{"QT_QPA_PLATFORM": "offscreen"}, *([real] if "DISPLAY" in real else [])]


def try_window(screen: Mapping[str, str], program: Path, patience: float) -> str:
    """Opens the till as a double click does; a second start has to find the first and go away."""
    name = screen.get("QT_QPA_PLATFORM") or screen["DISPLAY"]
    with stranger() as (home, environment):
        command = [str(program), "--profile", str(home / "profile"), "--training"]
        surroundings = {**environment, **screen}
        window = start(command, home, surroundings)
        try:
            until_open(window, home / "profile", patience)
            start_again(command, home, surroundings, patience)
        except Broken as broken:
            raise Broken(f"window on {name}: {broken}; it said: {said(window)}") from None
        gone = window.poll() is not None
        lines = said(window).splitlines()
        noise = [line for line in lines if not line.startswith(OFFSCREEN_NOISE)]
        if gone or noise:
            raise Broken(f"window on {name}: it {'is gone' if gone else 'said'}: {noise}")
    return f"window on {name}: opened, and found by a second start"


def until_open(window: "subprocess.Popen[bytes]", profile: Path, patience: float) -> None:
    """The first start owns the journal: it is the first in this as well."""
    deadline = time.monotonic() + patience
    while not (profile / "training" / "journal.sqlite3").exists():
        if window.poll() is not None or time.monotonic() > deadline:
            raise Broken("no till was opened")
        time.sleep(_GLANCE)


def start_again(
    command: Sequence[str], home: Path, environment: Mapping[str, str], patience: float
) -> None:
    """A start that comes before the first one listens stays with a message, and is tried again."""
    deadline = time.monotonic() + patience
    while True:
        try:
            end_of(start(command, home, environment), min(_SECOND_START, patience))
        except Broken:
            if time.monotonic() > deadline:
                raise
        else:
            return


# --- processes ------------------------------------------------------------------------------------


@contextmanager
def stranger() -> Iterator[tuple[Path, Mapping[str, str]]]:
    """A home that has never seen this program, and the environment of somebody without settings."""
    with TemporaryDirectory(prefix="pos-app-smoke-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        kept = {name: os.environ[name] for name in _INDISPENSABLE if name in os.environ}
        places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), folder)
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        path = os.defpath if sys.platform == "win32" else "/usr/bin:/bin"
        # Every desktop session has a locale in UTF-8.
        yield home, {**kept, **places, **temporary, "PATH": path, "LANG": "C.UTF-8"}


def start(
    command: Sequence[str], home: Path, environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise Broken(f"{command[0]} does not start: {error}") from error


def end_of(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Waits for the end: in time, with success, in silence."""
    try:
        noise = process.communicate(timeout=patience)[0].decode(errors="replace").strip()
    except subprocess.TimeoutExpired:
        raise Broken(f"it did not end within {patience:.0f} s: {said(process)}") from None
    if process.returncode or noise:
        raise Broken(f"exit code {process.returncode}: {noise}")


def said(process: "subprocess.Popen[bytes]") -> str:
    """All that a program has said; it is over afterwards."""
    process.kill()
    return process.communicate()[0].decode(errors="replace").strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
