"""`payout`: sends money from the shop to a phone, for no sale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pos_app.cli.cashier_sign_in import add_cashier
from pos_app.cli.installation import methods_of
from pos_app.cli.options import add_again, add_json, add_pin, add_wait
from pos_app.cli.run import guarded
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.wait_for_sale import see_through
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open
    from pos_app.cli.exit_codes import Exit
    from pos_app.domain.sale import Sale


def arguments(parser: argparse.ArgumentParser) -> None:
    able = [method.id for method in METHODS.values() if method.can_pay_out]
    parser.add_argument("--method", required=True, choices=able)
    parser.add_argument("--amount", required=True, metavar="500.00")
    parser.add_argument("--phone", required=True, metavar="841234567")
    parser.add_argument("--description", default="", metavar="TEXT")
    add_pin(parser)
    add_cashier(parser)
    add_again(parser)
    add_wait(parser, "wait for the result, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    method = methods_of(options)[options.method]
    order = parse_charge_request(method, options.amount, options.phone, options.description)
    order = replace(order, allow_duplicate=options.again)
    pin = managers_pin(options, options.pin)

    async def begin(opened: Open, sale_id: str) -> Sale:
        approval = await opened.till.approve(pin)
        return await opened.till.pay_out(sale_id, order, approval)

    return see_through(options, begin)
