"""Icons: every one is seen, none is taken for another, and they cost nothing before they are."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from pos_app.ui.theme.icons import Icon, paint_icon

ROOT = Path(__file__).parents[3]
# What the first paint loads of the till. Each room more is some milliseconds before it.
ROOMS = [
    "app", "domain", "domain.tenders", "domain.text", "gateways", "installation", "ports", "system",
    "till", "ui", "ui.format", "ui.header", "ui.onscreen_keys", "ui.qt", "ui.sell", "ui.sell.form",
    "ui.shell", "ui.theme", "ui.widgets", "words",
]  # fmt: skip
GROUND, INK = QColor("#ffffff"), QColor("#8b1a1a")


def painted(icon: Icon, size: int, *, ring: bool) -> QImage:
    """In the middle of a picture with a margin of its own size."""
    picture = QImage(3 * size, 3 * size, QImage.Format.Format_RGB32)
    picture.fill(GROUND)
    painter = QPainter(picture)
    paint_icon(painter, icon, QRectF(size, size, size, size), INK.name(), ring=ring)
    painter.end()
    return picture


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("size", [18, 28, 44])
def test_every_icon_stays_in_its_place_and_looks_like_no_other(size: int) -> None:
    seen = []
    for icon, ring in product(Icon, (False, True)):
        picture = painted(icon, size, ring=ring)
        inked = [
            (x, y)
            for x in range(3 * size)
            for y in range(3 * size)
            if picture.pixelColor(x, y) != GROUND
        ]
        assert len(inked) > size, icon
        assert all(size <= x < 2 * size and size <= y < 2 * size for x, y in inked), icon
        seen.append(bytes(picture.constBits()))
    assert len(set(seen)) == len(seen)


def test_the_first_paint_loads_no_icons_and_icons_load_no_more_of_qt(tmp_path: Path) -> None:
    """Of QtAwesome there is the font alone: its code would stop the window while it loads. And
    the first paint makes none of the names in `Qt` (`ui/qt/constants.py`), whatever imports
    them, nor a message box, and loads these rooms alone."""
    program = f"""
import sys
from types import ModuleType
from pathlib import Path
unloaded = ("pos_app.ui.theme.icons", "json", "qtawesome", "qtpy", "PySide6.QtOpenGL", "miniaudio",
            "hashlib", "secrets", "sqlite3", "httpx", "zoneinfo")
session = sys.modules["pos_app.app.session"] = ModuleType("pos_app.app.session")
keys = ModuleType("pos_app.installation.credential_file")  # it comes after the first paint, too
keys.KeyFile = Path
sys.modules[keys.__name__] = keys

def run(*_):
    from PySide6 import QtCore, QtWidgets
    print("Qt" in vars(QtCore), "QMessageBox" in vars(QtWidgets))
    print(sorted(name[8:] for name, module in sys.modules.items()
                 if name.startswith("pos_app.") and hasattr(module, "__path__")))
    print(sorted(set(unloaded) & set(sys.modules)))
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from pos_app.ui.theme.icons import Icon, paint_icon
    picture = QImage(9, 9, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    paint_icon(painter, Icon.CHECK, QRectF(0, 0, 9, 9), "#000000")
    painter.end()
    print(sorted(set(unloaded) & set(sys.modules)))

session.run = run
from pos_app.app.startup import run_window
from pos_app.installation.profile import Profile
run_window(Profile(Path({str(tmp_path)!r})), training=False)
"""
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert said.stdout.splitlines() == [
        "False False", str(ROOMS), "[]", "['json', 'pos_app.ui.theme.icons']",
    ]  # fmt: skip
