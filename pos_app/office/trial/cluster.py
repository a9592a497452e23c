"""A PostgreSQL of its own: Debian's programs, a cluster in a folder, a socket and a free port.

It stops with whoever started it, also where that one is killed. PostgreSQL refuses to run as root:
there it runs as the user `postgres`, whom the package makes. A library that starts one for tests
does neither.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from pos_app.domain.errors import EnvironmentFailed

INSTALL = "apt-get install -y --no-install-recommends postgresql"
_STARTS_WITHIN = 30.0  # seconds
_USER = "postgres"
_USER_OPTIONS = ("--reuid", _USER, "--regid", _USER, "--init-groups")
_LEAST_VERSION = 15


class NoPostgres(EnvironmentFailed):
    """PostgreSQL is not installed here, or does not start."""


class Cluster:
    """A running PostgreSQL. `url(name)` is the address of a database of it."""

    def __init__(self, folder: Path, *, settings: Mapping[str, str]) -> None:
        """Raises NoPostgres."""
        self._programs = programs()
        self.folder = folder
        self.port = _free_port()
        self._settings = settings
        self._server: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Makes the cluster, unless the folder has one."""
        if (self.folder / "PG_VERSION").exists():
            return
        options = ["--username", _USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
        done = subprocess.run(  # noqa: S603 - our own programs, by their paths
            as_server(
                [str(self._programs / "initdb"), *options, "--locale", "C", str(self.folder)]
            ),
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
        )
        if done.returncode:
            raise NoPostgres(done.stderr.strip())

    def start(self) -> None:
        """Starts the server and waits for its answer. Raises NoPostgres."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            **self._settings,
        }
        chosen = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        log = self.folder / "server.log"
        log.touch()
        give_to_server(log)  # it lies in the server's folder, and is copied with it
        with log.open("ab") as out:
            self._server = subprocess.Popen(  # noqa: S603 - as above
                _as_child([str(self._programs / "postgres"), "-D", str(self.folder), *chosen]),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for whoever started it
            )
        self._wait(log)

    def _wait(self, log: Path) -> None:
        ends = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < ends:
            if self._server is None or self._server.poll() is not None:
                break
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise NoPostgres(log.read_text(errors="replace").strip()[-2000:])

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops the server: SIGINT at once and in order, SIGQUIT as in a crash."""
        if self._server is None:
            return
        self._server.send_signal(how)
        self._server.wait()
        self._server = None


def programs() -> Path:
    """Returns the folder of PostgreSQL's programs. Raises NoPostgres, which says what to
    install."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    found = [path for path in debian if (path / "postgres").exists()]
    if found and _version(found[-1]) >= _LEAST_VERSION:
        return found[-1]
    if on_path := shutil.which("postgres"):
        return Path(on_path).parent
    raise NoPostgres(f"PostgreSQL 15 or later is not installed. Run: {INSTALL}")


def _version(path: Path) -> int:
    return int(path.parent.name) if path.parent.name.isdigit() else 0


@contextmanager
def cluster_in(folder: Path, *, settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Runs the cluster of this folder until the block is left; makes it where there is none. Raises
    NoPostgres."""
    cluster = Cluster(folder, settings=settings or {})
    cluster.make()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def temporary_cluster(*, settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Runs a cluster in a folder that is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="office-postgres-"))
    give_to_server(folder)
    try:
        with cluster_in(folder, settings=settings) as cluster:
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_to_server(folder: Path) -> None:
    """Makes the folder or file the server's user's, where the server cannot run as us."""
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)


def as_server(command: list[str]) -> list[str]:
    """Returns the command as the server's user runs it."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", *_USER_OPTIONS, "--", *command]


def _as_child(command: list[str]) -> list[str]:
    """Returns the same, ended in order by the system when the thread that started it has ended."""
    if not shutil.which("setpriv"):
        return command
    options = _USER_OPTIONS if os.geteuid() == 0 else ()
    return ["setpriv", *options, "--pdeathsig", "INT", "--", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
