"""Rows a second that one process of the office takes from tills over HTTP, in small batches.

Beside plain COPY of such rows in the same run, and what a request costs the office's own process:
on a machine that others use, too, only that tells what it would do alone.

`python tests/bench/office_ingest.py [REQUESTS OF EACH TILL]`
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import psycopg
import uvloop
from many_tills.database import Known, add_tills
from many_tills.office import HOST, Office, running
from many_tills.wire import Wire
from starlette.applications import Starlette

from pos_app.journal.chain import BEGINNING, link
from pos_app.office.api.tills_api import tills_api
from pos_app.office.database.connections import connected
from pos_app.office.database.migrator import migrate
from pos_app.office.database.partitions import make_ahead
from pos_app.office.http_server import http_server, listening
from pos_app.office.trial.cluster import temporary_cluster

TILLS = 32
LEAST = 10_000  # rows a second, in batches of 4
_COPY = b"COPY event (month, shop, till, branch, seq, sale, at, kind, data, hash) FROM STDIN"
_DATA = json.dumps({"amount": [125000, "AOA"], "reference": "400123456", "why": "x" * 90})


@dataclass
class Till:
    """A till with its next event to make."""

    known: Known
    seq: int = 0
    hash: str = BEGINNING

    def batch(self, rows: int) -> bytes:
        """Makes the next request's body."""
        after, told = [self.seq, self.hash], []
        at = datetime.now(UTC).isoformat("T", "microseconds")
        for _ in range(rows):
            self.seq += 1
            event = (self.seq, f"{self.seq // 4:032x}", at, "checked", _DATA)
            self.hash = link(self.hash, event[0], self.known.public, *event[1:])
            told.append([*event, self.hash])
        return json.dumps({"branch": 0, "after": after, "rows": told}).encode()


async def _ship(till: Till, port: int, bodies: Sequence[bytes], took: list[float]) -> None:
    wire = Wire(HOST, port, till.known.token)
    for body in bodies:
        began = time.perf_counter()
        answer = await wire.post(f"/v1/tills/{till.known.public}/events", body)
        took.append(time.perf_counter() - began)
        assert answer.status == 200, answer
    await wire.close()


async def _measured(tills: Sequence[Till], office: Office, rows: int, requests: int) -> float:
    """Returns rows a second. The requests are made before the clock starts: the tills are not to be
    what is measured."""
    bodies = [[till.batch(rows) for _ in range(requests)] for till in tills]
    took: list[float] = []
    worked, began = office.worked(), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for till, own in zip(tills, bodies, strict=True):
            group.create_task(_ship(till, office.port, own, took))
    lasted = time.perf_counter() - began
    speed = len(took) * rows / lasted
    cost = (office.worked() - worked) / len(took)
    print(
        f"office, {len(tills)} tills x {rows:3} rows: {speed:8,.0f} rows/s"
        f" {len(took) / lasted:6,.0f} requests/s"
        f"  p50 {median(took) * 1000:5.1f} ms  p99 {quantiles(took, n=100)[98] * 1000:5.1f} ms"
        f"  its own work {cost * 1e6:5.0f} us a request"
    )
    return speed


def _copied(database: str, rows: int, many: int) -> None:
    """The floor: such rows by plain COPY, as many in a transaction, and nothing else."""
    month = datetime.now(UTC).date().replace(day=1)
    at = datetime.now(UTC)
    with psycopg.connect(database, autocommit=True) as connection:
        began = time.perf_counter()
        for first in range(0, many, rows):
            with connection.transaction(), connection.cursor().copy(_COPY) as copy:
                for seq in range(first, first + rows):
                    hash_ = seq.to_bytes(32, "big")
                    sale = f"{seq // 4:032x}"
                    copy.write_row((month, 1, -rows, 0, seq, sale, at, "checked", _DATA, hash_))
        speed = many / (time.perf_counter() - began)
    print(f"plain COPY, {rows:5} rows in a transaction: {speed:8,.0f} rows/s")


async def _serve(database: str, port: int) -> None:
    async with connected(database) as pools:
        api = tills_api(pools, lambda _: None)
        async with pools.write.connection() as connection:
            await make_ahead(connection, datetime.now(UTC))
        async with api.ingest.running():
            server = http_server(Starlette(routes=api.routes()), lambda: None)
            await server.serve([listening(HOST, port)])


def _own_server(database: str, port: int) -> list[str]:
    return [sys.executable, "-P", __file__, "serve", database, str(port)]


async def _run(database: str, requests: int) -> bool:
    tills = [Till(known) for known in add_tills(database, TILLS)]
    with tempfile.TemporaryDirectory() as folder:
        async with running(database, Path(folder) / "log", _own_server) as office:
            await _measured(tills, office, 4, requests // 10)  # until all is warm
            small = max([await _measured(tills, office, 4, requests) for _ in range(3)])
            await _measured(tills, office, 100, requests // 10)
    for rows in (4 * TILLS, 100 * TILLS):
        _copied(database, rows, rows * 200 if rows < 1000 else rows * 20)
    return small >= LEAST


def main(requests: int) -> int:
    with temporary_cluster() as cluster:
        migrate(cluster.url())
        is_fast = uvloop.run(_run(cluster.url(), requests))
    print(f"{'as fast as' if is_fast else 'SLOWER than'} {LEAST:,} rows/s in batches of 4")
    return 0 if is_fast else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        uvloop.run(_serve(sys.argv[2], int(sys.argv[3])))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 300))
