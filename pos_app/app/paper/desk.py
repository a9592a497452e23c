"""Opens the paper desk of a till that is open, and closes it before the till."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime

from pos_app.app.shop_front import logo_of
from pos_app.installation.printers import PrinterFile
from pos_app.installation.profile import Profile
from pos_app.journal.spool.job_thread import JobThread
from pos_app.journal.thread import JournalThread
from pos_app.ports.paper.printer_setup import PaperDesk
from pos_app.ports.shop import Shop
from pos_app.printing.documents.shop_documents import ShopDocuments
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.till.spool.spool import PrintSpool
from pos_app.till.till import Till


def open_paper(
    profile: Profile,
    *,
    training: bool,
    shop: Callable[[], Shop],
    till: Till,
    journal: JournalThread,
    now: Callable[[], datetime],
    closing: AsyncExitStack,
) -> PaperDesk:
    """Returns the desk, and has `closing` close it. `profile` is the real shop's: its printers are
    those of training too, which keeps print jobs of its own. Raises BadInput where the settings
    file has a printer that cannot be one."""
    place = profile.training if training else profile
    setup = PrinterFile(profile.settings, training=training)
    store = JobThread(place.spool, now)
    closing.push_async_callback(store.close)
    printers = ShopPrinters()
    closing.push_async_callback(printers.close)
    spool = PrintSpool(
        store=store,
        journal=journal,
        recorder=till.recorder,
        printers=printers,
        find=setup.printer,
        who=lambda: till.presence.name,
        now=now,
    )
    closing.push_async_callback(spool.stop)
    spool.start()
    documents = ShopDocuments(shop, lambda: logo_of(profile, shop().logo))
    return PaperDesk(spool=spool, documents=documents, printers=printers, setup=setup)
