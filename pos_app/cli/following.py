"""Seeing one thing through that money was asked for: a charge, a refund, a capture, a payout."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pos_app.cli.outcome import exit_of
from pos_app.cli.output import print_json, sale_as_dict
from pos_app.cli.run import profile_of, with_till
from pos_app.cli.speech import Speech
from pos_app.domain.errors import JournalDamaged, JournalUnavailable
from pos_app.domain.events import BUYS, State
from pos_app.domain.reason import Reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.app import Open
    from pos_app.cli.exits import Exit
    from pos_app.domain.sale import Sale
    from pos_app.till.till import Till

    Begin = Callable[[Open], Awaitable[Sale]]
    Show = Callable[[Sale], None]


JOURNAL_FAILED = (JournalUnavailable, JournalDamaged)


def see_through(options: argparse.Namespace, begin: Begin, show: Show = lambda _: None) -> Exit:
    """Begins it on an open till, follows it for as long as was asked, and tells what it came to.

    `show` is given what its provider has taken on, before the long wait.
    """

    async def work(opened: Open) -> Exit:
        sale = await begin(opened)
        opened.till.watch(sale.id)  # before whatever else waits at its provider
        try:
            sale = await _follow(opened.till, sale, options.wait, show)
        except JOURNAL_FAILED:  # it has been sent: what came of it cannot be read now
            sale = in_doubt(sale)
        await tell(options, opened.till, sale)
        return exit_of(sale, accepted_is_enough=options.wait is None)

    return with_till(options, work)


def in_doubt(sale: Sale) -> Sale:
    """Of what was begun for this sale nobody can read what came of it: not that nothing did."""
    return replace(sale, state=State.UNKNOWN, reason=Reason.STOPPED_MIDWAY)


async def _follow(till: Till, sale: Sale, wait: float | None, show: Show) -> Sale:
    """The sale once its provider has taken it on, or as far as it came in `wait` seconds."""
    if wait is None:
        return await till.wait_for(sale.id, _has_left)
    try:
        async with asyncio.timeout(wait):
            show(await till.wait_for(sale.id, _has_left))
            return await till.wait_for(sale.id, till.is_at_rest)
    except TimeoutError:
        return await till.sale(sale.id) or sale


def _has_left(sale: Sale) -> bool:
    return sale.state is not State.SENDING


async def tell(options: argparse.Namespace, till: Till, sale: Sale) -> None:
    """The sale as the command's last word, with the sale that it belongs to."""
    parent = None
    with suppress(*JOURNAL_FAILED):  # what came of it is told all the same
        parent = await till.sale(sale.parent) if sale.parent else None
    if not options.json:
        print(Speech(profile_of(options)).sale(sale, till.methods.get(sale.method), parent))
    elif sale.purpose in BUYS:
        print_json(sale_as_dict(sale))
    else:
        print_json({**sale_as_dict(sale), "of": sale_as_dict(parent) if parent else None})
