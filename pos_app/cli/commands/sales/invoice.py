"""`invoice`: writes down which invoice of the shop's own software a sale is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.cashier_sign_in import add_cashier, cashier_of
from pos_app.cli.exit_codes import Exit
from pos_app.cli.journal_access import named_sale
from pos_app.cli.options import add_json, add_sale
from pos_app.cli.run import guarded, with_till
from pos_app.cli.wait_for_sale import told

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    parser.add_argument("number", metavar="INVOICE", help="as on the document; '' takes it away")
    add_cashier(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Returns 0 once the number is in the journal."""
    sale = named_sale(options)
    cashier = cashier_of(options)

    async def work(opened: Open) -> Exit:
        if cashier:
            await cashier.sign_in(opened)
        numbered = await opened.till.number_invoice(sale.id, options.number)
        return await told(options, opened.till, numbered, Exit.PAID)

    return with_till(options, work)
