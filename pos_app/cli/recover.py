"""`recover`: take up every sale that is not final."""

import argparse
import asyncio
from collections.abc import Sequence

from pos_app.app import Open
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json, print_sales, sale_as_dict
from pos_app.cli.run import with_till
from pos_app.domain.sale import Sale, State
from pos_app.till.till import Till

ONE_ROUND = 15.0  # seconds that every open sale is given where no --wait says otherwise


def run(options: argparse.Namespace) -> Exit:
    """0 nothing unknown, 4 something unknown; with --wait, 7 if something still waits."""

    async def work(opened: Open) -> Exit:
        till = opened.till
        taken_up = [sale.id for sale in await till.open_sales()]
        await _until_at_rest(till, taken_up, ONE_ROUND if options.wait is None else options.wait)
        sales = [sale for sale_id in taken_up if (sale := await till.sale(sale_id))]
        if options.json:
            print_json([sale_as_dict(sale) for sale in sales])
        else:
            print_sales(sales)
        return _exit_of(sales, waited=options.wait is not None)

    return with_till(options, work)


async def _until_at_rest(till: Till, sale_ids: Sequence[str], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            for sale_id in sale_ids:
                await till.wait_for(sale_id, till.is_at_rest)
    except TimeoutError:
        return  # what is still open is told below


def _exit_of(sales: Sequence[Sale], *, waited: bool) -> Exit:
    states = {sale.state for sale in sales}
    if State.UNKNOWN in states:
        return Exit.UNKNOWN
    still_open = any(sale.is_open for sale in sales)
    return Exit.WAITING if still_open and waited else Exit.PAID
