"""Keeps the providers' keys in an encrypted file with a passphrase, for a Linux without a keyring.

The file holds a random salt, and every key in one token of Fernet (AES-128-CBC under HMAC-SHA256).
argon2id, with the parameters of RFC 9106 for systems with little memory, derives Fernet's key from
the passphrase, which is stored nowhere: a person who has lost it types the keys again.
"""

from __future__ import annotations

import base64
import json
import secrets
import unicodedata
from threading import Lock
from typing import TYPE_CHECKING

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    KeysDamaged,
    KeysNewer,
    NoPassphraseYet,
    PassphraseNeeded,
    SettingsUnavailable,
    WrongPassphrase,
)
from pos_app.system.private_files import read_small, write_privately

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cryptography.fernet import Fernet

LEAST = 8  # characters of a passphrase
_VERSION = 1  # version of the file: how its key is derived
_SALT = 16  # bytes, as those below
_AROUND_BLOCKS, _BLOCK = 1 + 8 + 16 + 32, 16
_NO_KEYS = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class KeyFile:
    """A key file, locked until somebody gives the passphrase. Calls take a while: not for the GUI
    thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._salt = b""
        self._fernet: Fernet | None = None
        self._keeping = Lock()  # two accounts may be saved at once, each in a thread

    @property
    def exists(self) -> bool:
        return self._path.exists()

    @property
    def is_open(self) -> bool:
        return self._fernet is not None

    def unlock(self, passphrase: str) -> None:
        """Unlocks the file; a file that does not exist yet gets this passphrase.

        Raises WrongPassphrase, BadInput for a new one that is too short, KeysDamaged.
        """
        words = as_typed(passphrase)
        if not self.exists:
            if len(words) < LEAST:
                raise BadInput(Field.PASSPHRASE, InputProblem.PASSPHRASE_TOO_SHORT, str(LEAST))
            self._salt = secrets.token_bytes(_SALT)
            self._fernet = _fernet(words, self._salt)
            return
        salt, token = self._read()
        fernet = _fernet(words, salt)
        self._decrypted(fernet, token)
        self._salt, self._fernet = salt, fernet

    def get(self, name: str) -> str:
        """Returns the key, or "" if it was never kept. Raises PassphraseNeeded, WrongPassphrase
        where somebody has made the file anew since, KeysDamaged."""
        return self._keys().get(name, "")

    def keep(self, name: str, value: str) -> None:
        """Stores the key. Raises as `get` does, and SettingsUnavailable where the file cannot be
        written."""
        with self._keeping:
            self._write({**self._keys(), name: value})

    # --- inside -----------------------------------------------------------------------------------

    def _write(self, keys: Mapping[str, str]) -> None:
        token = self._opened().encrypt(json.dumps(keys).encode())
        salt = base64.b64encode(self._salt).decode()
        known = {"version": _VERSION, "salt": salt, "keys": token.decode()}
        try:
            write_privately(self._path, json.dumps(known, indent=1).encode())
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    def _opened(self) -> Fernet:
        if self._fernet is None:
            raise PassphraseNeeded if self.exists else NoPassphraseYet
        return self._fernet

    def _keys(self) -> Mapping[str, str]:
        fernet = self._opened()
        if not self.exists:
            return {}
        _, token = self._read()
        return self._decrypted(fernet, token)

    def _read(self) -> tuple[bytes, bytes]:
        try:
            known = json.loads(read_small(self._path))
            if known["version"] != _VERSION:
                raise KeysNewer(str(self._path))
            salt = base64.b64decode(known["salt"], validate=True)
            token = known["keys"].encode()
            if len(salt) != _SALT or not _is_token(token):
                raise KeysDamaged(f"{self._path}: it was cut off")
        except _NO_KEYS as error:
            raise KeysDamaged(f"{self._path}: {type(error).__name__}") from error
        return salt, token

    def _decrypted(self, fernet: Fernet, token: bytes) -> Mapping[str, str]:
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            keys = json.loads(fernet.decrypt(token))
        except InvalidToken:
            raise WrongPassphrase("the file of keys stays closed") from None
        except _NO_KEYS as error:
            raise KeysDamaged(f"{self._path}: {type(error).__name__}") from error
        if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
            raise KeysDamaged(f"{self._path}: of another shape")
        return keys


def _is_token(token: bytes) -> bool:
    """Tells whether `Fernet` can have made it, by its specification (github.com/fernet/spec): a
    version, an instant, a vector, blocks, an HMAC."""
    content = base64.b64decode(token, altchars=b"-_", validate=True)
    blocks = len(content) - _AROUND_BLOCKS
    return content[:1] == b"\x80" and blocks > 0 and blocks % _BLOCK == 0


def as_typed(passphrase: str) -> str:
    """Returns the passphrase in one form, however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", passphrase.strip())


def _fernet(passphrase: str, salt: bytes) -> Fernet:
    from cryptography.fernet import Fernet  # noqa: PLC0415

    return Fernet(base64.urlsafe_b64encode(derived_key(passphrase, salt)))


def derived_key(passphrase: str, salt: bytes) -> bytes:
    """Returns the 32 bytes that argon2id makes of a passphrase; it takes a while."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - few computers need it
    from argon2.profiles import RFC_9106_LOW_MEMORY as COST  # noqa: PLC0415

    return hash_secret_raw(
        passphrase.encode(errors="surrogateescape"),  # of a variable that is no text
        salt,
        time_cost=COST.time_cost,
        memory_cost=COST.memory_cost,
        parallelism=COST.parallelism,
        hash_len=32,
        type=Type.ID,
    )
