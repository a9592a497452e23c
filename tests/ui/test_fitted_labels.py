"""Labels that fit their text to the width."""

from PySide6.QtWidgets import QApplication

from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.name_line import NameLine

BAR = 12  # a scroll bar that comes and goes
NAME = "Supermercado e Mercearia Boa Vista do Huambo, Lda."


def test_a_headline_does_not_turn_in_a_circle_with_a_scroll_bar(application: QApplication) -> None:
    """Large text needs the bar, which leaves room for small text, which needs no bar."""
    assert application
    headline = Headline((32, 24, 18), "headline")
    headline.setText("Resultado desconhecido")
    headline.show()
    for wide in range(150, 450):
        headline.resize(wide - BAR, 40)
        small = headline.font().pixelSize()
        headline.resize(wide, 40)
        assert headline.font().pixelSize() == small or _fits_beside_a_bar(headline), wide


def _fits_beside_a_bar(headline: Headline) -> bool:
    return headline.fontMetrics().horizontalAdvance(headline.text()) <= headline.width() - BAR


def test_a_name_is_smaller_then_on_two_lines_then_cut(application: QApplication) -> None:
    assert application
    line = NameLine("name", (17, 15, 13), lines=2)
    line.show()
    seen = []
    for wide in (600, 400, 250, 120):
        line.show_text(NAME, " · TREINO")
        line.resize(wide, 40)
        seen.append((line.font().pixelSize(), line.text().count("\n"), "…" in line.text()))
        assert line.text().endswith("TREINO")
    assert seen == [(17, 0, False), (13, 0, False), (13, 1, False), (13, 1, True)]
