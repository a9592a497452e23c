"""An office with shops, tills and accounts, whose hooks are called over real HTTP."""

import asyncio
import hashlib
import hmac
import json
import socket
import uuid
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from psycopg import AsyncConnection
from starlette.types import ASGIApp

from pos_app.office.calls.accounts.account_book import AccountBook, NewAccount
from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.database.connections import Pool, collecting
from pos_app.office.http_server import http_server, listening
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.office.protocol import AccountMode

KEY = "marked-secret-of-the-account-8f3a"


@dataclass
class Telling:
    """Who was told to look, in place of the office's other processes."""

    told: list[frozenset[int]] = field(default_factory=list)

    async def tell(self, tills: Collection[int]) -> None:
        if tills:
            self.told.append(frozenset(tills))

    @property
    def everybody(self) -> frozenset[int]:
        return frozenset().union(*self.told)


@dataclass
class Scene:
    """An organisation. `owner` may do everything in the database."""

    pool: Pool
    seal: Seal
    owner: Any
    shops: list[int] = field(default_factory=list)

    async def asked(self, query: str, *values: Any) -> list[Any]:
        cursor = await self.owner.execute(query, values)
        return await cursor.fetchall() if cursor.description else []

    async def shop(self, name: str) -> int:
        org = "INSERT INTO org (name) VALUES ('Loja') RETURNING org"
        known = await self.asked("SELECT org FROM org") or await self.asked(org)
        new = (
            "INSERT INTO shop (org, name, zone, country) VALUES (%s, %s, 'Africa/Luanda', 'AO')"
            " RETURNING shop"
        )
        ((number,),) = await self.asked(new, known[0][0], name)
        self.shops.append(number)
        return int(number)

    async def till(self, shop: int) -> KnownTill:
        public = str(uuid.uuid4())
        new = "INSERT INTO till (shop, public, name) VALUES (%s, %s, 'Caixa') RETURNING till"
        ((number,),) = await self.asked(new, shop, public)
        return KnownTill(shop, number, public, "Caixa", 1)

    async def account(
        self,
        provider: str,
        shops: Sequence[int],
        mode: AccountMode = AccountMode.WEBHOOK,
        key: str = KEY,
        base_url: str = "",
    ) -> tuple[int, str]:
        """Adds an account; returns its number and the secret end of its address."""
        new = NewAccount(provider, mode, shops, base_url=base_url, key=key)
        added = await AccountBook(self.pool, self.seal).add(new, "Ana")
        return added.number, added.token

    async def sale(self, till: KnownTill, reference: str, method: str = "proxypay") -> str:
        """Adds a sale as the fold of the till's events does. Returns its id."""
        sale = str(uuid.uuid4())
        new = """
            INSERT INTO sale (shop, till, sale, branch, first_seq, last_seq, number, day,
                created_at, updated_at, method, purpose, state, currency, amount, beside, flags,
                reference, cashier, alone, rest)
            VALUES (%s, %s, %s, 0, 1, 2, 1, current_date, now(), now(), %s, 'payment', 'waiting',
                'AOA', 500, 0, '', %s, 'Ana', false, '{}')
        """
        await self.asked(new, till.shop, till.till, sale, method, reference)
        return sale


@asynccontextmanager
async def scene(url: str) -> AsyncIterator[Scene]:
    seal = Seal.new()
    async with (
        await AsyncConnection.connect(url, autocommit=True) as owner,
        collecting(url) as pool,
    ):
        yield Scene(pool, seal, owner)


@asynccontextmanager
async def served(
    app: ASGIApp, ending: Callable[[], None] = lambda: None, unread: int = 0
) -> AsyncIterator[httpx.AsyncClient]:
    """Serves the application at a port of its own. `unread`: bytes that the system keeps for a
    slow reader; 0 for as many as it likes."""
    listener = listening("127.0.0.1", 0)
    if unread:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, unread)
    server = http_server(app, ending)
    serving = asyncio.create_task(server.serve([listener]))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        async with httpx.AsyncClient(base_url=base, verify=False, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        await serving


def payment(**told: Any) -> bytes:
    """The words of the document's webhook."""
    usual = {
        "id": 1_562_000_001,
        "reference_id": 475545250,
        "amount": "500.00",
        "datetime": "2026-11-30T20:00:00Z",
        "custom_fields": {},
    }
    return json.dumps(usual | told).encode()


def signed(body: bytes, key: str = KEY) -> dict[str, str]:
    return {"x-signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}


async def until(look: Any, patience: float = 20.0) -> Any:
    """Waits until what this coroutine function returns is true, and returns it."""
    async with asyncio.timeout(patience):
        while not (seen := await look()):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)
    return seen
