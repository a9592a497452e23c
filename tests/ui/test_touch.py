"""By touch alone: what a finger presses, types and moves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import delete
from ui.counter import Counter
from ui.sell.sales.test_sales_model import START, make_sale

from pos_app.domain.events import State
from pos_app.gateways.catalogue import METHODS
from pos_app.ui.sell.sales.sales_list import SalesList
from pos_app.ui.sell.sales.sales_model import SalesModel
from pos_app.ui.theme.theme import CurrentTheme
from pos_app.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FINGER = QTest.createTouchDevice()
MIDDLE = QPoint(-1, -1)
ON_THE_SCREEN = QPoint(300, 400)
STEPS = 8  # of a finger that moves


def come_down(widget: QWidget, at: QPoint = MIDDLE) -> QPoint:
    """Where that is. The window is brought there first: beside its screen Qt feels no finger."""
    place = widget.rect().center() if at == MIDDLE else at
    window = widget.window()
    window.move(ON_THE_SCREEN - widget.mapTo(window, place))
    QApplication.processEvents()
    QTest.touchEvent(widget, FINGER).press(1, place, widget).commit()
    return place


def leave(widget: QWidget, place: QPoint) -> None:
    QTest.touchEvent(widget, FINGER).release(1, place, widget).commit()


def touch(widget: QWidget, at: QPoint = MIDDLE) -> None:
    leave(widget, come_down(widget, at))


def test_a_sale_is_typed_and_charged_by_a_finger(counter: Counter) -> None:
    form = counter.window.sell.form
    ordered: list[str] = []
    form.ordered.connect(lambda draft: ordered.append(draft.amount_text))
    form.open()
    for key in ("key_1", "key_5", "key_0", "key_0", "key_0", "key_erase"):
        touch(counter.find(QWidget, key))
    touch(form.phone, QPoint(6, 6))  # its corner: the whole field is meant
    for figure in "923123456":
        touch(counter.find(QWidget, f"key_{figure}"))
    assert form.phone.edit.text() == "923 123 456"
    touch(counter.find(QWidget, "method_vpos"))
    touch(counter.find(QWidget, "charge"))
    assert ordered == ["1\u202f500,00"]
    assert form.amount.edit.text() == "1\u202f500,00"
    form.set_busy(False)
    touch(counter.find(QWidget, "clear"))
    assert form.is_pristine


@pytest.fixture
def sales(application: QApplication) -> Iterator[SalesList]:
    model = SalesModel(METHODS, lambda: START)
    model.put_all([make_sale(number, State.PAID) for number in range(1, 30)])
    shown = SalesList(model, CurrentTheme("light"))
    shown.resize(360, 300)
    shown.show()
    application.processEvents()
    yield shown
    delete(shown)


def test_a_list_moves_under_a_finger_and_a_touch_picks(sales: SalesList, qtbot: "QtBot") -> None:
    picked: list[str] = []
    sales.picked.connect(picked.append)
    touch(sales.viewport(), QPoint(100, 250))
    assert len(picked) == 1
    place = come_down(sales.viewport(), QPoint(100, 260))
    for _ in range(STEPS):
        place -= QPoint(0, 160 // STEPS)
        QTest.touchEvent(sales.viewport(), FINGER).move(1, place, sales.viewport()).commit()
    qtbot.waitUntil(lambda: sales.verticalScrollBar().value() > 60)
    leave(sales.viewport(), place)


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing")  # offscreen has none
@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("chosen", [0, 1])
def test_a_short_choice_opens_with_every_row_in_sight(qtbot: "QtBot", chosen: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    picker = Picker("language", CurrentTheme("light"))
    QVBoxLayout(page).addWidget(picker)
    picker.addItems(["Português", "English"])
    picker.setCurrentIndex(chosen)
    page.show()
    QApplication.processEvents()
    picker.showPopup()
    QApplication.processEvents()
    rows = picker.view()
    places = [rows.visualRect(rows.model().index(place, 0)) for place in (0, 1)]
    assert all(rows.viewport().rect().contains(place) for place in places)
    picker.hidePopup()
