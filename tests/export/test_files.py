"""What stands in an exported file is what was exported: read back by other readers than ours."""

import csv
import io
import tracemalloc
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from pos_app.printing.export.csv_file import FOR_SCRIPTS, FOR_SPREADSHEETS, write_csv
from pos_app.printing.export.formulas import harmless
from pos_app.printing.export.tables import Cell, CellKind, ExportColumn, ExportTable
from pos_app.printing.export.xlsx_file import write_xlsx

COLUMNS = (
    ExportColumn("number", "N.º", CellKind.COUNT),
    ExportColumn("business_day", "Dia", CellKind.DAY),
    ExportColumn("local", "Hora", CellKind.LOCAL),
    ExportColumn("at", "UTC", CellKind.INSTANT),
    ExportColumn("amount", "Valor", CellKind.AMOUNT),
    ExportColumn("description", "Descrição", width=40),
)
AT = datetime(2026, 11, 27, 22, 59, 1, 999_999, tzinfo=UTC)
LOCAL = datetime(2026, 11, 27, 23, 59, 1)  # noqa: DTZ001 - a clock on a wall
MADE_AT = datetime(2026, 11, 30, tzinfo=UTC)
EVIL = ["=1+1", "+244 923", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", '"=1', "a;b,c\nd"]
AMOUNTS = [Decimal("-1500.05"), Decimal("9999999999999.99"), Decimal("-9999999999999.99")]


def row(number: int, amount: Decimal, text: str) -> tuple[Cell, ...]:
    return number, date(2026, 11, 27), LOCAL, AT, amount, text


def rows() -> list[tuple[Cell, ...]]:
    texts = [*EVIL, "Óleo 5 L", "", "x" * 40_000]
    return [row(n, AMOUNTS[n % 3], text) for n, text in enumerate(texts, start=1)]


def table(some: object = None, title: str = "Vendas") -> ExportTable:
    return ExportTable(title, COLUMNS, some or rows())  # type: ignore[arg-type]


def quiet(_: int) -> None:
    """Tells nobody."""


def test_scripts_read_names_points_and_instants_and_no_text_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    write_csv(path, table(), FOR_SCRIPTS, quiet)
    head, *told = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    assert head == [column.name for column in COLUMNS]
    expected = [
        [
            str(number),
            "2026-11-27",
            "2026-11-27 23:59:01",
            "2026-11-27T22:59:01Z",
            str(amount),
            f"'{text}" if text in EVIL[:8] else text,
        ]
        for number, *_, amount, text in rows()
    ]
    assert told == expected


@pytest.mark.parametrize(
    ("language", "separator", "amount"), [("pt", ";", "-1500,05"), ("en", ",", "-1500.05")]
)
def test_a_spreadsheet_gets_the_marks_of_its_region(
    tmp_path: Path, language: str, separator: str, amount: str
) -> None:
    path = tmp_path / "sales.csv"
    write_csv(path, table([row(1, AMOUNTS[0], "Óleo")]), FOR_SPREADSHEETS[language], quiet)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == separator.join(column.heading for column in COLUMNS)
    assert lines[1].split(separator)[4:] == [amount, "Óleo"]


def test_a_workbook_keeps_types_and_texts_and_goes_on_on_another_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sales.xlsx"
    heard: list[int] = []
    tables = [table(), table([row(1, AMOUNTS[0], "fim")], "Totais: [tudo]")]
    write_xlsx(path, tables, MADE_AT, heard.append, most_rows=5)
    assert sheet_names(path) == ["Vendas", "Vendas (2)", "Vendas (3)", "Totais- -tudo-"]
    told = [cells for sheet in (1, 2, 3) for cells in cells_of(path, sheet)[1:]]
    assert [Decimal(cells["E"][1]) for cells in told] == [amount for *_, amount, _ in rows()]
    texts = [cells.get("F", ("", ""))[1] for cells in told]
    assert texts == [str(text)[:32_767].replace("\r", "_x000D_") for *_, text in rows()]
    assert {cells["E"][0] for cells in told} == {"n"}
    assert not {kind for cells in told for kind, _ in cells.values()} - {"n", "inlineStr"}
    assert b"<f>" not in ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert Decimal(told[0]["C"][1]).quantize(Decimal("0.00001")) == Decimal("46353.99932")
    assert heard[-1] == len(rows()) + 1
    assert [*tmp_path.iterdir()] == [path]


def test_many_rows_take_no_more_memory_than_few(tmp_path: Path) -> None:
    def many(count: int) -> Iterator[tuple[Cell, ...]]:
        return (row(n, AMOUNTS[0], "Óleo") for n in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        write_csv(tmp_path / "a.csv", table(many(count)), FOR_SCRIPTS, quiet)
        write_xlsx(tmp_path / "a.xlsx", [table(many(count))], MADE_AT, quiet)
        known = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return known

    assert peak(2_500) < peak(500) + 150_000


def test_what_fails_or_is_cancelled_leaves_no_handle_and_no_workbook(tmp_path: Path) -> None:
    """Warnings of unclosed files fail a test."""

    def cancel(done: int) -> None:
        if done >= 500:
            raise InterruptedError

    many = [row(n, AMOUNTS[0], "Óleo") for n in range(2000)]
    with pytest.raises(InterruptedError):
        write_csv(tmp_path / "a.csv", table(many), FOR_SCRIPTS, cancel)
    with pytest.raises(InterruptedError):
        write_xlsx(tmp_path / "a.xlsx", [table(many)], MADE_AT, cancel)
    assert not (tmp_path / "a.xlsx").exists()
    with pytest.raises(OSError, match="No space left"):
        write_csv(Path("/dev/full"), table(), FOR_SCRIPTS, quiet)
    with pytest.raises(IsADirectoryError):
        write_xlsx(tmp_path, [table()], MADE_AT, quiet)


def test_only_what_a_spreadsheet_runs_gets_an_apostrophe() -> None:
    assert [harmless(text) for text in ("", "1=1", "a@b", "Óleo", "'=1", "a; b, c")] == [
        "", "1=1", "a@b", "Óleo", "'=1", "a; b, c",
    ]  # fmt: skip


def test_a_text_that_another_region_would_cut_into_cells_has_no_formula_in_any() -> None:
    for separator in ";,\t|\n":
        for cell in harmless(f"a{separator} =1;@1,+1").split(separator):
            assert not cell.lstrip().startswith(("=", "@", "+"))
    assert [harmless(";=1"), harmless("=1;-1")] == [";'=1", "'=1;'-1"]


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_names(path: Path) -> list[str]:
    root = ET.fromstring(ZipFile(path).read("xl/workbook.xml"))
    return [one.attrib["name"] for one in root.iter(f"{SHEET}sheet")]


def cells_of(path: Path, sheet: int) -> list[dict[str, tuple[str, str]]]:
    """Each row's cells by column: the type of each, and its value or text."""
    root = ET.fromstring(ZipFile(path).read(f"xl/worksheets/sheet{sheet}.xml"))
    return [
        {
            cell.attrib["r"].rstrip("0123456789"): (
                cell.attrib.get("t", "n"),
                "".join(cell.itertext()),
            )
            for cell in line
        }
        for line in root.iter(f"{SHEET}row")
    ]
