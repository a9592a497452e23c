"""List model of the sales: open ones first, then the newest finished; rows change in place."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pos_app.domain.events import PART_OF_PARENT, Purpose, State
from pos_app.ui.format import sale_text
from pos_app.words.offline import offline_words
from pos_app.words.states import sale_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.till.providers.connection import NextTry

# States of a capture or a release of which its hold's row says enough; in others it needs a person.
_GOES_WELL = frozenset({State.SENDING, State.WAITING, State.PAID})
_KEPT = 80  # finished sales, since the journal has all of them


class SaleRole(IntEnum):
    SALE = Qt.ItemDataRole.UserRole + 1
    HEADING = Qt.ItemDataRole.UserRole + 2  # (title, figures at the right)


def _newest_first(sale: Sale) -> int:
    return -sale.number


Index = QModelIndex | QPersistentModelIndex


class SalesModel(QAbstractListModel):
    """Two lists under two headings. Only `put` adds a row, and nothing resets the model.

    One hold is one row: a capture or a release that is under way or done stands in the row of its
    hold, whose state says the same.
    """

    news_changed = Signal(int)  # how many sales changed unseen

    def __init__(self, methods: Mapping[str, Method], now: Callable[[], datetime]) -> None:
        super().__init__()
        self.methods = methods
        self.now = now
        # Returns the till's next try, if no answer comes about the sale.
        self.offline: Callable[[Sale], NextTry | None] = lambda _: None
        self._open: list[Sale] = []
        self._done: list[Sale] = []
        self._known: dict[str, Sale] = {}
        self._parts: dict[str, Sale] = {}  # captures and releases without a row of their own
        self._news: set[str] = set()  # sales that changed while another was shown
        self._takings = ""

    # --- changes ----------------------------------------------------------------------------------

    def put(self, sale: Sale) -> None:
        """Adds or replaces a sale. It drops a revision older than the known one."""
        old = self.sale(sale.id)
        if old is not None and old.revision > sale.revision:
            return
        if self._stands_in_its_hold(sale):
            self._absorb(sale)
            return
        self._parts.pop(sale.id, None)
        old = self._known.get(sale.id)
        self._known[sale.id] = sale
        if old is None:
            self._insert(sale)
        elif old.is_open == sale.is_open:
            row = self.row_of(sale.id)
            part, first = self._part(sale)
            part[row - first] = sale
            self._changed(row)
        else:
            self._move(old, sale)
        if old is None and sale.purpose is Purpose.AUTHORIZATION:
            self._absorb_all([*self._open, *self._done])

    def put_all(self, sales: Sequence[Sale]) -> None:
        """Adds many sales.

        Open ones come in one piece, where there are none yet: a list that is laid out again for
        each of a thousand keeps the window from the cashier. Finished ones that would not stay do
        not come at all.
        """
        fresh = [sale for sale in sales if sale.is_open and sale.id not in self._known]
        if fresh and not self._open:
            self.beginInsertRows(QModelIndex(), 1, len(fresh))
            self._open += sorted(fresh, key=_newest_first)
            self._known |= {sale.id: sale for sale in fresh}
            self.endInsertRows()
            self._changed(0)
            self._absorb_all(fresh)
        # A hold comes before its capture.
        for sale in sorted(self._that_stay(sales), key=_newest_first, reverse=True):
            if self.sale(sale.id) is not sale:
                self.put(sale)

    def mark(self, sale_id: str, *, news: bool) -> None:
        """Marks a sale that changed unseen, or removes the mark."""
        if sale_id not in self._known or (sale_id in self._news) is news:
            return
        self._news ^= {sale_id}
        self._changed(self.row_of(sale_id))
        self.news_changed.emit(len(self._news))

    def oldest_news(self) -> Sale | None:
        """Returns the oldest sale that changed while another one was shown."""
        return max((self._known[one] for one in self._news), key=_newest_first, default=None)

    def spoken(self, sale_id: str) -> str:
        """Returns the row as a screen reader says it."""
        sale = self._known.get(sale_id)
        return self._text(sale) if sale else ""

    def is_news(self, sale: Sale) -> bool:
        return sale.id in self._news

    def set_takings(self, text: str) -> None:
        self._takings = text
        self._changed(self.second_heading)

    def tick(self) -> None:
        """Updates the ages of the open sales, a second later."""
        if self._open:
            self.dataChanged.emit(self.index(1), self.index(len(self._open)))

    def retranslate(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    # --- queries ----------------------------------------------------------------------------------

    def sale(self, sale_id: str) -> Sale | None:
        return self._known.get(sale_id) or self._parts.get(sale_id)

    def in_row(self, sale: Sale) -> Sale:
        """Returns the sale whose row this one stands in: its own, or its hold's."""
        hold = self._known.get(sale.parent or "") if sale.id in self._parts else None
        return hold or sale

    def row_of(self, sale_id: str) -> int:
        return self._row_of(self._known[sale_id])

    def newest(self) -> Sale | None:
        return min(self._known.values(), key=_newest_first, default=None)

    def doubtful(self) -> Sequence[Sale]:
        """Returns the sales that a person has to look at, in the order of the rows."""
        rows = [*self._open, *self._done]
        return [sale for sale in rows if sale.state is State.UNKNOWN or sale.flags]

    def newest_first(self) -> Sequence[Sale]:
        return sorted(self._known.values(), key=_newest_first)

    def is_offline(self, sale: Sale) -> bool:
        return sale.is_open and self.offline(sale) is not None

    def state_of(self, sale: Sale) -> str:
        """Returns the state in a word or two: that no answer comes, before what was last known."""
        return offline_words() if self.is_offline(sale) else sale_words(sale)

    @property
    def is_empty(self) -> bool:
        return not self._known

    @property
    def second_heading(self) -> int:
        return 1 + len(self._open)

    def is_heading(self, row: int) -> bool:
        return row in (0, self.second_heading)

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else 2 + len(self._open) + len(self._done)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sale = self._at(index.row())
        if role == SaleRole.SALE:
            return sale
        if role == SaleRole.HEADING:
            return None if sale else self._heading(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(sale) if sale else " ".join(self._heading(index.row()))
        return None

    # --- inside -----------------------------------------------------------------------------------

    def _part(self, sale: Sale) -> tuple[list[Sale], int]:
        """Returns the list that holds the sale, and the row of its first entry."""
        return (self._open, 1) if sale.is_open else (self._done, 2 + len(self._open))

    def _at(self, row: int) -> Sale | None:
        if 1 <= row <= len(self._open):
            return self._open[row - 1]
        place = row - self.second_heading - 1
        return self._done[place] if 0 <= place < len(self._done) else None

    def _insert(self, sale: Sale) -> None:
        part, first = self._part(sale)
        place = bisect_left(part, _newest_first(sale), key=_newest_first)
        self.beginInsertRows(QModelIndex(), first + place, first + place)
        part.insert(place, sale)
        self.endInsertRows()
        self._changed(0)
        self._forget_old()

    def _move(self, old: Sale, sale: Sale) -> None:
        """Moves the sale between open and finished; late money opens a finished one again."""
        row = self._row_of(old)
        source, source_first = self._part(old)
        target, target_first = self._part(sale)
        place = bisect_left(target, _newest_first(sale), key=_newest_first)
        # Qt counts the target row before the source row is taken out.
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target_first + place)
        del source[row - source_first]
        target.insert(place, sale)
        self.endMoveRows()
        self._changed(self.row_of(sale.id))
        self._changed(0)
        self._forget_old()

    def _row_of(self, sale: Sale) -> int:
        part, first = self._part(sale)
        return first + next(place for place, one in enumerate(part) if one.id == sale.id)

    def _stands_in_its_hold(self, sale: Sale) -> bool:
        is_well = sale.state in _GOES_WELL and not sale.flags
        return is_well and sale.purpose in PART_OF_PARENT and sale.parent in self._known

    def _absorb_all(self, sales: Sequence[Sale]) -> None:
        for sale in sales:
            if self._stands_in_its_hold(sale):
                self._absorb(sale)

    def _absorb(self, part: Sale) -> None:
        """Takes the part's own row away, if it has one."""
        if part.id in self._known:
            self.mark(part.id, news=False)
            self._remove(self.row_of(part.id))
            self._changed(0)
        self._parts[part.id] = part

    def _remove(self, row: int) -> None:
        sale = self._at(row)
        if sale is None:
            return
        part, first = self._part(sale)
        self.beginRemoveRows(QModelIndex(), row, row)
        del part[row - first]
        del self._known[sale.id]
        self.endRemoveRows()

    def _that_stay(self, sales: Sequence[Sale]) -> Sequence[Sale]:
        """Leaves out those that the end of the list would drop, once all of them had come."""
        rows = [
            sale
            for sale in sales
            if not (sale.is_open or sale.purpose in PART_OF_PARENT or self.sale(sale.id))
        ]
        stay = nlargest(_KEPT, rows, key=lambda sale: (bool(sale.flags), sale.number))
        gone = {sale.id for sale in rows} - {sale.id for sale in stay}
        return [
            sale
            for sale in sales
            if sale.id not in gone and not (sale.purpose in PART_OF_PARENT and sale.parent in gone)
        ]

    def _forget_old(self) -> None:
        """Drops the end of the list, but never a sale that a person has to look at."""
        while len(self._done) > _KEPT:
            wanted = self._news | {sale.id for sale in self._done if sale.flags}
            plain = (place for place, sale in enumerate(self._done) if sale.id not in wanted)
            place = max(plain, default=len(self._done) - 1)
            gone = self._done[place]
            self.mark(gone.id, news=False)
            self._remove(self.second_heading + 1 + place)
            self._parts = {key: one for key, one in self._parts.items() if one.parent != gone.id}

    def _changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))

    def _heading(self, row: int) -> tuple[str, str]:
        if row == 0:
            count = self.tr("%n sale(s)", "", len(self._open))
            return self.tr("Waiting"), count if self._open else self.tr("none")
        return self.tr("Last sales"), self._takings

    def _text(self, sale: Sale) -> str:
        detail = sale_text.detail_of(sale, self.methods.get(sale.method), self.now())
        amount = sale_text.amount_of(sale)
        news = [self.tr("New")] if self.is_news(sale) else []
        parts = (*news, sale_text.title_of(sale), amount, self.state_of(sale), detail)
        return " · ".join(parts)
