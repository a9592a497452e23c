"""One window an installation: a second start rings at the first one's door and goes away."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2000  # milliseconds


def _name(lock: Path) -> str:
    """The same for every start on the same journal, and short enough for every system."""
    return "pos-app-" + hashlib.sha256(str(lock.resolve()).encode()).hexdigest()[:24]


class Doorbell(QObject):
    """Listens for other starts. Only the owner of the journal has one, so the name is its own."""

    rung = Signal()

    def __init__(self, lock: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(lock))  # left behind by a till that was killed
        self._server.listen(_name(lock))

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.rung.emit()


def ring(lock: Path) -> bool:
    """Whether a running till heard it."""
    socket = QLocalSocket()
    socket.connectToServer(_name(lock))
    return socket.waitForConnected(_PATIENCE)
