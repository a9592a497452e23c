"""PINs at rest: argon2id, and files that were written before it."""

import errno
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from support import ANA

from pos_app.domain.errors import (
    BadInput,
    NoManager,
    PeopleDamaged,
    SettingsUnavailable,
    WrongPin,
)
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.domain.people.staff import Fit, Staff
from pos_app.installation import pin_file as module
from pos_app.installation.pin_file import TRAINING_PIN, People
from pos_app.installation.profile import Profile

# As the till wrote it in May 2026: scrypt, of 2468 and of 1357.
OLD = (Path(__file__).parent / "old" / "people.json").read_text()
# As it wrote it in November 2026, with the version 2.
KEPT = (Path(__file__).parent / "old" / "people-marked.json").read_text(encoding="utf-8")
BIA = Person("Bia", Role.CASHIER)


@pytest.mark.usefixtures("costly_pins")
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
    # RFC 9106's second choice: 64 MiB and three passes a try, 16 bytes of salt, 32 of digest.
    cost, salt, digest = entries["Ana"]["argon2"].rsplit("$", 2)
    assert (cost, len(salt), len(digest)) == ("$argon2id$v=19$m=65536,t=3,p=4", 22, 43)
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
    monkeypatch.setattr(module, "_hasher", lambda: PasswordHasher(2, 64, 1))
    assert people.whose("2468").name == "Ana"
    assert people.mark() == mark


def test_a_digest_that_costs_less_than_todays_is_made_anew_with_its_pin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of whoever types it, and of nobody else."""
    people = People(tmp_path / "people.json")
    people.give_pin(ANA, "2468")
    people.give_pin(BIA, "1357")
    monkeypatch.setattr(module, "_hasher", lambda: PasswordHasher(2, 64, 1))
    with pytest.raises(WrongPin):
        people.whose("1357")
    assert people.whose("2468") == ANA
    digests = [entry["argon2"] for entry in people._entries()]
    assert sorted("t=2" in digest for digest in digests) == [False, True]
    assert people.check("Bia", "1357") == BIA
    assert all("t=2" in entry["argon2"] for entry in people._entries())


def test_training_has_its_manager_until_it_has_one_of_its_own(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json", training=True)
    assert (people.has_manager, people.is_practice, TRAINING_PIN) == (True, True, "0000")
    for typed in ("0000", " 0000 ", 4 * "\u0660"):
        assert people.whose(typed) == Person("training", Role.MANAGER)
    with pytest.raises(WrongPin):
        people.whose("0001")
    people.give_pin(Person("Bia", Role.CASHIER), "1357")
    assert people.whose(TRAINING_PIN).role is Role.MANAGER
    people.give_pin(Person("Ana", Role.MANAGER), "2468")
    with pytest.raises(WrongPin):
        people.whose(TRAINING_PIN)
    shop = People(tmp_path / "shop.json")
    shop.give_pin(BIA, "1357")  # as somebody may have left it: a shop's is never everybody's
    with pytest.raises(WrongPin):
        shop.whose(TRAINING_PIN)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "7", '"Ana"', "null",
        '{"managers": []}', '{"managers": [{"name": "Ana"}]}', '{"managers": "Ana"}',
        '{"people": {"Ana": 1}}', '{"people": null}',
    ],
)  # fmt: skip
def test_a_file_that_names_no_pin_lets_nobody_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "people.json"
    file.write_text(text)
    people = People(file)
    assert people.has_manager
    for look in (
        lambda: people.whose("2468"),
        lambda: people.check("Ana", "2468"),
        lambda: people.is_anothers("2468", "Ana"),
        people.everyone,
        people.mark,
        lambda: people.draft_pin(ANA, "2468", 1),
        lambda: people.draft_removal("Ana", 1),
    ):
        with pytest.raises(PeopleDamaged):
            look()


@pytest.mark.parametrize("version", ["1e999", '"x"', "[]", "null", "{}"])
def test_a_file_of_no_version_is_damaged(tmp_path: Path, version: str) -> None:
    file = tmp_path / "people.json"
    file.write_text(KEPT.replace('"version": 2', f'"version": {version}'))
    with pytest.raises(PeopleDamaged):
        People(file).mark()


NOBODY: dict[str, dict[str, Any]] = {
    "a role that there is not": {"role": "owner"},
    "no text for a role": {"role": []},
    "no text for a name": {"name": 7},
    "no name": {"name": None},
    "no text for a digest": {"argon2": 7},
    "half of an older digest": {"argon2": ..., "salt": "00ff"},
    "the other half": {"argon2": ..., "digest": "00ff"},
    "no hexadecimal": {"argon2": ..., "salt": "00ff", "digest": "0g"},
    "an odd figure": {"argon2": ..., "salt": "00f", "digest": "00ff"},
}


@pytest.mark.parametrize("harm", NOBODY.values(), ids=NOBODY)
def test_an_entry_that_makes_no_sense_is_nobody_beside_those_that_do(
    tmp_path: Path, harm: dict[str, Any]
) -> None:
    people = People(tmp_path / "people.json")
    people.give_pin(ANA, "2468")
    people.give_pin(BIA, "1357")
    tree = json.loads((tmp_path / "people.json").read_text())
    harmed = {**tree["people"][1], **harm}
    tree["people"][1] = {key: value for key, value in harmed.items() if value is not ...}
    tree["people"] += [7, None, "Eva", []]
    (tmp_path / "people.json").write_text(json.dumps(tree))
    assert people.everyone() == [ANA]
    assert people.whose("2468") == ANA
    with pytest.raises(WrongPin):
        people.check("Bia", "1357")


def test_before_there_were_cashiers_everybody_was_a_manager(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    (tmp_path / "people.json").write_text(OLD)
    assert people.everyone() == [ANA, Person("Rui", Role.MANAGER)]
    assert people.mark() == Mark()


# Each is of 2468, and costs as much memory, or as many passes, as it says.
DIGESTS = {
    "four times our memory": (
        "$argon2id$v=19$m=262144,t=1,p=4$WUiqUFEI7/ESCgQIeMcXng$/qik+VkriLe9nAeuyewUnFF8Raiz0ShSS5LPWwIgstg",
        True,
    ),
    "more memory": (
        "$argon2id$v=19$m=262145,t=1,p=4$+XoK4wBrbzdO6nUoxNmyJQ$Frngqdao8nViYDKjOkz0gVUNLjsfcOFrQ1w6yB8n3kg",
        False,
    ),
    "four times our passes": (
        "$argon2id$v=19$m=64,t=12,p=4$ADJAa6If69QgA1N+FSR6lA$X8cQ6yI6N5teEL/Ik1K6phVHLsLeQLKEjhUBa6VPwLI",
        True,
    ),
    "more passes": (
        "$argon2id$v=19$m=64,t=13,p=4$kQu69GzfhUFFqbTV6/iaWw$t3qg4mdEoiLJnWAqoLZC2AGVMPLRcQCcMfLaG/fRm1U",
        False,
    ),
    "none": ("$argon2id$v=19$m=64", False),
    "of no hash": ("$argon2id$v=19$m=64,t=1,p=4$!$!", False),
}


@pytest.mark.parametrize(("digest", "opens"), DIGESTS.values(), ids=DIGESTS)
def test_a_digest_that_another_made_may_cost_four_times_what_ours_does_and_no_more(
    tmp_path: Path, digest: str, *, opens: bool
) -> None:
    """One that asks for hours of work would hold the till for hours."""
    people = People(tmp_path / "people.json")
    assert people.opens("2468", digest) is opens
    assert not people.opens("2469", digest)


def test_a_sealed_code_opens_by_itself_alone(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    sealed = people.seal("123456789012345678901234")
    assert people.opens("123456789012345678901234", sealed)
    assert not people.opens("123456789012345678901235", sealed)
    assert sealed != people.seal("123456789012345678901234")  # by a salt of its own


# --- the mark -------------------------------------------------------------------------------------


def test_a_file_has_the_mark_that_a_journal_of_before_knows_it_by(tmp_path: Path) -> None:
    """It is in journals for ever: made otherwise, every shop's file would be called changed."""
    file = tmp_path / "people.json"
    file.write_text(KEPT)
    people = People(file)
    mark = Mark(2, "7c9ad88ef600f536cc57a1d5394b22ebb20184c8808cbd7df6da59a09328b64b")
    assert people.mark() == mark
    assert people.everyone() == [ANA, Person("Zé Ñuñez", Role.CASHIER)]
    file.write_text(json.dumps(json.loads(KEPT)))  # the same, on one line
    assert people.mark() == mark


def test_a_file_is_written_as_people_read_it(tmp_path: Path) -> None:
    """A line for each thing, and names with their accents."""
    people = People(tmp_path / "people.json")
    people.settle(people.draft_pin(ANA, "2468", 1))
    people.settle(people.draft_pin(Person("Zé Ñuñez", Role.CASHIER), "1357", 2))
    written = (tmp_path / "people.json").read_text(encoding="utf-8")
    digests = re.compile(r"\$argon2[^\"]+")
    assert digests.sub("", written) == digests.sub("", KEPT)


def test_no_byte_of_a_file_of_pins_is_changed_unseen(tmp_path: Path) -> None:
    """Each one, in three ways: what is left either says the same, or does not fit the journal."""
    kept = KEPT.encode()
    file = tmp_path / "people.json"
    people = People(file)
    file.write_bytes(kept)
    told = Staff({"Ana": Role.MANAGER, "Zé Ñuñez": Role.CASHIER}, mark=people.mark() or Mark())
    unseen = []
    for at in range(len(kept)):
        for flipped in (1, 0x20, 0x80):
            harmed = bytearray(kept)
            harmed[at] ^= flipped
            file.write_bytes(harmed)
            try:
                fits = told.fit(people.mark(), people.everyone()) is Fit.FITS
            except PeopleDamaged:
                continue
            if fits and json.loads(harmed) != json.loads(kept):
                unseen.append((at, flipped))
    # A version that is larger is of a file that is newer than a journal that was put back.
    place = kept.index(b'"version": 2') + len('"version": ')
    assert unseen == [(place, 1)]


def test_a_file_whose_disk_takes_nothing_is_said_and_the_right_pin_is_right_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it would be written anew, as argon2id has it today."""
    file = tmp_path / "people.json"
    file.write_text(OLD)
    people = People(file)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr(module, "write_privately", full)
        assert people.whose("2468") == ANA
        for change in (
            lambda: people.give_pin(BIA, "1357"),
            lambda: people.draft_pin(BIA, "1357", 1),
            lambda: people.draft_removal("Rui", 1),
        ):
            with pytest.raises(SettingsUnavailable):
                change()
    assert file.read_text() == OLD


def test_a_draft_that_cannot_be_put_in_the_files_place_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People(tmp_path / "people.json")
    mark = people.draft_pin(ANA, "2468", 1)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read only")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", refuse)
        with pytest.raises(SettingsUnavailable):
            people.settle(mark)
    assert people.mark() is None
    people.settle(mark)
    people.settle(mark)  # once more: there is no draft any more, and nothing to do
    assert people.mark() == mark


def test_a_draft_that_was_cut_short_comes_into_force_never(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    people.settle(first := people.draft_pin(ANA, "2468", 1))
    second = people.draft_pin(BIA, "1357", 2)
    draft = tmp_path / "people.json.draft"
    draft.write_bytes(draft.read_bytes()[:-40])
    people.settle(second)
    assert people.mark() == first


def test_a_pin_that_is_typed_changes_nothing_in_a_file_of_today(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    people.give_pin(ANA, "2468")
    people.give_pin(Person("bia", Role.CASHIER), "1357")
    people.give_pin(Person("Caio", Role.CASHIER), "8642")
    before = (tmp_path / "people.json").read_bytes()
    for typed in (" 2468 ", "24\u200b68", "٢٤٦٨"):
        assert people.whose(typed) == ANA
        assert people.check("Ana", typed) == ANA
    assert (tmp_path / "people.json").read_bytes() == before
    assert [one.name for one in people.everyone()] == ["Ana", "bia", "Caio"]  # as people look


def test_a_new_installation_has_nobody(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    assert (people.has_manager, people.is_practice) == (False, False)
    assert (people.everyone(), people.mark()) == ([], None)
    assert not people.is_anothers("2468", "Ana")
    for pin in ("2468", TRAINING_PIN):
        with pytest.raises(NoManager):
            people.whose(pin)
        with pytest.raises(NoManager):
            people.check("Ana", pin)
    with pytest.raises(BadInput):
        people.give_pin(ANA, "12")
    assert not people.has_manager


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


def test_people_of_a_newer_version_stay_in_the_file_and_may_not_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    people = People(file)
    people.give_pin(ANA, "2468")
    tree = json.loads(file.read_text())
    newer = {"name": "Eva", "role": "auditor", "argon4": {"made": "2031"}}
    file.write_text(json.dumps({**tree, "people": [newer, *tree["people"]]}))
    people.give_pin(BIA, "1357")
    assert [one.name for one in people.everyone()] == ["Ana", "Bia"]
    with pytest.raises(WrongPin):
        people.check("Eva", "2468")
    settled = people.draft_removal("Bia", 1)
    people.settle(settled)
    assert people.mark() == settled
    assert newer in json.loads(file.read_text())["people"]
