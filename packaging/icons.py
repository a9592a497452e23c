"""Makes Windows' or macOS' icon file from the one drawing, packaging/icon.svg.

    packaging/icons.py FILE    pos-app.ico or pos-app.icns

Both are containers of PNGs: ICO as Windows reads it since Vista, ICNS as macOS does since 10.7.
"""

import struct
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).with_name("icon.svg")
# Pixels: lists, task bar and tiles of Windows at 100 to 250 %.
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Each type of macOS' picture, and its pixels: a retina screen's have a type of their own.
ICNS_TYPES: Mapping[bytes, int] = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
_HEAD, _ROW = 6, 16  # bytes of an ICO's head, and of each row of its table


def main(arguments: Sequence[str]) -> int:
    for file in map(Path, arguments):
        if file.suffix == ".ico":
            file.write_bytes(ico(dict(zip(ICO_SIZES, drawn(ICO_SIZES), strict=True))))
        elif file.suffix == ".icns":
            pictures = drawn(ICNS_TYPES.values())
            file.write_bytes(icns(dict(zip(ICNS_TYPES, pictures, strict=True))))
        else:
            print(f"{file}: neither .ico nor .icns", file=sys.stderr)
            return 2
    return 0


def drawn(sizes: Iterable[int]) -> Iterable[bytes]:
    """Yields a square PNG of each size in pixels, transparent around the drawing."""
    drawing = QSvgRenderer(str(DRAWING))
    for size in sizes:
        picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        file = QBuffer()
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(file, "PNG")  # type: ignore[call-overload] # Qt takes any device
        yield bytes(file.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Returns the container of PNGs by their size in pixels, up to 256."""
    head = struct.pack("<HHH", 0, 1, len(pictures))  # reserved, of icons, how many
    first = _HEAD + _ROW * len(pictures)
    places = accumulate(map(len, pictures.values()), initial=first)
    rows = [
        # Width and height (0 is 256), no palette, reserved, planes, bits, bytes, place.
        struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        for (size, picture), place in zip(pictures.items(), places, strict=False)
    ]
    return b"".join([head, *rows, *pictures.values()])


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """Returns the container of PNGs by their type."""
    parts = [
        kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items()
    ]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
