"""Starts a charge, refund, capture or payout, waits for it, and prints its outcome."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from pos_app.cli.cashier_sign_in import cashier_of
from pos_app.cli.exit_codes_of_sale import exit_of
from pos_app.cli.installation import profile_of
from pos_app.cli.run import report, with_till
from pos_app.cli.sale_json import print_json, sale_as_dict
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.cli.wait import go_on, so_far
from pos_app.domain.errors import JournalDamaged, JournalUnavailable, ResponseLost
from pos_app.domain.events import BUYS, State
from pos_app.domain.reasons import Reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.app.root import Open
    from pos_app.cli.exit_codes import Exit
    from pos_app.domain.sale import Sale
    from pos_app.till.till import Till

    Begin = Callable[[Open, str], Awaitable[Sale]]  # a sale's id
    Show = Callable[[Sale], None]


JOURNAL_FAILED = (JournalUnavailable, JournalDamaged)


def see_through(options: argparse.Namespace, begin: Begin, show: Show = lambda _: None) -> Exit:
    """Starts it on an open till, follows it for `wait` seconds, and prints the outcome. Calls
    `show` once the provider has accepted it, before the long wait. Ctrl-C ends the wait: the
    command then prints what it knows about a request that was sent.
    """
    cashier = cashier_of(options)

    async def work(opened: Open) -> Exit:
        if cashier:
            await cashier.sign_in(opened)
        sale = await _begun(opened, begin)
        opened.till.watch(sale.id)  # ahead of other requests to this provider
        try:
            if not _has_left(sale):
                sale = await _follow(opened.till, sale, options.wait, show)
        except JOURNAL_FAILED:  # it was sent, and its outcome cannot be read now
            sale = in_doubt(sale)
        code = exit_of(sale, accepted_is_enough=options.wait is None)
        return await told(options, opened.till, sale, code)

    return with_till(options, work)


def in_doubt(sale: Sale) -> Sale:
    """Says that the outcome of this sale's request cannot be read: not that nothing happened."""
    return replace(sale, state=State.UNKNOWN, reason=Reason.STOPPED_MIDWAY)


async def _begun(opened: Open, begin: Begin) -> Sale:
    """Starts it. At Ctrl-C the command ends, unless the intent is in the journal by then."""
    sale_id = uuid4().hex
    try:
        return await begin(opened, sale_id)
    except asyncio.CancelledError:
        try:
            written = await opened.till.journal.sale(sale_id)
        except JOURNAL_FAILED as error:
            raise ResponseLost(str(error)) from error
        if written is None:
            raise
        go_on()
        return in_doubt(written)


async def _follow(till: Till, sale: Sale, wait: float | None, show: Show) -> Sale:
    """Returns the sale once its provider has accepted it, or its state after `wait` seconds."""

    async def to_the_end() -> Sale:
        show(await till.wait_for(sale.id, _has_left))
        return await till.wait_for(sale.id, till.is_at_rest)

    waiting = till.wait_for(sale.id, _has_left) if wait is None else to_the_end()
    return await so_far(till, sale, wait, waiting)


def _has_left(sale: Sale) -> bool:
    return sale.state is not State.SENDING


async def told(options: argparse.Namespace, till: Till, sale: Sale, code: Exit) -> Exit:
    """Prints the sale, with its parent sale, as the command's last word, and returns the exit code.
    The code is the sale's even if printing fails."""
    try:
        await _tell(options, till, sale)
    except Exception as error:  # noqa: BLE001 - a mistake of ours, and reported as one
        report(options, error)
    return code


async def _tell(options: argparse.Namespace, till: Till, sale: Sale) -> None:
    parent = None
    with suppress(*JOURNAL_FAILED):  # the outcome is printed all the same
        parent = await till.journal.sale(sale.parent) if sale.parent else None
    offline = till.offline(sale) is not None
    if not options.json:
        method = till.methods.get(sale.method)
        say(CliTexts(profile_of(options)).sale(sale, method, parent, offline=offline))
        return
    told = {**sale_as_dict(sale), "offline": offline}
    if sale.purpose not in BUYS:
        told["of"] = sale_as_dict(parent) if parent else None
    print_json(told)
