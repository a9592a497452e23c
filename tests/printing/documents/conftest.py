"""The shop's two languages, for its paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from ui.counter import LANGUAGES, compile_translations

from pos_app.ui.qt.application import install_language


@pytest.fixture(scope="session")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_translations(tmp_path_factory.mktemp("resources"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: QApplication, resources: Path) -> Iterator[str]:
    install_language(qapp, request.param, resources)
    yield str(request.param)
    install_language(qapp, "en", resources)
