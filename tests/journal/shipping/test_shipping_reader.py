"""Slices of a journal that its till is writing hold up no checkpoint, and none is too large."""

from pathlib import Path

import pytest
from till.office.a_till import TillFile

from pos_app.domain.errors import JournalUnavailable
from pos_app.journal.shipping.shipping_reader import ShippingReader
from pos_app.ports.office.event_row import BEGINNING

ROOM = 1_000_000


async def test_events_come_as_they_lie_slice_by_slice(tmp_path: Path) -> None:
    file = TillFile(tmp_path)
    reader = ShippingReader(file.path)
    assert await reader.head() == BEGINNING
    assert list(await reader.slice(0, 10, ROOM)) == []
    assert await reader.hash_at(0) == ""
    file.write(3)
    file.write(1, data='"' + "é" * 5000 + '"')
    file.write(4)
    rows = file.rows
    assert await reader.head() == rows[-1].head
    assert [await reader.hash_at(seq) for seq in (1, 8, 9)] == [rows[0].hash, rows[7].hash, ""]
    assert list(await reader.slice(0, 2, ROOM)) == rows[:2]
    assert list(await reader.slice(2, 500, ROOM)) == rows[2:]
    # Bytes and not letters, and 300 for the rest of each.
    assert list(await reader.slice(0, 500, 3 * 320)) == rows[:3]
    assert list(await reader.slice(3, 500, 1)) == rows[3:4]  # one that is larger, alone
    assert list(await reader.slice(3, 500, 10_300 + 2 * 320)) == rows[3:6]
    await reader.close()
    with pytest.raises(JournalUnavailable):
        await reader.head()
    file.close()


async def test_no_slice_holds_up_the_log(tmp_path: Path) -> None:
    """A slice that was cut by its size ends its transaction as well."""
    file = TillFile(tmp_path)
    file.write(600)
    reader = ShippingReader(file.path)
    for most_rows, most_bytes in ((500, ROOM), (500, 1), (1, ROOM)):
        await reader.slice(0, most_rows, most_bytes)
        file.write(1)
        assert file.log_is_free()
    assert await reader.head() == file.rows[-1].head
    assert file.log_is_free()
    await reader.close()
    file.close()


async def test_a_file_that_is_gone_is_told_and_found_again(tmp_path: Path) -> None:
    file = TillFile(tmp_path)
    reader = ShippingReader(tmp_path / "moved.sqlite3")
    with pytest.raises(JournalUnavailable):
        await reader.head()
    file.write(1)
    file.close()
    file.path.rename(tmp_path / "moved.sqlite3")
    assert await reader.head() == file.rows[0].head
    await reader.close()
