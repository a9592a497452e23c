"""Live settings: applies a changed setting to the open window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos_app.ports.shop import SHOP_SETTINGS, counter_methods
from pos_app.ui.settings.ready_methods import ready_methods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.ports.settings_service import AccountForm, Setting
    from pos_app.ports.shop import Shop
    from pos_app.ui.header.header import Header
    from pos_app.ui.header.provider_lights import HealthLights
    from pos_app.ui.onscreen_keys.keyboard_controller import OnScreenKeyboardController
    from pos_app.ui.sell.page import SellPage
    from pos_app.ui.sell.sales.panel import SalesPanel
    from pos_app.ui.shell.sign_in import SignIn

# Settings that the open window applies at once, by their names in the settings file.
_LIVE = frozenset(name for name, row in SHOP_SETTINGS.items() if row.live)


class LiveSettings(QObject):
    """Settings of the open window, as of now. All others wait for the next start."""

    changed = Signal(object)  # Shop
    accounts_changed = Signal()
    look_changed = Signal(str, str)  # language, theme

    def __init__(
        self,
        shop: Shop,
        header: Header,
        sell: SellPage,
        side: SalesPanel,
        health: HealthLights,
        touched: OnScreenKeyboardController,
        sign_in: SignIn,
    ) -> None:
        super().__init__(sell)
        self.shop = shop
        self._header = header
        self._sell = sell
        self._side = side
        self._health = health
        self._touched = touched
        self._sign_in = sign_in
        self._set_up: frozenset[str] | None = None  # methods with an account, once it was read

    def apply(self, changes: Mapping[str, Setting]) -> None:
        """Applies the settings that somebody has just saved."""
        of_the_window: dict[str, Any] = {
            name: SHOP_SETTINGS[name].allowed.read(changes[name]) for name in _LIVE & changes.keys()
        }
        self.shop = shop = replace(self.shop, **of_the_window)
        self._header.rename(shop.name, shop.till)
        self._sell.show_keypad(wanted=shop.keypad)
        if not shop.keypad:
            self._touched.put_away()
        self.offer_recent()
        self._sell.form.amount.offer_quick(shop.quick_amounts)
        self._sign_in.allow(shop.lock_after)
        self._offer_methods()
        self.changed.emit(shop)
        self.look_changed.emit(shop.language, shop.theme.value)

    def offer_recent(self) -> None:
        """Suggests recent customers' numbers, where the shop wants that."""
        wanted = self.shop.recent_customers
        self._sell.form.offer_recent(self._side.model.newest_first if wanted else None)

    def _offer_methods(self) -> None:
        """Offers the methods that are set up, and those of the counter that are turned on."""
        at_first = frozenset(
            method.id
            for method in self.shop.methods
            if method.asks_provider and method.id in self.shop.ready
        )
        set_up = at_first if self._set_up is None else self._set_up
        self._sell.form.tiles.set_ready(set_up | counter_methods(self.shop))

    def use_accounts(self, accounts: Sequence[AccountForm]) -> None:
        """Enables the methods whose account is complete."""
        if not self.shop.training:  # in training every method works
            self._set_up = ready_methods(self.shop.methods, accounts)
            self._offer_methods()
        self.accounts_changed.emit()
        self._health.show()
