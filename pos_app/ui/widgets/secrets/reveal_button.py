"""Eye at the end of a line for a secret: shows what is typed there, until it is pressed again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit

from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import TARGET
from pos_app.ui.widgets.basic import Button

_ICON = 20
_ROOM = 32  # that the line's text leaves free


class RevealButton(Button):
    """Button that is there while something is typed. A touch leaves the focus in the line, and
    whoever turns to another page hides the secret again."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(f"{edit.objectName()}_reveal", "inside", edit)
        self._edit = edit
        self.setCheckable(True)
        take_focus(self, TAB_FOCUS)
        edit.installEventFilter(self)
        edit.textChanged.connect(self._follow)
        self.toggled.connect(self._turn)
        self._follow(edit.text())
        self.retranslate()

    def retranslate(self) -> None:
        meaning = (
            self.tr("Hide what is typed") if self.isChecked() else self.tr("Show what is typed")
        )
        self.set_text("", meaning)
        show_tip(self, meaning)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            left = self._edit.width() - TARGET
            self.setGeometry(left, 0, TARGET, self._edit.height())
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.setChecked(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = QRectF(0, 0, _ICON, _ICON)
        where.moveCenter(QRectF(self.rect()).center())
        icon = Icon.EYE_OFF if self.isChecked() else Icon.EYE
        muted = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        paint_icon(painter, icon, where, muted.name())
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _follow(self, text: str) -> None:
        self._edit.setTextMargins(0, 0, _ROOM if text else 0, 0)
        self.setVisible(bool(text))

    def _turn(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's signal has it
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._edit.setEchoMode(mode)
        self.retranslate()
