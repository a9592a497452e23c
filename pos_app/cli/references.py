"""`references list`: the references that an account has made, at a provider that shows them."""

import argparse
from typing import Any

from pos_app.cli.desk import OpenDesk, with_desk
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json, print_table
from pos_app.cli.typed import add_json
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import ListedReference


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list")
    listed = what.add_parser("list", help="newest first")
    able = [method.provider for method in METHODS.values() if method.can_look_up]
    listed.add_argument("--provider", choices=able, default=able[0])
    listed.add_argument("--offset", type=int, default=0, metavar="N", help="leave out the first N")
    listed.add_argument("--limit", type=int, default=20, metavar="N")
    add_json(listed)


def run(options: argparse.Namespace) -> Exit:
    return with_desk(options, lambda opened: _run(options, opened))


async def _run(options: argparse.Namespace, opened: OpenDesk) -> Exit:
    page = await opened.desk.references(options.provider, options.offset, options.limit)
    rows = [_as_dict(reference) for reference in page.references]
    if options.json:
        print_json({"total": page.total, "references": rows})
    elif rows:
        print_table([[str(value or "") for value in row.values()] for row in rows])
    return Exit.PAID


def _as_dict(reference: ListedReference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "number": reference.number,
        "amount": reference.amount.plain if reference.amount else None,
        "status": reference.status,
        "expires": reference.expires,
        "sale": reference.sale,
    }
