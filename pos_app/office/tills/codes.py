"""Enrolment codes: ten letters that a manager gives to a till, good once and for ten minutes.

The first four name the code and the other six prove it: so wrong tries count against the code that
they aim at, and nobody has more than five at it, however fast.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection
from pos_app.office.tills.secrets import digest
from pos_app.ports.office.invitation import TillInvitation

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"  # none that is taken for another or for a figure, and no words
_LENGTH = 10
_NAMING = 4

_MAKE = b"""
    INSERT INTO enrolment (named, code_sha256, shop, till, may_restore, made_by, expires_at)
    VALUES (%s, %s, %s, %s, %s, %s, now() + interval '10 min')
    ON CONFLICT (named) DO UPDATE SET
        code_sha256 = excluded.code_sha256, shop = excluded.shop, till = excluded.till,
        may_restore = excluded.may_restore, made_by = excluded.made_by, made_at = now(),
        expires_at = excluded.expires_at, tries_left = 5, used_at = NULL
    WHERE enrolment.expires_at < now() - interval '1 day'
    RETURNING expires_at
"""


@dataclass(frozen=True)
class CodeOrder:
    """A manager wants a till of this shop to enrol. `till` is the one that a new computer becomes;
    it may read that till's events back if `may_restore`."""

    shop: int
    made_by: str
    till: int | None = None
    may_restore: bool = False


@dataclass(frozen=True)
class NewCode:
    code: str
    expires_at: datetime


async def make_code(connection: Connection, order: CodeOrder) -> NewCode:
    """Makes a code. Raises psycopg.Error; ForeignKeyViolation for a shop or till that is not
    there."""
    async with connection.transaction():
        while True:
            code = "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))
            values = [named(code), digest(code), order.shop, order.till, order.may_restore]
            made = await (await connection.execute(_MAKE, [*values, order.made_by])).fetchone()
            if made:
                break
        told = {"shop": order.shop, "till": order.till, "may_restore": order.may_restore}
        await record(connection, order.made_by, "code_made", **told)
    return NewCode(code, made[0])


def named(code: str) -> str:
    """Returns the letters that name the code."""
    return code[:_NAMING]


def as_typed(text: str) -> str:
    """Returns the code that a person typed, or copied with its gap; empty for what can be none."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == _LENGTH and set(code) <= set(LETTERS) else ""


def for_people(code: str) -> str:
    """Returns the code in two groups."""
    return f"{code[: _LENGTH // 2]} {code[_LENGTH // 2 :]}"


def invitation(address: str, code: str) -> str:
    """Returns the text of the QR code that a till reads: the office's address and the code."""
    return TillInvitation(address, code).text
