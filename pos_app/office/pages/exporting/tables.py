"""The tables of the exports: their columns, and a row's cells for each value of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pos_app.domain.events import signed
from pos_app.domain.money import Currency, Money
from pos_app.domain.text.foreign_text import shown
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.office.pages.days_page import close_shown
from pos_app.office.pages.rendering import standing_words
from pos_app.office.pages.said import text
from pos_app.printing.export.tables import CellKind, ExportColumn, ExportTable
from pos_app.words.books.export import export_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pos_app.office.reading.views import Close, GroupMoney, MoneyMoved, OfficeSale, TillDayLine
    from pos_app.printing.export.tables import Cell

_PLACE = (("shop", CellKind.TEXT, 22), ("till", CellKind.TEXT, 14))
SALES_COLUMNS = (
    *_PLACE,
    ("sale_number", CellKind.COUNT, 10),
    ("day", CellKind.DAY, 12),
    ("local_time", CellKind.LOCAL, 20),
    ("utc_time", CellKind.INSTANT, 20),
    ("kind", CellKind.TEXT, 12),
    ("method", CellKind.TEXT, 22),
    ("state", CellKind.TEXT, 16),
    ("amount", CellKind.AMOUNT, 16),
    ("given_back", CellKind.AMOUNT, 16),
    ("currency", CellKind.TEXT, 8),
    ("phone", CellKind.TEXT, 14),
    ("entity", CellKind.TEXT, 10),
    ("reference", CellKind.TEXT, 28),
    ("description", CellKind.TEXT, 30),
    ("cashier", CellKind.TEXT, 16),
    ("flags", CellKind.TEXT, 20),
)
DAYS_COLUMNS = (
    *_PLACE,
    ("day", CellKind.DAY, 12),
    ("state", CellKind.TEXT, 22),
    ("payments", CellKind.COUNT, 10),
    ("received", CellKind.AMOUNT, 18),
    ("given_back", CellKind.AMOUNT, 18),
    ("net", CellKind.AMOUNT, 18),
    ("currency", CellKind.TEXT, 8),
)
MOVEMENTS_COLUMNS = (
    *_PLACE,
    ("movement", CellKind.COUNT, 10),
    ("day", CellKind.DAY, 12),
    ("day_of_sale", CellKind.DAY, 12),
    ("local_time", CellKind.LOCAL, 20),
    ("utc_time", CellKind.INSTANT, 20),
    ("kind", CellKind.TEXT, 22),
    ("sale_number", CellKind.COUNT, 10),
    ("method", CellKind.TEXT, 22),
    ("amount", CellKind.AMOUNT, 16),
    ("fee", CellKind.AMOUNT, 12),
    ("currency", CellKind.TEXT, 8),
    ("cashier", CellKind.TEXT, 16),
    ("allowed_by", CellKind.TEXT, 16),
)
FIGURES_COLUMNS = (
    ("name", CellKind.TEXT, 30),
    ("received", CellKind.AMOUNT, 18),
    ("given_back", CellKind.AMOUNT, 18),
    ("payments", CellKind.COUNT, 10),
    ("refunds", CellKind.COUNT, 10),
    ("currency", CellKind.TEXT, 8),
)
CLOSE_COLUMNS = (
    ("section", CellKind.TEXT, 30),
    ("line", CellKind.TEXT, 50),
    ("value", CellKind.TEXT, 24),
)


@dataclass(frozen=True)
class ExportWords:
    """The words of a file in the reader's language: those of the till's files, and a few more."""

    words: Mapping[str, str]

    @classmethod
    def now(cls) -> ExportWords:
        own = {
            "heading shop": text("shop"),
            "heading till": text("till"),
            "heading name": text("what"),
            "heading section": text("closes"),
            "heading line": text("what"),
            "heading value": text("amount"),
        }
        return cls({**export_words(ALL_METHODS.values()), **own})

    def of(self, what: str, code: str) -> str:
        return self.words.get(f"{what} {code}", code)

    def table(
        self,
        title: str,
        columns: Sequence[tuple[str, CellKind, int]],
        rows: Iterable[Sequence[Cell]],
    ) -> ExportTable:
        made = [
            ExportColumn(name, self.of("heading", name), kind, width)
            for name, kind, width in columns
        ]
        return ExportTable(title, made, rows)


def sale_cells(row: OfficeSale, words: ExportWords, *, sees_phones: bool) -> Sequence[Cell]:
    phone = (row.phone.national if sees_phones else row.phone.masked) if row.phone else ""
    return (
        shown(row.shop_name),
        shown(row.till_name),
        row.number,
        row.day,
        datetime.fromisoformat(row.created_local),
        row.created_at,
        words.of("purpose", row.purpose.value),
        words.of("method", row.method),
        words.of(f"state {row.purpose.value}", row.state.value),
        signed(row.purpose, row.amount).decimal,
        row.returned.decimal if row.returned else None,
        row.amount.currency.code,
        phone,
        shown(row.entity),
        shown(row.reference),
        shown(row.description),
        row.cashier,
        "; ".join(words.of("flag", flag.value) for flag in row.flags),
    )


def day_cells(line: TillDayLine) -> Iterable[Sequence[Cell]]:
    """Yields a row for each currency: they never add. Payments are counted once, on the first."""
    received = {money.currency: money for money in line.received}
    returned = {money.currency: money for money in line.returned}
    for place, currency in enumerate(one for one in Currency if one in received or one in returned):
        money, back = received.get(currency, Money(0, currency)), returned.get(currency)
        yield (
            shown(line.shop_name),
            shown(line.till_name),
            line.day,
            standing_words(line.standing),
            line.payments if place == 0 else None,  # of all currencies
            money.decimal,
            back.decimal if back else None,
            (money + back if back else money).decimal,
            currency.code,
        )


def movement_cells(one: MoneyMoved, words: ExportWords) -> Sequence[Cell]:
    return (
        shown(one.shop_name),
        shown(one.till_name),
        one.seq,
        one.day,
        one.sold_on,
        datetime.fromisoformat(one.local),
        one.at,
        words.of("movement", one.kind.value),
        one.number,
        words.of("method", one.method),
        one.amount.decimal,
        one.fee.decimal if one.fee else None,
        one.amount.currency.code,
        one.cashier,
        one.allowed_by,
    )


def figure_cells(one: GroupMoney, name: str) -> Sequence[Cell]:
    received: Money = one.received
    counts = (one.payments, one.refunds)
    return (
        name,
        received.decimal,
        one.returned.decimal,
        *counts,
        received.currency.code,
    )


def close_cells(close: Close) -> list[Sequence[Cell]]:
    """Returns the lines of a close as its paper has them, and the code that proves it."""
    made = close_shown(close)
    rows: list[Sequence[Cell]] = [
        (section.title, line.label, line.value)
        for section in made.sections
        for line in section.lines
    ]
    rows += [(text("exceptions"), line, "") for line in made.exceptions]
    return [*rows, (text("check_code"), close.proof, "")]
