"""`refund`: gives back what a customer paid for a sale, all that is left or a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.cashier_sign_in import add_cashier
from pos_app.cli.installation import BY_HAND, method_of
from pos_app.cli.journal_access import amount_of, named_sale
from pos_app.cli.options import add_json, add_pin, add_sale, add_wait
from pos_app.cli.run import guarded
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.wait_for_sale import see_through

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open
    from pos_app.cli.exit_codes import Exit
    from pos_app.domain.sale import Sale


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    parser.add_argument("--amount", default="", metavar="500.00", help="else all that is left")
    parser.add_argument(
        "--by-hand", choices=BY_HAND, help="give it back so, whatever way it was paid"
    )
    add_pin(parser)
    add_cashier(parser)
    add_wait(parser, "wait for the result, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    sale = named_sale(options)
    amount = amount_of(options, sale)
    tender = method_of(options, options.by_hand).id if options.by_hand else ""
    pin = managers_pin(options, options.pin)

    async def begin(opened: Open, sale_id: str) -> Sale:
        approval = await opened.till.approve(pin)
        return await opened.till.refund(sale_id, sale.id, amount, approval, by_hand=tender)

    return see_through(options, begin)
