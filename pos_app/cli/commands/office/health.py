"""`office health`: tells whether the office is well, by its server or by its database."""

from __future__ import annotations

import asyncio
import json
import os
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.options import DATABASE
from pos_app.cli.terminal import complain, say
from pos_app.office.database.connections import connected
from pos_app.office.operations.health import Wellness, health_of

if TYPE_CHECKING:
    import argparse

_EXITS = {Wellness.WELL: Exit.PAID, Wellness.LOOK: Exit.FAILED, Wellness.DOWN: Exit.NOT_SENT}
_ANSWERS_WITHIN = 10.0  # seconds


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Exit codes: 0 well, 1 somebody should look, 5 it cannot serve."
    parser.add_argument("--address", help="ask the server on this computer: http://127.0.0.1:8600")
    parser.add_argument(
        "--database",
        default=os.environ.get(DATABASE),
        help=f"else ask the database: postgresql://…; without it, {DATABASE} of the environment",
    )
    parser.add_argument("--json", action="store_true", help="one line, for scripts")


def run(options: argparse.Namespace) -> int:
    if options.address:
        told = _by_server(options.address)
    elif options.database:
        told = asyncio.run(_by_database(options.database))
    else:
        complain("--address or --database is needed")
        return Exit.BAD_INPUT
    if told is None:
        complain(f"{options.address} does not answer")
        return Exit.NOT_SENT
    if options.json:
        say(json.dumps(told))
    else:
        say(told["status"], *(f"{one['name']}: {one['detail']}" for one in told["findings"]))
    return _EXITS[Wellness(told["status"])]


async def _by_database(database: str) -> dict[str, Any]:
    async with connected(database, writing=1) as pools:
        return (await health_of(pools.write)).told()


def _by_server(address: str) -> dict[str, Any] | None:
    """Returns what the server tells; None where it tells nothing, or something else."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=_ANSWERS_WITHIN)
    try:
        connection.request("GET", "/health")
        told: dict[str, Any] = json.loads(connection.getresponse().read())
        Wellness(told["status"])
    except (OSError, HTTPException, ValueError, TypeError, KeyError):
        return None
    finally:
        connection.close()
    return told
