"""Paper is handed out and paid: it bears numbers, or there is none. And no text stops the till
while it is laid out."""

import time
from collections.abc import Callable

import pytest
from hostile.texts import LONG, TEXTS
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from pos_app.domain.errors import NotAllowed
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import LONGEST_SHOWN
from pos_app.domain.text.url_rules import LONGEST_ADDRESS
from pos_app.printing.fonts import BODY, font, laid_out
from pos_app.printing.layout.qr import QUIET_ZONE, qr_matrix
from pos_app.printing.page import paint_slip, slip_size
from pos_app.printing.slip import Slip, reference_slip
from pos_app.ui.widgets.qr_view import QrView

Make = Callable[..., Slip]
LEFT = Qt.AlignmentFlag.AlignLeft
AT_ONCE = 1.0  # seconds: the window stands still for as long


@pytest.mark.parametrize("field", ["entity", "reference"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_is_printed_that_no_machine_takes(text: str, field: str, make_slip: Make) -> None:
    with pytest.raises(NotAllowed):
        make_slip(**{field: text})


@pytest.mark.parametrize("field", ["description", "shop_name", "till_name", "note"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_other_text_is_laid_out_at_once(text: str, field: str, sale: Sale) -> None:
    names = {"shop_name": "x", "till_name": "1", "note": "", "method_name": "ProxyPay"}
    if field != "description":
        names[field] = text
    told = Sale(**{**vars(sale), "description": text if field == "description" else ""})
    begun = time.perf_counter()
    slip = reference_slip(told, training=False, copy=False, **names)
    height = slip_size(slip).height()
    image = QImage(400, round(5 * height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_slip(slip, painter, image.rect().toRectF())
    painter.end()
    assert time.perf_counter() - begun < AT_ONCE
    assert height < 1000  # millimetres


def test_what_is_laid_out_is_bounded_and_seen() -> None:
    layout, height = laid_out(LONG, font(BODY), 500.0, LEFT)
    assert len(layout.text()) <= LONGEST_SHOWN
    assert height < 10_000
    assert laid_out("\u202ea\u200b\x00b", font(BODY), 500.0, LEFT)[0].text() == "a b"


def test_the_longest_address_is_a_qr_that_a_phone_reads(qtbot: object) -> None:  # noqa: ARG001
    """Three pixels a module, which is 0.8 mm on the usual screen."""
    address = "https://pay.example.com/" + "cD3-" * LONGEST_ADDRESS
    view = QrView(address[:LONGEST_ADDRESS], "qr")
    modules = len(qr_matrix(address[:LONGEST_ADDRESS])) + 2 * QUIET_ZONE
    assert view.width() // modules >= 3
