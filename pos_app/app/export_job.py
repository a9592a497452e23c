"""The export job of the child process: reads the journal beside the till and writes one file.

It is a process of its own: a million rows are a minute of work, and Python would give the window
only every other turn meanwhile. Whoever cancels it ends it.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pos_app.app.export_json import order_of
from pos_app.domain.errors import FileNotWritten
from pos_app.journal.books.period_books import PeriodBooks
from pos_app.journal.moment import JournalMoment, moment_of
from pos_app.journal.sale_rows import FoundSales
from pos_app.ports.export import ExportContent, ExportFormat, ExportOrder
from pos_app.printing.export.csv_file import FOR_SCRIPTS, FOR_SPREADSHEETS, write_csv
from pos_app.printing.export.labels import CODES, Labels
from pos_app.printing.export.period_tables import (
    close_table,
    day_table,
    exception_table,
    fee_table,
    movement_table,
)
from pos_app.printing.export.sale_table import sale_table, totals_table
from pos_app.printing.export.tables import ExportTable
from pos_app.printing.export.xlsx_file import write_xlsx
from pos_app.system.atomic import put_in_place

HowFar = Callable[[Sequence[int]], None]


def export_here(question: Mapping[str, Any], tell: HowFar) -> int:
    """Writes the file and returns the number of its rows. Raises FileNotWritten, and what reading
    the journal raises."""
    order = order_of(question["order"])
    folder, path = Path(question["folder"]), Path(question["path"])
    draft = folder / path.name
    try:
        folder.mkdir(mode=0o700)
        with moment_of(Path(question["journal"])) as moment:
            rows = _write(moment, order, tell, draft)
        _put(draft, path)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise FileNotWritten(f"{path}: {error.strerror or error}") from error
    return rows


def _write(moment: JournalMoment, order: ExportOrder, tell: HowFar, path: Path) -> int:
    if order.content is ExportContent.MONTH:
        books = moment.books(order.sales.start, order.sales.end)
        return _write_month(books, order, tell, path)
    return _SalesExport(moment.sales(order.sales), order, tell).write(path)


def _write_month(books: PeriodBooks, order: ExportOrder, tell: HowFar, path: Path) -> int:
    """Writes the accountant's workbook and returns the number of movements."""
    labels, zone, count = Labels(order.texts.words), ZoneInfo(order.texts.zone), books.count()
    tables = (
        movement_table(books.movements(), labels),
        day_table(books.days, labels),
        close_table(books.closes, zone, labels),
        fee_table(books.fees, labels),
        exception_table(books.odd_sales, books.unmatched, labels),
    )
    write_xlsx(path, tables, datetime.now(UTC), lambda rows: tell([min(rows, count), count]))
    return count


def _put(draft: Path, path: Path) -> None:
    """Gives the file its name, once all of it is on the disk."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    put_in_place(draft, path)


class _SalesExport:
    """The sales that a filter finds, in one of the formats."""

    def __init__(self, found: FoundSales, order: ExportOrder, tell: HowFar) -> None:
        self._found = found
        self._texts = order.texts
        self._format = order.format
        self._tell = tell

    def write(self, path: Path) -> int:
        """Writes the file and returns the number of sales."""
        match self._format:
            case ExportFormat.CSV:
                write_csv(path, self._sales(CODES), FOR_SCRIPTS, self._told)
            case ExportFormat.SPREADSHEET:
                marks = FOR_SPREADSHEETS[self._texts.language]
                write_csv(path, self._sales(self._labels), marks, self._told)
            case ExportFormat.XLSX:
                tables = (self._sales(self._labels), totals_table(self._found.totals, self._labels))
                write_xlsx(path, tables, datetime.now(UTC), self._told)
            case ExportFormat.PDF:
                self._print(path)
        return self._found.count

    @property
    def _labels(self) -> Labels:
        return Labels(self._texts.words)

    def _told(self, rows: int) -> None:
        self._tell([min(rows, self._found.count), self._found.count])

    def _sales(self, labels: Labels) -> ExportTable:
        return sale_table(self._found.sales(), ZoneInfo(self._texts.zone), labels)

    def _print(self, path: Path) -> None:
        # Only the printed journal needs Qt.
        from pos_app.printing.export.journal_pdf import write_journal_pdf  # noqa: PLC0415
        from pos_app.printing.export.journal_rows import lines_of, printed_journal  # noqa: PLC0415
        from pos_app.printing.offscreen import begin_painting  # noqa: PLC0415

        begin_painting()
        days, totals = self._found.day_counts, self._found.totals()
        journal = printed_journal(self._texts, days, totals)
        lines = lines_of(self._texts, self._found.sales(), days, totals)
        write_journal_pdf(path, journal, lines, self._told)
