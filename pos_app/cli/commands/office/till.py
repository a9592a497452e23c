"""`office till enrol|list|remove`: codes for tills, the tills there are, and one that is gone."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.on_database import on_database, who
from pos_app.cli.office.options import add_database
from pos_app.cli.options import add_json
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import complain, is_looked_at, say, takes_utf8
from pos_app.office.tills.codes import CodeOrder, for_people, invitation, make_code
from pos_app.office.tills.leaving import sign_out
from pos_app.office.tills.shops import shops
from pos_app.office.tills.till_list import ListedTill, tills

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from pos_app.office.database.connections import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="enrol|list|remove")
    enrolled = what.add_parser("enrol", help="a code, and a QR code, by which a till enrols")
    enrolled.set_defaults(work=_enrol)
    enrolled.add_argument("shop", help="the shop's number, or its name")
    enrolled.add_argument("--address", required=True, help="the office's: https://office.example")
    enrolled.add_argument(
        "--as-till",
        default="",
        metavar="ID",
        help="a new computer becomes this till, and may read its events back",
    )
    listed = what.add_parser("list", help="the tills, and when each was heard")
    listed.set_defaults(work=_list)
    removed = what.add_parser("remove", help="end a till's access; its events stay")
    removed.set_defaults(work=_remove)
    removed.add_argument("till", metavar="ID")
    removed.add_argument("--why", required=True, help="kept with who removed it")
    for one in (enrolled, listed, removed):
        add_database(one)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return on_database(options, partial(options.work, options))


async def _enrol(options: argparse.Namespace, connection: Connection) -> Exit:
    of_shop = [
        shop.shop for shop in await shops(connection) if options.shop in (str(shop.shop), shop.name)
    ]
    if len(of_shop) != 1:
        complain(f"{len(of_shop)} shops are called {options.shop}: give the number")
        return Exit.BAD_INPUT
    till = await _known(options.as_till, connection) if options.as_till else None
    if options.as_till and (till is None or till.shop != of_shop[0]):
        complain(f"this shop has no till {options.as_till}")
        return Exit.BAD_INPUT
    order = CodeOrder(of_shop[0], who(), till.till if till else None, may_restore=bool(till))
    made = await make_code(connection, order)
    text = invitation(options.address, made.code)
    if options.json:
        print_json({"code": made.code, "expires_at": _instant(made.expires_at), "qr": text})
        return Exit.PAID
    say(for_people(made.code), f"good once, until {made.expires_at:%H:%M:%S} UTC", text)
    picture = _qr(text)
    if is_looked_at() and takes_utf8(picture):
        say(*picture.splitlines())
    return Exit.PAID


def _qr(text: str) -> str:
    """Returns a QR code in half blocks, light on dark."""
    from qrcode.main import QRCode  # noqa: PLC0415 - for this alone

    drawn, code = io.StringIO(), QRCode(border=2)
    code.add_data(text)
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()


async def _known(public: str, connection: Connection) -> ListedTill | None:
    found = await tills(connection, public)
    return found[0] if found else None


async def _list(options: argparse.Namespace, connection: Connection) -> Exit:
    found = await tills(connection)
    if options.json:
        print_json([_as_dict(till) for till in found])
    else:
        print_table([_line(till) for till in found])
    return Exit.PAID


async def _remove(options: argparse.Namespace, connection: Connection) -> Exit:
    till = await _known(options.till, connection)
    if till is None:
        complain(f"there is no till {options.till}")
        return Exit.NOT_PAID
    async with connection.transaction():
        await sign_out(connection, till.till, who(), options.why)
    if options.json:
        print_json(_as_dict(till))
    else:
        heard = f", heard last at {_instant(till.heard_at)}" if till.heard_at else ""
        say(
            f"{till.name} ships no more. The office has its events up to {till.head}{heard}.",
            "What it did after that is in its own journal: enrolled again, it ships that, too.",
        )
    return Exit.PAID


def _line(till: ListedTill) -> list[str]:
    state = "" if till.is_active else "left"
    told = [till.public, till.shop_name, till.name, till.version, str(till.head)]
    return [*told, _instant(till.heard_at) or "-", "two computers" if till.clone_seen_at else state]


def _as_dict(till: ListedTill) -> dict[str, object]:
    times = {"heard_at": _instant(till.heard_at), "clone_seen_at": _instant(till.clone_seen_at)}
    return {**vars(till), **times}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
