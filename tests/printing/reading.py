"""Reads back what was painted, dot by dot, and what was saved, letter by letter."""

import re
import zlib

from PySide6.QtGui import QImage

from pos_app.printing.layout.qr import QUIET_ZONE, Matrix


def greys(image: QImage, left: int = 0, right: int | None = None) -> list[bytes]:
    """A byte a dot, row by row."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width = image.width() if right is None else right
    dots, line = bytes(grey.constBits()), grey.bytesPerLine()
    return [dots[line * y + left : line * y + width] for y in range(grey.height())]


def corner_of_code(rows: list[bytes], modules: int, module: int) -> tuple[int, int]:
    """The first row that begins and ends with the seven dark modules of two finders."""
    finder = bytes(7 * module)
    for y, row in enumerate(rows):
        x = row.find(b"\xff" + finder + b"\xff") + 1
        end = x + modules * module
        if x and row[end - len(finder) : end + 1] == finder + b"\xff":
            return x, y
    raise AssertionError("there is no code on this slip")


def sampled(rows: list[bytes], modules: int, module: int) -> Matrix:
    """The code read back, every dot of every module, with its quiet zone proved white."""
    x, y = corner_of_code(rows, modules, module)
    quiet = QUIET_ZONE * module
    side = modules * module
    area = [row[x - quiet : x + side + quiet] for row in rows[y - quiet : y + side + quiet]]
    white = b"\xff" * (side + 2 * quiet)
    assert area[:quiet] == [white] * quiet == area[-quiet:]
    assert {row[:quiet] + row[-quiet:] for row in area} == {b"\xff" * (2 * quiet)}
    code = [row[quiet:-quiet] for row in area[quiet:-quiet]]
    matrix = []
    for top in range(0, side, module):
        cells = [
            b"".join(row[left : left + module] for row in code[top : top + module])
            for left in range(0, side, module)
        ]
        assert set(cells) <= {bytes(module**2), b"\xff" * module**2}
        matrix.append(tuple(cell[0] == 0 for cell in cells))
    return tuple(matrix)


def text_of(pdf: bytes) -> str:
    """What a reader of the PDF can search and copy: its glyphs through its own tables."""
    tables = {
        int(font): _characters(pdf, int(table))
        for font, table in re.findall(
            rb"\n(\d+) 0 obj[^>]*?/Type0\b.*?/ToUnicode (\d+) 0", pdf, re.DOTALL
        )
    }
    words = []
    for stream in re.findall(rb"/FlateDecode\n>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL):
        content = zlib.decompress(stream)
        for font, shown in re.findall(rb"/F(\d+) [^\n]* Tf (.*?)\nET", content, re.DOTALL):
            codes = re.findall(rb"<([0-9A-F]{4})> Tj", shown)
            words.append("".join(tables[int(font)][int(code, 16)] for code in codes))
    return "\n".join(words).replace("\t", " ")  # Inter draws both with one glyph


def _characters(pdf: bytes, table: int) -> dict[int, str]:
    start = pdf.index(b"\n%d 0 obj" % table)
    body = pdf[start : pdf.index(b"endstream", start)]
    listed = {
        int(first, 16) + offset: chr(int(code, 16))
        for first, codes in re.findall(rb"<(\w{4})> <\w{4}> \[(.*?)\]", body)
        for offset, code in enumerate(re.findall(rb"<(\w{4})>", codes))
    }
    in_a_row = {
        number: chr(int(code, 16) + number - int(first, 16))
        for first, last, code in re.findall(rb"(?m)^<(\w{4})> <(\w{4})> <(\w{4})>", body)
        for number in range(int(first, 16), int(last, 16) + 1)
    }
    return listed | in_a_row
