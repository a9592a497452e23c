"""Dialog that refunds a sale, in full or in part, with a manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.errors import Field
from pos_app.domain.method import Refunds
from pos_app.domain.rules.money_back import owed, refundable
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import TARGET, Space
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.ui.widgets.basic import Option
from pos_app.words.methods import method_name
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.domain.money import Money
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.widgets.form_field import SettingField


_COLUMNS = 2  # a name that is as long as Multicaixa Express needs half of the dialog


class RefundWay(QWidget):
    """Choice of how it goes back: as the sale was paid, which comes first, or by hand."""

    chosen = Signal(object)  # Method

    def __init__(self, ways: Sequence[Method]) -> None:
        super().__init__()
        group = QButtonGroup(self)  # exclusive
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.SMALL)
        for place, way in enumerate(ways):
            button = Option(f"refund_by_{way.id.replace('.', '_')}")
            button.setMinimumHeight(TARGET)
            button.set_text(method_name(way))
            button.setChecked(way is ways[0])
            button.clicked.connect(lambda _=False, way=way: self.chosen.emit(way))
            group.addButton(button)
            grid.addWidget(button, *divmod(place, _COLUMNS))


class RefundDialog(ActionDialog):
    """Dialog that refunds the rest of the sale, or a part where the way back allows it. It goes
    back as it came, or by one of the `tenders`."""

    def __init__(
        self, sale: Sale, method: Method, hands: DialogContext, tenders: Sequence[Method] = ()
    ) -> None:
        super().__init__("refund", hands)
        self._sale = sale
        others = (tender for tender in tenders if tender.id != method.id)
        ways = [way for way in (method, *others) if refundable(sale, way)] or [method]
        self._own = method
        self._way = ways[0]
        self._most = refundable(sale, self._way) or sale.amount
        self._amount: AmountField | None = None
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        fields: dict[Field, SettingField] = {}
        if len(ways) > 1:
            choice = RefundWay(ways)
            choice.chosen.connect(self._choose)
            body.addWidget(choice)
        if any(way.refunds is Refunds.PART for way in ways):
            back = owed(sale, self._way)
            self._amount = AmountField("refund_amount", sale.amount.currency, self._most, back)
            self._amount.setVisible(self._takes_part)
            self._amount.entry.textChanged.connect(self._say)
            fields[Field.AMOUNT] = self._amount
            body.addWidget(self._amount)
        pins = self.ask_pin()
        fields[Field.PIN] = pins.pin
        body.addWidget(pins)
        self._say_once()
        self._say()
        self.arrange(fields, body, sale.amount.currency.value.point)
        first = self._amount if self._amount is not None and self._takes_part else pins.pin
        first.edit.setFocus()
        if self._amount is not None:
            self._amount.edit.selectAll()  # the next key replaces it

    @property
    def _takes_part(self) -> bool:
        return self._way.refunds is Refunds.PART

    def _choose(self, way: Method) -> None:
        self._way = way
        self._most = refundable(self._sale, way) or self._sale.amount
        if self._amount is not None:
            self._amount.setVisible(self._takes_part)
            self._amount.limit(self._most, owed(self._sale, way) or self._most)
        self._say_once()
        self._say()
        self._fit()

    def action(self) -> Coroutine[Any, Any, Sale]:
        amount = self._amount.read() if self._amount and self._takes_part else None
        return self._give_back(amount, self.typed_pin(), self._till.press())

    async def _give_back(self, amount: Money | None, pin: str, press: Press) -> Sale:
        approval = await self.approve(pin)
        by_hand = "" if self._way is self._own else self._way.id
        return await self._till.refund(
            self.reservation, self._sale.id, amount, approval, press, by_hand
        )

    def _say_once(self) -> None:
        self.setWindowTitle(self.tr("Refund"))
        if self._amount is not None:
            self._amount.set_text(filled(self.tr("Amount, at most {0}"), self._most))
        sale = filled(self.tr("Sale {0}"), sale_text.number_of(self._sale))
        whom = ""
        if self._sale.phone and self._way is self._own:
            whom = filled(self.tr("to {0}"), self._sale.phone.grouped)
        self.what.setText(joined(sale, method_name(self._own), whom, self._sale.description))

    def _say(self) -> None:
        amount: Money | None = self._most
        if self._amount is not None and self._takes_part:
            amount = self._amount.entry.read()
        text = filled(self.tr("Refund {0}"), amount) if amount else self.tr("Refund")
        self.title.setText(text)
        self.do.set_text(text)
