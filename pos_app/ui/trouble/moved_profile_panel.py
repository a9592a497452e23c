"""Panel when the profile comes from another computer: was the till moved, or is it another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from pos_app.domain.errors import TooManyTries, WrongPin
from pos_app.ui.theme.tokens import Size
from pos_app.ui.trouble.choice_panel import ChoicePanel
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.problems import problem_words, trouble_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pos_app.domain.errors import PosError
    from pos_app.ports.backups import MovedProfileService
    from pos_app.ui.theme.theme import CurrentTheme


class ArrivalPanel(ChoicePanel):
    settled = Signal()

    def __init__(self, problem: PosError, where: MovedProfileService, look: CurrentTheme) -> None:
        super().__init__("arrival", look)
        self._problem = problem
        self._where = where
        self._ask = wrapped(label(Size.LEAD, strong=True, name="arrival_ask"))
        self._moved_is = wrapped(label(Size.BODY, name="arrival_moved_is"))
        self._another_is = wrapped(label(Size.BODY, name="arrival_another_is"))
        self._moved = Button("arrival_moved")
        self._another = Button("arrival_another")
        self._arrange((self._ask, self._moved_is, self._another_is), (self._moved, self._another))
        self._say()
        self._moved.clicked.connect(lambda: self._act(where.moved))
        self._another.clicked.connect(lambda: self._act(where.another_till))

    def begin(self) -> None:
        self._offer(ready=False)
        self._tasks.start(self._look(), or_else=self._fail)

    async def _look(self) -> None:
        needs_pin = await self._where.needs_pin()
        if isValid(self):
            self._needs_pin = needs_pin
            self._offer(ready=True)

    def _act(self, answer: Callable[[str], Awaitable[None]]) -> None:
        self._message.hide()
        self._pin.show_error("")
        self._offer(ready=False)
        self._tasks.start(self._settle(answer, self._pin.text), or_else=self._fail)

    async def _settle(self, answer: Callable[[str], Awaitable[None]], pin: str) -> None:
        await answer(pin)
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
        """Puts the focus on no button: neither answer is the usual one."""
        self._show_pin(shown=self._needs_pin and ready)
        for button in (self._moved, self._another, self._close):
            button.setEnabled(ready)
        if ready:
            (self._pin.edit if self._needs_pin else self).setFocus()

    def _say(self) -> None:
        self._what.setText(problem_words(self._problem)[0])
        self._ask.setText(self.tr("Has the till moved to this computer, or is this another till?"))
        self._moved_is.setText(
            self.tr("Moved: the other computer no longer sells. This one continues with its sales.")
        )
        self._another_is.setText(
            self.tr(
                "Another till: both computers sell. This one starts with its own journal and "
                "numbers; sales waiting on the other computer stay there."
            )
        )
        self._pin.set_text(self.tr("Manager's PIN"))
        self._keypad.set_text()
        self._moved.set_text(self.tr("It has moved here"))
        self._another.set_text(self.tr("It is another till"))
        self._close.set_text(self.tr("Close the till"))
