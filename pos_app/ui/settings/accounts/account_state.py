"""Badge of an account: whether it works, as far as anybody has tried."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import label, restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QLabel


class AccountState(StrEnum):
    NOT_USED = "not_used"
    NOT_TESTED = "not_tested"
    WORKS = "works"
    KEY_REFUSED = "key_refused"


_WORDS: Mapping[AccountState, Callable[[], str]] = {
    AccountState.NOT_USED: lambda: QCoreApplication.translate("account_state", "not used"),
    AccountState.NOT_TESTED: lambda: QCoreApplication.translate("account_state", "not tested"),
    AccountState.WORKS: lambda: QCoreApplication.translate("account_state", "works"),
    AccountState.KEY_REFUSED: lambda: QCoreApplication.translate("account_state", "key refused"),
}
_LOOKS: Mapping[AccountState, tuple[str, str]] = {  # its tone, and a sign beside the colour
    AccountState.NOT_USED: ("muted", ""),
    AccountState.NOT_TESTED: ("muted", ""),
    AccountState.WORKS: ("paid", "✓ "),
    AccountState.KEY_REFUSED: ("fail", "✕ "),
}


def make_badge(name: str) -> QLabel:
    badge = label(Size.SMALL, strong=True, name=name)
    badge.setProperty("box", "badge")
    return badge


def show_state(badge: QLabel, state: AccountState) -> None:
    tone, sign = _LOOKS[state]
    badge.setText(f"{sign}{_WORDS[state]()}")
    restyle(badge, tone=tone)
