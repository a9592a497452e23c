"""Totals by difference: what a transaction adds to each sum, and takes from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pos_app.domain.books.movements import Movement
from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.office.folding.sale_row import Kept, Row, storable

Key = tuple[Any, ...]
_SIDES: Mapping[str, tuple[str, ...]] = {
    "day_total": ("shop", "day", "till", "method", "purpose", "state", "currency"),
    "day_money": ("shop", "day", "till", "method", "kind", "currency"),
    "hour_money": ("shop", "day", "till", "hour", "currency"),
    "day_open": ("shop", "till", "day", "currency"),
}
_SUMS: Mapping[str, tuple[str, ...]] = {
    "day_total": ("n", "amount", "beside"),
    "day_money": ("n", "amount", "fee"),
    "hour_money": ("n", "amount"),
    "day_open": ("n", "amount"),
}
TOTALS = tuple(_SIDES)


def key_of(table: str) -> tuple[str, ...]:
    return _SIDES[table]


def sums_of(table: str) -> tuple[str, ...]:
    return _SUMS[table]


@dataclass
class Differences:
    """The changes of all totals, until they are written."""

    _sums: dict[str, dict[Key, list[int]]] = field(
        default_factory=lambda: {table: {} for table in TOTALS}
    )

    def sale(self, till: int, kept: Kept, sign: int) -> None:
        sale = kept.sale
        key = (
            kept.shop,
            sale.business_day.isoformat(),
            till,
            storable(sale.method),
            sale.purpose.value,
            sale.state.value,
            sale.amount.currency.code,
        )
        self._add("day_total", key, sign, sign * sale.amount.minor, sign * sale.unexpected_minor)

    def movement(self, shop: int, till: int, moved: Movement, sign: int) -> None:
        day, currency = moved.day.isoformat(), moved.amount.currency.code
        minor = sign * moved.amount.minor
        fee = sign * moved.fee.minor if moved.fee else 0
        key = (shop, day, till, storable(moved.method), moved.kind.value, currency)
        self._add("day_money", key, sign, minor, fee)
        if moved.kind not in GIVEN_BACK:
            hour = int(moved.local[11:13])
            self._add("hour_money", (shop, day, till, hour, currency), sign, minor)

    def unclosed(self, shop: int, till: int, moved: Movement) -> None:
        key = (shop, till, moved.day.isoformat(), moved.amount.currency.code)
        self._add("day_open", key, 1, moved.amount.minor)

    def forget_unclosed(self, till: int, until: date) -> None:
        """A close counts what came in this transaction before it."""
        known, last = self._sums["day_open"], until.isoformat()
        for key in [key for key in known if key[1] == till and key[2] <= last]:
            del known[key]

    def _add(self, table: str, key: Key, *changes: int) -> None:
        sums = self._sums[table].get(key)
        if sums is None:
            self._sums[table][key] = [*changes]
        else:
            for place, change in enumerate(changes):
                sums[place] += change

    def rows(self, table: str) -> Iterator[Row]:
        """Yields what changed, in the order of the keys."""
        names = (*_SIDES[table], *_SUMS[table])
        for key, sums in sorted(self._sums[table].items()):
            if any(sums):
                yield dict(zip(names, (*key, *sums), strict=True))
