"""The shop's settings: one small file that people may edit by hand. Secrets are not in it.

The first paint reads it, so it is read as text here; what that text means (a zone, an address) is
asked for by whoever needs it, and refused then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.errors import BadInput, Complaint, Field
from pos_app.domain.text.typed_text import clean
from pos_app.domain.text.url_rules import is_private
from pos_app.ports.shop import Theme
from pos_app.system.private_files import put_in_place, read_small

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import time
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from pos_app.ports.settings_service import Setting

LANGUAGES = ("pt", "en")
MOST_PORT = 65_535
TEXT_SIZES = (100, 125, 150, 200)
LONGEST_LOCK = 240  # minutes
LONGEST_TEXT = 120  # of what stands on a slip


@dataclass(frozen=True)
class ProviderSettings:
    """One provider's address and options. Nested tables are flat here: `wallets.mpesa`."""

    base_url: str
    options: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)  # `mpesa.most`, in whole units


@dataclass(frozen=True)
class Settings:
    """What `settings.toml` says, with what it leaves out filled in."""

    shop_name: str = "A minha loja"
    till_name: str = "Caixa 1"
    language: str = "pt"
    theme: Theme = Theme.LIGHT
    country: str = "AO"
    zone_name: str = COUNTRIES["AO"].zone
    day_start: str = "00:00"
    webhook_port: int = 0  # 0: nobody listens
    webhook_host: str = "127.0.0.1"
    text_size: int = 100  # percent: how large everything in the window is
    keypad: bool = True
    sounds: bool = True
    recent_customers: bool = False
    lock_after: int = 5  # minutes; 0: never
    slip_note: str = ""
    backup_folder: str = ""  # empty: the installation's own
    customer_screen: str = ""  # as `Shop.customer_screen`
    providers: Mapping[str, ProviderSettings] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """Raises BadInput."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not for the first paint

        try:
            return ZoneInfo(self.zone_name)
        except (KeyError, ValueError, OSError) as error:
            raise _invalid("shop.zone") from error

    @property
    def day_starts_at(self) -> time:
        """When the shop's business day begins, in its own zone. Raises BadInput."""
        from datetime import time  # noqa: PLC0415

        try:
            return time.fromisoformat(self.day_start)
        except ValueError as error:
            raise _invalid("shop.day_starts_at") from error


def load(path: Path) -> Settings:
    """Raises BadInput, with the setting's name, for what cannot be used."""
    if not path.exists():
        return Settings()
    import tomllib  # noqa: PLC0415 - a till without a settings file needs none

    try:
        text = read_small(path).decode()
    except (UnicodeDecodeError, OSError) as error:
        raise _invalid(str(path)) from error
    try:
        tree = tomllib.loads(text, parse_float=str)  # an amount is never a float
    except (ValueError, RecursionError) as error:  # no TOML, or figures that no number has
        raise _invalid(f"{path.name}: {error}") from error
    return _read(tree)


def _read(tree: Mapping[str, Any]) -> Settings:
    shop = _table(tree, "shop")
    known = Settings()
    country = _text(shop, "country", "AO")
    if country not in COUNTRIES:
        raise _invalid("shop.country")
    language = _text(shop, "language", known.language)
    if language not in LANGUAGES:
        raise _invalid("shop.language")
    return Settings(
        shop_name=_text(shop, "name", known.shop_name),
        till_name=_text(shop, "till", known.till_name),
        language=language,
        theme=_theme(shop.get("theme", known.theme)),
        country=country,
        zone_name=_text(shop, "zone", COUNTRIES[country].zone),
        day_start=_text(shop, "day_starts_at", known.day_start),
        text_size=_number(shop, "text_size", known.text_size, TEXT_SIZES),
        keypad=_flag(shop, "keypad", known.keypad),
        sounds=_flag(shop, "sounds", known.sounds),
        recent_customers=_flag(shop, "recent_customers", known.recent_customers),
        lock_after=_number(shop, "lock_after", known.lock_after, range(LONGEST_LOCK + 1)),
        slip_note=_text(shop, "slip_note", known.slip_note),
        webhook_port=_port(_table(tree, "webhooks").get("port", known.webhook_port)),
        webhook_host=_name(tree, "webhooks", "host", known.webhook_host),
        backup_folder=_name(tree, "backup", "folder", known.backup_folder),
        customer_screen=str(shop.get("customer_screen", known.customer_screen)),
        providers={
            name: _provider(_table(tree, "providers", name), name)
            for name in _table(tree, "providers")
        },
    )


def _text(table: Mapping[str, Any], name: str, usual: str) -> str:
    """Not for a path, nor for the name of a screen, which are compared with what the system has."""
    return clean(str(table.get(name, usual)))


def _name(tree: Mapping[str, Any], table: str, name: str, usual: str) -> str:
    """For the system, to which a zero ends a name."""
    found = str(_table(tree, table).get(name, usual))
    if "\0" in found:
        raise _invalid(f"{table}.{name}")
    return found


def _flag(shop: Mapping[str, Any], name: str, usual: bool) -> bool:  # noqa: FBT001 - a value
    value = shop.get(name, usual)
    if not isinstance(value, bool):
        raise _invalid(f"shop.{name}")
    return value


def _number(shop: Mapping[str, Any], name: str, usual: int, allowed: Container[int]) -> int:
    value = shop.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise _invalid(f"shop.{name}")
    return value


def _port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PORT:
        raise _invalid("webhooks.port")
    return value


def _provider(table: Mapping[str, Any], provider: str) -> ProviderSettings:
    limits = table.get("limits", {})
    if not isinstance(limits, dict):
        raise _invalid(f"providers.{provider}.limits")
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
    """A provider's address without its last slash: https, or http to this machine alone.

    Raises BadInput.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415 - not for the first paint

    text = clean(text).strip()
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - a bad port raises only when it is looked at
    except ValueError as error:
        raise BadInput(Field.SETTINGS, Complaint.ADDRESS_NOT_SAFE, name) from error
    safe = is_private(parts.scheme, parts.hostname or "")
    if not safe or parts.username or parts.query or parts.fragment:
        raise BadInput(Field.SETTINGS, Complaint.ADDRESS_NOT_SAFE, name)
    return text.rstrip("/")


def _table(tree: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    for name in path:
        tree = tree.get(name, {})
        if not isinstance(tree, dict):
            raise _invalid(".".join(path))
    return tree


def _theme(value: object) -> Theme:
    try:
        return Theme(clean(str(value)))
    except ValueError as error:
        raise _invalid("shop.theme") from error


def _invalid(name: str) -> BadInput:
    return BadInput(Field.SETTINGS, Complaint.SETTING_INVALID, name)


def check_shop(path: Path, changes: Mapping[str, Setting]) -> None:
    """Whether the shop could be this from now on. Raises BadInput with the setting's name."""
    import tomllib  # noqa: PLC0415

    load(path)
    tree = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known = _read({**tree, "shop": {**_table(tree, "shop"), **changes}})
    known.zone, known.day_starts_at  # noqa: B018 - each raises where it is none
    texts = {"name": known.shop_name, "till": known.till_name, "slip_note": known.slip_note}
    for name, text in texts.items():
        if not text.strip() and name != "slip_note":
            raise BadInput(Field.SETTINGS, Complaint.SETTING_MISSING, f"shop.{name}")
        if not text.isprintable() or len(text) > LONGEST_TEXT:
            raise _invalid(f"shop.{name}")


def save(path: Path, changes: Mapping[tuple[str, ...], Setting]) -> None:
    """Changes these values and leaves everything else, comments too, as people wrote it.

    Raises BadInput where the file cannot be read, OSError where it cannot be written.
    """
    import os  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - neither is needed to show a window

    import tomlkit  # noqa: PLC0415 - keeps the comments of a file that people edit

    load(path)  # a file that cannot be read is not written over
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document: Any = tomlkit.parse(text)
    for names, value in changes.items():
        table = document
        for name in names[:-1]:
            table = table.setdefault(name, tomlkit.table())
        table[names[-1]] = value
    with NamedTemporaryFile(
        "w", dir=path.parent, encoding="utf-8", delete=False, prefix=path.name
    ) as file:
        file.write(tomlkit.dumps(document))
        file.flush()
        os.fsync(file.fileno())
    put_in_place(Path(file.name), path)
