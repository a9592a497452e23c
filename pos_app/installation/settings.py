"""Reads and writes `settings.toml`, the shop's settings, which people may edit by hand; no secrets.

The first paint reads it, so values stay text here. A value that needs parsing (a zone, an address)
is parsed, and refused, where it is first used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.text.typed_text import clean
from pos_app.domain.text.url_rules import is_private
from pos_app.ports.setting_rules import Number, SettingRule, SystemName, rule, rules_of
from pos_app.ports.shop import SHOP_SETTINGS, ShopSettings
from pos_app.system.atomic import draft_of_ours, sync_folder, write_whole
from pos_app.system.private_files import read_small

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from pos_app.ports.settings_service import Setting

MOST_PORT = 65_535


@dataclass(frozen=True)
class ProviderSettings:
    """One provider's address and options. Nested tables are flat here: `wallets.mpesa`."""

    base_url: str
    options: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)  # `mpesa.most`, in whole units


@dataclass(frozen=True)
class Settings(ShopSettings):
    """The content of `settings.toml`, with defaults for missing values."""

    # 0: the webhook server is off.
    webhook_port: int = field(
        default=0, metadata=rule(Number(range(MOST_PORT + 1)), section="webhooks", key="port")
    )
    webhook_host: str = field(
        default="127.0.0.1", metadata=rule(SystemName(), section="webhooks", key="host")
    )
    # Empty: the installation's own folder.
    backup_folder: str = field(
        default="", metadata=rule(SystemName(), section="backup", key="folder")
    )
    # Empty: nobody is asked whether there is a newer version.
    updates_address: str = field(
        default="", metadata=rule(SystemName(), section="updates", key="address")
    )
    updates_key: str = field(default="", metadata=rule(SystemName(), section="updates", key="key"))
    providers: Mapping[str, ProviderSettings] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """Returns the shop's time zone. Raises BadInput."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not for the first paint

        try:
            return ZoneInfo(self.zone_name)
        except (KeyError, ValueError, OSError) as error:
            raise invalid("shop.zone") from error

    @property
    def day_starts_at(self) -> time:
        """Returns when the shop's business day begins, in its own zone. Raises BadInput."""
        from datetime import time  # noqa: PLC0415

        try:
            return time.fromisoformat(self.day_start)
        except ValueError as error:
            raise invalid("shop.day_starts_at") from error


# All settings besides the accounts, in the order in which they are read.
SETTINGS: Mapping[str, SettingRule] = {row.name: row for row in rules_of(Settings)}


def load(path: Path) -> Settings:
    """Reads the file. Raises BadInput, with the setting's name, for a value that cannot be used."""
    return _read(read_tree(path)) if path.exists() else Settings()


def read_tree(path: Path) -> Mapping[str, Any]:
    """Returns the file's tables as they are; none where there is no file. Raises BadInput."""
    if not path.exists():
        return {}
    import tomllib  # noqa: PLC0415 - a till without a settings file needs none

    try:
        text = read_small(path).decode()
    except (UnicodeDecodeError, OSError) as error:
        raise invalid(str(path)) from error
    try:
        tree: Mapping[str, Any] = tomllib.loads(text, parse_float=str)  # an amount is never a float
    except (ValueError, RecursionError) as error:  # no TOML, or digits beyond any number
        raise invalid(f"{path.name}: {error}") from error
    return tree


def _read(tree: Mapping[str, Any]) -> Settings:
    known: dict[str, Any] = {}
    for row in SETTINGS.values():
        table = table_at(tree, row.section)
        if row.key in table:
            known[row.field] = _value(row, table[row.key])
    if country := known.get("country"):
        known.setdefault("zone_name", COUNTRIES[country].zone)
    providers = {
        name: _provider(table_at(tree, "providers", name), name)
        for name in table_at(tree, "providers")
    }
    return Settings(**known, providers=providers)


def _value(row: SettingRule, written: object) -> object:
    try:
        return row.allowed.read(written)
    except ValueError as error:
        raise invalid(row.name) from error


def _provider(table: Mapping[str, Any], provider: str) -> ProviderSettings:
    limits = table.get("limits", {})
    if not isinstance(limits, dict):
        raise invalid(f"providers.{provider}.limits")
    rest = {name: value for name, value in table.items() if name != "limits"}
    options = dict(_flat(rest))
    return ProviderSettings(options.pop("base_url", ""), options, dict(_flat(limits)))


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{before}{name}.")
        else:
            pairs.append((f"{before}{name}", clean(str(value))))
    return pairs


def check_address(text: str, name: str) -> str:
    """Returns a provider's address without its last slash: https, or http to this machine alone.

    Raises BadInput.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415 - not for the first paint

    text = clean(text).strip()
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - a bad port raises only when it is read
    except ValueError as error:
        raise BadInput(Field.SETTINGS, InputProblem.ADDRESS_NOT_SAFE, name) from error
    safe = is_private(parts.scheme, parts.hostname or "")
    if not safe or parts.username or parts.query or parts.fragment:
        raise BadInput(Field.SETTINGS, InputProblem.ADDRESS_NOT_SAFE, name)
    return text.rstrip("/")


def table_at(tree: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """Returns a table of the tree; an empty one where it is not there. Raises BadInput where
    something else is."""
    for name in path:
        tree = tree.get(name, {})
        if not isinstance(tree, dict):
            raise invalid(".".join(path))
    return tree


def invalid(name: str) -> BadInput:
    """Returns the complaint about a setting's value."""
    return BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, name)


def check_shop(path: Path, changes: Mapping[str, Setting]) -> None:
    """Checks the shop with these changes. Raises BadInput with the setting's name."""
    import tomllib  # noqa: PLC0415

    load(path)
    tree = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known = _read({**tree, "shop": {**table_at(tree, "shop"), **changes}})
    known.zone, known.day_starts_at  # noqa: B018 - each raises if it is invalid
    for row in SHOP_SETTINGS.values():
        if complaint := row.allowed.complaint(getattr(known, row.field)):
            raise BadInput(Field.SETTINGS, complaint, row.name)


# The window saves in threads. What one has read, no other may change before it has written.
_SAVING = Lock()


def save(path: Path, changes: Mapping[tuple[str, ...], Setting | None]) -> None:
    """Changes these values and leaves everything else, comments too, as people wrote it. What
    becomes None, a value or a whole table, is taken out.

    Raises BadInput where the file cannot be read, OSError where it cannot be written.
    """
    with _SAVING:
        _save(path, changes)


def _save(path: Path, changes: Mapping[tuple[str, ...], Setting | None]) -> None:
    import os  # noqa: PLC0415 - not needed to show a window

    import tomlkit  # noqa: PLC0415 - keeps the comments of a file that people edit

    load(path)  # an unreadable file is not overwritten
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document: Any = tomlkit.parse(text)
    for names, value in changes.items():
        table = document
        for name in names[:-1]:
            table = table.setdefault(name, tomlkit.table())
        if value is None:
            table.pop(names[-1], None)
        else:
            table[names[-1]] = value
    content = tomlkit.dumps(document).replace("\n", os.linesep)  # reading made them "\n"
    # A command and the window may save at the same time.
    write_whole(path, content.encode(), draft=draft_of_ours(path))
    sync_folder(path.parent)
