"""Wrong PINs of several people: whose are over with whose right one, and how long they make wait.

A cashier who knows a PIN of their own must not gain a guess more at a manager's by it, whatever
comes between the guesses: a slip of the cashier's own, another person, a start anew, a full disk.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from support import ANA, PIN
from till.approval.doors import Door, Inside

from pos_app.domain.audit_notes import PinAccepted
from pos_app.domain.errors import JournalUnavailable, TooManyTries, WrongCode, WrongPin
from pos_app.domain.people.roles import Person, Role
from pos_app.till.approval.approvals import wait_after

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"
CAIO, CAIOS_PIN = Person("Caio", Role.CASHIER), "8642"
RUI, RUIS_PIN = Person("Rui", Role.MANAGER), "9041"
FREE = 5  # wrong PINs in a row that nobody waits for but the last: figures of a person's slips


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Of a shop that Ana manages, and in which Bia and Caio sell."""
    door = Door(tmp_path)
    for person, pin in ((ANA, PIN), (BIA, BIAS_PIN), (CAIO, CAIOS_PIN)):
        door.people.give_pin(person, pin)
    return door


async def guesses(till: Inside, times: int) -> None:
    """At a manager's PIN."""
    for _ in range(times):
        with pytest.raises(WrongPin):
            await till.managers.approve("0000")


async def slips(till: Inside, name: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            await till.presence.sign_in(name, "0000")


async def signs_in(till: Inside, person: Person, pin: str) -> None:
    assert await till.presence.sign_in(person.name, pin) == person


async def waits(till: Inside) -> float:
    """Seconds that even the right PIN has to wait now."""
    with pytest.raises(TooManyTries) as refused:
        await till.managers.approve(PIN)
    return refused.value.wait


def test_what_wrong_pins_cost_is_known_to_whoever_forgot_theirs() -> None:
    """Four slips are free; a night of guesses finds next to nothing: a try an hour at last."""
    waits = [wait_after(tries) for tries in range(13)]
    assert waits == [0, 0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert wait_after(10_000) == 3600


# --- two conditions at once -----------------------------------------------------------------------

Between = Callable[[Inside], Awaitable[None]]


@pytest.mark.parametrize("anew", [False, True], ids=["in one run", "after a start anew"])
async def test_a_cashiers_right_pin_takes_back_their_slip_and_none_of_the_guesses(
    door: Door, *, anew: bool
) -> None:
    async def _two_are_left(till: Inside) -> None:
        await guesses(till, FREE - 3)
        assert await waits(till) == 60

    async with door.opened() as till:
        await slips(till, "Bia", 1)
        await guesses(till, 3)
        await signs_in(till, BIA, BIAS_PIN)
        assert await till.notes(PinAccepted) == [PinAccepted(by="Bia", own=1)]
        await signs_in(till, BIA, BIAS_PIN)  # nothing more is hers to take back
        if not anew:
            await _two_are_left(till)
    if anew:
        async with door.opened() as till:
            await _two_are_left(till)


async def test_slips_of_one_cashier_are_not_over_with_anothers_pin(door: Door) -> None:
    async with door.opened() as till:
        await slips(till, "Bia", 2)
        await slips(till, "Caio", 1)
        await signs_in(till, CAIO, CAIOS_PIN)
        await guesses(till, FREE - 2)
        assert await waits(till) == 60


async def _ana_comes(till: Inside) -> None:
    await till.managers.approve(PIN)


async def _ana_signs_in(till: Inside) -> None:
    await signs_in(till, ANA, PIN)


@pytest.mark.parametrize("anew", [False, True], ids=["in one run", "after a start anew"])
@pytest.mark.parametrize("comes", [_ana_comes, _ana_signs_in])
async def test_after_a_managers_pin_a_cashiers_takes_back_nothing_from_before(
    comes: Between, door: Door, *, anew: bool
) -> None:
    """All slips were over by then: hers would be taken back twice, and guesses in their place."""

    async def _one_is_left(till: Inside) -> None:
        await guesses(till, 1)
        assert await waits(till) == 60

    async with door.opened() as till:
        await slips(till, "Bia", 2)
        await comes(till)
        await guesses(till, FREE - 1)
        await signs_in(till, BIA, BIAS_PIN)
        if not anew:
            await _one_is_left(till)
    if anew:
        async with door.opened() as till:
            await _one_is_left(till)


@pytest.mark.parametrize("anew", [False, True], ids=["in one run", "after a start anew"])
async def test_the_recovery_code_ends_all_wrong_pins_and_slips_before_it(
    door: Door, *, anew: bool
) -> None:
    async def _as_if_nothing_was(till: Inside) -> None:
        await guesses(till, FREE - 1)
        await signs_in(till, BIA, BIAS_PIN)
        await guesses(till, 1)
        assert await waits(till) == 60

    async with door.opened() as till:
        code = await till.managers.make_recovery_code(await till.managers.approve(PIN))
        await slips(till, "Bia", 2)
        await guesses(till, 2)
        await till.managers.recover(code, "Rui", RUIS_PIN)
        if not anew:
            await _as_if_nothing_was(till)
    if anew:
        async with door.opened() as till:
            await _as_if_nothing_was(till)


async def test_a_disk_that_was_full_leaves_no_guess_over_for_after_a_start(door: Door) -> None:
    """Slips that could not be written down are taken back in a note that can: they are not there
    to be taken back once more by whoever counts the notes."""
    async with door.opened() as till:
        with till.disk_full():
            for _ in range(2):
                with pytest.raises(JournalUnavailable):
                    await till.presence.sign_in("Bia", "0000")
        await signs_in(till, BIA, BIAS_PIN)
        assert await till.notes(PinAccepted) == [PinAccepted(by="Bia", own=2)]
    async with door.opened() as till:
        await guesses(till, FREE)
        assert await waits(till) == 60


async def test_wrong_codes_and_wrong_pins_are_counted_together(door: Door) -> None:
    async with door.opened() as till:
        code = await till.managers.make_recovery_code(await till.managers.approve(PIN))
        wrong = code[1:] + ("1" if code[0] == "0" else "0")
        for _ in range(FREE - 1):
            with pytest.raises(WrongCode):
                await till.managers.recover(wrong, "Rui", RUIS_PIN)
        await guesses(till, 1)
        assert await waits(till) == 60
        with pytest.raises(TooManyTries) as refused:
            await till.managers.recover(code, "Rui", RUIS_PIN)
        assert refused.value.wait == 60
        door.hours.pass_by(59.5)
        with pytest.raises(TooManyTries):
            await till.managers.recover(code, "Rui", RUIS_PIN)
        door.hours.pass_by(0.5)
        await till.managers.recover(code, "Rui", RUIS_PIN)


# --- how long -------------------------------------------------------------------------------------


async def test_a_pin_is_looked_at_again_at_the_end_of_the_wait_and_not_before(door: Door) -> None:
    async with door.opened() as till:
        await guesses(till, FREE)
        door.hours.pass_by(59.5)
        assert await waits(till) == 0.5
        door.hours.pass_by(0.5)
        await till.managers.approve(PIN)


async def test_after_a_start_the_last_wrong_pin_says_how_long_and_no_right_one(door: Door) -> None:
    """Not the first of them, and not a cashier's right one after it."""
    async with door.opened() as till:
        await guesses(till, 1)
        door.hours.pass_by(600)
        await guesses(till, FREE - 1)
        door.hours.pass_by(20)
    async with door.opened() as till:
        assert await waits(till) == 40
        door.hours.pass_by(40)
        await slips(till, "Bia", 1)
        door.hours.pass_by(120)
        await signs_in(till, BIA, BIAS_PIN)
        door.hours.pass_by(10)
    async with door.opened() as till:
        await guesses(till, 1)
        assert await waits(till) == 120


async def test_a_clock_that_is_set_back_before_a_start_makes_nobody_wait_longer_than_the_wait(
    door: Door,
) -> None:
    """Nor does it end a wait that has begun, or one that is begun later."""
    async with door.opened() as till:
        await guesses(till, FREE)
    door.hours.wall = door.hours.wall.replace(year=2025)
    async with door.opened() as till:
        assert await waits(till) == 60
        door.hours.pass_by(60)
        await guesses(till, 1)
        assert await waits(till) == 120
    async with door.opened() as till:  # the last one in the journal is of the earlier year
        assert await waits(till) == 120


async def test_either_managers_pin_is_theirs(door: Door) -> None:
    door.people.give_pin(RUI, RUIS_PIN)
    async with door.opened() as till:
        for pin, name in ((PIN, "Ana"), (RUIS_PIN, "Rui")):
            await guesses(till, FREE - 1)
            assert (await till.managers.approve(pin)).by == name
        accepted = await till.notes(PinAccepted)
        assert accepted == [PinAccepted(by="Ana"), PinAccepted(by="Rui")]
