"""PIN section of a dialog: asks for the manager's PIN, or makes the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.errors import BadInput, PosError
from pos_app.domain.people.pins import MOST
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.form_field import SettingField
from pos_app.words.problems import problem_words

if TYPE_CHECKING:
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ApprovalService

_FIGURES = "0123456789"
_OF_A_CODE = 24


def pin_field(name: str, *, or_code: bool = False) -> SettingField:
    """Makes a field for a PIN. With `or_code` it also takes the recovery code, with or without
    gaps."""
    field = SettingField(name, secret=True)
    if or_code:
        keep_clean(field.edit, longest=_OF_A_CODE, letters=f"{_FIGURES} ")
    else:
        keep_clean(field.edit, longest=MOST, letters=_FIGURES)
    field.edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    return field


class PinSection(QWidget):
    """Section that asks for a PIN; while there is no manager, it makes the first PIN before."""

    ready = Signal(bool)  # True: a PIN can be typed

    def __init__(
        self, name: str, people: ApprovalService, tasks: GuiTasks, *, training: bool
    ) -> None:
        super().__init__()
        self._people = people
        self._tasks = tasks
        self._training = training
        self.pin = pin_field(f"{name}_pin")
        self._first = wrapped(label(Size.BODY, strong=True, name=f"{name}_first"))
        self._who = SettingField(f"{name}_first_name")
        self._new = pin_field(f"{name}_first_pin")
        self._again = pin_field(f"{name}_first_again")
        self._give = Button(f"{name}_first_give")
        self._give.clicked.connect(self._give_once)
        self._arrange()
        self._say()
        self._show_first(wanted=False)
        tasks.start(self._look(), or_else=self._fail)

    def edits(self) -> list[SettingField]:
        """Returns the fields that take figures."""
        return [self.pin, self._new, self._again]

    def ask_first(self) -> None:
        """Offers the first PIN right here, since nobody has one yet."""
        self._show_first(wanted=True)
        self._who.edit.setFocus()

    # --- inside -----------------------------------------------------------------------------------

    async def _look(self) -> None:
        known = await self._people.has_manager()
        if isValid(self) and not known:
            self.ask_first()

    def _give_once(self) -> None:
        for field in (self._who, self._new, self._again):
            field.show_error("")
        if not self._who.text:
            self._who.show_error(self.tr("Type the manager's name"))
            self._who.edit.setFocus()
        elif self._new.text != self._again.text:
            self._again.show_error(self.tr("The PINs do not match"))
            self._again.edit.setFocus()
        else:
            self._give.setEnabled(False)
            self._tasks.start(self._keep(self._who.text, self._new.text), or_else=self._fail)

    async def _keep(self, name: str, pin: str) -> None:
        await self._people.give_pin(name, pin)
        if not isValid(self):
            return
        self._give.setEnabled(True)
        self._show_first(wanted=False)
        self.pin.edit.setText(pin)
        self.pin.edit.setFocus()

    def _fail(self, error: PosError) -> None:
        if not isValid(self):
            return
        self._give.setEnabled(True)
        where = self._new if isinstance(error, BadInput) else self._again
        where.show_error(problem_words(error)[0])
        where.edit.setFocus()

    def _show_first(self, *, wanted: bool) -> None:
        for part in (self._first, self._who, self._new, self._again, self._give):
            part.setVisible(wanted)
        self.pin.setVisible(not wanted)
        self.ready.emit(not wanted)

    def _say(self) -> None:
        known = self.tr("Training: the PIN is 0000") if self._training else ""
        self.pin.set_text(self.tr("Manager's PIN"), known)
        self._first.setText(self.tr("Nobody has a PIN yet. Create the manager's:"))
        self._who.set_text(self.tr("Name"))
        self._who.edit.setText(self.tr("Manager"))
        self._new.set_text(self.tr("New PIN"), self.tr("4 to 8 digits"))
        self._again.set_text(self.tr("Repeat"))
        self._give.set_text(self.tr("Save this PIN"))

    def _arrange(self) -> None:
        twice = QHBoxLayout()
        twice.setSpacing(Space.SMALL)
        for field in (self._new, self._again):
            twice.addWidget(field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.pin)
        column.addWidget(self._first)
        column.addWidget(self._who)
        column.addLayout(twice)
        column.addWidget(self._give)
