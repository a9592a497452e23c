"""The last sales stay in sight: however many wait above them, and on however small a screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui.sell.sales.test_sales_model import make_model, make_sale

from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.ui.format import sale_text
from pos_app.ui.sell.sales.row_texts import row_texts
from pos_app.ui.sell.sales.sales_list import SalesList
from pos_app.ui.sell.sales.sales_model import SalesModel
from pos_app.ui.theme.theme import CurrentTheme, Faces, font
from pos_app.ui.theme.tokens import Space

COUNTS = [(0, 1), (1, 0), (2, 2), (3, 80), (40, 0), (40, 9), (1000, 3)]
HEIGHTS = [150, 220, 413]  # between verdict and strip, on a small screen and up


def _list(waiting: int, ended: int, tall: int) -> tuple[SalesList, SalesModel, QWidget]:
    model = make_model()
    sales = [make_sale(1 + number, State.PAID) for number in range(ended)]
    sales += [make_sale(1000 + number, State.WAITING) for number in range(waiting)]
    model.put_all(sales)
    view = SalesList(model, CurrentTheme("light"))
    view.resize(360, tall)
    view.show()
    QApplication.processEvents()
    foot = view.findChild(QWidget, "latest_sales")
    assert foot is not None
    return view, model, foot


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize(("waiting", "ended"), COUNTS)
@pytest.mark.parametrize("tall", HEIGHTS)
def test_heading_and_newest_of_the_last_sales_are_in_sight(
    waiting: int, ended: int, tall: int
) -> None:
    view, model, foot = _list(waiting, ended, tall)
    room = view.viewport().height()
    for row in {0, 1, model.rowCount() // 2, model.rowCount() - 1, model.second_heading}:
        rect = view.visualRect(model.index(row))
        assert (rect.top(), rect.height()) == (
            view.top_of(row) - view.scrolled,
            view.top_of(row + 1) - view.top_of(row),
        )
    bar = view.verticalScrollBar()
    for scrolled in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(scrolled)
        heading = view.visualRect(model.index(model.second_heading))
        if foot.isVisible():
            assert foot.geometry().bottom() == room - 1
            assert heading.top() > foot.y()  # the list's own one is not beside it
            assert foot.height() >= heading.height() + min(ended, 1) * 66
        else:
            assert heading.top() <= room - heading.height() - min(ended, 1) * 66
    assert not foot.isVisible()  # at the end the list's own rows stand there


@pytest.mark.usefixtures("application")
def test_a_touch_at_the_foot_picks_its_sale_and_the_list_stays() -> None:
    view, model, foot = _list(40, 9, 413)
    picked: list[str] = []
    view.picked.connect(picked.append)
    for place in (40 + 33, 40 + 66 + 33):
        QTest.mouseClick(foot, Qt.MouseButton.LeftButton, pos=QPoint(100, place))
    assert picked == ["sale-9", "sale-8"]
    assert view.scrolled == 0
    QTest.mouseClick(foot, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))  # the heading
    assert picked == ["sale-9", "sale-8"]
    assert view.currentIndex().row() == model.row_of("sale-8")


@pytest.mark.usefixtures("application")
def test_whatever_is_picked_is_in_sight_above_the_foot() -> None:
    view, model, foot = _list(40, 9, 413)
    for sale in model.newest_first():
        view.pick(sale.id)
        row = model.row_of(sale.id)
        rect = view.visualRect(model.index(row))
        floor = foot.y() if foot.isVisible() else view.viewport().height()
        at_foot = foot.isVisible() and row > model.second_heading
        assert at_foot or (rect.top() >= 0 and rect.bottom() < floor), sale.id


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("tall", range(150, 420, 15))
def test_a_longer_verdict_leaves_the_chosen_sale_in_sight_and_cuts_no_heading(tall: int) -> None:
    view, model, foot = _list(9, 9, 413)
    for sale in model.newest_first():
        view.resize(360, 413)
        view.pick(sale.id)
        view.resize(360, tall)
        QApplication.processEvents()
        row = model.row_of(sale.id)
        rect = view.visualRect(model.index(row))
        floor = foot.y() if foot.isVisible() else view.viewport().height()
        at_foot = foot.isVisible() and row > model.second_heading
        fits = floor >= rect.height()  # else its top is worth more than its end
        assert at_foot or (rect.top() >= 0 and (rect.bottom() < floor or not fits)), sale.id
        for heading in (0, model.second_heading):
            assert not -40 < view.visualRect(model.index(heading)).top() < 0, sale.id


@pytest.mark.usefixtures("application")
def test_the_heading_comes_back_with_the_room_for_it() -> None:
    view, model, _ = _list(9, 9, 413)
    for sale in (model.sale("sale-1008"), model.sale("sale-9")):
        assert sale
        view.pick(sale.id)
        for tall in (190, 413):
            view.resize(360, tall)
            QApplication.processEvents()
    assert view.scrolled == 0


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("currency", Currency)
@pytest.mark.parametrize("minor", [5_00, 12_345_67, 99_999_999_99])
@pytest.mark.parametrize("room", [266, 278, 342])  # beside the ring, with and without a scroll bar
def test_an_amount_is_whole_with_its_currency(currency: Currency, minor: int, room: int) -> None:
    sale = replace(make_sale(123_456, State.PAID), amount=Money(minor, currency))
    amount = sale_text.amount_of(sale)
    assert currency.symbol in amount
    texts = row_texts(Faces(), sale, amount, "M-Pesa", room, 60)
    wide = QFontMetrics(font(texts.amount_size, strong=True)).horizontalAdvance(amount)
    named = QFontMetrics(font(texts.title_size, strong=True)).horizontalAdvance(texts.title)
    assert named + Space.NORMAL + wide <= room


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("span", ["há 210 d", "12 min ago", "34 s", "5 h ago"])
def test_a_span_stays_on_one_line_of_a_row(span: str) -> None:
    sale = make_sale(123_456, State.AUTHORIZED)
    for room in range(180, 420, 3):
        lines = row_texts(Faces(), sale, "1 Kz", f"Multicaixa Express · {span}", room, 60).detail
        assert any(span in line for line in lines), lines
