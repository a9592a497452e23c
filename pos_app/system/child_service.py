"""Keeps a child process for many questions: messages go in and come out, a JSON line each.

Nothing here holds the loop: threads of its own start the process, write to it and read from it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from collections import deque
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from pos_app.system.child_job import Broke, NoAnswer
from pos_app.system.executable import start_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOG = logging.getLogger(__name__)
_NOISE = 20  # lines of other output that are kept
# Seconds in which a child whose caller is gone may end what must not be cut off (see
# `child_worker.GRACE`), and a little more.
_GOING = 5.0


class ChildService:
    """A child process that answers until it is let go. Belongs to the loop that starts it."""

    def __init__(self, name: str) -> None:
        """`name` is a key of `child_worker.SERVICES`."""
        self._name = name
        self._said: SimpleQueue[Mapping[str, Any] | None] = SimpleQueue()  # None: no more
        self._heard: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue()  # None: it ended
        self._noise: deque[str] = deque(maxlen=_NOISE)
        self._process: subprocess.Popen[str] | None = None
        self._killed = False
        self._lock = Lock()
        self._loop = asyncio.get_running_loop()
        self._life = Thread(target=self._live, name=name, daemon=True)
        self._life.start()

    @property
    def has_ended(self) -> bool:
        process = self._process
        return not self._life.is_alive() or (process is not None and process.poll() is not None)

    def say(self, message: Mapping[str, Any]) -> None:
        """Returns at once. Whether the child takes it shows by what it answers."""
        self._said.put(message)

    async def heard(self, within: float) -> Mapping[str, Any]:
        """Returns its next message. Raises NoAnswer after so many seconds of silence; Broke once it
        has ended."""
        try:
            async with asyncio.timeout(within):
                message = await self._heard.get()
        except TimeoutError:
            raise NoAnswer(f"{self._name}: nothing in {within:g} s") from None
        if message is None:
            self._heard.put_nowait(None)  # for whoever asks next
            raise Broke(self._noise[-1] if self._noise else self._name)
        return message

    def let_go(self) -> None:
        """Has it end what must not be cut off, and then itself. Returns at once."""
        self._said.put(None)

    def kill(self) -> None:
        """Ends it at once, also before it has begun."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()
        self._said.put(None)

    async def ended(self) -> None:
        """Returns when it has ended. Whoever let it go may wait, and waits for a few seconds."""
        while await self._heard.get() is not None:
            pass  # nobody wants what it still says
        self._heard.put_nowait(None)

    # --- on threads -------------------------------------------------------------------------------

    def _live(self) -> None:
        try:
            process = self._start()
        except OSError as error:
            self._noise.append(str(error))
        else:
            writer = Thread(target=self._write, args=[process], name=self._name, daemon=True)
            writer.start()
            self._read(process)
            self._said.put(None)
            writer.join()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
            if process.returncode and not self._killed:
                _LOG.warning("%s ended by itself: %s", self._name, " | ".join(self._noise))
        self._tell(None)

    def _start(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._killed:
                raise OSError("it was stopped before it began")
            self._process = start_apart(self._name)
            return self._process

    def _write(self, process: subprocess.Popen[str]) -> None:
        """Writes what is said. The end of its input tells the child to end."""
        assert process.stdin is not None  # noqa: S101 - the pipe was asked for
        with suppress(OSError):  # it has ended, which `_read` sees
            while (message := self._said.get()) is not None:
                process.stdin.write(json.dumps(message) + "\n")
                process.stdin.flush()
        with suppress(OSError):  # what it did not read is still in the pipe
            process.stdin.close()
        try:
            process.wait(_GOING)
        except subprocess.TimeoutExpired:
            process.kill()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None  # noqa: S101 - the pipe was asked for
        for line in process.stdout:
            message = _message(line)
            if message is not None:
                self._tell(message)
            elif line.strip():
                self._noise.append(line.strip())

    def _tell(self, message: Mapping[str, Any] | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens
            self._loop.call_soon_threadsafe(self._heard.put_nowait, message)


def _message(line: str) -> Mapping[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
