"""Dialogs that ask for a manager's PIN, or for the passphrase of the encrypted key file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem, PosError, WrongPassphrase
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.reveal_button import RevealButton

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.people.approval import Approval
    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.action_dialog import DialogContext


class ApprovalDialog(ActionDialog):
    """Dialog for a manager's approval of the action in its title.

    With `looks` nothing changes, nor with `leaves`, and the journal notes nothing.
    """

    def __init__(
        self, what: str, hands: DialogContext, *, looks: bool = False, leaves: bool = False
    ) -> None:
        super().__init__("approval", hands)
        body = QVBoxLayout()
        pins = self.ask_pin()
        body.addWidget(pins)
        self.setWindowTitle(what)
        self.title.setText(what)
        self.what.setText(
            self.tr("Only a manager can do this.")
            if leaves
            else self.tr("Only a manager can see this.")
            if looks
            else self.tr("Only a manager can change this. The journal records who did.")
        )
        self.do.set_text(self.tr("Approve"))
        self.arrange({Field.PIN: pins.pin}, body)
        pins.pin.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, Approval]:
        return self.approve(self.typed_pin())


class PassphraseDialog(ActionDialog):
    """Dialog that opens the encrypted key file, or lets a manager choose its passphrase where there
    is none yet. What is typed can be looked over: a passphrase is long, and often typed blindly."""

    def __init__(self, office: SettingsService, hands: DialogContext, *, chosen: bool) -> None:
        super().__init__("passphrase", hands)
        self._office = office
        self._chosen = chosen
        self._words = SettingField("passphrase_words", secret=True, exact=True)
        self._again = SettingField("passphrase_again", secret=True, exact=True)
        self.eyes = [RevealButton(field.edit) for field in (self._words, self._again)]
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._words)
        body.addWidget(self._again)
        fields = {Field.PASSPHRASE: self._words}
        self._say()
        self.arrange(fields if chosen else {**fields, Field.PASSPHRASE_AGAIN: self._again}, body)
        self._again.setVisible(not chosen)
        self.keypad.hide()  # it has only figures
        self._words.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, str]:
        if not self._chosen and self._words.text != self._again.text:
            self._again.edit.clear()
            raise BadInput(Field.PASSPHRASE_AGAIN, InputProblem.PASSPHRASES_DIFFER)
        return self._unlock(self._words.text)

    def fail(self, error: PosError) -> None:
        super().fail(error)
        if isinstance(error, WrongPassphrase):
            self._words.edit.selectAll()
            self._words.edit.setFocus()

    async def _unlock(self, passphrase: str) -> str:
        await self._office.unlock_keys(passphrase)
        return passphrase

    def _say(self) -> None:
        if self._chosen:
            title = self.tr("Unlock the keys")
            what = self.tr(
                "The keys of the payment services are in an encrypted file. You cannot "
                "charge until you unlock it."
            )
        else:
            title = self.tr("Choose a passphrase")
            what = self.tr(
                "This computer has no keyring: the till keeps the keys in an encrypted file. "
                "Only this passphrase unlocks it, each time the till opens. If you lose it, "
                "you have to type the keys again."
            )
        self.setWindowTitle(title)
        self.title.setText(title)
        self.what.setText(what)
        self._words.set_text(self.tr("Passphrase"))
        self._again.set_text(self.tr("Repeat"))
        self.do.set_text(self.tr("Unlock") if self._chosen else self.tr("Choose"))
