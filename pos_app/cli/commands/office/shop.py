"""`office shop add|list`: the shops of the office."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.on_database import on_database, who
from pos_app.cli.office.options import add_database
from pos_app.cli.options import add_json
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import complain, say
from pos_app.office.tills.shops import NewShop, add_shop, shops

if TYPE_CHECKING:
    from pos_app.office.database.connections import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="add|list")
    added = what.add_parser("add", help="add a shop; tills enrol into it")
    added.set_defaults(work=_add)
    added.add_argument("name")
    added.add_argument("--org", required=True, help="whose shop it is; made where it is new")
    added.add_argument("--area", default="", help="a part of the organisation with its own manager")
    added.add_argument("--zone", type=_zone, required=True, metavar="Africa/Luanda")
    added.add_argument("--country", type=_country, required=True, metavar="AO")
    listed = what.add_parser("list", help="the shops, and how many tills each has")
    listed.set_defaults(work=_list)
    for one in (added, listed):
        add_database(one)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return on_database(options, partial(options.work, options))


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, LookupError, OSError) as error:
        raise argparse.ArgumentTypeError(f"there is no time zone {text}") from error
    return text


def _country(text: str) -> str:
    if not (len(text) == len("AO") and text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError("a country is two letters, as in AO")
    return text.upper()


async def _add(options: argparse.Namespace, connection: Connection) -> Exit:
    new = NewShop(options.org, options.name, options.zone, options.country, options.area)
    shop = await add_shop(connection, new, who())
    if shop is None:
        complain(f"{options.org} has a shop of the name {options.name}")
        return Exit.NOT_PAID
    if options.json:
        print_json({"shop": shop})
    else:
        say(f"shop {shop}: {options.name}")
    return Exit.PAID


async def _list(options: argparse.Namespace, connection: Connection) -> Exit:
    found = await shops(connection)
    if options.json:
        print_json([vars(shop) for shop in found])
    else:
        print_table([[str(value) for value in vars(shop).values()] for shop in found])
    return Exit.PAID
