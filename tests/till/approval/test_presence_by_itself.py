"""Who is at the till, by itself: no window, no provider."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from support import ANA, PIN
from till.approval.doors import Door, Inside
from till.approval.test_managers import BIA, BIAS_PIN, CAIO, RUI, hire, yes

from pos_app.domain.errors import (
    NobodyAtTheTill,
    NotApproved,
    PeopleDamaged,
    PeopleLost,
    TooManyTries,
    WrongPin,
)
from pos_app.domain.events import Created
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.roles import Person, Role


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Of a new shop: nobody has a PIN."""
    return Door(tmp_path)


def asked_for(cashier: str = "", by: str = "") -> Created:
    return Created(
        number=1,
        method="vpos",
        amount=Money(100, Currency.AOA),
        phone=None,
        description="",
        key="k",
        business_day=date(2026, 5, 4),
        cashier=cashier,
        by=by,
    )


def is_shut(till: Inside) -> bool:
    """Whether nobody can be charged in nobody's name."""
    try:
        till.presence.check(asked_for())
    except NobodyAtTheTill:
        return True
    return False


async def test_a_till_asks_for_somebody_from_its_first_cashier_to_its_last(door: Door) -> None:
    async with door.opened() as till:
        assert is_shut(till)  # until it knows
        await till.presence.start()
        assert not is_shut(till)
        await hire(till)
        assert not is_shut(till)
        await till.managers.give_pin("Bia", BIAS_PIN, await yes(till), Role.CASHIER)
        assert is_shut(till)
        for somebody in (asked_for(cashier="Bia"), asked_for(by="Ana")):
            till.presence.check(somebody)
    async with door.opened() as till:
        await till.presence.start()
        assert is_shut(till)
        assert await till.presence.everyone() == [ANA, BIA]
        await till.managers.remove("Bia", await yes(till))
        assert not is_shut(till)
        assert await till.presence.everyone() == ()


async def test_whoever_is_there_stays_until_their_own_pin_is_gone(door: Door) -> None:
    async with door.opened() as till:
        await hire(till, BIA, CAIO)
        assert till.presence.name == ""
        assert await till.presence.sign_in("Bia", BIAS_PIN) == till.presence.person == BIA
        await till.managers.remove("Caio", await yes(till))
        assert till.presence.name == "Bia"
        with pytest.raises(WrongPin):
            await till.presence.sign_in("Ana", BIAS_PIN)
        assert till.presence.name == "Bia"
        await till.managers.remove("Bia", await yes(till))
        assert [till.presence.person, till.presence.name] == [None, ""]


@pytest.mark.parametrize(
    ("people", "has_code", "shut"),
    [((BIA,), True, True), ((BIA,), False, False), ((RUI,), True, False)],
    ids=["people sign in", "no code would open it again", "nobody signs in"],
)
async def test_a_lost_file_shuts_the_till_where_people_sign_in_and_can_come_back(
    people: Sequence[Person], door: Door, *, has_code: bool, shut: bool
) -> None:
    async with door.opened() as till:
        if has_code:
            await hire(till, *people)
        else:
            for person, pin in ((ANA, PIN), *((one, BIAS_PIN) for one in people)):
                door.people.give_pin(person, pin)
            await yes(till)
    door.file.unlink()
    async with door.opened() as till:
        await till.presence.start()
        assert is_shut(till) is shut
        with pytest.raises(PeopleLost) as lost:
            await till.presence.everyone()
        assert (lost.value.can_recover, lost.value.locks) == (has_code, shut)
        assert is_shut(till) is shut


async def test_a_damaged_file_that_no_journal_knows_lets_nobody_in_and_stops_no_sale(
    door: Door,
) -> None:
    """Nobody could sign in, and nothing could make it good again but the file itself."""
    door.file.write_text("{")
    async with door.opened() as till:
        await till.presence.start()
        assert not is_shut(till)
        for tried in (till.presence.everyone(), yes(till), till.managers.everyone()):
            with pytest.raises(PeopleDamaged):
                await tried
        assert await till.managers.has_manager()
        with pytest.raises(NotApproved):
            await till.managers.give_pin("Eva", "7294")


async def test_wrong_pins_at_the_door_shut_it_for_everybody(door: Door) -> None:
    async with door.opened() as till:
        await hire(till, BIA)
        for name in ("Ana", "Bia", "Eva", "Bia", "Ana"):
            with pytest.raises(WrongPin):
                await till.presence.sign_in(name, "0000")
        for name, pin in (("Bia", BIAS_PIN), ("Ana", PIN)):
            with pytest.raises(TooManyTries):
                await till.presence.sign_in(name, pin)
        assert till.presence.person is None
