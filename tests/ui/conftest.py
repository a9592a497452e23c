"""A window over a stand-in till, and coroutines on the loop that the window runs on."""

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from on_a_loop import run_watched
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from shiboken6 import delete
from support import Run, T
from ui.counter import (
    LANGUAGES,
    PUSH,
    REFERENCE,
    WALLETS,
    Counter,
    CounterOf,
    compile_translations,
    make_shop,
)

from pos_app.domain.method import Method
from pos_app.ports.shop import Shop
from pos_app.ui.qt.application import install_language, wear_faces, wear_theme
from pos_app.ui.shell.main_window import MainWindow
from pos_app.ui.theme.style_sheet import style_sheet
from pos_app.ui.theme.tokens import colours_of


@pytest.fixture(scope="session")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The resources with the words compiled from what people edit."""
    return compile_translations(tmp_path_factory.mktemp("resources"))


@pytest.fixture(scope="session")
def _faces(qapp: QApplication, translations: Path) -> None:
    """Texts are as wide as at a counter."""
    wear_faces(qapp, translations)


@pytest.fixture(autouse=True)
def _no_window_is_left() -> Iterator[None]:
    """A change of theme or language styles every widget that there is: with those that earlier
    tests left behind, each test would cost more than the one before."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for widget in [one for one in QApplication.topLevelWidgets() if one.parent() is None]:
        delete(widget)


@pytest.fixture
def application(qapp: QApplication, translations: Path, _faces: None) -> QApplication:
    # Putting on what is worn already costs as much as a small test.
    if qapp.styleSheet() != style_sheet(colours_of("light")):
        wear_theme(qapp, "light")
    install_language(qapp, "en", translations)
    return qapp


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, application: QApplication, translations: Path) -> str:
    """A test each, with the window's words in it."""
    install_language(application, request.param, translations)
    return str(request.param)


@pytest.fixture
def run_test(application: QApplication) -> Run:
    """Tests that are `async` run on the window's loop."""
    run = partial(run_watched, make_loop=lambda: QEventLoop(application), patience=10)
    return lambda work: run(_to_the_end(work))


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Stops the clocks of every window with its loop: without one they would ask for nothing more
    than a failure."""
    try:
        return await work
    finally:
        for window in QApplication.topLevelWidgets():
            for timer in window.findChildren(QTimer):
                timer.stop()


@pytest.fixture
def methods() -> tuple[Method, ...]:
    """The ways to pay of the shop that `counter` stands in."""
    return (PUSH, REFERENCE, *WALLETS)


@contextmanager
def undressed(application: QApplication) -> Iterator[None]:
    """As at a till (see `wear_theme`): a window is made first, and dressed at once as a whole."""
    worn = application.styleSheet()
    application.setStyleSheet("")
    yield
    application.setStyleSheet(worn)


@pytest.fixture
def counter_of(application: QApplication) -> Iterator[CounterOf]:
    """Windows of whatever shop a test needs; they are closed after its loop has ended."""
    made: list[Counter] = []

    def open_window(shop: Shop, size: tuple[int, int] | None = None) -> Counter:
        with undressed(application):
            window = MainWindow(shop)
        if size:
            window.resize(*size)
        window.show()
        made.append(Counter(application, window))
        return made[-1]

    yield open_window
    for counter in made:
        counter.window.close_for_good()
        application.processEvents()
        delete(counter.window)  # here and now: the garbage collector may run in any thread


@pytest.fixture
def counter(counter_of: CounterOf, methods: tuple[Method, ...]) -> Counter:
    """The window, not yet open for sales."""
    return counter_of(make_shop(methods), (1366, 768))


@pytest.fixture
def new_counter(counter_of: CounterOf) -> Counter:
    """A till that nobody has settled anything of."""
    return counter_of(replace(make_shop(), is_new=True), (1024, 600))
