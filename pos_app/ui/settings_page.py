"""The settings: the shop, the counter, its people, and an account with each provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos_app import words
from pos_app.ports.office import Kept
from pos_app.ui.account_card import AccountCard
from pos_app.ui.counter_card import CounterCard
from pos_app.ui.people_card import PeopleCard
from pos_app.ui.printer_card import PrinterCard
from pos_app.ui.shop_card import ShopCard
from pos_app.ui.swiping import let_swipe
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import Button, box, label, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.counter import Shop
    from pos_app.ports.office import AccountForm
    from pos_app.ui.desk import Desk
    from pos_app.ui.look import Look
    from pos_app.ui.permission import Permission
    from pos_app.ui.tasks import Tasks

_WIDEST = 820
_NAMES = 200  # the width of the column of names
_ACCOUNTS = "providers"


class Sheet(QScrollArea):
    """Cards one under the other."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        held.setObjectName("scrolled")
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(Space.WIDE)
        self.column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        for part in parts:
            self.column.addWidget(part)
        outer = QVBoxLayout(held)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)
        outer.addStretch(1)
        self.setWidget(held)
        let_swipe(self)


class SettingsPage(QFrame):
    """A sheet a subject, their names at the left. Each card saves itself and says so there."""

    shop_saved = Signal(object)  # Mapping[str, Setting], by the names of the settings file
    accounts_changed = Signal(object)  # Sequence[AccountForm]
    people_changed = Signal()

    def __init__(
        self, shop: Shop, look: Look, desk: Desk, permission: Permission, tasks: Tasks
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shop = shop
        self._desk = desk
        self._office = desk.office
        self._permission = permission
        self._tasks = tasks
        self._wanted = ""  # a provider that is led to as soon as its card is there
        self.accounts: dict[str, AccountCard] = {}
        self._message = wrapped(label(strong=True, tone="fail", name="settings_message"))
        self._message.hide()
        self._place = Kept.NOWHERE
        self._keys = wrapped(label(Size.LABEL, tone="muted", name="settings_keys"))
        self._shop_card = ShopCard(look, self._office, permission, tasks)
        self._counter = CounterCard(look, self._office, permission, tasks)
        for card in (self._shop_card, self._counter):
            card.saved.connect(self.shop_saved)
        self._people = PeopleCard(desk.people, permission, tasks) if desk.people else None
        self._sheets = {"shop": Sheet(self._shop_card), "counter": Sheet(self._counter)}
        if self._people is not None:
            self._people.changed.connect(self.people_changed)
            self._sheets["people"] = Sheet(self._people)
        self._printer = PrinterCard(look, desk.paper, tasks)
        self._sheets[_ACCOUNTS] = Sheet(self._keys)
        self._sheets["printer"] = Sheet(self._printer)
        self._names = {name: Button(f"settings_{name}", "tab") for name in self._sheets}
        self._stack = QStackedWidget()
        self._arrange()
        self._turn_to("shop")
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Settings"))
        said = {
            "shop": self.tr("Shop"),
            "counter": self.tr("At the counter"),
            "people": self.tr("People"),
            _ACCOUNTS: self.tr("Providers"),
            "printer": self.tr("Printer"),
        }
        for name, button in self._names.items():
            button.say(said[name])
        self._keys.setText(self._keys_words())
        self._shop_card.retranslate()
        self._counter.retranslate()
        self._printer.retranslate()
        if self._people is not None:
            self._people.retranslate()
        for account in self.accounts.values():
            account.retranslate()

    def lead_to(self, method: Method) -> None:
        """The account of this method's provider, ready to be filled in."""
        self._wanted = method.provider
        self._lead()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    # --- inside -----------------------------------------------------------------------------------

    def _turn_to(self, name: str) -> None:
        self._stack.setCurrentWidget(self._sheets[name])
        for other, button in self._names.items():
            button.setChecked(other == name)

    def _read(self) -> None:
        if self._people is not None:
            self._people.read()
        self._printer.read()
        self._tasks.start(self._load(), or_else=self._tell)

    async def _load(self) -> None:
        known = await self._office.shop()
        self._shop_card.show_shop(known)
        self._counter.show_shop(known)
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
            providers = self._desk.till.back_office
            card = AccountCard(
                account, methods, self._office, providers, self._permission, self._tasks
            )
            card.saved.connect(self._read)
            self.accounts[account.provider] = card
            self._sheets[_ACCOUNTS].column.addWidget(card)
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
            self._turn_to(_ACCOUNTS)
            card.first_missing().setFocus()
            self._sheets[_ACCOUNTS].ensureWidgetVisible(card)

    def _tell(self, error: PosError) -> None:
        self._message.setText(" · ".join(part for part in words.problem_words(error) if part))
        self._message.show()

    def _arrange(self) -> None:
        names = box("surface")
        names.setFixedWidth(_NAMES)
        left = QVBoxLayout(names)
        left.setContentsMargins(Space.NORMAL, Space.EDGE, Space.NORMAL, Space.EDGE)
        left.setSpacing(Space.TIGHT)
        for name, button in self._names.items():
            button.setCheckable(True)
            button.setProperty("side", "left")
            button.clicked.connect(lambda _=False, name=name: self._turn_to(name))
            left.addWidget(button)
        left.addStretch(1)
        for sheet in self._sheets.values():
            self._stack.addWidget(sheet)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._message)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(names)
        row.addLayout(right, 1)
