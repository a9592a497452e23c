"""Writes the printed journal as a PDF, page by page: A4 across, with the pages numbered."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from pos_app.domain.text.foreign_text import shown
from pos_app.printing.export.journal_lines import (
    JournalLine,
    LineKind,
    PrintedJournal,
    page_count,
    pages_of,
)
from pos_app.printing.layout.letters import font
from pos_app.words.translate import filled

# Lengths are tenths of a millimetre, of fonts too.
SMALL, BODY, TITLE, HUGE = 27, 31, 36, 84
_WIDTH, _HEIGHT = 2970.0, 2100.0
_EDGE = 130.0
_INNER = _WIDTH - 2 * _EDGE
_HEAD = 150.0  # shop, title and what was chosen
_FOOT = 60.0
_LINE = 46.0
_GAP = 28.0  # between two columns
_THIN = 2.0
_DPI = 2540  # ten dots a tenth of a millimetre
CAPACITY = int((_HEIGHT - 2 * _EDGE - _HEAD - _FOOT) / _LINE) - 1  # lines, without the headings

_GREY = QColor(110, 110, 110)
_GROUND = QColor(238, 238, 238)
_WATERMARK = QColor(225, 225, 225)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def write_journal_pdf(
    path: Path,
    journal: PrintedJournal,
    lines: Iterable[JournalLine],
    tell: Callable[[int], None],
) -> None:
    """Writes the file, and tells how many lines are on it after each page. Raises OSError, and what
    reading the lines or `tell` raises. Fonts have to be loaded."""
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    try:
        writer = _writer(file, journal)
        painter = QPainter(writer)
        try:
            _paint(_Pages(painter, journal), writer, lines, tell)
        finally:
            painter.end()
        if not file.flush() or file.error() is not QFile.FileError.NoError:
            raise OSError(file.errorString())
    finally:
        file.close()


def _writer(file: QFile, journal: PrintedJournal) -> QPdfWriter:
    writer = QPdfWriter(file)
    writer.setTitle(f"{journal.title} {journal.scope}")
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF())
    return writer


def _paint(
    pages: "_Pages",
    writer: QPdfWriter,
    lines: Iterable[JournalLine],
    tell: Callable[[int], None],
) -> None:
    scale = writer.width() / _WIDTH
    pages.painter.scale(scale, scale)
    written = 0
    for number, page in enumerate(pages_of(lines, CAPACITY, pages.journal.continued), start=1):
        if number > 1:
            writer.newPage()
        pages.paint(number, page)
        written += len(page)
        tell(written)


class _Pages:
    """Paints one page after the other; fonts and columns are measured once."""

    def __init__(self, painter: QPainter, journal: PrintedJournal) -> None:
        self.painter = painter
        self.journal = journal
        self._count = page_count(journal, CAPACITY)
        self._plain, self._bold = font(SMALL), font(SMALL, bold=True)
        self._measures = QFontMetricsF(self._plain)
        whole = sum(column.share for column in journal.columns)
        left = _EDGE
        self._places: list[tuple[float, float]] = []  # left edge and width
        for column in journal.columns:
            width = _INNER * column.share / whole
            self._places.append((left, width - _GAP))
            left += width
        last, width = self._places[-1]
        self._places[-1] = last, width + _GAP

    def paint(self, number: int, lines: Sequence[JournalLine]) -> None:
        if self.journal.training:
            self._paint_watermark()
        self._paint_head()
        top = _EDGE + _HEAD
        self._row(top, [column.heading for column in self.journal.columns], self._bold)
        top += _LINE
        self._rule(top)
        before = None
        for line in lines:
            if line.kind is LineKind.TOTAL and before is LineKind.SALE:
                self._rule(top)
            self._paint_line(top, line)
            before = line.kind
            top += _LINE
        self._paint_foot(number)

    def _paint_line(self, top: float, line: JournalLine) -> None:
        match line.kind:
            case LineKind.SALE:
                self._row(top, line.cells, self._plain)
            case LineKind.DAY:
                ground = QRectF(_EDGE, top + _THIN, _INNER, _LINE - _THIN)
                self.painter.fillRect(ground, _GROUND)
                self._pair(top, line.cells)
            case LineKind.TOTAL:
                self._pair(top, line.cells)

    def _row(self, top: float, cells: Sequence[str], letters: QFont) -> None:
        for cell, column, (left, width) in zip(
            cells, self.journal.columns, self._places, strict=True
        ):
            if cell:
                align = _RIGHT if column.is_figure else _LEFT
                self._text(cell, QRectF(left, top, width, _LINE), align, letters)

    def _pair(self, top: float, cells: Sequence[str]) -> None:
        first, second = cells
        area = QRectF(_EDGE, top, _INNER, _LINE)
        self._text(first, area, _LEFT, self._bold)
        self._text(second, area, _RIGHT, self._bold)

    def _paint_head(self) -> None:
        journal = self.journal
        area = QRectF(_EDGE, _EDGE, _INNER, 50)
        self._text(journal.title, area, _LEFT, font(TITLE, bold=True))
        self._text(f"{journal.shop} · {journal.till}", area, _RIGHT, font(BODY, bold=True))
        area.translate(0, 56)
        self._text(journal.scope, area, _LEFT, font(BODY))

    def _paint_foot(self, number: int) -> None:
        top = _HEIGHT - _EDGE - _FOOT + 12
        self._rule(top)
        area = QRectF(_EDGE, top, _INNER, _FOOT - 12)
        page = filled(self.journal.page, number, self._count)
        self._text(self.journal.made, area, _LEFT, self._plain, _GREY)
        middle = Qt.AlignmentFlag.AlignCenter
        self._text(self.journal.legal, area, middle, self._plain, _GREY)
        self._text(page, area, _RIGHT, self._bold)

    def _paint_watermark(self) -> None:
        painter = self.painter
        painter.save()
        letters = font(HUGE * 3, bold=True)
        painter.setFont(letters)
        painter.setPen(_WATERMARK)
        painter.translate(_WIDTH / 2, _HEIGHT / 2)
        painter.rotate(-30)
        area = QRectF(-_WIDTH, -_HEIGHT / 2, 2 * _WIDTH, _HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.journal.training)
        painter.restore()

    def _text(
        self,
        text: str,
        area: QRectF,
        align: Qt.AlignmentFlag,
        letters: QFont,
        colour: Qt.GlobalColor | QColor = Qt.GlobalColor.black,
    ) -> None:
        """Writes on one line, and cuts what does not fit there with three dots."""
        measures = self._measures if letters is self._plain else QFontMetricsF(letters)
        text = " ".join(shown(text).split("\n"))
        if measures.horizontalAdvance(text) > area.width():
            text = measures.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.painter.setFont(letters)
        self.painter.setPen(colour)
        self.painter.drawText(area, align | Qt.TextFlag.TextSingleLine, text)

    def _rule(self, top: float) -> None:
        self.painter.setPen(QPen(Qt.GlobalColor.black, _THIN))
        self.painter.drawLine(round(_EDGE), round(top), round(_WIDTH - _EDGE), round(top))
