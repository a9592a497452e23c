"""Sales whose outcome nobody knows: a screen that says what to ask and where to look, one step from
everywhere, and a manager who settles them."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableWidget, QWidget
from ui.counter import Counter, until
from ui.sell.sales.test_verdict import item
from ui.standin import START

from pos_app.domain.events import Accepted, Flag, OutcomeUnknown, Paid, Purpose, State
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.outlook import Outlook
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request
from pos_app.words import doubts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def lost(counter: Counter, sale_id: str, amount: str = "1500", days_ago: int = 0) -> None:
    at = START - timedelta(days=days_ago)
    counter.till.begin(sale_id, parse_charge_request(METHODS["vpos"], amount, "923123456"), at)
    counter.till.write(sale_id, OutcomeUnknown(reason=Reason.NO_TRACE), at=at)


def rows(counter: Counter) -> int:
    table = counter.window.findChild(QTableWidget, "doubts_table")
    return table.rowCount() if table is not None and table.isVisible() else 0


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.id)
@pytest.mark.parametrize("purpose", Purpose)
def test_what_proves_the_other_sale_is_named_wherever_a_proof_is_asked_for(
    language: str, purpose: Purpose, method: Method
) -> None:
    """The customer of the other sale has a message of the same amount too."""
    flags = frozenset({Flag.ALREADY_USED})
    sale = item(purpose, State.UNKNOWN, flags=flags, used_by=7, detail="8CA1D2E3F4")
    told = doubts.help_words(sale, method, sale.created_at, "10:42")
    for said in (told.why, told.ask):
        assert "8CA1D2E3F4" in said, language
        assert "0007" in said, language


@pytest.mark.parametrize("way", ["strip", "verdict", "journal"])
async def test_doubts_of_any_day_are_one_step_away(way: str, counter: Counter) -> None:
    lost(counter, "old", days_ago=40)
    for number in range(120):  # of today, and all of them paid
        counter.till.begin(
            f"{number}", parse_charge_request(METHODS["vpos"], f"{9 + number}", "923123456")
        )
        counter.till.write(f"{number}", Accepted(), Paid(reference="x"))
    lost(counter, "new", "2500")
    counter.open()
    await until(lambda: counter.find(QWidget, "doubt_strip").isVisible())
    if way == "journal":
        counter.click("tab_journal")
        await until(lambda: counter.find(QWidget, "doubts_strip").isVisible())
    counter.click({"strip": "doubt_strip", "verdict": "what_to_do", "journal": "doubts_strip"}[way])
    await until(lambda: rows(counter) == 2)
    assert "Do not hand over, do not charge again" in counter.text("doubt_order")
    assert "Multicaixa Express" in counter.text("doubt_ask")
    assert "vPOS" in counter.text("doubt_look")
    assert ("2\u202f500" in counter.text("doubt_order")) is (way != "journal")


async def test_what_to_look_for_can_be_copied_whole(counter: Counter) -> None:
    lost(counter, "u")
    counter.open()
    await until(lambda: counter.find(QWidget, "doubt_strip").isVisible())
    counter.click("doubt_strip")
    await until(lambda: rows(counter) == 1)
    counter.click("doubt_copy")
    copied = QGuiApplication.clipboard().text()
    assert "1\u202f500,00\u00a0Kz" in copied
    assert "923 123 456" in copied
    counter.click("doubt_ask_now")
    await until(lambda: counter.till.looks == ["u"])


async def test_a_manager_settles_by_keys_alone_and_reads_what_it_means(counter: Counter) -> None:
    lost(counter, "a")
    lost(counter, "b", "2500")
    counter.open()
    await until(lambda: counter.find(QWidget, "doubt_strip").isVisible())
    counter.click("doubt_strip")
    await until(lambda: rows(counter) == 2)
    counter.find(QTableWidget, "doubts_table").selectRow(0)
    counter.click("doubt_settle")
    dialog = counter.find(QWidget, "settle_dialog")

    def hand(key: Qt.Key) -> None:
        QTest.keyClick(dialog.focusWidget() or dialog, key)

    hand(Qt.Key.Key_3)  # how it is known, before what: nothing
    assert counter.find(QLineEdit, "settle_why").text() == ""
    hand(Qt.Key.Key_1)
    assert "Hand over" in counter.text("settle_means")
    hand(Qt.Key.Key_2)
    assert "can charge the customer again" in counter.text("settle_means")
    hand(Qt.Key.Key_3)
    assert counter.find(QLineEdit, "settle_why").text() == "Not found at vPOS"
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Return):
        hand(key)  # the PIN has the focus: figures are its own
    await until(lambda: counter.till.sales["a"].state is State.DECLINED)
    assert counter.till.asked == [("settle False Not found at vPOS", "a", None, "Ana")]
    await until(lambda: rows(counter) == 1)
    counter.till.write("b", Paid(reference="x"))  # ends by itself
    await until(lambda: counter.find(QWidget, "doubts_none").isVisible())


# --- the words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@pytest.mark.parametrize("purpose", [one for one in Purpose if one is not Purpose.SPLIT])
def test_every_way_to_pay_says_whom_to_ask_where_to_look_and_what_settling_means(
    language: str, method: Any, purpose: Purpose
) -> None:
    sale = item(purpose, State.UNKNOWN, method=method.id, reason=Reason.NO_ANSWER)
    told = doubts.help_words(sale, method, sale.created_at, "10:42")
    meanings = [doubts.meaning_words(purpose, paid=paid) for paid in (True, False)]
    reasons = [*doubts.ready_reasons(method, paid=True)]
    reasons += doubts.ready_reasons(method, paid=False)
    for text in (*told, *meanings, *reasons):
        assert text, language
        assert "{" not in text
    assert len({*meanings}) == 2
    assert len({*reasons}) == 4
    assert method.brand in told.look


@pytest.mark.parametrize("outlook", Outlook)
def test_what_the_till_does_by_itself_is_said(language: str, outlook: Outlook) -> None:
    assert doubts._TILL[outlook], language
