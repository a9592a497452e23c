"""The page of figures: counted when it is opened, read by keys and by ear, handed on."""

import asyncio
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QTableWidget, QWidget
from ui.counter import Counter, until
from ui.standin import TODAY

from pos_app.domain.figures.spans import ComparedWith
from pos_app.words.figures.table import FiguresLine, as_copied

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def opened(counter: Counter) -> None:
    counter.open()
    assert not counter.figures.asked
    counter.click("tab_figures")
    await until(lambda: counter.text("figures_title"))


def note_of(counter: Counter, card: str) -> str:
    """What a card says in words."""
    labels = counter.find(QWidget, card).findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


async def test_a_period_is_counted_when_it_is_shown_and_only_the_last_one_stays(
    counter: Counter,
) -> None:
    await opened(counter)
    (first,) = counter.figures.asked
    assert (first.span.first, first.span.last) == (TODAY, TODAY)
    assert first.against.basis is ComparedWith.SAME_WEEKDAY
    assert counter.text("figures_title") == "Monday, 04/05/2026"
    assert "compared with the last 8 Mondays" in counter.text("figures_until")
    waits = counter.figures.waits = asyncio.Event()
    counter.click("figures_month")  # a slow answer
    await until(lambda: len(counter.figures.asked) == 2)
    counter.click("figures_yesterday")
    await until(lambda: counter.text("figures_title") == "Sunday, 03/05/2026")
    waits.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert counter.text("figures_title") == "Sunday, 03/05/2026"
    assert counter.figures.asked[-1].span.ends_at is None  # it is over


async def test_a_sale_that_changes_shows_in_the_figures_once_for_many(counter: Counter) -> None:
    await opened(counter)
    soon = counter.find(QTimer, "figures_soon")
    soon.setInterval(0)
    for sale in "abc":
        counter.push(sale)
    await until(lambda: len(counter.figures.asked) == 2)
    counter.click("tab_sell")
    counter.push("d")
    assert not soon.isActive()  # nobody looks


async def test_the_numbers_are_read_by_keys_and_by_ear(counter: Counter) -> None:
    await opened(counter)
    bars = counter.find(QWidget, "figures_bars")
    heard = QAccessible.queryAccessibleInterface(bars).text(QAccessible.Text.Name)
    assert "8h: 15\u202f768,80\u00a0Kz · average 14\u202f743,82\u00a0Kz" in heard
    assert heard.count("\n") == 12
    bars.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left):
        counter.press(key)
    assert "18h: 49\u202f877,40\u00a0Kz" in note_of(counter, "figures_bar_card")
    table = counter.find(QTableWidget, "figures_outcomes")
    table.setFocus()
    counter.press(Qt.Key.Key_Down)
    late = "The customer did not pay the reference in time"
    await until(lambda: late in note_of(counter, "figures_reason_card"))
    reasons = note_of(counter, "figures_reason_card").splitlines()
    assert reasons[:2] == ["Why not paid", "Reference"]
    assert "Not enough money in the account" not in reasons
    assert counter.text("figures_headline_4") == "1 h 12 min"
    assert counter.text("figures_headline_3") == "86%"
    currency = counter.find(QComboBox, "figures_currency")
    currency.setCurrentIndex(currency.findText("MTn"))
    assert counter.text("figures_headline_0") == "4\u202f323,60\u00a0MTn"


async def test_a_period_without_money_says_so_in_every_picture(counter: Counter) -> None:
    counter.figures.is_empty = True
    await opened(counter)
    for chart in ("figures_bars", "figures_days"):
        assert counter.find(QWidget, chart).accessibleName().endswith("\nNothing received")
    assert not counter.find(QTableWidget, "figures_outcomes").isVisible()
    assert "No charges" in note_of(counter, "figures_outcome_card")


async def test_the_table_is_copied_whole_and_adds_up(counter: Counter) -> None:
    await opened(counter)
    counter.click("figures_copy")
    titles, *rows = QGuiApplication.clipboard().text().splitlines()
    assert titles.split("\t")[2:4] == ["Monday, 04/05/2026", "Average"]
    sums: defaultdict[str, int] = defaultdict(int)
    received: dict[str, int] = {}
    for row in rows:
        kind, item, value, *_ = row.split("\t")
        if kind == "Received":
            received[item] = int(value.replace(",", ""))
        elif kind.startswith(("By hour", "By method", "By cashier")):
            sums[kind] += int(value.replace(",", ""))
    assert len(received) == 2
    for currency, minor in received.items():
        for kind in ("By hour", "By method", "By cashier"):
            assert sums[f"{kind}, {currency}"] == minor


def test_no_text_of_a_copied_table_becomes_a_formula() -> None:
    lines = [
        FiguresLine("By cashier", name, 1) for name in ("=1+1", "@x", "+244", "-2", "a\tb", "Ana")
    ]
    copied = [row.split("\t")[1] for row in as_copied(["k", "i"], lines).splitlines()[1:]]
    assert copied == ["'=1+1", "'@x", "'+244", "'-2", "a b", "Ana"]


async def test_the_pictures_are_saved_as_one_image(counter: Counter, tmp_path: Path) -> None:
    await opened(counter)
    counter.click("figures_save")
    path = tmp_path / "numbers.png"
    dialog = counter.find(QFileDialog, "figures_file")
    dialog.fileSelected.emit(str(path))
    await until(lambda: counter.text("figures_message"))
    image = QImage(str(path))
    board = counter.find(QWidget, "figures_headlines").parentWidget()
    assert board
    assert image.width() > 2 * board.width()
    dialog.fileSelected.emit(str(tmp_path / "no folder" / "numbers.png"))
    await until(lambda: "No such file" in counter.text("figures_message"))
    dialog.close()
