"""Network watch: tells when the system reports that a network is back.

Not every system has something that reports it. Without it nothing is lost but seconds: the till
tries by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class NetworkWatch(QObject):
    """Watch that signals each return of a network. `begin` loads what the first paint does not
    need."""

    came_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_there = True

    def begin(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 - on first use

        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        self._was_there = _leads_out(information.reachability())
        information.reachabilityChanged.connect(self.hear)

    def hear(self, reachability: QNetworkInformation.Reachability) -> None:
        """Takes a change that the system reports. A network on which nobody knows the way out
        counts too: the provider may be on it."""
        is_there = _leads_out(reachability)
        if is_there and not self._was_there:
            self.came_back.emit()
        self._was_there = is_there


def _leads_out(reachability: QNetworkInformation.Reachability) -> bool:
    return reachability.name in ("Local", "Site", "Online")
