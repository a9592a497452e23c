"""Starts this program again, from a checkout, an installation or a build."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# `-m` imports from the current folder, so the program is started in this one.
OWN_FOLDER = Path(__file__).parents[2]


def own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "pos_app"]


def start_apart(name: str) -> subprocess.Popen[str]:
    """Starts a child process with this part of `child_worker`, and pipes of text to it. Raises
    OSError."""
    return subprocess.Popen(  # noqa: S603 - this very program
        [*own_command(), "apart", name],
        cwd=OWN_FOLDER,
        env=without_secrets(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def without_secrets(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Returns the environment without the accounts' keys, which are for the till alone."""
    return {name: value for name, value in environment.items() if not name.startswith("POS_APP_")}
