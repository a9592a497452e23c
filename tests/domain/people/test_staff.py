"""Who has a PIN, as the journal tells it, and whether a file of PINs is the one it told of."""

from collections.abc import Sequence

import pytest
from support import ANA

from pos_app.domain.audit_notes import (
    Note,
    PersonLeft,
    PinAccepted,
    PinGiven,
    PinRefused,
    Recovered,
    RecoveryCodeMade,
    Restored,
)
from pos_app.domain.errors import PeopleChanged, PeopleLost, PeopleOlder
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.domain.people.staff import NOTES_OF_STAFF, UNFIT, Fit, Staff, staff_of

BIA, RUI = Person("Bia", Role.CASHIER), Person("Rui", Role.MANAGER)
RESTORED = Restored(head="", events=1, put_aside="")


def given(person: Person, version: int = 0, digest: str = "") -> PinGiven:
    return PinGiven(name=person.name, role=person.role, version=version, digest=digest)


def left(person: Person, version: int = 0, digest: str = "") -> PersonLeft:
    return PersonLeft(name=person.name, by="Ana", version=version, digest=digest)


def recovered(person: Person, *, alone: bool, version: int = 0, digest: str = "") -> Recovered:
    return Recovered(
        name=person.name, alone=alone, sealed_code="next", version=version, digest=digest
    )


CODE = RecoveryCodeMade(sealed_code="code", by="Ana")
MANAGERS = {"Ana": Role.MANAGER}
BOTH = {"Ana": Role.MANAGER, "Bia": Role.CASHIER}


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ([], Staff()),
        ([PinRefused(), PinAccepted(by="Eva")], Staff()),
        ([CODE], Staff(sealed_code="code")),
        ([given(ANA, 1, "a")], Staff(MANAGERS, mark=Mark(1, "a"))),
        ([given(ANA, 1, "a"), given(BIA, 2, "b")], Staff(BOTH, mark=Mark(2, "b"))),
        (
            [given(ANA), given(BIA), left(BIA, 3, "c")],
            Staff(MANAGERS, frozenset({"Bia"}), Mark(3, "c")),
        ),
        (  # who comes back has not left
            [given(ANA), given(BIA), left(BIA), given(BIA, 4, "d")],
            Staff(BOTH, mark=Mark(4, "d")),
        ),
        (
            [given(ANA), given(BIA), given(Person("Bia", Role.MANAGER))],
            Staff({**MANAGERS, "Bia": Role.MANAGER}),
        ),
        (
            [given(ANA), given(BIA), CODE, recovered(RUI, alone=False, version=5, digest="e")],
            Staff({**BOTH, "Rui": Role.MANAGER}, mark=Mark(5, "e"), sealed_code="next"),
        ),
        (
            [given(ANA), given(BIA), CODE, recovered(RUI, alone=True, version=5, digest="e")],
            Staff({"Rui": Role.MANAGER}, frozenset(BOTH), Mark(5, "e"), "next"),
        ),
        (  # nobody of before but herself
            [given(ANA), given(BIA), recovered(ANA, alone=True)],
            Staff(MANAGERS, frozenset({"Bia"}), sealed_code="next"),
        ),
        (
            [given(ANA), given(BIA), left(BIA), recovered(BIA, alone=False)],
            Staff({**MANAGERS, "Bia": Role.MANAGER}, sealed_code="next"),
        ),
        ([given(ANA), RESTORED], Staff(MANAGERS, is_of_a_copy=True)),
        ([given(ANA), RESTORED, CODE], Staff(MANAGERS, sealed_code="code", is_of_a_copy=True)),
        ([given(ANA), RESTORED, given(BIA)], Staff(BOTH)),
        ([given(ANA), given(BIA), RESTORED, left(BIA)], Staff(MANAGERS, frozenset({"Bia"}))),
        ([given(ANA), CODE, left(BIA)], Staff(MANAGERS, frozenset({"Bia"}), sealed_code="code")),
    ],
)
def test_the_notes_tell_who_has_a_pin_and_who_has_none_any_more(
    notes: Sequence[Note], told: Staff
) -> None:
    assert staff_of(notes) == told
    assert staff_of(note for note in notes if isinstance(note, NOTES_OF_STAFF)) == told


def test_a_shop_with_anybody_has_managers_and_with_a_cashier_cashiers() -> None:
    kinds = [
        (staff.has_people, staff.has_cashiers)
        for staff in (Staff(), Staff(MANAGERS), Staff(BOTH), Staff({"Bia": Role.CASHIER}))
    ]
    assert kinds == [(False, False), (True, False), (True, True), (True, True)]


NOW = Staff(BOTH, frozenset({"Rui"}), Mark(3, "c"))


@pytest.mark.parametrize(
    ("staff", "file", "people", "fit"),
    [
        (NOW, Mark(3, "c"), [ANA, BIA], Fit.FITS),
        # The journal was put back to a day on which he was away: the mark knows better.
        (NOW, Mark(3, "c"), [ANA, BIA, RUI], Fit.FITS),
        (NOW, None, [], Fit.LOST),
        (NOW, Mark(2, "b"), [ANA, BIA], Fit.OLDER),
        (NOW, Mark(2, "c"), [ANA, BIA], Fit.OLDER),
        (NOW, Mark(), [ANA, BIA], Fit.OLDER),
        (NOW, Mark(4, "d"), [ANA], Fit.FITS),  # newer than a journal that was put back
        (NOW, Mark(3, "d"), [ANA, BIA], Fit.CHANGED),
        (Staff(mark=Mark(3, "c")), None, [], Fit.FITS),  # of nobody
        (Staff(), Mark(1, "a"), [ANA], Fit.FITS),  # whom no journal knows yet
        # Without a mark, as before there were any.
        (Staff(BOTH, frozenset({"Rui"})), Mark(), [ANA, BIA], Fit.FITS),
        (Staff(BOTH, frozenset({"Rui"})), None, [], Fit.LOST),
        (Staff(BOTH, frozenset({"Rui"})), Mark(), [ANA, BIA, RUI], Fit.OLDER),
        (Staff(BOTH, frozenset({"Rui"})), Mark(), [BIA], Fit.OLDER),
        (Staff(BOTH), Mark(), [Person("Ana", Role.CASHIER), BIA], Fit.OLDER),
        (Staff(BOTH, frozenset({"Rui"}), is_of_a_copy=True), Mark(), [RUI], Fit.FITS),
        (Staff(BOTH, is_of_a_copy=True), None, [], Fit.LOST),
    ],
)
def test_a_file_fits_where_it_is_the_one_that_was_told_of_or_newer(
    staff: Staff, file: Mark | None, people: Sequence[Person], fit: Fit
) -> None:
    assert staff.fit(file, people) is fit


def test_what_is_wrong_with_a_file_is_said_as_what_it_is() -> None:
    assert {
        Fit.LOST: PeopleLost,
        Fit.OLDER: PeopleOlder,
        Fit.CHANGED: PeopleChanged,
    } == UNFIT
    for can_recover in (True, False):
        for had_cashiers in (True, False):
            lost = PeopleLost(can_recover=can_recover, had_cashiers=had_cashiers)
            assert lost.locks is (can_recover and had_cashiers)
