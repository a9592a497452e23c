"""Hears by LISTEN, on one connection of its own straight to PostgreSQL: poolers break it."""

import asyncio
import logging
from collections.abc import AsyncGenerator

import psycopg
from psycopg import AsyncConnection

from pos_app.office.wakes.wakes import CHANNEL, Look, look_in

PROVED_EVERY = 15.0  # seconds in which a silent connection has to show that it is alive
_ANSWERS_WITHIN = 5.0  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0  # seconds between tries to connect again
_LOG = logging.getLogger(__name__)


class ListeningWakes:
    """The port `Wakes`, by NOTIFY."""

    def __init__(self, database: str, *, proved_every: float = PROVED_EVERY) -> None:
        self._database = database
        self._proved_every = proved_every

    async def looks(self) -> AsyncGenerator[Look, None]:
        pause = _FIRST_PAUSE
        while True:
            try:
                async with asyncio.timeout(_ANSWERS_WITHIN):
                    connection = await AsyncConnection.connect(self._database, autocommit=True)
            except (psycopg.Error, OSError, TimeoutError):
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            try:
                async with connection:
                    await connection.execute(f"LISTEN {CHANNEL}".encode())
                    pause = _FIRST_PAUSE
                    yield Look()  # nobody repeats what was said before
                    while True:
                        async for said in connection.notifies(timeout=self._proved_every):
                            yield look_in(said.payload)
                        async with asyncio.timeout(_ANSWERS_WITHIN):
                            await connection.execute(b"SELECT 1")
            except (psycopg.Error, OSError, TimeoutError) as error:
                _LOG.warning("the office hears no wakes: %s", type(error).__name__)
