"""The sale on the screen: how often its provider is asked about it, and before whom."""

import asyncio
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest
from faults.simulation.loop import VirtualLoop
from faults.simulation.network import Network
from faults.simulation.providers import Providers
from faults.simulation.shop import BEGAN_AT
from hypothesis import given
from hypothesis import strategies as st
from paces import longest_interval
from starlette.types import ASGIApp, Receive, Scope, Send
from undisturbed import quiet, undisturbed

from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.providers.poll_schedule import LOOKS_PER_SECOND, WATCHED_FROM, next_watched_look
from pos_app.till.till import Till

MOST_A_SECOND = 0.7
MINUTE = 60.0
OTHERS = 160  # each is asked about every eight seconds
PAYS = "900000000"
SILENT = "900002004"  # whose customer lets the request end after 90 seconds
BETWEEN_TURNS = 1 / LOOKS_PER_SECOND
THERE = 0.02  # seconds that a request takes, one way
A_BIT = 0.02  # seconds of writing and reading


def ages_of_looks(until: float, estimate: float | None = None) -> Iterator[float]:
    """Of a sale that is on the screen from its sending on, whose provider says that the answer is
    expected at this age."""
    age = 0.0
    while age < until:
        left = None if estimate is None else max(estimate - age, 0.0)
        age += next_watched_look(age, left)
        yield age


@given(st.one_of(st.none(), st.floats(0, 200)))
def test_whenever_the_customer_answers_it_was_asked_for_no_more_than_it_may_be(
    estimate: float | None,
) -> None:
    ages = [*ages_of_looks(2000, estimate)]
    assert all(made <= MOST_A_SECOND * age for made, age in enumerate(ages, start=1))
    for first, age in enumerate(ages):
        assert bisect_left(ages, age + MINUTE) - first <= MOST_A_SECOND * MINUTE


@given(st.floats(0, 1e6), st.one_of(st.none(), st.floats(0, 1e6)))
def test_looks_at_the_sale_on_the_screen_are_close_for_as_long_as_a_phone_asks(
    age: float, estimate: float | None
) -> None:
    delay = next_watched_look(age, estimate)
    assert delay <= longest_interval(age, 1)
    if WATCHED_FROM <= age < 2 * MINUTE:
        assert delay <= 1.5


class Log:
    """When looks at each sale reached its provider, and the most that were there at once. Each is
    held back for as long as `slow` says."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._there: dict[str, int] = defaultdict(int)
        self.looks: dict[str, list[float]] = defaultdict(list)
        self.most_at_once = 0
        self.slow = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        if scope["method"] == "GET":
            self.looks[path].append(asyncio.get_running_loop().time())
            self._there[path] += 1
            self.most_at_once = max(self.most_at_once, self._there[path])
            await asyncio.sleep(self.slow)
            self._there[path] -= 1
        await self._application(scope, receive, send)


class Road(Network):
    async def pass_time(self) -> None:
        await asyncio.sleep(THERE)


class Crowd:
    """A shop with many customers at their phones."""

    def __init__(self, folder: Path) -> None:
        providers = Providers(BEGAN_AT.timestamp(), Random(1))
        port = providers.port_of["vpos"]
        self._amounts = count(100)  # no two alike: nobody is charged a second time by mistake
        self.log = Log(providers.ports[port])
        ports: dict[int, ASGIApp] = {**providers.ports, port: self.log}
        self.shop = undisturbed(folder, providers, Road(ports, *quiet()))

    async def charge(self, sale_id: str, phone: str = SILENT, *, hold: bool = False) -> None:
        amount = f"{next(self._amounts)}"
        order = parse_charge_request(METHODS["vpos"], amount, phone, "", Extras(hold=hold))
        await self.shop.ask(lambda till: till.charge(sale_id, order))

    async def refund(self, sale_id: str, parent: str) -> None:
        async def refund(till: Till) -> None:
            await till.refund(sale_id, parent, None, await till.approve(""))

        await self.shop.ask(refund)

    async def watch(self, sale_id: str) -> None:
        async def watch(till: Till) -> None:
            till.watch(sale_id)

        await self.shop.ask(watch)

    async def path_of(self, sale_id: str) -> str:
        sale = await self.shop.ask(lambda till: till.journal.sale(sale_id))
        assert sale
        assert sale.status_path
        return sale.status_path


def gaps(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


async def watched_in_a_crowd(folder: Path) -> None:
    loop, crowd = asyncio.get_running_loop(), Crowd(folder)
    await crowd.shop.open()
    for number in range(OTHERS):
        await crowd.charge(f"other{number}")
    # The window hears of a sale, and shows it, before anything was sent for it.
    await crowd.watch("shown")
    began = loop.time()
    await crowd.charge("shown")
    await asyncio.sleep(30)

    looks = crowd.log.looks
    shown, other = await crowd.path_of("shown"), await crowd.path_of("other7")
    slack = BETWEEN_TURNS + A_BIT
    assert looks[shown][0] - began >= WATCHED_FROM
    ages = [at - began for at in looks[shown]]
    assert all(made <= MOST_A_SECOND * age for made, age in enumerate(ages, start=1))
    for age, gap in zip(ages, gaps(looks[shown]), strict=False):
        assert gap <= next_watched_look(age, None) + slack
    assert min(gaps(looks[other])[2:]) > 5 * max(gaps(looks[shown]))
    assert max(map(max, map(gaps, looks.values()))) <= longest_interval(30, OTHERS + 1) + slack

    # A hand picks another one, which is asked about now; the first one stands in line again.
    clicked, before = loop.time(), len(looks[shown])
    await crowd.watch("other7")
    await asyncio.sleep(6)
    picked = [at for at in looks[other] if at > clicked]
    assert picked[0] - clicked <= THERE + slack
    assert max(gaps(picked)) <= 1.5 + slack
    assert len(looks[shown]) - before <= 1

    # However slowly it answers, it is not asked again meanwhile, and whoever comes and goes.
    crowd.log.slow = 4.0
    for _ in range(5):
        await crowd.watch("shown")
        await asyncio.sleep(0.7)
        await crowd.watch("other7")
        await asyncio.sleep(0.7)
    assert crowd.log.most_at_once == 1
    await crowd.shop.close()


@pytest.mark.parametrize("wanted", ["charge", "hold", "refund"])
def test_what_somebody_waits_for_is_asked_about_before_a_crowd_that_was_taken_up(
    wanted: str, tmp_path: Path
) -> None:
    """As a command does that begins it and waits: it opens the till, and a crowd wants its turn."""

    async def waited_for() -> tuple[float, int]:
        loop, crowd = asyncio.get_running_loop(), Crowd(tmp_path)
        await crowd.shop.open()
        await crowd.charge("bought", PAYS)
        for number in range(OTHERS):
            await crowd.charge(f"other{number}")
        await asyncio.sleep(30)
        await crowd.shop.close()
        await crowd.shop.open()
        began = loop.time()
        if wanted == "refund":
            await crowd.refund("mine", "bought")
        else:
            await crowd.charge("mine", hold=wanted == "hold")
        await crowd.watch("mine")
        await asyncio.sleep(5)
        looks = crowd.log.looks[await crowd.path_of("mine")]
        await crowd.shop.close()
        others = [path for path, times in crowd.log.looks.items() if times[-1] > began]
        return looks[0] - began, len(others)

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        first_look, others = runner.run(waited_for())
    assert first_look <= WATCHED_FROM + BETWEEN_TURNS + A_BIT
    assert others < OTHERS  # some have not had their turn yet


def test_the_sale_on_the_screen_is_asked_about_by_its_rhythm_and_before_a_crowd(
    tmp_path: Path,
) -> None:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(watched_in_a_crowd(tmp_path))
