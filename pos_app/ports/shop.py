"""The shop's settings in one table with defaults, and the values that the first paint needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.countries import COUNTRIES
from pos_app.ports.setting_rules import (
    Choice,
    Number,
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


# A language is named in itself, so that whoever needs it can read it.
LANGUAGES: Mapping[str, str] = {"pt": "Português", "en": "English"}
TEXT_SIZES = (100, 125, 150, 200)  # percent
LONGEST_LOCK = 240  # minutes


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class ShopSettings:
    """The settings of `[shop]` in the settings file, with their defaults.

    Guarded by a manager is what stands on paper, moves a day, shows customers' numbers or opens the
    till to others; the rest is for whoever stands at the till.
    """

    name: str = field(default="A minha loja", metadata=rule(SlipLine(needed=True), live=True))
    till: str = field(default="Caixa 1", metadata=rule(SlipLine(needed=True), live=True))
    # Its ways to pay come first.
    country: str = field(default="AO", metadata=rule(Choice(COUNTRIES)))
    language: str = field(default="pt", metadata=rule(Choice(LANGUAGES), guarded=False, live=True))
    theme: Theme = field(
        default=Theme.LIGHT, metadata=rule(Choice(Theme), guarded=False, live=True)
    )
    # Of the clock on its wall; a file that does not say has its country's.
    zone_name: str = field(default=COUNTRIES["AO"].zone, metadata=rule(TextRule(), key="zone"))
    day_start: str = field(default="00:00", metadata=rule(TextRule(), key="day_starts_at"))
    # How large everything in the window is, in percent.
    text_size: int = field(default=100, metadata=rule(Number(TEXT_SIZES), guarded=False))
    # Figures on the screen.
    keypad: bool = field(default=True, metadata=rule(Switch(), guarded=False, live=True))
    # Whether it is heard that a sale was paid, or was not.
    sounds: bool = field(default=True, metadata=rule(Switch(), guarded=False, live=True))
    # Whether numbers of before are offered; off, as it shows them around.
    recent_customers: bool = field(default=False, metadata=rule(Switch(), live=True))
    # Minutes without a hand at the till; 0: it never locks by itself.
    lock_after: int = field(default=5, metadata=rule(Number(range(LONGEST_LOCK + 1)), live=True))
    # The shop's own line at the end of a slip.
    slip_note: str = field(default="", metadata=rule(SlipLine(), live=True))
    # Where the customer looks: "" nowhere, "window" an ordinary window, else a screen's name.
    customer_screen: str = field(default="", metadata=rule(SystemText(), guarded=False, live=True))


# By their names in the file.
SHOP_SETTINGS: Mapping[str, SettingRule] = {row.key: row for row in rules_of(ShopSettings)}


@dataclass(frozen=True, kw_only=True)
class Shop(ShopSettings):
    """What the first paint needs to know: read from one small file.

    Where the screen is too small for the text size that the settings say, it has a smaller one.
    """

    training: bool
    methods: tuple[Method, ...]  # every way to pay in this shop's country or of its providers
    ready: frozenset[str]  # ids of the methods whose account is filled in
    is_new: bool = False  # nobody has settled anything of it yet
    signs_in: bool = False  # somebody has a PIN here: who is at the till may have to be asked
