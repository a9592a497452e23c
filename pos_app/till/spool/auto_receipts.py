"""Receipts that are printed by themselves once a sale is paid, where the shop wants that.

Automatic paper is for whoever stands at the counter. A sale has it in the run of the till that
began it, or if it began within a quarter of an hour before that run. One that a restarted till
finds paid later has none: nobody is there to take the paper, and it names a customer. Its receipt
is a key away.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from pos_app.domain.errors import JournalUnavailable, NotAllowed, PosError, SpoolUnavailable
from pos_app.domain.events import Purpose
from pos_app.domain.paper.printer import DocumentKind, Printer
from pos_app.domain.rules.receipts import receipt_kind
from pos_app.domain.sale import Sale
from pos_app.ports.journal import ReadsJournal
from pos_app.ports.paper.documents import Documents
from pos_app.ports.paper.job_store import JobStore
from pos_app.ports.paper.printers import Printers
from pos_app.ports.paper.receipts_due import SaleTail
from pos_app.ports.paper.spool import PrintOrder
from pos_app.till.background import BackgroundTasks, report
from pos_app.till.spool.spool import PrintSpool

AT_THE_COUNTER = timedelta(minutes=15)
_TRIES, _PAUSE = 60, 2.0  # seconds, while a disk takes nothing
_ENDS_WITHIN = 3.0  # seconds that a closing till waits for receipts to be kept
_PAPER = (DocumentKind.RECEIPT, DocumentKind.SHOP_RECEIPT)


class ReceiptWishes(Protocol):
    """The shop's settings of automatic paper."""

    @property
    def prints_receipts(self) -> bool: ...

    @property
    def prints_shop_receipts(self) -> bool: ...


@dataclass(frozen=True)
class ReceiptSources:
    """What automatic receipts are made of."""

    documents: Documents
    journal: ReadsJournal
    tail: SaleTail
    store: JobStore

    async def order(self, sale: Sale, kind: DocumentKind) -> PrintOrder:
        """Returns the order of a receipt, with the sales that belong to it. Raises NotAllowed where
        the sale has none."""
        related = list(await self.journal.operations_of(sale.id))
        if sale.parent and (parent := await self.journal.sale(sale.parent)):
            related.append(parent)
        for_shop = kind is DocumentKind.SHOP_RECEIPT
        order = self.documents.receipt(sale, related=related, for_shop=for_shop)
        return replace(order, by="")  # whoever is at the till has not asked for it


class AutoReceipts:
    """Listens to the till's sales. Never delays one: it prints in tasks of its own.

    While it is on, the spool's file has a mark: the journal's last event before this run. A till
    that was killed leaves it there, and the next start looks for receipts that nobody asked for.
    """

    def __init__(
        self,
        *,
        sources: ReceiptSources,
        spool: PrintSpool,
        printers: Printers,
        chosen: Callable[[DocumentKind], Printer | None],
        wishes: Callable[[], ReceiptWishes],
        now: Callable[[], datetime],
    ) -> None:
        self._sources = sources
        self._spool = spool
        self._printers = printers
        self._chosen = chosen
        self._wishes = wishes
        self._now = now
        self._tasks = BackgroundTasks()
        self._last_before = 0  # the highest number of a sale before this run
        self._begun_before: set[str] = set()  # sales of customers who may still be there
        self._seen: set[str] = set()  # sales that have had their moment
        self._pending: set[tuple[DocumentKind, str]] = set()
        self._none_pending = asyncio.Event()
        self._none_pending.set()
        self._marked: dict[DocumentKind, bool] = dict.fromkeys(_PAPER, False)
        self._warmed: Printer | None = None

    async def start(self) -> None:
        """Looks what the last run left. Comes before the till takes up its sales, and keeps it from
        nothing: what fails is reported."""
        journal = self._sources.journal
        try:
            newest = await journal.last_sales(1)
            self._last_before = newest[0].number if newest else 0
            since = self._now() - AT_THE_COUNTER
            open_sales = await journal.open_sales()
            self._begun_before = {one.id for one in open_sales if one.created_at >= since}
            head = await self._sources.tail.head()
            for kind in _PAPER:
                await self._take_up(kind, head)
        except PosError as error:
            report(error)
        self._warm()

    async def stop(self) -> None:
        """Takes the marks away, unless something is still to be asked for."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ENDS_WITHIN):
                await self._none_pending.wait()
        await self._tasks.stop()
        if self._pending:
            return
        try:
            for kind in _PAPER:
                await self._sources.store.set_mark(kind, None)
        except SpoolUnavailable as error:
            report(error)

    def hear(self, sale: Sale) -> None:
        """Hears of a sale as it is now."""
        if receipt_kind(sale) is None:
            self._warm()  # a customer is there: soon there may be a receipt
            return
        if sale.id in self._seen:
            return
        self._seen.add(sale.id)
        if self._is_for_the_counter(sale):
            wanted = set(self._wanted())
            for kind in _PAPER:
                if kind not in wanted:
                    self._want_no_more(kind)
                elif not _pieces(sale)[kind]:
                    self._begin(sale, kind)

    # --- inside -----------------------------------------------------------------------------------

    def _wanted(self) -> Iterator[DocumentKind]:
        """Yields what the shop wants by itself, and has a printer for."""
        wishes = self._wishes()
        if wishes.prints_receipts and self._chosen(DocumentKind.RECEIPT):
            yield DocumentKind.RECEIPT
        if wishes.prints_shop_receipts and self._chosen(DocumentKind.SHOP_RECEIPT):
            yield DocumentKind.SHOP_RECEIPT

    def _is_for_the_counter(self, sale: Sale) -> bool:
        """Numbers tell what began in this run: clocks are set."""
        is_ours = sale.number > self._last_before or sale.id in self._begun_before
        return is_ours and not _is_part(sale)

    def _begin(self, sale: Sale, kind: DocumentKind) -> None:
        self._pending.add((kind, sale.id))
        self._none_pending.clear()
        self._tasks.start(self._print(sale, kind), f"the {kind} of sale {sale.number}")

    async def _print(self, sale: Sale, kind: DocumentKind) -> None:
        printer = self._chosen(kind)
        try:
            if printer is not None:
                await self._mark(kind, sale)
                await self._ordered(sale, kind, printer.name)
        except NotAllowed:
            """Its money is in doubt since, or somebody removed the printer: there is a key."""
        self._pending.discard((kind, sale.id))
        if not self._pending:
            self._none_pending.set()

    async def _ordered(self, sale: Sale, kind: DocumentKind, printer: str) -> None:
        """Orders it, and tries again while a disk takes nothing. Raises NotAllowed, and in the end
        JournalUnavailable or SpoolUnavailable, which are reported."""
        for left in reversed(range(_TRIES)):
            try:
                await self._spool.print(await self._sources.order(sale, kind), printer)
            except (JournalUnavailable, SpoolUnavailable):
                if not left:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    def _warm(self) -> None:
        """Starts what the receipt's printer needs, once for each one that is chosen."""
        printer = self._chosen(DocumentKind.RECEIPT)
        if printer is not None and printer != self._warmed:
            self._warmed = printer
            self._tasks.start(self._printers.warm(printer), "warming the receipt's printer")

    # --- what a killed till left ------------------------------------------------------------------

    async def _take_up(self, kind: DocumentKind, head: int) -> None:
        store = self._sources.store
        mark = await store.mark(kind)
        if mark is not None:
            await self._tell_of_lost(kind, mark)
        is_wanted = kind in self._wanted()
        await store.set_mark(kind, head if is_wanted else None)
        self._marked[kind] = is_wanted

    async def _mark(self, kind: DocumentKind, sale: Sale) -> None:
        """Marks the journal for a wish that came during this run: before the last event of this
        sale, whose receipt is the first that may be lost."""
        if self._marked[kind]:
            return
        self._marked[kind] = True
        try:
            events = await self._sources.journal.events_of(sale.id)
            await self._sources.store.set_mark(kind, events[-1].seq - 1)
        except (SpoolUnavailable, JournalUnavailable):  # the order will say so
            self._marked[kind] = False

    def _want_no_more(self, kind: DocumentKind) -> None:
        """Has the mark taken away: else a till that is killed later would call the receipts lost
        that nobody wanted. One that is still to be asked for needs it."""
        if self._marked[kind] and not any(pending == kind for pending, _ in self._pending):
            self._marked[kind] = False
            self._tasks.start(self._unmark(kind), f"no {kind} by itself any more")

    async def _unmark(self, kind: DocumentKind) -> None:
        try:
            await self._sources.store.set_mark(kind, None)
        except SpoolUnavailable as error:
            self._marked[kind] = True  # the next sale tries again
            report(error)

    async def _tell_of_lost(self, kind: DocumentKind, mark: int) -> None:
        """Has a person see each receipt that would have been printed, had the till gone on."""
        since = await self._sources.tail.sales_since(mark)
        for sale in since.sales:
            is_late = since.at is not None and sale.created_at < since.at - AT_THE_COUNTER
            if is_late or _is_part(sale) or _pieces(sale)[kind] or receipt_kind(sale) is None:
                continue
            if await self._was_paid_before(sale, mark):
                continue
            jobs = await self._sources.store.latest(_PAPER_OF_A_SALE, sale.id)
            if not any(job.kind is kind for job in jobs):
                printer = self._chosen(kind)
                with suppress(NotAllowed):
                    order = await self._sources.order(sale, kind)
                    await self._spool.note_lost(order, printer.name if printer else "")

    async def _was_paid_before(self, sale: Sale, mark: int) -> bool:
        """Returns whether the sale was only touched after the mark, by numbers: clocks are set."""
        events = await self._sources.journal.events_of(sale.id)
        paid = max((one.seq for one in events if one.at == sale.settled_at), default=None)
        return paid is not None and paid <= mark


_PAPER_OF_A_SALE = 50  # jobs that are looked through


def _is_part(sale: Sale) -> bool:
    """The whole sale has the receipt, once it is paid."""
    return sale.purpose is Purpose.PAYMENT and sale.parent is not None


def _pieces(sale: Sale) -> Mapping[DocumentKind, int]:
    return {
        DocumentKind.RECEIPT: sale.receipts,
        DocumentKind.SHOP_RECEIPT: sale.shop_receipts,
    }
