"""Every document that a shop prints, made as the till makes them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from closes import close_of
from printing.documents.lives import kz, paid, sale_after
from printing.documents.paper import COPY, documents, made
from ui.till_money import shift_of

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import State
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import DOTS, PaperSize, Printer, PrinterConnection
from pos_app.domain.sale import Sale
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.journal import Head
from pos_app.printing.documents.shop_documents import ShopDocuments

DAY = date(2026, 11, 27)
HEADS = list(DOTS)  # every roll, at every resolution


def printer(paper: PaperSize = PaperSize.ROLL_80, dpi: int = 203) -> Printer:
    network = PrinterConnection.NETWORK
    return Printer(name="Balcão", connection=network, address="127.0.0.1", paper=paper, dpi=dpi)


def slip_sale() -> Sale:
    return replace(
        sale_after(method="proxypay", amount=kz(38_000)),
        state=State.WAITING,
        reference="741820581",
        entity="01234",
        expires_at=datetime(2026, 11, 28, 18, 42, tzinfo=UTC),
    )


def sheet(count: int = 12) -> DayCloseSheet:
    """A day with so many sales that were left open."""
    open_sales = [
        replace(slip_sale(), number=number, state=State.UNKNOWN, reference=f"7418{number:05d}")
        for number in range(1, count + 1)
    ]
    took = [
        TakingsLine(method=method, cashier="Ana M.", kind=kind, count=41, amount=kz(units))
        for method, kind, units in (
            ("vpos", MovementKind.PAID, 948_300),
            ("proxypay", MovementKind.PAID, 128_450),
            ("vpos", MovementKind.REFUNDED, -12_750),
        )
    ]
    return DayCloseSheet(close_of(DAY, open_sales, takings=took, number=14))


def _journal(shop: ShopDocuments) -> Document:
    sale = paid()
    sales = [replace(sale, number=number) for number in range(1, 13)]
    return made(shop.journal("27/11/2026", sales))


PAPERS: Mapping[str, Callable[[ShopDocuments], Document]] = {
    "receipt": lambda shop: made(shop.receipt(paid())),
    "copy": lambda shop: made(shop.receipt(paid()), COPY),
    "shop's copy": lambda shop: made(shop.receipt(paid(), for_shop=True), COPY),
    "slip": lambda shop: made(shop.slip(slip_sale())),
    "reading": lambda shop: made(shop.reading(sheet(3))),
    "close": lambda shop: made(shop.close(Closed(sheet(), Head(4711, "3f2a9c1b" * 8)))),
    "shift": lambda shop: made(
        shop.shift(shift_of(1, "Ana M.", datetime(2026, 11, 27, 7, tzinfo=UTC)))
    ),
    "journal": _journal,
    "code": lambda shop: made(shop.code("123456789012345678")),
    "test page": lambda shop: made(shop.test(printer())),
}


def paper_of(name: str, *, training: bool = False) -> Document:
    return PAPERS[name](documents(training=training))
