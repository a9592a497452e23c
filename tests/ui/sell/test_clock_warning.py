"""A clock on the wall that is wrong is said, and changes nothing of what is shown."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from ui.counter import Counter

from pos_app.domain.events import Accepted, Expired, OutcomeUnknown, Paid
from pos_app.domain.reasons import Reason
from pos_app.till.providers.provider_clock import ClockOff
from pos_app.ui.sell.sales.clock_warning import ClockLine
from pos_app.ui.sell.sales.panel import SalesPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ERRORS = [
    timedelta(seconds=-90),
    timedelta(hours=-1),
    timedelta(days=-3650),
    timedelta(hours=1),
    timedelta(days=3650),
]


async def test_a_wrong_clock_is_said_with_both_times_until_it_is_right(counter: Counter) -> None:
    counter.open()
    await counter.sell()
    line, side = counter.find(ClockLine, "clock_line"), counter.find(SalesPanel, "")
    side._tick()
    assert not line.isVisible()
    counter.till.off = ClockOff("vpos", AT, AT + timedelta(hours=1))
    side._tick()
    assert line.isVisible()
    for part in ("04/05/2026 09:00", "04/05/2026 10:00", "vPOS"):
        assert part in line.text()
    counter.till.off = None
    side._tick()
    assert not line.isVisible()


@pytest.mark.parametrize("error", ERRORS, ids=str)
async def test_what_came_last_is_shown_whatever_was_done_to_the_clock(
    error: timedelta, counter: Counter
) -> None:
    """The clock is moved while the sale waits, and again before it is paid."""
    counter.open()
    sale_id = await counter.sell()
    counter.till.write(sale_id, Accepted(reference="1"), at=AT)
    counter.till.write(sale_id, OutcomeUnknown(reason=Reason.NO_ANSWER), at=AT - error)
    counter.till.write(sale_id, Paid(reference="1"), at=AT + error)
    assert counter.text("verdict_state") == "Paid"
    assert counter.find(QWidget, "verdict").property("tone") == "paid"


async def test_what_is_still_asked_about_can_be_asked_about_by_hand_whatever_the_clock_says(
    counter: Counter,
) -> None:
    counter.open()
    sale_id = await counter.sell()
    counter.till.write(sale_id, Accepted(reference="1", follow="/1"), at=AT)
    counter.till.late.add(sale_id)
    counter.till.write(sale_id, Expired(reason=Reason.CUSTOMER_SILENT), at=AT - ERRORS[-1])
    assert counter.find(QWidget, "ask_now").isVisible()
