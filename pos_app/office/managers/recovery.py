"""Recovery codes: each once in the place of an app's code, for whoever lost the phone."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from pos_app.office.database.connections import Connection

COUNT = 8
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_LENGTH = 16  # 79 bits

_END = b"UPDATE recovery_code SET ended_at = %s WHERE manager = %s AND ended_at IS NULL"
_ADD = b"""
INSERT INTO recovery_code (manager, code_sha256, made_at) SELECT %s, code, %s
FROM unnest(%s::bytea[]) AS code
"""
_USE = b"""
UPDATE recovery_code SET used_at = %s
WHERE manager = %s AND code_sha256 = %s AND used_at IS NULL AND ended_at IS NULL RETURNING 1
"""
_LEFT = b"""
SELECT count(*) FROM recovery_code WHERE manager = %s AND used_at IS NULL AND ended_at IS NULL
"""


async def give(connection: Connection, manager: int, now: datetime) -> Sequence[str]:
    """Makes new codes, in the caller's transaction; older ones are good no more. They are shown
    once."""
    codes = [_new() for _ in range(COUNT)]
    await end(connection, manager, now)
    await connection.execute(_ADD, [manager, now, [_digest(manager, code) for code in codes]])
    return codes


async def end(connection: Connection, manager: int, now: datetime) -> None:
    """Makes all their codes good no more."""
    await connection.execute(_END, [now, manager])


async def use(connection: Connection, manager: int, typed: str, now: datetime) -> bool:
    """Returns whether it is a code of theirs; it is spent then."""
    used = await connection.execute(_USE, [now, manager, _digest(manager, typed)])
    return await used.fetchone() is not None


async def left(connection: Connection, manager: int) -> int:
    row = await (await connection.execute(_LEFT, [manager])).fetchone()
    return row[0] if row else 0


def _new() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, _LENGTH, 4))


def _digest(manager: int, code: str) -> bytes:
    """A hash without a salt will do: nobody guesses 79 bits."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(f"{manager}:{plain}".encode()).digest()
