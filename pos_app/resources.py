"""Where icons, styles, translations and fonts lie: beside the code, or inside a build."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS")) / "resources"  # noqa: B009 - only in a build
    return Path(__file__).resolve().parent.parent / "resources"
