"""Whether payments come by calls, as a shop's settings tell the till."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support import Dates, OpenCounter, World, settings_of

from pos_app.app import root
from pos_app.domain.events import State
from pos_app.domain.reasons import Reason
from pos_app.installation.profile import Profile

PAST_ITS_END = timedelta(days=3)
Ahead = Callable[[], None]


@pytest.fixture
def days_later(dates: Dates, monkeypatch: pytest.MonkeyPatch) -> Ahead:
    """Every clock goes on past the end of every reference."""
    monkeypatch.setattr(root, "now", lambda: datetime.now(UTC) + dates.ahead)

    def go_on() -> None:
        dates.ahead = PAST_ITS_END

    return go_on


@pytest.fixture
def says(shop: Profile, world: World, unused_port: int) -> Callable[[str, bool], None]:
    """What the settings say of ProxyPay's payments, and whether anybody listens for calls."""

    def write(payments: str, listens: bool) -> None:  # noqa: FBT001 - a row of a table
        options = {**world.accounts["proxypay"].options, "payments": payments}
        told = {"proxypay": replace(world.accounts["proxypay"], options=options)}
        text = settings_of({**world.accounts, **(told if payments else {})}.values())
        port = f"[webhooks]\nport = {unused_port}\n" if listens else ""
        shop.settings.write_text(text + port)

    return write


@pytest.mark.parametrize(
    ("payments", "listens", "becomes"),
    [
        ("calls", False, (State.UNKNOWN, Reason.PAYMENTS_BY_CALL)),
        ("", True, (State.UNKNOWN, Reason.PAYMENTS_BY_CALL)),
        ("queue", True, (State.EXPIRED, Reason.REFERENCE_EXPIRED)),
    ],
)
async def test_what_an_empty_queue_proves_is_what_the_settings_say(
    payments: str,
    listens: bool,  # noqa: FBT001 - a row of a table
    becomes: tuple[State, Reason],
    says: Callable[[str, bool], None],
    counter: OpenCounter,
    days_later: Ahead,
) -> None:
    """Of all else see `test_queue_calls.py`."""
    says(payments, listens)
    async with counter() as till:
        sale = await till.waiting("proxypay")
        days_later()
        await till.opened.till.look_now(sale.id)
        sale = await till.until(sale, lambda now: now.state is not State.WAITING)
    assert (sale.state, sale.reason) == becomes
