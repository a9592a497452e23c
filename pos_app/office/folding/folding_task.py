"""Keeps the fold at the heels of what is stored: a task of the office, on a thread of its own."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg

from pos_app.office.folding.projector import Projector, folding_connection

_LOOKS_EVERY = 2.0  # seconds, without a word from whoever stores: another process may have
_RETRIES_EVERY = 60.0  # seconds: what an event stopped
_AGAIN_AFTER = 1.0  # seconds after the database was lost
_log = logging.getLogger(__name__)


class FoldingTask:
    """`on_stored` wakes it; `told` hears, on the loop, which tills are folded further."""

    def __init__(
        self, database: str, told: Callable[[Sequence[int]], object] = lambda _: None
    ) -> None:
        self._database = database
        self._told = told
        self._stored = Event()
        self._is_over = False

    def on_stored(self, *_: object) -> None:
        """Something was stored, whosever it is."""
        self._stored.set()

    async def run(self) -> None:
        """Folds until it is cancelled; a transaction under way is finished first."""
        with ThreadPoolExecutor(1, thread_name_prefix="folding") as thread:
            loop = asyncio.get_running_loop()
            try:
                while True:
                    try:
                        await loop.run_in_executor(thread, self._open_and_fold, loop)
                    except psycopg.Error as error:
                        _log.warning("folding lost its database: %s", error)
                        await asyncio.sleep(_AGAIN_AFTER)
            finally:
                self._is_over = True
                self._stored.set()

    def _open_and_fold(self, loop: asyncio.AbstractEventLoop) -> None:
        with folding_connection(self._database) as db:
            projector = Projector(db)
            retried = float("-inf")
            while not self._is_over:
                if loop.time() - retried >= _RETRIES_EVERY:
                    projector.retry_stuck()
                    retried = loop.time()
                self._stored.clear()
                projector.catch_up(
                    lambda tills: loop.call_soon_threadsafe(self._told, tills),
                    lambda: self._is_over,
                )
                self._stored.wait(_LOOKS_EVERY)
