"""Line edit of the till: Enter goes forward, Esc goes back, grouping never moves the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLineEdit

from pos_app.domain.text.typed_text import clean
from pos_app.ui.qt.constants import BACKSPACE, ENTER, ESCAPE
from pos_app.ui.theme.theme import font
from pos_app.ui.widgets.clean_line import keep_clean

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
    )

_CARET = 8  # and what Qt leaves free beside it
SPACES = "\u202f\u00a0 "


class EntryFrame(QFrame):
    """The frame around a line with its words: a touch anywhere in it types into the line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.line: LineEntry | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.line.setFocus()
        event.accept()


class LineEntry(QLineEdit):
    """Held keys go forward once: a bouncing Enter must not become a second order."""

    forward = Signal()
    back = Signal()
    focused = Signal(bool)
    has_keys = False  # on the screen, for every letter that it takes

    def __init__(self, name: str, size: int, *, strong: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font(size, strong=strong))
        self.setProperty("bare", True)
        self.setFrame(False)
        self.setProperty("contextMenuPolicy", 0)  # a till has no menu of the right button
        self._strong = strong
        self._sizes: tuple[int, ...] = (size,)
        keep_clean(self)
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._fit)

    def use_sizes(self, *sizes: int) -> None:
        """From large to small: the first is used with which the whole text is seen."""
        self._sizes = sizes
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        """For good: what Qt's own clears, Ctrl+Z brings back for the next person to read."""
        self.setText("")

    def grouped(self, text: str) -> str:
        """The text as it is shown while it is typed. Here: as it is."""
        return text

    def takes(self, letter: str) -> bool:  # noqa: ARG002
        """Whether a typed letter belongs here."""
        return True

    def type_in(self, letter: str) -> None:
        """As if the key had been pressed here; used by the keypad."""
        letter = clean(letter)
        if letter and self.takes(letter):
            self.insert(letter)
            self._regroup(self.text())

    def erase(self) -> None:
        self._step_over_space()
        self.backspace()
        self._regroup(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._take(event)
        # The finger's work is seen at once: Qt would paint after all that the loop has to do, and
        # while hundreds of sales wait that is a lot at times.
        self.repaint()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt's own line takes what was composed even while it is only to be read."""
        if self.isReadOnly():
            event.ignore()
        else:
            super().inputMethodEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.forward.emit()
        elif event.key() == ESCAPE:
            if not event.isAutoRepeat():
                self.back.emit()
        elif event.key() == BACKSPACE and not event.modifiers():
            self.erase()
        elif self._is_slip(clean(event.text())):
            event.accept()  # of the finger: it changes nothing
        else:
            super().keyPressEvent(event)

    def _is_slip(self, text: str) -> bool:
        return len(text) == 1 and text.isprintable() and not self.takes(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _fit(self) -> None:
        for size in self._sizes:
            face = font(size, strong=self._strong)
            wide = QFontMetrics(face).horizontalAdvance(self.text()) if self.text() else 0
            if wide + _CARET <= self.width():
                break
        if self.font() != face:
            self.setFont(face)

    def _step_over_space(self) -> None:
        """Erasing a grouping space alone would put it straight back."""
        at = self.cursorPosition()
        if not self.hasSelectedText() and at > 1 and self.text()[at - 1] in SPACES:
            self.setCursorPosition(at - 1)

    def _regroup(self, text: str) -> None:
        shown = self.grouped(text)
        if shown == self.text():
            return
        kept = sum(letter not in SPACES for letter in text[: self.cursorPosition()])
        self.setText(shown)
        at = 0
        while kept and at < len(shown):
            kept -= shown[at] not in SPACES
            at += 1
        self.setCursorPosition(at)
