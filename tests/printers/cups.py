"""A print server of a test's own: the real cupsd, with queues of every sort that shops have."""

import asyncio
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from printers.cups_files import (
    A4_PPD,
    BACKEND,
    ROLL_PPD,
    Queue,
    file_settings,
    queues_file,
    settings,
)

A4 = "a4"
ROLL = "roll"
RAW = "raw"  # to a printer on the network that understands no PDF
RAW_KEPT = "raw-kept"
REJECTING = "rejecting"
STOPPED = "stopped"

PATIENCE = 30.0  # seconds
_SYSTEM_BIN = Path("/usr/lib/cups")
_FOLDERS = ("etc/ppd", "bin/backend", "spool", "tmp", "state", "cache", "log", "kept")
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"  # cupsd and cupsreject are there


@dataclass(frozen=True)
class Kept:
    """One job as its printer got it."""

    id: int
    user: str
    title: str
    copies: int
    options: str
    data: bytes


class CupsServer:
    """Use it as a context. Where root runs the tests it runs as lp does, as everywhere.

    `raw_port`: of a listener (printers.listener), at which the queue `raw` ends. `default`: the
    queue that is meant where none is named.
    """

    def __init__(self, *, raw_port: int | None = None, default: str | None = A4) -> None:
        # In the system's own folder for such: paths of sockets are short, and lp may go there.
        self.base = Path(tempfile.mkdtemp(prefix="cups-"))
        self.base.chmod(0o755)
        self.socket = self.base / "socket"
        self._user = "lp" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._group = "lp" if os.geteuid() == 0 else grp.getgrgid(os.getegid()).gr_name
        self._process: subprocess.Popen[bytes] | None = None
        self.queues = [
            Queue(A4, A4_PPD),
            Queue(ROLL, ROLL_PPD),
            Queue(RAW_KEPT, None),
            Queue(REJECTING, A4_PPD, rejecting=True),
            Queue(STOPPED, A4_PPD, stopped=True),
        ]
        if raw_port is not None:
            self.queues.append(Queue(RAW, None, device=f"socket://127.0.0.1:{raw_port}"))
        self._default = default

    def __enter__(self) -> Self:
        try:
            self._write(self._default)
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.base)

    # The server

    @property
    def environment(self) -> dict[str, str]:
        """For programs that shall print here. In this process it is enough to set CUPS_SERVER."""
        own = {"CUPS_SERVER": str(self.socket), "PATH": _PATH, "HOME": str(self.base / "tmp")}
        return os.environ | own | {"LC_ALL": "C.UTF-8"}

    def start(self) -> None:
        """Also again, with the jobs that it had."""
        program = shutil.which("cupsd", path=_PATH)
        if program is None:
            raise FileNotFoundError("cupsd is not installed: packaging/setup.sh dev")
        as_root = os.geteuid() == 0
        self._process = subprocess.Popen(
            [program, "-f", "-c", f"{self.base}/etc/cupsd.conf", "-s", f"{self.base}/etc/files"],
            user=self._user if as_root else None,
            group=self._group if as_root else None,
            extra_groups=[] if as_root else None,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        _until(self._answers, "cupsd answers", self.log)

    def stop(self) -> None:
        """With everything that it had started. Clients are refused from here on."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
            self._process.kill()
            self._process.wait()
        self._process = None
        for left in _started_with(f"CUPS_SERVERROOT={self.base}/etc"):
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        self.socket.unlink(missing_ok=True)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections meanwhile, and answers nothing."""
        if self._process is None:
            raise RuntimeError("the server is not running")
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def log(self) -> str:
        path = self.base / "log" / "error"
        return path.read_text(errors="replace") if path.exists() else ""

    def _answers(self) -> bool:
        if self._process and self._process.poll() is not None:
            raise RuntimeError(f"cupsd ended: {self.log()}")
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    # Its queues

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """lp, lpstat, cupsaccept … as a person at this machine has them."""
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def accept(self, queue: str) -> None:
        self._order("cupsaccept", queue)

    def reject(self, queue: str) -> None:
        self._order("cupsreject", queue)

    def enable(self, queue: str) -> None:
        self._order("cupsenable", queue)

    def disable(self, queue: str) -> None:
        self._order("cupsdisable", queue)

    def _order(self, *command: str) -> None:
        done = self.run(*command)
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr}")

    def paper_out(self, queue: str, *, out: bool = True) -> None:
        """Jobs wait and the queue says media-empty-error, until there is paper."""
        self._switch(queue, "paper-out", on=out)

    def unreachable(self, queue: str, *, on: bool = True) -> None:
        """Its printer cannot be reached: the job fails, and the queue stops."""
        self._switch(queue, "unreachable", on=on)

    def hangs(self, queue: str, *, on: bool = True) -> None:
        """Its printer takes nothing and says nothing."""
        self._switch(queue, "hangs", on=on)

    def _switch(self, queue: str, name: str, *, on: bool) -> None:
        path = self.base / "kept" / queue / name
        if on:
            path.touch()
        else:
            path.unlink(missing_ok=True)

    # What came out

    def kept(self, queue: str) -> list[Kept]:
        """What its printer has got in whole, the first first."""
        found = (self.base / "kept" / queue).glob("*.data")
        return sorted((_read(path) for path in found), key=lambda job: job.id)

    def wait(self, queue: str, count: int = 1) -> list[Kept]:
        """As kept, when there are so many jobs."""
        _until(
            lambda: len(self.kept(queue)) >= count, f"{count} jobs come out of {queue}", self.log
        )
        return self.kept(queue)

    async def until(self, queue: str, count: int = 1) -> list[Kept]:
        """As wait, while the loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(None, self.wait, queue, count)

    # Its files

    def _write(self, default: str | None) -> None:
        base = self.base
        for folder in (*_FOLDERS, *(f"kept/{queue.name}" for queue in self.queues)):
            (base / folder).mkdir(parents=True)
        (base / "etc/cupsd.conf").write_text(settings(self.socket))
        (base / "etc/files").write_text(file_settings(base, self._user, self._group))
        (base / "etc/printers.conf").write_text(queues_file(self.queues, base / "kept", default))
        for queue in self.queues:
            if queue.ppd:
                (base / f"etc/ppd/{queue.name}.ppd").write_text(queue.ppd)
        for folder in ("filter", "daemon"):
            (base / "bin" / folder).symlink_to(_SYSTEM_BIN / folder)
        (base / "bin/backend/keep").write_text(BACKEND)
        (base / "bin/backend/keep").chmod(0o755)
        (base / "bin/backend/socket").symlink_to(_SYSTEM_BIN / "backend-available/socket")
        if os.geteuid() == 0:
            owner = pwd.getpwnam(self._user).pw_uid, grp.getgrnam(self._group).gr_gid
            for path in (base, *base.rglob("*")):
                os.lchown(path, *owner)


def _read(data: Path) -> Kept:
    job, user, title, copies, options, _ = data.with_suffix(".job").read_text().split("\0")
    return Kept(int(job), user, title, int(copies), options, data.read_bytes())


def _until(met: Callable[[], bool], what: str, log: Callable[[], str]) -> None:
    deadline = monotonic() + PATIENCE
    while not met():
        if monotonic() > deadline:
            raise TimeoutError(f"waited in vain until {what}:\n{log()[-4000:]}")
        sleep(0.01)


def _started_with(setting: str) -> Sequence[int]:
    """Processes that have this in their environment: a filter or backend whose server is gone."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if setting.encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


class SilentServer:
    """A print server that takes every connection and never answers. Use it as a context."""

    def __init__(self) -> None:
        self._door = socket.socket()
        self._door.bind(("127.0.0.1", 0))
        self._door.listen(128)  # the kernel takes them; nobody ever reads
        host, port = self._door.getsockname()
        self.address = f"{host}:{port}"  # for CUPS_SERVER

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.close()
