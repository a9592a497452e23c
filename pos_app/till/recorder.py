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

_PAUSE = 1.0  # seconds between two tries to write evidence

Listener = Callable[[Sale], None]


class SaleRecorder:
    """Writes events and notifies listeners of the sale's new state."""

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
        """Writes evidence from a provider, and retries after a failure: a full disk must not lose
        it. A write that has begun reaches the listeners, even if the caller stops waiting for
        it."""
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
        """Waits until all writes have ended."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def _write(self, sale_id: str, *events: Event) -> "asyncio.Task[Sale]":
        async def write() -> Sale:
            return await self._tell(await self.journal.append(sale_id, *events), *events)

        task = asyncio.get_running_loop().create_task(write(), name=f"writing {sale_id}")
        self._writing.add(task)  # the loop itself keeps only a weak reference
        task.add_done_callback(self._written)
        return task

    def _written(self, task: "asyncio.Task[Sale]") -> None:
        """Forgets a write that has ended. The awaiting caller handles its failure. Without one, the
        provider got no acknowledgement and will resend."""
        self._writing.discard(task)
        if not task.cancelled():
            task.exception()

    async def meet(self, sale: Sale) -> None:
        """Takes a sale as it is found, and its parent: changes are logged from here on."""
        self._chronicle.meet(sale)
        if sale.parent and (parent := await self.journal.sale(sale.parent)):
            self._chronicle.meet(parent)

    async def _tell(self, sale: Sale, *events: Event) -> Sale:
        """Notifies listeners of the sale and of its parent: both were written."""
        self._tell_of(sale, *events)
        if sale.parent:
            with suppress(JournalUnavailable):  # it is durable; the next reader will see it
                if parent := await self.journal.sale(sale.parent):
                    # As it was before the operation.
                    self._chronicle.meet(replace(parent, pending_operation=None))
                    self._tell_of(parent)
        return sale

    def _tell_of(self, sale: Sale, *events: Event) -> None:
        """Calls each listener. A listener's error is reported, and the sale goes on."""
        note: Listener = partial(self._chronicle.note, events=events)
        for listener in (note, *self._listeners):
            try:
                listener(sale)
            except Exception as error:  # noqa: BLE001 - reported below
                report(error)
