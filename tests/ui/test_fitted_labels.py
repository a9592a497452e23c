"""Labels that fit their text to the width."""

from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QLabel

from pos_app.ui.widgets.fitted_labels import Headline, Parted
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


def test_no_line_ends_with_the_dot_between_two_parts(application: QApplication) -> None:
    """The amount stands beside the order, or on a line of its own, whatever the width."""
    assert application
    line = Parted(19, "order")
    line.show_parts("Não entregue nem cobre de novo", "1\u202f500,00\u00a0MTn")
    line.show()
    seen = set()
    for wide in range(600, 150, -1):
        line.resize(wide, 60)
        lines = [part for text in line.text().split("\n") for part in _broken(line, text)]
        assert not any(part.rstrip().endswith("·") for part in lines), (wide, lines)
        seen.add(tuple(lines))
    assert len({len(lines) for lines in seen}) > 1
    line.show_parts("0,40 Kz de 1\u202f500,00 Kz", "")
    assert "·" not in line.text()


def _broken(label: QLabel, text: str) -> list[str]:
    """Returns the lines as Qt breaks them at the label's width."""
    layout = QTextLayout(text, label.font())
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(label.width())
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


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
