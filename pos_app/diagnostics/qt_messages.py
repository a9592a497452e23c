"""Sends Qt's messages to the log: at a counter nobody sees a terminal."""

import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from pos_app.diagnostics.logs import is_worth_a_line
from pos_app.domain.text.foreign_text import escaped

_LOG = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_MOST = 500  # different texts that are counted


@contextmanager
def logging_qt() -> Iterator[None]:
    """Logs Qt's messages until the block is left. A repeated text is logged ever more rarely."""
    said: Counter[str] = Counter()

    def take(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if len(said) >= _MOST:
            said.clear()
        said[text] += 1
        if is_worth_a_line(said[text]):
            times = f" ({said[text]} times now)" if said[text] > 1 else ""
            _LOG.log(_LEVELS[kind], "Qt: %s%s", text, times)
        if kind is QtMsgType.QtFatalMsg and sys.stderr:  # Qt ends the process: no log is flushed
            print(escaped(text), file=sys.stderr)  # noqa: T201

    before = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
