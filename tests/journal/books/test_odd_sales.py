"""What a close says of sales that look like another, and of slips that nobody printed."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from new_sales import new_sale

from pos_app.domain.books.day_close import CloseOrder
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Created, NotSent, Sending, SlipPrinted
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store

DAY = date(2026, 11, 20)
MADE = Created(
    number=0,
    method="proxypay",
    amount=Money(1_500_00, Currency.AOA),
    phone=None,
    description="pão",
    key="",
    business_day=DAY,
    cashier="Ana",
)


def test_each_sale_is_on_the_close_after_its_making(tmp_path: Path) -> None:
    """Sales of before there were books are on none: nobody kept whether those were printed."""
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        begins, ticks = datetime(2026, 11, 20, tzinfo=UTC), count()
        store = Store(db, "t", lambda: begins + timedelta(seconds=next(ticks)))
        sell(store)
        store.keep_clock(ShopClock(zone="Africa/Luanda"))
        printed, unprinted, twice = sell(store), sell(store), sell(store, duplicate_of=2)
        store.append(printed, SlipPrinted(printer="Balcão"))
        store.append(sell(store), NotSent(reason=Reason.NO_CONNECTION))
        sell(store, method="vpos")
        assert odd(store) == [(4, 2), (3, None), (4, None)]
        store.append(unprinted, SlipPrinted(printer="Balcão"))
        sell(store)
        store.append(twice, SlipPrinted(printer="Balcão"))
        assert odd(store) == [(7, None)]
        assert odd(store) == []


def sell(store: Store, *, method: str = "proxypay", duplicate_of: int | None = None) -> str:
    made = replace(MADE, method=method, duplicate_of=duplicate_of)
    sale_id = f"s{store.highest_number() + 1}"
    sending = Sending(request="PUT /references", body="{}")
    new_sale(store, sale_id, lambda number: replace(made, number=number, key=sale_id), sending)
    return sale_id


def odd(store: Store) -> Sequence[tuple[int, int | None]]:
    document, _ = store.close_day(CloseOrder(day=DAY, by="Ana", slip_methods=("proxypay",)))
    known = [(one.number, one.duplicate_of) for one in document.odd]
    made = MADE.method, MADE.amount, MADE.cashier
    assert [(one.method, one.amount, one.cashier) for one in document.odd] == [made] * len(known)
    return known
