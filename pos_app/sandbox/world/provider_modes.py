"""Switches between known variants of a provider's behaviour (the control API's modes).

Unlike a fault a mode stays until it is set back, and its answers are true.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.sandbox.world.world import World

USUAL = "usual"
_SECONDS = re.compile(r"-?[0-9]{1,9}")
_NO_DATE = "none"


@dataclass(frozen=True, slots=True)
class Setting:
    value: str


Choices = Mapping[str, tuple[str, ...]]

# The first choice of each is the default.
_OF_CLICPAY: Choices = {
    "history": (USUAL, "rows", "data"),
    "history_number": ("national", "international", "none"),
    "history_time": ("created_at", "initiated_at"),
    "centavos": ("kept", "rounded", "refused", "failed"),
    "codes": ("message", "fields", "both"),
}
_OF_VPOS: Choices = {"refunds": ("when_done", "at_once")}
# Real payments in its sandbox name no fee (field notes), those of its document do.
_OF_PROXYPAY: Choices = {"fee": ("none", "named")}


class Modes:
    """The modes by provider and name; a wallet's own setting overrules its provider's."""

    def __init__(self, world: World, providers: tuple[str, ...]) -> None:
        self._settings = world.shelf("modes", Setting)
        of = {"clicpay": _OF_CLICPAY, "vpos": _OF_VPOS, "proxypay": _OF_PROXYPAY}
        self._choices: Mapping[str, Choices] = {name: of.get(name, {}) for name in providers}

    def of(self, provider: str, name: str, wallet: int | None = None) -> str:
        settings = self._settings
        set_ = settings.get(f"{provider}.{name}.{wallet}") or settings.get(f"{provider}.{name}")
        return self._choices[provider][name][0] if set_ is None else set_.value

    def shift(self, provider: str) -> int | None:
        """Return the seconds by which its Date header is ahead; None: it sends no Date."""
        set_ = self._settings.get(f"{provider}.date")
        if set_ is None:
            return 0
        return None if set_.value == _NO_DATE else int(set_.value)

    def set(self, provider: str, name: str, value: str, wallet: int | None = None) -> None:
        """Set a mode. Raise ValueError with the possible values."""
        if provider not in self._choices:
            raise ValueError(f"provider must be one of {', '.join(self._choices)}")
        if name == "date":
            if value != _NO_DATE and not _SECONDS.fullmatch(value):
                raise ValueError("date must be seconds ahead of the truth, or none")
        elif value not in self._choices[provider].get(name, ()):
            known = {mode: list(values) for mode, values in self._choices[provider].items()}
            raise ValueError(f"must be one of {known}, or date with seconds")
        of_wallet = "" if wallet is None else f".{wallet}"
        self._settings[f"{provider}.{name}{of_wallet}"] = Setting(value)

    def shown(self) -> dict[str, Any]:
        return {key: setting.value for key, setting in self._settings.items()}
