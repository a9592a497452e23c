"""Closes as tests need them, without a journal."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from pos_app.domain.books.day_close import CarriedSale, CloseDocument
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale

AT = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)


def close_of(
    day: date,
    sales: Iterable[Sale] = (),
    *,
    takings: Sequence[TakingsLine] = (),
    by: str = "Ana",
    at: datetime = AT,
    number: int = 1,
) -> CloseDocument:
    """A close that counts what these sales took, and carries over those that need a person."""
    known = list(sales)
    took = [(sale, Money(sale.taken, sale.amount.currency)) for sale in known if sale.taken]
    lines = [
        TakingsLine(method=sale.method, cashier=sale.cashier, kind=_kind(amount), count=1,
                    amount=amount)
        for sale, amount in took
    ]  # fmt: skip
    return CloseDocument(
        number=number,
        day=day,
        by=by,
        at=at,
        begins_at=None,
        since=0,
        until=99,
        takings=(*takings, *lines),
        carried=tuple(_carried(sale) for sale in known if sale.is_open or sale.flags),
    )


def _kind(amount: Money) -> MovementKind:
    return MovementKind.REFUNDED if amount.minor < 0 else MovementKind.PAID


def _carried(sale: Sale) -> CarriedSale:
    return CarriedSale(
        number=sale.number,
        sold_on=sale.business_day,
        method=sale.method,
        amount=sale.amount,
        state=sale.state,
        purpose=sale.purpose,
        flags=tuple(sorted(sale.flags)),
        description=sale.description,
    )
