"""Basic widgets (button, label, box, rule), each named and readable by a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.constants import ENTER, TAB_FOCUS, take_focus
from pos_app.ui.qt.plain_text import Text
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLabel


_FINGER = QSize(TARGET, TARGET)


class Button(QPushButton):
    """A button that Enter presses too, once however long it is held.

    It keeps the focus while it is disabled, as most are until their press is answered; its keys go
    to the screen meanwhile. Qt would hand the focus to whatever stands next.
    """

    def __init__(self, name: str, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumHeight(TARGET)
        if kind:
            self.setProperty("kind", kind)

    def set_text(self, text: str, meaning: str = "") -> None:
        """Sets the text, and the accessible name where that differs."""
        self.setText(shown(text))
        self.setAccessibleName(shown(meaning or text))

    def sizeHint(self) -> QSize:
        """Makes the button at least as wide as a finger. A minimum width would let a layout cut the
        text."""
        return super().sizeHint().expandedTo(_FINGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's
        return not self.isEnabled() or super().focusNextPrevChild(next)


class Option(Button):
    """An on/off button beside the fields.

    A touch leaves the focus in its field. Space turns the option, and Enter goes forward from here
    as from anywhere else.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, "toggle")
        self.setCheckable(True)
        take_focus(self, TAB_FOCUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()  # for the screen
            return
        super().keyPressEvent(event)


def label(size: int = Size.BODY, *, strong: bool = False, tone: str = "", name: str = "") -> QLabel:
    """Makes a line of text of one size and one tone."""
    text = Text()
    text.setFont(font(size, strong=strong))
    if tone:
        text.setProperty("tone", tone)
    if name:
        text.setObjectName(name)
    return text


def wrapped(text: QLabel) -> QLabel:
    """Lets the label take as many lines as it needs."""
    text.setWordWrap(True)
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return text


def box(kind: str, name: str = "") -> QFrame:
    frame = QFrame()
    frame.setProperty("box", kind)
    if name:
        frame.setObjectName(name)
    return frame


def crowd(field: QFrame, *, closely: bool) -> None:
    """Sets the margins inside a field's frame, smaller ones for a small screen."""
    layout = field.layout()
    if layout is not None:
        edges = layout.contentsMargins()
        above = Space.TIGHT if closely else Space.SMALL
        layout.setContentsMargins(edges.left(), above, edges.right(), above)


def rule() -> QFrame:
    """Makes a thin line between two parts."""
    line = box("line")
    line.setFixedHeight(1)
    return line


def restyle(widget: QWidget, **properties: object) -> None:
    """Sets the properties that the style sheet reads, and styles the widget again."""
    changed = False
    for name, value in properties.items():
        if (widget.property(name) or False) != (value or False):
            widget.setProperty(name, value)
            changed = True
    # Qt styles a hidden widget when it first shows it. Asking for a style loads every enum of Qt,
    # which the first paint has no time for.
    if changed and widget.window().isVisible():
        widget.style().unpolish(widget)
        widget.style().polish(widget)
