"""Writes a table as CSV: for scripts, or in the marks that spreadsheets of a language expect."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.printing.export.formulas import harmless
from pos_app.printing.export.progress import counted
from pos_app.printing.export.tables import CellKind, ExportTable


@dataclass(frozen=True)
class CsvDialect:
    """How a reader of CSV expects it."""

    separator: str = ","
    point: str = "."
    has_bom: bool = False  # without one, Excel takes UTF-8 for the system's old encoding
    for_people: bool = False  # with headings instead of names


FOR_SCRIPTS = CsvDialect()
# The list separator and the decimal mark of the system's region decide how a spreadsheet opens it.
FOR_SPREADSHEETS: Mapping[str, CsvDialect] = {
    "pt": CsvDialect(separator=";", point=",", has_bom=True, for_people=True),
    "en": CsvDialect(has_bom=True, for_people=True),
}


def write_csv(
    path: Path, table: ExportTable, dialect: CsvDialect, tell: Callable[[int], None]
) -> None:
    """Writes the file. Raises OSError, and what reading the rows or `tell` raises."""
    heads = [one.heading if dialect.for_people else one.name for one in table.columns]
    texts = [_texts(one.kind, dialect) for one in table.columns]
    with path.open("w", encoding="utf-8-sig" if dialect.has_bom else "utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=dialect.separator)
        lines.writerow(heads)
        for row in counted(table.rows, tell):
            lines.writerow(
                ["" if cell is None else text(cell) for text, cell in zip(texts, row, strict=True)]
            )


def _texts(kind: CellKind, dialect: CsvDialect) -> Callable[[Any], str]:
    match kind:
        case CellKind.TEXT:
            return harmless
        case CellKind.AMOUNT:
            return lambda amount: f"{amount:.2f}".replace(".", dialect.point)
        case CellKind.LOCAL:
            return lambda at: f"{at:%Y-%m-%d %H:%M:%S}"
        case CellKind.INSTANT:
            return lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}"
        case CellKind.DAY | CellKind.COUNT:
            return str
