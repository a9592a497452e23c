"""When the journal was last copied is told by the day that it is, and not that it was."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ports.backups import CopyState
from pos_app.ui.format import times
from pos_app.ui.journal.backup_status import CopyLine

MADE = datetime(2026, 5, 4, 22, 0, tzinfo=UTC)


@pytest.mark.usefixtures("application")
def test_today_is_no_longer_said_of_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute later, or as soon as somebody looks."""
    now = MADE
    monkeypatch.setattr(times, "now", lambda: now)
    copies = SimpleNamespace(state=CopyState(MADE, None), listen=lambda _: None)
    line = CopyLine(copies, UTC)
    try:
        line.show()
        told = [line.text()]
        now = MADE + timedelta(hours=10)
        line._minutes.timeout.emit()
        told.append(line.text())
        line.hide()
        now = MADE + timedelta(minutes=1)
        line.show()
        told.append(line.text())
    finally:
        line.close()
        QApplication.processEvents()
    assert ["today" in words for words in told] == [True, False, True]
