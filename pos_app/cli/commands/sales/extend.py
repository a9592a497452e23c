"""`extend`: moves the expiry of a waiting reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.app.root import now
from pos_app.cli.exit_codes import Exit
from pos_app.cli.journal_access import named_sale
from pos_app.cli.options import add_json, add_sale, add_wait
from pos_app.cli.run import guarded, with_till
from pos_app.cli.wait import so_far
from pos_app.cli.wait_for_sale import JOURNAL_FAILED, in_doubt, told
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.till.charge_request import read_validity

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from pos_app.app.root import Open
    from pos_app.domain.sale import Sale

# After this command ends no process polls the provider, so it waits a little by default.
USUAL_WAIT = 15.0  # seconds


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    parser.add_argument("--until", required=True, metavar="2026-12-31[T18:00]")
    add_wait(parser, "wait for the answer, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    sale = named_sale(options)
    until = read_validity(options.until, ALL_METHODS[sale.method], now())
    wait = USUAL_WAIT if options.wait is None else options.wait

    async def work(opened: Open) -> Exit:
        await opened.till.extend(sale.id, until)
        try:
            agreed = await so_far(
                opened.till, sale, wait, opened.till.wait_for(sale.id, _is_answered)
            )
        except JOURNAL_FAILED:  # the request is durable: the next start carries it out
            return await told(options, opened.till, in_doubt(sale), Exit.UNKNOWN)
        return await told(options, opened.till, agreed, _exit_of(agreed, until))

    return with_till(options, work)


def _is_answered(sale: Sale) -> bool:
    return not sale.has_pending_extension


def _exit_of(sale: Sale, until: datetime) -> Exit:
    if sale.has_pending_extension:
        return Exit.WAITING
    return Exit.PAID if sale.expires_at == until else Exit.NOT_PAID
