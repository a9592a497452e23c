"""Keeps people, their roles and the argon2id digests of their PINs (`people.json`).

A PIN is short, so its digest alone cannot keep out a reader of this file: a PIN guards the counter,
not the disk. argon2id makes each try cost memory and a person's patience.

The journal notes a mark of each version of the file. So a change is drafted beside the file in
force, noted in the journal, and then put in its place (`settle`). If the till dies in between, the
version of the last note is in force afterwards, or it is the draft and becomes so at the next
start.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import NoManager, PeopleDamaged, SettingsUnavailable, WrongPin
from pos_app.domain.people.pins import figures_of
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.domain.text.typed_text import clean
from pos_app.system.atomic import put_in_place
from pos_app.system.private_files import read_small, write_privately

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from argon2 import PasswordHasher

TRAINING_PIN = "0000"
# Errors that a file written by somebody else may cause.
_NO_PEOPLE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError)
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_MOST_COST = 4  # times the cost of our own digests: another one's could hold the till for hours
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # in files from before argon2id


class People:
    """The people of one installation (the port `UserStore`)."""

    def __init__(self, file: Path, *, training: bool = False) -> None:
        self._file = file
        self._draft = file.with_name(f"{file.name}.draft")
        self._training = training

    @property
    def is_practice(self) -> bool:
        return self._training

    @property
    def has_manager(self) -> bool:
        # The first PIN is a manager's. An unreadable file is no reason to let everybody in.
        return self._training or self._file.exists()

    def everyone(self) -> Sequence[Person]:
        entries = self._entries() if self._file.exists() else []
        return sorted((_person(entry) for entry in entries), key=lambda one: one.name.casefold())

    def whose(self, pin: str) -> Person:
        entries = self._entries() if self._file.exists() or not self._training else []
        managers = [entry for entry in entries if _person(entry).role is Role.MANAGER]
        if self._training and not managers and clean(pin).strip() == TRAINING_PIN:
            return Person("training", Role.MANAGER)
        return self._first_with(pin, managers)

    def check(self, name: str, pin: str) -> Person:
        return self._first_with(pin, [one for one in self._entries() if one["name"] == name])

    def is_anothers(self, pin: str, name: str) -> bool:
        entries = self._entries() if self._file.exists() else []
        figures = pin.strip()
        return any(_matches(figures, entry) for entry in entries if entry["name"] != name)

    def give_pin(self, person: Person, pin: str) -> None:
        """Writes a PIN straight to the file, without a note in the journal: for training, and for a
        shop whose journal has no note of its file yet. Raises BadInput, SettingsUnavailable."""
        self._write(self._file, self._with(person, pin, alone=False), version=0)

    # --- the mark, and the draft beside it -------------------------------------------------------

    def mark(self) -> Mark | None:
        return self._mark_in(self._file)

    def draft_pin(self, person: Person, pin: str, version: int, *, alone: bool = False) -> Mark:
        return self._drafted(self._with(person, pin, alone=alone), version)

    def draft_removal(self, name: str, version: int) -> Mark:
        staying = [entry for entry in self._kept() if entry["name"] != name]
        return self._drafted(staying, version)

    def settle(self, mark: Mark) -> None:
        drafted: Mark | None = None
        with suppress(PeopleDamaged):  # it was cut short before its note
            drafted = self._mark_in(self._draft)
        if drafted != mark:
            return
        try:
            put_in_place(self._draft, self._file)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    def seal(self, code: str) -> str:
        return _hasher().hash(code)

    def opens(self, code: str, sealed: str) -> bool:
        return _matches(code, {"argon2": sealed})

    # --- inside -----------------------------------------------------------------------------------

    def _with(self, person: Person, pin: str, *, alone: bool) -> list[Mapping[str, Any]]:
        entry = {
            "name": person.name,
            "role": person.role.value,
            "argon2": _hasher().hash(figures_of(pin)),
        }
        others = self._kept() if self._file.exists() and not alone else []
        return [*(one for one in others if one["name"] != person.name), entry]

    def _mark_in(self, file: Path) -> Mark | None:
        with suppress(NoManager):
            return _mark_of(self._tree(file))
        return None

    def _drafted(self, entries: Sequence[Mapping[str, Any]], version: int) -> Mark:
        return self._write(self._draft, entries, version)

    def _first_with(self, pin: str, entries: Sequence[Mapping[str, Any]]) -> Person:
        figures = clean(pin).strip()
        for entry in entries:
            if _matches(figures, entry):
                person = _person(entry)
                # A file that the journal has a note of is not written without another note.
                if _is_old(entry) and self.mark() == Mark():
                    with suppress(SettingsUnavailable):  # the next time, then: the PIN is right
                        self.give_pin(person, figures)
                return person
        raise WrongPin("nobody has this PIN")

    def _entries(self) -> list[dict[str, Any]]:
        """Returns the entries of the people who may sign in. Raises NoManager, PeopleDamaged."""
        return [entry for entry in self._kept() if _is_one(entry)]

    def _kept(self) -> list[dict[str, Any]]:
        """Returns these, and the entries of a newer version, whose roles are not known here: they
        stay in the file. Raises NoManager, PeopleDamaged."""
        entries: list[dict[str, Any]] = self._tree(self._file)["people"]
        return entries

    def _tree(self, file: Path) -> dict[str, Any]:
        """Parses the file, whose entries each have a PIN. Raises NoManager if there is no file,
        PeopleDamaged."""
        try:
            tree: dict[str, Any] = json.loads(read_small(file))
            # Files from before there were cashiers hold managers only.
            entries = tree["people"] if "people" in tree else tree["managers"]
            kept = [entry for entry in entries if _is_one(entry) or _is_of_newer(entry)]
            version = int(tree.get("version", 0))
        except FileNotFoundError as error:
            raise NoManager("nobody has a PIN yet") from error
        except (OSError, *_NO_PEOPLE) as error:
            raise PeopleDamaged(str(file)) from error
        # An empty list is no reason to let everybody in.
        if not any(_is_one(entry) for entry in kept):
            raise PeopleDamaged(str(file))
        return {"version": version, "people": kept}

    @staticmethod
    def _write(file: Path, entries: Sequence[Mapping[str, Any]], version: int) -> Mark:
        tree: dict[str, Any] = {"version": version, "people": list(entries)}
        kept = tree if version else {"people": tree["people"]}
        try:
            write_privately(file, json.dumps(kept, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error
        return _mark_of(tree)


def _mark_of(tree: Mapping[str, Any]) -> Mark:
    if not tree["version"]:
        return Mark()
    text = json.dumps(tree, sort_keys=True, separators=(",", ":"))
    return Mark(tree["version"], hashlib.sha256(text.encode()).hexdigest())


def _is_one(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    known_role = entry.get("role", Role.MANAGER) in tuple(Role)
    return known_role and isinstance(entry.get("name"), str) and _has_digest(entry)


def _is_of_newer(entry: object) -> bool:
    """Tells whether a newer version may have written the entry: a role that is not known here."""
    if not isinstance(entry, dict):
        return False
    name, role = entry.get("name"), entry.get("role")
    return isinstance(name, str) and isinstance(role, str) and role not in tuple(Role)


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
    """Tells whether the digest was made with other parameters than today's."""
    return "argon2" not in entry or _hasher().check_needs_rehash(entry["argon2"])


def _hasher() -> PasswordHasher:
    """Returns argon2id with RFC 9106's second choice, for little memory: 64 MiB, 3 passes, 4
    lanes."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - for a typed PIN, not for the first paint
    from argon2.profiles import RFC_9106_LOW_MEMORY  # noqa: PLC0415

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
