"""Makes the guides as PDF: a cashier's page and a manager's guide, in each language.

    python packaging/guide_pdfs.py [FOLDER]      writes pos_app/bundled/guides, or into FOLDER

The text is Markdown in packaging/guides; the pictures are those of README and manual. Qt, which is
here anyway, lays both out. Two runs on one commit give the same bytes.
"""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_HASH_SEED"] = "0"  # the fonts of a file stand in the order of a hash

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from pos_app.ui.theme.tokens import colours_of

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "guides"
PDFS = ROOT / "pos_app" / "bundled" / "guides"
_FONTS = ROOT / "pos_app" / "bundled" / "fonts"
_DPI = 96
_MARGIN = 15  # millimetres
_WIDE = 520  # of a picture at most, in pixels of the page
_SMALL = 0.6  # of its own size, at most
_FOOT = 24  # pixels below the text, in the margin
_SHARP = 1.5  # pixels of the picture to one of the page
_LINE = 125  # percent
_POINTS = 10.0
_A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
    QPageLayout.Unit.Millimeter,
)
_PICTURE_MARK = "\ufffc"  # stands for it in the text
# Qt's own would tell the time and a random number, and no language.
_METADATA = """<x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'>
<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
_COLOURS = colours_of("light")
# The ground of a verdict, by the colour that a row begins with.
_GROUNDS = {
    _COLOURS.paid_ground: ("Green", "Verde"),
    _COLOURS.taken_ground: ("Blue-grey", "Cinza-azulado"),
    _COLOURS.wait_ground: ("Amber", "Âmbar"),
    _COLOURS.fail_ground: ("Red", "Vermelho"),
    _COLOURS.doubt_ground: ("Violet", "Violeta"),
}
_PICTURE = re.compile(r"!\[[^\]]*\]\((\.\./screenshots/[\w-]+\.png)\)")
_WHEN = re.compile(rb"/(Creation|Mod)Date \(D:\d{14}[^)]*\)")


def make(text: Path, pdf: Path, at: datetime) -> None:
    """Lays out one guide. `at` is the time that the file names as its own."""
    markdown = text.read_text(encoding="utf-8")
    title = markdown.splitlines()[0].removeprefix("# ")
    language = text.stem.rpartition(".")[2]
    writer = QPdfWriter(str(pdf))
    writer.setResolution(_DPI)
    writer.setPageLayout(_A4)
    writer.setTitle(title)
    writer.setCreator("pos_app")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), text.name.encode()))
    told = _METADATA.format(title=escape(title), language=language)
    writer.setDocumentXmpMetadata(told.encode())
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font())
    document.setMarkdown(markdown)
    _add_pictures(markdown, document)
    _space(document)
    _shape_tables(document.rootFrame())
    area = _A4.paintRectPixels(_DPI)
    document.setPageSize(QSizeF(area.width(), area.height()))
    _keep_together(document)
    _print(document, writer, title)
    del writer  # which finishes the file
    pdf.write_bytes(_dated(pdf.read_bytes(), at))


def _keep_together(document: QTextDocument) -> None:
    """Begins a page with what would be torn by its end: a heading from its text, a paragraph."""
    layout, tall = document.documentLayout(), document.pageSize().height()
    block = document.begin()
    while block.isValid():
        is_heading = block.blockFormat().headingLevel() > 0
        last = block.next() if is_heading and block.next().isValid() else block
        first = layout.blockBoundingRect(block).top() // tall
        is_torn = layout.blockBoundingRect(last).bottom() // tall > first
        if is_torn and QTextCursor(block).currentTable() is None:
            form = block.blockFormat()
            form.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(form)
            document.markContentsDirty(0, document.characterCount())  # else what follows stays
        block = block.next()


def _print(document: QTextDocument, writer: QPdfWriter, title: str) -> None:
    """Paints the pages, each with its number."""
    size = document.pageSize()
    pages = document.pageCount()
    painter = QPainter(writer)
    painter.setFont(document.defaultFont())
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * size.height())
        document.drawContents(
            painter, QRectF(0, page * size.height(), size.width(), size.height() - 1)
        )
        painter.restore()
        foot = QRectF(0, size.height() + _FOOT / 2, size.width(), _FOOT)
        painter.setPen(QColor(_COLOURS.muted))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{page + 1} / {pages}")
    painter.end()


def _font() -> QFont:
    for face in sorted(_FONTS.glob("*.otf")):
        # Not by its path, on which the order of a file's fonts would depend.
        QFontDatabase.addApplicationFontFromData(face.read_bytes())
    font = QFont("Inter")
    font.setPointSizeF(_POINTS)
    return font


def _add_pictures(markdown: str, document: QTextDocument) -> None:
    """Gives the document its pictures, a large one as wide as reads well."""
    for name in _PICTURE.findall(markdown):
        picture = QImage(str(TEXTS / name))
        if picture.isNull():
            raise FileNotFoundError(f"{TEXTS / name}: make screenshots")
        wide = min(_WIDE, picture.width() * _SMALL)
        scaled = picture.scaledToWidth(
            int(wide * _SHARP), Qt.TransformationMode.SmoothTransformation
        )
        plain = scaled.convertToFormat(QImage.Format.Format_RGB32)  # which Qt packs as JPEG
        plain.setDevicePixelRatio(_SHARP)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), plain)


def _space(document: QTextDocument) -> None:
    """Gives the lines room, and keys the typeface of the window."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        form = block.blockFormat()
        if _PICTURE_MARK not in block.text():
            form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(10 if form.headingLevel() else 3)
        form.setBottomMargin(4)
        cursor.setBlockFormat(form)
        _dress_keys(cursor, block)
        block = block.next()


def _dress_keys(cursor: QTextCursor, block: QTextBlock) -> None:
    runs = block.begin()
    places = []
    while not runs.atEnd():
        run = runs.fragment()
        if run.charFormat().fontFixedPitch():
            places.append((run.position(), run.length(), run.charFormat()))
        runs += 1
    for start, length, form in places:
        form.setFontFamilies(["Inter"])
        form.setFontFixedPitch(False)
        form.setFontWeight(QFont.Weight.DemiBold)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _shape_tables(frame: QTextFrame) -> None:
    """Draws thin lines, and beside each verdict its colour."""
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            form = child.format()
            form.setCellPadding(5)
            form.setBorderCollapse(True)
            form.setBorder(1)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(QColor("#c8d0cc"))
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            child.setFormat(form)
            _shade(child)


def _shade(table: QTextTable) -> None:
    for row in range(table.rows()):
        cell = table.cellAt(row, 0)
        words = cell.firstCursorPosition().block().text()
        for colour, names in _GROUNDS.items():
            if words.startswith(names):
                shade = cell.format()
                shade.setBackground(QColor(colour))
                cell.setFormat(shade)


def _dated(pdf: bytes, at: datetime) -> bytes:
    """The file with that time instead of now, in as many bytes."""

    def named(found: re.Match[bytes]) -> bytes:
        told = b"/%sDate (D:%sZ)" % (found[1], f"{at:%Y%m%d%H%M%S}".encode())
        return told.ljust(len(found[0]))

    return _WHEN.sub(named, pdf)


def committed_at() -> datetime:
    """The time of the commit, or the one that SOURCE_DATE_EPOCH names."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(given), UTC)
    git = shutil.which("git") or "git"
    told = subprocess.run(
        [git, "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return datetime.fromtimestamp(int(told.stdout), UTC)


def main(folder: Path) -> int:
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for text in sorted(TEXTS.glob("*.md")):
        pdf = folder / f"{text.stem}.pdf"
        make(text, pdf, committed_at())
        print(f"{pdf}: {pdf.stat().st_size / 1e3:.0f} kB")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else PDFS))
