"""Bar that chooses whose statement it is, and the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.method import Kind
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.picker import ArrowButton, Picker
from pos_app.words.methods import method_name
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.method import Method
    from pos_app.ui.theme.theme import CurrentTheme

_MONTH_WIDTH = 92
_AT_THE_COUNTER = frozenset({Kind.BY_HAND, Kind.SPLIT})


class SourceBar(QWidget):
    """Bar that emits a signal when the source or the month has changed."""

    changed = Signal()

    def __init__(self, methods: Sequence[Method], look: CurrentTheme, today: date) -> None:
        super().__init__()
        self._today = today
        self._this_month = self._first = today.replace(day=1)
        self._source = Picker("reconcile_source", look)
        self._source.setAccessibleName(self.tr("Payment service"))
        for source, name in _sources(methods):
            self._source.addItem(name, source)
        self._previous = ArrowButton("reconcile_previous", Icon.BACK, look)
        self._previous.set_text("", self.tr("Previous month"))
        self._next = ArrowButton("reconcile_next", Icon.ON, look)
        self._next.set_text("", self.tr("Next month"))
        self._month = label(Size.LEAD, strong=True, name="reconcile_month")
        self._month.setFixedWidth(_MONTH_WIDTH)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._source.currentIndexChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._source)
        row.addSpacing(Space.SMALL)
        for widget in (self._previous, self._month, self._next):
            row.addWidget(widget)
        row.addStretch(1)
        self._show()

    @property
    def source(self) -> str:
        return str(self._source.currentData() or "")

    @property
    def source_name(self) -> str:
        return self._source.currentText()

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day of the month, or today in this one."""
        last = monthrange(self._first.year, self._first.month)[1]
        return self._first, min(self._first.replace(day=last), self._today)

    def choose(self, source: str) -> None:
        self._source.setCurrentIndex(max(0, self._source.findData(source)))

    def show_month(self, day: date) -> None:
        """Turns to the month of this day: the newest that there is of a statement."""
        self._first = min(day.replace(day=1), self._this_month)
        self._show()

    def _turn(self, months: int) -> None:
        number = self._first.year * 12 + self._first.month - 1 + months
        self._first = date(number // 12, number % 12 + 1, 1)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._month.setText(f"{self._first:%m/%Y}")
        self._next.setEnabled(self._first < self._this_month)


def _sources(methods: Sequence[Method]) -> list[tuple[str, str]]:
    """Returns each provider, and each method of one that has several: its wallets may have
    statements of their own. What the cashier takes by hand has none."""
    methods = [method for method in methods if method.kind not in _AT_THE_COUNTER]
    brands = {method.provider: method.brand for method in methods}
    several = [
        method for method in methods if sum(o.provider == method.provider for o in methods) > 1
    ]
    wallets = [(method.id, joined(method.brand, method_name(method))) for method in several]
    return sorted([*brands.items(), *wallets], key=lambda one: one[0])
