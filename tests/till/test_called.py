"""ProxyPay tells of payments in a queue, or by calling ("As an alternative to periodically fetching
Payment events"). Where it calls, its queue is empty, and that proves nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support import Counter, Dates, OpenCounter, Run, World, settings_of
from till.test_queues import proxypay_says

from pos_app import app
from pos_app.domain.events import Paid, State
from pos_app.domain.notes import PaymentsByCall
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.profile import Profile

PAST_ITS_END = timedelta(days=3)
Ahead = Callable[[], None]


@pytest.fixture
def days_later(dates: Dates, monkeypatch: pytest.MonkeyPatch) -> Ahead:
    """Every clock goes on past the end of every reference."""
    monkeypatch.setattr(app, "now", lambda: datetime.now(UTC) + dates.ahead)

    def go_on() -> None:
        dates.ahead = PAST_ITS_END

    return go_on


@pytest.fixture
def says(shop: Profile, world: World, unused_port: int) -> Callable[[str, bool], None]:
    """What the settings say of ProxyPay's payments, and whether anybody listens for calls."""

    def write(payments: str, listens: bool) -> None:  # noqa: FBT001 - a row of a table
        options = {**world.accounts["proxypay"].options, "payments": payments}
        told = {"proxypay": replace(world.accounts["proxypay"], options=options)}
        text = settings_of({**world.accounts, **(told if payments else {})}.values())
        port = f"[webhooks]\nport = {unused_port}\n" if listens else ""
        shop.settings.write_text(text + port)

    return write


async def a_reference(till: Counter) -> Sale:
    sale = await till.charge("proxypay")
    return await till.until(sale, lambda now: now.state is State.WAITING)


async def called_and_paid(till: Counter, world: World, sale: Sale, **words: object) -> Sale:
    heard = proxypay_says(sale, world.accounts["proxypay"].secret, **words)
    assert await till.opened.till.hear("proxypay", *heard)
    return await till.until(sale, lambda now: now.state is State.PAID)


async def looks_change_nothing(till: Counter, world: World, sale: Sale) -> None:
    """As long as nobody tells anything new of it."""
    before = await till.opened.till.events_of(sale.id)
    for _ in range(3):
        looks = len(world.requests("GET", "/payments"))
        await till.opened.till.look_now(sale.id)
        other = await till.charge("wikipay")  # takes a while
        await till.until(other, lambda now: now.state is State.WAITING)
        assert len(world.requests("GET", "/payments")) > looks
    assert await till.opened.till.events_of(sale.id) == before


@pytest.mark.parametrize(
    ("payments", "listens", "was_called"),
    [
        ("calls", False, False),
        ("", True, False),
        ("", False, True),
        ("", True, True),
        ("calls", True, True),
    ],
)
def test_where_payments_come_by_calls_an_empty_queue_ends_nothing(
    payments: str,
    listens: bool,  # noqa: FBT001 - a row of a table
    was_called: bool,  # noqa: FBT001 - a row of a table
    says: Callable[[str, bool], None],
    counter: OpenCounter,
    world: World,
    run: Run,
    days_later: Ahead,
) -> None:
    """That it was called once is known after a restart too. A late call still settles the sale."""
    says(payments, listens)

    async def days() -> tuple[Sale, Sale]:
        async with counter() as till:
            sale = await a_reference(till)
            if was_called:
                await called_and_paid(till, world, await a_reference(till), id=156200000001)
        async with counter() as till:
            days_later()
            await till.opened.till.look_now(sale.id)
            overdue = await till.until(sale, lambda now: now.state is not State.WAITING)
            await looks_change_nothing(till, world, sale)
            return overdue, await called_and_paid(till, world, sale, id=156200000002)

    overdue, paid = run(days())
    assert (overdue.state, overdue.reason) == (State.UNKNOWN, Reason.PAYMENTS_BY_CALL)
    assert (paid.state, paid.reason, paid.flags) == (State.PAID, None, frozenset())


@pytest.mark.parametrize(("payments", "listens"), [("", False), ("queue", False), ("queue", True)])
def test_where_they_come_in_the_queue_what_is_not_there_has_expired(
    payments: str,
    listens: bool,  # noqa: FBT001 - a row of a table
    says: Callable[[str, bool], None],
    counter: OpenCounter,
    run: Run,
    days_later: Ahead,
) -> None:
    says(payments, listens)

    async def days() -> Sale:
        async with counter() as till:
            sale = await a_reference(till)
            days_later()
            await till.opened.till.look_now(sale.id)
            return await till.at_rest(sale)

    assert run(days()).state is State.EXPIRED


def test_a_call_for_what_the_queue_told_first_proves_no_calls_and_one_is_noted_once(
    counter: OpenCounter, world: World, run: Run
) -> None:
    async def day() -> list[int]:
        counts = []
        async with counter() as till:
            journal = till.opened.till._journal
            sale = await till.sell("proxypay", world)
            (raw,) = [
                one.event.raw
                for one in await journal.events_of(sale.id)
                if isinstance(one.event, Paid)
            ]
            await called_and_paid(till, world, sale, **json.loads(raw))
            counts.append(len(await journal.notes(PaymentsByCall)))
            for payment in (1, 2, 3):
                await called_and_paid(till, world, await a_reference(till), id=payment)
                counts.append(len(await journal.notes(PaymentsByCall)))
        return counts

    assert run(day()) == [0, 1, 1, 1]


def test_a_manager_settles_what_only_a_call_would_have_told(
    says: Callable[[str, bool], None], counter: OpenCounter, run: Run, days_later: Ahead
) -> None:
    says("calls", False)

    async def days() -> Sale:
        async with counter() as till:
            sale = await a_reference(till)
            days_later()
            await till.opened.till.look_now(sale.id)
            await till.until(sale, lambda now: now.state is State.UNKNOWN)
            yes = await till.ana()
            return await till.opened.till.settle(sale.id, paid=False, why="asked", approval=yes)

    assert run(days()).state is State.DECLINED
