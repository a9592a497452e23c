"""In place of the form when the profile came from another computer: moved here, or another till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app import words
from pos_app.domain.errors import TooManyTries, WrongPin
from pos_app.ui.fitting import Headline
from pos_app.ui.icons import Icon
from pos_app.ui.keypad import Keypad
from pos_app.ui.pin_section import pin_field
from pos_app.ui.scrolled import in_the_middle
from pos_app.ui.tasks import Tasks
from pos_app.ui.tokens import Size, Space
from pos_app.ui.tones import Tone
from pos_app.ui.verdict import StateIcon
from pos_app.ui.widgets import Button, box, label, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pos_app.domain.errors import PosError
    from pos_app.ports.copies import SaysWhere
    from pos_app.ui.look import Look

_WIDE = 820
_PAD = (212, 200)
_EDGE = 24


class ArrivalPanel(QWidget):
    close_asked = Signal()
    settled = Signal()

    def __init__(self, problem: PosError, where: SaysWhere, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._problem = problem
        self._where = where
        self._tasks = Tasks()
        self._needs_pin = False
        self._icon = StateIcon(look, Icon.FLAG, 44, ring=True)
        self._icon.tone = Tone.WAIT
        self._what = Headline((32, 28), "arrival")
        self._ask = wrapped(label(Size.LEAD, strong=True, name="arrival_ask"))
        self._moved_is = wrapped(label(Size.BODY, name="arrival_moved_is"))
        self._another_is = wrapped(label(Size.BODY, name="arrival_another_is"))
        self._pin = pin_field("arrival_pin")
        self._keypad = Keypad("arrival_key")
        self._keypad.setFixedSize(*_PAD)
        self._keypad.write_marks_as("", usable=False)
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="arrival_message"))
        self._moved = Button("arrival_moved")
        self._another = Button("arrival_another")
        self._close = Button("arrival_close")
        self._arrange()
        self._say()
        self._moved.clicked.connect(lambda: self._act(where.moved))
        self._another.clicked.connect(lambda: self._act(where.another_till))
        self._close.clicked.connect(self.close_asked)
        self._keypad.touched.connect(self._pin.edit.insert)
        self._keypad.erased.connect(self._pin.edit.backspace)

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
        self._pin.complain("")
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
        what, do = words.trouble_words(error)
        if isinstance(error, (WrongPin, TooManyTries)):
            self._pin.edit.clear()
            self._pin.complain(what)
            return
        self._message.setText(" · ".join(part for part in (what, do) if part))
        self._message.show()

    def _offer(self, *, ready: bool) -> None:
        """No button has the focus at first: neither answer is the usual one."""
        for part in (self._pin, self._keypad):
            part.setVisible(self._needs_pin and ready)
        for button in (self._moved, self._another, self._close):
            button.setEnabled(ready)
        if ready and self._needs_pin:
            self._pin.edit.setFocus()

    def _say(self) -> None:
        self._what.setText(words.problem_words(self._problem)[0])
        self._ask.setText(self.tr("Was the till moved here, or is this another one?"))
        self._moved_is.setText(
            self.tr("Moved: the other computer sells no more. This one goes on with its sales.")
        )
        self._another_is.setText(
            self.tr(
                "Another till: both sell. This one begins with a journal and numbers of its own;"
                " sales that the other one waits for stay with it."
            )
        )
        self._pin.say(self.tr("Manager's PIN"))
        self._keypad.say()
        self._moved.say(self.tr("It was moved here"))
        self._another.say(self.tr("It is another till"))
        self._close.say(self.tr("Close the till"))

    def _arrange(self) -> None:
        self._message.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.WIDE)
        head.addWidget(self._icon)
        head.addWidget(self._what, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        for button in (self._moved, self._another, self._close):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card = box("card")
        card.setFixedWidth(_WIDE)
        column = QVBoxLayout()
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        for part in (self._ask, self._moved_is, self._another_is, self._pin, self._message):
            column.addWidget(part)
        column.addLayout(buttons)
        both = QHBoxLayout(card)
        both.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        both.setSpacing(Space.EDGE)
        both.addLayout(column, 1)
        both.addWidget(self._keypad, 0, Qt.AlignmentFlag.AlignBottom)
        in_the_middle(self, card)
