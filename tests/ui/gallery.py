"""Photographs every stop of the tour, a contact sheet per tour, size, theme and language.

    PYTHONPATH=.:tests python tests/ui/gallery.py FOLDER [--tours verdicts,...] [--sizes 1024,200]
        [--themes light,dark] [--languages pt,en] [--whole]

The shop is the fullest there is, with a cashier signed in. FOLDER gets the sheets, and with
`--whole` each picture at its own size besides. A state that looks like the one before is left out.
`200` is a Full HD screen at 200 %, in a process of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from on_a_loop import run_watched
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop
from shiboken6 import delete
from ui.counter import LANGUAGES, Counter, compile_translations
from ui.misfits import settle
from ui.rooms import FIRST_NUMBER, fullest_shop, stand_at
from ui.tour import TOURS

from pos_app.ports.shop import Theme
from pos_app.ui.qt.application import install_language, make_application, wear_theme
from pos_app.ui.shell.main_window import MainWindow
from pos_app.ui.theme.theme import font

SIZES = {"1366": QSize(1366, 768), "1024": QSize(1024, 600), "200": QSize(960, 540)}
TWICE = "200"
THEMES = tuple(theme.value for theme in Theme)
SHEET = QSize(1600, 1500)
GAP, CAPTION = 8, 18
PATIENCE = 300.0  # seconds for a tour with its pictures


@dataclass(frozen=True)
class Picture:
    name: str
    image: QImage


class Sheets:
    """Pictures side by side in the order in which they came, on as many sheets as they take."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._count = 0
        self._pictures: list[tuple[QRect, str, QImage]] = []
        self._x = self._y = self._row = 0

    def add(self, picture: Picture) -> None:
        image = picture.image
        across = SHEET.width() // 2 if image.width() * 2 > SHEET.width() else image.width() + GAP
        wide = across - GAP
        if image.width() > wide:
            image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        if self._x + across > SHEET.width():
            self._x, self._y, self._row = 0, self._y + self._row, 0
        if self._y and self._y + image.height() + CAPTION > SHEET.height():
            self.keep()
        self._pictures.append((QRect(self._x, self._y, wide, CAPTION), picture.name, image))
        self._x += across
        self._row = max(self._row, image.height() + CAPTION + GAP)

    def keep(self) -> None:
        """Writes what is on the sheet, and takes a new one."""
        if not self._pictures:
            return
        tall = max(where.bottom() + image.height() for where, _, image in self._pictures)
        sheet = QImage(SHEET.width(), tall + GAP, QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        painter.setFont(font(12))
        for where, name, image in self._pictures:
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawImage(where.bottomLeft(), image)
        painter.end()
        self._count += 1
        sheet.save(str(self._folder / f"{self._name}-{self._count:02d}.png"))
        self._pictures = []
        self._x = self._y = self._row = 0


class Gallery:
    """One look of the window: its pictures, tour by tour."""

    def __init__(
        self, application: QApplication, folder: Path, resources: Path, *, whole: bool
    ) -> None:
        self._application = application
        self._folder = folder
        self._resources = resources
        self._whole = whole

    def take(self, tour: str, sizes: Sequence[str], theme: str, language: str) -> None:
        install_language(self._application, language, self._resources)
        wear_theme(self._application, theme)
        window = MainWindow(fullest_shop(language, theme=theme))
        window.show()
        names = {size: f"{tour}-{size}-{theme}-{language}" for size in sizes}
        run_watched(
            self._walk(window, tour, names),
            make_loop=lambda: QEventLoop(self._application),
            patience=PATIENCE,
        )
        window.close_for_good()
        self._application.processEvents()
        delete(window)  # here and now: the garbage collector may run in any thread

    async def _walk(self, window: MainWindow, tour: str, names: Mapping[str, str]) -> None:
        counter = Counter(self._application, window)
        counter.till.before = FIRST_NUMBER
        sheets = {size: Sheets(self._folder, name) for size, name in names.items()}
        last: dict[str, QImage] = {}
        async for stop, shown in TOURS[tour](counter):
            stand_at(window)
            for size in names:
                image = _seen(window, shown, SIZES[size])
                if last.get(size) == image:
                    continue
                last[size] = image
                sheets[size].add(Picture(stop, image))
                if self._whole:
                    self._keep_whole(f"{names[size]}-{stop}", image)
        for sheet in sheets.values():
            sheet.keep()

    def _keep_whole(self, name: str, image: QImage) -> None:
        plain = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name)
        image.save(str(self._folder / f"{plain}.png"))


def _seen(window: MainWindow, shown: QWidget, size: QSize) -> QImage:
    """The window in this size; a dialog in its own."""
    window.resize(size)
    settle(shown)
    image = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1)
    return image


def _wanted(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    for name, choices in (
        ("tours", tuple(TOURS)),
        ("sizes", tuple(SIZES)),
        ("themes", THEMES),
        ("languages", LANGUAGES),
    ):
        parser.add_argument(f"--{name}", type=lambda text: text.split(","), default=list(choices))
    parser.add_argument("--whole", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> None:
    wanted = _wanted(arguments)
    is_twice = os.environ.get("QT_SCALE_FACTOR") == "2"
    sizes = [size for size in wanted.sizes if (size == TWICE) is is_twice]
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        resources = compile_translations(Path(folder) / "resources")
        application = make_application(["gallery"], resources, language=wanted.languages[0])
        gallery = Gallery(application, wanted.folder, resources, whole=wanted.whole)
        for language in wanted.languages if sizes else ():
            for theme in wanted.themes:
                for tour in wanted.tours:
                    gallery.take(tour, sizes, theme, language)
    if TWICE in wanted.sizes and not is_twice:
        twice = {**os.environ, "QT_SCALE_FACTOR": "2"}
        subprocess.run([sys.executable, __file__, *arguments], env=twice, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
