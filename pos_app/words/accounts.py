"""Words for provider accounts: the names of their settings, and the provider's health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_HEALTH: Mapping[str, str] = {
    "untried": QT_TRANSLATE_NOOP("words", "Not tried yet"),
    "reached": QT_TRANSLATE_NOOP("words", "Connected"),
    "offline": QT_TRANSLATE_NOOP("words", "Offline"),
    "not_trusted": QT_TRANSLATE_NOOP("words", "Not trusted"),
    "troubled": QT_TRANSLATE_NOOP("words", "In trouble"),
    "acks_refused": QT_TRANSLATE_NOOP("words", "Queue stuck"),
    "crowded": QT_TRANSLATE_NOOP("words", "Queue full"),
    "locked_out": QT_TRANSLATE_NOOP("words", "No access"),
}


def health_words(health: str) -> str:
    """The words for a provider's `Health`."""
    return say(_HEALTH[health])


# By the names that the rows of the ways to pay have for them.
_SETTINGS: Mapping[str, str] = {
    "pos_id": QT_TRANSLATE_NOOP("words", "Terminal number (POS)"),
    "entity": QT_TRANSLATE_NOOP("words", "Entity"),
    "account_number": QT_TRANSLATE_NOOP("words", "Account number"),
    "callback_url": QT_TRANSLATE_NOOP("words", "Address that the provider calls"),
    "webhook": QT_TRANSLATE_NOOP("words", "Number of the shop's webhook"),
    "webhook_secret": QT_TRANSLATE_NOOP("words", "The webhook's secret"),
    "payments": QT_TRANSLATE_NOOP("words", "Payments come by: queue or calls"),
    "direct": QT_TRANSLATE_NOOP("words", "Use the /direct addresses: true"),
    "token": QT_TRANSLATE_NOOP("words", "Token"),
    "api_key": QT_TRANSLATE_NOOP("words", "API key"),
}
_WALLET = QT_TRANSLATE_NOOP("words", "Wallet number: {0}")
_WALLETS = "wallets."  # before the name of one of an account's wallets


def setting_words(name: str, owners: Sequence[str] = ()) -> str:
    """What an account's setting is called; `owners` are the ways to pay that need it. One that has
    no words here is shown by its name."""
    if name.startswith(_WALLETS) and owners:
        return say(_WALLET, ", ".join(owners))
    return say(_SETTINGS[name]) if name in _SETTINGS else name.replace("_", " ").capitalize()
