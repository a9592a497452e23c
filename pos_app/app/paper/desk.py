"""Opens what a till prints with, at its first use, and closes it after the till."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, partial

from pos_app.app.shop_front import logo_of
from pos_app.installation.printers import PrinterFile
from pos_app.installation.profile import Profile
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.spool.job_thread import JobThread
from pos_app.journal.spool.sale_tail import SaleTailReader
from pos_app.journal.thread import JournalThread
from pos_app.ports.paper.printer_setup import PaperDesk
from pos_app.ports.shop import Shop
from pos_app.printing.documents.shop_documents import ShopDocuments
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.till.spool.auto_receipts import AutoReceipts, ReceiptSources
from pos_app.till.spool.lost_jobs import tell_of_lost_jobs
from pos_app.till.spool.spool import PrintSpool
from pos_app.till.till import Till


@dataclass(frozen=True)
class PaperRoom:
    """The paper of one open till. `profile` is the real shop's: its printers are those of training
    too, which keeps print jobs of its own. `closing` closes after the till, and before `jobs`."""

    profile: Profile
    training: bool
    shop: Callable[[], Shop]
    till: Till
    journal: JournalThread
    reader: BooksReader
    jobs: JobThread
    now: Callable[[], datetime]
    closing: AsyncExitStack

    @cached_property
    def desk(self) -> PaperDesk:
        """Raises BadInput where the settings file has a printer that cannot be one."""
        return PaperDesk(
            spool=self._spool,
            documents=ShopDocuments(self.shop, lambda: self._logo(self.shop().logo), self._who),
            printers=self._printers,
            setup=self._setup,
        )

    async def print_by_itself(self) -> None:
        """Prints the receipts of paid sales, if the shop wants that, from before the till takes up
        its sales until after it has ended. For the window: a command prints what it is told to."""
        sources = ReceiptSources(
            documents=self.desk.documents,
            journal=self.journal,
            tail=SaleTailReader(self.reader),
            store=self.jobs,
        )
        receipts = AutoReceipts(
            sources=sources,
            spool=self._spool,
            printers=self._printers,
            chosen=self._setup.chosen,
            wishes=self.shop,
            now=self.now,
        )
        await asyncio.to_thread(self._logo, self.shop().logo)
        await tell_of_lost_jobs(sources, self._spool, self.now())
        await receipts.start()
        self.closing.push_async_callback(receipts.stop)
        self.till.listen(receipts.hear)

    def _who(self) -> str:
        return self.till.presence.name

    @cached_property
    def _logo(self) -> Callable[[str], str]:
        """Reads the logo once: its name is of its content, and no receipt waits for a disk."""
        return lru_cache(maxsize=1)(partial(logo_of, self.profile))

    @cached_property
    def _setup(self) -> PrinterFile:
        return PrinterFile(self.profile.settings, training=self.training)

    @cached_property
    def _printers(self) -> ShopPrinters:
        printers = ShopPrinters()
        self.closing.push_async_callback(printers.close)
        return printers

    @cached_property
    def _spool(self) -> PrintSpool:
        spool = PrintSpool(
            store=self.jobs,
            journal=self.journal,
            recorder=self.till.recorder,
            printers=self._printers,
            find=self._setup.printer,
            who=self._who,
            now=self.now,
        )
        self.closing.push_async_callback(spool.stop)
        spool.start()
        return spool
