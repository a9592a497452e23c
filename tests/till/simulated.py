"""A till for which time costs nothing, before providers that say what a test says.

All but the network is a shop's own: the till, its gateways, and its journal in a file. Providers
are at the transport, and hours pass as soon as everybody waits.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from inspect import isawaitable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from faults.simulation.loop import VirtualLoop
from on_a_loop import run_watched
from support import PHONES, PIN

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Event, State
from pos_app.domain.people.approval import Approval
from pos_app.domain.sale import Sale
from pos_app.gateways import proxypay, wikipay
from pos_app.gateways.catalogue import ALL_METHODS, CASH_METHODS, COUNTER_METHODS, METHODS
from pos_app.gateways.providers import provider_of
from pos_app.installation.pin_file import People
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.shift_reader import ShiftReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.database_file import open_journal
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.till import Till

T = TypeVar("T")

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
CLOCK = ShopClock(zone="Africa/Luanda")
UP_FOR = 50_000.0  # seconds that the computer has been on, as every test begins
PATIENCE = 3600.0  # seconds, by a clock that costs nothing

ACCOUNTS: Mapping[str, Account] = {
    "proxypay": Account("proxypay", "https://proxypay", {"entity": "00411"}, "key"),
    "wikipay": Account("wikipay", "https://wikipay", {"entity": "00411"}, "key"),
    "vpos": Account("vpos", "https://vpos", {"pos_id": "100"}, "key"),
    "wipay": Account("wipay", "https://wipay", {"account_number": "1"}),
    "clicpay": Account(
        "clicpay",
        "https://clicpay",
        {f"wallets.{wallet}": "1" for wallet in ("mpesa", "emola", "mkesh", "netshop")},
        "key",
    ),
}


def passed() -> float:
    """Seconds since the test began."""
    return asyncio.get_running_loop().time() - UP_FOR


@dataclass(frozen=True)
class Asked:
    """A request that a provider got, and when, in seconds since the test began."""

    provider: str
    request: Request
    at: float
    account: Account

    @property
    def line(self) -> str:
        return self.request.line


Script = Callable[[Asked], Answer | Awaitable[Answer]]


def said(status: int, body: object = None) -> Answer:
    text = "" if body is None else json.dumps(body)
    return Answer(status, {"content-type": "application/json"}, text)


@dataclass
class Network:
    """Leads to the scripts, one a provider, and keeps what they were asked. An answer carries the
    time at its provider, which is `ahead` of the true one; where they are `mute` it has none."""

    scripts: dict[str, Script]
    asked: list[Asked] = field(default_factory=list)
    ahead: timedelta = timedelta()
    mute: bool = False

    async def send(self, account: Account, request: Request) -> Answer:
        one = Asked(account.provider, request, passed(), account)
        self.asked.append(one)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        loop.asked()
        date = START + timedelta(seconds=one.at) + self.ahead
        answer = self.scripts[account.provider](one)
        if isawaitable(answer):
            answer = await answer
        if self.mute or "date" in answer.headers:
            return answer
        return replace(answer, headers={**answer.headers, "date": format_datetime(date, True)})

    def requests(self, method: str, path: str = "") -> list[Asked]:
        return [
            one for one in self.asked if one.request.method == method and path in one.request.path
        ]

    def times(self, method: str, path: str = "") -> list[float]:
        return [one.at for one in self.requests(method, path)]


@dataclass
class Simulated:
    """The shop of one test."""

    folder: Path
    network: Network
    accounts: Mapping[str, Account]
    error: timedelta = timedelta()  # of the clock on the wall
    listens: bool = False
    before_start: Callable[[Till], None] = lambda _: None

    def __post_init__(self) -> None:
        self._charges = 0

    def now(self) -> datetime:
        return START + timedelta(seconds=passed()) + self.error

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Simulated"]:
        """From the start of the till to its end; as often as a test likes."""
        path = self.folder / "journal.sqlite3"
        if not path.exists():
            path.write_bytes(_empty_journal())
        self.journal = await JournalThread.open(path, "1", self.now, clock=CLOCK)
        reader = BooksReader(path)
        self.till = Till(
            methods=METHODS,
            counter_methods=COUNTER_METHODS,
            providers=provider_of,
            accounts=self.accounts,
            journal=self.journal,
            ledger=LedgerReader(reader, reader),
            shifts=ShiftReader(reader, self.now, CLOCK.day_of, CASH_METHODS),
            sender=self.network,
            people=People(self.folder / "people.json"),
            now=self.now,
            business_day=CLOCK.day_of,
            random=Random(1),
            listens=self.listens,
        )
        self.till.take_by_hand(frozenset(COUNTER_METHODS))
        self.before_start(self.till)
        try:
            await self.till.start()
            yield self
        finally:
            await self.till.stop()
            await reader.close()
            await self.journal.close()

    # --- what people do ---------------------------------------------------------------------------

    async def ana(self) -> Approval:
        if not await self.till.managers.has_manager():
            await self.till.managers.give_pin("Ana", PIN)
        return await self.till.approve(PIN)

    async def charge(self, method: str, amount: str = "100", phone: str = "", **how: Any) -> Sale:
        """`how`: what an order may be besides; `allow_duplicate` unless it says otherwise."""
        self._charges += 1
        extras = Extras(
            voucher=how.pop("voucher", "uyr8vmap230t"),
            hold=how.pop("hold", False),
            tendered=how.pop("tendered", ""),
        )
        payer = phone or PHONES.get(method, "")
        order = parse_charge_request(ALL_METHODS[method], amount, payer, "", extras)
        order = replace(order, **{"allow_duplicate": True, **how})
        return await self.till.charge(f"sale{self._charges:04}", order)

    async def until(self, sale: Sale, enough: Callable[[Sale], bool]) -> Sale:
        async with asyncio.timeout(PATIENCE):
            return await self.till.wait_for(sale.id, enough)

    async def waiting(self, method: str, amount: str = "100", **how: Any) -> Sale:
        """A charge that the customer can pay."""
        sale = await self.charge(method, amount, **how)
        return await self.until(sale, lambda now: now.state is State.WAITING)

    async def in_doubt(self, method: str, amount: str = "100", **how: Any) -> Sale:
        """A charge that nobody here knows the outcome of."""
        sale = await self.charge(method, amount, **how)
        return await self.until(sale, lambda now: now.state is State.UNKNOWN)

    async def now_of(self, sale: Sale) -> Sale:
        fresh = await self.till.journal.sale(sale.id)
        assert fresh
        return fresh

    async def events_of(self, sale: Sale) -> list[Event]:
        return [recorded.event for recorded in await self.till.journal.events_of(sale.id)]

    async def unmatched_payments(self) -> list[str]:
        """The ids of payments that are nobody's here."""
        return [stray.payment for stray in await self.till.journal.unmatched_payments()]

    async def looked(self, method: str) -> bool:
        """One more look at this queue; whether it was seen to its end."""
        return await self.till._supervisor.queues[method].collect()

    async def let_pass(self, **time: float) -> None:
        await asyncio.sleep(timedelta(**time).total_seconds())


Entry = dict[str, Any]
Trouble = Callable[[Asked], Answer | Awaitable[Answer] | None]
GATEWAYS = {"proxypay": proxypay, "wikipay": wikipay}
FIRST_NUMBER = 475_000_000


class References:
    """ProxyPay or Wikipay: makes references, and shows a queue a page at a time, until its entries
    are acknowledged or while they stand aside."""

    def __init__(self, provider: str) -> None:
        self.provider = provider
        self.queue: list[Entry] = []
        self.acknowledged: list[str] = []
        self.statuses: dict[str, object] = {}  # by number: what a reference itself is called
        self.trouble: Trouble = lambda _: None  # what is said in the place of the usual
        self._aside: dict[int, float] = {}  # until when, of an entry of the queue
        self._made = 0

    # --- what customers do ------------------------------------------------------------------------

    def paid(self, sale: Sale | None, name: object = None, **words: object) -> Entry:
        """A payment of this sale's reference, as the queue shows it; of another till's without."""
        number = int(sale.reference or 0) if sale else 777
        amount = sale.amount.plain if sale else "5.00"
        named = sale.id if sale else "another-tills"
        entry: Entry = {"id": len(self.queue) + 1000 if name is None else name, "amount": amount}
        key = "reference_id" if self.provider == "proxypay" else "reference_number"
        return {**entry, key: number, "custom_fields": {"sale": named}, **words}

    def pay(self, sale: Sale | None, name: object = None, **words: object) -> Entry:
        entry = self.paid(sale, name, **words)
        self.queue.append(entry)
        return entry

    # --- what it says -----------------------------------------------------------------------------

    def __call__(self, asked: Asked) -> Answer | Awaitable[Answer]:
        troubled = self.trouble(asked)
        return self._usual(asked) if troubled is None else troubled

    def _usual(self, asked: Asked) -> Answer:
        path, _, query = asked.request.path.partition("?")
        if asked.request.method in ("POST", "PUT"):
            return self._made_one(asked.request)
        name = path.rpartition("/")[2]
        if asked.request.method == "DELETE":
            if "/payment" in path:
                self.acknowledged.append(name)
                self.queue = [entry for entry in self.queue if str(entry["id"]) != name]
            return said(204)
        if "/reference/" in path:
            number = name.removeprefix("id")
            one = {"id": name, "number": number, "status": "", "custom_fields": {}}
            return said(200, {"reference": {**one, **self._status_of(number)}})
        return self._page(query, asked.at)

    def _status_of(self, number: str) -> Entry:
        status = self.statuses.get(number, "")
        return dict(status) if isinstance(status, dict) else {"status": status}

    def _made_one(self, request: Request) -> Answer:
        if request.method == "PUT":
            return said(204)
        self._made += 1
        number = FIRST_NUMBER + self._made
        if self.provider == "proxypay":
            return said(200, number)
        return said(200, {"reference": {"id": f"id{number}", "number": str(number)}})

    def _page(self, query: str, at: float) -> Answer:
        seen = [entry for entry in self.queue if self._aside.get(id(entry), 0.0) <= at]
        shown = seen[: GATEWAYS[self.provider].PAGE]
        if self.provider == "proxypay":
            return said(200, shown)
        aside = dict(pair.split("=") for pair in query.split("&")).get("visibility_timeout")
        if aside:
            self._aside |= {id(entry): at + float(aside) for entry in shown}
        return said(200, {"payments": shown, "meta": {"total_count": len(seen)}})


class Pushes:
    """vPOS: each key of an account is one transaction, undecided until a test says otherwise."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], Entry] = {}  # by the account's own key, and the charge's
        self.verdict: Entry = {}  # of all of them: `status`, and what stands beside it
        self.trouble: Trouble = lambda _: None

    def __call__(self, asked: Asked) -> Answer | Awaitable[Answer]:
        troubled = self.trouble(asked)
        return self._usual(asked) if troubled is None else troubled

    def _usual(self, asked: Asked) -> Answer:
        account, request = asked.account.secret, asked.request
        if request.method == "POST":
            key = account, request.headers["Idempotency-Key"]
            one = {"id": f"T{len(self.made) + 1}", **json.loads(request.body)}
            return self._leads_to(202, "requests", self.made.setdefault(key, one)["id"])
        name = request.path.rpartition("/")[2]
        found = [one for (of, _), one in self.made.items() if (of, one["id"]) == (account, name)]
        if not found:
            return said(404, "Not Found")
        if "/requests/" not in request.path:
            return said(200, {**found[0], **self.verdict})
        if self.verdict:
            return self._leads_to(303, "transactions", name)
        return said(200, {"inserted_at": "2026-11-24T08:00:00Z"})

    def _leads_to(self, status: int, shelf: str, name: str) -> Answer:
        return replace(said(status, {}), headers={"location": f"/api/v1/{shelf}/{name}"})


def timeless_loop() -> VirtualLoop:
    """Its time costs nothing, and did not begin with the test."""
    loop = VirtualLoop()
    loop.pass_over(UP_FOR)
    return loop


def play(work: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=timeless_loop) as runner:
        return runner.run(work)


ACCEPTED: Entry = {"status": "accepted"}
Day = Callable[[Simulated], Awaitable[T]]
# Nothing here is about what a disk keeps: one in memory makes nobody wait.
_IN_MEMORY = Path("/dev/shm")
DISK = _IN_MEMORY if _IN_MEMORY.is_dir() else None


class OpenSimulated(Protocol):
    """A shop before these providers, in the folder of a test."""

    def __call__(
        self,
        scripts: Mapping[str, Script],
        accounts: dict[str, Account] | None = None,
        **how: Any,
    ) -> Simulated: ...


def simulated_shop(
    folder: Path,
    scripts: Mapping[str, Script],
    accounts: dict[str, Account] | None = None,
    **how: Any,
) -> Simulated:
    known = {name: ACCOUNTS[name] for name in scripts} | (accounts or {})
    shop = Simulated(folder, Network(dict(scripts)), known)
    for name, value in how.items():
        setattr(shop, name, value)
    return shop


def simulate(
    day: Day[T],
    scripts: Mapping[str, Script],
    accounts: dict[str, Account] | None = None,
    **how: Any,
) -> T:
    """What a day before these providers comes to, for a test that needs several."""

    async def lived(folder: Path) -> T:
        return await day(simulated_shop(folder, scripts, accounts, **how))

    with TemporaryDirectory(dir=DISK) as folder:
        return run_watched(lived(Path(folder)), timeless_loop)


@cache
def _empty_journal() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        open_journal(path).close()
        return path.read_bytes()
