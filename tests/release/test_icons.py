"""The icon files, as another program reads them: Qt's own readers of ICO and ICNS."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QImageReader
from release.scripts import PACKAGING, script

from pos_app.ui.theme.tokens import DARK


def _pictures(file: Path) -> list[QImage]:
    reader = QImageReader(str(file))
    return [reader.read() for place in range(reader.imageCount()) if reader.jumpToImage(place)]


@pytest.mark.parametrize(("suffix", "largest"), [("ico", 256), ("icns", 1024)])
def test_every_size_shows_the_tick_of_a_paid_sale(
    tmp_path: Path, suffix: str, largest: int
) -> None:
    first, second = tmp_path / f"first.{suffix}", tmp_path / f"second.{suffix}"
    subprocess.run([sys.executable, PACKAGING / "icons.py", first, second], check=True)
    assert first.read_bytes() == second.read_bytes(), "two builds of one commit are the same"
    pictures = _pictures(first)
    icons = script("icons.py")
    sizes = icons.ICO_SIZES if suffix == "ico" else icons.ICNS_TYPES.values()
    assert [picture.width() for picture in pictures] == list(sizes)
    assert max(picture.width() for picture in pictures) == largest
    for picture in pictures:
        assert picture.pixelColor(0, 0).alpha() == 0, "a round corner"
        lowest = round(108 / 256 * picture.width()), round(150 / 256 * picture.width())
        assert _near(picture.pixelColor(*lowest), QColor(DARK.paid))


def _near(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[call-overload]
    return all(abs(a - b) < 40 for a, b in pairs)


def test_the_drawing_has_the_colours_of_the_theme() -> None:
    drawing = (PACKAGING / "icon.svg").read_text()
    assert all(colour in drawing for colour in (DARK.paid, DARK.surface, DARK.edge))
