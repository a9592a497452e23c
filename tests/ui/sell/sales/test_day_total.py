"""The total of today above the finished sales: the ledger's, read seldom, never an old one."""

import asyncio
from datetime import date, timedelta

import pytest
from ui.counter import Counter, until
from ui.standin import TODAY

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.errors import JournalDamaged
from pos_app.domain.money import Currency, Money
from pos_app.ui.qt import spaced_calls


def line(minor: int, currency: Currency = Currency.AOA, count: int = 1) -> TakingsLine:
    kind = MovementKind.PAID if minor > 0 else MovementKind.REFUNDED
    return TakingsLine(
        method="vpos", cashier="", kind=kind, count=count, amount=Money(minor, currency)
    )


def shown_in(counter: Counter) -> str:
    side = counter.window.sell.side
    assert side is not None
    return str(side.model.data(side.model.index(side.model.second_heading)))


async def test_what_came_today_is_counted_whatever_the_day_of_its_sale(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Late money too, less refunds, each currency by itself; it ends with the day, whether or not
    somebody buys in the new one."""
    came = {TODAY: [line(150_00, count=2), line(-50_00), line(5_00, Currency.MZN)]}
    counter.till.ledger.taken_on = lambda day: came.get(day, ())
    counter.open()
    await until(lambda: "today 3 · 100,00\u00a0Kz · 5,00\u00a0MTn" in shown_in(counter))
    monkeypatch.setattr(counter.till, "today", lambda: TODAY + timedelta(days=1))
    await until(lambda: shown_in(counter).endswith("today 0"))


async def test_sales_that_come_together_are_read_together(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spaced_calls, "_BETWEEN", 3_600_000)  # a slow machine takes no hour
    counter.open()
    for _ in range(30):
        counter.push()
        await asyncio.sleep(0)
    await until(lambda: "today 0" in shown_in(counter))
    assert counter.till.ledger.readings == 1


async def test_a_total_that_cannot_be_read_is_not_shown(counter: Counter) -> None:
    counter.open()
    await until(lambda: "today 0" in shown_in(counter))

    def fail(_: date) -> list[TakingsLine]:
        raise JournalDamaged("torn")

    counter.till.ledger.taken_on = fail
    counter.push()
    await until(lambda: "today" not in shown_in(counter))
