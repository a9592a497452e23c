"""A ledger, shifts and a drawer that show what a test puts there, and remember what was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.drawer import CashDrawer, CashLine
from pos_app.domain.books.shift import Shift, ShiftDocument, kept_of
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval
from pos_app.ports.journal import Head
from pos_app.ports.ledger import DayBooks, DayState, DayStatus, Dimension, DocumentedClose, Group

HEAD = Head(1234, "3f2a9c1b" * 8)


@dataclass
class StandInLedger:
    statuses: list[DayStatus] = field(default_factory=list)
    past: list[DocumentedClose] = field(default_factory=list)
    books: dict[date, DayBooks] = field(default_factory=dict)
    taken_on: Callable[[date], Sequence[TakingsLine]] = lambda _: ()
    readings: int = 0  # how often the takings were read

    async def day_statuses(self, start: date, end: date, today: date) -> Sequence[DayStatus]:
        known = [one for one in self.statuses if start <= one.day <= end]
        return known or [DayStatus(today, DayState.OPEN, ())]

    async def closes(
        self,
        start: date | None = None,
        end: date | None = None,  # noqa: ARG002
    ) -> Sequence[DocumentedClose]:
        return [one for one in self.past if not start or start <= one.document.day]

    async def day_books(self, day: date) -> DayBooks:
        return self.books.get(day, DayBooks(day, (), (), (), ()))

    async def takings(self, start: date | None, end: date | None) -> Sequence[TakingsLine]:
        self.readings += 1
        return self.taken_on(start) if start and start == end else ()

    async def groups(
        self,
        start: date | None,  # noqa: ARG002
        end: date | None,  # noqa: ARG002
        by: Sequence[Dimension],  # noqa: ARG002
    ) -> Sequence[Group]:
        return ()

    async def close_so_far(self, order: CloseOrder, at: datetime) -> CloseDocument:
        raise NotImplementedError


@dataclass
class StandInShifts:
    """Shifts of one till; `name` is who opens the next one."""

    name: str = ""
    running: dict[int, ShiftDocument] = field(default_factory=dict)
    ended: list[ShiftDocument] = field(default_factory=list)
    lines: list[CashLine] = field(default_factory=list)
    asked: list[tuple[str, Money, str, str]] = field(default_factory=list)
    cash_methods: Sequence[str] = ()

    @property
    def read(self) -> "StandInShifts":
        return self

    async def open_shifts(self) -> Sequence[Shift]:
        return [
            Shift(since=one.since, cashier=one.cashier, opened_at=one.opened_at)
            for one in self.running.values()
        ]

    async def closed_shifts(self, start: date, end: date) -> Sequence[ShiftDocument]:
        return [one for one in self.ended if start <= one.opened_at.date() <= end]

    async def shift_so_far(self, shift: Shift) -> ShiftDocument:
        return self.running[shift.since]

    async def drawer(self, currency: Currency) -> CashDrawer:
        lines = [line for line in self.lines if line.amount.currency is currency]
        return CashDrawer(currency=currency, lines=tuple(lines))

    async def drawers(self, currency: Currency) -> Sequence[CashDrawer]:
        others = (await self.drawer(one) for one in Currency if one is not currency)
        return [await self.drawer(currency), *[one async for one in others if one.lines]]

    async def open(self, floats: Sequence[Money] = ()) -> Shift:
        since = 100 + len(self.running) + len(self.ended)
        at = datetime(2026, 5, 4, 7, tzinfo=UTC)
        self.running[since] = ShiftDocument(
            cashier=self.name, since=since, opened_at=at, until=since, at=at
        )
        self.asked += [("open", money, "", "") for money in floats]
        return Shift(since=since, cashier=self.name, opened_at=at)

    async def close(
        self,
        shift: Shift,
        counted: Sequence[Money] = (),
        leaves: Sequence[Money] = (),
        approval: Approval | None = None,
    ) -> tuple[ShiftDocument, Head]:
        drawers = [(await self.drawer(money.currency)).counted(money) for money in counted]
        document = replace(
            self.running.pop(shift.since),
            by=approval.by if approval else shift.cashier,
            drawer=tuple(drawers),
            kept=kept_of(counted, leaves),
        )
        self.ended.insert(0, document)
        return document, HEAD

    async def put_in(self, amount: Money, why: str) -> Head:
        self.asked.append(("in", amount, why, ""))
        return HEAD

    async def take_out(self, amount: Money, why: str, approval: Approval) -> Head:
        self.asked.append(("out", amount, why, approval.by))
        return HEAD
