"""What holds for every dialog: how it opens, what a stray key does in it, and the way out."""

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, cast

import pytest
from closes import close_of
from PySide6.QtCore import QEvent, QPoint, QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
)
from shiboken6 import isValid
from ui.counter import LANGUAGES, Counter, until
from ui.misfits import settle
from ui.standin import CODE, START, TODAY, StandInExports
from ui.statements_tour import own
from ui.till_money import shift_of
from ui.tour import _a_day

import pos_app.ui
from pos_app.domain.books.drawer import CashDrawer
from pos_app.domain.books.shift import Shift
from pos_app.domain.errors import PeopleChanged
from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.comparison import Compared, Finding
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.journal import Head
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.actions.approval_dialogs import ApprovalDialog, PassphraseDialog
from pos_app.ui.actions.capture_release_dialogs import CaptureDialog, ReleaseDialog
from pos_app.ui.actions.checkout_dialog import CardDialog
from pos_app.ui.actions.clear_flag_dialog import ClearDialog
from pos_app.ui.actions.close_dialog import CloseDialog, CloseOutcome
from pos_app.ui.actions.closed_dialog import ClosedDialog
from pos_app.ui.actions.extend_dialog import ExtendDialog
from pos_app.ui.actions.invoice_dialog import InvoiceDialog
from pos_app.ui.actions.payout_dialog import PayOutDialog
from pos_app.ui.actions.recovery.recover_pins_dialog import RecoverDialog
from pos_app.ui.actions.recovery.recovery_code_dialog import CodeDialog
from pos_app.ui.actions.refund_dialog import RefundDialog
from pos_app.ui.actions.settle_dialog import SettleDialog
from pos_app.ui.actions.take_unmatched_dialog import TakeDialog
from pos_app.ui.attention.flagged_sales import AttentionDialog
from pos_app.ui.attention.unmatched_dialog import StraysDialog
from pos_app.ui.exporting.export_dialog import ExportDialog
from pos_app.ui.format import times
from pos_app.ui.moving.move_in_dialog import MoveInDialog
from pos_app.ui.printing.job_news import JobNews
from pos_app.ui.printing.jobs_dialog import PaperJobsDialog
from pos_app.ui.printing.print_dialog import PrintDialog
from pos_app.ui.printing.printable import Printable, PrintContext
from pos_app.ui.qt.application import install_language
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.reconciliation.import_statement_dialog import ImportStatementDialog
from pos_app.ui.reconciliation.reconciliation_dialog import ReconciliationDialog
from pos_app.ui.reconciliation.resolve_difference_dialog import ResolveDifferenceDialog
from pos_app.ui.settings.unsaved_dialog import UnsavedDialog
from pos_app.ui.theme.theme import CurrentTheme
from pos_app.ui.till_page.drawer.cash_dialog import CashDialog
from pos_app.ui.till_page.shifts.shift_dialogs import (
    CloseShiftDialog,
    OpenShiftDialog,
    ShiftClosedDialog,
)
from pos_app.ui.trouble.incident_dialog import IncidentDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

ENTER = Qt.Key.Key_Return
KWANZA = Currency.AOA


class Room:
    """What dialogs are made of."""

    def __init__(self, counter: Counter) -> None:
        _a_day(counter)
        counter.open()
        self.counter = counter
        self.window = counter.window
        self.shop = counter.window.shop
        self.look = CurrentTheme("light")
        self.tasks = GuiTasks()
        self.hands = DialogContext(counter.till, counter.people, self.tasks, False, self.window)
        self.wall = times.wall_of(self.shop)
        self.painter = ThreadPoolExecutor(1)
        self.sheet = DayCloseSheet(close_of(TODAY))
        self.shift = Shift(since=7, cashier="Ana", opened_at=START)

    def sale(self, name: str) -> Sale:
        return self.counter.till.sales[name]

    def of(self, kind: Callable[..., QDialog], name: str) -> QDialog:
        sale = self.sale(name)
        return kind(sale, METHODS[sale.method], self.hands)

    @property
    def printing(self) -> PrintContext:
        desk, window = self.counter.paper.desk, self.window
        news = JobNews(desk.spool, self.tasks, window)
        return PrintContext(
            desk,
            news,
            self.look,
            self.tasks,
            self.wall,
            lambda: None,
            lambda _: None,
            window,
            self.painter,
        )

    def slip(self) -> QDialog:
        order = self.counter.paper.documents.slip(self.sale("reference"))
        return PrintDialog(Printable(order, "Slip"), self.printing)

    def closed(self) -> QDialog:
        outcome = CloseOutcome(Closed(self.sheet, Head(1, "3f" * 32)), None, None)
        return ClosedDialog(outcome, METHODS, self.window)

    def strays(self) -> QDialog:
        lost = self.counter.till.lost
        return StraysDialog(lost, METHODS, self.wall, self.window, pins=True)


class Typed:
    """A card of the settings with something typed in it."""

    name = "Shop"

    def has_edits(self) -> bool:
        return True

    async def save_edits(self) -> bool:
        return True

    def drop_edits(self) -> None:
        """Forgets it."""


ONLY_HERE = Compared(Finding.ONLY_HERE, TODAY, here=own(1, 38_000_00, "741820581", 2))
Opens = Callable[[Room], QDialog]
DIALOGS: dict[type[QDialog], Opens] = {
    RefundDialog: lambda room: room.of(RefundDialog, "paid"),
    CaptureDialog: lambda room: room.of(CaptureDialog, "held"),
    ReleaseDialog: lambda room: room.of(ReleaseDialog, "held"),
    SettleDialog: lambda room: room.of(SettleDialog, "unknown"),
    ClearDialog: lambda room: room.of(ClearDialog, "late"),
    InvoiceDialog: lambda room: room.of(InvoiceDialog, "paid"),
    ExtendDialog: lambda room: room.of(ExtendDialog, "reference"),
    PayOutDialog: lambda room: PayOutDialog([METHODS["clicpay.mpesa"]], room.look, room.hands),
    TakeDialog: lambda room: TakeDialog(room.counter.till.lost[0], METHODS["proxypay"], room.hands),
    CloseDialog: lambda room: CloseDialog(room.sheet, METHODS, room.wall, None, room.hands),
    ApprovalDialog: lambda room: ApprovalDialog("Change the shop's name", room.hands),
    PassphraseDialog: lambda room: PassphraseDialog(
        room.counter.settings, room.hands, chosen=False
    ),
    MoveInDialog: lambda room: MoveInDialog(room.hands),
    RecoverDialog: lambda room: RecoverDialog(
        PeopleChanged(can_recover=True, had_cashiers=True), room.hands
    ),
    CodeDialog: lambda room: CodeDialog(CODE, room.window),
    ClosedDialog: Room.closed,
    PrintDialog: Room.slip,
    PaperJobsDialog: lambda room: PaperJobsDialog(room.printing),
    CardDialog: lambda room: CardDialog(room.sale("card"), METHODS["clicpay.card"], room.window),
    StraysDialog: Room.strays,
    AttentionDialog: lambda room: AttentionDialog([room.sale("late")], METHODS, room.window),
    UnsavedDialog: lambda room: UnsavedDialog([cast("Any", Typed())], room.tasks, room.window),
    ExportDialog: lambda room: ExportDialog(SaleFilter(), room.shop, StandInExports(), room.hands),
    IncidentDialog: lambda room: IncidentDialog(lambda: "what went wrong", room.window),
    OpenShiftDialog: lambda room: OpenShiftDialog(CashDrawer(currency=KWANZA), None, room.hands),
    CloseShiftDialog: lambda room: CloseShiftDialog(room.shift, [KWANZA], None, room.hands),
    ShiftClosedDialog: lambda room: ShiftClosedDialog(shift_of(7, "Ana", START), room.hands),
    CashDialog: lambda room: CashDialog([KWANZA], room.hands, puts_in=False),
    ReconciliationDialog: lambda room: ReconciliationDialog(
        list(METHODS.values()), room.counter.statements, room.look, room.hands
    ),
    ImportStatementDialog: lambda room: ImportStatementDialog(
        ("proxypay", "ProxyPay"), (TODAY, TODAY), None, room.counter.statements, room.hands
    ),
    ResolveDifferenceDialog: lambda room: ResolveDifferenceDialog(
        "proxypay", ONLY_HERE, room.counter.statements, room.hands
    ),
}
# Something is done already, or nothing is to be done.
AFTERWARDS = {
    CodeDialog, ClosedDialog, PrintDialog, PaperJobsDialog, CardDialog, StraysDialog,
    AttentionDialog, IncidentDialog,
    ShiftClosedDialog, ReconciliationDialog,
}  # fmt: skip
REASONS = (SettleDialog, ClearDialog, TakeDialog)


async def opened(room: Room, kind: type[QDialog]) -> QDialog:
    dialog = DIALOGS[kind](room)
    dialog.show()
    dialog.activateWindow()
    await until(dialog.isActiveWindow)
    return dialog


async def settled() -> None:
    """What a key has begun has asked the till by then."""
    for _ in range(5):
        await asyncio.sleep(0)


def press(dialog: QDialog, key: Qt.Key, text: str = "", *, repeated: bool = False) -> None:
    """As the system delivers it: to whatever has the focus in this dialog."""
    if not isValid(dialog) or not dialog.isVisible():
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated)
        QApplication.sendEvent(dialog.focusWidget() or dialog, event)


def hold_enter(dialog: QDialog) -> None:
    press(dialog, ENTER, "\r")
    for _ in range(5):
        press(dialog, ENTER, "\r", repeated=True)


def done(counter: Counter) -> tuple[object, ...]:
    """All that a dialog can have done."""
    till = counter.till
    shifts = till.shifts
    invoices = [sale.invoice for sale in till.sales.values()]
    return (
        invoices, list(till.asked), list(till.extensions), list(till.cancels), set(till.sales),
        list(shifts.asked), list(shifts.running), list(shifts.ended),
    )  # fmt: skip


def chosen(dialog: QDialog) -> list[str]:
    """What is chosen beforehand; what paper there is and whose it is
    choose nothing."""
    names = [one.objectName() for one in dialog.findChildren(QAbstractButton) if one.isChecked()]
    return [name for name in names if not name.startswith(("print_paper_", "print_for_"))]


def way_out(dialog: QDialog) -> QPushButton:
    name = dialog.objectName().removesuffix("_dialog")
    names = (f"{name}_back", f"{name}_close", f"{name}_dialog_close")
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.objectName() in names]
    return found


def _dialogs_of_the_window() -> Iterator[type[QDialog]]:
    for module in pkgutil.walk_packages(pos_app.ui.__path__, "pos_app.ui."):
        importlib.import_module(module.name)
    waiting = list(QDialog.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("pos_app.") and not kind.__subclasses__():
            yield kind


def test_no_dialog_is_forgotten_here() -> None:
    assert set(_dialogs_of_the_window()) == set(DIALOGS)


# --- how it opens ---------------------------------------------------------------------------------


async def test_a_stray_enter_does_nothing_and_the_way_out_is_one(counter: Counter) -> None:
    """However often it is pressed and however long it is held; Esc is the way out as well."""
    room = Room(counter)
    before = done(counter)
    for kind in DIALOGS:
        dialog = await opened(room, kind)
        assert not chosen(dialog), kind
        assert_way_out(dialog, "Close" if kind in AFTERWARDS else "Back")
        for _ in range(3):
            hold_enter(dialog)
            await settled()
        assert done(counter) == before, kind
        if not isValid(dialog) or not dialog.isVisible():  # its way out had the focus
            dialog = await opened(room, kind)
        assert not chosen(dialog), kind
        press(dialog, Qt.Key.Key_Escape)
        await until(partial(is_gone, dialog))
        assert done(counter) == before, kind


def is_gone(dialog: QDialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


async def test_a_reason_that_lacks_is_asked_for_in_the_words_of_its_question(
    counter: Counter,
) -> None:
    """How somebody knows it, and what somebody did, are two questions."""
    room = Room(counter)
    asks = {"How do you know?": "Write how you know", "What was done?": "Write what was done"}
    asked = set()
    for kind in (SettleDialog, TakeDialog, ClearDialog):
        dialog = await opened(room, kind)
        if kind is SettleDialog:
            room.counter.click("settle_paid")
        [why] = dialog.findChildren(QLineEdit, QRegularExpression("_why$"))
        [do] = dialog.findChildren(QPushButton, QRegularExpression("_do$"))
        do.click()
        assert why.accessibleDescription() == asks[why.accessibleName()], kind
        asked.add(why.accessibleName())
        dialog.reject()
    assert asked == set(asks)


@pytest.mark.parametrize(
    ("kind", "row", "typed"),
    [
        (PayOutDialog, ("payout_amount", "payout_phone"), {}),
        (PayOutDialog, ("payout_amount", "payout_phone"), {"payout_amount": "1500"}),
        (
            RecoverDialog,
            ("recover_new", "recover_again"),
            {"recover_code": CODE, "recover_new": "2468", "recover_again": "2469"},
        ),
    ],
)
async def test_the_fields_of_a_row_stay_in_line_whatever_is_said_at_one_of_them(
    counter: Counter, kind: type[QDialog], row: tuple[str, ...], typed: dict[str, str]
) -> None:
    dialog = await opened(Room(counter), kind)
    fields = [counter.find(QLineEdit, name) for name in row]
    for name, text in typed.items():
        counter.fill(name, text)
    counter.click(f"{row[0].partition('_')[0]}_do")
    await until(lambda: any(field.accessibleDescription() for field in fields))
    settle(dialog)
    places = {(field.mapTo(dialog, QPoint()).y(), field.height()) for field in fields}
    assert len(places) == 1


async def test_what_stands_in_a_capture_needs_another_key_and_what_is_typed_does_not(
    counter: Counter,
) -> None:
    """No PIN is asked for there."""
    room = Room(counter)
    dialog = await opened(room, CaptureDialog)
    press(dialog, Qt.Key.Key_Plus, "+")
    await until(lambda: counter.till.asked)
    await until(lambda: not isValid(dialog))
    dialog = await opened(room, CaptureDialog)
    QTest.keyClicks(dialog.focusWidget(), "100")  # replaces what stands there
    hold_enter(dialog)
    await until(lambda: len(counter.till.asked) > 1)
    assert [one[:3] for one in counter.till.asked] == [
        ("capture", "held", Money(4_200_00, Currency.AOA)),
        ("capture", "held", Money(100_00, Currency.AOA)),
    ]


# --- what was typed -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", REASONS, ids=lambda kind: kind.__name__)
async def test_what_was_typed_wins_over_every_suggestion_on_the_way_to_the_pin(
    counter: Counter, kind: type[QDialog]
) -> None:
    dialog = await opened(Room(counter), kind)
    name = dialog.objectName().removesuffix("_dialog")
    if kind is SettleDialog:
        press(dialog, Qt.Key.Key_1, "1")
    why, pin = (counter.find(QLineEdit, f"{name}_{part}") for part in ("why", "pin"))
    why.setFocus()
    QTest.keyClicks(why, "seen by Rui")
    for _ in range(20):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is pin:
            break
        if "reason" in dialog.focusWidget().objectName():
            hold_enter(dialog)
            press(dialog, Qt.Key.Key_Space, " ")
    for place in range(2):
        if button := dialog.findChild(QPushButton, f"{name}_reason_{place}"):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog.setFocus()
    for key in "34":
        press(dialog, Qt.Key(ord(key)), key)
    assert why.text() == "seen by Rui"
    why.clear()
    counter.click(f"{name}_reason_0")
    assert why.text()
    counter.click(f"{name}_key_4")  # what is touched beside it leaves the focus there
    assert dialog.focusWidget() is pin
    assert pin.text() == "4"
    dialog.reject()


async def test_a_suggestion_goes_with_the_outcome_that_it_speaks_of(counter: Counter) -> None:
    dialog = await opened(Room(counter), SettleDialog)
    why = counter.find(QLineEdit, "settle_why")
    counter.click("settle_paid")
    counter.click("settle_reason_0")
    assert why.text()
    counter.click("settle_unpaid")
    assert why.text() == ""
    why.setText("seen by Rui")
    counter.click("settle_paid")
    assert why.text() == "seen by Rui"
    dialog.reject()


# --- the way out ----------------------------------------------------------------------------------


def assert_way_out(dialog: QDialog, word: str) -> None:
    """One word, one kind of button, and right of all others of its row."""
    out = way_out(dialog)
    assert (out.text(), out.property("kind")) == (word, None), dialog.objectName()
    place = out.geometry()
    in_its_row = [
        other
        for other in dialog.findChildren(QPushButton)
        if other.isVisible() and other is not out and other.parentWidget() is out.parentWidget()
        if other.geometry().top() < place.bottom() and other.geometry().bottom() > place.top()
    ]
    assert all(other.geometry().right() < place.left() for other in in_its_row), out.objectName()


def test_the_two_words_are_those_of_the_terms(
    application: QApplication, translations: object
) -> None:
    """In Portuguese too."""
    said = {}
    for language in LANGUAGES:
        install_language(application, language, translations)  # type: ignore[arg-type]
        said[language] = (
            QApplication.translate("ActionDialog", "Back"),
            QApplication.translate("PrintDialog", "Close"),
        )
    assert said == {"pt": ("Voltar", "Fechar"), "en": ("Back", "Close")}
