"""Qt's enum values as plain numbers, for code that runs before the first paint.

The first access to any name inside `Qt` makes all of its hundreds of names: a tenth of the start.
Painting functions take numbers anyway, and a property can be set by its number. A test compares
them with Qt's own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

# Keys, as QKeyEvent.key() gives them
ESCAPE = 0x01000000
BACKSPACE = 0x01000003
ENTER = (0x01000004, 0x01000005)
F1 = 0x01000030
F10 = 0x01000039
F11 = 0x0100003A
F12 = 0x0100003B
ONE = 0x31
PRINT_KEY = 0x50  # P
CONTROL = 0x04000000  # among the modifiers
# The key that says "yes, all the same" where Enter is the harmless answer: every numeric keypad has
# it.
MEANT_KEY = "+"

# Alignment and wrapping, as QPainter.drawText takes them
LEFT = 0x0001
RIGHT = 0x0002
TOP = 0x0020
BOTTOM = 0x0040
MIDDLE = 0x0080
CENTRE = 0x0084

NO_FOCUS = 0
TAB_FOCUS = 1
PLAIN_TEXT = 0


def align(widget: QLabel | QLineEdit, alignment: int) -> None:
    widget.setProperty("alignment", alignment)


def take_focus(widget: QWidget, policy: int) -> None:
    widget.setProperty("focusPolicy", policy)
