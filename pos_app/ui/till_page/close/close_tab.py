"""Tab of the day's close: what a close says now, and what earlier ones said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.domain.books.takings import received
from pos_app.ports.closing import DayCloseSheet
from pos_app.ports.journal import Head
from pos_app.ui.format import times
from pos_app.ui.qt.reading_order import lead_through
from pos_app.ui.theme.tokens import Size
from pos_app.ui.till_page.close.day_bridge import DayBridgeBox
from pos_app.ui.till_page.close.day_lines import day_lines
from pos_app.ui.till_page.close.earlier_money import EarlierMoneyBox
from pos_app.ui.till_page.close.exceptions import ExceptionsCard, waiting
from pos_app.ui.till_page.columns import Columns
from pos_app.ui.till_page.day_names import day_name
from pos_app.ui.till_page.drawer.drawer_checks import DrawerChecks
from pos_app.ui.till_page.reading_tab import ReadingTab
from pos_app.ui.till_page.rows import stacked
from pos_app.ui.till_page.side_list import SideList
from pos_app.ui.till_page.takings_card import PeopleAndCurrencies, TakingsCard
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.translate import filled
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.ports.ledger import DayStatus, DocumentedClose
    from pos_app.ui.till_page.context import TabContext

_FEW_DAYS, _MANY_DAYS = timedelta(days=9), timedelta(days=92)


class CloseTab(ReadingTab):
    close_asked = Signal(object, object, object)  # date, tzinfo, Sequence[DrawerCount]
    print_asked = Signal(object)  # Closed
    reading_asked = Signal(object)  # DayCloseSheet
    sale_asked = Signal(int)  # its number

    def __init__(self, context: TabContext, *, counts_drawer: bool) -> None:
        super().__init__("close", context)
        self._counts_drawer = counts_drawer
        self._day: date = context.till.today()
        self._past: int | None = None  # the number of the close that is shown; None: what is now
        self._sheet: DayCloseSheet | None = None
        self._statuses: Sequence[DayStatus] = ()
        self._closes: Sequence[DocumentedClose] = ()
        self._span = _FEW_DAYS
        self._make_parts()
        self.retranslate()

    # --- reading ----------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._day, self._past = self._context.till.today(), None

    def _changes(self) -> bool:
        return self._past is None

    def count_drawer(self, *, wanted: bool) -> None:
        """Asks for the count of the drawer, where the shop has cash in it."""
        if wanted is not self._counts_drawer:
            self._counts_drawer = wanted
            self.begin_anew()

    def begin_anew(self) -> None:
        """Shows what is open after a close: what was counted is in it."""
        self.check.clear()
        self._begin()
        self.read()

    async def _read(self) -> None:
        till, today = self._context.till, self._context.till.today()
        start = today - self._span
        self._statuses = await till.ledger.day_statuses(start, today, today)
        self._closes = await till.ledger.closes(start, today)
        if self._past is None:
            self._sheet = await till.day_sheet(self._day)
            if self._counts_drawer:
                drawers = await till.shifts.read.drawers(self._context.currency)
                self.check.show_drawers(drawers)
        self._show()
        await self._read_bridge()

    async def _read_bridge(self) -> None:
        """Reads what the shown day sold and received; nothing of a day that is shown no more."""
        day = self._day_shown
        books = await self._context.till.ledger.day_books(day)
        if day == self._day_shown:
            self.bridge.show_books(books)

    # --- showing ----------------------------------------------------------------------------------

    def _choose(self, key: object) -> None:
        """Shows a close by its number, or what is open by its day."""
        if isinstance(key, int):
            self._past = key
            self._show()
            self._context.tasks.start(self._read_bridge(), or_else=self.show_error)
        else:
            self._past, self._day = None, key  # type: ignore[assignment]
            self.read()

    @property
    def _past_close(self) -> DocumentedClose | None:
        """The close that is shown; None where it is what is open now."""
        known = (one for one in self._closes if one.document.number == self._past)
        return None if self._past is None else next(known)

    @property
    def _day_shown(self) -> date:
        close = self._past_close
        return close.document.day if close else self._day

    def _show(self) -> None:
        sheet, close = self._sheet, self._past_close
        if close is not None:
            sheet = DayCloseSheet(document=close.document)
        if sheet is None:
            return
        is_past = self._past is not None
        document = sheet.document
        self._title.setText(day_name(document.day))
        self._since.setText(self._span_words(sheet))
        count = sum(line.count for line in document.takings if not line.is_given_back)
        self.takings.show_takings(
            self.tr("Received since the last close"),
            self.tr("%n payment(s)", "", count) if count else "",
            document.takings,
        )
        self.people.show_takings(document.takings)
        self.earlier.show_money(document.earlier)
        self.exceptions.show_sheet(sheet, closed=is_past)
        self.check.setVisible(bool(document.drawer) if is_past else self._counts_drawer)
        if is_past:
            self.check.show_past(document.drawer)
        self._show_days(sheet)
        self._show_foot(sheet)
        lead_through(self.print_button, self.exceptions, self.check, self.days, self.close_button)

    def _show_days(self, sheet: DayCloseSheet) -> None:
        now = received(sheet.document.takings) if self._past is None else ()
        lines = day_lines(self._statuses, self._closes, self._context, self._day, now)
        chosen: object = self._day if self._past is None else self._past
        self.days.show_lines(lines, chosen)
        self.days.all.setVisible(self._span is _FEW_DAYS)

    def _show_foot(self, sheet: DayCloseSheet) -> None:
        open_now = self._past is None
        self.close_button.setVisible(open_now and self._context.pins)
        day = f"{sheet.document.day:%d/%m}"
        self.close_button.set_text(filled(self.tr("Close the day {0}…"), day))
        self.print_button.show()
        left = len(waiting(sheet))
        after = self.tr("Once closed, it cannot change.")
        if left:
            going_on = self.tr("%n waiting sale(s) continue.", "", left)
            after = f"{after} {going_on}"
        self._after.setText(after if open_now else self._head_words())

    def print_shown(self) -> None:
        """Asks for the paper of what is shown: the close that was made, or how the day stands."""
        if (close := self._past_close) is not None:
            self._context.tasks.start(self._print_past(close), or_else=self.show_error)
        elif self._sheet is not None:
            self.reading_asked.emit(self._sheet)

    async def _print_past(self, close: DocumentedClose) -> None:
        """Asks for its paper, which says more than the page: a copy leaves nothing out."""
        self.print_asked.emit(await self._context.till.past_close(close))

    def _head_words(self) -> str:
        close = self._past_close
        if close is None:
            return ""
        head = Head(close.seq, close.hash)
        return filled(self.tr("Journal check code {0}: {1}"), head.number, " ".join(head.in_groups))

    def _span_words(self, sheet: DayCloseSheet) -> str:
        document, wall = sheet.document, self._context.wall
        if self._past is not None:
            at = times.when(document.at, times.now(), wall)
            by = manager_name(document.by)
            return filled(self.tr("close no. {0} · {1} · {2}"), document.number, at, by)
        until = f"{times.now().astimezone(wall):%H:%M}"
        if document.begins_at is None:
            return filled(self.tr("until now, {0}"), until)
        since = times.when(document.begins_at, times.now(), wall)
        return filled(self.tr("since the last close, {0}, until now, {1}"), since, until)

    def retranslate(self) -> None:
        parts = (self.takings, self.people, self.earlier, self.bridge, self.exceptions, self.check)
        for part in parts:
            part.retranslate()
        self.days.set_texts(
            self.tr("Days"),
            self.tr("All"),
            self.tr("changed: money came after the close. The stored close does not change."),
        )
        self.print_button.set_text(self.tr("Print…"))
        self._show()

    # --- arrangement ------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        context = self._context
        names, currency, look = context.method_names, context.currency, context.look
        self.takings = TakingsCard("close", names, currency, look)
        self.people = PeopleAndCurrencies(currency)
        self.earlier = EarlierMoneyBox(names)
        self.bridge = DayBridgeBox(names, currency)
        self.exceptions = ExceptionsCard(names, context.brands, look)
        self.check = DrawerChecks(currency)
        if not self._counts_drawer:
            self.check.hide()
        self.days = SideList("close")
        self.close_button = Button("close_day", "main")
        self.print_button = Button("close_print")
        self.close_button.hide()  # until it is known what there is to close
        self.print_button.hide()
        self._since = wrapped(label(Size.LABEL, tone="muted", name="close_since"))
        self._after = wrapped(label(Size.SMALL, tone="muted", name="close_after"))
        self.exceptions.sale_asked.connect(self.sale_asked)
        self.days.chosen.connect(self._choose)
        self.days.all_asked.connect(self._show_all_days)
        self.check.done.connect(self.close_button.setFocus)
        self.close_button.clicked.connect(
            lambda: self.close_asked.emit(self._day, self._context.wall, self.check.counts)
        )
        self.print_button.clicked.connect(self.print_shown)
        for part in (self.people, self.earlier, self.bridge):
            self.takings.foot.addWidget(part)
        middle = (self.exceptions, self.check)
        body = Columns(self.takings, middle, self.days, self.close_button)
        titles = stacked(self._title, self._since)
        self._arrange(titles, [self.print_button], body, self._after)

    def _show_all_days(self) -> None:
        self._span = _MANY_DAYS
        self.read()
