"""A manager's yes while no till is open: to go on from a copy, to say on which computer this is."""

from pathlib import Path

import pytest
from support import ANA, PIN

from pos_app.app import offline_approval as module
from pos_app.app.offline_approval import Gate
from pos_app.domain.errors import (
    PeopleChanged,
    PeopleDamaged,
    PeopleLost,
    PeopleOlder,
    TooManyTries,
    WrongPin,
)
from pos_app.domain.people.recovery_code import FIGURES, in_groups
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.domain.people.staff import Staff
from pos_app.installation.pin_file import TRAINING_PIN, People

BIA = Person("Bia", Role.CASHIER)
CODE = "123456789012345678901234"


class Clock:
    """One that nobody sets."""

    def __init__(self) -> None:
        self.at = 0.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def people(tmp_path: Path) -> People:
    """Ana manages, Bia sells."""
    people = People(tmp_path / "people.json")
    people.settle(people.draft_pin(ANA, PIN, 1))
    people.settle(people.draft_pin(BIA, "1357", 2))
    return people


@pytest.fixture
def told(people: People) -> Staff:
    """What the journal knows of them."""
    roles = {"Ana": Role.MANAGER, "Bia": Role.CASHIER}
    mark = people.mark()
    assert mark
    return Staff(roles, mark=mark, sealed_code=people.seal(CODE))


def test_where_nobody_has_a_pin_nobody_is_asked(tmp_path: Path) -> None:
    gate = Gate(People(tmp_path / "people.json"), Staff)
    assert not gate.needs_pin
    assert gate.allowed_by("") == ""


def test_a_managers_pin_is_asked_for_by_the_files_word_or_the_journals(
    people: People, told: Staff, tmp_path: Path
) -> None:
    assert Gate(people, Staff).needs_pin
    assert Gate(People(tmp_path / "none.json"), lambda: told).needs_pin
    gate = Gate(people, lambda: told)
    assert gate.allowed_by(PIN) == "Ana"
    for wrong in ("1357", "0000", ""):
        with pytest.raises(WrongPin):
            gate.allowed_by(wrong)


def test_wrong_pins_and_codes_wait_as_at_an_open_till(
    people: People, told: Staff, clock: Clock
) -> None:
    gate = Gate(people, lambda: told)
    for wrong in ("0000", "1357", CODE[::-1], "0000"):
        with pytest.raises(WrongPin):
            gate.allowed_by(wrong)
    assert gate.allowed_by(PIN) == "Ana"  # which ends them
    for _ in range(5):
        with pytest.raises(WrongPin):
            gate.allowed_by("0000")
    for right in (PIN, CODE):
        with pytest.raises(TooManyTries) as refused:
            gate.allowed_by(right)
        assert refused.value.wait == 60
    clock.at += 60
    with pytest.raises(WrongPin):
        gate.allowed_by("0000")
    clock.at += 119.5
    with pytest.raises(TooManyTries) as refused:
        gate.allowed_by(PIN)
    assert refused.value.wait == 0.5
    clock.at += 0.5
    assert gate.allowed_by(PIN) == "Ana"


def test_the_recovery_code_is_taken_in_the_pins_place_and_is_nobodys(
    people: People, told: Staff
) -> None:
    gate = Gate(people, lambda: told)
    assert gate.allowed_by(in_groups(CODE)) == gate.allowed_by(CODE) == ""
    with pytest.raises(WrongPin):
        gate.allowed_by("9" * FIGURES)
    # Where none was ever made, as many figures are a PIN like any other.
    with pytest.raises(WrongPin):
        Gate(people, lambda: Staff({"Ana": Role.MANAGER}, mark=told.mark)).allowed_by(CODE)


@pytest.mark.parametrize(
    ("version", "lost"), [(None, PeopleLost), (3, PeopleOlder), (2, PeopleChanged)]
)
@pytest.mark.parametrize("code", ["sealed", ""])
def test_in_a_file_that_is_not_the_journals_nobodys_pin_is_good_and_the_code_is(
    version: int | None, lost: type[PeopleLost], code: str, people: People, told: Staff
) -> None:
    sealed = told.sealed_code if code else ""
    staff = Staff(told.people, mark=Mark(version or 2, "of another"), sealed_code=sealed)
    if version is None:
        people._file.write_text("{")
    gate = Gate(people, lambda: staff)
    with pytest.raises(PeopleLost) as refused:
        gate.allowed_by(PIN)
    told_of = (type(refused.value), refused.value.can_recover, refused.value.locks)
    assert told_of == (lost, bool(code), False)  # no till is open that could be locked
    if code:
        with pytest.raises(WrongPin):
            gate.allowed_by(CODE[::-1])
        assert gate.allowed_by(CODE) == ""
    else:
        with pytest.raises(PeopleLost):
            gate.allowed_by(CODE)


def test_a_damaged_file_that_no_journal_knows_is_said_as_what_it_is(people: People) -> None:
    people._file.write_text("{")
    gate = Gate(people, Staff)
    assert gate.needs_pin
    with pytest.raises(PeopleDamaged):
        gate.allowed_by(PIN)


def test_training_asks_for_its_own_pin_whatever_a_journal_says(tmp_path: Path, told: Staff) -> None:
    gate = Gate(People(tmp_path / "training.json", training=True), lambda: told)
    assert gate.allowed_by(TRAINING_PIN) == "training"
    with pytest.raises(WrongPin):
        gate.allowed_by(CODE)
