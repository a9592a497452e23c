"""What does not fit: texts that are cut, parts that lie over each other or outside of what holds
them, an empty column beside a cut one, a scroll bar inside another, targets that a finger misses.
Measured as Qt would paint, whatever the state is; what a widget paints by itself, as it paints."""

import itertools
import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDateEdit,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)
from ui.painted import painted_words

from pos_app.ui.sell.form.method_tile import Part
from pos_app.ui.theme.tokens import SMALLEST, TARGET
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry
from pos_app.ui.widgets.picker import Picker

FAR = QRect(0, 0, 10_000, 10_000)
CUT = re.compile(r".…$|\S…")
TURNS = 4  # a text that is made smaller asks again, and a bar that comes or goes
PICKER_ARROW = 32  # painted at its right end
OVER_THE_WINDOW = {"help", "incident_notice", "journal_drawer"}  # lie over everything, on purpose
MAY_BE_CUT = {"card_address"}  # the QR beside it has all of it, and a button copies it
AS_LARGE_AS_ITS_WINDOW = {"print_dialog"}  # takes the room that there is when it opens
SEALED = (QComboBox, QDateEdit, QLineEdit, QScrollBar)  # inside of them Qt arranges


def misfits(root: QWidget) -> list[str]:
    """Everything that is wrong with what is seen of this widget now, a line each."""
    settle(root)
    found = [] if not isinstance(root, QDialog) else _too_large(root)
    for holder, parts in _families(root):
        for part in parts:
            found += _sticks_out(part, holder)
            found += _cut(part)
            found += _cut_as_painted(part)
            found += _empty_beside_cut(part)
            found += _scrolls_in_a_scroll_area(part)
            found += _too_small_for_a_finger(part)
        found += _overlapping(holder, parts)
    return found


def settle(root: QWidget) -> None:
    """Lays out what waits to be laid out; paints nothing, and nobody else gets a turn."""
    layout = root.window().layout()
    for _ in range(TURNS):
        if layout is not None:
            layout.activate()
        QCoreApplication.sendPostedEvents()


def seen(holder: QWidget) -> list[QWidget]:
    """The parts of it that can be seen."""
    children = (child for child in holder.children() if isinstance(child, QWidget))
    return [child for child in children if child.isVisible() and not child.isWindow()]


def everything_in(root: QWidget) -> Iterator[QWidget]:
    for _, parts in _families(root):
        yield from parts


def _families(root: QWidget) -> Iterator[tuple[QWidget, list[QWidget]]]:
    waiting = [root]
    while waiting:
        holder = waiting.pop()
        parts = seen(holder)
        yield holder, parts
        waiting += [part for part in parts if not isinstance(part, SEALED)]


# --- texts ----------------------------------------------------------------------------------------


def _cut(part: QWidget) -> list[str]:
    found: list[str] = []
    if isinstance(part, QLabel):
        if part.objectName() not in MAY_BE_CUT and _is_cut(
            part.text(), part.accessibleName() or part.text()
        ):
            found = [f"{_told(part)}: cut of «{part.accessibleName()}»"]
        words = QSize() if _is_quiet(part) else _text_of(part)
        found += _wants(part, words, part.contentsRect().size())
    elif isinstance(part, QPushButton):
        found = _wants(part, _text_of_button(part), _inside_of_button(part).size())
    elif isinstance(part, QComboBox):
        found = _cut_choices(part)
    elif isinstance(part, QHeaderView):
        found = _cut_titles(part)
    elif isinstance(part, QLineEdit):
        found = _cut_line(part)
    return found


def _wants(part: QWidget, wanted: QSize, given: QSize) -> list[str]:
    """A pixel is what rounding costs."""
    if wanted.width() <= given.width() + 1 and wanted.height() <= given.height() + 1:
        return []
    return [f"{_told(part)}: wants {_size(wanted)}, has {_size(given)}"]


def _text_of(label: QLabel) -> QSize:
    if not label.text():
        return QSize()
    metrics, room = label.fontMetrics(), QRect(FAR)
    if not label.wordWrap():
        return metrics.boundingRect(room, 0, label.text()).size()
    room.setWidth(label.contentsRect().width())
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, label.text()).size()


def _text_of_button(button: QPushButton) -> QSize:
    if not button.text():
        return QSize()
    return button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())


def _inside_of_button(button: QPushButton) -> QRect:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = QStyle.SubElement.SE_PushButtonContents
    return button.style().subElementRect(element, option, button)


def _cut_choices(picker: QComboBox) -> list[str]:
    option = QStyleOptionComboBox()
    picker.initStyleOption(option)
    field = picker.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        picker,
    )
    if isinstance(picker, Picker):
        field.setRight(min(field.right(), picker.width() - PICKER_ARROW))
    texts = [picker.itemText(place) for place in range(picker.count())]
    metrics = picker.fontMetrics()
    widest = max(texts, key=metrics.horizontalAdvance, default="")
    wanted = QSize(metrics.horizontalAdvance(widest), metrics.height())
    return [f"{line} ({widest})" for line in _wants(picker, wanted, field.size())]


def _cut_titles(header: QHeaderView) -> list[str]:
    found = []
    model = header.model()
    table = header.parent()
    if isinstance(table, QTableView) and table.horizontalHeader() is header:
        off = table.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if off and header.length() > table.viewport().width():
            found.append(f"{_told(table)}: its last column is out of sight")
    for section in range(header.count()):
        if header.isSectionHidden(section) or header.orientation() is Qt.Orientation.Vertical:
            continue
        wanted = header.sectionSizeHint(section)
        if wanted > header.sectionSize(section) + 1:
            text = model.headerData(section, header.orientation())
            found.append(f"title «{text}»: wants {wanted}, has {header.sectionSize(section)}")
    return found


def _cut_line(line: QLineEdit) -> list[str]:
    """What it asks for; and what is typed, where that is what a sale is made of."""
    text = line.placeholderText() if not line.text() else ""
    if isinstance(line, LineEntry) and line.objectName() in ("amount", "phone", "voucher"):
        text = line.text() or text
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    element = QStyle.SubElement.SE_LineEditContents
    room = line.style().subElementRect(element, option, line).marginsRemoved(line.textMargins())
    metrics = line.fontMetrics()
    wanted = QSize(metrics.horizontalAdvance(text) + 4 if text else 0, metrics.height())
    return _wants(line, wanted, room.size())


# --- what is painted ------------------------------------------------------------------------------


def _cut_as_painted(part: QWidget) -> list[str]:
    """What a delegate paints, and a widget that paints its own words."""
    if not _paints_words(part):
        return []
    return words_that_do_not_fit(part)


def words_that_do_not_fit(part: QWidget) -> list[str]:
    """Words with dots for their rest, words over others, words beyond the widget's edge."""
    own = str(part.property("text") or "")
    words = [(one.text, _within(one.place)) for one in painted_words(part)]
    found = [f"{_told(part)}: cut to «{text}»" for text, _ in words if _is_cut(text, own)]
    found += [
        f"{_told(part)}: «{text}» is painted over «{other}»"
        for (text, place), (other, where) in itertools.combinations(words, 2)
        if place.intersects(where) and text != other
    ]
    room = part.rect()
    if isinstance(part.parent(), QAbstractScrollArea):
        room.setTop(-FAR.height())  # a row may be half out of sight
        room.setHeight(2 * FAR.height())
    return found + [
        f"{_told(part)}: «{text}» at {_place(place)} sticks out of {_size(part.size())}"
        for text, place in words
        if not room.contains(place)
    ]


def _paints_words(part: QWidget) -> bool:
    holder = part.parent()
    if isinstance(holder, QAbstractItemView) and holder.viewport() is part:
        return True
    ours = any("paintEvent" in vars(kind) for kind in type(part).__mro__ if _is_ours(kind))
    return ours and not isinstance(part, QLabel | QComboBox)


def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith("pos_app.")


def _is_cut(text: str, whole: str) -> bool:
    """Dots stand for the rest of a text at its end or within a word, unless they are its own."""
    return bool(CUT.search(text)) and text not in whole


def _within(place: QRect) -> QRect:
    """Without what a letter's box has above and below, and what rounding costs at the sides."""
    return place.adjusted(1, 3, -1, -3)


def _empty_beside_cut(part: QWidget) -> list[str]:
    if not isinstance(part, QTableView) or not part.model().rowCount():
        return []
    model, header = part.model(), part.horizontalHeader()
    rows, shown = range(model.rowCount()), range(model.columnCount())
    empty = [
        str(model.headerData(column, Qt.Orientation.Horizontal))
        for column in shown
        if not header.isSectionHidden(column)
        and not any(model.index(row, column).data() for row in rows)
    ]
    if not empty:
        return []
    cut = [one.text for one in painted_words(part.viewport()) if _is_cut(one.text, "")]
    return [f"{_told(part)}: {', '.join(empty)} is empty beside «{one}»" for one in cut[:1]]


def _scrolls_in_a_scroll_area(part: QWidget) -> list[str]:
    if not isinstance(part, QAbstractScrollArea) or not _scrolls(part):
        return []
    holder = part.parentWidget()
    while holder is not None and not holder.isWindow():
        if isinstance(holder, QAbstractScrollArea) and _scrolls(holder):
            return [f"{_told(part)} scrolls inside {_told(holder)}, which scrolls too"]
        holder = holder.parentWidget()
    return []


def _scrolls(area: QAbstractScrollArea) -> bool:
    return area.verticalScrollBar().maximum() > 0


# --- places ---------------------------------------------------------------------------------------


def _too_large(dialog: QDialog) -> list[str]:
    wide, tall = SMALLEST
    holder = dialog.parentWidget()
    if dialog.objectName() in AS_LARGE_AS_ITS_WINDOW and holder is not None:
        wide, tall = max(wide, holder.width()), max(tall, holder.height())
    if dialog.width() <= wide and dialog.height() <= tall:
        return []
    return [f"{_told(dialog)}: {_size(dialog.size())} has no room in the smallest window"]


def _sticks_out(part: QWidget, holder: QWidget) -> list[str]:
    room = holder.rect()
    area = holder.parent()
    if isinstance(area, QAbstractScrollArea) and holder is area.viewport():
        room.setHeight(FAR.height())  # that is what it scrolls for
        room.setTop(-FAR.height())
    if part.geometry().isEmpty() or room.contains(part.geometry()):
        return []
    return [f"{_told(part)}: {_place(part.geometry())} sticks out of {_place(holder.rect())}"]


def _overlapping(holder: QWidget, parts: list[QWidget]) -> list[str]:
    if isinstance(holder, QAbstractScrollArea):
        return []
    shapes = [(part, _shape(part)) for part in parts if part.objectName() not in OVER_THE_WINDOW]
    if isinstance(holder, QPushButton) and holder.text():
        shapes.append((holder, _text_in_button(holder)))
    return [
        f"{_told(one)} lies over {_told(other)}"
        for (one, where), (other, place) in itertools.combinations(shapes, 2)
        if where.intersects(place)
    ]


def _shape(part: QWidget) -> QRect:
    """Where something is seen: of a label its words."""
    if isinstance(part, QLabel) and not part.styleSheet():
        if _is_quiet(part) or not part.text():
            return QRect()
        words, room = _text_of(part).boundedTo(part.contentsRect().size()), part.contentsRect()
        where = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, part.alignment(), words, room)
        return where.translated(part.pos())
    return part.geometry()


def _text_in_button(button: QPushButton) -> QRect:
    """At the left, as every button that holds something else as well."""
    inside = _inside_of_button(button)
    return QRect(inside.topLeft(), QSize(_text_of_button(button).width(), inside.height()))


def _is_quiet(part: QWidget) -> bool:
    return isinstance(part, Part) and part.quiet


# --- fingers --------------------------------------------------------------------------------------


def _too_small_for_a_finger(part: QWidget) -> list[str]:
    target = part
    if isinstance(part, QLineEdit) and part.property("bare"):
        target = _takes_the_touch_for(part)
    elif not isinstance(part, QAbstractButton | QComboBox | QDateEdit | QLineEdit):
        return []
    if isinstance(part.parent(), QTableView):
        return []  # Qt's own corner
    if min(target.width(), target.height()) >= TARGET:
        return []
    return [f"{_told(part)}: {_size(target.size())} is too small for a finger"]


def _takes_the_touch_for(line: QLineEdit) -> QWidget:
    """The frame around a line without one, if a touch on it begins to type."""
    holder = line.parentWidget()
    while holder is not None and not holder.isWindow():
        if isinstance(holder, EntryFrame) and holder.line is line:
            return holder
        holder = holder.parentWidget()
    return line


# --- words ----------------------------------------------------------------------------------------


def _told(part: QWidget) -> str:
    text = str(part.property("text") or part.property("placeholderText") or "")
    name = part.objectName() or type(part).__name__
    holder = part.parentWidget()
    if not part.objectName() and not text and holder is not None:
        name += f" in {holder.objectName() or type(holder).__name__}"
    return f"{name} «{text}»" if text else name


def _size(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


def _place(where: QRect) -> str:
    corner: QPoint = where.topLeft()
    return f"{_size(where.size())} at {corner.x()},{corner.y()}"
