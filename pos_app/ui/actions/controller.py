"""Action controller: opens the dialog for each action on a sale, and imports it on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pos_app.domain.rules.actions import SaleAction, offers_checkout
from pos_app.ui.actions.action_dialog import DialogContext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, tzinfo

    from PySide6.QtWidgets import QDialog, QWidget

    from pos_app.domain.books.day_close import DrawerCount
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.journal import UnmatchedPayment
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.action_dialog import ActionDialog
    from pos_app.ui.actions.checkout_dialog import CardDialog
    from pos_app.ui.actions.close_dialog import CloseOutcome
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.theme.theme import CurrentTheme


class ActionController(QObject):
    """Controller of one action dialog at a time, and beside it of the QR of an open card
    payment."""

    acted = Signal(object)  # Sale: begun or changed
    rest_asked = Signal(object)  # Sale: a split sale, of which the form charges the rest
    taken = Signal()  # an unmatched payment
    day_closed = Signal()
    print_asked = Signal(object)  # Closed
    failed = Signal(object)  # PosError, before a dialog was open

    def __init__(
        self, shop: Shop, look: CurrentTheme, desk: UiServices, tasks: GuiTasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._look = look
        self._methods: Mapping[str, Method] = {method.id: method for method in shop.methods}
        self._window = window
        self._hands = DialogContext(desk.till, desk.people, tasks, shop.training, window)
        self._copies = desk.copies
        self._card: CardDialog | None = None
        self._dialog: QDialog | None = None
        desk.till.listen(self._hear)

    def begin(self, action: SaleAction, sale: Sale) -> None:
        method = self._methods.get(sale.method)
        if method is None:
            return
        if action is SaleAction.CHARGE_REST:
            self.rest_asked.emit(sale)
        elif action is SaleAction.CHECKOUT:
            self.show_checkout(sale)
        else:
            self._open(self._dialog_for(action, sale, method))

    def show(self, dialog: QDialog) -> None:
        """Shows the dialog in place of the one before, which nobody used. It is not modal: the next
        customer can be served beside it."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.reject()
        self._dialog = dialog
        dialog.show()

    def pay_out(self, methods: Sequence[Method]) -> None:
        from pos_app.ui.actions.payout_dialog import PayOutDialog  # noqa: PLC0415 - on first use

        self._open(PayOutDialog(methods, self._look, self._hands))

    def take(self, unmatched: UnmatchedPayment) -> None:
        method = self._methods.get(unmatched.method)
        if method is None:
            return
        from pos_app.ui.actions.take_unmatched_dialog import TakeDialog  # noqa: PLC0415 - on first use

        dialog = TakeDialog(unmatched, method, self._hands)
        dialog.acted.connect(lambda _: self.taken.emit())
        self.show(dialog)

    def close_day(self, day: date, wall: tzinfo) -> None:
        self.close_counted_day(day, wall, ())

    def close_counted_day(self, day: date, wall: tzinfo, drawer: Sequence[DrawerCount]) -> None:
        """Asks for the close of a day whose drawer somebody has counted."""
        self._hands.tasks.start(self._ask_to_close(day, wall, drawer), or_else=self.failed.emit)

    async def _ask_to_close(self, day: date, wall: tzinfo, drawer: Sequence[DrawerCount]) -> None:
        from pos_app.ui.actions.close_dialog import CloseDialog  # noqa: PLC0415 - on first use

        sheet = await self._hands.till.day_sheet(day)
        dialog = CloseDialog(sheet, self._methods, wall, self._copies, self._hands, drawer)
        dialog.acted.connect(self._show_closed)
        self.show(dialog)

    def _show_closed(self, outcome: CloseOutcome) -> None:
        from pos_app.ui.actions.closed_dialog import ClosedDialog  # noqa: PLC0415 - on first use

        self.day_closed.emit()
        shown = ClosedDialog(outcome, self._methods, self._window)
        shown.print_asked.connect(self.print_asked)
        self.show(shown)

    def show_checkout(self, sale: Sale) -> None:
        """Shows the QR beside the Sell screen, which stays usable."""
        method = self._methods.get(sale.method)
        if method is None or not offers_checkout(sale, method):
            return
        from pos_app.ui.actions.checkout_dialog import CardDialog  # noqa: PLC0415 - on first use

        self.close_checkout()
        self._card = CardDialog(sale, method, self._window)
        self._card.show()

    def close_checkout(self) -> bool:
        """Closes the QR. Returns whether there was one."""
        shown = self._card is not None and isValid(self._card) and self._card.isVisible()
        if self._card is not None and isValid(self._card):
            self._card.close()
        self._card = None
        return shown

    def _dialog_for(self, action: SaleAction, sale: Sale, method: Method) -> ActionDialog:
        from pos_app.ui.actions.capture_release_dialogs import CaptureDialog, ReleaseDialog  # noqa: PLC0415
        from pos_app.ui.actions.clear_flag_dialog import ClearDialog  # noqa: PLC0415 - on first use
        from pos_app.ui.actions.extend_dialog import ExtendDialog  # noqa: PLC0415
        from pos_app.ui.actions.invoice_dialog import InvoiceDialog  # noqa: PLC0415
        from pos_app.ui.actions.settle_dialog import SettleDialog  # noqa: PLC0415

        kinds: Mapping[SaleAction, Callable[[Sale, Method, DialogContext], ActionDialog]] = {
            SaleAction.EXTEND: ExtendDialog,
            SaleAction.CAPTURE: CaptureDialog,
            SaleAction.RELEASE: ReleaseDialog,
            SaleAction.REFUND: self._refund_dialog,
            SaleAction.SETTLE: SettleDialog,
            SaleAction.CLEAR: ClearDialog,
            SaleAction.INVOICE: InvoiceDialog,
        }
        return kinds[action](sale, method, self._hands)

    def _refund_dialog(self, sale: Sale, method: Method, hands: DialogContext) -> ActionDialog:
        from pos_app.ui.actions.refund_dialog import RefundDialog  # noqa: PLC0415 - on first use

        return RefundDialog(sale, method, hands, hands.till.tenders_for(sale.amount.currency))

    def _open(self, dialog: ActionDialog) -> None:
        dialog.acted.connect(self.acted)
        self.show(dialog)

    def _hear(self, sale: Sale) -> None:
        if self._card is not None and isValid(self._card):
            self._card.hear(sale)
