"""An export is a process of its own: it is there whole or not at all, and ends when it is told."""

import asyncio
import re
from pathlib import Path

import pytest
from export.shop import many_more, open_shop, order

from pos_app.app.export_service import JournalExports
from pos_app.domain.errors import FileNotWritten, JournalDamaged
from pos_app.ports.export import ExportFormat, ExportProgress
from pos_app.printing.export import period_tables, sale_table
from pos_app.printing.export.labels import CODES
from pos_app.words.books.export import export_words


async def test_a_file_is_told_of_while_it_grows_and_is_there_whole(tmp_path: Path) -> None:
    heard: list[ExportProgress] = []
    with open_shop(tmp_path / "journal.sqlite3"):
        exports = JournalExports(tmp_path / "journal.sqlite3")
        file = tmp_path / "sales.csv"
        file.write_text("the one of before")
        assert await exports.export(order(ExportFormat.CSV), file, heard.append) == 11
        assert file.read_text().count("\n") == 12
        assert heard[-1] == ExportProgress(11, 11)
        assert [path.name for path in tmp_path.glob(".*")] == []


async def test_what_is_cancelled_or_fails_leaves_the_file_of_before(tmp_path: Path) -> None:
    """Killed in the middle of its rows, or without a place to write."""
    journal, file = tmp_path / "journal.sqlite3", tmp_path / "sales.xlsx"
    with open_shop(journal) as store:
        many_more(store, 3000)
    file.write_text("the one of before")
    exports = JournalExports(journal)
    begun = asyncio.Event()
    export = asyncio.ensure_future(
        exports.export(order(ExportFormat.XLSX), file, lambda _: begun.set())
    )
    await begun.wait()
    assert len([*tmp_path.glob(".sales.xlsx.*")]) == 1
    export.cancel()
    with pytest.raises(asyncio.CancelledError):
        await export
    assert file.read_text() == "the one of before"
    assert [*tmp_path.glob(".*")] == []
    with pytest.raises(FileNotWritten, match="none"):
        await exports.export(order(ExportFormat.PDF), tmp_path / "none" / "a.pdf")
    journal.write_bytes(b"no journal" * 1000)
    with pytest.raises(JournalDamaged):
        await exports.export(order(ExportFormat.CSV), file)
    assert file.read_text() == "the one of before"
    assert [*tmp_path.glob(".*")] == []


def test_every_column_and_sheet_has_a_heading_in_words() -> None:
    known = export_words(())
    for module in (sale_table, period_tables):
        for name, value in vars(module).items():
            if re.fullmatch("_[A-Z]+", name):
                columns = sale_table.columns(value, CODES)
                assert not {one.name for one in columns if f"heading {one.name}" not in known}
