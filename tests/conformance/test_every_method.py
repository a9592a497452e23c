"""The same behaviours, asked of every method according to its description.

Whoever adds a method runs this and sees what is still missing. The tables of operations in
`pos_app/gateways/README.md` name these tests.
"""

import hmac
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support import PHONES, OpenCounter, World

from pos_app.domain.errors import BadInput, NotAllowed, ProviderRefused
from pos_app.domain.events import NOT_PAID, Flag, Paid, Purpose, State
from pos_app.domain.method import Followed, Kind, Method, Refunds
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.money_back import refundable
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of
from pos_app.ports.gateway import Answer, Done, QueuePage, Request
from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.ports.office.protocol import AccountMode, SharedAccount
from pos_app.till.charge_request import ChargeRequest, parse_charge_request


def those(is_one: Callable[[Method], bool]) -> pytest.MarkDecorator:
    """The methods of which the test has something to ask."""
    methods = [method for method in METHODS.values() if is_one(method)]
    return pytest.mark.parametrize("method", methods, ids=lambda method: method.id)


EVERY = those(lambda _: True)


def moved(world: World, kind: str) -> list[str]:
    return [entry["amount"] for entry in world.ledger() if entry["kind"] == kind]


def an_id() -> str:
    return os.urandom(8).hex()


@EVERY
def test_its_gateway_has_what_its_description_says(method: Method) -> None:
    """Which functions a capability takes is mypy's to see, in gateways/providers.py."""
    able = provider_of(method)
    wanted = {
        "gateway": True,
        "check": True,
        "status": method.followed is Followed.BY_STATUS or method.can_look_up,
        "queue": method.followed is Followed.BY_QUEUE,
        "cancel": method.can_cancel,
        "search": method.can_be_found,
        "admin": method.has_back_office,
    }
    missing = [name for name, has in wanted.items() if has and getattr(able, name) is None]
    assert not missing, f"{method.provider} lacks {', '.join(missing)} in gateways/providers.py"
    assert able.admin is None or able.admin()
    assert method.id in PHONES, "give its customer a number in tests/support.py, or none"


@EVERY
async def test_a_customer_who_pays_makes_it_paid_once(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.sell(method.id, world)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
    (entry,) = world.ledger()
    assert (entry["amount"], entry["currency"]) == (sale.amount.plain, method.currency.code)
    assert sale.reference
    assert entry["reference"].lstrip("0") == sale.reference.lstrip("0")


@EVERY
async def test_a_customer_who_does_not_pay_does_not_make_it_paid(
    method: Method, counter: OpenCounter, world: World
) -> None:
    refusing = {"AO": "900003000", "MZ": PHONES.get(method.id, "")[:2] + "0000001"}
    async with counter() as till:
        if method.kind is Kind.VOUCHER:
            sale = await till.charge(method.id, "9999.00")
        elif method.needs_phone:
            sale = await till.charge(method.id, phone=refusing[method.country])
        else:
            sale = await till.waiting(method.id)
            if method.can_cancel:
                await till.opened.till.cancel(sale.id)
            else:
                world.refuse(sale)
        sale = await till.at_rest(sale)
    assert sale.state in NOT_PAID
    assert sale.reason
    assert not world.ledger()


@EVERY
async def test_an_answer_nobody_hears_never_charges_twice(
    method: Method, counter: OpenCounter, world: World
) -> None:
    """Where a repeat is harmless it is made; where the provider keeps lists they are read; where
    there is neither the outcome stays unknown."""
    world.fault("drop_after", method.provider, method="POST")
    async with counter() as till:
        sale = await till.sell(method.id, world)
    known = method.repeat_harmless_for or method.can_be_found
    assert sale.state is (State.PAID if known else State.UNKNOWN)
    assert len(moved(world, "charge")) == 1


@EVERY
async def test_a_wrong_key_is_told_and_nothing_is_charged(
    method: Method, counter: OpenCounter, world: World
) -> None:
    account = world.accounts[method.provider]
    bad = replace(account, secret="wrong", options={**account.options, "account_number": "1"})
    async with counter() as till:
        till.opened.till.use_accounts({method.provider: account})
        await till.opened.till.back_office.try_account(method.provider)
        till.opened.till.use_accounts({method.provider: bad})
        with pytest.raises(ProviderRefused) as tried:
            await till.opened.till.back_office.try_account(method.provider)
        sale = await till.at_rest(await till.charge(method.id))
    assert (sale.state, sale.reason) == (State.NOT_SENT, Reason.WRONG_KEY)
    assert tried.value.reason == Reason.WRONG_KEY
    assert not world.ledger()


@EVERY
def test_amounts_outside_its_limits_are_refused_before_anything_is_written(method: Method) -> None:
    for minor in (method.least - 1, method.most + 1):
        if minor > 0:
            with pytest.raises(BadInput):
                parse_charge_request(method, Money(minor, method.currency).plain, PHONES[method.id])


# The answer that settles a voucher names no amount that could be wrong.
@those(lambda method: method.followed is not Followed.BY_ANSWER)
async def test_money_that_is_not_the_sales_is_a_flag_and_never_a_payment(
    method: Method, counter: OpenCounter, world: World
) -> None:
    if method.followed is Followed.BY_STATUS:
        world.fault("merge", method.provider, method="GET", times=0, fields={"amount": "1.00"})
    async with counter() as till:
        if method.kind is Kind.REFERENCE:
            sale = await till.waiting(method.id)
            world.pay(sale.reference, provider=method.provider, amount="1.00")
            await till.opened.till.look_now(sale.id)
            sale = await till.until(sale, lambda now: bool(now.flags))
        else:
            sale = await till.sell(method.id, world)
    assert (sale.state, set(sale.flags)) == (State.UNKNOWN, {Flag.SHORT})


@those(lambda method: method.can_cancel)
async def test_a_waiting_charge_is_taken_back_where_it_can_be(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.waiting(method.id)
        await till.opened.till.cancel(sale.id)
        sale = await till.at_rest(sale)
    assert sale.state is State.CANCELLED
    with pytest.raises(AssertionError, match="deleted"):
        world.pay(sale.reference, provider=method.provider)


@those(lambda method: not method.can_cancel)
async def test_a_charge_that_cannot_be_taken_back_is_not(
    method: Method, counter: OpenCounter
) -> None:
    async with counter() as till:
        sale = await till.charge(method.id)
        with pytest.raises(NotAllowed):
            await till.opened.till.cancel(sale.id)


DAY = timedelta(days=1)


@those(lambda method: method.can_extend)
async def test_a_reference_ends_when_it_was_asked_to(method: Method, counter: OpenCounter) -> None:
    day_after = datetime.now(UTC) + 2 * DAY
    async with counter() as till:
        sale = await till.waiting(method.id)
        before = sale.expires_at
        await till.opened.till.extend(sale.id, day_after)
        sale = await till.until(sale, lambda now: now.expires_at != before)
    assert sale.expires_at == day_after.replace(microsecond=0)
    assert not sale.has_pending_extension


@those(lambda method: not method.can_extend)
async def test_the_end_of_a_charge_stays_where_it_is_if_it_cannot_be_moved(
    method: Method, counter: OpenCounter
) -> None:
    async with counter() as till:
        sale = await till.charge(method.id)
        with pytest.raises(NotAllowed):
            await till.opened.till.extend(sale.id, datetime.now(UTC) + 2 * DAY)


@those(lambda method: method.refunds is Refunds.NONE)
async def test_a_paid_sale_that_cannot_be_given_back_is_not(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.sell(method.id, world)
        assert refundable(sale, method) is None
        with pytest.raises(NotAllowed):
            await till.opened.till.refund(an_id(), sale.id, None, await till.ana())
    assert [entry["kind"] for entry in world.ledger()] == ["charge"]


@those(lambda method: method.refunds is not Refunds.NONE)
async def test_a_paid_sale_is_given_back_as_far_as_its_provider_can(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.sell(method.id, world)
        part = replace(sale.amount, minor=sale.amount.minor // 3)
        if method.refunds is Refunds.WHOLE:
            with pytest.raises(NotAllowed):
                await till.opened.till.refund(an_id(), sale.id, part, await till.ana())
        else:
            again = await till.ana()  # before, as a PIN takes a while and the first may be over
            first = await till.opened.till.refund(an_id(), sale.id, part, await till.ana())
            with pytest.raises(NotAllowed):  # one at a time
                await till.opened.till.refund(an_id(), sale.id, part, again)
            await till.at_rest(first)
        rest = await till.opened.till.refund(an_id(), sale.id, None, await till.ana())
        await till.at_rest(rest)
        with pytest.raises(NotAllowed):  # nothing is left
            await till.opened.till.refund(an_id(), sale.id, part, await till.ana())
        operations = await till.opened.till.journal.operations_of(sale.id)
        sale = await till.opened.till.journal.sale(sale.id) or sale
        refunds = list(operations)
    assert sale.state is State.PAID
    assert len(refunds) == (2 if method.refunds is Refunds.PART else 1)
    assert {refund.state for refund in refunds} == {State.PAID}
    assert sale.refunded_minor == sale.amount.minor
    back = [entry for entry in world.ledger() if entry["kind"] != "charge"]
    assert [entry["amount"] for entry in back] == [one.amount.plain for one in refunds]
    assert all(one.by == "Ana" and one.taken < 0 for one in refunds)


@those(lambda method: method.refunds is not Refunds.NONE)
async def test_a_refund_whose_answer_is_lost_is_not_made_twice(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.sell(method.id, world)
        world.fault("drop_after", method.provider, method="POST")
        refund = await till.opened.till.refund(an_id(), sale.id, None, await till.ana())
        refund = await till.until(refund, lambda now: now.state is not State.SENDING)
        if refund.is_open:
            with pytest.raises(NotAllowed):
                await till.opened.till.refund(an_id(), sale.id, None, await till.ana())
        refund = await till.at_rest(refund)
        sale = await till.opened.till.journal.sale(sale.id) or sale
    assert refund.state is State.PAID  # repeated by its key, or found in the provider's lists
    assert (sale.refunded_minor, sale.pending_operation) == (sale.amount.minor, None)
    assert len(world.ledger()) == 2


@those(lambda method: not method.can_authorize)
async def test_no_money_is_held_where_it_cannot_be(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        with pytest.raises(NotAllowed):
            await till.charge(method.id, hold=True)
    assert not world.requests("POST")


@those(lambda method: method.can_authorize)
async def test_money_is_held_captured_and_let_go_where_it_can_be(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        held = await till.at_rest(await till.charge(method.id, hold=True))
        assert (held.state, held.taken) == (State.AUTHORIZED, 0)
        more = replace(held.amount, minor=held.amount.minor + 1)
        with pytest.raises(NotAllowed):
            await till.opened.till.capture(an_id(), held.id, more)
        half = replace(held.amount, minor=held.amount.minor // 2)
        await till.at_rest(await till.opened.till.capture(an_id(), held.id, half))
        other = await till.at_rest(await till.charge(method.id, hold=True))
        await till.at_rest(await till.opened.till.release(an_id(), other.id, await till.ana()))
        with pytest.raises(NotAllowed):
            await till.opened.till.capture(an_id(), other.id, None)
        captured = await till.opened.till.journal.sale(held.id)
        released = await till.opened.till.journal.sale(other.id)
        assert captured
        assert released
    assert (captured.state, captured.amount.plain, captured.held_minor) == (
        State.PAID, "750.00", 1_500_00,
    )  # fmt: skip
    assert released.state is State.CANCELLED
    assert [entry["amount"] for entry in world.ledger()] == ["750.00"]


def a_pay_out(method: Method) -> ChargeRequest:
    order = parse_charge_request(METHODS["clicpay.mpesa"], "200", PHONES["clicpay.mpesa"])
    return replace(order, method=method)


@those(lambda method: method.can_pay_out)
async def test_money_is_sent_to_a_phone_where_it_can_be(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        await till.sell(method.id, world)  # something to pay out of
        approval = await till.ana()
        sale = await till.at_rest(
            await till.opened.till.pay_out(an_id(), a_pay_out(method), approval)
        )
    assert (sale.state, sale.purpose, sale.taken) == (State.PAID, Purpose.PAYOUT, -200_00)
    assert world.ledger()[-1]["amount"] == "200.00"


@those(lambda method: not method.can_pay_out)
async def test_no_money_is_sent_to_a_phone_where_it_cannot_be(
    method: Method, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        approval = await till.ana()
        with pytest.raises(NotAllowed):
            await till.opened.till.pay_out(an_id(), a_pay_out(method), approval)
    assert not world.requests("POST")


@EVERY
def test_its_description_holds_together(method: Method) -> None:
    assert METHODS[method.id] is method
    assert 0 < method.least <= method.most
    assert method.can_cancel is (method.kind is Kind.REFERENCE)
    assert not (method.repeat_harmless_for and method.can_be_found)
    assert (method.followed is Followed.BY_QUEUE) is (method.kind is Kind.REFERENCE)
    assert not method.can_look_up or method.followed is Followed.BY_QUEUE
    assert method.needs_phone or not method.networks


@EVERY
async def test_the_journal_has_what_the_statement_of_its_provider_will_say(
    method: Method, counter: OpenCounter, world: World
) -> None:
    """The provider's own time, period and fee, wherever its API names them."""
    if method.id == "proxypay":
        world.mode("proxypay", "fee", "named")
    async with counter() as till:
        sale = await till.sell(method.id, world)
        events = [one.event for one in await till.opened.till.journal.events_of(sale.id)]
    (paid,) = [event for event in events if isinstance(event, Paid)]
    (entry,) = world.ledger()
    names_time = method.followed is Followed.BY_QUEUE or method.provider == "vpos"
    fee = paid.fee.plain if paid.fee else None
    assert (paid.period or None, fee) == (entry["period"], entry["fee"])
    at = datetime.fromisoformat(entry["at"]).replace(microsecond=0)
    assert paid.provider_at == (at if names_time else None)


@those(lambda method: method.followed is Followed.BY_QUEUE)
async def test_a_payment_that_an_office_takes_out_of_the_queue_finds_its_till(
    method: Method, counter: OpenCounter, world: World
) -> None:
    """It says whose it is, the office stores and acknowledges it, and the till judges the bytes."""
    gateway, account = provider_of(method).queue, world.accounts[method.provider]
    assert gateway

    def ask(request: Request) -> Answer:
        url, headers = account.base_url + request.path, dict(request.headers)
        answer = world.control.request(request.method, url, headers=headers)
        return Answer(answer.status_code, {}, answer.text)

    shared = SharedAccount(method.provider, AccountMode.QUEUE, account.mark(method.settings))
    async with counter() as till:
        till.opened.till.use_shared([shared], silent_for=lambda: 0.0, ask=lambda: None)
        sale = await till.waiting(method.id)
        world.customer_pays(sale)
        page = gateway.parse_queue(account, ask(gateway.queue(account, 0)))
        assert isinstance(page, QueuePage)
        (entry,) = page.payments
        acknowledged = gateway.parse_acknowledge(ask(gateway.acknowledge(account, entry.id)))
        body = entry.raw.encode()
        signature = hmac.new(account.secret.encode(), body, "sha256").hexdigest()
        told = [
            await till.opened.till.handle_entry(method.provider, body, signature) for _ in range(2)
        ]
        sale = await till.at_rest(sale)
    assert (entry.till, entry.sale) == (sale.till, sale.id)
    assert acknowledged == Done()
    assert told == [CallVerdict.TAKEN] * 2
    assert (sale.state, sale.flags, len(world.ledger())) == (State.PAID, frozenset(), 1)
    assert len(world.requests("DELETE", "/payment")) == 1
