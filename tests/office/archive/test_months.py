"""A month that was archived: the file and what is left are the whole chain, and nobody changed
either."""

import gzip
from datetime import date
from pathlib import Path

import psycopg
import pytest
from half_year.shop import write_shop
from psycopg import AsyncConnection
from shipped import lines_of, new_till, ship

from pos_app.office.archive.month_file import events_in
from pos_app.office.archive.months import CannotArchive, archive_month, months_of, verify_files
from pos_app.office.database.connections import Connection
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.verification import verify_chains

JUNE, JULY, TODAY = date(2026, 6, 1), date(2026, 7, 1), date(2026, 11, 30)


async def test_an_archived_month_and_the_living_part_verify_from_the_kept_heads(
    office_url: str, tmp_path: Path
) -> None:
    write_shop(tmp_path / "journal.sqlite3", 120, days=45)
    till, lines = new_till(office_url), lines_of(tmp_path / "journal.sqlite3")
    with psycopg.connect(office_url) as db:
        db.execute(b"SELECT make_event_months('2026-06-01', 3)")
    june = [line for line in lines if line[3] < "2026-07"]
    ship(office_url, till, june, month=JUNE)
    ship(office_url, till, lines[len(june) :], month=JULY)
    folder = tmp_path / "archive"
    folder.mkdir()
    async with await AsyncConnection.connect(office_url, autocommit=True) as connection:
        await refused(connection, JUNE, folder, "not every event of it is folded")
        with folding_connection(office_url) as db:
            Projector(db).catch_up()
        await refused(connection, JULY, folder, "2026-06 is older, and still here")
        await refused(connection, date(2026, 11, 1), folder, "the month is not over")
        await refused(connection, date(2026, 1, 1), folder, "there is no such month here")
        done = await archive_month(connection, JUNE, folder, TODAY)
        assert (done.events, done.file) == (len(june), "events-2026-06.csv.gz")
        assert [(one.month, one.file != "") for one in await months_of(connection)] == [
            (JUNE, True),
            (JULY, False),
            (date(2026, 8, 1), False),
        ]
        file = folder / done.file
        kept = [
            (one.seq, one.sale, one.at, one.kind, one.data, one.hash) for one in events_in(file)
        ]
        assert kept == [(line[0], *line[2:]) for line in june]
        (living,) = [one async for one in verify_chains(connection)]
        assert (living.sound, living.events) == (True, len(lines) - len(june))
        assert await verify_files(connection, folder) == []

        whole = gzip.decompress(file.read_bytes())
        file.write_bytes(gzip.compress(whole.replace(b"proxypay", b"proxypax", 1)))
        wrong = await verify_files(connection, folder)
        assert wrong[0] == f"{done.file}: not the file that was written"
        assert "was changed, or the one before it" in wrong[1]
        file.write_bytes(gzip.compress(b"\n".join(whole.split(b"\n")[:-5])))
        assert "ends too early" in (await verify_files(connection, folder))[-1]
        file.unlink()
        assert "FileNotFoundError" in (await verify_files(connection, folder))[0]


async def refused(connection: Connection, month: date, folder: Path, why: str) -> None:
    with pytest.raises(CannotArchive, match=why):
        await archive_month(connection, month, folder, TODAY)
    assert [*folder.iterdir()] == []
