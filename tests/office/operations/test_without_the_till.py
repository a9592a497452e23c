"""A server of an office has the libraries of its lock, and no window's."""

import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOCKS = ("requirements.lock", "office/requirements.lock", "requirements-dev.lock")
# Imports all of the office as its commands do, and refuses what its lock does not hold.
IMPORTING = """
import importlib, pkgutil, sys
class Refuses:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"{name} is not in the office's lock")
sys.meta_path.insert(0, Refuses())
import pos_app.office, pos_app.cli.commands.office
from pos_app.cli.parser import parsed
for room in (pos_app.office, pos_app.cli.commands.office):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        importlib.import_module(module.name)
parsed(["office", "--help"])
"""


def _pins(lock: str) -> Mapping[str, str]:
    text = (ROOT / "packaging" / lock).read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))


def test_the_whole_office_is_imported_by_the_libraries_of_its_lock_alone() -> None:
    held = _pins("office/requirements.lock")
    refused = {
        name
        for name, owners in packages_distributions().items()
        if not any(re.sub("[-_.]+", "-", owner).lower() in held for owner in owners)
    }
    assert {"PySide6", "keyring", "sqlite_utils"} <= refused
    done = subprocess.run(
        [sys.executable, "-c", f"REFUSED = {refused - {'pos_app'}!r}{IMPORTING}"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "serve the tills" in done.stdout


def test_the_three_locks_hold_the_same_versions() -> None:
    till, office, dev = map(_pins, LOCKS)
    assert till.items() <= dev.items()
    assert office.items() <= dev.items()
    assert "httpx-sse" in till
    assert not {"psycopg", "jinja2", "webauthn"} & till.keys()
