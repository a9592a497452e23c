"""Who stands at the counter and who decides: people and their PINs.

A PIN is short, so that its digest alone keeps nobody out who can read this file: it guards the
counter, not the disk. argon2id makes a try cost memory and a person's patience.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pos_app.domain.approval import new_pin
from pos_app.domain.clean_text import clean
from pos_app.domain.errors import NoManager, PeopleDamaged, SettingsUnavailable, WrongPin
from pos_app.domain.people import Person, Role
from pos_app.private import read_small, write_privately

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from argon2 import PasswordHasher

TRAINING_PIN = "0000"
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_MOST_COST = 4  # times what our own digests cost: another one's could hold the till for hours
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # of files written before PINs were argon2id


class People:
    """The people of one installation (the port `KnowsPins`)."""

    def __init__(self, file: Path, *, training: bool = False) -> None:
        self._file = file
        self._training = training

    @property
    def has_manager(self) -> bool:
        # The first PIN is a manager's. A file that cannot be read is no reason to let everybody in.
        return self._training or self._file.exists()

    def everyone(self) -> Sequence[Person]:
        entries = self._entries() if self._file.exists() else []
        return sorted((_person(entry) for entry in entries), key=lambda one: one.name.casefold())

    def whose(self, pin: str) -> Person:
        entries = self._entries() if self._file.exists() or not self._training else []
        managers = [entry for entry in entries if _person(entry).role is Role.MANAGER]
        if self._training and not managers:
            if clean(pin).strip() == TRAINING_PIN:
                return Person("training", Role.MANAGER)
            raise WrongPin("nobody has this PIN")
        return self._first_with(pin, managers)

    def check(self, name: str, pin: str) -> Person:
        return self._first_with(pin, [one for one in self._entries() if one["name"] == name])

    def give_pin(self, person: Person, pin: str) -> None:
        """Instead of the one that they had. Whoever asks has seen to it that a manager allows it.
        Raises BadInput, SettingsUnavailable."""
        entry = {
            "name": person.name,
            "role": person.role.value,
            "argon2": _hasher().hash(new_pin(pin)),
        }
        entries = self._entries() if self._file.exists() else []
        self._write([*(one for one in entries if one["name"] != person.name), entry])

    def remove(self, name: str) -> None:
        self._write([entry for entry in self._entries() if entry["name"] != name])

    def _first_with(self, pin: str, entries: Sequence[Mapping[str, Any]]) -> Person:
        figures = clean(pin).strip()
        for entry in entries:
            if _matches(figures, entry):
                person = _person(entry)
                if _is_old(entry):
                    with suppress(SettingsUnavailable):  # the next time, then: the PIN is right
                        self.give_pin(person, figures)
                return person
        raise WrongPin("nobody has this PIN")

    def _entries(self) -> list[dict[str, Any]]:
        """Raises NoManager, PeopleDamaged."""
        try:
            tree: dict[str, Any] = json.loads(read_small(self._file))
            # Before there were cashiers, managers were all there was.
            entries = tree["people"] if "people" in tree else tree["managers"]
            known = [entry for entry in entries if _is_one(entry)]
        except FileNotFoundError as error:
            raise NoManager("nobody has a PIN yet") from error
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise PeopleDamaged(str(self._file)) from error
        if not known:  # an empty list is no reason to let everybody in
            raise PeopleDamaged(str(self._file))
        return known

    def _write(self, entries: Sequence[Mapping[str, Any]]) -> None:
        text = json.dumps({"people": entries}, ensure_ascii=False, indent=1)
        try:
            write_privately(self._file, text.encode())
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error


def _is_one(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    known_role = entry.get("role", Role.MANAGER) in tuple(Role)
    return known_role and isinstance(entry.get("name"), str) and _has_digest(entry)


def _has_digest(entry: Mapping[str, Any]) -> bool:
    if "argon2" in entry:
        return isinstance(entry["argon2"], str)
    texts = entry.get("salt"), entry.get("digest")
    return all(isinstance(text, str) and _HEX.fullmatch(text) for text in texts)


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(str(entry["name"]), Role(entry.get("role", Role.MANAGER)))


def _matches(pin: str, entry: Mapping[str, Any]) -> bool:
    if "argon2" not in entry:
        salt, known = bytes.fromhex(entry["salt"]), bytes.fromhex(entry["digest"])
        return hmac.compare_digest(hashlib.scrypt(pin.encode(), salt=salt, **_SCRYPT), known)
    from argon2 import extract_parameters  # noqa: PLC0415 - see _hasher
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415
    from argon2.profiles import RFC_9106_LOW_MEMORY as OURS  # noqa: PLC0415

    try:
        cost = extract_parameters(entry["argon2"])
        most = _MOST_COST * OURS.memory_cost, _MOST_COST * OURS.time_cost
        if cost.memory_cost > most[0] or cost.time_cost > most[1]:
            return False
        return _hasher().verify(entry["argon2"], pin)
    except (VerificationError, InvalidHashError):
        return False


def _is_old(entry: Mapping[str, Any]) -> bool:
    """Whether its digest was made in another way than one is made today."""
    return "argon2" not in entry or _hasher().check_needs_rehash(entry["argon2"])


def _hasher() -> PasswordHasher:
    """RFC 9106's second choice, for where memory is short: 64 MiB, 3 passes, 4 lanes."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - for who types a PIN, not for the first paint
    from argon2.profiles import RFC_9106_LOW_MEMORY  # noqa: PLC0415

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
