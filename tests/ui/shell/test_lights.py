"""The lights of the payment services: each is told by its shape, not by its colour alone."""

import pytest
from PySide6.QtGui import QImage

from pos_app.ui.header.header import Light, Lights
from pos_app.ui.theme.theme import CurrentTheme

LIGHTS = {
    "reached": Light("", well=True, tried=True, words="ok"),
    "not tried": Light("", well=True, tried=False, words="not tried"),
    "in trouble": Light("", well=False, tried=True, words="offline"),
}


def _shape(light: Light, theme: str) -> QImage:
    """Returns what is painted, every pixel either the ground or not: without any colour."""
    lights = Lights(CurrentTheme(theme))
    lights.resize(48, 48)
    lights.show_lights([light])
    grey = lights.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = grey.pixelColor(0, 0)
    for x in range(grey.width()):
        for y in range(grey.height()):
            is_ground = abs(grey.pixelColor(x, y).lightness() - ground.lightness()) < 40
            grey.setPixel(x, y, 0 if is_ground else 255)
    return grey


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_light_has_a_shape_of_its_own(theme: str) -> None:
    shapes = [_shape(light, theme) for light in LIGHTS.values()]
    assert all(one != other for at, one in enumerate(shapes) for other in shapes[:at])
