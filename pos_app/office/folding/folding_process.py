"""Folds in a process of its own: in the one that stores, it would take half of the ingest's time.

A line on the child's standard input says that something was stored, and its end that the office is
over, however that came. A line on its standard output names the tills that are folded further.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress

from pos_app.office.folding.folding_task import FoldingTask

DATABASE = "OFFICE_FOLDS"  # the variable: others see a command's words
_AGAIN_AFTER = 1.0  # seconds after the child ended by itself
_TELLS_EVERY = 0.02  # seconds between two lines to it
_ENDS_WITHIN = 10.0  # seconds for a transaction under way
_LOG = logging.getLogger(__name__)


class FoldingProcess:
    """`on_stored` wakes it; `told` hears, on the loop, which tills are folded further."""

    def __init__(
        self, database: str, told: Callable[[Sequence[int]], object] = lambda _: None
    ) -> None:
        self._database = database
        self._told = told
        self._stored = asyncio.Event()

    def on_stored(self, *_: object) -> None:
        """Something was stored, whosever it is."""
        self._stored.set()

    async def run(self) -> None:
        """Folds until it is cancelled; a transaction under way is finished first."""
        while True:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                __name__,
                stdin=PIPE,
                stdout=PIPE,
                env={**os.environ, DATABASE: self._database},
                start_new_session=True,  # Ctrl-C is for the office, which ends it in order
            )
            telling = asyncio.create_task(self._tell(child))
            try:
                await self._listen(child)
            finally:
                telling.cancel()
                await asyncio.wait([telling])
                await _ended(child)
            _LOG.warning("the folding process ended with %s", child.returncode)
            await asyncio.sleep(_AGAIN_AFTER)

    async def _tell(self, child: Process) -> None:
        assert child.stdin  # noqa: S101 - a pipe was asked for
        while True:
            await self._stored.wait()
            self._stored.clear()
            with suppress(ConnectionError):  # it is gone, and started again
                child.stdin.write(b"\n")
                await child.stdin.drain()
            await asyncio.sleep(_TELLS_EVERY)

    async def _listen(self, child: Process) -> None:
        """Returns when the child has ended."""
        assert child.stdout  # noqa: S101 - a pipe was asked for
        while line := await child.stdout.readline():
            self._told([int(till) for till in line.split()])


async def _ended(child: Process) -> None:
    assert child.stdin  # noqa: S101 - a pipe was asked for
    child.stdin.close()
    try:
        async with asyncio.timeout(_ENDS_WITHIN):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()


async def _fold_until_the_input_ends() -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    folding = FoldingTask(os.environ[DATABASE], lambda tills: print(*tills, flush=True))  # noqa: T201 - for the office

    def hear() -> None:
        if os.read(sys.stdin.fileno(), 4096):
            folding.on_stored()
        else:
            loop.remove_reader(sys.stdin.fileno())
            over.set()

    loop.add_reader(sys.stdin.fileno(), hear)
    work = asyncio.create_task(folding.run())
    ended = asyncio.create_task(over.wait())
    await asyncio.wait([work, ended], return_when=asyncio.FIRST_COMPLETED)
    if work.done():
        work.result()
    work.cancel()
    await asyncio.wait([work])


if __name__ == "__main__":
    from pos_app.office.operations.logs import log_as_json

    log_as_json()
    with suppress(BrokenPipeError):  # nobody listens any more
        asyncio.run(_fold_until_the_input_ends())
