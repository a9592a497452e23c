"""Sales panel: the verdict, the list of sales, and the sales in doubt."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.events import Purpose, State
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.health import UNREACHED
from pos_app.ui.format import times
from pos_app.ui.qt.accessibility import announce
from pos_app.ui.sell.sales.clock_warning import ClockLine
from pos_app.ui.sell.sales.day_total import DayTakings
from pos_app.ui.sell.sales.news import HALTED, is_news
from pos_app.ui.sell.sales.sales_list import SalesList
from pos_app.ui.sell.sales.sales_model import SalesModel
from pos_app.ui.sell.sales.verdict import VerdictPanel
from pos_app.ui.theme.icons import read_icons
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, label
from pos_app.words.offline import asked_words
from pos_app.words.problems import problem_line
from pos_app.words.services import service_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.till.providers.health import Health
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_SHOWN_AT_START = 60
_SECOND = 1000
_READ = 1.0  # seconds that it takes to read a verdict
# Seconds without a key, before a key may put the verdict away. No platform waits longer before a
# held key repeats itself, and not all of them mark repeats.
_QUIET = 0.7


class SalesPanel(QWidget):
    """Panel that listens to the till. It shows the newest sale until the cashier picks another."""

    print_asked = Signal(object)  # Sale: its slip or its receipt
    deed_asked = Signal(object, object)  # SaleAction, Sale
    doubt_asked = Signal(str)  # the id of the shown sale, or empty
    again_asked = Signal(object, bool)  # Sale; True the same way, False another way
    acknowledged = Signal()  # the cashier has put away an outcome

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        tasks: GuiTasks,
        now: Callable[[], datetime] = times.now,
        *,
        pins: bool = False,
    ) -> None:
        super().__init__()
        self._till = till
        self._tasks = tasks
        methods = {method.id: method for method in shop.methods}
        self.model = SalesModel(methods, now)
        self.list = SalesList(self.model, look)
        self.verdict = VerdictPanel(
            look, methods, till.heard_at, now, wall=times.wall_of(shop), pins=pins
        )
        self.verdict.asks_late = till.asks_late
        self.verdict.offline = self.model.offline = till.offline
        self.verdict.parent_of = lambda sale: self.model.sale(sale.parent or "")
        self.verdict.acts.tenders_for = till.tenders_for
        # Returns the latest print job of a sale, as far as this window knows.
        self.paper_of: Callable[[str], PrintJob | None] = lambda _: None
        self._strip = Button("doubt_strip")
        self._strip_look = label(strong=True, tone="doubt")
        self._clock_line = ClockLine(shop.methods, times.wall_of(shop), till.clock_off)
        self._takings = DayTakings(till, tasks, self)
        self._brought_up = float("-inf")  # monotonic: when putting one sale away showed the next
        self._unreached: set[str] = set()  # providers from which no answer comes
        self.loaded = False  # whether the journal's sales are here
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Listens to the till from now on, and reads the journal's sales."""
        self._till.listen(self.hear)
        self._till.listen_health(self._hear_health)
        self._tasks.start(self._load(), or_else=self._tell)
        self._clock.start()

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        before = self.model.sale(sale.id)
        self.model.put(sale)
        heard = self.model.sale(sale.id) or sale
        self._takings.follow_day()
        self._takings.read_soon()
        self._show_or_mark(before, heard)
        self._refresh()

    def is_watched(self, sale_id: str) -> bool:
        """Returns whether this sale, or its capture, is shown to whoever stands at the till."""
        shown = self.verdict.sale
        in_sight = self.isVisible() and not self.window().isMinimized()
        return in_sight and shown is not None and sale_id in (shown.id, shown.parent)

    def select(self, sale_id: str) -> None:
        """Shows the sale in the verdict, and selects its row, if it has one of its own."""
        self._show(sale_id)
        self._pick(sale_id)

    def show_charged(self, sale: Sale) -> None:
        """Shows a sale that was charged here. Of a part that is paid it shows the whole sale,
        unless there is change to give first."""
        self.hear(sale)
        self.select(sale.parent if _stands_for_the_whole(sale) and sale.parent else sale.id)

    def acknowledge(self, quiet: float) -> None:
        """Puts the shown sale away: the cashier goes on to the next customer.

        `quiet` is the seconds without a key before this one. A sale that goes on stays. So does a
        verdict that nobody can have read yet: every key starts that time again, so that a held key
        puts nothing away.
        """
        if self.verdict.seen_for >= _READ and quiet >= _QUIET:
            self._put_away()

    def take_key(self, key: int) -> bool:
        """Takes the keys of what the verdict offers. Returns whether it did."""
        return self.verdict.acts.take_key(key)

    def print_shown(self) -> None:
        """Prints the slip or the receipt of the shown sale, where it has one."""
        if self.verdict.sale is not None:
            self.print_asked.emit(self.verdict.sale)

    def hear_paper(self, job: PrintJob) -> None:
        """Shows what has become of the paper of the shown sale."""
        if self.verdict.sale is not None and self.verdict.sale.id == job.subject:
            self.verdict.acts.show_paper(job)

    def show_error(self, error: PosError) -> None:
        """Shows the answer to what was asked for at the verdict."""
        self._tell(error)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Sales, newest first"))
        self.verdict.retranslate()
        self._clock_line.tick()
        self.model.retranslate()
        self._refresh()

    def stop(self) -> None:
        self._clock.stop()
        self._takings.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the mark off what is shown: somebody has come back to it, maybe from a page where
        money came that is no sale's."""
        super().showEvent(event)
        if self.loaded:
            self._takings.read_soon()
        if self.verdict.sale is not None:
            self.model.mark(self.verdict.sale.id, news=False)

    # --- inside -----------------------------------------------------------------------------------

    def _show_or_mark(self, before: Sale | None, sale: Sale) -> None:
        """Shows the sale if nothing else is shown; marks what has happened out of sight."""
        shown, row = self.verdict.sale, self.model.in_row(sale)
        if shown is None:
            if before is None or before.state is not sale.state:
                self.select(row.id)
        elif shown.id in (row.id, sale.id):
            self._tell_verdict(shown.id)
            if row.id != sale.id:
                self._pick(shown.id)
        elif shown.parent == sale.id and _stands_for_the_whole(shown):
            self.select(sale.id)
        if self._is_news(before, sale) and not self.is_watched(row.id):
            self.model.mark(row.id, news=True)
            announce(self.list, self.model.spoken(row.id))
            QApplication.alert(self.window())

    def _is_news(self, before: Sale | None, sale: Sale) -> bool:
        """Returns whether anybody has to notice. An old sale that the list had not, because a
        refund of it ends, is none."""
        is_old = before is None and self.loaded and not sale.is_open
        return is_news(before, sale) and (not is_old or bool(sale.flags))

    def _put_away(self, *, by_touch: bool = False) -> None:
        """Puts away what is over. What has come to a halt gives way to other news, and to whoever
        touches the button: it stays in the list, and nothing is settled."""
        sale, news = self.verdict.sale, self.model.oldest_news()
        halts = sale is not None and sale.state in HALTED and (by_touch or news is not None)
        if sale is None or (sale.is_open and not halts):
            return
        self.verdict.show_sale(None)
        self.list.pick_none()
        self.acknowledged.emit()
        if news is not None:
            self.select(news.id)  # another customer waits there
            self._brought_up = monotonic()

    def _done(self) -> None:
        """Ignores a second press, which meant the verdict before, and the repeats of a held key."""
        now = monotonic()
        if now - self._brought_up >= _READ:
            self._put_away(by_touch=True)
        else:
            self._brought_up = now

    async def _load(self) -> None:
        """Reads the journal's sales, step by step: keys and payments come in between."""
        self.model.put_all(await self._till.journal.open_sales())
        await self._prepare()
        self.model.put_all(await self._till.journal.flagged_sales())
        self.model.put_all(await self._till.journal.last_sales(_SHOWN_AT_START))
        self._takings.read_soon()
        await asyncio.sleep(0)
        newest = self.model.newest()
        # A sale that ended before the window opened is no customer's at the counter.
        if newest and newest.is_open and self.verdict.sale is None:
            self.select(newest.id)
            await asyncio.sleep(0)
        self.loaded = True
        self._refresh()

    async def _prepare(self) -> None:
        """Styles the parts of the verdict one by one, and reads the icons: the first sale that is
        shown would wait for all of it."""
        await asyncio.sleep(0)
        read_icons()
        for part in self.verdict.findChildren(QWidget):
            await asyncio.sleep(0)
            part.ensurePolished()

    def _refresh(self) -> None:
        self._show_takings()
        self.verdict.show_hint(wanted=self.loaded and self.model.is_empty)
        count = len(self.model.doubtful())
        self._strip.setVisible(count > 0)
        text = self.tr("%n sale(s) need attention", "", count)
        self._strip.set_text(text)
        self._strip_look.setText(self.tr("View") + " →")

    def _pick(self, sale_id: str) -> None:
        """Selects the sale's row. A capture that is done has none: it stands in its hold's."""
        sale = self.model.sale(sale_id)
        if sale is not None and self.model.in_row(sale) is sale:
            self.list.pick(sale_id)
        else:
            self.list.pick_none()

    def _show(self, sale_id: str) -> None:
        self.model.mark(sale_id, news=False)
        self._tell_verdict(sale_id)

    def _tell_verdict(self, sale_id: str) -> None:
        """Shows the sale as it is now. While it is open, the till polls it before all others."""
        sale = self.model.sale(sale_id)
        self.verdict.acts.show_paper(self.paper_of(sale_id))
        self.verdict.show_sale(sale)
        self._till.watch(sale.id if sale and sale.is_open else "")

    def _hear_health(self, provider: str, health: Health) -> None:
        """Shows at once that a connection has gone, or is back."""
        if (health in UNREACHED) is not (provider in self._unreached):
            self._unreached ^= {provider}
            self._tick()

    def _show_takings(self) -> None:
        self.model.set_takings(self._takings.text)

    def _tick(self) -> None:
        self._takings.follow_day()
        self.model.tick()
        self.verdict.tick()
        self._clock_line.tick()

    def _look(self) -> None:
        """Opens the doubts page, if any outcome is unknown; else selects the next sale to clear
        up."""
        shown = self.verdict.sale.id if self.verdict.sale else ""
        doubtful = [sale.id for sale in self.model.doubtful()]
        if any(sale.state is State.UNKNOWN for sale in self.model.doubtful()):
            self.doubt_asked.emit(shown)
            return
        place = doubtful.index(shown) + 1 if shown in doubtful else 0
        self.select(doubtful[place % len(doubtful)])

    def _ask(self) -> None:
        if self.verdict.sale:
            self._tasks.start(self._ask_about(self.verdict.sale), or_else=self._tell)

    async def _ask_about(self, sale: Sale) -> None:
        """Says what came of the question, unless the sale itself says more by then."""
        outcome = await self._till.ask_now(sale.id)
        shown, method = self.verdict.sale, self.model.methods.get(sale.method)
        if method and shown and (shown.id, shown.state) == (sale.id, sale.state):
            tone = "muted" if outcome is Outcome.ANSWERED else "fail"
            self.verdict.acts.show_message(asked_words(outcome, service_of(method)), tone)

    def _cancel(self) -> None:
        if self.verdict.sale:
            self._tasks.start(self._till.cancel(self.verdict.sale.id), or_else=self._tell)

    def _tell(self, error: PosError) -> None:
        self.verdict.acts.show_message(problem_line(error))

    def _connect(self) -> None:
        self._clock.timeout.connect(self._tick)
        self._takings.changed.connect(self._show_takings)
        self._takings.failed.connect(self._tell)
        self._strip.clicked.connect(self._look)
        self.list.picked.connect(self._show)
        self.verdict.acts.ask_asked.connect(self._ask)
        self.verdict.acts.cancel_asked.connect(self._cancel)
        self.verdict.acts.deed_asked.connect(
            lambda action: self.deed_asked.emit(action, self.verdict.sale)
        )
        self.verdict.acts.help_asked.connect(
            lambda: self.doubt_asked.emit(self.verdict.sale.id if self.verdict.sale else "")
        )
        self.verdict.acts.done_asked.connect(self._done)
        self.verdict.acts.again_asked.connect(
            lambda same_way: self.again_asked.emit(self.verdict.sale, same_way)
        )
        self.verdict.acts.print_asked.connect(self.print_shown)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.verdict)
        column.addWidget(self.list, 1)
        column.addWidget(self._clock_line)
        column.addWidget(self._strip)
        self._strip_look.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 0, Space.EDGE, 0)
        row.addStretch(1)
        row.addWidget(self._strip_look)


def _stands_for_the_whole(sale: Sale) -> bool:
    """Returns whether this is a part of a split sale of which there is nothing more to do."""
    is_part = sale.parent is not None and sale.purpose is Purpose.PAYMENT
    return is_part and sale.state is State.PAID and not sale.flags and sale.change is None
