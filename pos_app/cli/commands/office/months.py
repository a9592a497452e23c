"""`office months list|archive|verify`: the months of events, here and in files."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.on_database import on_database
from pos_app.cli.office.options import add_database
from pos_app.cli.options import add_json
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import complain, say
from pos_app.office.archive.months import CannotArchive, archive_month, months_of, verify_files

if TYPE_CHECKING:
    from pos_app.office.database.connections import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list|archive|verify")
    listed = what.add_parser("list", help="the months, their events and where they are")
    listed.set_defaults(work=_list)
    archived = what.add_parser("archive", help="write a month into a file, and drop it here")
    archived.set_defaults(work=_archive)
    archived.add_argument("month", type=_month, metavar="2026-01")
    verified = what.add_parser("verify", help="check the files of the archived months")
    verified.set_defaults(work=_verify)
    for one in (archived, verified):
        one.add_argument("folder", type=_folder, help="of the files")
    for one in (listed, archived, verified):
        add_database(one)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return on_database(options, partial(options.work, options))


def _month(text: str) -> date:
    try:
        return datetime.strptime(f"{text}-01 +0000", "%Y-%m-%d %z").date()
    except ValueError as error:
        raise argparse.ArgumentTypeError("a month is written 2026-01") from error


def _folder(text: str) -> Path:
    if not (folder := Path(text)).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return folder


async def _list(options: argparse.Namespace, connection: Connection) -> Exit:
    found = await months_of(connection)
    lines = [
        [f"{one.month:%Y-%m}", str(one.events), one.file or f"{one.size} bytes"] for one in found
    ]
    if options.json:
        print_json([{**vars(one), "month": f"{one.month:%Y-%m}"} for one in found])
    else:
        print_table(lines)
    return Exit.PAID


async def _archive(options: argparse.Namespace, connection: Connection) -> Exit:
    await connection.execute(b"RESET ROLE")  # only the tables' owner takes one out
    today = datetime.now(UTC).date()
    try:
        done = await archive_month(connection, options.month, options.folder, today)
    except CannotArchive as error:
        complain(f"{options.month:%Y-%m} stays: {error}")
        return Exit.NOT_PAID
    except OSError as error:
        complain(f"the file was not written: {error.strerror}")
        return Exit.FAILED
    if options.json:
        print_json({**vars(done), "month": f"{done.month:%Y-%m}"})
    else:
        say(f"{done.file}: {done.events} events. Keep a copy elsewhere.")
    return Exit.PAID


async def _verify(options: argparse.Namespace, connection: Connection) -> Exit:
    wrong = await verify_files(connection, options.folder)
    if options.json:
        print_json({"unsound": [*wrong]})
    else:
        for line in wrong:
            complain(line)
        say("the files are not as they were written" if wrong else "every file is sound")
    return Exit.FAILED if wrong else Exit.PAID
