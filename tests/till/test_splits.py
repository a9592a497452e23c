"""Split sales: several tenders for one sale, which is open until all of the money is there."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from till.simulated import ACCEPTED, DISK, OpenSimulated, Pushes, References, Simulated, said
from till.test_counter import sound

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.books.takings import net
from pos_app.domain.errors import BadInput, NotAllowed, NotOffered
from pos_app.domain.events import (
    Accepted,
    Cancelling,
    Created,
    Declined,
    Event,
    Flag,
    GivenByHand,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    ReceivedByHand,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SplitOpened,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import collected, missing, pledged
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store


def kz(minor: int) -> Money:
    return Money(minor, Currency.AOA)


async def part(shop: Simulated, split: Sale, method: str, amount: str) -> Sale:
    return await shop.charge(method, amount, part_of=split.id)


async def test_it_is_paid_once_all_of_it_is_there(simulated: OpenSimulated) -> None:
    async with simulated({}).open() as shop:
        split = await shop.charge("split.ao", "1500")
        assert (split.state, split.purpose) == (State.WAITING, Purpose.SPLIT)
        await part(shop, split, "cash.ao", "500")
        split = await shop.now_of(split)
        assert (split.state, missing(split)) == (State.WAITING, kz(1000_00))
        await part(shop, split, "cardmachine.ao", "1000")
        split = await shop.now_of(split)
        today = shop.till.today()
        takings = await shop.till.ledger.takings(today, today)
    assert (split.state, split.by_hand, split.taken) == (State.PAID, True, 0)
    assert net(takings) == [kz(1500_00)]
    assert sound(shop.folder)


async def test_a_part_of_unknown_outcome_keeps_it_open_when_the_rest_is_there(
    simulated: OpenSimulated,
) -> None:
    """Nobody may hand over, nor ask for that part again, until its own end is known."""
    vpos = Pushes()
    async with simulated({"vpos": vpos}).open() as shop:
        split = await shop.charge("split.ao", "1500")
        phone = await part(shop, split, "vpos", "1000")
        phone = await shop.until(phone, lambda now: now.state is State.WAITING)
        await shop.let_pass(minutes=20)
        assert (await shop.now_of(phone)).state is State.UNKNOWN
        await part(shop, split, "cash.ao", "500")
        split = await shop.now_of(split)
        assert (split.state, split.troubled_parts) == (State.WAITING, 1)
        assert (missing(split), pledged(split)) == (kz(0), kz(1000_00))
        with pytest.raises(NotAllowed):
            await part(shop, split, "cash.ao", "0,01")
        vpos.verdict = ACCEPTED
        await shop.till.look_now(phone.id)
        split = await shop.until(split, lambda now: not now.is_open)
    assert (split.state, split.troubled_parts, collected(split)) == (State.PAID, 0, kz(1500_00))
    assert sound(shop.folder)


async def test_nobody_waits_for_a_part_of_which_the_till_will_learn_no_more(
    simulated: OpenSimulated,
) -> None:
    """A voucher's charge is never repeated, and in no list: `recover --wait` has nothing to wait
    for."""
    async with simulated({"wipay": lambda _: said(502)}).open() as shop:
        split = await shop.charge("split.tt", "100")
        voucher = await shop.charge("wipay", "60", part_of=split.id)
        assert not shop.till.is_at_rest(await shop.now_of(split))
        await shop.until(voucher, lambda now: now.state is State.UNKNOWN)
        split = await shop.until(split, shop.till.is_at_rest)
    assert (split.state, split.troubled_parts) == (State.WAITING, 1)


async def test_of_two_presses_for_the_rest_one_is_refused(simulated: OpenSimulated) -> None:
    """Each has a reservation of its own, as after a form that was filled anew."""
    async with simulated({}).open() as shop:
        split = await shop.charge("split.ao", "1500")
        both = [part(shop, split, "cash.ao", "1000") for _ in range(2)]
        ends = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(type(end).__name__ for end in ends) == ["NotAllowed", "Sale"]
        assert missing(await shop.now_of(split)) == kz(500_00)
        with pytest.raises(NotOffered):
            await shop.charge("vpos", "500", part_of=split.id, hold=True)


async def test_a_half_paid_one_is_cancelled_once_everything_went_back(
    simulated: OpenSimulated,
) -> None:
    vpos, references = Pushes(), References("proxypay")
    async with simulated({"vpos": vpos, "proxypay": references}).open() as shop:
        split = await shop.charge("split.ao", "1500")
        cash = await part(shop, split, "cash.ao", "500")
        reference = await part(shop, split, "proxypay", "1000")
        await shop.until(reference, lambda now: now.state is State.WAITING)
        await shop.till.cancel(split.id)
        reference = await shop.until(reference, lambda now: not now.is_open)
        split = await shop.now_of(split)
        assert (reference.state, split.state) == (State.CANCELLED, State.WAITING)
        with pytest.raises(NotAllowed):
            await part(shop, split, "cash.ao", "1")
        await shop.till.refund("r", cash.id, None, await shop.ana())
        split = await shop.now_of(split)
        assert (split.state, split.cancelling) == (State.CANCELLED, False)
        references.pay(reference)  # after all
        await shop.looked("proxypay")
        reference, split = await shop.now_of(reference), await shop.now_of(split)
        assert reference.flags == {Flag.PAID_AFTER_CANCEL}
        assert (split.state, split.cancelling, split.troubled_parts) == (State.WAITING, True, 1)
        await shop.till.refund("r2", reference.id, None, await shop.ana(), by_hand="cash.ao")
        split = await shop.now_of(split)
    assert (split.state, collected(split)) == (State.CANCELLED, kz(0))
    assert sound(shop.folder)


async def test_one_part_goes_back_and_the_sale_is_partly_given_back(
    simulated: OpenSimulated,
) -> None:
    async with simulated({}).open() as shop:
        split = await shop.charge("split.ao", "1500")
        first = await part(shop, split, "cash.ao", "500")
        await part(shop, split, "transfer.ao", "1000")
        await shop.till.refund("r", first.id, None, await shop.ana())
        split = await shop.now_of(split)
        with pytest.raises(BadInput):
            await shop.till.refund("r2", split.id, None, await shop.ana(), by_hand="cash.ao")
    assert (split.state, split.refunded_minor, collected(split)) == (
        State.PAID, 500_00, kz(1000_00),
    )  # fmt: skip


# --- any life -------------------------------------------------------------------------------------

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
TOTAL = 10
WORDS: tuple[Event, ...] = (
    Accepted(reference="1"),
    Paid(),
    Declined(reason=Reason.NO_MONEY),
    OutcomeUnknown(reason=Reason.NO_ANSWER),
    Mismatched(flag=Flag.SHORT, amount=kz(1)),
    Mismatched(flag=Flag.EXCESS, amount=kz(9)),
    SettledAsPaid(by="Ana", why="seen"),
    SettledAsUnpaid(by="Ana", why="seen"),
)
STEPS = st.one_of(
    st.tuples(st.sampled_from(["cash.ao", "vpos"]), st.integers(1, TOTAL)),
    st.tuples(st.just("word"), st.tuples(st.integers(0, 3), st.sampled_from(WORDS))),
    st.tuples(st.just("refund"), st.tuples(st.integers(0, 3), st.integers(1, TOTAL))),
    st.tuples(st.just("cancel"), st.none()),
)


class Split:
    """A split sale in a journal, without a till: any order of events that a journal can get."""

    def __init__(self, path: Path) -> None:
        self.db = open_journal(path)
        self.store = Store(self.db, "1", lambda: AT)
        self.store.keep_clock(ShopClock(zone="Africa/Luanda"))
        self.parts: list[str] = []
        self._create("whole", "split.ao", TOTAL, Purpose.SPLIT, SplitOpened())

    def _create(
        self, name: str, method: str, minor: int, purpose: Purpose, word: Event, parent: str = ""
    ) -> None:
        created = Created(
            number=self.store.highest_number() + 1, method=method, amount=kz(minor), phone=None,
            description="", key=name, business_day=date(2026, 11, 24), purpose=purpose,
            parent=parent or None,
        )  # fmt: skip
        self.store.create(name, created, word, AT)

    def live(self, what: str, how: object) -> None:
        """Does one thing, where the journal allows it."""
        match what, how:
            case "cancel", _:
                self.store.append("whole", Cancelling())
            case "word", (int(place), word) if place < len(self.parts):
                self.store.append(self.parts[place], word)  # type: ignore[arg-type]
            case "refund", (int(place), int(minor)) if place < len(self.parts):
                name = f"back {self.store.highest_number()}"
                self._create(
                    name, "cash.ao", minor, Purpose.REFUND, GivenByHand(), self.parts[place]
                )
            case (("cash.ao" | "vpos"), int(minor)):
                name = f"part {len(self.parts)}"
                word = ReceivedByHand() if what == "cash.ao" else Sending(request="", body="")
                self._create(name, what, minor, Purpose.PAYMENT, word, "whole")
                self.parts.append(name)

    def moved(self) -> int:
        """The sum of all movements."""
        query = "SELECT COALESCE(SUM(amount), 0) FROM ledger"
        (moved,) = self.db.conn.execute(query).fetchone()
        return int(moved)

    def sale(self, name: str) -> Sale:
        sale = self.store.sale(name)
        assert sale
        return sale


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=14))
def test_the_whole_is_always_the_sum_of_its_parts(life: list[tuple[str, object]]) -> None:
    with TemporaryDirectory(dir=DISK) as folder:
        split = Split(Path(folder) / "journal.sqlite3")
        was_there = False
        for what, how in life:
            before = split.sale("whole")
            try:
                split.live(what, how)
            except NotAllowed:
                assert split.sale("whole") == before  # nothing of it was written
            whole, parts = split.sale("whole"), [split.sale(name) for name in split.parts]
            assert whole.received_minor == sum(part.moved for part in parts)
            assert whole.refunded_minor == sum(part.refunded_minor for part in parts)
            assert whole.pledged_minor == sum(part.amount.minor for part in parts if part.is_open)
            assert whole.troubled_parts == sum(
                part.state is State.UNKNOWN or bool(part.flags) for part in parts
            )
            if what in ("cash.ao", "vpos"):  # nobody is asked for more than is missing
                assert whole == before or whole.pledged_minor + collected(whole).minor <= TOTAL
            was_there = was_there or collected(whole).minor >= TOTAL
            assert (whole.state is State.PAID) is was_there
            assert whole.taken == 0
            assert split.moved() == sum(sale.taken for sale in split.store.last_sales(99))
            gone = whole.state is State.CANCELLED
            assert not gone or (collected(whole).minor <= 0 and not whole.pledged_minor)
        assert verify(split.db).sound
        split.db.close()


ENDLESS = """
import sys
from pathlib import Path
from pos_app.domain.events import GivenByHand, Purpose, ReceivedByHand, Sending, SplitOpened, Paid
from till.test_splits import Split

split = Split(Path(sys.argv[1]))
for number in range(10_000):
    whole = f"whole {number}"
    split._create(whole, "split.ao", 10, Purpose.SPLIT, SplitOpened())
    phone, cash = f"phone {number}", f"cash {number}"
    split._create(phone, "vpos", 6, Purpose.PAYMENT, Sending(request="", body=""), whole)
    split._create(cash, "cash.ao", 4, Purpose.PAYMENT, ReceivedByHand(), whole)
    split.store.append(phone, Paid())
    split._create(f"back {number}", "cash.ao", 1, Purpose.REFUND, GivenByHand(), cash)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0, 7])
def test_killed_between_any_two_events_the_whole_is_the_sum_of_its_parts(
    tmp_path: Path, after: int
) -> None:
    """A process that splits without end is killed from outside, at whatever it is doing."""
    path = tmp_path / "journal.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(after + 1)]
        process.send_signal(signal.SIGKILL)
    assert told[-1] == f"{after}\n"
    with closing(open_journal(path)) as db:
        assert verify(db).sound
        sales = Store(db, "1", lambda: AT).last_sales(100_000)
    wholes = [sale for sale in sales if sale.purpose is Purpose.SPLIT]
    assert len(wholes) >= after + 1
    for whole in wholes:
        parts = [part for part in sales if part.parent == whole.id]
        assert whole.received_minor == sum(part.moved for part in parts)
        assert whole.refunded_minor == sum(part.refunded_minor for part in parts)
        assert whole.pledged_minor == sum(part.amount.minor for part in parts if part.is_open)
        assert all(part.pending_operation is None for part in parts)
        assert (whole.state is State.PAID) is (whole.received_minor == TOTAL)
