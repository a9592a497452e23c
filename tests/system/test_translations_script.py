"""The script that compiles the window's words."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is a script for a shell")


def test_a_window_that_is_open_keeps_the_words_that_it_reads(tmp_path: Path) -> None:
    """It maps the file: one written anew in its place would crash it."""
    script = Path("packaging/translations.sh")
    words = Path("pos_app/bundled/translations/qt_pt.ts")
    for file in (script, words):
        (tmp_path / file).parent.mkdir(parents=True)
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    compiled = (tmp_path / words).with_suffix(".qm")
    compiled.write_bytes(b"old")
    with compiled.open("rb") as in_use:
        subprocess.run(["/bin/sh", tmp_path / script, "compile"], check=True)
        assert in_use.read() == b"old"
    assert compiled.stat().st_size > len(b"old")
    assert {one.suffix for one in compiled.parent.iterdir()} == {".ts", ".qm"}
