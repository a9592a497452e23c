"""The paper of a till that is open, from the sale to a printer's port."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from printers.listener import Listener

from pos_app.app.root import Open, open_till
from pos_app.app.shop_front import shop_front
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import COUNTER_METHODS
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.till.charge_request import Extras, parse_charge_request

PATIENCE = 60.0  # seconds: a printer's process loads Qt
SETTINGS = """
[shop]
takes_cash = true
prints_receipts = true
[printers.Counter]
connection = "network"
address = "{address}"
"""


@pytest.fixture
def printer() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture
def profile(tmp_path: Path, printer: Listener) -> Profile:
    profile = Profile(tmp_path)
    profile.prepare()
    profile.settings.write_text(SETTINGS.format(address=printer.address))
    return profile


async def sold(opened: Open) -> Sale:
    order = parse_charge_request(COUNTER_METHODS["cash.ao"], "100", "", "", Extras(tendered="200"))
    return await opened.till.charge("5a1e" * 4, order)


async def ended(opened: Open, sale: Sale) -> PrintJob:
    """The one job of the sale, once it has."""
    changed = asyncio.Event()
    opened.paper.spool.listen(lambda _: changed.set())
    async with asyncio.timeout(PATIENCE):
        while True:
            jobs = await opened.paper.spool.latest(5, sale.id)
            if jobs and jobs[0].state in (JobState.CONFIRMED, JobState.DOUBTFUL, JobState.FAILED):
                (job,) = jobs
                return job
            await changed.wait()
            changed.clear()


async def test_a_window_prints_the_receipt_of_a_paid_sale_by_itself(
    profile: Profile, printer: Listener
) -> None:
    front = shop_front(settings.load(profile.settings), training=False)
    async with open_till(profile, training=False, shop_now=lambda: front) as opened:
        job = await ended(opened, await sold(opened))
        assert (job.state, job.number, job.printer) == (JobState.CONFIRMED, 1, "Counter")
        assert len(printer.printer.pieces) == 1
        assert printer.printer.faults == []
        sale = await opened.till.journal.sale(job.subject)
        assert sale
        assert sale.receipts == 1


async def test_a_command_prints_what_it_is_told_to_alone_and_the_close_has_its_trouble(
    profile: Profile, printer: Listener
) -> None:
    printer.go()
    async with open_till(profile, training=False) as opened:
        sale = await sold(opened)
        assert not profile.spool.exists()
        day = opened.till.today()
        assert (await opened.till.day_sheet(day)).document.paper == ()
        await opened.paper.spool.print(opened.paper.documents.receipt(sale), "Counter")
        await opened.paper.setup.remove("Counter")
        assert (await ended(opened, sale)).hitch is Hitch.NOT_FOUND
        (trouble,) = (await opened.till.day_sheet(day)).document.paper
        assert (trouble.state, trouble.sale) == (JobState.FAILED, sale.number)
