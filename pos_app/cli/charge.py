"""`charge`: ask a customer for money."""

import argparse
import asyncio
import sys
from dataclasses import replace
from uuid import uuid4

from pos_app.app import Open
from pos_app.cli.exits import Exit
from pos_app.cli.outcome import exit_of
from pos_app.cli.output import print_json, sale_as_dict
from pos_app.cli.run import guarded, profile_of, with_till
from pos_app.cli.speech import Speech
from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, State
from pos_app.gateways.catalogue import METHODS
from pos_app.till.order import read_order


def run(options: argparse.Namespace) -> Exit:
    """What is typed is checked before a journal is opened."""
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    method = METHODS[options.method]
    order = read_order(method, options.amount, options.phone, options.description)

    async def work(opened: Open) -> Exit:
        sale = await opened.till.charge(uuid4().hex, order)
        try:
            sale = await _follow(opened, sale, options.wait)
        except JournalUnavailable:  # it has been sent: what came of it cannot be read now
            sale = replace(sale, state=State.UNKNOWN, reason=Reason.STOPPED_MIDWAY)
        if options.json:
            print_json(sale_as_dict(sale))
        else:
            print(Speech(profile_of(options)).sale(sale, method))
        accepted = options.wait is None and sale.state is State.WAITING
        return Exit.PAID if accepted else exit_of(sale)

    return with_till(options, work)


async def _follow(opened: Open, sale: Sale, wait: float | None) -> Sale:
    """The sale once its provider has taken it on, or as far as it came in `wait` seconds."""
    till = opened.till
    if wait is None:
        return await till.wait_for(sale.id, lambda now: now.state is not State.SENDING)
    try:
        async with asyncio.timeout(wait):
            sale = await till.wait_for(sale.id, lambda now: now.state is not State.SENDING)
            if sale.reference and not sale.phone:  # what the customer needs in order to pay
                print(sale.entity or "", sale.reference, file=sys.stderr)
            return await till.wait_for(sale.id, till.is_at_rest)
    except TimeoutError:
        return await till.sale(sale.id) or sale
