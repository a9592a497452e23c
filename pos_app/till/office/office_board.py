"""How the till stands with its office: one status, and those who are told of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.ports.office.status import OfficeState, OfficeStatus

_HIDDEN_BY_A_CLONE = frozenset(
    {OfficeState.CONNECTING, OfficeState.UP_TO_DATE, OfficeState.SHIPPING}
)


class OfficeBoard:
    """The port `TellsOffice`. A clone stays on it until the till is started again: only a manager
    can say which of the two is the till."""

    def __init__(self, status: OfficeStatus) -> None:
        self._status = status
        self._is_clone = False
        self._listeners: list[Callable[[OfficeStatus], None]] = []

    @property
    def status(self) -> OfficeStatus:
        return self._status

    def listen(self, listener: Callable[[OfficeStatus], None]) -> None:
        self._listeners.append(listener)

    def become(self, **changes: Any) -> None:
        """Changes these fields of the status."""
        status = replace(self._status, **changes)
        if self._is_clone and status.state in _HIDDEN_BY_A_CLONE:
            status = replace(status, state=OfficeState.CLONE)
        if status != self._status:
            self._status = status
            for listener in self._listeners:
                listener(status)

    def is_a_clone(self) -> None:
        """Another computer ran as this till."""
        self._is_clone = True
        self.become(state=OfficeState.CLONE)
