import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from printing.reading import text_of
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos_app.domain.errors import FileNotWritten, NotAllowed, PrinterFailed
from pos_app.domain.events import State
from pos_app.domain.people.recovery_code import in_groups
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.settings_service import Paper
from pos_app.ports.shop import Shop, Theme
from pos_app.printing import paper as module
from pos_app.printing.page import slip_size
from pos_app.printing.paper import ShopPaper
from pos_app.printing.printer_jobs import default_first, page_size_for, paint
from pos_app.printing.sample_slip import sample_slip
from pos_app.printing.slip import Slip
from pos_app.words.methods import method_name

SHOP = Shop(
    name="Mercearia Boa Vista",
    till="Caixa 1",
    language="pt",
    theme=Theme.LIGHT,
    training=False,
    methods=tuple(METHODS.values()),
    ready=frozenset({"proxypay"}),
    zone_name="UTC",
)


@pytest.fixture
def paper() -> Paper:
    return ShopPaper(lambda: SHOP)


def saved(paper: Paper, sale: Sale, path: Path, *, copy: bool = False) -> bytes:
    asyncio.run(paper.save_slip(sale, path, copy=copy))
    return path.read_bytes()


def test_the_text_of_a_saved_slip_can_be_copied(paper: Paper, sale: Sale, tmp_path: Path) -> None:
    text = text_of(saved(paper, sale, tmp_path / "slip.pdf"))
    for wanted in (
        "Mercearia Boa Vista",
        "01234",
        "741 820 581",
        "38\u202f000,00\u00a0Kz",
        "21/11/2025 10:42",
        "Este documento não serve de factura",
        method_name(METHODS["proxypay"]),
    ):
        assert wanted in text
    assert "Copy" not in text
    assert "TRAINING" not in text


async def test_a_recovery_code_is_on_the_paper_whole(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "code.pdf"
    await paper.save_code("012345678901234567890123", path)
    text = text_of(path.read_bytes())
    for group in in_groups("012345678901234567890123").split():
        assert group in text


def test_a_copy_is_marked(paper: Paper, sale: Sale, tmp_path: Path) -> None:
    assert "Copy" in text_of(saved(paper, sale, tmp_path / "slip.pdf", copy=True))


def test_training_is_read_when_the_slip_is_made(sale: Sale, tmp_path: Path) -> None:
    shop = SHOP
    paper = ShopPaper(lambda: shop)
    shop = replace(SHOP, training=True, name="Escola")
    text = text_of(saved(paper, sale, tmp_path / "slip.pdf"))
    assert "TRAINING" in text
    assert "Escola" in text


def test_a_sample_shows_what_slips_need_of_a_printer() -> None:
    at = datetime(2026, 11, 27, 10, 5, tzinfo=UTC)
    slip = sample_slip("Mercearia Boa Vista", "Caixa 1", "Obrigado!", at)
    assert slip.rows[0].value == "27/11/2026 10:05"
    assert slip.notes[-1] == "Obrigado!"
    assert slip_size(slip).width() == 80
    assert slip_size(slip).height() > 60


def test_the_page_is_one_slip(
    paper: Paper, sale: Sale, tmp_path: Path, make_slip: Callable[..., Slip]
) -> None:
    pdf = saved(paper, sale, tmp_path / "slip.pdf")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf)
    assert len(boxes) == 1
    width, height = (float(side) * 25.4 / 72 for side in boxes[0])
    assert width == pytest.approx(80, abs=0.5)
    assert height == pytest.approx(slip_size(make_slip()).height(), abs=0.5)


def test_a_slip_replaces_the_one_before_and_leaves_nothing_else(
    paper: Paper, sale: Sale, tmp_path: Path
) -> None:
    path = tmp_path / "Talão 148.pdf"
    path.write_text("what was here before")
    assert saved(paper, sale, path).startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["missing/slip.pdf", "file/slip.pdf", "directory"])
def test_a_place_that_cannot_be_written_is_named(
    paper: Paper, sale: Sale, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "directory").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileNotWritten, match=re.escape(place)):
        saved(paper, sale, tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_disk_that_does_not_answer_in_time_is_said(
    paper: Paper, sale: Sale, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a network folder whose server is gone: nobody's process starts in so little time."""
    monkeypatch.setattr(module, "SAVE_PATIENCE", 0.001)
    with pytest.raises(FileNotWritten, match=r"slip\.pdf: .*timed out"):
        saved(paper, sale, tmp_path / "slip.pdf")
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_paid_is_not_saved(paper: Paper, sale: Sale, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        saved(paper, replace(sale, state=State.PAID), tmp_path / "slip.pdf")
    assert not list(tmp_path.iterdir())


async def test_a_printer_that_is_not_there_is_named(paper: Paper, sale: Sale) -> None:
    with pytest.raises(PrinterFailed, match="Balcão 9"):
        await paper.print_slip(sale, "Balcão 9", copy=False)


def test_printers_are_named_the_default_first() -> None:
    assert default_first(["b", "A", "office"], "office") == ["office", "A", "b"]


class Printer(QPrinterInfo):
    """A printer with this usual page."""

    def __init__(self, width: float, height: float, *, custom: bool = True) -> None:
        super().__init__()
        self._size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter)
        self._custom = custom

    def defaultPageSize(self) -> QPageSize:
        return self._size

    def supportsCustomPageSizes(self) -> bool:
        return self._custom


@pytest.mark.parametrize(
    ("printer", "width", "height"),
    [
        (Printer(80, 297), 80, 1),
        (Printer(58, 297), 58, 58 / 80),
        (Printer(80, 200, custom=False), 80, None),
        (Printer(210, 297), 210, None),
    ],
    ids=["roll", "narrow roll", "fixed pages", "A4"],
)
def test_a_roll_is_cut_where_the_slip_ends(
    make_slip: Callable[..., Slip], printer: Printer, width: float, height: float | None
) -> None:
    slip = make_slip()
    size = page_size_for(slip, printer).size(QPageSize.Unit.Millimeter)
    assert size.width() == pytest.approx(width, abs=0.4)
    usual = printer.defaultPageSize().size(QPageSize.Unit.Millimeter).height()
    wanted = usual if height is None else slip_size(slip).height() * height
    assert size.height() == pytest.approx(wanted, abs=0.4)


def test_a_sheet_has_the_slip_at_its_own_size(
    make_slip: Callable[..., Slip], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paint(make_slip(), printer, "sheet")
    assert "741 820 581" in text_of(path.read_bytes())


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_open_is_named(
    make_slip: Callable[..., Slip], tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "missing" / "sheet.pdf"))
    with pytest.raises(PrinterFailed, match="Balcão 2"):
        paint(make_slip(), printer, "Balcão 2")
