"""Exports: sales, days, movements, figures and a close as CSV or XLSX, as the till writes them.

A text that a spreadsheet would run is defused by the same code as at the till.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from pos_app.domain.text.foreign_text import shown
from pos_app.office.pages.asked import day_typed
from pos_app.office.pages.days_page import DaysAsked
from pos_app.office.pages.exporting.tables import (
    CLOSE_COLUMNS,
    DAYS_COLUMNS,
    FIGURES_COLUMNS,
    MOVEMENTS_COLUMNS,
    SALES_COLUMNS,
    ExportWords,
    close_cells,
    day_cells,
    figure_cells,
    movement_cells,
    sale_cells,
)
from pos_app.office.pages.figures_page import FiguresAsked, period_figures
from pos_app.office.pages.said import text
from pos_app.office.pages.sales_page import SalesAsked, last_day_of, today_of
from pos_app.office.pages.serving.languages import spoken
from pos_app.office.pages.showing.states import method_words
from pos_app.printing.export.csv_file import FOR_SPREADSHEETS, write_csv
from pos_app.printing.export.xlsx_file import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.office.pages.parts import PageParts
    from pos_app.office.reading.questions import AsksOffice
    from pos_app.office.reading.views import OfficeSale, SalesQuestion
    from pos_app.printing.export.tables import Cell, ExportTable

MOST_SALES = 50_000  # more is asked for by fewer days
_MOST_MOVEMENTS = 200_000
_AT_ONCE = 500
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class OfficeFiles:
    """Answers with files. Each is written beside, in a folder that goes once it has been sent."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def sales(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            today = today_of(await office.now(at), at)
            question = replace(SalesAsked.of(request, today).question, after=None)
            rows = await _all_sales(office, question)
        words = ExportWords.now()
        cells = [sale_cells(row, words, sees_phones=reader.sees_phones) for row in rows]
        table = words.table(words.of("sheet", "sales"), SALES_COLUMNS, cells)
        return await self._file(request, at, text("sales"), [table])

    async def days(self, request: Request) -> Response:
        await self._parts.reader(request)
        at = self._parts.clock()
        async with self._parts.asking(request) as office:
            asked = DaysAsked.of(request, last_day_of(await office.now(at), at))
            place = asked.place
            lines = await office.days(
                asked.start, asked.end, at, shops=place.shops, tills=place.tills
            )
        words = ExportWords.now()
        cells = [row for line in lines for row in day_cells(line)]
        table = words.table(words.of("sheet", "days"), DAYS_COLUMNS, cells)
        return await self._file(request, at, text("days"), [table])

    async def movements(self, request: Request) -> Response:
        await self._parts.reader(request)
        at, words = self._parts.clock(), ExportWords.now()
        cells: list[Sequence[Cell]] = []
        async with self._parts.asking(request) as office:
            asked = DaysAsked.of(request, last_day_of(await office.now(at), at))
            place = asked.place
            found = office.movements(asked.start, asked.end, shops=place.shops, tills=place.tills)
            async for one in found:
                if len(cells) == _MOST_MOVEMENTS:
                    raise HTTPException(413)
                cells.append(movement_cells(one, words))
        table = words.table(words.of("sheet", "movements"), MOVEMENTS_COLUMNS, cells)
        return await self._file(request, at, text("movements_file"), [table])

    async def figures(self, request: Request) -> Response:
        await self._parts.reader(request)
        at, words = self._parts.clock(), ExportWords.now()
        async with self._parts.asking(request) as office:
            asked = FiguresAsked.of(request, today_of(await office.now(at), at))
            found = await period_figures(office, asked)
        groups = (
            (text("days"), [figure_cells(one, one.key) for one in found.days]),
            (text("shop_and_till"), [figure_cells(one, shown(one.name)) for one in found.tills]),
            (text("method"), [figure_cells(one, method_words(one.key)) for one in found.methods]),
            (text("time"), [figure_cells(one, text("hour", one.key)) for one in found.hours]),
        )
        tables = [words.table(title, FIGURES_COLUMNS, rows) for title, rows in groups]
        return await self._file(request, at, text("figures"), tables)

    async def close(self, request: Request) -> Response:
        await self._parts.reader(request)
        path, at = request.path_params, self._parts.clock()
        day = day_typed(path["day"])
        async with self._parts.asking(request) as office:
            found = await office.till_day(path["till"], at, day) if day else None
        made = (
            next((one for one in found.closes if one.seq == path["seq"]), None) if found else None
        )
        if made is None or made.note.document is None:
            raise HTTPException(404)
        title = text("close_no", made.note.document.number)
        table = ExportWords.now().table(title, CLOSE_COLUMNS, close_cells(made))
        return await self._file(request, at, title, [table])

    async def _file(
        self, request: Request, at: datetime, title: str, tables: Sequence[ExportTable]
    ) -> Response:
        kind, language = request.path_params["kind"], spoken()
        if kind not in _TYPES:
            raise HTTPException(404)
        name = f"{title} {at:%Y-%m-%d}.{kind}"
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="office_export_"))
        path = folder / f"export.{kind}"
        try:
            await asyncio.to_thread(_write, path, tables, at, language)
        except BaseException:
            shutil.rmtree(folder)
            raise
        return FileResponse(
            path,
            media_type=_TYPES[kind],
            filename=name,
            background=BackgroundTask(shutil.rmtree, folder),
        )


def _write(path: Path, tables: Sequence[ExportTable], at: datetime, language: str) -> None:
    if path.suffix == ".xlsx":
        write_xlsx(path, tables, at.astimezone(ZoneInfo("UTC")), _tell_nobody)
    else:
        write_csv(path, tables[0], FOR_SPREADSHEETS[language], _tell_nobody)


def _tell_nobody(_: int) -> None:
    pass


async def _all_sales(office: AsksOffice, question: SalesQuestion) -> list[OfficeSale]:
    rows: list[OfficeSale] = []
    asked = replace(question, limit=_AT_ONCE)
    while True:
        found = await office.sales(asked)
        rows += found.rows
        if found.next is None:
            return rows
        if len(rows) >= MOST_SALES:
            raise HTTPException(413)
        asked = replace(asked, after=found.next)
