"""Card of one provider's account: address, options and a write-only secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import (
    BadInput,
    InputProblem,
    NotInTraining,
    PosError,
    ProviderRefused,
)
from pos_app.domain.reasons import Reason
from pos_app.ports.settings_service import AccountChange, SecretLocation
from pos_app.ui.settings.accounts.account_fields import ADDRESS, AccountFields
from pos_app.ui.settings.accounts.account_state import AccountState, make_badge, show_state
from pos_app.ui.settings.edits import EditsCard, mark_main
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.account_check import account_check_words
from pos_app.words.accounts import setting_words
from pos_app.words.field_help import account_help
from pos_app.words.methods import method_name
from pos_app.words.problems import complaint_words, problem_line
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import AccountForm, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ProviderAdminService
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.words.field_help import FieldHelp


class AccountCard(EditsCard):
    """Card with address, options and secret, saved and tested by one button. The outcome stands
    beside the button, an error at its own field."""

    saved = Signal()

    def __init__(
        self,
        account: AccountForm,
        methods: Sequence[Method],
        look: CurrentTheme,
        office: SettingsService,
        providers: ProviderAdminService,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self._account = account
        self._methods = methods
        self._office = office
        self._providers = providers
        self._permission = permission
        self._tasks = tasks
        self._tested: AccountState | None = None  # what the last test of these values said
        provider = account.provider
        self._title = label(Size.LEAD, strong=True)
        self._ways = wrapped(label(Size.LABEL, tone="muted"))
        self._badge = make_badge(f"account_{provider}_state")
        self.fields = AccountFields(account, methods, look)
        self._do = Button(f"account_{provider}_save")
        self._message = wrapped(label(Size.LABEL, strong=True, name=f"account_{provider}_message"))
        self._wallets = Button(f"account_{provider}_wallets")
        self._listed = wrapped(label(Size.LABEL, name=f"account_{provider}_listed"))
        self._listed.hide()
        self._do.clicked.connect(lambda: self._begin(self._try_account))
        self._wallets.clicked.connect(lambda: self._begin(self._list_wallets))
        self.fields.changed.connect(self._follow_edits)
        self.fields.entered.connect(self._forward)
        self._arrange()
        self._wallets.setVisible(any(method.has_back_office for method in methods))
        self.retranslate()

    def show_account(self, account: AccountForm) -> None:
        """Shows the saved account, each field only where nobody has changed it meanwhile."""
        self._account = account
        self.fields.show_account(account)
        self._follow_edits()
        self.retranslate()

    @property
    def is_set_up(self) -> bool:
        """Whether what is saved is all that the account needs."""
        account = self._account
        whole = [one.is_set_up(account.base_url, account.options) for one in self._methods]
        return account.may_be_asked and (any(whole) or not whole)

    def retranslate(self) -> None:
        account = self._account
        self._title.setText(account.name)
        self._ways.setText(" · ".join(dict.fromkeys(method_name(one) for one in self._methods)))
        for name, field in self.fields.options.items():
            owners = [method_name(method) for method in self._methods if name in method.settings]
            field.set_text(self._title_of(name, owners, needed=bool(owners)))
        self.fields.address.set_text(self.tr("Address"), "https://")
        for place, (name, secret) in enumerate(self.fields.secrets.items()):
            kept = self._kept_in(account.secrets[name])
            secret.set_text(self._title_of(name, needed=not place), kept)
        self.fields.retranslate()
        self._wallets.set_text(self.tr("Wallets"), filled(self.tr("Wallets of {0}"), account.name))
        self._say_state()

    # --- edits ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._account.name

    def has_edits(self) -> bool:
        return self.fields.has_edits()

    def drop_edits(self) -> None:
        self.fields.drop_edits()
        self._tell("", "")

    def first_field(self) -> QWidget | None:
        missing = self.fields.missing(has_key=self._account.may_be_asked)
        return missing[0].control if missing else None

    def help_for(self, field: QWidget) -> FieldHelp | None:
        for name, one in self.fields.by_name().items():
            if one.isAncestorOf(field):
                return account_help(name, setting_words(name), self._account.name)
        return None

    async def keep(self) -> None:
        self._prepare()
        changed, secrets = self.fields.typed()
        options = {name: text for name, text in changed.items() if name != ADDRESS}
        wanted = AccountChange(self._account.provider, changed[ADDRESS], options)
        await self._permission.change(
            filled(self.tr("Save the {0} account"), self._account.name),
            lambda approval: self._office.save_account(wanted, secrets, approval),
        )
        self.fields.forget(changed, secrets)
        self._tested = None
        self._may_ask(yes=True)
        self._tell(self.tr("Saved, not tested yet"), "muted")
        self.saved.emit()

    def fail(self, error: PosError) -> None:
        """Shows the error at its field, or beside the button where it names none. What training
        refuses nobody can save: the fields show again what is so."""
        self._may_ask(yes=True)
        if isinstance(error, NotInTraining):
            self.drop_edits()
        field = self.fields.meant_by(error) if isinstance(error, BadInput) else None
        if field is None or not isinstance(error, BadInput):
            self._tell(problem_line(error), "fail")
            return
        self._tell("", "")
        field.show_error(complaint_words(error.complaint))
        field.control.setFocus()

    # --- save and test ----------------------------------------------------------------------------

    def _begin(self, ask: Callable[[], Awaitable[None]]) -> None:
        self._may_ask(yes=False)  # at once: nobody presses twice
        self._tasks.start(self._save_and(ask), or_else=self._fail_asking)

    async def _save_and(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Saves what was typed, if anything was, and asks the provider."""
        self._prepare()
        missing = self.fields.missing(has_key=self._account.may_be_asked)
        if self.has_edits() and not await self.save_edits():
            return
        if missing:
            self._may_ask(yes=True)
            missing[0].show_error(complaint_words(InputProblem.SETTING_MISSING))
            missing[0].control.setFocus()
            return
        self._may_ask(yes=False)
        self._tell(self.tr("Checking…"), "muted")
        await ask()
        self._may_ask(yes=True)

    async def _try_account(self) -> None:
        whose = await self._providers.try_account(self._account.provider)
        until = filled(self.tr("key valid until {0}"), whose.expires) if whose.expires else ""
        parts = (self.tr("Connected: the account works"), whose.name, until)
        self._tell(joined(*parts), "paid")
        self._show_tested(AccountState.WORKS)

    async def _list_wallets(self) -> None:
        wallets = await self._providers.every_wallet(self._account.provider)
        self._tell("" if wallets else self.tr("No wallets"), "muted")
        lines = [joined(wallet.name, str(wallet.balance or "")) for wallet in wallets]
        self._listed.setText("\n".join(lines))
        self._listed.setVisible(bool(lines))

    def _fail_asking(self, error: PosError) -> None:
        self._may_ask(yes=True)
        self._tell(account_check_words(error, self._account.name), "fail")
        refused = isinstance(error, ProviderRefused) and error.reason == Reason.WRONG_KEY
        self._show_tested(AccountState.KEY_REFUSED if refused else None)

    def _show_tested(self, state: AccountState | None) -> None:
        if not self.has_edits():  # else what was tested is no longer what the card shows
            self._tested = state
        self._say_state()

    def _prepare(self) -> None:
        self._listed.hide()
        for field in self.fields.by_name().values():
            field.show_error("")
        self._tell("", "")
        self._may_ask(yes=False)

    def _may_ask(self, *, yes: bool) -> None:
        self._do.setEnabled(yes)
        self._wallets.setEnabled(yes)

    def _forward(self) -> None:
        """Enter: goes to the next field that is needed and empty, else saves and tests."""
        missing = self.fields.missing(has_key=self._account.may_be_asked)
        later = [field for field in missing if not field.control.hasFocus()]
        if later:
            later[0].control.setFocus()
        else:
            self._do.click()

    # --- words ------------------------------------------------------------------------------------

    def _follow_edits(self) -> None:
        if self.has_edits():
            self._tested = None
            self._tell("", "")
        self._say_state()
        self.note_edits()

    def _say_state(self) -> None:
        name = self._account.name
        if self.has_edits() or not self.is_set_up:
            self._do.set_text(
                self.tr("Save and test"), filled(self.tr("Save and test the {0} account"), name)
            )
        elif self._tested is AccountState.WORKS:
            self._do.set_text(self.tr("Test again"), filled(self.tr("Test {0} again"), name))
        else:
            self._do.set_text(self.tr("Test"), filled(self.tr("Test {0}"), name))
        mark_main(self._do, is_main=self.has_edits())
        untested = AccountState.NOT_TESTED if self.is_set_up else AccountState.NOT_USED
        show_state(self._badge, self._tested or untested)

    def _kept_in(self, place: SecretLocation) -> str:
        return {
            SecretLocation.NOWHERE: "",
            SecretLocation.KEYRING: self.tr("Saved in the system's keyring"),
            SecretLocation.FILE: self.tr("Saved in the encrypted file"),
            SecretLocation.ENVIRONMENT: self.tr("Set in this computer's environment"),
        }[place]

    def _title_of(self, name: str, owners: Sequence[str] = (), *, needed: bool) -> str:
        said = setting_words(name, owners)
        return said if needed else filled(self.tr("{0} (optional)"), said)

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._badge)
        end = QHBoxLayout()
        end.setSpacing(Space.SMALL)
        end.addWidget(self._do)
        end.addWidget(self._wallets)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addLayout(head)
        column.addWidget(self._ways)
        column.addWidget(self.fields)
        column.addLayout(end)
        column.addWidget(self._listed)
