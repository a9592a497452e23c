"""Seals providers' keys for the database, so that neither it nor a copy of it gives one away.

AES-GCM with a fresh nonce each. Two keys, of which the second follows from the first and does not
give it away: `OFFICE_KEY` opens providers' keys and is known to the collecting process alone;
`OFFICE_PATHS_KEY` opens the addresses at which providers call, which tills are told.
"""

import base64
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos_app.domain.errors import EnvironmentFailed

KEY_VARIABLE = "OFFICE_KEY"
PATHS_VARIABLE = "OFFICE_PATHS_KEY"
_BYTES = 32
_NONCE = 12


class NoSealingKey(EnvironmentFailed):
    """The key is not in the environment, or is none, or another one than it was sealed with."""


class Seal:
    """One key that seals and opens. `about` says what is sealed: it opens under the same alone."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def close(self, secret: str, about: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, secret.encode(), about)

    def open(self, sealed: bytes, about: bytes) -> str:
        """Raises NoSealingKey where it was sealed with another key."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about).decode()
        except InvalidTag:
            raise NoSealingKey("a provider's key was sealed with another key") from None

    def for_paths(self) -> "Seal":
        """Returns the seal of the addresses."""
        return Seal(HKDF(SHA256(), _BYTES, salt=None, info=b"paths").derive(self._key))

    @property
    def written(self) -> str:
        """The key, as it stands in the environment."""
        return base64.urlsafe_b64encode(self._key).decode("ascii")

    @classmethod
    def new(cls) -> "Seal":
        return cls(os.urandom(_BYTES))


def seal_in(environment: Mapping[str, str], variable: str = KEY_VARIABLE) -> Seal:
    """Returns the seal whose key is in the environment. Raises NoSealingKey."""
    written = environment.get(variable, "")
    try:
        key = base64.urlsafe_b64decode(written.encode("ascii"))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise NoSealingKey(f"{variable} must hold 32 bytes in base64")
    return Seal(key)
