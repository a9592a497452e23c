"""From one customer to the next: what has ended is put away, and nothing stands in the way."""

import pytest
from hands import Keys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import Counter, until
from ui.misfits import settle

from pos_app.domain.events import Accepted, Authorized, Event, OutcomeUnknown, Paid
from pos_app.domain.reasons import Reason
from pos_app.ui.sell.sales.panel import SalesPanel

AIR = 6  # at least, beside a button's words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def _pass_a_second(counter: Counter) -> None:
    """As if nobody had touched a key meanwhile."""
    _let_time_pass(counter)
    counter.window.sell.form.ahead.rhythm._heard -= 3600


def _let_time_pass(counter: Counter) -> None:
    """As if the verdict had been there for a while."""
    side = counter.find(SalesPanel, "")
    side.verdict.repaint()
    assert side.verdict._seen_at is not None
    side.verdict._seen_at -= 3600
    side._brought_up -= 3600


def _headline(counter: Counter) -> str:
    return counter.text("verdict_state")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
async def test_how_it_ended_is_put_away_once_it_was_seen(counter: Counter, key: Qt.Key) -> None:
    counter.open()
    first = await counter.sell()
    _pass_a_second(counter)
    counter.press(key)
    assert _headline(counter) != "Ready for a sale"  # it goes on: it stays
    counter.till.write(first, Paid(reference="r1"))
    assert _headline(counter) == "Paid"
    counter.press(key)
    assert _headline(counter) == "Paid"  # too soon for anybody to have read it
    _pass_a_second(counter)
    counter.type("42")
    counter.press(Qt.Key.Key_Escape)  # one field back, of a sale that is being typed
    assert _headline(counter) == "Paid"
    counter.press(Qt.Key.Key_Delete)  # what was selected
    counter.press(key)
    assert _headline(counter) == "Paid"  # right behind another key, as a held one comes
    _pass_a_second(counter)
    counter.press(key)
    assert _headline(counter) == "Ready for a sale"
    assert "923" not in " ".join(counter.text(f"verdict_{part}") for part in ("sale", "order"))


async def test_what_happens_next_is_shown_again(counter: Counter) -> None:
    counter.open()
    first, waiting = counter.push("a"), counter.reference("r")
    counter.till.write(first, Paid(reference="r1"))
    counter.click("verdict_done")
    assert _headline(counter) == "Ready for a sale"
    counter.till.write(waiting)  # it was asked about, and nothing has changed
    assert _headline(counter) == "Ready for a sale"
    counter.till.write(waiting, Paid(reference="741820581"))
    assert _headline(counter) == "Paid"


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (OutcomeUnknown(reason=Reason.NO_ANSWER), "Outcome unknown"),
        (Authorized(reference="h"), "On hold, not paid yet"),
    ],
    ids=["unknown", "held"],
)
async def test_the_next_customer_comes_by_touch_and_nothing_is_settled(
    counter: Counter, end: Event, told: str
) -> None:
    """A sale that waits for a person leaves the verdict, and nothing else."""
    counter.open()
    sale = counter.push("a")
    counter.till.write(sale, Accepted(reference="h", follow="/h"), end)
    before = counter.till.sales[sale]
    assert _headline(counter) == told
    _pass_a_second(counter)
    counter.enter()
    assert _headline(counter) == told  # a key may have meant the field
    counter.click("verdict_done")
    assert _headline(counter) == "Ready for a sale"
    assert counter.till.sales[sale] == before
    assert not counter.till.asked
    side = counter.find(SalesPanel, "")
    assert side.model.sale(sale) == before  # still in the list
    assert side.is_watched(sale) is False
    counter.till.write(sale, Paid(reference="h"))
    assert _headline(counter) == "Paid"  # and its end is news


async def test_the_button_has_room_for_its_words_in_either_style(counter: Counter) -> None:
    """On a small screen and a large one, whichever it was on as its style changed."""
    counter.open()
    sale = counter.push("a")
    done = counter.find(QPushButton, "verdict_done")
    for event in (OutcomeUnknown(reason=Reason.NO_ANSWER), Paid(reference="h")):
        counter.till.write(sale, event)
        done.setText("Seguinte")
        for size, pixels in (((1024, 600), 14), ((1366, 768), 16), ((1024, 600), 14)):
            counter.window.resize(*size)
            settle(counter.window)
            assert done.font().pixelSize() == pixels
            words = done.fontMetrics().horizontalAdvance(done.text())
            assert done.width() >= words + 2 * AIR, (size, done.property("kind"))


async def test_no_next_customer_is_offered_while_a_sale_goes_on(counter: Counter) -> None:
    counter.open()
    sale = counter.push("a")
    counter.till.write(sale, Accepted(reference="h", follow="/h"))
    assert not counter.find(QWidget, "verdict_done").isVisible()


async def test_what_was_paid_meanwhile_is_shown_next(counter: Counter) -> None:
    counter.open()
    second, first = counter.push("a"), counter.reference("r")
    counter.till.write(second, Paid(reference="x"))
    counter.till.write(first, Paid(reference="741820581"))  # while the push is shown
    assert "923" in counter.text("verdict_sale")
    counter.click("verdict_done")
    assert _headline(counter) == "Paid"
    assert "741 820 581" in counter.text("verdict_reference")
    for _ in range(3):  # a double click, or a key that is held on the button
        counter.click("verdict_done")
    assert _headline(counter) == "Paid"
    _pass_a_second(counter)
    counter.click("verdict_done")
    assert _headline(counter) == "Ready for a sale"


async def test_the_next_customer_is_served_beside_an_open_dialog(counter: Counter) -> None:
    counter.open()
    first = counter.push("a")
    counter.till.write(first, Paid(reference="r1"))
    counter.click("deed_refund")
    dialog = counter.dialog("refund")
    assert dialog is not None
    counter.window.activateWindow()
    counter.find(QWidget, "amount").setFocus()
    await counter.sell("900", "923000111")
    assert counter.dialog("refund") is dialog  # not modal, and nothing was done in it
    assert not counter.till.asked


async def test_f1_shows_the_keys_and_what_is_typed_stays_the_sales(counter: Counter) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F1)
    assert counter.find(QWidget, "help").isVisible()
    counter.type("1500")
    assert counter.text("amount") == "1\u202f500"
    counter.press(Qt.Key.Key_F1)
    assert not counter.find(QWidget, "help").isVisible()
    counter.click("help_open")
    assert counter.find(QWidget, "help").isVisible()
    counter.click("help_close")
    assert not counter.find(QWidget, "help").isVisible()
    await until(lambda: counter.text("amount"))


@pytest.mark.parametrize("quiet", [0.0, 0.03, 0.25, 0.5, 0.66])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
async def test_a_held_key_puts_no_verdict_away_where_nobody_says_that_it_repeats(
    counter: Counter, key: Qt.Key, quiet: float
) -> None:
    """However long it is held, and however slowly the platform repeats it."""
    counter.open()
    keys = Keys()
    keys.pace = round(quiet * 1000)
    first = await counter.sell()
    counter.till.write(first, Paid(reference="r1"))
    await until(lambda: counter.find(SalesPanel, "").verdict.seen_for)
    keys.press(key)
    for _ in range(50):
        _let_time_pass(counter)
        keys.press(key)
        assert _headline(counter) == "Paid"
    _let_time_pass(counter)
    keys.rest(1)  # let go, and pressed once more
    keys.press(key)
    assert _headline(counter) == "Ready for a sale"


async def test_a_verdict_that_nobody_could_see_is_not_put_away(counter: Counter) -> None:
    """It came while another page was shown, or before it was painted."""
    counter.open()
    first = counter.push("a")
    counter.window.go_to("journal")
    counter.till.write(first, Paid(reference="r1"))
    counter.find(SalesPanel, "").acknowledge(3600)
    counter.window.go_to("sell")
    counter.find(SalesPanel, "").acknowledge(3600)
    assert _headline(counter) == "Paid"
    _pass_a_second(counter)
    counter.window.go_to("journal")
    counter.window.go_to("sell")  # somebody else may stand there now
    counter.find(SalesPanel, "").acknowledge(3600)
    assert _headline(counter) == "Paid"
    _pass_a_second(counter)
    counter.enter()
    assert _headline(counter) == "Ready for a sale"
