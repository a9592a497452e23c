"""No byte of an event can be changed unnoticed. `make faults` changes each in both ways; here the
slower one, in the pages of the file, is tried on one of the journals."""

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

import pytest
from faults.flips import Tried, by_sql, held, images, in_the_file

from pos_app.domain.events import EVENTS
from pos_app.domain.notes import NOTES

IMAGES = images()


def kinds(image: bytes) -> set[str]:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.deserialize(image)
        return {kind for (kind,) in conn.execute("SELECT kind FROM events")}


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
