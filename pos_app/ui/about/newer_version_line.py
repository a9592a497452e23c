"""Newer version line: one quiet sentence, where the supplier has told of a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.qt.plain_text import Text
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.ports.updates.newer_version import TellsNewerVersion


class NewerVersionLine(Text):
    """Hidden until there is something to say. It shows plain text and leads nowhere: whoever looks
    after the computer installs the version."""

    def __init__(self, told: TellsNewerVersion) -> None:
        super().__init__()
        self._told = told
        self.setObjectName("newer_version")
        self.setFont(font(Size.LABEL))
        self.setProperty("tone", "muted")
        self.setWordWrap(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Says what is known now."""
        newer = self._told.newer
        self.setVisible(newer is not None)
        if newer is not None:
            self.setText(filled(self.tr("There is a newer version: {0}"), newer.version))
