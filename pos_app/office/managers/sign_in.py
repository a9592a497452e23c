"""Lets managers in, by a password with a code or by a passkey. A refusal tells nothing of which
part was wrong, nor by its time whether somebody has that name."""

from functools import partial
from typing import NamedTuple

from pos_app.office.database.connections import Connection
from pos_app.office.managers import passkeys, passwords, people, recovery, totp, tries
from pos_app.office.managers.door import CameIn, Door, KeptOut
from pos_app.office.managers.manager import How, who_is
from pos_app.office.managers.passwords import Sealed
from pos_app.office.managers.sessions import Visitor
from pos_app.office.managers.tries import BY_ADDRESS, BY_CODE, BY_NAME

_NOBODY = "somebody"  # in the office's chain: who it was is not known
_OWN = b"""
SELECT manager, password_salt, password_cost, password_hash, totp_sealed, totp_step FROM manager
WHERE email = %s AND state = 'active' AND password_hash IS NOT NULL
"""
_STEP = b"""
UPDATE manager SET totp_step = %s WHERE manager = %s AND totp_step < %s RETURNING 1
"""


class TypedProof(NamedTuple):
    """What somebody typed to prove who they are."""

    email: str
    password: str
    code: str

    def __repr__(self) -> str:
        return "TypedProof(…)"


class Proven(NamedTuple):
    """A manager whose password was right."""

    manager: int
    secret: bytes
    step: int

    def __repr__(self) -> str:
        return f"Proven({self.manager})"


async def by_password(door: Door, typed: TypedProof, visitor: Visitor) -> CameIn | KeptOut:
    """Lets in whoever has the password, and a code of the moment or of recovery."""
    line = tries.line_of(visitor.address)
    if (refused := await door.counted((BY_ADDRESS, line))) is not None:
        return refused
    known = await proved(door, typed)
    if isinstance(known, KeptOut):
        return known
    if known is None:
        return await door.refuse(_NOBODY, "password", visitor)
    async with door.pool.connection() as connection, connection.transaction():
        if how := await code_is_good(door, connection, known, typed):
            await tries.forget(connection, BY_ADDRESS, line, 1)
            return await door.begin(connection, known.manager, how, visitor)
    return await door.refuse(who_is(known.manager), "code", visitor)


async def proved(door: Door, typed: TypedProof) -> Proven | KeptOut | None:
    """Returns whose password it is, None where it is nobody's. As slow for a name that nobody
    has."""
    email = people.plain_email(typed.email)
    if (refused := door.crowded() or await door.counted((BY_NAME, email))) is not None:
        return refused
    async with door.pool.connection() as connection:
        row = await (await connection.execute(_OWN, [email])).fetchone()
    kept = Sealed(*row[1:5]) if row else passwords.nobodys(door.cost)
    secret = await door.apart(partial(passwords.opened, typed.password, kept))
    if row is None or secret is None:
        return None
    if (refused := await door.counted((BY_CODE, str(row[0])))) is not None:
        return refused
    return Proven(row[0], secret, row[5])


async def code_is_good(
    door: Door, connection: Connection, known: Proven, typed: TypedProof
) -> How | None:
    """Spends the code, in the caller's transaction, and forgets the tries before it."""
    how = await _how(door, connection, known, "".join(typed.code.split()))
    if how is not None:
        await tries.forget(connection, BY_NAME, people.plain_email(typed.email), BY_NAME.most)
        await tries.forget(connection, BY_CODE, str(known.manager), BY_CODE.most)
    return how


async def _how(door: Door, connection: Connection, known: Proven, code: str) -> How | None:
    if len(code) != totp.FIGURES:
        is_theirs = await recovery.use(connection, known.manager, code, door.clock())
        return How.RECOVERY if is_theirs else None
    step = totp.matching_step(known.secret, code, door.clock(), known.step)
    if step is None:
        return None
    used = await connection.execute(_STEP, [step, known.manager, step])
    return None if await used.fetchone() is None else How.PASSWORD


async def by_passkey(door: Door, token: str, answer: bytes, visitor: Visitor) -> CameIn | KeptOut:
    """Lets in whoever's passkey answered what `token` was asked."""
    line = tries.line_of(visitor.address)
    if (refused := await door.counted((BY_ADDRESS, line))) is not None:
        return refused
    try:
        async with door.pool.connection() as connection:
            challenge = await passkeys.answered(connection, token, door.clock())
            manager = await passkeys.recognised(
                connection, door.site, challenge, answer, door.clock()
            )
    except passkeys.NoPasskey:
        return await door.refuse(_NOBODY, "passkey", visitor)
    async with door.pool.connection() as connection, connection.transaction():
        await tries.forget(connection, BY_ADDRESS, line, 1)
        return await door.begin(connection, manager, How.PASSKEY, visitor)
