"""Paper at the window: one key, an honest word about each job, and a person who decides."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QTableView, QWidget
from ui.counter import Counter, until
from ui.paper_tour import REFERENCE
from ui.standin_paper import COUNTER, OFFICE

from pos_app.domain.events import Accepted, Flag, Paid, Purpose
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind, Printer
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.ports.paper.spool import Edition
from pos_app.printing.layout.raster import raster
from pos_app.ui.printing.pictures import pictures_of

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints")  # offscreen

RECEIPT = DocumentKind.RECEIPT
ORIGINAL, COPY = 1, 2


def sell(counter: Counter) -> None:
    """Opens the window with a paid sale in sight, and a printer for its receipts."""
    counter.open()
    counter.push("a")
    counter.till.write("a", Accepted(reference="x"), Paid(reference=REFERENCE))
    counter.paper.setup.choices[RECEIPT] = COUNTER.name


def press(counter: Counter) -> None:
    """Wherever the hands are: in the field of the next amount, mostly."""
    QTest.keyClick(counter.focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


async def printed(counter: Counter) -> PrintJob:
    """The receipt of the sale in sight, by the key, in the queue."""
    press(counter)
    await until(lambda: counter.paper.printed)
    return counter.paper.spool.last


async def opened(counter: Counter) -> QWidget:
    await until(lambda: counter.dialog("print"))
    await until(counter.find(QAbstractButton, "print_pdf").isEnabled)
    return counter.find(QWidget, "print_dialog")


def offered(counter: Counter) -> set[str]:
    """What a person can do about the job that the dialog follows."""
    names = ("came_out", "repeat_doubtful", "repeat", "other", "remove")
    return {name for name in names if counter.find(QWidget, f"print_{name}").isVisible()}


# --- one key --------------------------------------------------------------------------------------


async def test_the_key_prints_one_original_and_asks_before_a_copy(counter: Counter) -> None:
    sell(counter)
    for _ in range(3):  # an impatient hand
        press(counter)
    await until(lambda: counter.paper.printed)
    assert counter.paper.printed == [(RECEIPT, "a", COUNTER.name, ORIGINAL)]
    assert counter.dialog("print") is None
    press(counter)
    await opened(counter)
    await until(lambda: counter.text("print_print") == "Print copy 2")
    assert counter.paper.printed == [(RECEIPT, "a", COUNTER.name, ORIGINAL)]
    counter.click("print_print")
    await until(lambda: counter.paper.printed[1:] == [(RECEIPT, "a", COUNTER.name, COPY)])


async def test_the_button_of_the_verdict_does_what_the_key_does(counter: Counter) -> None:
    sell(counter)
    counter.click("receipt")
    await until(lambda: counter.paper.printed == [(RECEIPT, "a", COUNTER.name, ORIGINAL)])


async def test_a_sale_without_money_has_no_receipt(counter: Counter) -> None:
    sell(counter)
    counter.push("b")
    side = counter.window.sell.side
    assert side
    side.select("b")
    press(counter)
    await asyncio.sleep(0)
    assert not counter.find(QWidget, "receipt").isVisible()
    assert not counter.paper.printed
    assert counter.dialog("print") is None


async def test_a_sale_whose_refund_is_in_doubt_says_why_nothing_is_printed(
    counter: Counter,
) -> None:
    sell(counter)
    sales = counter.till.sales
    refund = replace(sales["a"], id="o", parent="a", number=2, purpose=Purpose.REFUND)
    sales["o"] = replace(refund, flags=frozenset({Flag.CONTRADICTED}))
    press(counter)
    await until(lambda: "Not possible for this sale now" in counter.text("verdict_message"))
    assert not counter.paper.printed
    assert counter.dialog("print") is None


async def test_without_a_printer_the_dialog_leads_to_the_settings(counter: Counter) -> None:
    sell(counter)
    counter.paper.setup.known.clear()
    press(counter)
    await opened(counter)
    assert not counter.find(QWidget, "print_print").isEnabled()
    assert "Settings" in counter.text("print_printer_state")
    counter.click("print_settings")
    await until(lambda: counter.dialog("print") is None)
    settings = counter.find(QAbstractButton, "settings_printer")
    await until(settings.isVisible)
    assert settings.isChecked()


async def test_the_shops_own_paper_has_originals_of_its_own(counter: Counter) -> None:
    sell(counter)
    await printed(counter)
    press(counter)
    await opened(counter)
    await until(lambda: counter.text("print_print") == "Print copy 2")
    counter.click("print_for_shop")
    await until(lambda: counter.text("print_print") == "Print")
    counter.click("print_print")
    own = (DocumentKind.SHOP_RECEIPT, "a", COUNTER.name, ORIGINAL)
    await until(lambda: counter.paper.printed[1:] == [own])


# --- what is known --------------------------------------------------------------------------------


async def test_nothing_says_that_it_is_out_before_the_printer_does(counter: Counter) -> None:
    sell(counter)
    job = await printed(counter)
    press(counter)
    await opened(counter)
    said = []
    for state in (JobState.SENDING, JobState.SENT):
        job = counter.paper.spool.advance(job, state)
        said.append(counter.text("verdict_paper"))
    assert not any("onfirmed" in words or "rinted" in words for words in said), said
    counter.paper.spool.advance(job, JobState.CONFIRMED)
    assert "confirmed" in counter.text("verdict_paper")


async def test_the_steps_follow_a_job_to_its_end(counter: Counter) -> None:
    sell(counter)
    job = await printed(counter)
    press(counter)
    await opened(counter)
    counter.click("print_print")
    await until(lambda: len(counter.paper.printed) > 1)
    copy = counter.paper.spool.last
    assert counter.text("print_print") == "Queued"
    copy = counter.paper.spool.advance(copy, JobState.SENDING, JobState.SENT)
    assert counter.text("print_step_1")
    assert counter.text("print_step_2").startswith("waiting")
    assert not offered(counter)
    counter.paper.spool.advance(copy, JobState.CONFIRMED)
    assert ":" in counter.text("print_step_2")
    assert job.id != copy.id


async def test_a_doubtful_job_waits_for_a_person_and_is_an_original_again(
    counter: Counter,
) -> None:
    sell(counter)
    job = await printed(counter)
    counter.paper.spool.advance(job, JobState.SENDING, JobState.DOUBTFUL, hitch=Hitch.CUT_SHORT)
    counter.click("paper_strip")
    await until(lambda: counter.window.findChild(QWidget, f"job_{job.id}_repeat_doubtful"))
    assert len(counter.paper.printed) == 1
    counter.click(f"job_{job.id}_repeat_doubtful")
    await until(lambda: len(counter.paper.spool.jobs) > 1)
    assert counter.paper.spool.last.number == ORIGINAL
    await until(lambda: not counter.find(QWidget, "paper_strip").isVisible())


async def test_a_person_who_saw_the_paper_says_so(counter: Counter) -> None:
    sell(counter)
    job = await printed(counter)
    press(counter)
    await opened(counter)
    counter.click("print_print")
    await until(lambda: len(counter.paper.printed) > 1)
    copy = counter.paper.spool.last
    counter.paper.spool.advance(copy, JobState.SENDING, JobState.DOUBTFUL, hitch=Hitch.SILENT)
    assert offered(counter) == {"came_out", "repeat_doubtful", "remove"}
    counter.click("print_came_out")
    await until(lambda: counter.paper.spool.jobs[copy.id].state is JobState.CONFIRMED)
    assert not offered(counter)
    assert counter.paper.spool.jobs[job.id].state is JobState.QUEUED


async def test_a_job_that_waits_can_go_to_another_printer_or_be_removed(counter: Counter) -> None:
    sell(counter)
    press(counter)
    await until(lambda: counter.paper.printed)
    first = counter.paper.spool.last
    counter.paper.spool.advance(first, JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    assert "out of paper" in counter.text("paper_strip")
    counter.click("paper_strip")
    remove = f"job_{first.id}_remove"
    await until(lambda: counter.window.findChild(QWidget, remove))
    counter.click(remove)
    await until(lambda: counter.paper.spool.jobs[first.id].state is JobState.CANCELLED)
    assert not counter.find(QWidget, "paper_strip").isVisible()


async def test_what_waits_behind_a_job_that_is_held_up_waits_too(counter: Counter) -> None:
    sell(counter)
    first = await printed(counter)
    press(counter)
    await opened(counter)
    counter.click("print_print")
    await until(lambda: len(counter.paper.printed) > 1)
    assert not counter.find(QWidget, "paper_strip").isVisible()  # all is well so far
    counter.paper.spool.advance(first, JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    assert "2 waiting" in counter.text("paper_strip")
    counter.paper.spool.print_out(first)
    assert not counter.find(QWidget, "paper_strip").isVisible()


async def test_a_job_that_waits_goes_into_a_file_instead(counter: Counter, tmp_path: Path) -> None:
    sell(counter)
    press(counter)
    await until(lambda: counter.paper.printed)
    job = counter.paper.spool.last
    counter.paper.spool.advance(job, JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    counter.click("paper_strip")
    instead = f"job_{job.id}_instead"
    await until(lambda: counter.window.findChild(QWidget, instead))
    counter.click(instead)
    await until(lambda: counter.window.findChild(QFileDialog, "print_file"))
    file = counter.find(QFileDialog, "print_file")
    file.fileSelected.emit(str(tmp_path / "receipt.pdf"))
    file.close()
    await until(lambda: counter.paper.spool.jobs[job.id].state is JobState.CANCELLED)
    assert counter.paper.spool.saved_instead == [(job.id, tmp_path / "receipt.pdf")]
    assert counter.paper.spool.last.number == ORIGINAL


async def test_closing_the_dialog_loses_nothing(counter: Counter) -> None:
    sell(counter)
    counter.paper.setup.choices.clear()  # two printers: it asks
    press(counter)
    await opened(counter)
    counter.click("print_print")
    await until(lambda: counter.paper.printed)
    counter.click("print_close")
    await until(lambda: counter.dialog("print") is None)
    counter.paper.spool.advance(counter.paper.spool.last, JobState.FAILED, hitch=Hitch.UNREACHABLE)
    assert counter.find(QWidget, "paper_strip").isVisible()
    assert "did not come out" in counter.text("paper_strip")


# --- printers -------------------------------------------------------------------------------------


async def test_a_printer_that_never_answers_holds_nothing_up(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    asked = asyncio.Event()

    async def silent(printer: Printer) -> PrinterStatus:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError(printer)

    monkeypatch.setattr(counter.paper.printers, "status", silent)
    counter.paper.setup.choices.clear()
    press(counter)
    await opened(counter)
    await asked.wait()
    counter.click("print_print")
    await until(lambda: counter.paper.printed == [(RECEIPT, "a", COUNTER.name, ORIGINAL)])


async def test_what_is_chosen_is_chosen_the_next_time(counter: Counter) -> None:
    sell(counter)
    counter.paper.setup.choices.clear()
    press(counter)
    await opened(counter)
    picker = counter.find(QWidget, "print_printer")
    picker.setCurrentText(OFFICE.name)  # type: ignore[attr-defined]
    picker.activated.emit(1)  # type: ignore[attr-defined]
    counter.click("print_paper_80")
    await until(lambda: counter.paper.setup.known[OFFICE.name].is_roll)
    counter.click("print_print")
    await until(lambda: counter.paper.printed == [(RECEIPT, "a", OFFICE.name, ORIGINAL)])
    assert counter.paper.setup.choices == {RECEIPT: OFFICE.name}


async def test_the_preview_is_the_picture_that_the_printer_gets(counter: Counter) -> None:
    sell(counter)
    order = counter.paper.documents.receipt(counter.till.sales["a"])
    document = order.compose(Edition(number=1, at=counter.till.now()))
    shown = pictures_of(document, COUNTER)
    grey = QImage.Format.Format_Grayscale8
    assert list(shown.pages) == [raster(document, COUNTER).convertToFormat(grey)]


# --- from everywhere ------------------------------------------------------------------------------


async def test_the_journal_shows_the_receipt_and_copies_it_for_a_chat(counter: Counter) -> None:
    sell(counter)
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: table.model().rowCount() > 1)
    table.selectRow(1)
    await until(counter.find(QWidget, "journal_receipt").isVisible)
    counter.click("journal_copy")
    clipboard = QGuiApplication.clipboard()
    await until(lambda: "1" in clipboard.text() and REFERENCE in clipboard.text())
    counter.click("journal_receipt")
    await opened(counter)
    assert counter.text("print_title") == "Receipt for sale 0001"
    counter.click("print_close")
    counter.click("journal_print")
    await until(lambda: counter.dialog("print") and counter.text("print_title") == "List of sales")
