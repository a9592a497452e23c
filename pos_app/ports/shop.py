"""What the window knows of the shop before anything else is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.domain.method import Method


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Shop:
    """What the first paint needs to know: read from one small file."""

    name: str
    till: str
    language: str  # "pt" or "en"
    theme: Theme
    training: bool
    methods: tuple[Method, ...]  # every way to pay in this shop's country or of its providers
    ready: frozenset[str]  # ids of the methods whose account is filled in
    zone_name: str = "UTC"  # of the clock on its wall; looked up once the window is painted
    is_new: bool = False  # nobody has settled anything of it yet
    keypad: bool = True  # figures on the screen
    sounds: bool = True  # whether it is heard that a sale was paid, or was not
    recent_customers: bool = False  # numbers of before are offered; off, as it shows them around
    signs_in: bool = False  # somebody has a PIN here: who is at the till may have to be asked
    lock_after: int = 5  # minutes without a hand at the till; 0: it never locks by itself
    slip_note: str = ""  # the shop's own line at the end of a slip
    # Where the customer looks: "" nowhere, "window" an ordinary window, else a screen's name.
    customer_screen: str = ""
    # How large everything is, in percent: less than the settings say where the screen is too small.
    text_size: int = 100
