"""The same applications without sockets, as the simulated days use them."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import parsedate_to_datetime
from random import Random
from typing import Any

import pytest

from pos_app.sandbox.assembly import SITES, Sandbox
from pos_app.sandbox.proxypay.api import KEY
from pos_app.sandbox.server.fault_injection import CONNECTION
from pos_app.sandbox.server.fault_rules import FaultBook, make_rule
from pos_app.sandbox.server.http import RefusedError
from pos_app.sandbox.vpos.api import Vpos
from pos_app.sandbox.wipay.api import WiPay
from pos_app.sandbox.world.clock import Clock
from pos_app.sandbox.world.provider_modes import Modes
from pos_app.sandbox.world.storage import Storage
from pos_app.sandbox.world.webhook_delivery import Deliveries
from pos_app.sandbox.world.world import APPROVED, World

Message = MutableMapping[str, Any]

NOW = 1_700_000_000.0


class Asking:
    """A request for ProxyPay's queue, and what became of it."""

    def __init__(self, path: str = "/payments") -> None:
        self.sent: list[Message] = []
        self._left = asyncio.Event()
        self._read = False
        self.scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"authorization", f"Token {KEY}".encode())],
            "extensions": {CONNECTION: {"transport": self}},
        }

    def close(self) -> None:
        """Leave, or be hung up on: to the application it is the same."""
        self._left.set()

    async def receive(self) -> Message:
        if not self._read:
            self._read = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


@pytest.mark.parametrize(
    ("anybody_pays", "mobile", "outcome"),
    [
        (False, "923456789", "2010"),
        (True, "923456789", APPROVED),
        (True, "900003000", "3000"),
        (True, "900002004", "2004"),
    ],
)
def test_anybody_pays_where_it_was_asked_for_and_a_number_set_aside_ends_as_ever(
    mobile: str, outcome: str, *, anybody_pays: bool
) -> None:
    world = World(Clock(seconds=lambda: NOW), Random(1), anybody_pays=anybody_pays)
    vpos = Vpos(world, Deliveries(world, FaultBook()), Modes(world, ("vpos",)))
    asked = {"type": "payment", "pos_id": 100, "mobile": mobile, "amount": "10.00"}

    vpos._begin(asked, None)

    (waiting,) = world.waiting.values()
    assert waiting.outcome == outcome


@pytest.mark.parametrize(
    ("anybody_pays", "voucher", "holds"),
    [
        (False, "aaaa11112222", None),
        (True, "aaaa11112222", 500_00),
        (True, "JXAQE48TFVBS", 200_00),
        (True, "short", None),
    ],
)
def test_any_voucher_pays_where_anybody_does_and_those_set_aside_hold_what_they_did(
    voucher: str, holds: int | None, *, anybody_pays: bool
) -> None:
    wipay = WiPay(World(Clock(seconds=lambda: NOW), Random(1), anybody_pays=anybody_pays))
    if holds is None:
        with pytest.raises(RefusedError):
            wipay._voucher({"voucher": voucher})
    else:
        assert wipay._voucher({"voucher": voucher})[1] == holds


def _proxypay() -> tuple[Sandbox, Callable[[Asking], Awaitable[None]]]:
    clock = Clock(seconds=lambda: NOW)
    world = World(clock, Random(1))
    sandbox = Sandbox(clock, world, Storage(None, world))
    app = sandbox.apps([f"http://127.0.0.1:{9000 + site}" for site in range(SITES)])[1]

    async def ask(asking: Asking) -> None:
        await app(asking.scope, asking.receive, asking.send)

    return sandbox, ask


@pytest.mark.parametrize("kind", ["hang", "hang_after"])
@pytest.mark.parametrize("ends", ["healed", "left"])
async def test_a_provider_hangs_until_it_is_healed_or_the_client_leaves(
    kind: str, ends: str
) -> None:
    sandbox, ask = _proxypay()
    sandbox._faults.rules.append(make_rule(kind, provider="proxypay"))
    asking = Asking()
    answering = asyncio.ensure_future(ask(asking))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not answering.done()

    if ends == "healed":
        sandbox._faults.heal()
    else:
        asking.close()

    await asyncio.wait_for(answering, 5)
    assert asking.sent == []


def test_an_answer_tells_the_time_of_the_worlds_own_clock() -> None:
    async def told(shift: str | None) -> float:
        sandbox, ask = _proxypay()
        if shift is not None:
            sandbox._modes.set("proxypay", "date", shift)
        asking = Asking()
        await ask(asking)
        (date,) = [value for name, value in asking.sent[0]["headers"] if name == b"date"]
        return parsedate_to_datetime(date.decode()).timestamp()

    assert asyncio.run(told(None)) == NOW
    assert asyncio.run(told("-3600")) == NOW - 3600


def test_a_world_that_begins_anew_is_at_the_present_however_fast_the_one_before_it_ran() -> None:
    seconds = NOW
    clock = Clock(1000, lambda: seconds)
    seconds += 60
    assert clock.now() == int((NOW + 60_000) * 1000)

    World(clock, Random(1)).reset()

    assert clock.now() == int(seconds * 1000)
    seconds += 1
    assert clock.now() == int((NOW + 60 + 1000) * 1000)
