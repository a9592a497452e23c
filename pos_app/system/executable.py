"""Returns the command line that starts this program again: checkout, installation or build."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# `-m` imports from the current folder, so the program is started in this one.
OWN_FOLDER = Path(__file__).parents[2]


def own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "pos_app"]


def without_secrets(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Returns the environment without the accounts' keys, which are for the till alone."""
    return {name: value for name, value in environment.items() if not name.startswith("POS_APP_")}
