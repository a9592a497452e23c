"""Place of a popup: where it is wanted, and inside the window."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget


def place_popup(popup: QWidget, wanted: QPoint, button: QWidget) -> None:
    """Moves the popup to the wanted corner, or as far from it as the window of the button needs:
    what lies below the edge of the screen can be neither read nor touched."""
    window = button.window()
    room = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
    left = min(wanted.x(), room.right() + 1 - popup.width())
    top = min(wanted.y(), room.bottom() + 1 - popup.height())
    popup.move(max(room.left(), left), max(room.top(), top))
