"""What is found of a till's files after a power cut: of its copies, of a journal that goes on from
one or is made again, of what is kept beside it, and of its keys."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from faults.power.folder import Folder, Found
from hostile.files import by_sql
from journal.copies.test_backup import AT, TILL, Shop

from pos_app.app.moved_profile import Arrival
from pos_app.domain.errors import JournalMissing
from pos_app.domain.people.roles import Person, Role
from pos_app.installation import settings
from pos_app.installation.computer import settle_here
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.opening_checks import open_soundly, remember
from pos_app.journal.copies.backup import checked
from pos_app.journal.copies.latest_copy import named_copies
from pos_app.journal.copies.rebuild import rebuild
from pos_app.journal.copies.restore import put_aside, restore
from pos_app.journal.database_file import read_journal
from pos_app.ports.journal import Head

SOLD = ["a", "b", "c", "d"]
_repaint = by_sql("UPDATE sales SET state = 'declined' WHERE id = 'b'")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Four sales, of which a copy has two; and nothing beside the journal tells that there is one,
    as where a program has tidied up."""
    (tmp_path / "shop").mkdir()
    shop = Shop(tmp_path / "shop")
    shop.sell("a", "b")
    shop.back_up()
    shop.sell("c", "d")
    shop.path.with_suffix(".made").unlink()
    return shop


def _go_on(shop: Shop) -> None:
    (copy,) = shop.copies.iterdir()
    restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)


def _make_again(shop: Shop) -> None:
    rebuild(shop.path, TILL, "Ana", shop.now(), Shown(shop.path, shop.copies, TILL))


def _put_aside(shop: Shop) -> None:
    put_aside(shop.path, shop.now())


def _go_back(shop: Shop) -> None:
    shown = Shown(shop.path, shop.copies, TILL)
    with closing(read_journal(shop.path)) as db:
        shown.begin_anew(Head(3, "0" * 64), 4000, db)


def _keep_a_key(shop: Shop) -> None:
    keys = KeyFile(shop.path.parent / "keys.enc")
    keys.unlock("três tristes tigres")
    keys.keep("vpos.token", "hvHCkChzXuOdMonpeHFx")


def _give_a_pin(shop: Shop) -> None:
    people = People(shop.path.parent / "people.json")
    people.give_pin(Person("Rui", Role.MANAGER), "2468")


def _save_settings(shop: Shop) -> None:
    settings.save(shop.path.parent / "settings.toml", {("shop", "till"): "2"})


class Deed(NamedTuple):
    """What is done in a shop's folder, and the files that it is about."""

    do: Callable[[Shop], object]
    names: frozenset[str] = frozenset()


DEEDS = {
    "a journal goes on from a copy": Deed(_go_on, frozenset({"journal.sqlite3", "journal.head"})),
    "a journal is made again": Deed(_make_again, frozenset({"journal.sqlite3"})),
    "a journal is put aside": Deed(_put_aside, frozenset({"journal.sqlite3"})),
    "that there is a journal": Deed(lambda shop: remember(shop.path)),
    "a person goes back": Deed(_go_back, frozenset({"journal.head"})),
    "a key is kept": Deed(_keep_a_key, frozenset({"keys.enc"})),
    "somebody is given a PIN": Deed(_give_a_pin, frozenset({"people.json"})),
    "settings are changed": Deed(_save_settings, frozenset({"settings.toml"})),
    "a till is named": Deed(lambda shop: Profile(shop.path.parent).till_id()),
    "a computer is known": Deed(lambda shop: settle_here(Profile(shop.path.parent))),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_what_has_returned_is_found_and_before_that_the_old_or_the_new(
    deed: Deed, shop: Shop
) -> None:
    _repaint(shop.path)  # so that there is something to make again
    folder = Folder(shop.path.parent)
    before = folder.now()
    with folder.watched():
        deed.do(shop)
    now = folder.now()
    assert now != before
    for found in folder.after():
        assert found.files == now
    for found in folder.found:
        for name in deed.names & found.files.keys():
            assert found.files[name] in (before.get(name), now.get(name)), (found.when, name)


# --- copies ---------------------------------------------------------------------------------------


def test_whatever_bears_the_name_of_a_copy_is_good_whenever_the_power_is_cut(
    shop: Shop, tmp_path: Path
) -> None:
    folder = Folder(shop.copies)
    with folder.watched():
        shop.back_up()
    for place in _every(folder.found, tmp_path):
        assert [checked(one.path).sales for one in named_copies(place)][-1:] == [2]
    for found in folder.after():
        assert found.files == folder.now()
        assert len(found.files) == 2


# --- the journal ----------------------------------------------------------------------------------


def test_no_cut_while_a_journal_goes_on_from_a_copy_loses_a_sale_or_begins_anew(
    shop: Shop, tmp_path: Path
) -> None:
    (copy,) = shop.copies.iterdir()
    as_it_was = shop.path.read_bytes()
    folder = Folder(shop.path.parent)
    with folder.watched():
        _go_on(shop)
    for found in folder.found:  # under one name or another nothing of it is thrown away
        assert as_it_was in found.files.values(), found.when
    for place in _every(folder.found, tmp_path):
        shop.path = place / "journal.sqlite3"
        try:
            with closing(open_soundly(shop.path, Shown(shop.path, None, TILL).check)):
                pass
        except JournalMissing:
            pass  # a person is told, and goes on from the copy once more
        else:
            assert shop.sales() == SOLD
        restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
        assert shop.sales() == SOLD


def test_no_cut_while_a_journal_is_made_again_loses_an_event(shop: Shop, tmp_path: Path) -> None:
    _repaint(shop.path)
    folder = Folder(shop.path.parent)
    with folder.watched():
        _make_again(shop)
    for place in _every(folder.found, tmp_path):
        shop.path = place / "journal.sqlite3"
        _make_again(shop)
        assert shop.sales() == SOLD
        shop.path.unlink()
        with pytest.raises(JournalMissing):
            shop.sell("x")


def test_a_head_is_kept_whole_or_not_yet(shop: Shop, tmp_path: Path) -> None:
    shown = Shown(shop.path, None, TILL)
    shown.keep(Head(3, "3" * 64))
    folder = Folder(shop.path.parent)
    with folder.watched():
        shown.keep(Head(4, "4" * 64))
    kept = {
        Shown(place / "journal.sqlite3", None, TILL).highest
        for place in _every(folder.found, tmp_path)
    }
    assert kept == {Head(3, "3" * 64), Head(4, "4" * 64)}


async def test_a_till_of_its_own_never_has_the_journal_that_came_along(shop: Shop) -> None:
    """Nor does the one that it was begin its numbers once more."""
    place = Profile(shop.path.parent)
    name = place.till_id(TILL)
    remember(shop.path)
    Shown(shop.path, None, TILL).keep(Head(3, "3" * 64))
    people = People(place.people)  # of whom nobody has a PIN
    folder = Folder(place.root)
    with folder.watched():
        await Arrival(place, people, lambda: AT).another_till("")
    assert place.till_id() != name
    for found in folder.found:
        is_another = found.files["till-id"] != f"{name}\n".encode()
        is_said = {"journal.made", "journal.head"} & found.files.keys()
        assert not (is_another and "journal.sqlite3" in found.files), found.when
        assert is_another or is_said, found.when
    for found in folder.after():
        assert found.files == folder.now()


def _every(found: list[Found], tmp_path: Path) -> Iterator[Path]:
    """A folder with what each cut leaves, where that is not what another one did."""
    different = {frozenset(one.files.items()): one for one in found}
    assert len(different) > 1
    for number, one in enumerate(different.values()):
        yield one.put_into(tmp_path / f"cut {number}")
