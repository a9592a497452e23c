"""Rules of a setting: allowed values, who may change it, and whether the window follows at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import InputProblem
from pos_app.domain.money import Currency
from pos_app.domain.text.typed_text import clean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from pos_app.ports.settings_service import Setting

LONGEST_TEXT = 120  # characters of a line on a slip


class Allowed:
    """The values that a setting may have."""

    def read(self, written: object) -> object:
        """Returns the value that a settings file means. Raises ValueError."""
        raise NotImplementedError

    def complaint(self, _: object) -> InputProblem | None:
        """Returns why nobody may set this value from now on, although a file that has it is still
        read."""
        return None


class TextRule(Allowed):
    """Any text. Its reader checks the meaning (a zone, a time)."""

    def read(self, written: object) -> str:
        return clean(str(written))


@dataclass(frozen=True)
class SlipLine(TextRule):
    """Text for one line of a slip."""

    needed: bool = False

    def complaint(self, value: object) -> InputProblem | None:
        text = str(value)
        if self.needed and not text.strip():
            return InputProblem.SETTING_MISSING
        if not text.isprintable() or len(text) > LONGEST_TEXT:
            return InputProblem.SETTING_INVALID
        return None


class QuickAmountsLine(TextRule):
    """Amounts that the Sell screen offers, on one line."""

    def complaint(self, value: object) -> InputProblem | None:
        from pos_app.domain.quick_amounts import are_quick_amounts  # noqa: PLC0415 - not for the first paint

        text = str(value)
        fits = text.isprintable() and are_quick_amounts(text)
        return None if fits else InputProblem.QUICK_AMOUNTS_INVALID


class AmountLine(TextRule):
    """An amount of money, in the currency of the shop's country; empty for none."""

    def complaint(self, value: object) -> InputProblem | None:
        from pos_app.domain.books.drawer import float_of  # noqa: PLC0415 - not for the first paint

        text = str(value)
        fits = not text.strip() or float_of(text, Currency.AOA) is not None
        return None if fits else InputProblem.SETTING_INVALID


class SystemText(Allowed):
    """A name from the operating system, compared with no letter changed."""

    def read(self, written: object) -> str:
        return str(written)


class SystemName(SystemText):
    """A name for the operating system, in which it would take a zero for the end."""

    def read(self, written: object) -> str:
        name = super().read(written)
        if "\0" in name:
            raise ValueError(name)
        return name


class FileName(SystemName):
    """The name of a file in the profile's folder; empty for none. It leads nowhere else."""

    def read(self, written: object) -> str:
        name = super().read(written)
        if name.startswith(".") or set(name) & set("/\\:"):
            raise ValueError(name)
        return name


@dataclass(frozen=True)
class Choice(Allowed):
    """A choice of a few words."""

    choices: Iterable[str]

    def read(self, written: object) -> str:
        word = clean(str(written))
        for choice in self.choices:
            if choice == word:
                return choice  # the member, if the choices are an enumeration
        raise ValueError(word)


@dataclass(frozen=True)
class Number(Allowed):
    allowed: Container[int]

    def read(self, written: object) -> int:
        if isinstance(written, bool) or not isinstance(written, int) or written not in self.allowed:
            raise ValueError(written)
        return written


class Switch(Allowed):
    """On or off."""

    def read(self, written: object) -> bool:
        if not isinstance(written, bool):
            raise ValueError(written)  # noqa: TRY004 - the file is wrong, and not its reader
        return written


@dataclass(frozen=True)
class SettingRule:
    """A row of the table of settings."""

    allowed: Allowed
    section: str  # of the settings file
    key: str  # its name there
    guarded: bool  # once there is a manager, a change takes a manager's PIN
    live: bool  # the open window follows a change at once
    field: str = ""  # of the value class
    default: Any = None

    @property
    def name(self) -> str:
        return f"{self.section}.{self.key}"

    def shown(self, values: object) -> Setting:
        """Returns this setting's value among all, as the settings file has it."""
        value: Setting | Enum = getattr(values, self.field)
        return value.value if isinstance(value, Enum) else value


def rule(
    allowed: Allowed, *, section: str = "shop", key: str = "", guarded: bool = True,
    live: bool = False,
) -> Mapping[str, SettingRule]:  # fmt: skip
    """Returns the metadata of a setting's field. Its key is the field's own name where none is
    given."""
    return {"rule": SettingRule(allowed, section, key, guarded, live)}


def rules_of(values: type) -> Iterator[SettingRule]:
    """Returns the table's rows, from the fields of a value class."""
    for field in fields(values):
        if found := field.metadata.get("rule"):
            yield replace(
                found, key=found.key or field.name, field=field.name, default=field.default
            )
