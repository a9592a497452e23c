"""Window onto the sales that a search finds: pages around what is on the screen, and day lines.

The model knows how many rows it has shown so far, and where each page began. It keeps the sales of
a few pages only; one that is scrolled back to is read again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pos_app.ports.sale_search import Cursor, FoundSale
from pos_app.ui.journal.columns import Column, ColumnTexts
from pos_app.ui.qt.plain_text import tip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.domain.sale import Sale
    from pos_app.ports.sale_search import DayLine, SalePage

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole + 1  # FoundSale; None of a day line, and of a row to be read
DAY_LINE = Qt.ItemDataRole.UserRole + 2  # what changes of a day line once it is read
PAGE_SIZE = 60
MOST_PAGES = 12  # whose sales are kept

_OF_A_SALE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass
class _Page:
    """A page's rows, and the sales before its first and at its end. Rows that were let go are
    None."""

    beside: Cursor | None
    last: Cursor | None
    rows: list[FoundSale | date] | None
    size: int


class SaleRows(QAbstractTableModel):
    """Model of the found sales, newest first, with a line above each day."""

    page_wanted = Signal(object)  # Cursor: of the page that a row on the screen lies in
    older_wanted = Signal(object)  # Cursor: of the last sale there is so far

    def __init__(self, texts: ColumnTexts) -> None:
        super().__init__()
        self._texts = texts
        self._pages: list[_Page] = []
        self._starts: list[int] = []
        self._used: list[int] = []  # pages whose rows are kept, the latest used last
        self._lines: dict[date, DayLine] = {}
        self._more = False
        self._asked: set[Cursor | None] = set()

    # --- what the search found --------------------------------------------------------------------

    def begin(self, page: SalePage) -> None:
        """Shows the first page of another search."""
        self.beginResetModel()
        self._pages, self._used, self._lines = [], [], {}
        self._asked.clear()
        self._add(None, page)
        self.endResetModel()

    def renew(self, page: SalePage) -> None:
        """Shows the first page as it is now. Rows that stay keep their place, and the choice among
        them. What was read below them is read again when somebody scrolls to it."""
        if not self._pages:
            self.begin(page)
            return
        self._drop_below(0)
        self._more = page.more
        self._splice(0, self._rows_of(page, None))
        self._pages[0].last = _end_of(page)

    def append(self, beside: Cursor, page: SalePage) -> None:
        """Adds the page below the last one, if it is still that one's."""
        self._asked.discard(beside)
        if not self._pages or beside != self._pages[-1].last:
            return
        self._more = page.more
        if not page.sales:
            return
        count = self.rowCount()
        rows = self._rows_of(page, beside.day)
        self.beginInsertRows(QModelIndex(), count, count + len(rows) - 1)
        self._add(beside, page)
        self.endInsertRows()

    def fill(self, beside: Cursor | None, page: SalePage) -> None:
        """Shows a page again whose rows were let go. Where it ends elsewhere now, the pages below
        it are read again as well."""
        self._asked.discard(beside)
        place = next((at for at, one in enumerate(self._pages) if one.beside == beside), None)
        if place is None or self._pages[place].rows is not None:
            return
        if _end_of(page) != self._pages[place].last:
            self._drop_below(place)
            self._more = page.more
        self._splice(place, self._rows_of(page, beside.day if beside else None))
        self._pages[place].last = _end_of(page)
        self._use(place)

    def give_up(self, beside: Cursor | None) -> None:
        """Lets a page be asked for again that could not be read, or whose reading was cancelled."""
        self._asked.discard(beside)

    def put(self, sale: Sale) -> None:
        """Shows a sale as it is now, where it is among the rows that are kept."""
        for place in self._used:
            for at, row in enumerate(self._pages[place].rows or ()):
                if isinstance(row, FoundSale) and row.sale.id == sale.id:
                    self._pages[place].rows[at] = FoundSale(sale, row.matches)  # type: ignore[index]
                    index = self.index(self._starts[place] + at, 0)
                    self.dataChanged.emit(index, index.siblingAtColumn(len(Column) - 1))
                    return

    def show_lines(self, lines: Sequence[DayLine]) -> None:
        self._lines.update((line.day, line) for line in lines)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [DAY_LINE])

    def days_to_tell(self) -> Sequence[date]:
        """Returns the days whose lines are to be read: those without one, and the newest, to which
        sales are added."""
        kept = [row for place in self._used for row in self._pages[place].rows or ()]
        days = [row for row in kept if not isinstance(row, FoundSale)]
        return [day for day in days if day not in self._lines or day == max(days)]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is older than the last row."""
        return not self._more

    def row_of(self, sale_id: str) -> int | None:
        """Returns the row of this sale, where it is among those that are kept."""
        for place in self._used:
            for at, row in enumerate(self._pages[place].rows or ()):
                if isinstance(row, FoundSale) and row.sale.id == sale_id:
                    return self._starts[place] + at
        return None

    def first_sale(self) -> int | None:
        rows = self._pages[0].rows if self._pages else None
        found = (at for at, row in enumerate(rows or ()) if isinstance(row, FoundSale))
        return next(found, None)

    def kept(self, first: int, last: int) -> Sequence[FoundSale]:
        """Returns the sales of these rows, as far as they are kept."""
        rows = (self._kept(row) for row in range(first, last + 1))
        return [row for row in rows if isinstance(row, FoundSale)]

    def row_at(self, row: int) -> FoundSale | date | None:
        """Returns a sale, or the day of a day line; None, and asks for it, of one that was let
        go."""
        return self._row(row)

    def line_of(self, day: date) -> DayLine | None:
        """Returns what the day's line says, once it is read."""
        return self._lines.get(day)

    def day_rows(self, first: int, last: int) -> Sequence[int]:
        """Returns which of these rows are day lines."""
        return [row for row in range(first, last + 1) if self._day(row) is not None]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        if (parent and parent.isValid()) or not self._pages:
            return 0
        return self._starts[-1] + self._pages[-1].size

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        return self._more and self._pages[-1].last not in self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002 - Qt's signature
        last = self._pages[-1].last if self._pages else None
        if last is not None:
            self._asked.add(last)
            self.older_wanted.emit(last)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._day(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return _OF_A_SALE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._row(index.row())
        if role == FOUND:
            return row if isinstance(row, FoundSale) else None
        if row is None:
            return None
        if not isinstance(row, FoundSale):
            return self._of_day(row, index.column(), role)
        return self._of_sale(row, Column(index.column()), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.title(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _FIGURES if section == Column.AMOUNT else _WORDS
        return None

    # --- inside -----------------------------------------------------------------------------------

    def _of_day(self, day: date, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == Column.NUMBER:
            return self._texts.day(day)
        return None

    def _of_sale(self, found: FoundSale, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.text(found, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._texts.tip(found, column)) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _FIGURES if column is Column.AMOUNT else _WORDS
        return None

    def _row(self, row: int) -> FoundSale | date | None:
        """Returns the row, and asks for its page where that was let go."""
        place = bisect_right(self._starts, row) - 1
        if place < 0:
            return None
        page = self._pages[place]
        if page.rows is None:
            if page.beside not in self._asked:
                self._asked.add(page.beside)
                self.page_wanted.emit(page.beside)
            return None
        at = row - self._starts[place]
        return page.rows[at] if at < len(page.rows) else None

    def _kept(self, row: int) -> FoundSale | date | None:
        """Returns the row where it is kept; asks for nothing."""
        place = bisect_right(self._starts, row) - 1
        rows = self._pages[place].rows if place >= 0 else None
        at = row - self._starts[place] if rows else 0
        return rows[at] if rows and at < len(rows) else None

    def _day(self, row: int) -> date | None:
        one = self._kept(row)
        return None if isinstance(one, FoundSale) else one

    def _rows_of(self, page: SalePage, day: date | None) -> list[FoundSale | date]:
        """Returns the rows of a page that begins after a sale of this day."""
        rows: list[FoundSale | date] = []
        for found in page.sales:
            if found.sale.business_day != day:
                day = found.sale.business_day
                rows.append(day)
            rows.append(found)
        return rows

    def _add(self, beside: Cursor | None, page: SalePage) -> None:
        rows = self._rows_of(page, beside.day if beside else None)
        self._pages.append(_Page(beside, _end_of(page), rows, len(rows)))
        self._more = page.more
        self._count()
        self._use(len(self._pages) - 1)

    def _drop_below(self, place: int) -> None:
        """Forgets the pages below this one: there is more, until they are read again."""
        below = self._pages[place + 1 :]
        self._asked.clear()
        if not below:
            return
        first = self._starts[place + 1]
        self.beginRemoveRows(QModelIndex(), first, self.rowCount() - 1)
        self._pages = self._pages[: place + 1]
        self._used = [one for one in self._used if one <= place]
        self._more = True
        self._count()
        self.endRemoveRows()

    def _count(self) -> None:
        sizes = [page.size for page in self._pages]
        self._starts = [0, *accumulate(sizes[:-1])] if sizes else []

    def _use(self, place: int) -> None:
        """Keeps this page's rows, and lets those go that were used longest ago."""
        self._used = [one for one in self._used if one != place] + [place]
        for old in self._used[:-MOST_PAGES]:
            self._pages[old].rows = None
        self._used = self._used[-MOST_PAGES:]

    def _splice(self, place: int, new: list[FoundSale | date]) -> None:
        """Puts these rows in the place of a page's: what both have at their beginning and at their
        end stays where it is. Rows that were let go stay too, as many as there are."""
        page, start = self._pages[place], self._starts[place]
        if page.rows is None:
            head, tail = min(page.size, len(new)), 0
        else:
            head = _same(page.rows, new)
            tail = _same(page.rows[head:][::-1], new[head:][::-1])
        gone, come = page.size - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), start + head, start + head + gone - 1)
            self._set_rows(place, [*new[:head], *new[len(new) - tail :]])
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), start + head, start + head + come - 1)
            self._set_rows(place, new)
            self.endInsertRows()
        self._set_rows(place, new)
        if new:
            last = self.index(start + len(new) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(start, 0), last)

    def _set_rows(self, place: int, rows: list[FoundSale | date]) -> None:
        self._pages[place].rows = rows
        self._pages[place].size = len(rows)
        self._count()


def _end_of(page: SalePage) -> Cursor | None:
    return Cursor.of(page.sales[-1].sale) if page.sales else None


def _same(one: Sequence[FoundSale | date], other: Sequence[FoundSale | date]) -> int:
    """Returns how many rows both have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _key(pair[0]) == _key(pair[1]), pairs))


def _key(row: FoundSale | date) -> object:
    return row.sale.id if isinstance(row, FoundSale) else row
