"""Asks the system's keyring in a child process, with a time limit.

A secret service answers over D-Bus without any limit of time; a locked one asks a person first, who
may be away.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from pos_app.domain.errors import KeyringSilent
from pos_app.system.child_job import Broke, Errand, NoAnswer, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from keyring.backend import KeyringBackend

PATIENCE = 5.0  # seconds, when a person waits
SILENT = 30.0  # seconds for which an unanswering keyring counts as silent
A_PERSONS = 120.0  # seconds, when the keyring may ask a person while the till goes on

# keyring's own priority: a backend below it keeps nothing (null, fail) or keeps it for all to read.
_TRUSTED = 1
_PROBE = "probe"
_BACKEND = "PYTHON_KEYRING_BACKEND"
_NONE = frozenset({"keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"})


class KeepsSecrets(Protocol):
    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        """Returns the values of these names, "" where there is none; None where there is no usable
        keyring. Raises KeyringSilent."""

    def refuses(self) -> bool:
        """Tells whether there is a usable keyring that gives nothing now: a locked one. Raises
        KeyringSilent."""

    def keep(self, name: str, secret: str) -> bool:
        """Stores the secret; False where it could not. Raises KeyringSilent."""


class Ring:
    """One installation's entries in the keyring."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._asked: set[Errand] = set()
        self._is_closed = False
        self._silent_until = 0.0  # until then only patient callers ask it again
        self._lock = Lock()

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        question = {"service": self._service, "names": names}
        found: Mapping[str, str] | None = self._ask("keys", question, patience)
        return found

    def refuses(self) -> bool:
        return bool(self._ask("refuses", {"service": self._service}, PATIENCE))

    def keep(self, name: str, secret: str) -> bool:
        question = {"service": self._service, "name": name, "secret": secret}
        return bool(self._ask("keep", question, PATIENCE))

    def probe(self, secret: str) -> str:
        """Keeps, reads and deletes a secret of no worth; returns the kind of keyring, "" where
        none does all three. Raises KeyringSilent."""
        return str(self._ask("probe", {"service": self._service, "secret": secret}, PATIENCE) or "")

    def close(self) -> None:
        """Ends every wait for the keyring."""
        with self._lock:
            self._is_closed = True
            for errand in self._asked:
                errand.stop()

    def _ask(self, name: str, question: Mapping[str, Any], patience: float) -> Any:
        if os.environ.get(_BACKEND) in _NONE:  # it is switched off: no process is needed
            return None
        errand = Errand(name, question, patience)
        with self._lock:
            hurries = patience <= PATIENCE and monotonic() < self._silent_until
            if self._is_closed or hurries:
                raise KeyringSilent("the keyring does not answer")
            self._asked.add(errand)
        try:
            answer = errand.run()
        except (NoAnswer, Stopped) as silent:
            self._silent_until = monotonic() + SILENT
            raise KeyringSilent("the keyring does not answer") from silent
        except Broke:
            return None  # its library is broken, and that was logged: there is no keyring
        finally:
            with self._lock:
                self._asked.discard(errand)
        self._silent_until = 0.0
        return answer


@dataclass(frozen=True)
class Heard:
    """A keyring's answers for some names, kept while these keys are used. None: no keyring."""

    ring: KeepsSecrets
    said: Mapping[str, str] | None
    is_silent: bool = False

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        if self.is_silent:
            raise KeyringSilent("the keyring does not answer")
        if self.said is None or all(name in self.said for name in names):
            return self.said
        return self.ring.get(*names, patience=patience)

    def refuses(self) -> bool:
        return self.ring.refuses()

    def keep(self, name: str, secret: str) -> bool:
        return self.ring.keep(name, secret)

    def knowing(self, name: str, secret: str) -> Heard:
        return replace(self, said={**(self.said or {}), name: secret})


# --- in the process that asks ---------------------------------------------------------------------


def read_here(question: Mapping[str, Any], _: Callable[[], None]) -> Mapping[str, str] | None:
    ring = trusted_keyring()
    if ring is None:
        return None
    from keyring.errors import KeyringError  # noqa: PLC0415

    service = question["service"]
    try:
        return {name: ring.get_password(service, name) or "" for name in question["names"]}
    except KeyringError:  # locked, or gone
        return None


def refuses_here(question: Mapping[str, Any], _: Callable[[], None]) -> bool:
    ring = trusted_keyring()
    if ring is None:
        return False
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        ring.get_password(question["service"], _PROBE)
    except KeyringError:
        return True
    return False


def keep_here(question: Mapping[str, Any], _: Callable[[], None]) -> bool:
    ring = trusted_keyring()
    if ring is None:
        return False
    from keyring.errors import KeyringError  # noqa: PLC0415

    with suppress(KeyringError):
        ring.set_password(question["service"], question["name"], question["secret"])
        return True
    return False


def probe_here(question: Mapping[str, Any], _: Callable[[], None]) -> str:
    ring = trusted_keyring()
    if ring is None:
        return ""
    from keyring.errors import KeyringError  # noqa: PLC0415

    service, secret = question["service"], question["secret"]
    with suppress(KeyringError):
        ring.set_password(service, _PROBE, secret)
        kept = ring.get_password(service, _PROBE)
        ring.delete_password(service, _PROBE)
        return type(ring).__module__.rpartition(".")[2] if kept == secret else ""
    return ""


def trusted_keyring() -> KeyringBackend | None:
    """Returns the system's own keyring, unless it keeps nothing or keeps it readable for
    everybody."""
    import keyring  # noqa: PLC0415 - asks the desktop for its keyring when it is imported

    ring = keyring.get_keyring()
    try:
        trusted = ring.priority >= _TRUSTED
    except RuntimeError:  # its name is configured, and this system does not have it
        return None
    return ring if trusted else None
