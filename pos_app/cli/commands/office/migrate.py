"""`office migrate`: brings the database to this version, and makes the months of events ahead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.on_database import on_database
from pos_app.cli.office.options import add_database
from pos_app.cli.office.running import office_guarded
from pos_app.cli.terminal import say
from pos_app.office.database.migrator import migrate
from pos_app.office.database.partitions import make_ahead

if TYPE_CHECKING:
    import argparse

    from pos_app.office.database.connections import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "As the user who owns the tables. An office may go on meanwhile."
    add_database(parser)


def run(options: argparse.Namespace) -> Exit:
    return office_guarded(lambda: _migrate(options))


def _migrate(options: argparse.Namespace) -> Exit:
    steps = migrate(options.database)
    say(*(f"done: {step}" for step in steps or ["nothing: it is up to date"]))
    return on_database(options, _months)


async def _months(connection: Connection) -> Exit:
    made = await make_ahead(connection, datetime.now(UTC))
    say(f"months of events made ahead: {made}")
    return Exit.PAID
