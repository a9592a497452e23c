"""Runs one job in a child process: the question goes in and the answer comes out as JSON.

The time limit is on silence, not on work: a long job prints now and then that it goes on.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from collections import deque
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from pos_app.domain import errors
from pos_app.system.executable import start_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LOG = logging.getLogger(__name__)
_GOING = 1.0  # seconds for a killed process to end: one that waits for a disk stays longer
_NOISE = 20  # lines of other output that are kept

# Errors that a job may answer with; each is made again from its text.
_PROBLEMS = {
    problem.__name__: problem
    for problem in (
        errors.PrinterFailed,
        errors.FileNotWritten,
        errors.BackupFailed,
        errors.BackupFolderMissing,
        errors.CopyUnderWay,
        errors.CopyUnusable,
        errors.CopyNewer,
        errors.JournalUnsound,
        errors.JournalDamaged,
        errors.JournalUnavailable,
        errors.JournalHeld,
        errors.JournalFull,
        errors.JournalOutOfReach,
        errors.JournalReadOnly,
        errors.JournalNewer,
    )
}


class NoAnswer(Exception):
    """The child was silent for too long. What it has done by then is unknown."""


class Stopped(Exception):
    """The caller stopped the job."""


class Broke(Exception):
    """The child ended without an answer. The text is its last output."""


class Errand:
    """A job that runs once, by `run` in a thread or by `done` on a loop."""

    def __init__(
        self,
        name: str,
        question: Mapping[str, Any],
        silence: float,
        heard: Callable[[Any], None] = lambda _: None,
    ) -> None:
        """`name` is a key of `child_worker.ERRANDS`; `silence` the most seconds without output.
        `heard` is told how far the job is, on the thread that runs it."""
        self._heard = heard
        self._name = name
        self._question = question
        self._silence = silence
        self._lines: SimpleQueue[str | None] = SimpleQueue()  # None: the end
        self._noise: deque[str] = deque(maxlen=_NOISE)
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = Lock()

    def run(self) -> Any:
        """Returns the answer. Raises NoAnswer, Stopped, Broke, and what the job itself raised."""
        with self._lock:
            if self._stopped:
                raise Stopped(self._name)
            process = self._process = self._start()
        reader = Thread(target=self._read, args=[process], name=self._name, daemon=True)
        reader.start()
        try:
            self._ask(process)
            return self._answer()
        finally:
            _end(process, reader)

    async def done(self) -> Any:
        """Does as `run`, on a thread of its own: the loop's threads are for calls that return for
        sure. Cancelling it stops the job."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()

        def work() -> None:
            try:
                settle = partial(_succeed, future, self.run())
            except Exception as error:  # noqa: BLE001 - handed to the caller
                settle = partial(_fail, future, error)
            with suppress(RuntimeError):  # the loop is closed: no caller waits
                loop.call_soon_threadsafe(settle)

        Thread(target=work, name=f"waits for {self._name}", daemon=True).start()
        try:
            return await future
        finally:
            if not future.done() or future.cancelled():
                self.stop()

    def stop(self) -> None:
        """Kills the child at once, from any thread, also before it has begun."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    # --- inside -----------------------------------------------------------------------------------

    def _start(self) -> subprocess.Popen[str]:
        try:
            return start_apart(self._name)
        except OSError as error:
            raise Broke(str(error)) from error

    def _ask(self, process: subprocess.Popen[str]) -> None:
        """Sends the question and keeps the pipe open: its end tells the child that its caller is
        gone."""
        assert process.stdin is not None  # noqa: S101 - the pipe was asked for
        with suppress(BrokenPipeError):  # the outcome is read below
            process.stdin.write(json.dumps(self._question) + "\n")
            process.stdin.flush()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        for line in process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _answer(self) -> Any:
        while True:
            try:
                line = self._lines.get(timeout=self._silence)
            except Empty:
                raise NoAnswer(f"{self._name}: nothing in {self._silence:g} s") from None
            if line is None:
                raise self._ended()
            match _told(line):
                case {"answer": answer}:
                    return answer
                case {"problem": problem, "text": text} if problem in _PROBLEMS:
                    raise _PROBLEMS[problem](text)
                case {"goes_on": how_far}:
                    self._heard(how_far)
                case _:
                    if line.strip():
                        self._noise.append(line.strip())

    def _ended(self) -> Exception:
        if self._stopped:
            return Stopped(self._name)
        _LOG.warning("%s ended without an answer: %s", self._name, " | ".join(self._noise))
        return Broke(self._noise[-1] if self._noise else self._name)


def _told(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _end(process: subprocess.Popen[str], reader: Thread) -> None:
    """Ends the child. One that waits for a disk may not die yet: it is left to the system, with its
    pipe."""
    process.kill()
    try:
        process.wait(_GOING)
    except subprocess.TimeoutExpired:
        _LOG.warning("process %d does not end: it waits for the system", process.pid)
        return
    reader.join(_GOING)
    for stream in (process.stdin, process.stdout):
        if stream is not None and not reader.is_alive():
            with suppress(OSError):  # unread output is still in it
                stream.close()


def _succeed(future: asyncio.Future[Any], answer: Any) -> None:
    if not future.done():
        future.set_result(answer)


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
