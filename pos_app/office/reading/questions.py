"""The questions that a manager can ask. `reading.shops_reader.ShopsReader` answers them from a
connection that is in a transaction and sees the manager's shops only.

`at` is this moment. A till or a sale that the manager may not see is as one that is not there.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Protocol

from pos_app.office.reading.forks import ForkedTill
from pos_app.office.reading.views import (
    Close,
    FigureBy,
    GroupMoney,
    MethodOutcomes,
    MoneyMoved,
    Needs,
    Now,
    SalesPage,
    SalesQuestion,
    SaleStory,
    SalesTotals,
    TillDay,
    TillDayLine,
)


class AsksOffice(Protocol):
    """What the owner's pages are made from."""

    async def now(self, at: datetime) -> Now: ...

    async def needs(self, at: datetime, limit: int = 50) -> Needs: ...

    async def till_day(self, till: int, at: datetime, day: date | None = None) -> TillDay | None:
        """Returns a till's business day; without `day` the one that it is in. None for a till that
        is not there."""

    async def sales(self, question: SalesQuestion) -> SalesPage: ...

    async def totals(self, question: SalesQuestion) -> SalesTotals:
        """Returns what the question finds in all, wherever its page begins."""

    async def sale(self, till: int, sale: str) -> SaleStory | None: ...

    async def fork(self, till: int) -> ForkedTill | None:
        """Returns how a till's chain went on in two ways, until somebody has looked into it."""

    async def days(
        self,
        start: date,
        end: date,
        at: datetime,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[TillDayLine]:
        """Returns a line for each till and day with money, newest first; then by shop and till."""

    async def closes(self, start: date, end: date, *, tills: Sequence[int] = ()) -> Sequence[Close]:
        """Returns the closes of these days, newest first."""

    async def figures(
        self,
        by: FigureBy,
        start: date,
        end: date,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[GroupMoney]:
        """Sums up what came in these days, in the order of the keys."""

    async def outcomes(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> Sequence[MethodOutcomes]: ...

    def movements(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> AsyncIterator[MoneyMoved]:
        """Yields each movement of money of these days, by till as it came: for an export, and never
        all at once."""
