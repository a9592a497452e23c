"""Log lines for an outage of the journal: one when it begins and one when it is over."""

import logging

_LOG = logging.getLogger(__name__)


class OutageLog:
    """Logs one kind of trouble, however many calls fail meanwhile. `what` is "read" or
    "written"."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._failed = 0

    def fails(self, error: Exception) -> None:
        self._failed += 1
        if self._failed == 1:
            _LOG.warning("the journal cannot be %s: %s", self._what, error)

    def is_over(self) -> None:
        if self._failed:
            _LOG.warning("the journal is %s again; %d tries failed", self._what, self._failed)
        self._failed = 0
