"""What goes on by itself for one sale: by its own account, once at a time, and not for ever."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from faults.simulation.loop import VirtualLoop
from odd_server import Said
from quiet_shop import LOST, PAGE, Came, OpenQuietShop, QuietShop, in_quiet_shop, told
from till.simulated import (
    ACCEPTED,
    ACCOUNTS,
    Asked,
    OpenSimulated,
    Pushes,
    References,
    Trouble,
    passed,
    said,
)

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import JournalUnavailable, NotAllowed, TooManyCalls, TooSoon
from pos_app.domain.events import Flag, Sending, State
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.money_back import refundable
from pos_app.domain.sale import Sale
from pos_app.gateways import clicpay
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Answer
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.tracking import supervisor
from pos_app.till.tracking.resend import Repeat, Repeating

DAY = timedelta(days=1)
MPESA = METHODS["clicpay.mpesa"]
SILENT = "900002004"
CHECK = f"/transactions/{'0' * 27}"


def _changed(shop: QuietShop, provider: str) -> None:
    shop.use_account(provider, secret="another-shops")


def _taken_away(shop: QuietShop, provider: str) -> None:
    shop.use_account(provider)


CHANGES = pytest.mark.parametrize("change", [_changed, _taken_away])
Change = Callable[[QuietShop, str], None]


def by_others(shop: QuietShop, provider: str) -> list[Came]:
    """What came by another key than the provider's own account has."""
    own = shop.accounts[provider].secret
    return [one for one in shop.asked(provider) if own not in one.headers["authorization"]]


# --- another account ------------------------------------------------------------------------------


@CHANGES
async def test_another_end_is_asked_for_at_its_own_account_as_often_as_it_takes(
    change: Change, quiet_shop: OpenQuietShop
) -> None:
    """At another account the same request would make a reference that another shop is paid by."""
    async with quiet_shop() as shop:
        sale = await shop.waiting("proxypay")
        change(shop, "proxypay")
        await shop.till.extend(sale.id, sale.created_at + 3 * DAY)
        await asyncio.sleep(300)
        others = [one for one in by_others(shop, "proxypay") if one.method == "PUT"]
        shop.answers("proxypay", "PUT", "^/references/", PAGE)
        shop.use_own_accounts()
        began = shop.time()
        await asyncio.sleep(300)
        times = [one.at for one in shop.asked("proxypay", "PUT") if one.at > began]
        shop.heal()
        extended = await shop.until(sale, lambda now: not now.has_pending_extension)
        pauses = [after - before for before, after in pairwise(times)]
    assert others == []
    assert extended.state is State.WAITING
    assert extended.expires_at == extended.created_at.replace(microsecond=0) + 3 * DAY
    assert 58 < max(pauses[-2:]) < 62
    assert len(pauses) < 15


@CHANGES
async def test_a_charge_is_repeated_by_its_own_account_though_that_changes_as_its_time_is_asked_for(
    change: Change, quiet_shop: OpenQuietShop
) -> None:
    """After a restart the provider is asked what time it is there; what it says is of no use at
    another account, where the key of the charge is not known."""
    async with quiet_shop() as shop:
        await shop.paid("vpos", "5")
        shop.weather("lost_before", "vpos")
        sale = await shop.in_doubt("vpos")
        shop.heal()

        def asked(came: Came) -> None:
            del came
            change(shop, "vpos")

        shop.answers("vpos", "GET", CHECK, asked, times=1)
        before = len(shop.asked("vpos", "POST"))
        await shop.reopen()
        await asyncio.sleep(300)
        sent, doubted = len(shop.asked("vpos", "POST")) - before, await shop.sale(sale)
        shop.use_own_accounts()
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (sent, doubted.state) == (0, State.UNKNOWN)
    assert sale.state is State.PAID


async def test_a_hold_is_a_persons_to_capture_or_let_go_and_nobody_is_asked_about_it(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await shop.charge("vpos", hold=True)
        sale = await shop.until(sale, lambda now: now.state is State.AUTHORIZED)
        asked = len(shop.asked("vpos"))
        await shop.reopen()
        await shop.till.look_now(sale.id)
        await asyncio.sleep(1800)
        sale = await shop.sale(sale)
        asked = len(shop.asked("vpos")) - asked
    assert (sale.state, asked) == (State.AUTHORIZED, 0)


async def test_what_its_queue_has_told_of_just_before_a_repeat_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    at, real = References("proxypay"), Repeating.judge
    shop = simulated({"proxypay": at})

    async def told_meanwhile(repeating: Repeating, sale: Sale) -> Repeat:
        at.pay(sale)
        await shop.looked("proxypay")
        return await real(repeating, sale)

    async with shop.open():
        at.trouble = lambda asked: said(503) if asked.request.method == "PUT" else None
        monkeypatch.setattr(Repeating, "judge", told_meanwhile)
        sale = await shop.charge("proxypay")
        sale = await shop.until(sale, lambda now: now.state is State.PAID)
        await shop.let_pass(minutes=10)
        sent = len(shop.network.requests("PUT"))
    assert (sale.flags, sent) == (frozenset(), 1)


async def test_what_is_taken_back_while_it_is_in_doubt_is_sent_no_more(
    simulated: OpenSimulated,
) -> None:
    """It is found out at once, also in a pause of a minute."""
    at = References("proxypay")
    at.trouble = lambda asked: said(503) if asked.request.method == "PUT" else None
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.charge("proxypay")
        await shop.let_pass(seconds=75)
        before = len(shop.network.requests("PUT"))
        await shop.till.cancel(sale.id)
        await shop.let_pass(seconds=1)
        after = len(shop.network.requests("PUT"))
        state = (await shop.now_of(sale)).state
    assert 4 <= before == after
    assert state is State.CANCELLED


async def test_a_charge_is_looked_for_in_the_lists_of_no_other_account(
    simulated: OpenSimulated,
) -> None:
    """They do not have it: that is no trace of nothing."""

    def lists(asked: Asked) -> Answer:
        return said(503 if asked.request.method == "POST" else 404, {"message": "?"})

    async with simulated({"clicpay": lists}).open() as shop:
        sale = await shop.in_doubt("clicpay.mpesa")
        shop.till.use_accounts({"clicpay": replace(ACCOUNTS["clicpay"], secret="another")})
        shop.network.asked.clear()
        await shop.let_pass(minutes=20)
        await shop.till.look_now(sale.id)
        await shop.let_pass(minutes=1)
        sale = await shop.now_of(sale)
        asked = shop.network.asked
    assert (sale.state, asked) == (State.UNKNOWN, [])
    assert sale.reason is not Reason.NO_TRACE


async def test_looks_are_close_from_the_moment_a_sale_is_on_the_screen_until_another_is(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await shop.waiting("vpos", "", SILENT)

        def looks() -> list[float]:
            return [one.at for one in shop.asked("vpos", "GET", sale.reference or "?")]

        async def until_a_look() -> None:
            before = len(looks())
            while len(looks()) == before:  # noqa: ASYNC110 - the provider tells nobody
                await asyncio.sleep(0.1)

        await asyncio.sleep(30)  # by itself it is asked about every three seconds from now on
        gaps = []
        for shown in ("", sale.id, sale.id, ""):
            await until_a_look()
            shop.till.watch(shown)
            since = len(looks()) - 1
            await asyncio.sleep(12)
            gaps.append([after - before for before, after in pairwise(looks()[since:])])
        alone, while_shown, still_shown, left = gaps
    assert min(alone + left) > 2
    assert max(while_shown + still_shown) < 1.7
    assert len(while_shown) >= len(still_shown) >= 7


def test_nobody_at_a_phone_no_closer_looks(tmp_path: Path) -> None:
    """On a provider's page a customer takes minutes."""

    async def day(shop: QuietShop) -> list[float]:
        sale = await shop.waiting("clicpay.card")
        shop.till.watch(sale.id)
        await asyncio.sleep(60)
        return [one.at for one in shop.asked("clicpay", "GET", sale.reference or "?")]

    assert min(after - before for before, after in pairwise(in_quiet_shop(tmp_path, day))) > 1.6


async def test_nobody_holds_a_phone_for_what_is_given_back(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        sale = await shop.paid("vpos")
        shop.answers("vpos", "GET", "^/api", told({"inserted_at": "2026-11-24T09:00:00Z"}))
        refund = await shop.refund(sale)
        refund = await shop.until(refund, lambda now: now.state is State.WAITING)
        shop.till.watch(refund.id)
        await asyncio.sleep(15)
        times = [one.at for one in shop.asked("vpos", "GET", refund.reference or "?")]
    assert len(times) > 4
    assert min(after - before for before, after in pairwise(times)) > 1.6


@pytest.mark.parametrize("poked", [0, 1, 2])
async def test_whoever_somebody_asks_about_has_the_next_turn(
    poked: int, quiet_shop: OpenQuietShop
) -> None:
    """All wait for theirs: the provider has asked to be left alone for half a minute."""
    busy = told("too many requests", 429, **{"retry-after": "30"})
    async with quiet_shop() as shop:
        sales = [await shop.waiting("vpos", str(amount), SILENT) for amount in (77, 78, 79, 80)]
        names = [sale.reference for sale in sales]
        shop.answers("vpos", "GET", names[3] or "?", busy, times=1)
        await shop.till.look_now(sales[3].id)
        await asyncio.sleep(10)
        since = shop.time()
        await shop.till.look_now(sales[poked].id)
        await asyncio.sleep(25)
        came = [one for one in shop.asked("vpos", "GET") if one.at > since]
        asked = [one.path.rpartition("/")[2] for one in came]
    assert asked[0] == names[poked]
    assert set(asked) == set(names)


async def test_a_timer_that_fires_early_brings_no_look_before_its_time(
    quiet_shop: OpenQuietShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's may, by a twentieth: the looks at a sale on the screen are as close as they may be."""
    real = VirtualLoop.call_at

    def early(loop: VirtualLoop, when: float, *what: Any, **how: Any) -> asyncio.TimerHandle:
        now = loop.time()
        return real(loop, now + 0.95 * (when - now), *what, **how)

    async with quiet_shop() as shop:
        sale = await shop.waiting("vpos", "", SILENT)
        shop.till.watch(sale.id)
        monkeypatch.setattr(VirtualLoop, "call_at", early)
        await asyncio.sleep(30)
        monkeypatch.undo()
        times = [one.at for one in shop.asked("vpos", "GET", sale.reference or "?")]
    assert min(after - before for before, after in pairwise(times)) > 1.25


def waits_for_half_a_minute(sale: Sale) -> Trouble:
    """Of the provider, once it is asked about this sale: nobody is looked at meanwhile."""
    said_so: list[float] = []

    def trouble(asked: Asked) -> Answer | None:
        if said_so or (sale.reference or "?") not in asked.line:
            return None
        said_so.append(asked.at)
        return Answer(429, {"retry-after": "30"}, '"Too Many Requests"')

    return trouble


async def test_who_was_due_first_comes_first_but_for_whom_somebody_waits(
    simulated: OpenSimulated,
) -> None:
    """The sale on the screen, then those that somebody asks about; then whoever was due first,
    which of two that were asked about just now is the younger one. Where a provider says where the
    outcome is, that is asked before everybody else."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        old, early = [await shop.waiting("vpos", one) for one in ("70", "71")]
        await shop.let_pass(seconds=130)
        amounts = ("72", "73", "74", "75")
        new, asked, shown, busy = [await shop.waiting("vpos", one) for one in amounts]
        for sale in (old, early):
            await shop.till.look_now(sale.id)
            await shop.let_pass(seconds=0.1)
        at.trouble = waits_for_half_a_minute(busy)
        for sale in (busy, early):
            await shop.till.look_now(sale.id)
            await shop.let_pass(seconds=0.1)
        await shop.let_pass(seconds=20)
        at.verdict = ACCEPTED
        await shop.till.look_now(asked.id)
        shop.till.watch(shown.id)
        shop.network.asked.clear()
        await shop.let_pass(seconds=11)
        turns = [shown, shown, early, asked, early, asked, new, new, old, old]
        looks = [one.request.path.rpartition("/")[2] for one in shop.network.requests("GET")]
    assert looks[:10] == [sale.reference for sale in turns]


async def test_a_charge_in_doubt_is_sent_again_no_sooner_because_somebody_looks_at_it(
    simulated: OpenSimulated,
) -> None:
    """Or asks about it: there is nowhere to ask."""

    at = Pushes()
    at.trouble = lambda asked: said(503) if asked.request.method == "POST" else None
    async with simulated({"vpos": at}).open() as shop:
        sale = await shop.charge("vpos")
        await shop.let_pass(seconds=75)
        before = len(shop.network.requests("POST"))
        for shown in (sale.id, "", sale.id, ""):
            shop.till.watch(shown)
            await shop.till.look_now(sale.id)
            await shop.let_pass(seconds=1)
        after = len(shop.network.requests("POST"))
    assert 4 <= before == after


async def test_a_reference_whose_end_cannot_be_another_one_is_made_once_whatever_end_was_asked_for(
    simulated: OpenSimulated,
) -> None:
    """Wikipay's end with their day: the very end that was asked for is no other end."""
    async with simulated({"wikipay": References("wikipay")}).open() as shop:
        end = shop.now() + 3 * DAY
        sale = await shop.waiting("wikipay", valid_until=end)
        await shop.let_pass(minutes=10)
        sale = await shop.now_of(sale)
        made = len(shop.network.requests("POST"))
    assert (sale.state, made) == (State.WAITING, 1)
    assert sale.has_pending_extension


async def test_what_is_taken_up_is_asked_about_at_once(simulated: OpenSimulated) -> None:
    """Outcomes, lists, other ends and what is taken back: somebody has waited since the till was
    closed."""
    references, pushes = References("proxypay"), Pushes()

    def lists(asked: Asked) -> Answer:
        return said(503 if asked.request.method == "POST" else 404, {"message": "?"})

    shop = simulated({"proxypay": references, "vpos": pushes, "clicpay": lists})
    async with shop.open():
        await shop.waiting("vpos")
        await shop.in_doubt("clicpay.mpesa")
        later, taken_back = [await shop.waiting("proxypay", one) for one in ("71", "72")]
        references.trouble = lambda _: said(503)
        await shop.till.extend(later.id, later.created_at + 3 * DAY)
        await shop.till.cancel(taken_back.id)
        await shop.let_pass(seconds=1)
    shop.network.asked.clear()
    began = passed()
    async with shop.open():
        await shop.let_pass(seconds=0.5)
    asked = [one for one in shop.network.asked if one.at < began + 0.5]
    kinds = {(one.provider, one.request.method) for one in asked}
    assert kinds >= {
        ("vpos", "GET"),
        ("clicpay", "GET"),
        ("proxypay", "PUT"),
        ("proxypay", "DELETE"),
    }


async def test_another_end_is_asked_for_after_two_seconds_and_ever_more_seldom(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        at.trouble = lambda asked: said(503) if asked.request.method == "PUT" else None
        began = passed()
        await shop.till.extend(sale.id, sale.created_at + 3 * DAY)
        await shop.let_pass(minutes=4)
        times = [one - began for one in shop.network.times("PUT") if one >= began]
        gaps = [after - before for before, after in pairwise([0.0, *times])]
    assert gaps[:7] == pytest.approx([0, 2, 4, 8, 16, 32, 60], abs=0.2)


# --- more than one --------------------------------------------------------------------------------


async def test_the_late_word_on_a_first_refund_closes_no_second_one(
    quiet_shop: OpenQuietShop,
) -> None:
    """The first failed, said its provider, and a part was given back by a second. Then the first
    turns out to have been done after all, while the second is on its way."""
    failed = {"status": "failed", "message": "INS-6: Transaction Failed"}
    async with quiet_shop() as shop:
        sale = await shop.paid("clicpay.mpesa")
        part = Money(400_00, sale.amount.currency)
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=failed)
        first = await shop.until(await shop.refund(sale, part), lambda now: not now.is_open)
        shop.heal()
        own = first.reference or "?"
        waits = {"clicpay_reference": "CP100000003", "status": "pending", "amount": "500.00"}
        shop.answers("clicpay", "GET", "CP100000003/status", told(waits))
        second = await shop.refund(sale, Money(500_00, sale.amount.currency))
        late = await shop.until(first, lambda now: now.state is State.PAID)
        assert shop.asked("clicpay", "GET", own)
        between = await shop.sale(sale)
        with pytest.raises(NotAllowed):  # the second is still open
            await shop.refund(sale, part)
        shop.heal()
        await shop.until(second, lambda now: not now.is_open)
        sale = await shop.sale(sale)
    assert late.flags == {Flag.PAID_AFTER_END}
    assert (between.refunded_minor, between.pending_operation) == (400_00, second.id)
    assert (sale.refunded_minor, sale.pending_operation) == (900_00, None)
    assert refundable(sale, MPESA) == Money(600_00, sale.amount.currency)


# --- clocks that are set back ---------------------------------------------------------------------

BACK = pytest.mark.parametrize("by", [timedelta(hours=-1), -DAY, timedelta(days=-3650)], ids=str)


@BACK
async def test_nobody_waits_longer_or_shorter_for_not_paid_by_a_clock_that_was_set_back(
    by: timedelta, quiet_shop: OpenQuietShop
) -> None:
    async with quiet_shop() as shop:
        shop.answers("wipay", "POST", "", LOST)
        sale = await shop.at_rest(await shop.charge("wipay"))
        shop.set_clock(by)
        waits = []
        for pause in (0, 100):
            await asyncio.sleep(pause)
            with pytest.raises(TooSoon) as soon:
                await shop.settle(sale, paid=False)
            waits.append(soon.value.wait)
        await asyncio.sleep(waits[1] + 0.1)
        first = waits[0]
        second = waits[1]
        sale = await shop.settle(sale, paid=False)
    assert 295 < first <= 300
    assert 99 < first - second < 101
    assert sale.state is State.DECLINED


@BACK
async def test_what_has_just_been_paid_is_asked_about_by_a_clock_that_was_set_back(
    by: timedelta, quiet_shop: OpenQuietShop
) -> None:
    order = parse_charge_request(METHODS["vpos"], "1500", "900000000", "", Extras())
    async with quiet_shop() as shop:
        sale = await shop.paid("vpos")
        shop.set_clock(by)
        with pytest.raises(PossibleDuplicate) as second:
            await shop.till.charge(shop.new_id(), order)
        await shop.paid("vpos", "77")  # two sales between it and its second
        await shop.paid("vpos", "78")
        with pytest.raises(PossibleDuplicate) as third:
            await shop.till.charge(shop.new_id(), order)
        assert second.value.first.id == third.value.first.id == sale.id
    assert sale.state is State.PAID


@BACK
@pytest.mark.parametrize("reopened", [False, True])
async def test_a_clock_that_was_set_back_makes_no_sixth_call_within_a_minute(
    by: timedelta, quiet_shop: OpenQuietShop, *, reopened: bool
) -> None:
    """Five, says the contract; more of them lock the shop out."""
    async with quiet_shop() as shop:
        for amount in range(5):
            await shop.at_rest(await shop.charge("wipay", f"{amount + 10}"))
        shop.set_clock(by)
        if reopened:
            await shop.reopen()
        with pytest.raises(TooManyCalls) as many:
            await shop.charge("wipay", "77")
        await asyncio.sleep(many.value.wait + 0.1)
        await shop.charge("wipay", "77")
        await asyncio.sleep(5)
        wait = many.value.wait
        calls = len(shop.asked("wipay", "POST"))
    assert METHODS["wipay"].calls_a_minute == 5
    assert 50 < wait <= 60
    assert calls == 6


# --- closing time, and mistakes of our own --------------------------------------------------------


@pytest.mark.parametrize(("takes", "heard"), [(4.0, True), (8.0, False)])
async def test_a_charge_under_way_is_given_five_seconds_at_closing_time(
    takes: float, quiet_shop: OpenQuietShop, *, heard: bool
) -> None:
    """Whoever closes the till waits no longer; what was not heard is looked for the next day."""
    async with quiet_shop() as shop:
        shop.fault("late", "clicpay", method="POST", path="/c2b/", seconds=takes)
        sale = await shop.charge("clicpay.mpesa")
        await asyncio.sleep(0.1)
        began = shop.time()
        await shop.close()
        took = shop.time() - began
        await shop.open()
        sale = await shop.sale(sale)
    assert supervisor.GRACE == 5
    assert took == pytest.approx(min(takes, 5), abs=0.3)
    if heard:
        assert (sale.state, sale.reference) == (State.WAITING, "CP100000001")
    else:
        assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.STOPPED_MIDWAY)


async def test_a_till_closes_though_its_journal_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    at = Pushes()

    def fails(*_: object) -> None:
        raise JournalUnavailable("disk I/O error")

    shop = simulated({"vpos": at})
    async with shop.open():
        sale = await shop.waiting("vpos")
        monkeypatch.setattr(JournalThread, "open_sales", fails)
    monkeypatch.undo()
    at.verdict = ACCEPTED
    async with shop.open():
        assert (await shop.until(sale, lambda now: not now.is_open)).state is State.PAID


async def test_a_mistake_of_ours_is_reported_and_leaves_no_sale_being_sent(
    quiet_shop: OpenQuietShop,
) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    async with quiet_shop() as shop:
        reported: list[str] = []
        loop = asyncio.get_running_loop()
        before = loop.get_exception_handler()
        loop.set_exception_handler(lambda _, what: reported.append(what["message"]))
        with mock.patch.object(clicpay, "parse_charge", mistaken):
            sale = await shop.charge("clicpay.mpesa")
            sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
        loop.set_exception_handler(before)
        next_one = await shop.paid("clicpay.mpesa", "77")
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.STOPPED_MIDWAY)
    assert reported == ["ZeroDivisionError in the background"]
    assert next_one.state is State.PAID


async def test_a_sale_by_a_way_to_pay_that_this_version_does_not_know_is_shown_and_left_alone(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        sale = await shop.waiting("vpos", phone=SILENT)
        await shop.close()
        known = {name: method for name, method in METHODS.items() if name != "vpos"}
        asked = len(shop.asked("vpos"))
        with mock.patch.dict(METHODS, known, clear=True):
            await shop.open()
            shop.till.use_accounts(shop.accounts)
            await asyncio.sleep(600)
            for deed in (shop.till.look_now, shop.till.cancel):
                with pytest.raises(NotAllowed):
                    await deed(sale.id)
            shown, more = await shop.sale(sale), len(shop.asked("vpos")) - asked
            await shop.close()
        await shop.open()
        later = (await shop.until(sale, lambda now: not now.is_open)).state
    assert (shown.state, more, later) == (State.WAITING, 0, State.EXPIRED)


async def test_an_intent_is_written_before_each_try_and_none_is_made_without(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.answers("vpos", "POST", "", Said(None), times=5)
        sale = await shop.charge("vpos")
        await shop.until(sale, lambda now: not now.is_open)
        intents = sum(isinstance(one, Sending) for one in await shop.events(sale))
        assert (intents, len(shop.asked("vpos", "POST"))) == (6, 6)
