"""Preview of paper, white in both themes; several pages are turned one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.qt.constants import CENTRE, align
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.picker import ArrowButton
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from pos_app.ui.printing.pictures import Pictures
    from pos_app.ui.theme.theme import CurrentTheme

_ROLL = 318  # logical pixels: a roll of 80 mm at the size of the one in the hand
_LEAST = 0.72  # of its width: smaller, a page is scrolled instead of shown whole
_LONG = 4000  # dots: a roll of half a metre
_EDGE = "#C6CBD4"


class Sheet(QWidget):
    """One page of paper, painted in the dots that the printer gets."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print_sheet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture = QImage()
        self._edge = 0
        self._is_roll = True
        self._scaled = QImage()

    def show_picture(self, picture: QImage, edge: int, *, is_roll: bool) -> None:
        self._picture, self._edge, self._is_roll = picture, edge, is_roll
        self._scaled = QImage()
        self.update()

    def fit(self, room: QSize) -> None:
        """Takes a size in which the page is whole, or as wide as there is room."""
        wide = self._picture.width() + 2 * self._edge
        tall = self._picture.height() + 2 * self._edge
        if not wide or not tall:
            self.setFixedSize(0, 0)
            return
        most = min(_ROLL, room.width()) if self._is_roll else room.width()
        whole = min(most, room.height() * wide / tall)
        shown = whole if whole >= most * _LEAST else most
        self.setFixedSize(round(shown), round(shown * tall / wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._picture.isNull():
            scale = self.width() / (self._picture.width() + 2 * self._edge)
            edge = self._edge * scale
            inside = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            if self._picture.height() > _LONG:
                self._paint_part(painter, QRectF(event.rect()) & inside, inside.topLeft(), scale)
            else:
                painter.drawImage(inside, self._fine())
        painter.setPen(QPen(QColor(_EDGE), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_part(self, painter: QPainter, part: QRectF, start: QPointF, scale: float) -> None:
        """Paints what is in sight of a long roll; scaling all of it would hold the window up."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        of_picture = QRectF((part.topLeft() - start) / scale, part.size() / scale)
        painter.drawImage(part, self._picture, of_picture)

    def _fine(self) -> QImage:
        """Returns the page in the screen's own pixels: dots that are left out would break lines."""
        ratio = self.devicePixelRatioF()
        scale = self.width() * ratio / (self._picture.width() + 2 * self._edge)
        wide = round(self._picture.width() * scale)
        if self._scaled.width() != wide:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._picture.scaledToWidth(wide, smooth)
        return self._scaled


class PageArea(Scrolled):
    """Room of the paper, which tells when it has another size."""

    resized = Signal()

    def __init__(self, held: QWidget) -> None:
        super().__init__(held, read=True)
        self.setObjectName("print_pages")
        self.is_placed = False  # before that, its size says nothing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.is_placed = True
        self.resized.emit()


class PaperPreview(QFrame):
    """The paper in the middle of its side, and below it the pages where there are several."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("print_preview")
        self.setProperty("box", "preview")
        self._pictures: Pictures | None = None
        self._place = 0
        self._sheet = Sheet()
        held = QWidget()
        held.setObjectName("scrolled")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        inside.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self._area = PageArea(held)
        self._area.resized.connect(self._fit)
        self._back = ArrowButton("print_page_back", Icon.BACK, look)
        self._on = ArrowButton("print_page_on", Icon.ON, look)
        self._said = label(Size.LABEL, tone="muted", name="print_page")
        align(self._said, CENTRE)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._back.setAccessibleName(self.tr("Page before"))
        self._on.setAccessibleName(self.tr("Next page"))
        self._pages = QWidget()
        row = QHBoxLayout(self._pages)
        row.setContentsMargins(Space.WIDE, 0, Space.WIDE, Space.NORMAL)
        row.addWidget(self._back)
        row.addWidget(self._said, 1)
        row.addWidget(self._on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._pages)
        self._pages.hide()

    def show_pictures(self, pictures: Pictures, spoken: str) -> None:
        """Shows the document from its first page on; `spoken` says what it is."""
        count = len(pictures.pages)
        self._pictures = pictures
        self._place = min(self._place, max(0, count - 1))
        self._pages.setVisible(count > 1)
        self._area.setAccessibleName(spoken)
        self._show()

    def _turn(self, by: int) -> None:
        self._place += by
        self._area.verticalScrollBar().setValue(0)
        self._show()

    def _show(self) -> None:
        if self._pictures is None or not self._pictures.pages:
            return
        count = len(self._pictures.pages)
        shown = self._pictures
        self._sheet.show_picture(shown.pages[self._place], shown.edge, is_roll=shown.is_roll)
        self._said.setText(filled(self.tr("Page {0} of {1}"), self._place + 1, count))
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(self._place < count - 1)
        self._fit()

    def _fit(self) -> None:
        if not self._area.is_placed:
            return
        room = self._area.viewport().size()
        self._sheet.fit(room - QSize(2 * Space.WIDE, 2 * Space.WIDE))
