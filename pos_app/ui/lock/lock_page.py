"""Lock page: the names of the people, and the field for a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.people.roles import Role
from pos_app.ui.header.user_button import paint_initials
from pos_app.ui.onscreen_keys.keypad import Keypad
from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.name_line import NameLine
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.ui.widgets.secrets.pin_section import pin_field
from pos_app.words.problems import problem_words, trouble_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.errors import PosError
    from pos_app.domain.people.roles import Person
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import PresenceService
    from pos_app.ui.theme.theme import CurrentTheme

_COLUMNS = 2
_PAD = (252, 300)
_TILE = 64
_CIRCLE = 40
_WIDEST, _TALLEST = 900, 540


class PersonTile(Button):
    """A person's name to choose, with its initials."""

    def __init__(self, person: Person, look: CurrentTheme) -> None:
        super().__init__(f"person_{person.name}", "person")
        self.person = person
        self._look = look
        self.setCheckable(True)
        self.setMinimumHeight(_TILE)
        take_focus(self, TAB_FOCUS)
        self._name = NameLine("", (Size.BODY, Size.LABEL), lines=2)
        self._role = label(Size.SMALL, tone="muted")
        for part in (self._name, self._role):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addWidget(self._role)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_CIRCLE + 2 * Space.NORMAL, 0, Space.NORMAL, 0)
        row.addLayout(column, 1)

    def retranslate(self) -> None:
        manages = self.person.role is Role.MANAGER
        role = self.tr("Manager") if manages else self.tr("Cashier")
        self._name.show_text(self.person.name)
        self._role.setText(role)
        self.setAccessibleName(f"{self.person.name}, {role}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = QRectF(Space.NORMAL, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE)
        paint_initials(painter, self._look, self.person.initials, where)
        painter.end()


class LockPage(QFrame):
    """Page that takes figures for the PIN; letters and arrows choose the name. No Tab is needed."""

    entered = Signal(object)  # Person
    recovery_asked = Signal()

    def __init__(self, look: CurrentTheme, presence: PresenceService, tasks: GuiTasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._look = look
        self._presence = presence
        self._tasks = tasks
        self._tiles: list[PersonTile] = []
        self._title = label(Size.BUTTON, strong=True, name="lock_title")
        self._what = wrapped(label(Size.BODY, tone="muted", name="lock_what"))
        self._pin = pin_field("lock_pin")
        self._pin.edit.installEventFilter(self)
        self._pin.edit.returnPressed.connect(self._enter)
        self._go = Button("lock_enter", "main")
        self._go.clicked.connect(self._enter)
        self._pad = Keypad("lock_key")
        self._pad.setFixedWidth(_PAD[0])
        self._pad.setMaximumHeight(_PAD[1])
        self._pad.touched.connect(self._pin.edit.insert)
        self._pad.erased.connect(self._pin.edit.backspace)
        self._pad.write_marks_as("", usable=False)
        self._recover = Button("lock_recover", "main")
        self._recover.clicked.connect(self.recovery_asked)
        self._lost: PosError | None = None
        self._arrange()
        self._show_lost(None)
        self.retranslate()

    def ask(self, people: Sequence[Person], last: Person | None) -> None:
        """Offers these people, the last one chosen: most often that person only comes back."""
        self._show_lost(None)
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.hide()  # Qt deletes it later: until then it could be chosen
            tile.deleteLater()
        self._tiles = [PersonTile(person, self._look) for person in people]
        for place, tile in enumerate(self._tiles):
            tile.clicked.connect(lambda _=False, tile=tile: self._choose(tile))
            tile.retranslate()
            self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        self._pin.edit.clear()
        self._pin.show_error("")
        chosen = [tile for tile in self._tiles if tile.person == last]
        self._choose((chosen or self._tiles)[0])

    def ask_to_recover(self, lost: PosError) -> None:
        """Offers only the recovery code, since the PINs cannot be read."""
        self._show_lost(lost)
        self._recover.setFocus()

    def retranslate(self) -> None:
        self._say_what()
        self._recover.set_text(self.tr("Use the recovery code…"))
        self._pin.set_text(self.tr("PIN"), self.tr("4 to 8 digits"))
        self._go.set_text(self.tr("Open the till"))
        self._pad.set_text()
        for tile in self._tiles:
            tile.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
            if len(event.text()) == 1 and event.text().isalpha():
                self._begin_with(event.text())
                return True
        return super().eventFilter(watched, event)

    # --- inside -----------------------------------------------------------------------------------

    def _show_lost(self, lost: PosError | None) -> None:
        self._lost = lost
        for part in (self._names, self._pin, self._pad, self._go):
            part.setVisible(lost is None)
        self._recover.setVisible(lost is not None)
        # Without the names the card is as low as its words.
        low = Qt.AlignmentFlag.AlignVCenter if lost is not None else Qt.AlignmentFlag(0)
        self._outer.setAlignment(self._card, low)
        self._say_what()

    def _say_what(self) -> None:
        if self._lost is None:
            title = self.tr("Who is using the till?")
            what = self.tr("Choose your name and type your PIN. Waiting sales continue.")
        else:
            title, what = trouble_words(self._lost)
        self._title.setText(title)
        self._what.setText(what)

    @property
    def _chosen(self) -> PersonTile:
        return next(tile for tile in self._tiles if tile.isChecked())

    def _choose(self, chosen: PersonTile) -> None:
        for tile in self._tiles:
            tile.setChecked(tile is chosen)
        self._names.ensureWidgetVisible(chosen)
        self._pin.edit.setFocus()
        self._pin.edit.selectAll()

    def _step(self, step: int) -> None:
        place = self._tiles.index(self._chosen) + step
        self._choose(self._tiles[place % len(self._tiles)])

    def _begin_with(self, letter: str) -> None:
        """Chooses the next name with this initial."""
        place = self._tiles.index(self._chosen) + 1
        for tile in (*self._tiles[place:], *self._tiles[:place]):
            if tile.person.name.casefold().startswith(letter.casefold()):
                self._choose(tile)
                return

    def _enter(self) -> None:
        if not self._go.isEnabled():
            return
        if not self._pin.text:
            self._pin.show_error(self.tr("Type your PIN"))
            self._pin.edit.setFocus()
            return
        self._go.setEnabled(False)
        work = self._sign_in(self._chosen.person.name, self._pin.text)
        self._tasks.start(work, or_else=self._fail)

    async def _sign_in(self, name: str, pin: str) -> None:
        person = await self._presence.sign_in(name, pin)
        self._go.setEnabled(True)
        self._pin.edit.clear()
        self.entered.emit(person)

    def _fail(self, error: PosError) -> None:
        self._go.setEnabled(True)
        self._pin.edit.clear()
        self._pin.show_error(problem_words(error)[0])
        self._pin.edit.setFocus()

    def _arrange(self) -> None:
        held = QWidget()
        held.setObjectName("scrolled")
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.SMALL)
        names = QVBoxLayout(held)
        names.setContentsMargins(0, 0, 0, 0)
        names.addLayout(self._grid)
        names.addStretch(1)
        self._names = Scrolled(held)
        left = QVBoxLayout()
        left.setSpacing(Space.NORMAL)
        left.addWidget(self._title)
        left.addWidget(self._what)
        left.addWidget(self._names, 1)
        left.addWidget(self._recover, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(0)
        right = QVBoxLayout()
        right.setSpacing(Space.NORMAL)
        right.addWidget(self._pin)
        right.addWidget(self._pad, 1)
        right.addWidget(self._go)
        right.addStretch(0)
        inside = self._card = box("card")
        inside.setMaximumSize(_WIDEST, _TALLEST)
        row = QHBoxLayout(inside)
        row.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        row.setSpacing(2 * Space.EDGE)
        row.addLayout(left, 1)
        row.addLayout(right)
        outer = self._outer = QHBoxLayout(self)
        outer.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        outer.addStretch(1)
        outer.addWidget(inside, 8)
        outer.addStretch(1)
