"""Charge form: all its fields, the method tiles and the Charge button, and their keyboard flow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import Field
from pos_app.till.phone_numbers import suggested_method
from pos_app.ui.format.charge_text import charge_words
from pos_app.ui.onscreen_keys.pad import Pad
from pos_app.ui.qt.constants import F10
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.sell.form.amount_box import AmountBox
from pos_app.ui.sell.form.charge_button import ChargeButton
from pos_app.ui.sell.form.description_box import DescriptionBox
from pos_app.ui.sell.form.form_layout import FormLayout
from pos_app.ui.sell.form.method_tiles import MethodTiles
from pos_app.ui.sell.form.stand_in_fields import StandIns
from pos_app.ui.sell.form.type_ahead import TypeAheadBuffer
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import Option, label, wrapped
from pos_app.ui.widgets.phone_box import PhoneBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pos_app.domain.errors import BadInput
    from pos_app.domain.method import Method
    from pos_app.domain.money import Money
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.sell.form.charge_draft import ChargeDraft
    from pos_app.ui.sell.form.part_strip import PartStrip
    from pos_app.ui.sell.form.recent_customers import RecentCustomers
    from pos_app.ui.sell.form.stand_ins.stand_in_box import StandInBox
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.ui.widgets.line_entry import LineEntry
    from pos_app.ui.widgets.validity_picker import Validity

    _Box = AmountBox | PhoneBox | DescriptionBox | StandInBox


REPEAT_KEY = F10


class ChargeForm(QWidget):
    """Form that takes a sale as digits, Enter, digits, Enter. An error never loses what was
    typed."""

    ordered = Signal(object)  # ChargeDraft: the cashier has pressed Charge
    split_asked = Signal(object)  # ChargeDraft: the customer pays in several parts
    settings_asked = Signal(object)  # Method
    scanned = Signal()  # a scanner's Enter, which did nothing
    repeat_asked = Signal()  # the last sale once more
    attended = Signal()  # somebody has signed in, or the till is locked
    changed = Signal()  # a field, or the method
    # Enter or Esc in an empty form: on to the next customer. The value is the seconds without a key
    # before it.
    passed = Signal(float)

    def __init__(self, shop: Shop, look: CurrentTheme) -> None:
        super().__init__()
        self.tiles = MethodTiles(shop.methods, shop.ready, training=shop.training)
        self.amount = AmountBox(self.method.currency)
        self.phone = PhoneBox(self.method.country, trains=shop.training)
        self.stand_ins = StandIns(self._add_stand_in, trains=shop.training)
        self.part_of: Sale | None = None  # the split sale whose part is charged next
        self._part_strip: PartStrip | None = None  # made for the first one
        self.description = DescriptionBox()
        self.validity: Validity | None = None  # made when the cashier first chooses a reference
        self.hold = Option("hold")
        self.hold.toggled.connect(self.refresh)
        self.amount.split.clicked.connect(self._order_split)
        self.pad = Pad(self.method.currency.value.noughts)
        self.message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="form_message"))
        self.message.hide()
        self.button = ChargeButton(look)
        self.closes_first: Callable[[], bool] = lambda: False
        self._open = False
        self._busy = False
        self._knows_who = True  # who is at the till
        self.ahead = TypeAheadBuffer(lambda: self._busy or not self._knows_who, lambda: self._open)
        self.ahead.lead_to(lambda: self.focusWidget() or self.amount.edit, self.has_key)
        self.tiles.waits = self.ahead.keeps
        self._typing: LineEntry = self.amount.edit
        self._recent: RecentCustomers | None = None  # where the shop turned it on
        self._layout = FormLayout(self)
        self.setLayout(self._layout.grid)
        self._connect()
        QWidget.setTabOrder(self.button, self.amount.clear)
        self.amount.offer_quick(shop.quick_amounts)
        self._use(self.method)
        if shop.signs_in:
            self.keep_out()

    @property
    def method(self) -> Method:
        return self.tiles.method

    @property
    def _boxes(self) -> Sequence[_Box]:
        """Returns the fields that were made so far."""
        return [self.amount, self.phone, self.description, *self.stand_ins.boxes]

    @property
    def is_pristine(self) -> bool:
        texts = [self.amount.edit.text(), self.phone.edit.text(), self.stand_ins.code]
        return not any(texts)

    @property
    def is_busy(self) -> bool:
        """Returns whether a charge is being recorded."""
        return self._busy

    @property
    def is_asking(self) -> bool:
        """Returns whether a question stands in the button's place."""
        return self.button.isHidden()

    @property
    def draft(self) -> ChargeDraft:
        """Returns a copy of the fields as they are now."""
        from pos_app.ui.sell.form.charge_draft import ChargeDraft  # noqa: PLC0415 - not for the first paint

        return ChargeDraft(
            method=self.method,
            amount_text=self.amount.edit.text(),
            phone_text=self.phone.edit.text(),
            description=self.description.edit.text(),
            hold=self._holds,
            voucher=self.stand_ins.code,
            days=self._days_valid,
            tendered=self.stand_ins.tendered,
            part_of=self.part_of.id if self.part_of else "",
            phone_is_whole=self.phone.is_whole(self.method),
        )

    @property
    def _holds(self) -> bool:
        """Returns whether the charge only holds the money (authorization)."""
        return self._may_hold and self.hold.isChecked()

    @property
    def _may_hold(self) -> bool:
        return self.method.can_authorize and self.part_of is None

    @property
    def _days_valid(self) -> int:
        """Returns the days for which its reference may be paid; 0 for the usual."""
        wanted = self.validity is not None and self.method.takes_validity
        return self.validity.days if self.validity and wanted else 0

    # --- calls from the till's side ---------------------------------------------------------------

    def open(self) -> None:
        """Lets the button charge from now on."""
        self._open = True
        self._follow_phone()
        self.refresh()

    def keep_out(self) -> None:
        """Keeps input out of the form until somebody has signed in: it may be a PIN, and the
        customer reads along."""
        self._use_hand(knows_who=False)

    def admit(self) -> None:
        """Lets input in again, once somebody has signed in or nobody has to, and replays the
        buffered keys."""
        self._use_hand(knows_who=True)
        self.ahead.go_on()

    @property
    def knows_who(self) -> bool:
        return self._knows_who

    def _use_hand(self, *, knows_who: bool) -> None:
        self._knows_who = knows_who
        self.attended.emit()
        for box in self._boxes:
            box.edit.setReadOnly(not knows_who)  # Qt pastes and drops nothing there either
        self.refresh()

    def offer_recent(self, sales: Callable[[], Iterable[Sale]] | None) -> None:
        """Suggests numbers of these sales that begin as the typed one; None suggests nothing."""
        if sales is not None and self._recent is None:
            from pos_app.ui.sell.form.recent_customers import RecentCustomers  # noqa: PLC0415 - where it is wanted

            self._recent = RecentCustomers(self.phone)
            self._layout.add_recent(self._recent)
        if self._recent is not None:
            self._recent.sales = sales
        self._show_recent()

    def offer_repeat(self) -> None:
        """Offers to bring back the last sale, once there is a journal to look for it in."""
        if self.amount.repeat is None:
            self.amount.offer_repeat()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - the one thing that it sets
        self._busy = busy
        self.refresh()

    def clear(self) -> None:
        """Empties the form for the next customer, or for the next part of a split sale."""
        for box in self._boxes:
            box.edit.clear()
            box.show_error("")
        self.hold.setChecked(False)
        if self.validity is not None:
            self.validity.start_over()
        self.show_message("")
        self.tiles.start_over()
        self._lead_to(self.amount.edit)
        self.refresh()

    def charge_parts_of(self, split: Sale | None) -> None:
        """Charges a part of this sale next; None goes back to sales of their own."""
        self.part_of = split
        if split is not None and self._part_strip is None:
            self._make_part_strip()
        if self._part_strip is not None:
            self._part_strip.setVisible(split is not None)
        if self._part_strip is not None and split is not None:
            self._part_strip.show_split(split)
            self.hold.setChecked(False)
            self._lead_to(self.amount.edit)  # empty: one Enter too many charges nothing
        self._layout.make_room()
        self.refresh()

    def tell_part(self, split: Sale) -> None:
        """Shows what is missing of the split sale now, and keeps what was typed."""
        self.part_of = split
        if self._part_strip is not None:
            self._part_strip.show_split(split)

    def lead_to_charge(self, *, chosen: bool) -> None:
        """Focuses the last field before the charge; the first while the method is not `chosen`."""
        edit = (self._second if chosen else None) or self.amount.edit
        self._lead_to(edit)
        edit.selectAll()  # the next key replaces it, and adds nothing to it

    @property
    def is_at_hand(self) -> bool:
        """Returns whether a person can type and charge now."""
        return self._open and not self._busy and self._knows_who

    def show_error(self, error: BadInput, words: str) -> None:
        """Shows the error at its field, and focuses the field."""
        boxes: dict[Field, _Box | None] = {
            Field.TENDERED: self.stand_ins.cash,
            Field.AMOUNT: self.amount,
            Field.PHONE: self.phone,
            Field.DESCRIPTION: self.description,
            Field.VOUCHER: self.stand_ins.voucher,
        }
        box = boxes.get(error.field)
        if box is None:
            self.show_message(words)
            return
        box.show_error(words)
        self._lead_to(box.edit)

    def _lead_to(self, edit: QWidget) -> None:
        """Focuses the field, if it is visible.

        A charge may fail while the till is locked or another page is shown. The next keys there,
        perhaps of a PIN, must not go to a hidden field.
        """
        if self.isVisible():
            edit.setFocus()

    def show_message(self, words: str) -> None:
        """Shows a message above the button, for an error that belongs to no field."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        if words:
            self.pad.show_figures()  # letters leave no room for a message
        self._layout.make_room()

    def ask(self, question: QWidget) -> None:
        """Shows a question in place of the button, until `asked_enough`."""
        self.show_message("")
        self.pad.show_figures()  # letters leave no room for a question
        self.button.hide()
        self._layout.add_question(question)
        self._layout.make_room()

    def asked_enough(self, question: QWidget) -> None:
        """Shows the button again. The fields keep their text, and the last one typed into
        gets the focus that the question had."""
        focused = self.window().focusWidget()
        if focused is not None and question.isAncestorOf(focused):
            last = self._typing
            self._lead_to(last if last.isEnabled() and last.isVisible() else self.amount.edit)
        question.hide()
        self._layout.remove_question(question)
        self.button.show()
        self._layout.make_room()

    def use_height(self, tall: int) -> None:
        """Adapts the layout to the form's height."""
        self._layout.use_height(tall)

    # --- input ------------------------------------------------------------------------------------

    def has_key(self, key: int) -> bool:
        """Returns whether this function key does something in the form."""
        return key == REPEAT_KEY or self.tiles.has_key(key)

    def forward(self) -> None:
        """Handles Enter: from the amount to the phone or voucher, and from there to the charge."""
        if self.ahead.rhythm.is_machines and not self.is_pristine:
            self.scanned.emit()
        else:
            self.go_forward()

    def go_forward(self) -> None:
        """Handles a person's Enter."""
        if self.is_pristine:
            self.amount.edit.setFocus()
            self.passed.emit(self.ahead.rhythm.silence)
        elif self._is_at(self.amount.edit) and self._second:
            self.amount.edit.tidy()
            self._to_second(self._second)
        else:
            self.order()

    def _is_at(self, edit: LineEntry) -> bool:
        """Returns whether the keys go to this field: also in a window that no window manager has
        made the active one, in which Qt says of none that it has the focus."""
        return self.window().focusWidget() is edit

    def order(self) -> None:
        """Orders the charge once: it disables the button before anybody else can act."""
        if self._busy or not self._open or self.ahead.is_early:
            return
        if self.is_pristine:
            self.amount.edit.setFocus()
            return
        self.amount.edit.tidy()
        self.show_message("")
        if self.button.hasFocus():
            self.amount.edit.setFocus()  # else focus and key fall on what comes next
        self.set_busy(True)
        self.ordered.emit(self.draft)

    def backward(self) -> None:
        """Handles Esc: one field back; at the first, selects its text, so that the next key
        replaces it.

        A dialog over the form closes first.
        """
        if self.closes_first():
            return
        if self.is_pristine:
            self.passed.emit(self.ahead.rhythm.silence)
        if self._is_at(self.description.edit) and self._second:
            self._to_second(self._second)
        else:
            self.amount.edit.setFocus()
            self.amount.edit.selectAll()

    def type_figure(self, letter: str) -> None:
        """Types a figure into the amount where no field has the focus. Over a question, it begins
        the next sale."""
        self.amount.edit.setFocus()
        if self.button.isHidden():
            self.amount.edit.selectAll()
        self.amount.edit.type_in(letter)

    def type_letter(self, letter: str) -> bool:
        """Types a letter into the voucher's code where no field has the focus. Returns whether it
        did."""
        voucher = self.stand_ins.voucher
        if voucher is None or self.stand_ins.shown is not voucher:
            return False
        voucher.edit.setFocus()
        voucher.edit.type_in(letter)
        return True

    @property
    def _second(self) -> LineEntry | None:
        """Returns the field that follows the amount."""
        if self.stand_ins.shown is not None:
            return self.stand_ins.shown.edit
        return self.phone.edit if self.method.needs_phone else None

    @staticmethod
    def _to_second(edit: LineEntry) -> None:
        edit.setFocus()
        edit.selectAll()  # the next key replaces a rest, and adds nothing to it

    # --- words ------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        repeat = (self.tr("Repeat last"), self.tr("Bring back the last sale"))
        self.amount.set_text(self.tr("Amount"), self.tr("Clear"), repeat)
        self.description.set_text(self.tr("Description (optional)"), self.tr("Invoice or note"))
        meaning = self.tr("Pay this sale in several parts")
        self.amount.split.set_text(self.tr("Split…"), meaning)
        show_tip(self.amount.split, meaning)
        if self._part_strip is not None:
            self._part_strip.retranslate()
        self.tiles.set_text()
        self.pad.set_text()
        self._use(self.method)

    def refresh(self) -> None:
        """Updates the button's text."""
        money = self.amount.edit.read()
        asked = money and self.method.asks_for(money, is_part=self.part_of is not None)
        self._say_hold()
        self.stand_ins.show_amounts(self.method, money, asked)
        self.amount.offer_split(wanted=self._split_method is not None and self.part_of is None)
        self.amount.split.setEnabled(self.is_at_hand and money is not None)
        self.button.setEnabled(self.is_at_hand)
        self.button.set_text(self._deed(asked))

    def _deed(self, money: Money | None) -> str:
        if not (self._open and self._knows_who):
            return self.tr("Preparing…")
        if self._busy:
            return self.tr("Recording…")
        whole = self.method.needs_phone and self.phone.is_whole(self.method)
        phone = self.phone.edit.text().strip() if whole else ""
        return charge_words(self.method, money, phone, holds=self._holds)

    def _say_hold(self) -> None:
        self.hold.setVisible(self._may_hold)
        text = self.tr("Hold the amount")
        meaning = self.tr("Put the amount on hold; capture or release it later")
        self.hold.set_text(f"✓ {text}" if self.hold.isChecked() else text, meaning)
        show_tip(self.hold, meaning)

    # --- inside -----------------------------------------------------------------------------------

    def _use(self, method: Method) -> None:
        self.amount.use(method.currency)
        self._use_stand_in(self.stand_ins.of(method))
        self._use_validity(wanted=method.takes_validity)
        if method.country != self.phone.edit.country:
            self.phone.use(method.country)
        needed = method.needs_phone or not self.tiles.by_hand
        self.phone.setEnabled(needed)
        self.phone.set_text(self.tr("Phone"), "" if method.needs_phone else self.tr("Not needed"))
        self._mark_keys()
        self.phone.show_network(method)
        self.refresh()

    def _lead_to_cash(self, method: Method) -> None:
        """Goes on to the customer's cash once the amount is there: its digits typed into the amount
        would be recorded as a sale of millions."""
        cash = self.stand_ins.cash
        is_chosen = method.opens_drawer and self.tiles.by_hand
        if cash is not None and is_chosen and self.amount.edit.read() is not None:
            self.amount.edit.tidy()
            self._to_second(cash.edit)

    def _use_validity(self, *, wanted: bool) -> None:
        if wanted and self.validity is None:
            from pos_app.ui.widgets.validity_picker import Validity  # noqa: PLC0415 - not for the first paint

            self.validity = Validity()
            self._layout.add_validity(self.validity)
            QWidget.setTabOrder(self.hold, self.validity)
        if self.validity is not None:
            self.validity.setVisible(wanted)
            self.validity.retranslate()

    def _use_stand_in(self, wanted: StandInBox | None) -> None:
        """Shows a method's own field in place of the phone's."""
        goes, comes = self.stand_ins.shown or self.phone, wanted or self.phone
        if goes is comes:
            return
        had_focus = goes.edit.hasFocus()
        self.stand_ins.shown = wanted
        goes.hide()
        comes.show()
        if goes is not self.phone:
            goes.edit.clear()  # a code is money: it must not stay
            if self._typing is goes.edit:
                self._typing = self.amount.edit
        if had_focus:
            self.amount.edit.setFocus()

    def _make_part_strip(self) -> None:
        from pos_app.ui.sell.form.part_strip import PartStrip  # noqa: PLC0415 - not for the first paint

        self._part_strip = PartStrip()
        self._part_strip.left.connect(self._leave_parts)
        self._part_strip.all_asked.connect(self.amount.take)
        self._layout.add_part_strip(self._part_strip)

    def _leave_parts(self) -> None:
        self.charge_parts_of(None)
        self.clear()

    def _order_split(self) -> None:
        """Orders a split sale of the typed amount, once."""
        method = self._split_method
        if method is not None and self.is_at_hand and not self.ahead.is_early:
            self.show_message("")
            self.set_busy(True)
            draft = replace(self.draft, method=method, hold=False, tendered="", voucher="")
            self.split_asked.emit(draft)

    @property
    def _split_method(self) -> Method | None:
        """Returns the method of a split sale in the currency of the chosen one, if the shop has
        turned it on."""
        split = self.tiles.split_method
        fits = split is not None and split.currency is self.method.currency
        return split if fits else None

    def _add_stand_in(self, box: StandInBox) -> None:
        self._layout.add_stand_in(box)
        QWidget.setTabOrder(self.phone.edit, box.edit)
        QWidget.setTabOrder(box.edit, self.description.edit)
        edit: LineEntry = box.edit
        edit.textChanged.connect(self.refresh)
        edit.textChanged.connect(self.changed)
        self._lead(edit)
        edit.focused.connect(lambda lit: self._note_focus(edit, lit=lit))

    def _follow_phone(self) -> None:
        """Follows the typed number: it names its network, and the network its method."""
        self.tiles.suggest(suggested_method(self.phone.edit.text(), self.tiles.ready_methods))
        self.phone.show_network(self.method)
        self._show_recent()
        self.refresh()

    def _show_recent(self) -> None:
        """Shows the suggestions in place of the description, which few sales have."""
        if self._recent is not None:
            self.description.setHidden(self._recent.offer(self.method))

    def _note_focus(self, entry: LineEntry, *, lit: bool) -> None:
        """Remembers the field that was last typed into, for the keypad."""
        if lit:
            self._typing = entry
            self._mark_keys()

    def _touch(self, figure: str) -> None:
        if not self.ahead.keeps(lambda: self._touch(figure)):
            self._typing.type_in(figure)

    def _erase(self) -> None:
        if not self.ahead.keeps(self._erase):
            self._typing.erase()

    def _mark_keys(self) -> None:
        rules = self.method.currency.value
        voucher, cash = self.stand_ins.voucher, self.stand_ins.cash
        code = voucher is not None and self._typing is voucher.edit
        in_cash = cash is not None and self._typing is cash.edit
        amount = in_cash or self._typing is self.amount.edit
        self.pad.serve(rules.point, rules.noughts, amount=amount, code=code)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._use)
        self.tiles.chosen.connect(self._lead_to_cash)
        self.tiles.chosen.connect(self.changed)
        self.hold.toggled.connect(self.changed)
        self.tiles.not_ready.connect(self.settings_asked)
        self.amount.repeat_asked.connect(self.repeat_asked)
        self.amount.edit.textChanged.connect(self.refresh)
        self.amount.clear.clicked.connect(self.clear)
        self.phone.edit.textChanged.connect(self._follow_phone)
        self.pad.touched.connect(self._touch)
        self.pad.erased.connect(self._erase)
        self.pad.turned.connect(self._layout.place_pad)
        self.button.clicked.connect(self.order)
        for edit in (self.amount.edit, self.phone.edit, self.description.edit):
            self._lead(edit)
            edit.textChanged.connect(self.changed)
        for edit in (self.amount.edit, self.phone.edit):
            edit.focused.connect(lambda lit, edit=edit: self._note_focus(edit, lit=lit))

    def _lead(self, edit: LineEntry) -> None:
        edit.installEventFilter(self.ahead)
        edit.forward.connect(self.forward)
        edit.back.connect(self.backward)
