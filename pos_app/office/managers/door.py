"""The door of the office: what all ways in have in common."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple, TypeVar

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection, Pool
from pos_app.office.managers import passwords, sessions, tries
from pos_app.office.managers.manager import How, Manager, who_is
from pos_app.office.managers.passwords import Cost, Sealed
from pos_app.office.managers.sessions import Visitor
from pos_app.office.managers.site import Site
from pos_app.office.managers.tries import Limit

Made = TypeVar("Made")

_AT_ONCE = 2  # passwords looked at: each takes 64 MiB and a processor
_MOST_WAITING = 40  # for that: some seconds
_CROWDED = timedelta(minutes=1)
# For how long after a sign-in one may change how one signs in: a cookie alone is not enough.
FRESH = timedelta(minutes=15)


class OutWhy(StrEnum):
    """Why somebody did not come in, as far as they are told."""

    WRONG = "wrong"  # whichever of name, password and code
    WAIT = "wait"  # too many tries


class KeptOut(NamedTuple):
    why: OutWhy
    wait: timedelta = timedelta()


class CameIn(NamedTuple):
    """`token` goes into the cookie, and nowhere else."""

    manager: int
    token: str

    def __repr__(self) -> str:
        return f"CameIn({self.manager})"


class _Queue:
    """Those who wait for their password to be looked at."""

    def __init__(self) -> None:
        self._few = asyncio.Semaphore(_AT_ONCE)
        self._there = 0

    @property
    def is_full(self) -> bool:
        return self._there >= _MOST_WAITING

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        self._there += 1
        try:
            async with self._few:
                yield
        finally:
            self._there -= 1


def now_utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Door:
    """`pool` is of the role office_write. `office`: its name, for apps and browsers that list what
    they have keys to."""

    pool: Pool
    site: Site
    office: str = "Office"
    cost: Cost = field(default_factory=Cost)
    clock: Callable[[], datetime] = now_utc
    _queue: _Queue = field(default_factory=_Queue)

    async def of_token(self, token: str) -> Manager | None:
        """Returns whose session's token it is."""
        async with self.pool.connection() as connection:
            return await sessions.find(connection, token, self.clock())

    async def counted(self, *tried: tuple[Limit, str]) -> KeptOut | None:
        """Counts a try by each of these limits. Returns None where it may be made."""
        async with self.pool.connection() as connection:
            for limit, key in tried:
                wait = await tries.count(connection, limit, key, self.clock())
                if wait is not None:
                    return KeptOut(OutWhy.WAIT, wait)
        return None

    async def begin(
        self, connection: Connection, manager: int, how: How, visitor: Visitor
    ) -> CameIn:
        """Begins a session, and notes it: the last step of the caller's transaction."""
        token = await sessions.begin(connection, manager, how, visitor, self.clock())
        told = {"how": how.value, "address": visitor.address}
        await record(connection, who_is(manager), "signed_in", **told)
        return CameIn(manager, token)

    async def refuse(self, who: str, what: str, visitor: Visitor) -> KeptOut:
        """Notes a refusal. Never the name that was typed: people type their password there, too."""
        async with self.pool.connection() as connection, connection.transaction():
            told = {"what": what, "address": visitor.address}
            await record(connection, who, "sign_in_refused", **told)
        return KeptOut(OutWhy.WRONG)

    async def apart(self, work: Callable[[], Made]) -> Made:
        """Does what is slow by intent in a thread, of which there are few."""
        async with self._queue.turn():
            return await asyncio.to_thread(work)

    def crowded(self) -> KeptOut | None:
        """Whether so many try to sign in at once that one more would only wait."""
        return KeptOut(OutWhy.WAIT, _CROWDED) if self._queue.is_full else None

    async def sealed(self, password: str, secret: bytes) -> Sealed:
        """Returns what to keep of a password, and of the secret of its app."""
        return await self.apart(partial(passwords.seal, password, secret, self.cost))

    def is_fresh(self, manager: Manager) -> bool:
        """Whether they may change how they sign in."""
        return self.clock() - manager.signed_in_at < FRESH
