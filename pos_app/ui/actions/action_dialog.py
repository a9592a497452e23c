"""Base class of the action dialogs: fields, keypad, manager's PIN, and one idempotent attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NoManager,
    NotAllowed,
    PosError,
    TooManyTries,
    WrongPin,
)
from pos_app.ui.onscreen_keys.keypad import Keypad
from pos_app.ui.qt.constants import ENTER, MEANT_KEY
from pos_app.ui.qt.key_rhythm import KeyRhythm
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.line_entry import LineEntry
from pos_app.ui.widgets.sale_id import reservation
from pos_app.ui.widgets.secrets.pin_section import PinSection
from pos_app.words.problems import complaint_words, problem_line, problem_words

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from typing import Any

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLayout

    from pos_app.domain.people.approval import Approval
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ApprovalService, TillService
    from pos_app.ui.widgets.form_field import SettingField

_WIDE, _NARROW = 700, 460
_PAD = (212, 236)
_LAST = {Field.PIN: 1, Field.PIN_AGAIN: 2}


class DialogContext(NamedTuple):
    """References that every action dialog works with."""

    till: TillService
    people: ApprovalService | None
    tasks: GuiTasks
    training: bool
    parent: QWidget


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item else None
        inner = item.layout() if item else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets_of(inner)


class ActionDialog(QDialog):
    """Non-modal dialog for one action on a sale; the next customer can be served meanwhile.

    The button is disabled at once, so that nobody presses it twice. Another try in the same dialog
    uses the same reservation, which the till carries out once.
    """

    acted = Signal(object)  # the result of the action: mostly a Sale

    def __init__(self, name: str, hands: DialogContext) -> None:
        super().__init__(hands.parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{name}_dialog")
        self._name = name
        self._till = hands.till
        self._people = hands.people
        self._tasks = hands.tasks
        self._training = hands.training
        self.reservation = reservation()
        self.title = Headline((26, 22), f"{name}_title")
        self.what = wrapped(label(Size.BODY, tone="muted", name=f"{name}_what"))
        self.message = wrapped(label(Size.LABEL, strong=True, tone="fail", name=f"{name}_message"))
        self.message.hide()
        self.do = Button(f"{name}_do", "main")
        self.back = Button(f"{name}_back")
        self.back.set_text(self.tr("Back"))
        self.keypad = Keypad(f"{name}_key")
        self.pins: PinSection | None = None
        self._fields: dict[Field, SettingField] = {}
        self._typing: QLineEdit | None = None
        self._rhythm = KeyRhythm()
        self._mark = ""
        self._asked: QLayout | None = None
        self._put_aside: list[QWidget] = []  # hidden while the first PIN is made
        self.do.clicked.connect(self.act)
        self.back.clicked.connect(self.reject)

    # --- for subclasses ---------------------------------------------------------------------------

    def action(self) -> Coroutine[Any, Any, object]:
        """Starts what the button does. Raises BadInput for unusable input, before anything
        begins."""
        raise NotImplementedError

    def ask_pin(self) -> PinSection:
        """Adds a field for the PIN of a manager."""
        assert self._people is not None  # noqa: S101 - no action that needs one is offered without
        self.pins = PinSection(self._name, self._people, self._tasks, training=self._training)
        self.pins.ready.connect(self.do.setEnabled)
        self.pins.ready.connect(self._make_room)
        self._fields[Field.PIN] = self.pins.pin
        return self.pins

    def typed_pin(self) -> str:
        """Returns the PIN in the field. Raises BadInput where there is none."""
        assert self.pins is not None  # noqa: S101
        if not self.pins.pin.text:
            raise BadInput(Field.PIN, InputProblem.PIN_NOT_FIGURES, "4-8")
        return self.pins.pin.text

    async def approve(self, pin: str) -> Approval:
        assert self._people is not None  # noqa: S101
        return await self._people.approve(pin)

    def arrange(self, fields: dict[Field, SettingField], body: QLayout, mark: str = "") -> None:
        """Lays out the fields, by the names that errors use. The keypad types into the focused one.

        `mark` is the decimal mark of the amount.
        """
        # The PIN comes last, wherever it was asked for: Enter in it starts the action.
        known = fields | self._fields
        self._fields = dict(sorted(known.items(), key=lambda item: _LAST.get(item[0], 0)))
        self._mark = mark
        wide, tall = _PAD
        self.keypad.setFixedSize(wide, tall)
        self.keypad.set_compact(closely=Field.AMOUNT in fields)
        self.keypad.touched.connect(self._touch)
        self.keypad.erased.connect(self._erase)
        self.keypad.set_text()
        edits = [field.edit for field in self._fields.values()]
        edits += [field.edit for field in self.pins.edits()] if self.pins else []
        for edit in dict.fromkeys(edits):
            edit.installEventFilter(self)
            if isinstance(edit, LineEntry):
                edit.forward.connect(lambda edit=edit: self._forward(edit))
                edit.back.connect(self.reject)
            else:
                edit.returnPressed.connect(lambda edit=edit: self._forward(edit))
        self.setFixedWidth(_WIDE if edits else _NARROW)
        self._asked = body
        self._place(body)
        self.keypad.setVisible(bool(edits))  # only here: alone it would be a window of its own
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._mark_keys()

    def answers(self) -> bool:
        """Returns whether an Enter in the last field may start the action: somebody has typed in
        this dialog, if only a PIN."""
        return True

    # --- the action -------------------------------------------------------------------------------

    def act(self) -> None:
        if not self.do.isEnabled():
            return
        self.show_message("")
        for field in self._fields.values():
            field.show_error("")
        try:
            work = self.action()
        except BadInput as error:
            self._complain(error)
            return
        self.do.setEnabled(False)
        self._tasks.start(self._carry_out(work), or_else=self._failed)

    def show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fits the height to the words at this width; Qt does that only once."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _make_room(self, ready: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Hides everything but the first PIN while nobody has one yet."""
        if ready:
            for part in self._put_aside:
                part.show()
            self._put_aside = []
        elif not self._put_aside and self._asked is not None:
            parts = [part for part in _widgets_of(self._asked) if part is not self.pins]
            self._put_aside = [part for part in parts if not part.isHidden()]
            for part in self._put_aside:
                part.hide()
        self._fit()

    async def _carry_out(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            come_of_it = await work
        except NotAllowed:
            # This reservation is in the journal already: its sale is the result.
            known = await self._till.journal.sale(self.reservation)
            if known is None:
                raise
            come_of_it = known
        if isValid(self):
            self.conclude(come_of_it)

    def conclude(self, come_of_it: object) -> None:
        """Tells what has come of the action, and closes the dialog."""
        self.acted.emit(come_of_it)
        self.accept()

    def _failed(self, error: PosError) -> None:
        if isValid(self):
            self.do.setEnabled(True)
            self.fail(error)

    def fail(self, error: PosError) -> None:
        """Shows the error at its field or at the button, and keeps what was typed."""
        if isinstance(error, BadInput):
            self._complain(error)
        elif isinstance(error, NoManager) and self.pins:
            self.pins.ask_first()
        elif isinstance(error, WrongPin | TooManyTries) and self.pins:
            self.pins.pin.edit.clear()
            self.pins.pin.show_error(problem_words(error)[0])
            self.pins.pin.edit.setFocus()
            self._fit()
        else:
            self.show_message(problem_line(error))

    def _complain(self, error: BadInput) -> None:
        said = complaint_words(error.complaint, error.value)
        field = self._fields.get(error.field)
        if field is None:
            self.show_message(said)
            return
        field.show_error(said)
        field.edit.setFocus()
        self._fit()

    # --- input ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._typing = watched
            self._mark_keys()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._rhythm.hear(event)
            if event.key() in ENTER and event.isAutoRepeat():
                return True  # one Enter is one answer, however long it is held
            if event.text() == MEANT_KEY and watched in self._amounts():
                QGuiApplication.sendEvent(self, event)  # no amount has it
                return True
        return super().eventFilter(watched, event)

    def _amounts(self) -> list[QLineEdit]:
        amount = self._fields.get(Field.AMOUNT)
        return [amount.edit] if amount else []

    def _forward(self, edit: QLineEdit) -> None:
        """Enter: goes to the next empty field, or starts the action."""
        if self._rhythm.is_machines:
            self._doubt_scan(edit)
            return
        if self.pins and not self.pins.pin.isVisible():
            self.focusNextChild()
            return
        fields = [field.edit for field in self._fields.values()]
        later = fields[fields.index(edit) + 1 :] if edit in fields else []
        empty = [field for field in later if field.isVisible() and not field.text()]
        if empty:
            empty[0].setFocus()
        elif self.answers():
            self.act()

    def _doubt_scan(self, edit: QLineEdit) -> None:
        """Ignores the Enter of a scanner and selects the scanned text. A second Enter, by hand,
        confirms it."""
        fields = [*self._fields.values(), *(self.pins.edits() if self.pins else ())]
        for field in fields:
            if field.edit is edit:
                field.show_error(
                    self.tr("This looks like a barcode scan: press Enter again to confirm")
                )
        edit.selectAll()
        self._fit()

    def _meant(self) -> QLineEdit | None:
        """Returns the field that the keypad types into: the focused one, or the last that was."""
        focused = self.focusWidget()
        return focused if isinstance(focused, QLineEdit) else self._typing

    def _touch(self, figure: str) -> None:
        edit = self._meant()
        if isinstance(edit, LineEntry):
            edit.type_in(figure)
        elif edit:
            edit.insert(figure)

    def _erase(self) -> None:
        edit = self._meant()
        if isinstance(edit, LineEntry):
            edit.erase()
        elif edit:
            edit.backspace()

    def _mark_keys(self) -> None:
        amount = self._fields.get(Field.AMOUNT)
        usable = bool(self._mark) and amount is not None and self._typing is amount.edit
        self.keypad.write_marks_as(self._mark, usable=usable)
        if isinstance(amount, AmountField):
            self.keypad.offer_noughts(amount.entry.currency.value.noughts, usable=usable)

    def _place(self, body: QLayout) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addWidget(self.title)
        left.addWidget(self.what)
        left.addLayout(body)
        left.addStretch(1)
        left.addWidget(self.message)
        left.addLayout(buttons_of(self.do, out=self.back))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        row.setSpacing(Space.EDGE)
        row.addLayout(left, 1)
        row.addWidget(self.keypad, 0, Qt.AlignmentFlag.AlignBottom)
