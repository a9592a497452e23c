"""What the settings say of a newer version: one quiet sentence, or nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from ui.counter import Counter

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


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none
async def test_whoever_opens_the_settings_is_led_to_a_newer_version(counter: Counter) -> None:
    told = Told()
    counter.updates = told
    counter.open()
    counter.click("tab_settings")
    name = counter.find(QPushButton, "settings_about")
    assert name.text() == name.accessibleName() == "About"
    counter.click("tab_sell")
    told.newer = NewerVersion("0.2.0", datetime(2026, 12, 1, tzinfo=UTC))
    counter.click("tab_settings")
    assert name.text().endswith("↑")
    assert name.accessibleName() == "There is a newer version"
    counter.click("settings_about")
    assert counter.find(NewerVersionLine, "newer_version").isVisible()
    assert "0.2.0" in counter.text("newer_version")
