"""Checks of a whole selling day, from opening to closing, against the bundled sandbox."""

import asyncio
import json
from contextlib import AsyncExitStack
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from PySide6.QtWidgets import QApplication

from pos_app.app.root import Open, now, open_till
from pos_app.app.shop_front import shop_front
from pos_app.cli.selftest.paper import receipt_comes_out
from pos_app.cli.selftest.report import Failed
from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import PROXYPAY, VPOS
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.ports.paper.spool import ORIGINAL_NUMBER, Edition
from pos_app.till.charge_request import ChargeRequest, parse_charge_request
from pos_app.till.till import Till
from pos_app.ui.services import UiServices
from pos_app.ui.shell.main_window import MainWindow

AMOUNT = "1500,00"
AMOUNT_PRINTED = "1 500,00"
CUSTOMER = "900000000"  # vPOS's documented number of a customer who approves


class SelfTestDay:
    """The checks in their order; each depends on the ones before."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._shop = shop_front(Settings(), training=True)
        self._stack = AsyncExitStack()
        self._window: MainWindow | None = None
        self._opened: Open | None = None
        self._sales: dict[str, Sale] = {}

    async def window(self) -> str:
        """Shows the main window and checks its picture."""
        window = self._window = MainWindow(self._shop)
        window.show()
        QApplication.processEvents()
        if not window.windowHandle().isExposed():
            raise Failed("the window does not come up")
        picture = window.grab().toImage()
        row = picture.height() // 2
        if len({picture.pixel(x, row) for x in range(picture.width())}) == 1:
            raise Failed("the window is empty")
        return f"{picture.width()} x {picture.height()}"

    async def sandbox(self) -> str:
        """Opens the till on simulated providers, which this program starts itself."""
        opened = await self._stack.enter_async_context(open_till(self._profile, training=True))
        self._opened = opened
        if self._window:
            self._window.open_for_sales(
                UiServices(
                    opened.till, opened.settings, opened.paper, opened.figures, opened.search
                )
            )
        return str(opened.customer_page)

    async def sale(self) -> str:
        """Charges by a push that the customer approves."""
        sale = await self._charge(parse_charge_request(VPOS, AMOUNT, CUSTOMER))
        for asked in await self._ask("GET", "/waiting"):
            await self._ask("POST", "/approve", {"id": asked["id"]})
        return await self._paid(sale)

    async def slip(self) -> str:
        """Makes a reference, and the slip with which a customer pays it."""
        sale = await self._charge(parse_charge_request(PROXYPAY, AMOUNT))
        path = self._profile.root / "slip.pdf"
        paper = self._open.paper
        await paper.spool.save(paper.documents.slip(sale), path)
        content = await asyncio.to_thread(path.read_bytes)
        if not content.startswith(b"%PDF-") or b"/FontFile" not in content:
            raise Failed(f"{len(content)} bytes are not a slip in its own letters")
        return f"{sale.reference}, {len(content)} bytes"

    async def receipt(self) -> str:
        """Prints the receipt of the sale, on a printer that this program plays itself."""
        sold = self._sales[VPOS.id]
        sale = await self._till.wait_for(sold.id, lambda now: not now.is_open)
        paper = self._open.paper
        receipt = paper.documents.receipt(sale).compose(Edition(number=ORIGINAL_NUMBER, at=now()))
        return await receipt_comes_out(paper.printers, receipt, AMOUNT_PRINTED)

    async def printers(self) -> str:
        """Asks the print system for its printers, of which there may be none."""
        found = await self._open.paper.printers.find()
        return ", ".join(one.printer.name for one in found) or "none"

    async def payment(self) -> str:
        """Pays the reference, and waits until the till reads it from the queue."""
        sale = self._sales[PROXYPAY.id]
        paid = {"provider": PROXYPAY.provider, "reference": sale.reference}
        await self._ask("POST", "/pay", paid)
        return await self._paid(sale)

    async def close(self) -> str:
        """Stops everything in order, the simulated providers too."""
        await self._stack.aclose()
        if self._window:
            self._window.close_for_good()
        try:
            await self._ask("GET", "/waiting")
        except OSError as gone:
            return str(gone)
        raise Failed("the simulated providers outlive the till")

    async def journal(self) -> str:
        """Reads the sales back from the disk, and verifies the hash chain."""
        db = read_journal(self._profile.training.journal)
        try:
            verdict = verify(db)
        finally:
            db.close()
        if not verdict.sound or verdict.sales != len(self._sales):
            problems = "; ".join(verdict.problems)
            raise Failed(f"{verdict.sales} of {len(self._sales)} sales; {problems}")
        return f"{verdict.sales} sales, {verdict.events} events"

    @property
    def _open(self) -> Open:
        if self._opened is None:
            raise Failed("the till is not open")
        return self._opened

    @property
    def _till(self) -> Till:
        return self._open.till

    async def _charge(self, order: ChargeRequest) -> Sale:
        """Returns the sale once its provider has accepted it."""
        sale = await self._till.charge(uuid4().hex, order)
        sale = await self._till.wait_for(sale.id, lambda now: now.state is not State.SENDING)
        self._sales[order.method.id] = sale
        return sale

    async def _paid(self, sale: Sale) -> str:
        await self._till.look_now(sale.id)
        after = await self._till.wait_for(sale.id, lambda now: not now.is_open)
        if after.state is not State.PAID or after.amount != sale.amount or after.flags:
            raise Failed(f"{after.state} {after.reason} {after.detail}")
        return f"{after.number} {after.amount} {after.reference}"

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        """Calls the sandbox's control API, as a customer or a bank would act."""
        if self._opened is None or self._opened.customer_page is None:
            raise Failed("the simulated providers are not there")
        return await asyncio.to_thread(_exchange, self._opened.customer_page, method, path, body)


def _exchange(address: str, method: str, path: str, body: object) -> Any:
    site = urlsplit(address)
    connection = HTTPConnection(site.netloc, timeout=10)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request(
            method, site.path + path, None if body is None else json.dumps(body), headers
        )
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    if answer.status >= 300:  # noqa: PLR2004 - nothing here redirects
        raise Failed(f"{method} {path}: {answer.status} {text}")
    return json.loads(text)
