"""What the cashier wrote beside a sale stands wherever the sale does, and finds it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from printing.documents.paper import documents, made, pairs_of
from PySide6.QtWidgets import QDialog, QLabel, QListView, QTableView, QTableWidget, QWidget
from ui.counter import PUSH, REFERENCE, Counter, until
from ui.painted import painted_words
from ui.standin import START
from ui.tour import sale_rows

from pos_app.cli.sale_json import sale_as_dict
from pos_app.cli.texts import CliTexts
from pos_app.domain.events import (
    Accepted,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
)
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.actions.capture_release_dialogs import CaptureDialog, ReleaseDialog
from pos_app.ui.actions.checkout_dialog import CardDialog
from pos_app.ui.actions.clear_flag_dialog import ClearDialog
from pos_app.ui.actions.extend_dialog import ExtendDialog
from pos_app.ui.actions.refund_dialog import RefundDialog
from pos_app.ui.actions.settle_dialog import SettleDialog
from pos_app.ui.attention.flagged_sales import AttentionDialog
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.words.problems import first_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

NOTE = "Mesa 14, São João"
CARD = METHODS["clicpay.card"]
UNKNOWN = OutcomeUnknown(reason=Reason.NO_TRACE)


def _sale(counter: Counter, sale_id: str, method: Method, *events: object) -> Sale:
    phone = "923123456" if method.needs_phone else ""
    counter.till.begin(sale_id, parse_charge_request(method, "1500", phone, NOTE))
    return counter.till.write(sale_id, *events)  # type: ignore[arg-type]


def _words(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel))


def _rows(table: QTableView) -> str:
    """What stands in the columns that are in sight."""
    model = table.model()
    columns = [one for one in range(model.columnCount()) if not table.isColumnHidden(one)]
    cells = [model.index(row, one).data() for row in range(model.rowCount()) for one in columns]
    return "\n".join(str(cell) for cell in cells)


Dialog = Callable[[Counter, Sale, Method, DialogContext], QDialog]
DIALOGS: dict[str, tuple[Dialog, Method, tuple[object, ...]]] = {
    "refund": (lambda _, *about: RefundDialog(*about), PUSH, (Accepted(), Paid(payment="p"))),
    "capture": (lambda _, *about: CaptureDialog(*about), PUSH, (Accepted(), Paid(payment="p"))),
    "release": (lambda _, *about: ReleaseDialog(*about), PUSH, (Accepted(), Paid(payment="p"))),
    "settle": (lambda _, *about: SettleDialog(*about), PUSH, (Accepted(), UNKNOWN)),
    "clear": (
        lambda _, *about: ClearDialog(*about),
        PUSH,
        (Accepted(), Paid(payment="p"), Mismatched(flag=Flag.SHORT, amount=None)),
    ),
    "extend": (
        lambda _, *about: ExtendDialog(*about),
        REFERENCE,
        (Accepted(reference="741820581", entity="00123", expires_at=START + timedelta(days=1)),),
    ),
    "card": (
        lambda counter, sale, method, _: CardDialog(sale, method, counter.window),
        CARD,
        (Accepted(checkout="https://pay.example/1"),),
    ),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_about_a_sale_names_it_by_its_note(counter: Counter, name: str) -> None:
    make, method, events = DIALOGS[name]
    sale = _sale(counter, "s", method, *events)
    hands = DialogContext(counter.till, counter.people, GuiTasks(), False, counter.window)
    dialog = make(counter, sale, method, hands)
    assert NOTE in _words(dialog)
    dialog.reject()


async def test_it_stands_in_the_verdict_and_in_the_rows_of_the_sell_screen(
    counter: Counter,
) -> None:
    counter.open()
    sale = _sale(counter, "s", PUSH, Accepted())
    await until(lambda: counter.text("verdict_note") == NOTE)
    assert counter.find(QLabel, "verdict_note").isVisible()
    viewport = counter.find(QListView, "waiting_list").viewport()
    assert any(NOTE in words.text for words in painted_words(viewport))
    counter.till.write("s", Paid(payment="p"))
    assert any(NOTE in words.text for words in painted_words(viewport))
    other = parse_charge_request(PUSH, "900", "923123456")
    counter.till.begin("t", other)
    side = counter.window.sell.side
    assert side is not None
    side.select("t")
    assert not counter.find(QLabel, "verdict_note").isVisible()
    assert NOTE in first_words(sale)  # of a possible duplicate


async def test_it_stands_in_the_journal_and_finds_the_sale_there(counter: Counter) -> None:
    _sale(counter, "s", PUSH, Accepted(), Paid(payment="p"))
    counter.till.begin("t", parse_charge_request(PUSH, "900", "923123456"))
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == 2)
    assert NOTE in _rows(table)
    for typed in ("mesa 14", "SAO JOAO", "joão", "Mesa14"):
        counter.fill("journal_search", typed)
        await until(lambda: len(sale_rows(table)) == 1)
    table.selectRow(1)
    timeline = counter.find(QListView, "timeline")
    await until(lambda: NOTE in str(timeline.model().index(0, 0).data()))


async def test_it_stands_wherever_a_person_has_to_look(counter: Counter) -> None:
    _sale(counter, "s", PUSH, Accepted(), UNKNOWN)
    counter.open()
    await until(lambda: counter.find(QWidget, "doubt_strip").isVisible())
    counter.click("doubt_strip")
    table = counter.find(QTableWidget, "doubts_table")
    await until(lambda: table.rowCount() == 1)
    assert NOTE in _rows(table)
    assert NOTE in _words(counter.window)
    flagged = _sale(
        counter, "f", PUSH, Accepted(), Mismatched(flag=Flag.SHORT, amount=PUSH.money(100))
    )
    listed = AttentionDialog([flagged], METHODS, counter.window)
    assert NOTE in "".join(_rows(one) for one in listed.findChildren(QTableWidget))
    listed.reject()


def test_it_stands_on_paper_and_in_the_terminal(counter: Counter, tmp_path: Path) -> None:
    paper = _sale(counter, "s", REFERENCE, Accepted(reference="741820581", entity="00123"))
    assert NOTE in pairs_of(made(documents().slip(paper))).values()
    speech = CliTexts(Profile(tmp_path))
    assert NOTE in speech.line(paper)
    assert NOTE in speech.sale(paper, REFERENCE)
    assert sale_as_dict(paper)["description"] == NOTE


def test_without_a_note_nothing_is_said_of_it(counter: Counter) -> None:
    bare = replace(_sale(counter, "s", PUSH), description="")
    assert first_words(bare).count(" · ") == 2
