"""A small journal with what an export has to get through: two currencies, money that went back,
texts that a spreadsheet would run, an alert, a close."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from new_sales import new_sale

from pos_app.domain.books.day_close import CloseOrder
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Created,
    Event,
    Flag,
    InvoiceNumbered,
    Mismatched,
    Paid,
    Purpose,
    Sending,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.export import ExportContent, ExportFormat, ExportOrder, ExportTexts
from pos_app.ports.sale_filter import SaleFilter
from pos_app.words.books.export import export_words

FIRST = datetime(2026, 11, 27, 9, tzinfo=UTC)
DAY = date(2026, 11, 27)
SENDING = Sending(request="POST /", body="{}")
DESCRIPTIONS = (
    '=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", 'Óleo; "5 L", pão', "007", "1/2", "'x",
)  # fmt: skip
AMOUNTS = (1, 150_005, 999_999_999_999_99, 100_00, 12_345_67, 50, 7_00, 1_00)


@contextmanager
def open_shop(path: Path) -> Iterator[Store]:
    """A till that has the journal open: sales by two methods, a refund, and money that is short."""
    ticks = iter(range(10_000))
    db = open_journal(path)
    store = Store(db, "t", lambda: FIRST + timedelta(minutes=next(ticks)))
    store.keep_clock(ShopClock(zone="Africa/Luanda"))
    for number, (text, minor) in enumerate(zip(DESCRIPTIONS, AMOUNTS, strict=True), start=1):
        sell(
            store,
            f"s{number}",
            text,
            minor,
            Paid(reference=f"000{number}", fee=Money(minor // 100, AOA)),
        )
    sell(store, "r1", "", 50_05, Paid(reference="R"), purpose=Purpose.REFUND, parent="s2")
    sell(store, "m1", "pão", 300_00, Paid(reference="m"), method="clicpay.mpesa")
    sell(store, "x1", "curto", 90_00, Mismatched(flag=Flag.SHORT, amount=Money(10_00, AOA)))
    store.append("s2", InvoiceNumbered(invoice="=FT 2026/7", by="Rui"))
    store.close_day(CloseOrder(day=DAY, by="Ana"))
    try:
        yield store
    finally:
        db.close()


def many_more(store: Store, count: int) -> None:
    """Rows of sales without events: enough for whoever only reads rows."""
    row = next(iter(store._db.query("SELECT * FROM sales WHERE id = 's1'")))
    rows = ({**row, "id": f"more{n}", "number": 100 + n} for n in range(count))
    store._db.table("sales").insert_all(rows)


AOA = Currency.AOA


def sell(
    store: Store,
    sale_id: str,
    text: str,
    minor: int,
    *events: Event,
    method: str = "vpos",
    purpose: Purpose = Purpose.PAYMENT,
    parent: str | None = None,
) -> None:
    metical = method.startswith("clicpay")
    made = Created(
        number=0,
        method=method,
        amount=Money(minor, Currency.MZN if metical else AOA),
        phone=Phone("MZ", "841234567") if metical else Phone("AO", "923123456"),
        description=text,
        key=sale_id,
        business_day=DAY,
        purpose=purpose,
        parent=parent,
        cashier="Rui",
    )
    new_sale(store, sale_id, lambda number: replace(made, number=number), SENDING)
    store.append(sale_id, *events)


def order(format: ExportFormat, content: ExportContent = ExportContent.SALES) -> ExportOrder:  # noqa: A002
    texts = ExportTexts(
        shop="Mercearia", till="Caixa 1", language="pt", zone="Africa/Luanda", scope="Novembro",
        made="hoje", words=export_words(()),
    )  # fmt: skip
    return ExportOrder(content=content, format=format, sales=SaleFilter(), texts=texts)
