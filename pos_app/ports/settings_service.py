"""The settings port: the shop's settings and provider accounts, and slips on paper or as files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.people.approval import Approval


Setting = str | int | bool


class SecretLocation(StrEnum):
    """The place of a secret. Nowhere is false."""

    NOWHERE = ""
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"  # encrypted, on a Linux without a keyring


@dataclass(frozen=True)
class AccountForm:
    """One provider's account as the settings page shows it; secrets themselves are never shown."""

    provider: str
    name: str
    base_url: str
    options: Mapping[str, str]
    secrets: Mapping[str, SecretLocation]  # by their names: where each is

    @property
    def may_be_asked(self) -> bool:
        """Whether it has its key, which is the first of its secrets, or needs none."""
        return all(list(self.secrets.values())[:1])


@dataclass(frozen=True)
class AccountChange:
    """New values of a provider's account; its secrets come apart."""

    provider: str
    base_url: str
    options: Mapping[str, str]


class SettingsService(Protocol):
    """The shop's settings."""

    async def accounts(self) -> Sequence[AccountForm]: ...

    async def save_account(
        self, account: AccountChange, secrets: Mapping[str, str], approval: Approval | None = None
    ) -> None:
        """Saves the account; a secret that is not named stays as it is.

        Raises BadInput, PassphraseNeeded, NotApproved once there is a manager, NotInTraining, or
        EnvironmentFailed.
        """

    async def shop(self) -> Mapping[str, Setting]:
        """Returns all settings of the shop, by their names in the settings file."""

    async def save_shop(
        self, changes: Mapping[str, Setting], approval: Approval | None = None
    ) -> None:
        """Saves the changed settings. Anybody may change language, colours and the like; a setting
        that appears on slips, or decides the business day, raises as `save_account` does."""

    async def keep_logo(self, png: bytes) -> str:
        """Writes the picture, and returns its name for the setting `logo`, which is saved like
        every other one. Raises BadInput, SettingsUnavailable."""

    async def logo(self, name: str) -> bytes:
        """Returns the picture of this name; nothing where there is none."""

    async def key_place(self) -> SecretLocation:
        """Returns where a newly typed key would be stored."""

    async def keys_are_locked(self) -> bool:
        """Returns whether there are keys that need a passphrase."""

    async def unlock_keys(self, passphrase: str) -> None:
        """Unlocks the accounts' keys with the passphrase; if there are none yet, sets it.

        Raises WrongPassphrase, BadInput for a new one that is too short, KeysDamaged.
        """
