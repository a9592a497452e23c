"""In the place of the one big button: a charge that looks like the second of a sale that is there.

Enter looks at that sale, however often it is pressed. To charge all the same takes another key, or
a finger; typing anything else takes the question back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app import words
from pos_app.ui import telling
from pos_app.ui.numbers import ESCAPE
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import Button, label, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.sale import Sale

AGAIN_KEY = "+"  # is on every pad of figures
READ = 1000  # milliseconds, before which nobody can have read it: the second tap of two meant the
# big button that stood here


class SecondCharge(QFrame):
    """Nothing is modal: the sale that it speaks of is followed at the right meanwhile."""

    seen = Signal()  # it is that sale: nothing more is to be charged
    meant = Signal()  # charge all the same
    left = Signal()  # back to what was typed

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("second_charge")
        self.setProperty("box", "doubt")
        self.first: Sale | None = None
        self._what = wrapped(label(Size.LABEL, strong=True, tone="doubt", name="second_what"))
        self._see = Button("second_see", "main")
        self._again = Button("second_again")
        self._see.clicked.connect(self.seen)
        self._again.clicked.connect(self.meant)
        self._read = QTimer(self, singleShot=True)
        self._read.timeout.connect(lambda: self._again.setEnabled(True))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(self._see, 1)
        buttons.addWidget(self._again, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.NORMAL, Space.SMALL, Space.NORMAL, Space.NORMAL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._what)
        column.addLayout(buttons)
        self.hide()

    def ask(self, first: Sale) -> None:
        self.first = first
        self.retranslate()
        self._again.setEnabled(False)
        self._read.start(READ)
        self.show()
        if self.isVisible():  # not behind the lock
            self._see.setFocus()

    def hear(self, sale: Sale) -> None:
        """What became of that sale meanwhile is said, and nothing moves under the hand."""
        if self.first is not None and self.first.id == sale.id:
            self.first = sale
            self.retranslate()

    def retranslate(self) -> None:
        if self.first is None:
            return
        self._what.setText(words.first_words(self.first))
        self._see.say(self.tr("See sale {0}").format(telling.number_of(self.first)))
        again = self.tr("Charge again all the same")
        self._again.say(f"{again}  [{AGAIN_KEY}]", again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == ESCAPE:
            self.left.emit()
        elif event.text() == AGAIN_KEY:
            self.meant.emit()
        else:
            super().keyPressEvent(event)
