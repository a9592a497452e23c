"""Line edit of the till: Enter goes forward, Esc goes back, grouping never moves the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLineEdit

from pos_app.domain.text.typed_text import clean
from pos_app.ui.qt.constants import BACKSPACE, CONTROL, ENTER, ESCAPE
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.clean_line import keep_clean

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QLabel

_CARET = 8  # and the room that Qt leaves beside it
SPACES = "\u202f\u00a0 "


_INSET = 2  # Qt's, from the edge of a line to its text


def field_title() -> QLabel:
    """Makes the title inside a field's frame, in line with what is typed below it."""
    title = label(Size.LABEL, strong=True, tone="muted")
    title.setContentsMargins(_INSET, 0, 0, 0)
    return title


class EntryFrame(QFrame):
    """Frame around a line and its labels; a touch anywhere in it focuses the line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.line: LineEntry | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.line.setFocus()
        event.accept()


class LineEntry(QLineEdit):
    """Line edit that goes forward on Enter, once however long it is held: a bouncing Enter must not
    order twice."""

    forward = Signal()
    back = Signal()
    focused = Signal(bool)
    has_keys = False  # the screen has a key for every letter that it takes

    def __init__(self, name: str, size: int, *, strong: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font(size, strong=strong))
        self.setProperty("bare", True)
        self.setFrame(False)
        self.setProperty("contextMenuPolicy", 0)  # a till has no context menu
        self._strong = strong
        self._sizes: tuple[int, ...] = (size,)
        keep_clean(self)
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._fit)

    def use_sizes(self, *sizes: int) -> None:
        """Sets the font sizes, large to small: it uses the first that shows the whole text."""
        self._sizes = sizes
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        """Clears the text for good: after Qt's own clear, Ctrl+Z brings it back for the next
        person."""
        self.setText("")

    def grouped(self, text: str) -> str:
        """Returns the text as it is shown while typed; here, unchanged."""
        return text

    def takes(self, letter: str) -> bool:  # noqa: ARG002
        """Returns whether a typed letter belongs here."""
        return True

    def type_in(self, text: str) -> None:
        """Types the text as if by a key, which may stand for several figures; the keypad calls
        this."""
        text = clean(text)
        if text and all(self.takes(letter) for letter in text):
            self.insert(text)
            self._regroup(self.text())

    def erase(self) -> None:
        self._step_over_space()
        self.backspace()
        self._regroup(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._take(event)
        # Paint at once: Qt would paint after all other work of the loop, and while hundreds of
        # sales wait that is sometimes a lot.
        self.repaint()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Ignores composed text while the line is read-only; Qt's own line takes it."""
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
        elif event.modifiers().value == CONTROL:
            super().keyPressEvent(event)  # Qt's own keys; the window has the others
        elif self._is_slip(clean(event.text())):
            event.accept()  # a slip of the finger changes nothing
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
        """Steps over a grouping space: erasing the space alone would put it straight back."""
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
