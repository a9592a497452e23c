"""The files of keys, PINs and settings after a power cut: what was said to be kept is there, and
whole, whatever the disk had not written yet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from faults.power.folder import Folder
from support import ANA, PIN

from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.installation import settings
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.pin_file import People
from pos_app.system.private_files import write_privately

Change = Callable[[], Mark]

BIA = Person("Bia", Role.CASHIER)
WORDS = "três tristes tigres"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_key_that_was_kept_is_there_after_a_power_cut(folder: Path, tmp_path: Path) -> None:
    given = {"vpos.token": "first", "wikipay.api_key": "second", "vpos.secret": "third"}
    disk = Folder(folder, told=())
    with disk.watched():
        keys = KeyFile(folder / "keys.enc")
        keys.unlock(WORDS)
        for name, value in given.items():
            keys.keep(name, value)
            disk.told = (*disk.told, name)
    assert len(disk.found) > 3 * len(given)
    for found in disk.found:
        later = KeyFile(found.put_into(tmp_path / "after") / "keys.enc")
        later.unlock(WORDS)
        kept = {name: later.get(name) for name in found.told}
        assert kept == {name: given[name] for name in found.told}


def test_the_file_of_pins_that_the_journal_was_told_of_is_in_force_after_a_power_cut(
    folder: Path, tmp_path: Path
) -> None:
    """A change is told to the journal between its draft and its being in force. What the journal
    has is durable by itself."""
    people = People(folder / "people.json")
    changes: list[Change] = [
        lambda: people.draft_pin(ANA, PIN, 1),
        lambda: people.draft_pin(BIA, "1357", 2),
        lambda: people.draft_removal("Bia", 3),
        lambda: people.draft_pin(ANA, "7294", 4),
    ]
    disk = Folder(folder, told=Mark())
    with disk.watched():
        for change in changes:
            disk.told = mark = change()
            people.settle(mark)
    assert len(disk.found) > 4 * 4
    for found in disk.found:
        later = People(found.put_into(tmp_path / "after") / "people.json")
        if later.mark() != found.told:
            later.settle(found.told)
        assert (later.mark() or Mark()) == found.told


def test_settings_that_were_saved_are_there_after_a_power_cut(folder: Path, tmp_path: Path) -> None:
    names = ["Loja", "Loja nova", "Loja da esquina"]
    disk = Folder(folder, told=0)
    with disk.watched():
        for name in names:
            settings.save(folder / "settings.toml", {("shop", "name"): name})
            disk.told += 1
    for found in disk.found:
        known = settings.load(found.put_into(tmp_path / "after") / "settings.toml")
        told = found.told
        assert not told or known.name in names[told - 1 : told + 1]


def test_a_small_file_is_the_one_before_or_the_next_and_never_a_part(
    folder: Path, tmp_path: Path
) -> None:
    contents = [str(number).encode() * 1000 for number in range(3)]
    disk = Folder(folder, told=0)
    with disk.watched():
        for content in contents:
            write_privately(folder / "till-id", content)
            disk.told += 1
    for found in disk.found:
        file = found.put_into(tmp_path / "after") / "till-id"
        told = found.told
        assert not told or file.read_bytes() in contents[told - 1 : told + 1]
