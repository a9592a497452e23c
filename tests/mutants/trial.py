"""Shows mistakes to tests that were collected once: a plugin of pytest (`-p mutants.trial`).

The process imports and collects everything, then asks for mistakes and forks for each: the child
puts the mistake in, runs the tests that it is told until one fails, and is gone. A mistake that
has to be imported is tried in a new process. The file itself bears the mistake meanwhile, for tests
that start the program anew. Each of these processes works in a copy of the project of its own.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Client, Connection
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from mutants.swap import (
    NotInPlace,
    Place,
    forgetting_by_folder,
    functions_by_place,
    swap,
)

DOOR = "MUTANTS_DOOR"
ONE_TEST = 30  # seconds, for a mistake that waits for ever
FIRST = 100  # tests
GRACE = 60  # seconds, for one that cannot even be ended


Changes = Sequence[tuple[FunctionType, CodeType]]


class Verdict(StrEnum):
    """What became of a mistake."""

    KILLED = "killed"
    SURVIVED = "survived"
    UNTESTED = "reached by no test"
    TIME_UP = "survived within its time"


@dataclass(frozen=True)
class Task:
    """A mistake, and the tests that it is to be shown to, in this order, for `box` seconds. `anew`
    where functions are called while a file is imported."""

    file: str
    source: str
    tests: Sequence[str]
    box: float
    anew: bool = False


@dataclass(frozen=True)
class Result:
    verdict: Verdict
    by: str = ""
    seconds: float = 0.0


def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of pytest's own: it asks for mistakes until there are none left."""
    root = Path.cwd()
    known = functions_by_place(str(root / "pos_app"))
    with Client(os.environ[DOOR], "AF_UNIX") as door:
        trial = _Trial(session, root, known)
        while (task := _next(door)) is not None:
            begun = time.monotonic()
            verdict, by = trial.of(task)
            door.send(Result(verdict, by, time.monotonic() - begun))
    return True


def _next(door: Connection) -> Task | None:
    door.send(None)
    task = door.recv()
    assert task is None or isinstance(task, Task)
    return task


class _Trial:
    def __init__(
        self, session: pytest.Session, root: Path, known: dict[Place, list[FunctionType]]
    ) -> None:
        self._session = session
        self._root = root
        self._known = known
        self._forgetting = forgetting_by_folder(str(root / "pos_app"))
        self._items = {item.nodeid: item for item in session.items}

    def of(self, task: Task) -> tuple[Verdict, str]:
        items = [self._items[name] for name in task.tests if name in self._items]
        if not items:
            return Verdict.UNTESTED, ""
        path = self._root / task.file
        source = path.read_text()
        with _written(path, source, task.source), _own_temporary_folder():
            changes = None if task.anew else self._changes(path, source, task.source)
            if changes is None:
                return _run_anew([item.nodeid for item in items], task.box)
            return self._forked(changes, self._forgetting.get(path.parent, ()), items, task.box)

    def _changes(self, path: Path, source: str, mistaken: str) -> Changes | None:
        try:
            return swap(self._known, str(path), source, mistaken)
        except NotInPlace:
            return None

    def _forked(
        self,
        changes: Changes,
        forgetting: Sequence[Callable[[], None]],
        items: Sequence[pytest.Item],
        box: float,
    ) -> tuple[Verdict, str]:
        told, telling = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                for function, code in changes:
                    function.__code__ = code
                for forget in forgetting:
                    forget()
                os.write(telling, _run_here(self._session, items, box).encode())
            finally:
                os._exit(0)
        os.close(telling)
        said = _read_until(told, box + GRACE)
        _end(child)
        verdict, _, by = said.partition(" ")
        # Whoever dies without a word, or does not come back, was noticed.
        return (Verdict[verdict], by) if verdict else (Verdict.KILLED, "died or hung")


def _run_here(session: pytest.Session, items: Sequence[pytest.Item], box: float) -> str:
    """The word for the parent: KILLED and by which test, or what else."""
    failed = _Failures()
    session.config.pluginmanager.register(failed)
    begun = time.monotonic()
    for item in items:
        if time.monotonic() - begun > box:
            return Verdict.TIME_UP.name
        # The session's own fixtures are left to the end of the process.
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=session)
        if failed.any:
            return f"{Verdict.KILLED.name} {item.nodeid}"
    return Verdict.SURVIVED.name


class _Failures:
    any = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.any = self.any or report.failed


def _run_anew(names: Sequence[str], box: float) -> tuple[Verdict, str]:
    """In processes that have imported nothing yet. To find a test by its name takes its time, so
    that the first are asked by themselves, and then ever more at once."""
    begun = time.monotonic()
    left = list(names)
    some = FIRST
    while left:
        seconds = box - (time.monotonic() - begun)
        verdict, by = _run_some(left[:some], seconds)
        if verdict is not Verdict.SURVIVED:
            return verdict, by
        left, some = left[some:], some * 3
    return Verdict.SURVIVED, ""


def _run_some(names: Sequence[str], seconds: float) -> tuple[Verdict, str]:
    with tempfile.NamedTemporaryFile("w", suffix=".tests") as listed:
        listed.write("\n".join(names))
        listed.flush()
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", *_options()]
        # What it was not let finish leaves nothing open here: whoever is forked after it would be
        # blamed for that.
        with subprocess.Popen(
            [*command, f"@{listed.name}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                said, _ = process.communicate(timeout=max(1.0, seconds))
            except subprocess.TimeoutExpired:
                return Verdict.TIME_UP, ""
            finally:
                _end(process.pid)
    if process.returncode == 0:
        return Verdict.SURVIVED, ""
    failures = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return Verdict.KILLED, failures[0].split(" ")[1] if failures else "an import"


def _options() -> list[str]:
    return ["-p", "no:cacheprovider", f"--timeout={ONE_TEST}"]


def _read_until(descriptor: int, seconds: float) -> str:
    """What the child said; nothing where it died, or does not end."""
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with open(descriptor, "rb") as stream:
            return stream.read(4096).decode()
    except TimeoutError:
        return ""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _give_up(*_: object) -> None:
    raise TimeoutError


def _end(leader: int) -> None:
    """A process with all that it started."""
    try:
        os.killpg(leader, signal.SIGKILL)
        os.waitpid(leader, 0)
    except (ProcessLookupError, ChildProcessError):
        return


@contextmanager
def _written(path: Path, source: str, mistaken: str) -> Iterator[None]:
    """Each writing is younger than the one before: compiled files are told apart by seconds."""
    try:
        _write(path, mistaken)
        yield
    finally:
        _write(path, source)


def _write(path: Path, text: str) -> None:
    younger = path.stat().st_mtime + 2
    path.write_text(text)
    os.utime(path, (younger, younger))


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """A test that was ended in the middle has not tidied up."""
    before = os.environ.get("TMPDIR")
    folder = tempfile.mkdtemp(prefix="mut", dir="/tmp")
    os.environ["TMPDIR"] = folder
    tempfile.tempdir = None
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        tempfile.tempdir = None
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
