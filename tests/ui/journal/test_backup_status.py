"""When the journal was last copied, by the day that it is, and what its copies take."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ports.backups import CopyRoom, CopyState
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


@pytest.mark.usefixtures("application")
def test_what_the_backups_take_is_told_and_that_their_disk_is_full_before_it_is() -> None:
    def told(free: int) -> tuple[str, str]:
        room = CopyRoom(copies=14, held=1_260_000_000, free=free, following=95_000_001)
        copies = SimpleNamespace(state=CopyState(times.now(), None, room), listen=lambda _: None)
        line = CopyLine(copies, UTC)
        try:
            return line.text().partition(" · ")[2], line.property("tone")
        finally:
            line.close()

    assert told(190_000_002) == ("Kept: 14 (1.2 GB)", "muted")
    words, tone = told(190_000_001)
    assert words.startswith("Its disk is almost full, with 191 MB free")
    assert tone == "wait"
