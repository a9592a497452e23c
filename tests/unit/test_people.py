"""PINs at rest: argon2id, and files that were written before it."""

import json
import os
import stat
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pos_app import people as module
from pos_app.domain.errors import SettingsUnavailable, WrongPin
from pos_app.domain.people import Mark, Person, Role
from pos_app.people import TRAINING_PIN, People
from pos_app.profile import Profile

pytestmark = pytest.mark.usefixtures("costly_pins")

# As the till wrote it in May 2026: scrypt, of 2468 and of 1357.
OLD = (Path(__file__).parent / "old" / "people.json").read_text()


def test_a_pin_of_an_older_till_still_works_and_is_argon2id_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text(OLD)
    people = People(file)
    with pytest.raises(WrongPin):
        people.whose("0000")
    assert file.read_text() == OLD
    assert people.whose("2468").name == "Ana"
    entries = {entry["name"]: entry for entry in json.loads(file.read_text())["people"]}
    assert entries["Ana"].keys() == {"name", "role", "argon2"}
    assert entries["Ana"]["argon2"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "digest" in entries["Rui"]
    assert [people.whose(pin).name for pin in ("2468", "1357")] == ["Ana", "Rui"]


def test_a_cashiers_pin_is_good_at_the_till_and_for_no_managers_deed(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    ana, bia = Person("Ana", Role.MANAGER), Person("Bia Miguel", Role.CASHIER)
    people.give_pin(ana, "2468")
    people.give_pin(bia, "1357")
    assert (people.everyone(), bia.initials) == ([ana, bia], "BM")
    assert people.check("Bia Miguel", "1357") == bia
    for wrong in (("Ana", "1357"), ("Bia Miguel", "2468"), ("Eva", "1357")):
        with pytest.raises(WrongPin):
            people.check(*wrong)
    with pytest.raises(WrongPin):
        people.whose("1357")
    people.give_pin(Person("Bia Miguel", Role.MANAGER), "8642")  # she runs the shop now
    assert people.whose("8642").name == "Bia Miguel"
    people.settle(people.draft_removal("Bia Miguel", 1))
    assert people.everyone() == [ana]


def test_what_is_drafted_is_in_force_once_it_is_settled_and_has_a_mark_of_its_own(
    tmp_path: Path,
) -> None:
    people = People(tmp_path / "people.json")
    ana, bia = Person("Ana", Role.MANAGER), Person("Bia", Role.CASHIER)
    assert people.mark() is None
    first = people.draft_pin(ana, "2468", 1)
    assert (people.mark(), people.everyone()) == (None, [])
    people.settle(Mark(1, "another"))
    assert people.mark() is None
    people.settle(first)
    assert (people.mark(), people.everyone()) == (first, [ana])
    marks = {first, people.draft_pin(bia, "1357", 2), people.draft_pin(ana, "2468", 2)}
    assert len(marks) == 3  # the same people, and another digest of the same PIN
    assert people.mark() == first
    people.settle(people.draft_pin(bia, "1357", 2, alone=True))
    assert people.everyone() == [bia]
    for owner, anothers in (("Bia", False), ("Ana", True)):
        assert people.is_anothers(" 1357", owner) is anothers
    assert not people.is_anothers("1358", "Ana")


def test_a_file_that_the_journal_has_told_of_is_not_written_by_whoever_types_a_pin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would not fit the journal any more. Here a later version makes its digests otherwise."""
    people = People(tmp_path / "people.json")
    people.settle(people.draft_pin(Person("Ana", Role.MANAGER), "2468", 1))
    mark = people.mark()
    monkeypatch.setattr(module, "_hasher", lambda: PasswordHasher(1, 64, 1))
    assert people.whose("2468").name == "Ana"
    assert people.mark() == mark


def test_training_has_its_manager_until_it_has_one_of_its_own(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json", training=True)
    people.give_pin(Person("Bia", Role.CASHIER), "1357")
    assert people.whose(TRAINING_PIN).role is Role.MANAGER
    people.give_pin(Person("Ana", Role.MANAGER), "2468")
    with pytest.raises(WrongPin):
        people.whose(TRAINING_PIN)


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"managers": []}', '{"managers": [{"name": "Ana"}]}', '{"managers": "Ana"}'],
)
def test_a_file_that_names_no_pin_lets_nobody_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "people.json"
    file.write_text(text)
    assert People(file).has_manager
    with pytest.raises(SettingsUnavailable):
        People(file).whose("2468")


def test_a_profile_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "shop")
    profile.root.mkdir(mode=0o755)
    profile.log.mkdir()
    files = [profile.settings, profile.journal, profile.people, profile.log / "pos-app.log"]
    notes = profile.root / "notes.txt"  # the shop's own
    for file in (*files, notes):
        file.write_text("")
        file.chmod(0o644)
    profile.prepare()
    assert {_mode(file) for file in files} == {0o600}
    assert (_mode(profile.root), _mode(notes)) == (0o700, 0o644)


def test_a_folder_that_everybody_may_write_to_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    Profile(tmp_path).prepare()
    assert os.name == "nt" or _mode(tmp_path) == 0o777


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o777
