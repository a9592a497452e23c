"""A shop whose providers answer by a script: its journal, its till and its gateways are the real
ones, and no test waits for a network."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Protocol

from gateways.examples import CLICPAY, PROXYPAY, VPOS, WIKIPAY, WIPAY
from support import PATIENCE, PHONES, PIN, VOUCHER, T

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import ResponseLost
from pos_app.domain.events import Event, State
from pos_app.domain.method import Method
from pos_app.domain.people.approval import Approval
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import CASH_METHODS, COUNTER_METHODS, METHODS
from pos_app.gateways.providers import provider_of
from pos_app.installation.pin_file import People
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.shift_reader import ShiftReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.till import Till

ACCOUNTS = {account.provider: account for account in (VPOS, PROXYPAY, WIKIPAY, CLICPAY, WIPAY)}
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
TODAY = date(2026, 11, 20)
_CLOCK = ShopClock(zone="Africa/Luanda")


def as_json(status: int, body: object, **headers: str) -> Answer:
    return Answer(status, headers, json.dumps(body))


@dataclass
class Providers:
    """All of them: a push waits until `verdict` says otherwise, and queues show `payments`."""

    verdict: str = "pending"
    payments: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    loses: set[str] = field(default_factory=set)  # by the first words of a request
    sent: list[str] = field(default_factory=list)

    async def send(self, account: Account, request: Request) -> Answer:
        self.sent.append(f"{account.provider}: {request.line}")
        if any(request.line.startswith(words) for words in self.loses):
            raise ResponseLost("gone")
        answers: Mapping[str, Callable[[Request], Answer]] = {
            "clicpay": self.clicpay,
            "vpos": self.vpos,
            "proxypay": self.proxypay,
            "wikipay": self.wikipay,
            "wipay": self.wipay,
        }
        return answers[account.provider](request)

    def clicpay(self, request: Request) -> Answer:
        if request.method == "POST":
            return as_json(200, {"clicpay_reference": f"CP{len(self.sent)}", "status": "pending"})
        reference = request.path.split("/")[-2]
        return as_json(200, {"clicpay_reference": reference, "status": self.verdict})

    def vpos(self, request: Request) -> Answer:
        if request.method == "POST":
            return Answer(202, {"location": f"/api/v1/requests/R{len(self.sent)}"}, "")
        transaction = f"/api/v1/transactions/T{request.path.rpartition('/')[2]}"
        if "/requests/" in request.path and self.verdict == "pending":
            return as_json(200, {})
        if "/requests/" in request.path:
            return Answer(303, {"location": transaction}, "")
        return as_json(404, "Not Found")

    def proxypay(self, request: Request) -> Answer:
        if request.method == "POST":
            return as_json(200, 475545000 + len(self.sent))
        if request.method == "GET":
            return as_json(200, self.payments.get("proxypay", []))
        return Answer(204, {}, "")

    def wikipay(self, request: Request) -> Answer:
        if request.method == "POST":
            made = {"id": f"W{len(self.sent)}", "number": f"{475545000 + len(self.sent)}"}
            return as_json(200, {"reference": made})
        if request.method == "GET":
            return as_json(200, {"payments": self.payments.get("wikipay", [])})
        return Answer(204, {}, "")

    def wipay(self, request: Request) -> Answer:
        del request
        return as_json(200, {"status": "error", "msg": "Parameter: voucher not found"})

    def wrote(self) -> list[str]:
        """What asked for more than a look."""
        return [line for line in self.sent if " GET " not in line]


@dataclass
class Shop:
    """One till on its journal, with Ana who manages it."""

    till: Till
    journal: JournalThread
    providers: Providers
    path: Path

    async def yes(self) -> Approval:
        return await self.till.approve(PIN)

    async def charge(self, method: str, sale_id: str = "sale", *, hold: bool = False) -> Sale:
        order = parse_charge_request(
            METHODS[method], "1500", PHONES[method], "", Extras(hold=hold, voucher=VOUCHER)
        )
        return await self.till.charge(sale_id, replace(order, allow_duplicate=True))

    async def waiting(self, method: str, sale_id: str = "sale") -> Sale:
        await self.charge(method, sale_id)
        return await self.until(sale_id, lambda now: now.state is State.WAITING)

    async def unknown(self, sale_id: str = "sale") -> Sale:
        """A voucher whose answer nobody heard: nothing more is learned of it by itself."""
        self.providers.loses.add("POST /v1/voucher_pay")
        await self.charge("wipay", sale_id)
        return await self.until(sale_id, lambda now: now.state is State.UNKNOWN)

    async def paid(self, sale_id: str = "sale") -> Sale:
        self.providers.verdict = "successful"
        await self.charge("clicpay.mpesa", sale_id)
        return await self.until(sale_id, lambda now: now.state is State.PAID)

    async def until(self, sale_id: str, enough: Callable[[Sale], bool]) -> Sale:
        async with asyncio.timeout(PATIENCE):
            return await self.till.wait_for(sale_id, enough)

    async def events(self, sale_id: str = "sale") -> list[Event]:
        return [one.event for one in await self.till.journal.events_of(sale_id)]

    def written(self) -> object:
        """Which changes with every word in the journal, and with every request that is no look."""
        with closing(read_journal(self.path)) as db:
            return Reader(db).head(), self.providers.wrote()

    async def soon(self, look: Callable[[], Awaitable[T]]) -> T:
        """What is found as soon as there is something: nothing tells of it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if found := await look():
                    return found
                await asyncio.sleep(0.01)


class OpenShop(Protocol):
    """Opens the shop's till, again and again on the same journal."""

    def __call__(
        self, methods: Mapping[str, Method] = METHODS
    ) -> AbstractAsyncContextManager[Shop]: ...


@asynccontextmanager
async def open_shop(folder: Path, methods: Mapping[str, Method] = METHODS) -> AsyncIterator[Shop]:
    path = folder / "journal.sqlite3"
    journal = await JournalThread.open(path, "t", lambda: NOW, clock=_CLOCK)
    reader = BooksReader(path)
    providers = Providers()
    till = Till(
        methods=methods,
        counter_methods=COUNTER_METHODS,
        providers=provider_of,
        accounts=ACCOUNTS,
        journal=journal,
        ledger=LedgerReader(reader, reader),
        shifts=ShiftReader(reader, lambda: NOW, _CLOCK.day_of, CASH_METHODS),
        sender=providers,
        people=People(folder / "people.json"),
        now=lambda: NOW,
        business_day=_CLOCK.day_of,
        random=Random(1),
        listens=False,
    )
    await till.start()
    if not await till.managers.has_manager():
        await till.managers.give_pin("Ana", PIN)
    try:
        yield Shop(till, journal, providers, path)
    finally:
        await till.stop()
        await reader.close()
        await journal.close()
