"""What the journal promises of a disk that fails: a share of what `make faults` tries, which takes
every operation; here it is one in so many. And each defect that was found that way."""

import asyncio
import sqlite3
from pathlib import Path
from random import Random

import pytest
from faults.power.campaign import cut_the_power, refuse
from faults.power.connection import Connection, Cursor, Parameters
from faults.power.disk import Fault, Operation, Refused
from faults.power.machine import Machine
from faults.power.scenario import sell

from pos_app.domain.errors import JournalUnavailable


def test_no_event_that_was_acknowledged_is_lost_in_a_power_cut() -> None:
    figures = cut_the_power([1], every=29)
    assert figures.losses == ()
    assert figures.cuts == figures.cuts_while_recovering > 20


def test_no_event_is_lost_or_half_written_where_the_disk_refuses() -> None:
    figures = refuse([5], every=127)
    assert figures.losses == ()
    assert figures.faults > figures.refusals > 5


class _Careless(Connection):
    """Syncs less than it is asked to."""

    synchronous = ""

    def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        return super().execute(sql.replace("=FULL", f"={self.synchronous}"), parameters)


@pytest.mark.parametrize("mode", ["NORMAL", "OFF"])
def test_a_journal_that_syncs_less_is_found_to_lose(mode: str) -> None:
    careless = type("Careless", (_Careless,), {"synchronous": mode})
    assert cut_the_power([1], every=41, connection=careless).losses


class _Breaking:
    """The next so-manieth operation of this kind fails, once."""

    def __init__(self, operation: Operation, code: int, number: int = 0) -> None:
        self.number = number
        self._operation = operation
        self._fault = Fault(code)

    def __call__(self, operation: Operation, _: str) -> None:
        if operation is self._operation:
            self.number -= 1
            if self.number == 0:
                raise Refused(self._fault)


@pytest.mark.parametrize("number", range(1, 9))
async def test_a_till_starts_with_a_log_or_not_at_all(number: int, tmp_path: Path) -> None:
    """SQLite says "wal" before it has changed the mode, and goes on in the old one without it."""
    machine = Machine(tmp_path, {}, _Breaking(Operation.WRITE, sqlite3.SQLITE_FULL, number))
    with pytest.raises(JournalUnavailable):
        await machine.open()
    await machine.open()
    assert await machine.problems() == []
    await machine.close()


def test_a_sale_that_could_not_be_written_does_not_come_back(tmp_path: Path) -> None:
    """It stands whole in the log where only its sync failed. Nothing was sent for it."""
    breaking = _Breaking(Operation.SYNC, sqlite3.SQLITE_IOERR_FSYNC)

    async def sales_after(seed: int) -> int:
        machine = Machine(tmp_path, {}, breaking)
        await machine.open()
        breaking.number = 1
        with pytest.raises(JournalUnavailable):
            await sell("a")(machine)
        found = machine.disk.moment().after_cut(Random(seed))
        await machine.close()
        again = Machine(tmp_path, found, breaking)
        await again.open()
        sales = len(await again.journal.last_sales(9))
        await again.close()
        return sales

    assert [asyncio.run(sales_after(seed)) for seed in range(12)] == [0] * 12
