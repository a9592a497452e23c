"""Journal page: any sale by one search line, the totals of what was found, and one sale's life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.sale import sale_number
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ports.sale_search import SalePage
from pos_app.ui.attention.doubt_strip import DoubtStrip
from pos_app.ui.attention.flagged_sales import AttentionStrip
from pos_app.ui.attention.unmatched_strip import StrayStrip
from pos_app.ui.format import sale_text, times
from pos_app.ui.format.filter_text import filter_text
from pos_app.ui.journal.backup_status import CopyLine
from pos_app.ui.journal.columns import ColumnTexts
from pos_app.ui.journal.elsewhere import Elsewhere
from pos_app.ui.journal.filters.filter_chips import FilterChips
from pos_app.ui.journal.filters.search_line import SearchLine
from pos_app.ui.journal.nothing_found import NothingFound
from pos_app.ui.journal.sale_life import SaleLife
from pos_app.ui.journal.sale_reading import SaleReading
from pos_app.ui.journal.sale_rows import SaleRows
from pos_app.ui.journal.side import SideColumn, SideDrawer
from pos_app.ui.journal.table import JournalTable
from pos_app.ui.journal.totals_card import TotalsCard
from pos_app.ui.qt.constants import ESCAPE
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.choices.day_chooser import DayChooser
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.choices.period import Period, PeriodKind
from pos_app.ui.widgets.choices.period_bar import PeriodBar
from pos_app.ui.widgets.scroll_area import READ_FRAME
from pos_app.words.problems import problem_line
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.backups import BackupService
    from pos_app.ports.sale_search import FindsSales, SearchTotals
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_NARROW = 1200  # width below which the side column is a drawer
_MOST_ON_PAPER = 500  # sales of a printed list: a dozen pages
_LOW = 620  # height below which everything stands closer


class JournalPage(QWidget):
    """Page that searches as somebody types, and follows the sales while it is visible."""

    paper_asked = Signal(object)  # Sale: its paper is to be looked at
    print_asked = Signal(object)  # Sale: its paper is to be printed
    copy_asked = Signal(object)  # Sale: its receipt, as text
    list_asked = Signal(str, object)  # a title, Sequence[Sale]
    deed_asked = Signal(object, object)  # SaleAction, Sale
    pay_out_asked = Signal()
    reconcile_asked = Signal()
    export_asked = Signal(object)  # SaleFilter
    close_asked = Signal(object, object)  # date, tzinfo

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        finds: FindsSales,
        tasks: GuiTasks,
        copies: BackupService | None = None,
        *,
        pins: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("journal_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("box", "page")
        self._pins = pins  # whether a PIN can be asked for
        self._till = till
        self._finds = finds
        self._tasks = tasks
        methods = {method.id: method for method in shop.methods}
        wall = self._wall = times.wall_of(shop)
        today = till.today()
        self._wanted_id = ""  # of the sale to choose once it is found
        self._chosen_among = SaleFilter()  # what was searched when the choice was made
        self._leads_to_life = False  # another sale was chosen, and its history is being read
        self.search = SearchLine(look)
        self.period = PeriodBar("journal", look, today)
        self._calendar = DayChooser("day_chooser", look, today, self)
        self.chips = FilterChips(shop.methods, look)
        texts = ColumnTexts(methods, wall, till.today)
        self.sales = SaleRows(texts)
        self.table = JournalTable(self.sales, texts, look)
        self.nothing = NothingFound(look)
        self._elsewhere = Elsewhere(finds)
        self.totals = TotalsCard(methods, look, today)
        self.life = SaleLife(methods, look, wall, till, tasks, pins=pins)
        self._reading = SaleReading(finds, self.sales, tasks, self._is_at_top, self)
        self._message = wrapped(label(tone="fail", strong=True, name="journal_message"))
        self._count = label(Size.SMALL, tone="muted", name="journal_found")
        self._pay_out = Button("journal_pay_out", "quiet")
        self._close = Button("journal_close", "quiet")
        self._reconcile = Button("journal_reconcile", "quiet")
        self._export = IconButton("journal_export", Icon.EXPORT, look)
        self._print_list = Button("journal_print", "quiet")
        self._filter_methods = shop.methods
        self._open_totals = Button("journal_totals_open", "link")
        self._open_totals.setCheckable(True)
        self._copy_line = CopyLine(copies, wall) if copies else None
        self.attention = AttentionStrip(methods, till, tasks, look)
        self.doubts = DoubtStrip(till, tasks, look)
        self.unmatched = StrayStrip(methods, wall, till, tasks, look, pins=pins)
        self._side = SideColumn(self.totals, self.life)
        self._drawer = SideDrawer(look, self)
        self._arrange()
        self._pay_out.hide()
        self._reconcile.hide()
        self._export.hide()
        self._close.setVisible(pins)
        self._connect()
        self.retranslate()
        till.listen(self._hear)

    def retranslate(self) -> None:
        for part in (
            self.search,
            self.period,
            self._calendar,
            self.chips,
            self.sales,
            self.totals,
            self.life,
            self._drawer,
            self.attention,
            self.doubts,
            self.unmatched,
        ):
            part.retranslate()
        self.table.setAccessibleName(self.tr("Sales found"))
        self._side.setAccessibleName(self.tr("Totals of what is shown"))
        self._open_totals.set_text(self.tr("Totals"))
        self._pay_out.set_text(self.tr("Pay out…"), self.tr("Pay out to a customer's phone"))
        self._close.set_text(self.tr("Close the day…"), self.tr("Close the day shown"))
        self._reconcile.set_text(self.tr("Statements…"), self.tr("Reconcile with statements"))
        self._print_list.set_text(self.tr("Print…"), self.tr("Print the sales shown"))
        self._export.set_text(self.tr("Export…"), self.tr("Export the sales shown"))
        if self._copy_line:
            self._copy_line.retranslate()
        self._count_sales()

    def use_methods(self, ready: Sequence[Method]) -> None:
        """Offers a pay-out where a method that is set up can send money."""
        self._pay_out.setVisible(self._pins and any(method.can_pay_out for method in ready))

    def offer_reconciliation(self, *, wanted: bool) -> None:
        """Offers to compare the journal with what payment services say."""
        self._reconcile.setVisible(wanted)

    def offer_export(self, *, wanted: bool) -> None:
        """Offers to export what is searched now."""
        self._export.setVisible(wanted)

    def show_error(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()

    def print_shown(self) -> None:
        """Prints the slip or the receipt of the chosen sale, where it has one."""
        if self.life.sale is not None:
            self.print_asked.emit(self.life.sale)

    # --- Qt ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.period.set_today(self._till.today())
        self.search.begin()
        self._look()
        self._tasks.start(self._read_cashiers(), or_else=self.show_error)
        for strip in (self.attention, self.doubts, self.unmatched):
            strip.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = event.size()
        self._use_drawer(wanted=size.width() < _NARROW)
        self._crowd(closely=size.height() < _LOW)
        self.life.use_width(self._side.width())
        self._place_warnings()

    def event(self, event: QEvent) -> bool:
        """Places the warnings anew when one comes, goes, or counts more."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_warnings()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles keys that no field and no list took: F2 and on are periods and filters, F11 is
        the comparison."""
        if event.key() == ESCAPE and self._drawer.isVisible():
            self._drawer.hide()
        elif event.key() == Qt.Key.Key_F11:
            self._compare()
        elif not (self.period.choose_by_key(event.key()) or self.chips.open_by_key(event.key())):
            super().keyPressEvent(event)

    # --- searching --------------------------------------------------------------------------------

    def _wanted(self) -> SaleFilter:
        period = self.period.period
        return self.chips.applied_to(
            SaleFilter(text=self.search.text, start=period.start, end=period.end)
        )

    def _look(self) -> None:
        self._message.hide()
        self._reading.look_for(self._wanted(), self.totals.against)

    def _use_period(self, period: Period) -> None:
        self.totals.use_period(period, self._till.today())
        if self.isVisible():
            self._look()

    def _search_all_days(self) -> None:
        self.period.show_period(Period.of(PeriodKind.CHOSEN, self._till.today()))

    def _go_forward(self) -> None:
        """Enter in the search line: to the first sale, or to all days where there is none."""
        first = self.sales.first_sale()
        if first is None and self.nothing.offers_all_days:
            self._search_all_days()
        elif first is not None:
            self._enter_list(first)
            self._open(self.life.sale)

    def _enter_list(self, row: int | None) -> None:
        if row is not None:
            self.table.choose(row)
            self.table.setFocus()

    def _wait(self) -> None:
        """Shows that a search takes its time, and nothing of the search before."""
        self.sales.begin(SalePage((), more=False))
        self._stack.setCurrentWidget(self.table)
        self._count.setText(self.tr("Searching…"))

    def _wait_for_totals(self) -> None:
        """Lets go of the totals and the count of the search before."""
        self.totals.wait()
        self._count.setText(self.tr("Searching…"))

    def _show_found(self) -> None:
        """Shows what was found, or what was searched where nothing was."""
        is_empty = self.sales.rowCount() == 0
        self._stack.setCurrentWidget(self.nothing if is_empty else self.table)
        if is_empty:
            self.nothing.show_search(
                self.search.text, self.period.period, self._till.today(), self.chips.lit
            )
            self._tasks.start(self._look_elsewhere(), or_else=self.show_error)
        if self._reading.has_totals:
            self._count_sales()
        self._choose_again()

    async def _look_elsewhere(self) -> None:
        wanted = self._reading.wanted
        newest, earliest = await self._elsewhere.of(wanted)
        if wanted == self._reading.wanted:
            self.nothing.show_elsewhere(newest, earliest)

    async def _read_cashiers(self) -> None:
        self.chips.set_cashiers(await self._finds.cashiers())

    def _choose_again(self) -> None:
        """Keeps the choice where the sale is still among those that were found. Another search lets
        go of a sale that is not: nobody refunds what the list does not show."""
        wanted = self._wanted_id or (self.life.sale.id if self.life.sale else "")
        row = self.sales.row_of(wanted) if wanted else None
        if row is not None:
            self._wanted_id = ""
            self.table.choose(row)
        elif self._reading.wanted != self._chosen_among and not self._wanted_id:
            self._pick(None)
        self._chosen_among = self._reading.wanted

    def _show(self, sale: Sale) -> None:
        """Leads to a sale: on its day, by its number."""
        self._wanted_id = sale.id
        self.chips.clear()
        self.search.edit.setText(sale_text.number_of(sale))
        self.period.show_period(Period.chosen(sale.business_day, sale.business_day))
        self._open(sale)

    def _show_totals(self, totals: SearchTotals, past: SearchTotals | None) -> None:
        self.totals.show_totals(totals, past)
        self._count_sales()

    def _count_sales(self) -> None:
        count = self.totals.totals.sales
        found = self.tr("%n sale(s)", "", count) if count else self.tr("No sales")
        older = "" if self.sales.is_whole else self.tr("older ones as you scroll")
        self._count.setText(joined(found, older))

    def _hear(self, sale: Sale) -> None:
        """Takes a changed sale, of whatever day."""
        self.attention.hear(sale)
        self.doubts.hear(sale)
        if not self.isVisible():
            return
        self.period.set_today(self._till.today())
        self._reading.hear(sale)
        self.life.hear(sale)

    def _is_at_top(self) -> bool:
        return self.table.verticalScrollBar().value() == 0

    # --- the chosen sale --------------------------------------------------------------------------

    def _pick(self, sale: Sale | None) -> None:
        if sale is None or self.life.sale is None or sale.id != self.life.sale.id:
            self._leads_to_life = sale is not None
            self.life.show_sale(sale)

    def _lead_to_life(self) -> None:
        """Brings the history of a sale into sight once it is read, the first time only."""
        if self._leads_to_life:
            self._leads_to_life = False
            self._side.lead_to(self.life)

    def _open(self, sale: Sale | None) -> None:
        """Shows the life of a sale, in the drawer where there is one."""
        if sale is None:
            return
        self._pick(sale)
        if self._is_narrow:
            self._drawer.open()
        self._side.lead_to(self.life)

    def show_number(self, number: int) -> None:
        """Leads to the sale with this number, of whatever day."""
        self.chips.clear()
        self.search.edit.setText(sale_number(number))
        self._search_all_days()

    def _ask_for_list(self) -> None:
        self._tasks.start(self._read_list(self._reading.wanted), or_else=self.show_error)

    async def _read_list(self, wanted: SaleFilter) -> None:
        """Reads what was found, for paper; its title says where that is a part of it."""
        page = await self._finds.page(wanted, limit=_MOST_ON_PAPER)
        sales = [found.sale for found in page.sales]
        part = self.tr("latest: %n", "", len(sales)) if page.more else ""
        if sales:
            self.list_asked.emit(joined(filter_text(wanted, self._filter_methods), part), sales)

    def _compare(self) -> None:
        """Asks for the days to compare with, where the totals are in sight."""
        if self._is_narrow:
            self._turn_drawer(True)
        self._side.lead_to(self.totals)
        self.totals.turn_comparison()

    def _turn_drawer(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's
        if wanted:
            self._drawer.open()
            self._side.lead_to(self.totals)
        else:
            self._drawer.hide()

    # --- arrangement ------------------------------------------------------------------------------

    def _connect(self) -> None:
        QShortcut(
            QKeySequence("Ctrl+F"),
            self,
            self.search.begin,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.search.changed.connect(self._look)
        self.search.forward.connect(self._go_forward)
        self.search.down.connect(lambda: self._enter_list(self.sales.first_sale()))
        self.period.changed.connect(self._use_period)
        self.period.days_asked.connect(self._ask_days)
        self._calendar.chosen.connect(self.period.show_period)
        self.chips.changed.connect(self._look)
        self.chips.cleared.connect(self.search.begin)  # else the next key opens what comes after
        self._reading.found.connect(self._show_found)
        self._reading.totals_read.connect(self._show_totals)
        self._reading.page_awaited.connect(self._wait)
        self._reading.totals_awaited.connect(self._wait_for_totals)
        self._reading.failed.connect(self.show_error)
        self.totals.compared.connect(self._reading.compare)
        self.totals.use_period(self.period.period, self._till.today())
        self.nothing.all_days_asked.connect(self._search_all_days)
        self.nothing.drop_asked.connect(lambda facet: self.chips.choose(facet, frozenset()))
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._open)
        self.life.paper_asked.connect(self.paper_asked)
        self.life.copy_asked.connect(self.copy_asked)
        self.life.deed_asked.connect(self.deed_asked)
        self.life.sale_asked.connect(self._show)
        self.life.failed.connect(self.show_error)
        self.life.shown.connect(self._lead_to_life)
        self.attention.sale_picked.connect(self._show)
        self._open_totals.clicked.connect(self._turn_drawer)
        self._drawer.turned.connect(self._open_totals.setChecked)
        self._pay_out.clicked.connect(self.pay_out_asked)
        self._print_list.clicked.connect(self._ask_for_list)
        self._reconcile.clicked.connect(self.reconcile_asked)
        self._export.clicked.connect(lambda: self.export_asked.emit(self._wanted()))
        self._close.clicked.connect(lambda: self.close_asked.emit(self._day_shown, self._wall))

    @property
    def _day_shown(self) -> date:
        """The one day of the period, else today."""
        return self.period.period.day or self._till.today()

    def _ask_days(self) -> None:
        place = self.period.calendar_place
        self._calendar.open_below(place, self.period.period, self._till.today())

    def _use_drawer(self, *, wanted: bool) -> None:
        self._is_narrow = wanted
        self._open_totals.setVisible(wanted)
        self._left.setContentsMargins(0, 0, READ_FRAME if wanted else 0, 0)
        if not wanted:
            self._drawer.hide()
            self._both.addWidget(self._side)
        else:
            self._drawer.hold(self._side)
            self._drawer.place()

    def _crowd(self, *, closely: bool) -> None:
        """Leaves less room around everything on a low screen, which needs it for the sales."""
        edge = Space.SMALL if closely else Space.WIDE
        self._column.setContentsMargins(Space.WIDE, edge, Space.WIDE - READ_FRAME, edge)

    def _place_warnings(self) -> None:
        """Places all the warnings in one row, where they have the room. On a low screen, which
        needs it for the sales, they leave out their money before they take a second row."""
        strips = [
            strip for strip in (self.doubts, self.attention, self.unmatched) if not strip.isHidden()
        ]
        is_low = self.height() < _LOW
        hints = [strip.minimumSizeHint() if is_low else strip.sizeHint() for strip in strips]
        needed = sum(hint.width() for hint in hints)
        gaps = (len(strips) - 1) * Space.SMALL
        room = self._left.geometry().width() or self.width()
        row = self._warnings if needed + gaps <= room else self._below
        if row.indexOf(self.unmatched) < 0:
            row.addWidget(self.unmatched)

    def _arrange(self) -> None:
        self._message.hide()
        self._is_narrow = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card = box("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._stack, 1)
        inside.addLayout(self._foot())
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, READ_FRAME, 0)  # in line with the cards within their frame
        top.setSpacing(Space.SMALL)
        top.addWidget(self.search, 1)
        top.addWidget(self.period)
        top.addWidget(self._export)
        self._export.setMinimumHeight(self.search.minimumHeight())
        chips = QHBoxLayout()
        chips.addWidget(self.chips, 1)
        chips.addWidget(self._open_totals)
        self._warnings = QHBoxLayout()
        self._warnings.setSpacing(Space.SMALL)
        self._warnings.addWidget(self.doubts)
        self._warnings.addWidget(self.attention)
        self._below = QHBoxLayout()
        self._below.addWidget(self.unmatched)
        self._left = QVBoxLayout()
        self._left.setSpacing(Space.SMALL)
        self._left.addLayout(chips)
        self._left.addWidget(self._message)
        self._left.addLayout(self._warnings)
        self._left.addLayout(self._below)
        self._left.addWidget(card, 1)
        self._both = QHBoxLayout()
        self._both.setSpacing(Space.NORMAL - READ_FRAME)
        self._both.addLayout(self._left, 1)
        self._both.addWidget(self._side)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(Space.SMALL)
        self._column.addLayout(top)
        self._column.addLayout(self._both, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.WIDE, 0, Space.SMALL, 0)
        foot.setSpacing(Space.WIDE)
        foot.addWidget(self._count)
        if self._copy_line:
            foot.addWidget(self._copy_line, 1)
        else:
            foot.addStretch(1)
        foot.addWidget(self._print_list)
        foot.addWidget(self._pay_out)
        foot.addWidget(self._reconcile)
        foot.addWidget(self._close)
        return foot
