"""The rows of a statement's file: CSV in any encoding and with any separator, or a spreadsheet.

A file may come from anywhere: its size, its rows and its columns are bounded, and so is what it
unpacks to.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.reconciliation.statement import MOST_LINES

MOST_BYTES = 20_000_000  # of a file
_MOST_UNPACKED = 400_000_000  # of a spreadsheet: it is read into memory
_MOST_ROWS = MOST_LINES + 1000  # headings and sums stand around the lines
_MOST_COLUMNS = 100
_LONGEST_CELL = 500

Cell = str | Decimal | datetime | date | time
Table = Sequence[Sequence[Cell]]

_ZIP, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ";,\t|"
_LOOKED_AT = 200  # rows that show which separator it is
_BINARY = Decimal("0.000001")  # what a binary number may be off
_LONGEST_NUMBER = Decimal(10**18)  # beyond it are ids, and no amounts


def read_table(data: bytes) -> Table:
    """Returns the rows of a file. Raises BadInput for one that holds no table."""
    if len(data) > MOST_BYTES:
        raise _unusable(InputProblem.STATEMENT_TOO_LARGE)
    is_workbook = data.startswith((_ZIP, _OLD_WORKBOOK))
    rows = list(islice(_workbook(data) if is_workbook else _csv(_text(data)), _MOST_ROWS + 1))
    if len(rows) > _MOST_ROWS:
        raise _unusable(InputProblem.STATEMENT_TOO_LARGE)
    if not any(any(row) for row in rows):
        raise _unusable(InputProblem.STATEMENT_EMPTY)
    return rows


def _unusable(problem: InputProblem) -> BadInput:
    return BadInput(Field.STATEMENT, problem)


# --- CSV ------------------------------------------------------------------------------------------


def _text(data: bytes) -> str:
    """Decodes a file: by its mark, as UTF-16, as UTF-8, or in the code page of old
    spreadsheets."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:4:2] == b"\0\0":  # without its mark: no letter of a heading has a second byte
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _csv(text: str) -> Iterator[Sequence[Cell]]:
    if "\x00" in text:
        raise _unusable(InputProblem.STATEMENT_NOT_A_TABLE)
    separator = max(_SEPARATORS, key=lambda one: _regularity(text, one))
    try:
        for row in _rows(text, separator):
            yield [cell.strip()[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS]]
    except csv.Error as error:
        raise _unusable(InputProblem.STATEMENT_NOT_A_TABLE) from error


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """Returns how many rows this separator cuts into the same number of cells, and into how many:
    the true one cuts all lines alike."""
    try:
        lengths = Counter(len(row) for row in islice(_rows(text, separator), _LOOKED_AT))
    except csv.Error:
        return 0, 0
    alike = [(count, cells) for cells, count in lengths.items() if cells > 1]
    return max(alike, default=(0, 0))


def _rows(text: str, separator: str) -> Iterator[Sequence[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


# --- spreadsheets ---------------------------------------------------------------------------------


def _workbook(data: bytes) -> Iterator[Sequence[Cell]]:
    """Reads the first sheet that has a table. Formulas are read as what they came to."""
    # Reads what banks send, the old binary form too, and ten times as fast as a reader in Python.
    from python_calamine import (  # noqa: PLC0415 - with the first spreadsheet
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    _check_unpacked(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if sum(any(map(_has_something, row)) for row in rows) > 1:
                yield from ([_cell(value) for value in row[:_MOST_COLUMNS]] for row in rows)
                return
    except PasswordError as error:
        raise _unusable(InputProblem.STATEMENT_LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _unusable(InputProblem.STATEMENT_NOT_A_TABLE) from error


def _check_unpacked(data: bytes) -> None:
    """Raises BadInput for a spreadsheet that is small as a file and huge in memory."""
    if not data.startswith(_ZIP):
        return
    try:
        with ZipFile(BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, OSError, ValueError) as error:
        raise _unusable(InputProblem.STATEMENT_NOT_A_TABLE) from error
    if unpacked > _MOST_UNPACKED:
        raise _unusable(InputProblem.STATEMENT_TOO_LARGE)


def _has_something(value: object) -> bool:
    return value not in ("", None)


def _cell(value: object) -> Cell:
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, datetime | date | time):
        return value
    if isinstance(value, int | float):
        return _number(value)
    return str(value).strip()[:_LONGEST_CELL]


def _number(value: float) -> Decimal | str:
    """Returns a number as the spreadsheet shows it: it keeps 0.1 + 0.2 in binary."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return ""
    if abs(exact) > _LONGEST_NUMBER:
        return exact
    rounded = round(exact, 2)
    return rounded if abs(exact - rounded) < _BINARY else exact


def as_text(cell: Cell) -> str:
    """Returns a cell as people read it."""
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell).strip()
