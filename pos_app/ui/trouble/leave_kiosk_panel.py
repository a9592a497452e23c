"""Panel that asks for a manager's PIN before a panel of a kiosk closes the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from pos_app.ui.theme.tokens import Size
from pos_app.ui.trouble.choice_panel import ChoicePanel
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ports.people import LeavesKiosk
    from pos_app.ui.theme.theme import CurrentTheme


class LeaveKioskPanel(ChoicePanel):
    """Panel over the one that was there; `close_asked` leads back to it."""

    allowed = Signal()

    def __init__(self, door: LeavesKiosk, look: CurrentTheme) -> None:
        super().__init__("leave_kiosk", look)
        self._door = door
        self._only = wrapped(label(Size.LEAD, name="leave_kiosk_only"))
        self._leave = Button("leave_kiosk_do", "main")
        self._arrange((self._only,), (self._leave,))
        self._what.setText(self.tr("Leave the kiosk"))
        self._only.setText(self.tr("Only a manager can do this."))
        self._pin.set_text(self.tr("Manager's PIN"))
        self._keypad.set_text()
        self._leave.set_text(self.tr("Close the till"))
        self._close.set_text(self.tr("Back"))
        self._leave.clicked.connect(self._leave_once)
        self._pin.edit.returnPressed.connect(self._leave.click)

    def begin(self) -> None:
        """Asks whether anybody has a PIN; where nobody has, the way is open."""
        self._tasks.start(self._look(), or_else=self._fail)

    async def _look(self) -> None:
        needs_pin = await self._door.needs_pin()
        if not isValid(self):
            return
        if needs_pin:
            self._pin.edit.setFocus()
        else:
            self.allowed.emit()

    def _leave_once(self) -> None:
        self._leave.setEnabled(False)
        self._pin.show_error("")
        self._tasks.start(self._ask(self._pin.text), or_else=self._fail)

    async def _ask(self, pin: str) -> None:
        await self._door.allow(pin)
        if isValid(self):
            self.allowed.emit()

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self._leave.setEnabled(True)
            self._pin.edit.clear()
            self._pin.show_error(problem_line(error))
            self._pin.edit.setFocus()
