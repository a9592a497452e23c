"""The settings: the shop, the language, the colours, and an account with each provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos_app import words
from pos_app.ports.office import Kept
from pos_app.ui.account_card import AccountCard
from pos_app.ui.shop_card import ShopCard
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import label, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.counter import Shop
    from pos_app.ports.office import AccountForm, Office
    from pos_app.ui.desk import AsksProviders
    from pos_app.ui.look import Look
    from pos_app.ui.permission import Permission
    from pos_app.ui.tasks import Tasks

_WIDEST = 820


class SettingsPage(QScrollArea):
    """Cards one under the other. Each saves itself and says so where it was saved."""

    preferences_saved = Signal(str, str, str)  # shop name, language, theme
    accounts_changed = Signal(object)  # Sequence[AccountForm]

    def __init__(
        self,
        shop: Shop,
        look: Look,
        office: Office,
        providers: AsksProviders,
        permission: Permission,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._shop = shop
        self._office = office
        self._providers = providers
        self._permission = permission
        self._tasks = tasks
        self._wanted = ""  # a provider that is led to as soon as its card is there
        self.accounts: dict[str, AccountCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message = wrapped(label(strong=True, tone="fail", name="settings_message"))
        self._message.hide()
        self._accounts_title = label(Size.LEAD, strong=True)
        self._place = Kept.NOWHERE
        self._keys = wrapped(label(Size.LABEL, tone="muted", name="settings_keys"))
        self._shop_card = ShopCard(shop, look, office, permission, tasks)
        self._shop_card.saved.connect(self.preferences_saved)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.WIDE)
        for part in (self._message, self._shop_card, self._accounts_title, self._keys):
            self._column.addWidget(part)
        held = QWidget()
        held.setObjectName("scrolled")
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        inside.setLayout(self._column)
        self._column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        outer = QVBoxLayout(held)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)
        outer.addStretch(1)
        self.setWidget(held)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Settings"))
        self._accounts_title.setText(self.tr("Payment providers"))
        self._keys.setText(self._keys_words())
        self._shop_card.retranslate()
        for card in self.accounts.values():
            card.retranslate()

    def lead_to(self, method: Method) -> None:
        """The account of this method's provider, ready to be filled in."""
        self._wanted = method.provider
        self._lead()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        self._tasks.start(self._load(), or_else=self._tell)

    async def _load(self) -> None:
        accounts = await self._office.accounts()
        self._place = await self._office.key_place()
        self._keys.setText(self._keys_words())
        self._message.hide()
        self._show(accounts)
        self.accounts_changed.emit(accounts)

    def _show(self, accounts: Sequence[AccountForm]) -> None:
        """A card each; what is being typed into one is left alone."""
        for account in accounts:
            if account.provider in self.accounts:
                self.accounts[account.provider].show_account(account)
                continue
            methods = [m for m in self._shop.methods if m.provider == account.provider]
            card = AccountCard(
                account, methods, self._office, self._providers, self._permission, self._tasks
            )
            card.saved.connect(self._read)
            self.accounts[account.provider] = card
            self._column.addWidget(card)
        self._lead()

    def _keys_words(self) -> str:
        return {
            Kept.NOWHERE: "",
            Kept.KEYRING: self.tr("Keys are kept in the system's keyring."),
            Kept.FILE: self.tr(
                "This computer has no keyring: keys are kept in an encrypted file of this till, "
                "which a passphrase opens at every start."
            ),
        }[self._place]

    def _lead(self) -> None:
        card = self.accounts.get(self._wanted)
        if card is not None:
            self._wanted = ""
            card.first_missing().setFocus()
            self.ensureWidgetVisible(card)

    def _tell(self, error: PosError) -> None:
        self._message.setText(" · ".join(part for part in words.problem_words(error) if part))
        self._message.show()
