"""Watches Qt: how long a window's paint takes, and whether objects become ever more."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.diagnostics.debug import lines_told
from pos_app.diagnostics.debug.loop_watch import at_first_step

FRAME = 0.016  # seconds
EVERY = 10_000  # milliseconds between two counts
_PAINT = lines_told.own("paint")
_OBJECTS = lines_told.own("objects")


class PaintTimes(QObject):
    """An event filter of the application that times each window's whole paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest or not watched.isWidgetType():
            return False
        begun = perf_counter()
        watched.event(event)  # here and now: the paint is over when it returns
        took = perf_counter() - begun
        if took > FRAME:
            _PAINT.debug("%.1f ms: %s", took * 1000, type(watched).__name__)
        return True


class ObjectCounts(QObject):
    """Counts the objects below all windows by kind, and tells which have become more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before: Counter[str] = Counter()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.count)
        timer.start()
        self.count()

    def count(self) -> None:
        now = Counter(
            type(each).__name__
            for top in QApplication.topLevelWidgets()
            for each in (top, *top.findChildren(QObject))
        )
        more = now - self._before
        told = ", ".join(f"{kind} +{by}" for kind, by in more.most_common(8))
        _OBJECTS.debug("%s Qt objects; %s", now.total(), told or "none has become more")
        self._before = now


def _watch_paints() -> None:
    if isinstance(application := QApplication.instance(), QApplication):
        application.installEventFilter(PaintTimes(application))


def _count_objects() -> None:
    if isinstance(application := QApplication.instance(), QApplication):
        ObjectCounts(application)


@contextmanager
def _told(name: str, begin: Callable[[], None]) -> Iterator[None]:
    with lines_told.of(name), at_first_step(begin):
        yield


WATCHES: Mapping[str, Callable[[], AbstractContextManager[None]]] = {
    "paint": lambda: _told(_PAINT.name, _watch_paints),
    "objects": lambda: _told(_OBJECTS.name, _count_objects),
}
