"""How long an export of many sales takes, and how much memory, beside the same rows written raw.

    PYTHONPATH=.:tests python tests/bench/exporting.py FOLDER

FOLDER has the journal of an earlier `finding.py`. Each file is written by a process of its own, as
the till has it written: CSV, XLSX, the printed journal, and the accountant's workbook. The floor
writes as many rows of one sale, by the same library, and reads nothing. Seconds are of the clock
and, behind them, of the processor.
"""

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from export.shop import order
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter
from xlsxwriter import Workbook

from pos_app.app.export_job import export_here
from pos_app.app.export_json import order_as_json
from pos_app.ports.export import ExportContent, ExportFormat
from pos_app.printing.export.journal_pdf import CAPACITY, SMALL
from pos_app.printing.layout.letters import font
from pos_app.printing.offscreen import begin_painting

# A row of the table of sales, as it is written: texts, and numbers for days, instants and amounts.
ROW = (1_009_824, 46356, 46356.75, 46356.7, "Venda", "Multicaixa Express", "Paga", 1500.5, 1500.5,
       "AOA", "922654637", "", "1jHb36ea6RG7X", "Cesta, 2 garrafões", "NIF=500012345",
       "Inês Conceição", "", "", "", "")  # fmt: skip
LINE = ("0001", "18:55", "Multicaixa Express", "922 654 637", "Cesta, 2 garrafões",
        "Inês Conceição", "Paga", "", "1 500,50 Kz")  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A file that was written."""

    rows: int
    seconds: float
    of_processor: float
    peak: float  # MB
    size: float  # MB


def export(journal: Path, kind: ExportFormat, content: ExportContent, path: Path) -> int:
    question = {
        "journal": str(journal),
        "order": order_as_json(order(kind, content)),
        "folder": str(path.with_name(f"{path.name}.drafts")),
        "path": str(path),
    }
    return export_here(question, lambda _: None)


def raw_csv(rows: int, path: Path) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for _ in range(rows):
            writer.writerow(ROW)
    return rows


def raw_xlsx(rows: int, path: Path) -> int:
    with Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as workbook:
        workbook.use_zip64()
        sheet = workbook.add_worksheet()
        for row in range(rows):
            for place, cell in enumerate(ROW):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(row, place, cell)
                else:
                    sheet.write_number(row, place, cell)
    return rows


def raw_pdf(rows: int, path: Path) -> int:
    begin_painting()
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(writer)
    painter.setFont(font(SMALL))
    height = QFontMetricsF(font(SMALL)).height()
    width = writer.width() / len(LINE)
    for row in range(rows):
        if row and row % CAPACITY == 0:
            writer.newPage()
        for place, cell in enumerate(LINE):
            area = QRectF(place * width, row % CAPACITY * height, width, height)
            painter.drawText(area, Qt.TextFlag.TextSingleLine, cell)
    painter.end()
    return rows


def measured(write: Callable[[Path], int], path: Path) -> Written:
    began, of_processor = time.perf_counter(), time.process_time()
    rows = write(path)
    return Written(
        rows,
        time.perf_counter() - began,
        time.process_time() - of_processor,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        path.stat().st_size / 1e6,
    )


def told(name: str, write: Callable[[Path], int], path: Path) -> int:
    """Writes the file in a new process; returns the number of its rows."""
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        done = fresh.submit(measured, write, path).result()
    path.unlink()
    print(
        f"exporting  {name:<18} {done.rows:>9,} rows  {done.seconds:7.1f} s  (processor "
        f"{done.of_processor:7.1f})  peak {done.peak:5.0f} MB  file {done.size:5.0f} MB",
        flush=True,
    )
    return done.rows


def main(journal: Path) -> None:
    sales, month = ExportContent.SALES, ExportContent.MONTH
    with tempfile.TemporaryDirectory(dir=journal.parent) as made:
        path = Path(made)
        rows = told("CSV", partial(export, journal, ExportFormat.CSV, sales), path / "a.csv")
        told("raw CSV", partial(raw_csv, rows), path / "b.csv")
        told("XLSX", partial(export, journal, ExportFormat.XLSX, sales), path / "a.xlsx")
        told("raw XLSX", partial(raw_xlsx, rows), path / "b.xlsx")
        told("printed journal", partial(export, journal, ExportFormat.PDF, sales), path / "a.pdf")
        told("raw PDF", partial(raw_pdf, rows), path / "b.pdf")
        told(
            "accountant's XLSX", partial(export, journal, ExportFormat.XLSX, month), path / "m.xlsx"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "journal.sqlite3")
