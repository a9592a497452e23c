"""No byte of an event can be changed unnoticed. `make faults` changes each in both ways; here the
slower one, in the pages of the file, is tried on one of the journals."""

import random
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from faults.flips import Tried, by_sql, cells, held, images, in_the_file, opened
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pos_app.cli import main
from pos_app.domain.audit_notes import NOTES
from pos_app.domain.events import EVENTS

IMAGES = images()


def kinds(image: bytes) -> set[str]:
    with closing(opened(image)) as db:
        return {kind for (kind,) in db.conn.execute("SELECT kind FROM events")}


def test_every_kind_of_event_and_note_is_tried() -> None:
    assert set().union(*map(kinds, IMAGES.values())) == EVENTS.keys() | NOTES.keys()


@pytest.mark.parametrize(
    ("way", "name"),
    [
        *((by_sql, name) for name in IMAGES),
        (in_the_file, held.__name__),
    ],
)
def test_a_changed_byte_of_an_event_is_found_and_the_event_is_named(
    way: Callable[[bytes, Callable[[], Sequence[int]]], Tried], name: str
) -> None:
    chance = random.Random(name)
    tried = dict(way(IMAGES[name], lambda: [chance.randrange(8)]))
    assert [place for place, found in tried.items() if not found] == []
    assert len(tried) > 900


FILE = IMAGES["paid"]
BITS = st.tuples(st.integers(0, len(FILE) - 1), st.integers(0, 7))
IN_USE = [at for at, byte in enumerate(FILE) if byte]


@given(st.lists(BITS, min_size=1, max_size=9), st.sets(st.sampled_from(IN_USE), max_size=9))
@settings(max_examples=40, deadline=None)
@example([(FILE.index(b"CREATE TABLE sales") + 1, 7)], set())  # named by SQLite, and no text
@example([(FILE.index(b"004_late") - 1, 6)], set())
@example([(0, 0)], set())
@example([(18, 1), (19, 1)], set())
@example([(at, 7) for at in IN_USE], set())
def test_whatever_has_become_of_the_file_verify_comes_to_a_verdict(
    flipped: list[tuple[int, int]], turned: set[int]
) -> None:
    """Exit code 0 where no event, guard, row or page that is in use has suffered, else 1."""
    harmed = bytearray(FILE)
    for at, bit in flipped:
        harmed[at] ^= 1 << bit
    for at in turned:
        harmed[at] ^= 0xFF
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        Path(folder, "journal.sqlite3").write_bytes(harmed)
        code = main(["--profile", folder, "verify"])
    assert code == 1 or (code == 0 and not turned & set(CELLS))


CELLS = [at for cell in cells(FILE).values() for at in cell]
