"""What a person can ask of the till, and what it says no to: nothing is written then, nor sent.

The journal and the gateways are the real ones; what carries requests answers by a script, so that
no test waits for a network.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from scripted import NOW, TODAY, OpenShop
from support import PHONES

from pos_app.domain.audit_notes import DayClosed, PaymentTaken, RecoveryCodeMade
from pos_app.domain.books.takings import net
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NotAllowed,
    NotApproved,
    NotOffered,
    NotSetUp,
    TooManyCalls,
    TooSoon,
)
from pos_app.domain.events import (
    Authorized,
    Cancelling,
    Event,
    Extending,
    Flag,
    FlagCleared,
    Mismatched,
    OutcomeUnknown,
    Purpose,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import ODD_MONEY, Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.till.charge_request import parse_charge_request
from pos_app.till.intent import Press
from pos_app.till.providers import poll_schedule
from pos_app.till.providers.health import Health
from pos_app.till.till import Till

LATER = NOW + timedelta(days=3)


# --- a manager's yes ------------------------------------------------------------------------------

PAYS_OUT = parse_charge_request(METHODS["clicpay.mpesa"], "200", PHONES["clicpay.mpesa"])
Deed = Callable[[Till, Any], Awaitable[object]]
DEEDS: Mapping[ManagerOnly, Deed] = {
    ManagerOnly.REFUND: lambda till, yes: till.refund("new", "sale", None, yes),
    ManagerOnly.RELEASE: lambda till, yes: till.release("new", "sale", yes),
    ManagerOnly.PAY_OUT: lambda till, yes: till.pay_out("new", PAYS_OUT, yes),
    ManagerOnly.SETTLE: lambda till, yes: till.settle("sale", paid=True, why="seen", approval=yes),
    ManagerOnly.CLEAR_FLAG: lambda till, yes: till.clear_flag("sale", None, "seen", yes),
    ManagerOnly.TAKE_PAYMENT: lambda till, yes: till.take_unmatched(
        "proxypay", "26356", "475545250", "seen", yes
    ),
    ManagerOnly.CLOSE_DAY: lambda till, yes: till.close_day(TODAY, yes),
    ManagerOnly.AUDIT: lambda till, yes: till.audit(yes),
}


@pytest.mark.parametrize("deed", DEEDS, ids=str)
async def test_without_a_managers_yes_nothing_is_done_and_the_deed_is_named(
    deed: ManagerOnly, scripted: OpenShop
) -> None:
    async with scripted() as counter:
        await counter.paid()
        before = counter.written()
        spent = await counter.yes()
        await counter.till.audit(spent)
        for no_yes in (None, spent, Approval("Ana")):
            with pytest.raises(NotApproved, match=rf"^{deed}: "):
                await DEEDS[deed](counter.till, no_yes)
        assert counter.written() == before


async def test_a_capture_needs_nobody_since_the_customer_has_agreed_to_it(
    scripted: OpenShop,
) -> None:
    async with scripted() as counter:
        await counter.paid()
        with pytest.raises(NotAllowed, match="held"):
            await counter.till.capture("new", "sale", None)


@pytest.mark.parametrize(
    "deed", [ManagerOnly.SETTLE, ManagerOnly.CLEAR_FLAG, ManagerOnly.TAKE_PAYMENT], ids=str
)
@pytest.mark.parametrize("why", ["", "  ", "\t\n"])
async def test_what_a_manager_decides_has_a_reason(
    deed: ManagerOnly, why: str, scripted: OpenShop
) -> None:
    async with scripted() as counter:
        await counter.unknown()
        before = counter.written()
        yes, till = await counter.yes(), counter.till
        decided = {
            ManagerOnly.SETTLE: till.settle("sale", paid=True, why=why, approval=yes),
            ManagerOnly.CLEAR_FLAG: till.clear_flag("sale", None, why, yes),
            ManagerOnly.TAKE_PAYMENT: till.take_unmatched("proxypay", "1", "2", why, yes),
        }
        with pytest.raises(BadInput) as refused:
            await decided.pop(deed)
        for other in decided.values():
            other.close()
        assert (refused.value.field, refused.value.complaint) == (
            Field.WHY,
            InputProblem.WHY_EMPTY,
        )
        assert counter.written() == before


# --- settling and clearing ------------------------------------------------------------------------


@pytest.mark.parametrize("paid", [True, False])
async def test_a_manager_settles_a_sale_together_with_the_odd_money_it_is_about(
    scripted: OpenShop, *, paid: bool
) -> None:
    async with scripted() as counter:
        sale = await counter.unknown()
        odd = sorted(ODD_MONEY, reverse=True)
        await counter.journal.append(sale.id, *(Mismatched(flag=flag, amount=None) for flag in odd))
        sale = await counter.till.settle(
            "sale", paid=paid, why="  seen there ", approval=await counter.yes()
        )
        assert sale.state is (State.PAID if paid else State.DECLINED)
        assert (sale.by, sale.detail, sale.flags) == ("Ana", "seen there", frozenset())
        word = SettledAsPaid if paid else SettledAsUnpaid
        assert (await counter.events())[-5:] == [
            word(by="Ana", why="seen there"),
            *(
                FlagCleared(flag=flag, by="Ana", why="seen there")
                for flag in (Flag.ALREADY_USED, Flag.EXCESS, Flag.MISMATCH, Flag.SHORT)
            ),
        ]


async def test_what_was_sent_just_now_is_called_unpaid_only_once_it_has_arrived_or_not(
    scripted: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scripted() as counter:
        await counter.unknown()
        monkeypatch.setattr(poll_schedule, "SETTLES_UNPAID_AFTER", 300.0)
        before = counter.written()
        with pytest.raises(TooSoon) as soon:
            await counter.till.settle("sale", paid=False, why="seen", approval=await counter.yes())
        assert 200 < soon.value.wait <= 300
        assert counter.written() == before
        monkeypatch.setattr(poll_schedule, "SETTLES_UNPAID_AFTER", 0.9)  # to the last moment
        with pytest.raises(TooSoon):
            await counter.till.settle("sale", paid=False, why="seen", approval=await counter.yes())
        # Of money that is held a manager says what became of it at the bank, whenever it is.
        hold = await counter.charge("vpos", "hold", hold=True)
        with pytest.raises(NotAllowed):
            await counter.till.settle(hold.id, paid=False, why="seen", approval=await counter.yes())
        # And that it came is said at once.
        sale = await counter.till.settle(
            "sale", paid=True, why="seen", approval=await counter.yes()
        )
        assert sale.state is State.PAID


@pytest.mark.parametrize("one", [True, False])
async def test_a_flag_is_cleared_alone_or_with_all_the_others_and_by_whom_is_kept(
    scripted: OpenShop, *, one: bool
) -> None:
    async with scripted() as counter:
        sale = await counter.paid()
        for flag in sorted(Flag, reverse=True):
            sale = await counter.journal.append(sale.id, Mismatched(flag=flag, amount=None))
        assert await counter.till.journal.flagged_sales() == [sale]
        sale = await counter.till.clear_flag(
            "sale", Flag.SHORT if one else None, " in cash ", await counter.yes()
        )
        assert sale.flags == (set(Flag) - {Flag.SHORT} if one else set())
        cleared = [event for event in await counter.events() if isinstance(event, FlagCleared)]
        assert cleared == [
            FlagCleared(flag=flag, by="Ana", why="in cash")
            for flag in ([Flag.SHORT] if one else sorted(Flag))
        ]
        with pytest.raises(NotAllowed):
            await counter.till.clear_flag("sale", Flag.SHORT, "again", await counter.yes())


async def test_where_no_flag_is_up_there_is_none_to_clear(scripted: OpenShop) -> None:
    async with scripted() as counter:
        await counter.paid()
        before = counter.written()
        for flag in (None, Flag.SHORT):
            with pytest.raises(NotAllowed, match="flag"):
                await counter.till.clear_flag("sale", flag, "why", await counter.yes())
        assert counter.written() == before


# --- taking back, and another end -----------------------------------------------------------------

Ask = Callable[[Till], Awaitable[None]]
CANCEL: Ask = lambda till: till.cancel("sale")  # noqa: E731 - two of a kind
EXTEND: Ask = lambda till: till.extend("sale", LATER)  # noqa: E731 - two of a kind


@pytest.mark.parametrize(
    ("ask", "asked", "line"),
    [
        (CANCEL, Cancelling(), "DELETE /references/"),
        (EXTEND, Extending(valid_until=LATER), "PUT /references/"),
    ],
)
async def test_what_is_asked_of_a_reference_is_written_down_and_asked_at_once(
    ask: Ask, asked: Event, line: str, scripted: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stands there waits for it, whatever the rhythm of looks is."""
    async with scripted() as counter:
        sale = await counter.waiting("proxypay")
        monkeypatch.setattr(poll_schedule, "_FIRST_BACKOFF", 86_400.0)
        before = len(counter.providers.wrote())
        await ask(counter.till)
        assert (await counter.till.journal.sale("sale")) != sale
        assert asked in await counter.events()
        await counter.until(
            "sale",
            lambda now: not now.cancelling and not now.has_pending_extension,
        )
        assert line in counter.providers.wrote()[before]


@pytest.mark.parametrize(
    ("ask", "method"),
    [(CANCEL, "clicpay.mpesa"), (EXTEND, "clicpay.mpesa"), (EXTEND, "vpos")],
)
async def test_what_a_way_cannot_do_is_not_asked_of_it(
    ask: Ask, method: str, scripted: OpenShop
) -> None:
    async with scripted() as counter:
        await counter.waiting(method)
        before = counter.written()
        with pytest.raises(NotOffered):
            await ask(counter.till)
        assert counter.written() == before


@pytest.mark.parametrize("ask", [CANCEL, EXTEND])
async def test_nothing_is_asked_any_more_for_what_is_in_doubt_since_a_restore(
    ask: Ask, scripted: OpenShop
) -> None:
    """What was lost may have ended it."""
    async with scripted() as counter:
        sale = await counter.waiting("proxypay")
        await counter.journal.append(sale.id, OutcomeUnknown(reason=Reason.JOURNAL_RESTORED))
        before = counter.written()
        with pytest.raises(NotAllowed, match="restored"):
            await ask(counter.till)
        assert counter.written() == before


# --- what the till does not know ------------------------------------------------------------------

OF_A_SALE: Sequence[Deed] = [
    lambda till, _: till.cancel("sale"),
    lambda till, _: till.extend("sale", LATER),
    lambda till, _: till.capture("new", "sale", None),
    lambda till, yes: till.refund("new", "sale", None, yes),
    lambda till, yes: till.release("new", "sale", yes),
    lambda till, _: till.look_now("sale"),
]
OF_ITS_RECORD: Sequence[Deed] = [
    lambda till, yes: till.settle("sale", paid=True, why="seen", approval=yes),
    lambda till, yes: till.clear_flag("sale", None, "seen", yes),
    lambda till, _: till.wait_for("sale", lambda _: True),
]


@pytest.mark.parametrize("deed", [*OF_A_SALE, *OF_ITS_RECORD])
async def test_of_a_sale_that_there_is_not_nothing_can_be_asked(
    deed: Deed, scripted: OpenShop
) -> None:
    async with scripted() as counter:
        before = counter.written()
        with pytest.raises(NotAllowed, match="no such sale"):
            await deed(counter.till, await counter.yes())
        assert counter.written() == before


@pytest.mark.parametrize("deed", OF_A_SALE)
async def test_of_a_way_that_this_version_does_not_know_nothing_can_be_asked(
    deed: Deed, scripted: OpenShop
) -> None:
    """Its sales are shown, and a manager may settle them."""
    others = {name: method for name, method in METHODS.items() if name != "wipay"}
    async with scripted() as counter:
        await counter.unknown()
    async with scripted(others) as counter:
        before = counter.written()
        with pytest.raises(NotAllowed, match="does not know the method"):
            await deed(counter.till, await counter.yes())
        assert counter.written() == before
        sale = await counter.till.settle(
            "sale", paid=True, why="seen", approval=await counter.yes()
        )
        assert sale.state is State.PAID


async def test_what_a_provider_never_gave_a_number_cannot_be_given_back(scripted: OpenShop) -> None:
    """A manager settled it: nobody could tell the provider which money is meant."""
    async with scripted() as counter:
        counter.providers.loses.add("POST /api/v2")
        counter.providers.loses.add("GET /api/v2")
        await counter.charge("clicpay.mpesa")
        await counter.until("sale", lambda now: now.state is State.UNKNOWN)

        async def settle() -> Sale | None:
            settled: Sale | None = None
            with suppress(NotAllowed):  # it is being sent just now
                settled = await counter.till.settle(
                    "sale", paid=True, why="seen", approval=await counter.yes()
                )
            return settled

        settled = await counter.soon(settle)
        assert settled
        assert (settled.state, settled.reference) == (State.PAID, None)
        before = counter.written()
        with pytest.raises(NotAllowed, match="number"):
            await counter.till.refund("new", "sale", None, await counter.yes())
        assert counter.written() == before


async def test_money_is_sent_out_by_a_way_that_can(scripted: OpenShop) -> None:
    async with scripted() as counter:
        before = counter.written()
        order = parse_charge_request(METHODS["vpos"], "200", PHONES["vpos"])
        with pytest.raises(NotOffered):
            await counter.till.pay_out("new", order, await counter.yes())
        assert counter.written() == before
        sale = await counter.till.pay_out("new", PAYS_OUT, await counter.yes())
        assert (sale.purpose, sale.by, sale.amount) == (
            Purpose.PAYOUT,
            "Ana",
            Money(200_00, Currency.MZN),
        )
        with pytest.raises(PossibleDuplicate):
            await counter.till.pay_out("again", PAYS_OUT, await counter.yes())
        meant = replace(PAYS_OUT, allow_duplicate=True)
        assert await counter.till.pay_out("again", meant, await counter.yes())


async def test_a_till_that_opens_again_goes_on_with_what_waits(scripted: OpenShop) -> None:
    async with scripted() as counter:
        await counter.waiting("clicpay.mpesa")
    async with scripted() as counter:
        counter.providers.verdict = "successful"
        await counter.until("sale", lambda now: now.state is State.PAID)


async def test_a_shop_without_an_account_writes_no_sale_down(scripted: OpenShop) -> None:
    async with scripted() as counter:
        counter.till.use_accounts({})
        before = counter.written()
        for method in METHODS:
            with pytest.raises(NotSetUp):
                await counter.charge(method)
        assert counter.written() == before


# --- calls that are counted -----------------------------------------------------------------------


async def test_five_vouchers_a_minute_are_charged_also_by_a_till_that_was_closed_between(
    scripted: OpenShop,
) -> None:
    """And what is no new charge is no call: a key that is pressed twice takes none from others."""
    async with scripted() as counter:
        for number in range(3):
            await counter.charge("wipay", f"{number}")
            for _ in range(3):
                with pytest.raises(NotAllowed):
                    await counter.charge("wipay", f"{number}")
    async with scripted() as counter:
        for number in (3, 4):
            await counter.charge("wipay", f"{number}")
            await counter.until(f"{number}", lambda now: not now.is_open)
        before = counter.written()
        with pytest.raises(TooManyCalls):
            await counter.charge("wipay", "5")
        assert counter.written() == before
        await counter.charge("clicpay.mpesa", "another's")


# --- what is told ---------------------------------------------------------------------------------


async def test_everything_that_the_journal_knows_can_be_asked_for(scripted: OpenShop) -> None:
    async with scripted() as counter:
        till = counter.till
        paid = await counter.paid()
        counter.providers.verdict = "pending"
        refund = await till.refund("back", "sale", None, await counter.yes())
        refund = await counter.until("back", lambda now: now.state is State.WAITING)
        waits = await counter.waiting("proxypay", "waits")
        paid = await till.journal.sale("sale") or paid
        assert paid.pending_operation == "back"
        assert await till.journal.sale("nobody") is None
        assert {sale.id for sale in await till.journal.open_sales()} == {"back", "waits"}
        assert [sale.id for sale in await till.journal.last_sales(2)] == ["waits", "back"]
        assert list(await till.journal.operations_of("sale")) == [refund]
        assert await till.journal.operations_of("waits") == []
        assert await till.journal.flagged_sales() == []
        assert till.today() == TODAY
        document = (await till.day_sheet(TODAY)).document
        assert [one.number for one in document.carried] == [2, 3]
        assert net(document.takings) == [Money(1_500_00, Currency.MZN)]
        assert till.heard_at("waits")
        assert till.heard_at("nobody") is None
        assert till.asks_late("sale") is False
        assert waits.business_day == TODAY
        audited = await till.audit(await counter.yes())
        assert {one.day for one in audited} == {TODAY}
        assert audited[0].noted.note == (await counter.journal.notes())[0].note


@pytest.mark.parametrize("queued", ["proxypay", "wikipay"])
async def test_a_payment_of_nobodys_leaves_the_queue_that_it_is_in(
    queued: str, scripted: OpenShop
) -> None:
    known = {"proxypay": "reference_id", "wikipay": "reference_number"}
    async with scripted() as counter:
        till, providers = counter.till, counter.providers
        payment = {"id": 26356, known[queued]: "741820581", "amount": "5.00"}
        providers.payments = {queued: [payment]}
        await counter.waiting(queued)
        (stray,) = await counter.soon(till.journal.unmatched_payments)
        assert (stray.method, stray.payment, stray.reference) == (queued, "26356", "741820581")
        with pytest.raises(NotOffered):
            await till.take_unmatched("vpos", "26356", "741820581", "why", await counter.yes())
        taken = await till.take_unmatched(
            queued, "26356", "741820581", " rent ", await counter.yes()
        )
        assert (taken.taken_by, taken.why) == ("Ana", "rent")
        assert [one.payment for one in await till.journal.taken_unmatched()] == ["26356"]
        (noted,) = await counter.journal.notes(PaymentTaken)
        assert noted.note == PaymentTaken(
            method=queued,
            payment="26356",
            reference="741820581",
            amount=Money(5_00, Currency.AOA),
            by="Ana",
            why="rent",
        )


async def test_a_day_is_closed_by_a_manager_once_it_has_come(scripted: OpenShop) -> None:
    async with scripted() as counter:
        await counter.paid()
        yes = await counter.yes()
        before = counter.written()
        with pytest.raises(NotAllowed, match="has not come"):
            await counter.till.close_day(TODAY + timedelta(days=1), yes)
        assert counter.written() == before
        closed = await counter.till.close_day(TODAY, yes)
        first = closed.sheet.document
        assert (first.by, first.at, first.day, first.number) == ("Ana", NOW, TODAY, 1)
        assert [line.count for line in first.takings] == [1]
        with closing(read_journal(counter.path)) as db:
            assert (closed.head.number, closed.head.hash) == Reader(db).head()
        yesterday = await counter.till.close_day(TODAY - timedelta(days=1), await counter.yes())
        second = yesterday.sheet.document
        assert (second.number, second.takings) == (2, ())
        notes = [one.note for one in await counter.journal.notes(DayClosed)]
        assert notes == [
            DayClosed(day=TODAY, by="Ana", document=first),
            DayClosed(day=TODAY - timedelta(days=1), by="Ana", document=second),
        ]


async def test_a_close_tells_of_a_shop_whose_managers_could_not_come_back(
    scripted: OpenShop,
) -> None:
    async with scripted() as counter:
        assert not (await counter.till.day_sheet(TODAY)).lacks_code
        await counter.journal.note(RecoveryCodeMade(sealed_code=""))
    async with scripted() as counter:
        assert (await counter.till.day_sheet(TODAY)).lacks_code


async def test_a_sale_is_at_rest_where_nothing_more_is_learned_of_it_by_itself(
    scripted: OpenShop,
) -> None:
    async with scripted() as counter:
        till = counter.till
        unknown = await counter.unknown()

        async def rests_now() -> bool:
            return till.is_at_rest(unknown)

        await counter.soon(rests_now)  # its keeper leaves just now
        kept = await counter.waiting("clicpay.mpesa", "kept")
        for state, expected in {
            State.PAID: True,
            State.DECLINED: True,
            State.EXPIRED: True,
            State.CANCELLED: True,
            State.NOT_SENT: True,
            State.AUTHORIZED: True,
            State.SENDING: False,
            State.WAITING: False,
        }.items():
            for sale in (kept, unknown):
                assert till.is_at_rest(replace(sale, state=state)) is expected, state
        assert not till.is_at_rest(replace(kept, state=State.UNKNOWN))
        held = replace(unknown, state=State.AUTHORIZED, pending_operation="a capture")
        assert not till.is_at_rest(held)
        in_a_queue = replace(unknown, method="proxypay")
        assert not till.is_at_rest(in_a_queue)


async def test_whoever_waits_for_a_sale_is_told_once_it_is_enough(scripted: OpenShop) -> None:
    async with scripted() as counter:
        await counter.waiting("clicpay.mpesa")
        waiting = asyncio.create_task(counter.until("sale", lambda now: now.state is State.PAID))
        await asyncio.sleep(0)
        counter.providers.verdict = "successful"
        await counter.till.look_now("sale")
        assert (await waiting).state is State.PAID


# --- when the key came down -----------------------------------------------------------------------

BEFORE_MIDNIGHT = Press("Rui", TODAY - timedelta(days=1))
ASKS: Mapping[Purpose, Callable[[Till, Any], Awaitable[Sale]]] = {
    Purpose.PAYMENT: lambda till, _: till.charge("new", PAYS_OUT, BEFORE_MIDNIGHT),
    Purpose.PAYOUT: lambda till, yes: till.pay_out("new", PAYS_OUT, yes, BEFORE_MIDNIGHT),
    Purpose.REFUND: lambda till, yes: till.refund("new", "sale", None, yes, BEFORE_MIDNIGHT),
    Purpose.CAPTURE: lambda till, _: till.capture("new", "sale", None, BEFORE_MIDNIGHT),
    Purpose.RELEASE: lambda till, yes: till.release("new", "sale", yes, BEFORE_MIDNIGHT),
}


@pytest.mark.parametrize("purpose", ASKS, ids=str)
async def test_a_sale_is_of_whoever_pressed_the_key_on_the_day_on_which_it_was_pressed(
    purpose: Purpose, scripted: OpenShop
) -> None:
    """However long a manager takes to type a PIN."""
    is_held = purpose in (Purpose.CAPTURE, Purpose.RELEASE)
    async with scripted() as counter:
        if is_held:
            await counter.charge("vpos", hold=True)
            await counter.journal.append("sale", Authorized(reference="T1"))
        else:
            await counter.paid()
        sale = await ASKS[purpose](counter.till, await counter.yes())
        assert (sale.purpose, sale.cashier) == (purpose, "Rui")
        assert sale.business_day == TODAY - timedelta(days=1)
        allowed = purpose not in (Purpose.PAYMENT, Purpose.CAPTURE)
        assert sale.by == ("Ana" if allowed else "")
        assert (sale.parent is None) is (purpose in (Purpose.PAYMENT, Purpose.PAYOUT))


async def test_whoever_listens_hears_of_sales_and_of_providers(scripted: OpenShop) -> None:
    async with scripted() as counter:
        sales: list[State] = []
        providers: list[tuple[str, Health]] = []
        counter.till.listen(lambda sale: sales.append(sale.state))
        counter.till.listen_health(lambda *told: providers.append(told))
        assert counter.till.health("clicpay") is Health.UNTRIED
        await counter.paid()
        assert (sales[0], sales[-1]) == (State.SENDING, State.PAID)
        assert ("clicpay", Health.REACHED) in providers
        assert counter.till.health("clicpay") is Health.REACHED
        assert counter.till.clock_off() is None


async def test_what_nobody_dates_is_repeated_by_the_till_that_made_it_and_by_no_later_one(
    scripted: OpenShop,
) -> None:
    """Its provider tells no time: only whoever has been open all along knows how old it is."""
    async with scripted() as counter:
        counter.providers.loses.add("POST ")
        await counter.charge("vpos", "one")
        await counter.until("one", lambda now: now.state is State.UNKNOWN)
        counter.providers.loses.clear()
        again = await counter.until("one", lambda now: now.state is State.WAITING)
        assert again.tries > 1
        counter.providers.loses.add("POST ")
        await counter.charge("vpos", "two")
        await counter.until("two", lambda now: now.state is State.UNKNOWN)
    async with scripted() as counter:
        sale = await counter.until("two", lambda now: now.reason is Reason.REPEAT_UNSAFE)
        assert sale.state is State.UNKNOWN
        assert counter.providers.wrote() == []
