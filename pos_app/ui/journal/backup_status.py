"""Line that says when the journal was last backed up and what the backups take.

It warns when that is too long ago, and before their disk is full.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from pos_app.domain.errors import JournalUnsound
from pos_app.ui.format import times
from pos_app.ui.qt.plain_text import Text
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import restyle, wrapped
from pos_app.words.backups import held_words, shortage_words
from pos_app.words.problems import problem_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from datetime import tzinfo

    from PySide6.QtGui import QHideEvent, QShowEvent

    from pos_app.ports.backups import BackupService, CopyState

_MINUTE = 60_000  # milliseconds
_OLD = timedelta(days=2)  # one day without a backup is usual: the USB stick was left at home


class CopyLine(Text):
    def __init__(self, copies: BackupService, wall: tzinfo) -> None:
        super().__init__()
        self.setObjectName("copy_line")
        self.setFont(font(Size.LABEL))
        wrapped(self)
        self._copies = copies
        self._wall = wall
        copies.listen(lambda _: self.retranslate())
        self._minutes = QTimer(self)
        self._minutes.setInterval(_MINUTE)
        self._minutes.timeout.connect(self.retranslate)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Says it anew, and each minute: "today" becomes yesterday while nobody makes a copy."""
        super().showEvent(event)
        self.retranslate()
        self._minutes.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minutes.stop()

    def retranslate(self) -> None:
        state = self._copies.state
        self.setText(self._said(state))
        is_old = state.made_at is None or abs(times.now() - state.made_at) > _OLD
        is_short = state.room is not None and state.room.is_short
        restyle(self, tone="wait" if is_short or (state.problem and is_old) else "muted")

    def _said(self, state: CopyState) -> str:
        if state.made_at is None:
            made = self.tr("No backup yet")
        else:
            at = times.when(state.made_at, times.now(), self._wall)
            made = filled(self.tr("Last backup: {0}"), at)
        what, do = problem_words(state.problem) if state.problem else ("", "")
        why = f"{what}. {do}" if isinstance(state.problem, JournalUnsound) else what
        room = state.room
        return joined(made, (shortage_words(room) or held_words(room)) if room else "", why)
