"""Field that stands in the phone's place, where the chosen method has one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.method import Kind
from pos_app.ui.format.charge_text import fee_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pos_app.domain.method import Method
    from pos_app.domain.money import Money
    from pos_app.ui.sell.form.stand_ins.cash_box import CashBox
    from pos_app.ui.sell.form.stand_ins.stand_in_box import StandInBox
    from pos_app.ui.sell.form.stand_ins.voucher_box import VoucherBox


class StandIns:
    """Fields of vouchers and of cash, each made when the cashier first chooses such a method.
    `added` takes one that was made."""

    def __init__(self, added: Callable[[StandInBox], None], *, trains: bool) -> None:
        self.voucher: VoucherBox | None = None
        self.cash: CashBox | None = None
        self.shown: StandInBox | None = None
        self._added = added
        self._trains = trains

    @property
    def boxes(self) -> Sequence[StandInBox]:
        """Returns those that were made."""
        return [box for box in (self.voucher, self.cash) if box is not None]

    @property
    def code(self) -> str:
        return self.voucher.edit.text() if self.voucher and self.shown is self.voucher else ""

    @property
    def tendered(self) -> str:
        return self.cash.edit.text() if self.cash and self.shown is self.cash else ""

    def of(self, method: Method) -> StandInBox | None:
        """Returns the field that this method has in the phone's place."""
        box: StandInBox | None = None
        if method.kind is Kind.VOUCHER:
            box = self.voucher or self._make_voucher()
        elif method.opens_drawer:
            box = cash = self.cash or self._make_cash(method)
            cash.use(method.currency)
        if box is not None:
            box.retranslate()
        return box

    def show_amounts(self, method: Method, typed: Money | None, asked: Money | None) -> None:
        """Says what the voucher must hold, and the change. `asked` is what the customer is asked
        for: in cash, not always what was typed."""
        if self.voucher is not None:
            self.voucher.show_need(fee_words(method, typed))
        if self.cash is not None:
            self.cash.show_asked(asked, rounded=asked != typed)

    def _make_voucher(self) -> VoucherBox:
        from pos_app.ui.sell.form.stand_ins.voucher_box import VoucherBox  # noqa: PLC0415 - not for the first paint

        self.voucher = VoucherBox(trains=self._trains)
        self._added(self.voucher)
        return self.voucher

    def _make_cash(self, method: Method) -> CashBox:
        from pos_app.ui.sell.form.stand_ins.cash_box import CashBox  # noqa: PLC0415 - not for the first paint

        self.cash = CashBox(method.currency)
        self._added(self.cash)
        return self.cash
