"""What whoever runs the office does to its managers: invite, change what they see, remove. Noted in
the office's own chain, under who did it."""

from collections.abc import Sequence
from datetime import datetime

from pos_app.office.audit import record
from pos_app.office.database.connections import Pool
from pos_app.office.managers import invitations, people, sessions
from pos_app.office.managers.people import ListedManager, NotOne, Rights


class AlreadyThere(Exception):
    """A manager has this address."""


async def add(
    pool: Pool,
    by: str,
    org: str,
    email: str,
    name: str,
    rights: Rights,
    language: str,
    now: datetime,
) -> str:
    """Makes a manager, and returns the token of their invitation. Raises NotOne and
    AlreadyThere."""
    async with pool.connection() as connection, connection.transaction():
        number = await people.org_named(connection, org)
        manager = await people.add(connection, number, email, name, rights, language)
        if manager is None:
            raise AlreadyThere(email)
        token = await invitations.invite(connection, manager, now)
        await record(connection, by, "manager_added", manager=manager, **_told(rights))
    return token


async def invite_again(pool: Pool, by: str, email: str, now: datetime) -> str:
    """Returns the token of a new invitation, also for who was removed. What opened before goes on
    to until it is used, unless they were removed. Raises NotOne."""
    async with pool.connection() as connection, connection.transaction():
        person = await people.person(connection, email)
        if person.state == "removed":
            await people.set_state(connection, person.manager, "invited")
        token = await invitations.invite(connection, person.manager, now)
        await record(connection, by, "manager_invited", manager=person.manager)
    return token


async def change(pool: Pool, by: str, email: str, rights: Rights) -> None:
    """Gives these rights in the place of all others, from the next request on. Raises NotOne."""
    async with pool.connection() as connection, connection.transaction():
        person = await people.person(connection, email)
        await people.change_rights(connection, person.org_number, person.manager, rights)
        told = _told(rights)
        await record(connection, by, "manager_changed", manager=person.manager, **told)


async def remove(pool: Pool, by: str, email: str, now: datetime) -> None:
    """Ends their sessions and lets them in no more; what they did keeps their name. Raises
    NotOne."""
    async with pool.connection() as connection, connection.transaction():
        person = await people.person(connection, email)
        if person.state == "removed":
            raise NotOne(email)
        await people.set_state(connection, person.manager, "removed")
        await sessions.end_others(connection, person.manager, b"", now)
        await record(connection, by, "manager_removed", manager=person.manager)


async def everybody(pool: Pool) -> Sequence[ListedManager]:
    async with pool.connection() as connection:
        return await people.people(connection)


def _told(rights: Rights) -> dict[str, object]:
    return {
        "role": rights.reach.value,
        "areas": [*rights.areas],
        "shops": [*rights.shops],
        "sees_phones": rights.sees_phones,
    }
