"""The thread that paints previews: it ends with the window, whatever still waits for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QObject, QTimer
from ui.counter import until

from pos_app.domain.paper.document import Document, TextBlock
from pos_app.ui.printing.pictures import Pictures
from pos_app.ui.printing.preview_painter import PreviewPainter

PAGE = Document(name="Page", blocks=(TextBlock("0"),))


async def test_a_picture_that_waits_while_the_window_closes_is_dropped_without_a_word() -> None:
    window, painted, goes_on = QObject(), list[Pictures](), Event()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(goes_on.wait, 30)
        painter = PreviewPainter(executor, window)
        painter.painted.connect(painted.append)
        painter.paint(PAGE, None)
        executor.shutdown(wait=False, cancel_futures=True)
        (clock,) = painter.findChildren(QTimer)
        await until(lambda: not clock.isActive())
        goes_on.set()
    assert painted == []
