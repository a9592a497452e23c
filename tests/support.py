"""What tests say and do: the simulated world, an open till, a terminal."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

import forked
import httpx
from paces import hurried_rhythm

from pos_app.app.root import Open
from pos_app.domain.events import State
from pos_app.domain.method import Kind
from pos_app.domain.people.approval import Approval
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.journal import UnmatchedPayment
from pos_app.till.charge_request import Extras, parse_charge_request

T = TypeVar("T")

PATIENCE = 30.0  # seconds; what takes longer has hung
_HURRIED = Path(__file__).with_name("hurried.py")

PHONES = {
    "vpos": "900000000",
    "clicpay.mpesa": "841234567",
    "clicpay.emola": "861234567",
    "clicpay.mkesh": "821234567",
    "proxypay": "",
    "wikipay": "",
    "clicpay.card": "",
    "wipay": "",
}

# Of the simulated provider: each is worth something, and this one TTD 500.00.
VOUCHER = "uyr8vmap230t"
AMOUNTS = {"wipay": "100.50"}  # of a charge that no test names an amount for
AMOUNT = "1500,00"
PIN = "2468"  # Ana's, who manages the shop
ANA = Person("Ana", Role.MANAGER)


@dataclass(frozen=True)
class World:
    """The simulated providers and what they can tell."""

    accounts: dict[str, Account]
    control: httpx.Client

    def ledger(self) -> list[dict[str, Any]]:
        """The money that really moved."""
        entries: list[dict[str, Any]] = self._json("GET", "/ledger")
        return entries

    def requests(self, method: str = "", path: str = "") -> list[dict[str, Any]]:
        """What reached the providers."""
        seen = self._json("GET", "/requests")
        return [r for r in seen if method in ("", r["method"]) and path in r["path"]]

    def fault(self, kind: str, provider: str = "*", **how: Any) -> None:
        self._json("POST", "/faults", {"kind": kind, "provider": provider, **how})

    def mode(self, provider: str, name: str, value: str) -> None:
        self._json("PUT", "/modes", {"provider": provider, "name": name, "value": value})

    def heal(self) -> None:
        self._json("DELETE", "/faults")

    def pay(self, reference: str | None, **how: Any) -> Any:
        return self._json("POST", "/pay", {"provider": "proxypay", "reference": reference, **how})

    def customer_pays(self, sale: Sale) -> None:
        """Does what a customer does who does not do it unasked."""
        method = METHODS[sale.method]
        if method.kind is Kind.REFERENCE:
            self.pay(sale.reference, provider=method.provider)
        elif method.kind is Kind.CARD:
            self.approve(sale)

    def approve(self, sale: Sale) -> None:
        self._json("POST", "/approve", {"id": self._waiting(sale)})

    def refuse(self, sale: Sale) -> None:
        self._json("POST", "/refuse", {"id": self._waiting(sale)})

    def waiting(self) -> list[dict[str, Any]]:
        """What customers have been asked for and have not decided."""
        rows: list[dict[str, Any]] = self._json("GET", "/waiting")
        return rows

    def _waiting(self, sale: Sale) -> str:
        (found,) = [row["id"] for row in self.waiting() if row["reference"] == sale.reference]
        return str(found)

    def reset(self) -> None:
        """An empty world without faults."""
        self._json("POST", "/reset")
        self.heal()

    def _json(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.control.request(method, path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None


def settings_of(accounts: Iterable[Account]) -> str:
    """`settings.toml` as a person would write it."""
    lines = []
    for account in accounts:
        lines += [f"[providers.{account.provider}]", f'base_url = "{account.base_url}"']
        plain = {name: value for name, value in account.options.items() if "." not in name}
        lines += [
            f'{name} = "{value}"'
            for name, value in plain.items()
            if name not in ("token", "api_key")
        ]
        nested = {name: value for name, value in account.options.items() if "." in name}
        lines += [f"{name} = {value}" for name, value in nested.items()]
    return "\n".join(lines) + "\n"


def environment_of(accounts: dict[str, Account]) -> dict[str, str]:
    return {
        f"POS_APP_{method.provider}_{method.secret}".upper(): accounts[method.provider].secret
        for method in METHODS.values()
        if method.secret
    }


@dataclass(frozen=True)
class Counter:
    """An open till, and how a test works at it."""

    opened: Open

    async def ana(self) -> Approval:
        """A manager's yes to one thing."""
        if not await self.opened.till.managers.has_manager():
            await self.opened.till.managers.give_pin("Ana", PIN)
        return await self.opened.till.approve(PIN)

    async def charge(
        self,
        method: str,
        amount: str = "",
        phone: str | None = None,
        *,
        hold: bool = False,
        allow_duplicate: bool = True,
    ) -> Sale:
        """`allow_duplicate`: the one customer of the tests buys as often as they like."""
        phone = PHONES[method] if phone is None else phone
        extras = Extras(hold=hold, voucher=VOUCHER)
        amount = amount or AMOUNTS.get(method, AMOUNT)
        order = replace(
            parse_charge_request(METHODS[method], amount, phone, "", extras),
            allow_duplicate=allow_duplicate,
        )
        return await self.opened.till.charge(os.urandom(8).hex(), order)

    async def waiting(self, method: str, amount: str = "", **how: Any) -> Sale:
        """A charge that the customer can pay."""
        sale = await self.charge(method, amount, **how)
        return await self.until(sale, lambda now: now.state is State.WAITING)

    async def in_doubt(self, method: str, amount: str = "", **how: Any) -> Sale:
        """A charge that nobody here knows the outcome of."""
        sale = await self.charge(method, amount, **how)
        return await self.until(sale, lambda now: now.state is State.UNKNOWN)

    async def sell(self, method: str, world: World, amount: str = "") -> Sale:
        """A sale that the customer pays."""
        sale = await self.charge(method, amount)
        if METHODS[method].kind in (Kind.REFERENCE, Kind.CARD):
            sale = await self.until(sale, lambda now: now.state is State.WAITING)
            world.customer_pays(sale)
            await self.opened.till.look_now(sale.id)
        return await self.at_rest(sale)

    async def until(self, sale: Sale, enough: Callable[[Sale], bool]) -> Sale:
        async with asyncio.timeout(PATIENCE):
            return await self.opened.till.wait_for(sale.id, enough)

    async def strays(self, count: int) -> Sequence[UnmatchedPayment]:
        """Once there are so many payments in queues that are nobody's here."""
        async with asyncio.timeout(PATIENCE):
            while True:  # nothing tells of them: whoever wants to know looks
                strays = await self.opened.till.journal.unmatched_payments()
                if len(strays) == count:
                    return strays
                await asyncio.sleep(0.02)

    async def at_rest(self, sale: Sale) -> Sale:
        return await self.until(sale, self.opened.till.is_at_rest)


@dataclass
class Dates:
    """The clocks of the providers: `ahead` of the true time, and `mute` where they tell none."""

    ahead: timedelta = timedelta()
    mute: bool = False

    def told(self) -> str:
        """The header of an answer, which may be empty."""
        return "" if self.mute else format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)


class OpenCounter(Protocol):
    """Opens the shop's till as the application does: the real composition root."""

    def __call__(self) -> AbstractAsyncContextManager[Counter]: ...


class Run(Protocol):
    """Runs a coroutine; a background task that fails fails the test."""

    def __call__(self, work: Coroutine[Any, Any, T]) -> T: ...


OnLoop: TypeAlias = Callable[[Coroutine[Any, Any, None]], None]
"""Runs a coroutine on the till's loop."""


@dataclass(frozen=True)
class Terminal:
    """The command line, as a script uses it."""

    profile: Profile

    @property
    def program(self) -> list[str]:
        """The program anew, which follows a sale as fast as the sandbox's customers are."""
        return [sys.executable, str(_HURRIED), "--profile", str(self.profile.root)]

    @contextmanager
    def started(
        self, *arguments: str, like: Callable[[], None] = forked.like_ourselves
    ) -> Iterator[forked.Command]:
        """However the test ends, it does not go on selling in the world of the next one."""
        with forked.started(self._named(arguments), hurried_rhythm(), like) as command:
            yield command

    def run(
        self,
        *arguments: str,
        typed: str = "",
        patience: float = PATIENCE * 2,
        like: Callable[[], None] = forked.like_ourselves,
        **paces: float,
    ) -> tuple[int, str, str]:
        """Its exit code, its output and its errors, with something typed into it."""
        named, rhythm = self._named(arguments), hurried_rhythm() | paces
        ended = forked.run(named, typed, patience, rhythm, like)
        return ended.returncode, ended.stdout.decode(), ended.stderr.decode()

    def leading(
        self, places: Mapping[int, str], *arguments: str, page: str = "utf-8"
    ) -> forked.Ended:
        """With its streams in this code page, and where a shell has them lead."""
        like = forked.Leading(places, page)
        return forked.run(self._named(arguments), "", PATIENCE * 2, hurried_rhythm(), like)

    def _named(self, arguments: Sequence[str]) -> list[str]:
        return ["--profile", str(self.profile.root), *arguments]
