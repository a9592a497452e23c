"""Doubts that stay doubts: clocks set back, accounts that change, and work that was done before."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from support import Counter, OpenCounter, Run, World

from pos_app.app import root
from pos_app.app.sandbox_process import Sandbox
from pos_app.domain.errors import JournalUnavailable, NotAllowed, TooSoon
from pos_app.domain.events import Flag, Sending, SlipPrinted, State
from pos_app.domain.payment_match import NOT_SURE
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.thread import JournalThread
from pos_app.till.providers import poll_schedule

MINUTES, DAY = timedelta(minutes=6), timedelta(days=1)
HOUR_GOES_BY = 1.2  # seconds, at the provider whose clock runs as fast as this
FASTER = 3600 / HOUR_GOES_BY


@pytest.fixture(scope="module")
def fast_provider() -> Iterator[World]:
    sandbox = Sandbox.start(speed=FASTER)
    with httpx.Client(base_url=sandbox.control_url, verify=False, trust_env=False) as control:
        yield World(dict(sandbox.accounts), control)
    sandbox.stop()


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far ahead of the true one the clock on the wall is."""
    ahead = [timedelta()]
    monkeypatch.setattr(root, "now", lambda: datetime.now(UTC) + ahead[0])
    return ahead


@pytest.mark.parametrize("minutes", [80, 40], ids=["true clock", "set back while closed"])
def test_a_clock_that_was_set_back_while_the_till_was_closed_charges_nobody_twice(
    minutes: int,
    counter: OpenCounter,
    fast_provider: World,
    run: Run,
    ahead: list[timedelta],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sale's own events are later than the clock says it is: nobody knows how old it is."""
    world = fast_provider
    world.reset()
    monkeypatch.setattr(root, "load_accounts", lambda *_: world.accounts)
    world.fault("drop_after", "vpos", method="POST", times=0)

    async def evening() -> Sale:
        async with counter() as till:
            sale = await till.in_doubt("vpos")
            ahead[0] = timedelta(minutes=54)
            return await till.until(sale, lambda now: now.tries > 1 and now.state is State.UNKNOWN)

    async def morning(sale: Sale) -> Sale:
        async with counter() as till:
            return await till.at_rest(sale)

    sale = run(evening())
    world.heal()
    _wait_for_an_hour_of(world)
    ahead[0] = timedelta(minutes=minutes)
    assert run(morning(sale)).state is State.UNKNOWN
    assert len(world.ledger()) == 1


def _wait_for_an_hour_of(world: World) -> None:
    """Until a key of before is none any more: the provider's own clock tells."""
    base, secret = world.accounts["vpos"].base_url, world.accounts["vpos"].secret
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "before"}
    ask = {"type": "payment", "pos_id": 100, "mobile": "912345678", "amount": "5.00"}
    url = f"{base}/api/v1/transactions"
    first = world.control.post(url, json=ask, headers=headers).headers["location"]
    while world.control.post(url, json=ask, headers=headers).headers["location"] == first:
        pass


async def test_a_clock_that_is_set_back_while_the_till_runs_gives_nobody_another_hour(
    counter: OpenCounter, world: World, ahead: list[timedelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A keeper that has ended leaves behind when the sale was first kept."""
    world.fault("drop_after", "vpos", method="POST", times=0)
    async with counter() as till:
        sale = await till.in_doubt("vpos")
        loop = asyncio.get_running_loop()
        late, true_time = [0.0], loop.time
        monkeypatch.setattr(loop, "time", lambda: true_time() + late[0])
        late[0] = 3600.0
        ahead[0] = timedelta(hours=1)
        await till.at_rest(sale)
        tries = (await till.opened.till.journal.sale(sale.id) or sale).tries
        ahead[0] = timedelta(minutes=30)
        till.opened.till.use_accounts(world.accounts)
        await till.opened.till.look_now(sale.id)
        after = await till.at_rest(sale)
        assert after.tries == tries
    assert after.state is State.UNKNOWN


async def test_a_repeat_says_the_very_words_of_the_first_try(
    counter: OpenCounter, world: World
) -> None:
    """Under the same key other words would be another charge, or refused."""
    world.fault("drop_after", "vpos", method="POST")
    account = world.accounts["vpos"]
    moved = replace(account, options={**account.options, "callback_url": "http://127.0.0.1:9/vpos"})
    async with counter() as till:
        sale = await till.in_doubt("vpos")
        till.opened.till.use_accounts({**world.accounts, "vpos": moved})
        sale = await till.at_rest(sale)
        events = [recorded.event for recorded in await till.opened.till.journal.events_of(sale.id)]
        bodies = {event.body for event in events if isinstance(event, Sending)}
    assert (sale.state, len(bodies), sale.tries) == (State.PAID, 1, 2)
    assert len(world.ledger()) == 1


async def test_accounts_that_come_back_while_the_journal_fails_are_used(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.fault("drop_after", "vpos", method="POST")
    real, failures = JournalThread.open_sales, [1, 1]

    async def failing(journal: JournalThread) -> object:
        if failures:
            failures.pop()
            raise JournalUnavailable("disk I/O error")
        return await real(journal)

    async with counter() as till:
        sale = await till.in_doubt("vpos")
        till.opened.till.use_accounts({})  # a keyring that is locked
        await till.at_rest(sale)
        monkeypatch.setattr(JournalThread, "open_sales", failing)
        till.opened.till.use_accounts(world.accounts)
        assert (await till.until(sale, lambda now: now.state is State.PAID)).state is State.PAID


# --- what was done before -------------------------------------------------------------------------


async def _settle_as_undone(till: Counter, sale_id: str) -> None:
    """As soon as it is not being sent just now."""
    settled = False
    while not settled:
        try:
            await till.opened.till.settle(
                sale_id, paid=False, why="not seen", approval=await till.ana()
            )
            settled = True
        except NotAllowed:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("hold", [False, True], ids=["refund", "capture"])
async def test_an_operation_whose_parent_was_used_may_have_been_done_by_an_earlier_try(
    counter: OpenCounter, world: World, *, hold: bool
) -> None:
    """The first one's answer was lost, and a manager was mistaken about it. "Parent transaction
    already processed" is then no word of the provider's that it did not happen."""
    async with counter() as till:
        desk = till.opened.till
        sale = await till.at_rest(await till.charge("vpos", hold=hold))

        async def operate(name: str) -> Sale:
            if hold:
                return await desk.capture(name, sale.id, None)
            return await desk.refund(name, sale.id, None, await till.ana())

        world.fault("drop_after", "vpos", method="POST", times=0)
        first = await operate("first-try")
        await till.until(first, lambda now: now.state is State.UNKNOWN)
        await _settle_as_undone(till, first.id)
        while len(world.ledger()) < (1 if hold else 2):  # noqa: ASYNC110 - until it was done
            await asyncio.sleep(0.02)
        world.heal()
        second = await till.at_rest(await operate("second-try"))
        doubted = await desk.journal.sale(sale.id)
        assert doubted
        assert doubted.pending_operation == second.id  # nothing else can be begun meanwhile
        await desk.settle(
            second.id, paid=True, why="the provider says so", approval=await till.ana()
        )
        sale = await till.until(sale, lambda now: now.pending_operation is None)
    assert (second.state, second.reason) == (State.UNKNOWN, Reason.PARENT_USED)
    assert sale.state is State.PAID
    assert sale.refunded_minor == (0 if hold else sale.amount.minor)


async def test_what_was_called_a_duplicate_is_asked_about_once_more_when_somebody_asks(
    counter: OpenCounter, world: World
) -> None:
    """By itself the till has its last word; a notice or a person may know of another."""
    failed = {"status": "failed", "message": "INS-10 Duplicate Transaction"}
    world.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=failed)
    async with counter() as till:
        sale = await till.charge("clicpay.mpesa")
        doubted = await till.at_rest(sale)
        looks = len(world.requests("GET", "/status"))
        await till.opened.till.look_now(sale.id)
        await till.at_rest(sale)
        asked = len(world.requests("GET", "/status")) - looks
        world.heal()
        while world.control.get("/waiting").json():  # noqa: ASYNC110 - until the customer paid
            await asyncio.sleep(0.02)
        await till.opened.till.look_now(sale.id)
        sale = await till.until(sale, lambda now: not now.is_open)
    assert (doubted.state, doubted.reason) == (State.UNKNOWN, Reason.DUPLICATE)
    assert (sale.state, asked) == (State.PAID, 1)


@pytest.mark.parametrize("code", ["INS-23 Unknown Status", "INS-1 Internal Error", "INS-777"])
async def test_a_failure_that_nobody_understands_is_unknown_until_there_is_a_word_that_is_one(
    code: str, counter: OpenCounter, world: World
) -> None:
    failed = {"status": "failed", "message": code}
    world.fault("merge", "clicpay", method="GET", path="/status", times=3, fields=failed)
    async with counter() as till:
        sale = await till.charge("clicpay.mpesa")
        doubted = await till.until(sale, lambda now: now.state is State.UNKNOWN)
        sale = await till.until(sale, lambda now: not now.is_open)
    assert doubted.reason in NOT_SURE
    assert sale.state is State.PAID


async def test_a_payment_of_a_reference_whose_entity_was_never_heard_is_its_own(
    counter: OpenCounter, world: World
) -> None:
    """Its PUT was done and the answer lost; the payment comes before a repeat is answered."""
    account = world.accounts["proxypay"]
    world.fault("drop_after", "proxypay", method="PUT", times=0)
    async with counter() as till:
        sale = await till.in_doubt("proxypay")
        assert sale.entity is None
        told = _signed(sale, account.secret, entity_id=int(account.options["entity"]))
        assert await till.opened.till.handle_webhook("proxypay", *told)
        sale = await till.opened.till.journal.sale(sale.id) or sale
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


# --- payments of references -----------------------------------------------------------------------


@pytest.mark.parametrize("entity", ["", "00999"])
@pytest.mark.parametrize("called", [True, False], ids=["webhook", "queue"])
def test_a_payment_is_held_against_the_entity_that_was_printed(
    entity: str, counter: OpenCounter, world: World, run: Run, *, called: bool
) -> None:
    """The account's may have been emptied or corrected since."""
    account = world.accounts["proxypay"]
    changed = replace(account, options={**account.options, "entity": entity})

    async def day() -> Sale:
        async with counter() as till:
            sale = await till.waiting("proxypay")
            till.opened.till.use_accounts({**world.accounts, "proxypay": changed})
            if called:
                told = _signed(sale, account.secret)
                assert await till.opened.till.handle_webhook("proxypay", *told)
            elif entity:
                world.pay(sale.reference)
                await till.opened.till.look_now(sale.id)
            else:  # an account without an entity asks for nothing, and loses nothing
                return replace(sale, state=State.PAID)
            return await till.until(sale, lambda now: now.state is not State.WAITING)

    sale = run(day())
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


def _signed(sale: Sale, secret: str, **change: object) -> tuple[dict[str, str], bytes]:
    body = json.dumps(
        {
            "id": 156200026356,
            "amount": sale.amount.plain,
            "reference_id": int(sale.reference or 0),
            "entity_id": int(sale.entity or 0),
            "custom_fields": {"sale": sale.id},
            **change,
        }
    ).encode()
    return {"x-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}, body


async def test_the_same_number_under_another_entity_is_another_reference(
    counter: OpenCounter, world: World
) -> None:
    secret = world.accounts["proxypay"].secret
    async with counter() as till:
        sale = await till.waiting("proxypay")
        other = _signed(sale, secret, entity_id=999, custom_fields={})
        assert await till.opened.till.handle_webhook("proxypay", *other)
        strays = await till.strays(1)
        sale = await till.opened.till.journal.sale(sale.id) or sale
    assert (sale.state, sale.flags, len(strays)) == (State.WAITING, frozenset(), 1)


async def test_a_printed_slip_is_evidence_of_the_sale_and_changes_nothing_of_its_money(
    counter: OpenCounter,
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        for printer in ("Balcão", ""):
            await till.opened.till.recorder.evidence(sale, SlipPrinted(printer=printer))
        after = await till.opened.till.journal.sale(sale.id)
    assert after
    assert (after.printed, after.state, after.taken) == (2, State.WAITING, 0)


async def test_money_that_comes_on_top_of_what_a_manager_settled_is_paid_twice(
    counter: OpenCounter, world: World
) -> None:
    """Less came than was asked, the rest was paid in cash, and then the whole amount came too."""
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.pay(sale.reference, amount="1.00")
        await till.opened.till.look_now(sale.id)
        await till.until(sale, lambda now: bool(now.flags))
        await till.opened.till.settle(
            sale.id, paid=True, why="the rest in cash", approval=await till.ana()
        )
        world.pay(sale.reference, force=True)
        await till.opened.till.look_now(sale.id)
        sale = await till.until(sale, lambda now: bool(now.flags))
    assert (set(sale.flags), set(sale.cleared)) == ({Flag.PAID_TWICE}, {Flag.SHORT})
    assert sale.taken == sale.amount.minor + 1_00


@pytest.mark.parametrize("later", [-DAY, MINUTES, DAY], ids=["set back", "true", "put forward"])
def test_nothing_is_called_unpaid_while_what_was_sent_may_still_arrive(
    later: timedelta,
    counter: OpenCounter,
    world: World,
    run: Run,
    ahead: list[timedelta],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A manager who asks at once hears of no payment, and the provider may have it a minute later.
    The till knows how long ago that was, whatever the clock on the wall is set to; once it was
    closed, by the wall's alone."""
    monkeypatch.setattr(poll_schedule, "SETTLES_UNPAID_AFTER", 300.0)
    world.fault("drop_after", "wipay")

    async def settle(till: Counter, sale: Sale) -> Sale:
        approval = await till.ana()
        return await till.opened.till.settle(sale.id, paid=False, why="asked", approval=approval)

    async def evening() -> Sale:
        async with counter() as till:
            sale = await till.at_rest(await till.charge("wipay"))
            for moment in (timedelta(), later):
                ahead[0] = moment
                with pytest.raises(TooSoon) as soon:
                    await settle(till, sale)
                assert 290 < soon.value.wait <= 300
            return sale

    async def afterwards(sale: Sale) -> Sale:
        async with counter() as till:
            return await settle(till, sale)

    sale = run(evening())
    ahead[0] = MINUTES
    assert run(afterwards(sale)).state is State.DECLINED


async def test_what_came_is_called_paid_at_once(counter: OpenCounter, world: World) -> None:
    world.fault("drop_after", "wipay")
    async with counter() as till:
        sale = await till.at_rest(await till.charge("wipay"))
        yes = await till.ana()
        settled = await till.opened.till.settle(sale.id, paid=True, why="seen there", approval=yes)
        assert settled.state is State.PAID


def test_what_is_found_a_day_later_is_asked_about_at_once(
    counter: OpenCounter, world: World, run: Run, ahead: list[timedelta]
) -> None:
    """How long to wait between two looks follows the sale's age; not so before the first one."""
    world.fault("drop_after", "clicpay", method="POST")
    world.fault("status", "clicpay", method="GET", status=503, times=0)

    async def evening() -> Sale:
        async with counter() as till:
            sale = await till.charge("clicpay.mpesa")
            return await till.until(sale, lambda now: now.state is State.UNKNOWN)

    async def morning(sale: Sale) -> Sale:
        async with counter() as till:
            return await till.until(sale, lambda now: now.state is State.PAID)

    sale = run(evening())
    world.heal()
    ahead[0] = timedelta(days=1)
    assert run(morning(sale)).state is State.PAID
