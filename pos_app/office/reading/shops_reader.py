"""Answers a manager's questions from one connection, which sees the manager's shops alone
(`database.scoped.reading`)."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime

from pos_app.office.database.connections import Connection
from pos_app.office.reading.figures import figures_of, movements_of, outcomes_of
from pos_app.office.reading.forks import ForkedTill, fork_of
from pos_app.office.reading.needs import needs_now
from pos_app.office.reading.one_sale import life_of
from pos_app.office.reading.sale_list import sales_page, sales_totals
from pos_app.office.reading.takings_now import takings_now
from pos_app.office.reading.till_days import closes_of, day_lines, day_of_till
from pos_app.office.reading.till_list import SeenTill, tills_seen
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


class ShopsReader:
    """The questions of `AsksOffice`, each with its own few queries. Every call may raise
    psycopg.Error."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: Sequence[SeenTill] | None = None

    async def _tills(self) -> Sequence[SeenTill]:
        if self._known is None:
            self._known = await tills_seen(self._connection)
        return self._known

    async def now(self, at: datetime) -> Now:
        return await takings_now(self._connection, await self._tills(), at)

    async def needs(self, at: datetime, limit: int = 50) -> Needs:
        return await needs_now(self._connection, await self._tills(), at, limit)

    async def till_day(self, till: int, at: datetime, day: date | None = None) -> TillDay | None:
        return await day_of_till(self._connection, await self._tills(), till, at, day)

    async def sales(self, question: SalesQuestion) -> SalesPage:
        return await sales_page(self._connection, await self._tills(), question)

    async def totals(self, question: SalesQuestion) -> SalesTotals:
        return await sales_totals(self._connection, question)

    async def sale(self, till: int, sale: str) -> SaleStory | None:
        return await life_of(self._connection, await self._tills(), till, sale)

    async def fork(self, till: int) -> ForkedTill | None:
        return await fork_of(self._connection, till)

    async def days(
        self,
        start: date,
        end: date,
        at: datetime,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[TillDayLine]:
        return await day_lines(
            self._connection, await self._tills(), start, end, at, shops=shops, tills=tills
        )

    async def closes(self, start: date, end: date, *, tills: Sequence[int] = ()) -> Sequence[Close]:
        return await closes_of(self._connection, await self._tills(), start, end, tills)

    async def figures(
        self,
        by: FigureBy,
        start: date,
        end: date,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[GroupMoney]:
        return await figures_of(self._connection, await self._tills(), by, start, end, shops, tills)

    async def outcomes(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> Sequence[MethodOutcomes]:
        return await outcomes_of(self._connection, start, end, shops, tills)

    async def movements(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> AsyncIterator[MoneyMoved]:
        seen = await self._tills()
        async for one in movements_of(self._connection, seen, start, end, shops, tills):
            yield one
