"""The log that a killed till leaves beside its journal: what a power cut does to one is no damage,
and what takes back something that was promised is."""

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.journal.checks.wal_check import is_damaged

HEADER, FRAME = 32, 24
ENDS = 4  # where a frame says that its transaction ends with it
Harm = Callable[[bytearray], object]


class Left:
    """A journal and its log as a till left them that was killed: three transactions, of which the
    last one is of two pages."""

    def __init__(self, folder: Path, page: int) -> None:
        self.page = page
        self.journal = folder / "journal.sqlite3"
        self.log = folder / "journal.sqlite3-wal"
        with closing(sqlite3.connect(self.journal, isolation_level=None)) as db:
            db.execute(f"PRAGMA page_size={page}")
            db.execute("PRAGMA journal_mode=wal").fetchall()
            db.execute("PRAGMA wal_autocheckpoint=0")
            db.execute("CREATE TABLE t (x)")
            db.execute("CREATE TABLE u (x)")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            for text in ("one", "two"):
                db.execute("INSERT INTO t VALUES (?)", [text])
            db.execute("BEGIN")
            for table in ("t", "u"):
                db.execute(f"INSERT INTO {table} VALUES ('three')")
            db.execute("COMMIT")
            self._keep(self.journal, self.log)
        self._put_back()

    def _keep(self, *files: Path) -> None:
        self._kept = {file: file.read_bytes() for file in files}

    def _put_back(self) -> None:
        for file, content in self._kept.items():
            file.write_bytes(content)

    def frame(self, number: int) -> int:
        """Where it begins, from 0."""
        return HEADER + number * (FRAME + self.page)

    def is_damaged_by(self, harm: Harm) -> bool:
        content = bytearray(self._kept[self.log])
        harm(content)
        self.log.write_bytes(content)
        return is_damaged(self.journal)

    def rows(self) -> int:
        """As SQLite reads it, of both tables."""
        with closing(sqlite3.connect(self.journal)) as db:
            found = db.execute("SELECT (SELECT COUNT(*) FROM t) + (SELECT COUNT(*) FROM u)")
            (count,) = found.fetchone()
        self._put_back()
        return int(count)


@pytest.fixture(params=[4096, 512, 65536])
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Left:
    left = Left(tmp_path, request.param)
    assert len(left.log.read_bytes()) == left.frame(4)
    assert not is_damaged(left.journal)
    return left


def flip(place: int) -> Harm:
    def harm(content: bytearray) -> None:
        content[place] ^= 0xFF

    return harm


def cut(size: int) -> Harm:
    def harm(content: bytearray) -> None:
        del content[size:]

    return harm


def blank(start: int) -> Harm:
    def harm(content: bytearray) -> None:
        content[start:] = bytes(len(content) - start)

    return harm


def test_a_log_that_is_cut_off_or_blank_from_somewhere_on_is_what_a_power_cut_leaves(
    left: Left,
) -> None:
    for frame in range(5):
        for place in (-1, 0, 1, FRAME, FRAME + 100):
            size = min(max(left.frame(frame) + place, 0), left.frame(4))
            assert not left.is_damaged_by(cut(size)), size
            if size >= HEADER:
                assert not left.is_damaged_by(blank(size)), size
    left.log.unlink()
    assert not is_damaged(left.journal)


@pytest.mark.parametrize("place", [0, 3, 4, 8, 16, FRAME, FRAME + 200])
def test_what_is_wrong_in_a_frame_is_damage_where_a_later_transaction_follows_it(
    place: int, left: Left
) -> None:
    """In the last one it is the torn end of a write that nobody was told of, unless it says that it
    is two."""
    found = [left.is_damaged_by(flip(left.frame(frame) + place)) for frame in range(4)]
    assert found == [True, True, place == ENDS, False]


def test_a_torn_end_of_several_pages_is_none_whichever_of_them_was_lost(left: Left) -> None:
    def of_both(content: bytearray) -> None:
        for frame in (2, 3):
            flip(left.frame(frame) + FRAME + 9)(content)

    assert not left.is_damaged_by(of_both)


@pytest.mark.parametrize("place", [0, 8, 9, 16, 20, 24, 28])
def test_a_log_of_which_nothing_will_be_read_is_damage_unless_the_journal_has_it_all(
    place: int, left: Left
) -> None:
    assert left.is_damaged_by(flip(place))
    assert left.rows() < 4
    assert not left.is_damaged_by(cut(left.frame(4)))  # and as it was, it is none
    with closing(sqlite3.connect(left.journal)) as db:  # whoever opens it takes it over
        db.execute("PRAGMA wal_checkpoint").fetchall()
        taken = left.journal.read_bytes()
    left.journal.write_bytes(taken)
    assert not left.is_damaged_by(flip(place))


def test_of_such_a_log_only_what_was_committed_can_be_missed(left: Left) -> None:
    def without_its_header(size: int) -> Harm:
        def harm(content: bytearray) -> None:
            flip(0)(content)
            cut(size)(content)

        return harm

    assert not left.is_damaged_by(without_its_header(left.frame(0) + 10))
    assert left.is_damaged_by(without_its_header(left.frame(1)))
    assert not left.is_damaged_by(cut(left.frame(2)))
    with closing(sqlite3.connect(left.journal)) as db:  # which has two of the three then
        db.execute("PRAGMA wal_checkpoint").fetchall()
        taken = left.journal.read_bytes()
    left.journal.write_bytes(taken)
    assert not left.is_damaged_by(without_its_header(left.frame(2)))
    assert not left.is_damaged_by(without_its_header(left.frame(3)))
    assert left.is_damaged_by(without_its_header(left.frame(4)))


def test_a_transaction_that_was_never_committed_is_missed_by_nobody(left: Left) -> None:
    """The first of a log, whose header the power cut took as well."""

    def torn(content: bytearray) -> None:
        begun = content[left.frame(2) : left.frame(3)]  # of two pages, which it is the first of
        flip(0)(content)
        content[HEADER:] = begun * 3

    assert not left.is_damaged_by(torn)


def test_a_log_of_pages_that_no_journal_has_is_none_that_is_read(left: Left) -> None:
    """SQLite passes over all of it, however right the sum of its header."""

    def of_pages(size: int) -> Harm:
        def harm(content: bytearray) -> None:
            content[8:12] = struct.pack(">I", size)
            make_right(content)

        return harm

    for size in (0, 1, 3, 4, 8, 256, 511, 1000, 131_072, 2**31, 2**32 - 1):
        assert left.is_damaged_by(of_pages(size)), size
        assert left.rows() == 0


def test_a_log_that_begins_otherwise_is_none_that_is_read(left: Left) -> None:
    """And its one transaction is lost, which the journal does not have."""

    def begun_otherwise(content: bytearray) -> None:
        cut(left.frame(1))(content)
        flip(0)(content)
        make_right(content)

    assert left.is_damaged_by(begun_otherwise)
    assert left.rows() == 0


def make_right(content: bytearray) -> None:
    """The sum of a log's header."""
    words = ">" if content[3] & 1 else "<"
    content[24:HEADER] = struct.pack(">2I", *sums(words, bytes(content[:24]), (0, 0)))


def sums(words: str, content: bytes, before: tuple[int, int]) -> tuple[int, int]:
    first, second = before
    for one, other in struct.iter_unpack(f"{words}2I", content):
        first = (first + one + second) % 2**32
        second = (second + other + first) % 2**32
    return first, second


def test_a_page_that_has_no_number_is_nobodys(left: Left) -> None:
    def harm(content: bytearray) -> None:
        flip(0)(content)
        content[left.frame(0) : left.frame(0) + 4] = bytes(4)

    assert left.is_damaged_by(harm)


def test_what_is_left_of_an_older_log_behind_the_new_one_is_no_loss(tmp_path: Path) -> None:
    """SQLite begins its log again from the front, and leaves the rest of it as it lies."""
    journal = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(journal, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=wal").fetchall()
        db.execute("CREATE TABLE t (x)")
        for _ in range(4):
            db.execute("INSERT INTO t VALUES ('old')")
        db.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        db.execute("INSERT INTO t VALUES ('new')")
        assert len((tmp_path / "journal.sqlite3-wal").read_bytes()) > HEADER + 2 * (FRAME + 4096)
        assert not is_damaged(journal)


def test_a_log_whose_sums_are_of_big_endian_words_is_read_as_well(left: Left) -> None:
    """As computers of the other kind write them."""

    def turn(content: bytearray) -> None:
        content[3] |= 1
        known = sums(">", bytes(content[:24]), (0, 0))
        content[24:HEADER] = struct.pack(">2I", *known)
        for frame in range(4):
            start = left.frame(frame)
            page = content[start + FRAME : left.frame(frame + 1)]
            known = sums(">", bytes(content[start : start + 8] + page), known)
            content[start + 16 : start + FRAME] = struct.pack(">2I", *known)

    assert not left.is_damaged_by(turn)
    assert left.rows() == 4

    def harm(content: bytearray) -> None:
        turn(content)
        flip(left.frame(0) + FRAME + 7)(content)

    assert left.is_damaged_by(harm)
