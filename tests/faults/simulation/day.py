"""One simulated day: opened, worked, struck by faults, closed, and opened again the next one."""

import asyncio
import logging
import os
import secrets
from collections import Counter as Tally
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import httpx
from argon2 import PasswordHasher
from faults.simulation.by_hand import ByHand
from faults.simulation.calls import Calls
from faults.simulation.checker import check
from faults.simulation.closures import Closure
from faults.simulation.counter import Counter
from faults.simulation.files import FollowsAtOnce
from faults.simulation.guesser import Guesser
from faults.simulation.keys import Keys
from faults.simulation.lives import Change
from faults.simulation.loop import VirtualLoop
from faults.simulation.network import Network
from faults.simulation.plan import Plan, draw
from faults.simulation.providers import ANOTHER, Providers
from faults.simulation.shifts import AtTheDrawer
from faults.simulation.shop import BEGAN_AT, DiedError, Shop
from faults.simulation.troubles import FILE_TROUBLES, Trouble
from faults.simulation.truth import Slip, Truth
from faults.simulation.witness import Witness

from pos_app.domain.errors import JournalDamaged, JournalUnavailable
from pos_app.domain.events import State
from pos_app.domain.method import Kind
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.installation import pin_file
from pos_app.journal import thread
from pos_app.journal.copies.backup import checked, last_event
from pos_app.journal.database_file import open_journal
from pos_app.sandbox.server.fault_rules import Rule

_EVENING = 900.0  # seconds, at most, until all that was begun has ended
_MORNING = 150.0
_LOOK_EVERY = 10.0
_RESTING = (Kind.REFERENCE, Kind.CARD, Kind.SPLIT)  # until somebody does something
_NIGHT = timedelta(hours=25).total_seconds()  # a reference may be paid for a day


@dataclass
class Report:
    """What a day came to."""

    seed: int
    sales: int = 0
    charges: int = 0
    doubts: int = 0
    kills: int = 0
    head: str = ""
    faults: Tally[str] = field(default_factory=Tally)
    violations: list[str] = field(default_factory=list)


def run(seed: int, folder: Path) -> Report:
    """The day of this seed, in a folder of its own. The same seed gives the same day."""
    _fresh_journal()  # made once in a process: not by the first day, out of its seed
    with asyncio.Runner(loop_factory=VirtualLoop) as runner, _repeatable(seed), _quiet():
        return runner.run(Day(seed, folder).whole())


class Day:
    """One day and the morning after."""

    def __init__(self, seed: int, folder: Path) -> None:
        self._plan: Plan = draw(seed)
        self._closures = iter(self._plan.closures)
        self._random = Random(seed + 1)
        self._report = Report(seed)
        self._folder = folder

    async def whole(self) -> Report:
        asyncio.get_running_loop().set_exception_handler(self._hear_of_our_mistakes)
        self._providers = Providers(BEGAN_AT.timestamp(), Random(self._report.seed + 2))
        self._witness = Witness(self._providers)
        network = Network(self._providers.ports, self._random, self._count, self._see_leave)
        self._network = network
        self._shop = Shop(
            self._folder,
            self._providers,
            network,
            self._witness,
            self._random,
            iter(self._plan.deaths),
            self._closures,
            self._count,
        )
        self._keys = Keys(self._shop, self._providers, self._count)
        if self._plan.lives.has_staff:
            self._shop.hire(self._folder, cashiers=self._plan.lives.has_cashiers)
        if self._plan.lives.changes:
            self._providers.open_another_account()
        self._shop.files.journal.write_bytes(_fresh_journal())
        self._providers.do_it_their_way(self._plan.modes)
        if self._plan.calls is not None:
            self._count("payments come by calls")
            calls = Calls(self._shop, self._providers, self._random, self._plan.calls)
            self._carrying = asyncio.ensure_future(calls.carry())
        await self._work()
        night = next(self._closures)
        await self._shop.lie_closed(night, _NIGHT)
        await self._morning(night)
        if self._plan.lives.changes:
            await self._morning_of_another_account()
        return self._judge()

    async def _work(self) -> None:
        counter = Counter(
            self._shop,
            self._providers,
            self._witness,
            self._random,
            self._plan.lives.has_cashiers,
        )
        await self._shop.open()
        self._shop.files.make_copy(self._shop.now())
        keeping = asyncio.ensure_future(self._shop.keep_open())
        self._by_hand = ByHand(counter)
        customers = [counter.serve(visit) for visit in self._plan.visits]
        customers += [self._by_hand.serve(basket) for basket in self._plan.baskets]
        drawer = AtTheDrawer(counter)
        customers += [drawer.handle(handling) for handling in self._plan.handlings]
        changes = [self._keys.change(one) for one in self._changes()]
        strikes = [self._strike(trouble) for trouble in self._plan.troubles]
        closes = [counter.close_the_day(at) for at in self._plan.closes]
        await asyncio.gather(*customers, *changes, *self._guessing(), *strikes, *closes)
        self._heal()
        await self._until_quiet()
        await self._shop.spare()
        keeping.cancel()
        await counter.settle_doubts()
        for pays in counter.tomorrow:
            pays()
        await self._shop.close()

    async def _morning(self, night: Closure) -> None:
        """Nothing goes wrong any more but that the till may die: what is to be learned is learned
        now, once its clock is right."""
        await self._shop.open()
        keeping = asyncio.ensure_future(self._shop.keep_open())
        await asyncio.sleep((night.right_after if night.clock else 0) + _MORNING)
        await self._shop.spare()
        keeping.cancel()
        await self._until_quiet()
        await self._shop.close()

    async def _morning_of_another_account(self) -> None:
        """Its keys are put in once more: what was begun by them is taken up too."""
        for change in self._changes():
            self._providers.put_in(change.provider, ANOTHER)
        await self._morning(Closure(seconds=0))

    def _guessing(self) -> Iterator[Coroutine[Any, Any, None]]:
        if guard := self._shop.guard:
            guesser = Guesser(self._shop, guard)
            yield from (guesser.guess(guesses) for guesses in self._plan.lives.guesses)

    def _changes(self) -> Iterator[Change]:
        """Not of a provider that calls: which account it calls for is in its calls."""
        for change in self._plan.lives.changes:
            if not self._providers.is_told_by_calls(change.provider):
                yield change

    async def _until_quiet(self) -> None:
        """Nothing more will be heard soon of anything that a customer does not have to do."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _EVENING
        while loop.time() < end:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                sales = await self._shop.ask(lambda till: till.journal.open_sales())
            except (DiedError, JournalUnavailable):
                continue
            if all(_rests(sale) for sale in sales):
                return

    def _see_leave(self, request: httpx.Request, *, left: bool) -> None:
        self._witness.see_leave(request, left=left)
        self._keys.see_leave(request.url.port or 0)

    # --- what goes wrong --------------------------------------------------------------------------

    async def _strike(self, trouble: Trouble) -> None:
        await asyncio.sleep(trouble.at)
        if trouble.rule:
            await self._lie(trouble.rule, trouble.lasts)
        elif trouble.weather:
            self._network.weather.append(trouble.weather)
        elif trouble.kind == "payments of another till":
            queues = ("proxypay", "wikipay") if self._plan.calls is None else ("wikipay",)
            for provider in queues:
                self._providers.pay_another_till(provider, 7_00)
        elif trouble.kind == "a copy is made":
            self._count(trouble.kind)
            self._shop.files.make_copy(self._shop.now())
        elif trouble.shift:
            await self._wrong_clock(trouble)
        elif trouble.kind in FILE_TROUBLES:
            await self._file(trouble)
        else:
            await self._disk(trouble)

    async def _lie(self, rule: Rule, lasts: float) -> None:
        """Until it is spent, or for so long."""
        self._providers.add_fault(rule)
        if lasts:
            await asyncio.sleep(lasts)
            self._providers.drop_fault(rule)

    async def _wrong_clock(self, trouble: Trouble) -> None:
        self._count(trouble.kind)
        if trouble.provider:
            self._providers.put_clock(trouble.provider, trouble.shift)
        else:
            self._shop.shift += timedelta(seconds=trouble.shift)
        await asyncio.sleep(trouble.lasts)
        if trouble.provider:
            self._providers.put_clock(trouble.provider, 0)
        else:
            self._shop.shift -= timedelta(seconds=trouble.shift)

    async def _file(self, trouble: Trouble) -> None:
        """Under a till that is open; some time later it is ended and opened anew."""
        if self._shop.process.alive:
            self._count(f"{trouble.kind} while it was open")
            self._shop.files.befall(trouble.kind, self._shop.now())
            await asyncio.sleep(trouble.lasts)
            self._shop.end()

    async def _disk(self, trouble: Trouble) -> None:
        begin = {
            "disk full": self._shop.fill_the_disk,
            "disk protected": self._shop.protect_the_disk,
            "file locked": self._shop.lock_the_file,
        }[trouble.kind]
        if self._shop.process.alive:
            self._count(trouble.kind)
            begin()
            await asyncio.sleep(trouble.lasts)
            self._shop.lift()

    def _heal(self) -> None:
        for trouble in self._plan.troubles:
            if trouble.rule:
                self._report.faults[f"provider: {trouble.kind}"] += trouble.rule.struck
        self._providers.heal()
        self._network.weather.clear()
        self._shop.lift()

    def _count(self, kind: str) -> None:
        self._report.faults[kind] += 1

    def _hear_of_our_mistakes(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if not isinstance(context.get("exception"), JournalDamaged):  # under an open till, by us
            self._report.violations.append(f"a mistake of ours: {context}")

    # --- the judgement ----------------------------------------------------------------------------

    def _judge(self) -> Report:
        guard = self._shop.guard
        truth = Truth(
            movements=self._providers.movements(),
            queued=self._providers.queued(),
            untold=self._providers.untold(),
            of_others=self._providers.of_others,
            slips={sale.id: _slip(sale) for sale in self._witness.shown.values()},
            lost=self._shop.files.lost,
            yeses=guard.given if guard else None,
            refused=guard.refused if guard else 0,
            pressed=self._by_hand.pressed,
        )
        finding = check(self._shop.files.journal, truth)
        report = self._report
        report.sales, report.charges, report.doubts = finding.sales, finding.charges, finding.doubts
        report.head, report.kills = finding.head, self._shop.kills
        report.faults["killed"] += self._shop.kills
        report.violations += [*finding.violations, *self._witness.lies]
        if guard:
            report.faults += guard.seen
            report.violations += guard.lies
        return report


def _slip(sale: Sale) -> Slip:
    return Slip(
        id=sale.id,
        number=sale.number,
        key=sale.key,
        purpose=sale.purpose,
        method=sale.method,
        amount=sale.amount.minor,
        account=sale.account,
        reference=sale.reference,
    )


def _rests(sale: Sale) -> bool:
    """Nothing is heard of it unless a customer, or a person, does something."""
    if sale.state is State.WAITING:
        return ALL_METHODS[sale.method].kind in _RESTING
    return sale.state in (State.UNKNOWN, State.AUTHORIZED) and sale.pending_operation is None


@cache
def _fresh_journal() -> bytes:
    """An empty journal, made by the till's own code once and copied from then on. It is verified
    and asked for its last event too: what these keep for the next time is not made by the first day
    either."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        open_journal(path).close()
        checked(path)
        last_event(path)
        return path.read_bytes()


@cache
def _cheap_hasher() -> PasswordHasher:
    """What a PIN's digest costs is tried elsewhere."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def _quiet() -> Iterator[None]:
    """What the till says of the troubles that it is meant to have is of no use here."""
    logger = logging.getLogger("pos_app")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _repeatable(seed: int) -> Iterator[None]:
    """Ids and keys too come from the seed."""
    random = Random(seed + 3)
    with (
        mock.patch.object(os, "urandom", random.randbytes),
        mock.patch.object(secrets, "choice", random.choice),
        mock.patch.object(pin_file, "_hasher", _cheap_hasher),
        mock.patch.object(thread, "Follower", FollowsAtOnce),
        mock.patch.object(secrets, "token_hex", lambda size: random.randbytes(size).hex()),
    ):
        yield
