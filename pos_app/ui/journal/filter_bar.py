"""Filter bar of the journal page: the day and the search text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QWidget

from pos_app.domain.events import State
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import Button
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.picker import ArrowButton, Picker
from pos_app.words.methods import method_name
from pos_app.words.states import state_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from pos_app.domain.method import Method
    from pos_app.ui.theme.theme import CurrentTheme

_STATES = [state for state in State if state is not State.NEW]


class JournalBar(QWidget):
    """Bar that emits a signal when the day or the search has changed."""

    day_changed = Signal()
    search_changed = Signal()

    def __init__(self, methods: Sequence[Method], look: CurrentTheme, today: date) -> None:
        super().__init__()
        self._methods = methods
        self._today = today
        self._previous = ArrowButton("journal_previous", Icon.BACK, look)
        self._next = ArrowButton("journal_next", Icon.ON, look)
        self._day = QDateEdit(_qt(today))
        self._day.setObjectName("journal_day")
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("dd/MM/yyyy")
        self._day.setMaximumDate(_qt(today))
        self._day.setFont(font(Size.BODY))
        self._day.setMinimumHeight(TARGET)
        self._day.setMinimumWidth(132)
        self._to_today = Button("journal_today")
        self._text = QLineEdit()
        self._text.setObjectName("journal_search")
        self._text.setFont(font(Size.BODY))
        keep_clean(self._text)
        self._text.setMinimumHeight(TARGET)
        self._state = Picker("journal_state", look)
        self._method = Picker("journal_method", look)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def day(self) -> date:
        day: date = self._day.date().toPython()  # type: ignore[assignment]
        return day

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def state(self) -> State | None:
        chosen = self._state.currentData()
        return State(chosen) if chosen else None

    @property
    def method(self) -> str | None:
        return self._method.currentData() or None

    def begin(self) -> None:
        """Puts the focus in the search field."""
        self._text.setFocus()

    def show_day(self, day: date) -> None:
        """Shows this whole day, without a search."""
        self._text.clear()
        self._state.setCurrentIndex(0)
        self._method.setCurrentIndex(0)
        self._day.setDate(_qt(day))

    def set_today(self, today: date) -> None:
        """Moves to the new day at midnight, where the last one was shown."""
        was_today = self.day == self._today
        self._today = today
        self._day.setMaximumDate(_qt(today))
        if was_today:
            self._day.setDate(_qt(today))
        self._refresh()

    def retranslate(self) -> None:
        self._previous.set_text("", self.tr("Previous day"))
        self._next.set_text("", self.tr("Next day"))
        self._day.setAccessibleName(self.tr("Day"))
        self._to_today.set_text(self.tr("Today"))
        self._text.setAccessibleName(self.tr("Search"))
        self._text.setAccessibleDescription(
            self.tr("Phone, reference, amount, number or description")
        )
        self._ask()
        self._state.setAccessibleName(self.tr("State"))
        self._method.setAccessibleName(self.tr("Method"))
        states = [(state_words(state), str(state)) for state in _STATES]
        self._fill(self._state, self.tr("All states"), states)
        methods = [(method_name(method), method.id) for method in self._methods]
        self._fill(self._method, self.tr("All methods"), methods)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._ask()

    def _ask(self) -> None:
        """Hints at what the search finds, where there is room for it."""
        whole, short = self._text.accessibleDescription(), self._text.accessibleName()
        room = self._text.width() - 2 * Space.WIDE
        fits = QFontMetrics(self._text.font()).horizontalAdvance(whole) <= room
        self._text.setPlaceholderText(whole if fits else short)

    @staticmethod
    def _fill(picker: Picker, every: str, choices: Sequence[tuple[str, str]]) -> None:
        chosen = max(0, picker.currentIndex())
        picker.blockSignals(True)
        picker.clear()
        for text, value in ((every, ""), *choices):
            picker.addItem(text, value)
        picker.setCurrentIndex(chosen)
        picker.blockSignals(False)

    def _connect(self) -> None:
        self._previous.clicked.connect(lambda: self._day.setDate(self._day.date().addDays(-1)))
        self._next.clicked.connect(lambda: self._day.setDate(self._day.date().addDays(1)))
        self._to_today.clicked.connect(lambda: self._day.setDate(_qt(self._today)))
        self._day.dateChanged.connect(self._refresh)
        self._day.dateChanged.connect(self.day_changed)
        self._text.textChanged.connect(self.search_changed)
        self._state.currentIndexChanged.connect(self.search_changed)
        self._method.currentIndexChanged.connect(self.search_changed)
        self._refresh()

    def _refresh(self) -> None:
        is_today = self.day == self._today
        self._next.setEnabled(not is_today)
        self._to_today.setEnabled(not is_today)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for widget in (self._previous, self._day, self._next, self._to_today):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(Space.SMALL)
        row.addWidget(self._text, 1)
        row.addWidget(self._state)
        row.addWidget(self._method)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
