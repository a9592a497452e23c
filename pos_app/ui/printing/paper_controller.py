"""Paper at the window: what is printed from where, and the one print dialog."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from pos_app.domain.errors import NotAllowed
from pos_app.domain.rules.actions import offers_slip
from pos_app.domain.rules.receipts import offers_receipt
from pos_app.domain.sale import sale_number
from pos_app.ui.format import sale_text, times
from pos_app.ui.printing.job_news import JobNews
from pos_app.ui.printing.printable import Printable, PrintContext
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog, QWidget

    from pos_app.domain.books.shift import Shift, ShiftDocument
    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.document import Document
    from pos_app.domain.paper.printer import Printer
    from pos_app.domain.sale import Sale
    from pos_app.ports.closing import Closed, DayCloseSheet
    from pos_app.ports.paper.spool import Edition, PrintOrder
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.theme.theme import CurrentTheme


class PaperController(QObject):
    """Opens the dialog in which a document is looked at and printed, one at a time; and prints a
    receipt at once where nothing is left to ask."""

    settings_asked = Signal()  # there is no printer
    sale_changed = Signal(object)  # Sale
    failed = Signal(object)  # PosError, after the dialog was closed

    def __init__(
        self, shop: Shop, look: CurrentTheme, desk: UiServices, tasks: GuiTasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._methods = {method.id: method for method in shop.methods}
        self._till = desk.till
        self._tasks = tasks
        self._desk = desk.paper
        self._painter = ThreadPoolExecutor(1, "preview")
        self.news = JobNews(desk.paper.spool, tasks, self)
        self._context = PrintContext(
            desk.paper,
            self.news,
            look,
            tasks,
            times.wall_of(shop),
            self._leave_for_settings,
            self.failed.emit,
            window,
            self._painter,
        )
        desk.till.listen(self.sale_changed.emit)
        self._dialog: QDialog | None = None
        self._under_way: set[str] = set()  # sales whose receipt is being handed to the spool
        self.is_locked: Callable[[], bool] = lambda: False  # whether nobody may look at paper

    def close(self) -> None:
        """Paints no more previews."""
        self._painter.shutdown(wait=False, cancel_futures=True)

    # --- sales ------------------------------------------------------------------------------------

    def has_paper(self, sale: Sale) -> bool:
        """Returns whether there is anything to print of this sale."""
        return self._has_slip(sale) or offers_receipt(sale)

    def print_sale(self, sale: Sale, or_else: Callable[[PosError], None]) -> None:
        """Prints the slip or the original receipt on the printer that is chosen for it. Asks where
        there is none, and where it was printed before: a copy needs a look."""
        if self.has_paper(sale) and sale.id not in self._under_way:
            self._under_way.add(sale.id)
            self._tasks.start(self._print_or_ask(sale), or_else=or_else)

    def show_sale(self, sale: Sale, or_else: Callable[[PosError], None]) -> None:
        """Shows the slip or the receipt of a sale before it is printed."""
        if self.has_paper(sale):
            self._tasks.start(self._show_sale(sale), or_else=or_else)

    def copy_sale(
        self, sale: Sale, copied: Callable[[Sale], None], or_else: Callable[[PosError], None]
    ) -> None:
        """Copies the receipt as text, for a message to the customer, and tells when that is
        done."""
        if offers_receipt(sale):
            self._tasks.start(self._copy(sale, copied), or_else=or_else)

    # --- documents of the office ------------------------------------------------------------------

    def show_close(self, closed: Closed) -> None:
        document = closed.sheet.document
        title = filled(self.tr("Day close no. {0}"), document.number)
        order = self._desk.documents.close(closed)
        self._open_unless_locked(Printable(order, title, f"{document.day:%d/%m/%Y}"))

    def show_reading(self, sheet: DayCloseSheet) -> None:
        about = f"{sheet.document.day:%d/%m/%Y}"
        order = self._desk.documents.reading(sheet)
        self._open(Printable(order, self.tr("Reading (X), which closes nothing"), about))

    def show_shift(self, document: ShiftDocument, running: Shift | None) -> None:
        """Shows a shift: its close, or while it is open its reading."""
        order = self._desk.documents.shift(document, running)
        title = self.tr("Reading (X) of a shift") if running else self.tr("Close of a shift")
        self._open(Printable(order, title, document.cashier))

    def show_journal(self, title: str, sales: Sequence[Sale]) -> None:
        order = self._desk.documents.journal(title, sales)
        self._open_unless_locked(Printable(order, self.tr("List of sales"), title))

    def show_code(self, code: str) -> None:
        self._open(Printable(self._desk.documents.code(code), self.tr("Recovery code")))

    # --- jobs -------------------------------------------------------------------------------------

    def show_jobs(self) -> None:
        """Shows the jobs that need somebody, and the latest ones."""
        from pos_app.ui.printing.jobs_dialog import PaperJobsDialog  # noqa: PLC0415 - on first use

        self._show(PaperJobsDialog(self._context))

    # --- inside -----------------------------------------------------------------------------------

    def _has_slip(self, sale: Sale) -> bool:
        return offers_slip(sale, self._methods.get(sale.method))

    async def _print_or_ask(self, sale: Sale) -> None:
        try:
            printable = await self._printable(sale)
            if printer := await self._printer_for(printable):
                await self._print_original(printable, printer)
            else:
                self._open_unless_locked(printable)
        finally:
            self._under_way.discard(sale.id)

    async def _print_original(self, printable: Printable, printer: Printer) -> None:
        """Asks after all where the original was printed meanwhile, as by the till itself, or where
        the printer was removed."""
        try:
            await self._desk.spool.print(_original_only(printable.order), printer.name)
        except NotAllowed:
            self._open_unless_locked(printable)

    async def _printer_for(self, printable: Printable) -> Printer | None:
        """Returns the printer for an original of which nothing is left to ask, else None."""
        order = printable.order
        number = await self._desk.spool.next_number(order.kind, order.subject)
        return None if number > 1 else self._desk.setup.chosen(order.kind)

    async def _show_sale(self, sale: Sale) -> None:
        self._open_unless_locked(await self._printable(sale))

    async def _copy(self, sale: Sale, copied: Callable[[Sale], None]) -> None:
        text = self._desk.documents.receipt_text(sale, related=await self._related(sale))
        QGuiApplication.clipboard().setText(text)
        copied(sale)

    async def _printable(self, sale: Sale) -> Printable:
        """Returns its slip or its receipts. Raises NotAllowed for a sale of which a part, the
        capture or a refund is in doubt: its button does not know them."""
        number = sale_number(sale.number)
        amount = sale_text.amount_of(sale)
        documents = self._desk.documents
        if self._has_slip(sale):
            title = filled(self.tr("Slip for sale {0}"), number)
            order = documents.slip(sale)
            return Printable(order, title, amount, sale, renew=partial(self._renewed, order))
        related = await self._related(sale)
        title = filled(self.tr("Receipt for sale {0}"), number)
        order = documents.receipt(sale, related=related)
        text = documents.receipt_text(sale, related=related)
        for_shop = documents.receipt(sale, related=related, for_shop=True)
        renew = partial(self._renewed, order)
        return Printable(order, title, amount, sale, text, for_shop, renew)

    async def _renewed(self, order: PrintOrder) -> Printable:
        """Returns the paper of an order's sale as it is now: a dialog may have been open for long.
        Raises NotAllowed where the sale has no such paper any more."""
        sale = await self._till.journal.sale(order.subject)
        if sale is None:
            raise NotAllowed("there is no such sale")
        printable = await self._printable(sale)
        if printable.order.kind is not order.kind:
            raise NotAllowed("the sale has another paper now")
        return printable

    async def _related(self, sale: Sale) -> Sequence[Sale]:
        """Returns the parts or the operations of a sale, and the one that it belongs to."""
        journal = self._till.journal
        parent = await journal.sale(sale.parent) if sale.parent else None
        return [*([parent] if parent else []), *await journal.operations_of(sale.id)]

    def _open_unless_locked(self, printable: Printable) -> None:
        """Opens the dialog, unless somebody has locked the till since it was asked for."""
        if not self.is_locked():
            self._open(printable)

    def _open(self, printable: Printable) -> None:
        from pos_app.ui.printing.print_dialog import PrintDialog  # noqa: PLC0415 - on first use

        dialog = PrintDialog(printable, self._context)
        self.sale_changed.connect(dialog.hear_sale)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        """Shows the dialog in place of the one before, whose job goes on."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.reject()
        self._dialog = dialog
        dialog.show()

    def _leave_for_settings(self) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.reject()
        self.settings_asked.emit()


def _original_only(order: PrintOrder) -> PrintOrder:
    """Returns an order that makes no copy."""

    def compose(edition: Edition) -> Document:
        if edition.is_copy:
            raise NotAllowed("the original was printed meanwhile")
        return order.compose(edition)

    return replace(order, compose=compose)
