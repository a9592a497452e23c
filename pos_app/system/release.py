"""The release that runs: version, commit and build time, as About, logs and reports name it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pos_app.system.version import VERSION

_STAMP = "release.json"  # written by packaging/build.py into the bundled folder, and nowhere else


@dataclass(frozen=True, slots=True)
class Release:
    """What a build says of itself. A checkout knows its version alone."""

    version: str
    commit: str = ""  # of the whole tree, 40 hexadecimal digits; a build's
    built_at: datetime | None = None  # UTC; the commit's own time, so that two builds agree

    def __str__(self) -> str:
        """Returns version and commit, as logs and reports name them."""
        return f"{self.version} ({self.commit or 'checkout'})"


def this_release(resources: Path) -> Release:
    """Reads the stamp in the folder of bundled files; without one this is a checkout."""
    try:
        stamp = json.loads((resources / _STAMP).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Release(VERSION)
    return Release(stamp["version"], stamp["commit"], datetime.fromisoformat(stamp["built_at"]))
