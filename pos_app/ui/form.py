"""What a cashier fills in, from the amount to the one big button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.errors import Field
from pos_app.domain.method import Kind, Method
from pos_app.till.phones import suggested_method
from pos_app.ui.amount import AmountBox
from pos_app.ui.charge_button import ChargeButton
from pos_app.ui.description import DescriptionBox
from pos_app.ui.keypad import Keypad
from pos_app.ui.phone import PhoneBox
from pos_app.ui.tiles import MethodTiles
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import label, wrapped

if TYPE_CHECKING:
    from pos_app.domain.errors import BadInput
    from pos_app.ports.counter import Shop
    from pos_app.ui.entry import Entry
    from pos_app.ui.look import Look


class ChargeForm(QWidget):
    """Digits, Enter, digits, Enter: that is a sale. Nothing typed is ever lost by an error."""

    ordered = Signal()  # somebody asked for exactly what the button says
    settings_asked = Signal(object)  # Method

    def __init__(self, shop: Shop, look: Look) -> None:
        super().__init__()
        self.tiles = MethodTiles(shop.methods, shop.ready)
        self.amount = AmountBox(self.method.currency)
        self.phone = PhoneBox(self.method.country)
        self.description = DescriptionBox()
        self.keypad = Keypad()
        self.message = wrapped(label(Size.BODY, strong=True, tone="fail", name="form_message"))
        self.message.hide()
        self.button = ChargeButton(look)
        self._open = False
        self._busy = False
        self._typing: Entry = self.amount.edit
        self._arrange()
        self._connect()
        self._use(self.method)

    @property
    def method(self) -> Method:
        return self.tiles.method

    @property
    def is_pristine(self) -> bool:
        return not (self.amount.edit.text() or self.phone.edit.text())

    # --- what the till's side tells the form ------------------------------------------------------

    def open(self) -> None:
        """From now on the button charges."""
        self._open = True
        self._follow_phone()
        self.refresh()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - the one thing that it says
        self._busy = busy
        self.refresh()

    def clear(self) -> None:
        """For the next customer."""
        for box in (self.amount, self.phone, self.description):
            box.edit.clear()
            box.complain("")
        self.tell("")
        self.tiles.start_over()
        self.amount.edit.setFocus()
        self.refresh()

    def complain(self, error: BadInput, words: str) -> None:
        """The words stand at the field, and the field is ready to be mended."""
        boxes: dict[Field, AmountBox | PhoneBox | DescriptionBox] = {
            Field.AMOUNT: self.amount,
            Field.PHONE: self.phone,
            Field.DESCRIPTION: self.description,
        }
        box = boxes.get(error.field)
        if box is None:
            self.tell(words)
            return
        box.complain(words)
        box.edit.setFocus()

    def tell(self, words: str) -> None:
        """A sentence above the button, for what belongs to no field."""
        self.message.setText(words)
        self.message.setVisible(bool(words))

    # --- the hand ---------------------------------------------------------------------------------

    def forward(self) -> None:
        """Enter: from the amount to the phone, from the phone to the charge."""
        if self.is_pristine:
            self.amount.edit.setFocus()
        elif self.amount.edit.hasFocus() and self.method.needs_phone:
            self.amount.edit.tidy()
            self.phone.edit.setFocus()
            self.phone.edit.selectAll()  # a number left over is typed over, not added to
        else:
            self.order()

    def order(self) -> None:
        """Asks for the charge, once: the button is closed before anyone else can act."""
        if self._busy or not self._open:
            return
        if self.is_pristine:
            self.amount.edit.setFocus()
            return
        self.amount.edit.tidy()
        self.tell("")
        self.set_busy(True)
        self.ordered.emit()

    def backward(self) -> None:
        """Esc: one field back; at the first, what is typed next replaces what stands there."""
        if self.description.edit.hasFocus() and self.method.needs_phone:
            self.phone.edit.setFocus()
            self.phone.edit.selectAll()  # a number left over is typed over, not added to
        else:
            self.amount.edit.setFocus()
            self.amount.edit.selectAll()

    def type_figure(self, letter: str) -> None:
        """A figure typed where no field has the focus."""
        self.amount.edit.setFocus()
        self.amount.edit.type_in(letter)

    # --- words ------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.amount.say(self.tr("Amount"), self.tr("Clear"))
        self.description.say(self.tr("Description (optional)"), self.tr("Invoice or note"))
        self.tiles.say()
        self.keypad.say()
        self._use(self.method)

    def refresh(self) -> None:
        """The button says what it will do now."""
        money = self.amount.edit.read()
        ready = self._open and not self._busy
        self.button.setEnabled(ready)
        self.button.say(self._deed(str(money) if money else ""))

    def _deed(self, money: str) -> str:
        if not self._open:
            return self.tr("Getting ready…")
        if self._busy:
            return self.tr("Writing down…")
        if self.method.kind is Kind.REFERENCE:
            return self._fill(
                self.tr("Create reference"), self.tr("Create reference for {0}"), money
            )
        phone = self.phone.edit
        if money and self.method.needs_phone and self.phone.is_whole(self.method):
            return self.tr("Charge {0} to {1}").format(money, phone.text().strip())
        return self._fill(self.tr("Charge"), self.tr("Charge {0}"), money)

    @staticmethod
    def _fill(bare: str, full: str, money: str) -> str:
        return full.format(money) if money else bare

    # --- inside -----------------------------------------------------------------------------------

    def _use(self, method: Method) -> None:
        self.amount.use(method.currency)
        if method.country != self.phone.edit.country:
            self.phone.use(method.country)
        needed = method.needs_phone or not self.tiles.by_hand
        self.phone.setEnabled(needed)
        self.phone.say(
            self.tr("Phone"), "" if method.needs_phone else self.tr("Not needed for this method")
        )
        self._mark_keys()
        self.phone.show_network(method)
        self.refresh()

    def _follow_phone(self) -> None:
        """The number names its network, and the network its method."""
        self.tiles.suggest(suggested_method(self.phone.edit.text(), self.tiles.ready_methods))
        self.phone.show_network(self.method)
        self.refresh()

    def _note_focus(self, entry: Entry, *, lit: bool) -> None:
        """The keypad types into the amount or the phone, whichever was last typed into."""
        if lit:
            self._typing = entry
            self._mark_keys()

    def _touch(self, figure: str) -> None:
        self._typing.type_in(figure)

    def _erase(self) -> None:
        self._typing.erase()

    def _mark_keys(self) -> None:
        mark = self.method.currency.value.point
        self.keypad.write_marks_as(mark, usable=self._typing is self.amount.edit)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._use)
        self.tiles.not_ready.connect(self.settings_asked)
        self.amount.edit.textChanged.connect(self.refresh)
        self.amount.clear.clicked.connect(self.clear)
        self.phone.edit.textChanged.connect(self._follow_phone)
        self.keypad.touched.connect(self._touch)
        self.keypad.erased.connect(self._erase)
        self.button.clicked.connect(self.order)
        for edit in (self.amount.edit, self.phone.edit, self.description.edit):
            edit.forward.connect(self.forward)
            edit.back.connect(self.backward)
        for edit in (self.amount.edit, self.phone.edit):
            edit.focused.connect(lambda lit, edit=edit: self._note_focus(edit, lit=lit))

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.NORMAL)
        left.addWidget(self.tiles)
        left.addWidget(self.phone)
        left.addWidget(self.description)
        left.addWidget(self.message)
        left.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        grid.setSpacing(Space.NORMAL)
        grid.addWidget(self.amount, 0, 0, 1, 2)
        grid.addLayout(left, 1, 0)
        pad = QVBoxLayout()  # the keys grow to a point, and stay at the top
        pad.addWidget(self.keypad, 1)
        pad.addStretch(0)
        grid.addLayout(pad, 1, 1)
        grid.addWidget(self.button, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(1, 1)
