"""`charge`: asks a customer for money and waits for the outcome."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.cli.cashier_sign_in import add_cashier
from pos_app.cli.installation import COUNTER_WORDS, method_of
from pos_app.cli.journal_access import sale_called
from pos_app.cli.options import add_again, add_json, add_wait
from pos_app.cli.run import guarded
from pos_app.cli.terminal import complain
from pos_app.cli.wait_for_sale import see_through
from pos_app.domain.payment_instructions import page_of
from pos_app.domain.tenders.split import check_part
from pos_app.domain.text.foreign_text import readable
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import Extras, parse_charge_request

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open
    from pos_app.cli.exit_codes import Exit
    from pos_app.domain.sale import Sale
    from pos_app.till.charge_request import ChargeRequest

STANDARD_INPUT = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--method", required=True, choices=[*METHODS, *COUNTER_WORDS])
    parser.add_argument("--amount", required=True, metavar="1500.00")
    parser.add_argument("--phone", default="", metavar="900000000")
    parser.add_argument("--description", default="", metavar="TEXT")
    parser.add_argument(
        "--voucher",
        default="",
        metavar="CODE",
        help="a prepaid code; - reads it from standard input: arguments can be seen",
    )
    parser.add_argument(
        "--tendered", default="", metavar="2000.00", help="the cash that the customer hands over"
    )
    parser.add_argument(
        "--part-of", default="", metavar="ID|NUMBER", help="a part of this split sale"
    )
    parser.add_argument("--hold", action="store_true", help="put the amount on hold: see capture")
    parser.add_argument(
        "--expires", default="", metavar="2026-12-31[T18:00]", help="until when it can be paid"
    )
    parser.add_argument(
        "--field",
        dest="fields",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a custom field of the payment; can be repeated",
    )
    add_again(parser)
    add_cashier(parser)
    add_wait(parser, "wait for the result, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    """Checks what is typed before it opens the journal."""
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    order = _read(options)

    async def begin(opened: Open, sale_id: str) -> Sale:
        return await opened.till.charge(sale_id, order)

    return see_through(options, begin, _show)


def _read(options: argparse.Namespace) -> ChargeRequest:
    voucher = options.voucher
    if voucher == STANDARD_INPUT:
        voucher = sys.stdin.readline()
    extras = Extras(
        options.hold,
        voucher,
        options.expires,
        options.fields,
        options.tendered,
        is_part=bool(options.part_of),
    )
    order = parse_charge_request(
        method_of(options, options.method),
        options.amount,
        options.phone,
        options.description,
        extras,
        now=datetime.now(UTC),
    )
    order = replace(order, allow_duplicate=options.again)
    if not options.part_of:
        return order
    whole = sale_called(options, options.part_of)
    check_part(whole, order.amount)
    return replace(order, part_of=whole.id)


def _show(sale: Sale) -> None:
    """Prints what the customer needs in order to pay, while the command goes on waiting."""
    if page := page_of(sale):
        complain(page)
    elif sale.entity and sale.reference:
        complain(f"{readable(sale.entity)} {readable(sale.reference)}")
