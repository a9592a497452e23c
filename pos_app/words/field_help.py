"""Help for the field that somebody fills in: where its text is found, what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.words.services import account_service, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class FieldHelp:
    """Help of one field. `looks_like` may be empty."""

    title: str
    lines: Sequence[str]
    looks_like: str = ""


_SIGN_IN = QT_TRANSLATE_NOOP("words", "Sign in to your merchant account {at}.")
_SAVE = QT_TRANSLATE_NOOP("words", "Paste it into the field, and press Save and test.")
_KEY = (
    QT_TRANSLATE_NOOP("words", "Where to find the key {of}"),
    (
        _SIGN_IN,
        QT_TRANSLATE_NOOP("words", "Look for the API key or token, and copy all of it."),
        _SAVE,
    ),
    QT_TRANSLATE_NOOP("words", "letters and digits, without spaces"),
)
_NUMBER = QT_TRANSLATE_NOOP("words", "digits only")
_LINK = QT_TRANSLATE_NOOP("words", "https:// and a name")

# By the names of the settings, as in `words/accounts.py`: title, lines, looks.
_ACCOUNT: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "token": _KEY,
    "api_key": _KEY,
    "base_url": (
        QT_TRANSLATE_NOOP("words", "Address {of}"),
        (
            QT_TRANSLATE_NOOP(
                "words", "It is already filled in. Change it only if {the} gives you another one."
            ),
        ),
        _LINK,
    ),
    "pos_id": (
        QT_TRANSLATE_NOOP("words", "Terminal number"),
        (
            QT_TRANSLATE_NOOP(
                "words", "It is in your contract with {the}, and on the page of your terminals."
            ),
        ),
        _NUMBER,
    ),
    "entity": (
        QT_TRANSLATE_NOOP("words", "Entity"),
        (
            QT_TRANSLATE_NOOP(
                "words",
                "It is in your contract with {the}. Customers type it before the reference.",
            ),
        ),
        QT_TRANSLATE_NOOP("words", "five digits"),
    ),
    "account_number": (
        QT_TRANSLATE_NOOP("words", "Account number"),
        (_SIGN_IN, QT_TRANSLATE_NOOP("words", "The number is in your account's profile.")),
        _NUMBER,
    ),
    "webhook_secret": (
        QT_TRANSLATE_NOOP("words", "Secret of the webhook"),
        (
            QT_TRANSLATE_NOOP(
                "words",
                "{The} shows it once, when you create the webhook. Without a webhook, leave "
                "it empty.",
            ),
        ),
        QT_TRANSLATE_NOOP("words", "letters and digits, without spaces"),
    ),
}
_WALLET = (
    QT_TRANSLATE_NOOP("words", "Number of a wallet"),
    (
        _SIGN_IN,
        QT_TRANSLATE_NOOP("words", "The list of wallets has one number for each."),
        QT_TRANSLATE_NOOP("words", "Fill in only the wallets that you use."),
    ),
    _NUMBER,
)
_OPTIONAL = QT_TRANSLATE_NOOP("words", "Only if {the} has asked you to. If not, leave it as it is.")


def account_help(setting: str, title: str, brand: str) -> FieldHelp:
    """Returns the help for a setting of the account at `brand`. `title` is what the field is
    called."""
    service = account_service(brand)
    known = _WALLET if setting.startswith("wallets.") else _ACCOUNT.get(setting)
    if known is None:
        return FieldHelp(title, (say_of(service, _OPTIONAL),))
    head, lines, looks = known
    return FieldHelp(say_of(service, head), [say_of(service, line) for line in lines], say(looks))
