"""Tables to be exported, in values that know nothing of a file's format.

Amounts are exact decimals in whole units, negative where money left the shop; their currency is a
column beside them. Instants are UTC, local times are those of the shop's clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | datetime | None


class CellKind(StrEnum):
    """Kind of a column's values, so that a spreadsheet can sort them and add them up."""

    TEXT = "text"
    COUNT = "count"
    AMOUNT = "amount"
    DAY = "day"
    LOCAL = "local"  # a datetime without a zone, on the shop's clock
    INSTANT = "instant"  # a datetime in UTC


@dataclass(frozen=True)
class ExportColumn:
    """A column: its name for scripts, which never changes, and its heading for people."""

    name: str
    heading: str
    kind: CellKind = CellKind.TEXT
    width: int = 14  # characters that a spreadsheet shows


@dataclass(frozen=True)
class ExportTable:
    """A table whose rows are read while it is written: there may be millions of them."""

    title: str
    columns: Sequence[ExportColumn]
    rows: Iterable[Sequence[Cell]]
