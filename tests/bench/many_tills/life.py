"""The events of a simulated till: paid sales one after the other, in a real chain."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Accepted, Created, Event, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, word_of

Row = tuple[int, str, str, str, str, str]  # as the protocol tells a row of events
_CLOCK = ShopClock(zone="Africa/Luanda")


class Life:
    """Makes a till's events, each after the one before, as the till itself would."""

    def __init__(self, public: str, till: int) -> None:
        self._public = public
        self._stories = _stories(till)
        self.rows: list[Row] = []
        self.hash = BEGINNING

    def go_on(self, events: int) -> None:
        """Makes so many more."""
        at = instant_text(datetime.now(UTC))
        for _ in range(events):
            sale, kind, data = next(self._stories)
            seq = len(self.rows) + 1
            self.hash = link(self.hash, seq, self._public, sale, at, kind, data)
            self.rows.append((seq, sale, at, kind, data, self.hash))

    def hash_at(self, seq: int) -> str:
        return self.rows[seq - 1][5] if seq else BEGINNING


def _stories(till: int) -> Iterator[tuple[str, str, str]]:
    yield "", word_of(_CLOCK), event_to_text(_CLOCK)
    for number in count(1):
        sale = f"{till:08x}{number:024x}"
        for event in _sale(till, number):
            yield sale, word_of(event), event_to_text(event)


def _sale(till: int, number: int) -> Iterator[Event]:
    yield Created(
        number=number,
        method="vpos",
        amount=Money(100_00 + number, Currency.AOA),
        phone=Phone("AO", f"923{(till * 1000 + number) % 1_000_000:06d}"),
        description="",
        key=f"{till:08x}{number:024x}",
        business_day=datetime.now(UTC).date(),
    )
    yield Sending(request="POST /api/v1/transactions", body="{}")
    yield Accepted(reference=f"r{till}-{number}", follow=f"/api/v1/requests/r{till}-{number}")
    yield Paid(reference=f"r{till}-{number}")
