"""Dialogs of a shift: its opening with a float, and its close, which counts the drawer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.books.drawer import counted_amount
from pos_app.domain.errors import Field
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.drawer.drawer_count import DrawerCounter
from pos_app.ui.till_page.rows import figures, row, text
from pos_app.ui.till_page.shifts.shift_lines import cashier_name
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.ui.widgets.basic import label, rule
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from pos_app.domain.books.drawer import CashDrawer
    from pos_app.domain.books.shift import Shift, ShiftDocument
    from pos_app.domain.money import Currency, Money
    from pos_app.ports.journal import Head
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.widgets.form_field import SettingField

_WIDE = 700


class OpenShiftDialog(ActionDialog):
    """Asks for the float, unless another shift is open, whose drawer it is. An empty field says
    nothing about the drawer."""

    def __init__(
        self, drawer: CashDrawer | None, wanted: Money | None, hands: DialogContext
    ) -> None:
        super().__init__("open_shift", hands)
        self._field: AmountField | None = None
        self._is_typed = False
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        fields: dict[Field, SettingField] = {}
        mark = ""
        if drawer is not None:
            self._field = AmountField("open_shift_float", drawer.currency)
            there = drawer.expected if drawer.lines else wanted
            self._field.put(there.figures if there else "")
            self._field.set_text(self.tr("Float in the drawer"))
            fields[Field.AMOUNT] = self._field
            mark = drawer.currency.value.point
            body.addWidget(self._field)
        self.setWindowTitle(self.tr("Open a shift"))
        self.title.setText(self.tr("Open a shift"))
        self.what.setText(
            self.tr("Count what is in the drawer. Your sales count in your shift from now on.")
            if drawer is not None
            else self.tr("Another shift is open: the drawer is shared, and stays as it is.")
        )
        self.do.set_text(self.tr("Open the shift"))
        self.arrange(fields, body, mark)
        if self._field is not None:
            self._field.edit.setFocus()
            self._field.edit.selectAll()
            self._field.changed.connect(self._note_typed)

    def answers(self) -> bool:
        """Returns whether somebody has typed the float: an Enter alone opens nothing."""
        return self._is_typed

    def _note_typed(self) -> None:
        self._is_typed = True

    def action(self) -> Coroutine[Any, Any, Shift]:
        return self._till.shifts.open(self._floats())

    def _floats(self) -> Sequence[Money]:
        if self._field is None or not self._field.text:
            return ()
        return [counted_amount(self._field.text, self._field.entry.currency)]


class CloseShiftDialog(ActionDialog):
    """Asks how many of each note and coin there are. It does not say what is expected. Somebody
    else's shift needs a manager's PIN besides."""

    def __init__(
        self,
        shift: Shift,
        currencies: Sequence[Currency],
        leaves: Money | None,
        hands: DialogContext,
    ) -> None:
        """`currencies` are those that lie in the drawer, the shop's own first."""
        super().__init__("close_shift", hands)
        currency, *others = currencies
        self._shift = shift
        self._leaves = [leaves] if leaves else []
        self._counter = DrawerCounter("close_shift_count", currency, closely=True)
        self._counter.retranslate()
        self._counter.changed.connect(self._sum_up)
        self._counter.done.connect(self._leave_counter)
        self._sum = label(Size.LEAD, strong=True, name="close_shift_sum")
        body = QVBoxLayout()
        body.setSpacing(Space.SMALL)
        body.addWidget(self._counter)
        body.addWidget(self._sum)
        self._others = [self._field_of(other) for other in others]
        last = QHBoxLayout()
        last.setSpacing(Space.SMALL)
        for field in self._others:
            last.addWidget(field, 2)
        if hands.till.press().cashier != shift.cashier:
            last.addWidget(self.ask_pin(), 3)
        body.addLayout(last)
        self.setWindowTitle(self.tr("Close the shift"))
        named = filled(self.tr("Close the shift of {0}?"), cashier_name(shift.cashier))
        self.title.setText(named if shift.cashier else self.tr("Close the shift?"))
        self.what.setText(
            self.tr("Count the drawer first. Left empty, the shift closes without a count.")
        )
        self.do.set_text(self.tr("Close the shift"))
        fields: dict[Field, SettingField] = {}
        if self._others:
            fields[Field.AMOUNT] = self._others[0]
        self.arrange(fields, body, currency.value.point)
        self.setFixedWidth(_WIDE)
        self.keypad.setVisible(True)
        self._sum_up()
        self._counter.first.setFocus()

    def action(self) -> Coroutine[Any, Any, tuple[ShiftDocument, Head]]:
        counted = [self._counter.counted] if self._counter.is_counted else []
        typed = (field for field in self._others if field.text)
        counted += [counted_amount(field.text, field.entry.currency) for field in typed]
        return self._close(counted, self.typed_pin() if self.pins else "")

    async def _close(self, counted: Sequence[Money], pin: str) -> tuple[ShiftDocument, Head]:
        approval = await self.approve(pin) if pin else None
        return await self._till.shifts.close(self._shift, counted, self._leaves, approval)

    def _field_of(self, currency: Currency) -> AmountField:
        field = AmountField(f"close_shift_{currency.code}", currency)
        field.set_text(filled(self.tr("Counted in {0}"), currency.symbol))
        return field

    def _sum_up(self) -> None:
        counted = str(self._counter.counted) if self._counter.is_counted else ""
        self._sum.setText(filled(self.tr("Counted: {0}"), counted or self.tr("nothing yet")))

    def _leave_counter(self) -> None:
        (self.pins.pin.edit if self.pins else self.do).setFocus()


class ShiftClosedDialog(ActionDialog):
    """Says what the drawer came to, once the count is written."""

    print_asked = Signal(object)  # ShiftDocument

    def __init__(self, document: ShiftDocument, hands: DialogContext) -> None:
        super().__init__("shift_closed", hands)
        self._document = document
        body = QVBoxLayout()
        body.setSpacing(Space.SMALL)
        for count, kept in zip(document.drawer, document.kept, strict=True):
            difference = count.difference
            lines = [(self.tr("Expected"), str(count.expected), "")]
            lines.append((self.tr("Counted"), str(count.counted), ""))
            if difference.minor:
                short = difference.minor < 0
                said = self.tr("Short in the drawer") if short else self.tr("Over in the drawer")
                lines.append((said, str(difference), "wait"))
            else:
                lines.append((self.tr("Nothing is missing"), "", "paid"))
            lines.append((self.tr("Stays in the drawer"), str(kept), ""))
            lines.append((self.tr("Leaves the drawer"), str(count.counted + -kept), ""))
            for words, amount, tone in lines:
                self._tell(body, words, amount, tone)
        self.setWindowTitle(self.tr("Shift closed"))
        self.title.setText(self.tr("Shift closed"))
        self.what.setText("" if document.drawer else self.tr("The drawer was not counted."))
        self.what.setVisible(not document.drawer)
        self.do.set_text(self.tr("Print…"))
        self.back.set_text(self.tr("Close"))
        self.arrange({}, body)

    def act(self) -> None:
        """Asks for the paper; the dialog stays, for whoever counts what leaves the drawer."""
        self.print_asked.emit(self._document)

    def _tell(self, body: QVBoxLayout, words: str, amount: str, tone: str) -> None:
        value = figures(amount, size=Size.BODY, strong=True)
        value.setProperty("tone", tone)
        name = text(words, strong=bool(tone), tone=tone, size=Size.BODY)
        if body.count():
            body.addWidget(rule())
        body.addWidget(row((name, 1), value))
