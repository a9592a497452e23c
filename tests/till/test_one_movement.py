"""One movement of money is one sale's: a provider that gives it to a second leaves that in doubt.

Each provider here is an odd little server of its own, over real HTTP.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest
from odd_server import Asked, OddServer, Said, Script, odd_server
from support import Counter, OpenCounter, Run, World

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.money_back import refundable
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal

Body = Mapping[str, object]

ACCEPTED: Body = {"status": "successful", "amount": "1500.00"}


def as_json(status: int, body: object, **headers: str) -> Said:
    return Said(status, json.dumps(body), {"Content-Type": "application/json", **headers})


IN_DOUBT = (State.UNKNOWN, frozenset({Flag.ALREADY_USED}))


# --- odd providers: each gives every charge what the first one was given --------------------------


def one_reference(asked: Asked) -> Said:
    """ClicPay: charges, refunds and pay-outs of every wallet are called CP7."""
    if asked.method == "POST":
        return as_json(200, {"clicpay_reference": "CP7", "status": "pending"})
    return as_json(200, {"clicpay_reference": "CP7", "status": "successful"})


class OneTransaction:
    """vPOS: every request has a name of its own and leads to the transaction T1."""

    def __init__(self) -> None:
        self.requests = 0

    def __call__(self, asked: Asked) -> Said:
        if asked.method == "POST":
            self.requests += 1
            return as_json(202, {}, Location=f"/api/v1/requests/R{self.requests}")
        if asked.path.startswith("/api/v1/requests/"):
            return as_json(303, {}, Location="/api/v1/transactions/T1")
        told = {"id": "T1", "status": "accepted", "amount": "1500.00", "type": "payment"}
        return as_json(200, {**told, "mobile": "900000000"})


def one_voucher_transaction(asked: Asked) -> Said:
    """WiPay: every voucher is paid as W1."""
    assert asked.method == "POST"
    return as_json(200, {"status": "success", "trxn_id": "W1", "value": "300.00"})


def at(provider: str, server: OddServer, world: World) -> World:
    """The world in which this provider is the odd one."""
    account = replace(world.accounts[provider], base_url=server.url)
    return World({**world.accounts, provider: account}, world.control)


ODD: list[tuple[str, str, Callable[[], Script]]] = [
    ("clicpay.mpesa", "clicpay.mpesa", lambda: one_reference),
    ("clicpay.mpesa", "clicpay.emola", lambda: one_reference),
    ("vpos", "vpos", OneTransaction),
    ("wipay", "wipay", lambda: one_voucher_transaction),
]


@pytest.mark.parametrize(("first", "second", "script"), ODD)
def test_what_paid_the_first_sale_does_not_pay_the_second(
    first: str,
    second: str,
    script: Callable[[], Script],
    counter: OpenCounter,
    world: World,
    shop: Profile,
    run: Run,
) -> None:
    async def day(server: OddServer) -> tuple[Sale, Sale]:
        async with counter() as till:
            use(till, first, server, world)
            paid = await till.at_rest(await till.charge(first))
            doubtful = await till.until(
                await till.charge(second), lambda sale: bool(sale.flags) or not sale.is_open
            )
            return paid, doubtful

    async def next_day(sale_id: str) -> Sale | None:
        async with counter() as till:
            return await till.opened.till.journal.sale(sale_id)

    with odd_server(script()) as server:
        paid, doubtful = run(day(server))
        after = run(next_day(doubtful.id))
    assert (paid.state, paid.flags) == (State.PAID, frozenset())
    assert (doubtful.state, doubtful.flags) == IN_DOUBT
    assert doubtful.used_by == paid.number
    assert after
    assert (after.state, after.flags) == IN_DOUBT
    with closing(read_journal(shop.journal)) as db:
        verdict = verify(db)
    assert (verdict.problems, verdict.doubles) == ([], [])


def use(till: Counter, method: str, server: OddServer, world: World) -> None:
    provider = method.partition(".")[0]
    till.opened.till.use_accounts(at(provider, server, world).accounts)


async def test_a_refund_that_is_called_what_its_sale_was_called_is_in_doubt(
    counter: OpenCounter, world: World
) -> None:
    """Money goes out at most once: the sale stays closed to another refund."""
    with odd_server(one_reference) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            paid = await till.at_rest(await till.charge("clicpay.mpesa"))
            refund = await till.opened.till.refund("back", paid.id, None, await till.ana())
            refund = await till.until(refund, lambda sale: bool(sale.flags))
            with pytest.raises(NotAllowed):
                await till.opened.till.refund("again", paid.id, None, await till.ana())
        assert len([one for one in server.requests("POST") if "/b2c/" in one.path]) == 1
    assert (refund.state, refund.flags) == IN_DOUBT


async def test_what_was_settled_by_anothers_transaction_gives_nothing_back(
    counter: OpenCounter, world: World
) -> None:
    with odd_server(one_reference) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            await till.at_rest(await till.charge("clicpay.mpesa"))
            second = await till.until(
                await till.charge("clicpay.mpesa"), lambda sale: bool(sale.flags)
            )
            settled = await till.opened.till.settle(
                second.id, paid=True, why="the customer showed it", approval=await till.ana()
            )
            assert settled.flags == frozenset()
            assert refundable(settled, till.opened.till.methods[settled.method]) is None


ODDLY_PAID: list[Body] = [{"total": "50.00"}, {"total": "999.00"}, {"currency": "USD"}]


@pytest.mark.parametrize("odd", ODDLY_PAID, ids=str)
@pytest.mark.parametrize("first_is_odd", [True, False])
async def test_a_transaction_whose_money_did_not_fit_one_sale_pays_no_other(
    odd: Body, *, first_is_odd: bool, counter: OpenCounter, world: World
) -> None:
    """Whoever settles the first as paid would have two sales of one movement."""
    told: Body = {"status": "success", "trxn_id": "W1", "value": "300.00"}
    answers = iter([{**told, **odd}, told] if first_is_odd else [told, {**told, **odd}])
    with odd_server(lambda _: as_json(200, next(answers))) as server:
        async with counter() as till:
            use(till, "wipay", server, world)
            first = await till.charge("wipay")
            first = await till.until(first, lambda sale: sale.state is not State.SENDING)
            second = await till.charge("wipay")
            second = await till.until(second, lambda sale: sale.state is not State.SENDING)
    assert first.reference == "W1"
    assert (first.state is State.UNKNOWN) is first_is_odd
    assert (second.state, second.flags) == IN_DOUBT
    assert second.used_by == first.number


# --- payments of a queue --------------------------------------------------------------------------


class RecycledReference:
    """ProxyPay: one number for every reference, a payment that carries no custom fields, and an
    acknowledgement that is refused."""

    def __init__(self) -> None:
        self.payments: list[dict[str, object]] = []

    def pay(self, **more: object) -> None:
        paid = {"id": 26356, "reference_id": 475545250, "amount": "1500.00", "entity_id": "00411"}
        self.payments = [{**paid, **more}]

    def __call__(self, asked: Asked) -> Said:
        if asked.path.startswith("/reference_ids"):
            return as_json(200, 475545250)
        if asked.method == "PUT":
            return Said(204)
        if asked.method == "DELETE":
            return as_json(500, {"message": "try again"})
        return as_json(200, self.payments)


def a_day_at(
    queue: RecycledReference,
    then: Callable[[Sale], None],
    enough: Callable[[Sale], bool],
    counter: OpenCounter,
    world: World,
    run: Run,
) -> tuple[Sale, Sale]:
    """Two references of the same number, one after the other. The first is paid; `then` happens
    before the second is waited for."""

    async def day(server: OddServer) -> tuple[Sale, Sale]:
        async with counter() as till:
            use(till, "proxypay", server, world)
            first = await till.charge("proxypay")
            await till.until(first, lambda sale: sale.state is State.WAITING)
            queue.pay()
            await till.opened.till.look_now(first.id)
            first = await till.until(first, lambda sale: sale.state is State.PAID)
            second = await till.charge("proxypay")
            second = await till.until(second, lambda sale: sale.state is State.WAITING)
            then(second)
            looks = len(server.requests("GET"))
            async with asyncio.timeout(20):
                while len(server.requests("GET")) < looks + 2:
                    await till.opened.till.look_now(second.id)
                    await asyncio.sleep(0.05)
            return first, await till.until(second, enough)

    with odd_server(queue) as server:
        return run(day(server))


def test_a_payment_that_comes_again_is_the_one_that_it_was(
    counter: OpenCounter, world: World, run: Run
) -> None:
    """Its acknowledgement is refused, and its number is another sale's by now."""
    queue = RecycledReference()
    first, second = a_day_at(queue, lambda _: None, lambda _: True, counter, world, run)
    assert (first.state, first.flags) == (State.PAID, frozenset())
    assert (second.state, second.flags) == (State.WAITING, frozenset())


def test_a_payment_that_comes_again_in_other_words_is_no_second_one(
    counter: OpenCounter, world: World, run: Run
) -> None:
    queue = RecycledReference()
    first, second = a_day_at(
        queue,
        lambda second: queue.pay(custom_fields={"sale": second.id}),
        lambda sale: bool(sale.flags),
        counter,
        world,
        run,
    )
    assert (first.state, first.flags) == (State.PAID, frozenset())
    assert (second.state, second.flags) == IN_DOUBT
    assert second.used_by == first.number


async def test_a_second_payment_of_a_sale_under_the_id_of_the_first_is_seen(
    counter: OpenCounter, world: World
) -> None:
    """The first had left the queue: nothing but its own words tells the second from it."""
    queue = RecycledReference()
    with odd_server(queue) as server:
        async with counter() as till:
            use(till, "proxypay", server, world)
            sale = await till.charge("proxypay")
            await till.until(sale, lambda sale: sale.state is State.WAITING)
            for transaction in (1, 2):
                queue.pay(transaction_id=transaction)
                await till.opened.till.look_now(sale.id)
                enough = Flag.PAID_TWICE if transaction == 2 else None
                sale = await till.until(sale, partial(is_paid, flag=enough))
    assert sale.flags == {Flag.PAID_TWICE}
    assert sale.unexpected_minor == sale.amount.minor


def is_paid(sale: Sale, flag: Flag | None) -> bool:
    return sale.state is State.PAID and (flag is None or flag in sale.flags)


async def test_an_id_that_two_payments_bear_is_acknowledged_for_neither(
    counter: OpenCounter, world: World
) -> None:
    """It would take away the other one, which may be another till's."""
    queue = RecycledReference()
    with odd_server(queue) as server:
        async with counter() as till:
            use(till, "proxypay", server, world)
            sale = await till.charge("proxypay")
            await till.until(sale, lambda sale: sale.state is State.WAITING)
            others = {"id": 26356, "reference_id": 1, "amount": "7.00", "entity_id": "00411"}
            queue.pay()
            queue.payments.append(others)
            await till.opened.till.look_now(sale.id)
            await till.until(sale, lambda sale: sale.state is State.PAID)
            await till.strays(1)
            assert len(server.requests("DELETE")) == 0


async def test_a_number_that_another_sale_waits_under_is_not_made_a_second_ones(
    counter: OpenCounter, world: World
) -> None:
    """The second sale's amount would be what the first one's slip is paid with."""
    with odd_server(RecycledReference()) as server:
        async with counter() as till:
            use(till, "proxypay", server, world)
            first = await till.charge("proxypay")
            await till.until(first, lambda sale: sale.state is State.WAITING)
            second = await till.charge("proxypay", "20,00")
            second = await till.until(second, lambda sale: sale.state is not State.SENDING)
            still = await till.opened.till.journal.sale(first.id)
        assert len(server.requests("PUT")) == 1
    assert still
    assert still.state is State.WAITING
    assert (second.state, second.reason) == (State.NOT_SENT, Reason.REFERENCE_IN_USE)


@pytest.mark.parametrize("words", [{}, {"amount": 1500, "terminal_id": "0000000001"}], ids=str)
@pytest.mark.parametrize("taken", [False, True])
async def test_a_payment_that_was_there_before_its_number_was_given_to_a_sale_is_not_that_sales(
    words: Body, *, taken: bool, counter: OpenCounter, world: World
) -> None:
    """It was nobody's here, or a manager took it; its acknowledgement is refused either way."""
    queue = RecycledReference()
    with odd_server(queue) as server:
        async with counter() as till:
            use(till, "proxypay", server, world)
            queue.pay()
            (stray,) = await till.strays(1)
            if taken:
                ana = await till.ana()
                await till.opened.till.take_unmatched(
                    "proxypay", stray.payment, stray.reference, "a web shop's", ana
                )
            queue.pay(**words)
            sale = await till.charge("proxypay")
            sale = await till.until(sale, lambda now: now.state is not State.SENDING)
            async with asyncio.timeout(20):
                looks = len(server.requests("GET"))
                while len(server.requests("GET")) < looks + 2:
                    await till.opened.till.look_now(sale.id)
                    await asyncio.sleep(0.05)
            sale = await till.opened.till.journal.sale(sale.id) or sale
    assert sale.state is not State.PAID


# --- an answer that names the charge, whatever else it says ---------------------------------------


class ApprovedLate:
    """ClicPay: the answer to a charge or a pay-out says no in some way, and names it; its status
    says what `verdict` is by then."""

    def __init__(self, answer: Said) -> None:
        self.answer = answer
        self.verdict: Body = {"status": "failed", "message": "INS-9 Request timeout"}

    def __call__(self, asked: Asked) -> Said:
        if asked.method == "POST":
            return self.answer
        if not re.fullmatch("/api/v2/transactions/CP[0-9]+/status", asked.path):
            return as_json(404, {"message": "Not Found"})
        reference = asked.path.split("/")[-2]
        return as_json(200, {"clicpay_reference": reference, **self.verdict})


TIMED_OUT = {
    "message": "INS-9 Request timeout",
    "clicpay_reference": "CP7",
    "status": "failed",
    "transaction_id": 7,
}
NAMED = [
    as_json(200, TIMED_OUT),
    as_json(400, TIMED_OUT),
    as_json(408, TIMED_OUT),
    as_json(422, TIMED_OUT),
    as_json(500, TIMED_OUT),
    as_json(200, {"data": TIMED_OUT}),
    as_json(422, {"data": TIMED_OUT}),
    as_json(500, {**TIMED_OUT, "status": "pending"}),
    as_json(200, {**TIMED_OUT, "message": "INS-23 Unknown Status. Contact M-Pesa Support"}),
    as_json(200, {**TIMED_OUT, "message": "INS-10 Duplicate Transaction"}),
    as_json(503, {"clicpay_reference": "CP7"}),
]


@pytest.mark.parametrize("answer", NAMED, ids=lambda said: f"{said.status} {said.body[:60]}")
async def test_a_charge_that_its_answer_names_is_followed_whatever_else_the_answer_says(
    answer: Said, counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.till.providers.poll_schedule.FIRST_LATE_LOOK", 0.05)
    provider = ApprovedLate(answer)
    with odd_server(provider) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            sale = await till.charge("clicpay.mpesa")
            said = await till.until(sale, lambda now: now.state is not State.SENDING)
            provider.verdict = ACCEPTED
            await till.opened.till.look_now(sale.id)
            paid = await till.until(sale, lambda now: now.state is State.PAID)
        assert len(server.requests("POST")) == 1
    assert said.state is not State.NOT_SENT
    assert said.reference == paid.reference == "CP7"
    late = frozenset() if said.is_open else {Flag.PAID_AFTER_END}
    assert paid.flags <= late | {Flag.PAID_AFTER_END}


async def asked_about(reference: str, more_than: int, server: OddServer) -> None:
    async with asyncio.timeout(20):
        while sum(reference in one.path for one in server.asked) <= more_than:  # noqa: ASYNC110 - the provider tells nobody
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("answer", NAMED, ids=lambda said: f"{said.status} {said.body[:60]}")
async def test_money_goes_out_again_only_after_a_final_no_about_its_reference(
    answer: Said, counter: OpenCounter, world: World
) -> None:
    provider = ApprovedLate(as_json(200, {**TIMED_OUT, "status": "pending"}))
    part = Money(100_00, Currency.MZN)
    with odd_server(provider) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            provider.verdict = ACCEPTED
            paid = await till.at_rest(await till.charge("clicpay.mpesa"))
            provider.answer = replace(answer, body=answer.body.replace("CP7", "CP8"))
            provider.verdict = {"status": "failed", "message": "INS-9 Request timeout"}
            refund = await till.opened.till.refund("back", paid.id, part, await till.ana())
            refund = await till.until(refund, lambda sale: sale.state is not State.SENDING)
            for look in range(3):
                with pytest.raises(NotAllowed):
                    await till.opened.till.refund(f"{look}", paid.id, part, await till.ana())
                await till.opened.till.look_now(refund.id)
                await asked_about("/CP8/", look, server)
            provider.verdict = {"status": "failed", "message": "INS-6 Transaction failed"}
            await till.opened.till.look_now(refund.id)
            await till.until(refund, lambda sale: not sale.is_open)
            provider.answer = as_json(200, {"clicpay_reference": "CP9", "status": "pending"})
            second = await till.opened.till.refund("second", paid.id, part, await till.ana())
    assert second.is_open


# --- a no that nobody can be asked about ----------------------------------------------------------

NAMELESS: list[Body] = [
    {"status": "failed", "message": "Transação falhou"},
    {"status": "failed", "message": "INS-6 Transaction failed"},
    {"status": "failed", "message": "INS-9 Request timeout", "transaction_id": 7},
    {"status": "failed", "clicpay_reference": ["CP7"]},
    {"status": "failed", "clicpay_reference": "CP7", "data": {"clicpay_reference": "CP8"}},
]


@pytest.mark.parametrize("body", NAMELESS, ids=str)
async def test_a_guess_without_a_name_ends_nothing(
    body: Body, counter: OpenCounter, world: World
) -> None:
    """What is approved late would never be heard of."""

    def script(asked: Asked) -> Said:
        return as_json(200, body) if asked.method == "POST" else as_json(404, {"message": "x"})

    with odd_server(script) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            sale = await till.charge("clicpay.mpesa")
            sale = await till.until(sale, lambda now: now.state is not State.SENDING)
            assert sale.state is State.UNKNOWN


@pytest.mark.parametrize(("status", "missing"), [(200, 0), (200, 1), (400, 0), (402, 0), (500, 0)])
async def test_a_number_that_is_given_to_a_second_sale_while_the_first_waits_is_shown_to_nobody(
    status: int, missing: int, counter: OpenCounter, world: World
) -> None:
    """Whoever pays the first slip would have paid the second sale."""
    ids = iter(f"W{number}" for number in range(1000))
    payments: list[Body] = []

    def script(asked: Asked) -> Said:
        if asked.method == "POST":
            made = {"reference": {"id": next(ids), "number": "475545250"}}
            if '"0002"' in asked.body:
                return replace(as_json(status, made), missing=missing)
            return as_json(200, made)
        if asked.path.startswith("/v1/payment") and asked.method == "GET":
            return as_json(200, {"payments": payments})
        return as_json(404, {"message": "not there"})

    with odd_server(script) as server:
        async with counter() as till:
            use(till, "wikipay", server, world)
            first = await till.charge("wikipay")
            await till.until(first, lambda sale: sale.state is State.WAITING)
            second = await till.charge("wikipay")
            second = await till.until(second, lambda sale: sale.state is not State.SENDING)
            payments.append({"id": "P1", "reference_number": "475545250", "amount": "1500.00"})
            await till.opened.till.look_now(first.id)
            first = await till.until(first, lambda sale: sale.state is State.PAID)
    assert first.flags == frozenset()
    assert (second.state, second.reference) == (State.UNKNOWN, None)


# --- an answer that breaks off --------------------------------------------------------------------

CLICKED = {"message": "Transação iniciada com sucesso", "clicpay_reference": "CP7"}
BROKEN_OFF: list[tuple[str, Said, str]] = [
    *(
        ("clicpay.mpesa", Said(status, text, missing=60), "CP7")
        for status in (200, 400, 403, 502)
        for text in (
            json.dumps(CLICKED)[:-1] + ', "status": "pen',
            json.dumps({**CLICKED, "status": "failed"}),  # to the last letter, perhaps
        )
    ),
    ("wipay", Said(200, '{"status": "success", "trxn_id": "W1", "va', missing=9), "W1"),
    ("wipay", Said(200, '{"status": "success", "trxn_id": "W1"}', missing=9), "W1"),
]


@pytest.mark.parametrize(("method", "answer", "name"), BROKEN_OFF, ids=str)
def test_what_an_answer_named_before_it_broke_off_is_kept_and_nothing_else(
    method: str, answer: Said, name: str, counter: OpenCounter, world: World, run: Run
) -> None:
    provider = ApprovedLate(answer)
    provider.verdict = ACCEPTED

    async def day(server: OddServer) -> tuple[Sale, Sale | None]:
        async with counter() as till:
            use(till, method, server, world)
            sale = await till.charge(method)
            told = await till.until(sale, lambda now: now.state is not State.SENDING)
            if method == "wipay" or not told.status_path:
                return told, None
            return told, await till.until(sale, lambda now: now.state is State.PAID)

    with odd_server(provider) as server:
        told, _ = run(day(server))
        assert len(server.requests("POST")) == 1
    assert told.reference == name
    assert (told.state, told.reason) == (State.UNKNOWN, Reason.NO_ANSWER)


@pytest.mark.parametrize("method", ["clicpay.mpesa", "wipay", "vpos"])
async def test_a_no_that_broke_off_is_none(method: str, counter: OpenCounter, world: World) -> None:
    no = {
        "clicpay.mpesa": {"message": "Unauthenticated."},
        "wipay": {"status": "error", "msg": "Parameter: voucher not found"},
        "vpos": "Unauthorized",
    }[method]
    broken = Said(401, json.dumps(no), missing=1)
    with odd_server(lambda _: broken) as server:
        async with counter() as till:
            use(till, method, server, world)
            sale = await till.charge(method)
            sale = await till.until(sale, lambda now: now.state is not State.SENDING)
            assert sale.state is State.UNKNOWN


# --- what stands in front of a provider -----------------------------------------------------------

IN_FRONT = [
    as_json(403, {"message": "Forbidden"}),
    as_json(429, {"message": "Too Many Requests"}),
    as_json(403, {"message": "Missing Authentication Token"}),
    as_json(401, {"message": "Unauthorized"}),
    as_json(400, {"errors": [{"message": "Forbidden"}]}),
    as_json(403, {"status": "error", "msg": "Forbidden"}),
]


@pytest.mark.parametrize("answer", IN_FRONT, ids=lambda said: f"{said.status} {said.body[:60]}")
@pytest.mark.parametrize("method", ["clicpay.mpesa", "clicpay.card", "wipay"])
async def test_a_gateway_in_front_turns_no_charge_away(
    method: str, answer: Said, counter: OpenCounter, world: World
) -> None:
    """It may have disliked the answer, after the money had moved."""
    with odd_server(lambda _: answer) as server:
        async with counter() as till:
            use(till, method, server, world)
            sale = await till.charge(method)
            sale = await till.until(sale, lambda now: now.state is not State.SENDING)
        assert len(server.requests("POST")) == 1
    assert sale.state is State.UNKNOWN


@pytest.mark.parametrize("answer", IN_FRONT, ids=lambda said: f"{said.status} {said.body[:60]}")
async def test_a_gateway_in_front_frees_no_money_to_go_out_again(
    answer: Said, counter: OpenCounter, world: World
) -> None:
    provider = ApprovedLate(as_json(200, {"clicpay_reference": "CP7", "status": "pending"}))
    provider.verdict = ACCEPTED
    with odd_server(provider) as server:
        async with counter() as till:
            use(till, "clicpay.mpesa", server, world)
            paid = await till.at_rest(await till.charge("clicpay.mpesa"))
            provider.answer = answer
            refund = await till.opened.till.refund("back", paid.id, None, await till.ana())
            refund = await till.until(refund, lambda now: now.state is not State.SENDING)
            with pytest.raises(NotAllowed):
                await till.opened.till.refund("again", paid.id, None, await till.ana())
        assert len([one for one in server.requests("POST") if "/b2c/" in one.path]) == 1
    assert refund.state is State.UNKNOWN
