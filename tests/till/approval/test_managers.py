"""Who gets a PIN, who loses one, and what of it is written down: beside the last manager, who stays
one by every door there is."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from support import ANA, PIN
from till.approval.doors import Door, Inside

from pos_app.domain.audit_notes import (
    PersonLeft,
    PinGiven,
    ProviderAsked,
    ProviderDeed,
    Recovered,
    RecoveryCodeMade,
    SettingsChanged,
)
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NoManager,
    NoRecoveryCode,
    NotApproved,
    PeopleLost,
    WrongCode,
    WrongPin,
)
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.people.recovery_code import FIGURES
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.installation.pin_file import People

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"
CAIO, CAIOS_PIN = Person("Caio", Role.CASHIER), "8642"
RUI, RUIS_PIN = Person("Rui", Role.MANAGER), "9041"


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Of a new shop: nobody has a PIN."""
    return Door(tmp_path)


async def yes(till: Inside, pin: str = PIN) -> Approval:
    return await till.managers.approve(pin)


async def hire(till: Inside, *people: Person) -> str:
    """The recovery code of the first one, who is Ana."""
    pins = {ANA: PIN, BIA: BIAS_PIN, CAIO: CAIOS_PIN, RUI: RUIS_PIN}
    code = await till.managers.give_pin(ANA.name, PIN)
    for person in people:
        await till.managers.give_pin(person.name, pins[person], await yes(till), person.role)
    return code


# --- the last manager -----------------------------------------------------------------------------

Leaves = Callable[[Inside], Awaitable[object]]


async def _is_removed(till: Inside) -> None:
    await till.managers.remove("Ana", await yes(till))


async def _sells_from_now_on(till: Inside) -> None:
    await till.managers.give_pin("Ana", PIN, await yes(till), Role.CASHIER)


async def _sells_with_another_pin(till: Inside) -> None:
    await till.managers.give_pin("Ana", "7294", await yes(till), Role.CASHIER)


async def _sells_under_her_name_as_it_is_typed(till: Inside) -> None:
    await till.managers.give_pin("  Ana\u200b ", PIN, await yes(till), Role.CASHIER)


LEAVES: Sequence[Leaves] = (
    _is_removed,
    _sells_from_now_on,
    _sells_with_another_pin,
    _sells_under_her_name_as_it_is_typed,
)


@pytest.mark.parametrize("leaves", LEAVES)
@pytest.mark.parametrize("others", [(), (BIA,), (BIA, CAIO)], ids=["alone", "with one", "with two"])
async def test_the_only_manager_stays_one_whoever_else_has_a_pin(
    leaves: Leaves, others: Sequence[Person], door: Door
) -> None:
    async with door.opened() as till:
        await hire(till, *others)
        before, notes = door.file.read_bytes(), await till.notes(PinGiven, PersonLeft)
        with pytest.raises(BadInput) as refused:
            await leaves(till)
        assert (refused.value.field, refused.value.complaint) == (
            Field.NAME,
            InputProblem.LAST_MANAGER,
        )
        assert door.file.read_bytes() == before
        assert await till.notes(PinGiven, PersonLeft) == notes
        assert (await yes(till)).by == "Ana"


@pytest.mark.parametrize("leaves", LEAVES)
async def test_one_of_two_managers_may_leave_and_then_the_other_stays(
    leaves: Leaves, door: Door
) -> None:
    async with door.opened() as till:
        await hire(till, BIA, RUI)
        await leaves(till)
        assert (await yes(till, RUIS_PIN)).by == "Rui"
        with pytest.raises(WrongPin):
            await yes(till)
        for gone in (
            till.managers.remove("Rui", await yes(till, RUIS_PIN)),
            till.managers.give_pin("Rui", RUIS_PIN, await yes(till, RUIS_PIN), Role.CASHIER),
        ):
            with pytest.raises(BadInput) as refused:
                await gone
            assert refused.value.complaint is InputProblem.LAST_MANAGER


async def test_a_cashier_comes_and_goes_beside_the_only_manager(door: Door) -> None:
    async with door.opened() as till:
        await hire(till, BIA, CAIO)
        await till.managers.remove("Bia", await yes(till))
        assert await till.managers.everyone() == [ANA, CAIO]
        await till.managers.give_pin("Caio", CAIOS_PIN, await yes(till))  # runs it too, now
        assert (await yes(till, CAIOS_PIN)).by == "Caio"


@pytest.mark.parametrize("name", ["bia", "Bi", "", "Eva"])
async def test_nobody_is_said_to_have_left_whose_name_was_not_typed_as_it_is(
    name: str, door: Door
) -> None:
    """A shop that lets Bia go must not believe that her PIN is gone while it is good."""
    async with door.opened() as till:
        await hire(till, BIA, RUI)
        before = door.file.read_bytes()
        with pytest.raises(BadInput) as refused:
            await till.managers.remove(name, await yes(till))
        told = refused.value
        assert (told.field, told.complaint) == (Field.NAME, InputProblem.NAME_UNKNOWN)
        assert (await till.notes(PersonLeft), door.file.read_bytes()) == ([], before)


async def test_the_first_pin_is_a_managers_and_until_then_there_is_nothing_to_recover(
    door: Door,
) -> None:
    async with door.opened() as till:
        managers = till.managers
        assert not await managers.has_manager()
        with pytest.raises(NoManager):
            await managers.give_pin("Bia", BIAS_PIN, role=Role.CASHIER)
        with pytest.raises(NoManager):
            await managers.make_recovery_code(None)
        with pytest.raises(NoRecoveryCode):
            await managers.recover("1" * FIGURES, "Ana", PIN)
        with pytest.raises(NoManager):
            await yes(till)
        assert (await till.notes(), door.file.exists()) == ([], False)
        assert not await managers.lacks_recovery_code()
        assert len(await managers.give_pin("Ana", PIN)) == FIGURES
        assert await managers.has_recovery_code()
        assert await managers.give_pin("Bia", BIAS_PIN, await yes(till), Role.CASHIER) == ""


# --- what is written down -------------------------------------------------------------------------


async def test_every_change_is_written_down_with_the_mark_of_the_file_that_it_made(
    door: Door,
) -> None:
    marks: list[Mark | None] = []
    async with door.opened() as till:
        managers = till.managers
        await managers.give_pin(" Ana ", PIN)
        marks.append(door.people.mark())
        await managers.give_pin("Bia", BIAS_PIN, await yes(till), Role.CASHIER)
        marks.append(door.people.mark())
        await managers.remove("Bia", await yes(till))
        marks.append(door.people.mark())
        code = await managers.make_recovery_code(await yes(till))
        await managers.recover(code, "Rui", RUIS_PIN)
        marks.append(door.people.mark())
        first, made, given, left, again, back = await till.notes(
            PinGiven, PersonLeft, RecoveryCodeMade, Recovered
        )
        assert isinstance(made, RecoveryCodeMade)
        assert isinstance(again, RecoveryCodeMade)
        assert isinstance(back, Recovered)
        of_each = [_as_noted(mark) for mark in marks]
        assert [told["version"] for told in of_each] == [1, 2, 3, 4]
        assert first == PinGiven(name="Ana", **of_each[0])
        assert given == PinGiven(name="Bia", by="Ana", role=Role.CASHIER, **of_each[1])
        assert left == PersonLeft(name="Bia", by="Ana", **of_each[2])
        assert (made.by, again.by) == ("", "Ana")
        sealed = back.sealed_code
        assert back == Recovered(name="Rui", alone=False, sealed_code=sealed, **of_each[3])
        assert len({made.sealed_code, again.sealed_code, sealed}) == 3


def _as_noted(mark: Mark | None) -> dict[str, Any]:
    assert mark
    return {"version": mark.version, "digest": mark.digest}


async def test_what_a_manager_allowed_is_written_down_by_name(door: Door) -> None:
    async with door.opened() as till:
        await hire(till)
        await till.managers.change_settings("vpos.base_url", await yes(till))
        await till.managers.change_provider(
            "clicpay", ProviderDeed.RENEW_SECRET, "7", await yes(till)
        )
        deed = ProviderDeed.RENEW_SECRET
        assert await till.notes(SettingsChanged, ProviderAsked) == [
            SettingsChanged(what="vpos.base_url", by="Ana"),
            ProviderAsked(provider="clicpay", deed=deed, what="7", by="Ana"),
        ]
        with pytest.raises(NotApproved):
            await till.managers.change_provider("clicpay", deed, "7", None)


@pytest.mark.parametrize("forged", [None, Approval("Ana")])
async def test_what_nobody_allowed_is_refused_by_its_name(
    forged: Approval | None, door: Door
) -> None:
    async with door.opened() as till:
        await hire(till, BIA)
        managers, before = till.managers, await till.notes()
        for deed, tried in (
            (ManagerOnly.CHANGE_PEOPLE, managers.give_pin("Eva", "7294", forged)),
            (ManagerOnly.CHANGE_PEOPLE, managers.remove("Bia", forged)),
            (ManagerOnly.CHANGE_PEOPLE, managers.make_recovery_code(forged)),
            (ManagerOnly.CHANGE_SETTINGS, managers.change_settings("vpos", forged)),
            (
                ManagerOnly.CHANGE_PROVIDER,
                managers.change_provider("clicpay", ProviderDeed.RENEW_SECRET, "7", forged),
            ),
        ):
            with pytest.raises(NotApproved, match=f"^{deed}: "):
                await tried
        assert await till.notes() == before


async def test_a_yes_lasts_to_the_end_of_its_minute_beside_others_and_is_spent_once(
    door: Door,
) -> None:
    async with door.opened() as till:
        await hire(till, RUI)
        first, spent = await yes(till), await yes(till)
        till.managers.spend(spent, ManagerOnly.REFUND)
        door.hours.pass_by(60)
        second = await yes(till, RUIS_PIN)
        assert till.managers.spend(first, ManagerOnly.REFUND) == "Ana"
        door.hours.pass_by(60)
        last = await yes(till)
        assert till.managers.spend(second, ManagerOnly.CLOSE_DAY) == "Rui"
        door.hours.pass_by(60.5)
        for no_more in (first, second, last, spent, None):
            with pytest.raises(NotApproved):
                till.managers.spend(no_more, ManagerOnly.REFUND)


async def test_a_pin_that_cannot_be_given_costs_no_yes(door: Door) -> None:
    """Whoever typed it types another one, and is not asked for the manager's once more."""
    async with door.opened() as till:
        await hire(till)
        allowed = await yes(till)
        for name, pin in (("", BIAS_PIN), ("Bia", "1234"), ("Bia", "12")):
            with pytest.raises(BadInput):
                await till.managers.give_pin(name, pin, allowed, Role.CASHIER)
        await till.managers.give_pin("Bia", BIAS_PIN, allowed, Role.CASHIER)


async def test_whoever_listens_is_told_who_has_a_pin_after_each_change(door: Door) -> None:
    told: list[list[str]] = []
    async with door.opened() as till:
        till.managers.listen(lambda people: told.append(sorted(one.name for one in people)))
        code = await hire(till, BIA, CAIO)
        await till.managers.give_pin("Bia", "7294", await yes(till), Role.CASHIER)
        await till.managers.remove("Caio", await yes(till))
        code = await till.managers.recover(code, "Ana", "5803")
        code = await till.managers.recover(code, "Rui", RUIS_PIN)
        door.file.unlink()
        await till.managers.recover(code, "Rui", "7305")
    assert told == [
        ["Ana"],
        ["Ana", "Bia"],
        ["Ana", "Bia", "Caio"],
        ["Ana", "Bia", "Caio"],
        ["Ana", "Bia"],
        ["Ana", "Bia"],
        ["Ana", "Bia", "Rui"],
        ["Rui"],
    ]


# --- coming back ----------------------------------------------------------------------------------


async def test_the_code_of_a_lost_file_is_good_once_and_leaves_one_manager(door: Door) -> None:
    async with door.opened() as till:
        code = await hire(till, BIA, RUI)
    door.file.unlink()
    async with door.opened() as till:
        with pytest.raises(BadInput):
            await till.managers.recover(code, "Rui", "1234")
        # Nobody's PIN is good any more: another's of before is nobody's.
        following = await till.managers.recover(code, "Rui", BIAS_PIN)
        (note,) = await till.notes(Recovered)
        assert isinstance(note, Recovered)
        assert note.alone
        assert await till.managers.everyone() == [RUI]
        with pytest.raises(WrongCode):
            await till.managers.recover(code, "Rui", "7294")
    async with door.opened() as till:
        assert (await yes(till, BIAS_PIN)).by == "Rui"
        spaced = f" {following[:11]} - {following[11:]}\n"
        await till.managers.recover(spaced, "Eva", "7294")
        assert [one.name for one in await till.managers.everyone()] == ["Eva", "Rui"]


async def test_a_draft_counts_on_from_whichever_is_further_the_journal_or_the_file(
    door: Door,
) -> None:
    """A number that was there before would fit a note of before."""
    async with door.opened() as till:
        code = await hire(till, BIA)
        door.file.write_text("{")
        with pytest.raises(PeopleLost):
            await till.managers.everyone()
        await till.managers.recover(code, "Ana", "7294")
        assert (door.people.mark() or Mark()).version == 3
    # As beside a journal that was restored: the file is further.
    People(door.file).settle(People(door.file).draft_pin(ANA, "7294", 9))
    async with door.opened() as till:
        await till.managers.give_pin("Rui", RUIS_PIN, await yes(till, "7294"))
        assert (door.people.mark() or Mark()).version == 10


async def test_a_file_that_the_journal_does_not_know_is_met_with_a_managers_pin_alone(
    door: Door,
) -> None:
    """Once, and whole: what is written down of it has to fit it."""
    for version, (person, pin) in enumerate(((ANA, PIN), (BIA, BIAS_PIN)), start=4):
        door.people.settle(door.people.draft_pin(person, pin, version))
    mark = door.people.mark()
    async with door.opened() as till:
        await till.presence.sign_in("Bia", BIAS_PIN)
        assert await till.notes(PinGiven) == []
        for _ in range(2):
            await yes(till)
        of_file = {**_as_noted(mark), "found": True}
        assert await till.notes(PinGiven) == [
            PinGiven(name="Ana", **of_file),
            PinGiven(name="Bia", role=Role.CASHIER, **of_file),
        ]
        assert not await till.managers.has_recovery_code()
        assert await till.managers.lacks_recovery_code()
        assert await till.managers.make_recovery_code(await yes(till))
        assert not await till.managers.lacks_recovery_code()


async def test_a_file_that_is_gone_once_its_pin_was_looked_at_is_met_the_next_time(
    door: Door,
) -> None:
    door.people.give_pin(ANA, PIN)
    async with door.opened() as till:
        kept = door.file.read_bytes()
        look = door.people.whose

        def whose(pin: str) -> Person:
            person = look(pin)
            door.file.unlink()
            return person

        with mock.patch.object(door.people, "whose", whose):
            assert (await yes(till)).by == "Ana"
        assert await till.notes(PinGiven) == []
        door.file.write_bytes(kept)
        await yes(till)
        assert await till.notes(PinGiven) == [PinGiven(name="Ana", found=True)]


# --- training -------------------------------------------------------------------------------------


async def test_training_has_a_manager_in_no_file_and_nothing_to_recover(tmp_path: Path) -> None:
    """Its cashiers come and go without a manager among them; the last one stays, who would leave a
    file of nobody."""
    door = Door(tmp_path, training=True)
    async with door.opened() as till:
        managers = till.managers
        assert await managers.has_manager()
        for person, pin in ((BIA, BIAS_PIN), (CAIO, CAIOS_PIN)):
            assert (await yes(till, "0000")).by == "training"
            await managers.give_pin(person.name, pin, await yes(till, "0000"), person.role)
        assert await managers.everyone() == [BIA, CAIO]
        await managers.remove("Bia", await yes(till, "0000"))
        with pytest.raises(BadInput) as refused:
            await managers.remove("Caio", await yes(till, "0000"))
        told = refused.value
        assert (told.field, told.complaint) == (Field.NAME, InputProblem.LAST_MANAGER)
        assert await managers.make_recovery_code(await yes(till, "0000")) == ""
        assert not await managers.has_recovery_code()
        assert not await managers.lacks_recovery_code()
        assert await till.notes(RecoveryCodeMade) == []
        given = await till.notes(PinGiven)
        assert [note.name for note in given if isinstance(note, PinGiven)] == ["Bia", "Caio"]
        await managers.give_pin("Ana", PIN, await yes(till, "0000"))
        with pytest.raises(WrongPin):
            await yes(till, "0000")
    door.file.unlink()
    async with door.opened() as till:
        assert (await yes(till, "0000")).by == "training"
