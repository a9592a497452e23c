"""A till, an office and paper that remember what was asked of them, for the window's tests."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pos_app.domain.errors import NotAllowed, PosError
from pos_app.domain.sale import Created, Event, Sale, Sending, apply, open_sale
from pos_app.ports.counter import Theme
from pos_app.ports.journal import Day, Recorded, Total
from pos_app.ports.office import AccountForm
from pos_app.till.health import Health
from pos_app.till.order import Order

TODAY = date(2026, 5, 4)
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class StandInTill:
    """Folds real events, talks to nobody. `fail` is raised by the next charge."""

    def __init__(self, now: Callable[[], datetime] = lambda: START) -> None:
        self.now = now
        self.charges: list[tuple[str, Order]] = []
        self.cancels: list[str] = []
        self.looks: list[str] = []
        self.fail: Exception | None = None
        self.refuse: Exception | None = None
        self.healths: dict[str, Health] = {}
        self.heard: dict[str, datetime] = {}
        self.sales: dict[str, Sale] = {}
        self.events: list[Recorded] = []
        self._listeners: list[Callable[[Sale], None]] = []
        self._health_listeners: list[Callable[[str, Health], None]] = []

    # --- for the test -----------------------------------------------------------------------------

    def write(self, sale_id: str, *events: Event, at: datetime | None = None) -> Sale:
        sale = self.sales[sale_id]
        at = at or self.now()
        for event in events:
            sale = apply(sale, event, at)
            self._record(sale_id, event, at)
        return self._tell(sale)

    def begin(self, sale_id: str, order: Order, at: datetime | None = None) -> Sale:
        at = at or self.now()
        created = Created(
            number=len(self.sales) + 1,
            method=order.method.id,
            amount=order.amount,
            phone=order.phone,
            description=order.description,
            key=sale_id,
            business_day=TODAY,
        )
        self.sales[sale_id] = open_sale(sale_id, "1", created, at)
        self._record(sale_id, created, at)
        return self.write(sale_id, Sending(request="POST /", body=""), at=at)

    def set_health(self, provider: str, health: Health) -> None:
        self.healths[provider] = health
        for listener in self._health_listeners:
            listener(provider, health)

    def _record(self, sale_id: str, event: Event, at: datetime) -> None:
        self.events.append(Recorded(len(self.events) + 1, "1", sale_id, at, event))

    def _tell(self, sale: Sale) -> Sale:
        self.sales[sale.id] = sale
        for listener in self._listeners:
            listener(sale)
        return sale

    # --- what the window asks ---------------------------------------------------------------------

    async def charge(self, sale_id: str, order: Order) -> Sale:
        self.charges.append((sale_id, order))
        if self.fail:
            failure, self.fail = self.fail, None
            raise failure
        if sale_id in self.sales:
            raise NotAllowed("this sale exists already")
        return self.begin(sale_id, order)

    async def cancel(self, sale_id: str) -> None:
        if self.refuse:
            raise self.refuse
        self.cancels.append(sale_id)

    async def look_now(self, sale_id: str) -> None:
        self.looks.append(sale_id)

    def listen(self, listener: Callable[[Sale], None]) -> None:
        self._listeners.append(listener)

    def listen_health(self, listener: Callable[[str, Health], None]) -> None:
        self._health_listeners.append(listener)

    def health(self, provider: str) -> Health:
        return self.healths.get(provider, Health.UNTRIED)

    def heard_at(self, sale_id: str) -> datetime | None:
        return self.heard.get(sale_id)

    async def sale(self, sale_id: str) -> Sale | None:
        return self.sales.get(sale_id)

    async def open_sales(self) -> Sequence[Sale]:
        return [sale for sale in self._newest() if sale.is_open]

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        return self._newest()[:limit]

    async def events_of(self, sale_id: str) -> Sequence[Recorded]:
        return [event for event in self.events if event.sale == sale_id]

    async def day(self, day: date) -> Day:
        sales = [sale for sale in self._newest() if sale.business_day == day]
        totals: dict[tuple[str, Any], Total] = {}
        for sale in sales:
            key = (sale.method, sale.state)
            old = totals.get(key)
            amount = old.amount + sale.amount if old else sale.amount
            count = old.count + 1 if old else 1
            totals[key] = Total(sale.method, sale.state, count, amount)
        return Day(day, sales, list(totals.values()))

    def today(self) -> date:
        return TODAY

    def _newest(self) -> list[Sale]:
        return sorted(self.sales.values(), key=lambda sale: (sale.created_at, sale.number))[::-1]


class StandInOffice:
    def __init__(self) -> None:
        self.saved: list[tuple[str, str, Mapping[str, str], str | None]] = []
        self.preferences: list[tuple[str, str, Theme]] = []
        self.fail: PosError | None = None
        self.forms = [
            AccountForm("vpos", "vPOS", "https://api.example", {"pos_id": "123"}, "token", True),
            AccountForm(
                "proxypay", "ProxyPay", "https://pay.example", {"entity": "00123"}, "api_key", True
            ),
        ]

    async def accounts(self) -> Sequence[AccountForm]:
        return self.forms

    async def save_account(
        self, provider: str, base_url: str, options: Mapping[str, str], secret: str | None
    ) -> None:
        if self.fail:
            raise self.fail
        self.saved.append((provider, base_url, options, secret))
        self.forms = [
            AccountForm(
                form.provider,
                form.name,
                base_url,
                options,
                form.secret_name,
                form.secret_is_set or bool(secret),
            )
            if form.provider == provider
            else form
            for form in self.forms
        ]

    async def save_preferences(self, *, name: str, language: str, theme: Theme) -> None:
        self.preferences.append((name, language, theme))


class StandInPaper:
    def __init__(self) -> None:
        self.printed: list[tuple[str, str, bool]] = []
        self.saved: list[tuple[Path, bool]] = []
        self.fail: PosError | None = None

    async def printers(self) -> Sequence[str]:
        return ["Balcão", "Escritório"]

    async def print_slip(self, sale: Sale, printer: str, *, copy: bool) -> None:
        if self.fail:
            raise self.fail
        self.printed.append((sale.id, printer, copy))

    async def save_slip(self, sale: Sale, path: Path, *, copy: bool) -> None:  # noqa: ARG002
        self.saved.append((path, copy))
