"""A till over a real journal and the sandbox's providers in one process, on a clock that passes
over every pause: an hour at the counter takes milliseconds. Nothing goes wrong by itself: a test
says what a provider answers in the place of its own words, when an account is another one, and what
time the clock on the wall says it is.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeAlias, TypeVar

from faults.simulation.loop import VirtualLoop
from faults.simulation.network import Network, Weather
from faults.simulation.providers import Providers
from faults.simulation.shop import BEGAN_AT
from odd_server import Asked, Said
from on_a_loop import run_watched
from starlette.types import ASGIApp, Receive, Scope, Send
from support import AMOUNTS, PHONES, VOUCHER
from undisturbed import quiet, undisturbed

from pos_app.domain.events import Event, State
from pos_app.domain.people.approval import Approval
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.sandbox.server.fault_rules import make_rule
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.till import Till

T = TypeVar("T")

ONE_WAY = 0.02  # seconds that a request takes to its provider
LONG = 6 * 3600.0  # seconds; what takes longer never comes


@dataclass(frozen=True)
class Came(Asked):
    """A request as it arrived at its provider, and when, by the simulated clock."""

    provider: str
    at: float
    headers: Mapping[str, str]


Script = Callable[[Came], Said | None]


@dataclass
class _Rule:
    provider: str
    method: str
    path: str
    script: Script
    times: int

    def concerns(self, came: Came) -> bool:
        named = (self.provider, self.method) == (came.provider, came.method)
        return named and self.times > 0 and re.search(self.path, came.path) is not None


def told(body: object, status: int = 200, **headers: str) -> Said:
    """An answer of JSON."""
    return Said(status, json.dumps(body), {"content-type": "application/json", **headers})


LOST = Said(None)
PAGE = Said(503, "<html>back soon</html>", {"content-type": "text/html"})


@dataclass
class _Door:
    """The way into one provider: what comes is kept, and answered by a rule where one concerns it,
    else by the sandbox."""

    provider: str
    application: ASGIApp
    came: list[Came]
    rules: list[_Rule]
    date: Callable[[], str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = (await receive()).get("body", b"")
        query = scope["query_string"].decode()
        path = scope["path"] + (f"?{query}" if query else "")
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        loop.asked()
        came = Came(scope["method"], path, body.decode(), self.provider, loop.time(), headers)
        self.came.append(came)
        said = self._said(came)
        if said is None:
            given = iter([{"type": "http.request", "body": body, "more_body": False}])

            async def again() -> Any:
                return next(given, None) or await receive()

            await self.application(scope, again, send)
        elif said.status is not None:
            heads = {"date": self.date(), **said.headers}
            pairs = [(name.encode(), value.encode()) for name, value in heads.items() if value]
            await send({"type": "http.response.start", "status": said.status, "headers": pairs})
            await send({"type": "http.response.body", "body": said.body.encode()})

    def _said(self, came: Came) -> Said | None:
        rule = next((one for one in self.rules if one.concerns(came)), None)
        if rule is None:
            return None
        rule.times -= 1
        return rule.script(came)


class _Road(Network):
    async def pass_time(self) -> None:
        await asyncio.sleep(ONE_WAY)


@dataclass
class QuietShop:
    """What people at the counter do, and what happens to them."""

    folder: Path
    came: list[Came] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.providers = Providers(BEGAN_AT.timestamp(), Random(1))
        self._rules: list[_Rule] = []
        self._names = {port: name for name, port in self.providers.port_of.items()}
        doors = {port: self._door(port, to) for port, to in self.providers.ports.items()}
        self._road = _Road(doors, *quiet())
        self._shop = undisturbed(self.folder, self.providers, self._road)
        self._ids = count(1)

    def _door(self, port: int, to: ASGIApp) -> ASGIApp:
        name = self._names.get(port)
        return _Door(name, to, self.came, self._rules, self._date) if name else to

    def _date(self) -> str:
        """Of a provider whose clock is right."""
        at = BEGAN_AT + timedelta(seconds=self.time())
        return format_datetime(at.replace(microsecond=0), usegmt=True)

    # --- the till and the time --------------------------------------------------------------------

    @property
    def till(self) -> Till:
        return self._shop._till

    @property
    def accounts(self) -> Mapping[str, Any]:
        return self.providers.accounts

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    def now(self) -> datetime:
        """By the clock on the wall."""
        return self._shop.now()

    def set_clock(self, by: timedelta) -> None:
        """The clock on the wall, forward or back."""
        self._shop.shift += by

    async def open(self) -> None:
        await self._shop.open()

    async def close(self) -> None:
        await self._shop.close()

    async def reopen(self, after: float = 1.0) -> None:
        await self._shop.close()
        await asyncio.sleep(after)
        await self._shop.open()

    # --- what goes otherwise ----------------------------------------------------------------------

    def answers(
        self, provider: str, method: str, path: str, said: Said | Script, times: int = 10**9
    ) -> None:
        """From now on, so many times, in the place of the provider's own answer; a script may
        leave one to it. The latest counts."""
        script = said if callable(said) else lambda _: said
        self._rules.insert(0, _Rule(provider, method, path, script, times))

    def fault(self, kind: str, provider: str, **how: Any) -> None:
        """See `pos_app.sandbox.server.fault_rules`."""
        self.providers.add_fault(make_rule(kind, provider=provider, **how))

    def weather(self, kind: str, provider: str, times: int = 10**9) -> None:
        """See `faults.simulation.network`."""
        port = self.providers.port_of[provider]
        self._road.weather.insert(0, Weather(kind, port, times))

    def heal(self) -> None:
        self._rules.clear()
        self._road.weather.clear()
        self.providers.heal()

    def use_account(self, provider: str, **change: Any) -> None:
        """Somebody changes the account in the settings; without anything said, takes it away."""
        accounts = dict(self.providers.accounts)
        account = accounts.pop(provider, None)
        if change and account:
            accounts[provider] = replace(account, **change)
        self.till.use_accounts(accounts)

    def use_own_accounts(self) -> None:
        self.till.use_accounts(self.providers.accounts)

    def asked(self, provider: str, method: str = "", path: str = "") -> list[Came]:
        """What has come to this provider."""
        return [
            one
            for one in self.came
            if one.provider == provider and method in ("", one.method) and re.search(path, one.path)
        ]

    # --- at the counter ---------------------------------------------------------------------------

    async def ana(self) -> Approval:
        """The manager says yes."""
        return await self.till.approve("")

    def new_id(self) -> str:
        return f"{next(self._ids):032x}"

    async def charge(
        self, method: str, amount: str = "", phone: str | None = None, *, hold: bool = False
    ) -> Sale:
        phone = PHONES[method] if phone is None else phone
        amount = amount or AMOUNTS.get(method, "1500")
        order = parse_charge_request(
            METHODS[method], amount, phone, "", Extras(hold=hold, voucher=VOUCHER)
        )
        return await self.till.charge(self.new_id(), replace(order, allow_duplicate=True))

    async def waiting(self, method: str, amount: str = "", phone: str | None = None) -> Sale:
        """A sale whose customer has been asked."""
        sale = await self.charge(method, amount, phone)
        return await self.until(sale, lambda now: now.state is State.WAITING)

    async def in_doubt(self, method: str, amount: str = "", phone: str | None = None) -> Sale:
        """A sale that nobody here knows the outcome of."""
        sale = await self.charge(method, amount, phone)
        return await self.until(sale, lambda now: now.state is State.UNKNOWN)

    async def paid(self, method: str, amount: str = "") -> Sale:
        return await self.until(await self.charge(method, amount), lambda now: not now.is_open)

    async def refund(self, sale: Sale, amount: Any = None) -> Sale:
        return await self.till.refund(self.new_id(), sale.id, amount, await self.ana())

    async def settle(self, sale: Sale, *, paid: bool) -> Sale:
        yes = await self.ana()
        return await self.till.settle(sale.id, paid=paid, why="asked there", approval=yes)

    async def sale(self, sale: Sale | str) -> Sale:
        fresh = await self.till.journal.sale(sale if isinstance(sale, str) else sale.id)
        assert fresh
        return fresh

    async def until(
        self, sale: Sale, enough: Callable[[Sale], bool], patience: float = LONG
    ) -> Sale:
        async with asyncio.timeout(patience):
            return await self.till.wait_for(sale.id, enough)

    async def at_rest(self, sale: Sale) -> Sale:
        return await self.until(sale, self.till.is_at_rest)

    async def events(self, sale: Sale) -> list[Event]:
        return [one.event for one in await self.till.journal.events_of(sale.id)]


OpenQuietShop: TypeAlias = Callable[[], AbstractAsyncContextManager[QuietShop]]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[QuietShop]:
    """From opening to closing time."""
    shop = QuietShop(folder)
    await shop.open()
    try:
        yield shop
    finally:
        await shop.close()


def in_quiet_shop(folder: Path, scenario: Callable[[QuietShop], Awaitable[T]]) -> T:
    """For a test that needs several: what fails in the background fails it."""

    async def day() -> T:
        async with opened(folder) as shop:
            return await scenario(shop)

    return run_watched(day(), VirtualLoop)
