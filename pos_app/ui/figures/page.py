"""Page of figures: a period, compared with the same period before, as pictures or as a table."""

from __future__ import annotations

import asyncio
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.figures.spans import question_of, span_to_now
from pos_app.ui.figures.board import Board, BoardArea
from pos_app.ui.figures.figures_table import FiguresModel, FiguresTable
from pos_app.ui.figures.sharing import ask_file, picture_of, save_picture
from pos_app.ui.format import times
from pos_app.ui.qt.accessibility import announce
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.choices.day_chooser import DayChooser
from pos_app.ui.widgets.choices.period_bar import PeriodBar
from pos_app.ui.widgets.picker import Picker
from pos_app.words.figures.phrases import span_words_of, until_words
from pos_app.words.figures.table import as_copied, column_titles, figures_lines
from pos_app.words.methods import method_name
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.figures.report import Figures
    from pos_app.domain.money import Currency
    from pos_app.domain.sale import Sale
    from pos_app.ports.figures import ReadsFigures
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_FRESH = 4000  # milliseconds until a changed sale shows in the figures
_REST = 10  # how much longer the page rests than it has counted
_ALL_ROOM = 100  # in relation to what only keeps its neighbours apart
_ONE_LINE = 1300  # width from which period, title and buttons stand in one line


class FiguresPage(QWidget):
    """Page that counts when it is opened, when the period changes, and a moment after a sale has
    changed."""

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        reader: ReadsFigures,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shop = shop
        self._look = look
        self._till = till
        self._reader = reader
        self._tasks = tasks
        self._wall = times.wall_of(shop)
        self._figures: Figures | None = None
        self._asked = 0  # how often the journal was asked: only the last answer is shown
        today = till.today()
        self._period = PeriodBar("figures", look, today)
        self._calendar = DayChooser("figures_days_asked", look, today, self, needs_first_day=True)
        self._title = label(Size.LEAD, strong=True, name="figures_title")
        self._until = wrapped(label(Size.SMALL, tone="muted", name="figures_until"))
        self._currency = Picker("figures_currency", look)
        self._as_table = Button("figures_as_table", "toggle")
        self._as_table.setCheckable(True)
        self._copy = Button("figures_copy")
        self._save = Button("figures_save")
        self._message = wrapped(label(strong=True, name="figures_message"))
        self._message.hide()
        self.board = Board(look, time.fromisoformat(shop.day_start))
        self._lines = FiguresModel()
        self.table = FiguresTable(self._lines)
        self._views = QStackedWidget()
        self._views.addWidget(BoardArea(self.board))
        self._views.addWidget(self.table)
        self._soon = QTimer(self)
        self._soon.setObjectName("figures_soon")
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FRESH)
        self._arrange()
        self._connect()
        self.retranslate()
        till.listen(self._hear)

    def retranslate(self) -> None:
        self._period.retranslate()
        self._calendar.retranslate()
        self._currency.setAccessibleName(self.tr("Currency"))
        self._as_table.set_text(self.tr("Table"), self.tr("Show the table instead of the pictures"))
        self._copy.set_text(self.tr("Copy"), self.tr("Copy all of it as a table"))
        self._save.set_text(self.tr("Save picture…"), self.tr("Save the pictures as a file"))
        self.table.setAccessibleName(self.tr("All numbers of the period"))
        self.board.retranslate()
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._period.set_today(self._till.today())
        self._period.begin()
        self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles keys that no part took: F2 and on are periods, as in the journal."""
        if not self._period.choose_by_key(event.key()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_titles(is_wide=event.size().width() >= _ONE_LINE)

    # --- reading ----------------------------------------------------------------------------------

    def read(self) -> None:
        self._message.hide()
        self._read_again()

    def _read_again(self) -> None:
        self._asked += 1
        asked = self._asked
        self._tasks.start(self._read(asked), or_else=lambda error: self._fail_last(error, asked))

    async def _read(self, asked: int) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        first, last = self._days()
        today = self._till.today()
        wall = times.now().astimezone(self._wall).replace(tzinfo=None)
        question = question_of(span_to_now(first, last, today, wall))
        figures = await self._reader.figures(question)
        if asked == self._asked:
            self._soon.setInterval(max(_FRESH, round(1000 * _REST * (loop.time() - began))))
            self._show(figures)

    def _days(self) -> tuple[date, date]:
        """Returns the first and the last business day that are to be shown."""
        today, period = self._till.today(), self._period.period
        return period.start or today, period.end or today

    def _ask_days(self) -> None:
        place = self._period.calendar_place
        self._calendar.open_below(place, self._period.period, self._till.today())

    def _fail_last(self, error: PosError, asked: int) -> None:
        if asked == self._asked:
            self._fail(error)

    def _hear(self, _: Sale) -> None:
        """Counts again soon, if the period has not ended."""
        goes_on = self._figures is not None and self._figures.question.span.ends_at is not None
        if goes_on and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _show(self, figures: Figures) -> None:
        self._figures = figures
        self._offer_currencies(figures)
        self._show_words()
        self._show_currency()

    def _offer_currencies(self, figures: Figures) -> None:
        """Offers the currencies of the period, and keeps the one that is shown."""
        shown = self._currency.currentData()
        names = [currency.name for currency in figures.currencies]
        self._currency.blockSignals(True)
        self._currency.clear()
        for currency in figures.currencies:
            self._currency.addItem(currency.symbol, currency.name)
        self._currency.setCurrentIndex(names.index(shown) if shown in names else 0)
        self._currency.blockSignals(False)
        self._currency.setVisible(len(names) > 1)

    def _show_words(self) -> None:
        figures = self._figures
        if figures is None:
            return
        self._title.setText(span_words_of(figures.question.span))
        self._until.setText(until_words(figures))
        titles, lines = column_titles(figures), figures_lines(figures, self._names())
        self._lines.show_lines(titles, lines)

    def _show_currency(self) -> None:
        figures = self._figures
        if figures is not None:
            self.board.show_figures(figures, figures.of(self._shown_currency()), self._names())

    def _shown_currency(self) -> Currency:
        place = self._currency.currentIndex()
        known = self._figures.currencies if self._figures else ()
        if 0 <= place < len(known):
            return known[place]
        return self._shop.methods[0].currency

    def _names(self) -> dict[str, str]:
        return {method.id: method_name(method) for method in self._shop.methods}

    # --- handing on -------------------------------------------------------------------------------

    def _copy_table(self) -> None:
        QGuiApplication.clipboard().setText(as_copied(self._lines.titles, self._lines.lines))
        self._tell(filled(self.tr("{0} lines copied"), len(self._lines.lines)), "paid")

    def _ask_file(self) -> None:
        heading = f"{self._shop.name} · {self._shop.till}"
        title = " · ".join(part.text() for part in (self._title, self._until) if part.text())
        image = picture_of(self.board, (title, heading), self._look.colours)
        first, last = self._days()
        days = f"{first}" if first == last else f"{first}-{last}"
        name = f"{self.tr('numbers')}-{days}.png"
        title = self.tr("Save picture")
        ask_file(self, title, self.tr("Back"), name, lambda path: self._save_to(image, path))

    def _save_to(self, image: QImage, path: Path) -> None:
        self._tasks.start(self._save_picture(image, path), or_else=self._fail)

    async def _save_picture(self, image: QImage, path: Path) -> None:
        await save_picture(image, path)
        self._tell(filled(self.tr("Saved: {0}"), path.name), "paid")

    def _fail(self, error: PosError) -> None:
        self._tell(problem_line(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.show()
        announce(self._message, text)

    # --- arrangement ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._period.changed.connect(self.read)
        self._period.days_asked.connect(self._ask_days)
        self._calendar.chosen.connect(self._period.show_period)
        self._currency.currentIndexChanged.connect(self._show_currency)
        self._as_table.toggled.connect(self._turn)
        self._copy.clicked.connect(self._copy_table)
        self._save.clicked.connect(self._ask_file)
        self._soon.timeout.connect(self._read_again)

    def _turn(self, is_table: bool) -> None:  # noqa: FBT001 - a signal's
        self._views.setCurrentIndex(int(is_table))
        self._save.setEnabled(not is_table)

    def _place_titles(self, *, is_wide: bool) -> None:
        """Places the titles between the period and the buttons, one over the other, or else in a
        line of their own."""
        row = self._bar if is_wide else self._below
        if row.indexOf(self._titles) >= 0:
            return
        for other in (self._bar, self._below):
            other.removeWidget(self._titles)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._words.setDirection(down if is_wide else right)
        self._words.setSpacing(0 if is_wide else Space.NORMAL)
        row.insertWidget(1 if is_wide else 0, self._titles, _ALL_ROOM)

    def _arrange(self) -> None:
        self._titles = QWidget()
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._titles)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.addWidget(self._title)
        self._words.addWidget(self._until, 1)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(Space.SMALL)
        self._bar.addWidget(self._period)
        self._bar.addStretch(1)
        for part in (self._currency, self._as_table, self._copy, self._save):
            self._bar.addWidget(part)
        self._below = QHBoxLayout()
        self._below.addWidget(self._titles, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addLayout(self._bar)
        column.addLayout(self._below)
        column.addWidget(self._message)
        column.addWidget(self._views, 1)
