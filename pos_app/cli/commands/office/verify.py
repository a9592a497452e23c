"""`office verify`: the database recomputes the chain of every till, and the office's own."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

import psycopg

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.on_database import on_database
from pos_app.cli.office.options import add_database
from pos_app.cli.options import add_json
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import complain, say
from pos_app.office.verification import (
    ChainVerdict,
    verify_archived,
    verify_chains,
    verify_office,
)

if TYPE_CHECKING:
    from pos_app.office.database.connections import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--till", default="", metavar="ID", help="the chains of this one alone")
    parser.add_argument(
        "--month",
        type=_month,
        action="append",
        default=[],
        metavar="2026-01",
        help="and a month that was taken out, and lies in a table of its own here",
    )
    add_database(parser)
    add_json(parser)


def _month(text: str) -> date:
    try:
        return datetime.strptime(f"{text}-01 +0000", "%Y-%m-%d %z").date()
    except ValueError as error:
        raise argparse.ArgumentTypeError("a month is written 2026-01") from error


def run(options: argparse.Namespace) -> Exit:
    async def work(connection: Connection) -> Exit:
        verdicts = [one async for one in verify_chains(connection, options.till)]
        if options.till and not verdicts:
            complain(f"there is no till {options.till}")
            return Exit.NOT_PAID
        for month in options.month:
            found = await _apart(connection, month)
            if not found:
                complain(f"{month:%Y-%m} lies in no table of its own here")
                return Exit.NOT_PAID
            verdicts += found
        if not options.till:
            verdicts.append(await verify_office(connection))
        return _told(options, verdicts)

    return on_database(options, work)


async def _apart(connection: Connection, month: date) -> list[ChainVerdict]:
    """Returns nothing for a month that is elsewhere, or never was taken out."""
    try:
        return [one async for one in verify_archived(connection, month)]
    except psycopg.errors.UndefinedTable:
        return []


def _told(options: argparse.Namespace, verdicts: list[ChainVerdict]) -> Exit:
    unsound = [one for one in verdicts if not one.sound]
    events = sum(one.events for one in verdicts)
    if options.json:
        print_json({"chains": len(verdicts), "events": events, "unsound": [*map(vars, unsound)]})
    else:
        say(f"{events} events in {len(verdicts)} chains")
        for one in unsound:
            complain(f"{one.name}, branch {one.branch}: {'; '.join(_problems(one))}")
    return Exit.FAILED if unsound else Exit.PAID


def _problems(one: ChainVerdict) -> list[str]:
    found = []
    if one.broken is not None:
        found.append(f"before event {one.broken} one is missing, or it is there twice")
    if one.changed is not None:
        found.append(f"event {one.changed} was changed, or the one before it")
    if not one.ends:
        found.append("its last event is not the one that was shipped")
    return found
