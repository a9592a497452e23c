"""Reads back the QR codes of a picture, with the zbar that a shop's phone could have."""

import subprocess
import tempfile
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtGui import QColor, QImage, QPainter

_MARGIN = 40  # pixels: a code that ends at the paper's edge has the counter around it
_NOTHING_FOUND = 4


def codes(picture: QImage) -> list[str]:
    """What its codes say, from the top."""
    framed = QImage(
        picture.width() + 2 * _MARGIN, picture.height() + 2 * _MARGIN, QImage.Format.Format_RGB32
    )
    framed.fill(QColor("white"))
    painter = QPainter(framed)
    painter.drawImage(_MARGIN, _MARGIN, picture)
    painter.end()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.png"
        if not framed.save(str(path)):
            raise OSError("the picture could not be written")
        return _read(path)


def _read(path: Path) -> list[str]:
    # Binary: zbar guesses at the letters of what it read, and takes Portuguese for Japanese.
    options = ["--quiet", "--nodbus", "--xml", "-Sdisable", "-Sqrcode.enable", "-Sqrcode.binary"]
    command = ["zbarimg", *options, str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if done.returncode not in (0, _NOTHING_FOUND):
        raise RuntimeError(f"zbarimg: {done.stderr.decode()}")
    root = ET.fromstring(done.stdout)  # zbar of this machine wrote it
    return [_text(data) for data in root.findall(".//{*}data")]


def _text(data: ET.Element) -> str:
    text = data.text or ""
    return b64decode(text).decode() if data.get("format") == "base64" else text
