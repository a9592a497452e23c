"""Looks at one sale: how often, what they conclude, and what none of them ever concludes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from odd_server import Said
from quiet_shop import LOST, PAGE, Came, OpenQuietShop, QuietShop, in_quiet_shop, told
from till.simulated import ACCEPTED, ACCOUNTS, Asked, OpenSimulated, Pushes

from pos_app.domain.errors import NotAllowed, RequestNotSent, ResponseLost
from pos_app.domain.events import Flag, OutcomeUnknown, Paid, State, StatusPathChanged
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.till.providers.health import Health
from pos_app.till.tracking.polling import MISSES, MOST_MOVES

LOOKS = "^/api/v1/(requests|transactions)/|/status$"
OF = {"vpos": "vpos", "clicpay.mpesa": "clicpay"}
BOTH = pytest.mark.parametrize("method", OF)
SILENT = {"vpos": "900002004", "clicpay.mpesa": "840000002"}

STILL = {
    "vpos": told({"inserted_at": "2026-11-24T09:00:00Z", "eta": "300"}),
    "clicpay": told({"clicpay_reference": "CP7", "status": "pending", "amount": "1500.00"}),
}
NONE_SUCH = {"vpos": told("not found", 404), "clicpay": told({"message": "Not Found"}, 404)}
BUSY = {
    "vpos": told("too many requests", 429, **{"retry-after": "30"}),
    "clicpay": told({"message": "Too Many Attempts."}, 429, **{"retry-after": "30"}),
}
WRONG_KEY = {"vpos": told("unauthorized", 401), "clicpay": told({"message": "No"}, 401)}


def unread(provider: str) -> Mapping[str, Said]:
    """What comes in the place of an answer and says nothing of the sale."""
    return {
        "broken": PAGE,
        "lost": LOST,
        "nobody can read it": told({"what": "is this"}),
        "another key": WRONG_KEY[provider],
    }


async def asked_about(shop: QuietShop, method: str, said: Said) -> Sale:
    """A sale whose every look is answered so from now on."""
    shop.answers(OF[method], "GET", LOOKS, said)
    return await shop.waiting(method, phone=SILENT[method])


def looks(shop: QuietShop, sale: Sale | None = None) -> list[float]:
    path = sale.status_path if sale and sale.status_path else LOOKS
    return [one.at for provider in OF.values() for one in shop.asked(provider, "GET", path)]


def pauses(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


# --- how often ------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "kind", ["broken", "lost", "nobody can read it", "another key", "none", "busy"]
)
async def test_looks_that_fail_come_ever_more_seldom_and_those_that_do_not_come_in_their_rhythm(
    kind: str, method: str, quiet_shop: OpenQuietShop
) -> None:
    """However many have failed: with the first answer the rhythm of its age is back."""
    async with quiet_shop() as shop:
        provider = OF[method]
        busy = replace(BUSY[provider], headers={})
        said = {**unread(provider), "none": NONE_SUCH[provider], "busy": busy}[kind]
        sale = await asked_about(shop, method, said)
        await asyncio.sleep(200)
        failed = looks(shop)
        shop.answers(provider, "GET", LOOKS, STILL[provider])
        await shop.till.look_now(sale.id)
        await asyncio.sleep(60)
        failed, answered = pauses(failed), pauses(looks(shop))[len(failed) + 1 :]
    assert 1.5 < failed[0] < 2.5 < failed[1] < 5 < failed[2] < 10
    assert 45 < failed[5] < 95
    assert len(failed) <= 8
    assert len(answered) > 3
    assert max(answered) < 12  # ten seconds, at most, and what spreads them


@BOTH
async def test_a_busy_provider_is_left_alone_for_as_long_as_it_says_and_by_all_sales(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    provider = OF[method]
    async with quiet_shop() as shop:
        first = await asked_about(shop, method, STILL[provider])
        await shop.waiting(method, "77", SILENT[method])
        await asyncio.sleep(5)
        shop.answers(provider, "GET", LOOKS, BUSY[provider], times=1)
        shop.answers(provider, "GET", LOOKS, STILL[provider], times=10**9)
        shop.answers(provider, "GET", LOOKS, BUSY[provider], times=1)
        await asyncio.sleep(0.1)
        await shop.till.look_now(first.id)
        asked = shop.time()
        await asyncio.sleep(80)
        times = looks(shop)
        own = looks(shop, first)
    later = [at for at in times if at > asked + 1]
    assert 29 < later[0] - asked < 32  # neither of the two before
    assert max(pauses(later)) < 6  # and then as if nothing had been
    assert max(pauses([at for at in own if at > asked + 1])) < 6


@BOTH
async def test_no_provider_is_left_alone_for_longer_than_a_minute(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    said = Said(429, BUSY[OF[method]].body, {"retry-after": "86400"})
    async with quiet_shop() as shop:
        await asked_about(shop, method, said)
        await asyncio.sleep(600)
        times = pauses(looks(shop))
    assert all(59 < pause < 75 for pause in times)
    assert len(times) > 6


def test_the_providers_own_estimate_is_looked_at_when_it_has_passed(tmp_path: Path) -> None:
    """It is older than two minutes, and looked at every ten seconds; then it says: in three."""
    eta = {"inserted_at": "2026-11-24T09:00:00Z", "eta": "3"}

    async def day(shop: QuietShop) -> list[float]:
        await asked_about(shop, "vpos", STILL["vpos"])
        await asyncio.sleep(200)
        shop.answers("vpos", "GET", LOOKS, told(eta))
        await asyncio.sleep(50)
        return pauses(looks(shop))

    assert all(2.9 < pause < 4.2 for pause in in_quiet_shop(tmp_path, day)[-5:])


@BOTH
async def test_one_that_was_never_answered_is_asked_about_as_if_it_were_new(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    """A till that was closed for three days: its provider is out of reach for another minute."""
    async with quiet_shop() as shop:
        sale = await asked_about(shop, method, LOST)
        await shop.close()
        await asyncio.sleep(3 * 24 * 3600)
        before = len(looks(shop))
        await shop.open()
        await asyncio.sleep(70)
        since = looks(shop)[before:]
        shop.heal()
        await asyncio.sleep(70)
        sale = await shop.sale(sale)
    assert len(since) >= 5
    assert sale.state is State.EXPIRED or not sale.is_open


@pytest.mark.parametrize("by", [timedelta(days=-3650), timedelta(days=1)], ids=["back", "forward"])
async def test_a_clock_that_was_moved_makes_no_sale_of_this_day_old(
    by: timedelta, quiet_shop: OpenQuietShop
) -> None:
    """An old sale is looked at every half an hour; this one's customer holds the phone."""
    async with quiet_shop() as shop:
        await asked_about(shop, "vpos", STILL["vpos"])
        shop.set_clock(by)
        await asyncio.sleep(60)
        times = pauses(looks(shop))
    assert max(times) < 4
    assert len(times) > 15


async def test_a_clock_that_is_put_right_makes_no_sale_of_this_day_old(
    quiet_shop: OpenQuietShop,
) -> None:
    """It was ten years behind as the sale was made, and its provider knows better."""
    async with quiet_shop() as shop:
        shop.set_clock(timedelta(days=-3650))
        await asked_about(shop, "vpos", STILL["vpos"])
        shop.set_clock(timedelta(days=3650))
        await asyncio.sleep(60)
        assert max(pauses(looks(shop))) < 4


@pytest.mark.parametrize("answered_after", [0.0, 3.4])
@pytest.mark.parametrize("watched", [False, True])
async def test_the_first_look_comes_as_soon_as_anybody_can_have_answered(
    answered_after: float, quiet_shop: OpenQuietShop, *, watched: bool
) -> None:
    """By itself, about two seconds after the charge was taken on; on the screen, three and a half
    after it was made, however long that took."""
    async with quiet_shop() as shop:
        shop.fault("late", "vpos", method="POST", seconds=answered_after)
        sale = await shop.charge("vpos", phone=SILENT["vpos"])
        shop.till.watch(sale.id if watched else "")
        began = shop.time()
        await asyncio.sleep(8)
        first = looks(shop)[0] - began
    if watched:
        assert 3.5 <= first < 3.6
    else:
        assert 1.7 < first - answered_after < 2.4


@pytest.mark.parametrize("answers_after", [0.0, 1.0])
async def test_looks_at_what_is_on_the_screen_begin_no_more_seldom_because_each_takes_long(
    answers_after: float, quiet_shop: OpenQuietShop
) -> None:
    async with quiet_shop() as shop:
        sale = await shop.waiting("vpos", phone=SILENT["vpos"])
        shop.till.watch(sale.id)
        shop.fault("late", "vpos", method="GET", times=0, seconds=answers_after)
        await asyncio.sleep(15)
        times = pauses(looks(shop))
    assert len(times) >= 8
    assert all(1.25 < pause < 1.35 for pause in times)


async def test_what_is_on_the_screen_is_left_alone_after_a_look_that_failed(
    quiet_shop: OpenQuietShop,
) -> None:
    """Ever longer, as anything else; and for as long as a busy provider asks."""
    async with quiet_shop() as shop:
        sale = await asked_about(shop, "vpos", PAGE)
        shop.till.watch(sale.id)
        await asyncio.sleep(40)
        failed = looks(shop)
        shop.answers("vpos", "GET", LOOKS, STILL["vpos"])
        await shop.till.look_now(sale.id)
        await asyncio.sleep(5)
        shop.answers("vpos", "GET", LOOKS, BUSY["vpos"], times=1)
        asked = shop.time()
        await shop.till.look_now(sale.id)
        await asyncio.sleep(60)
        failed = pauses(failed)
        busy = pauses([at for at in looks(shop) if at >= asked])
    assert failed[:4] == pytest.approx([2, 4, 8, 16], abs=0.1)
    assert busy[0] == pytest.approx(30, abs=0.1)
    assert max(busy[1:]) < 1.6


@pytest.mark.parametrize("why", [RequestNotSent("refused"), ResponseLost("gone"), None], ids=str)
async def test_a_look_that_cannot_be_made_is_made_again(
    why: Exception | None, simulated: OpenSimulated
) -> None:
    """For want of a connection, of an answer, or of an account."""
    at = Pushes()

    def troubled(asked: Asked) -> None:
        if why and asked.request.method == "GET":
            raise why

    async with simulated({"vpos": at}).open() as shop:
        sale = await shop.waiting("vpos")
        at.trouble = troubled
        if why is None:
            shop.till.use_accounts({})
        await shop.let_pass(minutes=3)
        waits = await shop.now_of(sale)
        at.trouble, at.verdict = lambda _: None, ACCEPTED
        if why is None:
            shop.till.use_accounts(ACCOUNTS)
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (waits.state, sale.state) == (State.WAITING, State.PAID)


async def test_what_comes_to_the_screen_between_two_looks_is_looked_at_at_once(
    quiet_shop: OpenQuietShop,
) -> None:
    """It is older than two minutes, and asked about every ten seconds. A hand that has shown it
    for a moment has put nothing off."""
    async with quiet_shop() as shop:
        sale = await asked_about(shop, "vpos", STILL["vpos"])
        await asyncio.sleep(130)
        await shop.till.look_now(sale.id)
        await asyncio.sleep(6)
        asked = shop.time()
        shop.till.watch(sale.id)
        await asyncio.sleep(1)
        shop.till.watch("")
        await asyncio.sleep(40)
        times = [at for at in looks(shop) if at >= asked]
    assert times[0] - asked < 0.1
    assert all(8 < pause < 12 for pause in pauses(times))


async def test_a_busy_provider_that_names_no_time_is_left_alone_by_that_sale_alone(
    quiet_shop: OpenQuietShop,
) -> None:
    busy = replace(BUSY["vpos"], headers={})
    async with quiet_shop() as shop:
        first = await asked_about(shop, "vpos", STILL["vpos"])
        second = await shop.waiting("vpos", "77", SILENT["vpos"])
        await asyncio.sleep(4)
        shop.answers("vpos", "GET", LOOKS, busy, times=1)
        asked = []
        for sale in (first, second):
            began = shop.time()
            await shop.till.look_now(sale.id)
            await asyncio.sleep(0.2)
            asked.append([at - began for at in looks(shop, sale) if at >= began])
        assert max((asked[0][0], asked[1][0])) < 0.1


# --- where to look --------------------------------------------------------------------------------


TRANSACTIONS = "/api/v1/transactions/"


def moved_to(name: str) -> Said:
    return Said(303, "", {"location": f"{TRANSACTIONS}{name}"})


def ever_elsewhere() -> Callable[[Came], Said]:
    numbers = count(1)
    return lambda _: moved_to(f"T{next(numbers)}")


async def test_three_moves_in_a_row_are_followed_at_once_and_more_at_leisure(
    quiet_shop: OpenQuietShop,
) -> None:
    """The documents know one. A provider that goes on moving would have us ask without a pause."""
    async with quiet_shop() as shop:
        shop.answers("vpos", "GET", LOOKS, ever_elsewhere())
        await shop.charge("vpos", phone=SILENT["vpos"])
        await asyncio.sleep(30)
        times = pauses(looks(shop))
    assert MOST_MOVES == 3
    assert all(pause < 0.2 for pause in times[:3])
    assert all(pause > 1.5 for pause in times[3:])


async def test_an_address_that_it_leads_back_to_is_asked_and_not_written_down_again(
    quiet_shop: OpenQuietShop,
) -> None:
    """T1, T2, and back to T1, which knows nothing yet; as soon as T1 names another one, that one is
    asked, and no more the one that was before."""
    async with quiet_shop() as shop:
        sale = await asked_about(shop, "vpos", STILL["vpos"])
        for here, to in (("requests/", "T1"), ("T1", "T2"), ("T2", "T1")):
            shop.answers("vpos", "GET", here, moved_to(to), times=1 if here == "T1" else 10**9)
        await asyncio.sleep(30)
        round_ = names(shop)
        shop.answers("vpos", "GET", "T1", moved_to("T3"), times=1)
        await asyncio.sleep(30)
        moves = sum(isinstance(one, StatusPathChanged) for one in await shop.events(sale))
        before = round_[1:]
        after = names(shop)[len(round_) :]
    assert before[:2] == ["T1", "T2"]
    assert set(before[2:]) == {"T1"}
    assert after[0] == "T1"
    assert set(after[1:]) == {"T3"}
    assert moves == 3


def names(shop: QuietShop) -> list[str]:
    return [one.path.rpartition("/")[2] for one in shop.asked("vpos", "GET")]


# --- what is concluded ----------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("kind", ["waiting", "busy", "broken", "lost", "nobody can read it"])
async def test_what_waits_for_longer_than_its_usual_time_is_unknown_and_looked_at_on(
    kind: str, method: str, quiet_shop: OpenQuietShop
) -> None:
    """After a quarter of an hour, by this sale's own looks; not a second before, and whatever they
    are told or not told."""
    provider = OF[method]
    said = {"waiting": STILL[provider], "busy": BUSY[provider], **unread(provider)}[kind]
    async with quiet_shop() as shop:
        sale = await asked_about(shop, method, said)
        began = shop.time()
        doubted = await shop.until(sale, lambda now: now.state is not State.WAITING)
        after, before = shop.time() - began, len(looks(shop))
        await asyncio.sleep(300)
        more = len(looks(shop)) - before
    assert METHODS[method].doubted_after == 15 * 60
    assert 15 * 60 <= after < 15 * 60 + 80  # the longest pause of one that fails
    assert (doubted.state, doubted.reason) == (State.UNKNOWN, Reason.NO_FINAL_WORD)
    assert more >= 3


@BOTH
async def test_a_sale_that_its_provider_does_not_know_five_times_in_a_row_is_unknown(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    """It may be slow to know what it has taken on. Written down once, and asked about on: what
    was not known may be known tomorrow."""
    provider = OF[method]
    async with quiet_shop() as shop:
        sale = await asked_about(shop, method, STILL[provider])
        for _ in range(2):
            shop.answers(provider, "GET", LOOKS, NONE_SUCH[provider], times=4)
            await asyncio.sleep(60)
        four_times = await shop.sale(sale)
        shop.answers(provider, "GET", LOOKS, NONE_SUCH[provider])
        asked = len(looks(shop))
        doubted = await shop.until(sale, lambda now: now.state is State.UNKNOWN)
        assert len(looks(shop)) - asked == MISSES == 5
        await asyncio.sleep(600)
        lost = sum(isinstance(one, OutcomeUnknown) for one in await shop.events(sale))
        shop.heal()
        await shop.till.look_now(sale.id)
        ended = await shop.until(sale, lambda now: not now.is_open)
    assert four_times.state is State.WAITING
    assert (doubted.state, doubted.reason) == (State.UNKNOWN, Reason.UNKNOWN_TO_PROVIDER)
    assert lost == 1
    assert ended.state in (State.EXPIRED, State.DECLINED)


@pytest.mark.parametrize("code", ["INS-23 Unknown Status", "INS-4711"])
async def test_a_network_that_does_not_know_itself_is_told_of_once_and_asked_on(
    code: str, quiet_shop: OpenQuietShop
) -> None:
    unsure = {"status": "failed", "message": code}
    async with quiet_shop() as shop:
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=unsure)
        sale = await shop.in_doubt("clicpay.mpesa")
        asked = len(looks(shop))
        await asyncio.sleep(120)
        lost = [one for one in await shop.events(sale) if isinstance(one, OutcomeUnknown)]
        assert all(one.raw and one.detail for one in lost)
        sale = await shop.sale(sale)
        asked = len(looks(shop)) - asked
    assert (sale.state, sale.reason, len(lost)) == (State.UNKNOWN, Reason.NETWORK_UNSURE, 1)
    assert asked > 3


async def test_what_was_done_before_is_its_last_word_and_asked_about_once_if_somebody_asks(
    quiet_shop: OpenQuietShop,
) -> None:
    duplicate = {"status": "failed", "message": "INS-10 Duplicate Transaction"}
    async with quiet_shop() as shop:
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=duplicate)
        sale = await shop.at_rest(await shop.charge("clicpay.mpesa"))
        asked = len(looks(shop))
        await asyncio.sleep(3600)
        assert len(looks(shop)) == asked
        await shop.till.look_now(sale.id)
        await asyncio.sleep(3600)
        sale = await shop.sale(sale)
        asked = len(looks(shop)) - asked
    assert (sale.state, sale.reason, asked) == (State.UNKNOWN, Reason.DUPLICATE, 1)


OUT_OF_TIME = {"status": "rejected", "status_reason": 1001, "amount": "1500.00"}


async def test_a_refund_that_ran_out_of_time_is_unknown_told_of_once_and_asked_on(
    quiet_shop: OpenQuietShop,
) -> None:
    """That time ran out proves nothing of money that goes out: nothing is given back a second time
    until there is a final no."""
    async with quiet_shop() as shop:
        sale = await shop.paid("vpos")
        shop.fault(
            "merge", "vpos", method="GET", path="/transactions/", times=0, fields=OUT_OF_TIME
        )
        refund = await shop.refund(sale)
        doubted = await shop.until(refund, lambda now: now.state is State.UNKNOWN)
        await asyncio.sleep(300)
        with pytest.raises(NotAllowed):
            await shop.refund(sale)
        (lost,) = [one for one in await shop.events(refund) if isinstance(one, OutcomeUnknown)]
        assert lost.raw.startswith("200 ")
        asked = looks(shop)
        shop.heal()
        done = await shop.until(refund, lambda now: not now.is_open)
        sale = await shop.sale(sale)
    assert doubted.reason is Reason.GATEWAY_TIMED_OUT
    assert len(asked) < 25  # ever more seldom, as after every look that came to nothing
    assert done.state is State.PAID
    assert (sale.pending_operation, sale.refunded_minor) == (None, sale.amount.minor)


async def test_a_refund_with_a_final_no_leaves_its_sale_open_to_another(
    quiet_shop: OpenQuietShop,
) -> None:
    refused = {"status": "rejected", "status_reason": 2006, "amount": "1500.00"}
    async with quiet_shop() as shop:
        sale = await shop.paid("vpos")
        shop.fault("merge", "vpos", method="GET", path="/transactions/", times=1, fields=refused)
        refund = await shop.until(await shop.refund(sale), lambda now: not now.is_open)
        assert (await shop.sale(sale)).pending_operation is None
        again = await shop.at_rest(await shop.refund(sale))
    assert (refund.state, refund.reason) == (State.DECLINED, Reason.POS_WITHOUT_FUNDS)
    # The sandbox did give it back the first time, and says so of the second.
    assert (again.state, again.reason) == (State.UNKNOWN, Reason.PARENT_USED)


@BOTH
async def test_a_payment_is_kept_with_the_very_words_of_the_answer(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    async with quiet_shop() as shop:
        sale = await shop.paid(method)
        (raw,) = [one.raw for one in await shop.events(sale) if isinstance(one, Paid)]
    assert raw.startswith("200 {")
    assert '"1500.00"' in raw or "1500" in raw


@BOTH
async def test_looks_tell_how_their_provider_is(method: str, quiet_shop: OpenQuietShop) -> None:
    provider = OF[method]
    async with quiet_shop() as shop:
        heard: list[Health] = []
        await asked_about(shop, method, STILL[provider])
        shop.till.listen_health(lambda _, health: heard.append(health))
        for said in (LOST, PAGE, WRONG_KEY[provider]):
            shop.answers(provider, "GET", LOOKS, said, times=1)
            await asyncio.sleep(10)
    assert heard == [
        *(Health.OFFLINE, Health.REACHED),
        *(Health.TROUBLED, Health.REACHED),
        *(Health.LOCKED_OUT, Health.REACHED),
    ]


# --- another account ------------------------------------------------------------------------------


@BOTH
async def test_without_an_account_nothing_is_concluded_and_the_looks_go_on_when_it_is_back(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    """A keyring that is locked for five minutes."""
    async with quiet_shop() as shop:
        sale = await shop.waiting(method)
        shop.use_account(OF[method])
        before = len(looks(shop))
        await asyncio.sleep(300)
        locked, asked = await shop.sale(sale), len(looks(shop)) - before
        shop.use_own_accounts()
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (locked.state, asked) == (State.WAITING, 0)
    assert sale.state is State.PAID


# --- the same money by two looks ------------------------------------------------------------------


@pytest.mark.parametrize("first", ["the late look", "the look that was on its way"])
async def test_money_that_two_looks_find_at_once_came_once(
    first: str, quiet_shop: OpenQuietShop
) -> None:
    """One hangs for a while; meanwhile a manager says that it was not paid, and late looks begin.
    Both are told that it was."""
    hangs = {"the late look": 18.0, "the look that was on its way": 13.0}[first]
    async with quiet_shop() as shop:
        sale = await asked_about(shop, "clicpay.mpesa", STILL["clicpay"])
        sale = await shop.until(sale, lambda now: now.state is State.UNKNOWN)
        shop.heal()
        shop.providers.succeeds_after_all(1500_00)
        shop.fault("late", "clicpay", method="GET", path="/status", seconds=hangs)
        await shop.till.look_now(sale.id)
        await asyncio.sleep(0.5)
        await shop.settle(sale, paid=False)
        if first == "the look that was on its way":
            shop.fault("late", "clicpay", method="GET", path="/status", seconds=5.0)
        await asyncio.sleep(60)
        sale = await shop.sale(sale)
    assert (sale.state, sale.flags, sale.unexpected_minor) == (
        State.PAID,
        frozenset({Flag.PAID_AFTER_END}),
        0,
    )


async def test_odd_money_that_a_manager_has_spoken_of_is_not_told_of_again_by_the_late_looks(
    quiet_shop: OpenQuietShop,
) -> None:
    """Its status goes on naming the amount that came. What came since is news."""
    less, all_of_it = {"amount": "15.00"}, {"amount": "1500.00"}
    async with quiet_shop() as shop:
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=less)
        sale = await shop.charge("clicpay.mpesa")
        sale = await shop.until(sale, lambda now: bool(now.flags))
        await shop.settle(sale, paid=False)
        asked = len(looks(shop))
        shop.heal()
        again = {**less, "told_at": "another time"}
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=again)
        await asyncio.sleep(3600)
        quiet, asked = await shop.sale(sale), len(looks(shop)) - asked
        shop.heal()
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=all_of_it)
        late = await shop.until(sale, lambda now: now.state is State.PAID)
    assert (quiet.state, quiet.flags, quiet.unexpected_minor) == (
        State.DECLINED,
        frozenset(),
        15_00,
    )
    assert asked > 3
    assert late.flags == {Flag.PAID_AFTER_END}
