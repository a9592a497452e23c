"""Form field: a name, a line to type into, and the error at the field itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pos_app.ui.qt.constants import ENTER
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SteadyLine(QLineEdit):
    """Line of a form where Enter leads on: a key still held from the place before leads no
    further."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.isAutoRepeat():
            event.accept()
            return
        super().keyPressEvent(event)


class SettingField(QWidget):
    """Field that hides the text of a `secret`. In an `exact` text every character counts, as in a
    passphrase."""

    changed = Signal()  # it holds another text, whoever has changed it

    def __init__(
        self,
        name: str,
        *,
        secret: bool = False,
        exact: bool = False,
        edit: QLineEdit | None = None,
    ) -> None:
        super().__init__()
        self.edit = edit or SteadyLine()
        if edit is None and not exact:
            keep_clean(self.edit)
        self.edit.setObjectName(name)
        self.edit.setFont(font(Size.BODY))
        self.edit.setMinimumHeight(TARGET)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._title.setBuddy(self.edit)
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        for part in (self._title, self.edit, self._complaint):
            column.addWidget(part)
        column.addStretch(1)  # in line with its neighbour, whose complaint makes the row taller
        self.edit.textEdited.connect(lambda: self.show_error(""))
        self.edit.textChanged.connect(self.changed)

    @property
    def text(self) -> str:
        return self.edit.text().strip()

    @property
    def control(self) -> QWidget:
        return self.edit

    def put(self, text: str) -> None:
        """Puts a text into the field; unlike Qt's `clear`, nobody can undo it."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def set_text(self, title: str, placeholder: str = "") -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(placeholder)

    def show_error(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)
        restyle(self.edit, wrong=bool(words))
