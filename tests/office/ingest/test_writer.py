"""The one writer: with a database that dies under it, and a batch that no transaction can hold."""

import asyncio
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack

import httpx
import psycopg
import pytest
from office.serving import Served, TillAtOffice, before, serving, some

from pos_app.office.database.connections import MOST_WRITING
from pos_app.office.ingest import ingest
from pos_app.office.tills import enrolment, till_tokens
from pos_app.office.trial.cluster import Cluster
from pos_app.ports.office.event_row import EventRow

_TILLS, _ROWS, _CUT = 6, 60, 3


async def test_a_database_that_crashes_loses_nothing_and_doubles_nothing(
    postgres: Cluster, office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (enrolment, ingest, till_tokens):
        monkeypatch.setattr(room, "ANSWERS_WITHIN", 0.2)  # seconds until it says that it is busy
    statuses: Counter[int] = Counter()
    half, stored = asyncio.Event(), Counter[str]()

    async def ship_all(till: TillAtOffice, rows: Sequence[EventRow]) -> None:
        """Says each batch until it is taken, as a till does."""
        for start in range(0, len(rows), _CUT):
            status = 0
            while status != 200:
                answer = await till.ship(rows[start : start + _CUT], before(rows, start))
                status = answer.status_code
                statuses[status] += 1
            stored[till.public] = start
            if stored.total() >= _TILLS * _ROWS // 3:
                half.set()

    async def crash() -> None:
        await half.wait()
        await asyncio.to_thread(postgres.stop, signal.SIGQUIT)
        refused = await tills[0].ship(chains[0][:_CUT])
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) >= 1
        order = {"code": "B" * 10, "till": "T"}
        assert (await office.client.post("/v1/enrol", json=order)).status_code == 503
        postgres.start()  # here: it ends with the thread that started it

    async with serving(office_url) as office:
        tills = [await office.till() for _ in range(_TILLS)]
        chains = [some(till.public, _ROWS) for till in tills]
        async with asyncio.timeout(60):
            await asyncio.gather(crash(), *map(ship_all, tills, chains))
        await office.pools.write.check()  # those that broke and nobody has used since
        for till, rows in zip(tills, chains, strict=True):
            assert await office.rows(till) == rows
            assert await office.head(till) == rows[-1].head
        assert set(statuses) == {200, 503}


async def _together(
    office: Served, tills: Sequence[TillAtOffice], chains: Sequence[Sequence[EventRow]]
) -> list[httpx.Response]:
    """Ships them all in one group: a batch before them waits until they are there."""
    first = await office.till()
    async with office.pools.write.connection() as holder, holder.transaction():
        await holder.execute(b"SELECT FROM branch WHERE till = %s FOR UPDATE", [first.till])
        held = asyncio.create_task(first.ship(some(first.public, 1)))
        await office.until_somebody_is_held()
        asked = [
            asyncio.create_task(till.ship(rows)) for till, rows in zip(tills, chains, strict=True)
        ]
        async with asyncio.timeout(10):
            while office.api.ingest.waiting < len(tills):
                await office.sql("SELECT 1")
    assert (await held).status_code == 200
    office.stored.clear()
    return await asyncio.gather(*asked)


@pytest.mark.parametrize(("code", "status"), [("22021", 422), ("54000", 503), ("XX000", 503)])
async def test_a_batch_that_cannot_be_stored_keeps_no_other_out(
    office_url: str, code: str, status: int
) -> None:
    async with serving(office_url) as office:
        tills = [await office.till() for _ in range(5)]
        with psycopg.connect(office_url, autocommit=True) as owner:
            owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$;"
                " CREATE TRIGGER refuse BEFORE INSERT ON event FOR EACH ROW"
                " WHEN (new.data LIKE '%poison%') EXECUTE FUNCTION refuse()".encode()
            )
            chains = [some(till.public, 4) for till in tills]
            chains[2] = some(tills[2].public, 4, word="poison")
            answers = await _together(office, tills, chains)
            assert [one.status_code for one in answers] == [200, 200, status, 200, 200]
            owner.execute("DROP TRIGGER refuse ON event")
        assert await office.rows(tills[2]) == []
        assert (await tills[2].ship(chains[2])).status_code == 200
        for till, rows in zip(tills, chains, strict=True):
            assert await office.rows(till) == rows
        assert {key.till for key in office.stored} == {till.till for till in tills}
        assert len(office.stored) == len(tills)


async def test_events_are_stored_however_many_ask_for_something_else(office_url: str) -> None:
    async with serving(office_url) as office, AsyncExitStack() as busy:
        till = await office.till()
        rows = some(till.public, 2)
        assert (await till.ship(rows[:1])).status_code == 200
        for _ in range(MOST_WRITING):
            await busy.enter_async_context(office.pools.write.connection())
        assert (await till.ship(rows[1:], rows[0].head)).status_code == 200
