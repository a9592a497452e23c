"""`settle`: a manager records how an unknown sale ended, after asking the provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.journal_access import named_sale
from pos_app.cli.options import add_json, add_pin, add_sale
from pos_app.cli.run import guarded, with_till
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.wait_for_sale import told
from pos_app.domain.errors import BadInput, Field, InputProblem

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    word = parser.add_mutually_exclusive_group(required=True)
    word.add_argument("--paid", action="store_true", help="the money moved")
    word.add_argument("--not-paid", dest="paid", action="store_false", help="it did not")
    parser.add_argument("--why", required=True, metavar="TEXT", help="who said so, and where")
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Returns 0 once the settlement is in the journal, paid or not."""
    sale = named_sale(options)
    if not options.why.strip():
        raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
    pin = managers_pin(options, options.pin)

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(pin)
        settled = await opened.till.settle(
            sale.id, paid=options.paid, why=options.why, approval=approval
        )
        return await told(options, opened.till, settled, Exit.PAID)

    return with_till(options, work)
