"""Makes the shop's documents (the port `Documents`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.paper.spool import PrintOrder
from pos_app.printing.documents.close import day_close, day_reading
from pos_app.printing.documents.journal_page import journal_page
from pos_app.printing.documents.letterhead import Letterhead
from pos_app.printing.documents.printer_test import printer_test
from pos_app.printing.documents.receipt import receipt
from pos_app.printing.documents.receipt_facts import facts_of
from pos_app.printing.documents.receipt_text import receipt_code, receipt_lines
from pos_app.printing.documents.recovery_code import recovery_code
from pos_app.printing.documents.reference_slip import check_payable, reference_slip
from pos_app.printing.documents.shift import shift_close

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pos_app.domain.books.shift import Shift, ShiftDocument
    from pos_app.domain.paper.printer import Printer
    from pos_app.domain.sale import Sale
    from pos_app.ports.closing import Closed, DayCloseSheet
    from pos_app.ports.shop import Shop


def _none() -> str:
    return ""


class ShopDocuments:
    """Implements `Documents`. `shop` returns the shop as it is when a document is made, `logo` its
    logo: a PNG in base64, empty where there is none. `who` names the person at the till, who
    orders them."""

    def __init__(
        self,
        shop: Callable[[], Shop],
        logo: Callable[[], str] = _none,
        who: Callable[[], str] = _none,
    ) -> None:
        self._shop = shop
        self._logo = logo
        self._who = who

    def slip(self, sale: Sale) -> PrintOrder:
        """Returns the slip of a reference. Raises NotAllowed for a sale that cannot be paid."""
        check_payable(sale)
        return PrintOrder(
            kind=DocumentKind.SLIP,
            compose=lambda edition: reference_slip(sale, self._letterhead(), edition),
            subject=sale.id,
            sale_number=sale.number,
            by=self._who(),
        )

    def receipt(
        self, sale: Sale, *, related: Sequence[Sale] = (), for_shop: bool = False
    ) -> PrintOrder:
        """Returns the receipt. Raises NotAllowed where no money has moved, or nobody knows."""
        facts_of(sale, self._letterhead(), related)
        return PrintOrder(
            kind=DocumentKind.SHOP_RECEIPT if for_shop else DocumentKind.RECEIPT,
            compose=lambda edition: receipt(
                sale, self._letterhead(), edition, related=related, for_shop=for_shop
            ),
            subject=sale.id,
            sale_number=sale.number,
            by=self._who(),
        )

    def receipt_text(self, sale: Sale, *, related: Sequence[Sale] = ()) -> str:
        """Returns the receipt for a chat. Raises NotAllowed as `receipt`."""
        letterhead = self._letterhead()
        return receipt_lines(facts_of(sale, letterhead, related), letterhead)

    def receipt_facts(self, sale: Sale) -> str:
        """Returns the receipt for a QR code. Raises NotAllowed as `receipt`."""
        letterhead = self._letterhead()
        return receipt_code(facts_of(sale, letterhead), letterhead)

    def reading(self, sheet: DayCloseSheet) -> PrintOrder:
        """Returns an X reading, of which copies mean nothing: each is of its own moment."""
        return PrintOrder(
            kind=DocumentKind.READING,
            compose=lambda edition: day_reading(sheet, self._letterhead(), edition),
            by=self._who(),
        )

    def close(self, closed: Closed) -> PrintOrder:
        """Returns the close of a day."""
        return PrintOrder(
            kind=DocumentKind.CLOSE,
            compose=lambda edition: day_close(closed, self._letterhead(), edition),
            subject=f"close {closed.sheet.document.number}",
            by=self._who(),
        )

    def shift(self, document: ShiftDocument, shift: Shift | None = None) -> PrintOrder:
        """Returns a closed shift; of the open one, its reading as it stands."""
        is_open = shift is not None
        return PrintOrder(
            kind=DocumentKind.READING if is_open else DocumentKind.SHIFT,
            compose=lambda edition: shift_close(
                document, self._letterhead(), edition, is_open=is_open
            ),
            subject="" if is_open else f"shift {document.since}",
            by=self._who(),
        )

    def journal(self, title: str, sales: Sequence[Sale]) -> PrintOrder:
        """Returns a list of sales; `title` says which."""
        return PrintOrder(
            kind=DocumentKind.JOURNAL,
            compose=lambda edition: journal_page(title, sales, self._letterhead(), edition),
            by=self._who(),
        )

    def code(self, code: str) -> PrintOrder:
        """Returns the recovery code, by its digits."""
        return PrintOrder(
            kind=DocumentKind.CODE,
            compose=lambda edition: recovery_code(code, self._letterhead(), edition),
            by=self._who(),
        )

    def test(self, printer: Printer) -> PrintOrder:
        """Returns the test page of a printer."""
        return PrintOrder(
            kind=DocumentKind.TEST,
            compose=lambda edition: printer_test(printer, self._letterhead(), edition),
            by=self._who(),
        )

    def _letterhead(self) -> Letterhead:
        return Letterhead(self._shop(), self._logo())
