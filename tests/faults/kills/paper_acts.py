"""What is printed at the counter. As everywhere, whoever finds the till off looks first: at the
jobs of the sale, and not at the paper, which a customer may have taken."""

import asyncio

from faults.kills.counter_acts import take_cash
from faults.kills.person import SALE, Person

from pos_app.domain.errors import PosError
from pos_app.domain.paper.print_job import JobState, PrintJob
from pos_app.ports.paper.printer_setup import PaperDesk

PRINTER = "Counter"
NOWHERE = "Nowhere"  # a printer that is switched off for good
_END = (JobState.CONFIRMED, JobState.DOUBTFUL, JobState.FAILED, JobState.CANCELLED)


async def print_the_receipt(person: Person) -> None:
    """Asks for it once, and says nothing of a doubt."""
    desk = person.till.opened.paper
    if not await desk.spool.latest(1, SALE):
        await desk.spool.print(desk.documents.receipt(await person.sees()), PRINTER)
    await _at_rest(desk)


async def print_in_vain(person: Person) -> None:
    """A job that waits at a printer which is off."""
    await take_cash(person)
    desk = person.till.opened.paper
    await desk.spool.print(desk.documents.receipt(await person.sees()), NOWHERE)


async def repeat_it(person: Person) -> None:
    """Takes what waits to the other printer; one that failed, or may have, is printed again there,
    by the word of a person who sees that nothing came out of the one that is off."""
    desk = person.till.opened.paper
    while waits := [one for one in await _jobs(desk) if one.printer == NOWHERE]:
        for job in waits:
            try:
                if job.needs_person:
                    await desk.spool.repeat(job.id, PRINTER)
                elif job.state not in _END:
                    await desk.spool.move(job.id, PRINTER)
            except PosError:
                await asyncio.sleep(0.01)  # it is still being taken up
        if all(job.state in _END and not job.needs_person for job in waits):
            break
    await _at_rest(desk)


async def _jobs(desk: PaperDesk) -> list[PrintJob]:
    return list(await desk.spool.latest(9, SALE))


async def _at_rest(desk: PaperDesk) -> None:
    changed = asyncio.Event()
    desk.spool.listen(lambda _: changed.set())
    while any(job.state not in _END for job in await _jobs(desk)):
        await changed.wait()
        changed.clear()
