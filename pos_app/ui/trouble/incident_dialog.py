"""Dialog with the report of unhandled errors, to be copied and sent to support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_SIZE = (820, 480)


class IncidentDialog(QDialog):
    """Non-modal dialog: the next customer can be served meanwhile, and figures typed here go to the
    form."""

    def __init__(self, report: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("incident_dialog")
        self.resize(*_SIZE)
        self._report = report
        self._window = window
        self._what = wrapped(label(Size.LEAD, strong=True, name="incident_what"))
        self._safe = wrapped(label(Size.BODY, name="incident_safe"))
        self._do = wrapped(label(Size.BODY, name="incident_do"))
        self._text = QPlainTextEdit()
        self._text.setObjectName("incident_report")
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self._close = Button("incident_dialog_close")
        self._copy = Button("incident_copy")
        self._close.clicked.connect(self.reject)
        self._copy.clicked.connect(self._copy_report)
        self._arrange()
        self._say()
        self.show_report()
        self._close.setFocus()

    def show_report(self) -> None:
        """Updates the report, and keeps its scroll position."""
        text = self._report()
        if text == self._text.toPlainText():
            return
        bar = self._text.verticalScrollBar()
        at = bar.value()
        self._text.setPlainText(text)
        bar.setValue(at)
        self._copy.set_text(self.tr("Copy the report"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Esc. Other keys go to the form: they are the next customer's."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._window.activateWindow()
        QGuiApplication.sendEvent(self._window.focusWidget() or self._window, event)

    def _copy_report(self) -> None:
        self.show_report()
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.set_text(self.tr("Copied"))

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Error report"))
        self._what.setText(self.tr("Something in the till failed. The till has recorded it."))
        self._safe.setText(self.tr("The sales are safe in the journal, and the till continues."))
        self._do.setText(
            self.tr(
                "Check the last sale before you charge again. If it happens again, copy this "
                "report and send it to technical support: it contains no keys and no full "
                "phone numbers."
            )
        )
        self._text.setAccessibleName(self.tr("Error report"))
        self._close.set_text(self.tr("Close"), self.tr("Close; the till continues"))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.SMALL)
        for part in (self._what, self._safe, self._do):
            column.addWidget(part)
        column.addSpacing(Space.TIGHT)
        column.addWidget(self._text, 1)
        column.addSpacing(Space.TIGHT)
        column.addLayout(buttons_of(self._copy, out=self._close))
