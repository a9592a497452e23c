"""`pip install .`: a wheel that brings its words, typefaces and sounds, and a command that runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def pip(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", *arguments], check=True, cwd=ROOT, timeout=120
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the build's own libraries that the lock holds: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ".")
    [made] = folder.glob("*.whl")
    return made


def test_every_file_of_the_package_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "pos_app"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = ("pos_app_en", "pos_app_pt", "qt_pt")
    words = {f"pos_app/bundled/translations/{name}.qm" for name in names}
    brought = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert brought == set(tracked.stdout.split()) | words


def test_the_installed_command_tries_itself_without_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    """The libraries are borrowed from the environment of the checks; the till itself is not."""
    home = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True, timeout=60)
    of_the_venv = {"base": str(home), "platbase": str(home)}
    scripts = Path(sysconfig.get_path("scripts", "venv", of_the_venv))
    site = Path(sysconfig.get_path("purelib", "venv", of_the_venv))
    pip("--python", scripts / "python", "install", "--no-deps", "--no-index", wheel)
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    tried = subprocess.run(
        [scripts / "pos-app", "self-test"],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert json.loads(tried.stdout)["ok"] is True  # without a file the report is printed
    imported = subprocess.check_output(
        [scripts / "python", "-c", "import pos_app; print(pos_app.__file__)"],
        cwd=tmp_path,
        text=True,
    )
    assert Path(imported.strip()).is_relative_to(home), imported
