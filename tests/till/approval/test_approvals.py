"""What a manager alone may do is refused by the till itself; wrong PINs are counted and wait."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support import ANA, PHONES, PIN, OpenCounter, World
from till.approval.doors import Door

from pos_app.domain.audit_notes import (
    PinAccepted,
    PinGiven,
    PinRefused,
    RecoveryCodeMade,
    SettingsChanged,
)
from pos_app.domain.books.shift import Shift
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import JournalUnavailable, NotApproved, TooManyTries, WrongPin
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.journal.thread import JournalThread
from pos_app.till.approval.approvals import FREE_TRIES, GOOD_FOR, LONGEST_WAIT, Approvals
from pos_app.till.charge_request import parse_charge_request
from pos_app.till.till import Till

# --- what a manager alone may do ------------------------------------------------------------------

Try = Callable[[Till, Sale, Approval], Awaitable[Any]]


def _pay_out(till: Till, _: Sale, approval: Approval) -> Awaitable[Any]:
    method = METHODS["clicpay.mpesa"]
    return till.pay_out("new", parse_charge_request(method, "100", PHONES[method.id]), approval)


_SOMEBODYS = Shift(cashier="Eva", since=1, opened_at=datetime(2026, 5, 4, tzinfo=UTC))
TRIES: Mapping[ManagerOnly, Try] = {
    ManagerOnly.REFUND: lambda till, sale, yes: till.refund("new", sale.id, None, yes),
    ManagerOnly.RELEASE: lambda till, sale, yes: till.release("new", sale.id, yes),
    ManagerOnly.PAY_OUT: _pay_out,
    ManagerOnly.SETTLE: lambda till, sale, yes: till.settle(
        sale.id, paid=True, why="so", approval=yes
    ),
    ManagerOnly.CLEAR_FLAG: lambda till, sale, yes: till.clear_flag(sale.id, None, "so", yes),
    ManagerOnly.TAKE_PAYMENT: lambda till, _, yes: till.take_unmatched(
        "proxypay", "1", "", "so", yes
    ),
    ManagerOnly.CLOSE_DAY: lambda till, _, yes: till.close_day(till.today(), yes),
    ManagerOnly.CHANGE_SETTINGS: lambda till, _, yes: till.managers.change_settings("vpos", yes),
    ManagerOnly.CHANGE_PEOPLE: lambda till, _, yes: till.managers.give_pin("Eva", "1357", yes),
    ManagerOnly.CHANGE_PROVIDER: lambda till, _, yes: till.back_office.toggle_webhook(
        "clicpay", "1", yes
    ),
    ManagerOnly.LEAVE_KIOSK: lambda till, _, yes: till.managers.allow(ManagerOnly.LEAVE_KIOSK, yes),
    ManagerOnly.AUDIT: lambda till, _, yes: till.audit(yes),
    ManagerOnly.EXPORT: lambda till, _, yes: till.allow_export("all of it", yes),
    ManagerOnly.TAKE_CASH: lambda till, _, yes: till.shifts.take_out(
        Money(1, Currency.AOA), "so", yes
    ),
    ManagerOnly.CLOSE_SHIFT: lambda till, _, yes: till.shifts.close(_SOMEBODYS, approval=yes),
}
# What no till has: `app/test_reconciliation.py`, `cli/test_copies.py` and `app/moving/test_move.py`
# try them.
ELSEWHERE = {ManagerOnly.RECONCILE, ManagerOnly.RESTORE, ManagerOnly.MOVE_OUT}


def test_every_deed_of_a_manager_is_tried() -> None:
    assert {*TRIES, *ELSEWHERE} == set(ManagerOnly)


@pytest.mark.parametrize("deed", TRIES)
async def test_without_a_managers_yes_of_this_till_nothing_is_written_or_sent(
    deed: ManagerOnly, counter: OpenCounter, world: World, shop: Profile
) -> None:
    """Built by hand, saying what a real one says, or spent: it is not believed."""
    async with counter() as till:
        sale = await till.sell("clicpay.mpesa", world)
        spent = await till.ana()
        till.opened.till.managers.spend(spent, ManagerOnly.CLOSE_DAY)
        before = _written(shop), len(world.requests("POST")), shop.people.read_text()
        for forged in (Approval("x"), Approval("Ana"), spent):
            with pytest.raises(NotApproved, match=f"^{deed}: "):
                await TRIES[deed](till.opened.till, sale, forged)
        after = _written(shop), len(world.requests("POST")), shop.people.read_text()
        assert after == before


def _written(shop: Profile) -> int:
    with closing(sqlite3.connect(f"file:{shop.journal}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT max(seq) FROM events").fetchone()[0])


# --- wrong PINs -----------------------------------------------------------------------------------


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Of a shop that Ana manages."""
    door = Door(tmp_path)
    door.people.give_pin(ANA, PIN)
    return door


async def _tries_wrongly(managers: Approvals, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            await managers.approve("0000")


async def _wait_of(managers: Approvals) -> float:
    """What even the right PIN has to wait."""
    with pytest.raises(TooManyTries) as refused:
        await managers.approve(PIN)
    return refused.value.wait


async def test_a_wrong_pin_is_in_the_journal_before_anybody_hears_no(door: Door) -> None:
    async with door.opened() as till:
        managers = till.managers
        await _tries_wrongly(managers, 3)
        assert (await managers.approve(PIN)).by == "Ana"
        notes = await till.notes(PinRefused, PinAccepted)
        assert notes == 3 * [PinRefused()] + [PinAccepted(by="Ana")]
        await managers.approve(PIN)  # nothing was wrong before: nothing to write down
        assert len(await till.notes(PinRefused, PinAccepted)) == 4


async def test_after_five_wrong_pins_each_waits_twice_as_long_and_none_is_looked_at(
    door: Door,
) -> None:
    async with door.opened() as till:
        managers = till.managers
        await _tries_wrongly(managers, FREE_TRIES - 1)
        waits = []
        for _ in range(9):
            await _tries_wrongly(managers, 1)
            looked_at = door.people.asked
            waits.append(await _wait_of(managers))
            assert door.people.asked == looked_at
            door.hours.pass_by(waits[-1] + 0.1)
        assert waits == pytest.approx([60, 120, 240, 480, 960, 1920, *3 * [LONGEST_WAIT]])
        await managers.approve(PIN)
        await _tries_wrongly(managers, FREE_TRIES - 1)  # counted anew
        await managers.approve(PIN)


async def test_many_tries_at_once_are_tried_one_after_the_other(door: Door) -> None:
    async with door.opened() as till:
        managers = till.managers
        tries = [managers.approve(f"{pin:04}") for pin in range(50)]
        refused = await asyncio.gather(*tries, return_exceptions=True)
        assert [type(one) for one in refused].count(WrongPin) == FREE_TRIES
        assert door.people.asked == FREE_TRIES


@pytest.mark.parametrize(
    ("clock_moved", "left"),
    [(0, 50), (30, 20), (-86_400, 60), (3600, None)],
    ids=["restarted", "half a minute later", "set back by a day", "put forward"],
)
async def test_a_start_anew_forgets_no_try(
    clock_moved: float, left: float | None, door: Door
) -> None:
    """Put forward, the clock ends the wait: the next wrong PIN waits twice as long all the same."""
    async with door.opened() as till:
        managers = till.managers
        await _tries_wrongly(managers, FREE_TRIES)
        door.hours.pass_by(10)
    door.hours.wall += timedelta(seconds=clock_moved)
    async with door.opened() as till:
        managers = till.managers
        if left is not None:
            assert await _wait_of(managers) == pytest.approx(left)
            door.hours.pass_by(left + 0.1)
        await _tries_wrongly(managers, 1)
        assert await _wait_of(managers) == pytest.approx(120)


async def test_a_clock_that_is_moved_meanwhile_changes_no_wait(door: Door) -> None:
    async with door.opened() as till:
        managers = till.managers
        await _tries_wrongly(managers, FREE_TRIES)
        for moved in (timedelta(days=1), timedelta(days=-2)):
            door.hours.wall += moved
            assert await _wait_of(managers) == 60


async def test_a_disk_that_is_full_gives_nobody_more_tries(door: Door) -> None:
    """A try that cannot be written down is told neither right nor wrong, and counts."""
    async with door.opened() as till:
        with till.disk_full():
            for pin in ("0000", PIN, "0000", PIN, "0000", "0000", "0000"):
                with pytest.raises(JournalUnavailable):
                    await till.managers.approve(pin)
        assert await _wait_of(till.managers) == 60


async def test_a_yes_is_good_for_one_deed_and_a_minute(door: Door) -> None:
    async with door.opened() as till:
        managers = till.managers
        yes, late = await managers.approve(PIN), await managers.approve(PIN)
        assert managers.spend(yes, ManagerOnly.REFUND) == "Ana"
        door.hours.pass_by(GOOD_FOR + 1)
        for spent in (yes, late):
            with pytest.raises(NotApproved):
                managers.spend(spent, ManagerOnly.REFUND)


async def test_a_pin_and_settings_are_changed_by_a_manager_once_there_is_one(
    counter: OpenCounter, shop: Profile
) -> None:
    async with counter() as till:
        managers = till.opened.till.managers
        await managers.change_settings("vpos", None)  # a new shop has to be set up
        await managers.give_pin("Ana", PIN)
        for refused in (
            managers.change_settings("vpos", None),
            managers.give_pin("Eva", "1357"),
        ):
            with pytest.raises(NotApproved):
                await refused
        await managers.give_pin("Eva", "1357", await till.ana())
        await managers.change_settings("vpos", await till.opened.till.approve("1357"))
    journal = await JournalThread.open(shop.journal, "till", lambda: datetime.now(UTC))
    notes = [one.note for one in await journal.notes() if not isinstance(one.note, ShopClock)]
    await journal.close()
    told = [(type(note), getattr(note, "name", ""), getattr(note, "by", "")) for note in notes]
    assert told == [
        (SettingsChanged, "", ""),
        (PinGiven, "Ana", ""),
        (RecoveryCodeMade, "", ""),
        (PinGiven, "Eva", "Ana"),
        (SettingsChanged, "", "Eva"),
    ]
