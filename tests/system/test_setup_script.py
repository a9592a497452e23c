"""What the terminal says while `make run` sets the till up: a line a step, and nothing later."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAND_IN = """#!/bin/sh
case "$*" in
    *"-m venv .venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *purelib*) mkdir -p site; echo site ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is a script for a shell")


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize("what", ["run", "office"])
def test_each_step_is_told_the_first_time_and_nothing_the_second(tmp_path: Path, what: str) -> None:
    house = tmp_path / "house"
    locks = ("requirements.lock", "office/requirements.lock")
    for name in ("setup.sh", *locks, "system-packages.txt"):
        (house / "packaging" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "packaging" / name, house / "packaging" / name)
    words = house / "pos_app" / "bundled" / "translations"
    words.mkdir(parents=True)
    (words / "pos_app_pt.ts").touch()
    _program(house / "packaging" / "translations.sh", f"#!/bin/sh\ntouch {words}/pos_app_pt.qm\n")
    _program(tmp_path / "bin" / "python3", STAND_IN)
    _program(tmp_path / "bin" / "dpkg-query", "#!/bin/sh\necho installed\n")

    def set_up() -> list[str]:
        path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(
            ["/bin/sh", house / "packaging" / "setup.sh", what],
            env={"PATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        return done.stdout.splitlines()

    first = set_up()
    assert [line.partition(" (")[0] for line in first] == [
        "pos_app: making a Python environment in .venv",
        "pos_app: downloading the till's libraries, once",
        *(["pos_app: downloading the office's libraries, once"] if what == "office" else []),
        "pos_app: preparing the till's languages",
    ]
    assert all("(" in line for line in first)  # and how long it takes
    assert not set_up()
