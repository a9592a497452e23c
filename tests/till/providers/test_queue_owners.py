"""Whose a payment is that a queue or a call tells of: a sale's, exactly; in doubt; or nobody's."""

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from till.simulated import (
    ACCOUNTS,
    Asked,
    Entry,
    OpenSimulated,
    References,
    Simulated,
    said,
    simulate,
)

from pos_app.domain.audit_notes import PaymentsByCall
from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.events import Flag, Paid, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.gateways import proxypay
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Answer, QueuePage
from pos_app.ports.journal import UnmatchedPayment
from pos_app.till.providers.health import Health

BOTH = pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
MISMATCH = frozenset({Flag.MISMATCH})


@dataclass(frozen=True)
class Came:
    """What became of a sale and of the payments around it."""

    state: State
    flags: frozenset[Flag]
    strays: int
    acknowledged: int


async def came(shop: Simulated, sale: Sale, at: References) -> Came:
    await shop.let_pass(seconds=20)
    now = await shop.now_of(sale)
    return Came(now.state, now.flags, len(await shop.unmatched_payments()), len(at.acknowledged))


PAID = Came(State.PAID, frozenset(), 0, 1)
ODD = Came(State.UNKNOWN, MISMATCH, 0, 1)
NOBODYS = Came(State.WAITING, frozenset(), 1, 0)


# --- what a payment names, two things at once -----------------------------------------------------

NAMED: Mapping[str, tuple[Entry, Came]] = {
    "the sale and its reference": ({}, PAID),
    "the reference alone": ({"custom_fields": {}}, PAID),
    "the reference alone, and no fields": ({"custom_fields": None}, PAID),
    "the sale, and another reference": ({"reference_id": 123456789}, ODD),
    "the sale, and no reference": ({"reference_id": None}, ODD),
    "the sale, and another entity": ({"entity_id": 999}, ODD),
    "the sale and its entity": ({"entity_id": 411}, PAID),
    "the entity in other figures": ({"entity_id": "00411"}, PAID),
    "the reference under another entity": ({"entity_id": 999, "custom_fields": {}}, NOBODYS),
    "the reference under its entity": ({"entity_id": 411, "custom_fields": {}}, PAID),
    "another till's sale under our reference": ({"custom_fields": {"sale": "theirs"}}, NOBODYS),
    "neither": ({"reference_id": 123456789, "custom_fields": {}}, NOBODYS),
    "our entity alone": (
        {"reference_id": 123456789, "entity_id": 411, "custom_fields": {}},
        NOBODYS,
    ),
    "nothing": ({"reference_id": None, "custom_fields": {}}, NOBODYS),
}


@pytest.mark.parametrize("named", NAMED)
async def test_a_payment_is_a_sales_where_all_that_it_names_is(
    named: str, simulated: OpenSimulated
) -> None:
    """What names our sale and disagrees with it is for a person: it is no payment of it, and it is
    nobody else's either."""
    words, outcome = NAMED[named]
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        at.pay(sale, **words)
        assert await came(shop, sale, at) == outcome


async def test_the_entity_that_a_slip_was_printed_with_counts_whatever_the_accounts_is_by_now(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    moved = replace(ACCOUNTS["proxypay"], options={"entity": "00999"})
    async with simulated({"proxypay": at}).open() as shop:
        paid, other = await shop.waiting("proxypay"), await shop.waiting("proxypay")
        shop.till.use_accounts({"proxypay": moved})
        at.pay(paid, entity_id="411", custom_fields={})
        at.pay(other, entity_id="999", custom_fields={})
        await shop.looked("proxypay")
        paid = await shop.now_of(paid)
        other = await shop.now_of(other)
    assert (paid.state, other.state) == (State.PAID, State.WAITING)


async def test_where_no_entity_was_ever_heard_none_disagrees(simulated: OpenSimulated) -> None:
    at = References("wikipay")
    without = replace(ACCOUNTS["wikipay"], options={})
    async with simulated({"wikipay": at}, {"wikipay": without}).open() as shop:
        sale = await shop.waiting("wikipay")
        assert sale.entity is None
        at.pay(sale)
        assert await came(shop, sale, at) == PAID


async def test_a_sale_of_another_way_to_pay_takes_no_payment_of_this_queue(
    simulated: OpenSimulated,
) -> None:
    """Its id is right, and the provider is another one: it is nobody's here."""
    at, other = References("proxypay"), References("wikipay")
    async with simulated({"proxypay": at, "wikipay": other}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.pay(sale, custom_fields={"sale": sale.id})
        await shop.looked("proxypay")
        assert ((await shop.now_of(sale)).state, await shop.unmatched_payments()) == (
            State.WAITING,
            ["1000"],
        )
    assert at.acknowledged == []


async def test_the_newest_sale_that_was_given_a_number_takes_its_payment(
    simulated: OpenSimulated,
) -> None:
    """A number is given again once it is free: what comes is the newer slip's."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        first = await shop.waiting("proxypay")
        at.pay(first)
        await shop.looked("proxypay")
        at._made = 0
        second = await shop.waiting("proxypay")
        assert second.reference == first.reference
        at.pay(second, 2000, custom_fields={})
        await shop.looked("proxypay")
        first = await shop.now_of(first)
        second = await shop.now_of(second)
    assert [(one.state, one.flags) for one in (first, second)] == [(State.PAID, frozenset())] * 2


# --- one payment, told again ----------------------------------------------------------------------


def comes_again(asked: Asked) -> Answer | None:
    """Its acknowledgement is refused: the queue shows it for ever."""
    return said(500) if asked.request.method == "DELETE" else None


TOLD_AGAIN: Mapping[str, tuple[Entry, int]] = {
    "as it was": ({}, 1),
    "in other figures": ({"amount": "100"}, 1),
    "under its own id, with another instant": ({"datetime": "2026-11-24T10:00:00Z"}, 2),
    "under its own id, of another amount": ({"amount": "70.00"}, 2),
}


@BOTH
@pytest.mark.parametrize("restarted", [False, True], ids=["", "after a restart"])
@pytest.mark.parametrize("again", TOLD_AGAIN)
def test_what_is_told_again_counts_once_and_what_differs_counts_too(
    again: str, provider: str, *, restarted: bool
) -> None:
    """Odd money first, and its twin: each of the three kinds of evidence is looked through."""
    words, counts = TOLD_AGAIN[again]
    at = References(provider)
    at.trouble = comes_again

    async def day(shop: Simulated) -> list[Sale]:
        async with shop.open():
            paid, short = await shop.waiting(provider), await shop.waiting(provider)
            first = {"datetime": "2026-11-24T09:00:00Z"}
            entries = [at.paid(paid, 1, **first), at.paid(short, 2, **{**first, "amount": "60"})]
            at.queue = list(entries)
            await shop.looked(provider)
            if not restarted:
                return await told_again(shop, [paid, short], entries)
        async with shop.open():
            return await told_again(shop, [paid, short], entries)

    async def told_again(shop: Simulated, sales: list[Sale], entries: list[Entry]) -> list[Sale]:
        odd = {**words, "amount": "60.0"} if words.get("amount") == "100" else words
        at.queue = [{**entries[0], **words}, {**entries[1], **odd}]
        for _ in range(2):
            await shop.looked(provider)
        return [await shop.now_of(sale) for sale in sales]

    paid, short = simulate(day, {provider: at})
    assert paid.state is State.PAID
    assert bool(paid.unexpected_minor) is (counts == 2)
    assert (short.unexpected_minor > 60_00) is (counts == 2)


async def test_a_payment_that_another_sales_transaction_bears_is_told_of_once(
    simulated: OpenSimulated,
) -> None:
    """It was written down as another sale's: seen again, it is known."""
    at = References("proxypay")
    at.trouble = comes_again
    async with simulated({"proxypay": at}).open() as shop:
        sales = [await shop.waiting("proxypay") for _ in range(2)]
        at.pay(sales[0], 7)
        await shop.looked("proxypay")
        at.queue = [at.paid(sales[1], 7)]
        for _ in range(3):
            await shop.looked("proxypay")
        events = len(await shop.events_of(sales[1]))
        (first, second) = [await shop.now_of(sale) for sale in sales]
    assert (first.state, first.flags) == (State.PAID, frozenset())
    assert second.state is not State.PAID
    assert second.used_by == first.number
    assert second.revision == events <= 6


async def test_ids_that_begin_alike_are_not_one(simulated: OpenSimulated) -> None:
    """`7` and `7 1234…`: the second is what a payment is called whose id another bears."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        for name in ("70", "7", "700"):
            at.pay(sale, name)
        await shop.looked("wikipay")
        sale = await shop.now_of(sale)
    assert sale.unexpected_minor == 2 * sale.amount.minor
    assert sorted(at.acknowledged) == ["7", "70", "700"]


async def test_what_is_written_of_a_payment_names_it_its_reference_and_its_very_words(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        entry = at.pay(sale, 7)
        await shop.looked("proxypay")
        events = await shop.events_of(sale)
        (paid,) = [one for one in events if isinstance(one, Paid)]
    assert (paid.payment, paid.reference) == ("7", sale.reference)
    assert json.loads(paid.raw) == entry


async def test_a_payment_of_a_sale_whose_reference_was_another_ones_is_taken(
    simulated: OpenSimulated,
) -> None:
    """What was written of that names no payment."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        first = await shop.waiting("wikipay")
        at.pay(first)
        await shop.until(first, lambda now: not now.is_open)
        at._made = 0  # the second is called what the first was called
        second = await shop.in_doubt("wikipay")
        assert second.used_by == first.number
        at.pay(second, 9, reference_number=475_000_001)
        await shop.looked("wikipay")
        sale = await shop.now_of(second)
    assert sale.flags
    assert "9" in at.acknowledged


NAMELESS: Entry = {"custom_fields": {}}


@pytest.mark.parametrize(
    ("words", "is_another"),
    [
        ({"datetime": "2026-11-24T09:00:00Z"}, False),
        ({"datetime": "2026-11-24T09:00:00Z", "amount": "100"}, False),  # in other figures
        ({"datetime": "2026-11-24T09:05:00Z"}, False),  # the second payment of the first sale
        ({"datetime": "2026-11-24T10:00:00Z"}, True),
    ],
)
async def test_what_paid_a_sale_is_that_sales_though_its_number_is_another_ones_by_now(
    words: Entry, simulated: OpenSimulated, *, is_another: bool
) -> None:
    """It names no sale, and comes again: its acknowledgement is refused. Another payment under its
    id may be the newer one's: a person is asked."""
    at = References("proxypay")
    at.trouble = comes_again
    async with simulated({"proxypay": at}).open() as shop:
        first = await shop.waiting("proxypay")
        for minutes in ("00", "05"):
            instant = f"2026-11-24T09:{minutes}:00Z"
            at.queue = [at.paid(first, 7, datetime=instant, **NAMELESS)]
            await shop.looked("proxypay")
        at._made = 0
        second = await shop.waiting("proxypay")
        assert second.reference == first.reference
        at.queue = [{**at.paid(second, 7, **NAMELESS), **words}]
        for _ in range(2):
            await shop.looked("proxypay")
        first, second = [await shop.now_of(sale) for sale in (first, second)]
    assert (first.state, set(first.flags)) == (State.PAID, {Flag.PAID_TWICE})
    assert first.unexpected_minor == first.amount.minor
    assert second.state is (State.UNKNOWN if is_another else State.WAITING)
    assert second.used_by == (first.number if is_another else None)


BEYOND = Money(10**19, Currency.AOA)  # what no journal has room for


@pytest.fixture
def _beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    """Payments of 66.66 name a figure that is beyond everything."""
    read = proxypay.parse_queue

    def parse_queue(account: Account, answer: Answer) -> object:
        page = read(account, answer)
        assert isinstance(page, QueuePage)
        told = [
            replace(one, amount=BEYOND) if one.amount and one.amount.plain == "66.66" else one
            for one in page.payments
        ]
        return replace(page, payments=told)

    monkeypatch.setattr(proxypay, "parse_queue", parse_queue)


@pytest.mark.usefixtures("_beyond")
async def test_a_figure_that_no_journal_can_hold_is_set_aside_and_leaves_others_as_they_are(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sales = [await shop.waiting("proxypay") for _ in range(2)]
        at.pay(sales[0], 7, amount="66.66")
        at.pay(None, 8)
        at.pay(sales[1], 9)
        await shop.looked("proxypay")
        strays = {
            stray.payment: stray.amount.plain if stray.amount else ""
            for stray in await shop.till.journal.unmatched_payments()
        }
        states = [(await shop.now_of(sale)).state for sale in sales]
    assert states == [State.WAITING, State.PAID]
    assert strays == {"7": "", "8": "5.00"}
    assert at.acknowledged == ["9"]


@pytest.mark.usefixtures("_beyond")
async def test_such_a_figure_of_nobodys_payment_is_seen_without_it_until_it_has_gone(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        stays = at.pay(None, 7, amount="66.66")
        at.pay(None, 8)
        await shop.looked("proxypay")
        seen = [await shop.unmatched_payments()]
        at.queue = [stays]
        await shop.looked("proxypay")
        assert [*seen, await shop.unmatched_payments()] == [["7", "8"], ["7"]]


@pytest.mark.parametrize("together", [True, False], ids=["together", "one after the other"])
async def test_two_payments_under_one_id_have_two_names_in_the_journal(
    simulated: OpenSimulated, *, together: bool
) -> None:
    """The first that stood alone is called by its id; the others by their words besides."""
    at = References("wikipay")
    at.trouble = comes_again
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        both = [at.paid(sale, 7, transaction=number) for number in (1, 2)]
        for shown in [both] if together else ([one] for one in both):
            at.queue = list(shown)
            await shop.looked("wikipay")
        events = await shop.events_of(sale)
        names = {event.payment for event in events if isinstance(event, Paid)}
    assert len(names) == 2
    assert ("7" in names) is not together
    others = [name for name in names if name and name != "7"]
    assert all(re.fullmatch("7 [0-9a-f]{16}", name) for name in others)


def test_a_word_that_looks_like_a_number_hides_no_queue() -> None:
    """As a custom field that somebody typed; its payment is told by a call, too, in other words."""
    at = References("proxypay")
    at.trouble = comes_again

    async def day(shop: Simulated) -> list[Sale]:
        async with shop.open():
            sales = [await shop.waiting("proxypay") for _ in range(2)]
            fields = {"sale": sales[0].id, "table": "sNaN"}
            entry = at.pay(sales[0], custom_fields=fields)
            await shop.looked("proxypay")
            await called(shop, {**entry, "id": str(entry["id"])})
            at.queue = [{**entry, "amount": "100"}]
            at.pay(sales[1], 7)
            await shop.looked("proxypay")
            return [await shop.now_of(sale) for sale in sales]

    assert [(one.state, one.flags) for one in simulate(day, {"proxypay": at})] == [
        (State.PAID, frozenset())
    ] * 2


# --- nobody's, and later somebody's number --------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "is_its"),
    [
        ({}, False),  # the very one that was there before
        ({"amount": "100.0"}, False),
        ({"amount": "100.00", "transaction_id": 2}, True),  # another one under its id
    ],
)
async def test_a_payment_of_before_its_number_was_given_to_a_sale_is_not_that_sales(
    words: Entry, simulated: OpenSimulated, *, is_its: bool
) -> None:
    at = References("proxypay")
    before = {"id": 7, "reference_id": 475_000_001, "amount": "100.00", "transaction_id": 1}
    async with simulated({"proxypay": at}).open() as shop:
        at.queue = [dict(before)]
        await shop.looked("proxypay")
        sale = await shop.waiting("proxypay")
        assert sale.reference == "475000001"
        at.queue = [{**before, **words}]
        await shop.looked("proxypay")
        assert ((await shop.now_of(sale)).state is State.PAID) is is_its


async def test_a_stray_of_another_number_says_nothing_of_ours_under_the_same_id(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    before = {"id": 7, "reference_id": 123_456_789, "amount": "100.00"}
    async with simulated({"proxypay": at}).open() as shop:
        at.queue = [dict(before)]
        await shop.looked("proxypay")
        sale = await shop.waiting("proxypay")
        at.queue = [{**before, "reference_id": 475_000_001}]
        await shop.looked("proxypay")
        assert (await shop.now_of(sale)).state is State.PAID


# --- what a manager took --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ({}, True),
        ({"amount": "5.0"}, True),  # told in other figures
        ({"amount": "9.00"}, False),
        ({"reference_id": 778}, False),
        ({"id": 8}, False),
    ],
)
@pytest.mark.parametrize("restarted", [False, True], ids=["", "after a restart"])
def test_what_a_manager_took_leaves_the_queue_and_nothing_that_is_like_it(
    words: Entry, *, gone: bool, restarted: bool
) -> None:
    at = References("proxypay")
    at.trouble = comes_again

    async def day(shop: Simulated) -> list[str]:
        async with shop.open():
            entry = at.pay(None, 7)
            await shop.looked("proxypay")
            await shop.till.take_unmatched("proxypay", "7", "000000777", "rent", await shop.ana())
            if not restarted:
                return await seen(shop, entry)
        async with shop.open():
            return await seen(shop, entry)

    async def seen(shop: Simulated, entry: Entry) -> list[str]:
        at.queue = [{**entry, **words}]
        at.trouble = lambda _: None
        await shop.looked("proxypay")
        await shop.let_pass(minutes=10)
        return await shop.unmatched_payments()

    strays = simulate(day, {"proxypay": at})
    assert (strays == []) is gone
    assert (at.queue == []) is gone


async def test_what_a_manager_takes_leaves_at_once_and_not_at_the_next_look(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        await shop.let_pass(seconds=1)
        at.pay(None, 7)
        await shop.looked("proxypay")
        before = len(shop.network.requests("GET", "/payments"))
        yes = await shop.ana()
        taken = await shop.till.take_unmatched("proxypay", "7", "000000777", "rent", yes)
        assert (taken.payment, taken.taken_by, taken.why) == ("7", "Ana", "rent")
        await shop.let_pass(seconds=1)
        assert at.acknowledged == ["7"]
        assert len(shop.network.requests("GET", "/payments")) == before + 1


async def test_a_payment_that_a_manager_took_at_one_provider_is_not_taken_at_another(
    simulated: OpenSimulated,
) -> None:
    one, two = References("proxypay"), References("wikipay")
    async with simulated({"proxypay": one, "wikipay": two}).open() as shop:
        entry = one.pay(None, 7)
        two.queue = [{**entry, "reference_number": entry["reference_id"]}]
        await shop.looked("proxypay")
        await shop.looked("wikipay")
        for _ in range(2):
            await shop.looked("wikipay")
        yes = await shop.ana()
        await shop.till.take_unmatched("proxypay", "7", "000000777", "rent", yes)
        await shop.looked("wikipay")
        await shop.let_pass(minutes=3)
        strays = [
            (stray.method, stray.payment) for stray in await shop.till.journal.unmatched_payments()
        ]
    assert strays == [("wikipay", "7")]
    assert (one.acknowledged, two.acknowledged) == (["7"], [])


# --- strays come and go ---------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["seen to its end", "seen in part"])
async def test_a_stray_has_gone_once_a_whole_queue_does_not_show_it(
    simulated: OpenSimulated, *, whole: bool
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        stays, goes = at.pay(None, 7), at.pay(None, 8)
        await shop.looked("proxypay")
        assert await shop.unmatched_payments() == ["7", "8"]
        at.queue = [stays] if whole else [stays, {"id": "", "of": "nobody knows"}]
        await shop.looked("proxypay")
        assert goes["id"] == 8
        assert await shop.unmatched_payments() == (["7"] if whole else ["7", "8"])


async def test_the_same_strays_are_written_again_once_their_queue_is_seen_to_its_end(
    simulated: OpenSimulated,
) -> None:
    """First in part, so that nobody knew whether the others had gone."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        stays = at.pay(None, 7)
        at.pay(None, 8)
        await shop.looked("proxypay")
        at.queue = [stays, {"id": ""}]
        await shop.looked("proxypay")
        at.queue = [stays]
        await shop.looked("proxypay")
        assert await shop.unmatched_payments() == ["7"]


async def test_what_is_in_the_queue_every_time_is_not_written_every_time(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    """A page of another till's for a day would be a journal of nothing else."""
    at = References("proxypay")
    real, written = JournalThread.record_unmatched, []

    async def see(
        journal: JournalThread, method: str, seen: Sequence[UnmatchedPayment], **how: bool
    ) -> None:
        written.append(method)
        await real(journal, method, seen, whole=how["whole"])

    monkeypatch.setattr(JournalThread, "record_unmatched", see)
    async with simulated({"proxypay": at}).open() as shop:
        at.pay(None, 7)
        for _ in range(5):
            await shop.looked("proxypay")
    assert written == ["proxypay"]


# --- calls ----------------------------------------------------------------------------------------


def signed(entry: Entry) -> tuple[dict[str, str], bytes]:
    body = json.dumps(entry).encode()
    secret = ACCOUNTS["proxypay"].secret.encode()
    return {"x-signature": hmac.new(secret, body, hashlib.sha256).hexdigest()}, body


async def called(shop: Simulated, entry: Entry) -> None:
    assert await shop.till.handle_webhook("proxypay", *signed(entry))


async def calls_noted(shop: Simulated) -> int:
    return len(await shop.journal.notes(PaymentsByCall))


async def test_a_call_takes_nobody_elses_payment_out_of_sight(simulated: OpenSimulated) -> None:
    """It tells of one payment; the queue's own, which are others', are all still there. One that it
    alone told of is in no queue: an empty one does not make it go."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        at.pay(None, 7)
        await shop.looked("proxypay")
        await called(shop, at.paid(None, 8))
        both = await shop.unmatched_payments()
        at.queue = []
        await shop.looked("proxypay")
        assert (both, await shop.unmatched_payments()) == (["7", "8"], ["8"])


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ({}, 0),  # the queue had told of it
        ({"amount": "5.0"}, 0),
        ({"id": 8}, 1),
        ({"reference_id": 778}, 1),
    ],
)
@pytest.mark.parametrize("ours", [False, True], ids=["a stray", "a sale's"])
async def test_only_what_the_queue_has_not_told_of_proves_that_payments_come_by_calls(
    words: Entry, notes: int, simulated: OpenSimulated, *, ours: bool
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay", "5") if ours else None
        entry = at.pay(sale, 7)
        await shop.looked("proxypay")
        await called(shop, {**entry, **words})
        assert await calls_noted(shop) == notes


async def test_a_provider_that_calls_is_reached(simulated: OpenSimulated) -> None:
    at = References("proxypay")
    at.trouble = lambda asked: said(503) if asked.request.method == "GET" else None
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        await shop.looked("proxypay")
        before = shop.till.health("proxypay")
        await called(shop, at.paid(sale))
        assert (before, shop.till.health("proxypay")) == (Health.TROUBLED, Health.REACHED)


async def test_a_call_that_cannot_be_written_is_not_heard_and_proves_nothing_yet(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    at = References("proxypay")

    async def full(*_: object) -> None:
        raise JournalUnavailable("disk full")

    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        with monkeypatch.context() as patch:
            patch.setattr(JournalThread, "note", full)
            with pytest.raises(JournalUnavailable):
                await called(shop, at.paid(sale))
        before = (await shop.now_of(sale)).state
        await called(shop, at.paid(sale))
        assert await calls_noted(shop) == 1
        assert (before, (await shop.now_of(sale)).state) == (State.WAITING, State.PAID)


async def test_a_payment_that_comes_by_both_doors_at_once_is_one(simulated: OpenSimulated) -> None:
    """The queue is being read while its provider calls."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        entry = at.pay(sale)
        await asyncio.gather(shop.looked("proxypay"), called(shop, entry), called(shop, entry))
        sale = await shop.now_of(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
