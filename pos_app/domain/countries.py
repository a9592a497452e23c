"""The supported countries: currency, time zone and UTC offset of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.money import Currency

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Country:
    currency: Currency
    zone: str
    hours: int  # ahead of UTC, all year: none of the three saves daylight


COUNTRIES: Mapping[str, Country] = {
    "AO": Country(Currency.AOA, "Africa/Luanda", 1),
    "MZ": Country(Currency.MZN, "Africa/Maputo", 2),
    "TT": Country(Currency.TTD, "America/Port_of_Spain", -4),
}


def city_of(zone: str) -> str:
    """Returns the city in a zone's name, by which people know the zone."""
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
