"""The program's commands, each in a process of its own that has everything imported already.

Most of a command's time is Python's imports. What they are for is tried by the tests that start the
program anew: before hostile surroundings and streams, of the build and of the self-test.
"""

import ctypes
import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NoReturn, TextIO
from unittest import mock

from argon2 import PasswordHasher

from pos_app.installation import pin_file
from pos_app.till.providers import poll_schedule

CLOSED = "&-"  # where a stream leads, beside files
UNREAD = "|"  # into a pipe whose other side has gone

_TESTS = Path(__file__).parent
_STREAMS = ("stdin", "stdout", "stderr")
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["warm"])


@cache
def _start() -> None:
    """Python 3.11 drops the path that the server should have to find what it preloads
    (cpython#126631), and says nothing where it finds nothing."""
    path = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
    with mock.patch.dict(os.environ, {"PYTHONPATH": path}):
        forkserver.ensure_running()


def like_ourselves() -> None:
    """It may do what we may."""


@dataclass(frozen=True)
class Leading:
    """Its streams lead, by their numbers, where a shell has them lead, and are in this code page.
    It ends as Python does, which writes on them once more."""

    places: Mapping[int, str]
    page: str = "utf-8"

    def __call__(self) -> None:
        for number, place in self.places.items():
            os.close(number)
            if place != CLOSED:
                _lead(number, place)
        for number, name in enumerate(_STREAMS):
            is_closed = self.places.get(number) == CLOSED
            setattr(sys, name, None if is_closed else _stream(number, self.page))


def _lead(number: int, place: str) -> None:
    if place == UNREAD:
        reading, opened = os.pipe()
        os.close(reading)
    else:
        opened = os.open(place, os.O_WRONLY)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True)
class Command:
    """One that runs."""

    process: ForkServerProcess
    streams: Sequence[Path]

    def send_signal(self, number: int) -> None:
        assert self.process.pid
        os.kill(self.process.pid, number)

    def wait(self, patience: float) -> Ended:
        self.process.join(patience)
        if self.process.exitcode is None:
            raise TimeoutError(f"it takes longer than {patience} s")
        _, out, err = (each.read_bytes() if each.exists() else b"" for each in self.streams)
        return Ended(self.process.exitcode, out, err)


@contextmanager
def started(
    arguments: Sequence[str],
    paces: Mapping[str, float],
    like: Callable[[], None] = like_ourselves,
    typed: str = "",
) -> Iterator[Command]:
    """`pos-app` with these arguments, which does not go on once the block has ended. `paces` are
    set in `till/providers/poll_schedule.py` before it begins, and `like` says what it may do, as
    `preexec_fn` of a process does. A PIN costs there what it costs here."""
    with tempfile.TemporaryDirectory() as name:
        _start()
        streams = [Path(name) / stream for stream in ("in", "out", "err")]
        streams[0].write_text(typed)
        known = (dict(os.environ), paces, pin_file._hasher, like)
        process = _FORKS.Process(target=_be, args=(arguments, streams, *known))
        process.start()
        try:
            yield Command(process, streams)
        finally:
            process.kill()
            process.join()


def run(
    arguments: Sequence[str],
    typed: str,
    patience: float,
    paces: Mapping[str, float],
    like: Callable[[], None],
) -> Ended:
    with started(arguments, paces, like, typed) as command:
        return command.wait(patience)


def _be(
    arguments: Sequence[str],
    streams: Sequence[Path],
    environment: Mapping[str, str],
    paces: Mapping[str, float],
    hasher: Callable[[], PasswordHasher],
    like: Callable[[], None],
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin, sys.stdout, sys.stderr = map(_open, streams, range(3))
    vars(poll_schedule).update(paces)
    pin_file._hasher = hasher
    like()
    sys.argv = ["pos-app", *arguments]
    try:
        runpy.run_module("pos_app", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(like, Leading):
            _end_as_python_does(end)
        raise


def _end_as_python_does(end: SystemExit) -> NoReturn:
    """With the code of its own that it has where it cannot write what is left in a stream. What is
    forked ends otherwise, and sooner."""
    ctypes.pythonapi.Py_Exit(end.code)
    raise AssertionError


def _open(place: Path, number: int) -> TextIO:
    """In the place of the process's own, for whoever writes there without asking Python."""
    opened = os.open(place, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
    os.dup2(opened, number)
    os.close(opened)
    return _stream(number, "utf-8")


def _stream(number: int, page: str) -> TextIO:
    return open(number, "r" if number == 0 else "w", encoding=page, closefd=False)
