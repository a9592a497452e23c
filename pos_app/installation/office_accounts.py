"""The accounts that the office hears for this till, as it last named them: a small private file, so
that a till which is started while the office is away leaves their queues alone as well.

How far each was heard is not kept: it says nothing once another run has begun. Of a till that left
its office, the file has when.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pos_app.ports.office.protocol import AccountMode, SharedAccount
from pos_app.ports.office.protocol_json import from_json, to_json
from pos_app.system.private_files import read_small, write_privately

_LEFT = "left_after"


class OfficeAccountsFile:
    """`load` and `keep` wait for a disk: not for the loop's thread."""

    def __init__(self, file: Path, providers: Iterable[str]) -> None:
        """`providers` are those of which the till has a queue to read."""
        self._file = file
        self._providers = providers
        self._kept: Sequence[SharedAccount] | None = None

    def load(self) -> Sequence[SharedAccount]:
        """Returns the accounts; none where the office never named any. While the file cannot be
        read, every queue is the office's, until it says otherwise: to leave one alone delays a
        payment, and to read one that is emptied elsewhere would end references that are paid."""
        try:
            told = json.loads(read_small(self._file))
            named = told if _left_after_in(told) is None else []
            self._kept = [from_json(SharedAccount, one) for one in named]
        except FileNotFoundError:
            self._kept = []
        except (OSError, ValueError, TypeError, RecursionError):
            return [SharedAccount(provider, AccountMode.WEBHOOK) for provider in self._providers]
        return self._kept

    def left_after(self) -> int | None:
        """Returns the number of the newest sale as the till left its office; None while it has one,
        or never had. A file that cannot be read tells nothing of that."""
        try:
            return _left_after_in(json.loads(read_small(self._file)))
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def keep_left(self, after: int) -> None:
        """Writes durably after which sale the till left. Raises OSError."""
        write_privately(self._file, json.dumps({_LEFT: after}).encode())
        self._kept = None

    def has(self, accounts: Iterable[SharedAccount]) -> bool:
        """Returns whether they are in the file as they are now."""
        return _lasting(accounts) == self._kept

    def keep(self, accounts: Iterable[SharedAccount]) -> None:
        """Writes them durably where something has changed. Raises OSError."""
        lasting = _lasting(accounts)
        if lasting == self._kept:
            return
        told = json.dumps([to_json(one) for one in lasting], indent=1)
        write_privately(self._file, told.encode())
        self._kept = lasting


def _left_after_in(told: object) -> int | None:
    """Raises ValueError."""
    if not isinstance(told, dict):
        return None
    after = told.get(_LEFT)
    if type(after) is not int:
        raise ValueError("not the number of a sale")
    return after


def _lasting(accounts: Iterable[SharedAccount]) -> Sequence[SharedAccount]:
    return [replace(one, complete_to=None) for one in accounts]
