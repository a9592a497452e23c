"""Sales to try things on: one that was asked for, and what it is after some events."""

from datetime import UTC, date, datetime

from pos_app.domain.events import (
    Created,
    Event,
    Sending,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ASKED = Money(1_500_00, Currency.AOA)

CREATED = Created(
    number=1,
    method="vpos",
    amount=ASKED,
    phone=None,
    description="",
    key="k",
    business_day=date(2026, 11, 20),
)
SENDING = Sending(request="POST /", body="")


def sent() -> Sale:
    return apply(open_sale("s", "t", CREATED, AT), SENDING, AT)


def after(*events: Event) -> Sale:
    sale = sent()
    for event in events:
        sale = apply(sale, event, AT)
    return sale


def half() -> Money:
    return Money(ASKED.minor // 2, Currency.AOA)
