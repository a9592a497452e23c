"""Who may give money back: managers and their PINs.

A PIN is short, so that its digest alone keeps nobody out who can read this file: it guards the
counter, not the disk. argon2id makes a try cost memory and a person's patience.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pos_app.domain.approval import new_pin
from pos_app.domain.errors import NoManager, SettingsUnavailable, WrongPin
from pos_app.private import write_privately

if TYPE_CHECKING:
    from pathlib import Path

    from argon2 import PasswordHasher

TRAINING_PIN = "0000"
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # of files written before PINs were argon2id


class People:
    """The managers of one installation (the port `KnowsPins`)."""

    def __init__(self, file: Path, *, training: bool = False) -> None:
        self._file = file
        self._training = training

    @property
    def has_manager(self) -> bool:
        return self._training or self._file.exists()

    def whose(self, pin: str) -> str:
        """The name of the manager. Raises WrongPin, NoManager where nobody has a PIN yet,
        SettingsUnavailable."""
        figures = pin.strip()
        if self._training and not self._file.exists():
            if figures == TRAINING_PIN:
                return "training"
            raise WrongPin("nobody has this PIN")
        for manager in self._read():
            if _matches(figures, manager):
                name = str(manager["name"])
                if _is_old(manager):
                    with suppress(SettingsUnavailable):  # the next time, then: the PIN is right
                        self.give_pin(name, figures)
                return name
        raise WrongPin("nobody has this PIN")

    def give_pin(self, name: str, pin: str) -> None:
        """A manager's PIN, instead of the one that he had. Whoever asks has seen to it that a
        manager allows it. Raises BadInput, SettingsUnavailable."""
        entry = {"name": name, "argon2": _hasher().hash(new_pin(pin))}
        managers = self._read() if self._file.exists() else []
        kept = [manager for manager in managers if manager["name"] != name]
        self._write([*kept, entry])

    def _read(self) -> list[dict[str, Any]]:
        try:
            managers: list[dict[str, Any]] = json.loads(self._file.read_text("utf-8"))["managers"]
            known = [manager for manager in managers if _is_one(manager)]
        except FileNotFoundError as error:
            raise NoManager("nobody has a PIN yet") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsUnavailable(str(self._file)) from error
        if not known:  # an empty list is no reason to let everybody in
            raise SettingsUnavailable(str(self._file))
        return known

    def _write(self, managers: list[dict[str, Any]]) -> None:
        text = json.dumps({"managers": managers}, ensure_ascii=False, indent=1)
        try:
            write_privately(self._file, text.encode())
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error


def _is_one(manager: dict[str, Any]) -> bool:
    return "name" in manager and ("argon2" in manager or {"salt", "digest"} <= manager.keys())


def _matches(pin: str, manager: dict[str, Any]) -> bool:
    if "argon2" not in manager:
        salt, known = bytes.fromhex(manager["salt"]), bytes.fromhex(manager["digest"])
        return hmac.compare_digest(hashlib.scrypt(pin.encode(), salt=salt, **_SCRYPT), known)
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - see _hasher

    try:
        return _hasher().verify(manager["argon2"], pin)
    except (VerificationError, InvalidHashError):
        return False


def _is_old(manager: dict[str, Any]) -> bool:
    """Whether its digest was made in another way than one is made today."""
    return "argon2" not in manager or _hasher().check_needs_rehash(manager["argon2"])


def _hasher() -> PasswordHasher:
    """RFC 9106's second choice, for where memory is short: 64 MiB, 3 passes, 4 lanes."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - for who types a PIN, not for the first paint
    from argon2.profiles import RFC_9106_LOW_MEMORY  # noqa: PLC0415

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
