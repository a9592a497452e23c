"""Qt's binding starts faster and watches no import, and is the same binding all the same."""

import os
import subprocess
import sys
from pathlib import Path

from pos_app.system.qt_binding import COMPILED

ROOT = Path(__file__).parents[2]
# A wrong argument is told in full sentences, which the binding's Python half makes.
WORDS = """
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
for wrong in (lambda: QLabel(1, 2, 3, 4, 5), lambda: QLabel().setText(5)):
    try:
        wrong()
    except TypeError as error:
        print(error)
class Heard(QObject):
    said = Signal(int)
    @Slot(int)
    def hear(self, number):
        print("heard", number)
heard = Heard()
heard.said.connect(heard.hear)
heard.said.emit(3)
import shiboken6
print(shiboken6.__file__, shiboken6.isValid(heard))
"""
LIGHT = """
import linecache, sys
import pos_app.ui.shell.main_window
print(any("pos_app" in read for read in linecache.cache), "argparse" in sys.modules, end="")
"""


def said(program: str, prefix: Path | None) -> str:
    """What a process says with the till's binding; with the one that pip installed for None."""
    load = (
        f"import sys; sys.prefix = {str(prefix)!r}\n"
        "from pos_app.system.qt_binding import load_binding; load_binding()\n"
    )
    whole = (load if prefix else "") + program
    done = subprocess.run(
        [sys.executable, "-c", whole], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not done.stderr
    return done.stdout


def test_the_compiled_binding_says_and_does_what_the_installed_one_does(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "qt_binding.py"), str(tmp_path)],
        check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert len(list(tmp_path.glob(f"{COMPILED}/*/files.dir/shibokensupport"))) == 1
    assert said(WORDS, tmp_path) == said(WORDS, None) != ""
    assert said(LIGHT, tmp_path) == "False False"


def test_without_a_compiled_one_of_this_version_the_installed_one_is_used(tmp_path: Path) -> None:
    (tmp_path / COMPILED / "5.0.0").mkdir(parents=True)
    assert said(WORDS, tmp_path) == said(WORDS, None)
    assert said(LIGHT, tmp_path).startswith("False ")
