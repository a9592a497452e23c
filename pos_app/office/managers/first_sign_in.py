"""The first sign-in, by an invitation: it sets how one signs in from then on. Whatever opened
before opens nothing any more, as for somebody whose phone was stolen."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection
from pos_app.office.managers import (
    invitations,
    passkeys,
    passwords,
    people,
    recovery,
    sessions,
    totp,
)
from pos_app.office.managers.door import CameIn, Door
from pos_app.office.managers.invitations import Invitation
from pos_app.office.managers.manager import How, who_is
from pos_app.office.managers.sessions import Visitor


class NotYet(StrEnum):
    """Why an invitation is still good, and nobody is in."""

    GONE = "gone"  # it is not: used, too old, or never made
    WEAK = "weak"  # the password is short, or like the name
    DIFFERENT = "different"  # the two passwords
    CODE = "code"  # the app shows another code
    PASSKEY = "passkey"  # the browser's answer proves nothing


class Begun(NamedTuple):
    """`codes` are shown once; there are none for who has a passkey."""

    came_in: CameIn
    codes: Sequence[str]


class ChosenWay(NamedTuple):
    """What somebody typed into the invitation's form. `secret` is what their app was shown."""

    password: str
    again: str
    secret: bytes
    code: str

    def __repr__(self) -> str:
        return "ChosenWay(…)"


def flaw(chosen: ChosenWay, email: str, name: str) -> NotYet | None:
    """Returns what is wrong with a password, if something is."""
    if chosen.password != chosen.again:
        return NotYet.DIFFERENT
    is_good = passwords.is_good(chosen.password, email=email, name=name)
    return None if is_good else NotYet.WEAK


async def with_password(
    door: Door, token: str, chosen: ChosenWay, visitor: Visitor
) -> Begun | NotYet:
    """Takes a password, and an app that shows the right code."""
    invitation = await _invited(door, token)
    if invitation is None:
        return NotYet.GONE
    if (wrong := flaw(chosen, invitation.email, invitation.name)) is not None:
        return wrong
    code = "".join(chosen.code.split())
    step = totp.matching_step(chosen.secret, code, door.clock(), 0)
    if step is None:
        return NotYet.CODE
    kept = await door.sealed(chosen.password, chosen.secret)
    async with door.pool.connection() as connection, connection.transaction():
        manager = await _accept(door, connection, token)
        if manager is None:
            return NotYet.GONE
        await people.keep_password(connection, manager, kept, step)
        codes = await recovery.give(connection, manager, door.clock())
        return Begun(await door.begin(connection, manager, How.INVITATION, visitor), codes)


async def with_passkey(
    door: Door, token: str, asked: str, answer: bytes, visitor: Visitor
) -> Begun | NotYet:
    """Takes a passkey that the browser made when `asked` was asked."""
    try:
        async with door.pool.connection() as connection:
            challenge = await passkeys.answered(connection, asked, door.clock())
        async with door.pool.connection() as connection, connection.transaction():
            manager = await _accept(door, connection, token)
            if manager is None:
                return NotYet.GONE
            await passkeys.add(
                connection, door.site, manager, challenge, answer, visitor.agent, door.clock()
            )
            await people.set_state(connection, manager, "active")
            return Begun(await door.begin(connection, manager, How.INVITATION, visitor), ())
    except passkeys.NoPasskey:
        return NotYet.PASSKEY


async def _invited(door: Door, token: str) -> Invitation | None:
    async with door.pool.connection() as connection:
        return await invitations.invited(connection, token, door.clock())


async def _accept(door: Door, connection: Connection, token: str) -> int | None:
    """Spends the invitation, and ends all that was before it."""
    now = door.clock()
    manager = await invitations.use(connection, token, now)
    if manager is not None:
        await people.forget_password(connection, manager)
        await passkeys.remove_all(connection, manager, now)
        await recovery.end(connection, manager, now)
        await sessions.end_others(connection, manager, b"", now)
        await record(connection, who_is(manager), "invitation_used")
    return manager
