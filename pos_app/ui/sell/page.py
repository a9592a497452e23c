"""Sell page: the charge form at the left, the sales panel at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.text.typed_text import clean
from pos_app.ui.qt.constants import ENTER, ESCAPE
from pos_app.ui.sell.form.form import REPEAT_KEY, ChargeForm
from pos_app.ui.sell.form.form_layout import TIGHT
from pos_app.ui.widgets.basic import box

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.sell.form.refill import Refill
    from pos_app.ui.sell.sales.panel import SalesPanel
    from pos_app.ui.theme.theme import CurrentTheme

_SIDE = (360, 436)  # least and most width
_SIDE_SHARE = 0.32
_PAD = (188, 268)
_PAD_SHARE = 0.196


class SellPage(QFrame):
    """The screen for the whole day. The sales panel comes once the till is up."""

    def __init__(self, shop: Shop, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.form = ChargeForm(shop, look)
        self.side: SalesPanel | None = None
        self._refill: Refill | None = None  # made when an earlier sale is first brought back
        self._frame: QFrame = box("side")
        self._inside = QVBoxLayout(self._frame)
        self._inside.setContentsMargins(1, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form, 1)
        row.addWidget(self._frame)
        self.show_keypad(wanted=shop.keypad)

    def fill_side(self, side: SalesPanel) -> None:
        self.side = side
        side.verdict.has_other_ways = lambda: len(self.form.tiles.ready_methods) > 1
        side.again_asked.connect(lambda sale, same: self.bring_back(sale, same_way=same))
        self._use_height(self.height())
        self._inside.addWidget(side)
        side.show()

    def print_shown(self) -> None:
        """Prints what the verdict shows."""
        if self.side is not None:
            self.side.print_shown()

    def bring_back(self, sale: Sale, *, same_way: bool = True) -> bool:
        """Fills an earlier sale's data in, and leads to where Enter goes on to charge it. Without
        `same_way` the method is open for choice.

        Returns whether it did: what somebody has typed meanwhile is never replaced.
        """
        whole = self.side.model.sale(sale.parent or "") if self.side else None
        if not self._refiller.fill(sale, same_way=same_way):
            return False
        from pos_app.domain.tenders.split import takes_parts  # noqa: PLC0415 - not for the first paint

        if whole is not None and takes_parts(whole):  # a part is charged again as a part
            self.form.charge_parts_of(whole)
            self.form.lead_to_charge(chosen=same_way)
        return True

    @property
    def _refiller(self) -> Refill:
        if self._refill is None:
            from pos_app.ui.sell.form.refill import Refill  # noqa: PLC0415 - on first use

            self._refill = Refill(self.form)
        return self._refill

    def charge_rest(self, split: Sale) -> None:
        """Charges the rest of a split sale, unless somebody has typed something else."""
        if self._refiller.may_fill():
            self.form.clear()
            self.form.charge_parts_of(split)

    def show_keypad(self, *, wanted: bool) -> None:
        self.form.pad.setVisible(wanted)

    def take_key(self, event: QKeyEvent) -> bool:
        """Handles keys that no widget took: figures, the methods' and the verdict's keys, the
        repeat's, Enter and Esc."""
        if self.form.ahead.takes(event):
            return True
        # The shown sale is charged again by the key that else repeats the last one.
        if self.side is not None and self.side.take_key(event.key()):
            return True
        if self.form.tiles.take_key(event.key()):
            return True
        letter = clean(event.text())
        if event.key() == ESCAPE:
            self.form.backward()
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self.form.forward()
        elif event.key() == REPEAT_KEY:
            self.form.repeat_asked.emit()
        elif letter and letter in "0123456789.,":
            self.form.type_figure(letter)
        else:
            return len(letter) == 1 and letter.isalpha() and self.form.type_letter(letter)
        return True

    def retranslate(self) -> None:
        self.form.retranslate()
        if self.side:
            self.side.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares out the width: on a small screen the form gets as much as it needs."""
        wide = event.size().width()
        self._frame.setFixedWidth(_share(wide, _SIDE_SHARE, _SIDE))
        self.form.pad.setFixedWidth(_share(wide, _PAD_SHARE, _PAD))
        self._use_height(event.size().height())
        super().resizeEvent(event)
        # Qt has just laid out everything by the old shares, and would correct it only after a
        # paint.
        for layout in (self.layout(), self.form.layout()):
            if layout is not None:
                layout.activate()

    def _use_height(self, tall: int) -> None:
        """Moves the parts closer together on a small screen, so that nobody has to scroll."""
        self.form.use_height(tall)
        if self.side is not None:
            self.side.verdict.set_compact(closely=tall < TIGHT)


def _share(whole: int, share: float, bounds: tuple[int, int]) -> int:
    least, most = bounds
    return max(least, min(most, round(whole * share)))
