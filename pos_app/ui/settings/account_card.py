"""Card of one provider's account: address, options and a write-only secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from pos_app.domain.errors import BadInput, PosError
from pos_app.ports.settings_service import AccountChange, SecretLocation
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.form_field import SettingField
from pos_app.words.accounts import setting_words
from pos_app.words.methods import method_name
from pos_app.words.problems import complaint_words, problem_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import AccountForm, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ProviderAdminService

_ADDRESS = "base_url"


class AccountCard(QFrame):
    """Card with address, options and secret, saved together. An error stands at its own field."""

    saved = Signal()

    def __init__(
        self,
        account: AccountForm,
        methods: Sequence[Method],
        office: SettingsService,
        providers: ProviderAdminService,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._account = account
        self._methods = methods
        self._office = office
        self._providers = providers
        self._permission = permission
        self._tasks = tasks
        provider = account.provider
        self._title = label(Size.LEAD, strong=True)
        self._state = label(Size.LABEL, strong=True, name=f"account_{provider}_state")
        self._address = SettingField(f"account_{provider}_{_ADDRESS}")
        wanted = dict.fromkeys(name for method in methods for name in method.settings)
        wanted |= dict.fromkeys(account.options)
        self._options = {
            name: SettingField(f"account_{provider}_{name.replace('.', '_')}") for name in wanted
        }
        self._secrets = {
            name: SettingField(f"account_{provider}_{name}", secret=True)
            for name in account.secrets
        }
        self._save = Button(f"account_{provider}_save", "main")
        self._message = wrapped(label(Size.LABEL, strong=True, name=f"account_{provider}_message"))
        self._try = Button(f"account_{provider}_try")
        self._wallets = Button(f"account_{provider}_wallets")
        self._listed = wrapped(label(Size.LABEL, name=f"account_{provider}_listed"))
        self._listed.hide()
        self._save.clicked.connect(self._save_once)
        self._try.clicked.connect(lambda: self._ask_once(self._try_account()))
        self._wallets.clicked.connect(lambda: self._ask_once(self._list_wallets()))
        self._arrange()
        self._wallets.setVisible(any(method.has_back_office for method in methods))
        self._fill()
        self.retranslate()

    def show_account(self, account: AccountForm) -> None:
        """Shows the saved account, but never overwrites edits."""
        touched = self._is_touched()
        self._account = account
        if not touched:
            self._fill()
        self.retranslate()

    def first_missing(self) -> QLineEdit:
        fields = [self._address, *(self._options[name] for name in self._needed())]
        missing = [field for field in fields if not field.text]
        if not self._account.may_be_asked:
            missing.append(next(iter(self._secrets.values())))
        return (missing or fields)[0].edit

    def retranslate(self) -> None:
        account = self._account
        self._title.setText(account.name)
        self._address.set_text(self.tr("Address"), "https://")
        for name, field in self._options.items():
            owners = [method_name(method) for method in self._methods if name in method.settings]
            field.set_text(self._title_of(name, owners, needed=bool(owners)))
        for place, (name, field) in enumerate(self._secrets.items()):
            kept = self._kept_in(account.secrets[name])
            field.set_text(self._title_of(name, needed=not place), kept)
        self._try.set_text(self.tr("Test connection"), filled(self.tr("Test {0}"), account.name))
        self._wallets.set_text(self.tr("Wallets"), filled(self.tr("Wallets of {0}"), account.name))
        self._save.set_text(
            self.tr("Save"), filled(self.tr("Save the account of {0}"), account.name)
        )
        ready = account.may_be_asked and all(field.text for field in self._required())
        restyle(self._state, tone="paid" if ready else "muted")
        self._state.setText(self.tr("Set up") if ready else self.tr("Not set up"))

    def _kept_in(self, place: SecretLocation) -> str:
        return {
            SecretLocation.NOWHERE: "",
            SecretLocation.KEYRING: self.tr("Kept in the system's keyring"),
            SecretLocation.FILE: self.tr("Kept in the encrypted file"),
            SecretLocation.ENVIRONMENT: self.tr("Given by this computer's environment"),
        }[place]

    def _title_of(self, name: str, owners: Sequence[str] = (), *, needed: bool) -> str:
        said = setting_words(name, owners)
        return said if needed else filled(self.tr("{0} (optional)"), said)

    # --- save -------------------------------------------------------------------------------------

    def _save_once(self) -> None:
        for field in self._fields().values():
            field.show_error("")
        self._tell("", "")
        self._save.setEnabled(False)
        self._tasks.start(self._keep(), or_else=self._fail)

    async def _keep(self) -> None:
        options = {name: field.text for name, field in self._options.items()}
        secrets = {name: field.text for name, field in self._secrets.items() if field.text}
        wanted = AccountChange(self._account.provider, self._address.text, options)
        await self._permission.change(
            filled(self.tr("Save the account of {0}"), self._account.name),
            lambda approval: self._office.save_account(wanted, secrets, approval),
        )
        self._save.setEnabled(True)
        for field in self._secrets.values():
            field.edit.setText("")  # Qt's clear() could be undone
        self._tell(self.tr("Saved"), "paid")
        self.saved.emit()

    def _fail(self, error: PosError) -> None:
        """Shows the error at its field, or below where it names none."""
        self._save.setEnabled(True)
        said = " · ".join(part for part in problem_words(error) if part)
        field = self._meant_by(error) if isinstance(error, BadInput) else None
        if field is None or not isinstance(error, BadInput):
            self._tell(said, "fail")
            return
        field.show_error(complaint_words(error.complaint))
        field.edit.setFocus()

    # --- requests to the provider -----------------------------------------------------------------

    def _ask_once(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs a request with the saved account; unsaved edits cannot be tried."""
        self._listed.hide()
        if self._is_touched():
            work.close()
            self._tell(self.tr("Save it first"), "fail")
            return
        self._may_ask(yes=False)
        self._tell(self.tr("Asking…"), "muted")
        self._tasks.start(work, or_else=self._fail_asking)

    async def _try_account(self) -> None:
        whose = await self._providers.try_account(self._account.provider)
        self._may_ask(yes=True)
        until = filled(self.tr("key valid until {0}"), whose.expires) if whose.expires else ""
        parts = (self.tr("Connected: the account works"), whose.name, until)
        self._tell(" · ".join(part for part in parts if part), "paid")

    async def _list_wallets(self) -> None:
        wallets = await self._providers.every_wallet(self._account.provider)
        self._may_ask(yes=True)
        self._tell("" if wallets else self.tr("No wallets"), "muted")
        lines = [
            " · ".join(part for part in (wallet.name, str(wallet.balance or "")) if part)
            for wallet in wallets
        ]
        self._listed.setText("\n".join(lines))
        self._listed.setVisible(bool(lines))

    def _fail_asking(self, error: PosError) -> None:
        self._may_ask(yes=True)
        self._tell(" · ".join(part for part in problem_words(error) if part), "fail")

    def _may_ask(self, *, yes: bool) -> None:
        self._try.setEnabled(yes)
        self._wallets.setEnabled(yes)

    def _meant_by(self, error: BadInput) -> SettingField | None:
        """Returns the error's field. An error names the setting by its path, which ends with the
        field's name."""
        for name, field in self._fields().items():
            if error.value == name or error.value.endswith(f".{name}"):
                return field
        return None

    # --- inside -----------------------------------------------------------------------------------

    def _fields(self) -> dict[str, SettingField]:
        """Returns the fields by the names that errors use."""
        return {_ADDRESS: self._address, **self._options, **self._secrets}

    def _needed(self) -> list[str]:
        return list(dict.fromkeys(name for method in self._methods for name in method.settings))

    def _is_touched(self) -> bool:
        typed = any(field.text for field in self._secrets.values())
        return self._texts() != self._kept() or typed

    def _required(self) -> list[SettingField]:
        """Returns the fields to fill in. An account is set up as soon as one of its methods is."""
        for method in self._methods:
            fields = [self._options[name] for name in method.settings]
            if all(field.text for field in fields):
                return [self._address, *fields]
        return [self._address, *(self._options[name] for name in self._needed())]

    def _texts(self) -> dict[str, str]:
        options = {name: field.text for name, field in self._options.items()}
        return {_ADDRESS: self._address.text, **options}

    def _kept(self) -> dict[str, str]:
        options = {name: self._account.options.get(name, "") for name in self._options}
        return {_ADDRESS: self._account.base_url, **options}

    def _fill(self) -> None:
        for name, text in self._kept().items():
            self._fields()[name].edit.setText(text)

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._state)
        fields = QGridLayout()
        fields.setHorizontalSpacing(Space.WIDE)
        fields.setVerticalSpacing(Space.NORMAL)
        fields.addWidget(self._address, 0, 0, 1, 2)
        parts = [*self._options.values(), *self._secrets.values()]
        for place, field in enumerate(parts):
            fields.addWidget(field, 1 + place // 2, place % 2)
        end = QHBoxLayout()
        end.addWidget(self._save)
        end.addWidget(self._try)
        end.addWidget(self._wallets)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addLayout(head)
        column.addLayout(fields)
        column.addLayout(end)
        column.addWidget(self._listed)
