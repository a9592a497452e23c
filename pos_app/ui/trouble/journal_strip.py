"""A strip under the header for as long as the journal cannot be written on, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos_app.domain.errors import JournalDamaged, JournalReplaced
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.problems import trouble_words

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ports.journal import TellsTrouble

# What does not pass by itself, and has its own way out.
_LASTING = (JournalDamaged, JournalReplaced)


class JournalStrip(QFrame):
    """Hidden while all is well. It asks for nothing and takes no key."""

    def __init__(self, journal: TellsTrouble) -> None:
        super().__init__()
        self.setObjectName("journal_strip")
        self.setProperty("box", "notice")
        self._journal = journal
        self._said = wrapped(label(Size.LABEL, strong=True, name="journal_trouble"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.TIGHT, Space.EDGE, Space.TIGHT)
        row.addWidget(self._said, 1)
        journal.listen(lambda _: self._show())
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        trouble = self._journal.trouble
        self._said.setText(self._words(trouble) if trouble else "")
        self.setVisible(trouble is not None)

    def _words(self, trouble: PosError) -> str:
        what, do = trouble_words(trouble)
        if isinstance(trouble, _LASTING):
            return f"{what} · {do}"
        meanwhile = self.tr("Nothing can be charged meanwhile.")
        return f"{what} · {meanwhile} {do}"
