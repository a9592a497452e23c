"""Figures handed on: the table on the clipboard, the pictures as an image file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from pos_app.domain.errors import FileNotWritten
from pos_app.system.atomic import write_whole
from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pos_app.ui.theme.tokens import Colours

_SCALE = 2  # sharp on paper, too
_HEADING = 56
_FOR_ALL = 0o644  # mode of a file that others may read


def picture_of(board: QWidget, heading: tuple[str, str], colours: Colours) -> QImage:
    """Returns the board, as it looks now, under a title and a line that says whose it is."""
    size = board.size() + QSize(2 * Space.WIDE, _HEADING + Space.WIDE)
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(QColor(colours.ground))
    painter = QPainter(image)
    line = QRectF(Space.WIDE, 0, size.width() - 2 * Space.WIDE, _HEADING)
    middle = Qt.AlignmentFlag.AlignVCenter
    for text, strong, side in (
        (heading[0], True, Qt.AlignmentFlag.AlignLeft),
        (heading[1], False, Qt.AlignmentFlag.AlignRight),
    ):
        painter.setFont(font(Size.LEAD if strong else Size.LABEL, strong=strong))
        painter.setPen(QColor(colours.text if strong else colours.muted))
        painter.drawText(line, side | middle, text)
    board.render(painter, QPoint(Space.WIDE, _HEADING))
    painter.end()
    return image


def ask_file(
    parent: QWidget, title: str, back: str, name: str, then: Callable[[Path], None]
) -> None:
    """Asks where the picture goes. It uses `show()`: a nested loop would stop every other
    coroutine."""
    dialog = QFileDialog(parent, title, str(saving_folder() / name), "PNG (*.png)")
    dialog.setObjectName("figures_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, back)
    dialog.selectFile(name)

    def take(path: str) -> None:
        keep_saving_folder(Path(path).parent)
        then(Path(path))

    dialog.fileSelected.connect(take)
    dialog.show()


async def save_picture(image: QImage, path: Path) -> None:
    """Writes the picture on another thread: a folder may be far away. Raises FileNotWritten."""
    await asyncio.to_thread(_write, image, path)


def _write(image: QImage, path: Path) -> None:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    try:
        write_whole(path, bytes(content.data()), mode=_FOR_ALL)
    except OSError as error:
        raise FileNotWritten(str(error)) from error
