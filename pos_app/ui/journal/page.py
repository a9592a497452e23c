"""Journal page: a day's sales in a table, its totals, and the timeline of the selected sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.rules.actions import NEEDS_PIN, SaleAction, actions_for, offers_slip
from pos_app.ui.actions.labels import deed_words
from pos_app.ui.attention.doubt_strip import DoubtStrip
from pos_app.ui.attention.flagged_sales import AttentionStrip
from pos_app.ui.attention.unmatched_strip import StrayStrip
from pos_app.ui.format import sale_text, times
from pos_app.ui.journal.backup_status import CopyLine
from pos_app.ui.journal.filter_bar import JournalBar
from pos_app.ui.journal.model import DayModel, DaySearch
from pos_app.ui.journal.table import JournalTable
from pos_app.ui.journal.timeline import Timeline
from pos_app.ui.journal.totals import Totals
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.problems import problem_line
from pos_app.words.states import purpose_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.backups import BackupService
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_RIGHT = (274, 380)
_RIGHT_SHARE = 0.26
_ACTS_IN_A_ROW = 2
_LATELY = 2000  # sales that are looked through for one
_AROUND = 52  # what stands beside and between them


class JournalPage(QWidget):
    """Page that reads a day from the till, and follows its sales while it is visible."""

    slip_asked = Signal(object)  # Sale
    deed_asked = Signal(object, object)  # SaleAction, Sale
    pay_out_asked = Signal()
    reconcile_asked = Signal()
    close_asked = Signal(object, object)  # date, tzinfo

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        tasks: GuiTasks,
        copies: BackupService | None = None,
        *,
        pins: bool = False,
    ) -> None:
        super().__init__()
        self._pins = pins  # whether a PIN can be asked for
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._till = till
        self._tasks = tasks
        self._methods = {method.id: method for method in shop.methods}
        self._selected: Sale | None = None
        self.bar = JournalBar(shop.methods, look, till.today())
        wall = self._wall = times.wall_of(shop)
        self.sales = DayModel(self._methods, wall)
        self.search = DaySearch()
        self.search.setSourceModel(self.sales)
        self.table = JournalTable(self.sales, self.search, look)
        self.totals = Totals(self._methods, look)
        self.timeline = Timeline(look, wall)
        self._message = wrapped(label(tone="fail", strong=True, name="journal_message"))
        self._totals_title = label(Size.LABEL, strong=True, tone="muted")
        self._life_title = label(Size.LABEL, strong=True, tone="muted", name="timeline_title")
        self._slip = Button("journal_slip")
        self._deeds = {action: Button(f"journal_{action}") for action in SaleAction}
        self._acts = QGridLayout()
        self._pay_out = Button("journal_pay_out")
        self._pay_out.hide()
        self._close = Button("journal_close")
        self._reconcile = Button("journal_reconcile")
        self._reconcile.hide()
        self._copy_line = CopyLine(copies, wall) if copies else None
        self.attention = AttentionStrip(self._methods, till, tasks)
        self.doubts = DoubtStrip(till, tasks)
        self.unmatched = StrayStrip(self._methods, wall, till, tasks, pins=pins)
        self._arrange()
        self._close.setVisible(pins)
        self._connect()
        self.retranslate()
        till.listen(self._hear)

    def retranslate(self) -> None:
        self.bar.retranslate()
        self.sales.retranslate()
        self.totals.retranslate()
        self.table.setAccessibleName(self.tr("Sales of the day"))
        self.timeline.setAccessibleName(self.tr("Sale history"))
        self._totals_title.setText(self.tr("Totals of the day"))
        self._right.setAccessibleName(self.tr("Totals of the day"))
        self._slip.set_text(self.tr("Slip"), self.tr("Reference slip"))
        for action, button in self._deeds.items():
            button.set_text(deed_words(action))
        self._pay_out.set_text(self.tr("Pay out…"), self.tr("Pay out to a customer's phone"))
        self._close.set_text(self.tr("Close the day…"), self.tr("Close the day shown"))
        self._reconcile.set_text(self.tr("Statements…"), self.tr("Reconcile with statements"))
        if self._copy_line:
            self._copy_line.retranslate()
        self.attention.retranslate()
        self.doubts.retranslate()
        self.unmatched.retranslate()
        self._pick(self._selected)

    def use_methods(self, ready: Sequence[Method]) -> None:
        """Offers a pay-out where a method that is set up can send money."""
        self._pay_out.setVisible(self._pins and any(method.can_pay_out for method in ready))

    def offer_reconciliation(self, *, wanted: bool) -> None:
        """Offers to compare the journal with what payment services say."""
        self._reconcile.setVisible(wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.set_today(self._till.today())
        self.bar.begin()
        self._read()
        self.attention.read()
        self.doubts.read()
        self.unmatched.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        least, most = _RIGHT
        wide = round(event.size().width() * _RIGHT_SHARE)
        self._right.setFixedWidth(max(least, min(most, wide)))
        self._place_acts()
        self._place_warnings()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Places the warnings anew when one comes, goes, or counts more."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_warnings()
        return super().event(event)

    # --- reading ----------------------------------------------------------------------------------

    def _read(self) -> None:
        self._message.hide()
        self._tasks.start(self._read_day(self.bar.day), or_else=self.show_error)

    async def _read_day(self, wanted: date) -> None:
        day = await self._till.journal.day(wanted)
        if wanted != self.bar.day:
            return  # somebody has turned to another day meanwhile
        kept = self._selected
        self.sales.show_day(day.sales)
        self.totals.show_totals(day.totals)
        self._select_again(kept)

    async def _read_totals(self, wanted: date) -> None:
        day = await self._till.journal.day(wanted)
        if wanted == self.bar.day:
            self.totals.show_totals(day.totals)

    async def _read_life(self, sale: Sale) -> None:
        events = await self._till.journal.events_of(sale.id)
        if self._selected and self._selected.id == sale.id:
            self.timeline.steps.show_events(events, self._methods.get(sale.method))
            # The cards have their new heights before the column scrolls to this one.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self._right.verticalScrollBar().setValue(self._life_card.y())

    def _hear(self, sale: Sale) -> None:
        """Takes a changed sale: of the day on the page, or one with a flag."""
        if not self.isVisible():
            return
        self.attention.hear(sale)
        self.doubts.hear(sale)
        if sale.business_day != self.bar.day:
            return
        self.sales.put(sale)
        self._tasks.start(self._read_totals(sale.business_day), or_else=self.show_error)
        if self._selected and self._selected.id == sale.id:
            self._pick(sale)

    # --- the selected sale ------------------------------------------------------------------------

    def _pick(self, sale: Sale | None) -> None:
        if sale is None or self._selected is None or sale.id != self._selected.id:
            self.timeline.steps.show_events(())  # no sale's name stands over another's history
        self._selected = sale
        method = self._methods.get(sale.method) if sale else None
        self._slip.setVisible(bool(sale and offers_slip(sale, method)))
        offered = actions_for(sale, method) if sale else frozenset()
        if not self._pins:
            offered -= NEEDS_PIN
        for action, button in self._deeds.items():
            button.setVisible(action in offered)
        self._place_acts()
        if sale is None:
            self._life_title.setText(self.tr("Select a sale to see its history"))
            return
        kind = purpose_words(sale.purpose)
        title = f"{kind} {sale_text.title_of(sale)} · {sale_text.amount_of(sale)}"
        self._life_title.setText(title)
        self._tasks.start(self._read_life(sale), or_else=self.show_error)

    def _place_acts(self) -> None:
        """Places the sale's buttons beside each other, where the column has the room."""
        shown = [one for one in (self._slip, *self._deeds.values()) if not one.isHidden()]
        widest = max((button.sizeHint().width() for button in shown), default=0)
        beside = _ACTS_IN_A_ROW if 2 * widest + _AROUND <= self._right.width() else 1
        for place, button in enumerate(shown):
            self._acts.addWidget(button, place // beside, place % beside)

    def show_number(self, number: int) -> None:
        """Shows the sale with this number, of whatever day."""
        self._tasks.start(self._find(number), or_else=self.show_error)

    async def _find(self, number: int) -> None:
        read = self._till.journal
        for sales in (read.flagged_sales, read.open_sales, lambda: read.last_sales(_LATELY)):
            for sale in await sales():
                if sale.number == number:
                    self._show(sale)
                    return

    def _show(self, sale: Sale) -> None:
        """Turns to the sale's day, and selects the sale."""
        self._selected = sale
        self.bar.show_day(sale.business_day)
        self._read()

    def _select_again(self, sale: Sale | None) -> None:
        ids = [one.id for one in self.sales.sales]
        if sale is None or sale.id not in ids:
            self._pick(None)
            return
        source = self.sales.index(ids.index(sale.id), 0)
        self.table.setCurrentIndex(self.search.mapFromSource(source))

    def show_error(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()

    # --- arrangement ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.bar.day_changed.connect(self._read)
        self.bar.search_changed.connect(
            lambda: self.search.look_for(self.bar.text, self.bar.state, self.bar.method)
        )
        self.table.picked.connect(self._pick)
        self.attention.sale_picked.connect(self._show)
        self._slip.clicked.connect(lambda: self.slip_asked.emit(self._selected))
        self._pay_out.clicked.connect(self.pay_out_asked)
        self._reconcile.clicked.connect(self.reconcile_asked)
        self._close.clicked.connect(lambda: self.close_asked.emit(self.bar.day, self._wall))
        for action, button in self._deeds.items():
            button.clicked.connect(
                lambda _=False, action=action: self.deed_asked.emit(action, self._selected)
            )

    def _place_warnings(self) -> None:
        """Places all the warnings in one row, where they have the room: a low screen needs it for
        the sales."""
        strips = (self.doubts, self.attention, self.unmatched)
        needed = sum(strip.sizeHint().width() for strip in strips if not strip.isHidden())
        gaps = (len(strips) - 1) * Space.NORMAL + 2 * Space.WIDE
        row = self._warnings if needed + gaps <= self.width() else self._below
        if row.indexOf(self.unmatched) < 0:
            row.addWidget(self.unmatched, 1)

    def _arrange(self) -> None:
        self._message.hide()
        table_card = box("card")
        inside = QVBoxLayout(table_card)
        inside.setContentsMargins(1, Space.TIGHT, 1, Space.TIGHT)
        inside.addWidget(self.table)
        held = QWidget()
        held.setObjectName("scrolled")
        right = QVBoxLayout(held)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.NORMAL)
        self._life_card = self._make_life_card()
        right.addWidget(self._totals_card())
        right.addWidget(self._life_card, 1)
        self._right = Scrolled(held, read=True)
        self._right.setObjectName("journal_right")
        both = QHBoxLayout()
        both.setSpacing(Space.NORMAL)
        left = QVBoxLayout()
        left.setSpacing(Space.NORMAL)
        left.addWidget(table_card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self._close)
        foot.addWidget(self._pay_out)
        foot.addWidget(self._reconcile)
        if self._copy_line:
            foot.addSpacing(Space.SMALL)
            foot.addWidget(self._copy_line, 1)
        else:
            foot.addStretch(1)
        left.addLayout(foot)
        both.addLayout(left, 1)
        both.addWidget(self._right)
        self._warnings = QHBoxLayout()
        self._warnings.setSpacing(Space.NORMAL)
        self._warnings.addWidget(self.doubts, 1)
        self._warnings.addWidget(self.attention, 1)
        self._below = QHBoxLayout()
        self._below.addWidget(self.unmatched, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self.bar)
        column.addWidget(self._message)
        column.addLayout(self._warnings)
        column.addLayout(self._below)
        column.addLayout(both, 1)

    def _totals_card(self) -> QWidget:
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.SMALL, Space.NORMAL)
        column.addWidget(self._totals_title)
        column.addWidget(self.totals)
        return card

    def _make_life_card(self) -> QWidget:
        card = box("card")
        acts = self._acts
        acts.setSpacing(Space.SMALL)
        acts.setColumnStretch(_ACTS_IN_A_ROW, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.SMALL, Space.NORMAL)
        column.addWidget(wrapped(self._life_title))
        column.addLayout(acts)
        column.addWidget(self.timeline)
        column.addStretch(1)
        return card
