"""Provider clocks: the time at a provider, from the `Date` header of its answers.

The wall clock of this computer may be wrong by any amount, and anybody may set it. A deadline that
two parties must agree about, such as how long a provider remembers an idempotency key, goes by the
provider's own clock: its last `Date` (RFC 9110, section 6.6.1), plus the time since then by the
monotonic clock, which nobody sets. That one stands still while a computer sleeps, so that the time
at the provider is never earlier than computed here, and may be later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# A clock that nobody has set right for months is off by less; a wrong hour is off by more.
MOST_APART = timedelta(minutes=2)
BELIEVED_FOR = 3600.0  # seconds, by the monotonic clock


@dataclass(frozen=True)
class ClockOff:
    """The difference between this computer's clock and a provider's."""

    provider: str
    here: datetime
    there: datetime


@dataclass(frozen=True)
class _Heard:
    date: datetime
    steady: float  # when, by the monotonic clock
    apart: timedelta  # how far our clock was ahead of it then

    def time_at(self, steady: float) -> datetime:
        return self.date + timedelta(seconds=max(steady - self.steady, 0.0))


class ProviderClocks:
    """The clock of each provider that has sent a date. `steady` is always by one monotonic clock,
    `wall` by the computer's own."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}

    def hear(self, provider: str, date: datetime | None, steady: float, wall: datetime) -> None:
        if date is not None:
            self._heard[provider] = _Heard(date, steady, wall - date)

    def time_at(self, provider: str, steady: float) -> datetime | None:
        """Returns the time at this provider, or None if it has never told it."""
        heard = self._heard.get(provider)
        return None if heard is None else heard.time_at(steady)

    def off(self, steady: float, wall: datetime) -> ClockOff | None:
        """Returns the provider whose clock differs most from ours, if ours agrees with no
        provider's.

        It differed when the provider last answered, and has not been put right since. Time that a
        computer has slept is no difference. What a provider said long ago counts no more: its own
        clock may have been put right, and nobody has asked it since.
        """
        apart = {
            name: min(abs(heard.apart), abs(wall - heard.time_at(steady)))
            for name, heard in self._heard.items()
            if steady - heard.steady <= BELIEVED_FOR
        }
        if not apart or min(apart.values()) <= MOST_APART:
            return None
        provider = max(apart, key=apart.__getitem__)
        return ClockOff(provider, wall, self._heard[provider].time_at(steady))
