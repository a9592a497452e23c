"""Accounts that an office hears for all its tills: the queue is left to it, its word ends
references, and a payment counts once by whatever door it comes."""

import asyncio
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from till.simulated import (
    ACCOUNTS,
    GATEWAYS,
    START,
    Asked,
    Entry,
    OpenSimulated,
    Pushes,
    References,
    Simulated,
    passed,
    said,
)

from pos_app.domain.audit_notes import QueueMoves, QueueStuck
from pos_app.domain.errors import JournalUnavailable, RequestNotSent, ResponseLost
from pos_app.domain.events import Mismatched, Paid, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import Answer
from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.ports.office.protocol import AccountMode, SharedAccount
from pos_app.till.providers.asking import Outcome
from pos_app.till.till import Till

MODES = pytest.mark.parametrize("mode", AccountMode)
BOTH = pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
ENDS_AT = START + timedelta(minutes=10)
LAST_MINUTE, SECOND = timedelta(minutes=2), timedelta(seconds=1)


def mark_of(provider: str) -> str:
    return ACCOUNTS[provider].mark(METHODS[provider].settings)


def shared(
    provider: str, mode: AccountMode = AccountMode.QUEUE, mark: str = "own"
) -> SharedAccount:
    return SharedAccount(provider, mode, mark_of(provider) if mark == "own" else mark)


@dataclass
class Office:
    """What a till hears of its office: its accounts, and nothing more once it is away."""

    accounts: Sequence[SharedAccount]
    away_since: float | None = None
    asked: int = 0
    answers: Callable[[], None] = lambda: None

    def join(self, till: Till) -> None:
        till.use_shared(self.accounts, silent_for=self.silent_for, ask=self._ask)

    def silent_for(self) -> float:
        return 0.0 if self.away_since is None else passed() - self.away_since

    def go_away(self) -> None:
        self.away_since = passed()

    async def speak(self, shop: Simulated, complete_to: datetime | None = None) -> None:
        """Once what is in the inbox is settled."""
        self.away_since = None
        self.accounts = [replace(one, complete_to=complete_to) for one in self.accounts]
        self.join(shop.till)
        await shop.let_pass(seconds=1)

    def _ask(self) -> None:
        self.asked += 1
        self.answers()


def signature_of(body: bytes, provider: str, secret: str | None = None) -> str:
    key = ACCOUNTS[provider].secret if secret is None else secret
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


async def told(shop: Simulated, provider: str, entry: Entry, *, key: str = "") -> CallVerdict:
    """By the office's collector, which has read the queue with the provider's own code."""
    body = [entry] if provider == "proxypay" else {"payments": [entry]}
    page = GATEWAYS[provider].parse_queue(ACCOUNTS[provider], said(200, body))
    raw = page.payments[0].raw.encode()
    signature = signature_of(raw, provider, key) if key else signature_of(raw, provider)
    return await shop.till.handle_entry(provider, raw, signature)


async def called(shop: Simulated, entry: Entry) -> bool:
    """By the office's hook."""
    body = json.dumps(entry).encode()
    headers = {"x-signature": signature_of(body, "proxypay")}
    return await shop.till.handle_webhook("proxypay", headers, body, of_office=True)


def reads(shop: Simulated) -> int:
    return len(shop.network.requests("GET", "/payment"))


async def words_of(shop: Simulated, sale: Sale) -> list[str]:
    return [type(event).__name__ for event in await shop.events_of(sale)]


async def moneys(shop: Simulated, sale: Sale) -> int:
    return sum(isinstance(event, Paid | Mismatched) for event in await shop.events_of(sale))


# --- how references end ---------------------------------------------------------------------------


@MODES
async def test_one_that_is_paid_while_the_office_is_away_never_expires_and_is_paid_when_it_is_back(
    simulated: OpenSimulated, mode: AccountMode
) -> None:
    """The office had its payment before: the queue is empty by then, which proves nothing. One that
    nobody paid ends once the office says that all is here that was said until two minutes after its
    end. A till that is started anew while the office is away knows that as well."""
    at, office = References("proxypay"), Office([shared("proxypay", mode)])
    shop = simulated({"proxypay": at}, before_start=office.join)
    seen = []
    async with shop.open():
        sales = [await shop.waiting("proxypay", "100", valid_until=ENDS_AT) for _ in range(2)]
        office.go_away()
        await shop.let_pass(hours=1)
        seen += [await shop.now_of(sale) for sale in sales]
    long_past = replace(shared("proxypay", mode), complete_to=ENDS_AT + timedelta(hours=9))
    office.accounts = [long_past]  # what an earlier run was told says nothing of this one's inbox
    async with shop.open():
        await shop.let_pass(hours=1)
        seen += [await shop.now_of(sale) for sale in sales]
        asked_by_itself = reads(shop)
        paid = at.paid(sales[0])
        if mode is AccountMode.QUEUE:
            assert await told(shop, "proxypay", paid) is CallVerdict.TAKEN
        else:
            assert await called(shop, paid)
        states = []
        for complete_to in (None, ENDS_AT + LAST_MINUTE, ENDS_AT + LAST_MINUTE + SECOND):
            await office.speak(shop, complete_to)
            states.append([(await shop.now_of(sale)).state for sale in sales])
        words = await words_of(shop, sales[0])
    assert {(sale.state, sale.reason) for sale in seen} == {(State.WAITING, None)}
    assert bool(asked_by_itself) is (mode is AccountMode.QUEUE)
    assert states == [[State.PAID, State.WAITING]] * 2 + [[State.PAID, State.EXPIRED]]
    assert not {"Expired", "FinalWordMissing"} & {*words}


@MODES
async def test_an_office_whose_clock_runs_ahead_ends_no_reference_early(
    simulated: OpenSimulated, mode: AccountMode
) -> None:
    at, office = References("proxypay"), Office([shared("proxypay", mode)])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay", valid_until=ENDS_AT)
        await office.speak(shop, ENDS_AT + timedelta(hours=1))
        assert (await shop.now_of(sale)).state is State.WAITING
        await shop.let_pass(minutes=13)
        await office.speak(shop, ENDS_AT + timedelta(hours=1))
        assert (await shop.now_of(sale)).state is State.EXPIRED


async def test_what_an_office_may_know_that_the_till_left_ends_by_no_empty_queue(
    simulated: OpenSimulated,
) -> None:
    """Its payment may be there, and nobody tells the till of it. What was made since ends as it
    did."""
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        before = await shop.waiting("proxypay", "100", valid_until=ENDS_AT)
        cancelled = await shop.waiting("proxypay", "100", valid_until=ENDS_AT)
        await shop.let_pass(minutes=1)
        shop.till.use_shared(
            (), silent_for=office.silent_for, ask=lambda: None, left_after=cancelled.number
        )
        await shop.let_pass(minutes=1)
        since = await shop.waiting("proxypay", "100", valid_until=ENDS_AT)
        await shop.till.cancel(cancelled.id)
        await shop.let_pass(minutes=13)
        now = [await shop.now_of(sale) for sale in (before, cancelled, since)]
        assert [sale.state for sale in now] == [State.UNKNOWN, State.UNKNOWN, State.EXPIRED]
        assert {sale.reason for sale in now[:2]} == {Reason.PAYMENTS_BY_CALL}
        at.pay(before)
        await shop.let_pass(minutes=1)
        assert (await shop.now_of(before)).state is State.PAID


async def test_an_office_that_speaks_without_end_hurries_no_queue_but_those_it_collects(
    simulated: OpenSimulated,
) -> None:
    """Each wake of a till, for whatever provider, has its office named all accounts anew."""
    at, office = References("proxypay"), Office([shared("proxypay", mark="another's")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        await shop.waiting("proxypay", valid_until=ENDS_AT)
        await shop.let_pass(minutes=5)
        before = reads(shop)
        await shop.let_pass(seconds=60)
        of_itself = reads(shop) - before
        for _ in range(60):
            await office.speak(shop)
        assert reads(shop) - before - of_itself <= of_itself + 1


async def test_a_till_without_the_accounts_is_as_it_was(simulated: OpenSimulated) -> None:
    """Once the office names none any more, or another one's."""
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay", valid_until=ENDS_AT)
        await shop.let_pass(minutes=1)
        assert not reads(shop)
        office.accounts = [shared("proxypay", mark="another's")]
        await office.speak(shop)
        await shop.let_pass(minutes=13)
        assert reads(shop) > 1
        assert (await shop.now_of(sale)).state is State.EXPIRED


def unreached(_: Asked) -> Answer:
    raise RequestNotSent("no route")


async def test_a_till_that_cannot_reach_the_provider_itself_goes_by_the_offices_word(
    simulated: OpenSimulated,
) -> None:
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay", valid_until=ENDS_AT)
        at.trouble = unreached
        await shop.charge("proxypay")
        await shop.let_pass(hours=1)
        states = [(await shop.now_of(sale)).state]
        await office.speak(shop, ENDS_AT + timedelta(minutes=30))
        states.append((await shop.now_of(sale)).state)
    assert states == [State.WAITING, State.EXPIRED]


async def test_a_reference_is_in_doubt_where_nobody_reads_its_queue_for_a_quarter_of_an_hour(
    simulated: OpenSimulated,
) -> None:
    """Which begins when the office falls silent: until then it was read."""
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay", valid_until=ENDS_AT)
        await shop.let_pass(hours=1)
        at.trouble = lost
        office.go_away()
        found = []
        for minutes in (10, 10):
            await shop.let_pass(minutes=minutes)
            found.append(await shop.now_of(sale))
    assert [(one.state, one.reason) for one in found] == [
        (State.WAITING, None),
        (State.UNKNOWN, Reason.QUEUE_UNSEEN),
    ]


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


# --- who asks the queue ---------------------------------------------------------------------------


CALLS_WITHOUT_KEY = shared("proxypay", AccountMode.WEBHOOK, mark="")


@pytest.mark.parametrize(
    ("accounts", "silence", "asks"),
    [
        ([shared("proxypay")], 59, False),
        ([shared("proxypay")], 61, True),
        ([shared("proxypay", AccountMode.WEBHOOK)], 3600, False),
        ([CALLS_WITHOUT_KEY], 3600, False),
        ([CALLS_WITHOUT_KEY, shared("proxypay")], 61, True),  # the account itself counts first
        ([shared("proxypay", mark="another's")], 0, True),
        ([shared("proxypay", mark="")], 0, True),  # nobody there could read it
        ([shared("wikipay", mark="")], 0, True),
    ],
)
async def test_the_queue_is_left_to_whoever_reads_it_until_that_is_silent_for_a_minute(
    simulated: OpenSimulated, accounts: Sequence[SharedAccount], silence: float, *, asks: bool
) -> None:
    at, office = References("proxypay"), Office(accounts, away_since=-silence)
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        await shop.looked("proxypay")
        assert bool(reads(shop)) is asks


async def test_what_was_being_done_about_a_queue_ends_when_it_is_left_to_the_office(
    simulated: OpenSimulated,
) -> None:
    """Acknowledgements that its provider put off; what stood in the way of others. Payments of
    nobody here stay as they were last seen: this till did not see them go."""
    at, office = References("proxypay"), Office([shared("proxypay")])
    busy = replace(said(429, {"message": "slow down"}), headers={"retry-after": "30"})
    at.trouble = lambda asked: busy if "DELETE /payments" in asked.line else None
    async with simulated({"proxypay": at}).open() as shop:
        for _ in range(2):
            sale = await shop.waiting("proxypay")
            at.pay(sale)
        for _ in range(100):
            at.pay(None)
        await shop.let_pass(minutes=10)
        assert await moneys(shop, sale) == 1
        assert shop.network.requests("DELETE", "/payments")
        strays = await shop.unmatched_payments()
        await office.speak(shop)
        at.queue.clear()
        shop.network.asked.clear()
        await shop.let_pass(hours=1)
        notes = [type(noted.note) for noted in await shop.journal.notes(QueueStuck, QueueMoves)]
        assert await shop.unmatched_payments() == strays
    assert not shop.network.asked
    assert len(strays) > 90
    assert notes == [QueueStuck, QueueMoves]


@BOTH
async def test_a_person_who_tries_the_account_takes_nothing_from_the_office(
    simulated: OpenSimulated, provider: str
) -> None:
    at, office = References(provider), Office([shared(provider)])
    async with simulated({provider: at}, before_start=office.join).open() as shop:
        at.pay(None)
        await shop.till.back_office.try_account(provider)
        assert [one.request.method for one in shop.network.asked] == ["GET"]
        assert "visibility" not in shop.network.asked[0].line


# --- by every door --------------------------------------------------------------------------------

Door = Callable[[Simulated, References, Entry], Awaitable[object]]


async def by_queue(shop: Simulated, at: References, entry: Entry) -> object:
    """While the office is silent, and has not taken it out."""
    at.queue[:] = [entry]
    return await shop.looked(at.provider)


async def by_entry(shop: Simulated, at: References, entry: Entry) -> object:
    return await told(shop, at.provider, entry)


async def by_both(shop: Simulated, at: References, entry: Entry) -> object:
    doors = (by_entry, by_queue, by_entry)
    return await asyncio.gather(*(door(shop, at, entry) for door in doors))


@BOTH
@pytest.mark.parametrize(
    "doors",
    [(by_queue, by_entry), (by_entry, by_queue), (by_both,), (by_entry, by_entry)],
    ids=["queue first", "office first", "at once", "told twice"],
)
async def test_a_payment_counts_once_by_whatever_doors_it_comes(
    simulated: OpenSimulated, provider: str, doors: Sequence[Door]
) -> None:
    """Also after the till was started anew between them; and it leaves the queue only once it is
    in the journal."""
    at, office = References(provider), Office([shared(provider)], away_since=-61.0)
    durable: list[int] = []
    shop = simulated({provider: at}, before_start=office.join)

    async def acknowledged(_: Asked) -> Answer:
        durable.append(await moneys(shop, sale))
        at.queue.clear()
        return said(204)

    at.trouble = lambda asked: acknowledged(asked) if asked.request.method == "DELETE" else None
    async with shop.open():
        sale = await shop.waiting(provider)
    entry = at.paid(sale, custom_fields={"sale": sale.id, "till": "1"})
    for door in doors:
        async with shop.open():
            await door(shop, at, entry)
            await shop.let_pass(seconds=30)
            paid, count = await shop.now_of(sale), await moneys(shop, sale)
            assert await shop.unmatched_payments() == []
    assert (paid.state, paid.flags, paid.moved, count) == (State.PAID, frozenset(), 100_00, 1)
    assert durable == [1] * (by_queue in doors or by_both in doors)


# --- whose it is ----------------------------------------------------------------------------------

THEIRS = {"sale": "another-tills", "till": "2"}
NOBODYS: dict[str, str] = {}
LOST_HERE = {"sale": "gone-with-a-disk", "till": "1"}


@BOTH
@pytest.mark.parametrize(
    ("fields", "verdict", "kept"),
    [
        (THEIRS, CallVerdict.NOT_OURS, 0),
        (NOBODYS, CallVerdict.NOT_OURS, 0),
        (LOST_HERE, CallVerdict.UNMATCHED, 1),
    ],
)
async def test_an_entry_of_no_sale_here_is_kept_only_where_nobody_else_has_it(
    simulated: OpenSimulated,
    provider: str,
    fields: dict[str, str],
    verdict: CallVerdict,
    kept: int,
) -> None:
    at, office = References(provider), Office([shared(provider)])
    async with simulated({provider: at}, before_start=office.join).open() as shop:
        entry = at.paid(None, custom_fields=fields)
        for _ in range(2):
            assert await told(shop, provider, entry) is verdict
        if provider == "proxypay":
            assert await called(shop, entry)  # by its other door, the same
        assert len(await shop.unmatched_payments()) == kept
        await office.speak(shop)
        assert len(await shop.unmatched_payments()) == kept
        assert not reads(shop)


async def test_a_queue_that_the_office_empties_with_another_key_ends_nothing(
    simulated: OpenSimulated,
) -> None:
    """As after a change of keys at the till. Another till's payment says nothing of this one's."""
    at, office = References("proxypay"), Office([shared("proxypay", mark="of the old key")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        await office.speak(shop)
        sale = await shop.waiting("proxypay", "100", valid_until=ENDS_AT)
        entry = at.paid(sale, custom_fields={"sale": sale.id, "till": "1"})
        theirs = at.paid(None, custom_fields=THEIRS)
        for _ in range(40):
            assert await told(shop, "proxypay", entry, key="old") is CallVerdict.UNREAD
            assert await told(shop, "proxypay", theirs, key="old") is CallVerdict.UNPROVEN
            await shop.let_pass(minutes=1)
        now = await shop.now_of(sale)
        assert (now.state, now.reason) == (State.UNKNOWN, Reason.QUEUE_UNSEEN)
        office.accounts = [shared("proxypay")]
        await office.speak(shop)
        assert await told(shop, "proxypay", entry, key="old") is CallVerdict.UNPROVEN


async def test_a_queue_whose_payments_the_office_may_be_called_about_ends_nothing(
    simulated: OpenSimulated,
) -> None:
    """The office knows an account of that provider under another key: perhaps this very one."""
    at = References("proxypay")
    office = Office([shared("proxypay", AccountMode.WEBHOOK, mark="of the old key")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay", "100", valid_until=ENDS_AT)
        await shop.let_pass(minutes=40)
        now = await shop.now_of(sale)
        assert reads(shop) > 1
        assert (now.state, now.reason) == (State.UNKNOWN, Reason.QUEUE_UNSEEN)


async def test_what_is_not_proven_or_not_to_be_read_is_no_payment(simulated: OpenSimulated) -> None:
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated(
        {"proxypay": at, "vpos": Pushes()}, before_start=office.join
    ).open() as shop:
        sale = await shop.waiting("proxypay")
        body = json.dumps(at.paid(sale)).encode()
        right, till = signature_of(body, "proxypay"), shop.till
        forged = [
            await till.handle_entry("proxypay", body, signature_of(body, "proxypay", "guess")),
            await till.handle_entry("proxypay", body + b" ", right),
            await till.handle_entry("proxypay", body, ""),
            await till.handle_entry("proxypay", body, "é"),
        ]
        unread = [
            await till.handle_entry("proxypay", b"{}", signature_of(b"{}", "proxypay")),
            await till.handle_entry("wikipay", body, right),  # the shop has no account there
            await till.handle_entry("vpos", body, right),  # it has no queue
            await till.handle_entry("pigeon", body, right),
        ]
        assert await moneys(shop, sale) == 0
        assert await shop.unmatched_payments() == []
        till.use_accounts({"proxypay": replace(ACCOUNTS["proxypay"], secret="")})
        nobodys = signature_of(body, "proxypay", "")
        assert await till.handle_entry("proxypay", body, nobodys) is CallVerdict.UNREAD
    assert forged == [CallVerdict.UNPROVEN] * 4
    assert unread == [CallVerdict.UNREAD] * 4
    assert [one for one in CallVerdict if not one.is_settled] == [CallVerdict.UNREAD]


async def test_an_entry_is_taken_only_once_it_is_written_down(
    simulated: OpenSimulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes no writes for a while delays the word; a journal that cannot be read makes
    none at all."""
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay")
        entry = at.paid(sale)

        async def refused(*_: object) -> None:
            raise JournalUnavailable("the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(shop.journal, "sale", refused)
            with pytest.raises(JournalUnavailable):
                await told(shop, "proxypay", entry)
        with monkeypatch.context() as broken:
            broken.setattr(shop.journal, "append", refused)
            telling = asyncio.ensure_future(told(shop, "proxypay", entry))
            await shop.let_pass(minutes=1)
            assert not telling.done()
        assert await telling is CallVerdict.TAKEN
        reader = sqlite3.connect(shop.folder / "journal.sqlite3")
        with closing(reader):
            ((count,),) = reader.execute("SELECT count(*) FROM payments").fetchall()
    assert count == 1


# --- people at the till ---------------------------------------------------------------------------


async def test_a_reference_is_cancelled_once_the_office_has_heard_all_that_came_before(
    simulated: OpenSimulated,
) -> None:
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        await shop.looked("proxypay")
        sale, late = [await shop.waiting("proxypay") for _ in range(2)]
        for one in (sale, late):
            await shop.till.cancel(one.id)
        await shop.let_pass(minutes=1)
        deleted_at = START + timedelta(seconds=shop.network.times("DELETE", "/references")[0])
        await office.speak(shop, deleted_at.replace(microsecond=0))
        await shop.let_pass(minutes=2)
        before = [await shop.now_of(one) for one in (sale, late)]
        asked = office.asked
        assert await told(shop, "proxypay", at.paid(late)) is CallVerdict.TAKEN
        await office.speak(shop, shop.now())
        await shop.let_pass(minutes=2)
        after = [(await shop.now_of(one)).state for one in (sale, late)]
    assert [(one.state, one.cancelling) for one in before] == [(State.WAITING, True)] * 2
    assert after == [State.CANCELLED, State.PAID]
    assert asked > 2
    assert not reads(shop)


async def test_who_asks_now_asks_the_office(simulated: OpenSimulated) -> None:
    at, office = References("proxypay"), Office([shared("proxypay")])
    async with simulated({"proxypay": at}, before_start=office.join).open() as shop:
        sale = await shop.waiting("proxypay")
        assert await shop.till.ask_now(sale.id) is Outcome.NO_ANSWER
        loop = asyncio.get_running_loop()

        def answer() -> None:
            loop.call_later(0.1, office.join, shop.till)

        office.answers = answer
        assert await shop.till.ask_now(sale.id) is Outcome.ANSWERED
        assert office.asked == 2
        assert not reads(shop)


# --- calls about a push ---------------------------------------------------------------------------


async def test_a_push_is_told_to_the_offices_address_and_sent_again_to_the_byte(
    simulated: OpenSimulated,
) -> None:
    """Whatever address the office gives by then; without one the shop's own."""
    at = Pushes()
    office = Office([replace(shared("vpos", mark=""), hook="https://office/hook/vpos/T/1")])
    own = {**ACCOUNTS["vpos"].options, "callback_url": "https://shop/"}
    account = {"vpos": replace(ACCOUNTS["vpos"], options=own)}
    shop = simulated({"vpos": at}, account, before_start=office.join)
    async with shop.open():
        at.trouble = lambda asked: lost(asked) if asked.request.method == "POST" else None
        sale = await shop.in_doubt("vpos")
        office.accounts = [replace(office.accounts[0], hook="https://office/hook/vpos/NEW/1")]
        await office.speak(shop)
        await shop.until(sale, lambda now: now.tries > 2)
        at.trouble = lambda _: None
        await shop.until(sale, lambda now: now.state is State.WAITING)
        new = await shop.waiting("vpos")
        office.accounts = []
        await office.speak(shop)
        plain = await shop.waiting("vpos")
        sent = [json.loads(one.request.body) for one in shop.network.requests("POST")]
        called_at = [one["callback_url"] for one in sent]
        body = json.dumps({**sent[-1], "id": plain.reference, "status": "accepted"}).encode()
        at.verdict = {"status": "accepted"}
        heard = await shop.till.handle_webhook("vpos", {}, body, plain.id, of_office=True)
        await shop.let_pass(seconds=1)
        assert (await shop.now_of(plain)).state is State.PAID
    assert heard
    assert called_at == [
        *[f"https://office/hook/vpos/T/1/{sale.id}"] * (len(called_at) - 2),
        f"https://office/hook/vpos/NEW/1/{new.id}",
        f"https://shop/{plain.id}",
    ]
    assert len(called_at) > 4
