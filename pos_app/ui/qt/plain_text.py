"""Plain-text labels, tooltips and message boxes: Qt must not read their text as HTML.

Qt takes a label's text, and any tooltip, for HTML where it looks like it, draws what it describes
and opens the files that it names. Text from a provider or a shop is never markup: every label is a
`Text`, and every tooltip is set by `show_tip` or comes from `tip`. A test forbids the other ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QLabel, QToolTip

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.constants import PLAIN_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

# No tooltip can be set to plain text: text that might look like markup is written as markup.
_MARKS: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"}
_ESCAPES = str.maketrans(dict(_MARKS))


class Text(QLabel):
    """A label that shows its text letter by letter."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)

    def setText(self, text: str) -> None:
        super().setText(shown(text))


class _HasTip(Protocol):
    def setToolTip(self, text: str, /) -> None: ...


def tip(text: str) -> str:
    """Returns a tooltip that reads as the text does."""
    seen = shown(text)
    return f"<span>{seen.translate(_ESCAPES)}</span>" if "<" in seen or "&" in seen else seen


def show_tip(widget: _HasTip, text: str) -> None:
    widget.setToolTip(tip(text))


def say_below(widget: QWidget, text: str) -> None:
    """Shows the text below the widget for some seconds, even while somebody types."""
    below = widget.mapToGlobal(widget.rect().bottomLeft())
    QToolTip.showText(below, tip(text), widget)


def alarm(title: str, text: str) -> None:
    """Shows the text in a box where there is no window; returns when it has been read."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - seldom

    box = QMessageBox(QMessageBox.Icon.Critical, title, shown(text))
    box.setProperty("textFormat", PLAIN_TEXT)
    box.exec()
