"""The system's keyring, asked in a process of its own and not for ever.

A secret service answers over D-Bus, which is waited for without a limit; one that is locked asks a
person first, who may be away.
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

PATIENCE = 5.0  # seconds for what somebody waits for
SILENT = 30.0  # seconds for which one that did not answer is taken to be silent
A_PERSONS = 120.0  # seconds for what may ask a person, while the till goes on

# keyring's own mark: a backend below it keeps nothing (null, fail) or keeps it for all to read.
_TRUSTED = 1
_BACKEND = "PYTHON_KEYRING_BACKEND"
_NONE = frozenset({"keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"})


class KeepsSecrets(Protocol):
    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        """What is kept under these names, if only nothing; None where nothing can be kept. Raises
        KeyringSilent."""

    def keep(self, name: str, secret: str) -> bool:
        """Whether it is kept. Raises KeyringSilent."""


class Ring:
    """What one installation keeps in the keyring."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._asked: set[Errand] = set()
        self._is_closed = False
        self._silent_until = 0.0  # until then nobody waits for it once more, but who has the time
        self._lock = Lock()

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        question = {"service": self._service, "names": names}
        found: Mapping[str, str] | None = self._ask("keys", question, patience)
        return found

    def keep(self, name: str, secret: str) -> bool:
        question = {"service": self._service, "name": name, "secret": secret}
        return bool(self._ask("keep", question, PATIENCE))

    def close(self) -> None:
        """Whoever still waits for the keyring waits no longer."""
        with self._lock:
            self._is_closed = True
            for errand in self._asked:
                errand.stop()

    def _ask(self, name: str, question: Mapping[str, Any], patience: float) -> Any:
        if os.environ.get(_BACKEND) in _NONE:  # who has switched it off waits for no process
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
            return None  # its library is broken, and has been noted: there is no keyring
        finally:
            with self._lock:
                self._asked.discard(errand)
        self._silent_until = 0.0
        return answer


@dataclass(frozen=True)
class Heard:
    """What a ring has said of some names, for as long as that is used. None: it was silent."""

    ring: KeepsSecrets
    said: Mapping[str, str] | None
    is_silent: bool = False

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        if self.is_silent:
            raise KeyringSilent("the keyring does not answer")
        if self.said is None or all(name in self.said for name in names):
            return self.said
        return self.ring.get(*names, patience=patience)

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


def keep_here(question: Mapping[str, Any], _: Callable[[], None]) -> bool:
    ring = trusted_keyring()
    if ring is None:
        return False
    from keyring.errors import KeyringError  # noqa: PLC0415

    with suppress(KeyringError):
        ring.set_password(question["service"], question["name"], question["secret"])
        return True
    return False


def trusted_keyring() -> KeyringBackend | None:
    """The system's own, unless it keeps nothing, or keeps it for everybody to read."""
    import keyring  # noqa: PLC0415 - asks the desktop for its keyring when it is imported

    ring = keyring.get_keyring()
    try:
        trusted = ring.priority >= _TRUSTED
    except RuntimeError:  # it was asked for by name, and this system does not have it
        return None
    return ring if trusted else None
