"""Every end of a sale is news to whoever looks at something else, wherever that is."""

from collections.abc import Callable

import pytest
from ui.counter import Counter, until

from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelled,
    Declined,
    Event,
    Expired,
    FinalWordMissing,
    Flag,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    Refused,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.ui.sell.sales.panel import SalesPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

TAKEN = Accepted(reference="1")
ENDS: dict[str, list[Event]] = {
    "paid": [TAKEN, Paid(reference="1")],
    "refused": [TAKEN, Declined(reason=Reason.NO_MONEY)],
    "expired": [TAKEN, Expired(reason=Reason.CUSTOMER_SILENT)],
    "cancelled": [TAKEN, Cancelled(reason=Reason.CANCELLED_HERE)],
    "never left": [NotSent(reason=Reason.NO_CONNECTION)],
    "turned away": [Refused(reason=Reason.BAD_PHONE)],
    "no answer": [OutcomeUnknown(reason=Reason.NO_ANSWER)],
    "no final word": [TAKEN, FinalWordMissing()],
    "held": [TAKEN, Authorized(reference="1")],
    "odd money": [TAKEN, Mismatched(flag=Flag.SHORT, amount=Money(1, Currency.AOA))],
}


def _look_at_another(counter: Counter) -> None:
    counter.reference("other")
    side = counter.find(SalesPanel, "")
    side.select("other")


def _look_at_the_journal(counter: Counter) -> None:
    counter.window.go_to("journal")


def _look_at_the_settings(counter: Counter) -> None:
    counter.window.go_to("settings")


def _minimize(counter: Counter) -> None:
    counter.window.showMinimized()


DOORS: dict[str, Callable[[Counter], None]] = {
    "another sale": _look_at_another,
    "journal": _look_at_the_journal,
    "settings": _look_at_the_settings,
    "minimized": _minimize,
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given."""
    heard: list[str] = []
    for module in ("panel", "verdict"):
        where = f"pos_app.ui.sell.sales.{module}.announce"
        monkeypatch.setattr(where, lambda _, words: heard.append(words))
    return heard


@pytest.mark.parametrize("door", DOORS)
async def test_every_end_out_of_sight_is_news(counter: Counter, door: str, said: list[str]) -> None:
    counter.open()
    side = counter.find(SalesPanel, "")
    await until(lambda: side.loaded)
    for name, events in ENDS.items():
        counter.push(name)
        side.select(name)
        DOORS[door](counter)
        said.clear()
        counter.sounds.heard.clear()
        _let_the_last_sound_pass(counter)
        for event in events:
            counter.till.write(name, event)
        sale = side.model.sale(name)
        assert sale is not None
        assert side.model.is_news(sale), name
        assert f"{sale.number:04d}" in " ".join(said), name
        assert counter.sounds.heard == (["paid"] if name == "paid" else ["not paid"]), name
        assert counter.window.windowTitle().startswith("(1) "), name
        in_place = door in ("another sale", "minimized")
        assert ("●" in counter.text("tab_sell")) is not in_place, name
        counter.window.showNormal()
        counter.window.go_to("sell")
        side.select(name)
        assert not side.model.is_news(sale)
        assert "●" not in counter.text("tab_sell")
        assert not counter.window.windowTitle().startswith("(")


def _let_the_last_sound_pass(counter: Counter) -> None:
    """As if the last sound had been a while ago."""
    for listener in counter.till._listeners:
        owner = getattr(listener, "__self__", None)
        if hasattr(owner, "_last"):
            owner._last = None  # type: ignore[union-attr]


async def test_news_is_brought_up_in_turn_whatever_it_is(counter: Counter) -> None:
    """By the button or by Enter; what has come to a halt gives way to the next."""
    counter.open()
    side = counter.find(SalesPanel, "")
    await until(lambda: side.loaded)
    for name in ENDS:
        counter.push(name)
    counter.push("last")
    side.select("last")
    for name, events in ENDS.items():
        for event in events:
            counter.till.write(name, event)
    counter.till.write("last", TAKEN, Paid(reference="1"))
    seen = []
    for _ in ENDS:
        side._put_away()
        assert side.verdict.sale is not None
        seen.append(side.verdict.sale.id)
    assert seen == list(ENDS)
    assert not counter.window.windowTitle().startswith("(")
    shown = side.verdict.sale
    side._put_away()
    assert side.verdict.sale is shown  # it goes on, and nothing else waits to be seen


async def test_what_ends_behind_the_lock_is_news_when_somebody_comes_back(
    counter: Counter,
) -> None:
    counter.open()
    counter.push("a")
    side = counter.find(SalesPanel, "")
    side.hide()  # as the lock's page does
    counter.till.write("a", TAKEN, Declined(reason=Reason.NO_MONEY))
    sale = side.model.sale("a")
    assert sale is not None
    assert side.model.is_news(sale)
    assert not side.is_watched("a")
    side.show()
    assert not side.model.is_news(sale)


async def test_an_old_sale_that_is_given_back_is_no_news(counter: Counter) -> None:
    """The list never had it: only its refund is news."""
    counter.open()
    side = counter.find(SalesPanel, "")
    await until(lambda: side.loaded)
    listeners, counter.till._listeners = counter.till._listeners, []
    counter.push("old")
    counter.till.write("old", TAKEN, Paid(reference="1"))
    counter.till._listeners = listeners
    counter.push("new")
    side.select("new")
    counter.till.write("old", TAKEN)
    sale = side.model.sale("old")
    assert sale is not None
    assert not side.model.is_news(sale)
