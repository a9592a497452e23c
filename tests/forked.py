"""The program's commands, each in a process of its own that has everything imported already.

Most of a command's time is Python's imports. What they are for is tried by the tests that start the
program anew: those that kill it, those of the build and of the self-test.
"""

import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from typing import TextIO
from unittest import mock

from argon2 import PasswordHasher

from pos_app import people
from pos_app.till import pace

_TESTS = Path(__file__).parent
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


def run(
    arguments: Sequence[str],
    typed: str,
    patience: float,
    paces: Mapping[str, float],
    like: Callable[[], None],
) -> tuple[int, str, str]:
    """What `pos-app` with these arguments answers: its exit code, its output and its errors.
    `paces` are set in `till/pace.py` before it begins, and `like` says what it may do, as
    `preexec_fn` of a process does. A PIN costs there what it costs here."""
    with tempfile.TemporaryDirectory() as name:
        _start()
        streams = [Path(name) / stream for stream in ("in", "out", "err")]
        streams[0].write_text(typed)
        known = (dict(os.environ), paces, people._hasher, like)
        process = _FORKS.Process(target=_be, args=(arguments, streams, *known))
        process.start()
        process.join(patience)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{arguments} takes longer than {patience} s")
        _, out, err = (stream.read_text() if stream.exists() else "" for stream in streams)
        return process.exitcode, out, err


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
    vars(pace).update(paces)
    people._hasher = hasher
    like()
    sys.argv = ["pos-app", *arguments]
    runpy.run_module("pos_app", run_name="__main__", alter_sys=True)


def _open(stream: Path, number: int) -> TextIO:
    """In the place of the process's own, for whoever writes there without asking Python."""
    opened = os.open(stream, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
    os.dup2(opened, number)
    os.close(opened)
    return open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)
