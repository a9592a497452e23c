"""The sale recorder: writes events to the journal, then notifies the window and other listeners."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.events import Created, Event
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Journal
from pos_app.till.background import report
from pos_app.till.transition_log import Chronicle

_PAUSE = 1.0  # seconds between two tries to write what a provider said

Listener = Callable[[Sale], None]


class SaleRecorder:
    """Writes events and tells those who listen what the sale has become."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._chronicle = Chronicle()
        self._listeners: list[Listener] = []
        self._writing: set[asyncio.Task[Sale]] = set()
        # Held from asking for the next sale's number until the sale is written.
        self.numbering = asyncio.Lock()

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def create(
        self,
        sale_id: str,
        created: Created,
        sending: Event,
        at: datetime,
        *,
        allow_duplicate: bool = True,
    ) -> Sale:
        """Raises NotAllowed, PossibleDuplicate or JournalUnavailable: then nothing may be sent."""
        sale = await self.journal.create(
            sale_id, created, sending, at, allow_duplicate=allow_duplicate
        )
        return await self._tell(sale)

    async def command(self, sale: Sale, *events: Event) -> Sale:
        """Raises NotAllowed, or JournalUnavailable: then nothing may be sent."""
        self._chronicle.meet(sale)
        return await self._tell(await self.journal.append(sale.id, *events), *events)

    async def evidence(self, sale: Sale, *events: Event) -> Sale:
        """What a provider said must not be lost to a full disk: it is written when it can be. What
        is being written is told of, also where whoever asked for it does not wait any more."""
        self._chronicle.meet(sale)
        while True:
            try:
                return await asyncio.shield(self._write(sale.id, *events))
            except JournalUnavailable:
                try:
                    await asyncio.sleep(_PAUSE)
                except asyncio.CancelledError:  # the till closes: one last try, and no more
                    with suppress(JournalUnavailable):
                        await self.journal.append(sale.id, *events)
                    raise

    async def rest(self) -> None:
        """Waits until nothing is being written."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def _write(self, sale_id: str, *events: Event) -> "asyncio.Task[Sale]":
        async def write() -> Sale:
            return await self._tell(await self.journal.append(sale_id, *events), *events)

        task = asyncio.get_running_loop().create_task(write(), name=f"writing {sale_id}")
        self._writing.add(task)  # the loop itself keeps only a weak reference
        task.add_done_callback(self._written)
        return task

    def _written(self, task: "asyncio.Task[Sale]") -> None:
        """A failure is for whoever waits for it; where nobody does any more, it is told again by
        its provider, who was not answered."""
        self._writing.discard(task)
        if not task.cancelled():
            task.exception()

    async def meet(self, sale: Sale) -> None:
        """A sale that is taken up, and the one that it belongs to: of these, changes are told."""
        self._chronicle.meet(sale)
        if sale.parent and (parent := await self.journal.sale(sale.parent)):
            self._chronicle.meet(parent)

    async def _tell(self, sale: Sale, *events: Event) -> Sale:
        """Of the sale, and of the one that it belongs to: both were written."""
        self._tell_of(sale, *events)
        if sale.parent:
            with suppress(JournalUnavailable):  # it is durable; whoever looks next will see it
                if parent := await self.journal.sale(sale.parent):
                    self._chronicle.meet(
                        replace(parent, pending_operation=None)
                    )  # before it was asked
                    self._tell_of(parent)
        return sale

    def _tell_of(self, sale: Sale, *events: Event) -> None:
        """What a listener gets wrong is reported; the sale goes on."""
        note: Listener = partial(self._chronicle.note, events=events)
        for listener in (note, *self._listeners):
            try:
                listener(sale)
            except Exception as error:  # noqa: BLE001 - reported below
                report(error)
