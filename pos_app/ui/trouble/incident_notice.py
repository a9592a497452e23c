"""Notice at the top of the window after an unhandled error.

It covers no amount, takes no key, and stays until somebody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.ui.trouble.incident_dialog import IncidentDialog

_WIDE = 436
_HIGH = 56  # the header's, whose lights it covers


class IncidentNotice(QFrame):
    """One notice, however many errors there are. A press shows the report."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("incident_notice")
        self.setProperty("box", "notice")
        self._window = window
        self._report: Callable[[], str] = str
        self._dialog: IncidentDialog | None = None
        self._said = wrapped(label(Size.LABEL, strong=True, name="incident_said"))
        self._look = Button("incident_look")
        self._close = Button("incident_close", "quiet")
        for button in (self._look, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the focus where it is
        self._look.clicked.connect(self._open)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NORMAL, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._said, 1)
        row.addWidget(self._look)
        row.addWidget(self._close)
        window.installEventFilter(self)
        self._retranslate()
        self._place()

    def show_report(self, report: Callable[[], str], *, is_new: bool) -> None:
        """Updates the report. Only a new error shows the notice again after somebody has closed
        it."""
        self._report = report
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_report()
        elif is_new:
            self.show()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _open(self) -> None:
        from pos_app.ui.trouble.incident_dialog import IncidentDialog  # noqa: PLC0415 - on first use

        self.hide()
        self._dialog = IncidentDialog(self._report, self._window)
        self._dialog.show()

    def _place(self) -> None:
        wide = min(_WIDE, self._window.width())
        self.setGeometry(self._window.width() - wide, 0, wide, _HIGH)

    def _retranslate(self) -> None:
        said = self.tr("Something failed. Check the last sale before charging again.")
        self._said.setText(said)
        self.setAccessibleName(said)
        self._look.set_text(self.tr("Details"), self.tr("Details of the error"))
        self._close.set_text("✕", self.tr("Close this notice"))
