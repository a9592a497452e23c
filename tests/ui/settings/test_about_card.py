"""About: which release this is, for support, and the licence text of whatever is shipped."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTableWidget
from ui.counter import Counter, until

from pos_app.ui.about.about_card import AboutCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def test_about_tells_the_release_and_every_licence_by_keys_and_keeps_nothing(
    counter: Counter,
) -> None:
    counter.window._shop = replace(counter.window.shop, zone_name="Africa/Maputo")
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_about")
    table = counter.find(QTableWidget, "about_parts")
    text = counter.find(QPlainTextEdit, "about_text")
    await until(table.rowCount)
    assert "0.1.0" in counter.text("about_version")
    assert "01/12/2026 03:30" in counter.text("about_build")  # two hours before UTC
    assert "4e3201c5aa01" in counter.text("about_build")
    assert "pyside-setup" in text.toPlainText()  # before anything is selected

    counter.click("about_copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("pos_app 0.1.0 (4e3201c5aa01")
    assert "2026-12-01T01:30:00+00:00" in copied

    counter.press(Qt.Key.Key_Tab)
    assert counter.focus() is table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Up)
    unnamed = table.item(table.rowCount() - 1, 2)
    assert unnamed is not None
    assert unnamed.text() == "see the text"
    seen = set()
    for _ in range(table.rowCount()):
        row = table.item(table.currentRow(), 0)
        assert row is not None
        assert f"Licence text of {row.text()}, with <b>marks</b>" in text.toPlainText()
        assert ("pyside-setup" in text.toPlainText()) is (
            row.text() in ("Qt, PySide6", "Shiboken6")
        )
        seen.add(row.text())
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert len(seen) == table.rowCount()
    counter.press(Qt.Key.Key_Tab)
    assert counter.focus() is text

    counter.click("settings_shop")
    assert table.rowCount() == 0
    assert not text.toPlainText()


async def test_both_guides_open_from_about_or_it_says_where_they_lie(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", open_url)
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_about")
    [card] = counter.window.findChildren(AboutCard)
    assert not counter.find(QPushButton, "about_cashier").isVisible()  # nobody has made them
    card._bundled = tmp_path
    guides = [tmp_path / "guides" / f"{who}.en.pdf" for who in ("cashier", "manager")]
    guides[0].parent.mkdir()
    for guide in guides:
        guide.touch()
    card.retranslate()
    counter.click("about_cashier")
    assert not counter.find(QLabel, "about_message").isVisible()
    counter.click("about_manager")
    assert opened == [str(guide) for guide in guides]
    assert str(guides[1]) in counter.text("about_message")
