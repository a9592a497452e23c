"""The scripts of packaging/, which are no package, as tests read them."""

import runpy
from functools import cache
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


@cache
def script(name: str) -> SimpleNamespace:
    """Runs what the script defines, and nothing of what it does as a program."""
    return SimpleNamespace(**runpy.run_path(str(PACKAGING / name)))
