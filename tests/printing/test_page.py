from collections.abc import Callable

import pytest
from printing.reading import DESK, greys, painted, sampled
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from pos_app.printing.layout.qr import qr_matrix
from pos_app.printing.page import paint_slip, slip_size
from pos_app.printing.slip import Slip

Make = Callable[..., Slip]
LONG_NAMES = [
    "Supermercado e Armazém Irmãos Domingos da Conceição & Filhos, Lda. de Viana",
    "Supermercadoearmazémirmãosdomingosdaconceiçãoefilhoslimitadaviana",
    "W" * 200,
    "",
]


@pytest.mark.parametrize(
    ("dots_per_mm", "module"),
    [(8, 6), (11.811, 8), (4.2, 3), (203 / 25.4, 6)],
    ids=["thermal head", "300 dpi", "screen", "not quite a thermal head"],
)
@pytest.mark.parametrize("training", [False, True])
def test_every_module_of_the_code_is_whole_dots(
    make_slip: Make, dots_per_mm: float, module: int, *, training: bool
) -> None:
    slip = make_slip(training=training)
    matrix = qr_matrix(slip.qr)
    assert sampled(greys(painted(slip, dots_per_mm)), len(matrix), module) == matrix


def test_a_code_has_three_finders_and_no_quiet_zone_of_its_own() -> None:
    matrix = qr_matrix("Entidade 01234")
    finder = (True,) * 7
    assert matrix[0][:7] == matrix[0][-7:] == matrix[-1][:7] == finder


@pytest.mark.parametrize("shop_name", LONG_NAMES)
@pytest.mark.parametrize("description", ["", "0123456789" * 10])
def test_nothing_leaves_the_margins(make_slip: Make, shop_name: str, description: str) -> None:
    slip = make_slip(shop_name, description=description, training=False, copy=True)
    image = painted(slip, 10)
    margin = 39
    assert set(b"".join(greys(image, 0, margin))) == {255}
    assert set(b"".join(greys(image, image.width() - margin))) == {255}
    assert set(b"".join(greys(image)[-margin:])) == {255}


def test_the_desk_stays_clean(make_slip: Make) -> None:
    image = painted(make_slip("W" * 200, training=True, copy=True), 8, desk=20)
    edge = [image.pixelColor(x, y) for x in (5, image.width() - 5) for y in range(image.height())]
    assert set(map(QColor.name, edge)) == {DESK.name()}


def test_a_long_name_makes_a_longer_slip(make_slip: Make) -> None:
    assert slip_size(make_slip(LONG_NAMES[0])).height() > slip_size(make_slip()).height()
    assert slip_size(make_slip(LONG_NAMES[0])).width() == 80


def test_a_slip_is_black_on_white_and_a_training_slip_has_grey_across(make_slip: Make) -> None:
    grey = QColor(210, 210, 210).rgb()
    for training in (False, True):
        image = painted(make_slip(training=training), 8)
        dots = [image.pixel(x, y) for y in range(image.height()) for x in range(image.width())]
        assert (dots.count(grey) > len(dots) / 50) is training


def test_a_copy_looks_like_one(make_slip: Make) -> None:
    first, second = (painted(make_slip(copy=copy), 8) for copy in (False, True))
    corner = [greys(image, image.width() - 140)[:200] for image in (first, second)]
    assert sum(row.count(0) for row in corner[1]) > sum(row.count(0) for row in corner[0]) + 1000


def test_a_slip_on_a_low_page_is_made_smaller_not_cut(make_slip: Make) -> None:
    slip = make_slip()
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(DESK)
    painter = QPainter(image)
    paint_slip(slip, painter, QRectF(image.rect()))
    painter.end()
    rows = greys(image)
    assert set(rows[0]) == set(rows[-1]) == {255}
    assert min(b"".join(rows[-40:])) == 0  # the last line is there
