"""What Qt says at a counter is in the log."""

import logging

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from pos_app.diagnostics.qt_messages import logging_qt


def test_what_qt_says_is_logged_and_not_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    ours = qInstallMessageHandler(None)  # of the tests, for which a warning is a failure
    qInstallMessageHandler(ours)
    with caplog.at_level(logging.INFO, "pos_app"), logging_qt():
        for _ in range(1000):
            qWarning("a widget is nowhere")
    assert qInstallMessageHandler(ours) == ours
    assert len(caplog.messages) == 10
    assert caplog.messages[0] == "Qt: a widget is nowhere"
