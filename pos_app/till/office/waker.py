"""Holds a stream open on which the office says that there is something to look for."""

import asyncio
from collections.abc import Callable
from random import Random

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.ports.office.office_api import OfficeApi
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.office.office_pace import OfficePace
from pos_app.till.office.office_session import OfficeSession


class Waker:
    """Reconnects for as long as the till is open, each time after another pause: hundreds of tills
    lose the same office in the same second."""

    def __init__(
        self,
        api: OfficeApi,
        session: OfficeSession,
        connected: Callable[[], None],
        look: Callable[[], None],
        heard: LastHeard,
        random: Random,
        pace: OfficePace,
    ) -> None:
        """`connected` is called at each connection, and `look` then and at each word: what was said
        before was said to nobody."""
        self._api = api
        self._session = session
        self._connected = connected
        self._look = look
        self._heard = heard
        self._random = random
        self._pace = pace

    async def run(self) -> None:
        clock = asyncio.get_running_loop().time
        failures = 0
        while True:
            await self._session.begun.wait()
            began = clock()
            await self._listen()
            failures = 1 if clock() - began >= self._pace.steady else failures + 1
            await asyncio.sleep(self._pace.after_failures(failures, self._random))

    async def _listen(self) -> None:
        """Listens until the stream ends, or is silent for too long."""
        try:
            async with self._api.wake(self._session.access) as looks:
                self._heard.stream(is_open=True)
                self._connected()
                self._look()
                async for _ in looks:
                    self._look()
        except (RequestNotSent, ResponseLost):
            return  # whether the office is there the shipper says
        finally:
            self._heard.stream(is_open=False)
