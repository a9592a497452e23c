"""Puts the pages together with the door, the database and the calls of providers."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.gateways.catalogue import BRANDS
from pos_app.office.folding.seen import branches_seen
from pos_app.office.managers import people
from pos_app.office.managers.web import asking
from pos_app.office.managers.web.asked import whose
from pos_app.office.managers.web.readers import reader_of
from pos_app.office.pages.parts import OpenCall, PageParts
from pos_app.office.pages.serving.languages import prefer
from pos_app.office.reading.shops_reader import ShopsReader

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from pos_app.office.database.connections import Connection, Connections
    from pos_app.office.managers.door import Door
    from pos_app.office.pages.live_news import LiveNews
    from pos_app.office.pages.parts import PageReader
    from pos_app.office.reading.questions import AsksOffice

    # In the caller's transaction, by account, mark, who and why; False for nothing to take.
    TakesCall = Callable[[Connection, int, bytes, str, str], Awaitable[bool]]

_CALL = b"""
    SELECT a.provider, c.received_at, c.reference, c.payment, c.delivered_at, c.taken_by, c.why
    FROM call c JOIN account a USING (account) WHERE c.account = %s AND c.mark = %s
"""


@dataclass(frozen=True)
class OfficePages:
    """What the pages ask, answered by the office's own rooms. `take`: see `calls.taking`."""

    door: Door
    pools: Connections
    take: TakesCall

    def parts(self, ending: asyncio.Event, news: LiveNews) -> PageParts:
        return PageParts(
            reader=self._reader,
            asking=self._asking,
            check_form=self._check_form,
            keep_language=self._keep_language,
            call_of=self._call_of,
            take_call=self._take_call,
            see_fork=self._see_fork,
            clock=self.door.clock,
            ending=ending,
            news=news,
        )

    async def _reader(self, request: Request) -> PageReader:
        manager = await whose(self.door, request)
        prefer(request, manager.language)
        return reader_of(manager)

    @asynccontextmanager
    async def _asking(self, request: Request) -> AsyncIterator[AsksOffice]:
        async with asking.seen(self.door, self.pools.read, request) as connection:
            yield ShopsReader(connection)

    async def _check_form(self, request: Request, token: str) -> None:
        await asking.check_form(self.door, request, token)

    async def _keep_language(self, request: Request, language: str) -> None:
        manager = await whose(self.door, request)
        async with self.pools.write.connection() as connection:
            await people.speak(connection, manager.manager, language)

    async def _call_of(self, request: Request, account: int, mark: bytes) -> OpenCall | None:
        """Returns the call, None where the reader does not see it."""
        async with asking.seen(self.door, self.pools.read, request) as connection:
            row = await (await connection.execute(_CALL, [account, mark])).fetchone()
        if row is None:
            return None
        provider, received_at, reference, payment, delivered_at, who, why = row
        async with self.pools.write.connection() as connection:
            taken_by = await people.name_of(connection, who)
        return OpenCall(
            provider=BRANDS.get(provider, provider),
            received_at=received_at,
            reference=reference,
            payment=payment,
            is_open=delivered_at is None and not taken_by,
            taken_by=taken_by,
            why=why,
        )

    async def _take_call(self, request: Request, account: int, mark: bytes, why: str) -> bool:
        """Takes a call over, if it is one that the reader sees. Raises NotSignedIn."""
        if await self._call_of(request, account, mark) is None:
            return False
        manager = await whose(self.door, request)
        async with self.pools.write.connection() as connection, connection.transaction():
            return await self.take(connection, account, mark, manager.who, why)

    async def _see_fork(self, request: Request, till: int, why: str) -> bool:
        """Notes that the reader has looked into a fork that they see. Raises NotSignedIn."""
        async with self._asking(request) as office:
            if await office.fork(till) is None:
                return False
        manager = await whose(self.door, request)
        async with self.pools.write.connection() as connection, connection.transaction():
            return await branches_seen(connection, till, manager.who, why)
