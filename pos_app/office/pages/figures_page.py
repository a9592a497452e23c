"""The figures of a period: money by day, hour, till and method, a currency at a time; success."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pos_app.domain.events import NOT_PAID, State
from pos_app.domain.method import Kind
from pos_app.domain.money import MINUS, Currency, Money, divided
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.office.pages.addresses import with_query
from pos_app.office.pages.asked import day_of
from pos_app.office.pages.frame import frame
from pos_app.office.pages.places import ChosenPlace, place_choices
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.office.pages.sales_page import today_of
from pos_app.office.pages.showing.charts import SmallChart, figure_chart, hours_between
from pos_app.office.reading.views import FigureBy
from pos_app.words.percent import percent_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.office.pages.parts import PageParts
    from pos_app.office.reading.questions import AsksOffice
    from pos_app.office.reading.views import GroupMoney, MethodOutcomes

_USUAL = 30
_MOST = 400  # days at once


@dataclass(frozen=True)
class FiguresAsked:
    """Which days, of which tills; both ends are included."""

    start: date
    end: date
    place: ChosenPlace

    @classmethod
    def of(cls, request: Request, today: date) -> FiguresAsked:
        end = day_of(request, "end") or today
        start = day_of(request, "start") or end - timedelta(days=_USUAL - 1)
        start = min(max(start, end - timedelta(days=_MOST - 1)), end)
        return cls(start, end, ChosenPlace.of(request.query_params.get("place", "")))

    @property
    def count(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def days(self) -> list[str]:
        return [(self.start + timedelta(days=one)).isoformat() for one in range(self.count)]

    @property
    def before(self) -> FiguresAsked:
        move = timedelta(days=self.count)
        return FiguresAsked(self.start - move, self.end - move, self.place)

    def address(self, path: str = "/figures") -> str:
        return with_query(path, start=self.start, end=self.end, place=self.place.word)

    async def of_office(self, office: AsksOffice, by: FigureBy) -> Sequence[GroupMoney]:
        place = self.place
        return await office.figures(by, self.start, self.end, shops=place.shops, tills=place.tills)


@dataclass(frozen=True)
class PeriodChoice:
    """A period that is one key away."""

    words: str
    address: str
    is_chosen: bool


def period_choices(asked: FiguresAsked, today: date) -> list[PeriodChoice]:
    first = today.replace(day=1)
    last_end = first - timedelta(days=1)
    periods = (
        (text("today"), today, today),
        (text("last_days", 7), today - timedelta(days=6), today),
        (text("last_days", 30), today - timedelta(days=29), today),
        (text("this_month"), first, today),
        (text("last_month"), last_end.replace(day=1), last_end),
    )
    made = [(words, FiguresAsked(start, end, asked.place)) for words, start, end in periods]
    chosen = next((one for _, one in made if one == asked), None)
    return [PeriodChoice(words, one.address(), one is chosen) for words, one in made]


@dataclass(frozen=True)
class PeriodMoney:
    """A period in one currency: its sum, what it is a day and against the period before, and the
    money of its days, hours, shops and methods."""

    currency: Currency
    received: Money
    returned: Money
    payments: int
    a_day: Money
    against: str  # in words
    days: SmallChart
    hours: SmallChart
    places: Sequence[GroupMoney]
    methods: Sequence[GroupMoney]


@dataclass(frozen=True)
class Success:
    """How the charges of a method ended."""

    method: str
    paid: int
    unpaid: int
    unknown: int

    @property
    def rate(self) -> int | None:
        """Hundredths of those with an outcome that are paid; None where none has one."""
        ended = self.paid + self.unpaid
        return divided(100 * self.paid, ended) if ended else None


def success_of(outcomes: Iterable[MethodOutcomes]) -> list[Success]:
    """Returns the methods that ask a payment service, most charges first: cash always succeeds."""
    found = []
    for one in outcomes:
        known = ALL_METHODS.get(one.method)
        if known and (known.tender is not None or known.kind is Kind.SPLIT):
            continue
        counts = dict(one.counts)
        unpaid = sum(counts.get(state, 0) for state in NOT_PAID)
        paid, unknown = counts.get(State.PAID, 0), counts.get(State.UNKNOWN, 0)
        found.append(Success(one.method, paid, unpaid, unknown))
    return sorted(found, key=lambda one: -(one.paid + one.unpaid + one.unknown))


def change_words(now: int, before: int) -> str:
    """Returns the change against the period before, with its sign."""
    if before <= 0:
        return text("no_before")
    change = divided(100 * (now - before), before)
    sign = MINUS if change < 0 else "+"
    return text("against_before", f"{sign}{percent_words(abs(change))}")


@dataclass(frozen=True)
class PeriodFigures:
    """All that the page asks the office."""

    days: Sequence[GroupMoney]
    hours: Sequence[GroupMoney]
    tills: Sequence[GroupMoney]
    methods: Sequence[GroupMoney]
    before: Sequence[GroupMoney]
    outcomes: Sequence[MethodOutcomes]


async def period_figures(office: AsksOffice, asked: FiguresAsked) -> PeriodFigures:
    place = asked.place
    return PeriodFigures(
        days=await asked.of_office(office, FigureBy.DAY),
        hours=await asked.of_office(office, FigureBy.HOUR),
        tills=await asked.of_office(office, FigureBy.TILL),
        methods=await asked.of_office(office, FigureBy.METHOD),
        before=await asked.before.of_office(office, FigureBy.DAY),
        outcomes=await office.outcomes(
            asked.start, asked.end, shops=place.shops, tills=place.tills
        ),
    )


def by_currency(found: PeriodFigures, asked: FiguresAsked) -> list[PeriodMoney]:
    """Returns each currency by itself, the one with most payments first."""
    payments: dict[Currency, int] = defaultdict(int)
    for one in found.days:
        payments[one.received.currency] += one.payments
    order = sorted(payments, key=lambda currency: -payments[currency])
    return [_of_currency(currency, found, asked) for currency in order]


def _of_currency(currency: Currency, found: PeriodFigures, asked: FiguresAsked) -> PeriodMoney:
    days = _in(currency, found.days)
    received = sum(one.received.minor for one in days)
    before = sum(one.received.minor for one in _in(currency, found.before))
    hours = hours_between([int(one.key) for one in _in(currency, found.hours)])
    return PeriodMoney(
        currency=currency,
        received=Money(received, currency),
        returned=Money(sum(one.returned.minor for one in days), currency),
        payments=sum(one.payments for one in days),
        a_day=Money(divided(received, asked.count), currency),
        against=change_words(received, before),
        days=figure_chart(days, asked.days, currency),
        hours=figure_chart(found.hours, [f"{hour:02d}" for hour in hours], currency),
        places=_most_first(_in(currency, found.tills)),
        methods=_most_first(_in(currency, found.methods)),
    )


def _in(currency: Currency, figures: Iterable[GroupMoney]) -> list[GroupMoney]:
    return [one for one in figures if one.received.currency is currency]


def _most_first(figures: Iterable[GroupMoney]) -> list[GroupMoney]:
    return sorted(figures, key=lambda one: -one.received.minor)


class OfficeFiguresPage:
    """Answers with the page."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            today = today_of(now, at)
            asked = FiguresAsked.of(request, today)
            found = await period_figures(office, asked)
        values = frame(request, reader, at, now, "figures") | {
            "asked": asked,
            "today": today,
            "periods": period_choices(asked, today),
            "currencies": by_currency(found, asked),
            "success": success_of(found.outcomes),
            "choices": place_choices(now),
        }
        return page("figures/page.html", values)
