"""Actions of people on shifts and the drawer in the window: the dialog for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.domain.books.drawer import float_of
from pos_app.domain.countries import COUNTRIES
from pos_app.ui.till_page.drawer.cash_dialog import CashDialog
from pos_app.ui.till_page.shifts.shift_dialogs import (
    CloseShiftDialog,
    OpenShiftDialog,
    ShiftClosedDialog,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog

    from pos_app.domain.books.shift import Shift, ShiftDocument
    from pos_app.domain.money import Currency, Money
    from pos_app.ports.journal import Head
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.action_dialog import DialogContext


class ShiftActions(QObject):
    """Opens the dialogs; `show` shows one in place of the one before. `shop` gives the settings as
    of now."""

    done = Signal()  # something was written
    print_asked = Signal(object)  # ShiftDocument
    failed = Signal(object)  # PosError, before a dialog was open

    def __init__(
        self,
        shop: Callable[[], Shop],
        hands: DialogContext,
        show: Callable[[QDialog], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._hands = hands
        self._show = show

    def open_shift(self) -> None:
        self._hands.tasks.start(self._ask_to_open(), or_else=self.failed.emit)

    def close_shift(self, shift: Shift) -> None:
        self._hands.tasks.start(self._ask_to_close(shift), or_else=self.failed.emit)

    def move_cash(self, puts_in: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._hands.tasks.start(self._ask_to_move(puts_in=puts_in), or_else=self.failed.emit)

    async def _ask_to_open(self) -> None:
        read = self._hands.till.shifts.read
        others = await read.open_shifts()
        drawer = None if others else await read.drawer(self._currency)
        dialog = OpenShiftDialog(drawer, self._float, self._hands)
        dialog.acted.connect(lambda _: self.done.emit())
        self._show(dialog)

    async def _ask_to_move(self, *, puts_in: bool) -> None:
        dialog = CashDialog(await self._currencies(), self._hands, puts_in=puts_in)
        dialog.acted.connect(lambda _: self.done.emit())
        self._show(dialog)

    async def _currencies(self) -> Sequence[Currency]:
        """Returns those that lie in the drawer, the shop's own first."""
        drawers = await self._hands.till.shifts.read.drawers(self._currency)
        return [drawer.currency for drawer in drawers]

    async def _ask_to_close(self, shift: Shift) -> None:
        currencies = await self._currencies()
        dialog = CloseShiftDialog(shift, currencies, self._float, self._hands)
        dialog.acted.connect(self._tell_closed)
        self._show(dialog)

    def _tell_closed(self, outcome: tuple[ShiftDocument, Head]) -> None:
        self.done.emit()
        dialog = ShiftClosedDialog(outcome[0], self._hands)
        dialog.print_asked.connect(self.print_asked)
        self._show(dialog)

    @property
    def _currency(self) -> Currency:
        return COUNTRIES[self._shop().country].currency

    @property
    def _float(self) -> Money | None:
        return float_of(self._shop().drawer_float, self._currency)
