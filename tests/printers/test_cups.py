"""The print server for tests is a real one: `lp` prints a PDF through each of its queues."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from printers.cups import (
    A4,
    RAW,
    RAW_KEPT,
    REJECTING,
    ROLL,
    STOPPED,
    CupsServer,
    SilentServer,
    _started_with,
    _until,
)
from printers.listener import Listener
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """A PDF as long as a receipt: 72 by 150 mm."""
    path = tmp_path / "receipt.pdf"
    writer = QPdfWriter(str(path))
    size = QPageSize(QSizeF(72, 150), QPageSize.Unit.Millimeter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    letters = QFont("Inter")
    letters.setFeature(QFont.Tag("tnum"), 0)  # as a test before may have left it: no PDF tells them
    painter.setFont(letters)
    painter.drawText(200, 800, "Recibo 148")
    painter.end()
    return path


def read(pdf: bytes, tmp_path: Path) -> tuple[str, list[tuple[float, float]]]:
    """Its text, and its pages' sizes in points."""
    path = tmp_path / "kept.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    told = subprocess.run(["pdfinfo", "-l", "-1", path], capture_output=True, text=True, check=True)
    sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", told.stdout)
    return text.stdout.strip(), [(float(width), float(height)) for width, height in sizes]


def test_an_office_printer_gets_a_page_of_its_paper(
    cups: CupsServer, receipt: Path, tmp_path: Path
) -> None:
    done = cups.run("lp", "-d", A4, "-t", "Recibo 148: não é factura", str(receipt))
    assert done.stdout == "request id is a4-1 (1 file(s))\n"
    (job,) = cups.wait(A4)
    assert (job.id, job.title, job.copies) == (1, "Recibo 148: não é factura", 1)
    text, pages = read(job.data, tmp_path)
    assert (text, pages) == ("Recibo 148", [(595, 842)])


def test_a_roll_is_as_long_as_it_is_told(cups: CupsServer, receipt: Path, tmp_path: Path) -> None:
    cups.run("lp", "-d", ROLL, "-o", "media=Custom.80x150mm", str(receipt))
    cups.run("lp", "-d", ROLL, str(receipt))
    custom, usual = cups.wait(ROLL, 2)
    text, ((width, height),) = read(custom.data, tmp_path)
    assert text == "Recibo 148"
    assert [width, height] == pytest.approx([226.77, 425.2], abs=1)
    _, ((width, height),) = read(usual.data, tmp_path)
    assert [width, height] == pytest.approx([226.77, 566.93], abs=1)


def test_a_raw_queue_sends_the_pdf_as_it_is_to_a_printer_that_prints_its_source(
    cups: CupsServer, network_printer: Listener, receipt: Path
) -> None:
    cups.run("lp", "-d", RAW_KEPT, str(receipt))
    (job,) = cups.wait(RAW_KEPT)
    assert job.data == receipt.read_bytes()
    cups.run("lp", "-d", RAW, str(receipt))
    size = receipt.stat().st_size
    printer = network_printer.wait(lambda printer: len(printer.received) >= size and printer.idle)
    assert printer.received == receipt.read_bytes()
    assert printer.faults
    assert any(line.startswith("%PDF-1.4") for line in printer.uncut.lines)


def test_a_raw_queue_sends_a_printers_own_language_as_well(
    cups: CupsServer, network_printer: Listener, tmp_path: Path
) -> None:
    job = tmp_path / "job"
    job.write_bytes(b"\x1b@one\n\x1dVB\x00")
    cups.run("lp", "-d", RAW, "-o", "raw", str(job))
    printer = network_printer.wait(lambda printer: printer.pieces)
    assert (printer.pieces[0].lines, printer.faults) == (("one",), [])


def test_a_queue_that_rejects_says_so_until_it_accepts(cups: CupsServer, receipt: Path) -> None:
    done = cups.run("lp", "-d", REJECTING, str(receipt))
    assert done.returncode == 1
    assert "is not accepting jobs" in done.stderr
    cups.accept(REJECTING)
    assert cups.run("lp", "-d", REJECTING, str(receipt)).returncode == 0
    assert cups.wait(REJECTING)
    cups.reject(A4)
    assert cups.run("lp", "-d", A4, str(receipt)).returncode == 1


def test_a_stopped_queue_takes_jobs_and_keeps_them_to_itself(
    cups: CupsServer, receipt: Path
) -> None:
    assert cups.run("lp", "-d", STOPPED, str(receipt)).returncode == 0
    assert "disabled since" in cups.run("lpstat", "-p", STOPPED).stdout
    assert cups.kept(STOPPED) == []
    cups.enable(STOPPED)
    assert cups.wait(STOPPED)


def test_a_printer_without_paper_is_told_as_such(cups: CupsServer, receipt: Path) -> None:
    cups.paper_out(A4)
    cups.run("lp", str(receipt))
    _until(lambda: "media-empty-error" in _reasons(cups), "the queue is out of paper", cups.log)
    assert cups.kept(A4) == []
    cups.paper_out(A4, out=False)
    assert cups.wait(A4)
    _until(lambda: "media-empty-error" not in _reasons(cups), "it has paper", cups.log)


def _reasons(cups: CupsServer) -> str:
    return cups.run("lpstat", "-l", "-p", A4).stdout


def test_a_printer_that_cannot_be_reached_stops_its_queue(cups: CupsServer, receipt: Path) -> None:
    cups.unreachable(A4)
    cups.run("lp", str(receipt))
    _until(lambda: "disabled since" in _reasons(cups), "the queue stops", cups.log)
    cups.unreachable(A4, on=False)
    cups.enable(A4)
    assert cups.wait(A4)


def test_jobs_outlast_the_server(cups: CupsServer, receipt: Path) -> None:
    cups.hangs(A4)
    cups.run("lp", str(receipt))
    cups.stop()
    assert "refused" in cups.run("lp", str(receipt)).stderr or not cups.socket.exists()
    cups.hangs(A4, on=False)
    cups.start()
    assert cups.wait(A4)


def test_two_servers_know_nothing_of_each_other(cups: CupsServer, receipt: Path) -> None:
    with CupsServer() as other:
        other.run("lp", str(receipt))
        assert other.wait(A4)
        assert cups.kept(A4) == []
        assert RAW not in other.run("lpstat", "-e").stdout.split()
        assert RAW in cups.run("lpstat", "-e").stdout.split()


def test_nothing_is_left_of_a_server_with_a_job_underway(receipt: Path) -> None:
    with CupsServer() as server:
        server.hangs(A4)
        server.run("lp", str(receipt))
        mark = f"CUPS_SERVERROOT={server.base}/etc"
        _until(lambda: bool(_started_with(mark)), "the backend runs", server.log)
    assert not server.base.exists()
    _until(lambda: not _started_with(mark), "everything has ended", server.log)


def test_a_server_may_take_connections_and_never_answer(
    silent_cups: SilentServer, cups: CupsServer
) -> None:
    for server in (silent_cups.address, str(cups.socket)):
        with cups.frozen(), pytest.raises(subprocess.TimeoutExpired):
            subprocess.run(
                ["lpstat", "-p"], env=os.environ | {"CUPS_SERVER": server}, check=False, timeout=0.3
            )
    assert "printer a4 is idle" in cups.run("lpstat", "-p").stdout
