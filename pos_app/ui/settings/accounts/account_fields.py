"""Fields of one provider's account, and which of them hold something that is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.ui.settings.accounts.switch_field import SwitchField
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.reveal_button import RevealButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.errors import BadInput
    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import AccountForm
    from pos_app.ui.theme.theme import CurrentTheme

ADDRESS = "base_url"

AccountField = SettingField | SwitchField


class AccountFields(QWidget):
    """The address, the options that any method needs, the secrets.

    Saved secrets are never shown: whatever stands in a secret's field is an edit, which can be
    looked over.
    """

    changed = Signal()
    entered = Signal()  # Enter was pressed in one of the lines

    def __init__(self, account: AccountForm, methods: Sequence[Method], look: CurrentTheme) -> None:
        super().__init__()
        self._methods = methods
        provider = account.provider
        switches = frozenset[str]().union(*(method.switches for method in methods))
        self.address = SettingField(f"account_{provider}_{ADDRESS}")
        self.options = {
            name: _option(f"account_{provider}_{name.replace('.', '_')}", look, name in switches)
            for name in dict.fromkeys([*self._needed(), *account.options])
        }
        self.secrets = {
            name: SettingField(f"account_{provider}_{name}", secret=True)
            for name in account.secrets
        }
        self._eyes = [RevealButton(secret.edit) for secret in self.secrets.values()]
        self._known: dict[str, str] = {}  # what is saved, as its field would give it back
        for field in self.by_name().values():
            field.changed.connect(self.changed)
            if isinstance(field, SettingField):
                field.edit.returnPressed.connect(self.entered)
        self.show_account(account)
        self._arrange()

    def by_name(self) -> dict[str, AccountField]:
        """Returns the fields by the names that errors use."""
        return {ADDRESS: self.address, **self.options, **self.secrets}

    def retranslate(self) -> None:
        for eye in self._eyes:
            eye.retranslate()

    def show_account(self, account: AccountForm) -> None:
        """Shows what is saved, but never over an edit."""
        self.blockSignals(True)  # between two fields nobody can tell what is an edit
        saved = {ADDRESS: account.base_url}
        saved |= {name: account.options.get(name, "") for name in self.options}
        for name, text in saved.items():
            field = self.by_name()[name]
            edited = name in self._known and field.text != self._known[name]
            typed = field.text
            field.put(text)
            self._known[name] = field.text
            if edited:
                field.put(typed)
        self.blockSignals(False)

    def has_edits(self) -> bool:
        edited = any(self.by_name()[name].text != text for name, text in self._known.items())
        return edited or any(field.text for field in self.secrets.values())

    def drop_edits(self) -> None:
        for name, field in self.by_name().items():
            field.put(self._known.get(name, ""))
            field.show_error("")

    def typed(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Returns address and options, and the secrets that were typed."""
        secrets = {name: field.text for name, field in self.secrets.items() if field.text}
        return {name: self.by_name()[name].text for name in self._known}, secrets

    def forget(self, saved: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        """Takes these as saved. What was typed since then stays an edit."""
        self._known |= saved
        for name, text in secrets.items():
            if self.secrets[name].text == text:
                self.secrets[name].put("")
        self.changed.emit()

    def missing(self, *, has_key: bool) -> Sequence[AccountField]:
        """Returns the needed fields that are empty, in their order; a method that is complete is
        enough. `has_key` says that the key is saved already."""
        fields = [field for field in self._required() if not field.text]
        key = next(iter(self.secrets.values()), None)
        if key is not None and not has_key and not key.text:
            fields.append(key)
        return fields

    def meant_by(self, error: BadInput) -> AccountField | None:
        """Returns the error's field. An error names the setting by its path, which ends with the
        field's name."""
        for name, field in self.by_name().items():
            if error.value == name or error.value.endswith(f".{name}"):
                return field
        return None

    # --- inside -----------------------------------------------------------------------------------

    def _needed(self) -> list[str]:
        return list(dict.fromkeys(name for method in self._methods for name in method.settings))

    def _required(self) -> list[AccountField]:
        for method in self._methods:
            fields = [self.options[name] for name in method.settings]
            if all(field.text for field in fields):
                return [self.address, *fields]
        return [self.address, *(self.options[name] for name in self._needed())]

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.NORMAL)
        for column in range(2):  # a lone field is as wide as one that has another beside it
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.address, 0, 0, 1, 2)
        needed = [self.options[name] for name in self._needed()]
        key = list(self.secrets.values())[:1]
        rest = [*self.options.values(), *self.secrets.values()]
        first = [*needed, *key]  # what may be left empty comes last
        for place, field in enumerate([*first, *(one for one in rest if one not in first)]):
            grid.addWidget(field, 1 + place // 2, place % 2)


def _option(name: str, look: CurrentTheme, is_switch: bool) -> AccountField:  # noqa: FBT001
    return SwitchField(name, look) if is_switch else SettingField(name)
