"""The printers' sheet: what is found is set up by a press, tried, and told as it is."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until
from ui.standin_paper import COUNTER, OFFICE

from pos_app.domain.errors import BadInput, Field, InputProblem, SpoolUnavailable
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind, PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter, PrinterStatus

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

EPSON = Printer(
    name="EPSON TM-T20III", connection=PrinterConnection.USB, address="04b8:0e28:X3", cuts=True
)


async def at_the_printers(counter: Counter, *printers: Printer) -> None:
    counter.paper.setup.known = {printer.name: printer for printer in printers}
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_printer")
    search = counter.find(QPushButton, "printer_search")
    await until(lambda: search.isVisible() and search.isEnabled())


async def test_a_printer_that_was_found_is_set_up_by_two_presses_and_tried(
    counter: Counter,
) -> None:
    counter.paper.printers.found = [FoundPrinter(EPSON, FoundBy.USB, "EPSON TM-T20III")]
    await at_the_printers(counter)
    use = counter.find(QPushButton, "printer_use_0")
    assert use.property("kind") == "main"  # the only one
    use.click()
    assert counter.find(QLineEdit, "printer_name").text() == EPSON.name
    assert not counter.find(QWidget, "printer_baud").isVisible()
    counter.fill("printer_name", "Balcão")
    counter.click("printer_save")
    await until(lambda: "Balcão" in counter.paper.setup.known)
    assert counter.paper.setup.known["Balcão"] == replace(EPSON, name="Balcão")
    await until(lambda: counter.window.findChild(QPushButton, "printer_test_Balcão"))
    assert (
        counter.window.findChild(QPushButton, "printer_use_0") is None
        or not counter.find(QPushButton, "printer_use_0").isVisible()
    )  # it is set up now
    counter.click("printer_test_Balcão")
    await until(lambda: counter.paper.spool.printed)
    order, where = counter.paper.spool.printed[0]
    assert (order.kind, where) == (DocumentKind.TEST, "Balcão")


async def test_a_test_page_is_never_called_printed_before_somebody_knows(counter: Counter) -> None:
    spool = counter.paper.spool
    await at_the_printers(counter, COUNTER)
    counter.click("printer_test_Balcão")
    await until(lambda: spool.jobs and spool.last.state is JobState.QUEUED)
    await until(lambda: "queue" in counter.text("printer_test_state").lower())
    assert counter.find(QWidget, "printer_test_cancel").isVisible()
    spool.advance(spool.last, JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    assert "paper" in counter.text("printer_test_state")
    spool.advance(spool.last, JobState.SENDING, JobState.SENT)
    assert "sent" in counter.text("printer_test_state")
    assert counter.find(QWidget, "printer_test_state").property("tone") != "paid"
    spool.advance(spool.last, JobState.DOUBTFUL, hitch=Hitch.SILENT)
    assert counter.find(QWidget, "printer_test_state").property("tone") == "doubt"
    counter.click("printer_print_again")
    await until(lambda: len(spool.jobs) == 2)
    await until(lambda: counter.find(QWidget, "printer_test_cancel").isVisible())
    spool.advance(
        spool.last, JobState.SENDING, JobState.SENT, JobState.DOUBTFUL, hitch=Hitch.SILENT
    )
    counter.click("printer_came_out")
    await until(lambda: spool.last.state is JobState.CONFIRMED)
    assert counter.find(QWidget, "printer_test_state").property("tone") == "paid"


async def test_each_printer_says_how_it_is_and_a_silent_one_is_not_called_ready(
    counter: Counter,
) -> None:
    printers = counter.paper.printers
    printers.states = {
        "Balcão": PrinterStatus(answers=True, paper_low=True),
        "Escritório": PrinterStatus(answers=False),
    }
    printers.trouble = {"Armazém": Hitch.UNREACHABLE}
    await at_the_printers(counter, COUNTER, OFFICE, replace(COUNTER, name="Armazém", address="x:1"))

    def said() -> list[str]:
        lines = counter.window.findChildren(QWidget, "printer_status")
        return [str(line.property("text")) for line in lines if line.isVisible()]

    await until(lambda: len(said()) == 3 and all("Checking" not in one for one in said()))
    assert said()[0].startswith("Ready")
    assert "Ready" not in said()[1]
    assert "cannot be reached" in said()[2]


async def test_a_network_printer_is_typed_and_a_bad_address_is_told_at_its_row(
    counter: Counter,
) -> None:
    await at_the_printers(counter)
    counter.click("printer_type")
    connection = counter.find(QComboBox, "printer_connection")
    assert connection.currentData() == PrinterConnection.NETWORK
    counter.fill("printer_name", "Cozinha")
    counter.fill("printer_address", "10.0.0")
    counter.paper.setup.fail = BadInput(
        Field.SETTINGS, InputProblem.SETTING_INVALID, "printers.Cozinha.address"
    )
    counter.click("printer_save")
    address = counter.find(QLineEdit, "printer_address")
    await until(address.accessibleDescription)
    await until(lambda: address.property("wrong"))
    counter.paper.setup.fail = None
    counter.fill("printer_address", "10.0.0.9")
    counter.click("printer_save")
    await until(lambda: "Cozinha" in counter.paper.setup.known)
    kept = counter.paper.setup.known["Cozinha"]
    assert (kept.connection, kept.paper) == (PrinterConnection.NETWORK, PaperSize.ROLL_80)
    assert isinstance(kept.paper, PaperSize)


async def test_a_change_keeps_what_the_form_does_not_show_and_a_new_name_leaves_no_twin(
    counter: Counter,
) -> None:
    await at_the_printers(counter, replace(COUNTER, profile="TM-T88II", code_page="CP860"))
    counter.click("printer_change_Balcão")
    counter.fill("printer_name", "Porta")
    counter.click("printer_cuts")
    counter.click("printer_save")
    await until(lambda: list(counter.paper.setup.known) == ["Porta"])
    kept = counter.paper.setup.known["Porta"]
    assert (kept.profile, kept.code_page, kept.cuts) == ("TM-T88II", "CP860", False)
    await until(lambda: counter.window.findChild(QPushButton, "printer_remove_Porta"))
    counter.click("printer_remove_Porta")
    await until(lambda: not counter.paper.setup.known)


async def test_no_printer_takes_the_place_of_another_by_its_name(counter: Counter) -> None:
    await at_the_printers(counter, COUNTER, OFFICE)
    counter.click("printer_change_Balcão")
    counter.fill("printer_name", OFFICE.name)
    counter.click("printer_save")
    name = counter.find(QLineEdit, "printer_name")
    await until(lambda: name.property("wrong"))
    assert "Another printer" in name.accessibleDescription()
    counter.fill("printer_name", "Porta")
    counter.click("printer_save")
    await until(lambda: list(counter.paper.setup.known) == [OFFICE.name, "Porta"])


async def test_documents_go_where_they_are_sent_once_there_are_two_printers(
    counter: Counter,
) -> None:
    await at_the_printers(counter, COUNTER, OFFICE)
    reports = counter.find(QComboBox, "printer_for_reports")
    assert reports.isVisible()
    reports.setCurrentIndex(reports.findText("Escritório"))
    reports.activated.emit(reports.currentIndex())
    wanted = (DocumentKind.CLOSE, DocumentKind.SHIFT, DocumentKind.READING, DocumentKind.JOURNAL)
    await until(lambda: all(one in counter.paper.setup.choices for one in wanted))
    assert set(counter.paper.setup.choices.values()) == {"Escritório"}


async def test_a_spool_that_fails_is_told_where_the_test_was_asked_for(counter: Counter) -> None:
    counter.paper.spool.fail = SpoolUnavailable("disk full")
    await at_the_printers(counter, COUNTER)
    counter.click("printer_test_Balcão")
    await until(lambda: counter.find(QWidget, "printer_test_state").property("tone") == "fail")


async def test_a_word_that_is_not_kept_can_be_said_again(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = counter.paper.spool
    await at_the_printers(counter, COUNTER)
    counter.click("printer_test_Balcão")
    await until(lambda: spool.jobs and counter.find(QWidget, "printer_test_cancel").isVisible())
    spool.advance(spool.last, JobState.SENDING, JobState.DOUBTFUL, hitch=Hitch.SILENT)
    at_once = spool.came_out

    async def fails(_: str) -> PrintJob:
        raise SpoolUnavailable("disk full")

    monkeypatch.setattr(spool, "came_out", fails)
    counter.click("printer_came_out")
    await until(lambda: counter.find(QWidget, "printer_test_state").property("tone") == "fail")
    monkeypatch.setattr(spool, "came_out", at_once)
    counter.click("printer_came_out")
    await until(lambda: spool.last.state is JobState.CONFIRMED)
    assert counter.find(QWidget, "printer_test_state").property("tone") == "paid"


async def test_the_first_run_proposes_the_only_printer_and_saves_it_as_its_step_is_left(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(replace(make_shop((PUSH, REFERENCE)), is_new=True))
    counter.people.managers = {}
    counter.paper.setup.known = {}
    counter.paper.printers.found = [FoundPrinter(EPSON, FoundBy.USB, "EPSON TM-T20III")]
    counter.open()
    await until(lambda: counter.window.findChild(QWidget, "account_wipay_save"))
    counter.click("first_AO")
    await until(lambda: counter.settings.known["name"] == "My shop")
    counter.click("first_step_printer")
    await until(lambda: counter.window.findChild(QPushButton, "printer_use_0"))
    counter.click("printer_use_0")
    counter.click("first_next")
    await until(lambda: list(counter.paper.setup.known.values()) == [EPSON])
    await until(counter.find(QLineEdit, "people_name").isVisible)
