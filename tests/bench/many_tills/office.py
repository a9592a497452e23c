"""The real office as a process, which can be killed and comes back, as a service manager would have
it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

HOST = "127.0.0.1"
_STARTS_WITHIN = 30.0  # seconds
Command = Callable[[str, int], list[str]]  # of the database's address and a port


def serve(database: str, port: int) -> list[str]:
    """Returns the office's own command."""
    listen = ["--listen", f"{HOST}:{port}"]
    return [
        sys.executable,
        "-P",
        "-m",
        "pos_app",
        "office",
        "serve",
        "--database",
        database,
        *listen,
    ]


class Office:
    """A running office. Its log goes to a file."""

    def __init__(self, database: str, log: Path, command: Command = serve) -> None:
        self._command, self._log, self._database = command, log, database
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Raises ChildProcessError, with the end of its log, where it does not listen."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - a moment, before anything runs
                self._command(self._database, self.port),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        ends = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                _, writer = await asyncio.open_connection(HOST, self.port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return
        raise ChildProcessError(self._log.read_text(errors="replace")[-3000:])

    def worked(self) -> float:
        """Returns the seconds of a processor that it has used, as Linux counts them."""
        if self._process is None:
            return 0.0
        stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    async def kill(self) -> None:
        """Ends it as a power cut would: nothing is told to it."""
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    async def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.to_thread(self._process.wait, 20)
            except subprocess.TimeoutExpired:
                await self.kill()
                raise


@asynccontextmanager
async def running(database: str, log: Path, command: Command = serve) -> AsyncIterator[Office]:
    office = Office(database, log, command)
    try:
        await office.start()
        yield office
    finally:
        await office.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
