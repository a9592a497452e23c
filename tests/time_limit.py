"""A test that hangs ends, fails, and is cleaned up after: what pytest-timeout needs besides, where
the loops of Qt run. The limits stand in pyproject.toml."""

import signal
from collections.abc import Generator
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QThread, QTimer

_OVER = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("timeout_again", "Seconds after which a test that hangs is ended again.")


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> Generator[None, bool, bool]:
    is_set = yield
    fail: Any = signal.getsignal(signal.SIGALRM)

    def end(number: int, frame: FrameType | None) -> None:
        item.stash[_OVER] = True
        if QThread.currentThread().loopLevel():  # what is raised there, Qt only prints
            QCoreApplication.exit(1)
        fail(number, frame)

    signal.signal(signal.SIGALRM, end)
    again = float(item.config.getini("timeout_again"))
    signal.setitimer(signal.ITIMER_REAL, settings.timeout, again)
    return is_set


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    ticking = QTimer()
    ticking.timeout.connect(_listen)
    ticking.start(1000)
    try:
        yield
    finally:
        ticking.stop()
        if _OVER in item.stash:
            _let_loops_run_again()
    if _OVER in item.stash:
        pytest.fail("A loop of Qt's was ended after the time that a test may take.")


def _listen() -> None:
    """Python hears of a signal only while it runs, and in a loop of Qt's it may never do."""


def _let_loops_run_again() -> None:
    """Until the application's loop has run, every other one ends as soon as it begins."""
    QTimer.singleShot(0, QCoreApplication.quit)
    QCoreApplication.exec()
