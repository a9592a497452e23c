"""The tills that a manager sees, each with the clock by which it counts its days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import ask, utc

SILENT_AFTER = timedelta(minutes=10)  # a till that runs asks for its calls once a minute
_TILLS = b"""
    SELECT t.till, t.name, t.public, t.branch, t.state, s.shop, s.name AS shop_name, s.zone,
        s.country, coalesce(b.heard_at, t.enrolled_at) AS heard_at, b.head_seq,
        c.zone AS till_zone, c.starts_at,
        f.last_day, f.last_sale_at, f.last_cashier
    FROM till t JOIN shop s ON s.shop = t.shop
    LEFT JOIN branch b ON b.shop = t.shop AND b.till = t.till AND b.branch = t.branch
    LEFT JOIN fold f ON f.shop = t.shop AND f.till = t.till AND f.branch = t.branch
    LEFT JOIN (
        SELECT DISTINCT ON (shop, till) shop, till, zone, starts_at FROM till_clock
        ORDER BY shop, till, branch DESC, seq DESC
    ) c ON c.shop = t.shop AND c.till = t.till
    ORDER BY s.name, s.shop, t.name, t.till
"""


@dataclass(frozen=True)
class SeenTill:
    till: int
    name: str
    public: str
    shop: int
    shop_name: str
    zone: str
    country: str
    is_active: bool
    clock: ShopClock
    heard_at: datetime | None  # at the least when it was enrolled
    head_seq: int
    last_day: date | None  # of its last sale
    last_sale_at: datetime | None
    last_cashier: str

    def today(self, at: datetime) -> date:
        return self.clock.day_of(at)

    def has_sold_today(self, at: datetime) -> bool:
        return self.last_day == self.today(at)

    def is_silent(self, at: datetime) -> bool:
        return self.heard_at is None or at - self.heard_at > SILENT_AFTER


async def tills_seen(connection: Connection) -> Sequence[SeenTill]:
    """Returns all tills of the manager's shops, by the names of shop and till; those that left,
    too."""
    return [
        SeenTill(
            till=row["till"],
            name=row["name"],
            public=row["public"],
            shop=row["shop"],
            shop_name=row["shop_name"],
            zone=row["zone"],
            country=row["country"],
            is_active=row["state"] == "active",
            clock=ShopClock(
                zone=row["till_zone"] or row["zone"], starts_at=row["starts_at"] or "00:00"
            ),
            heard_at=utc(row["heard_at"]),
            head_seq=row["head_seq"] or 0,
            last_day=row["last_day"],
            last_sale_at=utc(row["last_sale_at"]),
            last_cashier=row["last_cashier"] or "",
        )
        for row in await ask(connection, _TILLS)
    ]


def keys(
    tills: Iterable[SeenTill], at: datetime, ago: timedelta = timedelta()
) -> tuple[list[int], list[int], list[date]]:
    """Returns shops, tills, and the business day that each is in, or was in so long ago."""
    chosen = [*tills]
    days = [one.today(at - ago) for one in chosen]
    return [one.shop for one in chosen], [one.till for one in chosen], days
