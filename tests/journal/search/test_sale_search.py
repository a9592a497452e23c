"""The search beside a till: filled by its own thread, right without an index, and quick to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic

import pytest
from half_year.shop import write_shop

from pos_app.journal.database_file import read_journal
from pos_app.journal.search.index_file import extent_of, open_to_read, path_beside, remove
from pos_app.journal.search.sale_search import SaleSearch
from pos_app.ports.sale_filter import SaleFilter

OIL = SaleFilter(text="oleo farinha")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.journal.search.sale_search._BEGINS_AFTER", 0)
    monkeypatch.setattr("pos_app.journal.search.sale_search._AGAIN_AFTER", 0.01)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    write_shop(tmp_path / "journal.sqlite3", 300, 10)
    return tmp_path / "journal.sqlite3"


@asynccontextmanager
async def searching(journal: Path) -> AsyncIterator[SaleSearch]:
    search = SaleSearch(journal)
    search.start()
    try:
        yield search
    finally:
        await search.close()


async def filled(journal: Path) -> None:
    until = monotonic() + 20
    while not await asyncio.to_thread(is_filled, journal):
        assert monotonic() < until, "the index is not filled"


def is_filled(journal: Path) -> bool:
    index = open_to_read(path_beside(journal))
    if index is None:
        return False
    with closing(index), closing(read_journal(journal)) as db:
        extent = extent_of(index)
        (last,) = db.conn.execute("SELECT MAX(seq) FROM events").fetchone()
        return (extent.seq, extent.floor) == (last, 0)


async def numbers(search: SaleSearch) -> list[int]:
    page = await search.page(OIL, limit=1000)
    told = await search.totals(OIL)
    assert told.sales == len(page.sales) > 0
    return [found.sale.number for found in page.sales]


async def test_a_search_is_right_before_its_index_is_there_and_after_it_broke(
    journal: Path,
) -> None:
    async with searching(journal) as search:
        before = await numbers(search)
        await filled(journal)
        assert await numbers(search) == before
    path_beside(journal).write_bytes(path_beside(journal).read_bytes()[:8192] + bytes(90_000))
    async with searching(journal) as search:
        assert await numbers(search) == before
        await filled(journal)
        assert await numbers(search) == before


async def test_the_index_of_another_journal_is_made_anew(journal: Path) -> None:
    async with searching(journal):
        await filled(journal)
    remove(journal)
    write_shop(journal, 200, 10, seed=3)
    search = SaleSearch(journal)
    alone = await numbers(search)
    await search.close()
    async with searching(journal) as search:
        await filled(journal)
        assert await numbers(search) == alone


async def test_a_total_that_nobody_waits_for_stops_reading(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.journal.search.indexed_reader._LOOKS_UP_EVERY", 10)
    for_ever = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT MAX(i) FROM n"
    search = SaleSearch(journal)
    given_up = asyncio.create_task(
        search._sums.ask(lambda finder: finder._journal.conn.execute(for_ever).fetchone())
    )
    await asyncio.sleep(0)
    given_up.cancel()
    assert (await asyncio.wait_for(search.totals(SaleFilter()), 20)).sales > 0
    await search.close()
