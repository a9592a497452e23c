"""The providers' keys: from the environment, the system's keyring or, on a Linux without one, a
file that a passphrase opens; and from nowhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pos_app.domain.clean_text import clean
from pos_app.domain.errors import (
    BadInput,
    Complaint,
    Field,
    KeyringUnavailable,
    NoPassphraseYet,
    PassphraseNeeded,
    WrongPassphrase,
)
from pos_app.keyfile import KeyFile
from pos_app.ports.office import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from keyring.backend import KeyringBackend

PASSPHRASE = "POS_APP_PASSPHRASE"  # noqa: S105 - the name of the variable
# keyring's own mark: a backend below it keeps nothing (null, fail) or keeps it for all to read.
_TRUSTED = 1
WITHOUT_KEYRING = frozenset({"linux"})  # systems that may have none


class Keys:
    """The keys of one installation. Calls may wait for the keyring: not for the GUI thread."""

    def __init__(
        self, till_id: str, file: Path, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._service = f"pos-app {till_id}"
        self._file = KeyFile(file)
        self._environment = environment
        self._passphrase = environment.get(PASSPHRASE, "")

    def get(self, provider: str, name: str) -> str:
        """The secret, or nothing where it was never given.

        Raises PassphraseNeeded while the file of keys is closed, WrongPassphrase where the
        environment's does not open it, and KeysDamaged.
        """
        return self._find(provider, name)[0]

    def where(self, provider: str, name: str) -> Kept:
        """Where the secret is, as far as that can be seen now."""
        try:
            return self._find(provider, name)[1]
        except (KeyringUnavailable, WrongPassphrase):
            return Kept.NOWHERE

    def keep(self, provider: str, name: str, value: str) -> None:
        """Raises BadInput, KeyringUnavailable, PassphraseNeeded, SettingsUnavailable."""
        secret = check_secret(value, f"{provider}.{name}")
        if not self._keep_in_ring(f"{provider}.{name}", secret):
            self._opened().keep(f"{provider}.{name}", secret)

    @property
    def place(self) -> Kept:
        """Where a key is put that somebody types."""
        if self._asked_of_ring("probe") is not None:
            return Kept.KEYRING
        return Kept.FILE if sys.platform in WITHOUT_KEYRING else Kept.NOWHERE

    def check_place(self) -> None:
        """That a key can be put there now. Raises as `keep` does."""
        if self.place is not Kept.KEYRING:
            self._opened()

    @property
    def are_locked(self) -> bool:
        """Whether there are keys that only a passphrase would show."""
        return self._file.exists and not self._file.is_open

    def unlock(self, passphrase: str) -> None:
        """Opens the file of keys, or chooses what will. Raises as `KeyFile.unlock` does."""
        self._file.unlock(passphrase)

    def unlock_by_environment(self) -> None:
        """Raises WrongPassphrase, once: it is not tried again."""
        passphrase, self._passphrase = self._passphrase, ""
        if passphrase and not self._file.is_open:
            self._file.unlock(passphrase)

    # --- inside -----------------------------------------------------------------------------------

    def _find(self, provider: str, name: str) -> tuple[str, Kept]:
        full = f"{provider}.{name}"
        found = self._environment.get(f"POS_APP_{provider}_{name}".upper(), "").strip()
        place = Kept.ENVIRONMENT
        if not found:
            found, place = self._asked_of_ring(full) or "", Kept.KEYRING
        if not found and self._file.exists:
            found, place = self._opened().get(full), Kept.FILE
        return (check_secret(found, full), place) if found else ("", Kept.NOWHERE)

    def _opened(self) -> KeyFile:
        """Raises PassphraseNeeded, or KeyringUnavailable where a system has a keyring and it alone
        is to be used."""
        if sys.platform not in WITHOUT_KEYRING:
            raise KeyringUnavailable("the system's keyring does not answer")
        self.unlock_by_environment()
        if not self._file.is_open:
            raise PassphraseNeeded if self._file.exists else NoPassphraseYet
        return self._file

    def _asked_of_ring(self, name: str) -> str | None:
        """What the keyring has under this name, if only nothing; None where it cannot be used."""
        ring = trusted_keyring()
        if ring is None:
            return None
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return ring.get_password(self._service, name) or ""
        except KeyringError:  # locked, or gone
            return None

    def _keep_in_ring(self, name: str, secret: str) -> bool:
        ring = trusted_keyring()
        if ring is None:
            return False
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            ring.set_password(self._service, name, secret)
        except KeyringError:
            return False
        return True


def trusted_keyring() -> KeyringBackend | None:
    """The system's own, unless it keeps nothing, or keeps it for everybody to read."""
    import keyring  # noqa: PLC0415 - asks the desktop for its keyring when it is imported

    ring = keyring.get_keyring()
    try:
        trusted = ring.priority >= _TRUSTED
    except RuntimeError:  # it was asked for by name, and this system does not have it
        return None
    return ring if trusted else None


def check_secret(text: str, name: str) -> str:
    """A key that can stand in a header: printable, without blanks. Raises BadInput."""
    secret = clean(text).strip()
    if not secret or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise BadInput(Field.SETTINGS, Complaint.SETTING_INVALID, name)
    return secret
