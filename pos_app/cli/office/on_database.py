"""Runs a command of the office on its database, as the office itself works there."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING

import psycopg

from pos_app.cli.office.running import Mistyped, office_guarded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.cli.exit_codes import Exit
    from pos_app.office.database.connections import Connection

_CONNECTED_WITHIN = 10  # seconds


def on_database(options: argparse.Namespace, work: Callable[[Connection], Awaitable[Exit]]) -> Exit:
    async def session() -> Exit:
        async with await psycopg.AsyncConnection.connect(
            options.database, autocommit=True, connect_timeout=_CONNECTED_WITHIN
        ) as connection:
            await _work_as_the_office(connection)
            return await work(connection)

    return office_guarded(lambda: asyncio.run(session()))


async def _work_as_the_office(connection: Connection) -> None:
    """Raises Mistyped for a database that is none of an office's, or is not made up yet."""
    try:
        await connection.execute(b"SET ROLE office_write")
        await connection.execute(b"SELECT FROM till LIMIT 0")
    except (psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedTable) as error:
        raise Mistyped("this database is no office's yet: `office migrate` makes it one") from error


def who() -> str:
    """Returns who types this, for the office's own chain."""
    try:
        return f"{getpass.getuser()} (command)"
    except (OSError, KeyError):  # a user without a name, as in a container
        return "command"
