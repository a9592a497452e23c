"""What is no batch of a till's is refused by its own status, and stops nothing."""

import asyncio
import gzip
import json
import tracemalloc
from itertools import islice
from typing import Any

import pytest
from office.serving import TillAtOffice, before, chain, serving, some

from pos_app.office.api.bodies import BodyTooLarge, _uncompressed
from pos_app.office.ingest import ingest
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.protocol import Batch
from pos_app.ports.office.protocol_json import to_json

_MIB = 1024 * 1024
_WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"


async def _post(till: TillAtOffice, body: bytes, **headers: str) -> int:
    headers = {"authorization": f"Bearer {till.token}", **headers}
    url = f"/v1/tills/{till.public}/events"
    answer = await till.client.post(url, content=body, headers=headers)
    return answer.status_code


async def test_strangers_bombs_and_nonsense_are_refused_each_in_its_way(office_url: str) -> None:
    async with serving(office_url) as office:
        till, other = await office.till(), await office.till()
        rows = some(till.public, 3)
        body = json.dumps(to_json(Batch(0, BEGINNING, rows))).encode()
        bomb = gzip.compress(b" " * (17 * _MIB), 9)
        assert len(bomb) < _MIB / 16
        packed = {"content-encoding": "gzip"}
        cut = gzip.compress(body)[:-9]
        cases: list[tuple[bytes, dict[str, str], int]] = [
            (body, {"authorization": ""}, 401),
            (body, {"authorization": f"Bearer {other.token}"}, 401),
            (body, {"authorization": "Basic dGlsbDp0aWxs"}, 401),
            (bomb, packed, 413),
            (b" " * (16 * _MIB + 1), {}, 413),
            (cut, packed, 400),
            (gzip.compress(body) + b"x", packed, 400),
            (body, packed, 400),
            (body, {"content-encoding": "br"}, 400),
            (b"[" * 100_000, {}, 400),
            (b"\xff", {}, 400),
            (b"[]", {}, 400),
            (b'{"branch": 0, "after": [0], "rows": []}', {}, 400),
            (b'{"branch": true, "after": [0, ""], "rows": []}', {}, 400),
            (b'{"branch": 0, "after": [0, ""], "rows": []}', {}, 422),
            (json.dumps(to_json(Batch(0, BEGINNING, []))).encode(), {}, 422),
            (json.dumps(to_json(Batch(0, Head(2**70, "f" * 64), rows))).encode(), {}, 422),
            (json.dumps(to_json(Batch(0, Head(-1, "f" * 64), rows))).encode(), {}, 422),
        ]
        for sent, headers, status in cases:
            assert await _post(till, sent, **headers) == status, (sent[:60], headers)
        assert await office.rows(till) == []

        for path in ("branches/0/hash/x", "branches/-1/hash/1", f"branches/0/hash/{'9' * 5000}"):
            assert (await till.ask("GET", path)).status_code == 400
        enrol = b'{"code": "\\ud800", "till": "\\u0000"}'
        assert (await till.client.post("/v1/enrol", content=enrol)).status_code == 403
        huge = b" " * (64 * 1024 + 1)
        assert (await till.client.post("/v1/enrol", content=huge)).status_code == 413

        # One event that is larger than a batch may be comes alone, and is stored.
        large = some(till.public, 1, word="ã" * 2 * _MIB)
        assert (await till.ship(large)).status_code == 200
        assert await office.rows(till) == large


def test_a_bomb_takes_no_more_room_than_a_batch() -> None:
    bomb = gzip.compress(b" " * (100 * _MIB), 1)
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLarge):
            _uncompressed(bomb, 16 * _MIB)
        assert tracemalloc.get_traced_memory()[1] < 50 * _MIB
    finally:
        tracemalloc.stop()


async def test_what_can_never_be_stored_is_refused_at_its_row(office_url: str) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        rows = some(till.public, 3)
        ill: dict[str, list[str]] = {
            "sale": ["a\0", "s" * 501],
            "kind": ["\0", "k" * 501],
            "data": ['{"a":"\0"}'],
            "at": [
                "2026-06-01T08:00:00+00:00",
                "2026-06-01T08:00:00.000001Z",
                "2026-06-01T08:00:00.000001+01:00",
                "2026-06-01 08:00:00.000001+00:00",
                "2026-W23-1T08:00:00.0001+00:00",
                "2026-06-31T08:00:00.000001+00:00",
                "٢٠٢٦-06-01T08:00:00.000001+00:00",
            ],
        }
        for name, values in ill.items():
            for value in values:
                # Its hash is the one that such a row would have.
                wrong = _linked(till, rows, name, value)
                answer = await till.ship(wrong)
                assert (answer.status_code, answer.json()["place"]) == (422, 1), (name, value)
        skipped = [rows[0], *some(till.public, 1, Head(2, rows[0].hash))]
        answer = await till.ship(skipped)
        assert (answer.status_code, answer.json()["place"]) == (422, 1)
        many = some(till.public, 501)
        assert (await till.ship(many)).status_code == 422
        assert await office.rows(till) == []


def _linked(till: TillAtOffice, rows: Any, name: str, value: str) -> Any:
    told = [row[1:5] for row in (rows[0], rows[1]._replace(**{name: value}), rows[2])]
    return chain(till.public, told)


async def test_a_full_queue_says_so_and_the_same_batch_goes_through_later(
    office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "MOST_WAITING", 3)
    async with serving(office_url) as office:
        till = await office.till()
        rows = some(till.public, 40)
        async with office.pools.write.connection() as holder, holder.transaction():
            await holder.execute(b"SELECT FROM branch FOR UPDATE")
            asked = [asyncio.create_task(till.ship(rows[:1]))]
            async with asyncio.timeout(10):
                while not await office.sql(_WAITING):
                    pass
            asked += [asyncio.create_task(till.ship(rows[:9])) for _ in range(5)]
            refused = [await one for one in islice(asyncio.as_completed(asked), 2)]
        assert {answer.status_code for answer in refused} == {503}
        assert {answer.headers["retry-after"] for answer in refused} == {"2"}
        statuses = [answer.status_code for answer in await asyncio.gather(*asked)]
        assert sorted(statuses) == [200] * 4 + [503] * 2
        assert (await till.ship(rows[9:], before(rows, 9))).status_code == 200
        assert await office.rows(till) == rows


async def test_a_till_that_sends_much_at_once_keeps_no_other_out(
    office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "MOST_WAITING", 6)
    async with serving(office_url) as office:
        loud, other = await office.till(), await office.till()
        rows, others = some(loud.public, 9), some(other.public, 1)
        async with office.pools.write.connection() as holder, holder.transaction():
            await holder.execute(b"SELECT FROM branch WHERE till = %s FOR UPDATE", [loud.till])
            asked = [asyncio.create_task(loud.ship(rows[:1]))]
            async with asyncio.timeout(10):
                while not await office.sql(_WAITING):
                    pass
            asked += [asyncio.create_task(loud.ship(rows)) for _ in range(7)]
            refused = [await one for one in islice(asyncio.as_completed(asked), 3)]
            assert {answer.status_code for answer in refused} == {503}
            quiet = asyncio.create_task(other.ship(others))
            async with asyncio.timeout(10):
                while office.api.ingest.waiting <= ingest.MOST_OF_A_TILL and not quiet.done():
                    await office.sql(_WAITING)
        assert (await quiet).status_code == 200
        statuses = [answer.status_code for answer in await asyncio.gather(*asked)]
        assert sorted(statuses) == [200] * 5 + [503] * 3


async def test_a_till_whose_line_breaks_is_no_mistake_of_the_office(
    office_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        url = till.client.base_url
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(
            f"POST /v1/tills/{till.public}/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
            f"Expect: 100-continue\r\nAuthorization: Bearer {till.token}\r\n\r\n".encode()
        )
        assert b"100" in await reader.readline()  # the office reads
        writer.write(b"half")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await till.ship(some(till.public, 1))).status_code == 200
    assert [one for one in caplog.records if one.exc_info] == []
