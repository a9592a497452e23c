"""Documents as files, and printers that are looked for: in processes that end. What is found is in
test_discovery."""

import re
from pathlib import Path

import pytest
from printing.driving import LONG, RECEIPT, shop_printers
from printing.reading import text_of

from pos_app.domain.errors import FileNotWritten, FileUncertain, PrintersSilent
from pos_app.domain.paper.document import Document
from pos_app.printing.drivers import shop_printers as module


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
    with pytest.raises(FileUncertain, match=r"slip\.pdf: .*timed out"):
        await saved(RECEIPT, tmp_path / "slip.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("silent_cups")
async def test_a_print_system_that_never_answers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIND_PATIENCE", 4.0)
    async with shop_printers() as printers:
        with pytest.raises(PrintersSilent):
            await printers.find()
