"""The facts of a payment that a provider's statement repeats: its own time, period and fee.

None of them decides whether a sale is paid. An unreadable one is left out, and the payment counts
all the same.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.money import Currency, Money
from pos_app.domain.text.foreign_text import is_path_name
from pos_app.gateways.response_json import amount_in, text_of

_FRACTION = re.compile(r"\.\d+")  # of a second: some have nanoseconds
# No payment is older than the services, and none is of a far future: such a time is a mistake.
_YEARS = range(2000, 2200)


def instant_in(entry: Mapping[str, object], name: str, currency: Currency) -> datetime | None:
    """Returns an instant in UTC, to the second; None where there is none that can be read. One
    without an offset is the local time where this currency is paid."""
    try:
        told = datetime.fromisoformat(_FRACTION.sub("", text_of(entry.get(name)).upper()))
    except ValueError:
        return None
    if told.year not in _YEARS:
        return None
    return (told if told.tzinfo else told.replace(tzinfo=WALL_CLOCK[currency])).astimezone(UTC)


def period_in(entry: Mapping[str, object], name: str) -> str:
    """Returns the provider's name of its period of clearing; empty where it has none."""
    period = text_of(entry.get(name))
    return period if is_path_name(period) else ""


def fee_in(entry: Mapping[str, object], currency: Currency) -> Money | None:
    """Returns what the provider takes for the payment; None where it does not say."""
    return amount_in(entry, currency, "fee")
