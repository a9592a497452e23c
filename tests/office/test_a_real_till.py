"""The real office and a till's real shipper, over HTTP: what the till has comes to be there, after
a restore of either side; and what a provider told the office comes to the till."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from till.office.a_till import Store, TillFile, a_till, store_in
from till.office.small_office import TILL, TOKEN, until

from pos_app.gateways.http import HttpSender
from pos_app.office.http_server import http_server, listening
from pos_app.office.server import OfficeSettings, office
from pos_app.office.tills.secrets import digest
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.status import OfficeState

_TILL = b"""
    WITH o AS (INSERT INTO org (name) VALUES ('Kilamba') RETURNING org),
         s AS (INSERT INTO shop (org, name, zone, country)
               SELECT org, 'Loja', 'Africa/Luanda', 'AO' FROM o RETURNING shop),
         t AS (INSERT INTO till (shop, public, name, token_sha256, token_at)
               SELECT shop, %s, 'Caixa', %s, now() FROM s RETURNING shop, till),
         b AS (INSERT INTO branch (shop, till, branch) SELECT shop, till, 0 FROM t)
    SELECT shop, till FROM t
"""
_ROWS = b"""
    SELECT seq, sale, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00',
           kind, data, encode(hash, 'hex')
    FROM event WHERE branch = %s ORDER BY seq
"""
_FORGET = b"DELETE FROM event WHERE branch = %(branch)s AND seq > %(seq)s"
_FORGET_HEAD = b"""
    UPDATE branch SET head_seq = %(seq)s, head_hash = decode(%(hash)s, 'hex')
    WHERE branch = %(branch)s
"""


@pytest.fixture(autouse=True)
def _unheard() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


class Office:
    """The office's database, as a test looks into it."""

    def __init__(self, url: str) -> None:
        self._url = url

    def rows(self, branch: int) -> list[EventRow]:
        with psycopg.connect(self._url) as db:
            return [EventRow(*row) for row in db.execute(_ROWS, [branch])]

    def forget(self, branch: int, last: EventRow) -> None:
        with psycopg.connect(self._url) as db:
            values = {"branch": branch, "seq": last.seq, "hash": last.hash}
            db.execute(_FORGET, values)
            db.execute(_FORGET_HEAD, values)
            db.execute(b"UPDATE till SET session = 0, session_nonce = ''")

    def call(self, body: bytes) -> None:
        with psycopg.connect(self._url) as db:
            db.execute(
                b"""WITH a AS (
                        INSERT INTO account (org, provider, name, mode, path_token_sha256)
                        SELECT org, 'p', 'a', 'webhook', '\\x00' FROM org RETURNING account),
                    s AS (INSERT INTO account_shop (account, shop)
                        SELECT account, shop FROM a, shop)
                    INSERT INTO call (account, mark, kind, headers, body, till)
                    SELECT account, %s, 'webhook', '{"x-signature": "s"}', %s, till FROM a, till
                """,
                [hashlib.sha256(body).digest(), body],
            )


@asynccontextmanager
async def served(url: str) -> AsyncIterator[str]:
    settings = OfficeSettings(database=url, public_url="http://localhost", asks_for_wakes=True)
    listener = listening("127.0.0.1", 0)
    async with office(settings) as running:
        server = http_server(running.app, running.end)
        serving = asyncio.create_task(server.serve([listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await serving


async def test_till_and_office_come_to_have_the_same(office_url: str, tmp_path: Path) -> None:
    with psycopg.connect(office_url) as db:
        db.execute(_TILL, [TILL, digest(TOKEN)])
    there = Office(office_url)
    async with served(office_url) as address, AsyncExitStack() as closing:
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        file = TillFile(tmp_path)
        closing.callback(file.close)
        file.write(1200)
        store: Store = store_in(tmp_path, address)
        async with a_till(file, store, sender) as till:
            await until(lambda: till.state is OfficeState.UP_TO_DATE)
            assert there.rows(0) == file.rows
            there.forget(0, file.rows[699])  # restored to an older moment, and nothing is sold
            await until(lambda: till.beside.board.status.forgot == 500)
            await until(lambda: there.rows(0) == file.rows)
            there.call(b'{"paid": 1}')
            till.beside.ask()
            await until(lambda: till.judged)
            assert till.judged[0].body == b'{"paid": 1}'
            assert till.judged[0].headers == {"x-signature": "s"}
        lost = [*file.rows]
        file.restore(900)
        file.write(30, data='{"sold": "again"}')
        async with a_till(file, store, sender) as till:
            await until(lambda: till.beside.board.status.branch == 1)
            await until(lambda: there.rows(1) == file.rows[900:])
            await until(lambda: till.state is OfficeState.UP_TO_DATE)
            assert there.rows(0) == lost
            assert till.beside.board.status.behind == 0
