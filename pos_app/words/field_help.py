"""Help for the field that somebody fills in: where its text is found, what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class FieldHelp:
    """Help of one field. `looks_like` may be empty."""

    title: str
    lines: Sequence[str]
    looks_like: str = ""


_SIGN_IN = QT_TRANSLATE_NOOP("words", "Sign in to your merchant account at {0}.")
_SAVE = QT_TRANSLATE_NOOP("words", "Paste it into the field, and press Save and test.")
_KEY = (
    QT_TRANSLATE_NOOP("words", "Where to find the key of {0}"),
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
        QT_TRANSLATE_NOOP("words", "Address of {0}"),
        (
            QT_TRANSLATE_NOOP(
                "words", "It is filled in already. Change it only if {0} gives you another one."
            ),
        ),
        _LINK,
    ),
    "pos_id": (
        QT_TRANSLATE_NOOP("words", "Terminal number"),
        (
            QT_TRANSLATE_NOOP(
                "words", "It is in your contract with {0}, and on the page of your terminals."
            ),
        ),
        _NUMBER,
    ),
    "entity": (
        QT_TRANSLATE_NOOP("words", "Entity"),
        (
            QT_TRANSLATE_NOOP(
                "words", "It is in your contract with {0}. Customers type it before the reference."
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
                "{0} shows it once, when the webhook is made. Without a webhook, leave it empty.",
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
_OPTIONAL = QT_TRANSLATE_NOOP("words", "Only if {0} has asked you to. Else leave it as it is.")


def account_help(setting: str, title: str, brand: str) -> FieldHelp:
    """Returns the help for a setting of the account at `brand`. `title` is what the field is
    called."""
    known = _WALLET if setting.startswith("wallets.") else _ACCOUNT.get(setting)
    if known is None:
        return FieldHelp(title, (say(_OPTIONAL, brand),))
    head, lines, looks = known
    return FieldHelp(say(head, brand), [say(line, brand) for line in lines], say(looks))
