"""Wikipay's payment ids repeat, in its document's own sample: every payment counts, and none of
another till's is taken away."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from support import OpenCounter, Run

from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.events import Flag, State
from pos_app.domain.sale import Sale
from pos_app.gateways.http import HttpSender
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Answer, Request

Entry = Mapping[str, Any]


def payment(name: str, sale: Sale | None, transaction: str, amount: str = "1500.00") -> Entry:
    number = int(sale.reference or 0) if sale else 555
    return {
        "id": name,
        "reference_number": f"{number:015d}",
        "amount": amount,
        "terminal_transaction_id": transaction,
        "custom_fields": {"sale": sale.id if sale else "another-tills-sale"},
    }


class Payments:
    """A queue, at the edge to the network: it shows an entry until that is acknowledged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.front: Sequence[Entry] = ()
        self.behind: Sequence[Entry] = ()
        self.acknowledged: list[str] = []
        self.refuses_behind = False
        self._reserved = 0
        real = HttpSender.send

        async def send(sender: HttpSender, account: Account, request: Request) -> Answer:
            if request.path.startswith("/v1/payment"):
                return self._answer(request)
            return await real(sender, account, request)

        monkeypatch.setattr(HttpSender, "send", send)

    def _answer(self, request: Request) -> Answer:
        if request.method == "DELETE":
            self.acknowledged.append(request.path)
            name = request.path.rsplit("/", 1)[-1]
            self.front = [entry for entry in self.front if entry["id"] != name]
            return Answer(204, {}, "")
        if self.refuses_behind and "visibility_timeout" in request.path:
            return Answer(429, {}, "")
        self._reserved = self._reserved + 1 if "visibility_timeout" in request.path else 0
        shown, left = (self.behind, 0) if self._reserved > 1 else (self.front, len(self.behind))
        meta = {"total_count": len(shown) + left, "offset": 0, "limit": 100}
        return Answer(200, {}, json.dumps({"payments": [*shown], "meta": meta}))


@pytest.fixture
def payments(monkeypatch: pytest.MonkeyPatch) -> Payments:
    return Payments(monkeypatch)


async def test_an_id_that_another_tills_payment_bears_on_another_page_is_not_acknowledged(
    counter: OpenCounter, payments: Payments
) -> None:
    async with counter() as till:
        sale = await till.waiting("wikipay")
        payments.front = [payment(str(n), None, "00001") for n in range(1000, 1100)]
        payments.behind = [payment("1000", sale, "00002")]
        await till.opened.till.look_now(sale.id)
        await till.until(sale, lambda now: now.state is State.PAID)
        await till.strays(100)
    assert payments.acknowledged == []


@pytest.mark.parametrize(
    ("first", "flags"), [("1500.00", {Flag.PAID_TWICE}), ("1.00", {Flag.SHORT})]
)
def test_two_payments_of_one_reference_under_one_id_both_count(
    first: str, flags: set[Flag], counter: OpenCounter, run: Run, payments: Payments
) -> None:
    async def day(complete: Callable[[Sale], bool]) -> Sale:
        async with counter() as till:
            sale = await till.waiting("wikipay")
            payments.front = [
                payment("449500352608", sale, "00123", first),
                payment("449500352608", sale, "00124"),
            ]
            await till.opened.till.look_now(sale.id)
            return await till.until(sale, complete)

    sale = run(day(lambda now: now.state is State.PAID and now.flags == flags))
    assert payments.acknowledged == []
    assert sale.payment


async def test_the_one_that_was_seen_before_the_other_came_counts_once(
    counter: OpenCounter, payments: Payments
) -> None:
    """Stored, and the till was gone before it could be acknowledged."""
    async with counter() as till:
        sale = await till.waiting("wikipay")
        ours = payment("449500352608", sale, "00123")
        payments.front = [ours]
        await till.opened.till.look_now(sale.id)
        await till.until(sale, lambda now: now.state is State.PAID)
        payments.front = [ours, payment("449500352608", None, "00124")]
        await till.opened.till.look_now(sale.id)
        await till.strays(1)
        assert (await till.opened.till.journal.sale(sale.id) or sale).flags == frozenset()


async def test_one_that_stands_alone_once_the_other_has_gone_still_counts_once(
    counter: OpenCounter, payments: Payments
) -> None:
    async with counter() as till:
        sale = await till.waiting("wikipay")
        ours = payment("449500352608", sale, "00123")
        payments.front = [ours, payment("449500352608", None, "00124")]
        await till.opened.till.look_now(sale.id)
        await till.until(sale, lambda now: now.state is State.PAID)
        await till.strays(1)
        payments.front = [ours]  # its till has taken the other one
        await till.opened.till.look_now(sale.id)
        while not payments.acknowledged:  # noqa: ASYNC110 - at the edge to the network
            await asyncio.sleep(0.02)
        assert (await till.opened.till.journal.sale(sale.id) or sale).flags == frozenset()


# --- pages that fail, and payments that a manager took --------------------------------------------


async def test_what_is_in_front_is_taken_also_where_nobody_can_look_behind_it(
    counter: OpenCounter, payments: Payments
) -> None:
    """The page behind is refused at every look; ours in front must not wait for it."""
    payments.refuses_behind = True
    async with counter() as till:
        sale = await till.waiting("wikipay")
        others = [payment(str(n), None, "00001") for n in range(1000, 1099)]
        payments.front = [*others, payment("5", sale, "00002")]
        payments.behind = [payment("7", None, "00003")]
        await till.opened.till.look_now(sale.id)
        await till.until(sale, lambda now: now.state is State.PAID)
        while not payments.acknowledged:  # noqa: ASYNC110 - at the edge to the network
            await asyncio.sleep(0.02)
    assert payments.acknowledged == ["/v1/payment/5"]


async def test_a_manager_takes_one_payment_and_no_other_that_is_called_like_it(
    counter: OpenCounter, payments: Payments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By id, reference and words; and what is durable is taken, also where the look fails then."""
    name = "449500352608"
    async with counter() as till:
        desk = till.opened.till
        sale = await till.waiting("wikipay")
        payments.front = [payment(name, None, "00001")]
        await desk.look_now(sale.id)
        await till.strays(1)
        with pytest.raises(NotAllowed):
            await desk.take_unmatched("wikipay", name, "000000666", "why", await till.ana())
        with monkeypatch.context() as patch:
            patch.setattr(JournalThread, "taken_unmatched", _busy)
            await desk.take_unmatched("wikipay", name, "000000555", "rent", await till.ana())
        await desk.look_now(sale.id)
        while not payments.acknowledged:  # noqa: ASYNC110 - at the edge to the network
            await asyncio.sleep(0.02)
        payments.front = [payment(name, None, "00002", "9999.00")]
        await desk.look_now(sale.id)
        await till.strays(1)
        assert [stray.why for stray in await desk.journal.taken_unmatched()] == ["rent"]
    assert len(payments.acknowledged) == 1


async def _busy(_: JournalThread) -> None:
    raise JournalUnavailable("busy")
