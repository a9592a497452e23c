"""`clear`: clears a flag of a sale, with a manager's PIN and reason. It moves no money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.journal_access import named_sale
from pos_app.cli.options import add_json, add_pin, add_sale
from pos_app.cli.run import guarded, with_till
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.wait_for_sale import told
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import Flag

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    flags = [flag.value for flag in Flag]
    parser.add_argument("--flag", choices=flags, help="else every alert of the sale")
    parser.add_argument("--why", required=True, metavar="TEXT", help="what was done about it")
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Returns 0 once the clearing is in the journal."""
    sale = named_sale(options)
    flag = Flag(options.flag) if options.flag else None
    if not options.why.strip():
        raise BadInput(Field.WHY, InputProblem.DEED_EMPTY)
    pin = managers_pin(options, options.pin)

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(pin)
        cleared = await opened.till.clear_flag(sale.id, flag, options.why, approval)
        return await told(options, opened.till, cleared, Exit.PAID)

    return with_till(options, work)
