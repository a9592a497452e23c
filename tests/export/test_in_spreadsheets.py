"""Other programs open what the till exports, and a journal that it has open: LibreOffice and
Datasette read every amount and every text as it is, and run none."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from export.shop import AMOUNTS, DESCRIPTIONS, open_shop, order

from pos_app.app.export_job import export_here
from pos_app.app.export_json import order_as_json
from pos_app.ports.export import ExportContent, ExportFormat

# Commas, quotes, UTF-8, from the first line, all as shown; -1: every sheet into a file of its own.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
FROM_PORTUGUESE = "CSV:59,34,76,1,,2070,false,true"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "journal.sqlite3"
    with open_shop(path):
        yield path


def exported(journal: Path, name: str, *what: ExportFormat | ExportContent) -> Path:
    path = journal.parent / name
    question = {
        "journal": str(journal),
        "order": order_as_json(order(*what)),  # type: ignore[arg-type]
        "folder": str(journal.parent / f"{name}.part"),
        "path": str(path),
    }
    export_here(question, lambda _: None)
    return path


def libre_office(folder: Path, *arguments: str) -> None:
    """Without a window, in a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", *arguments, "--outdir", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def rows_of(path: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))]


def test_libre_office_reads_every_amount_as_a_number_and_every_text_as_a_text(
    journal: Path,
) -> None:
    folder = journal.parent
    sales = exported(journal, "sales.xlsx", ExportFormat.XLSX)
    month = exported(journal, "month.xlsx", ExportFormat.XLSX, ExportContent.MONTH)
    libre_office(folder, "--convert-to", TO_CSV, str(sales), str(month))
    told = rows_of(folder / "sales-Sales.csv")
    assert [row["Description"] for row in told[:8]] == list(DESCRIPTIONS)
    amounts = [Decimal(row["Amount"]) for row in told]
    expected = [*(Decimal(minor) / 100 for minor in AMOUNTS), Decimal("-50.05"), 300, 90]
    assert amounts == expected
    assert (told[1]["Invoice no."], told[8]["Of sale"]) == ("=FT 2026/7", "2")
    totals = rows_of(folder / "sales-Totals.csv")
    books = rows_of(folder / "month-Movements.csv")
    received = sum(Decimal(row["Received"]) for row in told if row["Currency"] == "AOA")
    assert received == sum(Decimal(row["Amount"]) for row in books if row["Currency"] == "AOA")
    assert received == sum(Decimal(row["Net"]) for row in totals if row["Currency"] == "AOA")
    (close,) = (one for one in rows_of(folder / "month-Day closes.csv") if one["Currency"] == "AOA")
    assert Decimal(close["Net"]) == received
    assert len(close["Journal check code"]) > 64
    assert {row["Close no."] for row in books} == {"1"}
    (odd,) = rows_of(folder / "month-Exceptions.csv")[1:]
    assert (odd["Sale no."], odd["Exception"]) == ("11", "Paid less than the amount")


def test_a_spreadsheet_in_portuguese_reads_the_csv_of_a_portuguese_shop(journal: Path) -> None:
    folder = journal.parent
    path = exported(journal, "vendas.csv", ExportFormat.SPREADSHEET)
    infilter = f"--infilter={FROM_PORTUGUESE}"
    libre_office(folder, infilter, "--convert-to", "fods", str(path))
    sheet = (folder / "vendas.fods").read_text("utf-8")
    assert "table:formula" not in sheet
    assert 'office:value="-50.05"' in sheet
    assert 'office:value="999999999999.99"' in sheet


def test_datasette_reads_a_journal_that_a_till_has_open(journal: Path) -> None:
    """Its views have one sum, by whichever of them it is asked for."""
    sums = " union all ".join(
        f"select '{view}', currency, {amount} from {view}"
        for view, amount in (
            ("movements", "amount"), ("sale_lines", "received"), ("takings_by_day", "net"),
        )
    )  # fmt: skip
    path = f"/{journal.stem}.json?{urlencode({'sql': sums, '_shape': 'arrays'})}"
    command = [sys.executable, "-m", "datasette", str(journal), "--get", path]
    told = subprocess.run(command, check=True, capture_output=True, timeout=60)
    found: dict[tuple[str, str], Decimal] = {}
    for view, currency, amount in json.loads(told.stdout)["rows"]:
        assert re.fullmatch(r"-?[0-9]+\.[0-9]{2}", amount)
        found[view, currency] = found.get((view, currency), Decimal()) + Decimal(amount)
    assert {amount for (_, currency), amount in found.items() if currency == "MZN"} == {300}
    assert {amount for (_, currency), amount in found.items() if currency == "AOA"} == {
        (sum(AMOUNTS) - 50_05 + 10_00) / Decimal(100)
    }
