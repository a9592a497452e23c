"""Single instance per profile: a second start brings the running till to the front, and ends."""

import hashlib
import os
import re
import socket
import stat
import sys
import time
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2000  # milliseconds
_PREFIX = "pos-app-"
_NAMED = re.compile(rf"{_PREFIX}[0-9a-f]{{24}}")
_SETTLED = 60.0  # seconds: an older socket that does not listen never will


def _name(lock: Path) -> str:
    """Returns the same name for every start on the same journal, short enough for every system."""
    return _PREFIX + hashlib.sha256(str(lock.resolve()).encode()).hexdigest()[:24]


def sweep_stale_sockets(mine: str, folder: Path | None = None) -> None:
    """Removes the sockets of this user's killed tills: files at which nobody listens any more.

    A new one may not listen yet.
    """
    if sys.platform != "linux":
        return  # on Windows a pipe goes with its process
    folder = folder or Path(QDir.tempPath())
    open_ones = _open_sockets()
    for path in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another till was faster, or the file is not ours to look at
            told = path.stat(follow_symlinks=False)
            is_ours = stat.S_ISSOCK(told.st_mode) and told.st_uid == os.getuid()
            is_old = abs(time.time() - told.st_mtime) > _SETTLED
            is_open = str(path) in open_ones or path.name == mine
            if _NAMED.fullmatch(path.name) and is_ours and is_old and not is_open:
                _remove_where_nobody_listens(path)


def _open_sockets() -> Container[str]:
    """Returns the paths of the open sockets: a call there would bring up another till."""
    with Path("/proc/net/unix").open(encoding="utf-8", errors="surrogateescape") as table:
        return {line.rstrip("\n").rpartition(" ")[2] for line in table}


def _remove_where_nobody_listens(path: Path) -> None:
    """Removes the socket unless it listens. The table lists those of this network alone, so a
    container's is called."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.setblocking(False)
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()


class SingleInstanceServer(QObject):
    """Local socket server that listens for other starts. Only the owner of the journal has a
    server, so the name is unique."""

    rung = Signal()

    def __init__(self, lock: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(lock))  # left by a killed till
        self._server.listen(_name(lock))
        with suppress(OSError):  # a system without that table: the sockets stay
            sweep_stale_sockets(_name(lock))

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.rung.emit()


def notify_running_instance(lock: Path) -> bool:
    """Tells a running till to come to the front. Returns whether there was one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(lock))
    return socket.waitForConnected(_PATIENCE)
