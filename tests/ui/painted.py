"""What a widget paints of words: each with its place, whoever paints it (a delegate, Qt, we).

Nothing is drawn: a paint engine that notes the words takes a fraction of a picture's time.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QRegion,
    QTextItem,
    QTransform,
)
from PySide6.QtWidgets import QWidget

_DPI = 96
_DEPTH = 32
_SCALED = 0x10000  # Qt's fixed point for a scale of one
_METRIC = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True)
class Words:
    """A line of text as it was painted."""

    text: str
    place: QRect


def painted_words(widget: QWidget) -> list[Words]:
    """The words that the widget itself paints, without its children's."""
    page = _Page(widget.size())
    widget.render(page, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return page.engine.words


class _Notes(QPaintEngine):
    """A paint engine that notes the words, and lets everything else pass."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.words: list[Words] = []
        self._transform = QTransform()

    def begin(self, device: QPaintDevice) -> bool:  # noqa: ARG002 - Qt's signature
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        self._transform = state.transform()

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:  # type: ignore[override]
        """Takes a line; `at` is the left end of its base line."""
        tall = item.ascent() + item.descent()
        place = QRectF(at.x(), at.y() - item.ascent(), item.width(), tall)
        if item.text().strip():
            self.words.append(Words(item.text(), self._transform.mapRect(place).toRect()))

    def drawPixmap(self, *what: object) -> None: ...

    def drawImage(self, *what: object) -> None: ...

    def drawPath(self, *what: object) -> None: ...

    def drawPolygon(self, *what: object) -> None: ...

    def drawRects(self, *what: object) -> None: ...

    def drawLines(self, *what: object) -> None: ...

    def drawEllipse(self, *what: object) -> None: ...


class _Page(QPaintDevice):
    """A page as large as the widget."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _Notes()
        self._metrics = {
            _METRIC.PdmWidth: size.width(),
            _METRIC.PdmHeight: size.height(),
            _METRIC.PdmDepth: _DEPTH,
            _METRIC.PdmDevicePixelRatio: 1,
            _METRIC.PdmDevicePixelRatioScaled: _SCALED,
        }

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, what: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(what, _DPI)
