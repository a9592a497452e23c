"""What somebody meets who cannot use a mouse, does not see well, or does not see: read through Qt's
own accessibility interface, by the Tab key, and from what is painted."""

from collections import Counter as Tally
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)
from ui.misfits import everything_in
from ui.theme.test_colours import contrast

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QDateEdit, QAbstractItemView, QPlainTextEdit)
ROLES = {
    QAbstractButton: {QAccessible.Role.PushButton, QAccessible.Role.CheckBox},
    QLineEdit: {QAccessible.Role.EditableText},
    QComboBox: {QAccessible.Role.ComboBox},
    QDateEdit: {QAccessible.Role.SpinBox},
    QAbstractItemView: {QAccessible.Role.List, QAccessible.Role.Table},
    QPlainTextEdit: {QAccessible.Role.EditableText},
}
TYPED = ("key_", "letter_")  # keys on the screen stand for those of a keyboard
MOST_TABS = 120
AROUND = 14  # pixels in which the frame of a field lies


def controls_of(root: QWidget) -> list[QWidget]:
    found = [part for part in everything_in(root) if isinstance(part, CONTROLS)]
    ours = [part for part in found if not isinstance(part.parent(), QAbstractItemView | QComboBox)]
    return [part for part in ours if not part.objectName().startswith("qt_")]


# --- for ears -------------------------------------------------------------------------------------


def unheard(root: QWidget) -> list[str]:
    """Controls without a name, with a role that is not theirs, or whose rows say nothing."""
    found = []
    names: Tally[str] = Tally()
    for part in controls_of(root):
        who = part.objectName() or repr(part)
        names[who] += 1
        heard = QAccessible.queryAccessibleInterface(part)
        if not part.objectName() or not heard.text(QAccessible.Text.Name).strip():
            found.append(f"{who} has no name")
        kind = next(kind for kind in ROLES if isinstance(part, kind))
        if heard.role() not in ROLES[kind]:
            found.append(f"{who} is told as {heard.role().name}")
        if isinstance(part, QAbstractButton):
            on_or_off = heard.role() is QAccessible.Role.CheckBox
            if on_or_off != part.isCheckable() or heard.state().checked != part.isChecked():
                found.append(f"{who} does not tell whether it is on")
        if isinstance(part, QAbstractItemView):
            found += [f"{who}: row {row} says nothing" for row in _silent_rows(part)]
    found += [f"{who} is there {count} times" for who, count in names.items() if count > 1]
    return found


def _silent_rows(view: QAbstractItemView) -> Iterator[int]:
    model = view.model()
    columns = range(model.columnCount() if isinstance(view, QTableView) else 1)
    for row in range(model.rowCount()):
        cells = (model.index(row, column) for column in columns)
        if not any(str(cell.data() or "").strip() for cell in cells):
            yield row


# --- for the keyboard -----------------------------------------------------------------------------


def out_of_reach(root: QWidget) -> list[str]:
    """What Tab alone does not lead to, and what does not show that it has the focus. Its window has
    to be the active one."""
    window = root.window()
    start = window.focusWidget() or window
    found, reached = [], [start]
    while len(reached) < MOST_TABS:
        before = reached[-1]
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
    wanted = [part for part in controls_of(root) if part.isEnabled() and not _is_typed(part)]
    found += [f"Tab never comes to {one.objectName()}" for one in wanted if _is_left(one, reached)]
    for part in reached:
        if root.isAncestorOf(part) and not _shows_focus(part, reached):
            found.append(f"{part.objectName()} does not show that it has the focus")
    start.setFocus()
    return found


def _is_left(part: QWidget, reached: list[QWidget]) -> bool:
    """Of choices that rule each other out Tab comes to one, and the arrows go on from there."""
    group = part.group() if isinstance(part, QAbstractButton) else None
    others = group.buttons() if group and group.exclusive() else []
    return part not in reached and not any(one in reached for one in others)


def _is_typed(part: QWidget) -> bool:
    name = part.objectName()
    return any(name.startswith(mark) or f"_{mark}" in name for mark in TYPED)


def _shows_focus(part: QWidget, others: list[QWidget]) -> bool:
    """What is painted of it and right around it, with the focus here and elsewhere."""
    window = part.window()
    part.clearFocus()  # which it may have, scrolled out of sight by the look at the one before
    part.setFocus(Qt.FocusReason.TabFocusReason)
    _bring_into_sight(part)
    corner = part.mapTo(window, QPoint(0, 0))  # it may have been scrolled into sight
    where = QRect(corner, part.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    scrolled = {bar: bar.value() for bar in window.findChildren(QScrollBar)}
    focused = window.grab(where).toImage()
    elsewhere = next((one for one in others if one is not part), None)
    if elsewhere is not None:
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        part.clearFocus()  # the only one there is
    for bar, value in scrolled.items():
        bar.setValue(value)
    return bool(window.grab(where).toImage() != focused)


def _bring_into_sight(part: QWidget) -> None:
    """Scrolls as the key does that leads to it."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()


# --- for the eye ----------------------------------------------------------------------------------


def faint(root: QWidget) -> list[str]:
    """Words that do not stand out from what they are painted on."""
    seen = root.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    found = []
    for part in everything_in(root):
        if not isinstance(part, QLabel | QPushButton) or not part.text() or not _is_bare(part):
            continue
        shown = part.visibleRegion().boundingRect()  # some of it may be scrolled out of sight
        where = shown.translated(part.mapTo(root, QPoint(0, 0))).intersected(root.rect())
        if shown.size() != part.size() or where.width() < 8 or where.height() < 8:
            continue
        role = QPalette.ColorRole.ButtonText
        ink = part.palette().color(part.foregroundRole() if isinstance(part, QLabel) else role)
        ground = _ground(seen, where)
        if contrast(ink.name(), ground.name()) < 4.5:
            found.append(f"{part.objectName()} «{part.text()}»: {ink.name()} on {ground.name()}")
    return found


def _is_bare(part: QWidget) -> bool:
    """Not the words of what is painted by hand, whose colours the tokens are tested for."""
    return part.isVisible()


def _ground(seen: QImage, where: QRect) -> QColor:
    """The colour that most of it has, in a picture of 32 bits a dot."""
    inside = where.adjusted(3, 3, -3, -3)
    steps = max(1, inside.width() // 24), max(1, inside.height() // 6)
    dots, line = memoryview(seen.constBits()).cast("I"), seen.bytesPerLine() // 4
    tally: Tally[int] = Tally()
    for y in range(inside.top(), inside.bottom(), steps[1]):
        tally.update(dots[line * y + inside.left() : line * y + inside.right() : steps[0]].tolist())
    return QColor(tally.most_common(1)[0][0])
