"""Tab of the shifts: what the open one took (an X reading), the drawer, and earlier shifts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.books.drawer import CashDrawer
from pos_app.domain.books.shift import Shift, ShiftDocument
from pos_app.ui.format import times
from pos_app.ui.qt.reading_order import lead_through
from pos_app.ui.till_page.columns import Columns
from pos_app.ui.till_page.drawer.drawer_card import DrawerCard
from pos_app.ui.till_page.drawer.float_box import FloatBox
from pos_app.ui.till_page.reading_tab import ReadingTab
from pos_app.ui.till_page.rows import badge, row, stacked
from pos_app.ui.till_page.shifts.shift_figures import ShiftFigures
from pos_app.ui.till_page.shifts.shift_lines import cashier_name, shift_lines
from pos_app.ui.till_page.side_list import SideList
from pos_app.ui.till_page.takings_card import TakingsCard
from pos_app.ui.widgets.basic import Button, restyle
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.till_page.context import TabContext

_FEW, _MANY = timedelta(days=1), timedelta(days=31)


class ShiftTab(ReadingTab):
    open_asked = Signal()
    close_asked = Signal(object)  # Shift
    cash_asked = Signal(bool)  # True: to put in
    float_saved = Signal(str)
    print_asked = Signal(object, object)  # ShiftDocument; the Shift while it is open, else None

    def __init__(self, context: TabContext) -> None:
        super().__init__("shift", context)
        self._running: Sequence[ShiftDocument] = ()
        self._ended: Sequence[ShiftDocument] = ()
        self._drawers: Sequence[CashDrawer] = [CashDrawer(currency=context.currency)]
        self._chosen: int | None = None  # the shift that is shown; None: of whoever is here
        self._span = _FEW
        self._make_parts()
        self.retranslate()

    # --- reading ----------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._chosen = None

    async def _read(self) -> None:
        till, today = self._context.till, self._context.till.today()
        shifts = till.shifts.read
        running = [await shifts.shift_so_far(one) for one in await shifts.open_shifts()]
        self._ended = await shifts.closed_shifts(today - self._span, today)
        self._drawers = await shifts.drawers(self._context.currency)
        self._running = running
        self._show()

    # --- showing ----------------------------------------------------------------------------------

    @property
    def _shown(self) -> ShiftDocument | None:
        """Returns the shift that somebody chose, else that of whoever is at the till."""
        known = [*self._running, *self._ended]
        if self._chosen is not None:
            return next((one for one in known if one.since == self._chosen), None)
        name = self._context.till.press().cashier
        return next((one for one in self._running if one.cashier == name), None)

    def _choose(self, key: object) -> None:
        """Shows this shift; once more, the one of whoever is here again."""
        self._chosen = key if isinstance(key, int) and key != self._chosen else None
        self._show()

    def _show(self) -> None:
        shown, wall = self._shown, self._context.wall
        is_open = shown in self._running
        today = self._context.till.today()
        lines = shift_lines(self._running, self._ended, today, wall)
        self.shifts.show_lines(lines, shown.since if shown else None)
        self.shifts.all.setVisible(self._span is _FEW)
        own, *others = self._drawers
        self.drawer.show_drawers(own, others)
        self._show_head(shown, is_open=is_open)
        at = f"{(shown.at if shown else times.now()).astimezone(wall):%H:%M}"
        reading = filled(self.tr("at {0} · closes nothing"), at) if is_open else ""
        if shown is None:
            self.takings.show_nothing(self.tr("What a shift receives is shown here."))
        else:
            self.takings.show_takings(self.tr("Received in this shift"), reading, shown.takings)
        self.figures.setVisible(shown is not None)
        if shown:
            self.figures.show_shift(shown)
        self.print_button.setVisible(shown is not None)
        self._show_main(is_open=is_open)
        lead_through(
            self.print_button, self.put_in, self.take_out, self.drawer, self.shifts, self.main
        )

    def _show_head(self, shown: ShiftDocument | None, *, is_open: bool) -> None:
        wall = self._context.wall
        if shown is None:
            self._title.setText(self.tr("No shift is open"))
            self._state.setText(self.tr("sales count for the day all the same"))
            restyle(self._state, tone="rest")
            return
        named = filled(self.tr("Shift of {0}"), cashier_name(shown.cashier))
        self._title.setText(named if shown.cashier else self.tr("Shift"))
        at = times.when(shown.opened_at if is_open else shown.at, times.now(), wall)
        said = self.tr("open since {0}") if is_open else self.tr("closed {0}")
        self._state.setText(filled(said, at))
        restyle(self._state, tone="paid" if is_open else "rest")

    def _show_main(self, *, is_open: bool) -> None:
        name = self._context.till.press().cashier
        mine = any(one.cashier == name for one in self._running)
        self.main.setVisible(is_open or not mine)
        self.main.set_text(self.tr("Close the shift…") if is_open else self.tr("Open a shift…"))

    def _press_main(self) -> None:
        shown = self._shown
        if shown is not None and shown in self._running:
            self.close_asked.emit(_running(shown))
        else:
            self.open_asked.emit()

    def print_shown(self) -> None:
        """Asks for the paper of the shift that is shown: its close, or how it stands."""
        shown = self._shown
        if shown is not None:
            is_open = shown in self._running
            self.print_asked.emit(shown, _running(shown) if is_open else None)

    def retranslate(self) -> None:
        self.print_button.set_text(self.tr("Print…"))
        for part in (self.takings, self.figures, self.drawer, self.float):
            part.retranslate()
        self.put_in.set_text(self.tr("Cash in…"))
        self.take_out.set_text(self.tr("Cash out…"))
        self.shifts.set_texts(
            self.tr("Shifts of today"),
            self.tr("All"),
            self.tr("At the close the drawer is counted first; only then is the difference shown."),
        )
        self._show()

    # --- arrangement ------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        context = self._context
        self.takings = TakingsCard("shift", context.method_names, context.currency, context.look)
        self.figures = ShiftFigures(context.currency, context.look)
        self.drawer = DrawerCard(context.wall, context.look)
        self.float = FloatBox(context.currency)
        self.float.saved.connect(self.float_saved)
        self.shifts = SideList("shift")
        self.main = Button("shift_main", "main")
        self.put_in, self.take_out = Button("cash_in"), Button("cash_out")
        self.print_button = Button("shift_print")
        self.print_button.hide()
        self.print_button.clicked.connect(self.print_shown)
        self._state = badge("", "rest")
        self.shifts.chosen.connect(self._choose)
        self.shifts.all_asked.connect(self._show_all)
        self.main.clicked.connect(self._press_main)
        self.put_in.clicked.connect(lambda: self.cash_asked.emit(True))
        self.take_out.clicked.connect(lambda: self.cash_asked.emit(False))
        self.take_out.setVisible(context.pins)
        self.takings.foot.addWidget(self.figures)
        self.drawer.foot.addWidget(self.float)
        body = Columns(self.takings, (self.drawer,), self.shifts, self.main)
        titles = stacked(self._title, row(self._state, (QWidget(), 1)))
        self._arrange(titles, [self.print_button, self.put_in, self.take_out], body)

    def _show_all(self) -> None:
        self._span = _MANY
        self.read()


def _running(document: ShiftDocument) -> Shift:
    """Returns the open shift that this document is a reading of."""
    return Shift(since=document.since, cashier=document.cashier, opened_at=document.opened_at)
