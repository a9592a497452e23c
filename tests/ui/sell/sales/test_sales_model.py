"""The list of sales changes row by row: no resets, no lost selection, always newest first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ui.format import sale_text
from pos_app.ui.sell.sales.sales_list import SalesList
from pos_app.ui.sell.sales.sales_model import SaleRole, SalesModel
from pos_app.ui.theme.theme import CurrentTheme

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def make_sale(number: int, state: State, updated: int = 0) -> Sale:
    at = START + timedelta(days=number * 7 % 5)  # by a clock that is set to and fro
    return Sale(
        id=f"sale-{number}",
        till="1",
        number=number,
        method="vpos",
        amount=Money(100 * number, Currency.AOA),
        phone=None,
        description="",
        key="",
        business_day=START.date(),
        created_at=at,
        updated_at=at - timedelta(seconds=updated),  # by a clock that is set back
        state=state,
        revision=updated,
    )


def make_model() -> SalesModel:
    return SalesModel(METHODS, lambda: START)


def rows_of(model: SalesModel) -> list[str]:
    """The rows as the list shows them; headings are empty."""
    rows = []
    for row in range(model.rowCount()):
        sale = model.index(row).data(SaleRole.SALE)
        rows.append(sale.id if sale else "")
    return rows


def expected(known: Sequence[Sale]) -> list[str]:
    newest = sorted(known, key=lambda sale: -sale.number)
    waiting = [sale.id for sale in newest if sale.is_open]
    return ["", *waiting, "", *(sale.id for sale in newest if not sale.is_open)]


changes = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(State)), max_size=40)


@settings(deadline=None)
@given(changes)
def test_rows_are_moved_not_reset(qapp: QApplication, steps: list[tuple[int, State]]) -> None:
    model = make_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets: list[Any] = []
    model.modelReset.connect(lambda: resets.append(1))
    known: dict[str, Sale] = {}
    for count, (number, state) in enumerate(steps):
        sale = make_sale(number, state, count)
        known[sale.id] = sale
        model.put(sale)
        assert rows_of(model) == expected(list(known.values()))
        assert model.index(model.row_of(sale.id)).data(SaleRole.SALE) is sale
    assert not resets
    assert qapp


@settings(deadline=None)
@given(changes, changes)
def test_many_at_once_are_what_they_are_one_by_one(
    qapp: QApplication, before: list[tuple[int, State]], steps: list[tuple[int, State]]
) -> None:
    """What was heard while the journal was being read is there already, and may be newer."""
    one_by_one, at_once = make_model(), make_model()
    QAbstractItemModelTester(at_once, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heard = {number: make_sale(number, state, 50 + number) for number, state in before}
    sales = {number: make_sale(number, state, number) for number, state in steps}
    for sale in heard.values():
        one_by_one.put(sale)
        at_once.put(sale)
    for sale in sales.values():
        one_by_one.put(sale)
    at_once.put_all(list(sales.values()))
    assert rows_of(at_once) == rows_of(one_by_one)
    assert qapp


def test_a_thousand_that_wait_come_as_one_change(qapp: QApplication) -> None:
    model = make_model()
    insertions: list[int] = []
    model.rowsInserted.connect(lambda *_: insertions.append(1))
    model.put_all([make_sale(number, State.WAITING) for number in range(1, 1001)])
    assert (len(insertions), model.rowCount()) == (1, 1002)
    assert qapp


def test_of_thousands_that_ended_only_those_come_that_stay(qapp: QApplication) -> None:
    chance, flagged = Random(3), frozenset({Flag.PAID_TWICE})
    sales = [
        replace(
            make_sale(number, State.PAID), flags=flagged if chance.random() < 0.1 else frozenset()
        )
        for number in range(1, 1001)
    ]
    for some in (sales[:500], sales):  # with some flagged ones too few, and with too many
        one_by_one, at_once = make_model(), make_model()
        insertions: list[int] = []
        at_once.rowsInserted.connect(lambda *_, seen=insertions: seen.append(1))
        for sale in some:
            one_by_one.put(sale)
        at_once.put_all(some)
        assert rows_of(at_once) == rows_of(one_by_one)
        assert len(insertions) == at_once.rowCount() - 2
    assert qapp


def test_old_news_does_not_overwrite_new(qapp: QApplication) -> None:
    model = make_model()
    model.put(make_sale(1, State.PAID, 9))
    model.put(make_sale(1, State.WAITING, 3))
    sale = model.sale("sale-1")
    assert qapp
    assert sale
    assert sale.state is State.PAID


def test_the_selection_stays_on_its_sale(qapp: QApplication) -> None:
    model = make_model()
    for number in range(1, 6):
        model.put(make_sale(number, State.WAITING))
    view = SalesList(model, CurrentTheme("light"))
    view.pick("sale-3")
    chosen = QPersistentModelIndex(view.currentIndex())
    model.put(make_sale(9, State.WAITING))
    model.put(make_sale(3, State.PAID, 5))
    assert chosen.data(SaleRole.SALE).id == "sale-3"
    assert view.currentIndex().data(SaleRole.SALE).state is State.PAID
    selected = view.selectionModel().selectedIndexes()
    assert [index.data(SaleRole.SALE).id for index in selected] == ["sale-3"]
    assert QItemSelectionModel.SelectionFlag.Select
    assert qapp


def test_hundreds_of_sales_stay_bounded_and_flagged_ones_stay(qapp: QApplication) -> None:
    model = make_model()
    odd = replace(make_sale(1, State.PAID), flags=frozenset({Flag.PAID_TWICE}))
    model.put(odd)
    for number in range(2, 400):
        model.put(make_sale(number, State.PAID))
    assert model.rowCount() < 100
    assert [sale.id for sale in model.doubtful()] == ["sale-1"]
    assert qapp


@pytest.mark.parametrize("state", State)
def test_every_row_can_be_painted(qapp: QApplication, state: State) -> None:
    model = make_model()
    model.put(make_sale(1, state))
    view = SalesList(model, CurrentTheme("dark"))
    view.resize(360, 300)
    assert not view.grab().isNull()
    assert qapp


@pytest.mark.parametrize("left", [1, 99, 100, 119, 120, 150, 3599, 3600, 86_399, 86_400, 10**8])
def test_a_countdown_fits_its_ring(left: int) -> None:
    said = _counted_down(left)
    assert all(len(line) <= 3 for line in said.split("\n")), said


@pytest.mark.parametrize(
    ("left", "said"), [(1, "1"), (99, "99"), (100, "2\nmin"), (119, "2\nmin"), (120, "2\nmin")]
)
def test_a_countdown_counts_in_minutes_what_seconds_say_in_three_figures(
    left: int, said: str
) -> None:
    assert _counted_down(left) == said


def _counted_down(left: int) -> str:
    sale = replace(make_sale(1, State.WAITING), expires_at=START + timedelta(seconds=left))
    return sale_text.countdown(sale, METHODS["proxypay"], START).lines


@pytest.mark.parametrize("purpose", [Purpose.CAPTURE, Purpose.RELEASE])
@pytest.mark.parametrize("hold_comes_first", [True, False])
def test_one_hold_is_one_row(
    qapp: QApplication,  # noqa: ARG001
    purpose: Purpose,
    *,
    hold_comes_first: bool,
) -> None:
    """A capture that is done says in its hold's row that it is paid, and nowhere else."""
    model = make_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hold = replace(make_sale(1, State.AUTHORIZED), purpose=Purpose.AUTHORIZATION)
    part = replace(make_sale(2, State.SENDING), purpose=purpose, parent=hold.id)
    done = replace(part, state=State.PAID, revision=1)
    if hold_comes_first:
        model.put(hold)
        model.put(part)
        assert rows_of(model) == ["", "sale-1", ""]  # it is under way
        model.put(done)
    else:
        model.put_all([done, hold])
    model.put(replace(hold, state=State.PAID, revision=1))
    assert rows_of(model) == ["", "", "sale-1"]
    assert model.in_row(done).id == hold.id
    assert model.sale(done.id) == done
    model.put(replace(done, flags=frozenset({Flag.CONTRADICTED}), revision=2))
    assert rows_of(model) == ["", "", "sale-2", "sale-1"]  # a person has to look at it
    assert model.in_row(done).id == done.id


@pytest.mark.parametrize("state", [State.UNKNOWN, State.DECLINED, State.EXPIRED, State.NOT_SENT])
def test_a_capture_that_needs_a_person_has_its_own_row(qapp: QApplication, state: State) -> None:
    model = make_model()
    hold = replace(make_sale(1, State.AUTHORIZED), purpose=Purpose.AUTHORIZATION)
    part = replace(make_sale(2, State.SENDING), purpose=Purpose.CAPTURE, parent=hold.id)
    model.put_all([part, hold])
    assert rows_of(model) == ["", "sale-1", ""]
    model.put(replace(part, state=state, revision=1))
    assert "sale-2" in rows_of(model)
    model.put(replace(part, state=State.PAID, revision=2))
    assert rows_of(model) == ["", "sale-1", ""]
    assert qapp
