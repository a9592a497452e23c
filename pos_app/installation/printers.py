"""The shop's printers in `settings.toml`: `[printers.<name>]`, and `[paper]` for which kind of
document goes where. Implements the port `PrinterSetup`."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NotInTraining,
    SettingsUnavailable,
)
from pos_app.domain.paper.printer import (
    RAW_PORT,
    RESOLUTIONS,
    DocumentKind,
    PaperSize,
    Printer,
    PrinterConnection,
)
from pos_app.installation import settings
from pos_app.ports.setting_rules import Allowed, Choice, Number, Switch, SystemName, TextRule
from pos_app.ports.settings_service import Setting

BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
MOST_FEED = 20  # lines
LONGEST_NAME = 60

# The fields of a printer, by their names in the file.
_ALLOWED: Mapping[str, Allowed] = {
    "connection": Choice(PrinterConnection),
    "address": SystemName(),
    "paper": Choice(PaperSize),
    "dpi": Number(RESOLUTIONS),
    "text_mode": Switch(),
    "code_page": TextRule(),
    "profile": TextRule(),
    "baud": Number(BAUDS),
    "cuts": Switch(),
    "kicks_drawer": Switch(),
    "feed": Number(range(MOST_FEED + 1)),
}
_NEEDED = ("connection", "address")
_USB = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}(:[^:]+)?", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"(\[[0-9A-Fa-f:.%\w]+\]|[^\s:/\[\]]+)(?::(\d{1,5}))?")


class PrinterFile:
    """The printers of one settings file. Training has the real shop's, and changes none of them:
    what is chosen there is known until it ends.

    Raises BadInput where the file has a printer that cannot be one.
    """

    def __init__(self, path: Path, *, training: bool = False) -> None:
        self._path = path
        self._training = training
        self._printers: Mapping[str, Printer] = {}
        self._chosen: Mapping[DocumentKind, str] = {}
        self._read()

    def printers(self) -> Sequence[Printer]:
        return tuple(self._printers.values())

    def printer(self, name: str) -> Printer | None:
        return self._printers.get(name)

    def chosen(self, kind: DocumentKind) -> Printer | None:
        for one in (kind, DocumentKind.RECEIPT, DocumentKind.SLIP):
            if found := self._printers.get(self._chosen.get(one, "")):
                return found
        only = self.printers()
        return only[0] if len(only) == 1 else None

    async def keep(self, printer: Printer, was: str = "") -> None:
        if self._training:
            raise NotInTraining("the real shop's printers are set up where it is open")
        known = checked(printer)
        changes: dict[tuple[str, ...], Setting | None] = {
            ("printers", known.name, key): _told(known, key) for key in _ALLOWED
        }
        if was not in ("", known.name):
            changes[("printers", was)] = None
            changes |= {("paper", kind.value): known.name for kind in self._goes_to(was)}
        await self._save(changes)

    async def remove(self, name: str) -> None:
        if self._training:
            raise NotInTraining("the real shop's printers are removed where it is open")
        changes: dict[tuple[str, ...], None] = {
            ("paper", kind.value): None for kind in self._goes_to(name)
        }
        await self._save({**changes, ("printers", name): None})

    async def choose(self, kind: DocumentKind, name: str) -> None:
        if name not in self._printers:
            raise BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, f"paper.{kind}")
        if self._chosen.get(kind) == name:
            return  # a print in the usual place writes no file
        if self._training:
            self._chosen = {**self._chosen, kind: name}
        else:
            await self._save({("paper", kind.value): name})

    def _goes_to(self, name: str) -> Sequence[DocumentKind]:
        return [kind for kind, chosen in self._chosen.items() if chosen == name]

    async def _save(self, changes: Mapping[tuple[str, ...], Setting | None]) -> None:
        try:
            await asyncio.to_thread(settings.save, self._path, changes)
            await asyncio.to_thread(self._read)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    def _read(self) -> None:
        tree = settings.read_tree(self._path)
        self._printers = read_printers(tree)
        self._chosen = _read_chosen(tree)


def read_printers(tree: Mapping[str, Any]) -> Mapping[str, Printer]:
    """Returns the printers of a settings file, by their names. Raises BadInput. Settings that
    this version does not know are left alone."""
    return {name: _read_one(tree, name) for name in settings.table_at(tree, "printers")}


def _read_one(tree: Mapping[str, Any], name: str) -> Printer:
    table = settings.table_at(tree, "printers", name)
    known: dict[str, Any] = {"name": name}
    for key, allowed in _ALLOWED.items():
        if key not in table:
            continue
        try:
            known[key] = allowed.read(table[key])
        except ValueError as error:
            raise settings.invalid(f"printers.{name}.{key}") from error
    for key in _NEEDED:
        if not known.get(key):
            raise BadInput(Field.SETTINGS, InputProblem.SETTING_MISSING, f"printers.{name}.{key}")
    return checked(Printer(**known))


def _read_chosen(tree: Mapping[str, Any]) -> Mapping[DocumentKind, str]:
    """Returns the choices. One for a kind that this version does not know counts for nothing."""
    table = settings.table_at(tree, "paper")
    return {kind: str(table[kind.value]) for kind in DocumentKind if kind.value in table}


def checked(printer: Printer) -> Printer:
    """Returns the printer as it can be reached. Raises BadInput with the setting's name."""
    name = printer.name.strip()
    if not name:
        raise BadInput(Field.SETTINGS, InputProblem.SETTING_MISSING, "printers.name")
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise settings.invalid("printers.name")
    where = f"printers.{name}"
    address = printer.address.strip()
    if not address:
        raise BadInput(Field.SETTINGS, InputProblem.SETTING_MISSING, f"{where}.address")
    for key, allowed in _ALLOWED.items():
        try:
            allowed.read(_told(printer, key))
        except ValueError as error:
            raise settings.invalid(f"{where}.{key}") from error
    # Sheets need a driver: the till's own printers are all rolls.
    if not printer.is_roll and printer.connection is not PrinterConnection.SYSTEM:
        raise settings.invalid(f"{where}.paper")
    reached = _address(printer.connection, address)
    if not reached:
        raise settings.invalid(f"{where}.address")
    return replace(printer, name=name, address=reached)


def _address(connection: PrinterConnection, address: str) -> str:
    """Returns the address in full; "" for one that is none."""
    match connection:
        case PrinterConnection.NETWORK:
            found = _HOST_AND_PORT.fullmatch(address)
            port = int(found[2] or RAW_PORT) if found else 0
            fits = found and 0 < port <= settings.MOST_PORT
            return f"{found[1]}:{port}" if found and fits else ""
        case PrinterConnection.USB:
            return address if _USB.fullmatch(address) else ""
        case _:
            return address if address.isprintable() else ""


def _told(printer: Printer, key: str) -> Setting:
    value: Setting | Enum = getattr(printer, key)
    return value.value if isinstance(value, Enum) else value
