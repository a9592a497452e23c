"""Passwords: what argon2id makes of one proves it, and seals the secret of its codes.

One hash gives two keys. Of the first the office keeps the SHA-256; the second it never keeps, and
seals by it. So a copy of the database has neither the password nor what makes its codes.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LEAST, MOST = 12, 200  # characters
_SALT = 16  # bytes
_NONCE = 12
_KEY = 32
_FEWEST_DIFFERENT = 5  # characters


class Cost(NamedTuple):
    """Of one try. RFC 9106's second choice, for little memory: 64 MiB, 3 passes, 4 lanes."""

    memory: int = 65536  # KiB
    passes: int = 3
    lanes: int = 4

    def __str__(self) -> str:
        return f"m={self.memory},t={self.passes},p={self.lanes}"


def cost_of(text: str) -> Cost:
    """Parses what `str` makes of a cost. Raises ValueError."""
    memory, passes, lanes = (int(part.partition("=")[2]) for part in text.split(","))
    return Cost(memory, passes, lanes)


@dataclass(frozen=True)
class Sealed:
    """What the office keeps of a password, and of the secret that it sealed."""

    salt: bytes
    cost: str
    hash: bytes = field(repr=False)
    secret: bytes = field(repr=False)


def seal(password: str, secret: bytes, cost: Cost) -> Sealed:
    """Returns what to keep. Slow by intent: not on a server's loop."""
    salt = secrets.token_bytes(_SALT)
    proof, key = _keys(password, salt, cost)
    nonce = secrets.token_bytes(_NONCE)
    return Sealed(salt, str(cost), proof, nonce + AESGCM(key).encrypt(nonce, secret, salt))


def opened(password: str, kept: Sealed) -> bytes | None:
    """Returns the secret, or None for another password. Slow by intent."""
    proof, key = _keys(password, kept.salt, cost_of(kept.cost))
    if not hmac.compare_digest(proof, kept.hash):
        return None
    try:
        return AESGCM(key).decrypt(kept.secret[:_NONCE], kept.secret[_NONCE:], kept.salt)
    except InvalidTag:  # somebody put another's secret into this row
        return None


def nobodys(cost: Cost) -> Sealed:
    """Returns what no password opens, at the price of a real one: for names that nobody has."""
    return Sealed(bytes(_SALT), str(cost), secrets.token_bytes(_KEY), b"")


def _keys(password: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    made = hash_secret_raw(
        unicodedata.normalize("NFKC", password)[:MOST].encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=2 * _KEY,
        type=Type.ID,
    )
    return hashlib.sha256(made[:_KEY]).digest(), made[_KEY:]


def is_good(password: str, *, email: str, name: str) -> bool:
    """Returns whether it may be somebody's password: long, and not their own name. Which signs it
    is of is not asked (NIST SP 800-63B-4, 3.1.1.2)."""
    if not LEAST <= len(password) <= MOST or len(set(password)) < _FEWEST_DIFFERENT:
        return False
    plain = password.casefold()
    known = {email.casefold(), email.partition("@")[0].casefold(), name.casefold(), "password"}
    left = plain
    for word in sorted(known - {""}, key=len, reverse=True):
        left = left.replace(word, "")
    return len(left) >= LEAST // 2
