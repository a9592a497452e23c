"""Puts a question to the database, and turns its columns into the domain's values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from psycopg.rows import dict_row

from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.office.database.connections import Connection

Row = Mapping[str, Any]
_CURRENCIES = {currency.name: currency for currency in Currency}
_PLACES = {name: place for place, name in enumerate(_CURRENCIES)}


async def ask(
    connection: Connection, query: bytes, values: Sequence[object] | Mapping[str, object] = ()
) -> list[dict[str, Any]]:
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(query, values)
        return await cursor.fetchall()


def money(row: Row, name: str = "amount") -> Money:
    return Money(int(row[name]), Currency[row["currency"]])


def by_currency(amounts: Iterable[Money]) -> list[Money]:
    """Adds up each currency by itself, and leaves out what comes to nothing; the order is that of
    the currencies."""
    sums: dict[str, int] = {}
    for one in amounts:
        code = one.currency.code
        sums[code] = sums.get(code, 0) + one.minor
    return _in_order(sums)


def summed(rows: Iterable[Row], name: str = "amount") -> list[Money]:
    """Adds up the rows' amounts in the same way. A month of forty shops has tens of thousands."""
    sums: dict[str, int] = {}
    for row in rows:
        code = row["currency"]
        sums[code] = sums.get(code, 0) + int(row[name])
    return _in_order(sums)


def _in_order(sums: Mapping[str, int]) -> list[Money]:
    codes = sorted(sums, key=_PLACES.__getitem__) if len(sums) > 1 else sums
    return [Money(sums[code], _CURRENCIES[code]) for code in codes if sums[code]]


def utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def flags_in(row: Row) -> tuple[Flag, ...]:
    return tuple(Flag(one) for one in row["flags"].split())


def purpose_in(row: Row) -> Purpose:
    return Purpose(row["purpose"])


def state_in(row: Row) -> State:
    return State(row["state"])


def phone_in(text: str | None) -> Phone | None:
    return Phone.from_e164(text) if text else None
