"""A strip under the header for as long as the system's keyring does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.problems import trouble_words

if TYPE_CHECKING:
    from pos_app.ports.journal import TellsTrouble


class KeyringStrip(QFrame):
    """Hidden once it answers. It asks for nothing and takes no key."""

    def __init__(self, keyring: TellsTrouble) -> None:
        super().__init__()
        self.setObjectName("keyring_strip")
        self.setProperty("box", "notice")
        self._keyring = keyring
        self._said = wrapped(label(Size.LABEL, strong=True, name="keyring_trouble"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.TIGHT, Space.EDGE, Space.TIGHT)
        row.addWidget(self._said, 1)
        keyring.listen(lambda _: self._show())
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        trouble = self._keyring.trouble
        self._said.setText(" · ".join(trouble_words(trouble)) if trouble else "")
        self.setVisible(trouble is not None)
