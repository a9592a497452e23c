"""The window as a whole: verdicts, slips, where to, and how it begins and ends."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)
from shiboken6 import delete
from ui.counter import WALLETS, Counter, CounterOf, make_shop, until
from ui.tour import sale_rows

from pos_app.app.shop_front import shop_front
from pos_app.domain.errors import (
    EnvironmentFailed,
    JournalHeld,
    JournalInUse,
    KeyringSilent,
    NotAllowed,
)
from pos_app.domain.events import Accepted, Declined, OutcomeUnknown, Paid
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.reasons import Reason
from pos_app.installation.settings import Settings
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.shell.main_window import MainWindow, fitted

# --- windows --------------------------------------------------------------------------------------


class _Watcher(QObject):
    """What is shown as a window of its own, if only until it is in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Show or isinstance(watched, QDialog | MainWindow):
            return False
        if isinstance(watched, QWidget) and watched.isWindow():
            self.strays.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none
async def test_nothing_flashes_as_a_window_of_its_own(
    counter: Counter, application: QApplication
) -> None:
    """It would take the keyboard with it."""
    watcher = _Watcher()
    application.installEventFilter(watcher)
    try:
        counter.settings.locked, counter.settings.passphrase = True, "three sad tigers"
        counter.journal.become(JournalHeld(""))
        counter.keyring.become(KeyringSilent())
        counter.open()
        await until(lambda: counter.dialog("passphrase"))
        counter.click("passphrase_back")
        counter.click("tab_settings")
        await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
        counter.click("tab_journal")
        counter.click("tab_sell")
        counter.till.write(counter.push(), Paid(reference="x"))
        counter.click("deed_refund")
        await until(lambda: counter.dialog("refund"))
        counter.click("refund_back")
    finally:
        application.removeEventFilter(watcher)
    assert not watcher.strays


# --- the verdict ----------------------------------------------------------------------------------


async def test_the_verdict_follows_the_sale_and_is_green_only_on_the_providers_word(
    counter: Counter,
) -> None:
    counter.open()
    counter.push()
    tones = []
    for event, words in (
        (Accepted(), "Waiting for the customer"),
        (OutcomeUnknown(reason=Reason.NO_ANSWER), "Outcome unknown"),
        (Paid(reference="x"), "Paid"),
    ):
        counter.till.write("a", event)
        assert counter.text("verdict_state") == words
        tones.append(counter.find(QWidget, "verdict").property("tone"))
    assert tones == ["wait", "doubt", "paid"]
    counter.till.write("a", Declined(reason=Reason.OTHER))  # contradicts what was paid
    assert counter.find(QWidget, "verdict").property("tone") == "doubt"
    assert "Confirmed first" in counter.text("verdict_flags")


async def test_the_till_knows_which_sale_is_on_the_screen_until_it_has_ended(
    counter: Counter,
) -> None:
    counter.open()
    side = counter.window.sell.side
    assert side
    seen = []
    counter.push("a")  # which is shown, as there was none
    seen.append(counter.till.watched)
    counter.push("b")
    seen.append(counter.till.watched)
    side.select("b")
    seen.append(counter.till.watched)
    counter.till.write("a", Accepted(), Paid(reference="x"))
    seen.append(counter.till.watched)
    counter.till.write("b", Accepted(), Paid(reference="y"))
    seen.append(counter.till.watched)
    assert seen == ["a", "a", "b", "b", ""]


async def test_what_to_clear_up_is_counted_and_led_to(counter: Counter) -> None:
    counter.open()
    strip = counter.find(QPushButton, "doubt_strip")
    counter.push("a")
    counter.till.write("a", OutcomeUnknown(reason=Reason.NO_ANSWER))
    counter.push("b")
    side = counter.window.sell.side
    assert side
    side.select("b")
    assert strip.isVisible()
    assert strip.text() == "1 sale needs attention"
    counter.click("doubt_strip")
    await until(lambda: counter.find(QWidget, "doubt_state").isVisible())
    assert "923 123 456" in counter.text("doubt_fact_2")
    counter.press(Qt.Key.Key_Escape)
    assert counter.find(QWidget, "charge").isVisible()


async def test_cancelling_asks_on_the_panel_and_only_where_the_method_can(counter: Counter) -> None:
    counter.open()
    counter.push()
    counter.till.write("a", Accepted())
    assert not counter.find(QPushButton, "cancel").isVisible()
    counter.reference()
    side = counter.window.sell.side
    assert side
    side.select("r")
    counter.click("cancel")
    assert not counter.till.cancels
    assert counter.focus().objectName() == "cancel_back"
    counter.click("cancel_back")
    counter.click("cancel")
    counter.click("cancel_confirm")
    await until(lambda: counter.till.cancels == ["r"])


async def test_a_refused_cancel_is_told_on_the_panel(counter: Counter) -> None:
    counter.till.refuse = NotAllowed("too late")
    counter.open()
    counter.reference()
    counter.click("cancel")
    counter.click("cancel_confirm")
    message = counter.find(QWidget, "verdict_message")
    await until(message.isVisible)
    assert "Not possible" in counter.text("verdict_message")


async def test_asking_now_asks_the_till(counter: Counter) -> None:
    counter.open()
    counter.push()
    counter.till.write("a", Accepted())
    counter.click("ask_now")
    assert not counter.find(QPushButton, "ask_now").isEnabled()
    await until(lambda: counter.till.looks == ["a"])


async def test_whoever_asks_now_stands_on_no_button_that_cancels(counter: Counter) -> None:
    """The same key again asks again, and the one after it too."""
    counter.open()
    counter.reference()
    ask = counter.find(QPushButton, "ask_now")
    ask.setFocus()
    for _ in range(2):
        counter.press(Qt.Key.Key_Space)
        assert not counter.find(QWidget, "cancel").hasFocus()
        await until(ask.isEnabled)
        assert ask.hasFocus()
    assert len(counter.till.looks) == 2


async def test_what_was_over_before_the_window_opened_is_listed_and_is_no_verdict(
    counter: Counter,
) -> None:
    """Green across the shop would speak of somebody who left an hour ago."""
    counter.push()
    counter.till.write("a", Paid())
    counter.open()
    view = counter.find(QListView, "waiting_list")

    def texts() -> list[str]:
        rows = range(view.model().rowCount())
        return [str(view.model().index(row, 0).data()) for row in rows]

    await until(lambda: any("today 1 ·" in text for text in texts()))
    assert any("Paid" in text for text in texts())
    assert counter.text("verdict_state") == "Ready for a sale"


async def test_what_still_waits_is_shown_at_the_start(counter: Counter) -> None:
    counter.push()
    counter.till.write("a", Accepted(reference="x"))
    counter.open()
    await until(lambda: counter.text("verdict_state") == "Waiting for the customer")


# --- the slip -------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin of Qt has no size hints
async def test_the_slip_is_printed_once_and_then_only_after_a_look(
    counter: Counter, tmp_path: Path
) -> None:
    counter.open()
    counter.reference()
    await counter.paper.setup.choose(DocumentKind.SLIP, "Balcão")
    counter.click("slip")
    slip = DocumentKind.SLIP
    await until(lambda: counter.paper.printed == [(slip, "r", "Balcão", 1)])
    counter.click("slip")
    await until(lambda: counter.dialog("print"))
    dialog = counter.find(QDialog, "print_dialog")
    assert not dialog.isModal()
    await until(lambda: counter.text("print_print") == "Print copy 2")
    counter.paper.spool.fail = EnvironmentFailed("the disk is full")
    counter.click("print_print")
    await until(lambda: "the disk is full" in counter.text("print_message"))
    counter.click("print_print")
    await until(lambda: counter.paper.printed[1:] == [(slip, "r", "Balcão", 2)])
    counter.click("print_pdf")
    chooser = counter.find(QFileDialog, "print_file")
    chooser.fileSelected.emit(str(tmp_path / "slip.pdf"))
    chooser.reject()
    await until(lambda: [path for _, path in counter.paper.spool.saved] == [tmp_path / "slip.pdf"])
    counter.click("print_close")


# --- the window -----------------------------------------------------------------------------------


def test_trouble_takes_the_place_of_the_form(counter: Counter) -> None:
    counter.window.show_trouble(JournalInUse("till 1"))
    assert counter.text("trouble") == "This till is already open"
    assert not counter.find(QLineEdit, "amount").isVisible()


def test_closing_is_asked_for_and_done_only_when_told(counter: Counter) -> None:
    asked: list[int] = []
    counter.window.close_requested.connect(lambda: asked.append(1))
    counter.window.close()
    assert counter.window.isVisible()
    assert asked == [1]
    counter.window.close_for_good()
    assert not counter.window.isVisible()


# --- what the window knows ------------------------------------------------------------------------


def test_the_numbers_are_qts_own() -> None:
    from pos_app.ui.qt import constants  # noqa: PLC0415 - next to what it is about

    assert Qt.Key.Key_Escape == constants.ESCAPE
    assert Qt.Key.Key_Backspace == constants.BACKSPACE
    assert (Qt.Key.Key_Return, Qt.Key.Key_Enter) == constants.ENTER
    assert Qt.Key.Key_F1 == constants.F1
    assert Qt.Key.Key_F10 == constants.F10
    assert Qt.Key.Key_F11 == constants.F11
    assert Qt.Key.Key_F12 == constants.F12
    assert Qt.Key.Key_1 == constants.ONE
    assert Qt.KeyboardModifier.ControlModifier.value == constants.CONTROL
    for ours, theirs in (
        (constants.LEFT, Qt.AlignmentFlag.AlignLeft),
        (constants.RIGHT, Qt.AlignmentFlag.AlignRight),
        (constants.TOP, Qt.AlignmentFlag.AlignTop),
        (constants.BOTTOM, Qt.AlignmentFlag.AlignBottom),
        (constants.MIDDLE, Qt.AlignmentFlag.AlignVCenter),
        (constants.CENTRE, Qt.AlignmentFlag.AlignCenter),
        (constants.NO_FOCUS, Qt.FocusPolicy.NoFocus),
        (constants.TAB_FOCUS, Qt.FocusPolicy.TabFocus),
        (constants.PLAIN_TEXT, Qt.TextFormat.PlainText),
    ):
        assert ours == theirs.value


@pytest.mark.parametrize(
    ("screen", "window"),
    [((1920, 1080), (1366, 768)), ((1366, 728), (1366, 728)), ((1024, 600), (1024, 600))],
)
def test_the_window_is_no_larger_than_its_screen(
    screen: tuple[int, int], window: tuple[int, int]
) -> None:
    assert fitted(QSize(*screen)) == QSize(*window)


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize(
    ("screen", "window", "filled"),
    [
        ((1920, 1080), (1366, 768), False),
        ((1366, 768), (1366, 768), True),
        ((1024, 600), (1024, 600), True),
        ((800, 600), (960, 600), False),  # no till for it: its edges are at least whole
    ],
)
def test_the_window_opens_within_the_screen_that_is_there(
    monkeypatch: pytest.MonkeyPatch,
    screen: tuple[int, int],
    window: tuple[int, int],
    *,
    filled: bool,
) -> None:
    there = SimpleNamespace(availableSize=lambda: QSize(*screen))
    monkeypatch.setattr(MainWindow, "screen", lambda _: there)
    shown = MainWindow(make_shop())
    assert shown.size() == QSize(*window)
    shown.show_first()
    assert shown.isMaximized() is filled
    delete(shown)


# --- the shop's clock -----------------------------------------------------------------------------


async def test_one_column_has_one_clock_and_a_reference_ends_where_it_is_paid(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(replace(make_shop(), zone_name="Asia/Tokyo"))
    counter.till.now = lambda: datetime(2026, 5, 4, 9, 30, 15, tzinfo=UTC)  # 18:30:15 in the shop
    counter.push("a")
    counter.till.begin("m", parse_charge_request(WALLETS[0], "100", "841234567"))
    counter.till.write("m", Accepted(), Paid(reference="x"))
    counter.reference()
    end = datetime(2036, 5, 4, 10, 0, tzinfo=UTC)  # 11:00 in Luanda
    counter.till.write("r", Accepted(reference="741820581", entity="1", expires_at=end))
    counter.open()
    side = counter.window.sell.side
    assert side
    await until(lambda: side.model.rowCount() == 5)
    side.select("m")
    ages = counter.window.findChild(QLabel, "verdict_age")
    assert ages
    assert ages.text().endswith("at 18:30:15")
    texts = [side.model.index(row).data() for row in range(side.model.rowCount())]
    assert any("until 04/05/2036 11:00" in text for text in texts)
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == 3)
    assert {table.model().index(row, 1).data() for row in sale_rows(table)} == {"18:30"}
    table.selectRow(1)
    steps = counter.find(QListView, "timeline").model()
    await until(steps.rowCount)
    assert steps.index(0, 0).data().startswith("18:30:15")


def test_the_first_paint_knows_the_zone_by_its_name_alone() -> None:
    known = Settings(country="MZ", zone_name="nowhere")  # who opens the till refuses it
    assert shop_front(known, training=True).zone_name == "nowhere"
