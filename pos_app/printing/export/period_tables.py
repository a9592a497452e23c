"""The tables of an accountant's month: movements, days, closes, fees and exceptions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from pos_app.domain.books.day_close import CloseDocument
from pos_app.domain.books.movements import Movement
from pos_app.domain.books.takings import fees, given_back, net, received
from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import shown
from pos_app.printing.export.labels import Labels
from pos_app.printing.export.sale_table import columns
from pos_app.printing.export.tables import Cell, CellKind, ExportTable

T = TypeVar("T")

_MOVEMENTS: Sequence[tuple[str, CellKind, int]] = (
    ("movement", CellKind.COUNT, 12),
    ("day", CellKind.DAY, 12),
    ("day_of_sale", CellKind.DAY, 12),
    ("local_time", CellKind.LOCAL, 20),
    ("utc_time", CellKind.INSTANT, 20),
    ("kind", CellKind.TEXT, 20),
    ("sale_number", CellKind.COUNT, 10),
    ("method", CellKind.TEXT, 22),
    ("amount", CellKind.AMOUNT, 16),
    ("currency", CellKind.TEXT, 8),
    ("fee", CellKind.AMOUNT, 12),
    ("cashier", CellKind.TEXT, 16),
    ("allowed_by", CellKind.TEXT, 16),
    ("reference", CellKind.TEXT, 28),
    ("invoice", CellKind.TEXT, 18),
    ("provider_time", CellKind.INSTANT, 20),
    ("provider_period", CellKind.TEXT, 14),
    ("close_number", CellKind.COUNT, 10),
)
_DAYS: Sequence[tuple[str, CellKind, int]] = (
    ("day", CellKind.DAY, 12),
    ("method", CellKind.TEXT, 22),
    ("currency", CellKind.TEXT, 8),
    ("payments", CellKind.COUNT, 12),
    ("received", CellKind.AMOUNT, 18),
    ("refunds", CellKind.COUNT, 12),
    ("given_back", CellKind.AMOUNT, 18),
    ("net", CellKind.AMOUNT, 18),
)
_CLOSES: Sequence[tuple[str, CellKind, int]] = (
    ("close_number", CellKind.COUNT, 10),
    ("day", CellKind.DAY, 12),
    ("local_time", CellKind.LOCAL, 20),
    ("closed_by", CellKind.TEXT, 16),
    ("currency", CellKind.TEXT, 8),
    ("received", CellKind.AMOUNT, 18),
    ("given_back", CellKind.AMOUNT, 18),
    ("net", CellKind.AMOUNT, 18),
    ("fee", CellKind.AMOUNT, 14),
    ("for_earlier_days", CellKind.AMOUNT, 18),
    ("check_code", CellKind.TEXT, 40),
)
_FEES: Sequence[tuple[str, CellKind, int]] = (
    ("method", CellKind.TEXT, 22),
    ("currency", CellKind.TEXT, 8),
    ("movements", CellKind.COUNT, 12),
    ("movements_with_fee", CellKind.COUNT, 16),
    ("amount", CellKind.AMOUNT, 18),
    ("fee", CellKind.AMOUNT, 16),
)
_EXCEPTIONS: Sequence[tuple[str, CellKind, int]] = (
    ("exception", CellKind.TEXT, 34),
    ("sale_number", CellKind.COUNT, 10),
    ("day", CellKind.DAY, 12),
    ("method", CellKind.TEXT, 22),
    ("amount", CellKind.AMOUNT, 16),
    ("currency", CellKind.TEXT, 8),
    ("cashier", CellKind.TEXT, 16),
    ("allowed_by", CellKind.TEXT, 16),
    ("detail", CellKind.TEXT, 40),
)


def movement_table(
    movements: Iterable[tuple[Movement, Sale | None, int | None]], labels: Labels
) -> ExportTable:
    """Returns the movements, each with its sale and the close that counts it, where there
    are such."""

    def cells(movement: Movement, sale: Sale | None, close: int | None) -> Sequence[Cell]:
        return (
            movement.seq,
            movement.day,
            movement.sold_on,
            datetime.fromisoformat(movement.local),
            movement.at,
            labels.of("movement", movement.kind.value),
            sale.number if sale else None,
            labels.of("method", movement.method),
            movement.amount.decimal,
            movement.amount.currency.code,
            _decimal(movement.fee),
            movement.cashier,
            movement.allowed_by,
            shown(sale.reference or "") if sale else "",
            sale.invoice if sale else "",
            movement.provider_at,
            shown(movement.period),
            close,
        )

    rows = (cells(*one) for one in movements)
    return ExportTable(labels.of("sheet", "movements"), columns(_MOVEMENTS, labels), rows)


def day_table(
    days: Callable[[], Iterable[tuple[date, str, Money, Money, int, int]]], labels: Labels
) -> ExportTable:
    """Returns what each method brought on each day; `days` is called once the rows before are
    written, as in the tables below."""
    rows = (
        (
            day,
            labels.of("method", method),
            came.currency.code,
            payments,
            came.decimal,
            refunds,
            left.decimal,
            (came + left).decimal,
        )
        for day, method, came, left, payments, refunds in _later(days)
    )
    return ExportTable(labels.of("sheet", "days"), columns(_DAYS, labels), rows)


def close_table(
    closes: Callable[[], Iterable[tuple[CloseDocument, str]]], zone: ZoneInfo, labels: Labels
) -> ExportTable:
    """Returns the closes, a row for each currency of each."""
    rows = (
        (
            close.number,
            close.day,
            close.at.astimezone(zone).replace(tzinfo=None),
            close.by,
            *_sums(close, currency),
            check_code,
        )
        for close, check_code in _later(closes)
        for currency in _currencies(close)
    )
    return ExportTable(labels.of("sheet", "closes"), columns(_CLOSES, labels), rows)


def _currencies(close: CloseDocument) -> Sequence[Currency | None]:
    """Returns the currencies of a close; None of one without any money."""
    return list(dict.fromkeys(line.amount.currency for line in close.takings)) or [None]


def _sums(close: CloseDocument, currency: Currency | None) -> Sequence[Cell]:
    if currency is None:
        return ("", None, None, None, None, None)
    lines = [line for line in close.takings if line.amount.currency is currency]
    earlier = [one.amount for one in close.earlier if one.amount.currency is currency]
    sums = (received(lines), given_back(lines), net(lines), fees(lines))
    nothing = Money(0, currency)
    return (
        currency.code,
        *(sum(amounts, nothing).decimal for amounts in sums),
        sum(earlier, nothing).decimal,
    )


def fee_table(
    sums: Callable[[], Iterable[tuple[str, int, int, Money, Money]]], labels: Labels
) -> ExportTable:
    """Returns what providers keep: method, movements, movements with a known fee, their amount, and
    the fee."""
    rows = (
        (
            labels.of("method", method),
            amount.currency.code,
            count,
            with_fee,
            amount.decimal,
            fee.decimal if with_fee else None,
        )
        for method, count, with_fee, amount, fee in _later(sums)
    )
    return ExportTable(labels.of("sheet", "fees"), columns(_FEES, labels), rows)


def exception_table(
    sales: Callable[[], Iterable[Sale]],
    unmatched: Callable[[], Iterable[Movement]],
    labels: Labels,
) -> ExportTable:
    """Returns a row for each thing that a person has to look at, or has looked at."""

    def rows() -> Iterator[Sequence[Cell]]:
        for sale in sales():
            for what in _exceptions(sale, labels):
                yield (
                    what,
                    sale.number,
                    sale.business_day,
                    labels.of("method", sale.method),
                    Money(sale.taken, sale.amount.currency).decimal,
                    sale.amount.currency.code,
                    sale.cashier,
                    sale.by,
                    shown(sale.detail),
                )
        for movement in unmatched():
            yield (
                labels.of("movement", movement.kind.value),
                None,
                movement.day,
                labels.of("method", movement.method),
                movement.amount.decimal,
                movement.amount.currency.code,
                "",
                movement.allowed_by,
                "",
            )

    return ExportTable(labels.of("sheet", "exceptions"), columns(_EXCEPTIONS, labels), rows())


def _exceptions(sale: Sale, labels: Labels) -> Iterator[str]:
    if sale.state is State.UNKNOWN:
        yield labels.of("exception", "unknown")
    if sale.is_settled_by_hand:
        yield labels.of("exception", "settled_by_hand")
    for flag in sorted(sale.flags):
        yield labels.of("flag", flag.value)
    for flag in sorted(sale.cleared):
        yield f"{labels.of('flag', flag.value)} ({labels.of('exception', 'cleared')})"


def _later(make: Callable[[], Iterable[T]]) -> Iterator[T]:
    yield from make()


def _decimal(amount: Money | None) -> Decimal | None:
    return amount.decimal if amount else None
