"""`cancel`: cancels a waiting reference, or releases the money that a sale holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.cashier_sign_in import add_cashier
from pos_app.cli.exit_codes import Exit
from pos_app.cli.journal_access import named_sale
from pos_app.cli.options import add_json, add_pin, add_sale, add_wait
from pos_app.cli.run import guarded, with_till
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.wait import so_far
from pos_app.cli.wait_for_sale import JOURNAL_FAILED, in_doubt, see_through, told
from pos_app.domain.events import State
from pos_app.domain.reasons import Reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pos_app.app.root import Open
    from pos_app.domain.sale import Sale

# After this command ends no process polls the provider, so it waits a little by default.
USUAL_WAIT = 15.0  # seconds

# The command succeeds in any state in which the customer can pay no more.
_EXITS: Mapping[State, Exit] = {
    State.CANCELLED: Exit.PAID,
    State.EXPIRED: Exit.PAID,
    State.DECLINED: Exit.PAID,
    State.NOT_SENT: Exit.PAID,
    State.PAID: Exit.NOT_PAID,  # the customer was quicker
    State.UNKNOWN: Exit.UNKNOWN,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    add_pin(parser)
    add_cashier(parser)
    add_wait(parser, "wait for the result, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    sale = named_sale(options)
    if sale.state is State.AUTHORIZED:
        return _let_go(options, sale)
    wait = USUAL_WAIT if options.wait is None else options.wait

    async def work(opened: Open) -> Exit:
        await opened.till.cancel(sale.id)
        try:
            ended = await so_far(opened.till, sale, wait, opened.till.wait_for(sale.id, _is_ended))
        except JOURNAL_FAILED:  # the request is durable: the next start carries it out
            ended = in_doubt(sale)
        return await told(options, opened.till, ended, _exit_of(ended))

    return with_till(options, work)


def _is_ended(sale: Sale) -> bool:
    return not (sale.is_open and sale.cancelling)


def _exit_of(ended: Sale) -> Exit:
    if ended.reason is Reason.NOT_TAKEN_BACK and not ended.cancelling:
        return Exit.NOT_PAID
    return _EXITS.get(ended.state, Exit.WAITING)


def _let_go(options: argparse.Namespace, sale: Sale) -> Exit:
    pin = managers_pin(options, options.pin)

    async def begin(opened: Open, sale_id: str) -> Sale:
        approval = await opened.till.approve(pin)
        return await opened.till.release(sale_id, sale.id, approval)

    return see_through(options, begin)
