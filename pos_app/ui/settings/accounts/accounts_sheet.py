"""Sheet of the provider accounts, a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.ports.settings_service import SecretLocation
from pos_app.ui.settings.accounts.account_card import AccountCard
from pos_app.ui.settings.sheet import CardSheet
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import label, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import AccountForm
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.theme.theme import CurrentTheme


class AccountsSheet(CardSheet):
    """Sheet of the accounts. A reload never overwrites edits."""

    saved = Signal()
    edited = Signal()  # a card has edits now, or none any more
    read = Signal(object)  # Sequence[AccountForm], as saved now

    def __init__(
        self, methods: Sequence[Method], look: CurrentTheme, desk: UiServices,
        permission: Permission, tasks: GuiTasks,
    ) -> None:  # fmt: skip
        self._keys = wrapped(label(Size.LABEL, tone="muted", name="settings_keys"))
        super().__init__(self._keys)
        self._methods = methods
        self._look = look
        self._desk = desk
        self._permission = permission
        self._tasks = tasks
        self._place = SecretLocation.NOWHERE
        self._wanted = ""  # the provider to scroll to as soon as its card exists
        self._cards: dict[str, AccountCard] = {}

    async def load(self) -> None:
        """Reads the accounts. Raises BadInput or EnvironmentFailed."""
        accounts = await self._desk.settings.accounts()
        self._place = await self._desk.settings.key_place()
        self._keys.setText(self._keys_words())
        for account in accounts:
            self._show(account)
        self._lead()
        self.read.emit(accounts)

    def offer(self, country: str) -> None:
        """Shows only the providers of this country's methods."""
        for provider, card in self._cards.items():
            methods = [method for method in self._methods if method.provider == provider]
            card.setVisible(any(method.country == country for method in methods))

    def cards(self) -> Sequence[AccountCard]:
        """Returns the cards of the providers that are offered, or that hold an edit."""
        return [card for card in self._cards.values() if not card.isHidden() or card.has_edits()]

    def lead_to(self, method: Method) -> None:
        """Scrolls to the account of this method's provider, ready to be filled in."""
        self._wanted = method.provider
        self._lead()

    def retranslate(self) -> None:
        self._keys.setText(self._keys_words())
        for card in self._cards.values():
            card.retranslate()

    # --- inside -----------------------------------------------------------------------------------

    def _show(self, account: AccountForm) -> None:
        known = self._cards.get(account.provider)
        if known is not None:
            known.show_account(account)
            return
        methods = [method for method in self._methods if method.provider == account.provider]
        desk = self._desk
        card = AccountCard(
            account, methods, self._look, desk.settings, desk.till.back_office, self._permission,
            self._tasks,
        )  # fmt: skip
        card.saved.connect(self.saved)
        card.edited.connect(self.edited)
        self._cards[account.provider] = card
        self.add(card)

    def _lead(self) -> None:
        card = self._cards.get(self._wanted)
        if card is not None:
            self._wanted = ""
            (card.first_field() or card.fields.address.control).setFocus()
            self.ensureWidgetVisible(card)

    def _keys_words(self) -> str:
        return {
            SecretLocation.NOWHERE: "",
            SecretLocation.KEYRING: self.tr("The till keeps keys in the system's keyring."),
            SecretLocation.FILE: self.tr(
                "This computer has no keyring: the till keeps keys in an encrypted file. A "
                "passphrase unlocks it each time the till opens."
            ),
        }[self._place]
