"""Export: files that leave the till for a spreadsheet, a script, an accountant or a printer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pos_app.ports.sale_filter import SaleFilter


class ExportFormat(StrEnum):
    """The kinds of files. The values are typed at the command line."""

    CSV = "csv"  # for scripts: names that never change, points, UTC
    SPREADSHEET = "spreadsheet"  # CSV again, in the marks of the shop's language
    XLSX = "xlsx"
    PDF = "pdf"  # the printed journal

    @property
    def suffix(self) -> str:
        return "csv" if self is ExportFormat.SPREADSHEET else self.value


class ExportContent(StrEnum):
    """Content of the file."""

    SALES = "sales"  # those that the filter finds
    MONTH = "month"  # an accountant's: movements, closes, fees and exceptions of the period


@dataclass(frozen=True, kw_only=True)
class ExportTexts:
    """The texts of an export in the shop's language: the process that writes it knows none.

    `words` has a heading for each column and a word for each code, by what they are: `heading
    amount`, `method cash.ao`. A code without a word stands for itself.
    """

    shop: str
    till: str
    language: str
    zone: str  # of the shop's clock, as the IANA names it
    scope: str  # what was chosen: days and filters
    made: str  # when, and by whom
    training: bool = False
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ExportOrder:
    """An export as somebody asked for it."""

    content: ExportContent
    format: ExportFormat
    sales: SaleFilter
    texts: ExportTexts


@dataclass(frozen=True)
class ExportProgress:
    """How many rows are written, of how many."""

    rows: int
    of: int


class Exports(Protocol):
    """Writes exports."""

    async def export(
        self,
        order: ExportOrder,
        path: Path,
        heard: Callable[[ExportProgress], None] = lambda _: None,
    ) -> int:
        """Writes the file, whole or not at all, and returns the number of its rows. Cancelling it
        ends it at once. Raises FileNotWritten, FileUncertain, JournalUnavailable,
        JournalDamaged."""
