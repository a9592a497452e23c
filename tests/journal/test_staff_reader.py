"""Who has a PIN, as a journal and its copies tell it that no till has open."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from journal.copies.test_backup import TILL, Shop

from pos_app.domain.audit_notes import PinGiven
from pos_app.domain.people.roles import Role
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.staff_reader import known_staff
from pos_app.journal.store import Store


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_who_has_a_pin_is_told_by_the_journal_or_a_copy_whichever_knows_the_later_change(
    shop: Shop,
) -> None:
    """Whoever deletes the one decides nothing."""

    def give(name: str, version: int) -> None:
        with closing(open_soundly(shop.path)) as db:
            note = PinGiven(name=name, role=Role.MANAGER, version=version, digest="d")
            Store(db, TILL, shop.now).note(note)

    def known() -> set[str]:
        return {*known_staff(shop.path, shop.copies, TILL).people}

    assert known() == set()
    give("Ana", 1)
    assert known() == {"Ana"}
    shop.back_up()
    give("Rui", 2)
    assert known() == {"Ana", "Rui"}
    shop.path.unlink()
    assert known() == {"Ana"}
    shop.path.write_text("no journal")
    assert known() == {"Ana"}
    assert {*known_staff(shop.path, shop.copies / "stick", TILL).people} == set()
    assert {*known_staff(shop.path, shop.copies, "another").people} == set()
    shop.path.unlink()
    with closing(sqlite3.connect(shop.path)) as db:  # in which there is nothing yet
        db.execute("PRAGMA journal_mode=wal").fetchall()
    assert known() == {"Ana"}
