"""The doctor in the settings: rows as they are found, what needs somebody first, and the report."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from ui.counter import Counter, until
from ui.standin_doctor import FINDINGS

from pos_app.ports.doctor.findings import Soundness, Subject
from pos_app.ui.doctor.finding_row import FindingRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def rows(counter: Counter) -> list[FindingRow]:
    found = [row for row in counter.window.findChildren(FindingRow) if row.isVisible()]
    return sorted(found, key=lambda row: row.y())


async def test_rows_come_one_by_one_and_the_report_is_copied_when_all_are_there(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_doctor")
    copy = counter.find(QPushButton, "doctor_copy")
    assert not rows(counter)
    assert not copy.isEnabled()

    counter.doctor.goes_on.clear()
    counter.click("doctor_check")
    await until(lambda: len(rows(counter)) == len(FINDINGS) - 1)
    assert not copy.isEnabled()
    assert not counter.find(QPushButton, "doctor_check").isEnabled()
    counter.doctor.goes_on.set()
    await until(copy.isEnabled)
    first = [row.finding.health for row in rows(counter)]
    assert first[:3] == [Soundness.BROKEN, Soundness.BROKEN, Soundness.WARNING]
    assert first[-1] is Soundness.WELL

    counter.click("doctor_copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.count("\n") == len(FINDINGS) - 1
    printer = next(row for row in rows(counter) if row.finding.subject is Subject.PRINTER)
    assert "Balcão" not in copied  # the shop's own name is for the screen
    assert "Balcão" not in printer.accessibleName()

    counter.click("doctor_check")  # anew: nothing is left of the time before
    await until(lambda: len(rows(counter)) == len(FINDINGS) and copy.isEnabled())
