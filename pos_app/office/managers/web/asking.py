"""What the other pages ask of the door: who reads, what they may see, whether a form is theirs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from pos_app.office.database.connections import Connection, Pool
from pos_app.office.database.scoped import reading
from pos_app.office.managers.door import Door
from pos_app.office.managers.web import asked
from pos_app.office.managers.web.readers import reader_of
from pos_app.office.pages.parts import PageReader


async def reader(door: Door, request: Request) -> PageReader:
    """Raises NotSignedIn."""
    return reader_of(await asked.whose(door, request))


@asynccontextmanager
async def seen(door: Door, pool: Pool, request: Request) -> AsyncIterator[Connection]:
    """Gives a transaction that sees what whoever asks may see now. `pool` is of the role
    office_read. Raises NotSignedIn: also in a stream, once its reader has signed out."""
    manager = await asked.whose(door, request)
    async with reading(pool, manager.shops, manager.sees_phones) as connection:
        yield connection


async def check_form(door: Door, request: Request, token: str) -> None:
    """Raises NotSignedIn, and FormRefused for what no page of ours sent for this session."""
    asked.check_form(door.site, request, await asked.whose(door, request), token)
