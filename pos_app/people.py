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

from pos_app.domain.approval import Approval
from pos_app.domain.errors import (
    BadInput,
    Complaint,
    Field,
    NoManager,
    SettingsUnavailable,
    WrongPin,
)

LEAST, MOST = 4, 8  # figures of a PIN
TRAINING_PIN = "0000"
# As "OWASP Password Storage" has it for scrypt where memory is short: 16 MiB, some 50 ms.
_COST = {"n": 2**14, "r": 8, "p": 1}


class People:
    """The managers of one installation. Calls take a while: not for the GUI thread."""

    def __init__(self, file: Path, *, training: bool = False) -> None:
        self._file = file
        self._training = training

    @property
    def has_manager(self) -> bool:
        return self._training or self._file.exists()

    def approve(self, pin: str) -> Approval:
        """Raises WrongPin, NoManager where nobody has a PIN yet, SettingsUnavailable."""
        if self._training and not self._file.exists():
            if pin.strip() == TRAINING_PIN:
                return Approval("training")
            raise WrongPin("nobody has this PIN")
        for manager in self._read():
            salt, known = bytes.fromhex(manager["salt"]), bytes.fromhex(manager["digest"])
            if hmac.compare_digest(_digest(pin.strip(), salt), known):
                return Approval(manager["name"])
        raise WrongPin("nobody has this PIN")

    def give_pin(self, name: str, pin: str, approval: Approval | None = None) -> None:
        """A manager's new PIN. Whoever comes after the first needs the yes of one.

        Raises BadInput, WrongPin where there is a manager and no approval, SettingsUnavailable.
        """
        figures = pin.strip()
        if not (figures.isascii() and figures.isdigit() and LEAST <= len(figures) <= MOST):
            raise BadInput(Field.PIN, Complaint.PIN_NOT_FIGURES, f"{LEAST}-{MOST}")
        managers = self._read() if self._file.exists() else []
        if managers and approval is None:
            raise WrongPin("only a manager can give a PIN")
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
