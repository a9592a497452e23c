"""An office's side for tills, over real HTTP on loopback, beside the test that asks it."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

from pos_app.journal.chain import link
from pos_app.office.api.tills_api import TillsApi, tills_api
from pos_app.office.database.connections import Connections, connected
from pos_app.office.database.partitions import make_ahead
from pos_app.office.ingest.job import ChainKey
from pos_app.office.tills.secrets import digest, new_token
from pos_app.office.tills.shops import NewShop, add_shop
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.protocol import Batch
from pos_app.ports.office.protocol_json import to_json

_numbers = count(1)


@dataclass
class TillAtOffice:
    """A till that is enrolled, and how it asks."""

    client: httpx.AsyncClient
    public: str
    till: int
    token: str

    async def ask(self, method: str, path: str, told: Any = None, **more: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        url = f"/v1/tills/{self.public}/{path}"
        return await self.client.request(method, url, json=told, headers=headers, **more)

    async def ship(
        self, rows: Sequence[EventRow], after: Head | None = None, branch: int = 0
    ) -> httpx.Response:
        """Ships rows that follow one another; the head before them is in the first one's number."""
        batch = Batch(branch, after or BEGINNING, rows)
        body = gzip.compress(json.dumps(to_json(batch)).encode(), 1)
        headers = {"authorization": f"Bearer {self.token}", "content-encoding": "gzip"}
        url = f"/v1/tills/{self.public}/events"
        return await self.client.post(url, content=body, headers=headers)


@dataclass
class Served:
    """An office with two shops. `stored` has what it says was stored; `clock` is what its clock
    says, if that is not the present."""

    pools: Connections
    api: TillsApi
    client: httpx.AsyncClient
    stored: list[ChainKey]
    clock: list[datetime]

    async def sql(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        async with self.pools.write.connection() as connection:
            cursor = await connection.execute(query.encode(), values)
            return await cursor.fetchall() if cursor.description else []

    async def until_somebody_is_held(self) -> None:
        """Waits until somebody waits for a row that another has, of whom a lock tells nobody."""
        async with asyncio.timeout(20):
            while not await self.sql("SELECT 1 FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def till(self, public: str = "") -> TillAtOffice:
        """Enrols a till without a code: quickly."""
        public, token = public or f"till-{next(_numbers)}", new_token()
        [[till]] = await self.sql(
            "INSERT INTO till (shop, public, name, token_sha256, token_at)"
            " VALUES (1, %s, %s, %s, now()) RETURNING till",
            public,
            public,
            digest(token),
        )
        await self.sql("INSERT INTO branch (shop, till, branch) VALUES (1, %s, 0)", till)
        return TillAtOffice(self.client, public, till, token)

    async def rows(self, till: TillAtOffice, branch: int = 0) -> list[EventRow]:
        """What the office has of this branch, in order and with what is there twice."""
        found = await self.sql(
            "SELECT seq, sale, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'),"
            " kind, data, encode(hash, 'hex') FROM event WHERE till = %s AND branch = %s"
            " ORDER BY seq, month",
            till.till,
            branch,
        )
        return [EventRow(seq, sale, f"{at}+00:00", *rest) for seq, sale, at, *rest in found]

    async def head(self, till: TillAtOffice, branch: int = 0) -> Head:
        [row] = await self.sql(
            "SELECT head_seq, encode(head_hash, 'hex') FROM branch WHERE till = %s AND branch = %s",
            till.till,
            branch,
        )
        return Head(*row)


def chain(
    public: str, told: Sequence[tuple[str, str, str, str]], after: Head = BEGINNING
) -> list[EventRow]:
    """Links events (sale, at, kind, data) as a till does."""
    rows: list[EventRow] = []
    hash_ = after.hash
    for number, (sale, at, kind, data) in enumerate(told, after.number + 1):
        hash_ = link(hash_, number, public, sale, at, kind, data)
        rows.append(EventRow(number, sale, at, kind, data, hash_))
    return rows


def some(public: str, many: int, after: Head = BEGINNING, word: str = "") -> list[EventRow]:
    """Links as many events of no meaning."""
    at = "2026-06-01T08:00:00.000001+00:00"
    told = [("a sale", at, "created", f'{{"n":"{word}{place}"}}') for place in range(many)]
    return chain(public, told, after)


def before(rows: Sequence[EventRow], place: int) -> Head:
    """The head after which the row of this place follows."""
    return rows[place - 1].head if place else BEGINNING


@asynccontextmanager
async def serving(
    url: str, *, least_version: str = "", shops: Sequence[str] = ("Loja 1", "Loja 2")
) -> AsyncIterator[Served]:
    """Serves the database at this address, with new shops in it."""
    stored: list[ChainKey] = []
    clock: list[datetime] = []
    async with connected(url) as pools:
        async with pools.write.connection() as connection:
            await make_ahead(connection, datetime.now(UTC))
            for shop in shops:
                await add_shop(connection, NewShop("Kilamba", shop, "Africa/Luanda", "AO"), "test")
        api = tills_api(
            pools,
            stored.extend,
            office="Kilamba",
            least_version=least_version,
            now=lambda: clock[-1] if clock else datetime.now(UTC),
        )
        async with api.ingest.running(), _listening(Starlette(routes=api.routes())) as client:
            yield Served(pools, api, client, stored, clock)


@asynccontextmanager
async def _listening(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(app, http="httptools", ws="none", lifespan="off", log_config=None)
        server = _Server(config)
        running = asyncio.create_task(server.serve([listener]))
        limits = httpx.Limits(max_connections=500)
        try:
            async with httpx.AsyncClient(
                base_url=address, trust_env=False, verify=False, timeout=30, limits=limits
            ) as client:
                yield client
        finally:
            server.should_exit = True
            await running


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
