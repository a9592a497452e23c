"""Runs a command of the office on its database, as the office itself works there."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING

import psycopg

from pos_app.cli.office.running import office_guarded

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
            await connection.execute(b"SET ROLE office_write")
            return await work(connection)

    return office_guarded(lambda: asyncio.run(session()))


def who() -> str:
    """Returns who types this, for the office's own chain."""
    try:
        return f"{getpass.getuser()} (command)"
    except (OSError, KeyError):  # a user without a name, as in a container
        return "command"
