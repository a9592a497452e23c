"""Card in the list's place where nothing is found: what was searched, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLabel

    from pos_app.ui.journal.filters.filter_chips import Facet
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.ui.widgets.choices.period import Period

_ICON = 36
_TALL = 260

_DROPS = 2  # filters that can be dropped here; the chips are there for the others


class _Magnifier(QWidget):
    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_icon(painter, Icon.SEARCH, QRectF(self.rect()), self._look.colours.muted)
        painter.end()


class NothingFound(QWidget):
    """Panel that says what was searched and where, and offers to search more."""

    all_days_asked = Signal()
    drop_asked = Signal(object)  # Facet

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("nothing_found")
        self._facets: Sequence[tuple[Facet, str, str]] = ()
        self._title = self._text(Size.LEAD, strong=True, name="nothing_title")
        self._where = self._text(Size.BODY, tone="muted", name="nothing_where")
        self._elsewhere = self._text(Size.LABEL, tone="muted", name="nothing_elsewhere")
        self._all = Button("nothing_all_days", "main")
        self._drops = [Button(f"nothing_drop_{place}") for place in range(_DROPS)]
        self._magnifier = _Magnifier(look)
        self._all.clicked.connect(self.all_days_asked)
        for place, button in enumerate(self._drops):
            button.clicked.connect(
                lambda _=False, place=place: self.drop_asked.emit(self._facets[place][0])
            )
        self._arrange()

    def show_search(
        self, text: str, period: Period, today: date, facets: Sequence[tuple[Facet, str, str]]
    ) -> None:
        """Says what was searched. Whether other days have it is said once it is known."""
        self._facets = facets
        when = self._when(period, today)
        if text:
            self._title.setText(filled(self.tr("No sale {0} matches “{1}”"), when, text))
        else:
            self._title.setText(filled(self.tr("No sales {0}"), when))
        fields = self.tr(
            "Searched: number, phone, reference, amount, description, cashier, customer and invoice"
        )
        parts = [fields] if text else []
        parts += [filled(self.tr("Only {0}: {1}"), title, value) for _, title, value in facets]
        self._where.setText(" · ".join(parts))
        self._where.setVisible(bool(parts))
        self._elsewhere.clear()
        is_open = period.start is None and period.end is None
        self._all.setVisible(not is_open)
        self._all.set_text(self.tr("Search all days (Enter)"))
        for place, button in enumerate(self._drops):
            button.setVisible(place < len(facets))
            if place < len(facets):
                _, title, value = facets[place]
                button.set_text(filled(self.tr("Drop the filter {0}: {1}"), title, value))

    @property
    def offers_all_days(self) -> bool:
        return not self._all.isHidden()

    def show_elsewhere(self, newest: date | None, earliest: date | None) -> None:
        """Says on which other day it is, the newest of them, or how far back the journal goes."""
        if newest is not None:
            self._elsewhere.setText(
                filled(self.tr("It is on other days: the last one is {0}"), f"{newest:%d/%m/%Y}")
            )
        elif earliest is not None:
            self._elsewhere.setText(
                filled(
                    self.tr("Not on any other day. The journal has sales since {0}"),
                    f"{earliest:%d/%m/%Y}",
                )
            )
        self._all.setVisible(self.offers_all_days and newest is not None)

    def _when(self, period: Period, today: date) -> str:
        """Returns the period as a part of a sentence: `of today`, `from 01/10/2026 to …`."""
        if period.start is None or period.end is None:
            return self.tr("of any day")
        if period.day == today:
            return self.tr("of today")
        if period.day is not None:
            return filled(self.tr("of {0}"), f"{period.day:%d/%m/%Y}")
        start, end = (f"{day:%d/%m/%Y}" for day in (period.start, period.end))
        return filled(self.tr("from {0} to {1}"), start, end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the picture out where the words need its room."""
        super().resizeEvent(event)
        self._magnifier.setVisible(event.size().height() >= _TALL)

    @staticmethod
    def _text(size: int, *, name: str, strong: bool = False, tone: str = "") -> QLabel:
        text = label(size, strong=strong, tone=tone, name=name)
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return text

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addStretch(1)
        for button in (self._all, *self._drops):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.NORMAL)
        column.setSpacing(Space.NORMAL)
        column.addStretch(1)
        column.addWidget(self._magnifier, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._where)
        column.addLayout(buttons)
        column.addWidget(self._elsewhere)
        column.addStretch(1)
