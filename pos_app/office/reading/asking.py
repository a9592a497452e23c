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
    sums: dict[Currency, int] = {}
    for one in amounts:
        sums[one.currency] = sums.get(one.currency, 0) + one.minor
    known = ((currency, sums[currency]) for currency in Currency if currency in sums)
    return [Money(minor, currency) for currency, minor in known if minor]


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
