"""What the till tells of a shop's money, as plain rows: amounts in minor units, days as texts."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from export.shop import order
from python_calamine import CalamineWorkbook
from sqlite_utils import Database

from pos_app.app.export_job import export_here
from pos_app.app.export_json import order_as_json
from pos_app.domain.books.day_close import CloseDocument
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.day_totals import by_method
from pos_app.domain.events import State
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import DaySpan, question_of
from pos_app.domain.money import Money
from pos_app.journal.books.sums import sums_of
from pos_app.journal.books.takings import _day_books, _day_statuses, closes_in, groups, period
from pos_app.journal.database_file import read_journal
from pos_app.journal.moment import moment_of
from pos_app.journal.search.filling import Filling
from pos_app.journal.search.finder import Finder
from pos_app.journal.search.index_file import open_to_fill
from pos_app.journal.search.sql import teach
from pos_app.ports.export import ExportContent, ExportFormat
from pos_app.ports.ledger import Dimension
from pos_app.ports.sale_filter import SaleFilter

Row = tuple[Any, ...]
EVER = (date(2000, 1, 1), date(2100, 1, 1))


@dataclass(frozen=True)
class Till:
    """A shop's books as its pages, commands and files read them."""

    db: Database
    finders: Sequence[Finder]  # without an index, and with one
    journal: Path
    folder: Path

    @classmethod
    @contextmanager
    def reading(cls, journal: Path, folder: Path) -> Iterator["Till"]:
        with (
            closing(read_journal(journal)) as db,
            closing(open_to_fill(folder / "index.sqlite3")) as index,
        ):
            teach(db)
            filling = Filling(index, db)
            while filling.step():
                pass
            yield cls(db, [Finder(None, db), Finder(index, db)], journal, folder)

    # --- sums and days ----------------------------------------------------------------------------

    def takings(self, start: date | None, end: date | None) -> Iterator[Row]:
        yield from _lines(sums_of(self.db, *period("day", start, end)))

    def groups(self, by: Sequence[Dimension]) -> Iterator[Row]:
        for one in groups(self.db, "", [], by):
            code, came, left = one.net.currency.code, one.received.minor, one.given_back.minor
            yield *one.key, code, came, left, one.payments, one.refunds

    def days(self) -> Iterator[Row]:
        """What each day sold, received, and received for others or got from them."""
        for day in self._days():
            books = _day_books(self.db, day)
            for name, lines in (("sold", books.sold), ("received", books.received)):
                yield from ((f"{day}", name, *line) for line in _lines(lines))
            for name, bridges in (("earlier", books.for_earlier), ("later", books.came_later)):
                yield from (
                    (f"{day}", name, one.movement.seq, one.movement.amount.minor) for one in bridges
                )

    def _days(self) -> Sequence[date]:
        return [one.day for one in _day_statuses(self.db, *EVER, EVER[0])]

    def day_statuses(self) -> Iterator[Row]:
        for one in _day_statuses(self.db, *EVER, EVER[0]):
            yield from ((f"{one.day}", "closed by", number) for number in one.closes)
            for name, amounts in (("received", one.received), ("changed by", one.changed_by)):
                yield from ((f"{one.day}", name, *_amount(amount)) for amount in amounts)

    # --- closes -----------------------------------------------------------------------------------

    def closes(self) -> Iterator[Row]:
        for close in self._closes():
            yield from ((close.number, *line) for line in _lines(close.takings))

    def what_closes_say(self) -> Iterator[Row]:
        """The days they count, the money of earlier sales, what a manager settled, the drawer."""
        for close in self._closes():
            yield from (
                (close.number, "day", f"{one.day}", *_amount(one.amount)) for one in close.days
            )
            for one in close.earlier:
                yield close.number, "earlier", one.number, one.kind.value, *_amount(one.amount)
            for settled in close.settled:
                how = settled.flag.value if settled.flag else settled.paid
                yield close.number, "settled", settled.number, settled.by, settled.why, how
            for count in close.drawer:
                yield close.number, "drawer", *_amount(count.expected), count.counted.minor

    def _closes(self) -> Sequence[CloseDocument]:
        return [one.document for one in closes_in(self.db, None, None)]

    # --- search and figures -----------------------------------------------------------------------

    def found(self, wanted: SaleFilter, *, indexed: bool) -> Iterator[Row]:
        finder = self.finders[indexed]
        totals = finder.totals(wanted)
        if totals.sales:
            yield "sales", totals.sales, totals.paid
        for one in totals.methods:
            sums = one.received.minor, one.given_back.minor, one.payments, one.refunds
            yield one.method, one.net.currency.code, *sums
        for line in finder.day_lines(wanted, *EVER):
            yield f"{line.day}", line.sales
            yield from ((f"{line.day}", *_amount(money)) for money in line.received)

    def slices(self, span: DaySpan, *, indexed: bool) -> Iterator[Row]:
        for one in self._figures(span, indexed=indexed).slices:
            yield one.currency.code, *one[1:]

    def received_by_day(self, span: DaySpan, *, indexed: bool) -> Iterator[Row]:
        for one in self._figures(span, indexed=indexed).days:
            if one.received and span.has(one.day):
                yield f"{one.day}", one.currency.code, one.received

    def paid_by_method(self, span: DaySpan, *, indexed: bool) -> Iterator[Row]:
        counts = Counter[str]()
        for one in self._figures(span, indexed=indexed).ended:
            counts[one.method] += one.charges * (one.state is State.PAID)
        yield from ((method, count) for method, count in counts.items() if count)

    def _figures(self, span: DaySpan, *, indexed: bool) -> Figures:
        return self.finders[indexed].figures(question_of(span))

    # --- files ------------------------------------------------------------------------------------

    def sales_file(self) -> Iterator[Row]:
        """The sums of a CSV file of all sales."""
        sums = Counter[Row]()
        with self._exported(ExportFormat.CSV, ExportContent.SALES).open(newline="") as file:
            for row in csv.DictReader(file):
                key = row["day"], row["method"], row["cashier"], row["currency"]
                sums[key] += _minor(row["received"])
        yield from ((*key, minor) for key, minor in sums.items() if minor)

    def totals_of_file(self) -> Iterator[Row]:
        """The sums under the rows, which a workbook of sales has."""
        with moment_of(self.journal) as moment:
            for one in by_method(moment.sales(SaleFilter()).totals()):
                yield one.method, one.net.currency.code, one.received.minor, one.given_back.minor

    def month_file(self) -> Iterator[Row]:
        """The accountant's workbook, for all days: rows of movements, sums of days and of closes,
        fees."""
        path = self._exported(ExportFormat.XLSX, ExportContent.MONTH)
        book = CalamineWorkbook.from_path(path)
        movements, days, closes, fees, _ = (
            book.get_sheet_by_index(place).to_python()[1:] for place in range(5)
        )
        for row in movements:
            yield "movement", _int(row[0]), _minor(row[8]), row[9], _minor(row[10]), _int(row[17])
        for row in days:
            came, left = _minor(row[4]), _minor(row[6])
            yield "day", f"{row[0]}", row[1], row[2], _int(row[3]), came, _int(row[5]), left
        for row in closes:
            if row[4]:
                yield "close", _int(row[0]), row[4], *(_minor(row[place]) for place in range(5, 10))
        for row in fees:
            yield "fee", row[0], row[1], _int(row[2]), _int(row[3]), _minor(row[4]), _minor(row[5])

    def _exported(self, form: ExportFormat, content: ExportContent) -> Path:
        path = self.folder / f"{content.value}.{form.suffix}"
        asked = replace(order(form, content), sales=SaleFilter())
        question = {
            "journal": str(self.journal),
            "order": order_as_json(asked),
            "folder": str(self.folder / "part"),
            "path": str(path),
        }
        export_here(question, lambda _: None)
        return path

    def view(self, query: str) -> Iterator[Row]:
        yield from self.db.conn.execute(query)


def _lines(lines: Sequence[TakingsLine] | Iterator[TakingsLine]) -> Iterator[Row]:
    for line in lines:
        fee = line.fee.minor if line.fee else None
        yield line.method, line.cashier, line.kind.value, line.count, *_amount(line.amount), fee


def _amount(money: Money) -> tuple[str, int]:
    return money.currency.code, money.minor


def _minor(figure: object) -> int:
    """The minor units of a figure in a file; 0 where the cell is empty."""
    return int(Decimal(str(figure)) * 100) if figure != "" else 0


def _int(cell: object) -> int | None:
    return int(str(cell).partition(".")[0]) if cell != "" else None
