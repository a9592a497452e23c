"""The journal decides who manages the shop: a file of PINs that is gone, older or changed opens
nothing, and the recovery code makes another one."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ANA, PHONES, PIN, Counter, OpenCounter, Run, World
from till.approval.doors import Door

from pos_app.domain.audit_notes import (
    Note,
    PersonLeft,
    PinGiven,
    PinRefused,
    Recovered,
    RecoveryCodeMade,
    Restored,
)
from pos_app.domain.errors import (
    BadInput,
    InputProblem,
    JournalUnavailable,
    NobodyAtTheTill,
    NoRecoveryCode,
    NotApproved,
    PeopleChanged,
    PeopleLost,
    PeopleOlder,
    TooManyTries,
    WrongCode,
    WrongPin,
)
from pos_app.domain.people.recovery_code import FIGURES, in_groups
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.domain.people.staff import Fit, staff_of
from pos_app.installation.pin_file import TRAINING_PIN, People
from pos_app.installation.profile import Profile
from pos_app.till.approval.approvals import FREE_TRIES

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"
RUI, RUIS_PIN = Person("Rui", Role.MANAGER), "9041"


async def _staffed(till: Counter) -> str:
    """Ana manages, Bia sells: the recovery code."""
    managers = till.opened.till.managers
    code = await managers.give_pin("Ana", PIN)
    await managers.give_pin("Bia", BIAS_PIN, await till.ana(), Role.CASHIER)
    return code


# --- what becomes of the file ---------------------------------------------------------------------

Harm = Callable[[Path], object]


def _an_older_one(file: Path) -> None:
    shutil.copy(file.with_suffix(".of-yesterday"), file)


def _another_role(file: Path) -> None:
    file.write_text(file.read_text().replace('"cashier"', '"manager"'))


def _another_shops(file: Path) -> None:
    """With the right number of changes, and a PIN that its maker knows."""
    people = People(file.with_name("another.json"))
    people.settle(people.draft_pin(ANA, "5803", 3))
    file.with_name("another.json").replace(file)


HARMS: dict[str, tuple[Harm, type[PeopleLost]]] = {
    "gone": (Path.unlink, PeopleLost),
    "empty": (lambda file: file.write_text(""), PeopleLost),
    "cut short": (lambda file: file.write_text(file.read_text()[:40]), PeopleLost),
    "nobody in it": (lambda file: file.write_text('{"people": []}'), PeopleLost),
    "an older one": (_an_older_one, PeopleOlder),
    "without its number": (
        lambda file: file.write_text(file.read_text().replace('"version"', '"v"')),
        PeopleOlder,
    ),
    "another role": (_another_role, PeopleChanged),
    "another shop's": (_another_shops, PeopleChanged),
}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("when", ["while the till is open", "between two days"])
def test_a_file_that_does_not_fit_the_journal_opens_nothing_and_the_code_makes_another(
    harm: str, when: str, counter: OpenCounter, run: Run, shop: Profile, world: World
) -> None:
    do_harm, kind = HARMS[harm]

    async def begin(till: Counter) -> str:
        code = await till.opened.till.managers.give_pin("Ana", PIN)
        await till.opened.till.managers.give_pin("Rui", RUIS_PIN, await till.ana())
        shutil.copy(shop.people, shop.people.with_suffix(".of-yesterday"))
        await till.opened.till.managers.give_pin("Bia", BIAS_PIN, await till.ana(), Role.CASHIER)
        return code

    async def found(till: Counter, code: str) -> None:
        opened = till.opened.till
        managers = opened.managers
        assert await managers.has_manager()
        for tried in (
            managers.approve(PIN),
            managers.approve(RUIS_PIN),
            managers.everyone(),
            opened.presence.everyone(),
            opened.presence.sign_in("Bia", BIAS_PIN),
        ):
            with pytest.raises(PeopleLost) as lost:
                await tried
            assert (type(lost.value), lost.value.locks) == (kind, True)
        for refused in (
            managers.give_pin("Eva", "7294"),
            managers.change_settings("vpos", None),
            managers.make_recovery_code(None),
        ):
            with pytest.raises(NotApproved):
                await refused
        with pytest.raises(NobodyAtTheTill):
            await till.charge("vpos")
        following = await managers.recover(in_groups(code), "Ana", "7294")
        assert [one.name for one in await managers.everyone()] == ["Ana"]
        assert (await managers.approve("7294")).by == "Ana"
        for gone in (PIN, RUIS_PIN):
            with pytest.raises(WrongPin):
                await managers.approve(gone)
        with pytest.raises(WrongCode):  # it is spent
            await managers.recover(code, "Ana", "7294")
        assert (await till.charge("vpos")).cashier == ""  # who had signed in has no PIN any more
        assert len(following) == FIGURES
        await managers.recover(following, "Ana", "7295")

    async def day() -> None:
        async with counter() as till:
            code = await begin(till)
            if when.startswith("while"):
                do_harm(shop.people)
                await found(till, code)
                return
        do_harm(shop.people)
        async with counter() as till:
            await found(till, code)

    run(day())
    assert len(world.requests("POST", "/transactions")) == 1


async def test_who_forgot_the_pin_takes_nobody_elses_away(counter: OpenCounter) -> None:
    async with counter() as till:
        code = await _staffed(till)
        managers = till.opened.till.managers
        with pytest.raises(BadInput) as taken:
            await managers.recover(code, "Ana", BIAS_PIN)
        assert taken.value.complaint is InputProblem.PIN_NOT_THIS
        await managers.recover(code, "Ana", "7294")
        assert await managers.everyone() == [ANA, BIA]
        assert await till.opened.till.presence.sign_in("Bia", BIAS_PIN) == BIA


async def test_a_wrong_code_counts_as_a_wrong_pin_and_the_right_one_is_kept_nowhere(
    counter: OpenCounter, shop: Profile
) -> None:
    async with counter() as till:
        code = await _staffed(till)
        managers = till.opened.till.managers
        wrong = f"{(int(code) + 1) % 10**FIGURES:0{FIGURES}}"
        for _ in range(FREE_TRIES):
            with pytest.raises(WrongCode):
                await managers.recover(wrong, "Eva", "7294")
        for shut in (managers.approve(PIN), managers.recover(code, "Eva", "7294")):
            with pytest.raises(TooManyTries):
                await shut
    kept = b"".join(path.read_bytes() for path in shop.root.rglob("*") if path.is_file())
    assert code.encode() not in kept
    assert in_groups(code).encode() not in kept


async def test_another_code_is_a_managers_to_make_and_ends_the_one_before(
    counter: OpenCounter,
) -> None:
    async with counter() as till:
        first = await _staffed(till)
        managers = till.opened.till.managers
        with pytest.raises(NotApproved):
            await managers.make_recovery_code(None)
        second = await managers.make_recovery_code(await till.ana())
        assert first != second
        with pytest.raises(WrongCode):
            await managers.recover(first, "Ana", "7294")
        assert await managers.recover(second, "Ana", "7294") not in (first, second)


async def test_what_was_noted_is_in_force_however_the_till_ended(
    counter: OpenCounter, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the note and the file, or with a draft of which nothing was noted."""
    async with counter() as till:
        await _staffed(till)
    before = shop.people.read_bytes()
    async with counter() as till:
        yes = await till.ana()
        with monkeypatch.context() as patched:
            patched.setattr(People, "settle", lambda *_: None)
            await till.opened.till.managers.give_pin("Eva", "7294", yes, Role.CASHIER)
    assert shop.people.read_bytes() == before
    async with counter() as till:
        opened = till.opened.till
        assert [one.name for one in await opened.presence.everyone()] == ["Ana", "Bia", "Eva"]
        assert (await opened.presence.sign_in("Eva", "7294")).name == "Eva"
    People(shop.people).draft_pin(RUI, RUIS_PIN, 9)  # and nobody noted it
    async with counter() as till:
        assert RUI not in await till.opened.till.managers.everyone()


async def test_a_disk_that_takes_no_note_gives_nobody_a_pin(
    counter: OpenCounter, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with counter() as till:
        await _staffed(till)
        managers, yes = till.opened.till.managers, await till.ana()
        before = shop.people.read_bytes()

        async def full(_: object) -> None:
            raise JournalUnavailable("disk full")

        with monkeypatch.context() as patched:
            patched.setattr(till.opened.journal, "note", full)
            with pytest.raises(JournalUnavailable):
                await managers.give_pin("Eva", "7294", yes)
        assert shop.people.read_bytes() == before
        assert await managers.everyone() == [ANA, BIA]


# --- shops from before ----------------------------------------------------------------------------


async def test_a_shop_from_before_goes_on_and_is_offered_a_code(
    counter: OpenCounter, shop: Profile
) -> None:
    """Its file has no mark, and its journal tells of none."""
    shop.prepare()
    people = People(shop.people)
    people.give_pin(ANA, PIN)
    async with counter() as till:
        journal = till.opened.journal
        await journal.note(PinGiven(name="Ana"))
    async with counter() as till:
        managers = till.opened.till.managers
        assert not await managers.has_recovery_code()
        with pytest.raises(NoRecoveryCode):
            await managers.recover("1" * FIGURES, "Eva", "7294")
        today = till.opened.till.today()
        assert (await till.opened.till.day_sheet(today)).lacks_code
        code = await managers.make_recovery_code(await till.ana())
        assert await managers.has_recovery_code()
        assert not (await till.opened.till.day_sheet(today)).lacks_code
    shop.people.unlink()
    async with counter() as till:
        with pytest.raises(PeopleLost):
            await till.opened.till.approve(PIN)
        await till.opened.till.managers.recover(code, "Ana", "7294")


async def test_a_shop_from_before_without_a_code_sells_on_and_lets_nobody_manage(
    counter: OpenCounter, shop: Profile
) -> None:
    """Locked, it could never be opened again. What brings it back is the file itself."""
    shop.prepare()
    people = People(shop.people)
    people.give_pin(ANA, PIN)
    people.give_pin(BIA, BIAS_PIN)
    kept = shop.people.read_bytes()
    async with counter() as till:
        journal = till.opened.journal
        for person in (ANA, BIA):
            note = PinGiven(name=person.name, role=person.role)
            await journal.note(note)
    shop.people.unlink()
    async with counter() as till:
        opened = till.opened.till
        with pytest.raises(PeopleLost) as lost:
            await opened.presence.everyone()
        assert (lost.value.can_recover, lost.value.locks) == (False, False)
        assert (await till.charge("vpos", phone=PHONES["vpos"])).cashier == ""
        with pytest.raises(NotApproved):
            await opened.managers.give_pin("Eva", "7294")
    shop.people.write_bytes(kept)
    async with counter() as till:
        assert (await till.opened.till.approve(PIN)).by == "Ana"


async def test_a_journal_that_knows_nobody_meets_whom_the_file_has(
    counter: OpenCounter, shop: Profile
) -> None:
    """As that of another till which began with the people of this one: once a manager has typed a
    PIN, the file is missed there too."""
    shop.prepare()
    people = People(shop.people)
    people.settle(people.draft_pin(ANA, PIN, 7))
    people.settle(people.draft_pin(BIA, BIAS_PIN, 8))
    async with counter() as till:
        with pytest.raises(WrongPin):
            await till.opened.till.approve("9136")
        assert await till.opened.till._journal.notes(PinGiven) == []
        assert (await till.opened.till.approve(PIN)).by == "Ana"
        found = [one.note for one in await till.opened.till._journal.notes(PinGiven)]
        assert [(note.name, note.found) for note in found if isinstance(note, PinGiven)] == [
            ("Ana", True),
            ("Bia", True),
        ]
        await till.ana()
        assert len(await till.opened.till._journal.notes(PinGiven)) == 2
    shop.people.unlink()
    async with counter() as till:
        with pytest.raises(PeopleLost):
            await till.opened.till.managers.everyone()
        with pytest.raises(NotApproved):
            await till.opened.till.managers.give_pin("Eva", "7294")


_OF_BEFORE: list[Note] = [
    PinGiven(name="Ana"),
    PinGiven(name="Rui", by="Ana"),
    PinGiven(name="Bia", by="Ana", role=Role.CASHIER),
    PersonLeft(name="Rui", by="Ana"),
]
_RESTORED: Note = Restored(head="", events=1, put_aside="")


@pytest.mark.parametrize(
    ("people", "fit"),
    [
        ([ANA, BIA], Fit.FITS),
        ([ANA, BIA, Person("Eva", Role.CASHIER)], Fit.FITS),  # whom no journal tells of
        ([ANA, BIA, RUI], Fit.OLDER),  # who has left
        ([ANA], Fit.OLDER),
        ([ANA, Person("Bia", Role.MANAGER)], Fit.OLDER),
    ],
)
def test_a_file_from_before_has_whom_the_journal_knows_and_nobody_who_left(
    people: list[Person], fit: Fit
) -> None:
    staff = staff_of(_OF_BEFORE)
    assert staff.fit(Mark(), people) is fit
    assert staff.fit(None, []) is Fit.LOST
    assert staff_of([*_OF_BEFORE, _RESTORED]).fit(Mark(), people) is Fit.FITS
    assert staff_of([]).fit(None, []) is Fit.FITS


def test_a_journal_that_was_restored_knows_less_than_the_file() -> None:
    of_the_copy = staff_of([PinGiven(name="Ana", version=1, digest="a"), _RESTORED])
    assert of_the_copy.fit(Mark(5, "e"), [ANA]) is Fit.FITS
    assert of_the_copy.fit(Mark(1, "b"), [ANA]) is Fit.CHANGED


def test_the_notes_tell_who_is_left_and_which_code_is_good() -> None:
    staff = staff_of(
        [
            *_OF_BEFORE,
            RecoveryCodeMade(sealed_code="one", by="Ana"),
            PinRefused(),
            Recovered(name="Eva", alone=True, sealed_code="two", version=3, digest="d"),
        ]
    )
    assert dict(staff.people) == {"Eva": Role.MANAGER}
    assert (staff.sealed_code, staff.mark) == ("two", Mark(3, "d"))
    beside = staff_of([*_OF_BEFORE, Recovered(name="Eva", alone=False, sealed_code="two")])
    assert set(beside.people) == {"Ana", "Bia", "Eva"}


# --- two people, one PIN; and the last manager ----------------------------------------------------


async def test_nobody_gets_a_pin_that_another_has_and_nobody_is_told_whose(
    counter: OpenCounter,
) -> None:
    """Said as of one that is easy to guess. One's own can be given again."""
    async with counter() as till:
        await _staffed(till)
        managers = till.opened.till.managers
        for name, role in (("Eva", Role.CASHIER), ("Eva", Role.MANAGER), ("Bia", Role.CASHIER)):
            said = []
            for pin in (PIN, "1212"):
                with pytest.raises(BadInput) as refused:
                    await managers.give_pin(name, pin, await till.ana(), role)
                said.append(str(refused.value))
            assert said[0] == said[1]
            assert "Ana" not in said[0]
        await managers.give_pin("Bia", BIAS_PIN, await till.ana(), Role.CASHIER)
        assert await managers.everyone() == [ANA, BIA]


async def test_whoever_had_an_easy_pin_keeps_it_until_it_is_changed(
    counter: OpenCounter, shop: Profile
) -> None:
    shop.prepare()
    People(shop.people).give_pin(ANA, "1234")
    People(shop.people).give_pin(BIA, "1234")
    async with counter() as till:
        opened = till.opened.till
        assert (await opened.approve("1234")).by == "Ana"
        assert await opened.presence.sign_in("Bia", "1234") == BIA
        yes = await opened.approve("1234")
        with pytest.raises(BadInput):
            await opened.managers.give_pin("Ana", "1234", yes)


async def test_two_managers_who_step_down_at_once_leave_one(counter: OpenCounter) -> None:
    async with counter() as till:
        managers = till.opened.till.managers
        await managers.give_pin("Ana", PIN)
        await managers.give_pin("Rui", RUIS_PIN, await till.ana())
        yes, another = await till.ana(), await till.ana()
        ends = await asyncio.gather(
            managers.give_pin("Ana", PIN, yes, Role.CASHIER),
            managers.remove("Rui", another),
            return_exceptions=True,
        )
        assert [type(end) for end in ends].count(BadInput) == 1
        roles = [one.role for one in await managers.everyone()]
        assert roles.count(Role.MANAGER) == 1


async def test_in_training_the_journal_lets_nobody_in_and_keeps_nobody_out(tmp_path: Path) -> None:
    """Its notes are kept and its file is thrown away, as often as somebody likes."""
    door = Door(tmp_path, training=True)
    async with door.opened() as till:
        yes = await till.managers.approve(TRAINING_PIN)
        await till.managers.give_pin("Bia", BIAS_PIN, yes, Role.CASHIER)
        door.file.unlink()
        assert (await till.managers.approve(TRAINING_PIN)).by == "training"
        assert await till.managers.everyone() == []
        assert await till.managers.has_manager()
