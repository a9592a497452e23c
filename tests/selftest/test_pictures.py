"""A window's test that fails leaves a picture of what was to be seen, and says where."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pictures
import pytest
from PySide6.QtGui import QColor, QImage
from selftest import fails

HERE = Path(__file__).parents[2]


def test_a_failure_names_a_picture_of_each_window_that_is_shown(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(HERE / "pyproject.toml"),
         "-p", "time_limit", "-p", "pictures", "-p", "no:cacheprovider",
         f"--confcutdir={Path(__file__).parent}", fails.__file__],
        cwd=HERE,
        env={**os.environ, pictures.PLACE: str(tmp_path),
             "PYTHONPATH": f"{HERE}:{HERE / 'tests'}"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert "2 failed" in done.stdout, done.stdout + done.stderr
    (path,) = tmp_path.iterdir()  # of the window that is shown, and of no other
    named = rf"^-+ Pictures of its windows -+\n{re.escape(str(path))}$"
    assert re.search(named, done.stdout, re.MULTILINE), done.stdout
    assert "test_with_a_window" in path.name
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (300, 200)
    assert picture.pixelColor(150, 100) == QColor("#3366cc")


def test_every_test_here_would_leave_one(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.is_registered(pictures)
