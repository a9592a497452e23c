"""Words for provider accounts: the names of their settings, and the provider's health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_HEALTH: Mapping[str, str] = {
    "untried": QT_TRANSLATE_NOOP("words", "Not tried yet"),
    "not_known": QT_TRANSLATE_NOOP("words", "No recent answer"),
    "reached": QT_TRANSLATE_NOOP("words", "Connected"),
    "offline": QT_TRANSLATE_NOOP("words", "Offline"),
    "not_trusted": QT_TRANSLATE_NOOP("words", "Not trusted"),
    "troubled": QT_TRANSLATE_NOOP("words", "Failing"),
    "acks_refused": QT_TRANSLATE_NOOP("words", "Queue stuck"),
    "crowded": QT_TRANSLATE_NOOP("words", "Queue full"),
    "locked_out": QT_TRANSLATE_NOOP("words", "No access"),
}


def health_words(health: str) -> str:
    """Returns the words for a provider's `Health`."""
    return say(_HEALTH[health])


# By their names in the rows of the methods.
_SETTINGS: Mapping[str, str] = {
    "pos_id": QT_TRANSLATE_NOOP("words", "Terminal number (POS)"),
    "entity": QT_TRANSLATE_NOOP("words", "Entity"),
    "account_number": QT_TRANSLATE_NOOP("words", "Account number"),
    "callback_url": QT_TRANSLATE_NOOP("words", "Address for payment notices"),
    "webhook": QT_TRANSLATE_NOOP("words", "Webhook number"),
    "webhook_secret": QT_TRANSLATE_NOOP("words", "Webhook secret"),
    "payments": QT_TRANSLATE_NOOP("words", "Payments arrive by: queue or calls"),
    "direct": QT_TRANSLATE_NOOP("words", "Use the /direct addresses"),
    "token": QT_TRANSLATE_NOOP("words", "Token"),
    "api_key": QT_TRANSLATE_NOOP("words", "API key"),
}
_WALLET = QT_TRANSLATE_NOOP("words", "Wallet number: {0}")
_WALLETS = "wallets."  # prefix of the setting of each wallet


def setting_words(name: str, owners: Sequence[str] = ()) -> str:
    """Returns the name of an account's setting; one without words here keeps its own.

    `owners` are the methods that need it.
    """
    if name.startswith(_WALLETS) and owners:
        return say(_WALLET, ", ".join(owners))
    return say(_SETTINGS[name]) if name in _SETTINGS else name.replace("_", " ").capitalize()
