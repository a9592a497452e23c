"""Panel when the till was moved to another computer: where it is, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from pos_app.domain.errors import TooManyTries, WrongPin
from pos_app.ports.moving.move import MoveFile
from pos_app.ui.theme.tokens import Size
from pos_app.ui.trouble.choice_panel import ChoicePanel
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.problems import problem_words, trouble_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ports.moving.move import MovedTillService
    from pos_app.ui.theme.theme import CurrentTheme


class MovedOutPanel(ChoicePanel):
    settled = Signal()  # the till sells here again

    def __init__(self, problem: PosError, left: MovedTillService, look: CurrentTheme) -> None:
        super().__init__("moved_out", look)
        self._problem = problem
        self._left = left
        self._now = wrapped(label(Size.LEAD, strong=True, name="moved_out_now"))
        self._file = wrapped(label(Size.BODY, name="moved_out_file"))
        self._danger = wrapped(label(Size.BODY, name="moved_out_danger"))
        self._again = Button("moved_out_again")
        self._take = Button("moved_out_take", "danger")
        self._arrange((self._now, self._file, self._danger), (self._again, self._take))
        self._say()
        self._again.clicked.connect(self.begin)
        self._take.clicked.connect(self._take_once)

    def begin(self) -> None:
        """Looks at the file, and completes one that a sudden end has left without its end."""
        self._offer(ready=False)
        self._tasks.start(self._look(), or_else=self._fail)

    async def _look(self) -> None:
        needs_pin = await self._left.needs_pin()
        stands = await self._left.look()
        if isValid(self):
            self._needs_pin = needs_pin
            self._file.setText(self._said_of(stands))
            self._offer(ready=True)

    def _take_once(self) -> None:
        self._message.hide()
        self._pin.show_error("")
        self._offer(ready=False)
        self._tasks.start(self._take_back(self._pin.text), or_else=self._fail)

    async def _take_back(self, pin: str) -> None:
        await self._left.take_back(pin)
        if isValid(self):
            self.settled.emit()

    def _fail(self, error: PosError) -> None:
        if not isValid(self):
            return
        self._offer(ready=True)
        what, do = trouble_words(error)
        if isinstance(error, (WrongPin, TooManyTries)):
            self._pin.edit.clear()
            self._pin.show_error(what)
            return
        self._message.setText(joined(what, do))
        self._message.show()

    def _offer(self, *, ready: bool) -> None:
        """Puts the focus on no button: the usual answer is to close."""
        self._show_pin(shown=self._needs_pin and ready)
        for button in (self._again, self._take, self._close):
            button.setEnabled(ready)
        if ready:
            (self._pin.edit if self._needs_pin else self).setFocus()

    def _said_of(self, stands: MoveFile) -> str:
        said = {
            MoveFile.WHOLE: self.tr("The file is complete, and at its place."),
            MoveFile.AWAY: self.tr("The file is not at its place now."),
            MoveFile.CHANGED: self.tr("Another file lies there, or it was changed: do not use it."),
        }
        return said[stands]

    def _say(self) -> None:
        what, now = problem_words(self._problem)
        self._what.setText(what)
        self._now.setText(now)
        self._danger.setText(
            self.tr(
                "Only if no other computer has opened the till may a manager take it back. "
                "Otherwise two computers charge as one till, and payments are lost."
            )
        )
        self._pin.set_text(self.tr("Manager's PIN"))
        self._keypad.set_text()
        self._again.set_text(self.tr("Check the file"))
        self._take.set_text(self.tr("Sell here again"))
        self._close.set_text(self.tr("Close the till"))
