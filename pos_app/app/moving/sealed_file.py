"""A long file, encrypted and authenticated under a passphrase, in parts that fit into memory.

The layout is that of STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: *Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance*, 2015): each part is sealed by ChaCha20-Poly1305 with its
number in the nonce, and the last one with a mark of the end. So no part can be changed, left out,
doubled or moved, and a file that was cut off does not open. argon2id makes the key, as that of the
key file.

    magic, version (1 byte), salt (16), prefix of the nonces (7)
    part 0: nothing; it only tells whether the passphrase is right
    parts 1…: a mebibyte each, the last one of them what is left
    the seal: nothing, with the mark of the end

Nobody can open a file without its seal, its maker neither: the seal is written last, by whoever has
given up what the file stands for.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import TYPE_CHECKING

from pos_app.domain.errors import MoveFileClosed, MoveFileNewer, MoveFileUnusable
from pos_app.installation.credential_file import as_typed, derived_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MAGIC = b"pos-app moved till\n"
VERSION = 1
PART = 1 << 20  # bytes of content
SEAL = 16  # bytes, of each part's tag too
_SALT, _PREFIX = 16, 7
HEADER = len(MAGIC) + 1 + _SALT + _PREFIX


class _SealedParts:
    """Seals and opens parts in their order."""

    def __init__(self, header: bytes, passphrase: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 - seldom

        salt = header[len(MAGIC) + 1 :][:_SALT]
        self._cipher: ChaCha20Poly1305 = ChaCha20Poly1305(derived_key(as_typed(passphrase), salt))
        self._header = header
        self._number = 0

    def seal(self, content: bytes, *, is_end: bool = False) -> bytes:
        return self._cipher.encrypt(self._nonce(is_end=is_end), content, self._header)

    def open(self, part: bytes, *, is_end: bool = False) -> bytes:
        """Raises InvalidTag."""
        return self._cipher.decrypt(self._nonce(is_end=is_end), part, self._header)

    def _nonce(self, *, is_end: bool) -> bytes:
        number, self._number = self._number, self._number + 1
        return self._header[-_PREFIX:] + number.to_bytes(4, "big") + bytes([is_end])


class SealedWriter:
    """Writes all parts but the seal."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        header = MAGIC + bytes([VERSION]) + secrets.token_bytes(_SALT + _PREFIX)
        self._file = file
        self._parts = _SealedParts(header, passphrase)
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self.size = 0  # bytes of the file, with the seal once that was made
        self._put(header)
        self._put(self._parts.seal(b""))

    def write(self, content: bytes) -> None:
        """Raises OSError."""
        self._waiting += content
        while len(self._waiting) >= PART:
            self._put(self._parts.seal(bytes(self._waiting[:PART])))
            del self._waiting[:PART]

    def finish(self) -> bytes:
        """Writes what is left, and returns the seal, which is not written. Raises OSError."""
        if self._waiting:
            self._put(self._parts.seal(bytes(self._waiting)))
        seal = self._parts.seal(b"", is_end=True)
        self._digest.update(seal)
        self.size += len(seal)
        return seal

    @property
    def sha256(self) -> str:
        """Of the file with its seal, once that was made."""
        return self._digest.hexdigest()

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self.size += len(content)


def opened_parts(file: BinaryIO, passphrase: str, seal: bytes = b"") -> Iterator[bytes]:
    """Returns the content, part by part: what came is authentic, and all of it once the last part
    has come. `seal` is that of a file that has none yet.

    Raises MoveFileClosed for a wrong passphrase, MoveFileNewer, MoveFileUnusable, OSError.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - seldom

    header = file.read(HEADER)
    if not header.startswith(MAGIC):
        raise MoveFileUnusable("it is no till that was moved out")
    version = header[len(MAGIC) : len(MAGIC) + 1]
    if version > bytes([VERSION]):
        raise MoveFileNewer(f"version {version[0]}")
    left = os.fstat(file.fileno()).st_size + len(seal) - HEADER - SEAL - SEAL
    if left < 0 or version != bytes([VERSION]):
        raise MoveFileUnusable("it was cut off")
    parts = _SealedParts(header, passphrase)
    try:
        parts.open(file.read(SEAL))
    except InvalidTag:
        raise MoveFileClosed("the first part stays closed") from None
    try:
        while left > 0:
            content = parts.open(file.read(min(left, PART + SEAL)))
            left -= len(content) + SEAL
            yield content
        parts.open(seal or file.read(), is_end=True)
    except InvalidTag:
        raise MoveFileUnusable("it was changed, or cut off") from None


def sha256_of(contents: Iterable[bytes]) -> str:
    """Returns the digest of what comes, bit by bit. Raises OSError."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
