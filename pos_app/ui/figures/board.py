"""The cards with the pictures, beside each other where the window is wide enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.ui.figures import pictures
from pos_app.ui.figures.bar_chart import BarChart
from pos_app.ui.figures.headline import Headlines
from pos_app.ui.figures.outcome_table import OutcomeTable
from pos_app.ui.figures.share_list import ShareList
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.ui.widgets.choices.segments import Segments
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.figures.phrases import compared_words, span_words_of
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

    from PySide6.QtGui import QResizeEvent

    from pos_app.domain.figures.outcomes import Outcomes
    from pos_app.domain.figures.report import CurrencyFigures, Figures
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 1180  # width from which three cards stand in a row
# Of twelve columns: row, column, rows, columns.
_COLUMNS = 12
_SIDE_BY_SIDE = (
    (0, 0, 1, 12),
    (1, 0, 1, 8),
    (1, 8, 1, 4),
    (2, 0, 1, 4),
    (2, 4, 1, 5),
    (2, 9, 1, 3),
)
_TWO_BY_TWO = ((0, 0, 1, 12), (1, 0, 1, 12), (2, 0, 1, 6), (2, 6, 1, 6), (3, 0, 1, 7), (3, 7, 1, 5))


class BoardArea(Scrolled):
    """Area around the board, which shows the part that gets the focus, by whatever way."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        held = self.widget()
        if now is not None and self.isVisible() and held and held.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class PictureCard(QWidget):
    """A card with a title, perhaps a choice of what it shows, and a note at the right."""

    def __init__(self, name: str, shown: QWidget, choice: Segments | None = None) -> None:
        super().__init__()
        frame = box("card", name)
        self.title = label(Size.LABEL, strong=True, tone="muted")
        self.note = wrapped(label(Size.SMALL, tone="muted"))
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        heading = QHBoxLayout()
        heading.setSpacing(Space.NORMAL)
        if choice:
            heading.addWidget(choice)
        heading.addWidget(self.title)
        heading.addWidget(self.note, 1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.NORMAL)
        column.setSpacing(Space.SMALL)
        column.addLayout(heading)
        column.addWidget(shown)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        self.column = column


class Board(QWidget):
    """Everything that one currency of a period has to show."""

    def __init__(self, look: CurrentTheme, day_starts: time) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._day_starts = day_starts
        self._figures: Figures | None = None
        self._shown: CurrencyFigures | None = None
        self._names: Mapping[str, str] = {}
        self.headlines = Headlines()
        self._bars = BarChart("figures_bars", look)
        self._by = Segments("figures_by", ["hour", "weekday"])
        self._days = BarChart("figures_days", look)
        self._shares = ShareList("figures_shares", look)
        self._of = Segments("figures_of", ["method", "cashier"])
        self._outcomes = OutcomeTable(look)
        self._reasons = ShareList("figures_reasons", look, quiet=True)
        self._bar_card = PictureCard("figures_bar_card", self._bars, self._by)
        self._share_card = PictureCard("figures_share_card", self._shares, self._of)
        self._share_card.column.addStretch(1)
        self._day_card = PictureCard("figures_day_card", self._days)
        self._no_outcomes = label(Size.LABEL, tone="muted", name="figures_no_outcomes")
        self._outcome_card = PictureCard("figures_outcome_card", self._outcomes)
        self._outcome_card.column.addWidget(self._no_outcomes)
        self._outcome_card.column.addStretch(1)
        self._reason_card = PictureCard("figures_reason_card", self._reasons)
        self._reason_card.column.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.NORMAL)
        self._is_wide: bool | None = None
        self._by.chosen.connect(self._show_bars)
        self._of.chosen.connect(self._show_shares)
        self._bars.picked.connect(self._say_bar)
        self._days.picked.connect(self._say_day)
        self._outcomes.method_picked.connect(self._show_method)
        self._arrange(is_wide=True)

    def show_figures(
        self, figures: Figures, shown: CurrencyFigures, names: Mapping[str, str]
    ) -> None:
        self._figures, self._shown, self._names = figures, shown, names
        self._outcomes.show_outcomes(figures.outcomes, names)
        self._outcomes.setVisible(bool(figures.outcomes))
        self._no_outcomes.setVisible(not figures.outcomes)
        self._show_bars()
        self._show_shares()
        picture, _ = pictures.day_picture(figures, shown)
        self._days.show_picture(picture)
        self._day_card.title.setText(picture.title)
        self._show_method()

    def retranslate(self) -> None:
        self._by.set_texts({"hour": self.tr("By hour"), "weekday": self.tr("By weekday")})
        self._of.set_texts({"method": self.tr("By method"), "cashier": self.tr("By cashier")})
        self._outcome_card.title.setText(self.tr("Success and time to answer"))
        self._no_outcomes.setText(self.tr("No charges"))
        self._outcomes.setAccessibleName(self.tr("Success and time to answer"))
        self._reason_card.title.setText(self.tr("Why not paid"))
        self._outcomes.retranslate()
        if self._figures and self._shown:
            self.show_figures(self._figures, self._shown, self._names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=event.size().width() >= _WIDE)

    # --- what is shown ----------------------------------------------------------------------------

    def _show_bars(self, _: str = "") -> None:
        if self._figures is None or self._shown is None:
            return
        if self._by.choice == "hour":
            picture = pictures.hour_picture(self._figures, self._shown, self._day_starts)
        else:
            picture = pictures.weekday_picture(self._shown)
        self._bars.show_picture(picture)
        self._bar_card.title.setText(picture.title)

    def _say_bar(self, words: str) -> None:
        """Says what the picked bar is; without one, what all of them are compared with."""
        if self._figures is None:
            return
        if not words and self._by.choice == "weekday":
            weeks = span_words_of(self._figures.question.weeks)
            words = filled(self.tr("average of the open days, {0}"), weeks)
        self._bar_card.note.setText(words or compared_words(self._figures))

    def _say_day(self, words: str) -> None:
        if self._figures is None or self._shown is None:
            return
        _, facts = pictures.day_picture(self._figures, self._shown)
        self._day_card.note.setText(words or facts)

    def _show_shares(self, _: str = "") -> None:
        figures, shown = self._figures, self._shown
        if figures is None or shown is None:
            return
        shares = (
            pictures.method_shares(figures, shown, self._names)
            if self._of.choice == "method"
            else pictures.cashier_shares(figures, shown)
        )
        self._shares.show_shares(shares, self.tr("Nothing received"))
        self._share_card.note.setText(str(Money(shown.now.received, shown.currency)))

    def _show_method(self, _: str = "") -> None:
        """Shows the reasons of the picked method, and its answers among the first figures."""
        figures, shown = self._figures, self._shown
        if figures is None or shown is None:
            return
        picked = self._picked()
        self.headlines.show_figures(pictures.headline_figures(figures, shown, picked, self._names))
        shares = pictures.reason_shares([picked] if picked else [])
        every = self.tr("Every charge was paid") if picked else self.tr("No charges")
        self._reasons.show_shares(shares, every)
        name = self._names.get(picked.method, picked.method) if picked else ""
        self._reason_card.note.setText(name)

    def _picked(self) -> Outcomes | None:
        outcomes = self._figures.outcomes if self._figures else ()
        return next((one for one in outcomes if one.method == self._outcomes.method), None)

    # --- arrangement ------------------------------------------------------------------------------

    def _arrange(self, *, is_wide: bool) -> None:
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        places = _SIDE_BY_SIDE if is_wide else _TWO_BY_TWO
        cards = (
            self.headlines,
            self._bar_card,
            self._share_card,
            self._day_card,
            self._outcome_card,
            self._reason_card,
        )
        for card, place in zip(cards, places, strict=True):
            self._grid.addWidget(card, *place)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        last = max(row for row, *_ in places)
        for row in range(1, 4):
            self._grid.setRowStretch(row, 1 if row <= last else 0)
