"""A document at the queues of a real print server, and what is true of the paper then."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from printers.cups import A4, RAW, RAW_KEPT, REJECTING, ROLL, STOPPED, CupsServer, SilentServer
from printers.cups_files import ROLL_PPD
from printers.listener import BlackHole, Listener
from printing.driving import LONG, RECEIPT, is_paper, print_at, shop_printers, until
from PySide6.QtGui import QImage

from pos_app.domain.paper.document import Document, TableBlock, TableColumn
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady
from pos_app.printing.drivers.assembly import Workshop
from pos_app.printing.drivers.cups import delivery as delivery_module
from pos_app.printing.drivers.cups import job as jobs
from pos_app.printing.drivers.cups import library, watch
from pos_app.printing.drivers.cups.library import CupsRefused, PrintSystemSilent
from pos_app.printing.drivers.delivery import PaperDelivery
from pos_app.printing.layout.pdf import pdf

_BACKENDS = Path("/usr/lib/cups/backend")
CLOSE = Document(
    name="Fecho 14",
    wide=True,
    blocks=(
        TableBlock(
            columns=(TableColumn("N.º", 1), TableColumn("Referência", 3)),
            rows=tuple((str(number), f"741 820 {number:03}") for number in range(101)),
        ),
    ),
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for as long as at a counter."""
    monkeypatch.setattr(watch, "CONFIRMED_WITHIN", 1.0)
    monkeypatch.setattr(watch, "_SLOWEST", 10_000.0)
    monkeypatch.setattr(delivery_module, "_IS_GONE_FOR", 0.5)
    monkeypatch.setattr(watch, "_STANDS_FOR", 0.3)
    monkeypatch.setattr(library, "WAITS", 0.5)


def queue(name: str, paper: PaperSize = PaperSize.ROLL_80, **set_up: Any) -> Printer:
    """The printer as a shop sets it up."""
    return Printer(
        name="Balcão",
        connection=PrinterConnection.SYSTEM,
        address=name,
        paper=paper,
        **set_up,
    )


@contextmanager
def delivery(printer: Printer, document: Document = RECEIPT) -> Iterator[PaperDelivery]:
    with closing(Workshop().delivery(printer, document)) as one:
        yield one


def deliver(printer: Printer, document: Document = RECEIPT) -> None:
    with delivery(printer, document) as one:
        one.ready()
        finish(one)


def finish(one: PaperDelivery) -> None:
    one.send(nobody_waits)
    one.confirmed(nobody_waits)


def nobody_waits() -> None:
    pass


def pages(content: bytes, folder: Path) -> list[tuple[float, float, str]]:
    """The width and length of each page in mm, and its text."""
    path = folder / "kept.pdf"
    path.write_bytes(content)
    told = subprocess.run(["pdfinfo", "-l", "-1", path], capture_output=True, text=True, check=True)
    sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", told.stdout)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    texts = text.stdout.split("\f")
    return [
        (float(width) * 25.4 / 72, float(length) * 25.4 / 72, texts[number])
        for number, (width, length) in enumerate(sizes)
    ]


def ink(content: bytes, folder: Path) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is printed on the first page, in mm."""
    (folder / "kept.pdf").write_bytes(content)
    drawn = folder / "kept"
    subprocess.run(
        ["pdftoppm", "-r", "25.4", "-gray", "-singlefile", folder / "kept.pdf", drawn], check=True
    )
    picture = QImage(f"{drawn}.pgm")
    dark = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).value() < 250
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


def waiting(cups: CupsServer) -> str:
    """The jobs that may still come out."""
    return cups.run("lpstat", "-o").stdout


# --- what comes out -------------------------------------------------------------------------------


def test_an_office_printer_gets_pages_of_its_paper(cups: CupsServer, tmp_path: Path) -> None:
    deliver(queue(A4, PaperSize.A4), CLOSE)
    (kept,) = cups.kept(A4)
    found = pages(kept.data, tmp_path)
    assert kept.title == "Fecho 14"
    assert len(found) > 1
    assert {(round(width), round(length)) for width, length, _ in found} == {(210, 297)}
    text = "".join(text for _, _, text in found)
    assert all(f"741 820 {number:03}" in text for number in range(101))


@pytest.mark.parametrize("paper", [PaperSize.ROLL_80, PaperSize.ROLL_58])
def test_a_roll_ends_with_the_document(cups: CupsServer, tmp_path: Path, paper: PaperSize) -> None:
    deliver(queue(ROLL, paper))
    (kept,) = cups.kept(ROLL)
    ((width, length, text),) = pages(kept.data, tmp_path)
    ((own_width, own_length, own_text),) = pages(pdf(RECEIPT, paper), tmp_path)
    assert (width, length) == pytest.approx((own_width, own_length), abs=0.5)
    assert text == own_text


@pytest.mark.usefixtures("cups")
def test_a_queue_without_a_driver_gets_every_dot_in_its_printers_language(
    network_printer: Listener,
) -> None:
    printer = queue(RAW)
    deliver(printer)
    deliver(printer)
    was = network_printer.wait(lambda one: len(one.pieces) == 2)
    assert all(is_paper(piece, RECEIPT, printer) for piece in was.pieces)
    assert was.faults == []


@pytest.mark.parametrize(("name", "set_up"), [(A4, PaperSize.ROLL_80), (ROLL, PaperSize.A4)])
def test_a_receipt_is_readable_where_the_shop_named_another_paper(
    cups: CupsServer, tmp_path: Path, name: str, set_up: PaperSize
) -> None:
    has = PaperSize.A4 if set_up is PaperSize.ROLL_80 else PaperSize.ROLL_80
    deliver(queue(name, set_up))
    (kept,) = cups.kept(name)
    assert "orientation-requested=3" in kept.options  # and what is short is not turned
    (out,), (drawn,) = pages(kept.data, tmp_path), pages(pdf(RECEIPT, has), tmp_path)
    assert out[:2] == pytest.approx(drawn[:2], abs=0.5)
    assert out[2] == drawn[2]


def test_a_roll_that_is_cut_in_fixed_lengths_has_the_document_at_its_top_in_as_many_as_it_needs(
    cups: CupsServer, tmp_path: Path
) -> None:
    """As drivers are that know 80 by 200 and 80 by 297 mm, and nothing between."""
    driver = tmp_path / "fixed.ppd"
    driver.write_text(ROLL_PPD[: ROLL_PPD.index("*VariablePaperSize")])
    assert cups.run("lpadmin", "-p", ROLL, "-P", str(driver)).returncode == 0
    deliver(queue(ROLL))
    deliver(queue(ROLL), replace(LONG, blocks=LONG.blocks * 3))
    receipt, journal = cups.kept(ROLL)
    ((_, length, _),) = pages(receipt.data, tmp_path)
    assert length == pytest.approx(200, abs=0.5)
    left, top, right, bottom = ink(receipt.data, tmp_path)
    assert top < 10
    assert right - left > bottom - top  # it is not turned
    found = pages(journal.data, tmp_path)
    assert len(found) > 1
    assert {round(length) for _, length, _ in found} == {297}
    assert "".join(text for _, _, text in found).count("Venda 59") == 3


def test_a_queue_without_a_driver_never_gets_a_pdf(cups: CupsServer) -> None:
    deliver(queue(RAW_KEPT))
    assert cups.kept(RAW_KEPT)[0].data.startswith(b"\x1b@")
    with pytest.raises(PrinterNotReady, match="Raw") as problem:
        deliver(queue(RAW_KEPT, PaperSize.A4))
    assert problem.value.hitch is Hitch.REFUSED
    assert len(cups.kept(RAW_KEPT)) == 1


async def test_a_tills_own_process_prints_there(cups: CupsServer) -> None:
    async with shop_printers() as printers:
        await print_at(printers, queue(ROLL))
        assert (await printers.status(queue(ROLL))).hitch is Hitch.NONE
        assert (await printers.status(queue(STOPPED))).hitch is Hitch.OFFLINE
        with pytest.raises(PrinterNotReady):
            await printers.status(queue("Balcão 9"))
    assert len(cups.kept(ROLL)) == 1


# --- what does not come out -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hitch"),
    [("Balcão 9", Hitch.UNREACHABLE), (REJECTING, Hitch.REFUSED), (STOPPED, Hitch.OFFLINE)],
)
def test_a_queue_that_cannot_print_gets_nothing(cups: CupsServer, name: str, hitch: Hitch) -> None:
    with delivery(queue(name)) as one, pytest.raises(PrinterNotReady) as problem:
        one.ready()
    assert problem.value.hitch is hitch
    assert waiting(cups) == ""


def test_a_queue_that_stops_taking_jobs_meanwhile_says_why(cups: CupsServer) -> None:
    with delivery(queue(ROLL)) as one:
        one.ready()
        cups.reject(ROLL)
        with pytest.raises(PrinterNotReady, match="not accepting jobs") as problem:
            one.send(nobody_waits)
    assert problem.value.hitch is Hitch.REFUSED
    assert waiting(cups) == ""


@pytest.mark.usefixtures("impatient")
def test_what_waits_in_a_stopped_queue_is_taken_back(cups: CupsServer) -> None:
    with delivery(queue(ROLL)) as one:
        one.ready()
        cups.disable(ROLL)
        with pytest.raises(PrinterNotReady) as problem:
            finish(one)
    assert problem.value.hitch is Hitch.OFFLINE
    cups.enable(ROLL)
    deliver(queue(ROLL))
    assert len(cups.kept(ROLL)) == 1


@pytest.mark.usefixtures("impatient", "cups")
def test_a_printer_that_is_gone_has_printed_nothing_and_does_not_later(
    network_printer: Listener,
) -> None:
    network_printer.go()
    with pytest.raises(PrinterNotReady) as problem:
        deliver(queue(RAW))
    assert problem.value.hitch is Hitch.UNREACHABLE
    assert "printer" in problem.value.detail
    network_printer.come_back()
    deliver(queue(RAW))
    assert len(network_printer.wait(lambda one: one.idle and one.pieces).pieces) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("device", ["usb://Gone/Printer?serial=1", "serial:/dev/no-such-line"])
def test_a_device_that_does_not_exist_has_printed_nothing(cups: CupsServer, device: str) -> None:
    backend = device.partition(":")[0]
    copy = shutil.copy(_BACKENDS / backend, cups.base / "bin/backend")
    Path(copy).chmod(0o755)
    cups.run("lpadmin", "-p", RAW_KEPT, "-v", device)
    with pytest.raises(PrinterNotReady) as problem:
        deliver(queue(RAW_KEPT))
    assert problem.value.hitch is Hitch.UNREACHABLE
    assert waiting(cups) == ""


@pytest.mark.usefixtures("impatient")
def test_a_printer_with_its_cable_out_has_printed_nothing() -> None:
    hole = BlackHole()
    with CupsServer(raw_port=hole.port) as cups, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(cups.socket))
        with pytest.raises(PrinterNotReady) as problem:
            deliver(queue(RAW))
        assert waiting(cups) == ""
    hole.close()
    assert problem.value.hitch is Hitch.UNREACHABLE


@pytest.mark.usefixtures("impatient")
def test_a_job_that_cannot_be_taken_back_may_come_out_later(
    cups: CupsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise CupsRefused("Forbidden", 0x0401)

    monkeypatch.setattr(jobs, "take_back", forbidden)
    monkeypatch.setattr(delivery_module, "_ENDS_WITHIN", 0.3)
    with delivery(queue(ROLL)) as one:
        one.ready()
        cups.disable(ROLL)
        with pytest.raises(PaperUncertain) as problem:
            finish(one)
    assert problem.value.hitch is Hitch.OFFLINE


@pytest.mark.usefixtures("impatient", "cups")
def test_a_printer_that_comes_back_while_its_job_is_taken_back_may_have_printed(
    network_printer: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back = jobs.take_back

    def too_late(*given: Any) -> None:
        network_printer.come_back()
        network_printer.wait(lambda _: network_printer.connections)
        take_back(*given)

    with network_printer.touched():
        network_printer.deaf = True  # so that the job is still there when it is taken back
    network_printer.go()
    monkeypatch.setattr(jobs, "take_back", too_late)
    with pytest.raises(PaperUncertain):
        deliver(queue(RAW))


async def test_a_job_that_its_till_leaves_before_the_printer_is_reached_does_not_come_out_later(
    cups: CupsServer, network_printer: Listener
) -> None:
    """The till closes, or was killed: by then a person may have printed it again."""
    network_printer.go()
    async with shop_printers() as printers:
        async with printers.run(queue(RAW), RECEIPT) as run:
            await run.ready()
            await run.send()
            assert waiting(cups) != ""
        await until(lambda: waiting(cups) == "")
    network_printer.come_back()
    deliver(queue(RAW))
    assert len(network_printer.wait(lambda one: one.idle and one.pieces).pieces) == 1


@pytest.mark.usefixtures("impatient")
def test_a_printer_that_was_reached_may_have_printed(
    cups: CupsServer, network_printer: Listener
) -> None:
    with network_printer.touched():
        network_printer.deaf = True
    with pytest.raises(PaperUncertain) as problem:
        deliver(queue(RAW))
    assert problem.value.hitch is Hitch.SILENT
    assert waiting(cups) == ""


@pytest.mark.usefixtures("impatient")
def test_a_printer_without_paper_is_told_as_such_and_prints_when_it_has_some(
    cups: CupsServer,
) -> None:
    cups.paper_out(ROLL)
    with pytest.raises(PaperUncertain) as problem:
        deliver(queue(ROLL))
    assert problem.value.hitch is Hitch.PAPER_OUT
    assert waiting(cups) == ""
    cups.paper_out(ROLL, out=False)
    # The print system goes on saying so until the next job, which must not wait for it.
    deliver(queue(ROLL))
    assert len(cups.kept(ROLL)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_backend_that_fails_leaves_a_doubt_and_a_stopped_queue(cups: CupsServer) -> None:
    cups.unreachable(ROLL)
    with pytest.raises(PaperUncertain, match="not connected") as problem:
        deliver(queue(ROLL))
    assert problem.value.hitch is Hitch.OFFLINE
    with pytest.raises(PrinterNotReady, match="not connected"):
        deliver(queue(ROLL))
    cups.unreachable(ROLL, on=False)
    cups.enable(ROLL)
    deliver(queue(ROLL))
    assert len(cups.kept(ROLL)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_job_that_a_person_takes_away_is_not_confirmed(cups: CupsServer) -> None:
    cups.hangs(ROLL)
    with delivery(queue(ROLL)) as one:
        one.ready()
        one.send(nobody_waits)
        cups.run("cancel", "-a", ROLL)
        with pytest.raises((PaperUncertain, PrinterNotReady)) as problem:
            one.confirmed(nobody_waits)
    assert isinstance(problem.value, PaperUncertain | PrinterNotReady)
    assert problem.value.hitch is Hitch.REFUSED


@pytest.mark.parametrize("operation", ["Get-Printer-Attributes", "Create-Job", "Send-Document"])
def test_a_print_system_that_lets_somebody_else_print_says_so(
    cups: CupsServer, operation: str
) -> None:
    settings = cups.base / "etc/cupsd.conf"
    told, _, _ = settings.read_text().partition("<Policy")
    settings.write_text(
        f"{told}<Policy default>\n<Limit {operation}>\nAuthType Basic\nRequire user somebody\n"
        "</Limit>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n"
    )
    cups.stop()
    cups.start()
    with pytest.raises(PrinterNotReady) as problem:
        deliver(queue(ROLL))
    assert problem.value.hitch is Hitch.REFUSED
    assert waiting(cups) == ""


# --- a print system that is not there, or says nothing --------------------------------------------


@pytest.mark.usefixtures("impatient", "silent_cups")
def test_a_print_system_that_never_answers_is_not_waited_for() -> None:
    with pytest.raises(PrinterNotReady) as problem:
        deliver(queue(ROLL))
    assert problem.value.hitch is Hitch.SILENT


def test_a_print_system_that_is_gone_is_named(
    silent_cups: SilentServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert silent_cups
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no-socket"))
    with pytest.raises(PrinterNotReady, match="no-socket") as problem:
        deliver(queue(ROLL))
    assert problem.value.hitch is Hitch.UNREACHABLE


@pytest.mark.usefixtures("impatient")
def test_a_print_system_that_falls_silent_before_it_has_the_document_prints_nothing(
    cups: CupsServer,
) -> None:
    with delivery(queue(ROLL)) as one:
        one.ready()
        with cups.frozen(), pytest.raises(PrinterNotReady) as problem:
            one.send(nobody_waits)
    assert problem.value.hitch is Hitch.SILENT
    deliver(queue(ROLL))
    assert len(cups.kept(ROLL)) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("taken", [True, False])
def test_where_the_answer_was_lost_the_print_system_is_asked_again(
    cups: CupsServer, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    fill = jobs.fill

    def lost(*given: Any) -> None:
        if taken:
            fill(*given)
        raise PrintSystemSilent("the answer broke off")

    monkeypatch.setattr(jobs, "fill", lost)
    if taken:
        deliver(queue(ROLL))
    else:
        with pytest.raises(PrinterNotReady) as problem:
            deliver(queue(ROLL))
        assert problem.value.hitch is Hitch.SILENT
    assert len(cups.kept(ROLL)) == taken
    assert waiting(cups) == ""


@pytest.mark.usefixtures("impatient")
def test_a_print_system_that_ends_while_it_prints_leaves_a_doubt(cups: CupsServer) -> None:
    cups.hangs(ROLL)
    with delivery(queue(ROLL)) as one:
        one.ready()
        one.send(nobody_waits)
        cups.stop()
        with pytest.raises(PaperUncertain):
            one.confirmed(nobody_waits)


def test_a_print_system_that_begins_anew_is_asked_again(cups: CupsServer) -> None:
    cups.hangs(ROLL)
    with delivery(queue(ROLL)) as one:
        one.ready()
        one.send(nobody_waits)
        cups.stop()
        cups.hangs(ROLL, on=False)
        meanwhile = iter([cups.start])

        def goes_on() -> None:
            next(meanwhile, nobody_waits)()

        one.confirmed(goes_on)
    assert len(cups.kept(ROLL)) == 1


@pytest.mark.usefixtures("impatient")
def test_what_a_print_system_that_began_anew_says_proves_nothing(
    cups: CupsServer, network_printer: Listener
) -> None:
    """It begins the job anew, too, and has forgotten that the printer was there before."""
    with network_printer.touched():
        network_printer.deaf = True
    with delivery(queue(RAW)) as one:
        one.ready()
        one.send(nobody_waits)
        network_printer.wait(lambda _: network_printer.connections)
        cups.stop()
        network_printer.go()
        cups.start()
        with pytest.raises(PaperUncertain):
            one.confirmed(nobody_waits)
