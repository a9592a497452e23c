"""What the window is given once the till is up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from pos_app.domain.sale import Sale
    from pos_app.ports.journal import Day, Recorded
    from pos_app.ports.office import Office, Paper
    from pos_app.till.health import Health
    from pos_app.till.order import Order


class AsksTill(Protocol):
    """What the window asks of the till. Every call may raise JournalUnavailable."""

    async def charge(self, sale_id: str, order: Order) -> Sale: ...

    async def cancel(self, sale_id: str) -> None: ...

    def listen(self, listener: Callable[[Sale], None]) -> None: ...

    def listen_health(self, listener: Callable[[str, Health], None]) -> None: ...

    def health(self, provider: str) -> Health: ...

    def heard_at(self, sale_id: str) -> datetime | None: ...

    async def sale(self, sale_id: str) -> Sale | None: ...

    async def open_sales(self) -> Sequence[Sale]: ...

    async def last_sales(self, limit: int) -> Sequence[Sale]: ...

    async def events_of(self, sale_id: str) -> Sequence[Recorded]: ...

    async def day(self, day: date) -> Day: ...

    def today(self) -> date: ...

    async def look_now(self, sale_id: str) -> None: ...


@dataclass(frozen=True)
class Desk:
    """The till, the shop's settings, and paper."""

    till: AsksTill
    office: Office
    paper: Paper
    customer_page: str | None = None  # in training: where a person plays the customer
