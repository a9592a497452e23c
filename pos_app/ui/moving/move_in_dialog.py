"""Dialog of a new till that is to be one that was moved out elsewhere: passphrase and file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import Field
from pos_app.ports.moving.move import MoveInOrder
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.moving.move_file import ask_moved_file
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.reveal_button import RevealButton

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path
    from typing import Any

    from pos_app.ui.actions.action_dialog import DialogContext


class MoveInDialog(ActionDialog):
    """Dialog that only asks, and ends with a `MoveInOrder`: the till is moved in once this one is
    closed."""

    def __init__(self, hands: DialogContext) -> None:
        super().__init__("move_in", hands)
        self._file: Path | None = None
        self._words = SettingField("move_in_words", secret=True, exact=True)
        self._eye = RevealButton(self._words.edit)
        body = QVBoxLayout()
        body.addWidget(self._words)
        title = self.tr("Bring from another computer")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.what.setText(
            self.tr(
                "The till continues here, with its journal, settings, people and keys. You need "
                "the file that the other computer has written, and its passphrase."
            )
        )
        self._words.set_text(self.tr("Passphrase"))
        self.do.set_text(self.tr("Choose the file…"))
        self.arrange({Field.PASSPHRASE: self._words}, body)
        self.keypad.hide()  # it has only figures
        self._words.edit.setFocus()

    def act(self) -> None:
        if not self._words.text:
            self._words.show_error(self.tr("Type the passphrase of the file"))
        elif self._file is not None:
            super().act()
        elif self.do.isEnabled():
            ask_moved_file(self, self.windowTitle(), self.tr("Back"), self._choose)

    def action(self) -> Coroutine[Any, Any, MoveInOrder]:
        return self._order()

    async def _order(self) -> MoveInOrder:
        assert self._file is not None  # noqa: S101 - `act` has asked for it
        return MoveInOrder(self._file, self._words.text)

    def _choose(self, file: Path) -> None:
        self._file = file
        self.act()
