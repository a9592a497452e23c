"""Late looks: sales that ended unpaid by a guess are asked about for two days, ever more seldom,
after everybody else, and by their own account alone."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from odd_server import Said
from quiet_shop import LOST, PAGE, Came, OpenQuietShop, QuietShop, in_quiet_shop, told

from pos_app.domain.events import Flag, Paid, State, StatusPathChanged
from pos_app.domain.sale import Sale
from pos_app.journal.thread import JournalThread
from pos_app.till.providers import poll_schedule
from pos_app.till.tracking import late_polling

SILENT, REFUSES = "900002004", "900003000"
DAY = 24 * 3600.0
TRANSACTIONS = "/api/v1/transactions/"
TIMED_OUT = {"status": "rejected", "status_reason": 2004, "amount": "1500.00"}


@pytest.fixture(autouse=True)
def _idle_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pays a reference here, and a queue that is asked every minute is half of a day."""
    monkeypatch.setattr(poll_schedule, "_QUEUE_IDLE", 30 * DAY)


# --- looks ----------------------------------------------------------------------------------------


async def ended(shop: QuietShop, phone: str = SILENT, amount: str = "") -> Sale:
    """Its customer has let the request end, or has said no."""
    sale = await shop.charge("vpos", amount, phone)
    return await shop.until(sale, lambda now: not now.is_open)


def looks(shop: QuietShop, sale: Sale, since: float = 0.0) -> list[float]:
    """When its provider was asked about it, after this."""
    asked = shop.asked("vpos", "GET", sale.reference or "?")
    return [one.at for one in asked if one.at > since]


async def test_they_begin_soon_each_pause_is_as_long_as_all_before_and_after_two_days_there_is_none(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await ended(shop)
        over = shop.time()
        await asyncio.sleep(1.9 * DAY)
        asks = shop.till.asks_late(sale.id)
        await asyncio.sleep(0.6 * DAY)
        ages = [at - over for at in looks(shop, sale, over + 0.5)]
        still_asks = shop.till.asks_late(sale.id)
    assert (asks, still_asks) == (True, False)
    assert 12 < ages[0] < 18
    assert all(1.8 < later / age < 2.3 for age, later in pairwise(ages) if later < 6 * 3600)
    assert all(5 * 3600 < later - age < 7 * 3600 for age, later in pairwise(ages) if age > 6 * 3600)
    assert 1.7 * DAY < ages[-1] < 2 * DAY
    assert late_polling.MOST_TAKEN_UP == 2000  # of a day's hundreds, the two days and more
    assert poll_schedule.FIRST_LATE_LOOK == 15.0  # the customer may have the PIN half typed


async def test_a_clear_no_is_not_asked_about_but_when_somebody_asks_and_then_once(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await ended(shop, REFUSES)
        assert not shop.till.asks_late(sale.id)
        counts = [len(looks(shop, sale))]
        for _ in range(2):
            await asyncio.sleep(DAY)
            counts.append(len(looks(shop, sale)))
            await shop.till.look_now(sale.id)
            await asyncio.sleep(1)
            counts.append(len(looks(shop, sale)))
        assert not shop.till.asks_late(sale.id)
        assert [after - before for before, after in pairwise(counts)] == [0, 1, 0, 1]


async def test_what_was_turned_away_has_no_address_and_nobody_is_asked_though_somebody_asks(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        wrong = {"errors": {"mobile": ["is invalid"]}}
        shop.answers("vpos", "POST", "", told(wrong, 400))
        sale = await ended(shop)
        await shop.till.look_now(sale.id)
        await asyncio.sleep(60)
        assert not shop.till.asks_late(sale.id)
        assert (sale.state, len(shop.asked("vpos", "GET"))) == (State.NOT_SENT, 0)


async def test_what_was_paid_late_is_kept_with_its_words_and_asked_about_no_more(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await ended(shop)
        paid = {"status": "accepted", "status_reason": None}
        shop.fault("merge", "vpos", method="GET", path=TRANSACTIONS, times=0, fields=paid)
        late_one = await shop.until(sale, lambda now: now.state is State.PAID)
        at = shop.time()
        asks = shop.till.asks_late(sale.id)
        (word,) = [event for event in await shop.events(sale) if isinstance(event, Paid)]
        assert '"accepted"' in word.raw
        await asyncio.sleep(DAY)
        sale, more = late_one, looks(shop, sale, at)
    assert sale.flags == {Flag.PAID_AFTER_END}
    assert not more
    assert not asks


@pytest.mark.parametrize(
    "said",
    [
        PAGE,
        LOST,
        told("unauthorized", 401),
        told("not found", 404),
        told("too many requests", 429),
        told({"id": "x", "status": "perhaps"}),
        told(TIMED_OUT),
    ],
    ids=["broken", "lost", "another key", "none such", "busy", "unreadable", "no money"],
)
async def test_an_answer_that_brings_no_money_changes_nothing_and_the_next_look_comes_in_its_time(
    said: Said, quiet_shop: OpenQuietShop
) -> None:
    async with quiet_shop() as shop:
        sale = await ended(shop)
        before, over = await shop.events(sale), shop.time()
        shop.answers("vpos", "GET", TRANSACTIONS, said)
        await asyncio.sleep(3600)
        unchanged = await shop.events(sale) == before
        asked = len(looks(shop, sale, over + 0.5))
    assert unchanged
    assert 7 <= asked <= 9  # 15 s, 30 s, a minute, … half an hour


def test_of_two_sales_each_is_asked_about_in_its_own_time(tmp_path: Path) -> None:
    async def day(shop: QuietShop) -> tuple[list[float], list[float]]:
        first = await ended(shop)
        over = shop.time()
        await asyncio.sleep(1000)
        second = await ended(shop, amount="77")
        over_too = shop.time()
        await asyncio.sleep(3000)
        return (
            [at - over for at in looks(shop, first, over + 0.5)],
            [at - over_too for at in looks(shop, second, over_too + 0.5)],
        )

    for ages in in_quiet_shop(tmp_path, day):
        assert 12 < ages[0] < 18
        assert all(1.8 < later / age < 2.3 for age, later in pairwise(ages))


async def test_three_moves_in_a_row_are_followed_at_once_and_more_in_its_own_time(
    quiet_shop: OpenQuietShop,
) -> None:
    names = iter(range(100))

    def elsewhere(came: Came) -> Said:
        del came
        return Said(303, "", {"location": f"{TRANSACTIONS}T{next(names)}"})

    async with quiet_shop() as shop:
        sale = await ended(shop)
        over = shop.time()
        shop.answers("vpos", "GET", TRANSACTIONS, elsewhere)
        await asyncio.sleep(3600)
        asked = [one.at - over for one in shop.asked("vpos", "GET") if one.at > over + 0.5]
        moves = sum(isinstance(one, StatusPathChanged) for one in await shop.events(sale))
    assert 12 < asked[0] < 18
    assert asked[3] - asked[0] < 1
    assert asked[4] - asked[3] > 10
    assert 4 < moves <= 8


@pytest.mark.parametrize(("asks_for", "pause"), [("40", 40.0), ("86400", 60.0)])
async def test_a_busy_provider_is_left_alone_by_them_for_a_minute_at_most_and_by_nobody_else(
    asks_for: str, pause: float, quiet_shop: OpenQuietShop
) -> None:
    busy = told("too many requests", 429, **{"retry-after": asks_for})
    async with quiet_shop() as shop:
        first = await ended(shop)
        second = await ended(shop, amount="77")
        await asyncio.sleep(3600)
        shop.answers("vpos", "GET", first.reference or "", busy)
        began = shop.time()
        for sale in (first, second):
            await shop.till.look_now(sale.id)
        sold = await shop.paid("vpos", "99")
        assert shop.time() - began < 25
        await asyncio.sleep(120)
        ages = [at - began for at in looks(shop, second, began)]
    assert sold.state is State.PAID
    assert pause < ages[0] < pause + 1


# --- after whom, and by whom ----------------------------------------------------------------------


async def rest_of_the_provider(shop: QuietShop) -> Sale:
    """The provider asks all to leave it alone for half a minute, so that whoever wants to look
    waits for a turn, as this sale does, whose customer holds the phone."""
    busy = told("too many requests", 429, **{"retry-after": "30"})
    waits = await shop.waiting("vpos", "77", SILENT)
    asks = await shop.waiting("vpos", "78", SILENT)
    shop.answers("vpos", "GET", asks.reference or "?", busy, times=1)
    await shop.till.look_now(asks.id)
    await asyncio.sleep(0.5)
    return waits


async def test_a_late_look_comes_after_whoever_waits_for_a_customer(
    quiet_shop: OpenQuietShop,
) -> None:
    """Though it has waited for its turn for longer."""
    async with quiet_shop() as shop:
        over = await ended(shop)
        waits = await rest_of_the_provider(shop)
        since = shop.time()
        await shop.till.look_now(over.id)
        await asyncio.sleep(40)
        asked = [one.path for one in shop.asked("vpos", "GET") if one.at > since]
        names = {over.reference: "over", waits.reference: "waits"}
        of = [names.get(path.rpartition("/")[2], "") for path in asked]
        assert [name for name in of if name][:2] == ["waits", "over"]


def _changed(shop: QuietShop) -> None:
    shop.use_account("vpos", secret="another-shops")


def _taken_away(shop: QuietShop) -> None:
    shop.use_account("vpos")


@pytest.mark.parametrize("change", [_changed, _taken_away])
@pytest.mark.parametrize("waits_for_its_turn", [True, False])
async def test_no_other_account_is_asked_and_the_own_one_is_when_it_is_back(
    change: Callable[[QuietShop], None], quiet_shop: OpenQuietShop, *, waits_for_its_turn: bool
) -> None:
    """There it does not exist; or it is another customer's, who did pay."""
    async with quiet_shop() as shop:
        sale = await ended(shop)
        over = shop.time()
        if waits_for_its_turn:
            await rest_of_the_provider(shop)
            await shop.till.look_now(sale.id)
            await asyncio.sleep(1)
            over = shop.time()
        change(shop)
        paid = {"status": "accepted", "status_reason": None}
        shop.fault("merge", "vpos", method="GET", path=TRANSACTIONS, times=0, fields=paid)
        await asyncio.sleep(600)
        meanwhile, asked = await shop.sale(sale), looks(shop, sale, over + 0.5)
        shop.use_own_accounts()
        await asyncio.sleep(1200)
        sale = await shop.sale(sale)
    assert (asked, meanwhile.state) == ([], State.EXPIRED)
    assert sale.state is State.PAID
    assert sale.flags == {Flag.PAID_AFTER_END}


# --- what an earlier run left ---------------------------------------------------------------------


@pytest.mark.parametrize("by", [timedelta(), timedelta(days=-3650), timedelta(days=3650)], ids=str)
async def test_after_a_restart_each_is_asked_about_soon_whatever_the_clock_says(
    by: timedelta, quiet_shop: OpenQuietShop
) -> None:
    """Things may have changed while the till was closed. From then on in its own time, as there
    had been no restart; by the provider's clock, not by this one."""
    async with quiet_shop() as shop:
        sale, clear = await ended(shop), await ended(shop, REFUSES, "77")
        await shop.close()
        await asyncio.sleep(3600)
        shop.set_clock(by)
        opened = shop.time()
        await shop.open()
        await asyncio.sleep(4 * 3600)
        assert not looks(shop, clear, opened)
        ages = [at - opened for at in looks(shop, sale, opened)]
    assert ages[0] < 1
    # That look tells what time it is there: the second one is the last by this run's clock alone.
    assert 12 < ages[1] < 18
    assert 3000 < ages[2] < 4500 if by == timedelta() else len(ages) > 2


async def test_what_an_earlier_run_left_is_read_once_however_many_looks_there_are(
    quiet_shop: OpenQuietShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two thousand sales before each look would keep the journal from everybody else."""
    real, asked = JournalThread.sales_ended_unpaid, list[int]()

    async def counted(journal: JournalThread, most: int) -> Sequence[Sale]:
        asked.append(most)
        return await real(journal, most)

    async with quiet_shop() as shop:
        sale = await ended(shop)
        monkeypatch.setattr(JournalThread, "sales_ended_unpaid", counted)
        await shop.reopen()
        opened = shop.time()
        await asyncio.sleep(3600)
        assert len(looks(shop, sale, opened)) > 3
    assert asked == [2000] * 2  # of vPOS, and of ClicPay


async def test_an_end_that_comes_before_what_an_earlier_run_left_is_read_is_as_old_as_this_knows(
    quiet_shop: OpenQuietShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer whose clock is ten years behind until the network puts it right: by then the
    customer's time has run out, while the journal was slow."""
    real = JournalThread.sales_ended_unpaid

    async def slow(journal: JournalThread, most: int) -> Sequence[Sale]:
        await asyncio.sleep(20)
        return await real(journal, most)

    async with quiet_shop() as shop:
        shop.set_clock(timedelta(days=-3650))
        sale = await shop.waiting("vpos", "", SILENT)
        await shop.close()
        await asyncio.sleep(600)
        monkeypatch.setattr(JournalThread, "sales_ended_unpaid", slow)
        await shop.open()
        await shop.until(sale, lambda now: not now.is_open)
        over = shop.time()
        await asyncio.sleep(30)
        shop.set_clock(timedelta(days=3650))
        await asyncio.sleep(3600)
        assert len(looks(shop, sale, over + 0.5)) > 3


async def test_after_a_week_each_is_asked_about_at_a_start_until_there_is_one_answer(
    quiet_shop: OpenQuietShop,
) -> None:
    """What was approved after the shop had closed is seen, whatever day it opens again."""
    async with quiet_shop() as shop:
        sale, approved = await ended(shop), await ended(shop, amount="88")
        await shop.paid("vpos", "5")
        await shop.close()
        await asyncio.sleep(7 * DAY)
        shop.weather("refused", "vpos")
        opened = shop.time()
        await shop.open()
        await asyncio.sleep(60)
        assert not looks(shop, sale, opened)
        shop.heal()
        busy = told("too many requests", 429)
        shop.answers("vpos", "GET", approved.reference or "?", busy, times=1)
        paid = {"status": "accepted", "status_reason": None}
        path = TRANSACTIONS + str(approved.reference)
        shop.fault("merge", "vpos", method="GET", path=path, times=0, fields=paid)
        late_one = await shop.until(approved, lambda now: now.state is State.PAID)
        await asyncio.sleep(2 * DAY)
        asked, asks = len(looks(shop, sale, opened)), shop.till.asks_late(sale.id)
    assert late_one.flags == {Flag.PAID_AFTER_END}
    assert (asked, asks) == (1, False)


async def test_an_end_by_a_clock_that_was_set_back_is_no_older_than_the_sales_before_it(
    quiet_shop: OpenQuietShop,
) -> None:
    """It says that it ended ten years before the sale that was made before it."""
    async with quiet_shop() as shop:
        await ended(shop, REFUSES, "5")
        shop.set_clock(timedelta(days=-3650))
        sale = await ended(shop)
        await shop.close()
        shop.set_clock(timedelta(days=3650))
        await asyncio.sleep(3600)
        opened = shop.time()
        await shop.open()
        await shop.paid("vpos", "7")
        await asyncio.sleep(4 * 3600)
        assert len([at - opened for at in looks(shop, sale, opened)]) >= 2
