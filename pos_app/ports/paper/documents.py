"""The port of the documents: what the till can put on paper, in the shop's language."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.books.shift import Shift, ShiftDocument
from pos_app.domain.paper.printer import Printer
from pos_app.domain.sale import Sale
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.paper.spool import PrintOrder


class Documents(Protocol):
    """Makes the orders of documents. The names of the shop are read when a document is made."""

    def slip(self, sale: Sale) -> PrintOrder:
        """Returns the slip with which a customer pays a reference. Raises NotAllowed for a sale
        that cannot be paid now: paper that is handed out gets paid."""

    def receipt(
        self, sale: Sale, *, related: Sequence[Sale] = (), for_shop: bool = False
    ) -> PrintOrder:
        """Returns the receipt of money that came, is held, or went out. `related` are the parts of
        a split sale, the operations of any other, or the sale that a refund belongs to. Raises
        NotAllowed where no money has moved."""

    def receipt_text(self, sale: Sale, *, related: Sequence[Sale] = ()) -> str:
        """Returns the receipt for a chat: a line for each fact. Raises NotAllowed as `receipt`."""

    def receipt_facts(self, sale: Sale) -> str:
        """Returns the receipt's facts for a QR code: fewer letters, larger modules. Raises
        NotAllowed as `receipt`."""

    def reading(self, sheet: DayCloseSheet) -> PrintOrder:
        """Returns an X reading."""

    def close(self, closed: Closed) -> PrintOrder:
        """Returns the close of a day (Z)."""

    def shift(self, document: ShiftDocument, shift: Shift | None = None) -> PrintOrder:
        """Returns a closed shift; the reading of one that is open, where `shift` is it."""

    def journal(self, title: str, sales: Sequence[Sale]) -> PrintOrder:
        """Returns a list of sales; `title` says which."""

    def code(self, code: str) -> PrintOrder:
        """Returns the recovery code, by its digits."""

    def test(self, printer: Printer) -> PrintOrder:
        """Returns a page that shows how the printer prints."""
