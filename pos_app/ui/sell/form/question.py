"""Non-modal question in the Charge button's place; open sales go on beside it.

Enter chooses the answer that moves no money. The other answer takes another key, or a touch once
somebody can have read the question. Typing anything else withdraws the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.ui.qt.constants import ESCAPE, MEANT_KEY
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

READ = 1000  # milliseconds that it takes to read it: a second tap was meant for the
# Charge button that stood here


class Question(QFrame):
    meant = Signal()  # yes, all the same
    left = Signal()  # back to the form

    def __init__(self, name: str, safe: str, meant: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("box", "doubt")
        prefix = name.split("_", maxsplit=1)[0]
        self.what = wrapped(label(Size.LABEL, strong=True, tone="doubt", name=f"{prefix}_what"))
        self.safe = Button(f"{prefix}_{safe}", "main")
        self._meant = Button(f"{prefix}_{meant}")
        self._meant.clicked.connect(self.meant)
        self._read = QTimer(self, singleShot=True)
        self._read.timeout.connect(lambda: self._meant.setEnabled(True))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(self.safe, 1)
        buttons.addWidget(self._meant, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.NORMAL, Space.SMALL, Space.NORMAL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.what)
        column.addLayout(buttons)
        self.hide()

    @property
    def is_read(self) -> bool:
        """Returns whether it was there long enough to be read."""
        return self._meant.isEnabled()

    def pose(self, milliseconds: int) -> None:
        """Shows the question, and gives these milliseconds to read it."""
        self._meant.setEnabled(False)
        self._read.start(milliseconds)
        self.show()
        if self.isVisible():  # not behind the lock
            self.safe.setFocus()

    def say_meant(self, words: str) -> None:
        self._meant.set_text(f"{words}  [{MEANT_KEY}]", words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == ESCAPE:
            self.left.emit()
        elif event.text() == MEANT_KEY:
            self.meant.emit()
        else:
            super().keyPressEvent(event)
