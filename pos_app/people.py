"""Who may give money back: managers and their PINs.

A PIN is short, so that its digest alone keeps nobody out who can read this file: it guards the
counter, not the disk. scrypt makes a try cost a person's patience.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from pos_app.domain.approval import new_pin
from pos_app.domain.errors import NoManager, SettingsUnavailable, WrongPin

TRAINING_PIN = "0000"
# As "OWASP Password Storage" has it for scrypt where memory is short: 16 MiB, some 50 ms.
_COST = {"n": 2**14, "r": 8, "p": 1}


class People:
    """The managers of one installation (the port `KnowsPins`)."""

    def __init__(self, file: Path, *, training: bool = False) -> None:
        self._file = file
        self._training = training

    @property
    def has_manager(self) -> bool:
        return self._training or self._file.exists()

    def whose(self, pin: str) -> str:
        """Raises WrongPin, NoManager where nobody has a PIN yet, SettingsUnavailable."""
        if self._training and not self._file.exists():
            if pin.strip() == TRAINING_PIN:
                return "training"
            raise WrongPin("nobody has this PIN")
        for manager in self._read():
            salt, known = bytes.fromhex(manager["salt"]), bytes.fromhex(manager["digest"])
            if hmac.compare_digest(_digest(pin.strip(), salt), known):
                return str(manager["name"])
        raise WrongPin("nobody has this PIN")

    def give_pin(self, name: str, pin: str) -> None:
        """A manager's PIN, instead of the one that he had. Whoever asks has seen to it that a
        manager allows it. Raises BadInput, SettingsUnavailable."""
        figures = new_pin(pin)
        managers = self._read() if self._file.exists() else []
        salt = secrets.token_bytes(16)
        entry = {"name": name, "salt": salt.hex(), "digest": _digest(figures, salt).hex()}
        kept = [manager for manager in managers if manager["name"] != name]
        self._write([*kept, entry])

    def _read(self) -> list[dict[str, Any]]:
        try:
            managers: list[dict[str, Any]] = json.loads(self._file.read_text())["managers"]
        except FileNotFoundError as error:
            raise NoManager("nobody has a PIN yet") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsUnavailable(str(self._file)) from error
        return managers

    def _write(self, managers: list[dict[str, Any]]) -> None:
        draft = self._file.with_suffix(".new")
        try:
            draft.write_text(json.dumps({"managers": managers}, ensure_ascii=False, indent=1))
            draft.chmod(0o600)
            os.replace(draft, self._file)  # noqa: PTH105 - over a file that is there, on Windows too
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)
