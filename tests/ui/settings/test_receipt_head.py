"""What receipts say of the shop: an odd tax number is saved, and a logo is made to print."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton
from ui.counter import Counter, until

from pos_app.domain.errors import BadInput, InputProblem
from pos_app.installation.logo import LARGEST, keep_logo, read_logo
from pos_app.ui.settings.shop.logo_picture import logo_from
from pos_app.ui.settings.shop.logo_row import LogoRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def picture(folder: Path, width: int, height: int, ending: str = "png") -> Path:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    for place in range(min(width, height)):
        image.setPixelColor(place, place, QColor("darkred"))
    path = folder / f"picture.{ending}"
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("ending", ["png", "jpg"])
@pytest.mark.parametrize(("width", "height"), [(4000, 3000), (90, 40), (20, 2000)])
def test_any_picture_becomes_a_small_grey_one_on_white(
    width: int, height: int, ending: str, tmp_path: Path
) -> None:
    png = logo_from(picture(tmp_path, width, height, ending))
    assert len(png) <= LARGEST
    logo = QImage.fromData(png)
    assert logo.width() <= 512
    assert logo.height() <= 240
    assert logo.isGrayscale()
    if ending == "png":
        assert logo.pixelColor(logo.width() - 1, 0) == QColor("white")  # what was transparent


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        logo_from(path)
    assert refused.value.complaint is InputProblem.PICTURE_UNREADABLE
    with pytest.raises(BadInput):
        logo_from(tmp_path / "gone.png")


def test_a_new_logo_has_a_new_name_and_the_one_in_use_stays_until_then(tmp_path: Path) -> None:
    first = logo_from(picture(tmp_path, 90, 40))
    second = logo_from(picture(tmp_path, 60, 60))
    used = keep_logo(tmp_path, first, "")
    tried = keep_logo(tmp_path, second, used)
    assert (read_logo(tmp_path, used), read_logo(tmp_path, tried)) == (first, second)
    assert keep_logo(tmp_path, first, used) == used
    assert read_logo(tmp_path, tried) == b""  # nobody saved it
    assert read_logo(tmp_path, "") == read_logo(tmp_path, "picture.png" * 40) == b""
    for odd in (b"no picture", first + bytes(LARGEST)):
        with pytest.raises(BadInput):
            keep_logo(tmp_path, odd, used)


async def test_an_odd_tax_number_is_doubted_in_the_countrys_words_and_saved(
    counter: Counter,
) -> None:
    counter.settings.known["country"] = "MZ"
    counter.open()
    counter.click("tab_settings")
    nif = counter.find(QLineEdit, "shop_nif_edit")
    await until(nif.isEnabled)
    assert nif.accessibleName() == "NUIT"
    nif.setText("400 123")
    assert "9 digits" in nif.accessibleDescription()
    nif.setText("400 123 456")
    assert "9 digits" not in nif.accessibleDescription()
    nif.setText("400")
    counter.click("receipt_head_save")
    await until(lambda: counter.settings.known["nif"] == "400")


async def test_a_logo_is_chosen_shown_saved_and_removed(counter: Counter, tmp_path: Path) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(counter.find(QPushButton, "receipt_head_save").isEnabled)
    row = counter.find(LogoRow, "shop_logo")
    row.open_file(str(picture(tmp_path, 300, 100)))
    await until(lambda: row.value)
    shown = counter.find(QPushButton, "shop_logo_clear")
    await until(lambda: not shown.isHidden())
    assert counter.settings.known["logo"] == ""  # until it is saved
    counter.click("receipt_head_save")
    await until(lambda: counter.settings.known["logo"] == row.value)
    shown.click()
    counter.click("receipt_head_save")
    await until(lambda: counter.settings.known["logo"] == "")
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no")
    row.open_file(str(bad))
    choose = row.control
    await until(lambda: "bad.png" in choose.accessibleDescription())
