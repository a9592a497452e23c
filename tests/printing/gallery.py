"""Every document at every head, in both languages: sent to a real port, and what came out there.

    PYTHONPATH=.:tests QT_QPA_PLATFORM=offscreen python tests/printing/gallery.py FOLDER

Writes a sheet for each head and language, to be looked at; says where paper is not the raster, or a
byte was none that a printer understands.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from printers.listener import Listener
from printers.model import EVERY_HEAD
from printing.driving import at, deliver, is_paper
from printing.layout.shop_papers import PAPERS, paper_of
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from ui.counter import LANGUAGES, compile_translations

from pos_app.domain.paper.printer import DOTS
from pos_app.printing.offscreen import begin_painting
from pos_app.ui.qt.application import install_language

_HEADS = {dots: head for head, dots in DOTS.items()}
_DESK = QColor(120, 120, 120)
_GAP = 24  # dots between two pieces of paper


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["gallery"])
    begin_painting()
    wrong = 0
    with TemporaryDirectory() as resources:
        translations = compile_translations(Path(resources))
        for language in LANGUAGES:
            install_language(application, language, translations)
            for model in EVERY_HEAD:
                pictures, faults = _printed(model.dots)
                wrong += len(faults)
                name = f"{model.dots}-dots-{language}"
                _sheet(pictures).save(str(folder / f"{name}.png"))
                told = f"{name}: {len(pictures)} documents, {', '.join(faults) or 'as drawn'}"
                sys.stdout.write(f"{told}\n")
    return min(wrong, 1)


def _printed(dots: int) -> tuple[Sequence[QImage], Sequence[str]]:
    """Returns the paper of every document at this head, and which of it is not as it was drawn."""
    model = next(one for one in EVERY_HEAD if one.dots == dots)
    paper, dpi = _HEADS[dots]
    faults: list[str] = []
    with Listener(model) as listener:
        printer = at(listener, paper=paper, dpi=dpi)
        for name in PAPERS:
            document = paper_of(name)
            deliver(printer, document)
            if not is_paper(listener.printer.pieces[-1], document, printer):
                faults.append(name)
        faults += [str(fault) for fault in listener.printer.faults]
        return [piece.printed() for piece in listener.printer.pieces], faults


def _sheet(pictures: Sequence[QImage]) -> QImage:
    width = sum(picture.width() + _GAP for picture in pictures) + _GAP
    height = max(picture.height() for picture in pictures) + 2 * _GAP
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(_DESK)
    painter = QPainter(sheet)
    left = _GAP
    for picture in pictures:
        painter.drawImage(left, _GAP, picture)
        left += picture.width() + _GAP
    painter.end()
    return sheet


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
