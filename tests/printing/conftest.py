"""The letters that paper is set in, and the shop's two languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from ui.counter import LANGUAGES, compile_translations

from pos_app.ui.qt.application import install_language

_FONTS = Path(__file__).parents[2] / "pos_app" / "bundled" / "fonts"


@pytest.fixture(autouse=True)
def letters(qapp: QApplication) -> None:
    for font in sorted(_FONTS.glob("*.otf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0
    # As in the window, whose figures are tabular: paper must not take that over.
    windows_own = QFont("Inter")
    windows_own.setFeature(QFont.Tag("tnum"), 1)
    qapp.setFont(windows_own)


@pytest.fixture(scope="session")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_translations(tmp_path_factory.mktemp("resources"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: QApplication, resources: Path) -> Iterator[str]:
    install_language(qapp, request.param, resources)
    yield str(request.param)
    install_language(qapp, "en", resources)
