"""A journal whose disk died comes back from its office: event by event, or not at all."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from half_year.shop import write_shop

from pos_app.domain.errors import CopyUnusable
from pos_app.journal.chain import link
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.office_copy import OfficeCopy
from pos_app.journal.copies.restore import restore
from pos_app.journal.database_file import read_journal
from pos_app.ports.office.event_row import EventRow

ROWS = "SELECT seq, sale, at, kind, data, hash FROM events ORDER BY seq"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lost") / "journal.sqlite3"
    write_shop(path, 300)
    return path


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def rows_of(path: Path) -> list[EventRow]:
    return [EventRow(*row) for row in read(path, ROWS)]  # type: ignore[arg-type]


def till_of(path: Path) -> str:
    return str(read(path, "SELECT till FROM events LIMIT 1")[0][0])


def copied(folder: Path, till: str, slices: Sequence[Sequence[EventRow]]) -> Path:
    file = folder / "office.sqlite3"
    copy = OfficeCopy(file, till)
    try:
        for rows in slices:
            copy.take(rows)
        copy.finish()
    except CopyUnusable:
        copy.give_up()
        raise
    return file


@pytest.mark.parametrize("length", [1, 7, 500])
def test_whatever_its_slices_it_is_the_journal_that_was_lost(
    lost: Path, tmp_path: Path, length: int
) -> None:
    rows = rows_of(lost)[:400] if length == 1 else rows_of(lost)
    slices = [rows[place : place + length] for place in range(0, len(rows), length)]
    file = copied(tmp_path, till_of(lost), slices)
    with closing(read_journal(file)) as db:
        assert verify(db).sound
    assert rows_of(file) == rows
    if length != 1:
        for table in ("sales", "payments", "identities", "ledger"):
            query = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert read(file, query) == read(lost, query)


def test_a_new_computer_goes_on_from_it_with_numbers_that_nobody_had(
    lost: Path, tmp_path: Path
) -> None:
    rows, till = rows_of(lost), till_of(lost)
    journal = tmp_path / "new" / "journal.sqlite3"
    journal.parent.mkdir()
    done = restore(copied(tmp_path, till, [rows]), journal, till, "Ana", NOW)
    assert rows_of(journal)[: len(rows)] == rows
    assert done.copy.head == rows[-1].head
    assert done.next_number > max(
        int(str(row[0])) for row in read(lost, "SELECT number FROM sales")
    )


def later(last: EventRow, till: str) -> EventRow:
    """An event that only a later version of the program can read."""
    seq = last.seq + 1
    return EventRow(
        seq, "", last.at, "later", "{}", link(last.hash, seq, till, "", last.at, "later", "{}")
    )


BREAKS: dict[str, Callable[[list[EventRow], str], list[EventRow]]] = {
    "a letter more": lambda rows, _: [rows[0]._replace(data=rows[0].data + " "), *rows[1:]],
    "one left out": lambda rows, _: [*rows[:9], *rows[10:]],
    "not from the first": lambda rows, _: rows[1:],
    "of a later version": lambda rows, till: [*rows, later(rows[-1], till)],
}


@pytest.mark.parametrize("harm", BREAKS)
def test_one_that_does_not_follow_or_cannot_be_read_leaves_no_file(
    lost: Path, tmp_path: Path, harm: str
) -> None:
    till = till_of(lost)
    with pytest.raises(CopyUnusable):
        copied(tmp_path, till, [BREAKS[harm](rows_of(lost), till)])
    assert not [*tmp_path.iterdir()]
