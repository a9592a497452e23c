"""Paints previews beside the window's work: a list of sales takes a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.ui.printing.pictures import pictures_of

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from pos_app.domain.paper.document import Document
    from pos_app.domain.paper.printer import Printer
    from pos_app.ui.printing.pictures import Pictures

_LOOKS = 10  # milliseconds from one look to the next


class PreviewPainter(QObject):
    """Tells the latest picture alone. It looks whether that is there: a word from the other thread
    might reach a dialog that is gone."""

    painted = Signal(object)  # Pictures

    def __init__(self, executor: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._executor = executor
        self._future: Future[Pictures] | None = None
        self._clock = QTimer(self, interval=_LOOKS)
        self._clock.timeout.connect(self._look)

    def paint(self, document: Document, printer: Printer | None) -> None:
        """Begins a picture, in place of the one before."""
        if self._future is not None:
            self._future.cancel()
        self._future = self._executor.submit(pictures_of, document, printer)
        self._clock.start()

    def _look(self) -> None:
        if self._future is not None and self._future.done():
            self._clock.stop()
            future, self._future = self._future, None
            if not future.cancelled():  # as what waits is when the window closes
                self.painted.emit(future.result())
