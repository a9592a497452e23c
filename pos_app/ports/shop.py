"""The shop's settings in one table with defaults, and the values that the first paint needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.tenders.by_hand import SPLIT, Tender, in_country
from pos_app.ports.setting_rules import (
    AmountLine,
    Choice,
    FileName,
    Number,
    QuickAmountsLine,
    SettingRule,
    SlipLine,
    Switch,
    SystemText,
    TextRule,
    rule,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.method import Method


# Each language is named in itself, so that its speakers can read it.
LANGUAGES: Mapping[str, str] = {"pt": "Português", "en": "English"}
TEXT_SIZES = (100, 125, 150, 200)  # percent
LONGEST_LOCK = 240  # minutes


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class ShopSettings:
    """The settings of `[shop]` in the settings file, with their defaults.

    A manager's PIN guards settings that appear on paper, move a day, show customers' numbers or
    open the till to others; anybody at the till may change the rest.
    """

    name: str = field(default="A minha loja", metadata=rule(SlipLine(needed=True), live=True))
    till: str = field(default="Caixa 1", metadata=rule(SlipLine(needed=True), live=True))
    # The payment methods of this country come first.
    country: str = field(default="AO", metadata=rule(Choice(COUNTRIES)))
    language: str = field(default="pt", metadata=rule(Choice(LANGUAGES), guarded=False, live=True))
    theme: Theme = field(
        default=Theme.LIGHT, metadata=rule(Choice(Theme), guarded=False, live=True)
    )
    # The shop's time zone; a file without one has its country's.
    zone_name: str = field(default=COUNTRIES["AO"].zone, metadata=rule(TextRule(), key="zone"))
    day_start: str = field(default="00:00", metadata=rule(TextRule(), key="day_starts_at"))
    # Size of everything in the window, in percent.
    text_size: int = field(default=100, metadata=rule(Number(TEXT_SIZES), guarded=False))
    # The on-screen keypad.
    keypad: bool = field(default=True, metadata=rule(Switch(), guarded=False, live=True))
    # Sounds for "paid" and "not paid".
    sounds: bool = field(default=True, metadata=rule(Switch(), guarded=False, live=True))
    # Offers earlier customers' numbers; off by default, as others at the counter could read them.
    recent_customers: bool = field(default=False, metadata=rule(Switch(), live=True))
    # Amounts that the Sell screen offers at a touch: "500; 1000; 2000".
    quick_amounts: str = field(
        default="", metadata=rule(QuickAmountsLine(), guarded=False, live=True)
    )
    # Minutes without input until the till locks; 0: it never locks by itself.
    lock_after: int = field(default=5, metadata=rule(Number(range(LONGEST_LOCK + 1)), live=True))
    # The shop's own line at the end of a slip.
    slip_note: str = field(default="", metadata=rule(SlipLine(), live=True))
    # The shop on its receipts: tax number, address and phone, and its own lines at the end, parted
    # by " / ".
    nif: str = field(default="", metadata=rule(SlipLine(), live=True))
    address: str = field(default="", metadata=rule(SlipLine(), live=True))
    shop_phone: str = field(default="", metadata=rule(SlipLine(), live=True))
    receipt_note: str = field(default="", metadata=rule(SlipLine(), live=True))
    # The file of the shop's logo, in the profile's folder.
    logo: str = field(default="", metadata=rule(FileName(), live=True))
    # A receipt is printed by itself once a sale is paid; and another for the shop to keep.
    prints_receipts: bool = field(default=False, metadata=rule(Switch(), live=True))
    prints_shop_receipts: bool = field(default=False, metadata=rule(Switch(), live=True))
    # The customer's display: "" none, "window" an ordinary window, else a screen's name.
    customer_screen: str = field(default="", metadata=rule(SystemText(), guarded=False, live=True))
    # The customer's display shows a paid sale's facts as a QR, for a phone to keep.
    customer_receipt: bool = field(default=True, metadata=rule(Switch(), guarded=False, live=True))
    # What is taken by hand, by the cashier's word, in the money of the shop's country; and whether
    # one sale may be paid in several parts.
    takes_cash: bool = field(default=False, metadata=rule(Switch(), live=True))
    takes_card_machine: bool = field(default=False, metadata=rule(Switch(), live=True))
    takes_transfer: bool = field(default=False, metadata=rule(Switch(), live=True))
    splits_payments: bool = field(default=False, metadata=rule(Switch(), live=True))
    # People open and close shifts; and what stays in the drawer for the next one.
    shifts: bool = field(default=False, metadata=rule(Switch(), live=True))
    drawer_float: str = field(default="", metadata=rule(AmountLine(), guarded=False, live=True))
    # The window fills the screen, and nobody closes it or goes to training without a manager.
    kiosk: bool = field(default=False, metadata=rule(Switch()))


def counter_methods(shop: ShopSettings) -> frozenset[str]:
    """Returns the ids of the methods without a provider that the shop has turned on."""
    turned_on = {
        Tender.CASH: shop.takes_cash,
        Tender.CARD_MACHINE: shop.takes_card_machine,
        Tender.TRANSFER: shop.takes_transfer,
        SPLIT: shop.splits_payments,
    }
    return frozenset(in_country(word, shop.country) for word, wanted in turned_on.items() if wanted)


# By their names in the file.
SHOP_SETTINGS: Mapping[str, SettingRule] = {row.key: row for row in rules_of(ShopSettings)}


@dataclass(frozen=True, kw_only=True)
class Shop(ShopSettings):
    """The data of the first paint: read from one small file.

    If the screen is too small for the text size in the settings, it has a smaller one.
    """

    training: bool
    methods: tuple[Method, ...]  # every method that a sale may name; the shop's country comes first
    ready: frozenset[str]  # ids of those whose account is filled in, or that are turned on
    is_new: bool = False  # nobody has saved any setting yet
    signs_in: bool = False  # somebody has a PIN here: the till may need a sign-in
