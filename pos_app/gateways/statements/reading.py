"""Reads a statement: each row becomes a line, or is told of with the reason why it is none."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.statement import MOST_LINES, StatementLine
from pos_app.domain.text.foreign_text import LONGEST_NAME, readable
from pos_app.gateways.statements.amounts import decimal_sign, minor_units
from pos_app.gateways.statements.columns import find_columns, plain
from pos_app.gateways.statements.moments import moment_of, month_comes_first
from pos_app.gateways.statements.table import Cell, Table, as_text, read_table
from pos_app.gateways.statements.vocabulary import DONE, NOT_DONE, WENT_OUT
from pos_app.ports.statement_lists import UnreadRow, WhyUnread
from pos_app.ports.statements import LineFact, ReadStatement, StatementLayout

_LONGEST_TEXT = 120
_PEEK = 40  # rows: as far down as headings are looked for
_AMOUNTS = (
    LineFact.AMOUNT,
    LineFact.NET,
    LineFact.PAID_IN,
    LineFact.PAID_OUT,
    LineFact.FEE,
)


def read_statement(
    name: str, data: bytes, currency: Currency, layout: StatementLayout
) -> ReadStatement:
    """Reads a file (the port `ReadsStatements`)."""
    table = read_table(data)
    first, places = find_columns(table, layout.columns)
    headings = [as_text(cell) for cell in table[first - 1]] if first else []
    reader = _Reader(table[first:], places, currency, layout)
    lines, unread = list[StatementLine](), list[UnreadRow]()
    for number, row in enumerate(table[first:], first + 1):
        told = reader.read(row) if any(row) else None
        if isinstance(told, StatementLine):
            lines.append(told)
        elif told:
            unread.append(UnreadRow(number, told, _beginning(row)))
    if len(lines) > MOST_LINES:
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_TOO_LARGE)
    named = {
        column: headings[place] if headings else f"#{place + 1}" for column, place in places.items()
    }
    kept = StatementLayout(named, layout.decimal, layout.done)
    digest = sha256(data).hexdigest()
    return ReadStatement(readable(name), digest, kept, headings, lines, unread)


def peek(data: bytes) -> Sequence[Sequence[str]]:
    """Returns the first rows of a file as texts."""
    return [
        [readable(as_text(cell), _LONGEST_TEXT) for cell in row] for row in read_table(data)[:_PEEK]
    ]


def _beginning(row: Sequence[Cell]) -> str:
    return readable(" | ".join(filter(None, map(as_text, row))), _LONGEST_TEXT)


class _Reader:
    """Reads rows of one table, whose habits of writing it knows."""

    def __init__(
        self,
        rows: Table,
        places: Mapping[LineFact, int],
        currency: Currency,
        layout: StatementLayout,
    ) -> None:
        self._places = places
        self._currency = currency
        self._zone = WALL_CLOCK[currency]
        self._done = DONE | ({plain(layout.done)} if layout.done else set())
        self._month_first = month_comes_first(self._column(rows, LineFact.DATE))
        # One habit for all of them: a column of fees may be too short to show its own.
        figures = [cell for one in _AMOUNTS for cell in self._column(rows, one)]
        self._decimal = layout.decimal or decimal_sign(figures)

    def _column(self, rows: Table, column: LineFact) -> Iterator[Cell]:
        return (self._cell(row, column) for row in rows)

    def _cell(self, row: Sequence[Cell], column: LineFact) -> Cell:
        place = self._places.get(column)
        return row[place] if place is not None and place < len(row) else ""

    def read(self, row: Sequence[Cell]) -> StatementLine | WhyUnread:
        moment = moment_of(
            self._cell(row, LineFact.DATE),
            self._cell(row, LineFact.TIME),
            self._zone,
            month_first=self._month_first,
        )
        if moment is None:
            return WhyUnread.NO_DATE
        fee = minor_units(self._cell(row, LineFact.FEE), self._decimal)
        amount = self._amount(row, abs(fee or 0))
        if not amount:
            return WhyUnread.NO_AMOUNT
        if why := self._why_not(row):
            return why
        return StatementLine(
            amount=Money(amount, self._currency),
            day=moment.day,
            at=moment.at,
            reference=self._text(row, LineFact.REFERENCE, LONGEST_NAME),
            payment=self._text(row, LineFact.PAYMENT, LONGEST_NAME),
            fee=None if fee is None else Money(abs(fee), self._currency),
            text=self._text(row, LineFact.TEXT, _LONGEST_TEXT),
        )

    def _why_not(self, row: Sequence[Cell]) -> WhyUnread | None:
        """Returns the reason why a row with a day and an amount is no movement of this account."""
        currency = self._text(row, LineFact.CURRENCY)
        if currency and currency.upper() not in _names_of(self._currency):
            return WhyUnread.OTHER_CURRENCY
        state = plain(self._text(row, LineFact.STATE))
        if not state or state in self._done:
            return None
        return WhyUnread.NOT_DONE if state in NOT_DONE else WhyUnread.UNKNOWN_STATE

    def _amount(self, row: Sequence[Cell], fee: int) -> int | None:
        """Returns what moved, in minor units and before the fee: negative where it went out."""
        into, out = (self._minor(row, one) for one in (LineFact.PAID_IN, LineFact.PAID_OUT))
        if into or out:
            return abs(into or 0) - abs(out or 0)
        amount = self._minor(row, LineFact.AMOUNT)
        if amount is None and (net := self._minor(row, LineFact.NET)) is not None:
            amount = net + fee
        went_out = plain(self._text(row, LineFact.DIRECTION)) in WENT_OUT
        return -abs(amount) if went_out and amount else amount

    def _minor(self, row: Sequence[Cell], column: LineFact) -> int | None:
        return minor_units(self._cell(row, column), self._decimal)

    def _text(self, row: Sequence[Cell], column: LineFact, most: int = LONGEST_NAME) -> str:
        return readable(as_text(self._cell(row, column)), most)


def _names_of(currency: Currency) -> frozenset[str]:
    return frozenset({currency.code, currency.symbol.upper(), f"{currency.code[:2]}$"})
