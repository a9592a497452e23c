"""What managers do to their own account: passwords, passkeys, codes, sessions. Noted, all of it."""

from collections.abc import Sequence

from pos_app.office.audit import record
from pos_app.office.managers import passkeys, people, recovery, sessions
from pos_app.office.managers.door import Door, KeptOut, OutWhy
from pos_app.office.managers.first_sign_in import ChosenWay, NotYet, flaw
from pos_app.office.managers.manager import Manager
from pos_app.office.managers.sessions import Visitor
from pos_app.office.managers.sign_in import TypedProof, code_is_good, proved


async def sign_out(door: Door, manager: Manager) -> None:
    """Ends the session: its cookie opens nothing any more, wherever there is a copy of it."""
    async with door.pool.connection() as connection, connection.transaction():
        if await sessions.end(connection, manager.session, door.clock()):
            await record(connection, manager.who, "signed_out")


async def sign_out_elsewhere(door: Door, manager: Manager) -> int:
    """Ends all other sessions, and returns how many."""
    async with door.pool.connection() as connection, connection.transaction():
        ended = await sessions.end_others(
            connection, manager.manager, manager.session, door.clock()
        )
        await record(connection, manager.who, "other_sessions_ended", sessions=ended)
    return ended


async def change_password(
    door: Door, manager: Manager, old: TypedProof, chosen: ChosenWay
) -> KeptOut | NotYet | None:
    """Gives a new password to whoever has the old one and a code; other sessions end. Returns why
    not, if so. The app stays the same."""
    if (wrong := flaw(chosen, manager.email, manager.name)) is not None:
        return wrong
    known = await proved(door, old)
    if known is None or isinstance(known, KeptOut):
        return known or KeptOut(OutWhy.WRONG)
    if known.manager != manager.manager:
        return KeptOut(OutWhy.WRONG)
    kept = await door.sealed(chosen.password, known.secret)
    async with door.pool.connection() as connection, connection.transaction():
        if not await code_is_good(door, connection, known, old):
            return KeptOut(OutWhy.WRONG)
        await people.keep_password(connection, manager.manager, kept, 0)
        await sessions.end_others(connection, manager.manager, manager.session, door.clock())
        await record(connection, manager.who, "password_changed")
    return None


async def new_codes(door: Door, manager: Manager) -> Sequence[str]:
    """Makes recovery codes in the place of all others."""
    async with door.pool.connection() as connection, connection.transaction():
        codes = await recovery.give(connection, manager.manager, door.clock())
        await record(connection, manager.who, "recovery_codes_made")
    return codes


async def add_passkey(
    door: Door, manager: Manager, asked: str, answer: bytes, visitor: Visitor
) -> None:
    """Keeps a passkey that the browser made when `asked` was asked. Raises NoPasskey."""
    now = door.clock()
    async with door.pool.connection() as connection:
        challenge = await passkeys.answered(connection, asked, now)
    async with door.pool.connection() as connection, connection.transaction():
        await passkeys.add(
            connection, door.site, manager.manager, challenge, answer, visitor.agent, now
        )
        await record(connection, manager.who, "passkey_added")


async def remove_passkey(door: Door, manager: Manager, credential: bytes) -> bool:
    """Returns whether it was there and is removed. The last way in stays."""
    async with door.pool.connection() as connection, connection.transaction():
        person = await people.person(connection, manager.email)
        if person.passkeys <= 1 and not person.has_password:
            return False
        if not await passkeys.remove(connection, manager.manager, credential, door.clock()):
            return False
        await record(connection, manager.who, "passkey_removed")
    return True
