"""The shop's clock: the time zone and the cut-off by which a till counts its business days.

The journal keeps it as a note, so that the day of every movement of money follows from the chain: a
shop that changes its cut-off changes no day that has been.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from pos_app.domain.business_day import business_day


@dataclass(frozen=True, kw_only=True)
class ShopClock:
    """From now on the shop counts its days by this zone and this cut-off."""

    zone: str  # as the IANA names it
    starts_at: str = "00:00"  # the local time at which a business day begins

    def day_of(self, at: datetime) -> date:
        return business_day(at, _zone(self.zone), _time(self.starts_at))

    def local(self, at: datetime) -> str:
        """Returns the time on the shop's wall, to the second, as texts sort."""
        wall = at.astimezone(_zone(self.zone))
        # Twice as fast as without the zone: `verify` does it for every movement of money.
        return f"{wall.date().isoformat()}T{wall.time().isoformat('seconds')}"


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def _time(text: str) -> time:
    return time.fromisoformat(text)


@dataclass
class Clocks:
    """The shop's clocks in the order of the journal. The first one counts for all that came before
    it, too: no earlier version wrote any."""

    known: list[tuple[int, ShopClock]] = field(default_factory=list)

    def at(self, seq: int) -> ShopClock | None:
        """Returns the clock by which an event of this number counts; None where none is known."""
        for since, clock in reversed(self.known):
            if since <= seq:
                return clock
        return self.known[0][1] if self.known else None

    @classmethod
    def of(cls, notes: Sequence[tuple[int, ShopClock]]) -> "Clocks":
        return cls(sorted(notes, key=lambda pair: pair[0]))
