"""This very program, to be started once more: from a checkout, an installation or a build."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# `-m` takes what lies in the current folder.
OWN_FOLDER = Path(__file__).parents[2]


def own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "pos_app"]


def without_secrets(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The keys of the shop's accounts are for the till alone."""
    return {name: value for name, value in environment.items() if not name.startswith("POS_APP_")}
