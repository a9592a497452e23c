from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from pos_app.printing.page import paint_slip, slip_size
from pos_app.printing.qr import QUIET_ZONE, Matrix, qr_matrix
from pos_app.printing.slip import Slip

Make = Callable[..., Slip]
DESK = QColor(255, 0, 255)  # what lies around the paper
LONG_NAMES = [
    "Supermercado e Armazém Irmãos Domingos da Conceição & Filhos, Lda. de Viana",
    "Supermercadoearmazémirmãosdomingosdaconceiçãoefilhoslimitadaviana",
    "W" * 200,
    "",
]


def painted(slip: Slip, dots_per_mm: float, *, desk: int = 0) -> QImage:
    """The slip on a desk that is visible for so many dots around it."""
    size = slip_size(slip) * dots_per_mm
    image = QImage(
        round(size.width()) + 2 * desk,
        round(size.height()) + 2 * desk,
        QImage.Format.Format_RGB32,
    )
    image.fill(DESK)
    painter = QPainter(image)
    paint_slip(slip, painter, QRectF(image.rect()).adjusted(desk, desk, -desk, -desk))
    painter.end()
    return image


def greys(image: QImage, left: int = 0, right: int | None = None) -> list[bytes]:
    """A byte a dot, row by row."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width = image.width() if right is None else right
    dots, line = bytes(grey.constBits()), grey.bytesPerLine()
    return [dots[line * y + left : line * y + width] for y in range(grey.height())]


def corner_of_code(rows: list[bytes], modules: int, module: int) -> tuple[int, int]:
    """The first row that begins and ends with the seven dark modules of two finders."""
    finder = bytes(7 * module)
    for y, row in enumerate(rows):
        x = row.find(b"\xff" + finder + b"\xff") + 1
        end = x + modules * module
        if x and row[end - len(finder) : end + 1] == finder + b"\xff":
            return x, y
    raise AssertionError("there is no code on this slip")


def sampled(rows: list[bytes], modules: int, module: int) -> Matrix:
    """The code read back, every dot of every module, with its quiet zone proved white."""
    x, y = corner_of_code(rows, modules, module)
    quiet = QUIET_ZONE * module
    side = modules * module
    area = [row[x - quiet : x + side + quiet] for row in rows[y - quiet : y + side + quiet]]
    white = b"\xff" * (side + 2 * quiet)
    assert area[:quiet] == [white] * quiet == area[-quiet:]
    assert {row[:quiet] + row[-quiet:] for row in area} == {b"\xff" * (2 * quiet)}
    code = [row[quiet:-quiet] for row in area[quiet:-quiet]]
    matrix = []
    for top in range(0, side, module):
        cells = [
            b"".join(row[left : left + module] for row in code[top : top + module])
            for left in range(0, side, module)
        ]
        assert set(cells) <= {bytes(module**2), b"\xff" * module**2}
        matrix.append(tuple(cell[0] == 0 for cell in cells))
    return tuple(matrix)


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
