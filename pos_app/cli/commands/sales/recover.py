"""`recover`: resumes every sale that is not final, as a start of the till does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.exit_codes_of_sale import exit_of
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, add_wait
from pos_app.cli.run import with_till
from pos_app.cli.sale_json import print_json, sale_as_dict
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.cli.wait import go_on

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.app.root import Open
    from pos_app.domain.sale import Sale
    from pos_app.till.till import Till

ONE_ROUND = 15.0  # seconds for every open sale, without --wait


def arguments(parser: argparse.ArgumentParser) -> None:
    add_wait(parser, "wait for the results, at most so long")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    """Returns 0 if no outcome is unknown, else 4; with --wait, 7 if a sale still waits."""

    async def work(opened: Open) -> Exit:
        till = opened.till
        taken_up = [sale.id for sale in await till.journal.open_sales()]
        await _until_at_rest(till, taken_up, ONE_ROUND if options.wait is None else options.wait)
        sales = [sale for sale_id in taken_up if (sale := await till.journal.sale(sale_id))]
        if options.json:
            print_json([sale_as_dict(sale) for sale in sales])
        else:
            speech = CliTexts(profile_of(options))
            for sale in sales:
                say(speech.line(sale))
        return _exit_of(sales, waited=options.wait is not None)

    return with_till(options, work)


async def _until_at_rest(till: Till, sale_ids: Sequence[str], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            for sale_id in sale_ids:
                await till.wait_for(sale_id, till.is_at_rest)
    except TimeoutError:
        return  # sales that are still open are printed too
    except asyncio.CancelledError:
        go_on()


def _exit_of(sales: Sequence[Sale], *, waited: bool) -> Exit:
    """Returns the exit code of one sale. Held money counts as final: only a person ends it."""
    ends = {exit_of(sale, accepted_is_enough=not waited) for sale in sales}
    return next((end for end in (Exit.UNKNOWN, Exit.WAITING) if end in ends), Exit.PAID)
