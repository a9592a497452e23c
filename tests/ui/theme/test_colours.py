"""Text stands out from its ground in both themes (WCAG 2.2, 1.4.3), computed from the tokens."""

import itertools

import pytest
from PySide6.QtGui import QColor

from pos_app.ui.theme.tokens import DARK, LIGHT, Colours


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    shade = QColor(colour)
    red, green, blue = (linear(part) for part in (shade.redF(), shade.greenF(), shade.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


STATES = ("paid", "wait", "fail", "doubt")
INKS = [
    *itertools.product(("text", "muted"), ("ground", "surface", "sunken", "tint")),
    ("on_accent", "accent"),
    ("accent", "surface"),
    ("surface", "text"),
    *((state, f"{state}_ground") for state in STATES),
    *(("text", f"{state}_ground") for state in STATES),
    *(("muted", f"{state}_ground") for state in STATES),
    *itertools.product(STATES, ("ground", "surface", "sunken", "tint")),
    *itertools.product(("text", "muted", "fail"), ("line",)),  # of what is pressed
    *itertools.product(("fail", "doubt"), (f"{state}_ground" for state in STATES)),  # in a verdict
]
EDGES = [  # of what has the focus
    *itertools.product(("accent",), ("ground", "surface", "sunken", "tint")),
    *itertools.product(("text",), ("ground", "surface", "tint")),
    ("doubt", "doubt_ground"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), INKS)
def test_text_stands_out_from_its_ground(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_focus_stands_out_from_its_ground(colours: Colours, edge: str, ground: str) -> None:
    assert contrast(getattr(colours, edge), getattr(colours, ground)) >= 3  # WCAG 2.2, 1.4.11
