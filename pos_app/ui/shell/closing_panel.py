"""Panel shown while the window closes: what it waits for, and a button to close at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt

from pos_app.ui.theme.icons import Icon
from pos_app.ui.trouble.notice_panel import NoticePanel
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from pos_app.ui.theme.theme import CurrentTheme


class ClosingPanel(NoticePanel):
    """Asks to close now, without the backup, when its button is pressed."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__("closing", Icon.CLOCK, look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._now = Button("closing_now")
        self._now.clicked.connect(lambda: self._now.setEnabled(False))
        self._arrange(button=self._now)
        self.retranslate()

    def begin(self) -> None:
        """Puts the focus on no button: the last typed key is no answer."""
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._what.setText(self.tr("Making a backup of the journal"))
        self._do.setText(
            self.tr(
                "The window closes when the backup is done. Without it nothing is lost: the "
                "till makes one the next time it opens."
            )
        )
        self._now.set_text(self.tr("Close without the backup"))
