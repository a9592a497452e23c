"""Writes tables as an XLSX workbook: a sheet each, with types, in bounded memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pos_app.printing.export.formulas import is_formula
from pos_app.printing.export.progress import counted
from pos_app.printing.export.tables import Cell, CellKind, ExportTable

MOST_ROWS = 1_048_575  # of a sheet, without its headings
_LONGEST_TEXT = 32_767  # characters of a cell
_LONGEST_NAME = 31  # characters of a sheet's name
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))

_NUMBER_FORMATS = {
    CellKind.COUNT: "#,##0",
    CellKind.AMOUNT: "#,##0.00",  # every spreadsheet shows it in the marks of its region
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.LOCAL: "yyyy-mm-dd hh:mm:ss",
    CellKind.INSTANT: "yyyy-mm-dd hh:mm:ss",
}


def write_xlsx(
    path: Path,
    tables: Sequence[ExportTable],
    made_at: datetime,
    tell: Callable[[int], None],
    *,
    most_rows: int = MOST_ROWS,
) -> None:
    """Writes the file, with drafts of its sheets beside it. A table that does not fit on one sheet
    goes on on the next. Raises OSError, and what reading the rows or `tell` raises."""
    with _workbook(path, made_at) as workbook:
        written = 0
        for table in tables:

            def tell_all(rows: int, before: int = written) -> None:
                tell(before + rows)

            written += _Sheets(workbook, table, most_rows).write(tell_all)


@contextmanager
def _workbook(path: Path, made_at: datetime) -> Iterator[Workbook]:
    """Closes the workbook, which writes it; one that failed is left unwritten."""
    # A spreadsheet knows no zones: the heading of a column says whose time it is.
    how = {"constant_memory": True, "tmpdir": str(path.parent), "remove_timezone": True}
    workbook = Workbook(str(path), how)
    workbook.set_properties({"created": made_at})
    workbook.use_zip64()  # only a part beyond 2 GB becomes one
    try:
        yield workbook
    except BaseException:
        _abandon(workbook)
        raise
    try:
        workbook.close()
    except FileCreateError as error:
        _abandon(workbook)
        (cause,) = error.args
        raise cause from error


def _abandon(workbook: Workbook) -> None:
    for sheet in workbook.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


class _Sheets:
    """The sheets of one table: one, and another for every million rows."""

    def __init__(self, workbook: Workbook, table: ExportTable, most_rows: int) -> None:
        self._workbook = workbook
        self._table = table
        self._most_rows = most_rows
        self._head = workbook.add_format({"bold": True, "bottom": 1})
        self._apostrophe = workbook.add_format({"quote_prefix": True})
        self._formats = [_format_of(workbook, column.kind) for column in table.columns]
        self._number = 0

    def write(self, tell: Callable[[int], None]) -> int:
        """Writes all rows and returns their number."""
        sheet, row, full = self._next_sheet(), 0, 0
        for cells in counted(self._table.rows, tell):
            if row == self._most_rows:
                self._finish(sheet, row)
                sheet, row, full = self._next_sheet(), 0, full + row
            row += 1
            self._write_row(sheet, row, cells)
        self._finish(sheet, row)
        return full + row

    def _next_sheet(self) -> Worksheet:
        self._number += 1
        sheet = self._workbook.add_worksheet(_name(self._table.title, self._number))
        sheet.freeze_panes(1, 0)
        for place, (column, form) in enumerate(
            zip(self._table.columns, self._formats, strict=True)
        ):
            sheet.set_column(place, place, column.width, form)
            sheet.write_string(0, place, column.heading, self._head)
        return sheet

    def _finish(self, sheet: Worksheet, rows: int) -> None:
        sheet.autofilter(0, 0, rows, len(self._table.columns) - 1)

    def _write_row(self, sheet: Worksheet, row: int, cells: Sequence[Cell]) -> None:
        for place, (cell, form) in enumerate(zip(cells, self._formats, strict=True)):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                mark = self._apostrophe if is_formula(cell) else None
                sheet.write_string(row, place, cell[:_LONGEST_TEXT], mark)
            elif isinstance(cell, datetime):
                sheet.write_datetime(row, place, cell.replace(microsecond=0), form)
            elif isinstance(cell, date):
                sheet.write_datetime(row, place, cell, form)
            else:
                sheet.write_number(row, place, cell, form)


def _format_of(workbook: Workbook, kind: CellKind) -> Format | None:
    form = _NUMBER_FORMATS.get(kind)
    return workbook.add_format({"num_format": form}) if form else None


def _name(title: str, number: int) -> str:
    """Returns the name of a sheet, which a workbook has once."""
    mark = f" ({number})" if number > 1 else ""
    plain = title.translate(_NOT_IN_A_NAME).strip("'")
    return plain[: _LONGEST_NAME - len(mark)] + mark
