"""What the settings say of a newer version: one quiet sentence, or nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.ports.updates.newer_version import NewerVersion
from pos_app.ui.about.newer_version_line import NewerVersionLine


@dataclass
class Told:
    newer: NewerVersion | None = None


@pytest.mark.usefixtures("application")
def test_a_newer_version_is_said_once_it_is_known_and_never_as_markup() -> None:
    told = Told()
    line = NewerVersionLine(told)
    assert line.isHidden()
    told.newer = NewerVersion("<b>9</b>", datetime(2026, 12, 1, tzinfo=UTC))
    line.retranslate()
    assert not line.isHidden()
    assert "<b>9</b>" in line.text()
    assert line.textFormat() is Qt.TextFormat.PlainText
    line.deleteLater()
    QApplication.processEvents()
