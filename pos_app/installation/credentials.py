"""Finds and keeps the providers' keys: environment, system keyring, or encrypted key file."""

from __future__ import annotations

import os
import sys
from copy import copy
from typing import TYPE_CHECKING

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    KeyringSilent,
    KeyringUnavailable,
    NoPassphraseYet,
    PassphraseNeeded,
    WrongPassphrase,
)
from pos_app.domain.text.typed_text import clean
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.keyring_process import PATIENCE, Heard, Ring
from pos_app.ports.settings_service import SecretLocation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pos_app.installation.keyring_process import KeepsSecrets

PASSPHRASE = "POS_APP_PASSPHRASE"  # noqa: S105 - the name of the variable
WITHOUT_KEYRING = frozenset({"linux"})  # systems that may have none


class Keys:
    """The keys of one installation. Calls wait for the keyring, for some seconds at most: not for
    the GUI thread."""

    def __init__(
        self,
        till_id: str,
        file: Path,
        environment: Mapping[str, str] = os.environ,
        ring: KeepsSecrets | None = None,
        *,
        key_file: KeyFile | None = None,
    ) -> None:
        """`ring` replaces the system's keyring. `key_file` is the file as this process knows it,
        perhaps unlocked already."""
        self._own_ring = Ring(f"pos-app {till_id}")
        self._ring: KeepsSecrets = ring or self._own_ring
        self._heard: Heard | None = None  # the keyring's last answer
        self._file = key_file or KeyFile(file)
        self._environment = environment
        self._passphrase = environment.get(PASSPHRASE, "")

    def get(self, provider: str, name: str) -> str:
        """Returns the secret, or "" if it was never given.

        Raises PassphraseNeeded while the key file is locked, WrongPassphrase where the passphrase
        in the environment does not open it, and KeysDamaged.
        """
        return self._find(provider, name)[0]

    def where(self, provider: str, name: str) -> SecretLocation:
        """Tells where the secret is, as far as that can be seen now."""
        try:
            return self._find(provider, name)[1]
        except (KeyringUnavailable, WrongPassphrase):
            return SecretLocation.NOWHERE

    def keep(self, provider: str, name: str, value: str) -> None:
        """Stores a key. Raises BadInput, KeyringUnavailable, PassphraseNeeded,
        SettingsUnavailable."""
        secret = check_secret(value, f"{provider}.{name}")
        if not self._keep_in_ring(f"{provider}.{name}", secret):
            self._opened().keep(f"{provider}.{name}", secret)

    def kept(self, names: Iterable[str]) -> Mapping[str, str]:
        """Returns what this computer itself keeps under these names, whatever the environment has.
        Raises KeyringSilent, also for a locked keyring, which may have any of them; and as `get`
        does."""
        wanted = [*names]
        answer = self._ring.get(*wanted)
        if answer is None and self._ring.refuses():
            raise KeyringSilent("the keyring is locked")
        found = dict(answer or {})
        if self._file.exists:
            file = self._opened()
            found |= {name: file.get(name) for name in wanted if not found.get(name)}
        return {name: value for name, value in found.items() if value}

    def close(self) -> None:
        """Ends every wait for the keyring."""
        self._own_ring.close()

    def asked(self, names: Iterable[str], patience: float = PATIENCE) -> Keys:
        """Returns the same keys with the keyring's answers for these names, read at once: each
        question to it is a process. If it is too slow they go on without it, and `is_ring_silent`
        is true."""
        needed = [name for name in names if not self._of_environment(name)]
        if not needed:
            return self._with(Heard(self._ring, {}))
        try:
            heard = self._heard = Heard(self._ring, self._ring.get(*needed, patience=patience))
        except KeyringSilent:
            if self._heard is None:
                return self.without_ring()
            heard = self._heard  # the till goes on selling with the keys that it has
        return self._with(heard)

    def without_ring(self) -> Keys:
        """Returns the same keys, without those of a keyring that does not answer."""
        return self._with(Heard(self._ring, None, is_silent=True))

    @property
    def is_ring_silent(self) -> bool:
        return isinstance(self._ring, Heard) and self._ring.is_silent

    @property
    def place(self) -> SecretLocation:
        """Tells where a newly typed key will be kept."""
        if self._asked_of_ring("probe") is not None:
            return SecretLocation.KEYRING
        return SecretLocation.FILE if sys.platform in WITHOUT_KEYRING else SecretLocation.NOWHERE

    def check_place(self) -> None:
        """Checks that a key can be kept there now. Raises as `keep` does."""
        if self.place is not SecretLocation.KEYRING:
            self._opened()

    @property
    def are_locked(self) -> bool:
        """Tells whether there is a key file that only a passphrase opens."""
        return self._file.exists and not self._file.is_open

    def unlock(self, passphrase: str) -> None:
        """Unlocks the key file, or sets its passphrase. Raises as `KeyFile.unlock` does."""
        self._file.unlock(passphrase)

    def unlock_by_environment(self) -> None:
        """Unlocks the key file with the passphrase in the environment, tried once only. Raises
        WrongPassphrase."""
        passphrase, self._passphrase = self._passphrase, ""
        if passphrase and not self._file.is_open:
            self._file.unlock(passphrase)

    # --- inside -----------------------------------------------------------------------------------

    def _with(self, ring: KeepsSecrets) -> Keys:
        same = copy(self)
        vars(same)["_ring"] = ring
        return same

    def _of_environment(self, full: str) -> str:
        return self._environment.get(f"POS_APP_{full.replace('.', '_')}".upper(), "").strip()

    def _find(self, provider: str, name: str) -> tuple[str, SecretLocation]:
        full = f"{provider}.{name}"
        found, place = self._of_environment(full), SecretLocation.ENVIRONMENT
        if not found:
            found, place = self._asked_of_ring(full) or "", SecretLocation.KEYRING
        if not found and self._file.exists:
            found, place = self._opened().get(full), SecretLocation.FILE
        return (check_secret(found, full), place) if found else ("", SecretLocation.NOWHERE)

    def _opened(self) -> KeyFile:
        """Returns the unlocked key file. Raises PassphraseNeeded, or KeyringUnavailable on systems
        where only the keyring may be used."""
        if sys.platform not in WITHOUT_KEYRING:
            raise KeyringUnavailable("the system's keyring does not answer")
        self.unlock_by_environment()
        if not self._file.is_open:
            raise PassphraseNeeded if self._file.exists else NoPassphraseYet
        return self._file

    def _asked_of_ring(self, name: str) -> str | None:
        """Returns the keyring's value for this name, "" where it has none; None where it cannot be
        used or does not answer in time."""
        try:
            found = self._ring.get(name)
        except KeyringSilent:
            return None
        return None if found is None else found[name]

    def _keep_in_ring(self, name: str, secret: str) -> bool:
        try:
            is_kept = self._ring.keep(name, secret)
        except KeyringSilent:
            return False
        if is_kept and self._heard is not None:
            self._heard = self._heard.knowing(name, secret)
        return is_kept


def check_secret(text: str, name: str) -> str:
    """Checks that a key can stand in a header: printable, without blanks. Raises BadInput."""
    secret = clean(text).strip()
    if not secret or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, name)
    return secret
