"""Makes a logo for receipts from a picture of a person's: small, grey, on white, as a PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from pos_app.domain.errors import BadInput, Field, InputProblem

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = QSize(512, 240)  # dots: the width of an 80 mm roll at 180 dpi, and 34 mm of its length
LONGEST = 20_000_000  # bytes that are read


def logo_from(path: Path) -> bytes:
    """Returns the picture as a PNG. Takes its time: call it in a thread. Raises BadInput for a file
    that is no picture."""
    picture = _read(path)
    if picture.width() > LARGEST.width() or picture.height() > LARGEST.height():
        picture = picture.scaled(
            LARGEST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    flat = QImage(picture.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("white"))  # paper is what shows through
    painter = QPainter(flat)
    painter.drawImage(0, 0, picture)
    painter.end()
    return _as_png(flat.convertToFormat(QImage.Format.Format_Grayscale8))


def _read(path: Path) -> QImage:
    content = _content(path)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)  # by its content, whatever the file is called
    reader.setAutoTransform(True)  # a phone's photo says which way is up
    wanted = reader.size()
    twice = LARGEST * 2
    if wanted.isValid() and wanted.boundedTo(twice) != wanted:
        # A photo is made smaller while it is read: all of it might not fit into the memory.
        reader.setScaledSize(wanted.scaled(twice, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise _no_picture(path)
    return picture


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        raise _no_picture(path) from error
    if len(content) > LONGEST:
        raise _no_picture(path)
    return content


def _as_png(picture: QImage) -> bytes:
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(written.data())


def _no_picture(path: Path) -> BadInput:
    return BadInput(Field.SETTINGS, InputProblem.PICTURE_UNREADABLE, path.name)
