"""Processes that try mistakes side by side, each in a copy of the project of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Lock

from mutants.trial import DOOR, ONE_TEST, Result, Task, Verdict

COPIED = (
    "pos_app",
    "tests",
    "packaging",
    ".github",
    "README.md",
    "LICENSE",
    "pyproject.toml",
    "Makefile",
)

Job = tuple[Task, Callable[[Result], None]]


class NoProof(Exception):
    """Tests fail without any mistake: what they would say of one is worth nothing."""


def run(root: Path, folders: Sequence[str], proof: Task, jobs: Iterable[Job], workers: int) -> None:
    """Every task is tried, and its result told, from the thread of whoever tried it. Raises NoProof
    where `proof`, which is no mistake, does not survive, before all others or after them: what one
    of them left behind may have failed every test since."""
    left = iter(jobs)
    lock = Lock()
    with ExitStack() as stack:
        doors = [stack.enter_context(_worker(root, folders)) for _ in range(workers)]
        for door in doors:
            _prove(door, proof)
        threads = stack.enter_context(ThreadPoolExecutor(workers))
        for served in [threads.submit(_serve, door, left, lock, proof) for door in doors]:
            served.result()


def _prove(door: Connection, proof: Task) -> None:
    door.recv()
    door.send(proof)
    if (result := door.recv()).verdict is not Verdict.SURVIVED:
        raise NoProof(result)


def _serve(door: Connection, left: Iterator[Job], lock: Lock, proof: Task) -> None:
    while True:
        with lock:
            job = next(left, None)
        if job is None:
            break
        door.recv()
        door.send(job[0])
        result = door.recv()
        with lock:
            job[1](result)
    _prove(door, proof)
    door.recv()
    door.send(None)


@contextmanager
def _worker(root: Path, folders: Sequence[str]) -> Iterator[Connection]:
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        copy = Path(name)
        for each in COPIED:
            _copy(root / each, copy / each)
        address = str(copy / "door")
        with Listener(address, "AF_UNIX") as listener, (copy / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    "-q",
                    "-n",
                    "0",
                    "-p",
                    "mutants.trial",
                    "-p",
                    "no:cacheprovider",
                    f"--timeout={ONE_TEST}",
                    *folders,
                ],
                cwd=copy,
                env=os.environ
                | {
                    "PYTHONPATH": f"{copy}:{copy}/tests",
                    "QT_QPA_PLATFORM": "offscreen",
                    DOOR: address,
                },
                stdout=log,
                stderr=log,
            )
            try:
                with listener.accept() as door:
                    yield door
            except BaseException:
                process.kill()
                raise
            finally:
                process.wait()


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)  # with what is compiled already
    else:
        shutil.copy2(source, target)
