"""Documents as files, and printers that are looked for: in processes that end."""

import re
from pathlib import Path

import pytest
from printing.driving import LONG, RECEIPT, shop_printers
from printing.reading import text_of
from zeroconf import IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from pos_app.domain.errors import FileNotWritten, PrintersSilent
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize, PrinterConnection
from pos_app.ports.paper.printers import FoundBy
from pos_app.printing.drivers import shop_printers as module
from pos_app.printing.drivers.discovery import announced, paper_of

pytest_plugins = ["printers.fixtures"]
_TYPE = "_pdl-datastream._tcp.local."


async def saved(document: Document, path: Path) -> bytes:
    async with shop_printers() as printers:
        await printers.save(document, path)
    return path.read_bytes()


@pytest.mark.parametrize("document", [RECEIPT, LONG], ids=lambda document: document.name)
async def test_a_saved_document_replaces_the_one_before(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "Recibo 148.pdf"
    path.write_text("what was here before")
    pdf = await saved(document, path)
    assert pdf.startswith(b"%PDF")
    assert "38 000,00" in text_of(pdf)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["missing/slip.pdf", "file/slip.pdf", "directory"])
async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "directory").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileNotWritten, match=re.escape(place)):
        await saved(RECEIPT, tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


async def test_a_disk_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a network folder whose server is gone: nobody's process starts in so little time."""
    monkeypatch.setattr(module, "SAVE_PATIENCE", 0.001)
    with pytest.raises(FileNotWritten, match=r"slip\.pdf: .*timed out"):
        await saved(RECEIPT, tmp_path / "slip.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("silent_cups")
async def test_a_print_system_that_never_answers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIND_PATIENCE", 4.0)
    async with shop_printers() as printers:
        with pytest.raises(PrintersSilent):
            await printers.find()


def told(name: str, **properties: str) -> ServiceInfo:
    return ServiceInfo(
        _TYPE, f"{name}.{_TYPE}", port=9100, parsed_addresses=["192.0.2.7"], properties=properties
    )


def test_a_receipt_printer_in_the_network_is_found_and_printers_of_pages_are_not() -> None:
    found = announced(told("Cozinha", ty="EPSON TM-m30"))
    assert found is not None
    assert (found.by, found.about) == (FoundBy.NETWORK, "EPSON TM-m30")
    assert (found.printer.name, found.printer.address) == ("Cozinha", "192.0.2.7:9100")
    assert found.printer.connection is PrinterConnection.NETWORK
    laser = told("Laser", pdl="application/postscript,application/vnd.hp-PCL")
    assert announced(laser) is None


async def test_a_printer_that_announces_itself_is_heard(cups: object) -> None:
    assert cups
    network = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    try:
        await (await network.async_register_service(told("Cozinha")))
        async with shop_printers() as printers:
            found = await printers.find()
        assert "Cozinha" in [one.printer.name for one in found if one.by is FoundBy.NETWORK]
    finally:
        await network.async_close()


@pytest.mark.parametrize(
    ("width", "paper"),
    [
        (210.0, PaperSize.A4),
        (80.0, PaperSize.ROLL_80),
        (72.0, PaperSize.ROLL_80),
        (58.0, PaperSize.ROLL_58),
        (48.0, PaperSize.ROLL_58),
        (-1.0, PaperSize.ROLL_80),
    ],
)
def test_a_queues_paper_is_guessed_by_its_width(width: float, paper: PaperSize) -> None:
    assert paper_of(width) is paper
